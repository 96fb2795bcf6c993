"""Running pandoc: finding it, what it writes, and its complaints as ours."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from tempfile import TemporaryFile
from typing import IO

from frusconv.errors import OutputError, UsageError

# What pandoc calls a format by the end of a file's name, where the two differ or people expect it.
SUFFIXES = {
    ".adoc": "asciidoc",
    ".asciidoc": "asciidoc",
    ".docbook": "docbook5",
    ".docx": "docx",
    ".fb2": "fb2",
    ".icml": "icml",
    ".ipynb": "ipynb",
    ".jats": "jats",
    ".latex": "latex",
    ".mediawiki": "mediawiki",
    ".odt": "odt",
    ".opml": "opml",
    ".org": "org",
    ".pdf": "pdf",
    ".pptx": "pptx",
    ".rst": "rst",
    ".rtf": "rtf",
    ".tex": "latex",
    ".texi": "texinfo",
    ".textile": "textile",
    ".typ": "typst",
    ".wiki": "mediawiki",
}
BINARY = frozenset("chunkedhtml docx epub epub2 epub3 odt pdf pptx".split())
_VARIABLE = "PYPANDOC_PANDOC"
_CHUNK = 1 << 16
# What holds references only, and would be empty.
_NO_TEXT = frozenset(("biblatex", "bibtex", "csljson"))


def path() -> str:
    """Return where pandoc is: what PYPANDOC_PANDOC names, the one that pypandoc has, or one on PATH.

    Raises OutputError if there is none.
    """
    named = os.environ.get(_VARIABLE)
    if named:
        found = shutil.which(named)
        if found is None:
            raise OutputError(f"{_VARIABLE} names {named}, which is no program; unset it, or name pandoc's")
        return found
    with suppress(ImportError, OSError):  # OSError: pypandoc is there, pandoc is not.
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    found = shutil.which("pandoc")
    if found is None:
        raise OutputError("pandoc is not installed; install it with `pip install pypandoc_binary`, or from pandoc.org")
    return found


def output_formats() -> tuple[str, ...]:
    """Return the names of what pandoc makes of a text. Raises OutputError if there is no pandoc, or none that runs."""
    try:
        done = subprocess.run(  # noqa: S603 - pandoc, and nothing from a source
            [path(), "--list-output-formats"], capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise OutputError(f"pandoc does not run: {error}") from None
    return tuple(name for name in done.stdout.split() if name not in _NO_TEXT)


def base_name(name: str) -> str:
    """Return the name of a format without the extensions that are switched on or off: `markdown-smart`."""
    return name.replace("-", "+").partition("+")[0]


def check_format(name: str, others: Iterable[str]) -> None:
    """Raise UsageError, with names that are close, if pandoc does not write a format; `others` are written by us."""
    known = output_formats()
    if base_name(name) in known:
        return
    from difflib import get_close_matches

    close = get_close_matches(name.lower(), sorted({*known, *others}), n=4)
    hint = f"close to it: {', '.join(close)}; " if close else ""
    raise UsageError(f"unknown format {name!r}; {hint}`frusconv convert --list` lists all")


def converted(
    pieces: Iterable[bytes], to_format: str, options: Sequence[str], warn: Callable[[str], None]
) -> Iterator[bytes]:
    """Yield what pandoc makes of its JSON, `pieces`, in its format `to_format`.

    Pandoc needs all of it before it begins, and nothing is yielded before it has ended well. Its warnings go to `warn`,
    a line each. Raises OutputError with what pandoc says if it fails.
    """
    # The sandbox keeps its writers from any file that is not named here. Our tree names none; this is the second lock.
    command = [path(), "--from=json", f"--to={to_format}", "--sandbox", "--output=-", *options]
    with TemporaryFile() as out, TemporaryFile() as complaints:
        status = _run(command, pieces, out, complaints)
        said = _text(complaints)
        if status:
            told = " ".join(said.partition("CallStack")[0].split()) or f"it ended with status {status}"
            raise OutputError(f"pandoc could not write {to_format}: {told}")
        for line in said.splitlines():
            warn(f"pandoc: {line}")
        out.seek(0)
        while chunk := out.read(_CHUNK):
            yield chunk


def _run(command: list[str], pieces: Iterable[bytes], out: IO[bytes], complaints: IO[bytes]) -> int:
    """Run pandoc and return its exit status; it ends with us, whatever comes between."""
    try:
        process = subprocess.Popen(  # noqa: S603 - pandoc; a format's name has been checked
            command, stdin=subprocess.PIPE, stdout=out, stderr=complaints, env=_environment()
        )
    except OSError as error:
        raise OutputError(f"pandoc does not run: {error.strerror}: {command[0]}") from None
    assert process.stdin is not None
    try:
        with suppress(BrokenPipeError):  # It has ended early, and has said why.
            process.stdin.writelines(pieces)
        with suppress(BrokenPipeError):
            process.stdin.close()
        return process.wait()
    finally:
        if process.poll() is None:
            process.kill()
            process.wait()


def _environment() -> dict[str, str]:
    """Return our environment, with a fixed time for the makers of PDF if none is set, in place of the clock's.

    Pandoc itself knows no other time in its sandbox than this one.
    """
    return {"SOURCE_DATE_EPOCH": "0"} | os.environ


def _text(file: IO[bytes]) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")
