"""Attachments in a raw text: their label and heading; what follows is read like any other text."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.model import Attachment, Block, Content, Head, Opener, PageBreak, Para, Seg
from frusconv.readers.text_head import party_spans
from frusconv.readers.text_opener import read_opener
from frusconv.text.attachment import is_heading, is_title
from frusconv.text.dateline import read_dateline
from frusconv.text.heading import read_heading
from frusconv.text.inlines import outer_breaks
from frusconv.text.lists import list_at
from frusconv.text.marks import MarkedText
from frusconv.text.opener import is_classification, is_remark


class AttachmentFront(NamedTuple):
    """Label, heading and opener of an attachment; `rest` are the blocks of its text, the first of them `end` blocks on.

    `leading` are page breaks that go before the attachment; remarks are (block, code, message).
    """

    leading: tuple[PageBreak, ...]
    blocks: tuple[Block, ...]
    rest: Sequence[MarkedText]
    end: int
    remarks: tuple[tuple[int, str, str], ...] = ()


def read_attachment_front(blocks: Sequence[MarkedText]) -> AttachmentFront:
    """Read an attachment down to its text; the first of `blocks` is its label.

    Where a heading follows, the label stands above it as a line of an opener; else it is the heading.
    """
    leading, label, after = outer_breaks(blocks[0])
    above: list[Block] = []
    segs = [Seg(label.inlines())]
    at = 1
    while at < len(blocks) and (blocks[at].is_page_break or is_remark(blocks[at].text)):
        after += blocks[at].page_breaks if blocks[at].is_page_break else []
        if not blocks[at].is_page_break:
            segs.append(Seg(blocks[at].inlines()))
        at += 1
    head = _heading_at(blocks, at)
    if head is not None:
        before, inner, behind = outer_breaks(blocks[at])
        heading = Head(inner.inlines(party_spans(read_heading(inner.text))))
        above = [Opener(tuple(segs)), *after, *before, heading, *behind]
        at += 1
    else:
        lines = [Opener(tuple(segs[1:]))] if segs[1:] else []
        above = [Head(segs[0].children), *lines, *after]
    front = read_opener(blocks[at:])
    opener = [front.opener] if front.opener else []
    title, rest, taken = _title(front.rest, has_heading=head is not None)
    return AttachmentFront(
        tuple(leading),
        (*above, *front.leading, *opener, *front.trailing, *title),
        rest,
        at + front.end + taken,
        tuple((at + block, code, message) for block, code, message in front.remarks),
    )


def enclosed(children: Sequence[Content]) -> list[Block]:
    """Return an attachment of `children`, with the page breaks at its end behind it: none is ever the last in one."""
    end = len(children)
    while end > 0 and isinstance(children[end - 1], PageBreak):
        end -= 1
    behind = [child for child in children[end:] if isinstance(child, PageBreak)]
    return [Attachment(tuple(children[:end])), *behind]


def _heading_at(blocks: Sequence[MarkedText], at: int) -> MarkedText | None:
    """Return the heading at `at`: by its form, or because a dateline follows a short line."""
    if at >= len(blocks):
        return None
    text = blocks[at].text
    if is_heading(text):
        return blocks[at]
    below = [block.text for block in blocks[at + 1 : at + 3] if not is_classification(block.text)]
    is_dated = bool(below) and read_dateline(below[0]) is not None and read_dateline(text) is None
    return blocks[at] if is_dated and is_title(text) and not is_classification(text) else None


def _title(blocks: Sequence[MarkedText], has_heading: bool) -> tuple[list[Block], Sequence[MarkedText], int]:
    """Take a title off the text, which print has in the middle of the page; one below a heading is in capitals."""
    if len(blocks) < 2 or not is_title(blocks[0].text) or (has_heading and not blocks[0].text.isupper()):
        return [], blocks, 0
    if is_classification(blocks[0].text) or list_at(blocks, 0, len(blocks)):
        return [], blocks, 0
    before, inner, after = outer_breaks(blocks[0])
    return [*before, Para(inner.inlines(), "center"), *after], blocks[1:], 1
