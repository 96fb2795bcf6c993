"""Citations in plain text of any kind: a footnote, a book's chapter."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.model import Position
from frusconv.pattern import Pattern
from frusconv.references.reference import Context, Reference, Work
from frusconv.references.scan import scanned

_PARAGRAPH = Pattern(r"[^\n]+(?:\n(?![ \t]*\n)[^\n]+)*")


def in_plain_text(text: str, volume: str | None = None) -> Iterator[tuple[Position, Reference]]:
    """Yield the citations in a text with the place of each, paragraph by paragraph.

    `volume` is the volume that the text itself is of, if it is of one. An `ibid.` leads into the paragraph before.
    """
    cited: Work | None = None
    line, at = 1, 0
    for paragraph in _PARAGRAPH.finditer(text):
        line += text.count("\n", at, paragraph.start())
        at = paragraph.start()
        found, cited = scanned(paragraph[0], Context(volume), cited)
        for reference in found:
            start = paragraph.start() + reference.start
            line += text.count("\n", at, start)
            at = start
            yield Position(line, start - text.rfind("\n", 0, start)), reference
