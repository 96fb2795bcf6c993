"""The catalogue: that its facts are sound."""

from __future__ import annotations

import lzma
import re
from collections import Counter
from pathlib import Path

import pytest

from frusconv.catalogue import Entry, entries, entry
from frusconv.catalogue.lookup import volume_of_title
from frusconv.catalogue.numbers import read_number
from tests.conftest import ROOT

ALL = entries()
SERIES = "Foreign Relations of the United States"
ALL_SERIES = {
    SERIES,
    f"{SERIES}: Diplomatic Papers",
    f"Papers Relating to the {SERIES}",
    "Papers Relating to Foreign Affairs",
    "Message of the President of the United States",
}
STATUS = {
    "published",
    "in-production",
    "under-declassification",
    "being-researched-or-prepared",
    "being-planned-research-not-yet-begun",
}
# Volumes that print much earlier documents than those of their years.
EARLY = {"frus1895p2": 1887, "frus1896": 1890, "frus1920v02": 1908, "frus1926v02": 1920}
# A set of volumes beside the numbered ones of its years has a name in its ids.
SETS = (
    "Index China Nicaragua app Supp Russia Paris Berlin Malta CairoTehran Quebec Intel IntelCom IntelForPol Guat Iran "
    "PubDip"
)
ID = re.compile(
    rf"frus(?P<years>\d{{4}}(?:-\d\d)?)(?P<set>(?:{'|'.join(SETS.split())})(?:\d\d?)?)?(?:p(?P<before>\d))?"
    r"(?:v(?P<volume>e?\d+)(?:-(?P<last>\d\d))?|vRussia)?(?:p(?P<part>\d))?(?P<supplement>m?Supp\d?)?"
)
NAME = re.compile(r"(?:[A-Z][\w’-]*\.?|Van|Mc\w+)(?: (?:[A-Z]\.|[A-Z][\w’-]*|Van|Hook))+(?:, Jr\.| III)?")


def by_id(value: object) -> str:
    return value.id if isinstance(value, Entry) else ""


def test_ids_and_titles_are_unique() -> None:
    assert len(ALL) == 601
    assert not [id_ for id_, count in Counter(row.id.lower() for row in ALL).items() if count > 1]
    assert not [title for title, count in Counter(row.title.lower() for row in ALL).items() if count > 1]
    numbers = [row.isbn for row in ALL if row.isbn]
    assert len(numbers) == len(set(numbers))


def test_order_is_that_of_the_series() -> None:
    years = [row.sub_series[:4] for row in ALL]
    assert years == sorted(years)
    ids = [row.id for row in ALL]
    assert ids.index("frus1961-63v12") < ids.index("frus1961-63v10-12mSupp") < ids.index("frus1961-63v13")


def test_ids_follow_the_offices_rule() -> None:
    for row in ALL:
        found = ID.fullmatch(row.id)
        assert found
        first, _, last = row.sub_series.partition("–")
        assert found["years"] == (f"{first}-{last[2:]}" if last else first)
        number = read_number(row.number or "")
        if found["volume"]:
            volume = f"{'E' * found['volume'].startswith('e')}{int(found['volume'].lstrip('e'))}"
            # A supplement that is the only book has a number in its id alone.
            assert number.volumes[:1] in ((volume,), ()) if found["set"] == "Supp01" else number.volumes[0] == volume
        part = found["part"] or found["before"]
        assert number.part == (part or (found["supplement"] or "Supp")[-1].strip("p") or None)
        assert (row.medium == "epub") == bool(found["volume"] and found["volume"].startswith("e"))
        assert (row.medium == "microfiche") == bool(found["supplement"])


def test_years_are_plausible() -> None:
    for row in ALL:
        first, last = int(row.sub_series[:4]), int(row.sub_series[-4:])
        assert first <= last
        assert row.covers[0] <= row.covers[1]
        assert row.covers[0] == EARLY[row.id] if row.id in EARLY else first - 5 <= row.covers[0] <= last
        assert first <= row.covers[1] <= last + 5
        if row.published:
            assert row.covers[1] <= row.published <= 2026
            assert row.published - row.covers[0] < 60 or row.id == "frus1917-72PubDip"


def test_published_volumes_have_an_imprint() -> None:
    for row in ALL:
        assert row.status in STATUS
        assert (row.published is not None) == (row.status == "published")
        assert (row.place, bool(row.publisher)) == (("Washington", True) if row.published else (None, False))
        if row.published and row.id != "frus1969-76ve14p1":
            name = "Government Printing Office" if row.published <= 2014 else "Government Publishing Office"
            assert row.publisher == name


def test_no_stray_characters() -> None:
    for row in ALL:
        texts = [row.title, row.series, row.number or "", row.volume_title or "", *row.editors, *row.general_editors]
        for text in texts:
            assert not re.sub(r"[A-Za-z0-9 .,;:()/“”–-]", "", text)
            assert text == " ".join(text.split())
            assert " ," not in text
            assert " ." not in text
            # A range of numbers or months has an en dash; a hyphen joins names and words only.
            assert not re.search(r"\d-|-\d|–-|--", text)
            assert "Vol." not in text


def test_titles_hold_the_other_facts() -> None:
    for row in ALL:
        assert row.series in ALL_SERIES
        assert row.title.startswith(row.series) or row.id == "frus1861-99Index"
        is_apart = row.id.startswith("frus1872")  # Their title page does not say which part they are, or of what.
        assert not row.number or row.number in row.title or is_apart
        assert not row.volume_title or row.volume_title.rstrip("”") in row.title or is_apart
        assert row.volume_title != row.sub_series
        assert not row.number or re.fullmatch(
            r"(?:Part [IV]+, )?Volumes? (?:E–\d+|[IVXL]+(?:/[IVXL]+)*)(?:, Part \d)?(?:, Microfiche Supplement)?"
            r"|Part [IV]+|Appendix(?: I+)?",
            row.number,
        )


def test_editors_are_names() -> None:
    for row in ALL:
        for name in (*row.editors, *row.general_editors):
            assert NAME.fullmatch(name) or re.fullmatch(r"(?:[A-Z]\. )+[A-Z][A-Za-z]+(?: [A-Z][a-z]+)*", name)
        assert len(set(row.editors)) == len(row.editors)


def test_isbn() -> None:
    numbers = [row.isbn for row in ALL if row.isbn]
    assert len(numbers) > 70
    for isbn in numbers:
        assert re.fullmatch(r"978016\d{7}", isbn), "the Government's publisher has 0-16"
        assert sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(isbn)) % 10 == 0, isbn


def test_catalogue_agrees_with_the_volumes(shared: Path) -> None:
    paths = sorted((shared / "corpus").glob("*.xml.xz"))
    assert paths
    for path in paths:
        row = entry(path.name.removesuffix(".xml.xz"))
        with lzma.open(path, "rt", encoding="utf-8") as file:
            header = file.read(20_000).partition("</publicationStmt>")[0]
        assert row
        title = re.findall(r'<title type="complete">([^<]*)', header)[0].replace("(in two parts)", "")
        assert volume_of_title(title) == row.id
        assert re.findall(r"<date>(\d{4})</date>", header) == [str(row.published)]
        assert set(re.findall(r">(978\d{10})<", header)) <= {row.isbn}
        names = re.findall(r'<editor role="primary">[^<]*?(\w+)(?:, Jr\.)?</editor>', header)
        misprinted = {"Klingman": "Klingaman"}
        assert [misprinted.get(name, name) for name in names] == [
            name.removesuffix(", Jr.").split()[-1] for name in row.editors
        ]


def test_notes_speak_of_volumes_that_exist() -> None:
    notes = (ROOT / "frusconv" / "catalogue" / "NOTES.md").read_text(encoding="utf-8")
    named = set(re.findall(r"frus\d{4}[\w-]*", notes))
    assert len(named) > 100
    assert named <= {row.id for row in ALL}


def test_entry() -> None:
    row = entry("frus1969-76v19p1")
    assert row
    assert row.title == f"{SERIES}, 1969–1976, Volume XIX, Part 1, Korea, 1969–1972"
    assert row.editors == ("Daniel J. Lawler", "Erin R. Mahan")
    assert (row.published, row.covers, row.isbn) == (2010, (1969, 1972), "9780160771088")
    assert row.url == "https://history.state.gov/historicaldocuments/frus1969-76v19p1"


@pytest.mark.parametrize("row", ALL[::25], ids=by_id)
def test_entry_regardless_of_case(row: Entry) -> None:
    assert entry(row.id) == entry(row.id.upper()) == entry(row.id.lower()) == row


@pytest.mark.parametrize("text", ["", "frus", "frus1939v0", "frus1939v033", "1939v03", "frus1939v03\t", "\n", "id"])
def test_no_entry(text: str) -> None:
    assert entry(text) is None


@pytest.mark.parametrize(
    ("volume", "is_so"),
    [
        ("frus1893", False),
        ("frus1948v02", False),
        ("frus1952-54v14p1", False),
        ("frus1955-57v01", True),
        ("frus1969-76ve05p1", True),
        ("frus1958-60v19mSupp", True),
        ("frus1945-50Intel", True),
        ("frus1952-54Guat", True),
    ],
)
def test_is_cited_by_document(volume: str, is_so: bool) -> None:
    row = entry(volume)
    assert row
    assert row.is_cited_by_document is is_so
