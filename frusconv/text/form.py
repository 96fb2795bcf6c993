"""How a block is set on the page, where that tells what it is: quoted in full, or an item of a list with labels."""

from __future__ import annotations

from typing import NamedTuple


class Form(NamedTuple):
    """Whether a block is part of a quote, and how deep an item stands in a list (0 for no item).

    `is_close` is true of what stands right below the line before it, without a blank line, `is_more` of a further
    paragraph of the item above.
    """

    is_quote: bool = False
    depth: int = 0
    is_close: bool = False
    is_more: bool = False

    @property
    def indent(self) -> str:
        """The blanks that show the form in clean text."""
        return " " * (QUOTE_INDENT * self.is_quote + ITEM_INDENT * (self.depth - (self.depth > 0 and not self.is_more)))


QUOTE_INDENT, ITEM_INDENT = 4, 2
PLAIN = Form()
