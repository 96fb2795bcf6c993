"""The text of a unit as it is read, over the tags of words in a line, and the way back to its bytes."""

from __future__ import annotations

from bisect import bisect_right

from frusconv.pattern import Pattern
from frusconv.validation.finding import Edit
from frusconv.validation.spacing import IN_LINE
from frusconv.validation.tree import Chars, Unit

# Stands where it is not known what comes next to what: at the edges of blocks and notes, at breaks and gaps.
EDGE = "\x1e"
_BLANKS = Pattern(r"[ \t\r\n]+")
# A terminal could take them for commands, or turn the line around.
_UNSHOWN = Pattern("[\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
_SHOWN = 25


class Flow:
    """The text of a unit in one piece; characters are counted in it."""

    __slots__ = ("_starts", "_unit", "text")

    def __init__(self, unit: Unit) -> None:
        self._unit = unit
        self._starts: list[int] = []
        parts = [EDGE]
        length = 1
        before: Chars | None = None
        for chars in unit.chars:
            if before is not None and not _goes_on(before, chars):
                parts.append(EDGE)
                length += 1
            self._starts.append(length)
            parts.append(chars.text)
            length += len(chars.text)
            before = chars
        self.text = "".join([*parts, EDGE])

    def place(self, at: int) -> int:
        """Return the byte of the file where a character stands."""
        piece = self.piece(at)
        return self._unit.chars_offset(self._unit.chars[piece], at - self._starts[piece])

    def piece(self, at: int) -> int:
        """Return in which piece of the unit's text a character stands."""
        return bisect_right(self._starts, at) - 1

    def piece_end(self, at: int) -> int:
        """Return where the piece ends in which a character stands: there begins the next one, or an edge before it."""
        piece = self.piece(at)
        return self._starts[piece] + len(self._unit.chars[piece].text)

    def edits(self, start: int, end: int, replacement: str) -> tuple[Edit, ...]:
        """Return what replaces characters: an edit, or several where there are tags among them.

        It is none at all if a comment stands among them, which would be lost.
        """
        edits: list[Edit] = []
        for piece in range(self.piece(start), self.piece(end - 1) + 1):
            chars, begin = self._unit.chars[piece], self._starts[piece]
            low, high = max(start - begin, 0), min(end - begin, len(chars.text))
            if low < high:
                first, last = self._unit.chars_offset(chars, low), self._unit.chars_end(chars, high - 1)
                if b"<" in self._unit.cut(first, last):
                    return ()
                edits.append(Edit(first, last, b"" if edits else replacement.encode()))
        return tuple(edits)

    def around(self, start: int, end: int) -> str:
        """Return the words around characters, for a message."""
        before = self.text[max(0, start - _SHOWN) : start].rpartition(EDGE)[2]
        behind = self.text[end : end + _SHOWN].partition(EDGE)[0]
        if len(before) == _SHOWN and not before[0].isspace():
            before = before.partition(" ")[2] if " " in before else before
        if len(behind) == _SHOWN and not behind[-1].isspace():
            behind = behind.rpartition(" ")[0] if " " in behind else behind
        return _UNSHOWN.sub("\ufffd", _BLANKS.sub(" ", before + self.text[start:end] + behind).strip())


def _goes_on(before: Chars, chars: Chars) -> bool:
    """Whether a text goes on in the next piece, with nothing but the tag of an inline element between them."""
    around, parent = before.parent, chars.parent
    if chars.index == 0 and parent.parent is around and parent.index == before.index + 1:
        return parent.name in IN_LINE
    if parent is around.parent and chars.index == around.index + 1:
        return around.name in IN_LINE and around.children[-1] is before
    return False
