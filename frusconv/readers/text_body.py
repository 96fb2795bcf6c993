"""What stands below the heading of a raw text: paragraphs and lists, between opener and closing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.model import (
    Block,
    Content,
    Dateline,
    Head,
    Item,
    List,
    PageBreak,
    Para,
    Quote,
    When,
)
from frusconv.pattern import Pattern
from frusconv.readers.text_attachment import enclosed, read_attachment_front
from frusconv.readers.text_closing import closing_start, read_closing, split_bracketed
from frusconv.readers.text_opener import dateline_spans, read_opener
from frusconv.readers.text_points import points_end, read_points
from frusconv.readers.text_tables import read_table
from frusconv.text import lists
from frusconv.text.attachment import attachment_starts
from frusconv.text.dateline import DatelineReading, read_dateline
from frusconv.text.form import PLAIN
from frusconv.text.inlines import inlines, outer_breaks
from frusconv.text.marks import MarkedText
from frusconv.text.opener import is_classification, kind_of_remark
from frusconv.text.tables import is_table

_SUBJECT = Pattern(r"(?:SUBJECT|Subject|SUBJ|Subj|RE|Re)\s*[:—]\s*(?=\S.{2,150}$)")
_OMISSION = Pattern(r"(?:[.…*]\s*){3,}")


class Body(NamedTuple):
    """What was found below the heading; remarks are (block, code, message)."""

    blocks: tuple[Block, ...]
    place: str | None = None
    date: When | None = None
    received: When | None = None
    classification: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    first_paragraph: str = ""
    kind: str | None = None
    remarks: tuple[tuple[int, str, str], ...] = ()


class _State:
    """What has been gathered so far; `offset` is how many blocks the opener took."""

    def __init__(self, offset: int, kind: str | None) -> None:
        self.offset = offset
        self.kind = kind
        self.blocks: list[Block] = []
        self.subjects: list[str] = []
        self.classification: list[str] = []
        self.remarks: list[tuple[int, str, str]] = []
        self.first_paragraph = ""
        self.dateline: tuple[str, DatelineReading] | None = None

    def remark(self, block: int, code: str, message: str) -> None:
        """Add a remark on a block, counted from the opener's end."""
        self.remarks.append((self.offset + block, code, message))


def read_body(blocks: Sequence[MarkedText]) -> Body:
    """Return the parts below the heading; `blocks` are what follows it."""
    front = read_opener(blocks)
    rest = front.rest
    state = _State(offset=front.end, kind=front.kind)
    starts = attachment_starts(rest)
    # A bullet behind the end of each part, if the text has one anywhere: it tells that bullets were kept.
    bullet = [block for block in rest if lists.BULLET.match(block.text)][:1] if starts else []
    end = starts[0] if starts else len(rest)
    _text([*rest[:end], *bullet], end, state)
    for start, following in zip(starts, [*starts[1:], len(rest)], strict=False):
        _attachment(rest[start:following], start, bullet, state)
    text, reading = front.dateline or state.dateline or ("", None)
    opener = [front.opener] if front.opener else []
    return Body(
        (*front.leading, *opener, *front.trailing, *state.blocks),
        text[slice(*reading.place)] if reading and reading.place else None,
        reading.when if reading else None,
        reading.received_when if reading else None,
        (*front.classification, *state.classification),
        tuple(state.subjects),
        state.first_paragraph,
        state.kind,
        (*front.remarks, *state.remarks),
    )


def _text(blocks: Sequence[MarkedText], end: int, state: _State) -> None:
    """Read a text that ends at `end` down to its signatures."""
    closing = _behind_set_blocks(blocks, closing_start(blocks[:end], 0), end)
    at = 0
    if all(block.is_page_break for block in blocks[:closing]):
        closing = end  # Without a text above it a name is no signature, and TEI has no closer there.
    while at < closing:
        at = _body_block(blocks, at, closing, state)
    if closing < end:
        state.blocks += read_closing(blocks[closing:end])
    elif state.blocks and (split := split_bracketed(state.blocks[-1])):
        state.blocks[-1:] = split
        state.remark(end - 1, "signature-in-paragraph", "the bracketed name at the end is taken for the signature")


def _behind_set_blocks(blocks: Sequence[MarkedText], start: int, end: int) -> int:
    """Return where a closing that can begin at `start` begins: no quote and no item of a list belongs to it."""
    return next((at + 1 for at in range(end - 1, start - 1, -1) if blocks[at].form != PLAIN), start)


def _attachment(blocks: Sequence[MarkedText], start: int, bullet: Sequence[MarkedText], state: _State) -> None:
    """Read an attachment; the first of its blocks is its label. What it says is not said of the document."""
    front = read_attachment_front(blocks)
    at = state.offset + start
    inner = _State(at + front.end, None)
    _text([*front.rest, *bullet], len(front.rest), inner)
    children: list[Content] = [*front.blocks, *inner.blocks]
    state.blocks += [*front.leading, *enclosed(children)]
    state.remarks.append((at, "enclosure", "an attachment is taken to go from here to the next one or to the end"))
    state.remarks += [(at + block, code, message) for block, code, message in front.remarks]
    state.remarks += inner.remarks


def _body_block(blocks: Sequence[MarkedText], at: int, end: int, state: _State) -> int:
    """Read the block at `at`, with those that belong to it, and return where the next begins."""
    block = blocks[at]
    if block.is_page_break:
        state.blocks += block.page_breaks
        return at + 1
    if block.form != PLAIN or is_table(block.text):
        return _set_block(blocks, at, end, state)
    found = lists.list_at(blocks, at, end)
    if found is not None:
        return _list(blocks, at, found, state)
    reading = read_dateline(block.text)
    if reading is not None and _is_inner_dateline(block.text, reading):
        if state.dateline is None and at + 1 == end:
            state.dateline = (block.text, reading)  # Notes and aide-mémoire have place and date at the foot.
        _add(state, block, lambda part: Dateline(part.inlines(dateline_spans(reading))))
        return at + 1
    if is_classification(block.text) and not state.first_paragraph:
        state.classification.append(block.text)
        _add(state, block, lambda part: Para(part.inlines(), "flushleft"))
        return at + 1
    if kind := kind_of_remark(block.text) if not state.first_paragraph else None:
        state.kind = kind
    elif subject := _SUBJECT.match(block.text):
        state.subjects.append(block.text[subject.end() :].rstrip("."))
    else:
        state.first_paragraph = state.first_paragraph or block.text
    rend = "center" if _OMISSION.fullmatch(block.text) else None
    _add(state, block, lambda part: Para(inlines(part), rend))
    return at + 1


def _is_inner_dateline(text: str, reading: DatelineReading) -> bool:
    """Tell a dateline further down, as of a diary's next day, from a heading that names place and date, or a month."""
    if reading.date is None or len(reading.when.first or "") == len("1953-11"):
        return False
    return text.rstrip("]")[-1:] == "." and (reading.place is not None or text[0] == "[")


def _add(state: _State, block: MarkedText, make: object) -> None:
    """Add what `make` returns for the block; page breaks at its ends go outside, as the Office has them."""
    before, inner, after = outer_breaks(block)
    state.blocks += before
    state.blocks.append(make(inner))  # type: ignore[operator]
    state.blocks += after


def _set_block(blocks: Sequence[MarkedText], at: int, end: int, state: _State) -> int:
    """Read what the way it is set tells to be a quote, a list with labels or a table."""
    if blocks[at].form.is_quote:
        return _quote(blocks, at, end, state)
    if is_table(blocks[at].text):
        state.blocks.append(read_table(blocks[at]))
        return at + 1
    last = points_end(blocks, at, end)
    state.blocks.append(read_points(blocks[at:last]))
    return last


def _quote(blocks: Sequence[MarkedText], at: int, end: int, state: _State) -> int:
    """Read the quote that begins at `at`; a page that begins in it is part of it."""
    last = following = at + 1
    while following < end and (blocks[following].form.is_quote or blocks[following].is_page_break):
        following += 1
        last = following if blocks[following - 1].form.is_quote else last
    inner = _State(state.offset, None)
    while at < last:
        block = blocks[at]
        if block.form.depth:
            behind = points_end(blocks, at, last)
            inner.blocks.append(read_points(blocks[at:behind]))
            at = behind
        elif block.is_page_break:
            inner.blocks += block.page_breaks
            at += 1
        else:
            _add(inner, block, lambda part: Para(inlines(part)))
            at += 1
    before, children, after = _outer_pages(inner.blocks)
    state.blocks += [*before, Quote(children), *after]
    return last


def _outer_pages(blocks: Sequence[Block]) -> tuple[Sequence[Block], tuple[Block, ...], Sequence[Block]]:
    """Return the page breaks that `blocks` begin with, those that they end with, and the blocks between."""
    start, end = 0, len(blocks)
    while start < end and isinstance(blocks[start], PageBreak):
        start += 1
    while end > start and isinstance(blocks[end - 1], PageBreak):
        end -= 1
    return blocks[:start], tuple(blocks[start:end]), blocks[end:]


def _list(blocks: Sequence[MarkedText], at: int, found: lists.ListSpan, state: _State) -> int:
    head: tuple[Content, ...] = ()
    if found.has_head:
        before, inner, after = outer_breaks(blocks[at])
        state.blocks += before
        head = (Head(inner.inlines()),)
        at += 1
    items: list[Item | PageBreak] = []
    for block in blocks[at : found.end]:
        before, inner, after = outer_breaks(lists.without_bullet(block))
        items += before
        if inner.text or inner.marks:
            items.append(Item(inlines(inner)))
        items += after
        if found.type == "subject":
            state.subjects.append(inner.text)
    trailing: list[PageBreak] = []
    while items and isinstance(items[-1], PageBreak):
        trailing.insert(0, items.pop())  # type: ignore[arg-type]
    state.blocks.append(List((*head, *items), found.type))
    state.blocks += trailing
    return found.end
