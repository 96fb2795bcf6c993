"""The offset from UTC of a place's clocks at a moment of its own time."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import datetime, timedelta
    from zoneinfo import ZoneInfo

_FOLDER = os.path.join(os.path.dirname(__file__), "zones")
# The widest offset that xs:dateTime takes (XML Schema Part 2, section 3.2.7.3), in minutes.
_WIDEST = 14 * 60


class Offset(NamedTuple):
    """An offset as xs:dateTime writes it: `+09:00`; not certain where clocks showed that time twice, or never."""

    text: str
    is_certain: bool


@lru_cache(maxsize=4096)
def offset_at(zone: str, local: str) -> Offset | None:
    """Return the offset of `zone` at a moment of its own time (`1949-06-10T20:00:00`), or None if there is none.

    In the hour that clocks are set back it is the offset before that, and so in the hour that they leave out
    (`fold=0`, PEP 495). Seconds of local mean time are dropped, as in the Office's own tables.
    """
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(local).replace(tzinfo=_zone(zone))
    except ValueError:
        return None
    first, second = moment.utcoffset(), moment.replace(fold=1).utcoffset()
    text = _written(first) if first is not None else None
    return Offset(text, first == second) if text else None


@lru_cache(maxsize=256)
def _zone(name: str) -> ZoneInfo:
    from zoneinfo import ZoneInfo

    with open(os.path.join(_FOLDER, *name.split("/")), "rb") as file:
        return ZoneInfo.from_file(file, key=name)


def _written(offset: timedelta) -> str | None:
    minutes = int(abs(offset.total_seconds()) // 60)
    if minutes > _WIDEST:
        return None
    return f"{'-' if offset.days < 0 and minutes else '+'}{minutes // 60:02}:{minutes % 60:02}"


def utc(value: str) -> datetime | None:
    """Return the moment of a value with an offset, or None for one without, or without a time, or that is none."""
    from datetime import datetime

    try:
        moment = datetime.fromisoformat(value) if len(value) > 19 else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None
