"""Clean text from raw text: one line a block, a blank line between blocks, the note list as it stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import TypeAlias

from frusconv.model import Diagnostic, Position
from frusconv.text.characters import clean, controls
from frusconv.text.copied import Tell, taken_off
from frusconv.text.layout import WINDOW, TextBlock, text_blocks

# As many forms stand in each other at the most.
_MOST_PASSES = 8

Report: TypeAlias = Callable[[Position, str], None]


def _ignore(position: Position, name: str) -> None:
    """Take a report, and do nothing."""


def _ignored(diagnostic: Diagnostic) -> None:
    """Take a diagnostic, and do nothing."""


def normalize(text: str) -> str:
    """Return the normalized form of `text`: the empty string or lines with LF; normalizing it again changes nothing."""
    return "".join(normalized((text,)))


def normalized(pieces: Iterable[str], report: Report = _ignore, tell: Tell = _ignored) -> Iterator[str]:
    """Yield the normalized form of a text that comes in pieces; memory does not grow with the text.

    `report` is called with the position and name of every control character, which are removed; `tell` with what is
    to be said of the way it was copied.
    """
    lines = taken_off(clean_lines(pieces, report), tell).lines
    window: list[str] = []
    # A form can stand in another: Markdown in a cell, mail in columns. Each pass takes off what the last one left, and
    # what shows a form and stays, as a rule does that has no notes below it, shows in lines that are as before.
    for _ in range(_MOST_PASSES):
        written = _written(lines)
        before, window = window, list(islice(written, WINDOW))
        lines = chain(window, written)
        if window == before:
            break
        lines, is_copied = taken_off(lines, _without_place(tell))
        if not is_copied:
            break
    else:
        lines = _written(lines)
    for line in lines:
        yield line + "\n"


def _written(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of the blocks that `lines` make."""
    is_first = True
    for block in text_blocks(lines):
        yield from (separator(block, is_first) + line_of(block)).split("\n")[not is_first :]
        is_first = False


def _without_place(tell: Tell) -> Tell:
    """Return a `tell` for lines that are none of the source's any more: what is said of them is said of the text."""
    return lambda diagnostic: tell(diagnostic._replace(position=Position(1, 1)))


def separator(block: TextBlock, is_first: bool) -> str:
    """Return what stands between a block and the one before it: notes and points follow without a blank line."""
    if is_first:
        return ""
    return "\n" if block.label is not None or block.form.is_close else "\n\n"


def line_of(block: TextBlock) -> str:
    """Return a block as the line that is read back as the same block."""
    if block.label is not None:
        return f"  {block.label}. {block.text}".rstrip(" ")
    if block.goes_on:
        return f"{' ' * 6}{block.text}"
    return block.form.indent + block.text


def clean_lines(pieces: Iterable[str], report: Report = _ignore) -> Iterator[str]:
    """Yield the cleaned lines of a text that comes in pieces."""
    rest: list[str] = []
    number = 1
    for piece in pieces:
        end = piece.rfind("\n") + 1
        if end:
            lines = _cleaned("".join([*rest, piece[:end]]), number, report)[:-1]
            yield from lines
            number += len(lines)
            rest = []
        rest.append(piece[end:])
    yield from _cleaned("".join(rest), number, report)


def _cleaned(text: str, first_line: int, report: Report) -> list[str]:
    for position, name in controls(text, first_line):
        report(position, name)
    return clean(text).split("\n")
