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
from frusconv.text.dateline import read_dateline
from frusconv.text.form import PLAIN, Form
from frusconv.text.further import with_further
from frusconv.text.lists import BULLETS, DASH
from frusconv.text.points import POINT, follows, with_points
from frusconv.text.quotes import with_quotes
from frusconv.text.tables import is_table, lines_and_tables
from frusconv.text.words import Words, rejoin, words_of

# How many lines are looked at to tell the layout; what follows is streamed.
WINDOW = 2000
# Nobody wraps wider than this; a longer line is a paragraph.
WIDEST = 110
NARROWEST = 40
# How far a line may fall short of the width and still be taken for full: type set in columns is not exact.
SLACK = 4
# As much further in the first line of a paragraph stands at the most.
# As far in an entry of a note list stands in clean text.
_ENTRY_INDENT = 2
_FIRST_LINE = 8

_ENTRY = Pattern(r"(\d{1,3}|[*†‡§¶║]{1,3})\. +(?=\S)|(\d{1,3})\.$")
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


class TextBlock(NamedTuple):
    """A block of tidy text, the line of the source it begins on, and its label if it is an entry of a note list.

    `form` tells how it is set, if that says what it is, and `goes_on` that it is set in below a note.
    """

    text: str
    line: int
    label: str | None = None
    form: Form = PLAIN
    goes_on: bool = False


class SetBlock(NamedTuple):
    """A block and how its lines are set: how far in all of them are, and whether a blank line stands before it."""

    block: TextBlock
    indent: int
    is_first: bool

    @property
    def text(self) -> str:
        """The block's text."""
        return self.block.text

    @property
    def label(self) -> str | None:
        """The block's label, if it can be an entry of a note list."""
        return self.block.label

    def shown(self, form: Form) -> SetBlock:
        """Return the block with another form."""
        return self._replace(block=self.block._replace(form=form))

    def unlabelled(self) -> SetBlock:
        """Return the block with its label as part of the text."""
        if self.label is None:
            return self
        return self._replace(block=self.block._replace(text=f"{self.label}. {self.text}".rstrip(), label=None))


class _Line(NamedTuple):
    """A line without its indent and trailing blanks."""

    text: str
    number: int
    indent: int


def text_blocks(lines: Iterable[str]) -> Iterator[TextBlock]:
    """Yield the blocks of cleaned `lines` (without line ends), in order; memory does not grow with the input."""
    return with_quotes(with_further(_set_blocks(lines)))


def _set_blocks(lines: Iterable[str]) -> Iterator[SetBlock]:
    numbered = (
        _Line(text, number, len(line) - len(line.lstrip(" ")) if line[:1] == " " else 0)
        for line, number in lines_and_tables(lines)
        for text in (line.strip(" "),)
    )
    window = list(islice(numbered, WINDOW))
    margin = _margin(window)
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
        is_final = following is None and count > (0 if width else 1)
        blocks = list(_split(held, joiner, is_final))
        # Numbers at the end of a text that has little else may be those of notes.
        yield from blocks if following is None and not is_final else with_points(blocks)
        held, count = following, count + 1


def _margin(lines: list[_Line]) -> int:
    """Return how far a text is indented as a whole; what is deeper than an entry it begins with goes on with that."""
    margin = min((line.indent for line in lines if line.text and not _entry(line)), default=0)
    first = next((line for line in lines if line.text), None)
    if margin and first is not None and first.indent < margin and _entry(first):
        return max(0, first.indent - _ENTRY_INDENT)
    return margin


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


def _split(chunk: list[_Line], joiner: _Joiner, is_final: bool) -> Iterator[SetBlock]:
    """Yield the blocks of a run of lines."""
    first_entry = _list_start(chunk, joiner.width) if is_final else len(chunk)
    right = max(line.indent + len(line.text) for line in chunk) if chunk[0].indent and len(chunk) > 1 else 0
    held: list[_Line] = []
    label: str | None = None
    is_first = True
    for index, line in enumerate(chunk):
        entry = _entry(line) if line.indent or index >= first_entry else None
        if entry and label is not None and not _is_next(entry[1] or entry[2], label, line.indent, held[0].indent):
            entry = None
        if held and not entry and (_hangs(held[0], line) or joiner.continues(held, line, label is not None, right)):
            held.append(line)
            continue
        if held:
            yield _set_block(held, label, joiner, is_first)
            is_first = False
        label = (entry[1] or entry[2]) if entry else None
        held = [line._replace(text=line.text[entry.end() :]) if entry else line]
    yield _set_block(held, label, joiner, is_first)


def _set_block(lines: list[_Line], label: str | None, joiner: _Joiner, is_first: bool) -> SetBlock:
    block = TextBlock(tidy(joiner.join([line.text for line in lines])), lines[0].number, label)
    return SetBlock(block, min(line.indent for line in lines), is_first)


def _hangs(first: _Line, line: _Line) -> bool:
    """Tell whether a line goes on with the item that begins with `first`.

    Below a bullet it stands further in, below a point right where the point's text begins.
    """
    if line.indent <= first.indent or is_table(first.text) or is_table(line.text):
        return False
    if line.text[0] in _BULLETS or POINT.match(line.text):
        return False
    if first.text[:1] in _BULLETS:
        return True
    label = POINT.match(first.text) or DASH.match(first.text)
    return label is not None and line.indent == first.indent + label.end()


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


def _goes_on_further_in(block: list[_Line], line: _Line, right: int) -> bool:
    """Tell whether a line goes on with a block that is set further in as a whole: a quote, whose lines are full too."""
    before = block[-1]
    first_line = _FIRST_LINE if len(block) == 1 else 0
    if not line.indent <= before.indent <= line.indent + first_line or right - line.indent < NARROWEST:
        return False
    return _is_full(" " * before.indent + before.text, line.text, right) or _is_unfinished(before.text)


def _is_next_point(first: _Line, line: _Line) -> bool:
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


def _is_dateline(before: str, line: _Line) -> bool:
    """Tell whether a line near the top is a dateline, which does not go on with the heading, however full that is."""
    if line.number > _FRONT or before[-1] == "," or not any(map(str.isdigit, line.text)):
        return False
    reading = read_dateline(line.text)
    return reading is not None and reading.place is not None and reading.has_value


class _Joiner:
    """Decides whether a line goes on in the next, and puts the two together."""

    def __init__(self, width: int, window: list[_Line]) -> None:
        self.width = width
        self._window = window
        self._words: Words | None = None
        # Where blank lines part the blocks, what looks like a dateline in one is the end of a heading.
        self._is_dense = width > 0 and "\n\n" not in "\n".join(line.text for line in window[:_FRONT]).strip()

    def continues(self, block: list[_Line], line: _Line, in_entry: bool, right: int) -> bool:
        """Tell whether `line` goes on with `block`; `right` is where the longest line ends of a run set further in."""
        before = block[-1]
        if line.text[0] in _BULLETS or is_table(before.text) or is_table(line.text):
            return False
        if (in_entry and line.indent) or _is_divided(before.text, line.text):
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
