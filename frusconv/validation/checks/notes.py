"""Footnotes: their ids and numbers, what stands around them, and what they may stand in."""

from __future__ import annotations

from bisect import bisect
from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.checks.notes_rules import RULES
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.spacing import blanks_before, character_before, character_behind
from frusconv.validation.tree import Chars, Node, Unit

_ID = Pattern(r"(.*?)fn(\d*)")
# What a note's number cannot be part of.
_NAMES = ("persName", "placeName", "gloss", "date", "ref", "term")

__all__ = ["RULES", "check"]


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the footnotes of a unit."""
    notes = unit.all("note")
    if unit.kind == "header" or not notes:
        return
    for note in notes:
        if note.get("target") is None and not note.elements and not note.text().strip():
            yield unit.finding("note-empty", f"{_name(note)} has no text", note)
        yield from _target(unit, note, book)
    footnotes = [note for note in notes if note.get("rend") != "inline"]
    for note in footnotes:
        yield from _place(unit, note)
        yield from _spaces(unit, note)
    if unit.kind == "document":
        yield from _ids(unit, notes, book)
        yield from _numbers(unit, footnotes)


def _name(note: Node) -> str:
    number = note.get("n")
    return f"note {number}" if number else "the note"


def _target(unit: Unit, note: Node, book: Book) -> Iterator[Finding]:
    target = note.get("target")
    if target is None or target.startswith("#"):
        return
    span = unit.value_span(note, "target")
    edits = (Edit(span[0], span[0], b"#"),) if span and target in book.ids else ()
    yield unit.finding("note-target", f"`{target}` is not `#` and an id", note, edits)


def _place(unit: Unit, note: Node) -> Iterator[Finding]:
    outer = note.within("note")
    if outer is not None and outer.get("rend") != "inline":
        yield unit.finding("note-nested", f"{_name(note)} stands in {_name(outer)}", note)
    parent = note.parent
    if parent is None:
        return
    is_last = note.after is None
    if parent.name in _NAMES or (parent.name == "hi" and is_last and parent.children[0] is not note):
        edits = _moved_behind(unit, note, parent) if is_last else ()
        yield unit.finding("note-inside", f"{_name(note)} stands within `{parent.name}`", note, edits)


def _moved_behind(unit: Unit, note: Node, parent: Node) -> tuple[Edit, ...]:
    start, middle, end = note.offset, unit.behind(note), unit.behind(parent)
    return (Edit(start, end, unit.cut(middle, end) + unit.cut(start, middle)),)


def _spaces(unit: Unit, note: Node) -> Iterator[Finding]:
    before = note.before
    if isinstance(before, Node):
        if before.name == "note" and before.get("rend") != "inline":
            message = f"there is no white space between {_name(before)} and {_name(note)}"
            yield unit.finding("notes-unspaced", message, note, (Edit(note.offset, note.offset, b" "),))
    elif before is not None and before.text[-1].isspace():
        yield from _space_before(unit, note, before)
    follows = character_behind(note)
    if follows is None or (isinstance(note.after, Node) and note.after.name == "note"):
        return
    if follows.isalpha() or follows.isdigit():
        behind = unit.behind(note)
        # A word that a note parts is not known, but one that ends with punctuation before the note is no part of one.
        edits = (Edit(behind, behind, b" "),) if (character_before(note) or "x") in ".,;:!?”)]" else ()
        yield unit.finding("note-joined", f"`{follows}` follows directly on {_name(note)}", note, edits)


def _space_before(unit: Unit, note: Node, before: Chars) -> Iterator[Finding]:
    start = blanks_before(unit, note.offset)
    previous = None
    if before.text.isspace():
        previous = before.parent.children[before.index - 1] if before.index else None
        if previous is None or (isinstance(previous, Node) and previous.name == "note"):
            return
    edits: tuple[Edit, ...] = ()
    follows = character_behind(note)
    # Behind a break the white space belongs to the break; in other places it may be all that parts two words.
    if start < note.offset and not (isinstance(previous, Node) and previous.name in {"pb", "lb"}):
        edits = (Edit(start, note.offset, b""),)
        if follows is not None and not follows.isspace() and follows not in ".,;:!?)]’”":
            behind = unit.behind(note)
            edits += (Edit(behind, behind, b" "),)
    yield unit.finding("note-space", f"there is white space before {_name(note)}", note, edits)


def _ids(unit: Unit, notes: list[Node], book: Book) -> Iterator[Finding]:
    # By how much the ids of the notes before are off, so that what one mistake does to all notes is told once.
    off = 0
    for note in notes:
        identifier, number = note.get("xml:id"), note.get("n")
        if identifier is None:
            if note.get("rend") != "inline" and note.get("target") is None:
                yield unit.finding("note-id-missing", f"{_name(note)} has no xml:id", note)
            continue
        found = _ID.match(identifier)
        if found is None or found[1] != unit.document:
            if unit.root.get("xml:id"):
                message = f"`{identifier}` does not begin with `{unit.document}fn`"
                yield unit.finding("note-id", message, note)
        elif number and number.isdecimal() and found[2] and identifier == found[0]:
            last, off = off, int(found[2]) - int(number)
            if off:
                book.note_numbers[identifier] = number
            if off and off != last:
                yield unit.finding("note-id-number", f"note {number} has the xml:id `{identifier}`", note)


def _numbers(unit: Unit, footnotes: list[Node]) -> Iterator[Finding]:
    seen: set[int] = set()
    last: int | None = None
    # The number before a jump: where the count goes on from it, one note alone is out of its place.
    resumed: int | None = None
    pages = [mark.offset for mark in unit.all("pb")]
    before = 0
    for note in footnotes:
        number = note.get("n")
        if note.get("target") is not None:
            continue
        if number == "1" and bisect(pages, before) < bisect(pages, note.offset):
            # Volumes that begin anew on each page.
            seen.clear()
            last = resumed = None
        before = note.offset
        if not number:
            yield unit.finding("note-number", "the footnote has no number in `n`", note)
            last = resumed = None
        elif number.isdecimal():
            count = int(number)
            if count in seen:
                yield unit.finding("note-twice", f"a note of the document is {count} already", note)
            elif last is not None and count != last + 1 and (resumed is None or count != resumed + 1):
                yield unit.finding("note-sequence", f"note {count} follows note {last}", note)
                resumed = last
            else:
                resumed = None
            seen.add(count)
            last = count
