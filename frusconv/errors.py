"""Every deliberate failure of frusconv, with the exit code it ends the program with.

    FrusconvError
    ├── UsageError          2  the call itself is wrong
    ├── SourceError         3  the source cannot be read, or is not text in the encoding named
    ├── NotUnderstoodError  4  readable, but no FRUS document
    ├── OutputError         5  the result cannot be written
    │   └── NoRoomError     5  nor can any other: the disk is full, or a limit is reached
    ├── InvalidResultError  6  the result is not valid
    ├── StrictError         7  diagnostics were reported under --strict
    ├── BatchError          8  some sources of a batch failed
    └── LockedError         9  another batch is at work in the folder

Messages say what is wrong, where, and what to do next. The codes are part of the stable interface.
"""

from __future__ import annotations

from enum import IntEnum


class ExitCode(IntEnum):
    """What the program's exit status means."""

    OK = 0
    UNFORESEEN = 1
    USAGE = 2
    SOURCE = 3
    NOT_UNDERSTOOD = 4
    OUTPUT = 5
    INVALID = 6
    STRICT = 7
    BATCH = 8
    LOCKED = 9
    INTERRUPTED = 130


class FrusconvError(Exception):
    """Base of every error that frusconv raises on purpose."""

    exit_code: ExitCode = ExitCode.UNFORESEEN


class UsageError(FrusconvError):
    """The call is wrong: an unknown format, an impossible combination, a malformed date."""

    exit_code = ExitCode.USAGE


class SourceError(FrusconvError):
    """The source is missing, unreadable, or not text in the encoding named."""

    exit_code = ExitCode.SOURCE


class NotUnderstoodError(FrusconvError):
    """The source is text, but nothing in it makes it a FRUS document."""

    exit_code = ExitCode.NOT_UNDERSTOOD


class OutputError(FrusconvError):
    """The output cannot be written."""

    exit_code = ExitCode.OUTPUT


class NoRoomError(OutputError):
    """The disk is full, read-only or broken, or a quota or limit is reached: no other output can be written either."""


class InvalidResultError(FrusconvError):
    """The result breaks the rules of its format."""

    exit_code = ExitCode.INVALID


class StrictError(FrusconvError):
    """Diagnostics were reported and the caller asked for none."""

    exit_code = ExitCode.STRICT


class BatchError(FrusconvError):
    """Some sources of a batch could not be converted; the others were."""

    exit_code = ExitCode.BATCH


class LockedError(FrusconvError):
    """Another batch is at work in the folder for results."""

    exit_code = ExitCode.LOCKED
