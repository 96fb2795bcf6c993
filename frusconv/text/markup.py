"""Markdown, as text extractors and word processors write it, back to the text that it marks up.

Heads lose their `#`, words their `*` and `_`, links their addresses; `[^1]` becomes the marker that print has, and
its definition an entry of the note list.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from frusconv.pattern import Pattern

# A text that is set in as a whole keeps its form.
_HEAD = Pattern(r"[ \t]*(?:#{1,6}[ \t]+)+(?=\S)")
_CLOSED_HEAD = Pattern(r"(?<![ \t])[ \t]+#+$")
_DEFINITION = Pattern(r"[ \t]*\[[ \t]*\^(\d{1,3}|[*†‡])[ \t]*\][ \t]*:[ \t]*")
_REFERENCE = Pattern(r"\[[ \t]*\^(\d{1,3}|[*†‡])[ \t]*\](?!:)")
_BULLET = Pattern(r" {0,3}[*+-] +(?=[^\s*+-])")
# Heads and quotations, one in the other.
_LEADING = Pattern(r"(?:[ \t]*+(?:#{1,6}[ \t]+(?=\S)|>))++[ \t]?")
_ESCAPE = Pattern(r"\\([!-/:-@\[-`{-~])")
# Escapes stand for characters that are no markup: they wait out the rest in Unicode's private area.
_PRIVATE = 0xF0000
_HELD = Pattern(f"[{chr(_PRIVATE)}-{chr(_PRIVATE + 0x7F)}]")
_IMAGE = Pattern(r"!\[([^\[\]]*)\]\([^()\s]*\)")
_LINK = Pattern(r"\[([^\[\]]*)\]\((?:[^()\s]|\([^()\s]*\)){0,500}(?: \"[^\"]*\")?\)")
_EMPHASIS = Pattern(r"(?<![*\w])(\*{1,3})(?=[^\s*])([^*]{1,400}?)(?<=[^\s*])\1(?![*\w])")
_WITHIN = Pattern(r"(?<=\w)(\*{1,2})(?=\w)([^*\s]{1,80})\1|(?<!\*)(\*{1,2})(?=\w)([^*]{1,80}?)\3(?=\w)")
_UNDERSCORED = Pattern(r"(?<![_\w])(_{1,3})(?=[^\s_])([^_]{1,400}?)(?<=[^\s_])\1(?![_\w])")
_RAISED = Pattern(r"\^(\d{1,3})\^")
# How many lines may stand above the first head of a text that is Markdown.
_DEPTH = 12


def is_markdown(lines: Sequence[str]) -> bool:
    """Tell whether `lines` are Markdown: a head stands at the beginning, or notes are defined."""
    filled = [line for line in lines if line.strip()]
    if any(line.lstrip()[:1] == "#" and _HEAD.match(line) for line in filled[:_DEPTH]):
        return True
    return any("^" in line and _DEFINITION.match(line) for line in filled)


def definition(line: str) -> tuple[str, str] | None:
    """Return the label and the text of a note that `line` (already plain) defines, or None."""
    found = _DEFINITION.match(line) if "^" in line else None
    return (found[1], line[found.end() :]) if found else None


def plain(line: str) -> tuple[str, int]:
    """Return a line of Markdown without its markup, definitions of notes aside, and how many addresses were dropped."""
    line = _ESCAPE.sub(lambda found: chr(_PRIVATE + ord(found[1])), line)
    dropped = 0
    for pattern in (_IMAGE, _LINK):
        if "](" in line:
            dropped += len(pattern.findall(line))
            line = pattern.sub(r"\1", line)
    is_head = _HEAD.match(line) is not None
    if found := _LEADING.match(line):
        line = line[found.end() :]
    line = _BULLET.sub("• ", line, count=1) if (_BULLET.match(line)) else line
    if "*" in line:
        line = _WITHIN.sub(lambda found: found[2] or found[4], _twice(_EMPHASIS, line))
    if "_" in line:
        line = _twice(_UNDERSCORED, line)
    line = _RAISED.sub(r"\1", _REFERENCE.sub(r"\1", line)) if "^" in line else line
    if found := _LEADING.match(line):  # What stood in emphasis.
        line = line[found.end() :]
    return _released(_CLOSED_HEAD.sub("", line) if is_head else line), dropped


def _twice(pattern: Pattern, line: str) -> str:
    """Take emphasis off, and that inside it."""
    return pattern.sub(r"\2", pattern.sub(r"\2", line))


def _released(line: str) -> str:
    """Return escaped characters; one that would be markup again at a line's beginning keeps its stroke."""
    text = _HELD.sub(lambda found: chr(ord(found[0]) - _PRIVATE), line)
    if text != line and (_HEAD.match(text) or _DEFINITION.match(text) or _LEADING.match(text)):
        return _HELD.sub(_escaped, line)
    return text


def _escaped(found: re.Match[str]) -> str:
    return "\\" + chr(ord(found[0]) - _PRIVATE)
