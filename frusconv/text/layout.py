"""Lines into blocks: where a paragraph, a heading or a note begins and ends.

Raw text comes with a blank line between blocks, with a block a line, or hard-wrapped as in e-mail. Which of them is
told from the lines alone, and a text that is one block a line already comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.characters import SOFT_HYPHEN, tidy
from frusconv.text.tables import is_table, lines_and_tables
from frusconv.text.words import Words, rejoin, words_of

# How many lines are looked at to tell the layout; what follows is streamed.
WINDOW = 2000
# Nobody wraps wider than this; a longer line is a paragraph.
WIDEST = 110
NARROWEST = 40
# How far a line may fall short of the width and still be taken for full: type set in columns is not exact.
SLACK = 4

_ENTRY = Pattern(r"(\d{1,3}|[*†‡§¶║]{1,3})\. +(?=\S)|(\d{1,3})\.$")
_BULLETS = frozenset("•◦▪‣●")
# Lines that never go on with the one above, however full that is.
_OPENER_LINE = Pattern(r"Nos?\. \d[\w–-]*\.?\]?|\[Rec(?:eived|’d|'d).*\]")
# Words that no block ends in.
_UNFINISHED = frozenset(
    "the a an of in to and or for with by on at from that which who is are was were has have had be been as not his "
    "her its their this these into upon under between but if it he she they we will would should could may must".split()
)


class TextBlock(NamedTuple):
    """A block of tidy text, the line of the source it begins on, and its label if it is an entry of a note list."""

    text: str
    line: int
    label: str | None = None


class _Line(NamedTuple):
    """A line without its indent and trailing blanks."""

    text: str
    number: int
    indent: int


def text_blocks(lines: Iterable[str]) -> Iterator[TextBlock]:
    """Yield the blocks of cleaned `lines` (without line ends), in order; memory does not grow with the input."""
    numbered = (
        _Line(text, number, len(line) - len(line.lstrip(" ")) if line[:1] == " " else 0)
        for line, number in lines_and_tables(lines)
        for text in (line.strip(" "),)
    )
    window = list(islice(numbered, WINDOW))
    margin = min((line.indent for line in window if line.text and not _entry(line)), default=0)
    if margin:  # A text that is indented as a whole has no indents, but for those of its note list.
        window = [line._replace(indent=max(0, line.indent - margin)) for line in window]
        numbered = (line._replace(indent=max(0, line.indent - margin)) for line in numbered)
    # An entry of a list is a block of its own, whatever stands above it, and so is a table.
    width = wrap_width(["" if is_table(line.text) or (line.indent and _entry(line)) else line.text for line in window])
    joiner = _Joiner(width, window)
    chunks = _chunks(chain(window, numbered))
    count = 0
    held = next(chunks, None)
    while held is not None:
        following = next(chunks, None)
        yield from _split(held, joiner, is_final=following is None and count > (0 if width else 1))
        held, count = following, count + 1


def wrap_width(lines: list[str]) -> int:
    """Return the column at which `lines` are hard-wrapped, or 0 if each line is a block of its own.

    In wrapped text a line ends where the first word of the next would not have fitted.
    """
    pairs = [(a, b) for a, b in pairwise(lines) if a and b]
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
    return len(line) + 1 + len(first_word) > width - SLACK or _is_divided(line, following)


def _is_divided(line: str, following: str) -> bool:
    """Tell whether a line ends in the middle of a word, as no block does."""
    if line[-1:] == SOFT_HYPHEN:
        return True
    return line[-1:] == "-" and line[-2:-1].isalpha() and following[:1].islower()


def _is_unfinished(line: str) -> bool:
    """Tell whether a line of wrapped text ends in the middle of a sentence (`… in the`), however short it fell."""
    return len(line) >= NARROWEST and line.rpartition(" ")[2] in _UNFINISHED


def _chunks(lines: Iterable[_Line]) -> Iterator[list[_Line]]:
    """Yield runs of lines without a blank line between them; an overlong run is cut, never lost."""
    chunk: list[_Line] = []
    for line in lines:
        if line.text:
            chunk.append(line)
        if chunk and (not line.text or len(chunk) >= WINDOW):
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _split(chunk: list[_Line], joiner: _Joiner, is_final: bool) -> Iterator[TextBlock]:
    """Yield the blocks of a run of lines."""
    first_entry = _list_start(chunk, joiner.width) if is_final else len(chunk)
    texts: list[str] = []
    start = 0
    label: str | None = None
    indent = 0
    for index, line in enumerate(chunk):
        entry = _entry(line) if line.indent or index >= first_entry else None
        if entry and label is not None and not _is_next(entry[1] or entry[2], label, line.indent, indent):
            entry = None
        hangs = line.indent > indent and bool(texts) and texts[0][:1] in _BULLETS and not is_table(line.text)
        if texts and not entry and (hangs or joiner.continues(texts[-1], line, label is not None)):
            texts.append(line.text)
            continue
        if texts:
            yield TextBlock(tidy(joiner.join(texts)), start, label)
        label = (entry[1] or entry[2]) if entry else None
        texts = [line.text[entry.end() :] if entry else line.text]
        start, indent = line.number, line.indent
    yield TextBlock(tidy(joiner.join(texts)), start, label)


def _entry(line: _Line) -> re.Match[str] | None:
    """Return the label that a line begins with, if it can be an entry of a note list."""
    return None if is_table(line.text) else _ENTRY.match(line.text)


def _is_next(number: str, label: str, indent: int, list_indent: int) -> bool:
    """Tell whether a line that begins with `number` is a new entry behind the one labelled `label`.

    A line further in than the list goes on with the entry, even if a number stands at its beginning.
    """
    if indent != list_indent:
        return False
    return indent > 0 or not number.isdigit() or not label.isdigit() or int(number) == int(label) + 1


def _list_start(chunk: list[_Line], width: int) -> int:
    """Return the index in the last run of lines where its note list begins, or the number of lines if none does.

    A list that is not indented counts only at the very end of the text, and from 1 on.
    """
    expected = 1
    start = len(chunk)
    for index, line in enumerate(chunk):
        entry = None if line.indent else _entry(line)
        if entry and entry[1] == "1":
            start, expected = index, 2
        elif entry and entry[1] == str(expected):
            expected += 1
        elif not (width and expected > 1):
            start, expected = len(chunk), 1
    return start if width or len(chunk) > 1 else len(chunk)


class _Joiner:
    """Decides whether a line goes on in the next, and puts the two together."""

    def __init__(self, width: int, window: list[_Line]) -> None:
        self.width = width
        self._window = window
        self._words: Words | None = None

    def continues(self, before: str, line: _Line, in_entry: bool) -> bool:
        """Tell whether `line` goes on with the block whose last line is `before`."""
        if line.text[0] in _BULLETS or is_table(before) or is_table(line.text):
            return False
        if (in_entry and line.indent) or _is_divided(before, line.text):
            return True
        if not self.width or (line.indent and not in_entry):
            return False
        if not _is_full(before, line.text, self.width) and not _is_unfinished(before):
            return False
        return not _OPENER_LINE.fullmatch(line.text)

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
