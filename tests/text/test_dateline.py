"""Datelines: place, date and receipt, where each stands in the line and what it means."""

from __future__ import annotations

import pytest

from frusconv.model import When
from frusconv.text.dateline import DatelineReading, is_dateline_start, read_dateline


def part(text: str, span: tuple[int, int] | None) -> str | None:
    return text[slice(*span)] if span else None


def read(text: str) -> DatelineReading:
    reading = read_dateline(text)
    assert reading is not None, f"{text} is not taken for a dateline"
    return reading


@pytest.mark.parametrize(
    ("text", "place", "date", "when"),
    [
        ("Washington, May 3, 1961.", "Washington", "May 3, 1961", When("1961-05-03")),
        ("Washington, May 3, 1961", "Washington", "May 3, 1961", When("1961-05-03")),
        ("Washington , May 3, 1961 .", "Washington", "May 3, 1961", When("1961-05-03")),
        ("Paris, May 3, 1961, 9 p.m.", "Paris", "May 3, 1961, 9 p.m.", When("1961-05-03T21:00:00+01:00")),
        ("Paris, May 3, 1961, 9:15 p.m.", "Paris", "May 3, 1961, 9:15 p.m.", When("1961-05-03T21:15:00+01:00")),
        ("Paris, May 3, 1961, 9:15 a.m.", "Paris", "May 3, 1961, 9:15 a.m.", When("1961-05-03T09:15:00+01:00")),
        ("Paris, May 3, 1961, 10 a.m.", "Paris", "May 3, 1961, 10 a.m.", When("1961-05-03T10:00:00+01:00")),
        ("Cairo, May 3, 1941—9:20 p.m.", "Cairo", "May 3, 1941—9:20 p.m.", When("1941-05-03T21:20:00+03:00")),
        ("Cairo, May 3, 1941—9 p. m.", "Cairo", "May 3, 1941—9 p. m.", When("1941-05-03T21:00:00+03:00")),
        ("Cairo , May 3, 1941—9 p. m.", "Cairo", "May 3, 1941—9 p. m.", When("1941-05-03T21:00:00+03:00")),
        ("Cairo, May 3, 1941, 9p.m.", "Cairo", "May 3, 1941, 9p.m.", When("1941-05-03T21:00:00+03:00")),
        ("Cairo, May 3, 1941, 11.20 p.m.", "Cairo", "May 3, 1941, 11.20 p.m.", When("1941-05-03T23:20:00+03:00")),
        ("Tokyo, May 3, 1941—noon.", "Tokyo", "May 3, 1941—noon", When("1941-05-03T12:00:00+09:00")),
        ("Tokyo, May 3, 1961, noon.", "Tokyo", "May 3, 1961, noon", When("1961-05-03T12:00:00+09:00")),
        ("Tokyo, May 3, 1961, 12 noon.", "Tokyo", "May 3, 1961, 12 noon", When("1961-05-03T12:00:00+09:00")),
        ("Tokyo, May 3, 1961, midnight.", "Tokyo", "May 3, 1961, midnight", When("1961-05-03T00:00:00+09:00")),
        ("Seoul, May 3, 1971, 0915Z.", "Seoul", "May 3, 1971, 0915Z", When("1971-05-03T09:15:00+00:00")),
        ("Seoul, May 3, 1971, 0000Z", "Seoul", "May 3, 1971, 0000Z", When("1971-05-03T00:00:00+00:00")),
        ("Seoul, May 3, 1971, 915Z.", "Seoul", "May 3, 1971, 915Z", When("1971-05-03T09:15:00+00:00")),
        ("May 3, 1961.", None, "May 3, 1961", When("1961-05-03")),
        ("Paris, [circa May 3, 1961].", "Paris", "circa May 3, 1961", When("1961-05-03", cert="low")),
        ("Paris, about May 3, 1961.", "Paris", "about May 3, 1961", When("1961-05-03", cert="low")),
        ("Paris, early May 1961.", "Paris", "early May 1961", When("1961-05")),
        ("Paris, mid-May 1961.", "Paris", "mid-May 1961", When("1961-05")),
        ("Paris, Spring 1961.", "Paris", "Spring 1961", When("1961")),
        ("Winter 1960–1961.", None, "Winter 1960–1961", When(from_="1960", to="1961")),
        ("Paris, May 3, 4, and 5, 1961.", "Paris", "May 3, 4, and 5, 1961", When(from_="1961-05-03", to="1961-05-05")),
        ("Seoul, May 3, 1971, 1430 hours.", "Seoul", "May 3, 1971, 1430 hours", When("1971-05-03T14:30:00+09:00")),
        ("Tokyo, May 3, 1971. 4:30 p.m.", "Tokyo", "May 3, 1971. 4:30 p.m.", When("1971-05-03T16:30:00+09:00")),
        ("May 3, 1961, 9:15 p.m.", None, "May 3, 1961, 9:15 p.m.", When("1961-05-03T21:15:00")),
        ("May 3, 1971, 0915Z.", None, "May 3, 1971, 0915Z", When("1971-05-03T09:15:00+00:00")),
        ("Undated.", None, "Undated", When()),
        ("Washington, undated.", "Washington", "undated", When()),
        ("[Washington,] undated.", "Washington", "undated", When()),
        ("Washington, [undated].", "Washington", "undated", When()),
        ("[Washington,] May 3, 1961.", "Washington", "May 3, 1961", When("1961-05-03")),
        ("[Washington, May 3, 1961.]", "Washington", "May 3, 1961", When("1961-05-03")),
        ("[Washington, May 3, 1961].", "Washington", "May 3, 1961", When("1961-05-03")),
        ("Washington, [May 3, 1961.]", "Washington", "May 3, 1961", When("1961-05-03")),
        ("Washington, May [3], 1961.", "Washington", "May [3], 1961", When("1961-05-03")),
        ("Washington, May 3, [1961].", "Washington", "May 3, [1961]", When("1961-05-03")),
        ("Washington, May 1961.", "Washington", "May 1961", When("1961-05")),
        ("Washington, May, 1961.", "Washington", "May, 1961", When("1961-05")),
        ("Paris, 3 May 1961.", "Paris", "3 May 1961", When("1961-05-03")),
        ("Paris, 3 May 1961, 9 p.m.", "Paris", "3 May 1961, 9 p.m.", When("1961-05-03T21:00:00+01:00")),
        ("Paris, 3d May, 1861.", "Paris", "3d May, 1861", When("1861-05-03")),
        ("PARIS, May 3, 1917, 4 p. m.", "PARIS", "May 3, 1917, 4 p. m.", When("1917-05-03T16:00:00+01:00")),
        ("Paris, May 3, 1961; 9 p.m.", "Paris", "May 3, 1961; 9 p.m.", When("1961-05-03T21:00:00+01:00")),
        ("Évian, May 3, 1961.", "Évian", "May 3, 1961", When("1961-05-03")),
        ("Århus, May 3, 1961, 4 p.m.", "Århus", "May 3, 1961, 4 p.m.", When("1961-05-03T16:00:00")),
        ("Washington, [May 3], 1961.", "Washington", "[May 3], 1961", When("1961-05-03")),
        ("Washington, May 2[3], 1948.", "Washington", "May 2[3], 1948", When("1948-05-23")),
        ("Washington, May 2 [3], 1948.", "Washington", "May 2 [3], 1948", When("1948-05-03")),
        ("Petrograd, April 20/May 3, 1917.", "Petrograd", "April 20/May 3, 1917", When("1917-05-03")),
        ("Petrograd, April 20 (May 3), 1917.", "Petrograd", "April 20 (May 3), 1917", When("1917-05-03")),
        ("Washington, the 3d of May, 1861.", "Washington", "the 3d of May, 1861", When("1861-05-03")),
        ("Paris, May 3, 1961 at 9 p.m.", "Paris", "May 3, 1961 at 9 p.m.", When("1961-05-03T21:00:00+01:00")),
    ],
)
def test_one_date(text: str, place: str | None, date: str, when: When) -> None:
    reading = read(text)
    assert part(text, reading.place) == place
    assert part(text, reading.date) == date
    assert reading.when == when
    assert reading.received is None
    assert reading.received_when is None


@pytest.mark.parametrize(
    ("text", "date", "from_", "to"),
    [
        ("Geneva, May 3–5, 1961.", "May 3–5, 1961", "1961-05-03", "1961-05-05"),
        ("Geneva, May 3-5, 1961.", "May 3-5, 1961", "1961-05-03", "1961-05-05"),
        ("Geneva, May 3 and 4, 1961.", "May 3 and 4, 1961", "1961-05-03", "1961-05-04"),
        ("Geneva, April 30–May 2, 1961.", "April 30–May 2, 1961", "1961-04-30", "1961-05-02"),
        (
            "Geneva, December 30, 1961–January 2, 1962.",
            "December 30, 1961–January 2, 1962",
            "1961-12-30",
            "1962-01-02",
        ),
        ("Geneva, May–June 1961.", "May–June 1961", "1961-05", "1961-06"),
        (
            "Geneva, May 3, 1961, 10 p.m.–12:30 a.m.",
            "May 3, 1961, 10 p.m.–12:30 a.m.",
            "1961-05-03T22:00:00",
            "1961-05-04T00:30:00",
        ),
        (
            "Geneva, May 3, 1961, 12:30–1 a.m.",
            "May 3, 1961, 12:30–1 a.m.",
            "1961-05-03T00:30:00",
            "1961-05-03T01:00:00",
        ),
        ("Geneva, May 3, 1961, 4–5:30 p.m.", "May 3, 1961, 4–5:30 p.m.", "1961-05-03T16:00:00", "1961-05-03T17:30:00"),
        (
            "Geneva, May 3, 1961, 4:05–5:30 p.m.",
            "May 3, 1961, 4:05–5:30 p.m.",
            "1961-05-03T16:05:00",
            "1961-05-03T17:30:00",
        ),
        (
            "Geneva, May 3, 1961, 11:10 a.m.–1 p.m.",
            "May 3, 1961, 11:10 a.m.–1 p.m.",
            "1961-05-03T11:10:00",
            "1961-05-03T13:00:00",
        ),
        ("Geneva, May 3, 1961, 11–1 p.m.", "May 3, 1961, 11–1 p.m.", "1961-05-03T11:00:00", "1961-05-03T13:00:00"),
        (
            "Geneva, May 3, 1961, 10 a.m.–noon.",
            "May 3, 1961, 10 a.m.–noon",
            "1961-05-03T10:00:00",
            "1961-05-03T12:00:00",
        ),
        (
            "Geneva, May 3, 1961, noon–2:15 p.m.",
            "May 3, 1961, noon–2:15 p.m.",
            "1961-05-03T12:00:00",
            "1961-05-03T14:15:00",
        ),
        (
            "Geneva, May 3, 1961, 3 p.m. to 4:15 p.m.",
            "May 3, 1961, 3 p.m. to 4:15 p.m.",
            "1961-05-03T15:00:00",
            "1961-05-03T16:15:00",
        ),
    ],
)
def test_a_range(text: str, date: str, from_: str, to: str) -> None:
    reading = read(text)
    assert part(text, reading.place) == "Geneva"
    assert part(text, reading.date) == date
    offset = "+01:00" if "T" in from_ else ""
    assert reading.when == When(from_=from_ + offset, to=to + offset)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        ("4 p.m., May 3, 1961.", When("1961-05-03T16:00:00")),
        ("Bonn, 4 p.m., May 3, 1961.", When("1961-05-03T16:00:00+01:00")),
        ("Bonn, 4–5:30 p.m., May 3, 1961.", When(from_="1961-05-03T16:00:00+01:00", to="1961-05-03T17:30:00+01:00")),
        ("Bonn, noon, May 3, 1961.", When("1961-05-03T12:00:00+01:00")),
    ],
)
def test_the_time_first(text: str, when: When) -> None:
    assert read(text).when == when


@pytest.mark.parametrize(
    "place",
    [
        "Rio de Janeiro",
        "The Hague",
        "Tel Aviv",
        "St. Petersburg",
        "São Paulo",
        "Hsin-ching",
        "Washington, D.C.",
        "Val d’Isère",
        "Port au Prince",
        "Östersund",
        "Camp David, Maryland",
        "New York",
        "At Sea",
        "On board the U.S.S. Marlow",
        "Aboard the U.S.S. Marlow",
        "En route",
        "The White House",
        "Frankfurt am Main",
        "L’Aquila",
        "Tangier, via Paris",
    ],
)
def test_places(place: str) -> None:
    text = f"{place}, May 3, 1961."
    reading = read(text)
    assert part(text, reading.place) == place
    assert reading.when == When("1961-05-03")


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Department of State, Washington, May 3, 1861.", "Washington"),
        ("Legation of the United States, Stockholm, May 3, 1861.", "Stockholm"),
        ("American Embassy, Tokyo, May 3, 1961.", "Tokyo"),
    ],
)
def test_an_office_is_no_place(text: str, place: str) -> None:
    assert part(text, read(text).place) == place


@pytest.mark.parametrize(
    ("text", "received", "when"),
    [
        (
            "Moscow, May 3, 1939—11 a.m. [Received May 3—9:30 p.m.]",
            "[Received May 3—9:30 p.m.]",
            When("1939-05-03T21:30:00"),
        ),
        (
            "Moscow, May 3, 1939—11 a. m.[Received May 4—9:30 a. m.]",
            "[Received May 4—9:30 a. m.]",
            When("1939-05-04T09:30:00"),
        ),
        ("Moscow, May 3, 1939—11 a.m. [Received 9:30 p.m.]", "[Received 9:30 p.m.]", When("1939-05-03T21:30:00")),
        ("Moscow, May 3, 1939. [Received May 9.]", "[Received May 9.]", When("1939-05-09")),
        ("Moscow, May 3, 1939, [Received May 9].", "[Received May 9].", When("1939-05-09")),
        ("Moscow, May 3, 1939. [Rec’d May 9, 4 p.m.]", "[Rec’d May 9, 4 p.m.]", When("1939-05-09T16:00:00")),
        (
            "Moscow, May 3, 1939—noon. [Received May 3—midnight.]",
            "[Received May 3—midnight.]",
            When("1939-05-03T00:00:00"),
        ),
        (
            "Moscow, December 30, 1938—11 p.m. [Received January 1, 1939—6 a.m.]",
            "[Received January 1, 1939—6 a.m.]",
            When("1939-01-01T06:00:00"),
        ),
        ("[Received May 3, 1939—9:30 p.m.]", "[Received May 3, 1939—9:30 p.m.]", When("1939-05-03T21:30:00")),
        ("[Received May 3, 5:43 p.m.]", "[Received May 3, 5:43 p.m.]", None),
        ("[Received 9:30 p.m.]", "[Received 9:30 p.m.]", None),
    ],
)
def test_receipt(text: str, received: str, when: When | None) -> None:
    reading = read(text)
    assert part(text, reading.received) == received
    assert reading.received_when == when
    if not text.startswith("["):
        assert part(text, reading.place) == "Moscow"


def test_received_in_the_new_year() -> None:
    """The year that a receipt lacks is the one that puts it behind the dispatch."""
    reading = read("Moscow, December 30, 1938—11 p.m. [Received January 1—6 a.m.]")
    assert reading.received_when == When("1939-01-01T06:00:00")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Washington",
        "Washington,",
        "The Legation in Sweden to the Department of State",
        "On May 3, 1961, the Minister called.",
        "The Minister called on May 3, 1961.",
        "Karlskrona was closed from May 3, 1961, to the end of the year.",
        "Telegram 41, May 3, 1961, is not printed here.",
        "see the note of May 3, 1961",
        "Washington, May 3, 1961. The Minister called.",
        "1961",
        "41",
        "Olding",
        f"Washington, {'and so on, ' * 30}May 3, 1961",
        "861.00/350: Telegram",
    ],
)
def test_what_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Vienna, May 3,", True),
        ("Vienna,", True),
        ("Department of State,", True),
        ("[Vienna,", True),
        ("Vienna, May 3, 1961—", True),
        ("Vienna", False),
        ("I have seen the note of the Minister,", False),
        ("the Minister,", False),
        ("My dear Mr. Secretary of State in the Department of so many long words in one line of it,", False),
        ("", False),
    ],
)
def test_is_dateline_start(text: str, expected: bool) -> None:
    assert is_dateline_start(text) is expected


@pytest.mark.parametrize(
    "text", ["Vologda, May 3, 1918, 8 p.m.", "Vologda, May 3, 1918, [8] p.m.", "Vologda, May 3, [1918], 8 p. m."]
)
def test_a_time_from_the_editors(text: str) -> None:
    assert read(text).when == When("1918-05-03T20:00:00+02:31")


@pytest.mark.parametrize("text", ["Moscow, Tuesday, May 3, 1961, 3 p.m.", "Moscow, Tuesday May 3, 1961, 3 p.m."])
def test_a_day_of_the_week(text: str) -> None:
    reading = read(text)
    assert part(text, reading.place) == "Moscow"
    assert reading.when == When("1961-05-03T15:00:00+03:00")
