"""Block quotes: paragraphs set further in than those around them.

Much that is set further in is no quote: the first lines of paragraphs, points, what stands in the middle of the page
or at its right. A quote follows a paragraph, and is told by a colon before it, by a quotation mark that opens it, or by
a paragraph behind it that is not set further in.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from frusconv.pattern import Pattern
from frusconv.text.form import QUOTE_INDENT
from frusconv.text.lists import BULLETS, is_list_head
from frusconv.text.points import POINT, with_points
from frusconv.text.salutation import is_salutation
from frusconv.text.tables import PAGE_LINE, is_table

if TYPE_CHECKING:
    from frusconv.text.layout import SetBlock, TextBlock

# What is further in than this stands in the middle of the page, or at its right.
_DEEPEST = 16
# As much further in a quote's paragraphs begin at the most.
_FIRST_LINE = 6
# As short a block at least is a paragraph.
_PARAGRAPH = 60
# As long a run of blocks is looked at.
_MOST_BLOCKS = 500
# After as many paragraphs that are not set further in, what is so is no paragraph like them.
_ENOUGH = 2
# What would be read as an entry of a note list, had it been set as one: `1 . Not printed.`
_ENTRY = Pattern(r"(?:\d{1,3}|[*†‡§¶║]{1,3})\.(?: |$)")
_DIGITS = "0123456789 "
_STOPS = (".", "?", "!", "”", '"')
_ENDS = (".", ":", ";", "?", "!", "”", '"', "’", ")", "]", "…", "—")


def with_quotes(blocks: Iterable[SetBlock]) -> Iterator[TextBlock]:
    """Yield blocks with those marked that are quoted; memory does not grow with the text."""
    reader = _Reader()
    run: list[SetBlock] = []
    for block in blocks:
        if run and _belongs(block, run[0]):
            run.append(block)
            if len(run) == _MOST_BLOCKS:
                yield from reader.plain(run)
                run = []
            continue
        if run:
            yield from reader.run(run, block)
            run = []
        if _may_begin(block):
            run = [block]
        else:
            yield reader.single(block)
    if run:
        yield from reader.run(run, None)


def _may_begin(block: SetBlock) -> bool:
    if not 1 < block.indent <= _DEEPEST or block.label is not None or block.block.form.depth or is_table(block.text):
        return False
    return block.text[:1] not in BULLETS and not _is_page(block) and not _ENTRY.match(block.text)


def _belongs(block: SetBlock, first: SetBlock) -> bool:
    """Tell whether a block can go on with the quote that begins with `first`; a page that begins is part of it."""
    if is_table(block.text) or (block.label is None and _ENTRY.match(block.text)):
        return False
    least = 2 if block.label is None else first.indent
    return least <= block.indent <= first.indent + _FIRST_LINE or _is_page(block)


def _is_page(block: SetBlock) -> bool:
    return block.text[:1] == "[" and PAGE_LINE.fullmatch(block.text) is not None


class _Reader:
    """Reads blocks one behind the other: what stood before, and how paragraphs were set so far."""

    def __init__(self) -> None:
        self._before: TextBlock | None = None
        self._flush = 0
        self._indented = 0

    def single(self, found: SetBlock) -> TextBlock:
        """Return a block that is none of a quote."""
        if not _is_page(found):
            self._before = found.block
            if found.label is None and _is_paragraph(found.text):
                self._flush += not found.indent
                self._indented += found.indent > 0
        return found.block

    def plain(self, run: Iterable[SetBlock]) -> Iterator[TextBlock]:
        """Yield blocks that are none of a quote."""
        return map(self.single, run)

    def run(self, run: list[SetBlock], following: SetBlock | None) -> Iterator[TextBlock]:
        """Yield a run of blocks set further in, marked as a quote, or a list, if it is one."""
        end = len(run)
        is_list = following is None or following.label is not None
        while _is_page(run[end - 1]) or (is_list and run[end - 1].label is not None):
            end -= 1  # Pages and the list of notes behind a quote are none of it.
        if end < len(run):
            following = None if run[end].label is not None else following
        if self._is_set_in(run[:end], following):
            marked = with_points(run[:end]) if POINT.match(run[0].text) else _quoted(run[:end])
            yield from (found.block for found in marked)
            self._before = run[end - 1].block
        else:
            yield from self.plain(run[:end])
        yield from self.plain(run[end:])

    def _is_set_in(self, run: list[SetBlock], following: SetBlock | None) -> bool:
        before = self._before
        if before is None or before.label is not None:
            return False
        if before.text[:1] in BULLETS or is_table(before.text):
            return False
        if not POINT.match(run[0].text) and run[0].indent < QUOTE_INDENT and _is_point(before):
            return False  # A further paragraph of the point above.
        lead = before.text.rstrip(_DIGITS)
        if lead[-1:] == ":":
            return any(map(_is_sentence, run)) and not is_salutation(lead) and not is_list_head(lead)
        if not _is_paragraph(before.text) or not any(_is_paragraph(found.text) for found in run):
            return False
        if self._indented > self._flush:
            return False
        if run[0].text[:1] in '“"' or (following is not None and _is_flush_paragraph(following)):
            return True
        return self._flush >= _ENOUGH and not self._indented


def _is_point(block: TextBlock) -> bool:
    return block.form.depth > 0 or POINT.match(block.text) is not None


def _is_sentence(found: SetBlock) -> bool:
    text = found.text.rstrip(_DIGITS)
    return _is_paragraph(found.text) or (text.endswith(_STOPS) and text.count(" ") > 1)


def _is_paragraph(text: str) -> bool:
    return len(text) >= _PARAGRAPH and text.rstrip(_DIGITS).endswith(_ENDS)


def _is_flush_paragraph(found: SetBlock) -> bool:
    return not found.indent and found.label is None and not is_table(found.text) and _is_paragraph(found.text)


def _quoted(run: list[SetBlock]) -> Iterator[SetBlock]:
    """Yield the blocks of a quote; numbers that begin lines are no labels of notes, but may be those of a list."""
    chunk: list[SetBlock] = []
    for found in run:
        if found.is_first and chunk:
            yield from _marked(chunk)
            chunk = []
        chunk.append(found)
    yield from _marked(chunk)


def _marked(chunk: list[SetBlock]) -> Iterator[SetBlock]:
    for found in with_points([found.unlabelled() for found in chunk]):
        yield found if _is_page(found) else found.shown(found.block.form._replace(is_quote=True))
