"""Results on their way to their places: written beside them, synced, and then given their names together."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import NamedTuple

from frusconv.batch.manifest import Output, digest_of
from frusconv.batch.request import DIGEST_SIZE
from frusconv.errors import NoRoomError, OutputError
from frusconv.streams import NO_ROOM, Staged


class Target(NamedTuple):
    """A result to write: its format, its path, and its name below the folder for results.

    One that is guarded takes the place of no other file than one like it.
    """

    format: str
    path: str
    name: str
    is_guarded: bool = False


class Results:
    """Results that are written and have not got their names yet."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._staged: list[tuple[int, Staged, Output]] = []
        self._kept: list[tuple[int, Output]] = []

    def write(self, number: int, target: Target, pieces: Iterable[bytes], is_large: bool) -> None:
        """Write a result of a document, unless the file that is there has the same bytes. Raises OutputError.

        One that is large is written as it comes, and compared then.
        """
        counted = _Counted(pieces)
        data = () if is_large else (b"".join(counted),)
        if not is_large and _is_there(target, counted):
            self._kept.append((number, _kept(target, counted)))
            return
        _make_folder(os.path.dirname(target.path))
        staged = Staged(target.path, self._prefix)
        try:
            staged.write(data or counted)
        except BaseException:
            staged.drop()
            raise
        if is_large and _is_there(target, counted):
            staged.drop()
            self._kept.append((number, _kept(target, counted)))
        elif target.is_guarded and os.path.lexists(target.path):
            staged.drop()
            raise OutputError(
                f"{target.path}: is there and was not written by a batch; move it, or name another folder with --out"
            )
        else:
            output = Output(target.name, target.format, counted.size, counted.digest.digest(), 0)
            self._staged.append((number, staged, output))

    def settled(self) -> tuple[dict[int, list[Output]], dict[int, OutputError]]:
        """Have the disk keep all results and give them their names.

        Returns by the documents' numbers what was written, and for those of which something could not be, why.
        """
        written: dict[int, list[Output]] = {}
        errors: dict[int, OutputError] = {}
        for number, output in self._kept:
            written.setdefault(number, []).append(output)
        for number, staged, _ in self._staged:
            with _told(errors, number):
                staged.sync()
        for number, staged, output in self._staged:
            if number not in errors:
                with _told(errors, number):
                    staged.place()
                    changed = os.stat(staged.path).st_mtime_ns
                    written.setdefault(number, []).append(output._replace(changed=changed))
        for folder in {os.path.dirname(staged.path) for _, staged, _ in self._staged}:
            _sync_folder(folder)
        self._staged = [entry for entry in self._staged if entry[0] in errors]
        return written, errors

    def drop_of(self, number: int) -> None:
        """Remove what was written of one document."""
        for found, staged, _ in self._staged:
            if found == number:
                staged.drop()
        self._staged = [entry for entry in self._staged if entry[0] != number]
        self._kept = [entry for entry in self._kept if entry[0] != number]

    def drop(self) -> None:
        """Remove what has not got its name."""
        for _, staged, _ in self._staged:
            staged.drop()
        self._staged = []


class _Counted:
    """Pieces whose bytes are counted and digested as they go by."""

    def __init__(self, pieces: Iterable[bytes]) -> None:
        self.pieces = pieces
        self.size = 0
        self.digest = blake2b(digest_size=DIGEST_SIZE)

    def __iter__(self) -> Iterator[bytes]:
        for piece in self.pieces:
            self.size += len(piece)
            self.digest.update(piece)
            yield piece


def _is_there(target: Target, counted: _Counted) -> bool:
    try:
        if os.path.getsize(target.path) != counted.size:
            return False
        return os.path.isfile(target.path) and digest_of(target.path) == counted.digest.digest()
    except OSError:
        return False


def _kept(target: Target, counted: _Counted) -> Output:
    changed = os.stat(target.path).st_mtime_ns
    return Output(target.name, target.format, counted.size, counted.digest.digest(), changed, is_kept=True)


@contextlib.contextmanager
def _told(errors: dict[int, OutputError], number: int) -> Iterator[None]:
    try:
        yield
    except OutputError as error:
        errors.setdefault(number, error)
    except OSError as error:
        errors.setdefault(number, OutputError(f"cannot be written: {error.strerror}"))


def _make_folder(path: str) -> None:
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise no_room_or(error, path, "the folder cannot be made") from None


def no_room_or(error: OSError, path: str, what: str) -> OutputError:
    """Return the error for what the system says of a path."""
    kind = NoRoomError if error.errno in NO_ROOM else OutputError
    return kind(f"{path}: {what}: {error.strerror}")


def _sync_folder(path: str) -> None:
    """Have the disk keep the names in a folder, where the system can."""
    with contextlib.suppress(OSError):
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
