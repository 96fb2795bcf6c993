"""What stands in several files and folders, one thing after the other."""

from __future__ import annotations

import os
from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TypeVar

from frusconv.errors import FrusconvError
from frusconv.readers import READERS
from frusconv.streams import files_in

T = TypeVar("T")


def in_paths(
    paths: Iterable[str],
    in_file: Callable[[str], Iterator[T]],
    key: Callable[[T], Hashable],
    failed: Callable[[FrusconvError], None],
) -> Iterator[T]:
    """Yield what `in_file` finds in files and in those of folders, in order; what a folder holds twice comes once.

    `key` tells two things apart; what it returns None for is like nothing else. A file of a folder that cannot be read
    or understood is told to `failed`, and left out. Of a file that was named, its error is raised.
    """
    for path in paths:
        if not os.path.isdir(path):
            yield from in_file(path)
            continue
        files = files_in(path, {row.suffix for row in READERS.values()})
        yield from once((found for file in files for found in _guarded(file, in_file, failed)), key)


def _guarded(path: str, in_file: Callable[[str], Iterator[T]], failed: Callable[[FrusconvError], None]) -> Iterator[T]:
    try:
        yield from in_file(path)
    except FrusconvError as error:
        failed(error)


def once(found: Iterable[T], key: Callable[[T], Hashable]) -> Iterator[T]:
    """Yield each thing that has a key once, and all that have none."""
    seen: set[Hashable] = set()
    for one in found:
        known = key(one)
        if known is None or known not in seen:
            seen.add(known)
            yield one
