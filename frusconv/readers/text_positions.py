"""Where in the source a place in a block is, for what is told of it.

Joining lines and tidying changes blanks, and takes out the hyphens of divided words; so characters that are no blanks
are counted. What was counted is kept, as a document can have thousands of things to tell of.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from itertools import accumulate

from frusconv.model import Position
from frusconv.text.layout import TextBlock


class Positions:
    """The positions in `lines` of places in `blocks`."""

    def __init__(self, lines: Sequence[str], blocks: Sequence[TextBlock]) -> None:
        self._lines = lines
        self._blocks = blocks
        # How many characters stand before each line; and those of the line and block looked at last.
        self._before: list[int] = []
        self._line: tuple[int, list[int]] = (0, [])
        self._block: tuple[int, list[int]] = (-1, [])

    def of(self, block: int, offset: int) -> Position:
        """Return the position of an offset in a block; the end of a block is right behind its last character."""
        raw = self._blocks[block]
        if not self._before:
            self._before = list(accumulate((len("".join(line.split())) for line in self._lines), initial=0))
        counts = self._counts(block)
        wanted = counts[offset]
        first = self._before[raw.line - 1]
        # The last character before the place, or the one at it.
        is_end = wanted == counts[-1]
        target = first + wanted - 1 if is_end and wanted else first + wanted
        number = bisect_left(self._before, target + 1, raw.line) if target < self._before[-1] else 0
        if is_end and not wanted:
            return Position(raw.line, 1)
        if not number:
            return self._behind_last(raw.line)
        column = self._columns(number)[target - self._before[number - 1]]
        return Position(number, column + 1 if is_end else column)

    def _behind_last(self, line: int) -> Position:
        """Return the position behind the last character of the source from `line` on."""
        for number in range(len(self._lines), line - 1, -1):
            if columns := self._columns(number):
                return Position(number, columns[-1] + 1)
        return Position(line, 1)

    def _columns(self, number: int) -> list[int]:
        """Return the columns of the characters in a line."""
        if self._line[0] != number:
            text = self._lines[number - 1]
            self._line = number, [at for at, character in enumerate(text, 1) if not character.isspace()]
        return self._line[1]

    def _counts(self, block: int) -> list[int]:
        """Return how many characters stand before each offset of a block."""
        if self._block[0] != block:
            text = self._blocks[block].text
            self._block = block, list(accumulate((not character.isspace() for character in text), initial=0))
        return self._block[1]
