"""Getting text in and bytes out: decoding with exact complaints, and files that appear whole or not at all."""

from __future__ import annotations

import codecs
import contextlib
import os
import sys
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from frusconv.errors import OutputError, SourceError, UsageError
from frusconv.formats import binary_kind, sniffed
from frusconv.model import AnySource, FileSource, Source

if TYPE_CHECKING:
    from pathlib import Path

STANDARD = "-"
_CHUNK = 1 << 16
_BEGINNING = 4096
# More than this of standard input is kept on disk.
_IN_MEMORY = 16 << 20


def name_of(path: str) -> str:
    """Return the name that messages give to a path argument."""
    return "<stdin>" if path == STANDARD else path


def files_in(folder: str, suffixes: Collection[str]) -> list[str]:
    """Return the files in a folder and below it whose names end in one of `suffixes`, in order of their names."""
    found = [
        os.path.join(place, name)
        for place, _, names in os.walk(folder)
        for name in names
        if os.path.splitext(name)[1].lower() in suffixes
    ]
    return sorted(filter(os.path.isfile, found), key=lambda path: path.split(os.sep))


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
        beginning = file.read(_BEGINNING)
    name = from_format or sniffed(beginning)
    if name == "tei":
        if kind := binary_kind(beginning, may_be_wide=True):
            raise SourceError(f"{path}: this is {kind}")
        return FileSource(lambda: open(path, "rb"), path), name
    return read_source(path, encoding), name


def _open_standard(encoding: str, from_format: str | None) -> tuple[AnySource, str]:
    stream = sys.stdin.buffer
    name = from_format or sniffed(stream.peek(1) if hasattr(stream, "peek") else b"")
    if name == "tei":
        return FileSource(_kept(stream), name_of(STANDARD)), name
    return read_source(STANDARD, encoding), name


def _kept(stream: BinaryIO) -> Callable[[], BinaryIO]:
    """Return what opens a stream that can be read only once, as often as wanted."""
    from io import BytesIO

    data = stream.read(_IN_MEMORY)
    if len(data) < _IN_MEMORY:
        return lambda: BytesIO(data)
    import tempfile

    spool = tempfile.NamedTemporaryFile(prefix="frusconv-")  # noqa: SIM115 - lives as long as what is returned
    spool.write(data)
    while data := stream.read(_CHUNK):
        spool.write(data)
    spool.flush()

    def opened() -> BinaryIO:
        return open(spool.name, "rb")

    return opened


def read_pieces(path: str, encoding: str = "utf-8") -> Iterator[str]:
    """Yield the text of a file, or of standard input for `-`, as it comes in. Raises SourceError."""
    if path == STANDARD:
        yield from decoded(_chunks(sys.stdin.buffer), name_of(path), encoding)
        return
    with _opened(path) as file:
        yield from decoded(_chunks(file), path, encoding)


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
        from pathlib import Path

        _write_file(Path(path), pieces)


def _write_standard(pieces: Iterable[bytes]) -> None:
    out = sys.stdout.buffer
    try:
        for piece in pieces:
            out.write(piece)
            out.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        raise OutputError(f"standard output cannot be written: {error.strerror}") from None


def _write_file(path: Path, pieces: Iterable[bytes]) -> None:
    with _complaining(str(path)):
        target = path.resolve() if path.is_symlink() else path
    # The name is known before there is such a file, so that no interrupt can come between it and its removal.
    temporary = target.with_name(f".frusconv-{os.urandom(6).hex()}.part")
    try:
        with _complaining(str(path)):
            with open(temporary, "xb") as file:
                with contextlib.suppress(FileNotFoundError):
                    os.chmod(temporary, target.stat().st_mode & 0o7777)  # A new file gets its mode by the umask.
                file.writelines(pieces)
            os.replace(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


@contextlib.contextmanager
def _complaining(path: str) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise OutputError(f"{path}: cannot be written: {error.strerror}") from None
    except RuntimeError:  # What pathlib makes of a loop of links.
        raise OutputError(f"{path}: cannot be written: the links form a loop") from None
