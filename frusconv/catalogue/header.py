"""What the catalogue knows of a volume, for a header that does not tell it."""

from __future__ import annotations

from frusconv.catalogue.entry import entry
from frusconv.model import Header


def filled(header: Header) -> Header:
    """Return a header with the catalogue's facts where it has none; of an unknown volume as it is."""
    known = entry(header.volume_id) if header.volume_id else None
    if known is None:
        return header
    editors = [("primary", name) for name in known.editors] + [("general", name) for name in known.general_editors]
    return header._replace(
        title=header.title or known.title,
        sub_series=header.sub_series or known.sub_series,
        volume_number=header.volume_number or known.number,
        volume_title=header.volume_title or known.volume_title,
        editors=header.editors or tuple(editors),
        publisher=header.publisher or known.publisher,
        place=header.place or known.place,
        published=header.published or (str(known.published) if known.published else None),
        isbn=header.isbn or known.isbn,
    )
