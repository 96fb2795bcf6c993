"""What is told while a batch goes on, and at its end: to people on standard error, to programs in a log."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from io import FileIO
from typing import Any, TextIO

from frusconv import __version__
from frusconv.batch.naming import shown
from frusconv.batch.work import Outcome
from frusconv.errors import ExitCode, OutputError
from frusconv.model import Diagnostic
from frusconv.pattern import Pattern
from frusconv.terminal import shown as escaped

# How often progress is told, in seconds: on a terminal, and elsewhere.
_SOON = 0.2
_SELDOM = 30.0
# Many results of sources that are gone are told one by one up to this number.
_TOLD = 20
_PLACE = Pattern(r"\d+:")


@dataclass(slots=True)
class Report:
    """Counts what became of a batch: documents, and with `removed` and `left` results of sources that are gone.

    One that was interrupted, or ended by an error, `is_stopped`.
    """

    converted: int = 0
    unchanged: int = 0
    failed: int = 0
    removed: int = 0
    left: int = 0
    is_stopped: bool = False
    seconds: float = 0.0

    @property
    def exit_code(self) -> ExitCode:
        """8 if anything failed."""
        return ExitCode.BATCH if self.failed else ExitCode.OK

    def __str__(self) -> str:
        """Return the line that people read at the end."""
        parts = [f"{self.converted:,} converted", f"{self.unchanged:,} unchanged", f"{self.failed:,} failed"]
        if self.removed:
            parts.append(f"{self.removed:,} removed")
        if self.left:
            parts.append(f"{self.left:,} left of sources that are gone")
        return f"{', '.join(parts)} in {_duration(self.seconds)}"


class Teller:
    """Tells people how a batch goes on.

    On a terminal a line is kept up to date, elsewhere one is written every half minute. A quiet one tells of failures
    only, and has a last line only if there was one.
    """

    def __init__(self, stream: TextIO, is_quiet: bool = False) -> None:
        self._stream = stream
        self._is_quiet = is_quiet
        self._is_terminal = stream.isatty()
        self._started = self._told = time.monotonic()
        self._has_line = False

    def say(self, line: str) -> None:
        """Tell something that people have to know."""
        self._clear()
        self._write(f"frusconv: {escaped(line)}\n")

    def mention(self, line: str) -> None:
        """Tell something, unless it is to be quiet."""
        if not self._is_quiet:
            self.say(line)

    def fail(self, label: str, error: str) -> None:
        """Tell that a source failed."""
        self.say(about(label, error))

    def searched(self, count: int) -> None:
        """Tell how many documents were found up to now."""
        if self._is_due():
            self._progress(f"{count:,} documents found")

    def worked(self, report: Report, done: int, total: int) -> None:
        """Tell how far the work is, how fast, and how long it will take."""
        if not self._is_due():
            return
        seconds = time.monotonic() - self._started
        rate = done / seconds if seconds else 0.0
        left = _duration((total - done) / rate) if rate else "?"
        failed = f", {report.failed:,} failed" if report.failed else ""
        self._progress(f"{done:,} of {total:,} documents{failed}, {rate:,.0f} a second, {left} left")

    def begin_work(self) -> None:
        """Begin to count the time that the work takes."""
        self._started = time.monotonic()

    def finish(self, line: str, is_failed: bool) -> None:
        """Tell the last line."""
        self._clear()
        if is_failed or not self._is_quiet:
            self._write(f"{line}\n")

    def _is_due(self) -> bool:
        if self._is_quiet:
            return False
        now = time.monotonic()
        if now - self._told < (_SOON if self._is_terminal else _SELDOM):
            return False
        self._told = now
        return True

    def _progress(self, line: str) -> None:
        if self._is_terminal:
            self._write(f"\r{line}\x1b[K")
            self._has_line = True
        else:
            self._write(f"{line}\n")

    def _clear(self) -> None:
        if self._has_line:
            self._write("\r\x1b[K")
            self._has_line = False

    def _write(self, text: str) -> None:
        try:
            self._stream.write(text)
            self._stream.flush()
        except OSError:  # Nobody reads, or the disk is full: no reason to leave the work undone.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stream.fileno())


def about(label: str, error: str) -> str:
    """Return an error with the name of its source before it; it may begin with the line."""
    return f"{shown(label)}:{'' if _PLACE.match(error) else ' '}{error}"


def _duration(seconds: float) -> str:
    if seconds < 10:
        return f"{seconds:.1f} s"
    if seconds < 120:
        return f"{seconds:.0f} s"
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours} h {minutes} min" if hours else f"{minutes} min {rest} s"


class Log:
    """JSON Lines, one object a line, behind what the file holds; without a path nothing is written.

    Each has an `event`: `run` (the beginning), `document`, `removed`, `left` or `end`. Raises OutputError where the
    file cannot be written.
    """

    def __init__(self, path: str | None) -> None:
        self.path = path
        self._file: FileIO | None = None
        if path is not None:
            self._guarded(lambda: self._open(path))

    def _open(self, path: str) -> None:
        # Without a buffer, so that each line is written at once, beside those of others that share the file.
        self._file = open(path, "ab", buffering=0)  # noqa: SIM115 - closed by `close`
        if _is_cut_off(path):
            self._file.write(b"\n")

    def run(self, arguments: Sequence[str]) -> None:
        """Tell that a batch begins."""
        self._line({"event": "run", "time": _now(), "version": __version__, "arguments": list(arguments)})

    def document(self, label: str, status: str, outcome: Outcome) -> None:
        """Tell what became of a document: it is `converted`, `unchanged` or `failed`."""
        if self._file is not None:
            self._line(
                {
                    "event": "document",
                    "source": label,
                    "status": status,
                    "outputs": [output.target for output in outcome.outputs],
                    "diagnostics": [as_json(diagnostic) for diagnostic in outcome.diagnostics],
                    "seconds": round(outcome.seconds, 4),
                    "error": outcome.error,
                }
            )

    def gone(self, event: str, target: str, source: str) -> None:
        """Tell of a result whose source is gone."""
        self._line({"event": event, "source": source, "outputs": [target]})

    def end(self, report: Report, status: int) -> None:
        """Tell that a batch ends."""
        self._line(
            {
                "event": "end",
                "time": _now(),
                "converted": report.converted,
                "unchanged": report.unchanged,
                "failed": report.failed,
                "removed": report.removed,
                "seconds": round(report.seconds, 3),
                "status": status,
            }
        )

    def close(self) -> None:
        """Close the file."""
        if self._file is not None:
            self._guarded(self._file.close)
            self._file = None

    def _line(self, value: dict[str, Any]) -> None:
        file = self._file
        if file is not None:
            line = f"{json.dumps(value, ensure_ascii=False)}\n".encode("utf-8", "backslashreplace")
            self._guarded(lambda: _append(file, line))

    def _guarded(self, step: Callable[[], object]) -> None:
        try:
            step()
        except OSError as error:
            self._file = None
            raise OutputError(f"{self.path}: the log cannot be written: {error.strerror}") from None


def _append(file: FileIO, line: bytes) -> None:
    """Write a line at the end of a file, or nothing if there is no room for all of it."""
    written = 0
    try:
        while written < len(line):
            written += file.write(line[written:]) or 0
    except OSError:
        with suppress(OSError):
            if written:
                file.truncate(os.fstat(file.fileno()).st_size - written)
        raise


def _is_cut_off(path: str) -> bool:
    """Tell whether a file ends in the midst of a line, as when the system went down."""
    if not os.path.isfile(path) or not os.path.getsize(path):
        return False
    with suppress(OSError), open(path, "rb") as file:
        file.seek(-1, os.SEEK_END)
        return file.read() != b"\n"
    return False


def as_json(diagnostic: Diagnostic) -> dict[str, Any]:
    """Return a diagnostic as programs take it."""
    return {
        "code": diagnostic.code,
        "message": diagnostic.message,
        "line": diagnostic.position.line,
        "column": diagnostic.position.column,
        "confidence": diagnostic.confidence,
    }


def _now() -> str:
    return datetime.now().astimezone().isoformat(timespec="seconds")


def shortened(count: int) -> bool:
    """Tell whether the one with this number, from 1 on, is one too many to be told."""
    return count > _TOLD


def shown_below(out: str, name: str) -> str:
    """Return a result's path as it can be shown."""
    return shown(os.path.join(out, name))
