"""Clean-up of single characters, before anything is known of lines and paragraphs.

Every function is idempotent and keeps the number of lines, so that positions in messages stay true.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from frusconv.model import Position
from frusconv.pattern import Pattern

# Line ends other than LF, as Unicode names them (UAX #14, class BK and NL).
_LINE_ENDS = Pattern("\r\n?|[\x85\u2028\u2029]")
_LINES = Pattern("\r\n?|[\n\x85\u2028\u2029]")
# Tabs stay, for they can part the cells of a table; whatever else they part, `text_blocks` makes a blank of them.
# Form feeds and vertical tabs stand at page ends of scans, always beside a line end: a blank loses nothing.
_BLANK = "\x0b\x0c\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_INVISIBLE = "\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069"
_CONTROLS = "\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff"
_BLANKS, _ZERO_WIDTH, _CONTROL = Pattern(f"[{_BLANK}]"), Pattern(f"[{_INVISIBLE}]"), Pattern(f"[{_CONTROLS}]")
# Most texts have none of them, and to look once is faster.
_UNCLEAN = Pattern(f"[{_BLANK}{_INVISIBLE}{_CONTROLS}]")
# A soft hyphen shows only at a line end, where it stays until the lines are joined.
SOFT_HYPHEN = "\xad"
_INNER_SOFT_HYPHEN = Pattern("(?<![^\\W\\d_])\xad|\xad(?! *\n)")
_ODD = Pattern("[^\n -~]")
# So many control characters are told one by one.
_TOLD = 1000

_DOUBLED = Pattern("  +")
# Blanks inside brackets and before punctuation. A dot counts only where no other dot stands beside it: `. . .` is
# an omission. The apostrophe is left alone, for it also opens a word (`’30s`).
_MISPLACED = Pattern(
    r" (?:(?<=[(\[] )"
    r"|(?=[)\],;!?]|[:”](?:\s|$))"
    r"|(?<=[^\s.…] )(?=\.(?:$|[\s”)\]])(?! ?[.…])))"
)

# Most blocks have none of these, and to look for them is faster than the pattern.
_MISPLACED_PAIRS = ("( ", "[ ", " )", " ]", " ,", " ;", " !", " ?", " :", " ”", " .")


def clean(text: str) -> str:
    """Return `text` with line ends as LF, plain single-width blanks, no invisible characters, and in NFC."""
    if "\r" in text or not text.isascii():
        text = _LINE_ENDS.sub("\n", text)
    if not _ODD.search(text):
        return text
    if _UNCLEAN.search(text):
        text = _CONTROL.sub("", _BLANKS.sub(" ", _ZERO_WIDTH.sub("", text)))
    if SOFT_HYPHEN in text:
        text = _INNER_SOFT_HYPHEN.sub("", text)
    # Composition can bring two zero-width neighbours together only once, since none are left.
    return unicodedata.normalize("NFC", text)


def line_starts(text: str) -> list[int]:
    """Return the offset in `text` at which each line begins that `clean` makes of it."""
    return [0, *(found.end() for found in _LINES.finditer(text))]


def controls(text: str, first_line: int = 1) -> Iterator[tuple[Position, str]]:
    """Yield the position and name (`U+0007`) of every control character that `clean` removes from `text`.

    Of very many the first are told, and then how many more there are.
    """
    line, column, at = first_line, 1, 0
    for count, found in enumerate(_CONTROL.finditer(text)):
        between = _LINE_ENDS.sub("\n", text[at : found.start()])
        ends = between.count("\n")
        line += ends
        column = len(between) - between.rfind("\n") if ends else column + len(between)
        if count == _TOLD:
            rest = text[found.start() :]
            yield Position(line, column), f"{len(rest) - len(_CONTROL.sub('', rest)):,} more control characters"
            return
        yield Position(line, column), f"U+{ord(found[0]):04X}"
        at = found.start()


def tidy(block: str) -> str:
    """Return one block of cleaned text with single blanks, and none inside brackets or before punctuation."""
    block = block.replace(SOFT_HYPHEN, "").strip(" ")
    if "  " in block:
        block = _DOUBLED.sub(" ", block)
    for pair in _MISPLACED_PAIRS:
        if pair in block:
            return _MISPLACED.sub("", block)
    return block
