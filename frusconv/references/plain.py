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
            before = paragraph[0][: reference.start]
            column = reference.start - (before.rfind("\n") + 1) + 1
            yield Position(line + before.count("\n"), column), reference
