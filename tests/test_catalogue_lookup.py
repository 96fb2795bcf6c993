"""From printed titles, numbers and words to volumes of the catalogue."""

from __future__ import annotations

import json
import re

import pytest

from frusconv.catalogue import Entry, Found, Printed, candidates, entries, entry, find_volume, read_title, search
from frusconv.catalogue.numbers import Number, arabic, read_number, read_years
from frusconv.cli.volumes import _as_table
from frusconv.metadata import from_name
from tests.support import frusconv

ALL = entries()
SERIES = "Foreign Relations of the United States"


def test_complete_titles_give_their_ids() -> None:
    for row in ALL:
        printed = read_title(row.title)
        assert printed
        assert find_volume(printed) == Found(row.id, is_known=True)


# Titles whose words alone name no year, or not the part; the table of complete titles knows them.
WITHOUT_YEARS = re.compile(r"frus186[1-8]|frus1872p1|frus1861-99Index")


def test_titles_with_other_words_around_give_their_ids() -> None:
    """Titles that are not letter for letter the catalogue's, with a locator behind them."""
    for row in ALL:
        if row.id != "frus1877app" and not WITHOUT_YEARS.match(row.id):
            printed = read_title(f"See {row.title}, pp. 66–67.")
            assert printed
            assert find_volume(printed) == Found(row.id, is_known=True)


KNOWN = {
    # A year's numbered volumes, and numbers in any form.
    "Foreign Relations, 1948, vol. ii, p. 666": "frus1948v02",
    "Foreign Relations, 1948, vol. II, pp. 666–670": "frus1948v02",
    "FRUS, 1948, Vol. 2, p. 666": "frus1948v02",
    "FRUS 1948, 2:666": "frus1948v02",
    "FRUS 1948, II, 666": "frus1948v02",
    "U.S. Department of State, FRUS, 1950, Vol. VII, Korea (Washington, DC: U.S. GPO, 1976), 12": "frus1950v07",
    "*Foreign Relations of the United States*, 1947, vol. iii, p. 230": "frus1947v03",
    "Foreign Relations of the United States: Diplomatic Papers, 1939, The Far East, Volume III": "frus1939v03",
    "Foreign Relations of the United States, Diplomatic Papers, 1939, vol. iii": "frus1939v03",
    "Foreign Relations of the United States Diplomatic Papers 1939 vol. iii": "frus1939v03",
    "F.R.U.S., 1941, vol. IV, p. 5": "frus1941v04",
    "Papers Relating to the Foreign Relations of the United States, 1922, vol. II, p. 3": "frus1922v02",
    "See Foreign Relations, 1930, vol. iii, p. 7, footnote 3": "frus1930v03",
    "1950, vol. vii, p. 7": "frus1950v07",
    # Parts.
    "Foreign Relations, 1948, vol. i, part 2, p. 666": "frus1948v01p2",
    "Foreign Relations, 1948, vol. v, Part 2, p. 666": "frus1948v05p2",
    "Foreign Relations, 1951, vol. VII, pt. 1, p. 3": "frus1951v07p1",
    "FRUS, 1951, VII/2, 1234": "frus1951v07p2",
    "FRUS 1952–1954, vol. XIV (Part 2), p. 1": "frus1952-54v14p2",
    "Foreign Relations, 1981–1988, vol. XVIII": "frus1981-88v18",
    "Foreign Relations, 1981–1988, vol. XVIII, Part 2, Lebanon": "frus1981-88v18p2",
    # Spans of years in any form.
    "Foreign Relations, 1952–1954, vol. iii, p. 1": "frus1952-54v03",
    "Foreign Relations, 1952–54, vol. iii, p. 1": "frus1952-54v03",
    "Foreign Relations, 1952-54, vol. iii, p. 1": "frus1952-54v03",
    "Foreign Relations, 1952-1954, vol. iii, p. 1": "frus1952-54v03",
    "FRUS, 1964–1968, vol. XXXIV, Document 12": "frus1964-68v34",
    "FRUS 1964-68, XIX, 234": "frus1964-68v19",
    "FRUS, 1961–1963, vol. V, doc. 32": "frus1961-63v05",
    "FRUS, 1961–1963, Volume V, Soviet Union": "frus1961-63v05",
    # Electronic volumes and microfiche supplements.
    "Foreign Relations, 1969–1976, volume E–13, Documents on China, 1969–1972, Document 5": "frus1969-76ve13",
    "FRUS, 1969-76, vol. E-5, part 1, doc. 3": "frus1969-76ve05p1",
    "FRUS, 1969–1976, vol. E–9, Part 1": "frus1969-76ve09p1",
    "FRUS, 1961–1963, vols. X/XI/XII, Microfiche Supplement, doc. 3": "frus1961-63v10-12mSupp",
    "FRUS, 1961–1963, vol. XI, Microfiche Supplement": "frus1961-63v10-12mSupp",
    "FRUS, 1961–1963, vol. XI, doc. 3": "frus1961-63v11",
    "FRUS, 1958–1960, vol. XIX, Microfiche Supplement": "frus1958-60v19mSupp",
    "FRUS, 1958–1960, Volumes XV/XVI, Part 2, Microfiche Supplement": "frus1958-60v15-16mSupp2",
    "FRUS, 1955–1957, vol. III, Supplement": "frus1955-57v03Supp",
    # A year's only volume, without a number; its appendixes.
    "Foreign Relations, 1893": "frus1893",
    "Foreign Relations, 1901, p. 12": "frus1901",
    "Foreign Relations, 1901, Appendix (Affairs in China), p. 12": "frus1901China",
    "Foreign Relations, 1894, Appendix II, p. 12": "frus1894app2",
    "Foreign Relations, 1894, app. I": "frus1894app1",
    "Foreign Relations, 1894": "frus1894",
    "Foreign Relations, 1918": "frus1918",
    "Foreign Relations, 1895, part II": "frus1895p2",
    "Diplomatic Correspondence, 1865, part III, p. 3": "frus1865p3",
    "Diplomatic Correspondence, 1866, vol. ii, p. 3": "frus1866p2",
    "Foreign Relations, 1873, vol. ii": "frus1873p1v2",
    "Foreign Relations, 1872, Part II, vol. III": "frus1872p2v3",
    # Supplements of the World War.
    "Foreign Relations, 1914, Supplement, p. 3": "frus1914Supp",
    "Foreign Relations, 1916, supp., p. 3": "frus1916Supp",
    "Foreign Relations, 1917, Supplement 1, p. 3": "frus1917Supp01v01",
    "Foreign Relations, 1917, Supplement 2, vol. ii, p. 3": "frus1917Supp02v02",
    "Foreign Relations, 1918, supp. 1, vol. i, p. 3": "frus1918Supp01v01",
    "Foreign Relations, 1918, Supplement 2, The World War": "frus1918Supp02",
    # Sets with a name.
    "Foreign Relations, The Lansing Papers, 1914–1920, vol. ii, p. 3": "frus1914-20v02",
    "The Lansing Papers, vol. i, p. 3": "frus1914-20v01",
    "Foreign Relations, 1918, Russia, vol. iii, p. 3": "frus1918Russiav03",
    "Foreign Relations, 1919, Russia, p. 3": "frus1919vRussia",
    "Foreign Relations, Paris Peace Conference, 1919, vol. xiii, p. 3": "frus1919Parisv13",
    "Foreign Relations, 1919, The Paris Peace Conference, vol. I, p. 3": "frus1919Parisv01",
    "Foreign Relations, 1919, vol. I, p. 3": "frus1919v01",
    "Foreign Relations, 1946, vol. III, Paris Peace Conference: Proceedings": "frus1946v03",
    "Foreign Relations, Japan, 1931–1941, vol. i, p. 3": "frus1931-41v01",
    "Foreign Relations, The Soviet Union, 1933–1939, p. 3": "frus1933-39",
    "Foreign Relations, 1933–1939": "frus1933-39",
    "Foreign Relations, The Conferences at Washington, 1941-1942, and Casablanca, 1943, p. 3": "frus1941-43",
    "Foreign Relations, Conferences at Washington and Quebec, 1943, p. 3": "frus1943",
    "Foreign Relations, The Conferences at Cairo and Teheran, 1943, p. 3": "frus1943CairoTehran",
    "Foreign Relations, Conference at Quebec, 1944, p. 3": "frus1944Quebec",
    "Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 3": "frus1945Malta",
    "Foreign Relations, Yalta Conference, p. 3": "frus1945Malta",
    "Foreign Relations, The Conference of Berlin (The Potsdam Conference), 1945, vol. ii, p. 3": "frus1945Berlinv02",
    "Conference of Berlin (Potsdam), vol. i, p. 3": "frus1945Berlinv01",
    "Foreign Relations, 1942, China, p. 3": "frus1942China",
    "Foreign Relations, 1943, China, p. 3": "frus1943China",
    "Foreign Relations, 1949, vol. ix, The Far East: China": "frus1949v09",
    "Foreign Relations, 1945–1950, Emergence of the Intelligence Establishment, Document 3": "frus1945-50Intel",
    "FRUS, 1950–1955, The Intelligence Community, Document 3": "frus1950-55Intel",
    "Foreign Relations, 1952–1954, Guatemala, Document 3": "frus1952-54Guat",
    "Foreign Relations, Iran, 1951–1954": "frus1951-54Iran",
    "Foreign Relations, 1952–1954, vol. X, Iran, 1951–1954, p. 3": "frus1952-54v10",
    "Foreign Relations, Congo, 1960–1968": "frus1964-68v23",
    "Foreign Relations, 1917–1972, Public Diplomacy": "frus1917-72PubDip",
    # By the volume's title alone.
    "Foreign Relations, 1950, Korea, p. 3": "frus1950v07",
    "Foreign Relations, 1969–1976, China, 1969-72": "frus1969-76v17",
    "Foreign Relations, 1969–1976, Vietnam, 1969–1970": "frus1969-76v06",
}
OPEN = [
    "Foreign Relations, 1948, vol. v, p. 666",  # in two parts
    "FRUS, 1952–1954, vol. XIV",
    "FRUS, 1969–1976, vol. E–5",
    "Foreign Relations, 1948",
    "Foreign Relations, 1888",
    "Foreign Relations, 1917, Supplement 2",
    "Foreign Relations, 1918, vol. I",  # Russia, or a supplement
    "Foreign Relations, The Conference at Washington",
    "Foreign Relations, 1932, The Far East",
    "Foreign Relations, 1969–1976, Africa, 1969–1972",
    "Foreign Relations, 1869",
    "Foreign Relations, vol. v, p. 3",
]
MADE = {
    "FRUS, 1989–1992, vol. XXXI, doc. 3": "frus1989-92v31",
    "FRUS, 1981–1988, vol. LI": "frus1981-88v51",
    "FRUS, 1948, vol. x, part 2, p. 3": "frus1948v10p2",
    "FRUS, 1969–1976, vol. E–17": "frus1969-76ve17",
    "FRUS, 1948, vol. ii, part 3": "frus1948v02p3",
}
NO_TITLES = [
    "",
    "the Department of State Bulletin, June 5, 1950, p. 12",
    "Foreign Affairs, vol. 26, July 1947, p. 566",
    "Public Papers, 1961, p. 3",
    "telegram 666 from Ruritania, vol. v",
    "china 1948",
    "vol. v",
]


@pytest.mark.parametrize(("text", "volume"), KNOWN.items())
def test_printed_form(text: str, volume: str) -> None:
    printed = read_title(text)
    assert printed
    assert find_volume(printed) == Found(volume, is_known=True)
    assert candidates(printed) == (volume,)


@pytest.mark.parametrize("text", OPEN)
def test_printed_form_stays_open(text: str) -> None:
    printed = read_title(text)
    assert printed
    assert find_volume(printed) is None


@pytest.mark.parametrize(("text", "volume"), MADE.items())
def test_id_made_by_rule(text: str, volume: str) -> None:
    printed = read_title(text)
    assert printed
    assert find_volume(printed) == Found(volume, is_known=False)
    assert candidates(printed) == ()
    assert entry(volume) is None


@pytest.mark.parametrize("text", NO_TITLES)
def test_no_title_of_the_series(text: str) -> None:
    assert read_title(text) is None


def test_what_a_title_names() -> None:
    assert read_title("FRUS, 1961–1963, Volume V, Soviet Union, Document 3") == Printed(
        "1961–1963", "V", None, "Soviet Union"
    )
    assert read_title("Foreign Relations, 1948, vol. v, pt. 2") == Printed("1948", "v", "2", None)


@pytest.mark.parametrize(
    "printed",
    [
        Printed("1961–63", "v"),
        Printed("1961/63", "5"),
        Printed("1961—1963", "Volume V"),
        Printed("1961–1963", "V", None, "Soviet Union, 1961–1963"),
        Printed("1961–1963", "V", None, "words of the text that are no title"),
        Printed(None, None, None, f"{SERIES}, 1961–1963,\n   volume V: soviet union"),
    ],
)
def test_printed_by_hand(printed: Printed) -> None:
    assert find_volume(printed) == Found("frus1961-63v05", is_known=True)


def test_candidates() -> None:
    assert candidates(Printed("1948", "v")) == ("frus1948v05p1", "frus1948v05p2")
    assert candidates(Printed("1851", "v")) == ()


@pytest.mark.parametrize(
    "printed",
    [
        Printed("1893", "MDC"),
        Printed("1893", None, "?"),
        Printed("1948", "9" * 5000),
        Printed(None),
        Printed("x", "y", "z"),
    ],
)
def test_numbers_that_no_volume_has(printed: Printed) -> None:
    assert find_volume(printed) is None


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("i", "1"),
        ("IV", "4"),
        ("xix", "19"),
        ("XLVII", "47"),
        ("XL", "40"),
        ("07", "7"),
        ("E–9", "E9"),
        ("e-13", "E13"),
        ("", None),
        ("VX", None),
        ("IIX", None),
        ("five", None),
        ("12345", None),
        ("9" * 5000, None),
        ("²", None),
    ],
)
def test_arabic(text: str, number: str | None) -> None:
    assert arabic(text) == number


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Volume XIX, Part 1", Number(("19",), "1")),
        ("Part II, Volume I", Number(("1",), "2")),
        ("vol. v", Number(("5",))),
        ("VII/2", Number(("7",), "2")),
        ("Volumes X/XI/XII, Microfiche Supplement", Number(("10", "11", "12"))),
        ("XV–XVI", Number(("15", "16"))),
        ("Volume E–5, Part 1", Number(("E5",), "1")),
        ("Part IV", Number((), "4")),
        ("", Number()),
    ],
)
def test_read_number(text: str, number: Number) -> None:
    assert read_number(text) == number


def test_read_years() -> None:
    assert read_years("1948; 1952-54, 1969–1976; 1900–18; 12345; 1954–1952") == (
        "1948",
        "1952–1954",
        "1969–1976",
        "1900–1918",
        "1954",
    )


@pytest.mark.parametrize(
    ("query", "volumes"),
    [
        ("guatem", ["frus1952-54Guat"]),
        ("GUATEMALA 1953", ["frus1952-54Guat"]),
        ("guatemala 1948", []),
        ("china 1948", ["frus1948v07", "frus1948v08"]),
        ("frus1948v05", ["frus1948v05p1", "frus1948v05p2"]),
        ("FRUS1943 china", ["frus1943China"]),
        ("1952-54 iran", ["frus1952-54v10"]),
        ("1951–1954", ["frus1951-54Iran", "frus1952-54v10"]),
        ("lafantasie emergence", ["frus1945-50Intel"]),
        ("potsdam", ["frus1945Berlinv01", "frus1945Berlinv02"]),
        ("xyz", []),
    ],
)
def test_search(query: str, volumes: list[str]) -> None:
    assert [row.id for row in search(query)] == volumes


def test_search_finds_everything_that_covers_a_year() -> None:
    found = {row.id for row in search("1953")}
    assert {"frus1952-54v01p1", "frus1951-54Iran", "frus1917-72PubDip"} < found
    assert not found & {"frus1955-57v01", "frus1951v01"}


@pytest.mark.parametrize(
    ("name", "volume"),
    [
        ("FRUS1919PARISV01-D5.TXT", "frus1919Parisv01"),
        ("frus1919parisv01-d5.txt", "frus1919Parisv01"),
        ("frus1919Parisv01-d5.txt", "frus1919Parisv01"),
        ("FRUS1961-63V10-12MSUPP-D3.XML", "frus1961-63v10-12mSupp"),
        ("FRUS1939V03-D59.TXT", "frus1939v03"),
        ("frus1999Ruritania-d1.txt", "frus1999Ruritania"),
        ("FRUS1999RURITANIA-D1.TXT", "frus1999ruritania"),
    ],
)
def test_ids_keep_their_case_in_names_of_files(name: str, volume: str) -> None:
    assert from_name(name).volume == volume


def test_volumes_as_json() -> None:
    rows = json.loads(frusconv("volumes", "--json").out)
    assert [row["id"] for row in rows] == [row.id for row in ALL]
    assert set(rows[0]) == {*Entry._fields, "url", "is_cited_by_document"}
    assert frusconv("volumes", "--json", "xyz").out == "[]\n"


def test_volumes_are_cut_on_a_terminal_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    cut = _as_table(ALL, is_cut=True).splitlines()
    assert max(map(len, cut)) == 60
    assert sum(line.endswith("…") for line in cut) > 100
    whole = _as_table(ALL, is_cut=False).splitlines()
    assert all(line.endswith(row.volume_title or row.title) for line, row in zip(whole, ALL, strict=True))
    assert frusconv("volumes").out.splitlines() == whole
