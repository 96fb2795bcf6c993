"""Further paragraphs of an entry in a list of notes: set further in than its number."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING

from frusconv.text.characters import tidy
from frusconv.text.tables import is_table

if TYPE_CHECKING:
    from frusconv.text.layout import SetBlock


def with_further(blocks: Iterable[SetBlock], join: Callable[[list[str]], str]) -> Iterator[SetBlock]:
    """Yield blocks with those marked that are set further in than the entry of a note list above them.

    Lines without a blank line between them are one paragraph, as those of the entry are; `join` makes them one line.
    """
    above: SetBlock | None = None
    held: SetBlock | None = None
    for block in blocks:
        is_further = above is not None and block.label is None and block.indent > above.indent
        is_further = is_further and not block.block.form.depth and not is_table(block.text)
        if held is not None and is_further and not block.is_first:
            held = held._replace(block=held.block._replace(text=tidy(join([held.text, block.text]))))
            continue
        if held is not None:
            yield held
            held = None
        if is_further:
            held = block._replace(block=block.block._replace(goes_on=True))
        else:
            above = block if block.label is not None else None
            yield block
    if held is not None:
        yield held
