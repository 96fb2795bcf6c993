"""Tables for pandoc, which wants every place of the grid filled and every span inside it."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.writers.pandoc_ast import DEFAULT_ALIGNMENT, Attr, Node, attr

# With a longer text in a cell, columns get widths, so that its lines can break.
_LONGEST_LINE = 30
_FULL_WIDTH = 72
_SMALLEST_SHARE = 6


class PandocCell(NamedTuple):
    """A cell as the source has it, with its content for pandoc; `length` is that of its text."""

    blocks: list[Node]
    length: int
    rows: int = 1
    cols: int = 1
    alignment: Node = DEFAULT_ALIGNMENT
    attributes: Attr | None = None


class PandocRow(NamedTuple):
    """A row as the source has it."""

    cells: list[PandocCell]
    is_head: bool = False
    attributes: Attr | None = None


def table(rows: list[PandocRow], caption: list[Node], attributes: Attr) -> Node:
    """Return a Table of `rows`, of which there is one at least; the first rows that are heads become its head."""
    count = next((index for index, row in enumerate(rows) if not row.is_head), len(rows))
    head, body = _Grid(rows[:count]), _Grid(rows[count:])
    columns = max(head.width, body.width, 1)
    widths = _widths(columns, head, body)
    specs = [
        [DEFAULT_ALIGNMENT, {"t": "ColWidth", "c": width} if width else {"t": "ColWidthDefault"}] for width in widths
    ]
    return {
        "t": "Table",
        "c": [
            attributes,
            [None, caption],
            specs,
            [attr(), head.filled(columns)],
            [[attr(), 0, [], body.filled(columns)]],
            [attr(), []],
        ],
    }


class _Grid:
    """Rows with their cells in places of their own."""

    def __init__(self, rows: list[PandocRow]) -> None:
        self._rows = rows
        # The cells of each row by their column; those of a span that reaches into a row have none there.
        self.placed: list[dict[int, PandocCell]] = []
        self._taken: list[set[int]] = [set() for _ in rows]
        for index, row in enumerate(rows):
            self.placed.append(self._place(index, row))
        self.width = max((max(taken, default=-1) + 1 for taken in self._taken), default=0)

    def _place(self, index: int, row: PandocRow) -> dict[int, PandocCell]:
        placed: dict[int, PandocCell] = {}
        taken, column = self._taken[index], 0
        for cell in row.cells:
            while column in taken:
                column += 1
            cols = next((n for n in range(1, cell.cols) if column + n in taken), cell.cols)
            rows = min(cell.rows, len(self._rows) - index)
            for reached in self._taken[index : index + rows]:
                reached.update(range(column, column + cols))
            placed[column] = cell._replace(rows=rows, cols=cols)
            column += cols
        return placed

    def filled(self, columns: int) -> list[list[object]]:
        """Return the rows, with empty cells where the source has none."""
        out: list[list[object]] = []
        for row, placed, taken in zip(self._rows, self.placed, self._taken, strict=True):
            cells = dict(placed)
            cells.update({column: PandocCell([], 0) for column in range(columns) if column not in taken})
            out.append([row.attributes or attr(), [_cell(cells[column]) for column in sorted(cells)]])
        return out


def _cell(cell: PandocCell) -> list[object]:
    return [cell.attributes or attr(), cell.alignment, cell.rows, cell.cols, cell.blocks]


def _widths(columns: int, *grids: _Grid) -> list[float]:
    """Return the share of the line that each column gets by its longest cell, or 0 where columns need none."""
    longest = [_SMALLEST_SHARE] * columns
    is_simple = True
    for grid in grids:
        for column, cell in (pair for placed in grid.placed for pair in placed.items()):
            is_simple = is_simple and len(cell.blocks) < 2 and cell.length <= _LONGEST_LINE
            if cell.cols == 1:
                longest[column] = max(longest[column], min(cell.length, _FULL_WIDTH))
    if is_simple and sum(longest) <= _FULL_WIDTH:
        return [0] * columns
    return [round(length / sum(longest), 4) for length in longest]
