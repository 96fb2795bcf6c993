"""Tables in Markdown: pipe tables, and HTML where a flavor has none."""

from __future__ import annotations

from typing import TypeAlias

from frusconv.model import Cell, Row
from frusconv.writers.markdown_escape import in_cell

# A row with its cells; what is no cell of the model has None and is one all the same.
Rows: TypeAlias = list[tuple[Row, list[tuple[Cell | None, list[str]]]]]


def pipe_table(rows: Rows) -> list[str]:
    """Return a pipe table; a cell that spans columns or rows is followed or continued by empty ones."""
    grid = _grid(rows)
    width = max((len(cells) for cells in grid), default=0)
    if not width:
        return []
    padded = [cells + [""] * (width - len(cells)) for cells in grid]
    has_head = _is_head(rows[0][0])
    head = padded.pop(0) if has_head else [""] * width
    lines = [_line(head), _line(["---"] * width), *(_line(cells) for cells in padded)]
    return ["\n".join(lines)]


def html_table(rows: Rows) -> list[str]:
    """Return a table in HTML, with Markdown in its cells."""
    if not rows:
        return []
    lines = ["<table>"]
    for row, cells in rows:
        lines.append("<tr>")
        tag = "th" if _is_head(row) else "td"
        for cell, blocks in cells:
            spans = ""
            if cell and cell.cols > 1:
                spans += f' colspan="{cell.cols}"'
            if cell and cell.rows > 1:
                spans += f' rowspan="{cell.rows}"'
            inside = "\n\n".join(blocks)
            lines.append(f"<{tag}{spans}>\n\n{inside}\n\n</{tag}>" if inside else f"<{tag}{spans}></{tag}>")
        lines.append("</tr>")
    return ["\n".join([*lines, "</table>"])]


def _grid(rows: Rows) -> list[list[str]]:
    """Return the text of every cell of the grid, those that spans cover empty."""
    grid: list[list[str]] = []
    # For each column, how many more rows the cell above covers.
    covered: dict[int, int] = {}
    for _, cells in rows:
        line: list[str] = []
        for cell, blocks in cells:
            _cover(line, covered)
            columns = cell.cols if cell else 1
            for column in range(len(line), len(line) + columns):
                covered[column] = (cell.rows if cell else 1) - 1
            line += [in_cell("<br>".join(blocks).replace("\\\n", "<br>").replace("\n", " ")), *[""] * (columns - 1)]
        _cover(line, covered)
        grid.append(line)
    return grid


def _cover(line: list[str], covered: dict[int, int]) -> None:
    """Add the empty cells that a cell above covers."""
    while covered.get(len(line), 0) > 0:
        covered[len(line)] -= 1
        line.append("")


def _is_head(row: Row) -> bool:
    cells = [cell for cell in row.children if isinstance(cell, Cell)]
    return row.role == "label" or (bool(cells) and all(cell.role == "label" for cell in cells))


def _line(cells: list[str]) -> str:
    return f"| {' | '.join(cells)} |"
