"""Tables of a raw text as rows and cells."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.model import Cell, PageBreak, Row, Table
from frusconv.text.inlines import inlines
from frusconv.text.marks import MarkedText
from frusconv.text.tables import CELL, ROW


def read_table(block: MarkedText) -> Table:
    """Return a block that is a table; a page that begins between two rows stands between them."""
    rows: list[Row | PageBreak] = []
    for row in _parts(block, ROW):
        if row.is_page_break:
            rows += row.page_breaks
        else:
            rows.append(Row(tuple(Cell(inlines(cell)) for cell in _parts(row, CELL))))
    return Table(tuple(rows))


def _parts(block: MarkedText, separator: str) -> Iterator[MarkedText]:
    """Yield what stands between separators, without blanks at the ends; a mark belongs to the part it touches."""
    at = 0
    for text in block.text.split(separator):
        end = at + len(text)
        bare = text.strip(" ")
        lead = len(text) - len(text.lstrip(" "))
        marks = [(offset - at - lead, mark) for offset, mark in block.marks if at <= offset <= end]
        inside = tuple((min(max(offset, 0), len(bare)), mark) for offset, mark in marks)
        yield MarkedText(bare, inside, block.line)
        at = end + len(separator)
