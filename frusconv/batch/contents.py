"""What a file holds: one document, those of a volume, or the files of an archive with theirs; and reading it again."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from functools import partial
from hashlib import blake2b
from io import BytesIO
from typing import BinaryIO, NamedTuple, Self

from frusconv.batch.packed import (
    Member,
    complaining,
    decompressed,
    is_archive,
    is_compressed,
    members,
    opened,
)
from frusconv.batch.request import DIGEST_SIZE, Request
from frusconv.batch.sources import Choice, Found
from frusconv.errors import SourceError
from frusconv.formats import sniffed
from frusconv.model import FileSource, Metadata
from frusconv.model.names import UnitNames
from frusconv.readers.tei_pieces import Piece, pieces
from frusconv.streams import whole, within_limit

_BEGINNING = 4096
_CHUNK = 1 << 18


class Content(NamedTuple):
    """A document, a volume, or what cannot be read.

    `label` is what stands behind the file's name to name it: `/member`, `#d12`, or both. `hashed` is the digest of its
    bytes, `member` counts from 0 in an archive. A `piece` is one document of several in its file; a `stream` is read
    from the file as it is needed, whose size and time of change `stamp` has. `volume` and `document` are the ids that
    TEI tells.
    """

    label: str
    hashed: bytes = b""
    error: str | None = None
    member: int | None = None
    piece: Piece | None = None
    is_stream: bool = False
    volume: str | None = None
    document: str | None = None
    stamp: tuple[int, int] = (0, 0)

    @property
    def is_alone(self) -> bool:
        """Whether its file holds nothing else."""
        return self.piece is None

    def digest(self, metadata: Metadata) -> bytes:
        """Return a digest of all that shapes results: bytes, what is known beside them, the place in the volume."""
        digest = blake2b(self.hashed, digest_size=DIGEST_SIZE)
        beside = (
            metadata,
            self.is_stream,
            *((self.piece and (self.piece.page, self.piece.volume, self.piece.frame, self.piece.persons)) or ()),
        )
        digest.update(repr(beside).encode("utf-8", "surrogateescape"))
        return digest.digest()

    def path_below(self, found: Found) -> str:
        """Return its path below the folder where its file was found, with the archive as a folder."""
        name = os.path.basename(found.path) + (self.label if self.piece is None else self.label.rpartition("#")[0])
        return f"{found.folder}/{name}" if found.folder else name


def hashed(data: bytes) -> bytes:
    """Return the digest of bytes."""
    return blake2b(data, digest_size=DIGEST_SIZE).digest()


def contents_of(found: Found, choice: Choice, request: Request) -> Iterator[Content]:
    """Yield what a file holds; what is wrong with one file of an archive is told in its place.

    Raises SourceError if the file cannot be read, or is no well-formed XML and looks like it.
    """
    if is_archive(found.path):
        yield from _in_archive(found, choice, request)
        return
    with complaining(found.path):
        stamp = os.stat(found.path)
        for content in _in_file(partial(opened, found.path), found.path, "", request):
            yield content._replace(stamp=(stamp.st_size, stamp.st_mtime_ns)) if content.is_stream else content


def _in_archive(found: Found, choice: Choice, request: Request) -> Iterator[Content]:
    for number, member in enumerate(members(found.path)):
        folder, _, name = member.name.rpartition("/")
        label = f"/{member.name}"
        below = "/".join(part for part in (found.folder, os.path.basename(found.path), folder) if part)
        if "\0" in label:
            yield Content(label, error="its name has a NUL in it, and no file's can")
        elif is_archive(name) and not name.startswith("."):
            yield Content(label, error="an archive in an archive is not opened; unpack the outer one")
        elif choice.takes(below, name) and not _is_hidden(folder):
            try:
                data = member_data(member.open, found.path + label)
                for content in _in_file(partial(BytesIO, data), found.path, label, request):
                    yield content._replace(member=number)
            except SourceError as error:
                place = f"{found.path}{label}:"
                yield Content(label, error=str(error).removeprefix(f"{place} ").removeprefix(place))


def _is_hidden(folder: str) -> bool:
    return any(part.startswith(".") and part not in (".", "..") for part in folder.split("/"))


def member_data(opener: Callable[[], BinaryIO], name: str) -> bytes:
    """Return the bytes of a file in an archive, unpacked if it is compressed there. Raises SourceError."""
    with complaining(name), opener() as file:
        return whole(decompressed(file, name) if is_compressed(name) else file, name)


def _in_file(opener: Callable[[], BinaryIO], path: str, label: str, request: Request) -> Iterator[Content]:
    with opener() as file:
        beginning = file.read(_BEGINNING)
        if (request.settings.from_format or sniffed(beginning)) != "tei":
            digest = blake2b(beginning, digest_size=DIGEST_SIZE)
            for chunk in within_limit(iter(partial(file.read, _CHUNK), b""), path + label):
                digest.update(chunk)
            yield Content(label, digest.digest())
            return
    yield from _in_tei(FileSource(opener, path + label), label, request.is_whole)


def _in_tei(source: FileSource, label: str, is_whole: bool) -> Iterator[Content]:
    digests: list[_Digested] = []

    def digested() -> BinaryIO:
        digests.append(_Digested(source.open(), source.name))
        return digests[-1]  # type: ignore[return-value] # what a source's reader needs of a file

    ids, found = UnitNames(), list[Content]()
    whole_file = pieces(FileSource(digested, source.name))
    for piece, data in whole_file:
        identifier = ids.of(piece.id)
        known = piece._replace(id=identifier)
        found.append(Content(f"{label}#{identifier}", hashed(data), piece=known))
    if len(found) > 1 and not is_whole:
        for content in found:
            yield content._replace(piece=content.piece and content.piece.knowing(whole_file.persons))
        return
    # The first time is from beginning to end; the header is then read again.
    whole = Content(label, digests[0].digest.digest(), is_stream=len(found) > 1)
    first = found[0].piece if found else None
    yield whole._replace(volume=first.volume, document=None if whole.is_stream else first.id) if first else whole


class _Digested:
    """A file whose bytes are digested as they are read, up to as many as a source may hold."""

    def __init__(self, file: BinaryIO, name: str) -> None:
        self._file = file
        self._size = 0
        self._within = within_limit(iter(self._read, b""), name)
        self.digest = blake2b(digest_size=DIGEST_SIZE)

    def read(self, size: int) -> bytes:
        """Read on. Raises SourceError where it is too much."""
        self._size = size
        data = next(self._within, b"")
        self.digest.update(data)
        return data

    def _read(self) -> bytes:
        return self._file.read(self._size)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._file.close()


class Feeder:
    """Gives the bytes of documents in compressed files and archives, which workers cannot open at a place.

    They are asked for in the order in which they were found, so that each archive is read once; one that is asked for
    again, as after a worker's death, has it read anew.
    """

    def __init__(self) -> None:
        self._path: str | None = None
        self._members: Iterator[tuple[int, Member]] = iter(())
        self._number = -1
        self._data = b""

    def needs(self, path: str, content: Content) -> bool:
        """Tell whether a document has to be fed to workers."""
        return is_archive(path) or (is_compressed(path) and content.piece is not None)

    def data(self, path: str, content: Content) -> bytes:
        """Return the bytes of a document. Raises SourceError if it is not there any more."""
        is_passed = content.member is not None and content.member < self._number
        if path != self._path or is_passed:
            self._path, self._number = None, -1
            if is_archive(path):
                self._members = enumerate(members(path))
            else:
                with complaining(path), opened(path) as file:
                    self._data = whole(file, path)
            self._path = path
        if is_archive(path) and content.member != self._number:
            self._advance(path, content)
        piece = content.piece
        return self._data[piece.start : piece.end] if piece else self._data

    def _advance(self, path: str, content: Content) -> None:
        label = content.label.rpartition("#")[0] if content.piece else content.label
        for number, member in self._members:
            if number == content.member and label == f"/{member.name}":
                self._data = member_data(member.open, path + label)
                self._number = number
                return
        raise SourceError(f"{path}{label}: is not there any more; the archive changed while the batch went on")
