"""Walking the inlines of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import assert_never

from frusconv.model.blocks import (
    Block,
    Closer,
    Dateline,
    Head,
    Item,
    List,
    Opener,
    Para,
    Postscript,
    Seg,
    Signed,
    SourceNote,
)
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


def inlines_of(block: Block | Seg | Signed | Item) -> Iterator[Inline]:
    """Yield every inline in a block, in the order of the text, outer ones before those inside them."""
    match block:
        case PageBreak():
            yield block
        case SourceNote() | Head() | Dateline() | Para() | Seg() | Item():
            yield from _descendants(block.children)
        case Opener() | Closer():
            for part in block.parts:
                yield from inlines_of(part)
        case List():
            yield from _descendants(block.head)
            for item in block.items:
                yield from inlines_of(item)
        case Signed():
            yield from _descendants((*block.name, *block.tail, *block.office))
        case Postscript():
            for para in block.paras:
                yield from inlines_of(para)
        case _:
            assert_never(block)


def _descendants(children: Iterable[Inline]) -> Iterator[Inline]:
    for child in children:
        yield child
        match child:
            case Text() | LineBreak() | PageBreak():
                pass
            case Note() | Hi() | PersName() | Gloss() | PlaceName() | Date():
                yield from _descendants(child.children)
            case _:
                assert_never(child)
