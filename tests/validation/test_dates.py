"""Datelines and dates: the traps of print, and what is mended."""

from __future__ import annotations

import pytest

from frusconv.validation.finding import Finding
from tests.validation.support import found, in_file, mended

NOTE = '<note n="1" type="source" xml:id="d12fn1">Source: Archive of Strelsau, File 12.</note>'


def document(dateline: str, attributes: str = "", behind: str = "") -> str:
    opener = f'<opener><dateline rendition="#right">{dateline}</dateline></opener>'
    head = f"<head>12. Telegram From the Legation in Ruritania{NOTE}</head>"
    div = f'<div type="document" n="12" xml:id="d12"{attributes}>{head}{opener}<p>Rains.</p>{behind}</div>'
    return in_file(div, "document")


def dated(words: str, attributes: str) -> str:
    return document(f"<placeName>Strelsau</placeName>, <date {attributes}>{words}</date>.")


def of(tei: str, subject: str = "date") -> list[Finding]:
    return [finding for finding in found(tei) if finding.code.startswith(subject)]


def codes_of(tei: str, subject: str = "date") -> list[str]:
    return [finding.code for finding in of(tei, subject)]


@pytest.mark.parametrize(
    ("words", "attributes"),
    [
        ("May 2, 1949", 'when="1949-05-02"'),
        ("2 May 1949", 'when="1949-05-02"'),
        ("May 2", 'when="1949-05-02"'),
        ("February 8—5 p. m.", 'when="1949-02-08T17:00:00"'),
        ("May 1949", 'when="1949-05"'),
        ("May 2, 1949", 'when="1949"'),
        ("May 2, 1949—noon", 'when="1949-05-02T12:00:00"'),
        ("May 2, 1949—12 p. m.", 'when="1949-05-02T12:00:00"'),
        ("May 2, 1949—12 p. m.", 'when="1949-05-03T00:00:00"'),
        ("May 2, 1949—midnight", 'when="1949-05-02T00:00:00"'),
        ("May 2, 1949—midnight", 'when="1949-05-03T00:00:00"'),
        ("May 2, 1949—midnight", 'when="1949-05-02T24:00:00"'),
        ("May 2, 1949, 1600Z", 'when="1949-05-02T16:00:00+00:00"'),
        ("May 2, 1949, 2300Z", 'when="1949-05-02T18:00:00-05:00"'),
        ("May 2, 1949, 4–5:30 p.m.", 'from="1949-05-02T16:00:00" to="1949-05-02T17:30:00"'),
        ("May 2, 1949, 11 a.m.–1 p.m.", 'when="1949-05-02T11:00:00"'),
        ("May 2–4, 1949", 'from="1949-05-02" to="1949-05-04"'),
        ("May 2–4, 1949", 'when="1949-05-03"'),
        ("May 30–June 2, 1949", 'from="1949-05-30" to="1949-06-02"'),
        ("April 20/May 3, 1917", 'when="1917-05-03"'),
        # Editors' corrections and doubts: the value follows the editors.
        ("May 2 [3], 1949", 'when="1949-05-03"'),
        ("May [2?], 1949", 'when="1949-05-05"'),
        ("May 2, 1949 [sic]", 'when="1950-05-02"'),
        ("January 24, 1861", 'when="1861-02-05" calendar="julian"'),
        ("May 2, 1948", 'when="1949-05-02" ana="http://www.example.org/typo"'),
        # Words that are read for no date at all.
        ("Whitsun 1949", 'when="1949-06-05"'),
        ("undated", ""),
        ("undated", 'notAfter="1949-05-02T08:00:00-05:00"'),
        ("undated", 'when="1949-05-02"'),
    ],
)
def test_agrees_with_print(words: str, attributes: str) -> None:
    assert codes_of(dated(words, attributes)) == []


@pytest.mark.parametrize(
    ("words", "attributes", "says"),
    [
        ("May 2, 1949", 'when="1949-05-03"', "1949-05-02"),
        ("May 2, 1949", 'when="1948-05-02"', "1949-05-02"),
        ("May 2", 'when="1949-06-02"', "1949-05-02"),
        ("May 2, 1949, 6:48 p.m.", 'when="1949-05-02T18:04:00"', "1949-05-02T18:48:00"),
        ("May 2, 1949—4 p. m.", 'when="1949-05-02T04:00:00"', "1949-05-02T16:00:00"),
        ("May 2, 1949, 1600Z", 'when="1949-05-02T16:00:00-05:00"', "1949-05-02T16:00:00+00:00"),
        (
            "May 2, 1949, 3:50–5:30 p.m.",
            'from="1949-05-02T15:50:00" to="1951-05-02T17:30:00"',
            "1949-05-02T15:50:00 to 1949-05-02T17:30:00",
        ),
        ("May 2–4, 1949", 'from="1949-05-02" to="1949-05-14"', "1949-05-02 to 1949-05-04"),
        ("May 1949", 'when="1949-06"', "1949-05"),
    ],
)
def test_disagrees_with_print(words: str, attributes: str, says: str) -> None:
    (finding,) = of(dated(words, attributes))
    assert finding.code == "date-mismatch"
    assert f"`{words}` is `{says}`" in finding.message


@pytest.mark.parametrize(
    ("attributes", "code", "better"),
    [
        ('when="1949-02-29"', "date-form", None),
        ('when="1949-5-2"', "date-form", None),
        ('when="49-05-02"', "date-form", None),
        ('when="May 2, 1949"', "date-form", None),
        ('when=""', "date-form", None),
        ('when="1949-05-02T25:00:00"', "date-form", None),
        ('when="1949-05-02T16:00:00+14:30"', "date-form", None),
        ('when="1949-05-02T16:00:00R"', "date-form", None),
        ('when="1949T16:00:00"', "date-form", None),
        ('when="1949-05-02T16:00"', "date-form", 'when="1949-05-02T16:00:00"'),
        ("when='1949-05-02T16:00-05:00'", "date-form", "when='1949-05-02T16:00:00-05:00'"),
        ('when="1949-05-02T16:00:00Z"', "date-letter", 'when="1949-05-02T16:00:00+00:00"'),
        ('from="1949-04" to="1949-05-02"', "date-span", 'from="1949-04-01" to="1949-05-02"'),
        ('from="1949-05-02" to="1952-02"', "date-span", 'from="1949-05-02" to="1952-02-29"'),
        ('from="1949-05-02" to="1949"', "date-span", 'from="1949-05-02" to="1949-12-31"'),
        ('from="1949-05-02"', "date-pair", None),
        ('notAfter="1949-05-02"', "date-pair", None),
        ('from="1949-05-03" to="1949-05-02"', "date-order", None),
        ('from="1949-05-02T16:00:00" to="1949-05-02T15:00:00"', "date-order", None),
    ],
)
def test_form(attributes: str, code: str, better: str | None) -> None:
    tei = dated("some day", attributes)
    assert codes_of(tei) == [code]
    assert mended(tei) == (tei if better is None else tei.replace(attributes, better))


@pytest.mark.parametrize(
    "attributes",
    [
        'when="1949-05-02T24:00:00"',
        'when="1949-05-02T16:00:00.5+14:00"',
        'when="1952-02-29"',
        'from="1949-05-02T23:00:00-05:00" to="1949-05-03T05:00:00+01:00"',
        'from="1949-05-02" to="1949-05-02T15:00:00+09:00"',
    ],
)
def test_form_is_right(attributes: str) -> None:
    assert codes_of(dated("some day", attributes)) == []


@pytest.mark.parametrize(
    ("dateline", "codes", "better"),
    [
        ("<placeName>Strelsau</placeName>, undated.", ["date-missing"], "<date>undated</date>"),
        ("[<placeName>Strelsau</placeName>,] Undated", ["date-missing"], "<date>Undated</date>"),
        ("[<placeName>Strelsau</placeName>, date not declassified]", ["date-missing"], None),
        ("<placeName>Strelsau</placeName>, May 2, 1949.", ["date-missing"], None),
        ("[<placeName>Strelsau</placeName>]", ["date-missing"], None),
        ("<placeName>Strelsau</placeName>.<lb/>[Received May 2, 1949.]", ["date-missing"], None),
    ],
)
def test_missing(dateline: str, codes: list[str], better: str | None) -> None:
    tei = document(dateline)
    assert codes_of(tei) == codes
    assert (better in mended(tei)) if better else (mended(tei) == tei)


def test_second_dateline_without_date() -> None:
    first = '<placeName>Strelsau</placeName>, <date when="1949-05-02">May 2, 1949</date>.'
    closer = "<closer><dateline><placeName>Zenda</placeName>.</dateline></closer>"
    assert codes_of(document(first, behind=closer)) == []
    assert codes_of(document(first, behind=closer.replace("Zenda</placeName>", "Zenda</placeName>, May 3, 1949"))) == [
        "date-missing"
    ]


@pytest.mark.parametrize(
    ("dateline", "codes"),
    [
        ("Strelsau, {}.", ["dateline-place"]),
        ('<hi rend="italic">Strelsau, {}.</hi>', ["dateline-place"]),
        ("{}, 9:30 a.m.", []),
        ("{}.", []),
    ],
)
def test_place(dateline: str, codes: list[str]) -> None:
    assert codes_of(document(dateline.format('<date when="1949-05-02">May 2, 1949</date>')), "dateline") == codes


DAY = '<placeName>Strelsau</placeName>, <date when="1949-05-02">May 2, 1949</date>.'
RANGE = '<placeName>Strelsau</placeName>, <date from="1949-05-02" to="1949-05-04">May 2–4, 1949</date>.'
TIME = '<placeName>Strelsau</placeName>, <date when="1949-05-02T23:00:00+01:00">May 2, 1949, 11 p.m.</date>.'


@pytest.mark.parametrize(
    ("dateline", "first", "last"),
    [
        (DAY, "1949-05-02T00:00:00-05:00", "1949-05-02T23:59:59-05:00"),
        (DAY, "1949-05-02T05:00:00Z", "1949-05-02T23:59:59-05:00"),
        (RANGE, "1949-05-02T00:00:00-05:00", "1949-05-04T23:59:59-05:00"),
        (TIME, "1949-05-02T17:00:00-05:00", "1949-05-02T17:00:00-05:00"),
        (DAY.replace("1949-05-02", "1952-02"), "1952-02-01T00:00:00-05:00", "1952-02-29T23:59:59-05:00"),
        (DAY.replace("1949-05-02", "1949"), "1949-01-01T00:00:00-05:00", "1949-12-31T23:59:59-05:00"),
    ],
)
def test_bounds(dateline: str, first: str, last: str) -> None:
    right = document(dateline, f' frus:doc-dateTime-min="{first}" frus:doc-dateTime-max="{last}"')
    assert "date-bounds" not in codes_of(right)
    wrong = document(dateline, f' frus:doc-dateTime-min="1848-03-01T00:00:00-05:00" frus:doc-dateTime-max="{last}"')
    assert codes_of(wrong).count("date-bounds") == 1
    assert codes_of(mended(wrong)).count("date-bounds") == 0


def test_what_only_others_have() -> None:
    """A time without an offset, and a date without a calendar, are found only beside others that have one."""
    local = '<placeName>Strelsau</placeName>, <date when="1949-05-02T16:00:00">May 2, 1949, 4 p.m.</date>.'
    placed = local.replace(":00:00", ":00:00-05:00").replace("<date", '<date calendar="gregorian"')
    both = document(local, behind=f"<closer><dateline>{placed}</dateline></closer>")
    assert sorted(codes_of(both)) == ["date-calendar", "date-zone"]
    assert codes_of(document(local, behind=f"<closer><dateline>{local}</dateline></closer>")) == []


@pytest.mark.parametrize(
    ("words", "value"),
    [("May 2, 1949", "1949-05-02"), ("May 1949", "1949-05"), ("May 2, 1949, 4 p.m.", None), ("May 2–4, 1949", None)],
)
def test_value(words: str, value: str | None) -> None:
    tei = dated(words, "")
    assert codes_of(tei) == ["date-value"]
    assert mended(tei) == (tei.replace("<date >", f'<date when="{value}" >') if value else tei)


@pytest.mark.parametrize("words", ["May 2", "undated", "[May 2?], 1949", "Whitsun"])
def test_value_is_not_known(words: str) -> None:
    assert codes_of(dated(words, "")) == []


def test_not_in_notes() -> None:
    """A date in a footnote of the dateline is no date of it."""
    note = '<note n="2" xml:id="d12fn2">See <date when="1950-01-01">May 2, 1949</date>.</note>'
    assert codes_of(document(f"<placeName>Strelsau</placeName>, undated.{note}")) == ["date-missing"]


def test_place_is_told() -> None:
    (finding,) = found(dated("May 2, 1949", 'when="1949-05-03"'))
    assert finding.document == "d12"
    assert finding.position.line == in_file("", "document").count("\n") + 1
