"""Markers of notes that stand at the foot of their page: looked for on that page, and raised so that they stay told.

Numbers begin again on every page, or run on; a scan sets some of them apart from their words (`nobody 2 asked`), and
loses what raised them in print. On one page there are few of them, and their notes are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.footnotes import Placement, place_among
from frusconv.text.markers import behind_blanks, candidates, plain_digits
from frusconv.text.scanned import RAISED

_ENTRY = Pattern(r"  (\d{1,3}|[*†‡])\. ")
_SYMBOL = Pattern(r"(?<=\S) ?([*†‡])(?=[\s,.;:?!)\]”’]|$)")


class _Note(NamedTuple):
    """A note of the page: its label, its lines in the list of notes, and all its text."""

    label: str
    lines: list[str]

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)[len(self.label) + 2 :]


def with_raised_markers(lines: Sequence[str], notes: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return a page's lines with the markers of its notes raised, and the notes in the order of their markers.

    `notes` are lines of a note list. A marker that is not found with some certainty, while others of the page are
    missing, stays as it is; then the order does too.
    """
    entries: list[_Note] = []
    for line in notes:
        if entry := _ENTRY.match(line):
            entries.append(_Note(entry[1], [line]))
        elif entries:
            entries[-1].lines.append(line)
    placed = _numbered(lines, [note for note in entries if note.label.isdigit()])
    found = {note.label: place for note, place in placed if place is not None}
    is_whole = len(found) == len(placed)
    shown = _raised(lines, [place for place in found.values() if is_whole or place.confidence != "low"])
    order = {label: (place.block, place.start) for label, place in found.items()}
    symbols = {note.label for note in entries if not note.label.isdigit()}
    if symbols:
        for index, line in enumerate(lines):
            for mark in _SYMBOL.finditer(line):
                order.setdefault(mark[1], (index, mark.start()))
        shown = [_SYMBOL.sub(lambda mark: mark[1] if mark[1] in symbols else mark[0], line) for line in shown]
    if all(note.label in order for note in entries):
        entries.sort(key=lambda note: order[note.label])
    return shown, [line for note in entries for line in note.lines]


def _numbered(lines: Sequence[str], notes: Sequence[_Note]) -> list[tuple[_Note, Placement | None]]:
    """Return numbered notes, each with the place of its marker, or None."""
    if not notes:
        return []
    plain = [plain_digits(line) for line in lines]
    options = sorted([*candidates(plain), *behind_blanks(plain)])
    placed = place_among(plain, [(note.label, note.text) for note in notes], options)
    return list(zip(notes, placed, strict=True))


def _raised(lines: Sequence[str], placed: Sequence[Placement]) -> list[str]:
    """Return lines with the markers placed in them raised, and without blanks before them."""
    shown = list(lines)
    for placement in sorted(placed, key=lambda p: (p.block, p.start), reverse=True):
        line = shown[placement.block]
        shown[placement.block] = line[: placement.start] + placement.marker.translate(RAISED) + line[placement.end :]
    return shown
