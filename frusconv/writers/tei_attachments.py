"""Attachments in TEI's own elements: paragraphs behind the document's, as the Office encoded most of them until 2015.

TEI has nothing that may follow a signature inside a div, and frus:attachment is of the Office's schema: the profile
`frus` has it, the profile `tei` keeps to TEI, but for what a source encodes as an attachment itself.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frusconv.model import (
    Attachment,
    Closer,
    Content,
    Dateline,
    Gloss,
    Head,
    Opener,
    Para,
    PersName,
    Postscript,
    Salute,
    Seg,
    Signed,
    replaced,
)


def flattened(blocks: Sequence[Content]) -> tuple[Content, ...]:
    """Return `blocks` with the content of attachments in their place.

    What TEI has at a div's ends alone becomes paragraphs; the signature at the very end stays one. How datelines and
    signatures inside are written, the one who writes the div tells.
    """
    last = max((index for index, block in enumerate(blocks) if _is_guessed(block)), default=None)
    if last is None:
        return tuple(blocks)
    result: list[Content] = []
    for index, block in enumerate(blocks):
        if _is_guessed(block) or isinstance(block, Closer | Postscript):
            result += _paragraphs(block, index >= last)
        else:
            result.append(block)
    return tuple(result)


def is_told(block: Content) -> bool:
    """Tell whether a block is an attachment that the source's own markup tells."""
    return type(block) is Attachment and block.attrs is not None


def _is_guessed(block: Content) -> bool:
    return type(block) is Attachment and block.attrs is None


def _paragraphs(block: Content, is_last: bool) -> Iterator[Content]:
    """Yield a block of an attachment, or of the letter before it, as TEI has it inside of a div."""
    match block:
        case Closer() | Postscript() if is_last:
            yield block
        case Attachment((Opener((Seg(label), *lines)), Head() as head, *rest)):
            yield Para(label, "center")
            for child in (*lines, head, *rest):
                yield from _paragraphs(child, is_last)
        case Opener(children) | Closer(children) | Postscript(children) | Attachment(children):
            for child in children:
                yield from _paragraphs(child, is_last)
        case Head(children):
            # The parties of an attachment are not the document's.
            yield Para(
                tuple(
                    replaced(child, role=None) if isinstance(child, PersName | Gloss) else child for child in children
                ),
                "center",
            )
        case Dateline() | Signed():
            yield block
        case Seg(children):
            yield Para(children, "flushleft")
        case Salute(children):
            yield Para(children)
        case _:
            yield block
