"""CSL-JSON (schema 1.0.2): what citation engines and Zotero read.

A document is a chapter: that type alone has container, volume, pages and publisher in every style, and its `issued` can
be the volume's. Other choices are what stock styles print well, tried with pandoc and citeproc-js:

- `volume` is a bare number, or else words (`vol. 19, pt. 1`): styles put `vol.` before bare numbers only.
- `number` is `Document 75` where the number locates the document; as `page` it would be printed behind `pp.`.
- `note` has kind, place, telegram and file number, and no style prints it: as `genre`, `event-place` or
  `archive_location` of a chapter they are printed in the wrong place, or twice.
- The recipient stands in the title; no style prints one for a chapter.
- `original-date` is the document's own date.
- A particle that goes behind the given name is a field of its own (`von`); one that stays (`de Gaulle`) is left in the
  family name, where engines find it and programs that know no particles keep it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json import dumps
from typing import Any, TypeAlias

from frusconv.citation.cited import Cited
from frusconv.citation.data import DEFAULTS, Keyed
from frusconv.citation.data.facts import Facts, Volume, facts_of, key_of
from frusconv.citation.dates import Day
from frusconv.citation.names import Name
from frusconv.citation.styles import StyleOptions

# One item, as `json` takes it.
Item: TypeAlias = dict[str, Any]


def array(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[str]:
    """Yield an array with an item on each line."""
    before = "[\n"
    for key, cited in keyed:
        yield before + _line(cited, options, key)
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def lines(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[str]:
    """Yield an item a line."""
    for key, cited in keyed:
        yield f"{_line(cited, options, key)}\n"


def _line(cited: Cited, options: StyleOptions, key: str) -> str:
    return dumps(item(cited, options, key), ensure_ascii=False)


def item(cited: Cited, options: StyleOptions = DEFAULTS, key: str | None = None) -> Item:
    """Return what is cited as an item of CSL-JSON; without `key`, it has its own."""
    facts = facts_of(cited, options)
    fields: Item = {"id": key or key_of(cited), "type": "book" if facts.is_volume else "chapter"}
    fields["author"] = [_name(name) for name in facts.authors]
    if not facts.is_volume:
        fields["title"] = facts.title
    fields |= _book(facts.volume, "title" if facts.is_volume else "container-title")
    fields |= _own(facts)
    return {name: value for name, value in fields.items() if value}


def _book(volume: Volume, title: str) -> Item:
    """Return the volume's fields; what is no numbered volume of a set has one title."""
    return {
        title: volume.set if volume.number else volume.whole,
        "volume": (volume.number if volume.number.isdecimal() else volume.words) if volume.number else "",
        "volume-title": volume.title if volume.number else "",
        "editor": [_name(name) for name in volume.editors],
        "publisher": volume.publisher,
        "publisher-place": volume.place,
        "issued": {"date-parts": [[int(volume.year)]]} if volume.year.isdecimal() else {},
        "ISBN": volume.isbn,
    }


def _own(facts: Facts) -> Item:
    return {
        "page": facts.pages,
        "number": f"Document {facts.number}" if facts.number else "",
        "original-date": _date(facts.days),
        "URL": facts.url,
        "accessed": _date((facts.accessed,) if facts.accessed else ()),
        "language": "en-US",
        "note": facts.note,
    }


def _name(name: Name) -> Item:
    """Return a name in its parts, or whole. What styles leave out of short forms is a particle that is dropped."""
    if name.literal:
        return {"literal": name.literal}
    particle = "non-dropping-particle" if name.short.startswith(f"{name.dropped} ") else "dropping-particle"
    fields = {"family": name.family, "given": name.given, particle: name.dropped, "suffix": name.suffix}
    return {part: value for part, value in fields.items() if value}


def _date(days: tuple[Day, ...]) -> Item:
    return {"date-parts": [[part for part in day if part] for day in days]} if days else {}
