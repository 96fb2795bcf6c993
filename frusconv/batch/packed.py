"""Compressed files and archives, read as streams: nothing is unpacked to disk."""

from __future__ import annotations

import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from typing import IO, TYPE_CHECKING, BinaryIO, NamedTuple, Self, cast

from frusconv.errors import SourceError

if TYPE_CHECKING:
    from tarfile import TarFile, TarInfo
    from zipfile import ZipFile, ZipInfo

_COMPRESSED = (".gz", ".xz", ".bz2")
_ARCHIVES = (".zip", ".tar", ".tgz", ".txz", ".tbz2")


class Member(NamedTuple):
    """A file in an archive: its path there, and what gives its bytes, good until the next member is asked for."""

    name: str
    open: Callable[[], BinaryIO]


@lru_cache(256)
def unpacked_name(name: str) -> str:
    """Return a file's name without the ending of a compressed file."""
    stem, ending = os.path.splitext(name)
    return stem if ending.lower() in _COMPRESSED else name


def is_compressed(name: str) -> bool:
    """Tell whether a file's name is that of a compressed one that is no archive."""
    return unpacked_name(name) != name and not is_archive(name)


@lru_cache(256)
def is_archive(name: str) -> bool:
    """Tell whether a file's name is that of an archive."""
    return unpacked_name(name).lower().endswith(_ARCHIVES)


def opened(path: str) -> BinaryIO:
    """Return a file as a stream of what it holds, unpacked if its name says that it is compressed. Raises OSError."""
    if not is_compressed(path):
        return open(path, "rb")
    return decompressed(path, path)


def decompressed(file: IO[bytes] | str, name: str) -> BinaryIO:
    """Return what a stream, or the file at a path, holds, unpacked as its name says."""
    ending = os.path.splitext(name)[1].lower()
    if ending == ".gz":
        import gzip

        # It closes what it has opened.
        return cast("BinaryIO", gzip.open(file, "rb") if isinstance(file, str) else gzip.GzipFile(fileobj=file))
    if ending == ".xz":
        import lzma

        return cast("BinaryIO", lzma.LZMAFile(file))
    if ending == ".bz2":
        import bz2

        return cast("BinaryIO", bz2.BZ2File(file))
    return cast("BinaryIO", file)


@contextmanager
def complaining(name: str) -> Iterator[None]:
    """Raise SourceError for all that can be wrong with a file, or with what it is packed in."""
    import lzma
    import tarfile
    import zipfile

    try:
        yield
    except FileNotFoundError:
        raise SourceError(f"{name}: no such file") from None
    except (EOFError, zlib.error, lzma.LZMAError, tarfile.TarError, zipfile.BadZipFile) as error:
        said = str(error) or "it ends before it should"
        raise SourceError(f"{name}: cannot be unpacked: {said}; it may be damaged or cut off") from None
    # How zipfile tells of passwords and rare methods, and what headers raise that hold nonsense.
    except (RuntimeError, NotImplementedError, ValueError, OverflowError) as error:
        raise SourceError(f"{name}: cannot be unpacked: {error}") from None
    except OSError as error:
        raise SourceError(f"{name}: cannot be read: {error.strerror or error}") from None


def members(path: str) -> Iterator[Member]:
    """Yield the files in an archive, in its order; links, folders and devices are left out. Raises SourceError."""
    with complaining(path):
        yield from _in_zip(path) if path.lower().endswith(".zip") else _in_tar(path)


def _in_zip(path: str) -> Iterator[Member]:
    import zipfile

    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            # A name can be missing in one that is damaged.
            if info.filename and not info.is_dir() and not _is_link(info.external_attr):
                yield Member(info.filename, partial(_zipped, archive, info))


def _zipped(archive: ZipFile, info: ZipInfo) -> BinaryIO:
    if info.flag_bits & 1:
        raise RuntimeError("it is encrypted; unpack it with its password")
    return cast("BinaryIO", archive.open(info))


def _refuse_link(info: TarInfo) -> BinaryIO:
    # What it leads to went by before, and is not kept.
    raise SourceError(f"is a hard link to {info.linkname} in the archive; pack it with `tar --hard-dereference`")


def _tarred(archive: TarFile, info: TarInfo) -> BinaryIO:
    return cast("BinaryIO", archive.extractfile(info))


def _is_link(attributes: int) -> bool:
    import stat

    return stat.S_ISLNK(attributes >> 16)


def _in_tar(path: str) -> Iterator[Member]:
    import tarfile

    # As a stream: a compressed archive is read once, from its beginning to its end.
    with open(path, "rb") as file:
        unpacked = decompressed_tar(file, path)
        with tarfile.open(fileobj=unpacked, mode="r|", tarinfo=_exact_headers()) as archive:
            for info in archive:
                if info.isreg():
                    yield Member(info.name, partial(_tarred, archive, info))
                elif info.islnk():
                    yield Member(info.name, partial(_refuse_link, info))
                archive.members = []  # type: ignore[attr-defined] # It keeps all that it has seen.
        # At the very end of what is compressed stands whether it is as it was.
        while unpacked.read(1 << 16):
            pass


def _exact_headers() -> type[TarInfo]:
    """Return a class of headers that refuses a damaged one: tarfile takes it for the archive's end, and says nothing.

    An archive ends with blocks of zeros (POSIX, pax, "ustar Interchange Format"); one without them was cut off.
    """
    import tarfile

    class Exact(tarfile.TarInfo):
        @classmethod
        def frombuf(cls, buf: bytes | bytearray, encoding: str, errors: str) -> Self:
            try:
                return super().frombuf(buf, encoding, errors)
            except tarfile.HeaderError as error:
                if isinstance(error, tarfile.EOFHeaderError):  # type: ignore[attr-defined] # the end
                    raise
                raise tarfile.ReadError(str(error)) from None

    return Exact


def decompressed_tar(file: IO[bytes], path: str) -> BinaryIO:
    """Return the tar archive in a file that may be compressed, by the end of its name."""
    short = {".tgz": ".gz", ".txz": ".xz", ".tbz2": ".bz2"}
    ending = os.path.splitext(path)[1].lower()
    return decompressed(file, f"x{short.get(ending, ending)}")
