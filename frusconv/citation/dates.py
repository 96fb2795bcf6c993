"""Dates in the words of the handbooks."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import When
from frusconv.pattern import Pattern

# `September 4, 1939` (Chicago, APA), `4 Sept. 1939` (MLA), `Sept. 4, 1939` (Bluebook), `4 Sep 1939` (the Office's).
DateForm: TypeAlias = Literal["full", "mla", "bluebook", "office"]

_DATE = Pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?(?:T.*)?")
_FULL = "January February March April May June July August September October November December".split()
# MLA Handbook, appendix 1; Bluebook, table T12. Both leave May, June and July whole.
_SHORT = "Jan. Feb. Mar. Apr. May June July Aug. Sept. Oct. Nov. Dec.".split()
_OFFICE = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_MONTHS = {"full": _FULL, "mla": _SHORT, "bluebook": _SHORT, "office": _OFFICE}


class Day(NamedTuple):
    """A day, month or year; what is not known is None."""

    year: int
    month: int | None = None
    day: int | None = None


@lru_cache(maxsize=4096)
def day_of(value: str | None) -> Day | None:
    """Return a date of the model (`1939-09`, `1939-09-04T11:00:00`) without its time, or None if it is none."""
    found = _DATE.fullmatch(value or "")
    if not found:
        return None
    month = int(found[2]) if found[2] else None
    if month is not None and not 1 <= month <= 12:
        return Day(int(found[1]))
    return Day(int(found[1]), month, int(found[3]) if found[3] else None)


def days_of(date: When | None) -> tuple[Day, ...]:
    """Return the one day of a date, or the two that a range begins and ends with; none if it has no value.

    A day that an undated document is not later than is no date to cite.
    """
    first, last = (day_of(date.first), day_of(date.last)) if date and date.first else (None, None)
    return tuple(day for day in (first, last if last != first else None) if day)


@lru_cache(maxsize=4096)
def date_words(days: tuple[Day, ...], form: DateForm = "full") -> str:
    """Return a date, or a range that names month and year once where both are the same (Chicago Manual, 6.78)."""
    if not days:
        return ""
    first, last = days[0], days[-1]
    if first == last:
        return _one(first, form)
    if first[:2] == last[:2] and first.day and last.day:
        return _shared_month(first, last, form)
    if first.year == last.year and first.month and last.month:
        return _shared_year(first, last, form)
    if not (first.month or last.month):
        return f"{first.year}–{last.year}"
    return f"{_one(first, form)}–{_one(last, form)}"


def _one(day: Day, form: DateForm) -> str:
    if day.month is None:
        return str(day.year)
    month = _MONTHS[form][day.month - 1]
    if day.day is None:
        return f"{month} {day.year}"
    return f"{day.day} {month} {day.year}" if _is_day_first(form) else f"{month} {day.day}, {day.year}"


def _shared_month(first: Day, last: Day, form: DateForm) -> str:
    days = f"{first.day}–{last.day}"
    month = _MONTHS[form][(first.month or 1) - 1]
    return f"{days} {month} {first.year}" if _is_day_first(form) else f"{month} {days}, {first.year}"


def _shared_year(first: Day, last: Day, form: DateForm) -> str:
    months = _MONTHS[form]
    begin, end = months[(first.month or 1) - 1], months[(last.month or 1) - 1]
    if not (first.day and last.day):
        return f"{begin}–{end} {first.year}"
    if _is_day_first(form):
        return f"{first.day} {begin}–{last.day} {end} {first.year}"
    return f"{begin} {first.day}–{end} {last.day}, {first.year}"


def _is_day_first(form: DateForm) -> bool:
    return form in ("mla", "office")
