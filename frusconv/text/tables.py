"""Tables in raw text: rows of cells parted by tabs, by pipes, or set in columns with blanks between them.

A table comes out in one form: a line a row, a tab between two cells. Everything else of a text has no tabs. A page
marker between two rows stays a line of its own.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple, TypeAlias

from frusconv.pattern import Pattern
from frusconv.text.characters import tidy

CELL, ROW = "\t", "\n"
# As many blanks a tab at a line's beginning is.
_TAB = 4
# As many lines without a blank one among them are looked at together.
_MOST_LINES = 2000
# A line without a second cell between two rows is a row too, if it is no longer than this: `Total`.
_LONGEST_SINGLE = 60
# Nobody sets columns wider than this.
_WIDEST = 300
_GAP = Pattern(r"\S {2,}\S")
PAGE_LINE = Pattern(r"\[\s*(?:(?:Facsimile|Typeset) )?[Pp](?:age|g\.?|\.)\s*[^\[\]\s]{1,12}\s*\]")
# Numbers, letters and bullets before the points of a list; `TO:` and `SUBJECT:` before what a memorandum says.
_POINT = Pattern(r"\(?(?:\d{1,3}|[A-Za-z]|[ivxIVX]{1,5})[.)]\)?|[•◦▪‣●*–—-]|[*†‡§¶]{1,3}\.?")
# An entry of the list of notes, which can follow a table at once.
_NOTE = Pattern(r" +(?:\d{1,3}|[*†‡§¶║]{1,3})\.(?: |$)")
_NAMED = Pattern(r"((?:Participants|PARTICIPANTS|Present|PRESENT|References|REFERENCES):) {2,60}(?=\S)")
_RULE = Pattern(r"[|+:=\s–—-]+")

_Cells: TypeAlias = list[str]


class TextLine(NamedTuple):
    """A line of the source by its number; a table is one, with the number of its first row."""

    text: str
    number: int


class _Run(NamedTuple):
    """Lines that are a table: the first, the one behind the last, and the rows."""

    start: int
    end: int
    rows: list[_Cells]


def is_table(text: str) -> bool:
    """Tell whether a block is a table."""
    return CELL in text


def lines_and_tables(lines: Iterable[str]) -> Iterator[TextLine]:
    """Yield the lines of a cleaned text with their numbers, each table as one; memory does not grow with the text."""
    held: list[TextLine] = []
    is_plain = True  # Most lines have nothing that could part cells, and to see that is faster than to look for tables.
    was_blank = False
    for number, line in enumerate(lines, 1):
        is_blank = not line or line.isspace()
        if not is_blank:
            was_blank = False
            held.append(TextLine(line, number))
            is_plain = is_plain and CELL not in line and "|" not in line and "  " not in line
            if len(held) < _MOST_LINES:
                continue
        elif was_blank:  # One blank line does what thousands do.
            continue
        yield from held if is_plain else _with_tables(held)
        held, is_plain = [], True
        if is_blank:
            was_blank = True
            yield TextLine("", number)
    yield from held if is_plain else _with_tables(held)


def _with_tables(lines: list[TextLine]) -> Iterator[TextLine]:
    """Yield the lines of a run without blank ones, with its tables put together."""
    at = 0
    for run in _tables([line.text for line in lines]):
        yield from (_plain(line) for line in lines[at : run.start])
        texts = [line.text for line in lines[run.start : run.end]]
        indent = min(len(text) - len(text.lstrip(" ")) for text in texts)
        yield TextLine(" " * indent + ROW.join(CELL.join(row) for row in run.rows), lines[run.start].number)
        at = run.end
    yield from (_plain(line) for line in lines[at:])


def _plain(line: TextLine) -> TextLine:
    """Return a line without tabs; those at its beginning are an indent."""
    if CELL not in line.text:
        return line
    bare = line.text.lstrip(" \t")
    indent = line.text[: len(line.text) - len(bare)].replace(CELL, " " * _TAB)
    return line._replace(text=indent + bare.replace(CELL, " "))


def _tables(texts: list[str]) -> list[_Run]:
    """Return the tables among lines, in order; they do not overlap."""
    if len(texts) < 2:
        return []
    for mark, cells, least in ((CELL, _by_tabs, 2), ("|", _by_pipes, 2)):
        if sum(mark in text for text in texts) >= least:
            found = _runs(texts, cells, least)
            if found:
                return found
    if (labelled := _labelled(texts)) is not None:
        return [labelled]
    # Blanks at the end of a line are no gap, and nearly all that some mailers leave.
    return _columns(texts) if sum("  " in text.rstrip(" ") for text in texts) > 2 else []


def _by_tabs(text: str) -> _Cells | None:
    return [tidy(cell) for cell in text.split(CELL)] if CELL in text and not _NOTE.match(text) else None


def _by_pipes(text: str) -> _Cells | None:
    bare = text.strip(" ")
    if len(bare) < 3 or bare[0] != "|" or bare[-1] != "|" or CELL in bare:
        return None
    cells = [tidy(cell) for cell in bare[1:-1].split("|")]
    # Alone on its line, a long one would be none of a table that has tabs.
    return cells if len(cells) > 1 or len(cells[0]) <= _LONGEST_SINGLE else [*cells, ""]


def _runs(texts: list[str], cells: Callable[[str], _Cells | None], least: int) -> list[_Run]:
    """Return the tables whose rows `cells` reads, with as many rows as `least` or more."""
    found: list[_Run] = []
    at = 0
    while at < len(texts):
        end = at
        last = at
        rows: list[_Cells] = []
        while end < len(texts) and (row := cells(texts[end]) or _single(texts[end], is_first=not rows)) is not None:
            rows.append(row)
            end += 1
            # What stands between the last row and a rule is none of the table.
            last = end if len(row) > 1 and (last == end - 1 or not _is_rule(row)) else last
        rows = [row for row in rows[: last - at] if any(row) and not _is_rule(row)]
        if rows and len(rows[0]) == 1:  # A line before the first that has a tab is none of a table.
            rows[0].append("")
        if last > at and _is_table(rows, least):
            found.append(_Run(at, last, rows))
        at = max(end, at + 1)
    return found


def _single(text: str, is_first: bool) -> _Cells | None:
    """Return a line with one cell alone, between two rows: a page marker, or a short line."""
    bare = text.strip(" ")
    if is_first or CELL in text or len(bare) > _LONGEST_SINGLE or _NOTE.match(text):
        return None
    return [tidy(bare)]


def _is_rule(row: _Cells) -> bool:
    """Tell whether a row is the line that Markdown has below the heads of columns."""
    return len(row) > 1 and all(len(cell) > 2 and _RULE.fullmatch(cell) for cell in row)


def _is_table(rows: list[_Cells], least: int) -> bool:
    """Tell whether rows are a table, not points of a list or the lines above a memorandum."""
    full = [row for row in rows if sum(map(bool, row)) > 1]
    if sum(len(row) > 1 for row in rows) < least or not full:
        return False
    if len(full) < 2 and full[0] is not rows[0]:
        return False
    firsts = [row[0] for row in rows if len(row) > 1 and row[0]]
    if not firsts or all(_POINT.fullmatch(first) for first in firsts):
        return False
    labels = sum(first[-1] == ":" for first in firsts)
    if labels > 1 and labels * 2 > len(firsts):
        return False
    counts = Counter(len(row) for row in rows if len(row) > 1)
    return max(counts.values()) * 2 >= counts.total()


def _labelled(texts: list[str]) -> _Run | None:
    """Return the table of two lines that name those present: `Participants:   Mr. Marsh`, and below him another.

    A subject is set so as well where it goes over two lines, and is no table.
    """
    found = _NAMED.match(texts[0]) if len(texts) == 2 else None
    if found is None or len(texts[1]) - len(texts[1].lstrip(" ")) != found.end():
        return None
    return _Run(0, 2, [[found[1], _cell(texts[0][found.end() :])], ["", _cell(texts[1])]])


def _cell(text: str) -> str:
    return tidy(text.replace(CELL, " "))


def _columns(texts: list[str]) -> list[_Run]:
    """Return the tables whose columns are set with two blanks or more between them in three lines or more."""
    for belongs in (_may_be_row, _is_set):
        found: list[_Run] = []
        at = 0
        for together, group in groupby(texts, belongs):
            lines = list(group)
            if together and (run := _set_in_columns(lines)):
                found.append(run._replace(start=at + run.start, end=at + run.end))
            at += len(lines)
        if found:
            return found
    return []


def _is_set(text: str) -> bool:
    """Tell whether a line has a gap between two words, or stands in a column further in."""
    if CELL in text or len(text) > _WIDEST or _NOTE.match(text):
        return False
    return _GAP.search(text) is not None or text.startswith("  ")


def _may_be_row(text: str) -> bool:
    return _is_set(text) or _single(text, is_first=False) is not None


def _set_in_columns(texts: list[str]) -> _Run | None:
    """Return the table among lines that follow each other; what stands above its first gap is none of it."""
    gaps = [index for index, text in enumerate(texts) if _GAP.search(text)]
    if not gaps:
        return None
    start, end = gaps[0], gaps[-1] + 1
    while end < len(texts) and texts[end].startswith("  ") and not PAGE_LINE.fullmatch(texts[end].strip(" ")):
        end += 1
    if start and texts[start - 1].startswith("  ") and _is_head_of_column(texts[start - 1 : end]):
        start -= 1
    rows = _cut(texts[start:end])
    return _Run(start, end, rows) if rows and _is_table(rows, 3) else None


def _is_head_of_column(texts: list[str]) -> bool:
    """Tell whether the first of some lines stands over a column of those below it, not the first."""
    indent = len(texts[0]) - len(texts[0].lstrip(" "))
    right = len(texts[0].rstrip(" "))
    below = [text for text in texts[1:] if not PAGE_LINE.fullmatch(text.strip(" "))]
    is_clear = all(text[indent - 2 : indent].strip(" ") == "" for text in below)
    return is_clear and indent < right and any(text[indent:right].strip(" ") for text in below)


def _cut(texts: list[str]) -> list[_Cells]:
    """Return lines as rows, cut where all of them are blank; without such a place there are none."""
    rows = [text for text in texts if not PAGE_LINE.fullmatch(text.strip(" "))]
    width = max(map(len, rows), default=0)
    blank = [all(text[column : column + 1] in ("", " ") for text in rows) for column in range(width)]
    # A gutter is known by where it ends; the blanks before the first column are none.
    first = blank.index(False) if False in blank else width
    starts = [c for c in range(first + 2, width) if not blank[c] and blank[c - 1] and blank[c - 2]]
    if not starts:
        return []
    edges = list(zip([0, *starts], [*starts, _WIDEST], strict=True))
    return [
        [tidy(text.strip(" "))] if PAGE_LINE.fullmatch(text.strip(" ")) else [tidy(text[a:b]) for a, b in edges]
        for text in texts
    ]
