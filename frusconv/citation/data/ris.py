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

from frusconv.citation.data import DataOptions, Keyed
from frusconv.citation.data.facts import Facts, Volume, facts_of
from frusconv.citation.names import Name


def ris(keyed: Iterable[Keyed], options: DataOptions) -> Iterator[str]:
    """Yield a record for each, and an empty line behind it."""
    for key, cited in keyed:
        yield "".join(f"{tag}  - {value}\r\n" for tag, value in _fields(facts_of(cited, options), key)) + "\r\n"


def _fields(facts: Facts, key: str) -> Iterator[tuple[str, str]]:
    """Yield tags and values; values are one line each, so that none can begin a field of its own."""
    yield "TY", "BOOK" if facts.is_volume else "CHAP"
    yield from _filled((("ID", key), *(("AU", _name(name)) for name in facts.authors)))
    titles = (facts.volume.whole,) if facts.is_volume else (facts.title, facts.volume.whole)
    yield from _filled(zip(("TI", "T2"), titles, strict=False))
    editor = "ED" if facts.is_volume else "A2"
    yield from _filled((editor, _name(name)) for name in facts.volume.editors)
    first, _, last = facts.pages.partition("-")
    yield from _filled((("VL", facts.volume.number), ("SP", first), ("EP", last)))
    yield from _filled(_imprint(facts.volume))
    accessed = "/".join(f"{part or 0:02}" if part else "" for part in facts.accessed) + "/" if facts.accessed else ""
    url = facts.url.replace(";", "%3B")  # A semicolon parts addresses.
    yield from _filled((("UR", url), ("Y2", accessed), ("N1", facts.located_note)))
    yield "ER", ""


def _filled(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    return (field for field in fields if field[1])


def _imprint(volume: Volume) -> tuple[tuple[str, str], ...]:
    return (
        ("CY", volume.place),
        ("PB", volume.publisher),
        ("PY", volume.year),
        ("SN", volume.isbn),
        ("LA", "en-US"),
    )


def _name(name: Name) -> str:
    """Return `Sanford, William F., Jr.`; a particle that is dropped goes behind the given name."""
    return f"{name.inverted}," if " " in name.inverted and not name.given else name.inverted
