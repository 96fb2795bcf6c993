"""The front of a raw text: source note and heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.model import Block, Gloss, Head, Inline, LineBreak, PageBreak, Party, PersName, Role, SourceNote
from frusconv.text.dateline import read_dateline
from frusconv.text.heading import (
    Heading,
    is_number_line,
    is_numbered_heading,
    looks_like_heading,
    read_heading,
)
from frusconv.text.marks import MarkedText, Span, joined
from frusconv.text.opener import is_classification
from frusconv.text.parties import PartySpan
from frusconv.text.source_note import read_source_note


class FrontRemark(NamedTuple):
    """Something that had to be guessed, at a block's index."""

    block: int
    code: str
    message: str


class Front(NamedTuple):
    """Source note and heading as blocks of the model; `end` is the index of the first block behind them."""

    blocks: tuple[Block, ...]
    end: int
    heading: Heading
    file_number: str | None
    source_kind: str | None
    senders: tuple[Party, ...]
    recipients: tuple[Party, ...]
    remarks: tuple[FrontRemark, ...] = ()


def read_front(blocks: Sequence[MarkedText]) -> Front | None:
    """Return the front of a document, or None if nothing at its beginning is one."""
    start = _skip_pages(blocks, 0)
    if start == len(blocks):
        return None
    found = _locate(blocks, start)
    if found is None:
        return None
    source_index, head_start, head_end, remarks = found
    result: list[Block] = []
    for index in range(head_start):
        if index == source_index:
            result.append(SourceNote(blocks[index].inlines()))
        else:
            result += _breaks(blocks[index])
    note = read_source_note(blocks[source_index].text) if source_index is not None else None
    head = joined(blocks[head_start:head_end], LineBreak())
    heading = read_heading(head.text)
    leading, head = _leading_breaks(head)
    result += leading
    result.append(Head(head.inlines(_party_spans(heading))))
    return Front(
        tuple(result),
        head_end,
        heading,
        note.file_number if note else None,
        note.kind if note else None,
        tuple(_party(head.text, span) for span in heading.senders),
        tuple(_party(head.text, span) for span in heading.recipients),
        tuple(remarks),
    )


def _skip_pages(blocks: Sequence[MarkedText], start: int) -> int:
    """Return the index of the first block that is more than a page marker."""
    while start < len(blocks) and blocks[start].is_page_break:
        start += 1
    return start


def _locate(blocks: Sequence[MarkedText], start: int) -> tuple[int | None, int, int, list[FrontRemark]] | None:
    """Return the source note's index, where the heading begins and ends, and what was guessed."""
    first = blocks[start].text
    number_end = start + 1 if is_number_line(first) else start
    second = _skip_pages(blocks, start + 1)
    if number_end == start and not is_numbered_heading(first) and read_source_note(first):
        if second == len(blocks):
            return None
        at = second + 1 if is_number_line(blocks[second].text) and second + 1 < len(blocks) else second
        remarks = [] if looks_like_heading(blocks[at].text) else [_guess(at)]
        return start, second, at + 1, remarks
    if number_end < len(blocks) and looks_like_heading(blocks[number_end].text):
        return None, start, number_end + 1, []
    if second < len(blocks) and looks_like_heading(blocks[second].text) and len(first) < 250:
        message = "the line above the heading is taken for the source note"
        return start, second, second + 1, [FrontRemark(start, "source-note-guessed", message)]
    if len(first) < 250 and any(_is_opener(block.text) for block in blocks[start + 1 : start + 4]):
        return None, start, number_end + 1 if number_end < len(blocks) else start + 1, [_guess(start)]
    return None


def _is_opener(text: str) -> bool:
    return read_dateline(text) is not None or is_classification(text)


def _guess(index: int) -> FrontRemark:
    return FrontRemark(index, "heading-guessed", "taken for the heading by its place; its form is none of the usual")


def _breaks(block: MarkedText) -> list[Block]:
    return [mark for _, mark in block.marks if isinstance(mark, PageBreak)]


def _leading_breaks(block: MarkedText) -> tuple[list[Block], MarkedText]:
    """Take page breaks at a block's beginning out of it: a page begins before the heading, not in it."""
    leading: list[Block] = [mark for offset, mark in block.marks if offset == 0 and isinstance(mark, PageBreak)]
    if not leading:
        return [], block
    rest = tuple((o, m) for o, m in block.marks if not (o == 0 and isinstance(m, PageBreak)))
    return leading, block._replace(marks=rest)


def _party_spans(heading: Heading) -> list[Span]:
    spans = [_span(span, "from") for span in heading.senders] + [_span(span, "to") for span in heading.recipients]
    return sorted(spans, key=lambda span: span.start)


def _span(party: PartySpan, role: Role) -> Span:
    def wrap(children: tuple[Inline, ...]) -> Inline:
        return PersName(children, role) if party.is_person else Gloss(children, role)

    return Span(party.start, party.end, wrap)


def _party(text: str, span: PartySpan) -> Party:
    named = text[span.start : span.end]
    return Party(name=named, office=span.office) if span.is_person else Party(office=named)
