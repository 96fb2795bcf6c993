"""The moments between which a document is from, as the Office derives them from its dateline."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.model import Closer, Content, Date, Dateline, Document, Hi, Opener, When

# All of the Office's bounds are in Washington's standard time.
_HOURS = -5
_ZONE = "-05:00"


def bounds(document: Document) -> tuple[str | None, str | None]:
    """Return the earliest and the latest moment of the date in the dateline, in Washington's standard time.

    As in the Office's update-frus-doc-dates.xsl: days, months and years run from their first second to their last; a
    time with an offset is converted, one without is taken for Washington's. Both are None unless both are known.
    """
    values = [date.value for date in _dates(document.blocks)]
    low = next((value for value in map(_low, values) if value), None)
    high = next((value for value in map(_high, values) if value), None)
    if low is None or high is None:
        return None, None
    return _moment(_begun(low)), _moment(_ended(high))


def _dates(blocks: Iterable[Content], inside: bool = False) -> Iterator[Date]:
    """Yield the dates of datelines, those of attachments aside."""
    for block in blocks:
        if isinstance(block, Opener | Closer | Dateline) or (inside and isinstance(block, Hi)):
            yield from _dates(block.children, inside or isinstance(block, Dateline))
        elif inside and isinstance(block, Date):
            yield block


def _low(value: When) -> str | None:
    return value.from_ or value.not_before or value.when


def _high(value: When) -> str | None:
    return value.to or value.not_after or value.when


def _begun(value: str) -> str:
    """Return the first second of a year, month, day or minute."""
    return value + {4: "-01-01T00:00:00", 7: "-01T00:00:00", 10: "T00:00:00", 16: ":00"}.get(len(value), "")


def _ended(value: str) -> str:
    """Return the last second of a year, month, day or minute."""
    if len(value) == 7:
        from calendar import monthrange

        return f"{value}-{monthrange(int(value[:4]), int(value[5:]))[1]}T23:59:59"
    return value + {4: "-12-31T23:59:59", 10: "T23:59:59", 16: ":59"}.get(len(value), "")


def _moment(value: str) -> str | None:
    """Return a moment in Washington's standard time, or None for what is none."""
    if len(value) == 19:
        return value + _ZONE
    from datetime import datetime, timedelta, timezone

    try:
        return datetime.fromisoformat(value).astimezone(timezone(timedelta(hours=_HOURS))).isoformat()
    except (ValueError, OverflowError):
        return None
