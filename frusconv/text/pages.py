"""Page markers: where a printed page began, kept in the text as `[Page 63]`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import NamedTuple

from frusconv.model import PAGE_KINDS, page_label
from frusconv.pattern import Pattern
from frusconv.text.layout import TextBlock
from frusconv.text.tables import is_table
from frusconv.text.words import Words, closes_up, words_of

# Arabic or roman, with a letter for inserted leaves, in brackets of its own where the page bears no number:
# `[Page 63]`, `[Page XII]`, `[Page 63-A]`, `[Page [3]]`. Other spellings are met in older copies. Microfiche
# supplements number the pages of originals and of what was set from them: `[Facsimile Page 2]`, `[Typeset Page 12]`.
# Blanks are bounded: a marker has a few of them at the most, and a text of nothing but blanks takes no long time.
MARKER_FORM = (
    r"\[\s{0,3}(?:(?:Facsimile|Typeset) )?(?:Page|page|PAGE|Pg\.?|pg\.?|p\.)\s{0,3}"
    r"(\[?\s{0,3}(?:\d{1,5}|[IVXLCDM]{1,12}|[ivxlcdm]{1,12})"
    r"\s{0,3}(?:[-–]?[A-Za-z])?\s{0,3}\]?)\s{0,3}\]"
)
MARKER = Pattern(MARKER_FORM)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}
_NUMBER = Pattern(r"\[?(\d+|[ivxlcdm]+)(?:[-–]?([a-z]))?\]?", re.IGNORECASE)
_OPENS = "([“‘"
# A sentence that a page end cuts: it ends in a letter, comma or hyphen, and goes on with a small letter.
_UNFINISHED = Pattern(r"(?:[a-z’]|[a-z],|[a-z]-)\d{0,2}$")
# Microfiche supplements have two markers where pages of both kinds begin.
_MARKERS = rf"{MARKER_FORM}(?:\s{{0,3}}{MARKER_FORM})?"
_ENDS_IN_MARKER = Pattern(rf"(?<!\s)\s*{_MARKERS}$")
_BEGINS_WITH_MARKER = Pattern(rf"{_MARKERS}\s*")
_ONLY_MARKERS = Pattern(_MARKERS)
_CONTINUED = Pattern(r"[a-z]{2,}\b(?![.)])|[a-z] ")
# Headings and lines of lists are shorter and end in letters too.
_SHORTEST_PARAGRAPH = 100


class PageMarker(NamedTuple):
    """A page marker: the number as printed, and where the marker begins and ends in the text.

    `kind` is what pages are numbered where there are several: `facsimile`, `typeset`.
    """

    n: str
    start: int
    end: int
    kind: str | None = None


def page_markers(text: str) -> Iterator[PageMarker]:
    """Yield the page markers in `text`."""
    if "[" not in text:
        return
    for found in MARKER.finditer(text):
        yield PageMarker(printed_number(found[1]), found.start(), found.end(), _kind(found))


def _kind(found: re.Match[str]) -> str | None:
    """Return the kind of pages that a marker names, or None if it names none."""
    return next((kind for kind in PAGE_KINDS if kind in found[0].lower()), None)


def printed_number(raw: str) -> str:
    """Return a page number without stray blanks: `[ 3 ]` is `[3]`; half a bracket is none."""
    n = "".join(raw.split())
    return n if n.startswith("[") == n.endswith("]") else n.strip("[]")


def page_value(n: str) -> tuple[bool, int, str] | None:
    """Return (is roman, value, letter) of a printed number, or None if it is not one."""
    found = _NUMBER.fullmatch(n)
    if not found:
        return None
    digits, letter = found[1], (found[2] or "").lower()
    if digits.isdigit():
        return False, int(digits), letter
    values = [_ROMAN[c] for c in digits.lower()]
    total = sum(-v if any(w > v for w in values[i + 1 : i + 2]) else v for i, v in enumerate(values))
    return True, total, letter


def follows(n: str, previous: str) -> bool:
    """Tell whether page `n` can come right after page `previous` in one numbering."""
    a, b = page_value(previous), page_value(n)
    if a is None or b is None:
        return False
    if a[0] != b[0]:
        return a[0] and b[1] == 1  # The arabic numbers begin behind the roman ones of the front matter.
    if a[1] == b[1]:
        return b[2] == chr(ord(a[2]) + 1) if a[2] else b[2] == "a"
    return b[1] == a[1] + 1 and b[2] in ("", "a")


def keep(text: str) -> str:
    """Return `text` with every page marker in the form `[Page 63]`."""
    return MARKER.sub(lambda found: f"[{page_label(printed_number(found[1]), _kind(found))}]", text)


def strip(text: str) -> str:
    """Return one block of `text` without page markers, the sentence closed up again.

    A marker inside a word leaves the word whole; one between two words leaves one blank.
    """
    parts: list[str] = []
    at = 0
    for marker in page_markers(text):
        parts.append(text[at : marker.start])
        at = marker.end
    if not parts:
        return text
    parts.append(text[at:])
    closed = parts[0]
    seen = cache(lambda: words_of(" ".join(parts)))
    for part in parts[1:]:
        closed = _close_up(closed, part, seen)
    return closed.strip(" ")


def _close_up(before: str, after: str, seen: Callable[[], Words]) -> str:
    """Put together what a marker stood between."""
    left, right = before.rstrip(" "), after.lstrip(" ")
    apart = (left != before or right != after) and left and right
    if not apart or left[-1] in _OPENS or right[0] in ".,;:?!)]”" or closes_up(left, right, seen):
        return left + right
    return f"{left} {right}"


def join_divided(blocks: Iterable[TextBlock]) -> Iterator[TextBlock]:
    """Yield the blocks with paragraphs put together that a page marker parts in the middle of a sentence.

    The marker can be a block of its own, end the first half or begin the second; it then stands inside the paragraph.
    """
    before: TextBlock | None = None
    marker: TextBlock | None = None
    for block in blocks:
        if before is not None and _goes_on(before, marker, block):
            between = f" {marker.text} " if marker else " "
            before, marker = before._replace(text=before.text + between + block.text), None
            continue
        if before is not None and _is_marker(block) and (marker is None or _is_other_kind(marker, block)):
            marker = marker._replace(text=f"{marker.text} {block.text}") if marker else block
            continue
        yield from (held for held in (before, marker) if held is not None)
        before, marker = block, None
    yield from (held for held in (before, marker) if held is not None)


def _is_marker(block: TextBlock) -> bool:
    return block.label is None and _ONLY_MARKERS.fullmatch(block.text) is not None


def _is_other_kind(marker: TextBlock, block: TextBlock) -> bool:
    """Tell whether `block` marks a page of another kind where `marker` marks one."""
    (before, *more), (after, *_) = page_markers(marker.text), page_markers(block.text)
    return not more and before.kind != after.kind


def _goes_on(before: TextBlock, marker: TextBlock | None, after: TextBlock) -> bool:
    """Tell whether a sentence that ends nowhere in `before` goes on in `after`, with a page marker in between."""
    if before.label is not None or after.label is not None or len(before.text) < _SHORTEST_PARAGRAPH:
        return False
    if is_table(before.text) or is_table(after.text):
        return False
    ends = _ENDS_IN_MARKER.search(before.text) if before.text[-1] == "]" else None
    begins = _BEGINS_WITH_MARKER.match(after.text) if after.text[:1] == "[" else None
    if marker is None and ends is None and begins is None:
        return False
    first = before.text[: ends.start()] if ends else before.text
    return bool(_UNFINISHED.search(first) and _CONTINUED.match(after.text[begins.end() if begins else 0 :]))
