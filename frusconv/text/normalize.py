"""Clean text from raw text: one line a block, a blank line between blocks, the note list as it stands on the page."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from frusconv.model import Diagnostic, Position
from frusconv.text.characters import clean, controls
from frusconv.text.copied import Tell, plain_lines
from frusconv.text.layout import TextBlock, text_blocks

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
    written = False
    for block in text_blocks(plain_lines(clean_lines(pieces, report), tell)):
        yield separator(block, is_first=not written) + line_of(block)
        written = True
    if written:
        yield "\n"


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
