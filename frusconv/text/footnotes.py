"""Footnotes: finding, for each entry of the list at the end, the marker in the text that it belongs to.

Saved pages glue the marker to the word before it (`Conferences,2 which`), where it looks like any other number. What
tells it apart is the whole: the markers are one rising run that fits the list. So every number that could be a marker
is a candidate with a score for its surroundings, and the run with the best total wins (a chain by dynamic
programming, exact for runs that rise by one).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from frusconv.text.pages import MARKER

# What leaving an entry without a marker costs: more than the least likely marker, less than two of them.
_UNPLACED = -7.0
# Below this, a number is no marker whatever the list says.
_HOPELESS = -6.0
# Two places for a marker within this distance are a guess.
_CLOSE_CALL = 1.5
# Most documents number their notes from 1.
_FROM_ONE = 1.0

_RUN = re.compile(r"\d{1,9}")
_SYMBOL = re.compile(r"(?<=\S)(?:\*{1,3}|†{1,3}|‡{1,3}|§{1,3}|¶{1,3}|║{1,3})(?=[\s,.;:)\]”]|$)")
_MONTH_BEFORE = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)(?:uary|ruary|ch|il|e|y|ust|tember|ober|ember)?\.? $"
)
_NUMBERED_BEFORE = re.compile(r"\b(?:Nos?|nos?|pp?|Vols?|vols?|Art|art|Secs?|secs?|ch|Ch|paras?|par)\.$")
_LAST_WORD = re.compile(r"[^\W_]+$")
_CLOSING = frozenset(".,;:?!)”’\"']…")


class Candidate(NamedTuple):
    """A number that could be a marker: its block, where it begins and ends there, its value and its score."""

    block: int
    start: int
    end: int
    value: int
    score: float


@dataclass(frozen=True, slots=True)
class Placement:
    """Where the marker of one entry stands; `is_certain` is False where another place is about as likely."""

    block: int
    start: int
    end: int
    marker: str
    is_certain: bool


def place(blocks: Sequence[str], labels: Sequence[str]) -> list[Placement | None]:
    """Return, for each entry of a note list, where its marker stands in `blocks`, or None where none was found.

    `labels` are the entries' labels as printed; only symbols among them matter, since saved pages number the list
    from 1 whatever the markers say.
    """
    numbered = [i for i, label in enumerate(labels) if label.isdigit()]
    placed: list[Placement | None] = [None] * len(labels)
    if numbered:
        run = _best_run(_by_value(blocks), len(numbered))
        for i, placement in zip(numbered, run, strict=True):
            placed[i] = placement
    if len(numbered) < len(labels):
        _place_symbols(blocks, labels, placed)
    return placed


def has_loose_markers(head: str) -> bool:
    """Tell whether a heading ends in what looks like a marker (`Department of State1`)."""
    return re.search(r"[^\W\d_]\d{1,2}$", head) is not None


def _by_value(blocks: Sequence[str]) -> dict[int, list[Candidate]]:
    """Return the candidates in `blocks` by value, each list in the order of the text."""
    found: dict[int, list[Candidate]] = {}
    for number, text in enumerate(blocks):
        for candidate in _candidates(number, text):
            found.setdefault(candidate.value, []).append(candidate)
    return found


def _candidates(number: int, text: str) -> Iterable[Candidate]:
    pages = [m.span() for m in MARKER.finditer(text)] if "[" in text else []
    for run in _RUN.finditer(text):
        start, end = run.span()
        if start == 0 or any(a <= start < b for a, b in pages):
            continue
        after = _score_after(text, end)
        if after <= _HOPELESS:
            continue
        if not text[start - 1].isspace() and (end - start <= 3):
            score = _score_whole(text, start, end) + after
            if score > _HOPELESS and (text[start] != "0" or end - start == 1):
                yield Candidate(number, start, end, int(run[0]), score)
        for cut in range(max(start + 1, end - 3), end):
            if text[cut] != "0":
                score = _score_split(text, start, cut, end) + after
                if score > _HOPELESS:
                    yield Candidate(number, cut, end, int(text[cut:end]), score)


def _score_after(text: str, end: int) -> float:
    """Score what follows a number: a marker ends a word."""
    following = text[end : end + 2]
    if not following or following[0].isspace():
        return 0.5
    if following[0] in ")]”’\"—…[(":
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
        return penalty - 4.0
    if before in "–-/" and len(number) >= 3:
        return penalty + 0.5
    return penalty + (0.5 if len(run) >= 5 else -0.5)


class _Chain(NamedTuple):
    """The best run so far that ends in `candidate`."""

    score: float
    candidate: Candidate | None
    previous: _Chain | None
    entry: int


def _best_run(candidates: dict[int, list[Candidate]], count: int) -> list[Placement | None]:
    """Return the placements of `count` entries whose markers rise by one from some first value."""
    best: _Chain | None = None
    best_first = 1
    for first in sorted(candidates.keys() | {1}):
        chain = _chain(candidates, first, count, floor=best.score if best else None)
        if chain and (best is None or chain.score > best.score):
            best, best_first = chain, first
    placed: list[Placement | None] = [None] * count
    link = best
    while link is not None and link.candidate is not None:
        certain = _is_certain(candidates, link, placed)
        c = link.candidate
        placed[link.entry] = Placement(c.block, c.start, c.end, str(best_first + link.entry), certain)
        link = link.previous
    return placed


def _chain(
    candidates: dict[int, list[Candidate]], first: int, count: int, floor: float | None
) -> _Chain | None:
    """Return the best chain of markers `first`, `first` + 1 …, or None if it cannot reach `floor`."""
    bonus = _FROM_ONE if first == 1 else 0.0
    if floor is not None:
        bound = bonus
        for value in range(first, first + count):
            options = candidates.get(value)
            bound += max((c.score for c in options), default=_UNPLACED) if options else _UNPLACED
        if bound <= floor:
            return None
    # Chains by the place they end at; both places and scores rise.
    places: list[tuple[int, int]] = [(-1, -1)]
    chains: list[_Chain] = [_Chain(bonus, None, None, -1)]
    for entry in range(count):
        added: list[tuple[tuple[int, int], _Chain]] = []
        for c in candidates.get(first + entry, ()):
            at = bisect_left(places, (c.block, c.start)) - 1
            if at >= 0:
                added.append(((c.block, c.start), _Chain(chains[at].score + c.score, c, chains[at], entry)))
        skipped = [_Chain(ch.score + _UNPLACED, ch.candidate, ch.previous, ch.entry) for ch in chains]
        places, chains = _frontier([*zip(places, skipped, strict=True), *added])
    return chains[-1]


def _frontier(entries: list[tuple[tuple[int, int], _Chain]]) -> tuple[list[tuple[int, int]], list[_Chain]]:
    """Return the entries that no other one beats by both an earlier place and a higher score."""
    entries.sort(key=lambda entry: (entry[0], -entry[1].score))
    places: list[tuple[int, int]] = []
    chains: list[_Chain] = []
    for at, chain in entries:
        if not chains or chain.score > chains[-1].score:
            places.append(at)
            chains.append(chain)
    return places, chains


def _is_certain(candidates: dict[int, list[Candidate]], link: _Chain, placed: Sequence[Placement | None]) -> bool:
    """Tell whether no other place between the neighbours is about as likely."""
    chosen = link.candidate
    assert chosen is not None
    low = (-1, -1)
    if link.previous is not None and link.previous.candidate is not None:
        low = link.previous.candidate[:2]
    following = next((p for p in placed[link.entry + 1 :] if p is not None), None)
    high = (following.block, following.start) if following else (1 << 30, 0)
    return not any(
        c is not chosen and low < (c.block, c.start) < high and c.score > chosen.score - _CLOSE_CALL
        for c in candidates[chosen.value]
    )


def _place_symbols(blocks: Sequence[str], labels: Sequence[str], placed: list[Placement | None]) -> None:
    """Fill in the entries whose label is a symbol, each between its neighbours."""
    marks = [(b, m.start(), m.end(), m[0]) for b, text in enumerate(blocks) for m in _SYMBOL.finditer(text)]
    low = (-1, -1)
    for i, label in enumerate(labels):
        if placed[i] is None and not label.isdigit():
            high = next(((p.block, p.start) for p in placed[i + 1 :] if p is not None), (1 << 30, 0))
            fits = [m for m in marks if m[3] == label and low < m[:2] < high]
            if fits:
                placed[i] = Placement(*fits[0], is_certain=len(fits) == 1)
        at = placed[i]
        if at is not None:
            low = (at.block, at.start)
