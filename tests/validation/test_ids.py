"""Ids and numbers of documents."""

from __future__ import annotations

import pytest

from tests.validation.support import codes, found, in_file


def document(attributes: str, head: str = "12. Editorial Note") -> str:
    return f'<div type="document" {attributes}><head>{head}</head><p>Nothing happened.</p></div>'


def codes_of(tei: str) -> list[str]:
    return [code for code in codes(in_file(tei, "document")) if code.startswith(("id-", "number-"))]


@pytest.mark.parametrize(
    ("attributes", "head", "expected"),
    [
        ('n="12" xml:id="d12"', "12. Editorial Note", []),
        ('n="12A" xml:id="d12A"', "12A. Editorial Note", []),
        ('n="12A" xml:id="d12a"', "12A. Editorial Note", []),
        ('n="[12]" xml:id="d12"', "Editorial Note", []),
        ('n="[12]" xml:id="d12"', "[12]. Editorial Note", []),
        ('n="12" xml:id="d12"', "<hi rend='italic'>12.</hi> Editorial Note", []),
        ('n="12" xml:id="d12"', "No. 12<lb/>Editorial Note", []),
        ('n="12" xml:id="d12"', "No. 13<lb/>Editorial Note", ["number-mismatch"]),
        # Numbers of other things.
        ('n="12" xml:id="d12"', "No. 13 Downing Street to the King", []),
        ('n="12" xml:id="d12"', "1949 Budget of Ruritania", []),
        ('n="12" xml:id="d12"', "13. Editorial Note", ["number-mismatch"]),
        ('n="12" xml:id="d13"', "12. Editorial Note", ["number-mismatch"]),
        ('n="twelve" xml:id="d12"', "12. Editorial Note", ["number-form"]),
        ('n="" xml:id="d12"', "12. Editorial Note", ["number-missing"]),
        ('n="12" xml:id="D12"', "12. Editorial Note", ["id-form"]),
        ('n="12"', "12. Editorial Note", ["id-missing"]),
    ],
)
def test_document(attributes: str, head: str, expected: list[str]) -> None:
    assert codes_of(document(attributes, head)) == expected


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["12", "13", "14"], []),
        (["12", "12A", "12B", "13"], []),
        (["12", "12A", "12C"], ["document 12C follows document 12A"]),
        (["12", "12"], ["document 12 follows document 12"]),
        (["12", "11"], ["document 11 follows document 12"]),
        # Documents in brackets are outside the count, and may have one of their own.
        (["12", "[12]", "13"], []),
        (["[1]", "[2]", "[3]"], []),
        (["[1]", "[3]"], ["document [3] follows document [1]"]),
        # What the next one would be is not known.
        (["12", "x", "14"], []),
    ],
)
def test_sequence(numbers: list[str], expected: list[str]) -> None:
    documents = "".join(
        document(f'n="{number}" xml:id="d{number.strip("[]")}"', "Editorial Note") for number in numbers
    )
    volume = f'<div type="chapter" xml:id="ch1"><head>Tolls</head>{documents}</div>'
    findings = found(in_file(volume, "document"))
    assert [finding.message for finding in findings if finding.code == "number-sequence"] == expected
    # Documents of a file that is no whole volume may come from anywhere.
    assert "number-sequence" not in codes_of(documents)


def test_divisions_have_ids() -> None:
    inner = document('n="12" xml:id="d12"')
    findings = found(in_file(f'<div type="chapter"><head>Tolls</head>{inner}</div>', "document"))
    assert [finding.message for finding in findings] == ["the chapter has no xml:id"]
