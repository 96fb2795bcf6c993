"""Dates and times of day, and their values in ISO 8601."""

from __future__ import annotations

import re

import pytest

from frusconv.model import When
from frusconv.text.dates import CLOCK, DATE, TIMES, Clock, iso_day, month_number, read_clock, read_date


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("11 a.m.", "11:00:00"),
        ("11 a. m.", "11:00:00"),
        ("11 am", "11:00:00"),
        ("4 p.m.", "16:00:00"),
        ("4 P.M.", "16:00:00"),
        ("9p.m.", "21:00:00"),
        ("3:25 p.m.", "15:25:00"),
        ("3.25 p. m.", "15:25:00"),
        ("12 p.m.", "12:00:00"),
        ("12:30 p.m.", "12:30:00"),
        ("12:30 a.m.", "00:30:00"),
        ("12 a.m.", "00:00:00"),
        ("noon", "12:00:00"),
        ("Noon", "12:00:00"),
        ("12 noon", "12:00:00"),
        ("midnight", "00:00:00"),
        ("12 midnight", "00:00:00"),
        ("1435Z", "14:35:00+00:00"),
        ("0000Z", "00:00:00+00:00"),
        ("2359Z", "23:59:00+00:00"),
        ("935Z", "09:35:00+00:00"),
        ("0935 Z", "09:35:00+00:00"),
        ("14:35", "14:35:00"),
        ("9:45", "09:45:00"),
    ],
)
def test_read_clock(text: str, expected: str) -> None:
    clock = read_clock(text)
    assert clock is not None
    assert clock.iso() == expected
    assert re.fullmatch(CLOCK, text, re.IGNORECASE)


@pytest.mark.parametrize("text", ["", "soon", "13 p.m.", "25:00", "9:75 a.m.", "2460Z", "2500Z", "24:30"])
def test_no_clock_shows_it(text: str) -> None:
    assert read_clock(text) is None


def test_clock() -> None:
    assert Clock(3, 5, "p").iso() == "15:05:00"
    assert Clock(0, 0, is_utc=True).iso() == "00:00:00+00:00"


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("January", 1),
        ("Feb.", 2),
        ("March", 3),
        ("Apr", 4),
        ("MAY", 5),
        ("june", 6),
        ("Jul.", 7),
        ("August", 8),
        ("Sept.", 9),
        ("Sep", 9),
        ("October", 10),
        ("Nov.", 11),
        ("December", 12),
    ],
)
def test_month_number(name: str, expected: int) -> None:
    assert month_number(name) == expected


@pytest.mark.parametrize(
    ("year", "month", "day", "expected"),
    [
        ("1938", "May", "3", "1938-05-03"),
        ("1938", "Sept.", "30th", "1938-09-30"),
        ("1938", "May", "22d", "1938-05-22"),
        ("1940", "February", "29", "1940-02-29"),
        ("1938", "February", "29", None),
        ("1900", "February", "29", None),
        ("1938", "April", "31", None),
        ("1938", "May", "0", None),
        ("1038", "May", "3", None),
    ],
)
def test_iso_day(year: str, month: str, day: str, expected: str | None) -> None:
    assert iso_day(year, month, day) == expected


def read(text: str, default_year: str | None = None) -> When:
    found = re.fullmatch(rf"{DATE}(?:(?:, |—){TIMES})?", text)
    assert found, f"{text} is no date"
    return read_date(found, default_year)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("May 3, 1938", When("1938-05-03"), id="month, day, year"),
        pytest.param("May 3 1938", When("1938-05-03"), id="without a comma"),
        pytest.param("May 3rd, 1938", When("1938-05-03"), id="ordinal"),
        pytest.param("Sept. 3, 1938", When("1938-09-03"), id="abbreviated month"),
        pytest.param("3 May 1938", When("1938-05-03"), id="day first"),
        pytest.param("3d of May, 1938", When("1938-05-03"), id="day first, with words"),
        pytest.param("May 1938", When("1938-05"), id="month and year"),
        pytest.param("May, 1938", When("1938-05"), id="month and year with a comma"),
        pytest.param("May [3], 1938", When("1938-05-03"), id="day from the editors"),
        pytest.param("[May 3], 1938", When("1938-05-03"), id="day and month from the editors"),
        pytest.param("May 3, [1938]", When("1938-05-03"), id="year from the editors"),
        pytest.param("May 2 [3], 1938", When("1938-05-03"), id="day corrected by the editors"),
        pytest.param("May 3–5, 1938", When(from_="1938-05-03", to="1938-05-05"), id="range of days"),
        pytest.param("May 3-5, 1938", When(from_="1938-05-03", to="1938-05-05"), id="range with a hyphen"),
        pytest.param("May 3 to 5, 1938", When(from_="1938-05-03", to="1938-05-05"), id="range with `to`"),
        pytest.param("May 3 and 5, 1938", When(from_="1938-05-03", to="1938-05-05"), id="two days"),
        pytest.param("May 3/4, 1938", When(from_="1938-05-03", to="1938-05-04"), id="days with a stroke"),
        pytest.param("April 30–May 2, 1938", When(from_="1938-04-30", to="1938-05-02"), id="range over two months"),
        pytest.param("May 5–3, 1938", When("1938-05-05"), id="a range that goes back is none"),
        pytest.param("undated", When(), id="undated"),
        pytest.param("Undated", When(), id="Undated"),
        pytest.param("not dated", When(), id="not dated"),
        pytest.param("May 3", When(), id="no year"),
        pytest.param("February 30, 1938", When(), id="no such day"),
    ],
)
def test_read_date(text: str, expected: When) -> None:
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("May 3, 1938, 4 p.m.", When("1938-05-03T16:00:00"), id="a time"),
        pytest.param("May 3, 1938—4 p. m.", When("1938-05-03T16:00:00"), id="behind a dash"),
        pytest.param("May 3, 1938, noon", When("1938-05-03T12:00:00"), id="noon"),
        pytest.param("May 3, 1938—midnight", When("1938-05-03T00:00:00"), id="midnight"),
        pytest.param("May 3, 1978, 1435Z", When("1978-05-03T14:35:00+00:00"), id="military time"),
        pytest.param("3 May 1938, 4 p.m.", When("1938-05-03T16:00:00"), id="day first"),
        pytest.param(
            "May 3, 1978, 4–5:30 p.m.",
            When(from_="1978-05-03T16:00:00", to="1978-05-03T17:30:00"),
            id="half of day once",
        ),
        pytest.param(
            "May 3, 1978, 9:45–11 a.m.",
            When(from_="1978-05-03T09:45:00", to="1978-05-03T11:00:00"),
            id="in the morning",
        ),
        pytest.param(
            "May 3, 1978, 11:40–1:15 p.m.", When(from_="1978-05-03T11:40:00", to="1978-05-03T13:15:00"), id="over noon"
        ),
        pytest.param(
            "May 3, 1978, 12:10–1:15 p.m.",
            When(from_="1978-05-03T12:10:00", to="1978-05-03T13:15:00"),
            id="from twelve",
        ),
        pytest.param(
            "May 3, 1978, 11:40 a.m.–1:15 p.m.",
            When(from_="1978-05-03T11:40:00", to="1978-05-03T13:15:00"),
            id="half of day twice",
        ),
        pytest.param(
            "May 3, 1978, 10:30 a.m.–noon", When(from_="1978-05-03T10:30:00", to="1978-05-03T12:00:00"), id="to noon"
        ),
        pytest.param(
            "May 3, 1978, 4 to 5:30 p.m.", When(from_="1978-05-03T16:00:00", to="1978-05-03T17:30:00"), id="with `to`"
        ),
        pytest.param(
            "May 3, 1978, 1400Z–1535Z",
            When(from_="1978-05-03T14:00:00+00:00", to="1978-05-03T15:35:00+00:00"),
            id="military times",
        ),
        pytest.param("May 3, 1938, 13 p.m.", When("1938-05-03"), id="a time that no clock shows"),
    ],
)
def test_read_date_with_times(text: str, expected: When) -> None:
    assert read(text) == expected


def test_a_year_from_elsewhere() -> None:
    assert read("May 3", "1938") == When("1938-05-03")
    assert read("May 3, 1939", "1938") == When("1939-05-03")
