"""Lists and tables."""

from __future__ import annotations

import pytest

from tests.validation.support import codes, found, in_file, mended


def codes_of(blocks: str) -> list[str]:
    return [code for code in codes(in_file(blocks, "blocks")) if code.startswith(("list", "table"))]


def table(*rows: str, attributes: str = "") -> str:
    """Return a table; a row's cells are parted by blanks, `2x3:a` goes over two columns and three rows."""
    content = "".join(f"<row>{''.join(map(cell, row.split()))}</row>" for row in rows)
    return f"<table{attributes}>{content}</table>"


def cell(text: str) -> str:
    span, colon, text = text.rpartition(":")
    columns, _, rows = span.partition("x")
    return f'<cell cols="{columns}" rows="{rows}">{text}</cell>' if colon else f"<cell>{text}</cell>"


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ('<list type="subject"><head>SUBJECT</head><item>Tolls</item></list>', []),
        ('<list type="subject"><item>Tolls</item></list>', ["list-heading"]),
        ('<list type="to"><item>Strelsau</item></list>', ["list-heading"]),
        ("<list><item>Tolls</item></list>", []),
        # Names may be printed without a heading.
        ('<list type="participants"><item>Mr. Sapt</item></list>', []),
        ('<list type="participants"><item>Participants:</item><item>Mr. Sapt</item></list>', ["list-heading"]),
        ('<p>References are:</p><list type="references"><item>Embtel 12</item></list>', []),
        ('<list type="to"><head>TO</head><item>A</item></list> <list type="to"><item>B</item></list>', []),
    ],
)
def test_headings(blocks: str, expected: list[str]) -> None:
    assert codes_of(blocks) == expected


@pytest.mark.parametrize(
    ("labels", "expected"),
    [
        ("1. 2. 3.", []),
        ("3. 4.", []),
        ("(1) (2)", []),
        ("a. b.", []),
        ("1. 3.", ["item 3 follows item 1"]),
        ("1. 1.", ["item 1 follows item 1"]),
        ("1. — 3.", []),
        ("1 2a 3", []),
    ],
)
def test_labels(labels: str, expected: list[str]) -> None:
    items = "".join(f"<label>{label}</label><item>Tolls</item>" for label in labels.split())
    findings = found(in_file(f"<list>{items}</list>", "blocks"))
    assert [finding.message for finding in findings if finding.code == "list-numbers"] == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (table("a b", "c d", attributes=' rows="2" cols="2"'), []),
        (table("a b", "c d", attributes=' rows="3"'), ["table-rows"]),
        (table("a b", "c d", attributes=' cols="3"'), ["table-columns"]),
        (table("a b", "c"), ["table-columns"]),
        (table("2x1:a", "c d"), []),
        (table("1x2:a b", "c"), []),
        (table("1x2:a b", "c", "d e"), []),
        (table("1x3:a b", "c", "d e"), ["table-columns"]),
        (table("1x9:a b", "c"), []),
        (table("a", "b c", "d", "e f"), ["table-columns"]),
        ("<list><item>One<list><item><table><row><cell>a</cell></row></table></item></list></item></list>",
         ["table-in-list"]),
        ('<table><row><cell> </cell></row></table>', ["table-empty"]),
        ('<table rows="many"><row><cell>a</cell></row></table>', []),
    ],
)  # fmt: skip
def test_tables(blocks: str, expected: list[str]) -> None:
    assert codes_of(blocks) == expected


def test_a_table_has_one_finding_on_its_columns() -> None:
    findings = found(in_file(table("a b c", "d", "e", "f g h"), "blocks"))
    assert [finding.message for finding in findings] == ["row 2 has 1 of 3 columns, and 1 more is short"]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (table("a b", "c d", attributes=" rows='3'"), table("a b", "c d", attributes=" rows='2'")),
        (table("a b", "c d", attributes=' cols="3"'), table("a b", "c d", attributes=' cols="2"')),
        # Which rows are right is not known.
        (table("a b", "c", attributes=' cols="3"'), None),
        ('<list type="subject"><item>Subject:</item><item >Tolls</item></list>',
         '<list type="subject"><head>Subject:</head><item >Tolls</item></list>'),
        ('<list type="subject"><item rend="a">SUBJECT</item ><item>Tolls</item></list>',
         '<list type="subject"><head rend="a">SUBJECT</head ><item>Tolls</item></list>'),
        ('<list type="subject"><item>Subject: tolls</item></list>', None),
    ],
)  # fmt: skip
def test_mending(before: str, after: str | None) -> None:
    assert mended(in_file(before, "blocks")) == in_file(before if after is None else after, "blocks")
