"""What copying put around a text, taken off again: the marks of mail, of Markdown and of the printed page.

Each step is done only where the text as a whole shows the form, and lines keep their numbers; notes that stood at the
foot of pages follow at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import NamedTuple, TypeAlias

from frusconv.model import Diagnostic, Position
from frusconv.text import bracketed, mail, markup
from frusconv.text.columns import is_two_columns, parted
from frusconv.text.layout import WINDOW
from frusconv.text.scanned import LONGEST_PAGE, Heads, has_notes_above_markers, is_marker, is_rule, page_of

Tell: TypeAlias = Callable[[Diagnostic], None]


def _ignore(diagnostic: Diagnostic) -> None:
    """Take a diagnostic, and do nothing."""


class PlainLines(NamedTuple):
    """Lines without what copying added, and whether they showed any of it."""

    lines: Iterator[str]
    is_copied: bool


def plain_lines(lines: Iterable[str], tell: Tell = _ignore) -> Iterator[str]:
    """Yield cleaned `lines` without what copying added; `tell` is called with what there is to say of it.

    What the form is, the first lines tell (as many as `WINDOW`); memory does not grow with the text but for its notes.
    """
    return taken_off(lines, tell).lines


def taken_off(lines: Iterable[str], tell: Tell = _ignore) -> PlainLines:
    """Return cleaned `lines` as `plain_lines` does, and whether there was anything to take off."""
    coming = iter(lines)
    window = list(islice(coming, WINDOW))
    rest: Iterator[str] = coming
    is_copied = False
    for is_shown, step in _STEPS:
        if is_shown(window):
            is_copied = True
            rest = step(chain(window, rest), tell)
            window = list(islice(rest, WINDOW))
    following = list(islice(rest, 1))
    if not following and (noted := bracketed.with_plain_notes(window)):
        window, is_copied = noted, True
    rest = chain(following, rest)
    heads = Heads(window)
    if heads or any(map(is_rule, window)) or has_notes_above_markers(window):
        return PlainLines(_without_heads(chain(window, rest), heads, tell), is_copied=True)
    return PlainLines(chain(window, rest), is_copied)


def _unquoted(lines: Iterable[str], tell: Tell) -> Iterator[str]:
    """Yield quoted mail without its marks; what the mail says above and below is none of the document's."""
    held: list[str] = []
    dropped: list[tuple[int, str]] = []
    begun = False
    number = 0
    for line in lines:
        number += 1
        if not mail.is_quoted(line):
            held.append(line)
            continue
        if begun:
            yield from held
        else:
            dropped = [(index, text) for index, text in enumerate(held, 1) if text.strip()]
            yield from ("" for _ in held)
        held, begun = [], True
        yield mail.unquoted(line)
    yield from ("" for _ in held)
    first = number - len(held) + 1
    dropped += [(index, text) for index, text in enumerate(held, first) if text.strip()]
    if dropped:
        message = f"{_counted(len(dropped), 'line', 'lines')} outside the quoted mail left out: {dropped[0][1][:60]}"
        tell(Diagnostic("mail-dropped", message, Position(dropped[0][0], 1)))


def _unmarked(lines: Iterable[str], tell: Tell) -> Iterator[str]:
    """Yield Markdown as plain text, the notes at the end."""
    notes: list[str] = []
    dropped, first = 0, 0
    in_note = is_apart = False
    for number, line in enumerate(lines, 1):
        is_set_in = in_note and line.startswith("  ") and bool(line.strip())
        text, addresses = markup.plain(line.strip() if is_set_in else line)
        if addresses and not dropped:
            first = number
        dropped += addresses
        note = markup.definition(text)
        if is_set_in and note is None:
            # A line behind a blank one begins a further paragraph.
            notes += [""] * is_apart + [f"     {text}"]
            is_apart = False
            yield ""
            continue
        is_apart = in_note and not line.strip()
        in_note = note is not None or (in_note and not line.strip())
        if note is not None:
            notes.append(f"  {note[0]}. {note[1]}")
        yield "" if note is not None else text
    yield from notes
    if dropped:
        message = f"{_counted(dropped, 'address', 'addresses')} of links left out"
        tell(Diagnostic("link-dropped", message, Position(first, 1)))


def _without_heads(lines: Iterable[str], heads: Heads, tell: Tell) -> Iterator[str]:
    """Yield the text of scanned pages with page markers for running heads, the notes at the end."""
    page: list[str] = []
    notes: list[str] = []
    found: list[int] = []
    first_note = 0
    number = 0
    for number, line in enumerate(lines, 1):
        n = heads.number(line) if heads else None
        is_marked = n is None and is_marker(line)
        if n is None and not is_marked and len(page) < LONGEST_PAGE:
            page.append(line)
            continue
        read = page_of(page, has_head_below=n is not None, is_marked=is_marked)
        first_note = first_note or (number - len(page) + read.start if read.notes else 0)
        notes += read.notes
        yield from read.lines
        page = []
        if n is None:
            page.append(line)
        else:
            found.append(number)
            yield f"[Page {n}]"
    read = page_of(page, has_head_below=bool(found and notes), is_marked=bool(notes))
    first_note = first_note or (number - len(page) + 1 + read.start if read.notes else 0)
    notes += read.notes
    yield from read.lines
    yield from notes
    if found:
        message = (
            f"{_counted(len(found), 'running head or page number', 'running heads or page numbers')} of print taken"
        )
        tell(Diagnostic("running-head", f"{message} for page markers", Position(found[0], 1), "medium"))
    if notes:
        count = sum(line[2:3] != " " for line in notes)
        message = f"{_counted(count, 'note', 'notes')} from the foot of pages put in the list at the end"
        tell(Diagnostic("notes-gathered", message, Position(first_note, 1), "medium"))


def _counted(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _has_quotes(window: Sequence[str]) -> bool:
    return any(">" in line and mail.is_quoted(line) for line in window)


def _has_columns(window: Sequence[str]) -> bool:
    return any(map(is_two_columns, window))


def _set_in(lines: Iterable[str], _tell: Tell) -> Iterator[str]:
    return mail.set_in(lines)


def _parted(lines: Iterable[str], _tell: Tell) -> Iterator[str]:
    return parted(lines)


# How a form shows in the first lines, and what takes it off, in the order in which one was put around the other.
_STEPS = (
    (mail.is_mail, _unquoted),
    (_has_quotes, _set_in),
    (markup.is_markdown, _unmarked),
    (_has_columns, _parted),
)
