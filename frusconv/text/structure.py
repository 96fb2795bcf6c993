"""Blocks with marks: the raw blocks of a document with its footnotes and page markers lifted out of the text."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import Confidence, Content, Note, PageBreak, Para
from frusconv.pattern import Pattern
from frusconv.text.footnotes import Placement, next_placed, place
from frusconv.text.heading import looks_like_heading
from frusconv.text.inlines import inlines, outer_breaks
from frusconv.text.layout import TextBlock
from frusconv.text.markers import glued_at
from frusconv.text.marks import Mark, MarkedText
from frusconv.text.note_list import Entry, split_list
from frusconv.text.pages import MARKER, MARKER_FORM, PageMarker, join_divided, page_markers
from frusconv.text.source_note import SOURCE_LABEL
from frusconv.text.words import Words, closes_up, words_of

_Place: TypeAlias = tuple[int, int]
# The heading is among the first blocks.
_FRONT = 4
_HEADING_NUMBER = Pattern(r"[A-Za-z.] (\d{2,6})\s*$")
_LOOSE = Pattern(rf"[a-z)](\d{{1,2}})(?:\s*{MARKER_FORM})*\s*$")


class Remark(NamedTuple):
    """Something to be told of a block: the block's index, the offset in its raw text, a stable code, a message."""

    block: int
    offset: int
    code: str
    message: str
    confidence: Confidence = "medium"


class Structure(NamedTuple):
    """The blocks of a document without its note list, and what was noticed in lifting the marks out.

    `has_list` tells whether a note list stood at the end.
    """

    blocks: tuple[MarkedText, ...]
    raw: tuple[TextBlock, ...]
    remarks: tuple[Remark, ...]
    has_list: bool


class _Cut(NamedTuple):
    """A part of a raw block to be lifted out, and the mark that takes its place."""

    start: int
    end: int
    mark: Mark


def lift_marks(blocks: Iterable[TextBlock]) -> Structure:
    """Return the blocks with every footnote and page break as a mark where its marker stood.

    The note list is the run of labelled blocks at the end. An entry whose marker is not found goes to the end of the
    block that its predecessor stands in, and is reported.
    """
    body, entries = split_list(list(join_divided(blocks)))
    texts = [block.text for block in body]
    remarks: list[Remark] = []
    cuts: list[list[_Cut]] = [_page_cuts(text) for text in texts]
    if entries:
        placements = place(texts, [(entry.label, entry.text) for entry in entries])
        if placements[0] is None and SOURCE_LABEL.match(entries[0].text):
            placements[0] = _at_heading_number(texts, entries[0].label)
        _cut_notes(texts, entries, placements, cuts, remarks)
        _report_leftover(texts, placements, remarks)
    elif texts:
        _cut_loose(texts, cuts, remarks)
    seen = cache(lambda: words_of(" ".join(texts)))
    marked = tuple(_cut(block, block_cuts, seen) for block, block_cuts in zip(body, cuts, strict=True))
    return Structure(marked, tuple(body), tuple(remarks), bool(entries))


def _at_heading_number(texts: Sequence[str], label: str) -> Placement | None:
    """Return the place of a source note's marker that sticks to the number a heading ends with, or None.

    `Memorandum No. 1851` is Memorandum 185 with note 1: the note on the source has no other place.
    """
    head = _head_index(texts)
    found = _HEADING_NUMBER.search(texts[head])
    if found is None or not found[1].endswith(label) or len(found[1]) == len(label):
        return None
    return Placement(head, found.end(1) - len(label), found.end(1), label, "medium")


def _page_cuts(text: str) -> list[_Cut]:
    return [_Cut(marker.start, marker.end, _page_break(marker)) for marker in page_markers(text)]


def _page_break(marker: PageMarker) -> PageBreak:
    """Return the page break of a marker; the Office tells in its type what pages are numbered, if not the volume's."""
    return PageBreak(marker.n, (("n", marker.n), ("type", marker.kind)) if marker.kind else None)


def _cut_notes(
    texts: Sequence[str],
    entries: Sequence[Entry],
    placements: Sequence[Placement | None],
    cuts: list[list[_Cut]],
    remarks: list[Remark],
) -> None:
    """Add a cut for every note, and a remark for every one whose place is a guess or was not found."""
    numbers = _numbers(entries, placements)
    at: _Place = (0, 0)
    following = next_placed(placements)
    for index, (entry, placement) in enumerate(zip(entries, placements, strict=True)):
        kind: Literal["source"] | None = "source" if SOURCE_LABEL.match(entry.text) else None
        note = Note(numbers[index], _note_content(entry.paragraphs), kind)
        if placement is None:
            at = _substitute(texts, following[index], at)
            cuts[at[0]].append(_Cut(at[1], at[1], note))
            message = f"no marker found for note {entry.label}: {_short(entry.text)}"
            remarks.append(Remark(*at, "note-unplaced", message))
            continue
        at = (placement.block, placement.end)
        cuts[placement.block].append(_Cut(placement.start, placement.end, note))
        if not placement.is_certain:
            message = f"note {placement.marker} fits in more than one place; the likeliest was taken"
            remarks.append(Remark(placement.block, placement.start, "note-ambiguous", message, placement.confidence))


def _substitute(texts: Sequence[str], following: Placement | None, at: _Place) -> _Place:
    """Return where a note without a marker goes: behind the one before it and before the next.

    So all stay in order. One that comes first goes to the heading.
    """
    head = _head_index(texts) if at == (0, 0) else at[0]
    if following is not None and following.block <= head:
        return following.block, following.start
    return head, len(texts[head])


def _report_leftover(texts: Sequence[str], placements: Sequence[Placement | None], remarks: list[Remark]) -> None:
    """Report a marker behind the last one placed that goes on with the run, but has no entry in the list."""
    last = placements[-1]
    if last is None or not last.marker.isdigit():
        return
    expected = str(int(last.marker) + 1)
    for block in range(last.block, len(texts)):
        at = glued_at(texts[block], expected, last.end if block == last.block else 0)
        if at is not None:
            message = f"what looks like the marker of note {expected} has no entry in the list of notes"
            remarks.append(Remark(block, at, "note-entry-missing", message))
            return


def _cut_loose(texts: Sequence[str], cuts: list[list[_Cut]], remarks: list[Remark]) -> None:
    """Lift a marker off a heading whose note was lost with the list: it belongs to no name in the heading."""
    found = None
    if any(text[-1:].isdigit() or text[-1:] == "]" for text in texts[:_FRONT]):
        head = _head_index(texts)
        found = _LOOSE.search(texts[head]) if looks_like_heading(texts[head]) else None
    if found is None:
        lost = ((block, glued_at(text, "1", 0)) for block, text in enumerate(texts))
        block, at = next(((block, at) for block, at in lost if at is not None), (0, None))
        if at is not None:
            message = "what looks like the marker of note 1 stands here, but the text has no list of notes"
            remarks.append(Remark(block, at, "note-list-missing", message))
        return
    start, end = found.span(1)
    cuts[head].append(_Cut(start, end, Note(found[1], ())))
    message = f"the heading has a marker of note {found[1]}, but the text has no list of notes"
    remarks.append(Remark(head, start, "note-list-missing", message))


def _numbers(entries: Sequence[Entry], placements: Sequence[Placement | None]) -> list[str]:
    """Return the number of each note: its marker's, or for one not placed what the others let expect."""
    shift = 0
    for entry, placement in zip(entries, placements, strict=True):
        if placement and placement.marker.isdigit() and entry.label.isdigit():
            shift = int(placement.marker) - int(entry.label)
            break
    taken = {p.marker for p in placements if p}
    repeated: Counter[str] = Counter()
    numbers = []
    for entry, placement in zip(entries, placements, strict=True):
        label = entry.label
        number = placement.marker if placement else str(int(label) + shift) if label.isdigit() else label
        if placement is None and number in taken:
            number = _lettered(number, taken, repeated)
        taken.add(number)
        numbers.append(number)
    return numbers


def _lettered(number: str, taken: Collection[str], repeated: Counter[str]) -> str:
    """Return a number that is taken with a letter (`66a`), or behind the last one with its count (`66a2`)."""
    lettered = number + "a"
    while lettered in taken:
        repeated[number] += 1
        lettered = f"{number}a{repeated[number] + 1}"
    return lettered


def _head_index(texts: Sequence[str]) -> int:
    """Return the block that a first note without a marker goes to: the heading, as far as can be told here."""
    blocks = [(i, MARKER.sub("", text).strip()) for i, text in enumerate(texts[:_FRONT])]
    found = next((i for i, text in blocks if text and looks_like_heading(text)), None)
    return found if found is not None else next((i for i, text in blocks if text), 0)


def _note_content(paragraphs: Sequence[str]) -> tuple[Content, ...]:
    """Return what a note holds: text, or several paragraphs, as the Office has it."""
    parts = [_marked(text) for text in paragraphs]
    if len(parts) == 1:
        return inlines(parts[0])
    content: list[Content] = []
    for part in parts:
        before, inner, after = outer_breaks(part)
        content += [*before, *([Para(inlines(inner))] if inner.text else ()), *after]
    return tuple(content)


def _marked(text: str) -> MarkedText:
    """Return a paragraph of a note with its page breaks lifted out."""
    return _cut(TextBlock(text, 1), _page_cuts(text), dict) if "[" in text else MarkedText(text)


def _cut(block: TextBlock, cuts: list[_Cut], seen: Callable[[], Words]) -> MarkedText:
    """Return a block with its cuts made; around a page marker one blank is enough, and in a word none."""
    if not cuts:
        return MarkedText(block.text, (), block.line, block.form)
    cuts.sort(key=lambda cut: (cut.start, cut.end))  # Stable: notes at one place keep their order.
    text = ""
    marks: list[tuple[int, Mark]] = []
    at = 0
    for index, cut in enumerate(cuts):
        text = _append(text, block.text[at : cut.start])
        at = cut.end
        if isinstance(cut.mark, PageBreak) and text[-1:] == " ":
            following = cuts[index + 1].start if index + 1 < len(cuts) else len(block.text)
            if closes_up(text[:-1], block.text[at:following].lstrip(" "), seen):
                text = text[:-1]
                at = _skip_blanks(block.text, at)
        if isinstance(cut.mark, Note) and index and cuts[index - 1].end == cut.start and text[-1:] == " ":
            marks.insert(len(marks) - 1, (len(text) - 1, cut.mark))  # `mail. [Page 12]1`: the note is on the sentence.
        else:
            marks.append((len(text), cut.mark))
    text = _append(text, block.text[at:])
    length = len(text.rstrip(" "))
    inside = tuple((min(offset, length), mark) for offset, mark in marks)
    return MarkedText(text[:length], inside, block.line, block.form)


def _append(text: str, part: str) -> str:
    return text + (part.lstrip(" ") if not text or text[-1] == " " else part)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
