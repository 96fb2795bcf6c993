"""What stands between the heading and the text of a raw document: dateline, receipt, classification."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from frusconv.model import Date, Dateline, Opener, PageBreak, PlaceName, Salute, Seg
from frusconv.pattern import Pattern
from frusconv.text.dateline import DatelineReading, bounded, is_dateline_start, read_dateline
from frusconv.text.inlines import outer_breaks
from frusconv.text.marks import MarkedText, Span, joined
from frusconv.text.opener import is_classification, is_remark, kind_of_remark
from frusconv.text.receipts import receipt_date, together
from frusconv.text.salutation import is_salutation

# How far below the heading a dateline is looked for.
_DEPTH = 6
# Where a dateline ends that the text follows in one paragraph: `PETROGRAD, March 22, 1917, 4 p. m. The Minister …`.
_END_OF_DATELINE = Pattern(r"(?:\b[ap]\. ?m\.|\b\d{4}\.|\b(?:noon|midnight)\.|\])\s+(?=[A-Z0-9“(])")
_LONGEST_DATELINE, _LONGEST_PLACE = 120, 40
_NUMBER_LINE = Pattern(r"No\. ?\d{1,5}[A-Z]?\.?\]?")
_LABELLED_LINE = Pattern(r"(?:Subject|Subj|Ref|Reference)s?: ?\S", re.IGNORECASE)


class OpenerReading(NamedTuple):
    """The opener, as a block and as what it says; `rest` are the blocks behind it, the first of them `end` blocks on.

    `leading` and `trailing` are page breaks that go before and behind the opener; remarks are (block, code, message).
    """

    opener: Opener | None
    rest: Sequence[MarkedText]
    end: int
    dateline: tuple[str, DatelineReading] | None = None
    classification: tuple[str, ...] = ()
    kind: str | None = None
    leading: tuple[PageBreak, ...] = ()
    trailing: tuple[PageBreak, ...] = ()
    remarks: tuple[tuple[int, str, str], ...] = ()


class _Found(NamedTuple):
    """A dateline: the index of its first block, where it ends, its text, what it says, and what follows it."""

    first: int
    end: int
    text: MarkedText
    reading: DatelineReading
    rest: MarkedText | None = None


def read_opener(blocks: Sequence[MarkedText]) -> OpenerReading:
    """Read the lines above the text, down to and with the dateline and lines of receipt."""
    found = _find_dateline(blocks) or (_inline_dateline(blocks[0]) if blocks else None)
    parts: list[Seg | Dateline | Salute] = []
    lines: list[str] = []
    leading: list[PageBreak] = []
    trailing: list[PageBreak] = []
    for block in blocks[: found.first if found else 0]:
        before, inner, after = outer_breaks(block)
        leading += [*before, *after]
        if not inner.is_page_break:
            parts.append(Seg(inner.inlines()))
            lines.append(inner.text)
    end = found.end if found else 0
    if found:
        before, inner, trailing = outer_breaks(found.text)
        leading += before
        parts.append(Dateline(inner.inlines(dateline_spans(found.reading))))
    while end < len(blocks) and _is_further_line(blocks, end):
        parts.append(Seg(blocks[end].inlines()))
        lines.append(blocks[end].text)
        end += 1
    if found and end < len(blocks) and _is_salute(found, blocks[end]):
        parts.append(Salute(blocks[end].inlines()))
        end += 1
    return OpenerReading(
        Opener(tuple(parts)) if parts else None,
        [found.rest, *blocks[end:]] if found and found.rest else blocks[end:],
        end - 1 if found and found.rest else end,
        (found.text.text, found.reading) if found else None,
        tuple(line for line in lines if is_classification(line)),
        next((kind for kind in map(kind_of_remark, lines) if kind), None),
        tuple(leading),
        tuple(trailing),
        _remarks(found),
    )


def _is_further_line(blocks: Sequence[MarkedText], at: int) -> bool:
    """Tell whether the block at `at` still belongs to the opener: a line of classification, or the despatch's number.

    Small capitals come as small letters; print that sets classification in capitals has it as a line of the text. So
    it is with the number: it is the opener's where a bracket ends it (`No. 363.]`) or `Subject: …` follows.
    """
    text = blocks[at].text
    if text.islower():
        return is_classification(text)
    if not _NUMBER_LINE.fullmatch(text):
        return False
    return text[-1] == "]" or (at + 1 < len(blocks) and _LABELLED_LINE.match(blocks[at + 1].text) is not None)


def _is_salute(found: _Found, block: MarkedText) -> bool:
    """Tell whether a salutation is one of the opener.

    Only the Office's volumes since 2010 have it so, whose datelines end without a stop; before it was a paragraph.
    """
    return found.rest is None and found.text.text[-1:].isalnum() and is_salutation(block.text)


def dateline_spans(reading: DatelineReading) -> list[Span]:
    """Return the place and the date of a dateline as spans of its text."""
    spans = []
    if reading.place:
        spans.append(Span(*reading.place, PlaceName))
    if reading.date:
        spans.append(Span(*reading.date, lambda children: Date(children, reading.when)))
    return sorted(spans, key=lambda span: span.start)


def _remarks(found: _Found | None) -> tuple[tuple[int, str, str], ...]:
    if found is None or found.reading.has_value or found.reading.is_undated:
        return ()
    return ((found.first, "date-unreadable", "no day of the calendar can be made of the date"),)


def _find_dateline(blocks: Sequence[MarkedText]) -> _Found | None:
    """Return the dateline below the heading, with nothing above it but lines of an opener."""
    for index, block in enumerate(blocks[:_DEPTH]):
        marked, end = block, index + 1
        reading = read_dateline(block.text)
        if end < len(blocks) and is_dateline_start(block.text) and (reading is None or not reading.has_value):
            both = joined((block, blocks[end]), " ")
            if (whole := read_dateline(both.text)) is not None:
                marked, reading, end = both, whole, end + 1
        if reading is not None and reading.date is not None:
            return _with_receipts(blocks, _Found(index, end, marked, reading))
        if not block.is_page_break and not (is_classification(block.text) or is_remark(block.text)):
            return None
    return None


def _inline_dateline(block: MarkedText) -> _Found | None:
    """Return a dateline that the text follows in the same paragraph; place and day have to be named."""
    if "," not in block.text[:_LONGEST_PLACE]:
        return None
    found = _END_OF_DATELINE.search(block.text, 0, _LONGEST_DATELINE)
    if not found:
        return None
    dateline, rest = block.slice(0, found.end()), block.slice(found.end(), len(block.text))
    text = dateline.text.rstrip(" ")
    dateline = dateline._replace(
        text=text, marks=tuple((min(offset, len(text)), mark) for offset, mark in dateline.marks)
    )
    reading = read_dateline(text)
    if reading is None or not reading.place or not reading.has_value:
        return None
    return _Found(0, 1, dateline, reading, rest)


def _with_receipts(blocks: Sequence[MarkedText], found: _Found) -> _Found:
    """Add the lines of receipt that follow a dateline."""
    _, end, marked, reading, _ = found
    if reading.received and marked.text[reading.received[0] - 1 : reading.received[0]] == " ":
        at = reading.received[0]
        marked = marked._replace(text=f"{marked.text[: at - 1]}\n{marked.text[at:]}")
    while end < len(blocks):
        receipt = read_dateline(blocks[end].text)
        if receipt is None or receipt.date is not None or not receipt.received:
            break
        marked = joined((marked, blocks[end]))
        received = receipt_date(blocks[end].text, reading.when)
        reading = reading._replace(received_when=together(reading.received_when, received))
        end += 1
    return found._replace(end=end, text=marked, reading=bounded(reading))
