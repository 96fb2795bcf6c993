"""Raw text from a document's blocks, in three layouts that between them have every structure in several forms.

tabs     as extractors save a page: bullets, tables with tabs, quotes as paragraphs like any other
pipes    as notes in plain text: tables with pipes, headings of attachments in brackets, a blank line between items
columns  as typed or printed: columns of tables aligned by blanks, quotes indented
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from complete_parts import LINE, MARK, Block, Parts, squeezed

_GLUED = "\x04"
_BLANK_BEFORE_MARKER = re.compile(rf"\s*{_GLUED}")


def _tabs(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["\t".join(row) for row in rows]


def _pipes(rows: Sequence[Sequence[str]]) -> list[str]:
    return ["| " + " | ".join(row) + " |" for row in rows]


def _columns(rows: Sequence[Sequence[str]]) -> list[str]:
    count = max(map(len, rows), default=0)
    filled = [[*row, *[""] * (count - len(row))] for row in rows]
    widths = [max(map(len, column)) for column in zip(*filled, strict=True)]
    return ["   ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in filled]


class Layout(NamedTuple):
    """How structures are set: the lines of a table's rows, an indent for quotes, what stands before and after."""

    table: Callable[[Sequence[Sequence[str]]], list[str]]
    bullet: str = "  • "
    quote: str = ""
    attachment: tuple[str, str] = ("", "")
    between_items: str = "\n"


LAYOUTS = {
    "tabs": Layout(_tabs),
    "pipes": Layout(_pipes, "• ", attachment=("[", "]"), between_items="\n\n"),
    "columns": Layout(_columns, quote="    "),
}


def rendered(parts: Parts, layout: str) -> str:
    """Return a document as raw text: blocks, and its footnotes as a numbered list at the end."""
    body = "\n\n".join(_blocks(parts.blocks, LAYOUTS[layout]))
    notes = "".join(f"\n  {number}. {_line(note.text)}" for number, note in enumerate(parts.notes, 1))
    return f"{body}{notes}\n"


def _blocks(blocks: Iterable[Block], layout: Layout) -> Iterator[str]:
    for block in blocks:
        if block.kind == "page":
            yield f"[Page {block.text}]"
        elif block.kind == "list":
            yield layout.between_items.join(_items(block, layout))
        elif block.kind == "table":
            yield from _table(block, layout)
        elif block.kind == "attachment":
            yield from _attachment(block, layout)
        elif block.kind == "quote":
            yield from (_indented(text, layout.quote) for text in _blocks(block.children, layout))
        elif block.kind == "postscript":
            yield from _blocks(block.children, layout)
        else:
            yield from _lines(block)


def _indented(text: str, indent: str) -> str:
    return "\n".join(indent + line if line else line for line in text.split("\n"))


def _lines(block: Block) -> Iterator[str]:
    """Yield the lines of a block: those of a signature and of a dateline mean something."""
    yield from (line for line in map(_line, block.text.split(LINE)) if line)


def _line(text: str) -> str:
    marked = MARK.sub(lambda found: f" [Page {found[2]}] " if found[1] is None else _GLUED + found[1], text)
    return _BLANK_BEFORE_MARKER.sub("", squeezed(marked))


def _items(block: Block, layout: Layout, depth: int = 0) -> Iterator[str]:
    for child in block.children:
        if child.kind == "heading":
            yield "  " * depth + _line(child.text)
        elif child.kind == "page":
            yield f"[Page {child.text}]"
        else:
            yield from _item(child, layout, depth)


def _item(item: Block, layout: Layout, depth: int) -> Iterator[str]:
    label = _line(item.label)
    lead = "  " * depth + (f"{label} " if label else layout.bullet)
    for child in item.children:
        if child.kind == "list":
            yield from _items(child, layout, depth + 1)
        elif child.kind == "page":
            yield f"[Page {child.text}]"
        else:
            for text in _blocks([child], layout):
                yield lead + text
                lead = "  " * (depth + 1)


def _table(table: Block, layout: Layout) -> Iterator[str]:
    """Yield a table's heading, and its rows as one block; a page that begins in it has a line between the rows."""
    rows = [[_line(cell.text) for cell in row.children] for row in table.children if row.kind == "row"]
    lines = iter(layout.table(rows))
    out: list[str] = []
    for child in table.children:
        if child.kind == "heading":
            yield _line(child.text)
        elif child.kind == "page":
            out.append(f"[Page {child.text}]")
        elif (line := next(lines)).strip(" \t|"):
            out.append(line)
    yield "\n".join(out)


def _attachment(attachment: Block, layout: Layout) -> Iterator[str]:
    before, after = layout.attachment
    for child in attachment.children:
        is_heading = child.kind == "heading" and not child.text.lstrip().startswith("[")
        for text in _blocks([child], layout):
            yield before + text + after if is_heading else text
