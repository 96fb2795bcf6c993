"""A TEI listPlace as the user's file of places (TEI Guidelines, section 13.3.4).

Of each `place` these are taken: `placeName` in all its forms, and the address in `idno` or `placeName/@ref`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from frusconv.model import FileSource
from frusconv.pattern import Pattern
from frusconv.persons.entry import is_address
from frusconv.xml_events import DEEPEST, TEI, XML, XmlReader

# As correspSearch has it.
_GEONAMES = "http://www.geonames.org/"
_NUMBER = Pattern(r"\d{1,12}")
# The parts of a name that are marked up.
_PARTS = frozenset(("settlement", "district", "region", "country", "geogName"))


class Listed(NamedTuple):
    """A place that has an address: where it stands in the file, what it is called, and the address."""

    where: str
    names: tuple[str, ...]
    ref: str


def places_of(source: FileSource) -> Iterator[Listed]:
    """Yield the places of a TEI file that have an address. Raises SourceError."""
    reader = _PlaceReader(XmlReader(source))
    for _ in reader.reader.steps():
        done, reader.done = reader.done, []
        yield from (place for place in done if place.ref)


class _PlaceReader:
    """Gathers places; of those in a place each has its own names."""

    def __init__(self, reader: XmlReader) -> None:
        self.reader = reader
        self.done: list[Listed] = []
        self._places: list[Listed] = []
        # The elements that are open: name, attributes, and text.
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        reader.on(self._start, self._end, self._text)

    def _start(self, qualified: str, listed: list[str]) -> None:
        if len(self._open) > DEEPEST:
            self.reader.fail(f"elements are nested more than {DEEPEST} deep; no list of places is")
        name, attrs = qualified.removeprefix(f"{TEI} "), dict(zip(listed[::2], listed[1::2], strict=True))
        if name == "place":
            identifier = attrs.get(f"{XML} id", "")
            where = f"{self.reader.source.name}:{self.reader.position.line}"
            self._places.append(Listed(where, (identifier,) if identifier.startswith("place-") else (), ""))
        self._open.append((name, attrs, []))

    def _text(self, text: str) -> None:
        self._open[-1][2].append(text)

    def _end(self, _: str) -> None:
        name, attrs, pieces = self._open.pop()
        if not self._places:
            return
        if name == "place":
            self.done.append(self._places.pop())
            return
        if name in _PARTS:
            self._open[-1][2].extend(pieces)
        place, text = self._places[-1], " ".join("".join(pieces).split())
        if name == "placeName":
            names, ref = (*place.names, text) if text else place.names, attrs.get("ref", "").partition(" ")[0]
            self._places[-1] = place._replace(names=names, ref=place.ref or (ref if is_address(ref) else ""))
        elif name == "idno":
            self._places[-1] = place._replace(ref=place.ref or _address(attrs.get("type", ""), text))


def _address(kind: str, text: str) -> str:
    """Return what an idno tells as an address: a number of GeoNames, or an address as it stands; of others nothing."""
    if kind.casefold() == "geonames":
        return f"{_GEONAMES}{text}" if _NUMBER.fullmatch(text) else text
    return text if is_address(text) else ""
