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
_LIST = Pattern(r"(?:-|\d{1,9}\.) ")


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
    if label is None:
        return "- ", blocks
    if is_numbered:
        return f"{label.strip().replace(chr(92), '')} ", blocks
    first = blocks[0] if blocks else ""
    return "- ", [line_start(f"{label} {first}".strip(), "pandoc"), *blocks[1:]]


def listed(items: list[tuple[str, list[str]]]) -> list[str]:
    """Return the items of a list as one block, or as several where something that is no item stands between them."""
    out: list[str] = []
    lines: list[str] = []
    # A list inside an item needs no blank line before it.
    is_loose = any(len([block for block in blocks[1:] if not _LIST.match(block)]) for _, blocks in items)
    for marker, blocks in items:
        if not marker:
            if lines:
                # What interrupts a list belongs to the item before it.
                lines[-1] += "\n\n" + prefixed("\n\n".join(blocks), "  ", "  ")
            else:
                out += blocks
            continue
        text = "\n\n".join(blocks) if is_loose else "\n".join(blocks)
        lines.append(prefixed(text, marker, " " * len(marker)).rstrip())
    if lines:
        out.append(("\n\n" if is_loose else "\n").join(lines))
    return out


def prefixed(text: str, first: str, rest: str) -> str:
    """Return `text` with a prefix before each line, one of its own before the first."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line) if line else rest.rstrip() for line in lines[1:])])
