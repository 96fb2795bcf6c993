"""The list of notes at the end of a text: which blocks it is made of, and what each of its entries holds."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeAlias

from frusconv.pattern import Pattern
from frusconv.text.layout import TextBlock
from frusconv.text.lettered import entry_of, lettered_start
from frusconv.text.markers import glued_at, plain_digits

# As many blocks one entry of a list has at the most.
_LONGEST_ENTRY = 4
_NUMBERED = Pattern(r"(\d{1,3})(?:[.)] +(?=\S)| +(?=[A-Z“]))")


class Entry(NamedTuple):
    """An entry of a note list: its label, its paragraphs, and the line of the source it begins on."""

    label: str
    paragraphs: tuple[str, ...]
    line: int

    @property
    def text(self) -> str:
        """All that the note says."""
        return " ".join(self.paragraphs)


Parts: TypeAlias = tuple[list[TextBlock], list[Entry]]


def split_list(blocks: list[TextBlock]) -> Parts:
    """Part the note list at the end from what stands before it; labels elsewhere become text again.

    Notes with letters, which stand below it or above, come behind the others.
    """
    above, lettered = _split_lettered(blocks)
    body, entries = _split_numbered(above)
    if not lettered:
        body, lettered = _split_lettered(body)
    return body, [*entries, *lettered]


def _split_lettered(blocks: list[TextBlock]) -> Parts:
    start = lettered_start(blocks)
    found = [(entry_of(block.text), block.line) for block in blocks[start:]]
    return blocks[:start], [Entry(entry[0], (entry[1],), line) for entry, line in found if entry]


def _split_numbered(blocks: list[TextBlock]) -> Parts:
    start = _list_start(blocks)
    if 0 < start < len(blocks):
        return [_as_text(block) for block in blocks[:start]], list(_entries(blocks[start:]))
    return _split_loose_list([_as_text(block) for block in blocks])


def _as_text(block: TextBlock) -> TextBlock:
    """Return a block with its label as the beginning of its text."""
    return block if block.label is None else TextBlock(f"{block.label}. {block.text}".strip(), block.line)


def _entries(blocks: Sequence[TextBlock]) -> Iterator[Entry]:
    """Yield the entries of a list, each with the blocks without a label that follow it."""
    starts = [index for index, block in enumerate(blocks) if block.label is not None]
    for start, end in zip(starts, [*starts[1:], len(blocks)], strict=True):
        yield Entry(blocks[start].label or "", tuple(block.text for block in blocks[start:end]), blocks[start].line)


def _list_start(blocks: Sequence[TextBlock]) -> int:
    """Return where the list at the end begins, or the number of blocks if there is none.

    A list that begins with 3 has 1 and 2 above it, and what stands between is a paragraph of the entry it follows.
    """
    start = _run_start(blocks, _last_entry(blocks))
    while start < len(blocks) and (blocks[start].label or "").isdigit() and blocks[start].label != "1":
        wanted = str(int(blocks[start].label or 0) - 1)
        above = range(start - 2, max(-1, start - 2 - _LONGEST_ENTRY), -1)
        found = next((index for index in above if blocks[index].label == wanted), None)
        if found is None:
            break
        start = _run_start(blocks, found)
    return start


def _run_start(blocks: Sequence[TextBlock], last: int) -> int:
    """Return where the run of entries begins that ends with the one at `last`."""
    start = index = last
    while index > 0 and index < len(blocks) and (blocks[index - 1].label is not None or blocks[index - 1].goes_on):
        index -= 1
        start = index if blocks[index].label is not None else start
    return start


def _last_entry(blocks: Sequence[TextBlock]) -> int:
    """Return the index of the last entry, if nothing but its further paragraphs follow; else the number of blocks.

    They are set in; or else all markers of the list have to stand above it.
    """
    last = len(blocks) - 1
    while last > 0 and blocks[last].goes_on:
        last -= 1
    if last >= 0 and blocks[last].label is not None:
        return last
    above = range(last - 1, max(-1, last - _LONGEST_ENTRY), -1)
    last = next((index for index in above if blocks[index].label is not None), len(blocks))
    first = _run_start(blocks, last)
    labels = [block.label for block in blocks[first : last + 1] if block.label is not None]
    if len(labels) < 2 or labels != _counted(len(labels)):
        return len(blocks)
    return last if _all_glued([plain_digits(block.text) for block in blocks[:first]], labels) else len(blocks)


def _split_loose_list(blocks: list[TextBlock]) -> Parts:
    """Part a note list whose entries are blocks like any other: numbered from 1, with all their markers in the text.

    Numbered paragraphs look the same, but have no markers.
    """
    start = len(blocks)
    numbers: dict[int, re.Match[str]] = {}
    while start > 1:
        found = _NUMBERED.match(plain_digits(blocks[start - 1].text))
        if not found and not blocks[start - 1].goes_on:
            break
        start -= 1
        if found:
            numbers[start] = found
            if found[1] == "1":
                break
    starts = sorted(numbers)
    labels = [numbers[index][1] for index in starts]
    if not labels or labels != _counted(len(labels)):
        return blocks, []
    if not _all_glued([plain_digits(block.text) for block in blocks[: starts[0]]], labels):
        return blocks, []
    entries = [
        block._replace(text=block.text[numbers[at].end() :], label=numbers[at][1]) if at in numbers else block
        for at, block in enumerate(blocks[starts[0] :], starts[0])
    ]
    return blocks[: starts[0]], list(_entries(entries))


def _counted(count: int) -> list[str]:
    """Return the numbers from 1 to `count`."""
    return [str(number) for number in range(1, count + 1)]


def _all_glued(texts: Sequence[str], labels: Sequence[str]) -> bool:
    """Tell whether markers that cannot be mistaken stand in the texts for all labels, one behind the other."""
    block, at = 0, 0
    for label in labels:
        while block < len(texts) and (found := glued_at(texts[block], label, at)) is None:
            block, at = block + 1, 0
        if block == len(texts):
            return False
        at = (found or 0) + len(label)
    return True
