"""Headers: the Office's, and those that are not asked to be it."""

from __future__ import annotations

import pytest

from frusconv.conversion import read, volume_of, write
from frusconv.model import Source
from frusconv.validation.checks.header import _is_isbn
from frusconv.validation.checks.header_rules import RULES
from frusconv.validation.validate import findings
from frusconv.writers import WriteOptions
from tests.validation.support import codes, mended

RIGHT = next(rule.right for rule in RULES if rule.code == "header-title")
OFFICIAL = next(rule.right for rule in RULES if rule.code == "header-catalogue")
SUBJECT = ">National Security Affairs, Foreign Economic Policy<"
TELEGRAM = """711.00/5–249: Telegram

The Minister in Ruritania (Tarlen) to the Secretary of State

STRELSAU, May 2, 1949—4 p. m.

12. The talks went on.

TARLEN
"""


def codes_of(tei: str) -> list[str]:
    return [code for code in codes(tei) if code.startswith("header")]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('<title type="series">Papers of Ruritania</title>', "", ["header-title"]),
        ('<title type="series">Papers of Ruritania</title>', '<title type="series"> </title>', ["header-title"]),
        ("General</title>", "</title>", []),
        (">Volume I</title>", "/>", []),
        (">Papers of Ruritania<", "><hi>Papers</hi> of Ruritania<", ["header-title"]),
        ('type="volume"', 'type="main"', ["header-title", "header-title"]),
        ('type="volume"', 'type="series"', ["header-title", "header-title"]),
        ('<editor role="primary">', '<editor role="chief">', ["header-editor"]),
        ("Anthony Hope", "", ["header-editor"]),
        ("Department of State", " ", ["header-publication"]),
        ("<pubPlace>Washington</pubPlace>", "", ["header-publication"]),
        ('type="content-date"', 'type="publication-date"', ["header-dates"]),
        ("frus1949v01</idno>", "frus1949v02</idno>", ["header-id"]),
        ("frus1949v01</idno>", "</idno>", ["header-id"]),
        ('<idno type="frus">', '<idno type="isbn-10">0-16-050085-0</idno><idno type="frus">', []),
        ('<idno type="frus">', '<idno type="isbn-13"/><idno type="frus">', []),
        ('<idno type="frus">', '<idno type="isbn-13">0160500850</idno><idno type="frus">', ["header-isbn"]),
        ('<rendition xml:id="right"', "<rendition", ["header-rendition"]),
    ],
)
def test_header(old: str, new: str, expected: list[str]) -> None:
    assert RIGHT.count(old) == 1
    assert codes_of(RIGHT.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (SUBJECT, ">national security affairs; foreign economic policy<", []),
        (SUBJECT, ">National Security Affairs<", []),
        (SUBJECT, ">The Far East and Australasia<", ["header-catalogue"]),
        ('"sub-series">1949<', '"sub-series">1950<', ["header-catalogue"]),
        (">1976<", ">1975<", []),
        ('when="1976"', 'when="1975"', ["header-catalogue"]),
    ],
)  # fmt: skip
def test_catalogue(old: str, new: str, expected: list[str]) -> None:
    assert OFFICIAL.count(old) == 1
    assert codes_of(OFFICIAL.replace(old, new)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("frus1949v01.xml", []),
        ("volumes/frus1949v02.xml", ["header-id"]),
        ("frus1949v01-d12.xml", ["header-id"]),
        ("volume.xml", []),
        ("frus-copy.xml", []),
    ],
)
def test_name_of_file(name: str, expected: list[str]) -> None:
    assert [finding.code for finding in findings(Source(RIGHT, name))] == expected


def test_document_alone_is_no_volume() -> None:
    """What only a volume has is not asked of a file without divisions, nor its name."""
    alone = RIGHT.replace('<div type="compilation" xml:id="comp1"><head>Ruritania</head>', "").replace(
        "</div></div>", "</div>"
    )
    alone = alone.replace("<notesStmt><note>A note.</note></notesStmt>", "").replace(' xml:id="frus1949v01"', "")
    assert [finding.code for finding in findings(Source(alone, "frus1949v01-d1.xml"))] == []


@pytest.mark.parametrize("profile", ["tei", "frus"])
@pytest.mark.parametrize("volume", [None, "frus1949v01"])
def test_own_headers(profile: str, volume: str | None) -> None:
    reading = read(Source(TELEGRAM, "telegram.txt" if volume is None else f"{volume}-d12.txt"))
    options = WriteOptions(profile="frus" if profile == "frus" else "tei")
    tei = write(volume_of([("telegram.txt", reading)]), "tei", options).decode()
    assert codes_of(tei) == []


def test_old_types_are_mended() -> None:
    old = RIGHT.replace('"sub-series"', '"subseries"').replace("'volume-number'", "'volumenumber'")
    assert codes_of(old) == ["header-title-type"]
    assert mended(old) == RIGHT


@pytest.mark.parametrize(
    ("value", "length", "is_right"),
    [
        ("9780160500770", 13, True),
        ("9780160500771", 13, False),
        ("0160500850", 10, True),
        ("080442957X", 10, True),
        ("0804429570", 10, False),
        ("978016050077X", 13, False),
        ("٩٧٨٠١٦٠٥٠٠٧٧٠", 13, False),
    ],
)
def test_isbn(value: str, length: int, is_right: bool) -> None:
    assert _is_isbn(value, length) is is_right
