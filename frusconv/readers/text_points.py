"""Lists with labels in a raw text, and what stands further in below an item as a list in it."""

from __future__ import annotations

from collections.abc import Sequence

from frusconv.model import Content, Item, Label, List, Para
from frusconv.text.form import Form
from frusconv.text.inlines import inlines, outer_breaks
from frusconv.text.lists import without_bullet
from frusconv.text.marks import MarkedText
from frusconv.text.points import POINT


def points_end(blocks: Sequence[MarkedText], at: int, end: int) -> int:
    """Return where the list ends that begins at `at`; another one can follow right behind it."""
    last = at + 1
    following = last
    while following < end and blocks[following].form.is_close:
        following += 1
        last = following if blocks[following - 1].form.depth else last
    return last


def read_points(blocks: Sequence[MarkedText]) -> List:
    """Return a list of `blocks`, each an item with its label, or a page that begins between two."""
    children: list[Content] = []
    depth = blocks[0].form.depth
    at = 0
    while at < len(blocks):
        block = blocks[at]
        if not block.form.depth:
            children += block.page_breaks
            at += 1
            continue
        end = _end(blocks, at, depth)
        before, inner, after = outer_breaks(block)
        children += [*before, *_item(inner, [*after], blocks[at + 1 : end])]
        at = end
    return List(tuple(children))


def _end(blocks: Sequence[MarkedText], at: int, depth: int) -> int:
    """Return where what belongs to the item at `at` ends, which stands `depth` deep; a page at the end does not."""
    last = following = at + 1
    while following < len(blocks) and (blocks[following].is_page_break or _is_below(blocks[following].form, depth)):
        following += 1
        last = last if blocks[following - 1].is_page_break else following
    return last


def _is_below(form: Form, depth: int) -> bool:
    return form.depth > depth or (form.is_more and form.depth == depth)


def _item(block: MarkedText, behind: list[Content], below: Sequence[MarkedText]) -> list[Content]:
    """Return an item with its label, and the pages `behind` it; what stands below it is part of it."""
    label = POINT.match(block.text)
    text = block.slice(label.end(), len(block.text)) if label else without_bullet(block)
    inside: list[Content] = [*inlines(text), *(behind if below else []), *_below(below)]
    item = [Item(tuple(inside)), *([] if below else behind)]
    if label is None:
        return item
    marks = block.slice(0, label.end())
    return [Label(marks._replace(text=marks.text.rstrip(" ")).inlines()), *item]


def _below(blocks: Sequence[MarkedText]) -> list[Content]:
    """Return the further paragraphs of an item, and the lists in it."""
    children: list[Content] = []
    at = 0
    while at < len(blocks):
        form = blocks[at].form
        if form.depth and not form.is_more:
            end = _end(blocks, at, form.depth - 1)
            children.append(read_points(blocks[at:end]))
            at = end
            continue
        before, inner, after = outer_breaks(blocks[at])
        children += [*before, *([Para(inlines(inner))] if inner.text or inner.marks else []), *after]
        at += 1
    return children
