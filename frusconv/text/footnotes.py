"""Footnotes: finding, for each entry of the list at the end, the marker in the text that it belongs to.

Saved pages glue the marker to the word before it (`Conferences,2 which`), where it looks like any other number. What
tells it apart is the whole: the markers are one rising run that fits the list. So every number that could be a marker
is a candidate with a score for its surroundings, and the run with the best total wins (`note_runs`). Where no such run
convinces, runs are allowed that are less regular, and then markers of other forms.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from frusconv.model import Confidence
from frusconv.text.lettered import places
from frusconv.text.markers import Candidate, candidates, plain_digits, raised, set_apart, symbols
from frusconv.text.note_frontier import FROM_ONE, Chain, Place
from frusconv.text.note_runs import Search
from frusconv.text.note_shift import Ends, aligned
from frusconv.text.pages import MARKER

# A marker by its looks: glued to a word or to the punctuation behind one.
_STRONG = 2.0
# Without a strong one, each marker of a run has to reach this; and below the second nothing is certain.
_WEAKEST, _DOUBTFUL = 0.25, 1.0
# A digit cut off a number needs more than its looks.
_CUT_OFF = 1.5
# Below this a marker makes one look for runs of other forms.
_UNLIKELY = -1.0
# Two places for a marker within these distances are a guess; within the first, no more than that.
_TOSS, _CLOSE_CALL = 0.75, 1.5
# What each label is worth that is the marker's number, where they do not simply count from 1.
_TOLD = 1.5
# A list has as many entries too few or too many at the most.
_MOST_SHIFTED = 3
# What looks like a further marker may be none, the less so the nearer it comes to the second.
_DOUBT, _PLAIN = 0.5, 4.0
# What speaks against an entry too many where the last marker is weak.
_RARE = 2.0
_CONFIDENCES: tuple[Confidence, ...] = ("low", "medium", "high")
_LAST: Place = (1 << 30, 0)


class Placement(NamedTuple):
    """Where the marker of one entry stands, and how sure that is: `low` where another place is about as likely."""

    block: int
    start: int
    end: int
    marker: str
    confidence: Confidence = "high"

    @property
    def is_certain(self) -> bool:
        """Whether no other place comes near."""
        return self.confidence == "high"


def place(blocks: Sequence[str], entries: Sequence[tuple[str, str]]) -> list[Placement | None]:
    """Return, for each entry of a note list, where its marker stands in `blocks`, or None where none was found.

    `entries` are (label, text). Symbols among the labels matter, and numbers that do not simply count from 1, since
    saved pages number the list from 1 whatever the markers say. Letters come behind all others.
    """
    plain = [plain_digits(text) for text in blocks]
    numbered = [i for i, (label, _) in enumerate(entries) if label.isdigit()]
    placed: list[Placement | None] = [None] * len(entries)
    if numbered:
        run = _run(blocks, plain, [entries[i] for i in numbered])
        for i, placement in zip(numbered, run, strict=True):
            placed[i] = placement
    lettered = [i for i, (label, _) in enumerate(entries) if label.isalpha()]
    if len(numbered) + len(lettered) < len(entries):
        _place_symbols(plain, [label for label, _ in entries[: len(entries) - len(lettered)]], placed)
    if lettered:
        for i, found in zip(lettered, places(blocks, len(lettered)), strict=False):
            placed[i] = Placement(*found, entries[i][0])
    return placed


def place_among(
    blocks: Sequence[str], entries: Sequence[tuple[str, str]], options: Sequence[Candidate]
) -> list[Placement | None]:
    """Return the placements of numbered entries among candidates that are known, in the order of the text."""
    labels = [int(label) for label, _ in entries]
    return _Run(Search(blocks, [text for _, text in entries], options, []), blocks, labels).best()[1]


def _run(blocks: Sequence[str], plain: Sequence[str], entries: Sequence[tuple[str, str]]) -> list[Placement | None]:
    """Return the placements of the numbered entries."""
    pages = [(number, m.start()) for number, text in enumerate(plain) if "[" in text for m in MARKER.finditer(text)]
    labels = [int(label) for label, _ in entries]
    texts = [text for _, text in entries]
    is_raised = any(text is not blocks[number] for number, text in enumerate(plain))
    found = raised(blocks) if is_raised else candidates(plain)
    run = _Run(Search(plain, texts, found, pages), plain, labels)
    best, placed = run.best()
    if all(link.own >= _STRONG for link in best.links()) and None not in placed:
        return placed
    for form in set_apart(plain):
        if len(form) < len(entries):
            continue
        run = _Run(Search(plain, texts, form, pages), plain, labels)
        other, others = run.best()
        if _fits(others, labels) and _is_carried(other) and (None in placed or other.score > best.score):
            best, placed = other, others
    return placed


def _fits(placed: Sequence[Placement | None], labels: Sequence[int]) -> bool:
    """Tell whether every marker has its entry's number, or several count on from another one."""
    markers = [int(p.marker) for p in placed if p is not None and p.marker.isdigit()]
    first = markers[0] if markers else 0
    count = len(labels)
    return markers == list(labels) or (count > 1 and markers == list(range(first, first + count)))


class _Run:
    """The choice among the runs that a search finds."""

    def __init__(self, search: Search, blocks: Sequence[str], labels: Sequence[int]) -> None:
        self._search = search
        self._blocks = blocks
        self._labels = labels
        self._count = len(labels)
        # Labels that simply count say nothing: saved pages number every list so.
        self._counts = list(labels) == list(range(1, self._count + 1))

    def best(self) -> tuple[Chain, list[Placement | None]]:
        """Return the best run, and its placements."""
        best = self._regular()
        if not self._convinces(best):
            irregular = self._search.irregular()
            best = irregular if irregular.score > best.score and _is_carried(irregular) else best
        if not _is_carried(best) and not self._is_likely(best):
            return best, [None] * self._count  # Digits cut off numbers, and not even enough of them.
        return best, self._shifted(best)

    def _shifted(self, best: Chain) -> list[Placement | None]:
        """Return the placements of a run; where the list has an entry too few or too many, with that told by the notes.

        Labels that do not simply count tell it themselves.
        """
        placed = self._placements(best)
        markers = [link.candidate for link in best.links() if link.candidate is not None][::-1]
        if not self._counts or not markers:
            return placed
        unplaced = self._count - len(markers)
        if unplaced and markers[0].value != 1:
            return placed
        if [c.value for c in markers] != list(range(markers[0].value, markers[0].value + len(markers))):
            return placed
        before: list[Candidate] = []
        behind: list[Candidate] = []
        if unplaced == 0:
            last = placed[-1]
            before, behind = self._search.leftover(markers[0], markers[-1])
            markers = [*before, *markers, *behind]
            if not before and not behind and last is not None and last.confidence == "low" and len(markers) > 1:
                # What was taken for the last marker may be none, and an entry too many; but that is rare.
                return self._aligned(markers[:-1], placed, Ends(None, _RARE))
        if not 0 < abs(len(markers) - self._count) <= _MOST_SHIFTED:
            return placed
        return self._aligned(markers, placed, Ends(_doubt(before) if before else None, _doubt(behind)))

    def _aligned(
        self, markers: Sequence[Candidate], placed: Sequence[Placement | None], ends: Ends
    ) -> list[Placement | None]:
        """Return the placements of all entries if the list has lost some, or if some are too many."""
        score = self._search.affinity
        is_lost = len(markers) > self._count
        if is_lost:
            choices = aligned(self._count, len(markers), lambda entry, at: score(markers[at], entry), ends)
            pairs = [(entry, choice.at, choice.confidence) for entry, choice in enumerate(choices)]
        else:
            choices = aligned(len(markers), self._count, lambda at, entry: score(markers[at], entry), ends)
            pairs = [(choice.at, at, choice.confidence) for at, choice in enumerate(choices)]
        told: list[Placement | None] = [None] * self._count
        told[-1] = None if is_lost else placed[-1]
        looks = {p[:2]: p.confidence for p in placed if p is not None}
        for entry, at, confidence in pairs:
            c = markers[at]
            told[entry] = self._placement(c, min(confidence, looks.get(c[:2], "high"), key=_CONFIDENCES.index))
        return told

    def _placement(self, c: Candidate, confidence: Confidence) -> Placement:
        marker = self._blocks[c.block][c.start : c.end].strip(" ()[]^")
        return Placement(c.block, c.start, c.end, marker, confidence)

    def _regular(self) -> Chain:
        best = self._search.rising(1)
        for bound, first in self._search.starts():
            if bound <= best.score:
                break
            chain = self._search.rising(first)
            if chain.score > best.score and _is_carried(chain):
                best = chain
        if not self._counts:
            told = self._search.valued(self._labels)
            if (told.score + _TOLD * self._count >= best.score or self._convinces(told)) and _is_carried(told):
                return told
        return best

    def _convinces(self, best: Chain) -> bool:
        """Tell whether every entry has a marker, and none that is unlikely."""
        if self._search.has_symbols() or not self._is_complete(best):
            return False
        return all(link.own >= _UNLIKELY for link in best.links())

    def _is_likely(self, best: Chain) -> bool:
        """Tell whether a run of weak markers is complete, and each in a place that notes are put on."""
        return self._is_complete(best) and best.score - FROM_ONE >= _WEAKEST * self._count

    def _is_complete(self, best: Chain) -> bool:
        """Tell whether every entry has a marker."""
        return sum(1 for _ in best.links()) == self._count

    def _placements(self, best: Chain) -> list[Placement | None]:
        placed: list[Placement | None] = [None] * self._count
        high = _LAST
        is_odd = self._is_odd(best)
        for link in best.links():
            c = link.candidate
            if c is not None:
                confidence = self._confidence(link, c, high)
                if is_odd and confidence == "high":
                    confidence = "medium"
                placed[link.entry] = self._placement(c, confidence)
                high = (c.block, c.start)
        return placed

    def _is_odd(self, best: Chain) -> bool:
        """Tell whether a run neither begins with its list's number, nor has good markers alone."""
        first, _ = _first_and_last(best)
        if first is None or first.value in (1, self._labels[0]):
            return False
        return any(link.own < 0 for link in best.links())

    def _confidence(self, link: Chain, chosen: Candidate, high: Place) -> Confidence:
        """Tell how far any other place between the neighbours is from being as likely."""
        previous = link.previous.candidate if link.previous else None
        low = previous[:2] if previous else (-1, -1)
        options = self._search.by_value.get(chosen.value, ())
        rivals = [c for c in options if c is not chosen and low < (c.block, c.start) < high]
        margin = link.own - max((self._search.score(c, link.entry) for c in rivals), default=link.own - _CLOSE_CALL)
        if margin < _TOSS or link.own < 0:
            return "low"
        return "high" if margin >= _CLOSE_CALL and link.own >= (_CUT_OFF if chosen.run else _DOUBTFUL) else "medium"


def _doubt(leftover: Sequence[Candidate]) -> float:
    """Return what speaks against what goes on with a run being its markers."""
    return sum(_DOUBT * max(0.0, _PLAIN - c.score) for c in leftover)


def _first_and_last(chain: Chain) -> tuple[Candidate | None, Candidate | None]:
    """Return the first and the last marker of a run."""
    first = None
    for link in chain.links():
        first = link.candidate
    return first, chain.candidate


def _is_carried(chain: Chain) -> bool:
    """Tell whether a run has a marker that is one by its own looks: digits cut off numbers carry none alone."""
    return any(link.own >= _STRONG for link in chain.links())


def _place_symbols(blocks: Sequence[str], labels: Sequence[str], placed: list[Placement | None]) -> None:
    """Fill in the entries whose label is a symbol, each between its neighbours."""
    by_text: dict[str, list[Candidate]] = {}
    for mark in symbols(blocks):
        by_text.setdefault(blocks[mark.block][mark.start : mark.end], []).append(mark)
    highs = [(following.block, following.start) if following else _LAST for following in next_placed(placed)]
    low: Place = (-1, -1)
    for i, label in enumerate(labels):
        if placed[i] is None and not label.isdigit():
            marks = by_text.get(label, [])
            at = bisect_left(marks, low, key=lambda mark: mark[:2])
            fits = [m for m in marks[at : at + 3] if low < (m.block, m.start) < highs[i]]
            if fits:
                placed[i] = Placement(*fits[0][:3], label, "high" if len(fits) == 1 else "low")
        found = placed[i]
        if found is not None:
            low = (found.block, found.start)


def next_placed(placed: Sequence[Placement | None]) -> list[Placement | None]:
    """Return for each entry the next placement behind it."""
    following: list[Placement | None] = []
    last: Placement | None = None
    for placement in reversed(placed):
        following.append(last)
        last = placement or last
    return following[::-1]
