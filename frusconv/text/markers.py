"""Footnote markers: which numbers and symbols in a text could be one, and how likely each is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.pages import MARKER
from frusconv.text.source_note import read_source_note

_RAISED_DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_RAISED = str.maketrans(_RAISED_DIGITS, "0123456789")
# Below this, a number is no marker whatever the list says.
_HOPELESS = -6.0
_RUN = Pattern(r"\d{1,9}")
_SYMBOLS = Pattern(r"(?<=\S)(?:\*{1,3}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}|║{1,3})(?=[\s,.;:)\]”]|$)")
_MONTH_BEFORE = Pattern(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.? $"
)
_NUMBERED_BEFORE = Pattern(r"\b(?:Nos?|nos?|pp?|Vols?|vols?|Art|art|Secs?|secs?|ch|Ch|paras?|par)\.$")
# What stands before a year, and not before the number of a telegram.
_YEAR_BEFORE = Pattern(r"(?:\d,|\b(?:[Ii]n|since|during|until|till|year|by|of|from|before|after|to|early|late|and)) $")
# What stands before the number of a telegram or despatch, which notes are put on most.
_REFERENCE_BEFORE = Pattern(
    r"(?:(?:[Tt]el|TEL)(?:s|egrams?)?|[A-Z][a-z]*tels?|[Uu]rtels?|[Dd]espatch(?:es)?|[Nn]os?\."
    r"|[A-Z][a-z]{2,}(?:to|cus|goc|us)"
    r"|Circular|[Aa]irgrams?|and|or|,) $"
)
_LAST_WORD = Pattern(r"[^\W_]+$")
_TIME_OF_DAY = Pattern(r"\s?[ap]\.\s?m\b")
_CLOSING = frozenset(".,;:?!)”’\"']…")


class Candidate(NamedTuple):
    """What could be a marker: its block, where it begins and ends there, its value, its score, the word before it.

    The value of a symbol is -1; `before` may be a number.
    """

    block: int
    start: int
    end: int
    value: int
    score: float
    before: str


def plain_digits(text: str) -> str:
    """Return `text` with raised digits on the line, each in its place: `Government¹` is `Government1`."""
    # Looking for ten characters is forty times as fast as translating.
    has_raised = not text.isascii() and any(digit in text for digit in _RAISED_DIGITS)
    return text.translate(_RAISED) if has_raised else text


def candidates(blocks: Sequence[str]) -> Iterator[Candidate]:
    """Yield the numbers in `blocks` that could be markers, in the order of the text."""
    for number, text in enumerate(blocks):
        is_source = number < 2 and read_source_note(text) is not None
        # In a file number any digit would do; a marker there stands behind a word (`Telegram1`).
        yield from (c for c in _in_block(number, text) if not is_source or not c.before.isdigit())


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
        before, second = text[at - 1 : at], text[at - 2 : at - 1]
        behind_word = before.islower() or (
            before in _CLOSING and second and not second.isdigit() and not second.isspace()
        )
        if (behind_word or _ends_heading(text, at, end)) and (end == len(text) or text[end] == " "):
            return at
        at = text.find(number, end)
    return None


def _ends_heading(text: str, start: int, end: int) -> bool:
    """Tell whether a number stands behind the last name of a heading, a blank between: `… (Doe) 1`."""
    return end == len(text) and end - start <= 2 and text[start - 2 : start] == ") "


def _in_block(number: int, text: str) -> Iterable[Candidate]:
    pages = [m.span() for m in MARKER.finditer(text)] if "[" in text else []
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start == 0 or any(a <= start < b for a, b in pages) or (start == 4 and text.startswith("No. ")):
            continue
        after = _score_after(text, end)
        if after <= _HOPELESS:
            continue
        if _ends_heading(text, start, end):
            yield Candidate(number, start, end, int(run[0]), 3.0, "")
        elif not text[start - 1].isspace() and end - start <= 3 and (text[start] != "0" or end - start == 1):
            score = _score_whole(text, start, end) + after
            if score > _HOPELESS:
                yield Candidate(number, start, end, int(run[0]), score, _before(text, start))
        for cut in range(max(start + 1, end - 3), end):
            score = _score_split(text, start, cut, end) + after
            if text[cut] != "0" and score > _HOPELESS:
                yield Candidate(number, cut, end, int(text[cut:end]), score, text[start:cut])


def _before(text: str, at: int) -> str:
    """Return the word or number that ends at `at`, punctuation aside."""
    while at > 0 and not text[at - 1].isalnum() and not text[at - 1].isspace():
        at -= 1
    found = _LAST_WORD.search(text, max(0, at - 30), at)
    return found[0] if found else ""


def _score_after(text: str, end: int) -> float:
    """Score what follows a number: a marker ends a word."""
    following = text[end : end + 2]
    if _TIME_OF_DAY.match(text, end):
        return _HOPELESS
    if not following or following[0].isspace():
        return 0.5
    if following[0] in ')]”’"—…[(':
        return 0.0
    if following[0] in ",.;:?!":
        return _HOPELESS if following[1:].isalnum() else -0.5
    return _HOPELESS


def _score_whole(text: str, start: int, end: int) -> float:
    """Score a number glued to what is no digit."""
    before = text[start - 1]
    if before.isalpha():
        word = _LAST_WORD.search(text, max(0, start - 30), start)
        letters = word[0] if word else before
        if before.islower():
            return 4.0
        return 0.0 if len(letters) == 1 else 2.0
    if before in ".,":
        return _score_behind_stop(text, start, end)
    if before in _CLOSING:
        return -1.0 if before == ":" and text[start - 2 : start - 1].isdigit() else 4.0
    return -7.0 if before in "-–/$£(#“[" else -1.0


def _score_behind_stop(text: str, start: int, end: int) -> float:
    """Score a number behind a full stop or comma, which may be a decimal or part of a large number."""
    if not text[start - 2 : start - 1].isdigit():
        if text[start - 1] == "." and _NUMBERED_BEFORE.search(text, max(0, start - 8), start):
            return -3.0
        return 4.0
    if text[start - 1] == ",":
        return -4.0 if end - start == 3 else 2.5
    if text[: start - 1].isdigit():
        return -3.0  # `1.1 The dues`: a number of a section
    ends_sentence = end == len(text) or text[end : end + 2].strip() == "" or text[end + 1 : end + 2].isupper()
    return 1.5 if ends_sentence else -0.5


def _score_split(text: str, start: int, cut: int, end: int) -> float:
    """Score a marker glued to a number: `Jun 141` is June 14 and note 1."""
    number, marker, run = text[start:cut], text[cut:end], text[start:end]
    penalty = -0.6 * (len(marker) - 1)
    before = text[start - 1]
    if before == "," and text[start - 2 : start - 1].isdigit():
        return penalty + (3.0 if len(number) == 3 else -4.0)
    if _MONTH_BEFORE.search(text, max(0, start - 11), start) and len(number) <= 2:
        return penalty + (3.0 if int(run) > 31 and 0 < int(number) <= 31 else -1.5)
    if number[:2] in ("17", "18", "19", "20") and len(number) == 4:
        return penalty + 3.0
    if run[:2] in ("18", "19") and len(run) == 4:
        return _HOPELESS if _YEAR_BEFORE.search(text, max(0, start - 14), start) else penalty - 4.0
    is_designation = before in "–-" and text[start - 2 : start - 1].isupper()  # `C-141` is a type of plane
    if before in "–-/" and len(number) >= 2 and not is_designation:
        return penalty + 0.5
    if _REFERENCE_BEFORE.search(text, max(0, start - 20), start):
        return penalty + 1.0
    return penalty + (0.5 if len(run) >= 5 else -0.5)
