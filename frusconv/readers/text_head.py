"""The front of a raw text: source note and heading."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.model import Block, Gloss, Head, Inline, PageBreak, Party, PersName, Role, SourceNote
from frusconv.pattern import Pattern
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
from frusconv.text.source_note import SourceNoteReading, read_source_note

_RECIPIENT_LINE = Pattern(r"to (?:the |President |Certain |Mr\. )?[A-Z][^.]{3,150}\)?\d{0,2}")
# A line longer than this is taken for neither heading nor source note by its place alone.
_LONGEST_GUESS = 250


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


class _Place(NamedTuple):
    """Where the front's parts stand: source note and heading as ranges of blocks, and what was guessed."""

    source: range
    head: range
    remarks: tuple[FrontRemark, ...] = ()


def read_front(blocks: Sequence[MarkedText]) -> Front | None:
    """Return the front of a document, or None if nothing at its beginning is one."""
    start = _skip_pages(blocks, 0)
    place = _locate(blocks, start) if start < len(blocks) else None
    if place is None:
        return None
    result: list[Block] = []
    note: SourceNoteReading | None = None
    for index in range(place.head.start):
        if index not in place.source:
            result += blocks[index].page_breaks
    if place.source:
        source = joined(blocks[index] for index in place.source if not blocks[index].is_page_break)
        note = read_source_note(blocks[place.source[-1]].text)
        result.append(SourceNote(source.inlines()))
    leading, head = _leading_breaks(_head(blocks, place.head))
    heading = read_heading(head.text)
    if place.source and heading.number is None and len(place.source) > 1:
        heading = heading._replace(number=is_number_line(blocks[place.source[0]].text))
    return Front(
        (*result, *leading, Head(head.inlines(party_spans(heading)))),
        place.head.stop,
        heading,
        note.file_number if note else None,
        note.kind if note else None,
        tuple(_party(head.text, span) for span in heading.senders),
        tuple(_party(head.text, span) for span in heading.recipients),
        place.remarks,
    )


def _head(blocks: Sequence[MarkedText], place: range) -> MarkedText:
    """Return the blocks of a heading as one; only a number has a line of its own."""
    parts = [blocks[index] for index in place]
    lines = 1 if len(parts) > 1 and is_number_line(parts[0].text) else 0
    return joined((*parts[:lines], joined(parts[lines:], " ")))


def _skip_pages(blocks: Sequence[MarkedText], start: int) -> int:
    """Return the index of the first block that is more than a page marker."""
    while start < len(blocks) and blocks[start].is_page_break:
        start += 1
    return start


def _locate(blocks: Sequence[MarkedText], start: int) -> _Place | None:
    """Return where the parts of the front stand, the first of them at `start`, or None if there is no heading.

    Print has the number above or below the file number: `No. 264`, `700.5/3–2254`, `The Secretary of State to …`.
    """
    number = start if is_number_line(blocks[start].text) else None
    at = _skip_pages(blocks, start + 1) if number is not None else start
    if at == len(blocks):
        return None
    text = blocks[at].text
    if not is_numbered_heading(text) and read_source_note(text):
        head = _heading_at(blocks, _skip_pages(blocks, at + 1))
        if head is None:
            return None
        is_guess = not looks_like_heading(_head(blocks, head).text)
        return _Place(range(start, at + 1), head, (_guess(head[-1]),) if is_guess else ())
    if looks_like_heading(text) or _head_end(blocks, at) > at + 1:
        return _Place(range(0), range(start, _head_end(blocks, at)))
    return _guessed(blocks, start, at)


def _heading_at(blocks: Sequence[MarkedText], start: int) -> range | None:
    """Return the heading that begins at `start`, with a number on a line of its own above it."""
    if start == len(blocks):
        return None
    below = start + 1 if is_number_line(blocks[start].text) and start + 1 < len(blocks) else start
    return range(start, _head_end(blocks, below))


def _head_end(blocks: Sequence[MarkedText], at: int) -> int:
    """Return the index behind a heading whose last line, or the last but one, is at `at`.

    Where each line is a block, `to the Secretary of State` can be one of its own.
    """
    goes_on = at + 1 < len(blocks) and _RECIPIENT_LINE.fullmatch(blocks[at + 1].text) is not None
    return at + 2 if goes_on and not read_heading(blocks[at].text).recipients else at + 1


def _guessed(blocks: Sequence[MarkedText], start: int, at: int) -> _Place | None:
    """Return where the front stands in a text whose first line has none of the usual forms."""
    if len(blocks[at].text) >= _LONGEST_GUESS:
        return None
    second = _skip_pages(blocks, at + 1)
    if second < len(blocks) and looks_like_heading(blocks[second].text):
        message = "the line above the heading is taken for the source note"
        return _Place(
            range(start, at + 1), range(second, second + 1), (FrontRemark(at, "source-note-guessed", message),)
        )
    if any(_is_opener(block.text) for block in blocks[at + 1 : at + 4]):
        return _Place(range(0), range(start, at + 1), (_guess(at),))
    return None


def _is_opener(text: str) -> bool:
    return read_dateline(text) is not None or is_classification(text)


def _guess(index: int) -> FrontRemark:
    return FrontRemark(index, "heading-guessed", "taken for the heading by its place; its form is none of the usual")


def _leading_breaks(block: MarkedText) -> tuple[list[Block], MarkedText]:
    """Take page breaks at a block's beginning out of it: a page begins before the heading, not in it."""
    leading: list[Block] = [mark for offset, mark in block.marks if offset == 0 and isinstance(mark, PageBreak)]
    if not leading:
        return [], block
    rest = tuple((o, m) for o, m in block.marks if not (o == 0 and isinstance(m, PageBreak)))
    return leading, block._replace(marks=rest)


def party_spans(heading: Heading) -> list[Span]:
    """Return sender and recipient of a heading as spans of its text."""
    spans = [_span(span, "from") for span in heading.senders] + [_span(span, "to") for span in heading.recipients]
    return sorted(spans, key=lambda span: span.start)


def _span(party: PartySpan, role: Role) -> Span:
    def wrap(children: tuple[Inline, ...]) -> Inline:
        return PersName(children, role) if party.is_person else Gloss(children, role)

    return Span(party.start, party.end, wrap)


def _party(text: str, span: PartySpan) -> Party:
    named = text[span.start : span.end]
    return Party(name=named, office=span.office) if span.is_person else Party(office=named)
