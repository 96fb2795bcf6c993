"""Lists in Markdown: which are numbered, and how their items are put together."""

from __future__ import annotations

from frusconv.model import (
    Content,
    Item,
    Label,
    Text,
)
from frusconv.pattern import Pattern
from frusconv.writers.markdown_escape import line_start

_NUMBER = Pattern(r"(\d{1,9})\.")
# The beginning of a table, a quotation, HTML, a heading or a list.
_NO_TEXT = Pattern(r"[|<>#]|(?:-|\d{1,9}\.) ")
# Only these lists can follow a line of text without a blank line between (CommonMark section 5.2).
_LIST = Pattern(r"(?:-|1\.) ")


def counts_on(children: tuple[Content, ...]) -> bool:
    """Tell whether every item has a label, and the labels count on by one: `3.`, `4.`, `5.`."""
    expected: int | None = None
    is_labelled = False
    for child in children:
        if isinstance(child, Label):
            only = child.children[0] if len(child.children) == 1 else None
            found = _NUMBER.fullmatch(only.text.strip()) if isinstance(only, Text) else None
            number = int(found[1]) if found else -1
            if is_labelled or number < 0 or (expected is not None and number != expected):
                return False
            expected, is_labelled = number + 1, True
        elif isinstance(child, Item):
            if not is_labelled:
                return False
            is_labelled = False
    return expected is not None and not is_labelled


def item(label: str | None, blocks: list[str], is_numbered: bool) -> tuple[str, list[str]]:
    """Return the marker of an item and its blocks."""
    if blocks and blocks[0].startswith("|"):  # A table would take the marker for a part of its first cell.
        blocks = ["<!-- -->", *blocks]
    if label is None:
        return "- ", blocks
    if is_numbered:
        return f"{label.strip().replace(chr(92), '')} ", blocks
    first = blocks[0] if blocks else ""
    return "- ", [line_start(f"{label} {first}".strip(), "pandoc"), *blocks[1:]]


def listed(items: list[tuple[str, list[str]]]) -> list[str]:
    """Return the items of a list as one block, with what stands before the first of them as blocks of their own."""
    out: list[str] = []
    lines: list[str] = []
    is_loose = any(_is_loose(blocks) or not marker for marker, blocks in items)
    indent = ""
    for marker, blocks in items:
        if marker:
            indent = " " * len(marker)
            text = "\n\n".join(blocks) if is_loose else "\n".join(blocks)
            lines.append(prefixed(text, marker, indent).rstrip())
        elif lines:  # What interrupts a list belongs to the item before it.
            lines[-1] += "\n\n" + prefixed("\n\n".join(blocks), indent, indent)
        else:
            out += blocks
    if lines:
        out.append(("\n\n" if is_loose else "\n").join(lines))
    return out


def _is_loose(blocks: list[str]) -> bool:
    """Tell whether an item needs blank lines in it: a list alone needs none behind a line of text."""
    is_text = not blocks or not _NO_TEXT.match(blocks[0])
    return len(blocks) > 1 and not (is_text and all(_LIST.match(block) for block in blocks[1:]))


def prefixed(text: str, first: str, rest: str) -> str:
    """Return `text` with a prefix before each line, one of its own before the first."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line) if line else rest.rstrip() for line in lines[1:])])
