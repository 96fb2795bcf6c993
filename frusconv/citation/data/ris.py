"""RIS: what EndNote, Zotero, Mendeley and most databases read.

The types are CHAP and BOOK, which readers take for a part of a book and a book; PCOMM would lose the volume, GOVDOC
makes a report of it. Lines end in CR LF as the format has it; all readers know it.

- T2 is the title of set and volume as one, as the volumes themselves have it, and VL the number: what would stand in T3
  is lost in many readers.
- The editors of a document's volume are A2, those of a volume ED: A2 of a book are its series' editors.
- PY is the year of publication. The document's own date stands in N1 with what else has no field. M3 would be read as a
  DOI, and AN as a place in an archive.
- A name that stays whole has a comma behind it, which keeps readers from taking it apart. RIS has no way to tell
  `Commander, Seventh Fleet` from family and given name.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.citation.data import Keyed
from frusconv.citation.data.facts import Facts, facts_of, iso
from frusconv.citation.names import Name
from frusconv.citation.numbers import pages_between
from frusconv.citation.styles import StyleOptions


def ris(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[str]:
    """Yield a record for each, and an empty line behind it."""
    for key, cited in keyed:
        yield "".join(f"{tag}  - {value}\r\n" for tag, value in _fields(facts_of(cited, options), key)) + "\r\n"


def _fields(facts: Facts, key: str) -> Iterator[tuple[str, str]]:
    """Yield tags and values; values are one line each, so that none can begin a field of its own."""
    volume = facts.volume
    first, last = pages_between(facts.pages)
    fields = (
        ("ID", key),
        *(("AU", _name(name)) for name in facts.authors),
        ("TI", volume.whole if facts.is_volume else facts.title),
        ("T2", "" if facts.is_volume else volume.whole),
        *(("ED" if facts.is_volume else "A2", _name(name)) for name in volume.editors),
        ("VL", volume.number),
        ("SP", first),
        ("EP", last),
        ("CY", volume.place),
        ("PB", volume.publisher),
        ("PY", volume.year),
        ("SN", volume.isbn),
        ("LA", "en-US"),
        ("UR", facts.url.replace(";", "%3B")),  # A semicolon parts addresses.
        ("Y2", f"{iso(facts.accessed).replace('-', '/')}/" if facts.accessed else ""),
        ("N1", facts.located_note),
    )
    yield "TY", "BOOK" if facts.is_volume else "CHAP"
    yield from (field for field in fields if field[1])
    yield "ER", ""


def _name(name: Name) -> str:
    """Return `Sanford, William F., Jr.`; a particle that is dropped goes behind the given name."""
    return f"{name.inverted}," if " " in name.inverted and not name.given else name.inverted
