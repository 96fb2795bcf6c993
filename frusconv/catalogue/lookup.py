"""From a volume as a citation names it to its id: by the catalogue first, by the Office's rule of ids second.

The rule is that of nearly all ids: `frus`, the years (`1948`, `1952-54`), `v` and two digits, `p` and the part.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from frusconv.catalogue.entry import Entry, entries
from frusconv.catalogue.numbers import Number, read_number, read_years, short_years
from frusconv.catalogue.words import MARKERS, markers, name_key, telling_words, title_key
from frusconv.pattern import Pattern

_PLAIN_ID = Pattern(r"frus[\d-]+(?:ve?\d+)?(?:p\d+)?(?:v\d+)?")


class Printed(NamedTuple):
    """A volume as a citation in print names it; what is not printed is None.

    `years`, `number` and `part` stand as printed (`1969-76`, `xix`, `1`); `title` are the words that name the volume or
    the set it is of: `The Conference of Berlin (The Potsdam Conference)`, `Russia`, `Supplement 1`.
    """

    years: str | None
    number: str | None = None
    part: str | None = None
    title: str | None = None


class Found(NamedTuple):
    """A volume's id; `is_known` tells whether the catalogue has it, else it was made by the rule of ids."""

    volume: str
    is_known: bool


class _Row(NamedTuple):
    """What is compared of an entry: a plain id has only years and numbers, a named volume is found by its title."""

    id: str
    sub_series: str
    number: Number
    words: frozenset[str]
    years: frozenset[str]
    key: str
    is_plain: bool
    is_named: bool


class _Wanted(NamedTuple):
    """What is compared of a printed name."""

    years: tuple[str, ...]
    number: Number
    words: frozenset[str]
    title_years: tuple[str, ...]
    key: str


def find_volume(printed: Printed) -> Found | None:
    """Return the volume that `printed` names, or None where it stays open: nothing, or several volumes, fit."""
    known = candidates(printed)
    if known:
        return Found(known[0], True) if len(known) == 1 else None
    wanted = _wanted(printed)
    return _by_rule(wanted) if wanted else None


def candidates(printed: Printed) -> tuple[str, ...]:
    """Return the ids of all volumes in the catalogue that fit what is printed."""
    whole = volume_of_title(printed.title) if printed.title else None
    if whole:
        return (whole,)
    wanted = _wanted(printed)
    if wanted is None:
        return ()
    fitting = (_fitting(list(pool), wanted) for pool in _pools(wanted))
    return tuple(row.id for row in next(filter(None, fitting), ()))


def volume_of_title(title: str) -> str | None:
    """Return the id of the volume with this complete title, regardless of case, punctuation and line breaks."""
    return _titles().get(title_key(title))


@cache
def _titles() -> dict[str, str]:
    return {title_key(entry.title): entry.id for entry in entries()}


@cache
def _rows() -> dict[str, list[_Row]]:
    """Return all rows, by the years of their sub-series."""
    rows: dict[str, list[_Row]] = {}
    for entry in entries():
        rows.setdefault(entry.sub_series, []).append(_row(entry))
    return rows


def _row(entry: Entry) -> _Row:
    title, number = entry.volume_title or "", entry.number or ""
    is_plain = bool(_PLAIN_ID.fullmatch(entry.id))
    first, last = entry.covers
    return _Row(
        entry.id,
        entry.sub_series,
        read_number(number),
        telling_words(title) | markers(number),
        frozenset({entry.sub_series, *read_years(title), f"{first}–{last}" if first < last else str(first)}),
        name_key(title),
        is_plain,
        bool(title) and (not is_plain or not number or entry.sub_series in title),
    )


def _wanted(printed: Printed) -> _Wanted | None:
    """Return what is compared, or None if a number is printed that is none of a volume's."""
    title = printed.title or ""
    number = read_number(printed.number or "")
    part = read_number(printed.part or "").volumes
    if (printed.number and not any(number)) or (printed.part and not part):
        return None
    title_years = read_years(title)
    return _Wanted(
        read_years(printed.years or "") or title_years,
        Number(number.volumes, part[0] if part else number.part),
        telling_words(title),
        title_years,
        name_key(title),
    )


def _pools(wanted: _Wanted) -> Iterator[Iterable[_Row]]:
    """Return the volumes to look among, the likeliest first."""
    for years in wanted.years[:1]:
        yield _rows().get(years, ())
    if wanted.words:
        alike = [row for rows in _rows().values() for row in rows if row.words & wanted.words]
        alike = [row for row in alike if row.years.issuperset(wanted.years)]
        yield [row for row in alike if row.is_named]
        if wanted.years:
            yield alike


def _fitting(pool: list[_Row], wanted: _Wanted) -> list[_Row]:
    """Return the volumes of a pool that fit, as few as what is printed allows."""
    marked = [row for row in pool if _has_markers(row, wanted)]
    numbered = [row for row in marked if _has_number(row, wanted)]
    named = [row for row in numbered if _has_words(row, wanted)]
    if not (wanted.number.volumes or wanted.number.part):
        named = [row for row in named if row.years.issuperset(wanted.title_years)]
        return _nearest(named, wanted) if wanted.words else _unnumbered(numbered)
    if named:
        return _nearest(named, wanted)
    if not numbered and not wanted.number.part and not any(row.number.volumes for row in marked):
        # Before 1870 and where a year has two books, `vol. ii` is what the title page calls Part II.
        numbered = [row for row in marked if (row.number.part,) == wanted.number.volumes]
    own = [row for row in numbered if row.is_plain]
    if not own and not wanted.words:
        # A number without a title can mean the only set of volumes that has it, be it of supplements.
        own = [row for row in pool if _has_number(row, wanted)]
    return _nearest(own, wanted)


def _has_markers(row: _Row, wanted: _Wanted) -> bool:
    """Tell whether a supplement is wanted where the row is one; several numbers are a supplement's alone."""
    return len(wanted.number.volumes) > 1 or row.words & MARKERS == wanted.words & MARKERS


def _has_number(row: _Row, wanted: _Wanted) -> bool:
    volumes, part = wanted.number
    return (not part or row.number.part == part) and set(volumes) <= set(row.number.volumes)


def _has_words(row: _Row, wanted: _Wanted) -> bool:
    return bool(row.words and wanted.words) and (wanted.words <= row.words or row.words <= wanted.words)


def _unnumbered(rows: list[_Row]) -> list[_Row]:
    """Return the year's own volume where neither number nor title is printed."""
    own = [row for row in rows if not row.number.volumes and not row.number.part and not row.is_named]
    return own or (rows if len(rows) == 1 and rows[0].is_named else [])


def _nearest(rows: list[_Row], wanted: _Wanted) -> list[_Row]:
    """Return those of several volumes that are nearest to what is printed."""
    if len(rows) > 1:
        rows = [row for row in rows if row.number.part == wanted.number.part] or rows
        rows = [row for row in rows if row.years.issuperset(wanted.title_years)] or rows
        rows = [row for row in rows if row.words == wanted.words] or rows
        rows = [row for row in rows if row.key == wanted.key] or rows
    return rows


def _by_rule(wanted: _Wanted) -> Found | None:
    """Make an id as the Office does: `frus1989-92v31p1`."""
    volumes, part = wanted.number
    if not wanted.years or len(volumes) != 1 or wanted.words & MARKERS:
        return None
    letter, digits = ("ve", volumes[0][1:]) if volumes[0].startswith("E") else ("v", volumes[0])
    return Found(f"frus{short_years(wanted.years[0])}{letter}{int(digits):02}{f'p{part}' if part else ''}", False)
