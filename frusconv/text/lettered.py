"""Notes with letters: `a Not printed.` below `the duties;a`, beside numbered notes or alone.

Points of a text have letters too, so that only an unbroken run from `a` at the end of the text counts, and only if
every letter stands in the text above where nothing but a marker stands so, one behind the other.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.layout import TextBlock
from frusconv.text.tables import is_table

_RAISED = "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
_PLAIN = "abcdefghijklmnoprstuvwxyz"
_LETTERS = str.maketrans(_RAISED, _PLAIN)
# `[b-za]` are the plain letters, without the accents that a Pattern adds to `a-z`.
_ENTRY = Pattern(rf"(?:\[([b-za])\]\.?|([b-za])[.)]|([b-za])(?= [A-Z“‘\[])|([{_RAISED}])) ?(?=\S)")
# Behind a word's or a sentence's punctuation, behind a figure, in brackets, or raised.
_MARKER = Pattern(
    rf"(?<=\S) ?\[([b-za])\]|(?<=\S) ?([{_RAISED}])"
    r"|(?<=[\w”’)\]][\w”’)\]%][.,;:?!”’)\]])([b-za])(?=[\s,.;:)\]”’]|$)|(?<=[\d%])([b-za])(?=[\s,;:)\]]|$)"
)
# The group of letters behind figures.
_FIGURE = 4


class Letter(NamedTuple):
    """Where a letter stands that is a marker: its block, and from where to where there."""

    block: int
    start: int
    end: int


def entry_of(text: str) -> tuple[str, str] | None:
    """Return the letter that a block begins with as an entry of notes does, and what follows it; or None."""
    found = _ENTRY.match(text)
    return (_letter(found.groups()), text[found.end() :]) if found else None


def _letter(groups: Sequence[str | None]) -> str:
    return next(group for group in groups if group).translate(_LETTERS)


def lettered_start(blocks: Sequence[TextBlock]) -> int:
    """Return where the run of lettered notes at the end of a text begins, or the number of blocks if there is none."""
    start = len(blocks)
    letters: list[str] = []
    while start > 1 and blocks[start - 1].label is None and (entry := entry_of(blocks[start - 1].text)):
        start -= 1
        letters.insert(0, entry[0])
        if entry[0] == "a":
            break
    if not letters or letters != [chr(ord("a") + at) for at in range(len(letters))]:
        return len(blocks)
    return start if places([block.text for block in blocks[:start]], len(letters)) else len(blocks)


def places(texts: Sequence[str], count: int) -> list[Letter]:
    """Return where the markers of the first `count` letters stand, one behind the other; empty if one is missing.

    Behind a figure in running text a letter is more often part of a number (`Section 12a`): only if it is needed.
    """
    return _places(texts, count, with_figures=False) or _places(texts, count, with_figures=True)


def _places(texts: Sequence[str], count: int, with_figures: bool) -> list[Letter]:
    found: list[Letter] = []
    for number, text in enumerate(texts):
        for marker in _MARKER.finditer(text):
            if marker[_FIGURE] and not with_figures and not is_table(text):
                continue
            if len(found) < count and _letter(marker.groups()) == chr(ord("a") + len(found)):
                found.append(Letter(number, *marker.span()))
    return found if len(found) == count else []
