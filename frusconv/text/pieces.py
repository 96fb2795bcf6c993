"""A text of many documents as pieces, one a document, that are the text again when put together."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from frusconv.file_names import fitting
from frusconv.pattern import Pattern
from frusconv.text.characters import clean, line_starts
from frusconv.text.layout import text_blocks
from frusconv.text.pages import MARKER
from frusconv.text.split import Beginning, beginnings

_ENTRY, _HANGS = Pattern(r"\d{1,3}\. \S"), Pattern(r" {2,6}(?!\d{1,3}\. )\S")


class Piece(NamedTuple):
    """A part of a text: its beginning, and where it stands in the text.

    The beginning is None for what stands above the first document.
    """

    beginning: Beginning | None
    start: int
    end: int


def pieces(text: str) -> list[Piece]:
    """Return the documents of `text`, in order, and what stands above the first; empty if it has no document."""
    found = beginnings(text_blocks(with_lists(clean(text).split("\n"))))
    if not found:
        return []
    lines = line_starts(text)
    starts = [lines[beginning.line - 1] for beginning in found]
    cuts: list[tuple[Beginning | None, int]] = list(zip(found, starts, strict=True))
    if MARKER.sub("", text[: starts[0]]).strip("\ufeff \t\r\n"):
        cuts.insert(0, (None, 0))
    else:
        cuts[0] = (found[0], 0)
    ends = [*(start for _, start in cuts[1:]), len(text)]
    return [Piece(beginning, start, end) for (beginning, start), end in zip(cuts, ends, strict=True)]


def names(found: Sequence[Piece], stem: str, suffix: str = ".txt") -> list[str]:
    """Return a file name for each piece, none twice: `<stem>-d59.txt`, by order where a document has no number."""
    width = max(3, len(str(len(found))))
    taken: dict[str, int] = {}
    made = []
    for order, piece in enumerate(found, 0 if found and found[0].beginning is None else 1):
        if piece.beginning is None:
            part = "front"
        else:
            part = f"d{piece.beginning.number}" if piece.beginning.number is not None else f"{order:0{width}}"
        taken[part] = taken.get(part, 0) + 1
        again = f"-{taken[part]}" if taken[part] > 1 else ""
        made.append(fitting(stem, f"-{part}{again}{suffix}"))
    return made


def with_lists(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` with the note lists indented that hang (`1. Not` above `   printed.`), as mail has them.

    At the end of a text such a list is known for what it is; here another document follows.
    """
    chunk: list[str] = []
    for line in lines:
        if line.strip():
            chunk.append(line)
            continue
        if chunk:
            yield from _indented(chunk)
            chunk = []
        yield line
    yield from _indented(chunk)


def _indented(chunk: list[str]) -> list[str]:
    first = next((index for index, line in enumerate(chunk) if _HANGS.match(line)), len(chunk))
    if first == 0 or not _ENTRY.match(chunk[first - 1] if first < len(chunk) else ""):
        return chunk
    start = next(index for index, line in enumerate(chunk) if _ENTRY.match(line))
    return [*chunk[:start], *(f"  {line}" for line in chunk[start:])]


def missing_numbers(found: Sequence[Beginning]) -> list[int]:
    """Return the numbers that no document has between the lowest and the highest that are there."""
    there = {beginning.number for beginning in found if beginning.number is not None}
    return [number for number in range(min(there), max(there)) if number not in there] if there else []


def repeated(found: Sequence[Beginning]) -> list[Beginning]:
    """Return the beginnings whose number a document before them has."""
    seen: set[int] = set()
    twice = []
    for beginning in found:
        if beginning.number in seen:
            twice.append(beginning)
        elif beginning.number is not None:
            seen.add(beginning.number)
    return twice
