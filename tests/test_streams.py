"""Getting text in and bytes out: exact complaints, and files that appear whole or not at all."""

from __future__ import annotations

import errno
import io
import os
import stat
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from frusconv.errors import OutputError, SourceError, UsageError
from frusconv.model import Source
from frusconv.streams import decoded, name_of, read_pieces, read_source, write_output

UTF8 = "São Tomé – 日本 – “½”\n"


def split(data: bytes, size: int) -> list[bytes]:
    return [data[at : at + size] for at in range(0, len(data), size)]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 1000])
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (UTF8, "utf-8"),
        (f"\ufeff{UTF8}", "utf-8"),
        (UTF8, "utf-16"),
        (UTF8, "utf-16-le"),
        (UTF8, "utf-32"),
        ("São Tomé – “½”\r\n", "cp1252"),
        ("São Tomé", "latin-1"),
        ("東京", "shift_jis"),
        ("", "utf-8"),
    ],
)
def test_decoded(text: str, encoding: str, size: int) -> None:
    assert "".join(decoded(split(text.encode(encoding), size), "a.txt", encoding)) == text


@pytest.mark.parametrize(
    ("chunks", "byte", "offset"),
    [
        pytest.param([b"\xff"], "0xFF", 0, id="the first byte"),
        pytest.param([b"Tom\xe9 left"], "0xE9", 3, id="inside a chunk"),
        pytest.param([b"S\xc3\xa3o Tom\xe9 left"], "0xE9", 8, id="behind a longer character"),
        pytest.param([b"S\xc3\xa3o ", b"Tom\xe9 left"], "0xE9", 8, id="in the second chunk"),
        pytest.param([b"ab", b"cd", b"e\xff"], "0xFF", 5, id="in the third chunk"),
        pytest.param([b"Tom\xe9", b" left"], "0xE9", 3, id="a lead byte at a chunk's end"),
        pytest.param([b"Tom\xe2", b"\x80", b" left"], "0xE2", 3, id="a character begun over three chunks"),
        pytest.param([b"S\xc3", b"\xa3o \xe2\x80", b"x"], "0xE2", 5, id="behind one that was split"),
        pytest.param([b"Tom\xe9"], "0xE9", 3, id="a lead byte at the end of the text"),
        pytest.param([b"ab", b"\xe2\x80"], "0xE2", 2, id="a character cut off at the end"),
        pytest.param([b"ab\xe2", b"\x80"], "0xE2", 2, id="a character cut off at the end, in two chunks"),
        pytest.param([b"ab\xed\xa0\x80"], "0xED", 2, id="a surrogate"),
        pytest.param([b"ab\xc0\xaf"], "0xC0", 2, id="an overlong form"),
    ],
)
def test_the_first_wrong_byte_is_named(chunks: list[bytes], byte: str, offset: int) -> None:
    with pytest.raises(SourceError) as caught:
        list(decoded(chunks, "a.txt"))
    message = str(caught.value)
    assert message.startswith("a.txt: not UTF-8: ")
    assert f"byte {byte} at offset {offset};" in message
    assert "--encoding" in message
    assert "cp1252" in message


@pytest.mark.parametrize("size", [1, 2, 3, 4, 7, 100])
def test_chunks_make_no_difference_to_the_offset(size: int) -> None:
    data = "Tomé – 日本 – “½” – ".encode() + b"\xe6\x97 and so on"
    with pytest.raises(SourceError, match=rf"byte 0xE6 at offset {len(data) - 12};"):
        list(decoded(split(data, size), "a.txt"))


def test_text_comes_before_the_wrong_byte() -> None:
    pieces = decoded([b"one ", b"two \xff"], "a.txt")
    assert next(pieces) == "one "
    with pytest.raises(SourceError):
        next(pieces)


@pytest.mark.parametrize(
    ("data", "encoding", "byte", "offset"),
    [
        (b"ab\x81c", "cp1252", "0x81", 2),
        ("ab".encode("utf-16") + b"\x00", "utf-16", "0x00", 6),
        (b"ab\xe9", "ascii", "0xE9", 2),
        (b"\xef\xbb\xbfa\xff", "utf-8-sig", "0xFF", 4),
    ],
)
def test_other_encodings(data: bytes, encoding: str, byte: str, offset: int) -> None:
    with pytest.raises(SourceError, match=f"a.txt: not {encoding.upper()}: byte {byte} at offset {offset};"):
        list(decoded([data], "a.txt", encoding))


@pytest.mark.parametrize("encoding", ["utf-88", "klingon", ""])
def test_an_unknown_encoding(encoding: str) -> None:
    with pytest.raises(UsageError, match="unknown encoding"):
        list(decoded([b"ab"], "a.txt", encoding))


@pytest.mark.parametrize("encoding", ["rot13", "base64", "undefined"])
def test_a_codec_that_is_no_encoding(encoding: str) -> None:
    with pytest.raises(UsageError):
        list(decoded([b"ab"], "a.txt", encoding))


@pytest.mark.parametrize(
    ("data", "said"),
    [
        pytest.param(b"%PDF-1.4\nand so on", "PDF", id="PDF"),
        pytest.param(b"PK\x03\x04\x14\x00", "ZIP", id="ZIP"),
        pytest.param(b"\xd0\xcf\x11\xe0\xa1\xb1", "Word", id="Word"),
        pytest.param(b"{\\rtf1\\ansi", "rich text", id="RTF"),
        pytest.param(b"\x1f\x8b\x08\x00", "gzip", id="gzip"),
        pytest.param(b"\xfd7zXZ\x00", "xz", id="xz"),
        pytest.param(b"BZh91AY", "bzip2", id="bzip2"),
        pytest.param(b"\x89PNG\r\n\x1a\n", "picture", id="PNG"),
        pytest.param(b"\xff\xd8\xff\xe0\x00\x10JFIF", "picture", id="JPEG"),
        pytest.param("One.".encode("utf-16"), "utf-16", id="UTF-16"),
        pytest.param(b"\xfe\xff\x00O\x00n\x00e", "utf-16", id="UTF-16 with the high byte first"),
        pytest.param("The harbor dues.".encode("utf-16-le"), "binary", id="UTF-16 without a byte order mark"),
        pytest.param(bytes(range(32)) * 10, "binary", id="binary"),
        pytest.param(b"MZ\x90\x00\x03\x00\x00\x00" * 20, "binary", id="a program"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, said: str) -> None:
    with pytest.raises(SourceError, match=rf"^a.txt: this is .*{said}"):
        list(decoded([data], "a.txt"))


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="nothing"),
        pytest.param("PDF and PK and BZ", id="the words alone"),
        pytest.param("The harbor dues\x07 at Karlskrona were lowered.", id="one stray control character"),
        pytest.param("Dues\x0c\tand lights\x0b\r\n", id="blanks of every kind"),
        pytest.param("\ufeffThe dues", id="a byte order mark in UTF-8"),
        pytest.param("\x1b[1mThe dues\x1b[0m", id="escapes of a terminal"),
    ],
)
def test_text_is_not_refused(text: str) -> None:
    assert "".join(decoded([text.encode()], "a.txt")) == text


def test_names() -> None:
    assert name_of("-") == "<stdin>"
    assert name_of("a.txt") == "a.txt"


def test_read_source(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(UTF8.encode())
    assert read_source(str(path)) == Source(UTF8, str(path))


def test_read_source_in_another_encoding(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes("Tomé\r\n".encode("cp1252"))
    assert read_source(str(path), "cp1252").text == "Tomé\r\n"


def test_a_large_file_comes_in_pieces(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(UTF8.encode() * 20_000)
    pieces = list(read_pieces(str(path)))
    assert len(pieces) > 2
    assert "".join(pieces) == UTF8 * 20_000


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(UTF8.encode())))
    assert read_source("-") == Source(UTF8, "<stdin>")


def test_wrong_bytes_on_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Tom\xe9")))
    with pytest.raises(SourceError, match=r"^<stdin>: not UTF-8: byte 0xE9 at offset 3;"):
        read_source("-")


def test_no_such_file(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"a\.txt: no such file$"):
        read_source(str(tmp_path / "a.txt"))


def test_a_folder_is_no_source(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="is a folder"):
        read_source(str(tmp_path))


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"cannot be read|no such file"):
        read_source(str(tmp_path / ("a" * 400)))


def failing(error: BaseException) -> Iterator[bytes]:
    yield b"half of "
    raise error


class TestWriting:
    """A file appears whole or not at all."""

    def test_a_new_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xml"
        write_output(str(path), [b"one ", b"two"])
        assert path.read_bytes() == b"one two"
        assert os.listdir(tmp_path) == ["a.xml"]

    def test_an_empty_file(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xml"
        write_output(str(path), [])
        assert path.read_bytes() == b""

    def test_a_file_is_replaced(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xml"
        path.write_bytes(b"something longer than before")
        write_output(str(path), [b"new"])
        assert path.read_bytes() == b"new"
        assert os.listdir(tmp_path) == ["a.xml"]

    def test_a_file_in_the_working_folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.chdir(tmp_path)
        write_output("a.xml", [b"new"])
        assert (tmp_path / "a.xml").read_bytes() == b"new"

    def test_a_source_can_be_its_own_output(self, tmp_path: Path) -> None:
        path = tmp_path / "a.txt"
        path.write_bytes(b"One.\n" * 50_000)
        write_output(str(path), (piece.upper().encode() for piece in read_pieces(str(path))))
        assert path.read_bytes() == b"ONE.\n" * 50_000

    @pytest.mark.parametrize(
        "error",
        [SourceError("a.txt: no"), ValueError("no"), KeyboardInterrupt(), SystemExit(1)],
        ids=lambda e: type(e).__name__,
    )
    def test_on_failure_nothing_is_left(self, tmp_path: Path, error: BaseException) -> None:
        with pytest.raises(type(error)):
            write_output(str(tmp_path / "a.xml"), failing(error))
        assert os.listdir(tmp_path) == []

    def test_on_failure_the_old_file_stays(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xml"
        path.write_bytes(b"old")
        with pytest.raises(ValueError, match="no"):
            write_output(str(path), failing(ValueError("no")))
        assert path.read_bytes() == b"old"
        assert os.listdir(tmp_path) == ["a.xml"]

    def test_a_full_disk(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match=r"a\.xml: cannot be written"):
            write_output(str(tmp_path / "a.xml"), failing(OSError(errno.ENOSPC, "No space left on device")))
        assert os.listdir(tmp_path) == []

    def test_it_appears_only_when_whole(self, tmp_path: Path) -> None:
        path = tmp_path / "a.xml"
        seen: list[bool] = []

        def pieces() -> Iterator[bytes]:
            for piece in (b"one", b"two"):
                seen.append(path.exists())
                yield piece

        write_output(str(path), pieces())
        assert seen == [False, False]

    @pytest.mark.parametrize("mode", [0o600, 0o640, 0o644, 0o755])
    def test_permissions_are_kept(self, tmp_path: Path, mode: int) -> None:
        path = tmp_path / "a.xml"
        path.write_bytes(b"old")
        path.chmod(mode)
        write_output(str(path), [b"new"])
        assert stat.S_IMODE(path.stat().st_mode) == mode

    @pytest.mark.parametrize(("umask", "mode"), [(0o022, 0o644), (0o077, 0o600), (0o002, 0o664)])
    def test_a_new_file_has_those_of_the_umask(self, tmp_path: Path, umask: int, mode: int) -> None:
        before = os.umask(umask)
        try:
            write_output(str(tmp_path / "a.xml"), [b"new"])
        finally:
            assert os.umask(before) == umask
        assert stat.S_IMODE((tmp_path / "a.xml").stat().st_mode) == mode

    def test_a_link_stays_a_link(self, tmp_path: Path) -> None:
        (tmp_path / "folder").mkdir()
        target, link = tmp_path / "folder" / "b.xml", tmp_path / "a.xml"
        target.write_bytes(b"old")
        target.chmod(0o640)
        link.symlink_to("folder/b.xml")
        write_output(str(link), [b"new"])
        assert os.readlink(link) == "folder/b.xml"
        assert target.read_bytes() == b"new"
        assert stat.S_IMODE(target.stat().st_mode) == 0o640
        assert os.listdir(tmp_path / "folder") == ["b.xml"]

    def test_a_link_to_what_is_not_there_yet(self, tmp_path: Path) -> None:
        link = tmp_path / "a.xml"
        link.symlink_to("b.xml")
        write_output(str(link), [b"new"])
        assert link.is_symlink()
        assert (tmp_path / "b.xml").read_bytes() == b"new"

    def test_a_pipe_is_written_to(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        got: list[bytes] = []
        reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()))
        reader.start()
        write_output(str(pipe), [b"one ", b"two"])
        reader.join(timeout=10)
        assert got == [b"one two"]
        assert stat.S_ISFIFO(pipe.stat().st_mode)

    def test_a_folder_is_no_output(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="is a folder"):
            write_output(str(tmp_path), [b"new"])

    def test_no_such_folder(self, tmp_path: Path) -> None:
        with pytest.raises(OutputError, match="cannot be written"):
            write_output(str(tmp_path / "folder" / "a.xml"), [b"new"])
        assert os.listdir(tmp_path) == []

    def test_a_loop_of_links(self, tmp_path: Path) -> None:
        (tmp_path / "a.xml").symlink_to("a.xml")
        with pytest.raises(OutputError):
            write_output(str(tmp_path / "a.xml"), [b"new"])

    @pytest.mark.parametrize("name", ["a" * 251 + ".xml", "ж" * 120 + ".xml", "日" * 83 + ".xml"], ids=len)
    def test_a_long_name(self, tmp_path: Path, name: str) -> None:
        write_output(str(tmp_path / name), [b"new"])
        assert os.listdir(tmp_path) == [name]


class TestStandardOutput:
    """What `-` stands for."""

    def test_it_is_written(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        write_output("-", ["Tomé\n".encode(), b"two\n"])
        assert capsysbinary.readouterr().out == "Tomé\ntwo\n".encode()

    def test_pieces_come_out_at_once(self, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
        seen: list[bytes] = []

        def pieces() -> Iterator[bytes]:
            yield b"one"
            seen.append(capsysbinary.readouterr().out)
            yield b"two"

        write_output("-", pieces())
        assert seen == [b"one"]

    def test_a_reader_that_goes_is_no_failure_of_the_output(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(_Failing(BrokenPipeError(errno.EPIPE, "Broken pipe"))))
        with pytest.raises(BrokenPipeError):
            write_output("-", [b"one"])

    def test_a_full_disk(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(_Failing(OSError(errno.ENOSPC, "No space left on device"))))
        with pytest.raises(OutputError, match="standard output cannot be written: No space left"):
            write_output("-", [b"one"])


class _Failing(io.BytesIO):
    """A stream that cannot be written to."""

    def __init__(self, error: OSError) -> None:
        super().__init__()
        self._error = error

    def write(self, _data: object) -> int:
        raise self._error
