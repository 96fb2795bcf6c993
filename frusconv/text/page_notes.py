"""Markers of notes that stand at the foot of their page: looked for on that page, and raised so that they stay told.

Numbers begin again on every page, or run on; a scan sets some of them apart from their words (`nobody 2 asked`), and
loses what raised them in print. On one page there are few of them, and their notes are known.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.footnotes import Placement, place_among
from frusconv.text.markers import behind_blanks, candidates, plain_digits, raised_digits
from frusconv.text.scanned import LISTED

_SYMBOL = Pattern(r"(?<=\S)[ \t]*([*†‡])(?=[\s,.;:?!)\]”’]|$)")


class _Note(NamedTuple):
    """A note of the page: its label, its lines in the list of notes, and all its text."""

    label: str
    lines: list[str]

    @property
    def text(self) -> str:
        return " ".join(line.strip() for line in self.lines)[len(self.label) + 2 :]


class Raised(NamedTuple):
    """A page's lines with the markers of its notes raised, its notes in order, and whether each has a marker."""

    lines: list[str]
    notes: list[str]
    is_whole: bool


def with_raised_markers(lines: Sequence[str], notes: Sequence[str]) -> Raised:
    """Return a page with the markers of its notes raised, and the notes in the order of their markers.

    `notes` are lines of a note list. A marker that is not found with some certainty, while others of the page are
    missing, stays as it is; then the order does too.
    """
    entries: list[_Note] = []
    for line in notes:
        if entry := LISTED.match(line):
            entries.append(_Note(entry[1], [line]))
        elif entries:
            entries[-1].lines.append(line)
    placed = _numbered(lines, [note for note in entries if note.label.isdigit()])
    found = {note.label: place for note, place in placed if place is not None}
    is_sure = len(found) == len(placed)
    shown = _raised(lines, [place for place in found.values() if is_sure or place.confidence != "low"])
    order = {label: (place.block, place.start) for label, place in found.items()}
    symbols = {note.label for note in entries if not note.label.isdigit()}
    if symbols:
        for index, line in enumerate(lines):
            for mark in _SYMBOL.finditer(line):
                order.setdefault(mark[1], (index, mark.start()))
        shown = [_SYMBOL.sub(lambda mark: mark[1] if mark[1] in symbols else mark[0], line) for line in shown]
    is_whole = is_sure and all(note.label in order for note in entries)
    if is_whole:
        entries.sort(key=lambda note: order[note.label])
    return Raised(shown, [line for note in entries for line in note.lines], is_whole)


def _numbered(lines: Sequence[str], notes: Sequence[_Note]) -> list[tuple[_Note, Placement | None]]:
    """Return numbered notes, each with the place of its marker, or None.

    On a page a note has the number of its marker, where lists of saved pages can count otherwise.
    """
    if not notes:
        return []
    plain = [plain_digits(line) for line in lines]
    options = sorted([*candidates(plain), *behind_blanks(plain)])
    placed = place_among(plain, [(note.label, note.text) for note in notes], options)
    return [
        (note, place if place and place.marker == note.label else None)
        for note, place in zip(notes, placed, strict=True)
    ]


def _raised(lines: Sequence[str], placed: Sequence[Placement]) -> list[str]:
    """Return lines with the markers placed in them raised, and without blanks before them."""
    shown = list(lines)
    for placement in sorted(placed, key=lambda p: (p.block, p.start), reverse=True):
        line = shown[placement.block]
        shown[placement.block] = line[: placement.start] + raised_digits(placement.marker) + line[placement.end :]
    return shown
