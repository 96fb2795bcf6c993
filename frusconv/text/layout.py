"""Lines into blocks: where a paragraph, a heading or a note begins and ends.

Raw text comes with a blank line between blocks, with a block a line, or hard-wrapped as in e-mail. Which of them is
told from the lines alone, and a text that is one block a line already comes out as it went in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.characters import tidy
from frusconv.text.form import PLAIN, Form
from frusconv.text.further import with_further
from frusconv.text.lists import BULLETS, DASH
from frusconv.text.points import POINT, with_points
from frusconv.text.quotes import with_quotes
from frusconv.text.tables import is_table, lines_and_tables
from frusconv.text.wrapped import WIDEST, Joiner, Line, is_divided, wrap_width

# How many lines are looked at to tell the layout; what follows is streamed.
WINDOW = 2000
# As far in an entry of a note list stands in clean text.
_ENTRY_INDENT = 2

_ENTRY = Pattern(r"(\d{1,3}|[*†‡§¶║]{1,3})(?: +(?!\. ?\.))?\. +(?=\S)|(\d{1,3}|[*†‡§¶║]{1,3}) *\.$")
_NOTES_HEAD = Pattern(r"(?i:(?:foot|end)?notes?:)")
_BULLETS = frozenset(BULLETS)


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

    @property
    def is_close(self) -> bool:
        """Whether no blank line stands before the block in clean text."""
        return self.block.label is not None or self.block.form.is_close

    def shown(self, form: Form) -> SetBlock:
        """Return the block with another form."""
        return self._replace(block=self.block._replace(form=form))

    def unlabelled(self) -> SetBlock:
        """Return the block with its label as part of the text."""
        if self.label is None:
            return self
        return self._replace(block=self.block._replace(text=f"{self.label}. {self.text}".rstrip(), label=None))


def text_blocks(lines: Iterable[str]) -> Iterator[TextBlock]:
    """Yield the blocks of cleaned `lines` (without line ends), in order; memory does not grow with the input."""
    return with_quotes(_set_blocks(lines))


def _set_blocks(lines: Iterable[str]) -> Iterator[SetBlock]:
    numbered = (
        Line(text, number, len(line) - len(line.lstrip(" ")) if line[:1] == " " else 0)
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
    joiner = Joiner(width, window)
    return with_further(_blocks(_chunks(chain(window, numbered)), joiner), joiner.join)


def _blocks(chunks: Iterator[list[Line]], joiner: Joiner) -> Iterator[SetBlock]:
    """Yield the blocks of runs of lines."""
    count = 0  # Of blocks, but for those that stand right below others in clean text, and what goes on with a note.
    note: SetBlock | None = None
    above = ""
    held = next(chunks, None)
    while held is not None:
        following = next(chunks, None)
        # What a line with a colon introduces is no list of notes, even at the end of the text.
        is_introduced = above[-1:] == ":" and not _NOTES_HEAD.fullmatch(above)
        is_final = following is None and count > 1 and not is_introduced
        blocks: Sequence[SetBlock] = list(_split(held, joiner, is_final))
        # Numbers at the end of a text that has little else may be those of notes.
        if following is not None or is_final or is_introduced or blocks[-1].label is not None:
            blocks = with_points(blocks)
        yield from blocks
        for found in blocks:
            if found.label is not None:
                note = found
            elif note is None or found.indent <= note.indent:
                note = None
                # No heading is as long as a paragraph: where one stands, there is a text, and notes can follow.
                count += 0 if found.is_close else 1 + (len(found.text) > WIDEST)
        above = held[-1].text
        held = following


def _margin(lines: list[Line]) -> int:
    """Return how far a text is indented as a whole; what is deeper than an entry it begins with goes on with that."""
    margin = min((line.indent for line in lines if line.text and not (line.indent and _entry(line))), default=0)
    first = next((line for line in lines if line.text), None)
    if margin and first is not None and first.indent < margin and _entry(first):
        return max(0, first.indent - _ENTRY_INDENT)
    return margin


def _chunks(lines: Iterable[Line]) -> Iterator[list[Line]]:
    """Yield runs of lines without a blank line between them; an overlong run is cut, never lost."""
    chunk: list[Line] = []
    for line in lines:
        if line.text:
            chunk.append(line)
        if chunk and (not line.text or len(chunk) >= WINDOW):
            yield chunk
            chunk = []
    if chunk:
        yield chunk


def _split(chunk: list[Line], joiner: Joiner, is_final: bool) -> Iterator[SetBlock]:
    """Yield the blocks of a run of lines."""
    first_entry = _list_start(chunk, joiner.width) if is_final else len(chunk)
    right = max(line.indent + len(line.text) for line in chunk) if chunk[0].indent and len(chunk) > 1 else 0
    held: list[Line] = []
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


def _set_block(lines: list[Line], label: str | None, joiner: Joiner, is_first: bool) -> SetBlock:
    block = TextBlock(tidy(joiner.join([line.text for line in lines])), lines[0].number, label)
    return SetBlock(block, min(line.indent for line in lines), is_first)


def _hangs(first: Line, line: Line) -> bool:
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


def _entry(line: Line) -> re.Match[str] | None:
    """Return the label that a line begins with, if it can be an entry of a note list."""
    return None if is_table(line.text) else _ENTRY.match(line.text)


def _is_next(number: str, label: str, indent: int, list_indent: int) -> bool:
    """Tell whether a line that begins with `number` is a new entry behind the one labelled `label`.

    A line further in than the list goes on with the entry, even if a number stands at its beginning.
    """
    if indent > list_indent:
        return False
    return indent > 0 or not number.isdigit() or not label.isdigit() or int(number) == int(label) + 1


def _list_start(chunk: list[Line], width: int) -> int:
    """Return the index in the last run of lines where its note list begins, or the number of lines if none does.

    A list that is not indented counts only at the very end of the text, and from 1 on.
    """
    expected = 1
    start = len(chunk)
    last = chunk[0]
    for index, line in enumerate(chunk):
        entry = None if line.indent else _entry(line)
        if not entry and expected > 1 and (_hangs(last, line) or is_divided(last.text, line.text)):
            continue
        last = line
        if entry and entry[1] == "1":
            start, expected = index, 2
        elif entry and entry[1] == str(expected):
            expected += 1
        elif not width and line.indent and (own := _entry(line)) and (own[1] or own[2]) != str(expected):
            start, expected = len(chunk), 1  # An indented list stands behind this one, which is none of notes.
        elif not (width and expected > 1):
            start, expected = len(chunk), 1
    return start if width or len(chunk) > 1 else len(chunk)
