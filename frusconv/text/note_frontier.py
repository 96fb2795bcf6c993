"""Runs of markers, and those of them that are worth going on with: what the search in `note_runs` works on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from operator import itemgetter
from typing import NamedTuple

from frusconv.text.markers import Candidate

Place = tuple[int, int]
# Most documents number their notes from 1.
FROM_ONE = 1.5
# As many candidates for one number are looked at.
MOST_OPTIONS = 60


class Chain(NamedTuple):
    """The best run so far that ends in `candidate`, the marker of entry number `entry`; `own` is that one's score."""

    score: float
    candidate: Candidate | None
    previous: Chain | None
    entry: int
    own: float = 0.0

    def links(self) -> Iterator[Chain]:
        """Yield the links of the run that have a marker, the last first."""
        link: Chain | None = self
        while link is not None and link.candidate is not None:
            yield link
            link = link.previous


Entry = tuple[Place, Chain]


class Frontier(NamedTuple):
    """Runs by the place they end at, such that places and scores both rise."""

    places: list[Place]
    chains: list[Chain]

    def skipped(self, cost: float) -> list[Entry]:
        """Return the runs with an entry left without a marker."""
        chains = [
            Chain(score + cost, candidate, previous, entry, own)
            for score, candidate, previous, entry, own in self.chains
        ]
        return list(zip(self.places, chains, strict=True))


def behind(options: Sequence[Candidate], frontier: Frontier) -> Sequence[Candidate]:
    """Return the next of `options` behind the first place of a frontier."""
    start = bisect_left(options, frontier.places[0], key=lambda c: c[:2])
    return options[start : start + MOST_OPTIONS]


def beginning(first: int) -> Frontier:
    """Return the runs to start from: one without a marker, likelier where the numbers begin with 1."""
    return Frontier([(-1, -1)], [Chain(FROM_ONE if first == 1 else 0.0, None, None, -1)])


def merge(entries: list[Entry], hope: float) -> Frontier:
    """Return the entries that no other one beats by both an earlier place and a higher score, or by `hope`."""
    entries.sort(key=itemgetter(0))  # They come in runs that are sorted already.
    places: list[Place] = []
    chains: list[Chain] = []
    best = float("-inf")
    for place, chain in entries:
        if chain[0] > best:
            best = chain[0]
            if places and places[-1] == place:
                chains[-1] = chain
            else:
                places.append(place)
                chains.append(chain)
    hopeless = bisect_right(chains, best - hope, key=itemgetter(0))
    return Frontier(places[hopeless:], chains[hopeless:])
