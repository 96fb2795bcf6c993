"""Walking the inlines of a document."""

from __future__ import annotations

from collections.abc import Iterable
from typing import assert_never

from frusconv.model.inlines import (
    Date,
    Gloss,
    Hi,
    Inline,
    LineBreak,
    Note,
    PageBreak,
    PersName,
    PlaceName,
    Text,
)


def plain_text(children: Iterable[Inline]) -> str:
    """Return the text of inlines without notes and page breaks; a line break is a blank."""
    return "".join(_plain(child) for child in children)


def _plain(inline: Inline) -> str:
    match inline:
        case Text(text):
            return text
        case LineBreak():
            return " "
        case Note() | PageBreak():
            return ""
        case Hi() | PersName() | Gloss() | PlaceName() | Date():
            return plain_text(inline.children)
        case _:
            assert_never(inline)
