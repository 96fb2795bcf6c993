"""Getting text in and bytes out: decoding with exact complaints, and files that appear whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import errno
import os
import re
import stat
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from contextvars import ContextVar
from typing import BinaryIO

from frusconv.errors import NoRoomError, OutputError, SourceError, UsageError
from frusconv.formats import binary_kind, sniffed
from frusconv.model import AnySource, FileSource, Source
from frusconv.terminal import shown_pieces

STANDARD = "-"
_CHUNK = 1 << 16
_AT_ONCE = 1 << 18
_ALLOW = "if it is to be trusted, allow more with --max-size (0 is no limit)"
_BEGINNING = 4096
# Another suffix of the same format.
_SAME = {".htm": ".html"}
# Where a page names its encoding (HTML section 4.2.5.4): in its first 1,024 bytes, but tools put much before it.
_CHARSET = rb"(?i)<meta\b[^>]*?\bcharset\s*=\s*[\"']?\s*([\w.:-]+)"
_DECLARED = rb"\s*<\?xml\b[^>]*?\bencoding\s*=\s*[\"']([\w.:-]+)"
_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
# What browsers take these for (Encoding Standard, section 4.2).
# The bytes that cp1252 leaves open are control characters to browsers, and show nothing.
_OPEN = bytes((0x81, 0x8D, 0x8F, 0x90, 0x9D))
_WINDOWS = frozenset(("iso8859-1", "ascii", "cp1252"))
# What ends all writing: a full disk, a quota, a limit on a file's size, a disk that is read-only or broken.
NO_ROOM = frozenset((errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EROFS, errno.EIO))
# More than this of standard input is kept on disk.
_IN_MEMORY = 16 << 20
# So much a source may hold, in bytes: whole volumes have some 5 MB, and what is read of a text takes many times more.
LARGEST_SOURCE = 200_000_000
_largest: ContextVar[int] = ContextVar("largest", default=LARGEST_SOURCE)


def limit_sources(size: int) -> None:
    """Refuse sources of more than `size` bytes from now on in this context; 0 is no limit."""
    _largest.set(size)


def source_limit() -> int:
    """Return how many bytes a source may hold; 0 is no limit."""
    return _largest.get()


def within_limit(chunks: Iterable[bytes], name: str) -> Iterator[bytes]:
    """Yield the bytes of a source, unpacked; raises SourceError as soon as they are more than one may hold."""
    limit, size = _largest.get(), 0
    for chunk in chunks:
        size += len(chunk)
        if limit and size > limit:
            raise SourceError(f"{name}: holds more than {limit:,} bytes; {_ALLOW}")
        yield chunk


def whole(file: BinaryIO, name: str) -> bytes:
    """Return all that is left of a file. Raises SourceError if it is more than a source may hold."""
    return b"".join(within_limit(iter(lambda: file.read(_AT_ONCE), b""), name))


def _check_size(file: BinaryIO, name: str) -> None:
    """Raise SourceError, with its size, for a file on disk that is larger than a source may be."""
    limit, found = _largest.get(), os.fstat(file.fileno())
    if limit and stat.S_ISREG(found.st_mode) and found.st_size > limit:
        raise SourceError(f"{name}: holds {found.st_size:,} bytes, more than the {limit:,} of --max-size; {_ALLOW}")


def name_of(path: str) -> str:
    """Return the name that messages give to a path argument."""
    return "<stdin>" if path == STANDARD else path


def files_in(folder: str, suffixes: Collection[str]) -> list[str]:
    """Return the files in a folder and below it whose names end in one of `suffixes`, in order of their names."""
    found = [
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if suffix_of(name) in suffixes
    ]
    return sorted(filter(os.path.isfile, found), key=lambda path: path.split(os.sep))


def suffix_of(name: str) -> str:
    """Return the suffix by which the format of a file is known: `.html` for `a.HTM`."""
    suffix = os.path.splitext(name)[1].lower()
    return _SAME.get(suffix, suffix)


def read_source(path: str, encoding: str = "utf-8") -> Source:
    """Return all the text of a file, or of standard input for `-`. Raises SourceError."""
    return Source("".join(read_pieces(path, encoding)), name_of(path))


def open_source(path: str, encoding: str = "utf-8", from_format: str | None = None) -> tuple[AnySource, str]:
    """Return a source and the name of its format, which its first bytes tell if `from_format` does not.

    Text is read at once. XML stays where it is, to be read a piece at a time, and again; what comes by standard input
    is kept, and on disk if it is large. Raises SourceError.
    """
    if path == STANDARD:
        return _open_standard(encoding, from_format)
    with _opened(path) as file:
        _check_size(file, path)
        beginning = file.read(_BEGINNING)
    name = from_format or sniffed(beginning)
    if name == "tei":
        if kind := binary_kind(beginning, may_be_wide=True):
            raise SourceError(f"{path}: this is {kind}")
        return FileSource(lambda: open(path, "rb"), path), name
    with _opened(path) as file:
        return source_in(whole(file, path), path, encoding, name)


def source_in(data: bytes, name: str, encoding: str = "utf-8", from_format: str | None = None) -> tuple[AnySource, str]:
    """Return a source that is in memory and the name of its format, as `open_source` does for a file.

    Raises SourceError.
    """
    from io import BytesIO

    known = from_format or sniffed(data[:_BEGINNING])
    if known == "tei":
        if kind := binary_kind(data[:_BEGINNING], may_be_wide=True):
            raise SourceError(f"{name}: this is {kind}")
        return FileSource(lambda: BytesIO(data), name), known
    if known == "html":
        return Source(page_text(data, name, encoding), name), known
    return Source("".join(decoded((data,) if data else (), name, encoding)), name), known


def _open_standard(encoding: str, from_format: str | None) -> tuple[AnySource, str]:
    stream = sys.stdin.buffer
    name = from_format or sniffed(stream.peek(1) if hasattr(stream, "peek") else b"")
    if name == "tei":
        return FileSource(_kept(stream), name_of(STANDARD)), name
    return source_in(whole(stream, name_of(STANDARD)), name_of(STANDARD), encoding, name)


def page_text(data: bytes, name: str, encoding: str = "utf-8") -> str:
    """Return the text of a page of HTML.

    Its encoding is, in this order, the one given if it is not UTF-8, what the byte order mark tells, UTF-8 if it can be
    that, and what the page declares; without a declaration it is that of Windows, as for browsers.
    Raises SourceError where it is no text, or not in that encoding.
    """
    if encoding.lower().replace("_", "-") not in ("utf-8", "utf8", "utf-8-sig"):
        return "".join(decoded((data,), name, encoding))
    marked = next((found for mark, found in _MARKS if data.startswith(mark)), None)
    if marked:
        return "".join(decoded((data,), name, marked))
    if kind := binary_kind(data[:_BEGINNING]):
        raise SourceError(f"{name}: this is {kind}")
    try:
        return data.decode()
    except UnicodeDecodeError:
        declared = _declared(data)
    if declared in _WINDOWS:
        return data.translate(None, _OPEN).decode("cp1252")
    return "".join(decoded((data,), name, declared))


def _declared(data: bytes) -> str:
    beginning = data[: 1 << 16]
    found = re.search(_CHARSET, beginning) or re.match(_DECLARED, beginning)
    try:
        return codecs.lookup(found[1].decode()).name if found else "cp1252"
    except LookupError:
        return "cp1252"


def _kept(stream: BinaryIO) -> Callable[[], BinaryIO]:
    """Return what opens a stream that can be read only once, as often as wanted."""
    from io import BytesIO

    coming = within_limit(iter(lambda: stream.read(_IN_MEMORY), b""), name_of(STANDARD))
    data = next(coming, b"")
    if len(data) < _IN_MEMORY:
        return lambda: BytesIO(data)
    import tempfile

    spool = tempfile.NamedTemporaryFile(prefix="frusconv-")  # noqa: SIM115 - lives as long as what is returned
    spool.write(data)
    spool.writelines(coming)
    spool.flush()

    def opened() -> BinaryIO:
        return open(spool.name, "rb")

    return opened


def read_pieces(path: str, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the text of a file, or of standard input for `-`, as it comes in. Raises SourceError."""
    if path == STANDARD:
        yield from decoded(within_limit(_chunks(sys.stdin.buffer), name_of(path)), name_of(path), encoding)
        return
    with _opened(path) as file:
        _check_size(file, path)
        yield from decoded(within_limit(_chunks(file), path), path, encoding)


@contextlib.contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    try:
        with open(path, "rb") as file:
            yield file
    except IsADirectoryError:
        raise SourceError(f"{path}: is a folder; name a file in it, or give the folder to `frusconv batch`") from None
    except FileNotFoundError:
        raise SourceError(f"{path}: no such file") from None
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from None


def decoded(chunks: Iterable[bytes], name: str, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the text of `chunks`; raises SourceError with the offset of the first byte that is wrong."""
    decoder = _decoder(encoding)
    is_wide = "16" in encoding or "32" in encoding
    offset = 0
    for number, chunk in enumerate(chunks):
        if number == 0 and not is_wide and (kind := binary_kind(chunk[:8192])):
            raise SourceError(f"{name}: this is {kind}")
        pending = len(decoder.getstate()[0])
        try:
            yield decoder.decode(chunk)
        except UnicodeDecodeError as error:
            raise SourceError(_undecodable(name, encoding, error, offset - pending)) from None
        except UnicodeError as error:  # UTF-16 and UTF-32 without a byte order mark
            raise SourceError(
                f"{name}: not {encoding.upper()}: {error}; name the byte order, as in utf-16-le"
            ) from None
        offset += len(chunk)
    pending = len(decoder.getstate()[0])
    try:
        yield decoder.decode(b"", final=True)
    except UnicodeDecodeError as error:
        raise SourceError(_undecodable(name, encoding, error, offset - pending)) from None


def check_encoding(encoding: str) -> None:
    """Raise UsageError if there is no encoding of this name."""
    _decoder(encoding)


def _decoder(encoding: str) -> codecs.IncrementalDecoder:
    # The byte order mark is taken out with the other invisible characters, and offsets count it.
    name = "utf-8" if encoding.lower().replace("_", "-") == "utf-8-sig" else encoding
    try:
        b"".decode(name)  # Python counts rot13 and base64 among its codecs, and refuses them here.
        "".encode(name)
        return codecs.getincrementaldecoder(name)()
    except (LookupError, UnicodeError):
        raise UsageError(f"unknown encoding {encoding!r}; try utf-8, cp1252 or latin-1") from None


def _undecodable(name: str, encoding: str, error: UnicodeDecodeError, base: int) -> str:
    byte = error.object[error.start]
    hint = "text from Windows is often cp1252" if encoding.replace("-", "").lower() == "utf8" else "try another one"
    return (
        f"{name}: not {encoding.upper()}: byte 0x{byte:02X} at offset {base + error.start}; "
        f"name the right encoding with --encoding ({hint})"
    )


def _chunks(file: BinaryIO) -> Iterator[bytes]:
    # read1 hands on what a pipe has, so that text flows through as it comes.
    read = getattr(file, "read1", file.read)
    while chunk := read(_CHUNK):
        yield chunk


def write_output(path: str, pieces: Iterable[bytes]) -> None:
    """Write to a file that appears whole or not at all, or for `-` to standard output. Raises OutputError."""
    if path == STANDARD:
        _write_standard(pieces)
    elif os.path.exists(path) and not os.path.isfile(path):
        if os.path.isdir(path):
            raise OutputError(f"{path}: is a folder; name a file")
        with _complaining(path), open(path, "wb") as special:  # A pipe or a device cannot be replaced.
            special.writelines(pieces)
    else:
        _write_file(path, pieces)


def _write_standard(pieces: Iterable[bytes]) -> None:
    out = sys.stdout.buffer
    try:
        # Files and pipes get all as it is; a terminal is not to be steered by what a document holds.
        for piece in shown_pieces(pieces) if sys.stdout.isatty() else pieces:
            out.write(piece)
            out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output cannot be written: {error.strerror}") from None


class Staged:
    """A file that is written beside the one whose place it is to take: `write` it, then `place` or `drop` it."""

    __slots__ = ("_target", "_temporary", "path")

    def __init__(self, path: str, prefix: str = ".frusconv-") -> None:
        from pathlib import Path

        self.path = path
        with _complaining(path):
            given = Path(path)
            self._target = given.resolve() if given.is_symlink() else given
        # The name is known before there is such a file, so that no interrupt can come between it and its removal.
        self._temporary = self._target.with_name(f"{prefix}{os.urandom(6).hex()}.part")

    def write(self, pieces: Iterable[bytes]) -> None:
        """Write it. Raises OutputError, and what the pieces raise."""
        with _complaining(self.path), open(self._temporary, "xb") as file:
            with contextlib.suppress(FileNotFoundError):
                os.chmod(self._temporary, self._target.stat().st_mode & 0o7777)  # A new file has its mode by the umask.
            file.writelines(pieces)

    def sync(self) -> None:
        """Have the disk keep what is written. Raises OutputError."""
        with _complaining(self.path):
            descriptor = os.open(self._temporary, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)

    def place(self) -> None:
        """Put it in its place. Raises OutputError."""
        with _complaining(self.path):
            os.replace(self._temporary, self._target)

    def drop(self) -> None:
        """Remove it."""
        with contextlib.suppress(OSError):
            os.unlink(self._temporary)


def _write_file(path: str, pieces: Iterable[bytes]) -> None:
    staged = Staged(path)
    try:
        staged.write(pieces)
        staged.place()
    except BaseException:
        staged.drop()
        raise


@contextlib.contextmanager
def _complaining(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        kind = NoRoomError if error.errno in NO_ROOM else OutputError
        raise kind(f"{path}: cannot be written: {error.strerror}") from None
    except RuntimeError:  # What pathlib makes of a loop of links.
        raise OutputError(f"{path}: cannot be written: the links form a loop") from None
