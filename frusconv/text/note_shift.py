"""Lists of notes with an entry too few or too many: which one it is, and how sure every other one's marker is then.

The markers are known, and so are the entries; one of the two is longer by a few. Each way of leaving out as many of the
longer is weighed by what the notes say of the words before their markers, and an entry is as sure as the ways together
that give it its marker: forward and backward sums over a narrow band.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import exp
from typing import NamedTuple

from frusconv.model import Confidence
from frusconv.pattern import Pattern
from frusconv.text.markers import Candidate
from frusconv.text.note_evidence import speaks_of_document

# What is lost is the end rather than something in the middle: texts are cut off.
_AT_END = 2.0
# From these shares of all ways on a marker is sure, or likely.
_SURE, _LIKELY = 0.97, 0.75
# How much of a note and of the text before a marker is looked at for names and numbers that stand in both, what each
# of them is worth right before it and further away, and how many count.
_OF_NOTE, _NEAR, _FAR, _MOST_SHARED = 240, 45, 140, 3
_SHARED_NEAR, _SHARED_FAR = 1.0, 0.3
_NAMES = Pattern(r"[A-Z]\w{3,}|\d{2,}")
# A note on a document stands behind what names one.
_DOCUMENT = Pattern(
    r"(?:[Tt]elegrams?|\wtels?|[Dd]espatch(?:es)?|[Aa]irgram|[Ll]etter|[Mm]essages?|[Mm]emorand(?:um|a)|[Rr]eport|[Pp]aper|[Nn]ote"
    r"|[Cc]able|[Ss]tudy|[Mm]inutes|[Dd]ocuments?|[Dd]raft|\d)\W{0,3}$"
)
_ON_DOCUMENT, _ON_OTHER = 0.7, -0.3
# A name in this share of all notes and more tells none from the others.
_COMMON = 4


class Choice(NamedTuple):
    """What one of the shorter goes with in the longer, and how sure that is."""

    at: int
    confidence: Confidence


class Ends(NamedTuple):
    """What speaks for those at the beginning, and for those at the end, being the ones left over.

    `first` is None where nothing does.
    """

    first: float | None = None
    last: float = 0.0


def aligned(short: int, long: int, score: Callable[[int, int], float], ends: Ends) -> list[Choice]:
    """Return for each of `short` things the one of `long` things in the same order that it goes with.

    `score` tells for an index in either how well the two go together, as a likelihood's logarithm. What is left over is
    likelier at an end than anywhere else, but a choice is as sure as the notes alone make it.
    """
    chosen = _choices(
        _shares(short, long, score, Ends(None if ends.first is None else ends.first + _AT_END, ends.last + _AT_END))
    )
    shares = _shares(short, long, score, ends)
    return [Choice(index + skipped, _confidence(shares[index][skipped])) for index, skipped in enumerate(chosen)]


def _shares(short: int, long: int, score: Callable[[int, int], float], ends: Ends) -> list[list[float]]:
    """Return for each of the shorter how likely it is that 0, 1 … of the longer before it are left out."""
    most = long - short
    weights = [[exp(score(index, index + skipped)) for skipped in range(most + 1)] for index in range(short)]
    before = [[0.0] * (most + 1) for _ in range(short)]
    behind = [[0.0] * (most + 1) for _ in range(short)]
    for index in range(short):
        above = before[index - 1] if index else None
        for skipped in range(most + 1):
            reached = sum(above[: skipped + 1]) if above is not None else exp((ends.first or 0.0) * (skipped > 0))
            before[index][skipped] = reached * weights[index][skipped]
        _scale(before[index])
    for index in range(short - 1, -1, -1):
        below = None
        if index + 1 < short:
            below = [weight * rest for weight, rest in zip(weights[index + 1], behind[index + 1], strict=True)]
        for skipped in range(most + 1):
            behind[index][skipped] = sum(below[skipped:]) if below is not None else exp(ends.last * (skipped < most))
        _scale(behind[index])
    shares = [[a * b for a, b in zip(*pair, strict=True)] for pair in zip(before, behind, strict=True)]
    for row in shares:
        _scale(row)
    return shares


def _scale(row: list[float]) -> None:
    total = sum(row)
    row[:] = [value / total for value in row]


def _choices(shares: Sequence[list[float]]) -> list[int]:
    """Return how many are likeliest left out before each, never fewer than before the one above it."""
    choices: list[int] = []
    for row in shares:
        choices.append(max(range(choices[-1] if choices else 0, len(row)), key=row.__getitem__))
    return choices


def _confidence(share: float) -> Confidence:
    return "high" if share >= _SURE else "medium" if share >= _LIKELY else "low"


class Shared:
    """What notes and the words before markers have in common."""

    def __init__(self, blocks: Sequence[str], texts: Sequence[str]) -> None:
        self._blocks = blocks
        self._is_of_document = [speaks_of_document(text) for text in texts]
        names = [frozenset(_NAMES.findall(text[:_OF_NOTE])) for text in texts]
        counts: dict[str, int] = {}
        for found in names:
            for name in found:
                counts[name] = counts.get(name, 0) + 1
        most = max(2, len(texts) // _COMMON)
        self._names = [frozenset(name for name in found if counts[name] <= most) for found in names]

    def score(self, candidate: Candidate, entry: int) -> float:
        """Return what the names and numbers are worth that the note and the text before its marker share."""
        text = self._blocks[candidate.block]
        score = 0.0
        if self._is_of_document[entry]:
            named = _DOCUMENT.search(text, max(0, candidate.start - 20), candidate.start)
            score = _ON_DOCUMENT if named else _ON_OTHER
        names = self._names[entry]
        if not names:
            return score
        near = max(0, candidate.start - _NEAR)
        close = names.intersection(_NAMES.findall(text, near, candidate.start))
        far = names.intersection(_NAMES.findall(text, max(0, candidate.start - _FAR), near)) - close
        return score + min(_MOST_SHARED, _SHARED_NEAR * len(close) + _SHARED_FAR * len(far))
