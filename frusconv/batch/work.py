"""What a worker does: read a document, write its results, and tell what became of it.

Results of several documents are written, then synced, then given their names together: a disk does that far faster
than one by one, and none appears before it is whole and kept.
"""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Sequence
from functools import lru_cache
from io import BytesIO
from typing import BinaryIO, NamedTuple

from frusconv import __version__
from frusconv.batch.contents import Content, hashed
from frusconv.batch.limits import OverTimeError, limited, unlimited
from frusconv.batch.manifest import Noted, Output
from frusconv.batch.packed import complaining, opened
from frusconv.batch.request import PersonsFile, Settings, digest_of
from frusconv.batch.results import Results, Target
from frusconv.conversion import completed
from frusconv.errors import FrusconvError, NoRoomError, SourceError
from frusconv.model import AnySource, Diagnostic, Document, FileSource, Metadata, Reading
from frusconv.persons.authority import read_persons
from frusconv.persons.encoding import Addressed
from frusconv.persons.matching import Directory, looked_up
from frusconv.readers import reader
from frusconv.readers.tei_pieces import read_piece
from frusconv.streams import limit_sources, source_in, whole
from frusconv.validation.output import Origin, checked
from frusconv.writers import writer

# Set when this process is to end: the document in hand is finished, and no other begun.
ending = threading.Event()


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
    limit_sources(settings.max_size)
    results = Results(prefix)
    outcomes: list[Outcome] = []
    try:
        for task in tasks:
            outcomes.append(_converted(task, settings, results))
            if ending.is_set() or outcomes[-1].has_no_room:
                break
        return _settled(outcomes, results)
    finally:
        unlimited()
        results.drop()


def _settled(outcomes: list[Outcome], results: Results) -> list[Outcome]:
    written, errors = results.settled()
    return [
        outcome._replace(error=str(errors[outcome.id]), has_no_room=isinstance(errors[outcome.id], NoRoomError))
        if outcome.id in errors
        else outcome._replace(outputs=tuple(written.get(outcome.id, ())))
        for outcome in outcomes
    ]


def _converted(task: Task, settings: Settings, results: Results) -> Outcome:
    started = time.perf_counter()
    outcome = Outcome(task.id)
    try:
        with limited(settings.timeout):
            outcome = _steps(task, settings, results)
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
        results.drop_of(task.id)
    return outcome._replace(seconds=time.perf_counter() - started)


def _steps(task: Task, settings: Settings, results: Results) -> Outcome:
    reading, digest = _read(task, settings)
    if settings.persons:
        reading = looked_up(reading, _directory(settings.persons))
    outcome = Outcome(task.id, diagnostics=reading.diagnostics, hashed=digest)
    if settings.is_strict and reading.diagnostics:
        count = len(reading.diagnostics)
        return outcome._replace(error=f"{count} diagnostic{'s' if count > 1 else ''} under --strict")
    if not task.content.is_stream:  # Gone through for every format, it would be read each time.
        reading = reading._replace(parts=tuple(reading.parts))
        outcome = outcome._replace(noted=_noted(reading.parts))
    for target in task.targets:
        volume = reading.volume
        if settings.persons and target.format == "tei" and settings.options.profile == "tei":
            volume = volume._replace(parts=Addressed(volume.parts))
        pieces = writer(target.format)(volume, settings.options)
        if settings.is_validated and target.format == "tei":
            pieces = checked(pieces, Origin(task.label, reading.places is not None or task.content.piece is not None))
        results.write(task.id, target, pieces, task.content.is_stream)
    if task.content.is_stream:
        _refuse_changed(task)
    return outcome


@lru_cache(maxsize=1)
def _directory(persons: PersonsFile) -> Directory:
    """Return what the user's file of persons holds; it is read once in each worker."""
    if digest_of(persons.path) != persons.hashed:
        raise SourceError(f"{persons.path}: {_CHANGED}")
    return Directory(read_persons(persons.path))


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
        return _understood(_stream(task), task.metadata, "tei"), content.hashed
    data = _data(task) if task.data is None else task.data
    digest = hashed(data)
    if content.piece is None:
        source, name = source_in(data, task.label, settings.encoding, settings.from_format)
        return _understood(source, task.metadata, name), digest
    if digest != content.hashed:
        raise SourceError(_CHANGED)
    return completed(read_piece(content.piece, data, task.label)), digest


def _understood(source: AnySource, metadata: Metadata, name: str) -> Reading:
    # All that is known beside the text was gathered with the plan, where the source's folder was at hand.
    return completed(reader(name)(source, metadata))


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
        data = whole(file, task.label)
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
