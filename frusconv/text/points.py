"""Lists with labels (`1.`, `(a)`, `iv.`) that are set as such: line below line, what is deeper further in.

Numbered paragraphs look the same but for the blank lines between them, and stay paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.form import PLAIN, Form
from frusconv.text.lists import BULLETS, is_list_head
from frusconv.text.tables import PAGE_LINE, is_table

if TYPE_CHECKING:
    from frusconv.text.layout import SetBlock

# Blanks before its marks, as in `1 . The dues`, are taken out; `I . . .` is an omission.
POINT = Pattern(r"(\(?) *(\d{1,2}|[A-Za-z]|[ivx]{2,5}|[IVX]{2,5})(?: +(?!\. ?\.))?(\)\.?|\.) +(?=\S)")
# Text can be empty, and no text is in a set.
_BULLETS = frozenset(BULLETS)
_FIRSTS = ("1", "a", "A", "i", "I")
_ROMAN = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix xx".split()


class _Level(NamedTuple):
    """A list that is being read: how far in it stands, and its last label (None for a bullet)."""

    indent: int
    label: re.Match[str] | None


def with_points(chunk: Sequence[SetBlock]) -> Sequence[SetBlock]:
    """Return the blocks of a run of lines, those that are items of a list with labels marked as such.

    The run has to be the list and nothing else, but for a line that introduces it and the list of notes behind it.
    """
    if len(chunk) < 2:
        return chunk
    start = 0 if POINT.match(chunk[0].text) or chunk[0].text[:1] in _BULLETS else 1
    if start and (not chunk[0].text.endswith(":") or is_list_head(chunk[0].text)):
        return chunk
    if not (POINT.match(chunk[start].text) or _is_nested(chunk[start:])):
        return chunk
    end = next(index for index in range(len(chunk), start - 1, -1) if index <= start or chunk[index - 1].label is None)
    blocks = [block.unlabelled() for block in chunk[start:end]]
    forms = _forms(blocks) if len(blocks) > 1 else None
    if forms is None:
        return chunk
    items = [
        block.shown(form._replace(is_close=index > 0))
        for index, (block, form) in enumerate(zip(blocks, forms, strict=True))
    ]
    return [*chunk[:start], *items, *chunk[end:]]


def _is_nested(blocks: Sequence[SetBlock]) -> bool:
    """Tell whether a list with bullets has another one in it, which stands further in."""
    if blocks[0].text[:1] not in _BULLETS:
        return False
    return any(block.indent > blocks[0].indent and block.text[:1] in _BULLETS for block in blocks)


def _forms(blocks: Sequence[SetBlock]) -> list[Form] | None:
    """Return how each block stands in a list, a page marker in none, or None if they are no list."""
    levels: list[_Level] = []
    forms: list[Form] = []
    for block in blocks:
        if PAGE_LINE.fullmatch(block.text):
            forms.append(PLAIN)
            continue
        if is_table(block.text):
            return None
        label = POINT.match(block.text)
        is_more = label is None and block.text[:1] not in _BULLETS
        depth = len(levels)
        while levels and block.indent < levels[-1].indent + is_more:
            levels.pop()
        if block.indent < blocks[0].indent:
            return None
        if is_more:
            if not levels or levels[-1].label is None:
                return None
            forms.append(Form(depth=len(levels), is_more=True))
            continue
        is_deeper = not levels or block.indent > levels[-1].indent
        is_between = is_deeper and len(levels) < depth  # Further out than the last, and in line with none above.
        if is_between or not _fits(None if is_deeper else levels[-1], label):
            return None
        levels[len(levels) if is_deeper else -1 :] = [_Level(block.indent, label)]
        forms.append(Form(depth=len(levels)))
    items = sum(form.depth > 0 and not form.is_more for form in forms)
    return forms if items > 1 and forms[-1].depth else None


def _fits(level: _Level | None, label: re.Match[str] | None) -> bool:
    """Tell whether a label begins a list, or goes on with one."""
    if label is None:
        return level is None or level.label is None
    if level is None:
        return label[2] in _FIRSTS
    return level.label is not None and follows(label, level.label)


def are_points(labels: Sequence[str]) -> bool:
    """Tell whether labels are those of a list that is read as one where its items stand line below line."""
    found = [match for label in labels if (match := POINT.match(f"{label} x")) and match.end() == len(label) + 1]
    if len(found) != len(labels) or len(found) < 2 or found[0][2] not in _FIRSTS:
        return False
    return all(follows(label, before) for before, label in pairwise(found))


def follows(label: re.Match[str], before: re.Match[str]) -> bool:
    """Tell whether a label is the one behind `before`: `(b)` behind `(a)`, `iv.` behind `iii.`."""
    if (label[1], label[3]) != (before[1], before[3]):
        return False
    one, two = before[2], label[2]
    if one.isdigit() or two.isdigit():
        return one.isdigit() and two.isdigit() and int(two) == int(one) + 1
    if one.isupper() != two.isupper():
        return False
    if len(one) == len(two) == 1 and ord(two) == ord(one) + 1:
        return True
    one, two = one.lower(), two.lower()
    return one in _ROMAN and two in _ROMAN and _ROMAN.index(two) == _ROMAN.index(one) + 1
