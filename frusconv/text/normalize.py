"""Clean text from raw text: one line a block, a blank line between blocks, the note list as it stands on the page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.text.characters import clean
from frusconv.text.layout import TextBlock, text_blocks


def normalize(text: str) -> str:
    """Return the normalized form of `text`: the empty string or lines with LF; normalizing it again changes nothing."""
    return "".join(normalized((text,)))


def normalized(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the normalized form of a text that comes in pieces; memory does not grow with the text."""
    written = False
    for block in text_blocks(clean_lines(pieces)):
        yield separator(block, is_first=not written) + line_of(block)
        written = True
    if written:
        yield "\n"


def separator(block: TextBlock, is_first: bool) -> str:
    """Return what stands between a block and the one before it: notes follow without a blank line."""
    if is_first:
        return ""
    return "\n" if block.label is not None else "\n\n"


def line_of(block: TextBlock) -> str:
    """Return a block as the line that is read back as the same block."""
    return block.text if block.label is None else f"  {block.label}. {block.text}".rstrip(" ")


def clean_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Yield the cleaned lines of a text that comes in pieces."""
    rest = ""
    for piece in pieces:
        rest += piece
        end = rest.rfind("\n") + 1
        # A soft hyphen at a line end draws on the next line, so the two stay together.
        if end and not rest[:end].rstrip("\r\n \t").endswith("\xad"):
            yield from clean(rest[:end]).split("\n")[:-1]
            rest = rest[end:]
    yield from clean(rest).split("\n")
