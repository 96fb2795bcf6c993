"""Pieces of a raw text as inlines: page breaks at a block's ends, and what print sets in italics."""

from __future__ import annotations

from frusconv.model import Hi, Inline, PageBreak
from frusconv.pattern import Pattern
from frusconv.text.marks import Mark, MarkedText, Span

# What the Office sets in italics inside brackets: what was withheld, and editors' remarks on the text.
_EDITORIAL = Pattern(r"(?<=\[)(?:[^\[\]]{0,80}not declassified|sic|garble)(?=\])")


def inlines(block: MarkedText) -> tuple[Inline, ...]:
    """Return a block of running text as inlines."""
    if "[" not in block.text:
        return block.inlines()
    return block.inlines(
        [Span(*m.span(), lambda children: Hi("italic", children)) for m in _EDITORIAL.finditer(block.text)]
    )


def outer_breaks(block: MarkedText) -> tuple[list[PageBreak], MarkedText, list[PageBreak]]:
    """Return the page breaks at a block's beginning, the block without those at its ends, and those at its end.

    The Office has them outside: a page break is never an element's first or last child.
    """
    if not block.marks:
        return [], block, []
    before: list[PageBreak] = []
    after: list[PageBreak] = []
    inner: list[tuple[int, Mark]] = []
    last = max((i for i, (_, mark) in enumerate(block.marks) if not isinstance(mark, PageBreak)), default=-1)
    for index, (offset, mark) in enumerate(block.marks):
        if isinstance(mark, PageBreak) and offset == 0 and not inner:
            before.append(mark)
        elif isinstance(mark, PageBreak) and offset == len(block.text) and index > last:
            after.append(mark)
        else:
            inner.append((offset, mark))
    return before, block._replace(marks=tuple(inner)), after
