"""When a document was received: `[Received October 2—1:15 a. m.]` and the other forms of a line of receipt.

The stamp is the Department's, and its time Washington's standard time, as in the Office's bounds of dates.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from frusconv.model import Party, When
from frusconv.pattern import Pattern
from frusconv.text.dates import DATE, TIMES, day_after, read_date
from frusconv.text.moments import LOCAL, WASHINGTON, is_before

# In round brackets until about 1906: `(Received April 28.)`.
RECEIVED = r"(?:\[?\s*Rec(?:eived|’d|'d|d)\b[^\]]*\]?\.?|\(Rec(?:eived|’d|'d|d)\b[^()]*\)\.?)"
_IN_LINE = Pattern(r"[\[(]\s*Rec(?:eived|’d|'d|d)\b")
_DATED = Pattern(rf"{DATE}(?:[\s,;—–-]+(?:at\s+)?(?:{TIMES}))?")
# `4:05 p. m., September 5`
_TIME_FIRST = Pattern(rf"(?:{TIMES})[\s,]+(?:on\s+)?(?P<dated>{DATE})")
_TIMED = Pattern(TIMES)
# `5th, 9 a. m.` and `9 a. m., 5th`: the month is the dateline's, or the next.
_ON_DAY = Pattern(
    rf"(?:{TIMES.replace('?P<time', '?P<early')}[\s,]+)?\b(?:the\s+)?"
    rf"(?:(?P<nth>[0-3]?\d)(?:st|nd|rd|th|d)|[Ss]ame da(?:y|te))\b"
    rf"(?:[\s,;—–-]+(?:at\s+)?(?:{TIMES}))?"
)
# A month of receipt that is so many before the dateline's is one of the next year: no despatch took longer.
_LONGEST_WAY = 6
_LONGEST = 200
_DAY = Pattern(r"(?:1[789]|20)\d\d(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01]))?)?")
_NAMES = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
# Britain's Secretaries of State are for Foreign Affairs, the Colonies or India.
_AT_WASHINGTON = Pattern(
    r"\bSecretary of State\b(?! for (?:Foreign|the|India|War|Home|Air|Dominion|Commonwealth|Colonial)\b)"
    r"|\bDepartment of State\b|\b(?:State|War|Navy|Treasury) Department\b|\bWhite House\b|(?:the )?President\b",
    re.IGNORECASE,
)
_ELSEWHERE = Pattern(r"\b(?:at|in) (?!Washington\b|Charge\b)[A-Z]")


class _Found(NamedTuple):
    """A receipt in a line, and where it stands."""

    start: int
    end: int
    value: When


def receipt_in(text: str) -> int:
    """Return where a receipt in brackets begins in the text of a dateline, or -1."""
    found = _IN_LINE.search(text)
    return found.start() if found else -1


def receipt_date(text: str, sent: When) -> When | None:
    """Return when a document was received, from a line of receipt; None if that cannot be told.

    A receipt without a year was in the year of the dateline or, around New Year, in the next; a bare time was on the
    day of the dateline, or on the day after where it would else be before the document was sent. Where the place of
    the dateline is not known, such a time is on one of the two. Of several receipts it is from the first to the last.

    A day that was inferred by Washington's clocks has their offset, others have none: that is for `received_by`.
    """
    text, day = text[:_LONGEST], (sent.first or "")[:10]
    if not _DAY.fullmatch(day):  # TEI can have any word there.
        day = ""
    values: list[When] = []
    for found in _receipts(text, day):
        if not found.first:
            return None
        values.append(found)
    if not values:
        return _by_clock(text, sent, day)
    return together(values[0], values[-1])


def together(first: When | None, last: When | None) -> When | None:
    """Return two receipts of a document as one, from the first to the last."""
    if first and last and first.first and last.last and first.first < last.last:
        return When(from_=first.first, to=last.last, cert=first.cert)
    return first or last


def _receipts(text: str, day: str) -> Iterator[When]:
    """Yield the receipts that a line tells with their days; a time behind one is of the same day."""
    at, current = 0, ""
    while found := _next(text, at, day, current):
        yield found.value
        if not found.value.first:
            return
        at, current = found.end, found.value.first[:10]


def _next(text: str, at: int, day: str, current: str) -> _Found | None:
    """Return the receipt that begins first behind a place in a line, of several the one that says most."""
    found: list[_Found] = []
    if (first := _TIME_FIRST.search(text, at)) is not None:
        clock = text[first.start("time") : first.end("time2" if first["time2"] else "time")]
        dated = _dated(f"{first['dated']}, {clock}", day)
        found.append(_Found(*first.span(), dated))
    if (whole := _DATED.search(text, at)) is not None:
        found.append(_Found(*whole.span(), _dated(whole[0], day)))
    if len(day) == 10 and (on_day := _by_day(text, at, day)):
        found.append(on_day)
    if len(current) == 10 and (timed := _TIMED.search(text, at)) is not None:
        found.append(_Found(*timed.span(), _dated(f"{_spelled(current)}, {timed[0]}", day)))
    return min(found, key=lambda one: one.start, default=None)


def _by_day(text: str, at: int, day: str) -> _Found | None:
    """Return what a line tells by the dateline's day or month: `same day` or `5th`, with a time or without."""
    found = _ON_DAY.search(text, at)
    if found is None or _DATED.search(found[0]):
        return None
    year, month, number = (int(part) for part in day.split("-"))
    nth = int(found["nth"]) if found["nth"] else number
    if nth < number:
        year, month = (year, month + 1) if month < 12 else (year + 1, 1)
    clock = found["early"] or found["time"]
    spelled = _spelled(f"{year}-{month:02}-{nth:02}")
    return _Found(*found.span(), _dated(f"{spelled}, {clock}" if clock else spelled, day))


def _dated(text: str, day: str) -> When:
    """Return the value of a date as printed, without a year that of the dateline or the next."""
    found = _DATED.match(text)
    if found is None:
        return When()
    value = read_date(found, day[:4] or None)
    if value.when and value.when[:4] == day[:4] and int(day[5:7] or 0) - int(value.when[5:7] or 0) >= _LONGEST_WAY:
        later = read_date(found, str(int(day[:4]) + 1))
        return later if later.when and later.when[:4] != day[:4] else value
    return value


def _by_clock(text: str, sent: When, day: str) -> When | None:
    clock = _TIMED.search(text)
    if not clock or len(day) < 10 or not sent.first:
        return None
    value = _dated(f"{_spelled(day)}, {clock[0]}", day)
    if value.when is None or len(value.when) != LOCAL:
        return value if value.first else None
    if len(sent.first) == LOCAL and value.when < sent.first:
        return When(not_before=day, not_after=day_after(day), cert="medium")
    if is_before(value.when + WASHINGTON, sent.first):
        return value._replace(when=day_after(day) + value.when[10:] + WASHINGTON, cert="medium")
    return value


def received_by(value: When | None, recipients: Iterable[Party]) -> When | None:
    """Return a receipt with Washington's offset if it was received there, and what is certain of it if not."""
    if value is None:
        return None
    if any(map(_is_at_washington, recipients)):
        return value._replace(when=_with_offset(value.when), from_=_with_offset(value.from_), to=_with_offset(value.to))
    if value.when and value.cert == "medium" and value.when.endswith(WASHINGTON):
        day = value.when[:10]
        return When(not_before=_day_before(day), not_after=day, cert="medium")
    return value


def _is_at_washington(party: Party) -> bool:
    office = party.office or ""
    found = _AT_WASHINGTON.search(office)
    if found is None or _ELSEWHERE.search(office):
        return False
    # Other states have presidents too: the one who is called no more than that is the United States'.
    return not found[0].lower().endswith("president") or found[0] == office


def _with_offset(value: str | None) -> str | None:
    return value + WASHINGTON if value and len(value) == LOCAL else value


def _day_before(day: str) -> str:
    from datetime import date, timedelta

    return (date.fromisoformat(day) - timedelta(days=1)).isoformat()


def _spelled(day: str) -> str:
    year, month, number = day.split("-")
    return f"{_NAMES[int(month) - 1]} {int(number)}, {year}"
