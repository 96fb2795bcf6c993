"""Dates and times as the series prints them, and their values in ISO 8601."""

from __future__ import annotations

import re
from typing import NamedTuple

from frusconv.model import When
from frusconv.pattern import Pattern

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan",
            "february feb",
            "march mar",
            "april apr",
            "may",
            "june jun",
            "july jul",
            "august aug",
            "september sept sep",
            "october oct",
            "november nov",
            "december dec",
        ),
        1,
    )
    for name in names.split()
}
MONTH = (
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?"
)
_DAY = r"\d{1,2}(?:st|nd|rd|th|d)?(?!\d)"
# A number behind a dash is a second day only if it is no time of day: `July 5—7 p.m.` has one day.
_SECOND_DAY = rf"{_DAY}(?![:.]\d)(?!\s*+[apAP]\.?\s?[mM]\b)"
_DASH = r"\s*+(?:[–—-]|\bto\b|\band\b|/)\s*+"
_WEEKDAY = r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s++)?"
_SEASON = (
    r"(?:[Ss]pring|[Ss]ummer|[Aa]utumn|[Ff]all|[Ww]inter)(?: of)?,? \[?(?P<season_year>\d{4})"
    r"(?:[–-](?P<season_year2>\d{4}))?\]?"
)
# `May 3, 4, and 5, 1961`: the days between the first and the last.
_BETWEEN = r"(?:(?:,\s?\d{1,2}(?!\d))++,?(?=\s(?:and|to)\s\d))?+"
# `April 3, 1948` · `3 April 1948` · `April 3–5, 1948` · `April 30–May 2, 1948` · `April 1948` · `April 20/May 3, 1917`
# (old and new style); brackets are editors': `May 2[3]`, `May 23 [24]`.
DATE = (
    rf"(?:{_WEEKDAY}(?:"
    rf"\[?(?P<month>{MONTH})\s*+\[?(?P<day>{_DAY})(?:\[(?P<added>\d)\])?\??\]?(?:\s*+\[(?P<corrected>\d{{1,2}})\??\])?"
    rf"(?:\s*+,?\s*+(?P<first_year>\d{{4}})(?={_DASH}{MONTH}))?"
    rf"{_BETWEEN}(?:(?P<style>\s*+/\s*+|\s*+\((?=[^()]*\)))?(?:(?(style)"
    rf"|{_DASH}))(?:(?P<month2>{MONTH})\s*+)?(?P<day2>{_SECOND_DAY})\)?)?"
    rf"(?:\s*+,?\s*+\[?(?P<year>\d{{4}})\]?)?"
    rf"|\[?(?:the\s++)?(?P<dmy_day>{_DAY})(?:\s++of)?\s++(?P<dmy_month>{MONTH}),?(?:\s*+\[?(?P<dmy_year>\d{{4}}))?\]?"
    rf"|\[?(?P<my_month>{MONTH})(?:{_DASH}(?P<my_month2>{MONTH}))?,?\s*+\[?(?P<my_year>\d{{4}})\??\]?"
    rf"|{_SEASON}"
    r"|(?P<bare_year>(?<=, )\d{4}(?=[\s.\]]*$))"
    r"|(?P<undated>[Uu]ndated|[Nn]ot dated|[Nn]o date)))"
)
# `11 a. m.` · `3:25 p.m.` · `noon` · `12 midnight` · `1435Z`
CLOCK = (
    r"(?:\[?\d{1,2}(?:[:.]\d\d)?\]?\s*+(?:[apAP]\.?\s?[mM]\b\.?)|(?:12\s*+)?(?:[Nn]oon|[Mm]idnight)\b"
    r"|\d{3,4}\s?(?:Z|hours|hrs)\b|\d{1,2}[:.]\d\d\b)"
)
TIMES = rf"(?P<time>{CLOCK}|\d{{1,2}}(?:[:.]\d\d)?(?={_DASH}\d))(?:{_DASH}(?P<time2>{CLOCK}))?"

_TIME = Pattern(r"(\d{1,2})(?:[:.](\d\d))?\s*([ap])?|(\d{1,2})(\d\d)\s?Z")
_HOURS = Pattern(r"(\d{1,2})(\d\d)\s?h")


class Clock(NamedTuple):
    """A time of day; `is_utc` for military time with Z, `half` is a, p or empty as printed."""

    hour: int
    minute: int
    half: str = ""
    is_utc: bool = False

    def iso(self) -> str:
        """Return `hh:mm:ss`, with the offset where the source gives one."""
        hour = self.hour % 12 + (12 if self.half == "p" else 0) if self.half else self.hour
        return f"{hour:02}:{self.minute:02}:00" + ("+00:00" if self.is_utc else "")


MIDNIGHT = Clock(0, 0)


def read_clock(text: str) -> Clock | None:
    """Return the time that `text` names, or None if no clock shows it."""
    folded = text.lower().replace("[", "").replace("]", "")
    if "noon" in folded:
        return Clock(12, 0)
    if "midnight" in folded:
        return MIDNIGHT
    if hours := _HOURS.match(folded):
        return _shown(Clock(int(hours[1]), int(hours[2])))
    found = _TIME.match(folded.upper() if folded.endswith("z") else folded)
    if not found:
        return None
    if folded.endswith("z"):
        digits = re.sub(r"\D", "", folded).zfill(4)
        clock = Clock(int(digits[:2]), int(digits[2:]), is_utc=True)
    else:
        clock = Clock(int(found[1]), int(found[2] or 0), found[3] or "")
    return _shown(clock)


def _shown(clock: Clock) -> Clock | None:
    """Return a time if a clock shows it."""
    limit = 12 if clock.half else 24
    return clock if clock.hour <= limit and clock.hour < 25 and clock.minute < 60 and clock.iso() < "24" else None


def month_number(name: str) -> int:
    """Return the number of a month by its English name or abbreviation."""
    return _MONTHS[name.rstrip(".").lower()]


def iso_day(year: str, month: str, day: str) -> str | None:
    """Return `YYYY-MM-DD` for a day as printed, or None if the calendar has no such day."""
    y, m, d = int(year), month_number(month), int(day.rstrip("dhnrst"))
    if not 1 <= d <= _days(y, m) or y < 1700:
        return None
    return f"{y:04}-{m:02}-{d:02}"


def _days(year: int, month: int) -> int:
    """Return the length of a month (the standard library's calendar costs more time to load than all of this)."""
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_after(day: str) -> str:
    """Return the day after `day`, both as `YYYY-MM-DD`."""
    year, month, number = (int(part) for part in day.split("-"))
    if number < _days(year, month):
        return f"{year:04}-{month:02}-{number + 1:02}"
    return f"{year:04}-{month + 1:02}-01" if month < 12 else f"{year + 1:04}-01-01"


def _days_between(first: str, last: str) -> int:
    """Return the number of days between two days of one month or of two that follow each other."""
    (y1, m1, d1), (_, m2, d2) = (tuple(int(part) for part in day.split("-")) for day in (first, last))
    return d2 - d1 if m1 == m2 else _days(y1, m1) - d1 + d2


def read_date(found: re.Match[str], default_year: str | None = None) -> When:
    """Return the value of a match of DATE, with TIMES where the pattern held them.

    A date without a value (undated, no year, no such day) has none of the attributes; one with a question mark is less
    than certain.
    """
    value = _value(found, default_year)
    if value.first and found.groupdict().get("about"):
        return value._replace(cert="low")
    return value._replace(cert="medium") if "?" in found[0] else value


def _value(found: re.Match[str], default_year: str | None) -> When:
    g = found.groupdict()
    if g["undated"]:
        return When()
    if g["bare_year"]:
        return When(when=g["bare_year"])
    if g["season_year"]:
        first, last = g["season_year"], g["season_year2"]
        return When(from_=first, to=last) if last and last > first else When(when=first)
    if g["my_month"]:
        return _months(g["my_year"], g["my_month"], g["my_month2"])
    month = g["month"] or g["dmy_month"]
    year = g["year"] or g["dmy_year"] or default_year
    if year is None:
        return When()
    day = g["corrected"] or (g["day"] or g["dmy_day"]) + (g["added"] or "")
    first = iso_day(g["first_year"] or year, month, day)
    if first is None:
        return When()
    if g["day2"]:
        last = iso_day(year, g["month2"] or month, g["day2"])
        if g["style"] and last and (")" in found[0] or 11 <= _days_between(first, last) <= 13):
            # Old style and new are that far apart; the second is the day in new style.
            return _with_times(last, g.get("time"), g.get("time2"))
        return When(from_=first, to=last) if last and last > first else When(when=first)
    return _with_times(first, g.get("time"), g.get("time2"))


def _months(year: str, first: str, last: str | None) -> When:
    begin = f"{int(year):04}-{month_number(first):02}"
    if last is None:
        return When(when=begin)
    return When(from_=begin, to=f"{int(year):04}-{month_number(last):02}")


def _with_times(day: str, time: str | None, time2: str | None) -> When:
    begin = read_clock(time) if time else None
    if begin is None:
        return When(when=day)
    end = read_clock(time2) if time2 else None
    if end is None:
        return When(when=f"{day}T{begin.iso()}")
    if not begin.half and end.half and begin.hour <= 12:
        # `9:45–11 a.m.`: the half of the day stands once, unless that would turn the range round (`11–1 p.m.`).
        same = Clock(begin.hour, begin.minute, end.half)
        begin = same if same.iso() < end.iso() else Clock(begin.hour, begin.minute, "a")
    if end == MIDNIGHT or (begin.half == "p" and end.half == "a"):
        return When(from_=f"{day}T{begin.iso()}", to=f"{day_after(day)}T{end.iso()}")
    if begin.iso() >= end.iso():
        return When(when=f"{day}T{begin.iso()}")
    return When(from_=f"{day}T{begin.iso()}", to=f"{day}T{end.iso()}")
