"""A person of the user's file, checked: names, office, days and address."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from frusconv.errors import SourceError
from frusconv.pattern import Pattern
from frusconv.persons.names import comparable, own_order

_DAY = Pattern(r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_ADDRESS = Pattern(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]+")
_WHOLE_DAY = len("1933-03-04")


class Entry(NamedTuple):
    """A person, or a person in one office.

    `forms` are the forms of the name as `comparable` has them, `office` likewise. `first` and `last` are whole days.
    """

    name: str
    forms: frozenset[str]
    office: str | None = None
    first: str | None = None
    last: str | None = None
    ref: str | None = None

    def is_at(self, first: str | None, last: str | None) -> bool:
        """Tell whether all days of a document's date are within those of the entry; no date is within limits."""
        if not (self.first or self.last):
            return True
        if not (first and last):
            return False
        return (self.first or "") <= earliest(first) and (self.last is None or latest(last) <= self.last)


def earliest(value: str) -> str:
    """Return the first day of a date in ISO 8601, which may be a year, a month, a day, or have a time."""
    return value + "0000-01-01"[len(value) : _WHOLE_DAY] if len(value) < _WHOLE_DAY else value[:_WHOLE_DAY]


def latest(value: str) -> str:
    """Return the last day of a date; that of a month is the 31st, as days are only compared."""
    return value + "0000-12-31"[len(value) : _WHOLE_DAY] if len(value) < _WHOLE_DAY else value[:_WHOLE_DAY]


def entry_of(where: str, names: Iterable[str], values: Mapping[str, str]) -> Entry:
    """Return an entry with the first of `names` as its name, and `office`, `from`, `to` and `ref` of `values`.

    Raises SourceError that begins with `where` for a value that is none of its kind.
    """
    named = [" ".join(name.split()) for name in names]
    if not named or not named[0]:
        raise SourceError(f"{where}: the person has no name")
    first, last = (_day(where, column, values.get(column, "")) for column in ("from", "to"))
    found = Entry(
        named[0],
        frozenset(form for name in named for form in _forms(name)),
        comparable(values.get("office", "")) or None,
        earliest(first) if first else None,
        latest(last) if last else None,
        _address(where, values.get("ref", "")),
    )
    if found.first and found.last and found.first > found.last:
        raise SourceError(f"{where}: from {first} is after to {last}")
    return found


def _forms(name: str) -> Iterable[str]:
    """Return a name as it stands and, if the family name is first (`Grey, Jane`), in its own order."""
    return filter(None, {comparable(name), comparable(own_order(name) or "")})


def _day(where: str, column: str, value: str) -> str:
    if value and not _DAY.fullmatch(value):
        raise SourceError(f"{where}: {column} {value!r} is no date; one reads like 1933, 1933-03 or 1933-03-04")
    return value


def is_address(value: str) -> bool:
    """Tell whether a value is an absolute URI, as that of a record in an authority file is."""
    return _ADDRESS.fullmatch(value) is not None


def _address(where: str, value: str) -> str | None:
    if value and not is_address(value):
        raise SourceError(
            f"{where}: ref {value!r} is no address of a record; one reads like http://viaf.org/viaf/12345"
        )
    return value or None
