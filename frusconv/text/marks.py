"""Text and the marks that stand in it: the text is looked at without them, and neither is ever lost."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeAlias

from frusconv.model import Inline, LineBreak, Note, PageBreak, Text
from frusconv.text.form import PLAIN, Form

Mark: TypeAlias = Note | PageBreak


class MarkedText(NamedTuple):
    """A block's text without marks, and the marks with the offset in it that they stand at, in order.

    A line end in the text is a line break of print. `line` is where the block begins in the source, `form` how it is
    set there.
    """

    text: str
    marks: tuple[tuple[int, Mark], ...] = ()
    line: int = 1
    form: Form = PLAIN

    @property
    def is_page_break(self) -> bool:
        """Whether nothing but page breaks stands in the block."""
        return not self.text and all(isinstance(mark, PageBreak) for _, mark in self.marks)

    @property
    def page_breaks(self) -> list[PageBreak]:
        """The page breaks in the block, in order."""
        return [mark for _, mark in self.marks if isinstance(mark, PageBreak)]

    def slice(self, start: int, end: int) -> MarkedText:
        """Return the part from `start` to `end`; a mark right at `end` belongs to it, one at `start` does not.

        A mark at offset 0 belongs to a part that begins there.
        """
        offsets = [offset for offset, _ in self.marks]
        first = 0 if start == 0 else bisect_right(offsets, start)
        marks = self.marks[first : bisect_right(offsets, end)]
        return self._replace(text=self.text[start:end], marks=tuple((offset - start, mark) for offset, mark in marks))

    def inlines(self, spans: Iterable[Span] = ()) -> tuple[Inline, ...]:
        """Return the text as inlines, with what `spans` name wrapped; spans do not overlap and come in order.

        A mark at a span's end stands behind it: a note on a name is no part of the name.
        """
        if not self.marks and not spans and "\n" not in self.text:
            return (Text(self.text),) if self.text else ()
        inlines: list[Inline] = []
        at = 0
        for span in spans:
            inlines += self._plain(at, span.start)
            inlines.append(span.wrap(tuple(self._plain(span.start, span.end, is_inside=True))))
            at = span.end
        inlines += self._plain(at, len(self.text), is_last=True)
        return tuple(inlines)

    def _plain(self, start: int, end: int, is_inside: bool = False, is_last: bool = False) -> list[Inline]:
        inlines: list[Inline] = []
        at = start
        offsets = [offset for offset, _ in self.marks]
        # What stands at a boundary belongs to the plain text outside.
        first = bisect_right(offsets, start) if is_inside else bisect_left(offsets, start)
        last = bisect_right(offsets, end) if is_last or not is_inside else bisect_left(offsets, end)
        for offset, mark in self.marks[first:last]:
            inlines += _lines(self.text[at:offset])
            inlines.append(mark)
            at = offset
        return [*inlines, *_lines(self.text[at:end])]


def _lines(text: str) -> list[Inline]:
    if "\n" not in text:
        return [Text(text)] if text else []
    inlines: list[Inline] = []
    for number, line in enumerate(text.split("\n")):
        if number:
            inlines.append(LineBreak())
        if line:
            inlines.append(Text(line))
    return inlines


class Span(NamedTuple):
    """A part of a text and the inline that it is: `wrap` makes it from the inlines inside."""

    start: int
    end: int
    wrap: Callable[[tuple[Inline, ...]], Inline]


def joined(parts: Iterable[MarkedText], separator: str = "\n") -> MarkedText:
    """Return several blocks as one, with a line break (or another separator) between them."""
    text = ""
    marks: list[tuple[int, Mark]] = []
    line = 0
    for part in parts:
        line = line or part.line
        text += separator if text else ""
        marks += [(offset + len(text), mark) for offset, mark in part.marks]
        text += part.text
    return MarkedText(text, tuple(marks), line or 1)
