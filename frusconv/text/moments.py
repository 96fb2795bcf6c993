"""Times of a place: the offset of its clocks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frusconv.model import When

if TYPE_CHECKING:
    from frusconv.places import Place

# Times that print names with the time of day, as offsets; any other name leaves the time without one.
_NAMED = {
    "EST": "-05:00",
    "EDT": "-04:00",
    "CST": "-06:00",
    "CDT": "-05:00",
    "MST": "-07:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "EASTERN STANDARD TIME": "-05:00",
    "EASTERN DAYLIGHT TIME": "-04:00",
    "GREENWICH TIME": "+00:00",
    "GREENWICH MEAN TIME": "+00:00",
}
# The length of `YYYY-MM-DDThh:mm:ss`, a time without an offset.
LOCAL = 19
# Standard time in Washington, which the Office writes for the Department all the year.
WASHINGTON = "-05:00"


def placed(when: When, printed: str | None, named: str | None = None) -> When:
    """Return a date with the offset of the place `printed` on that day, if it has a time and the place is known.

    `named` is the name of a time that print gives with it (`EST`, `local time`). A time that the clocks of the place
    showed twice, or never, is less than certain.
    """
    if not any(value and len(value) == LOCAL for value in (when.when, when.from_, when.to)):
        return when
    if named and not named.lower().startswith("local"):
        offset = _NAMED.get(named.upper())
        return _added(when, offset) if offset else when
    # Most datelines have no time; the table is read when the first one does.
    from frusconv.places import place_named

    place = place_named(printed) if printed else None
    return _local(when, place) if place else when


def _added(when: When, offset: str) -> When:
    values = {
        name: value + offset
        for name in ("when", "from_", "to")
        if (value := getattr(when, name)) and len(value) == LOCAL
    }
    return when._replace(**values)


def _local(when: When, place: Place) -> When:
    from frusconv.places import offset_at

    is_certain = True
    values = {}
    for name in ("when", "from_", "to"):
        value = getattr(when, name)
        offset = offset_at(place.zone, value) if value and len(value) == LOCAL else None
        if offset:
            values[name] = value + offset.text
            is_certain = is_certain and offset.is_certain
    cert = when.cert if is_certain or when.cert == "low" else "medium"
    return when._replace(**values, cert=cert)


def is_before(moment: str, other: str) -> bool:
    """Tell whether one moment is before another; it is not where a value has no offset."""
    from frusconv.places import utc

    first, second = utc(moment), utc(other)
    return first is not None and second is not None and first < second
