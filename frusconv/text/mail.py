"""E-mail quoting: a text that a mailer put behind `> `, or a part of one that its writer put so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from frusconv.pattern import Pattern
from frusconv.text.form import QUOTE_INDENT

# Without groups that repeat, for each of which the matching keeps a way back.
_QUOTED = Pattern(r"[ \t>]*>[ \t]?")
_BLOCK, _EMPTY = Pattern(r"[ \t>]*?>[ \t]+\S"), Pattern(r"[ \t>]*>[ \t]*")
# A text is quoted mail if most of its lines are, and there are some.
_FEWEST, _SHARE = 3, 0.6


def is_mail(lines: Sequence[str]) -> bool:
    """Tell whether `lines` as a whole are quoted mail; one line behind a `>` makes none."""
    if not any(">" in line for line in lines):
        return False
    filled = [line for line in lines if line.strip()]
    quoted = [line for line in filled if is_quoted(line)]
    outside = len(filled) - len(quoted)
    if len(quoted) < _FEWEST or len(quoted) <= _SHARE * len(filled):
        return False
    # What stands outside is left out: marks alone, without words, are no reason for that.
    return sum(bool(unquoted(line).strip()) for line in quoted) > outside


def is_quoted(line: str) -> bool:
    """Tell whether a line is quoted."""
    return _QUOTED.match(line) is not None


def set_in(lines: Iterable[str]) -> Iterator[str]:
    """Yield the lines of a text that is not quoted as a whole, what is quoted in it set further in instead."""
    is_open = False
    for line in lines:
        is_open = _BLOCK.match(line) is not None or (is_open and _EMPTY.fullmatch(line) is not None)
        yield " " * QUOTE_INDENT + unquoted(line) if is_open else line


def unquoted(line: str) -> str:
    """Return a line without the marks of quoting at its beginning, however deep: `> > Text` is `Text`."""
    found = _QUOTED.match(line)
    return line[found.end() :] if found else line
