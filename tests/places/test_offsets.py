"""Offsets: what the clocks of a place showed then."""

from __future__ import annotations

import pytest
from lxml import etree

from frusconv.places import offset_at, place_named, places, utc
from frusconv.text.dateline import read_dateline

# What xs:dateTime takes, of an element with any number of them.
MOMENTS = etree.RelaxNG(
    etree.fromstring(
        '<element name="all" xmlns="http://relaxng.org/ns/structure/1.0" '
        'datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes"><oneOrMore><element name="date"><attribute '
        'name="when"><data type="dateTime"/></attribute></element></oneOrMore></element>'
    )
)


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
    assert utc("1941-12-08T25:00:00+09:00") is None


def assert_valid(moments: list[str]) -> None:
    root = etree.Element("all")
    for moment in moments:
        etree.SubElement(root, "date", when=moment)
    assert MOMENTS.validate(root), MOMENTS.error_log.last_error


def test_every_place_and_year_has_an_offset_of_whole_minutes() -> None:
    """Mean time before standard time included: `-04:56` is one, `-04:56:02` would be none."""
    moments = []
    for place in places():
        for year in range(1861, 1991):
            local = f"{year}-{year % 12 + 1:02}-15T12:30:00"
            offset = offset_at(place.zone, local)
            assert offset is not None, (place.id, year)
            moments.append(local + offset.text)
    assert len(moments) == 130 * len(places())
    assert_valid(moments)


def test_datelines_of_every_place() -> None:
    moments = []
    for number, place in enumerate(places()):
        for name in place.names:
            reading = read_dateline(f"{name}, May 3, {1861 + number % 130}—4 p. m.")
            assert reading is not None, name
            assert reading.when.when is not None, name
            moments.append(reading.when.when)
    assert_valid(moments)
    assert {len(moment) for moment in moments} == {len("1949-06-14T18:00:00-04:00")}


@pytest.mark.parametrize(
    "printed",
    [
        "Aboard U.S.S. Augusta",
        "On board the U.S.S. Quincy",
        "U.S.S. Augusta, Argentia",
        "Aboard S.S. Washington",
        "Air Force One",
        "En route Paris",
        "Special Train, Washington",
    ],
)
def test_on_the_way_there_is_no_offset(printed: str) -> None:
    """Which time a ship or aircraft kept is not known, even where its name is a town's."""
    reading = read_dateline(f"{printed}, May 3, 1945—4 p. m.")
    assert reading is not None
    assert reading.when.when == "1945-05-03T16:00:00"


def test_an_offset_too_wide_for_xml_is_none() -> None:
    """Manila counted days with America until 1844, nearly sixteen hours behind Greenwich."""
    assert offset_at("Asia/Manila", "1840-05-03T16:00:00") is None
