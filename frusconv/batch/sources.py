"""Finding sources: files, folders and what is in them, and lists of both. Names come as they are met, none are kept."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator, Sequence
from fnmatch import fnmatchcase
from typing import BinaryIO, NamedTuple

from frusconv.batch.packed import is_archive, unpacked_name
from frusconv.errors import SourceError
from frusconv.streams import STANDARD, suffix_of

_CHUNK = 1 << 16


class Found(NamedTuple):
    """A file; `folder` is where it stands below the folder that was named, or its own if it was named itself."""

    path: str
    folder: str = ""


class Unreadable(NamedTuple):
    """What was named or met and cannot be read, and why."""

    path: str
    error: str


class Choice(NamedTuple):
    """Which files of folders and archives are taken.

    Those whose names end in one of `suffixes`, or, if there are `globs`, those that match one: the name alone, or the
    path below the folder where the pattern has a slash. Hidden files are left out, as those that systems and programs
    leave among the others.
    """

    suffixes: frozenset[str]
    globs: tuple[str, ...] = ()

    def takes(self, folder: str, name: str) -> bool:
        """Tell whether a file is taken, by its folder and name."""
        if name.startswith("."):
            return False
        if not self.globs:
            return suffix_of(unpacked_name(name)) in self.suffixes
        path = f"{folder}/{name}" if folder else name
        return any(fnmatchcase(path if "/" in glob else name, glob) for glob in self.globs)


def found_in(named: Sequence[str], from_list: str | None, choice: Choice, out: str) -> Iterator[Found | Unreadable]:
    """Yield the files that are named, stand in folders that are named, or in a list; never those of the folder `out`.

    Raises SourceError for a file or folder that is named and not there; one that a list names is yielded as unreadable.
    """
    walk = _Walk(choice, out)
    for path in named:
        if not os.path.lexists(path):
            raise SourceError(f"{path}: no such file or folder")
        yield from walk.at(path)
    if from_list is not None:
        for path in listed(from_list):
            yield from walk.at(path)


def listed(path: str) -> Iterator[str]:
    """Yield the names that a file, or standard input for `-`, lists: each ended by NUL, or by a line's end without one.

    Raises SourceError if it cannot be read.
    """
    try:
        if path == STANDARD:
            yield from _names(sys.stdin.buffer)
        else:
            with open(path, "rb") as file:
                yield from _names(file)
    except OSError as error:
        raise SourceError(f"{path}: the list cannot be read: {error.strerror}") from None


def _names(file: BinaryIO) -> Iterator[str]:
    rest = file.read(_CHUNK)
    # No path is longer than 4,096 bytes: if NUL ends them, one is here.
    end = b"\0" if b"\0" in rest else b"\n"
    while rest:
        *names, last = rest.split(end)
        for listed_name in names:
            name = listed_name.removesuffix(b"\r") if end == b"\n" else listed_name
            if name:
                yield os.fsdecode(name)
        chunk = file.read(_CHUNK)
        if not chunk and last:
            yield os.fsdecode(last)
        rest = last + chunk if chunk else b""


class _Walk:
    """Goes through folders."""

    def __init__(self, choice: Choice, out: str) -> None:
        self._choice = choice
        self._out = _identity(out)

    def at(self, path: str) -> Iterator[Found | Unreadable]:
        """Yield a file, or what stands in a folder."""
        try:
            mode = os.stat(path).st_mode
        except OSError as error:
            yield Unreadable(path, _said(error))
            return
        if stat.S_ISDIR(mode):
            yield from self._in(path)
        elif stat.S_ISREG(mode):
            yield Found(path, _folder_named(path))
        else:  # It could be read once only, or never end.
            yield Unreadable(path, "is a pipe, a socket or a device; save what it gives to a file")

    def _in(self, top: str) -> Iterator[Found | Unreadable]:
        waiting = [""]
        while waiting:
            folder = waiting.pop()
            place = os.path.join(top, folder) if folder else top
            # The results of the last run are no sources; where results go among the sources, their folder is looked at.
            if folder and self._out and _identity(place) == self._out:
                continue
            try:
                with os.scandir(place) as entries:
                    for entry in entries:
                        yield from self._entry(entry, folder, waiting)
            except OSError as error:
                yield Unreadable(place, _said(error))

    def _entry(self, entry: os.DirEntry[str], folder: str, waiting: list[str]) -> Iterator[Found | Unreadable]:
        # Links to folders are not followed: what they lead to has a name of its own, and may hold the link.
        if entry.is_dir(follow_symlinks=False):
            if not entry.name.startswith("."):
                waiting.append(f"{folder}/{entry.name}" if folder else entry.name)
        elif is_archive(entry.name) or self._choice.takes(folder, entry.name):
            if entry.name.startswith("."):
                return
            if entry.is_symlink() and not os.path.exists(entry.path):
                yield Unreadable(entry.path, "a link that leads nowhere, or to itself")
            elif entry.is_file():
                yield Found(entry.path, folder)


def _folder_named(path: str) -> str:
    """Return the folder of a file that was named, as results can have it: without what leads upwards or to the root."""
    return "/".join(part for part in os.path.dirname(path).split("/") if part not in ("", ".", ".."))


def _identity(path: str) -> tuple[int, int] | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _said(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return "no such file or folder"
    return f"cannot be read: {error.strerror}"
