"""Text read off scans of the printed page: running heads, page numbers, and notes at the foot of each page.

    62 FOREIGN RELATIONS, 1939, VOLUME III
    THE SOVIET UNION 63
    ________
    1 Not printed.

Heads become page markers, and notes go to one list at the end. A head of the series itself is certain; others count
where their number goes on with that of one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.tables import PAGE_LINE

_SERIES = Pattern(
    r"\s*(?:(?P<n>\d{1,4})[ .—–-]+(?:FOREIGN RELATIONS|PAPERS RELATING TO)\b[^a-z]{0,60}(?:Volume [IVXL]+)?"
    r"|(?:FOREIGN RELATIONS|PAPERS RELATING TO)\b[^a-z]{0,60}? (?P<m>\d{1,4}))\s*"
)
_YEAR = Pattern(r"1[89]\d\d|20\d\d")
_CHAPTER = Pattern(r"\s*(?:[A-Z][^a-z\d]{2,70}?[ .—–-]+(?P<n>\d{1,4})|(?P<m>\d{1,4})[ .—–-]+[A-Z][^a-z\d]{2,70})\s*")
_ALONE = Pattern(r"\s*[—–-]? ?(\d{1,4}) ?[—–-]?\s*")
_RULE = Pattern(r"\s*[_—–-]{4,}\s*")
_NOTE = Pattern(r"\s*(\d{1,3}|[*†‡])(?: ?\.|\))? +(?=[A-Z“‘(\[])")
_BARE_NOTE = Pattern(r"\s*(\d{1,3}|[*†‡]) +(?=[A-Z“‘(\[])")
# An entry of a list that is gathered already.
LISTED = Pattern(r"  (\d{1,3}|[*†‡])\. ")
_SYMBOL = Pattern(r"(?<=[\w.,;:?!”’)\]])[ \t]*([*†‡])(?=[\s,.;:?!)\]”’]|$)")
# No running head is longer.
_WIDEST = 120
# No page has more lines than this; what is longer is let go, so that memory stays bounded.
LONGEST_PAGE = 400
# As many lines the notes of a page have at the most.
_MOST_LINES = 60


class Page(NamedTuple):
    """A page's lines, those of its notes now empty; the notes as lines of a list, and the index they began at."""

    lines: list[str]
    notes: list[str]
    start: int = 0


class Heads:
    """Finds the running heads of a text, whose first lines tell whether it has any."""

    def __init__(self, window: Sequence[str]) -> None:
        numbers = [number for line in window if (number := series_head(line)) is not None]
        self._certain = frozenset(numbers)
        self._last: int | None = None

    def __bool__(self) -> bool:
        """Whether the text has running heads of the series."""
        return bool(self._certain)

    def number(self, line: str) -> int | None:
        """Return the page number of a line that is a running head, else None."""
        if len(line) > _WIDEST or not any(map(str.isdigit, line)):
            return None
        line = " ".join(line.split())
        number = series_head(line)
        if number is None:
            found = _ALONE.fullmatch(line) or _CHAPTER.fullmatch(line)
            number = int(found[found.lastindex or 1]) if found else None
            if number is None or not self._goes_on(number):
                return None
        self._last = number
        return number

    def _goes_on(self, number: int) -> bool:
        if self._last is not None:
            return number == self._last + 1
        return number + 1 in self._certain


def series_head(line: str) -> int | None:
    """Return the page number in a running head that names the series, or None."""
    if "FOREIGN" not in line and "PAPERS" not in line:
        return None
    found = _SERIES.fullmatch(" ".join(line.split()))
    if found is None or (found["m"] and _YEAR.fullmatch(found["m"])):
        return None
    return int(found["n"] or found["m"])


def is_rule(line: str) -> bool:
    """Tell whether a line is the rule above the notes of a page."""
    return _RULE.fullmatch(line) is not None


def is_marker(line: str) -> bool:
    """Tell whether a line is a page marker: `[Page 62]`."""
    bare = line.strip()
    return bare[:1] == "[" and PAGE_LINE.fullmatch(bare) is not None


def has_notes_above_markers(lines: Sequence[str]) -> bool:
    """Tell whether what stands right above a page marker can be notes."""
    for index, line in enumerate(lines):
        if is_marker(line):
            above = lines[max(0, index - _MOST_LINES) : index]
            if any(map(_BARE_NOTE.match, above[slice(*_last_block(above))])):
                return True
    return False


def page_of(lines: list[str], has_head_below: bool, is_marked: bool = False) -> Page:
    """Return a page with its notes taken out: under a rule or right above the next running head.

    Above a page marker (`is_marked`), and right below the text, they count only if all their markers stand on the page:
    texts have numbers there.
    """
    start = _notes_start(lines, has_head_below or is_marked)
    if start is None:
        return Page(lines, [])
    from frusconv.text.page_notes import with_raised_markers

    raised = with_raised_markers(lines[:start], list(_entries(lines[start:])))
    is_doubtful = is_marked or bool("".join(lines[start - 1 : start]).strip())
    if is_doubtful and not is_rule(lines[start]) and not raised.is_whole:
        return Page(lines, [])
    return Page([*raised.lines, *[""] * (len(lines) - start)], raised.notes, start)


def _notes_start(lines: Sequence[str], has_head_below: bool) -> int | None:
    for index in _rules_above_notes(lines):
        if _are_entries(lines[index + 1 :], lines[:index]):
            return index
    if not has_head_below:
        return None
    start, end = _last_block(lines)
    start = next((index for index in range(start, end) if _BARE_NOTE.match(lines[index])), end)
    while start < end:  # Blank lines can part the notes.
        above, _ = _last_block(lines[:start])
        if above == start or not _BARE_NOTE.match(lines[above]):
            break
        start = above
    if not 0 < start < end:
        return None
    return start if _are_entries(lines[start:end], lines[:start]) else None


def _last_block(lines: Sequence[str]) -> tuple[int, int]:
    """Return where the last lines begin and end that no blank line parts."""
    end = len(lines)
    while end and not lines[end - 1].strip():
        end -= 1
    start = end
    while start and lines[start - 1].strip():
        start -= 1
    return start, end


def _rules_above_notes(lines: Sequence[str]) -> Iterator[int]:
    """Yield the lines that are rules with something like a note below them, from the top."""
    found: list[int] = []
    is_note = False
    for index in range(len(lines) - 1, -1, -1):
        line = lines[index]
        if is_rule(line):
            if is_note:
                found.append(index)
        elif line.strip():
            is_note = _NOTE.match(line) is not None and not LISTED.match(line)
    return reversed(found)


def _are_entries(lines: Sequence[str], text: Sequence[str]) -> bool:
    """Tell whether lines are notes: each run of them begins with a number, and the numbers run on by one.

    Symbols alone, as in old print, count if all of them stand in the page's text as markers do.
    """
    numbers: list[int] = []
    symbols: set[str] = set()
    above = ""
    for line in lines:
        found = _NOTE.match(line)
        if is_rule(line):
            continue
        if found and found[1].isdigit() and (not numbers or int(found[1]) == numbers[-1] + 1):
            numbers.append(int(found[1]))
        elif found and not found[1].isdigit():
            symbols.add(found[1])
        elif not found and line.strip() and not above.strip():
            return False
        above = line
    if numbers or not symbols:
        return bool(numbers)
    return symbols <= {mark[1] for line in text for mark in _SYMBOL.finditer(line)}


def _entries(lines: Sequence[str]) -> Iterator[str]:
    for line in lines:
        if not line.strip() or is_rule(line):
            continue
        found = _NOTE.match(line)
        yield f"  {found[1]}. {line[found.end() :]}" if found else f"     {line.strip()}"
