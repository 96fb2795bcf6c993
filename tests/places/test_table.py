"""The table of posts: that its lines are sound, and that a printed name leads to the right one."""

from __future__ import annotations

import re
import zoneinfo
from collections import Counter

import pytest

from frusconv.places import place_named, places
from tests.conftest import ROOT

ALL = places()
ZONES = ROOT / "frusconv" / "places" / "zones"


def test_there_are_enough() -> None:
    assert len(ALL) >= 300


def test_ids_are_stable_words_and_in_order() -> None:
    ids = [place.id for place in ALL]
    assert all(re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", identifier) for identifier in ids)
    assert ids == sorted(set(ids))


def test_every_name_leads_to_its_own_place() -> None:
    wrong = {name: place.id for place in ALL for name in place.names if place_named(name) != place}
    assert wrong == {}


def test_no_name_stands_twice_in_a_line() -> None:
    twice = [place.id for place in ALL if max(Counter(place.names).values()) > 1]
    assert twice == []


def test_every_zone_is_in_the_database() -> None:
    known = zoneinfo.available_timezones()
    if not known:
        pytest.skip("this system has no time zone database")
    assert {place.zone for place in ALL} - known == set()


def test_the_history_of_every_zone_is_there_and_of_no_other() -> None:
    files = {path.relative_to(ZONES).as_posix() for path in ZONES.rglob("*") if path.is_file()}
    assert files == {place.zone for place in ALL}


def test_every_place_has_a_country() -> None:
    assert [place.id for place in ALL if not place.country] == []


@pytest.mark.parametrize(
    ("printed", "identifier"),
    [
        ("Constantinople", "istanbul"),
        ("Istanbul", "istanbul"),
        ("Angora", "ankara"),
        ("Peiping", "peking"),
        ("Peking", "peking"),
        ("Petrograd", "st-petersburg"),
        ("Leningrad", "st-petersburg"),
        ("Ciudad Trujillo", "santo-domingo"),
        ("Saigon", "saigon"),
        ("Batavia", "jakarta"),
        ("Djakarta", "jakarta"),
        ("Christiania", "oslo"),
        ("Helsingfors", "helsinki"),
        ("Léopoldville", "kinshasa"),
        ("Leopoldville", "kinshasa"),
        ("Bathurst", "banjul"),
        ("Lourenço Marques", "maputo"),
        ("Port au Prince", "port-au-prince"),
        ("Bogota", "bogota"),
        ("WASHINGTON", "washington"),
        ("Washington, D.C.", "washington"),
        ("White House", "washington"),
        ("Seattle, Washington", "seattle"),
        ("Los Angeles, California", "los-angeles"),
        ("New York, N.Y.", "new-york"),
        ("Naples, Italy", "naples"),
        ("Athens", "athens"),
        ("Tripoli", "tripoli-libya"),
        ("Tripoli, Lebanon", "tripoli-lebanon"),
        ("Mexico, D.F.", "mexico-city"),
        ("Bangkok, Siam", "bangkok"),
        # Nothing is made of what only looks like a name of the table.
        ("Athens, Georgia", None),
        ("Paris, Texas", None),
        ("Cambridge", None),
        ("Strelsau", None),
        ("Aboard the U.S.S. Zenda", None),
        ("", None),
        (",", None),
    ],
)
def test_printed_names(printed: str, identifier: str | None) -> None:
    place = place_named(printed)
    assert (place.id if place else None) == identifier
