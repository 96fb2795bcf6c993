"""Blocks with marks: the raw blocks of a document with its footnotes and page markers lifted out of the text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from functools import cache
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import Confidence, Inline, Note, PageBreak, Text
from frusconv.pattern import Pattern
from frusconv.text.footnotes import Placement, next_placed, place
from frusconv.text.heading import looks_like_heading
from frusconv.text.inlines import inlines
from frusconv.text.layout import TextBlock
from frusconv.text.markers import glued_at, plain_digits
from frusconv.text.marks import Mark, MarkedText
from frusconv.text.pages import MARKER, MARKER_FORM, join_divided, page_markers
from frusconv.text.source_note import SOURCE_LABEL
from frusconv.text.words import Words, closes_up, words_of

_Place: TypeAlias = tuple[int, int]
# As many blocks one entry of a list has at the most.
_LONGEST_ENTRY = 4
# The heading is among the first blocks.
_FRONT = 4
_NUMBERED = Pattern(r"(\d{1,3})(?:\. +(?=\S)| +(?=[A-Z“]))")
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
    body, entries = _split_list(list(join_divided(blocks)))
    if not entries:
        body, entries = _split_loose_list(body)
    texts = [block.text for block in body]
    remarks: list[Remark] = []
    cuts: list[list[_Cut]] = [_page_cuts(text) for text in texts]
    if entries:
        plain = [plain_digits(text) for text in texts]
        placements = place(plain, [(entry.label or "", entry.text) for entry in entries])
        _cut_notes(texts, entries, placements, cuts, remarks)
        _report_leftover(texts, placements, remarks)
    elif texts:
        _cut_loose(texts, cuts, remarks)
    seen = cache(lambda: words_of(" ".join(texts)))
    marked = tuple(_cut(block, block_cuts, seen) for block, block_cuts in zip(body, cuts, strict=True))
    return Structure(marked, tuple(body), tuple(remarks), bool(entries))


def _split_list(blocks: list[TextBlock]) -> tuple[list[TextBlock], list[TextBlock]]:
    """Part the note list at the end from what stands before it; labels elsewhere become text again."""
    start = len(blocks)
    while start > 0 and blocks[start - 1].label is not None:
        start -= 1
    start, blocks = _with_earlier_entries(start, blocks)
    body = [b if b.label is None else TextBlock(f"{b.label}. {b.text}".strip(), b.line) for b in blocks[:start]]
    return (body, blocks[start:]) if body else ([TextBlock(f"{b.label}. {b.text}".strip(), b.line) for b in blocks], [])


def _with_earlier_entries(start: int, blocks: list[TextBlock]) -> tuple[int, list[TextBlock]]:
    """Return where the list really begins, with the further paragraphs of its entries put to them.

    A list that begins with 3 has 1 and 2 above it, and what stands between is a paragraph of the entry it follows.
    """
    while start < len(blocks) and (blocks[start].label or "").isdigit() and blocks[start].label != "1":
        wanted = str(int(blocks[start].label or 0) - 1)
        above = range(start - 2, max(-1, start - 2 - _LONGEST_ENTRY), -1)
        found = next((index for index in above if blocks[index].label == wanted), None)
        if found is None:
            break
        text = " ".join(block.text for block in blocks[found:start])
        blocks = [*blocks[:found], blocks[found]._replace(text=text), *blocks[start:]]
        start = found
        while start > 0 and blocks[start - 1].label is not None:
            start -= 1
    return start, blocks


def _split_loose_list(blocks: list[TextBlock]) -> tuple[list[TextBlock], list[TextBlock]]:
    """Part a note list whose entries are blocks like any other: numbered from 1, with all their markers in the text.

    Numbered paragraphs look the same, but have no markers.
    """
    start = len(blocks)
    numbers: list[re.Match[str]] = []
    while start > 1:
        found = _NUMBERED.match(plain_digits(blocks[start - 1].text))
        if not found:
            break
        start -= 1
        numbers.insert(0, found)
        if found[1] == "1":
            break
    labels = [found[1] for found in numbers]
    if not labels or labels != [str(number) for number in range(1, len(labels) + 1)]:
        return blocks, []
    if not _all_glued([plain_digits(block.text) for block in blocks[:start]], labels):
        return blocks, []
    entries = zip(blocks[start:], numbers, strict=True)
    return blocks[:start], [TextBlock(block.text[found.end() :], block.line, found[1]) for block, found in entries]


def _all_glued(texts: Sequence[str], labels: Sequence[str]) -> bool:
    """Tell whether markers that cannot be mistaken stand in the texts for all labels, one behind the other."""
    block, at = 0, 0
    for label in labels:
        while (found := glued_at(texts[block], label, at)) is None:
            block, at = block + 1, 0
            if block == len(texts):
                return False
        at = found + len(label)
    return True


def _page_cuts(text: str) -> list[_Cut]:
    return [_Cut(marker.start, marker.end, PageBreak(marker.n)) for marker in page_markers(text)]


def _cut_notes(
    texts: Sequence[str],
    entries: Sequence[TextBlock],
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
        note = Note(numbers[index], _note_content(entry.text), kind)
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


def _numbers(entries: Sequence[TextBlock], placements: Sequence[Placement | None]) -> list[str]:
    """Return the number of each note: its marker's, or for one not placed what the others let expect."""
    shift = 0
    for entry, placement in zip(entries, placements, strict=True):
        if placement and placement.marker.isdigit() and (entry.label or "").isdigit():
            shift = int(placement.marker) - int(entry.label or 0)
            break
    taken = {p.marker for p in placements if p}
    repeated: Counter[str] = Counter()
    numbers = []
    for entry, placement in zip(entries, placements, strict=True):
        label = entry.label or ""
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


def _note_content(text: str) -> tuple[Inline, ...]:
    if "[" not in text:
        return (Text(text),) if text else ()
    return inlines(_cut(TextBlock(text, 1), _page_cuts(text), dict))


def _cut(block: TextBlock, cuts: list[_Cut], seen: Callable[[], Words]) -> MarkedText:
    """Return a block with its cuts made; around a page marker one blank is enough, and in a word none."""
    if not cuts:
        return MarkedText(block.text, (), block.line)
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
    return MarkedText(text[:length], tuple((min(offset, length), mark) for offset, mark in marks), block.line)


def _append(text: str, part: str) -> str:
    return text + (part.lstrip(" ") if not text or text[-1] == " " else part)


def _skip_blanks(text: str, at: int) -> int:
    while at < len(text) and text[at] == " ":
        at += 1
    return at


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39].rstrip() + "…"
