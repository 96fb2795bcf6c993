"""Mending what is safe to mend: the edits that findings bring, and nothing else."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from frusconv.errors import SourceError
from frusconv.model import FileSource
from frusconv.validation.finding import Edit, Finding

# What an edit mends can let another rule see what it did not see before.
_ROUNDS = 5


class Fixed(NamedTuple):
    """A file's bytes once mended, how many findings that took, and what is still wrong."""

    data: bytes
    mended: int
    left: tuple[Finding, ...]


def fixed(data: bytes, name: str, check: Callable[[FileSource], Iterable[Finding]]) -> Fixed:
    """Return a file mended, as far as the findings' edits go; every other byte stays.

    `check` finds what is wrong in it. Raises SourceError if the file is not in UTF-8, for its bytes would be counted
    wrong.
    """
    try:
        data.decode()
    except UnicodeDecodeError as error:
        raise SourceError(
            f"{name}: not UTF-8 at byte {error.start}; --fix mends UTF-8 alone, convert it first"
        ) from None
    count = 0
    for _ in range(_ROUNDS):
        found = tuple(check(_source(data, name)))
        applied, taken = _applied(data, found)
        if not taken:
            return Fixed(data, count, found)
        data, count = applied, count + taken
    return Fixed(data, count, tuple(check(_source(data, name))))


def _source(data: bytes, name: str) -> FileSource:
    from io import BytesIO

    return FileSource(lambda: BytesIO(data), name)


def _applied(data: bytes, found: Iterable[Finding]) -> tuple[bytes, int]:
    """Return the bytes with the edits made, and of how many findings; edits that overlap others wait for a round."""
    chosen: list[Edit] = []
    last, count = -1, 0
    for edits in sorted(sorted(finding.edits) for finding in found if finding.edits):
        if edits[0].start <= last:
            continue
        chosen += edits
        last, count = max(edit.end for edit in edits), count + 1
    out, at = [], 0
    for edit in sorted(chosen):
        out += [data[at : edit.start], edit.replacement]
        at = edit.end
    return b"".join([*out, data[at:]]), count


def difference(before: bytes, after: bytes, name: str) -> Iterator[str]:
    """Yield the lines of a unified difference, as patch(1) takes them."""
    from difflib import unified_diff

    old, new = before.decode().splitlines(keepends=True), after.decode().splitlines(keepends=True)
    for line in unified_diff(old, new, f"a/{name.lstrip('/')}", f"b/{name.lstrip('/')}"):
        yield line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
