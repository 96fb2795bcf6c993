"""What stands below the heading of a raw text: opener, paragraphs, lists, signatures."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from frusconv.model import (
    Block,
    Date,
    Dateline,
    Inline,
    Item,
    List,
    Opener,
    PageBreak,
    Para,
    PlaceName,
    Seg,
    When,
)
from frusconv.pattern import Pattern
from frusconv.readers.text_closing import closing_start, read_closing, split_bracketed
from frusconv.text import lists
from frusconv.text.dateline import DatelineReading, is_dateline_start, read_dateline, receipt_date
from frusconv.text.inlines import inlines, outer_breaks
from frusconv.text.marks import MarkedText, Span, joined
from frusconv.text.opener import is_classification, is_remark, kind_of_remark

_SUBJECT = Pattern(r"(?:SUBJECT|Subject|SUBJ|Subj|RE|Re)\s*[:—]\s*(?=\S.{2,150}$)")
_LONGEST_LABEL = 40
_ENCLOSURE = Pattern(
    r"\[?(?:Enclosures?|Inclosures?|Attachments?|Annex|Tab|ENCLOSURE|ATTACHMENT|Appendix)(?: (?:No\. )?[\dA-Z]{1,3})?"
    r"(?:[. ]*in No\. ?\d+)?[.\]]*"
)
# How far below the heading a dateline is looked for.
_OPENER_DEPTH = 6
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


@dataclass(slots=True)
class _State:
    """What has been gathered so far."""

    blocks: list[Block] = field(default_factory=list)
    subjects: list[str] = field(default_factory=list)
    classification: list[str] = field(default_factory=list)
    remarks: list[tuple[int, str, str]] = field(default_factory=list)
    leading: list[Block] = field(default_factory=list)
    first_paragraph: str = ""
    dateline: tuple[str, DatelineReading | None] = ("", None)
    kind: str | None = None


def read_body(blocks: Sequence[MarkedText]) -> Body:
    """Return the parts below the heading; `blocks` are what follows it."""
    state = _State()
    opener, dateline, start = _opener(blocks, state)
    end = len(blocks) if _has_signed_enclosure(blocks, start) else closing_start(blocks, start)
    at = start
    while at < end:
        at = _body_block(blocks, at, end, state)
    if end < len(blocks):
        state.blocks += read_closing(blocks[end:])
    elif state.blocks and (split := split_bracketed(state.blocks[-1])):
        state.blocks[-1:] = split
        message = "the bracketed name at the end is taken for the signature"
        state.remarks.append((end - 1, "signature-in-paragraph", message))
    text, reading = (dateline[0].text, dateline[1]) if dateline else state.dateline
    return Body(
        (*state.leading, *([opener] if opener else []), *state.blocks),
        text[slice(*reading.place)] if reading and reading.place else None,
        reading.when if reading else None,
        reading.received_when if reading else None,
        tuple(state.classification),
        tuple(state.subjects),
        state.first_paragraph,
        state.kind,
        tuple(state.remarks),
    )


def _has_signed_enclosure(blocks: Sequence[MarkedText], start: int) -> bool:
    """Tell whether an enclosure follows a signature: then the names at the end are the enclosure's, not this text's."""
    for index in range(start + 1, len(blocks)):
        if len(blocks[index].text) < _LONGEST_LABEL and _ENCLOSURE.fullmatch(blocks[index].text):
            return closing_start(blocks[:index], start) < index
    return False


_FoundDateline = tuple[MarkedText, DatelineReading]


def _opener(blocks: Sequence[MarkedText], state: _State) -> tuple[Opener | None, _FoundDateline | None, int]:
    """Read the lines above the text, down to and with the dateline and lines of receipt."""
    found = _find_dateline(blocks)
    index, end = (found[0], found[1]) if found else (0, 0)
    parts: list[Seg | Dateline] = []
    for block in blocks[:index]:
        before, inner, after = outer_breaks(block)
        state.leading += before
        if not inner.is_page_break:
            parts.append(_seg(inner, state))
        state.leading += after
    if found:
        before, inner, after = outer_breaks(found[2])
        state.leading += before
        parts.append(Dateline(inner.inlines(_dateline_spans(found[3]))))
        state.blocks += after
    if found and not _has_value(found[3]) and "ndated" not in found[2].text and "ate" not in found[2].text:
        state.remarks.append((found[0], "date-unreadable", "no day of the calendar can be made of the date"))
    # Small capitals come as small letters; print that sets classification in capitals has it as a line of the text.
    while end < len(blocks) and blocks[end].text.islower() and is_classification(blocks[end].text):
        parts.append(_seg(blocks[end], state))
        end += 1
    return (Opener(tuple(parts)) if parts else None), (found[2:] if found else None), end


def _seg(block: MarkedText, state: _State) -> Seg:
    if is_classification(block.text):
        state.classification.append(block.text)
    state.kind = state.kind or kind_of_remark(block.text)
    return Seg(block.inlines())


def _find_dateline(blocks: Sequence[MarkedText]) -> tuple[int, int, MarkedText, DatelineReading] | None:
    """Return where the opener's dateline stands, where it ends, and what it says."""
    for index, block in enumerate(blocks[:_OPENER_DEPTH]):
        marked, end = block, index + 1
        reading = read_dateline(block.text)
        if end < len(blocks) and is_dateline_start(block.text) and (reading is None or not _has_value(reading)):
            both = joined((block, blocks[end]), " ")
            if (whole := read_dateline(both.text)) is not None:
                marked, reading, end = both, whole, end + 1
        if reading is not None and reading.date is not None:
            return (index, *_with_receipts(blocks, end, marked, reading))
        if not block.is_page_break and not (is_classification(block.text) or is_remark(block.text)):
            return None
    return None


def _has_value(reading: DatelineReading) -> bool:
    return bool(reading.when.when or reading.when.from_)


def _with_receipts(
    blocks: Sequence[MarkedText], end: int, marked: MarkedText, reading: DatelineReading
) -> tuple[int, MarkedText, DatelineReading]:
    """Add the lines of receipt that follow a dateline."""
    if reading.received and marked.text[reading.received[0] - 1 : reading.received[0]] == " ":
        at = reading.received[0]
        marked = marked._replace(text=f"{marked.text[: at - 1]}\n{marked.text[at:]}")
    while end < len(blocks):
        receipt = read_dateline(blocks[end].text)
        if receipt is None or receipt.date is not None or not receipt.received:
            break
        marked = joined((marked, blocks[end]))
        received = receipt_date(blocks[end].text, reading.when)
        reading = reading._replace(received_when=reading.received_when or received)
        end += 1
    return end, marked, reading


def _dateline_spans(reading: DatelineReading) -> list[Span]:
    spans = []
    if reading.place:
        spans.append(Span(*reading.place, PlaceName))
    if reading.date:
        spans.append(Span(*reading.date, lambda children: Date(children, reading.when)))
    return sorted(spans, key=lambda span: span.start)


def _body_block(blocks: Sequence[MarkedText], at: int, end: int, state: _State) -> int:
    """Read the block at `at`, with those that belong to it, and return where the next begins."""
    block = blocks[at]
    if block.is_page_break:
        state.blocks += [mark for _, mark in block.marks if isinstance(mark, PageBreak)]
        return at + 1
    found = lists.list_at(blocks, at, end)
    if found is not None:
        return _list(blocks, at, found, state)
    reading = read_dateline(block.text)
    if reading is not None and _is_inner_dateline(block.text, reading):
        if state.dateline[1] is None and at + 1 == end:
            state.dateline = (block.text, reading)  # Notes and aide-mémoire have place and date at the foot.
        _add(state, block, lambda part: Dateline(part.inlines(_dateline_spans(reading))))
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
    if len(block.text) < _LONGEST_LABEL and _ENCLOSURE.fullmatch(block.text):
        message = "an enclosure begins here; its parts are kept as paragraphs of this document"
        state.remarks.append((at, "enclosure", message))
    rend = "center" if _OMISSION.fullmatch(block.text) else None
    _add(state, block, lambda part: Para(inlines(part), rend))
    return at + 1


def _is_inner_dateline(text: str, reading: DatelineReading) -> bool:
    """Tell a dateline further down, as of a diary's next day, from a heading that names place and date."""
    return reading.date is not None and text.rstrip("]")[-1:] == "." and (reading.place is not None or text[0] == "[")


def _add(state: _State, block: MarkedText, make: object) -> None:
    """Add what `make` returns for the block; page breaks at its ends go outside, as the Office has them."""
    before, inner, after = outer_breaks(block)
    state.blocks += before
    state.blocks.append(make(inner))  # type: ignore[operator]
    state.blocks += after


def _list(blocks: Sequence[MarkedText], at: int, found: lists.ListSpan, state: _State) -> int:
    head: tuple[Inline, ...] = ()
    if found.has_head:
        before, inner, after = outer_breaks(blocks[at])
        state.blocks += before
        head = inner.inlines()
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
    state.blocks.append(List(tuple(items), found.type, head))
    state.blocks += trailing
    return found.end
