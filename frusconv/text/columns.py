"""Signatures that print has in two columns, for two governments: put one below the other.

    For the Government of the United States:      For the Government of Ruritania:
    RUDOLF RASSEN                                 MICHAEL SAPT

What is left of a gap is the one's, and what is right of it the other's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from frusconv.pattern import Pattern

_SIDE = r"(?:For|On behalf of) (?:the )?[A-Z][^:]{2,70}"
_HEADS = Pattern(rf"\s*({_SIDE}:?)\s{{3,}}({_SIDE}:?)\s*")
_GAP = Pattern(r"\s{3,}")
# No side has more lines than this, and none is longer.
_MOST, _LONGEST = 8, 120
_WIDEST = 200


def is_two_columns(line: str) -> bool:
    """Tell whether a line has two sides' capacities side by side."""
    return (
        "   " in line
        and len(line) <= _WIDEST
        and line.count("the Government") + line.count("or the ") > 1
        and bool(_HEADS.fullmatch(line))
    )


def parted(lines: Iterable[str]) -> Iterator[str]:
    """Yield `lines` with what stands below two sides' capacities put below each of them."""
    held: list[str] = []
    for line in lines:
        if held:
            if _fits(line, held):
                held.append(line)
                continue
            yield from _columns(held)
            held = []
        if is_two_columns(line):
            held.append(line)
        else:
            yield line
    if held:
        yield from _columns(held)


def _fits(line: str, held: Sequence[str]) -> bool:
    """Tell whether a line goes on with the columns: it has a gap where they part, or stands in the right one."""
    if len(held) > _MOST or len(line) > _LONGEST:
        return False
    if not line.strip():
        return bool(held[-1].strip())
    parts = _parts(line)
    if len(parts) == 2:
        return True
    return len(parts) == 1 and bool(held[-1].strip()) and _is_right(line, held[0])


def _parts(line: str) -> list[str]:
    return _GAP.sub("\n", line.strip()).split("\n")


def _is_right(line: str, heads: str) -> bool:
    """Tell whether a line without a gap begins in the right column."""
    return len(line) - len(line.lstrip()) > len(heads) // 3


def _add(column: list[str], text: str) -> None:
    """Add a line to a column; one that begins with a small letter goes on with the one above."""
    if column and column[-1] and text[:1].islower():
        column[-1] = f"{column[-1]} {text}"
    else:
        column.append(text)


def _columns(held: Sequence[str]) -> Iterator[str]:
    """Yield the lines of the left column, a blank line, and those of the right one."""
    left: list[str] = []
    right: list[str] = []
    for line in held:
        parts = _parts(line) if line.strip() else ["", ""]
        if len(parts) == 2:
            _add(left, parts[0])
        _add(right, parts[-1])
    yield from left
    yield ""
    yield from right
