"""The text of a TEI document beside the text of its source: the same characters in the same order.

Blanks aside, and what stands for markup in the source: page markers, note markers, the labels of the note list, the
bullets. A note marker has to stand in the source exactly where the note stands in the TEI.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from lxml import etree

from frusconv.text.characters import clean
from frusconv.text.copied import plain_lines
from frusconv.text.layout import TextBlock, text_blocks
from frusconv.text.markers import plain_digits
from frusconv.text.pages import MARKER, MARKER_FORM

TEI = "{http://www.tei-c.org/ns/1.0}"
_NUMBERED = re.compile(r"[\d⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}(?:[.)] +| +(?=[A-ZÀ-ÖØ-Þ“]))")
_RAISED = dict(zip("abcdefghijklmnoprstuvwxyz", "ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_LETTERED = re.compile(rf"(?:\[[a-z]\]\.?|[a-z][.)]|[a-z](?= [A-Z“‘\[])|[{''.join(_RAISED.values())}]) ?")
_BLANK = re.compile(r"[\s•◦▪‣●]+")
# Dashes that stand for the bullets of items, where a line begins.
_DASHED = re.compile(rf"^\s*(?:{MARKER_FORM}\s*)*[*–-]\s", re.MULTILINE)
_DASHES = str.maketrans("", "", "*–-")


@dataclass(frozen=True)
class Marker:
    """A place in the text where a note stands, with the marker that print has there."""

    n: str


@dataclass(frozen=True)
class Linear:
    """A document's text in order, split at its notes, and the notes' texts in order."""

    parts: list[str | Marker]
    notes: list[str]


def linear(tei: bytes) -> Linear:
    """Return the text of a TEI document's div."""
    root = etree.fromstring(tei)
    div = next(iter(root.iter(TEI + "body")), root)
    result = Linear([], [])
    _walk(div, result)
    return result


def _walk(element: etree._Element, result: Linear) -> None:
    result.parts.append(element.text or "")
    for child in element:
        if child.tag == TEI + "note" and child.get("rend") != "inline":
            result.parts.append(Marker(child.get("n") or ""))
            result.notes.append("".join(map(str, child.itertext())))
        else:
            _walk(child, result)
        result.parts.append(child.tail or "")


def source_texts(text: str) -> list[tuple[str, list[str]]]:
    """Return the body of a source and the texts of its note list, without blanks, page markers and bullets.

    Numbered blocks at the end can be notes or paragraphs; both readings are returned.
    """
    blocks = list(text_blocks(plain_lines(clean(text).split("\n"))))
    start = len(blocks)
    while start > 1 and (blocks[start - 1].label is not None or blocks[start - 1].goes_on):
        start -= 1
    while start < len(blocks) and blocks[start].label is None:
        start += 1
    readings = [(blocks[:start], _entries(blocks[start:]))]
    # A list that does not begin with 1 has its first entries above it, and these can have further paragraphs.
    if start < len(blocks) and blocks[start].label != "1":
        above = [index for index in range(1, start) if blocks[index].label is not None]
        readings += [(blocks[:first], _entries(blocks[first:])) for first in above]
    loose = len(blocks)
    while loose > 1 and start == len(blocks) and _NUMBERED.match(blocks[loose - 1].text):
        loose -= 1
        readings.append((blocks[:loose], [_bare(_NUMBERED.sub("", block.text, 1)) for block in blocks[loose:]]))
    readings += [with_letters for body, notes in readings for with_letters in _lettered(body, notes)]
    last = len(blocks) - len(_letters_at_end(blocks))
    if last < len(blocks):
        notes = [_bare(_LETTERED.sub("", block.text, 1)) for block in blocks[last:]]
        first = last
        while first > 1 and blocks[first - 1].label is not None:
            first -= 1
        readings.append((blocks[:first], [*_entries(blocks[first:last]), *notes]))
    return [("".join(_bare(_full(block)) for block in body), notes) for body, notes in readings]


def _letters_at_end(blocks: list[TextBlock]) -> list[TextBlock]:
    """Return the blocks at the end that can be notes with letters."""
    start = len(blocks)
    while start > 1 and blocks[start - 1].label is None and _LETTERED.match(blocks[start - 1].text):
        start -= 1
    return blocks[start:]


def _lettered(body: list[TextBlock], notes: list[str]) -> list[tuple[list[TextBlock], list[str]]]:
    """Return the reading of a source by which what ends its body are notes with letters, if anything can be."""
    found = _letters_at_end(body)
    texts = [_bare(_LETTERED.sub("", block.text, 1)) for block in found]
    return [(body[: len(body) - len(found)], [*notes, *texts])] if found else []


def _entries(blocks: list[TextBlock]) -> list[str]:
    """Return the texts of entries, each with the blocks without a label that follow it."""
    texts: list[str] = []
    for block in blocks:
        if block.label is None:
            texts[-1] += _bare(block.text)
        else:
            texts.append(_bare(block.text))
    return texts


def _full(block: TextBlock) -> str:
    return block.text if block.label is None else f"{block.label}. {block.text}"


def _bare(text: str) -> str:
    return _BLANK.sub("", MARKER.sub("", plain_digits(text)))


def difference(tei: bytes, text: str) -> str | None:
    """Return what differs between a TEI document's text and its source's, or None if nothing does."""
    found = linear(tei)
    texts = source_texts(text)
    first, *others = [_difference(found, *one) for one in texts]
    if first and _DASHED.search(clean(text)):
        found = Linear([_undashed(part) for part in found.parts], [note.translate(_DASHES) for note in found.notes])
        undashed = [(body.translate(_DASHES), [note.translate(_DASHES) for note in notes]) for body, notes in texts]
        others += [_difference(found, *one) for one in undashed]
    return None if None in others else first


def _undashed(part: str | Marker) -> str | Marker:
    return Marker(part.n.translate(_DASHES)) if isinstance(part, Marker) else part.translate(_DASHES)


def _difference(found: Linear, body: str, notes: list[str]) -> str | None:
    # A note without text is a marker whose entry was lost with the list.
    got_notes = [text for text in (_BLANK.sub("", plain_digits(note)) for note in found.notes) if text]
    wanted = [text for text in notes if text]
    # Notes with letters stand in a list of their own.
    has_letters = any(isinstance(part, Marker) and part.n in _RAISED for part in found.parts)
    if got_notes != wanted and not (has_letters and sorted(got_notes) == sorted(wanted)):
        return f"notes differ: {got_notes!r} for {wanted!r}"
    parts = [part if isinstance(part, Marker) else _BLANK.sub("", plain_digits(part)) for part in found.parts]
    return _match(parts, body)


def _match(parts: list[str | Marker], body: str) -> str | None:
    """Match parts against the body; a note without a marker in the source is let pass."""
    # Positions in the body reached so far: a marker that may or may not have stood there leaves two.
    reached = {0}
    for part in parts:
        following: set[int] = set()
        for at in reached:
            if isinstance(part, Marker):
                following.add(at)
                forms = (part.n, f"[{part.n}]", _RAISED[part.n]) if part.n in _RAISED else (part.n,)
                following |= {at + len(form) for form in forms if body.startswith(form, at)}
            elif body.startswith(part, at):
                following.add(at + len(part))
        if not following:
            at = max(reached)
            return f"expected {part!r} at {at}, the source has {body[max(0, at - 30) : at]!r}>>>{body[at : at + 60]!r}"
        reached = following
    return None if len(body) in reached else f"lost at the end: {body[max(reached) :]!r}"
