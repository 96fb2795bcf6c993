"""The run of markers that fits a list of notes: the best of all, found by dynamic programming.

`Search` finds runs that rise by one from any number, and where none of them convinces, runs that repeat a number, lack
one, begin again on a new page, or have symbols among the numbers. The work grows with the notes times a bounded number
of places for each.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property

from frusconv.text.markers import Candidate, symbols
from frusconv.text.note_evidence import NAMES_NUMBER, Evidence
from frusconv.text.note_frontier import MOST_OPTIONS, Chain, Entry, Frontier, Place, beginning, behind, merge
from frusconv.text.note_shift import Shared

# What leaving an entry without a marker costs: more than the least likely marker, less than two of them.
UNPLACED = -7.0
# A number that stands twice, or one that is left out: the official text has each in about one document in a hundred.
_IRREGULAR = -3.5
# A number out of all order, as in lists of names set in columns; only markers that are so by their looks.
_OUT_OF_ORDER, _PLAIN = -6.0, 4.0
# What goes on with the run behind its last marker is one, if it is likely by itself; most documents number from 1.
_LEFTOVER, _LEFTOVER_BEFORE, _MOST_LEFTOVER = 1.0, -1.0, 3
# A note repeated word for word mostly stands for its earlier marker, used again.
_AGAIN = -1.0
# An entry is one too many, rather than a marker lost.
_SUPERFLUOUS = -1.0
# The numbers begin with 1 again, on a new page.
_NEW_PAGE = -1.5
# A symbol is unmistakable, but rare among numbers unless its note is said to be the original's own.
_SYMBOL = -1.0
_OF_ORIGINAL = "[Footnote in the"
# Bounds on the search, far above what documents need: the first number, the first numbers that are tried, the states
# of an irregular run, the links that are followed back; and the notes from which on there are fewer of them.
_HIGHEST_FIRST, _MOST_STARTS, _MOST_STATES, _MOST_BACK = 2000, 40, 24, 40
_MANY_NOTES, _VERY_MANY_NOTES = 30, 300
# A run this far behind the best does not catch up.
_BEYOND_HOPE, _BEYOND_HOPE_OF_MANY = 30.0, 15.0


class Search:
    """The search among some candidates for the run that fits the notes `texts`."""

    def __init__(
        self, blocks: Sequence[str], texts: Sequence[str], candidates: Iterable[Candidate], pages: Sequence[Place]
    ) -> None:
        self._blocks = blocks
        self._texts = texts
        self._pages = pages
        self._evidence = Evidence(blocks, texts)
        # What each entry's candidates score, by their identity: irregular runs ask for the same ones again and again.
        self._scores: list[dict[int, float]] = [{} for _ in texts]
        self._twins = _twins_of(texts)
        self.by_value: dict[int, list[Candidate]] = {}
        for candidate in candidates:
            self.by_value.setdefault(candidate.value, []).append(candidate)
        # Where each page has a note 1 there are as many of them as pages.
        most = max(MOST_OPTIONS, 2 * len(pages))
        for value, options in self.by_value.items():
            if len(options) > most:
                self.by_value[value] = sorted(sorted(options, key=lambda c: -c.score)[:most])
        # The best that a value can add to a run, for bounds.
        self._best = {value: max(c.score for c in options) + NAMES_NUMBER for value, options in self.by_value.items()}

    def has_symbols(self) -> bool:
        """Tell whether a note is said to be the original's own, and symbols stand in the text."""
        return any(_OF_ORIGINAL in text for text in self._texts) and bool(self._symbols)

    @cached_property
    def _symbols(self) -> list[Candidate]:
        return symbols(self._blocks)

    def score(self, candidate: Candidate, entry: int) -> float:
        """Return how likely `candidate` is the marker of `entry`, as far as the two of them tell."""
        scores = self._scores[entry]
        own = scores.get(id(candidate))
        if own is None:
            own = scores[id(candidate)] = candidate.score + self._evidence.score(candidate, entry)
        return own

    def starts(self) -> list[tuple[float, int]]:
        """Return the numbers a run can begin with, each with what a regular run from it can reach, the best first."""
        count = len(self._texts)
        firsts = sorted(value for value in self.by_value.keys() - {1} if value <= _HIGHEST_FIRST)
        if not firsts:
            return []
        bounds = list(zip(self._bounds(firsts, count), firsts, strict=True))
        most = 3 if count > _VERY_MANY_NOTES else _MOST_STARTS
        return sorted(bounds, key=lambda bound: (-bound[0], bound[1]))[:most]

    def _bounds(self, firsts: Sequence[int], count: int) -> Iterator[float]:
        """Yield the most that runs of `count` markers from each of `firsts` can reach: sums over a moving window."""
        low = high = firsts[0]
        total = 0.0
        for first in firsts:
            if first >= high:
                low = high = first
                total = 0.0
            for value in range(high, first + count):
                total += self._best.get(value, UNPLACED)
            for value in range(low, first):
                total -= self._best.get(value, UNPLACED)
            low, high = first, first + count
            yield total

    def rising(self, first: int) -> Chain:
        """Return the best run whose markers rise by one from `first`; entries may lack theirs."""
        return self.valued(range(first, first + len(self._texts)))

    def valued(self, values: Sequence[int]) -> Chain:
        """Return the best run whose markers have the given values; entries may lack theirs."""
        frontier = beginning(values[0] if values else 1)
        for entry, value in enumerate(values):
            added = self._extend(frontier, self.by_value.get(value, ()), entry, 0.0)
            frontier = self._merged([*frontier.skipped(UNPLACED), *added])
        return frontier.chains[-1]

    def leftover(self, first: Candidate, last: Candidate) -> tuple[list[Candidate], list[Candidate]]:
        """Return what goes on with a run before its `first` marker down to 1, and behind its `last`, in order."""
        before: list[Candidate] = []
        while first.value > 1 and len(before) < _MOST_LEFTOVER:
            options = [c for c in self.by_value.get(first.value - 1, ()) if c < first and c.score >= _LEFTOVER_BEFORE]
            if not options:
                break
            first = max(options, key=lambda c: c.score)
            before.insert(0, first)
        behind: list[Candidate] = []
        while len(behind) < _MOST_LEFTOVER:
            options = [c for c in self.by_value.get(last.value + 1, ()) if c > last and c.score >= _LEFTOVER]
            if not options:
                break
            last = options[0]
            behind.append(last)
        return (before if first.value == 1 else []), behind

    def affinity(self, candidate: Candidate, entry: int) -> float:
        """Return what a note says of a place: its beginning, and the names that stand in both."""
        return self._evidence.score(candidate, entry) + self._shared.score(candidate, entry)

    @cached_property
    def _shared(self) -> Shared:
        return Shared(self._blocks, self._texts)

    def irregular(self) -> Chain:
        """Return the best run that may repeat or lack numbers, begin again, and have symbols among them."""
        marks = self._symbols
        count = len(self._texts)
        most = 4 if count > _VERY_MANY_NOTES else _MOST_STATES
        plain = self._plain_markers() if count <= _VERY_MANY_NOTES else []
        # Frontiers by the number that is expected next.
        starts = self.starts()[: 3 if count > _MANY_NOTES else 7]
        states = {first: beginning(first) for first in [1, *(first for _, first in starts)]}
        for entry in range(count):
            reached: dict[int, list[Entry]] = {}
            for value, frontier in states.items():
                for next_value, added in self._moves(frontier, value, entry, marks, plain):
                    reached.setdefault(next_value, []).extend(added)
            merged = {value: self._merged(entries) for value, entries in reached.items() if entries}
            likeliest = sorted(merged, key=lambda value: merged[value].chains[-1].score, reverse=True)[:most]
            states = {value: merged[value] for value in likeliest}
        return max((frontier.chains[-1] for frontier in states.values()), key=lambda chain: chain.score)

    def _merged(self, entries: list[Entry]) -> Frontier:
        return merge(entries, _BEYOND_HOPE_OF_MANY if len(self._texts) > _VERY_MANY_NOTES else _BEYOND_HOPE)

    def _plain_markers(self) -> list[Candidate]:
        """Return the markers that are so by their looks, if they are about as many as the entries."""
        found = sorted(c for options in self.by_value.values() for c in options if c.score >= _PLAIN)
        return found if len(found) <= len(self._texts) + 3 else []

    def _moves(
        self, frontier: Frontier, value: int, entry: int, marks: Sequence[Candidate], plain: Sequence[Candidate]
    ) -> Iterator[tuple[int, Iterable[Entry]]]:
        """Yield what `entry` can be in an irregular run, by the number that is expected then."""
        for offset, cost in ((0, 0.0), (-1, _IRREGULAR), (1, _IRREGULAR)):
            options = self.by_value.get(value + offset, ())
            yield value + offset + 1, self._extend(frontier, options, entry, cost)
        cost = 0.0 if _OF_ORIGINAL in self._texts[entry] else _SYMBOL
        yield value, self._extend(frontier, behind(marks, frontier), entry, cost)
        skipped = frontier.skipped(UNPLACED)
        yield value + 1, skipped
        yield value, frontier.skipped(UNPLACED + _SUPERFLUOUS)
        if self._twins[entry] is not None:
            yield value, self._again(frontier, entry)
        if value > 2 and self._pages:
            yield 2, self._on_new_page(frontier, entry)
        if plain:
            yield value, self._extend(frontier, behind(plain, frontier), entry, _OUT_OF_ORDER)

    def _extend(self, frontier: Frontier, options: Sequence[Candidate], entry: int, cost: float) -> list[Entry]:
        """Return the runs that go on with one of `options` as the marker of `entry`."""
        places, chains = frontier
        if len(options) > MOST_OPTIONS:
            options = behind(options, frontier)
        extended = []
        for c in options:
            place = c[:2]
            at = bisect_left(places, place) - 1
            if at >= 0:
                chain = chains[at]
                own = self.score(c, entry)
                extended.append((place, Chain(chain.score + own + cost, c, chain, entry, own)))
        return extended

    def _again(self, frontier: Frontier, entry: int) -> Iterator[Entry]:
        """Yield the runs that go on with the marker of an earlier note of the same text."""
        for at, chain in enumerate(frontier.chains):
            value = self._value_of(chain, self._twins[entry])
            for c in self.by_value.get(value, ()) if value is not None else ():
                if (c.block, c.start) > frontier.places[at]:
                    own = self.score(c, entry)
                    yield (c.block, c.start), Chain(chain.score + own + _AGAIN, c, chain, entry, own)

    def _value_of(self, chain: Chain, entry: int | None) -> int | None:
        """Return the value of an earlier entry's marker in a run."""
        for steps, link in enumerate(chain.links()):
            if link.entry == entry and link.candidate is not None:
                return link.candidate.value
            if steps == _MOST_BACK:
                break
        return None

    def _on_new_page(self, frontier: Frontier, entry: int) -> Iterator[Entry]:
        """Yield the runs that begin with 1 again behind a page marker."""
        for place, link in self._extend(frontier, self.by_value.get(1, ()), entry, _NEW_PAGE):
            last = link.previous.candidate if link.previous else None
            page = bisect_left(self._pages, place) - 1
            if last is not None and page >= 0 and self._pages[page] > last[:2]:
                yield place, link


def _twins_of(texts: Sequence[str]) -> list[int | None]:
    """Return for each text the index of the last one before it that is the same."""
    last: dict[str, int] = {}
    twins: list[int | None] = []
    for index, text in enumerate(texts):
        twins.append(last.get(text))
        last[text] = index
    return twins
