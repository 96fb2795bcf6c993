"""Offsets: what the clocks of a place showed then."""

from __future__ import annotations

import pytest

from frusconv.places import offset_at, place_named, utc


@pytest.mark.parametrize(
    ("printed", "local", "text", "is_certain"),
    [
        # Summer and winter, before and after the law.
        ("Washington", "1949-06-14T18:00:00", "-04:00", True),
        ("Washington", "1949-01-14T18:00:00", "-05:00", True),
        ("Washington", "1942-07-01T09:00:00", "-04:00", True),
        ("London", "1941-07-01T09:00:00", "+02:00", True),
        ("London", "1969-12-01T09:00:00", "+01:00", True),
        ("The Hague", "1949-06-15T16:00:00", "+01:00", True),
        ("The Hague", "1938-01-15T16:00:00", "+00:20", True),
        ("Paris", "1938-01-15T16:00:00", "+00:00", True),
        ("Moscow", "1939-09-04T11:00:00", "+03:00", True),
        ("Batavia", "1949-01-14T23:00:00", "+08:00", True),
        ("Djakarta", "1958-03-14T14:00:00", "+07:30", True),
        ("Saigon", "1963-11-01T14:00:00", "+08:00", True),
        ("Chungking", "1941-12-08T08:00:00", "+07:00", True),
        ("New Delhi", "1951-06-08T08:00:00", "+05:30", True),
        # Before standard time, the place's mean time without its seconds.
        ("Washington", "1870-06-14T18:00:00", "-04:56", True),
        ("Paris", "1870-06-14T18:00:00", "+00:09", True),
        ("Lagos", "1904-06-14T18:00:00", "+00:13", True),
        # The hour that comes twice, and the one that never came.
        ("Washington", "1949-09-25T01:30:00", "-04:00", False),
        ("Washington", "1949-04-24T02:30:00", "-05:00", False),
        ("Washington", "1949-09-25T02:30:00", "-05:00", True),
    ],
)
def test_offsets(printed: str, local: str, text: str, is_certain: bool) -> None:
    place = place_named(printed)
    assert place is not None
    offset = offset_at(place.zone, local)
    assert offset == (text, is_certain)


@pytest.mark.parametrize("local", ["1949-02-30T10:00:00", "1949-06-14T25:00:00", "June 14", ""])
def test_what_is_no_moment_has_no_offset(local: str) -> None:
    assert offset_at("America/New_York", local) is None


def test_moments_of_different_places_compare() -> None:
    tokyo, washington = utc("1941-12-08T04:00:00+09:00"), utc("1941-12-07T14:00:00-05:00")
    assert tokyo == washington
    assert utc("1941-12-08T04:00:00") is None
    assert utc("1941-12-08") is None
