"""Footnote markers: which numbers and symbols in a text could be one, and how likely each is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.marker_scores import (
    CLOSING,
    HOPELESS,
    ends_heading,
    refers,
    score_after,
    score_behind_blank,
    score_whole,
    split_scores,
)
from frusconv.text.pages import MARKER
from frusconv.text.source_note import read_source_note

_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans(_RAISED_DIGITS, "0123456789")
_TO_RAISED = str.maketrans("0123456789", _RAISED_DIGITS)
_RUN = Pattern(r"\d\d{0,8}")  # It begins with a class of its own, which is looked for faster.
_SYMBOLS = Pattern(r"(?<=\S)(?:\*{1,3}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}|║{1,3})(?=[\s,.;:)\]”]|$)")
_RAISED_NUMBER = Pattern(rf"(?<=\S) ?([{_RAISED_DIGITS}]{{1,3}})(?![{_RAISED_DIGITS}])")
# Markers in brackets, behind a caret and behind a blank; how likely each form is one.
_SET_APART = (
    (Pattern(r"(?<=\S) ?\[(\d{1,3})\]"), 4.0),
    (Pattern(r"(?<=\S) ?\^(\d{1,3})\^?"), 4.0),
    (Pattern(r"(?<=[\w.,;:?!”’)\]])\((\d{1,3})\)"), 3.0),
    (Pattern(r"(?<=[^\s\d]) (\d{1,3})(?=$| (?![ap]\.))"), None),
)
# A heading with the document's number; where it names files, it reads like a source note.
_NUMBERED_HEADING = Pattern(r"(?:No\. \d{1,4}\.?|\d{1,4}\.) [A-Z]\w")
_LAST_WORD = Pattern(r"[^\W_]{1,30}$")
_DIGIT = Pattern(r"\d")


class Candidate(NamedTuple):
    """What could be a marker: its block, where it begins and ends there, its value, its score, the word before it.

    The value of a symbol is -1. `before` may be a number: that which the marker was cut off, `run` then being both
    together, and `is_reference` telling whether it stands where a telegram's or a paper's number does.
    """

    block: int
    start: int
    end: int
    value: int
    score: float
    before: str
    run: str = ""
    is_reference: bool = False


def plain_digits(text: str) -> str:
    """Return `text` with raised digits on the line, each in its place: `Government¹` is `Government1`."""
    # Looking for ten characters is forty times as fast as translating.
    has_raised = not text.isascii() and any(digit in text for digit in _RAISED_DIGITS)
    return text.translate(_RAISED) if has_raised else text


def raised_digits(text: str) -> str:
    """Return `text` with its digits raised, as print has markers."""
    return text.translate(_TO_RAISED)


def candidates(blocks: Sequence[str]) -> Iterator[Candidate]:
    """Yield the numbers in `blocks` that could be markers, in the order of the text."""
    for number, text in enumerate(blocks):
        is_source = number < 2 and not _NUMBERED_HEADING.match(text) and read_source_note(text) is not None
        # In a file number any digit would do; a marker there stands behind a word (`Telegram1`).
        yield from (c for c in _in_block(number, text) if not is_source or not _DIGIT.search(c.before))


def raised(blocks: Sequence[str]) -> list[Candidate]:
    """Return the raised numbers in `blocks` (`Deptel 90¹`), with the blank before one: nothing else looks like them."""
    return [
        Candidate(number, found.start(), found.end(), int(plain_digits(found[1])), 6.0, _before(text, found.start()))
        for number, text in enumerate(blocks)
        if not text.isascii()
        for found in _RAISED_NUMBER.finditer(text)
    ]


def set_apart(blocks: Sequence[str]) -> Iterator[list[Candidate]]:
    """Yield the numbers set apart from their words, form by form: `dues[1]`, `dues^1`, `dues(1)`, `dues 1`."""
    for pattern, score in _SET_APART:
        yield [
            Candidate(
                number,
                found.start(),
                found.end(),
                int(found[1]),
                score or score_behind_blank(text, *found.span()),
                _before(text, found.start()),
            )
            for number, text in enumerate(blocks)
            for found in pattern.finditer(text)
        ]


def behind_blanks(blocks: Sequence[str]) -> list[Candidate]:
    """Return the numbers set apart by a blank alone: `dues 1`."""
    *_, found = set_apart(blocks)
    return found


def symbols(blocks: Sequence[str]) -> list[Candidate]:
    """Return the symbols in `blocks` that could be markers (`word*`, `ECOSOC,‡`)."""
    return [
        Candidate(number, found.start(), found.end(), -1, 3.0, _before(text, found.start()))
        for number, text in enumerate(blocks)
        for found in _SYMBOLS.finditer(text)
    ]


def glued_at(text: str, number: str, start: int) -> int | None:
    """Return where `number` stands behind `start` glued to a word in small letters or its punctuation, or None."""
    at = text.find(number, start)
    while at >= 0:
        end = at + len(number)
        # What stands behind is looked at first: in a table of numbers there is one nearly everywhere.
        if (text[end : end + 1] or " ") == " ":
            before, second = text[at - 1 : at], text[at - 2 : at - 1]
            behind_word = before.islower() or (
                before in CLOSING and second and not second.isdigit() and not second.isspace()
            )
            if behind_word or ends_heading(text, at, end):
                return at
        at = text.find(number, end)
    return None


def _in_block(number: int, text: str) -> Iterable[Candidate]:
    for run in _numbers(text):
        start, end = run.span()
        after = score_after(text, end)
        if after <= HOPELESS:
            continue
        if ends_heading(text, start, end):
            yield Candidate(number, start, end, int(run[0]), 3.0, "")
        elif not text[start - 1].isspace() and end - start <= 3 and (text[start] != "0" or end - start == 1):
            score = score_whole(text, start, end) + after
            if score > HOPELESS:
                yield Candidate(number, start, end, int(run[0]), score, _before(text, start))
        if end - start > 1:
            yield from _cut_off(number, text, run, after)


def _numbers(text: str) -> Iterator[re.Match[str]]:
    """Yield the numbers in a block, but for that of a page, or one at its beginning (`No. 12`)."""
    pages = [m.span() for m in MARKER.finditer(text)] if "[" in text else []
    for run in _RUN.finditer(text):
        start = run.start()
        if start == 0 or (start == 4 and text.startswith("No. ")):
            continue
        if not pages or not any(a <= start < b for a, b in pages):
            yield run


def _cut_off(number: int, text: str, run: re.Match[str], after: float) -> Iterator[Candidate]:
    """Yield the candidates that are the last digits of a number; `after` scores what stands behind it."""
    start, end = run.span()
    is_reference = None
    for cut, split in split_scores(text, start, end):
        score = split + after
        if score > HOPELESS:
            if is_reference is None:
                is_reference = refers(text, start)
            yield Candidate(number, cut, end, int(text[cut:end]), score, text[start:cut], run[0], is_reference)


def _before(text: str, at: int) -> str:
    """Return the word or number that ends at `at`, punctuation aside."""
    while at > 0 and not text[at - 1].isalnum() and not text[at - 1].isspace():
        at -= 1
    found = _LAST_WORD.search(text, max(0, at - 30), at)
    return found[0] if found else ""
