"""Notes as word processors and some sites export them: `word[1]` and `[1] Not printed.`, or `(1)` and `(1) …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from frusconv.pattern import Pattern

_ENTRY = Pattern(r"\s*([\[(])[ \t]*(\d{1,3})[ \t]*[\])][ \t]+(?=\S)")
# An entry of a list in the form of print: whose notes are there has no others.
_PRINTED = Pattern(r"\s+\d{1,3}\. +\S")
# As many paragraphs a note has at the most behind its first.
_MOST_FURTHER = 3
_MARKER = {"[": Pattern(r"[ \t]?\[[ \t]*(\d{1,3})[ \t]*\]"), "(": Pattern(r"[ \t]?\([ \t]*(\d{1,3})[ \t]*\)")}


def with_plain_notes(lines: Sequence[str]) -> list[str] | None:
    """Return `lines` with markers and list in the form of print, or None if they have no such list.

    It stands at the very end, runs on from 1, and each of its numbers stands in the text, in order. Where two such
    lists stand one behind the other, neither is sure to be one.
    """
    result = _plain(lines)
    return None if result is None or _plain(result) is not None else result


def _plain(lines: Sequence[str]) -> list[str] | None:
    starts: list[int] = []
    bracket = ""
    for index, line in enumerate(lines):
        found = _ENTRY.match(line)
        if not found:
            continue
        if found[2] == "1":
            starts, bracket = [index], found[1]
        elif starts and found[1] == bracket and int(found[2]) == len(starts) + 1:
            starts.append(index)
        else:
            starts = []
    if not starts or not starts[0] or not _is_end(lines[starts[-1] :], bracket):
        return None
    body = _with_markers(lines[: starts[0]], _MARKER[bracket], len(starts))
    return None if body is None else [*body, *_listed(lines[starts[0] :])]


def _is_end(lines: Sequence[str], bracket: str) -> bool:
    """Tell whether nothing but the last note stands in `lines`; points of a list are in round brackets, too."""
    further = sum(bool(line.strip()) and not above.strip() for above, line in pairwise(lines))
    return further <= (_MOST_FURTHER if bracket == "[" else 0) and not any(map(_PRINTED.match, lines))


def _with_markers(lines: Sequence[str], pattern: Pattern, count: int) -> list[str] | None:
    """Return lines with the markers 1 to `count` in the form of print, or None if they lack one."""
    expected = 1

    def plain(found: re.Match[str]) -> str:
        nonlocal expected
        # Editors supply a number in such brackets, too: `[7] p.m.` has no word right before it.
        if int(found[1]) != expected or found.start() == 0 or expected > count:
            return found[0]
        expected += 1
        return found[1]

    body = [pattern.sub(plain, line) if "[" in line or "(" in line else line for line in lines]
    return body if expected > count else None


def _listed(lines: Sequence[str]) -> list[str]:
    listed = []
    for line in lines:
        found = _ENTRY.match(line)
        if found:
            listed.append(f"  {found[2]}. {line[found.end() :]}")
        else:
            listed.append(f"     {line.strip()}" if line.strip() else "")
    return listed
