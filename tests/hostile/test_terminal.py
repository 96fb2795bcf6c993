"""What a document or a file's name holds never steers the terminal that it is shown on."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from frusconv.terminal import shown, shown_lines, shown_pieces
from tests.support import frusconv

TITLE = "\x1b]0;owned\x07"
NAME = f"a{TITLE}\u202etxt.xml"
BAD = ("\x1b", "\x07", "\x9b", "\u202e")
DIV = (
    '<div xmlns="http://www.tei-c.org/ns/1.0" type="document" xml:id="d1"><head>{0}</head><p>{0}<!-- {0} --></p></div>'
)
# What XML can hold: the controls from 0x80 on steer terminals too.
SOURCE = DIV.format("Red \x9b31m \u202eFRUS, 1936, vol. IX, p. 3")


def test_shown() -> None:
    assert shown("A—é 中\xa0\u2009😀") == "A—é 中\xa0\u2009😀"
    assert shown("\x1b[31m\r\n\t\x00\x7f\x85\x9b\u2028\u202e\u2066\ufeff\ud800") == (
        "\\x1b[31m\\r\\n\\t\\x00\\x7f\\x85\\x9b\\u2028\\u202e\\u2066\\ufeff\\ud800"
    )
    assert shown_lines("a\n\tb\r\x1b") == "a\n\tb\\r\\x1b"
    assert b"".join(shown_pieces([b"\xe2\x80", b"\xae\xff", b"\n"])) == b"\\u202e\\xff\n"


@pytest.mark.parametrize(
    "arguments",
    [
        *(("to-tei",), ("to-text",), ("inspect",), ("cite",), ("correspondents",), ("find-citations",), ("pages",)),
        *(("split", "--list"), ("validate",), ("to-epub",), ("convert", "-t", "docx"), ("normalize",)),
    ],
)
def test_messages(arguments: tuple[str, ...], tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(SOURCE)
    output = () if "--list" in arguments else ("-o", "out")
    missing = frusconv(*arguments, NAME[:-1], *output, cwd=tmp_path)
    assert missing.status in (2, 3)
    found = frusconv(*arguments, NAME, *output, cwd=tmp_path)
    for text in (missing.err, found.err):
        assert not [bad for bad in BAD if bad in text], text
    assert "\\x1b]0;owned\\x07" in missing.err


@pytest.mark.parametrize("command", ["inspect", "find-citations"])
def test_tables(command: str, tmp_path: Path) -> None:
    (tmp_path / NAME).write_text(SOURCE)
    ran = frusconv(command, NAME, NAME, cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert "\\x1b]0;owned\\x07" in ran.out
    assert not [bad for bad in BAD if bad in ran.out + ran.err]


def test_options_that_are_none() -> None:
    ran = frusconv(f"--{TITLE}")
    assert ran.status == 2
    assert not [bad for bad in BAD if bad in ran.err]


def test_batch(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / NAME).write_text(SOURCE.replace("</div>", ""))
    ran = frusconv("batch", "in", "-o", "out", "--report", "report.html", cwd=tmp_path)
    assert ran.status == 8
    assert not [bad for bad in BAD if bad in ran.err]
    assert TITLE not in (tmp_path / "report.html").read_text(encoding="utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="has no pseudo-terminals")
def test_outputs_on_a_terminal(tmp_path: Path) -> None:
    """A pipe gets the text as it is, a terminal gets it with escapes."""
    import pty

    (tmp_path / "a.xml").write_text(SOURCE)
    assert "\x9b" in frusconv("to-text", "a.xml", cwd=tmp_path).out
    child, terminal = pty.fork()
    if child == 0:
        os.chdir(tmp_path)
        os.execv(sys.executable, [sys.executable, "-m", "frusconv", "to-text", "a.xml"])  # noqa: S606 - our own
    seen = b""
    try:
        while data := os.read(terminal, 4096):
            seen += data
    except OSError:  # How Linux tells that the other end is closed.
        pass
    _, status = os.waitpid(child, 0)
    assert status == 0, seen
    text = seen.decode()
    assert "Red \\x9b31m \\u202eFRUS" in text
    assert not [bad for bad in BAD if bad in text]
