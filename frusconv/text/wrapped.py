"""Hard-wrapped lines: how wide a text is wrapped, whether a line goes on in the next, and the two as one."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.characters import SOFT_HYPHEN
from frusconv.text.dateline import read_dateline
from frusconv.text.lists import BULLETS, DASH
from frusconv.text.points import POINT, follows
from frusconv.text.tables import is_table
from frusconv.text.words import Words, rejoin, words_of

# Nobody wraps wider than this; a longer line is a paragraph.
WIDEST = 110
NARROWEST = 40
# How far a line may fall short of the width and still be taken for full: type set in columns is not exact.
SLACK = 4
# As much further in the first line of a paragraph stands at the most.
_FIRST_LINE = 8

_BULLETS = frozenset(BULLETS)
# Lines that never go on with the one above, however full that is.
_OPENER_LINE = Pattern(r"Nos?\. \d[\w–-]*\.?\]?|\[Rec(?:eived|’d|'d).*\]")
# Source note, heading and dateline stand in as many lines at the most.
_FRONT = 20
# Words that no block ends in.
_UNFINISHED = frozenset(
    "the a an of in to and or for with by on at from that which who is are was were has have had be been as not his "
    "her its their this these into upon under between but if it he she they we will would should could may must".split()
)


class Line(NamedTuple):
    """A line without its indent and trailing blanks."""

    text: str
    number: int
    indent: int


def wrap_width(lines: list[str]) -> int:
    """Return the column at which `lines` are hard-wrapped, or 0 if each line is a block of its own.

    In wrapped text a line ends where the first word of the next would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a and b and not POINT.match(b)]
    if not pairs:
        return 0
    width = max(map(len, lines))
    if not NARROWEST <= width <= WIDEST:
        return 0
    full = [(a, b) for a, b in pairs if _is_full(a, b, width) or _is_unfinished(a)]
    # A heading, a dateline and a short text one below the other can look full too. What tells wrapped text is that its
    # lines end in no stop, and go on in small letters.
    open_ended = [(a, b) for a, b in full if a[-1] not in ".:;?!”)]" and b[0] not in _BULLETS]
    cut = sum(b[0].islower() for _, b in open_ended) + sum(a[-1] in "-–—" for a, _ in full)
    cut += sum(not b[0].islower() and a.rpartition(" ")[2] in _UNFINISHED for a, b in open_ended)
    if cut and cut * 4 >= len(full):
        return width if len(full) * 2 > len(pairs) or cut * 5 > len(pairs) else 0
    return width if len(open_ended) > 1 and len(open_ended) * 2 > len(pairs) else 0


def _is_full(line: str, following: str, width: int) -> bool:
    first_word = following.partition(" ")[0]
    return len(line) + 1 + len(first_word) > width - SLACK or is_divided(line, following)


def is_divided(line: str, following: str) -> bool:
    """Tell whether a line ends in the middle of a word, as no block does."""
    if line[-1:] == SOFT_HYPHEN:
        return True
    return line[-1:] == "-" and line[-2:-1].isalpha() and following[:1].islower()


def _is_unfinished(line: str) -> bool:
    """Tell whether a line of wrapped text ends in the middle of a sentence (`… in the`), however short it fell."""
    return len(line) >= NARROWEST and line.rpartition(" ")[2] in _UNFINISHED


def _goes_on_further_in(block: list[Line], line: Line, right: int) -> bool:
    """Tell whether a line goes on with a block that is set further in as a whole: a quote, whose lines are full too."""
    before = block[-1]
    first_line = _FIRST_LINE if len(block) == 1 else 0
    if not line.indent <= before.indent <= line.indent + first_line or right - line.indent < NARROWEST:
        return False
    return _is_full(" " * before.indent + before.text, line.text, right) or _is_unfinished(before.text)


def _is_next_point(first: Line, line: Line) -> bool:
    """Tell whether a line begins with the label behind that of the block it follows: `2.` below `1. The dues …`.

    So does one that begins with the same dash.
    """
    if dash := DASH.match(line.text):
        return line.indent == first.indent and first.text.startswith(dash[0])
    label = POINT.match(line.text)
    before = POINT.match(first.text) if label else None
    if before is None or label is None:
        return False
    return line.indent != first.indent or follows(label, before)


def _is_dateline(before: str, line: Line) -> bool:
    """Tell whether a line near the top is a dateline, which does not go on with the heading, however full that is."""
    if line.number > _FRONT or before[-1] == "," or not any(map(str.isdigit, line.text)):
        return False
    reading = read_dateline(line.text)
    return reading is not None and reading.place is not None and reading.has_value


class Joiner:
    """Decides whether a line goes on in the next, and puts the two together."""

    def __init__(self, width: int, window: list[Line]) -> None:
        self.width = width
        self._window = window
        self._words: Words | None = None
        # Where blank lines part the blocks, what looks like a dateline in one is the end of a heading.
        self._is_dense = width > 0 and "\n\n" not in "\n".join(line.text for line in window[:_FRONT]).strip()

    def continues(self, block: list[Line], line: Line, in_entry: bool, right: int) -> bool:
        """Tell whether `line` goes on with `block`; `right` is where the longest line ends of a run set further in."""
        before = block[-1]
        if line.text[0] in _BULLETS or is_table(before.text) or is_table(line.text):
            return False
        if (in_entry and line.indent) or is_divided(before.text, line.text):
            return True
        if not self.width or _is_next_point(block[0], line):
            return False
        if line.indent and not in_entry:
            return _goes_on_further_in(block, line, right)
        if not _is_full(before.text, line.text, self.width) and not _is_unfinished(before.text):
            return False
        return not (_OPENER_LINE.fullmatch(line.text) or (self._is_dense and _is_dateline(before.text, line)))

    def join(self, texts: list[str]) -> str:
        """Return the lines of one block as one line, with words divided at a line end put together again."""
        joined = texts[0]
        for text in texts[1:]:
            joined = self._pair(joined, text)
        return joined

    def _pair(self, before: str, after: str) -> str:
        if not before:
            return after
        if before[-1] == SOFT_HYPHEN:
            return before[:-1] + after
        if before[-1] in "—–" and after[0].isalnum():  # Print sets no blank behind a dash, and mailers break there.
            return before + after
        ends_in_hyphen = before[-1] == "-" and before[-2:-1].isalpha()
        return rejoin(before, after, self._seen) if ends_in_hyphen else f"{before} {after}"

    def _seen(self) -> Words:
        if self._words is None:
            self._words = words_of(" ".join(line.text for line in self._window))
        return self._words
