"""Tables in raw text, however their cells are parted, and what only looks like one."""

from __future__ import annotations

from itertools import chain

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frusconv.model import Cell, Note, PageBreak, Row, Table, Text
from frusconv.readers.text_tables import read_table
from frusconv.text.layout import text_blocks
from frusconv.text.marks import MarkedText
from frusconv.text.normalize import normalize
from frusconv.text.tables import is_table, lines_and_tables
from tests.support import calls

DUES = "Port\t1951\t1952\nRurburg\t12\t14\nKleinhafen\t3\t4"
NOTE = Note("1", (Text("Not printed."),))


_LINES = ("  1. See  12", "a  b", "a\tb", "| a | b |", "  2. \t", "[Page 3]", "the the  a", "  c")


def table_in(*lines: str) -> str | None:
    """Return the one table among lines, or None."""
    found = [line.text.strip(" ") for line in lines_and_tables(lines) if is_table(line.text)]
    assert len(found) < 2
    return found[0] if found else None


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Port\t1951\t1952", "Rurburg\t12\t14", "Kleinhafen\t3\t4"), id="tabs"),
        pytest.param(("Port \t 1951\t1952", "  Rurburg\t12\t14", "Kleinhafen\t3\t 4  "), id="tabs and stray blanks"),
        pytest.param(("| Port | 1951 | 1952 |", "| Rurburg | 12 | 14 |", "| Kleinhafen | 3 | 4 |"), id="pipes"),
        pytest.param(("|Port|1951|1952|", "|Rurburg|12|14|", "|Kleinhafen|3|4|"), id="pipes without blanks"),
        pytest.param(
            ("| Port | 1951 | 1952 |", "|:-----|-----:|-----:|", "| Rurburg | 12 | 14 |", "| Kleinhafen | 3 | 4 |"),
            id="Markdown",
        ),
        pytest.param(
            ("Port        1951  1952", "Rurburg       12    14", "Kleinhafen     3     4"), id="columns, set right"
        ),
        pytest.param(("Port        1951  1952", "Rurburg     12    14", "Kleinhafen  3     4"), id="columns, set left"),
        pytest.param(
            ("    Port        1951  1952", "    Rurburg     12    14", "    Kleinhafen  3     4"),
            id="columns, indented",
        ),
    ],
)
def test_a_table(lines: tuple[str, ...]) -> None:
    assert table_in(*lines) == DUES


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(("Participants:\tMr. Olding", "\tMr. Marsh"), "Participants:\tMr. Olding\n\tMr. Marsh", id="two"),
        pytest.param(("Port\tDues", "Rurburg\t", "Total\t12"), "Port\tDues\nRurburg\t\nTotal\t12", id="empty cell"),
        pytest.param(
            ("Port\tDues", "In thousands", "Rurburg\t12"),
            "Port\tDues\nIn thousands\nRurburg\t12",
            id="one cell between",
        ),
        pytest.param(("Port\tDues", "[Page 63]", "Rurburg\t12"), "Port\tDues\n[Page 63]\nRurburg\t12", id="a page"),
        pytest.param(("The dues:", "Port\tDues", "Rurburg\t12"), "Port\tDues\nRurburg\t12", id="text above"),
        pytest.param(("Port\tDues", "Rurburg\t12", "He paid."), "Port\tDues\nRurburg\t12", id="text below"),
        pytest.param(
            ("Participants:   Mr. Olding", "                Mr. Marsh", "                Mr. Grane"),
            "Participants:\tMr. Olding\n\tMr. Marsh\n\tMr. Grane",
            id="a first column with one cell",
        ),
        pytest.param(
            ("Port      Dues", "Rurburg     12", "[Page 63]", "Total       12"),
            "Port\tDues\nRurburg\t12\n[Page 63]\nTotal\t12",
            id="a page between columns",
        ),
        pytest.param(
            ("Port      Dues", "Rurburg     12", "Total       12", "  1. In marks.  See above."),
            "Port\tDues\nRurburg\t12\nTotal\t12",
            id="notes below columns",
        ),
        pytest.param(
            ("Port      Dues", "Kleinhafen", "Rurburg     12", "Total       12"),
            None,
            id="columns that a word runs through",
        ),
    ],
)
def test_rows(lines: tuple[str, ...], expected: str | None) -> None:
    assert table_in(*lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(("Port\tDues",), id="one row"),
        pytest.param(("\tThe Minister came.", "\tHe said little."), id="paragraphs indented by a tab"),
        pytest.param(("1.\tThe harbor", "2.\tThe dues"), id="points with numbers"),
        pytest.param(("(a)\tThe harbor", "(b)\tThe dues"), id="points with letters"),
        pytest.param(("•\tThe harbor", "•\tThe dues"), id="points with bullets"),
        pytest.param(("TO:\tMr. Olding", "FROM:\tMr. Marsh", "SUBJECT:\tHarbor dues"), id="above a memorandum"),
        pytest.param(("TO:       Mr. Olding", "FROM:     Mr. Marsh", "SUBJECT:  Harbor dues"), id="the same by blanks"),
        pytest.param(("1.  The harbor", "    is deep.", "2.  The dues", "    are high."), id="points that hang"),
        pytest.param(
            ("He came.  She went.  They", "met.  The  dues were paid.", "All was  well then.  He left."),
            id="blanks in prose",
        ),
        pytest.param(("Olding       Marsh", "Minister     Consul"), id="two lines in columns"),
        pytest.param(("Port  Dues", "  1. See below.  Not printed.", "  2. Not printed."), id="notes"),
        pytest.param(("either | or", "this | that"), id="bars in text"),
    ],
)
def test_no_table(lines: tuple[str, ...]) -> None:
    assert table_in(*lines) is None


def test_numbers_of_lines() -> None:
    lines = ["He came.", "", "Port\tDues", "Rurburg\t12", "", "The end."]
    assert [(line.number, is_table(line.text)) for line in lines_and_tables(lines) if line.text] == [
        (1, False),
        (3, True),
        (6, False),
    ]


def test_a_table_is_a_block_of_its_own() -> None:
    lines = ["He came and said that the", *DUES.split("\n"), "1. Rates were not printed."]
    assert [block.text for block in text_blocks(lines)] == [lines[0], DUES, lines[-1]]


def test_normalized_text_keeps_it() -> None:
    text = f"He came.\n\n{DUES}\n\nHe left.\n"
    assert normalize(text) == text
    assert normalize(text.replace("1951\t1952", "1951 \t  1952")) == text


def test_read() -> None:
    text = "Port\tDues\n\nRurburg\t12\nTotal\t"
    marks = ((9, NOTE), (10, PageBreak("63")), (18, NOTE))
    assert read_table(MarkedText(text, marks)) == Table(
        (
            Row((Cell((Text("Port"),)), Cell((Text("Dues"), NOTE)))),
            PageBreak("63"),
            Row((Cell((Text("Rurburg"), NOTE)), Cell((Text("12"),)))),
            Row((Cell((Text("Total"),)), Cell(()))),
        )
    )


@given(st.lists(st.text("a1|\t .:-•[Page]", max_size=20) | st.sampled_from(_LINES), max_size=12))
def test_normalizing_twice_changes_nothing(lines: list[str]) -> None:
    text = normalize("\n".join(lines))
    assert normalize(text) == text


@given(st.lists(st.text("ab \t|", max_size=12), max_size=12))
def test_nothing_is_lost(lines: list[str]) -> None:
    kept = "".join(line.text for line in lines_and_tables(lines))
    assert "".join(kept.split()).replace("|", "") == "".join("".join(lines).split()).replace("|", "")


@pytest.mark.parametrize("line", ["Port\t12", "| Port | 12 |", "Port   12", "| | |", "a  b  c  d " * 20])
def test_the_work_grows_with_the_table(line: str) -> None:
    def work(count: int) -> int:
        return calls(lambda: list(lines_and_tables(chain([line] * count))))

    assert work(4000) < 7 * work(1000)
