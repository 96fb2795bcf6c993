"""Dates as attributes tell them and as datelines print them, and whether the two agree."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from typing import NamedTuple

from frusconv.model import When
from frusconv.pattern import Pattern
from frusconv.text.dates import DATE, TIMES, read_date

# All of the Office's bounds are in Washington's standard time (update-frus-doc-dates.xsl).
_WASHINGTON = timezone(timedelta(hours=-5))
_ISO = Pattern(
    r"(?P<day>\d{4}(?:-\d\d(?:-\d\d)?)?)"
    r"(?:(?<=\d{4}-\d\d-\d\d)T(?P<time>\d\d:\d\d:\d\d)(?:\.\d+)?)?(?P<offset>Z|[+-]\d\d:\d\d)?$"
)
_EARLY = TIMES.replace("?P<time", "?P<early")
_PRINTED = Pattern(rf"(?:(?P<first>{_EARLY})[\s,]+(?:on\s+)?)?{DATE}\]?(?:[\s,;—–-]+(?:at\s+)?(?:{TIMES}))?")
# Words of a date that is none are no date either: `Marchfeld`.
_ANY_DATE = Pattern(rf"(?<![A-Za-z])(?:{DATE})")
UNDATED = Pattern(r"(?i:undated|not\s+dated|not\s+declassified)")
_ZULU = Pattern(r"\d{3,4}\s?Z\b")
# Where editors doubt or correct what print says, the attribute follows the editors.
_DOUBTED = Pattern(r"\[|\?|\bsic\b")
# At these both halves of a day, or two days, meet, and print is of two minds which it means.
_MEETING = Pattern(r"(?i:midnight|noon|\b12(?:[:.]\d\d)?\s*[ap]\.?\s*m)")
_LAST_HOUR = 14


class Value(NamedTuple):
    """The value of an attribute: its day (or month, or year), its time of day (`hh:mm:ss`), and its offset."""

    day: str
    time: str | None = None
    offset: str | None = None


def value_of(text: str) -> Value | None:
    """Return what a value of ISO 8601 tells (XML Schema part 2, date and dateTime), or None if it is no date."""
    found = _ISO.match(text)
    if not found or not _is_day(found["day"]):
        return None
    value = Value(found["day"], found["time"], found["offset"])
    if value.time is not None and moment(value) is None:
        return None
    offset = value.offset
    if offset and offset != "Z" and (int(offset[1:3]), offset[4:]) > (_LAST_HOUR, "00"):
        return None
    return None if offset and int(offset[4:] or 0) > 59 else value


def _is_day(text: str) -> bool:
    try:
        datetime.fromisoformat(text + "0000-01-01"[len(text) :])
    except ValueError:
        return False
    return True


def moment(value: Value, is_last: bool = False) -> datetime | None:
    """Return the first (or last) second of a value; one without an offset is taken for Washington's standard time."""
    try:
        if value.time == "24:00:00":
            return _at(value.day, "00:00:00", value.offset) + timedelta(days=1)
        if value.time:
            return _at(value.day, value.time, value.offset)
        begin = _at(value.day + "0000-01-01"[len(value.day) :], "00:00:00", value.offset)
        return _behind(begin, len(value.day)) - timedelta(seconds=1) if is_last else begin
    except (ValueError, OverflowError):
        return None


def _at(day: str, time: str, offset: str | None) -> datetime:
    at = datetime.fromisoformat(f"{day}T{time}{'+00:00' if offset == 'Z' else offset or ''}")
    return at.replace(tzinfo=_WASHINGTON) if offset is None else at


def _behind(begin: datetime, length: int) -> datetime:
    """Return where the year, month or day that begins at a moment has ended."""
    if length == 10:
        return begin + timedelta(days=1)
    year, month = divmod(begin.year * 12 + begin.month + (11 if length == 4 else 0), 12)
    return begin.replace(year=year, month=month + 1)


def in_washington(at: datetime) -> str | None:
    """Return a moment as the Office writes bounds: `1949-05-02T16:00:00-05:00`."""
    try:
        return at.astimezone(_WASHINGTON).isoformat()
    except OverflowError:
        return None


def is_before(first: Value, last: Value) -> bool:
    """Whether a value ends before another begins; of two of which one has no offset, by the days alone."""
    if (first.offset is None) != (last.offset is None) and (first.time or last.time):
        return first.day[: len(last.day)] < last.day[: len(first.day)]
    one, other = moment(first, is_last=True), moment(last)
    return one is not None and other is not None and one < other


def words_of_date(text: str) -> str | None:
    """Return the words of a date in a text, or None."""
    found = _ANY_DATE.search(text) or UNDATED.search(text)
    return found[0].strip(" [") if found else None


def is_zulu(printed: str) -> bool:
    """Whether a time is printed as military time with a Z."""
    return bool(_ZULU.search(printed))


def printed_date(text: str, year: str | None = None) -> When | None:
    """Return what the words of a date element say, or None where they cannot be told for certain.

    `year` is that of the attribute, for print that leaves the year out.
    """
    found = _PRINTED.match(text)
    if not found or _DOUBTED.search(text, 1):
        return None
    if found.end() < len(text.rstrip(" .,;]")) or found["first"]:
        return None
    value = read_date(found, year)
    return value if value.first else None


def disagreement(text: str, when: dict[str, str]) -> str | None:
    """Return what print says where the attributes of a date say something else: another day, or another minute."""
    first, last = when.get("when") or when.get("from"), when.get("when") or when.get("to")
    has = (value_of(first or ""), value_of(last or ""))
    if has[0] is None or has[1] is None:
        return None
    printed = printed_date(text, has[0].day[:4])
    if printed is None:
        return None
    says = (value_of(printed.first or ""), value_of(printed.last or ""))
    if says[0] is None or says[1] is None:
        return None
    is_vague = bool(_MEETING.search(text))
    is_first = _differ(says[0], has[0], is_vague) and not ("when" in when and _lies_within(has[0], says[0], says[1]))
    if is_first or ("to" in when and _differ(says[1], has[1], is_vague)):
        return " to ".join(dict.fromkeys(map(_written, (says[0], says[1]))))
    return None


def _lies_within(value: Value, first: Value, last: Value) -> bool:
    return first != last and first.day <= value.day <= last.day


def _differ(says: Value, has: Value, is_vague: bool) -> bool:
    """Whether two values are of other days, or of other minutes where both have a time."""
    length = min(len(says.day), len(has.day))
    if is_vague:
        one, other = moment(says), moment(has)
        return one is None or other is None or abs(one.date() - other.date()) > timedelta(days=1)
    if says.offset and has.offset and says.time and has.time:
        return moment(says) != moment(has)
    if says.day[:length] != has.day[:length]:
        return True
    return bool(says.time and has.time and says.time[:5] != has.time[:5])


def _written(value: Value) -> str:
    return value.day + (f"T{value.time}" if value.time else "") + (value.offset or "")
