"""The user's file of places: links to authority files, as GeoNames, for the places that letters were sent from.

CSV has the columns `name` and `ref`, a TEI listPlace (Guidelines, section 13.3.4) a `place` with `placeName` and `idno`
for each. A name stands for the place of the table of posts that it names, if there is one, whatever it is called in
print, and else for itself alone; the table's own id can stand there too.
"""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.correspondents.list_place import Listed, places_of
from frusconv.errors import SourceError
from frusconv.model import Source
from frusconv.persons.entry import is_address
from frusconv.persons.names import comparable
from frusconv.persons.table import TABLE_ENCODING, Columns, rows
from frusconv.places import place_named, places
from frusconv.streams import open_source

_COLUMNS = Columns(("name", "ref"), "name", "listPlace")


class PlaceLinks:
    """Addresses of places, by what a place is called."""

    def __init__(self) -> None:
        self._refs: dict[str, str] = {}
        self._ids = frozenset(place.id for place in places())

    def __len__(self) -> int:
        """Return how many places there are."""
        return len(self._refs)

    def add(self, where: str, name: str, ref: str) -> None:
        """Take an address. Raises SourceError if it is none, or the place has another."""
        if not name:
            raise SourceError(f"{where}: the place has no name")
        if not is_address(ref):
            raise SourceError(
                f"{where}: ref {ref!r} is no address of a record; one reads like http://www.geonames.org/2935022"
            )
        known = self._refs.setdefault(self._key(name), ref)
        if known != ref:
            raise SourceError(f"{where}: {name} has the address {known} already; leave one of the two")

    def ref(self, printed: str | None) -> str | None:
        """Return the address of a place as printed, or None if the file has none."""
        return self._refs.get(self._key(printed)) if printed else None

    def _key(self, name: str) -> str:
        identifier = name.removeprefix("place-")
        if identifier in self._ids:
            return identifier
        place = place_named(name)
        return place.id if place else f" {comparable(name)}"


def read_places(path: str) -> PlaceLinks:
    """Return what a file of places holds. Raises SourceError, with the line, where it is wrong."""
    source, _ = open_source(path, TABLE_ENCODING)
    links = PlaceLinks()
    for place in _in_table(source) if isinstance(source, Source) else places_of(source):
        for name in place.names or ("",):
            links.add(place.where, name, place.ref)
    if not links:
        raise SourceError(f"{path}: no place in it; it is to be CSV with columns `name` and `ref`, or a TEI listPlace")
    return links


def _in_table(source: Source) -> Iterator[Listed]:
    for where, values in rows(source, _COLUMNS):
        yield Listed(where, (values.get("name", ""),), values.get("ref", ""))
