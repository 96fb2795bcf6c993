"""What a worker does: read a document, write its results, and tell what became of it.

Results of several documents are written, then synced, then given their names together: a disk does that far faster
than one by one, and none appears before it is whole and kept.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b
from io import BytesIO
from typing import BinaryIO, NamedTuple

from frusconv import __version__
from frusconv.batch.contents import Content, hashed
from frusconv.batch.limits import OverTimeError, limited, unlimited
from frusconv.batch.manifest import Noted, Output, digest_of
from frusconv.batch.packed import complaining, opened
from frusconv.batch.request import DIGEST_SIZE, Settings
from frusconv.conversion import completed, read
from frusconv.errors import FrusconvError, NoRoomError, OutputError, SourceError
from frusconv.model import AnySource, Diagnostic, Document, FileSource, Metadata, Reading
from frusconv.readers.tei_pieces import read_piece
from frusconv.streams import Staged, source_in
from frusconv.writers import writer

# Set when this process is to end: the document in hand is finished, and no other begun.
ending = threading.Event()


class Target(NamedTuple):
    """A result to write: its format, its path, and its name below the folder for results.

    One that is guarded takes the place of no other file than one like it.
    """

    format: str
    path: str
    name: str
    is_guarded: bool = False


class Task(NamedTuple):
    """A document to convert; `data` are its bytes where a worker cannot read them from the file at `path`."""

    id: int
    label: str
    path: str
    content: Content
    metadata: Metadata
    targets: tuple[Target, ...]
    data: bytes | None = None


class Outcome(NamedTuple):
    """What became of a document. `hashed` is the digest of the bytes that were read.

    `has_no_room` tells that no other result can be written either.
    """

    id: int
    error: str | None = None
    outputs: tuple[Output, ...] = ()
    diagnostics: tuple[Diagnostic, ...] = ()
    noted: Noted = Noted()
    hashed: bytes = b""
    seconds: float = 0.0
    has_no_room: bool = False


def version() -> str:
    """Return the version of frusconv that this worker has."""
    return __version__


def convert_all(tasks: Sequence[Task], settings: Settings, prefix: str) -> list[Outcome]:
    """Convert documents; `prefix` is that of the names of files that are not whole yet.

    Returns what became of each, in their order; of fewer, where this process is to end or there is no room left.
    """
    group = _Group(prefix)
    outcomes: list[Outcome] = []
    try:
        for task in tasks:
            outcomes.append(_converted(task, settings, group))
            if ending.is_set() or outcomes[-1].has_no_room:
                break
        return group.settled(outcomes)
    finally:
        unlimited()
        group.drop()


def _converted(task: Task, settings: Settings, group: _Group) -> Outcome:
    started = time.perf_counter()
    outcome = Outcome(task.id)
    try:
        with limited(settings.timeout):
            outcome = _steps(task, settings, group)
    except OverTimeError:
        outcome = outcome._replace(error=f"took longer than {settings.timeout:g} s; allow more with --timeout")
    except FrusconvError as error:
        message = str(error).removeprefix(f"{task.label}: ").removeprefix(f"{task.label}:")
        outcome = outcome._replace(error=message, has_no_room=isinstance(error, NoRoomError))
    except MemoryError:
        outcome = outcome._replace(error="memory ran out; run fewer --jobs, or split the document")
    except Exception as error:  # noqa: BLE001 - a fault of ours costs one document, not the night's run.
        outcome = outcome._replace(error=f"unforeseen: {type(error).__name__}: {error}; please report it")
    if outcome.error is not None:
        group.drop_of(task)
    return outcome._replace(seconds=time.perf_counter() - started)


def _steps(task: Task, settings: Settings, group: _Group) -> Outcome:
    reading, digest = _read(task, settings)
    outcome = Outcome(task.id, diagnostics=reading.diagnostics, hashed=digest)
    if settings.is_strict and reading.diagnostics:
        count = len(reading.diagnostics)
        return outcome._replace(error=f"{count} diagnostic{'s' if count > 1 else ''} under --strict")
    if not task.content.is_stream:  # Gone through for every format, it would be read each time.
        reading = reading._replace(parts=tuple(reading.parts))
        outcome = outcome._replace(noted=_noted(reading.parts))
    for target in task.targets:
        group.write(task, target, writer(target.format)(reading.volume, settings.options))
    if task.content.is_stream:
        _refuse_changed(task)
    return outcome


def _noted(parts: Iterable[object]) -> Noted:
    """Return what the first document says that reports count."""
    document = next((part for part in parts if isinstance(part, Document)), None)
    if document is None:
        return Noted()
    sent, received = document.correspondence
    first = sent.date.first if sent.date else None
    year = int(first[:4]) if first and first[:4].isdigit() else None
    return Noted(
        year,
        sent.place,
        tuple(party.text for party in sent.parties if party.text),
        tuple(party.text for party in received.parties if party.text),
    )


def _read(task: Task, settings: Settings) -> tuple[Reading, bytes]:
    """Return what is understood of a document, and the digest of its bytes."""
    content = task.content
    if content.is_stream:
        _refuse_changed(task)
        return read(_stream(task), task.metadata, "tei"), content.hashed
    data = _data(task) if task.data is None else task.data
    digest = hashed(data)
    if content.piece is None:
        source, name = source_in(data, task.label, settings.encoding, settings.from_format)
        return read(source, task.metadata, name), digest
    if digest != content.hashed:
        raise SourceError(_CHANGED)
    return completed(read_piece(content.piece, data, task.label)), digest


_CHANGED = "changed while the batch went on; the next one converts it"


def _stream(task: Task) -> AnySource:
    data = task.data
    opener = (lambda: opened(task.path)) if data is None else (lambda: BytesIO(data))
    return FileSource(opener, task.label)


def _data(task: Task) -> bytes:
    piece = task.content.piece
    with complaining(task.label), opened(task.path) as file:
        before = _stamp(file)
        if piece:
            file.seek(piece.start)
            return file.read(piece.end - piece.start)
        data = file.read()
        after = _stamp(file)
    if before != after:
        raise SourceError("changed while it was read; the next batch converts it")
    return data


def _stamp(file: BinaryIO) -> tuple[int, int]:
    found = os.fstat(file.fileno())
    return found.st_size, found.st_mtime_ns


def _refuse_changed(task: Task) -> None:
    """Raise SourceError if a volume that is read from its file more than once is another than it was."""
    if task.data is None:
        with complaining(task.label):
            found = os.stat(task.path)
        if (found.st_size, found.st_mtime_ns) != task.content.stamp:
            raise SourceError(_CHANGED)


class _Group:
    """Results that are written and have not got their names yet."""

    def __init__(self, prefix: str) -> None:
        self._prefix = prefix
        self._staged: list[tuple[int, Staged, Output]] = []
        self._kept: list[tuple[int, Output]] = []

    def write(self, task: Task, target: Target, pieces: Iterable[bytes]) -> None:
        """Write a result, unless the file that is there has the same bytes. Raises OutputError."""
        counted = _Counted(pieces)
        if not task.content.is_stream:  # It is small, and need not be written to be compared.
            data = b"".join(counted)
            if self._is_there(target, counted):
                self._keep(task, target, counted)
                return
            counted.pieces = (data,)
        _make_folder(os.path.dirname(target.path))
        staged = Staged(target.path, self._prefix)
        try:
            staged.write(counted if task.content.is_stream else (data,))
        except BaseException:
            staged.drop()
            raise
        if task.content.is_stream and self._is_there(target, counted):
            staged.drop()
            self._keep(task, target, counted)
        elif target.is_guarded and os.path.lexists(target.path):
            staged.drop()
            raise OutputError(
                f"{target.path}: is there and was not written by a batch; move it, or name another folder with --out"
            )
        else:
            output = Output(target.name, target.format, counted.size, counted.digest.digest(), 0)
            self._staged.append((task.id, staged, output))

    def _is_there(self, target: Target, counted: _Counted) -> bool:
        try:
            if os.path.getsize(target.path) != counted.size:
                return False
            return os.path.isfile(target.path) and digest_of(target.path) == counted.digest.digest()
        except OSError:
            return False

    def _keep(self, task: Task, target: Target, counted: _Counted) -> None:
        changed = os.stat(target.path).st_mtime_ns
        output = Output(target.name, target.format, counted.size, counted.digest.digest(), changed, is_kept=True)
        self._kept.append((task.id, output))

    def settled(self, outcomes: list[Outcome]) -> list[Outcome]:
        """Have the disk keep all results, give them their names, and return the outcomes with them."""
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
        return [
            outcome._replace(error=str(errors[outcome.id]), has_no_room=isinstance(errors[outcome.id], NoRoomError))
            if outcome.id in errors
            else outcome._replace(outputs=tuple(written.get(outcome.id, ())))
            for outcome in outcomes
        ]

    def drop_of(self, task: Task) -> None:
        """Remove what was written of one document."""
        for number, staged, _ in self._staged:
            if number == task.id:
                staged.drop()
        self._staged = [entry for entry in self._staged if entry[0] != task.id]
        self._kept = [entry for entry in self._kept if entry[0] != task.id]

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
    from frusconv.streams import NO_ROOM

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
