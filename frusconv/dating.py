"""The date that an output says it was made: never that of the clock, so that the same input gives the same bytes."""

from __future__ import annotations

import os
from collections.abc import Iterable

from frusconv.errors import UsageError
from frusconv.model import Header
from frusconv.pattern import Pattern

_YEAR = Pattern(r"\d{4}")


def date_of_making(volumes: Iterable[Header], unknown: str) -> str:
    """Return SOURCE_DATE_EPOCH, or the beginning of the year in which the newest of `volumes` was published, in UTC.

    As in `2014-01-01T00:00:00Z`; `unknown` where no volume tells its year. Raises UsageError for an impossible
    SOURCE_DATE_EPOCH.
    """
    given = os.environ.get("SOURCE_DATE_EPOCH")
    if given:
        import time

        try:
            return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(int(given)))
        except (ValueError, OverflowError, OSError):
            raise UsageError(
                f"SOURCE_DATE_EPOCH is {given!r}, which is no number of seconds since 1970; unset it, or give a number"
            ) from None
    years = [found[0] for header in volumes if (found := _YEAR.search(header.published or ""))]
    return f"{max(years)}-01-01T00:00:00Z" if years else unknown
