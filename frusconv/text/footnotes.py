"""Footnotes: finding, for each entry of the list at the end, the marker in the text that it belongs to.

Saved pages glue the marker to the word before it (`Conferences,2 which`), where it looks like any other number. What
tells it apart is the whole: the markers are one rising run that fits the list. So every number that could be a marker
is a candidate with a score for its surroundings, and the run with the best total wins: a chain by dynamic programming,
exact for runs that rise by one. Where no such run convinces, runs are allowed that repeat a number, lack one, or have
symbols (`*`, `‡`) among the numbers.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.markers import Candidate, candidates, symbols

# What leaving an entry without a marker costs: more than the least likely marker, less than two of them.
_UNPLACED = -7.0
# A number that stands twice, or one that is left out: the official text has each in about one document in a hundred.
_IRREGULAR = -3.5
# A symbol is unmistakable, but rare among numbers unless its note is said to be the original's own.
_SYMBOL = -1.0
# A marker by its looks: glued to a word or to the punctuation behind one.
_STRONG = 2.0
# Without a strong one, each marker of a run has to reach this; and below the second nothing is certain.
_WEAKEST, _DOUBTFUL = 0.5, 1.0
# Below this a marker makes one look for runs of other forms.
_UNLIKELY = -1.0
# Bounds on the search, far above what documents need: a value's candidates, the first number, the states of a run
# with irregular numbers, the notes from which on fewer first numbers are tried.
_MOST_OPTIONS, _HIGHEST_FIRST, _MOST_STATES, _MANY_NOTES = 60, 2000, 24, 30
# A run this far behind the best does not catch up.
_BEYOND_HOPE = 30.0
# Two places for a marker within this distance are a guess.
_CLOSE_CALL = 1.5
# Most documents number their notes from 1.
_FROM_ONE = 1.0
# A note that names the word or number before its marker tells where it belongs.
_NAMES_NUMBER, _NAMES_WORD = 2.5, 1.5
_OF_ORIGINAL = "[Footnote in the"
_WORDS = Pattern(r"\w+")
# How many of a note's first words are looked at for the word before its marker.
_FIRST_WORDS = 160


class Placement(NamedTuple):
    """Where the marker of one entry stands; `is_certain` is False where another place is about as likely."""

    block: int
    start: int
    end: int
    marker: str
    is_certain: bool


def place(blocks: Sequence[str], entries: Sequence[tuple[str, str]]) -> list[Placement | None]:
    """Return, for each entry of a note list, where its marker stands in `blocks`, or None where none was found.

    `entries` are (label, text). Only symbols among the labels matter, since saved pages number the list from 1
    whatever the markers say.
    """
    numbered = [i for i, (label, _) in enumerate(entries) if label.isdigit()]
    placed: list[Placement | None] = [None] * len(entries)
    if numbered:
        run = _Run(blocks, [entries[i][1] for i in numbered]).best()
        for i, placement in zip(numbered, run, strict=True):
            placed[i] = placement
    if len(numbered) < len(entries):
        _place_symbols(blocks, [label for label, _ in entries], placed)
    return placed


class _Chain(NamedTuple):
    """The best run so far that ends in `candidate`, the marker of entry number `entry`."""

    score: float
    candidate: Candidate | None
    previous: _Chain | None
    entry: int


class _Run:
    """The search for the run of markers that fits the entries of a list."""

    def __init__(self, blocks: Sequence[str], texts: Sequence[str]) -> None:
        self._blocks = blocks
        self._texts = texts
        self._words: list[frozenset[str] | None] = [None] * len(texts)
        self._by_value: dict[int, list[Candidate]] = {}
        for candidate in candidates(blocks):
            self._by_value.setdefault(candidate.value, []).append(candidate)
        for value, options in self._by_value.items():
            if len(options) > _MOST_OPTIONS:
                self._by_value[value] = sorted(sorted(options, key=lambda c: -c.score)[:_MOST_OPTIONS])
        # The best that a value can add to a run, for bounds.
        self._best = {value: max(c.score for c in options) + _NAMES_NUMBER for value, options in self._by_value.items()}

    def best(self) -> list[Placement | None]:
        """Return the placements of the best run."""
        best = self._regular(1)
        for bound, first in self._starts():
            if bound <= best.score:
                break
            chain = self._regular(first)
            if chain.score > best.score and _is_carried(chain):
                best = chain
        if not self._convinces(best):
            irregular = self._irregular()
            best = irregular if irregular.score > best.score and _is_carried(irregular) else best
        if not _is_carried(best) and not self._is_likely(best):
            return [None] * len(self._texts)  # Digits cut off numbers, and not even enough of them.
        return self._placements(best)

    def _starts(self) -> list[tuple[float, int]]:
        """Return the numbers a run can begin with, each with what a regular run from it can reach, the best first."""
        count = len(self._texts)
        bounds = [
            (sum(self._best.get(value, _UNPLACED) for value in range(first, first + count)), first)
            for first in self._by_value.keys() - {1}
            if first <= _HIGHEST_FIRST
        ]
        return sorted(bounds, key=lambda bound: (-bound[0], bound[1]))

    def _regular(self, first: int) -> _Chain:
        """Return the best run whose markers rise by one from `first`; entries may lack theirs."""
        frontier = _Frontier([(-1, -1)], [_Chain(_FROM_ONE if first == 1 else 0.0, None, None, -1)])
        for entry in range(len(self._texts)):
            added = self._extend(frontier, self._by_value.get(first + entry, ()), entry, 0.0)
            frontier = _merge([*frontier.skipped(_UNPLACED), *added])
        return frontier.chains[-1]

    def _irregular(self) -> _Chain:
        """Return the best run that may repeat or lack numbers and have symbols among them."""
        marks = symbols(self._blocks)
        count = len(self._texts)
        # Frontiers by the number that is expected next.
        states: dict[int, _Frontier] = {
            first: _Frontier([(-1, -1)], [_Chain(_FROM_ONE if first == 1 else 0.0, None, None, -1)])
            for first in [1, *(first for _, first in self._starts()[: 3 if count > _MANY_NOTES else 7])]
        }
        for entry in range(count):
            reached: dict[int, list[_Entry]] = {}
            is_original = _OF_ORIGINAL in self._texts[entry]
            for value, frontier in states.items():
                for offset, cost in ((0, 0.0), (-1, _IRREGULAR), (1, _IRREGULAR)):
                    options = self._by_value.get(value + offset, ())
                    reached.setdefault(value + offset + 1, []).extend(self._extend(frontier, options, entry, cost))
                cost = 0.0 if is_original else _SYMBOL
                reached.setdefault(value, []).extend(self._extend(frontier, marks, entry, cost))
                skipped = frontier.skipped(_UNPLACED)
                reached.setdefault(value, []).extend(skipped)
                reached.setdefault(value + 1, []).extend(skipped)
            merged = {value: _merge(entries) for value, entries in reached.items() if entries}
            likeliest = sorted(merged, key=lambda value: merged[value].chains[-1].score, reverse=True)[:_MOST_STATES]
            states = {value: merged[value] for value in likeliest}
        return max((frontier.chains[-1] for frontier in states.values()), key=lambda chain: chain.score)

    def _extend(self, frontier: _Frontier, options: Iterable[Candidate], entry: int, cost: float) -> Iterator[_Entry]:
        """Yield the runs that go on with one of `options` as the marker of `entry`."""
        for c in options:
            at = bisect_left(frontier.places, (c.block, c.start)) - 1
            if at >= 0:
                chain = frontier.chains[at]
                score = chain.score + c.score + cost + self._evidence(c, entry)
                yield (c.block, c.start), _Chain(score, c, chain, entry)

    def _evidence(self, candidate: Candidate, entry: int) -> float:
        """Score what the note says of the word or number before the marker."""
        if len(candidate.before) < 2:
            return 0.0
        words = self._words[entry]
        if words is None:
            words = self._words[entry] = frozenset(_WORDS.findall(self._texts[entry][:_FIRST_WORDS]))
        if candidate.before not in words:
            return 0.0
        if candidate.before.isdigit():
            return _NAMES_NUMBER
        return _NAMES_WORD if candidate.before[0].isupper() and len(candidate.before) > 3 else 0.0

    def _convinces(self, best: _Chain) -> bool:
        """Tell whether every entry has a marker, and none that is unlikely."""
        return self._is_complete(best) and all(c.score >= _UNLIKELY for c in _candidates_of(best))

    def _is_likely(self, best: _Chain) -> bool:
        """Tell whether a run of weak markers is complete, and each in a place that notes are put on."""
        return self._is_complete(best) and best.score - _FROM_ONE >= _WEAKEST * len(self._texts)

    def _is_complete(self, best: _Chain) -> bool:
        """Tell whether every entry has a marker."""
        return sum(1 for _ in _candidates_of(best)) == len(self._texts)

    def _placements(self, best: _Chain) -> list[Placement | None]:
        placed: list[Placement | None] = [None] * len(self._texts)
        link: _Chain | None = best
        while link is not None and link.candidate is not None:
            c = link.candidate
            marker = self._blocks[c.block][c.start : c.end]
            placed[link.entry] = Placement(c.block, c.start, c.end, marker, self._is_certain(link, c, placed))
            link = link.previous
        return placed

    def _is_certain(self, link: _Chain, chosen: Candidate, placed: Sequence[Placement | None]) -> bool:
        """Tell whether no other place between the neighbours is about as likely."""
        low = (-1, -1)
        if link.previous is not None and link.previous.candidate is not None:
            low = link.previous.candidate[:2]
        following = next((p for p in placed[link.entry + 1 :] if p is not None), None)
        high = (following.block, following.start) if following else (1 << 30, 0)
        score = chosen.score + self._evidence(chosen, link.entry)
        return score >= _DOUBTFUL and not any(
            c is not chosen
            and low < (c.block, c.start) < high
            and c.score + self._evidence(c, link.entry) > score - _CLOSE_CALL
            for c in self._by_value.get(chosen.value, ())
        )


def _is_carried(chain: _Chain) -> bool:
    """Tell whether a run has a marker that is one by its own looks: digits cut off numbers carry none alone."""
    return any(candidate.score >= _STRONG for candidate in _candidates_of(chain))


def _candidates_of(chain: _Chain) -> Iterator[Candidate]:
    """Yield the markers of a run, the last first."""
    link: _Chain | None = chain
    while link is not None and link.candidate is not None:
        yield link.candidate
        link = link.previous


_Entry = tuple[tuple[int, int], _Chain]


class _Frontier(NamedTuple):
    """Runs by the place they end at, such that places and scores both rise."""

    places: list[tuple[int, int]]
    chains: list[_Chain]

    def skipped(self, cost: float) -> list[_Entry]:
        """Return the runs with an entry left without a marker."""
        return [
            (place, chain._replace(score=chain.score + cost))
            for place, chain in zip(self.places, self.chains, strict=True)
        ]


def _merge(entries: list[_Entry]) -> _Frontier:
    """Return the entries that no other one beats by both an earlier place and a higher score."""
    entries.sort(key=lambda entry: (entry[0], -entry[1].score))
    frontier = _Frontier([], [])
    hope = max((chain.score for _, chain in entries), default=0.0) - _BEYOND_HOPE
    for place, chain in entries:
        if chain.score > hope and (not frontier.chains or chain.score > frontier.chains[-1].score):
            frontier.places.append(place)
            frontier.chains.append(chain)
    return frontier


def _place_symbols(blocks: Sequence[str], labels: Sequence[str], placed: list[Placement | None]) -> None:
    """Fill in the entries whose label is a symbol, each between its neighbours."""
    marks = symbols(blocks)
    low = (-1, -1)
    for i, label in enumerate(labels):
        if placed[i] is None and not label.isdigit():
            high = next(((p.block, p.start) for p in placed[i + 1 :] if p is not None), (1 << 30, 0))
            fits = [m for m in marks if blocks[m.block][m.start : m.end] == label and low < (m.block, m.start) < high]
            if fits:
                placed[i] = Placement(*fits[0][:3], marker=label, is_certain=len(fits) == 1)
        at = placed[i]
        if at is not None:
            low = (at.block, at.start)
