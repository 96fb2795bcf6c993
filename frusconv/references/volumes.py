"""The volume that a citation names: by the catalogue first, by the rule of ids second."""

from __future__ import annotations

from functools import lru_cache

from frusconv.catalogue import Found, Printed, entry, find_volume
from frusconv.catalogue.numbers import arabic
from frusconv.pattern import Pattern

_ID = Pattern(r"frus(\d{4}(?:-\d\d)?)(?:v(e?\d+))?(?:p(\d))?")
_OF_SET = Pattern(r"(frus.*v)\d\d")
# Sub-series from 1952 on number their documents, and so does what was published later; those up to 1954 cite pages.
_FIRST_NUMBERED, _FIRST_NUMBERED_PUBLISHED, _LAST_PAGED = 1952, 1989, 1954


@lru_cache(maxsize=2000)
def volume_cited(years: str, number: str | None, part: str | None, title: str | None) -> Found | None:
    """Return the volume that years, number, part and title name, all as printed, or None if it stays open.

    Of a volume in several parts that is cited without one the Office takes the first; so does this, as a guess.
    """
    years = years.replace("l", "1")  # What recognition of characters takes the figure for.
    found = find_volume(Printed(years, number, part, title))
    if number and title and not (found and found.is_known):
        found = find_volume(Printed(years, number, part)) or found
    if number and not part and not (found and found.is_known):
        first = find_volume(Printed(years, number, "1"))
        if first and first.is_known:
            return Found(first.volume, False)
    return found


def sub_series(volume: str) -> str | None:
    """Return the years of a volume's sub-series as its id has them: `1952-54`."""
    found = _ID.match(volume)
    return found[1] if found else None


def sibling(volume: str, number: str, part: str | None, title: str | None) -> Found | None:
    """Return the volume that has a number in the sub-series of `volume`, or in the set that it is of."""
    found = _ID.fullmatch(volume)
    years = sub_series(volume)
    if found or not years:
        return volume_cited(years, number, part, title) if years else None
    numbered = _OF_SET.fullmatch(volume)
    value = arabic(number)
    other = f"{numbered[1]}{int(value):02}" if numbered and value and value.isdigit() else None
    return Found(other, True) if other and entry(other) else None


def other_part(volume: str, part: str) -> Found | None:
    """Return another part of the same volume, or None if the catalogue has none."""
    found = _ID.fullmatch(volume)
    if not found or not found[3]:
        return None
    other = f"{volume[: found.start(3)]}{part}"
    return Found(other, True) if entry(other) else None


def part_of(volume: str) -> int | None:
    """Return the number of the part that a volume is."""
    found = _ID.fullmatch(volume)
    return int(found[3]) if found and found[3] else None


@lru_cache(maxsize=100)
def numbers_documents(volume: str) -> bool:
    """Tell whether a volume's notes cite documents by their numbers."""
    years = sub_series(volume)
    known = entry(volume)
    return bool(years and int(years[:4]) >= _FIRST_NUMBERED) or bool(
        known and known.published and known.published >= _FIRST_NUMBERED_PUBLISHED
    )


def cites_pages(volume: str) -> bool:
    """Tell whether a volume's notes cite its own documents by their pages."""
    years = sub_series(volume)
    return bool(years and int(years[:4]) <= _LAST_PAGED)
