"""A document's date where it has no dateline: in its heading, or in the number it was filed under."""

from __future__ import annotations

from collections.abc import Sequence

from frusconv.model import Party, When
from frusconv.pattern import Pattern
from frusconv.text.dates import DATE, TIMES, read_date

# `740.00119 Control (Japan)/6–1049`: since 1944 the decimal file has month, day and year for a number, up to its end
# in January 1963.
_FILED = Pattern(r"/(1[0-2]|[1-9])[–-](3[01]|[12]\d|[1-9])(4[4-9]|5\d|6[0-3])(?![\d–-])")
_FIRST_FILED = "1944"
_IN_HEADING = Pattern(rf",\s++{DATE}(?:[\s,;—–-]++(?:at\s++)?(?:{TIMES}))?\s*+\]?\.?(?:(?<=[\d.])\d{{1,2}})?$")
_DEPARTMENT = Pattern(r"\b(?:Secretary of State|Department)\b")
# What a post wrote is filed under its date; an answer of the Department's often under that of what it answers. Where no
# word tells the kind, a post's letter to the Department is a despatch.
_FILED_BY_DATE = frozenset({"telegram", "airgram", "despatch", None})
_LONGEST = 400


def date_in_heading(heading: str) -> When | None:
    """Return the one day that a heading ends with: `Memorandum of a Conversation, Department of State, May 3, 1955`.

    A range of days is what the paper covers as often as when it was written, and gives none.
    """
    found = _IN_HEADING.search(heading) if len(heading) <= _LONGEST else None
    if not found:
        return None
    value = read_date(found)
    return value._replace(cert="medium") if value.when and len(value.when) >= 10 else None


def date_of_file(number: str, kind: str | None, parties: tuple[Sequence[Party], Sequence[Party]]) -> When | None:
    """Return the day in the file number of what was sent to the Department, or None.

    `number` is the number, or a text that begins with it; `parties` are senders and recipients.
    """
    senders, recipients = parties
    if kind not in _FILED_BY_DATE or _any_department(senders) or not _any_department(recipients):
        return None
    found = _FILED.search(number)
    day = _iso(f"19{found[3]}", found[1], found[2]) if found else None
    return When(when=day, cert="low") if day else None


def _any_department(parties: Sequence[Party]) -> bool:
    return any(_DEPARTMENT.search(party.text) for party in parties)


def _iso(year: str, month: str, day: str) -> str | None:
    """Return a day as `YYYY-MM-DD`, or None if the calendar has no such day, or the file then no such numbers."""
    from datetime import date

    try:
        value = date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return None
    return value if value >= _FIRST_FILED else None
