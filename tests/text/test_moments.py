"""Times of a place in datelines."""

from __future__ import annotations

import pytest

from frusconv.model import When
from frusconv.text.dateline import read_dateline
from frusconv.text.moments import placed


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("Moscow, September 4, 1939—11 a.m.", When("1939-09-04T11:00:00+03:00")),
        ("Washington, September 4, 1939.", When("1939-09-04")),
        ("Washington, D.C., July 4, 1939—noon.", When("1939-07-04T12:00:00-04:00")),
        ("Strelsau, September 4, 1939—11 a.m.", When("1939-09-04T11:00:00")),
        ("September 4, 1939—11 a.m.", When("1939-09-04T11:00:00")),
        ("Seoul, May 3, 1971, 0915Z.", When("1971-05-03T09:15:00+00:00")),
        # The name of a time that is printed goes before the place; what is no known name leaves the time as it is.
        ("San Clemente, August 4, 1972, 9 a.m. EDT", When("1972-08-04T09:00:00-04:00")),
        ("Paris, August 4, 1972, 9 a.m. (Greenwich Mean Time)", When("1972-08-04T09:00:00+00:00")),
        ("Paris, August 4, 1972, 9 a.m. (Zenda Time)", When("1972-08-04T09:00:00")),
        (
            "Washington, April 3, 1962, 3:30–4:15 p.m.",
            When(from_="1962-04-03T15:30:00-05:00", to="1962-04-03T16:15:00-05:00"),
        ),
        # Clocks went back between the two.
        (
            "Washington, October 27–28, 1962.",
            When(from_="1962-10-27", to="1962-10-28"),
        ),
        ("Washington, September 25, 1949—1:30 a. m.", When("1949-09-25T01:30:00-04:00", cert="medium")),
        # An undated document is not later than its receipt.
        ("Bangkok, undated. [Received May 4, 1932.]", When(not_after="1932-05-04")),
        ("Bangkok, undated.", When()),
    ],
)
def test_datelines(text: str, when: When) -> None:
    reading = read_dateline(text)
    assert reading is not None
    assert reading.when == when


def test_a_date_with_an_offset_keeps_it() -> None:
    assert placed(When("1971-05-03T09:15:00+00:00"), "Seoul") == When("1971-05-03T09:15:00+00:00")
