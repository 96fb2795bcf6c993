"""What the benchmarks share: whole processes run in turn, with their time and their memory.

A process is measured with its bytecode cached, as that of an installed package is, whatever the environment says: the
first round, which does not count, fills a cache of its own. Linux counts the peak of the process that starts another
one to the other's; so the benchmarks themselves load little and leave large files to others.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple, TypeAlias

PROGRAM = Path(sys.executable).with_name("frusconv")
Command: TypeAlias = Sequence[str | Path]
# Linux counts in KiB, macOS in bytes.
_IN_MEGABYTE = 1e6 if sys.platform == "darwin" else 1e6 / 1024


class Run(NamedTuple):
    """One run of a process: seconds on the clock, seconds of the processor, and the peak of its memory."""

    seconds: float
    cpu: float
    megabytes: float


class FailedError(Exception):
    """A process ended with an error; the message is the last line that it wrote."""


def run(command: Command, caches: str) -> Run:
    """Return what `command` takes; `caches` is a folder for bytecode. Raises FailedError."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": caches}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as errors:
        started = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            errors.seek(0)
            lines = errors.read().decode(errors="replace").strip().splitlines()
            raise FailedError(lines[-1] if lines else f"exit status {process.returncode}")
    return Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / _IN_MEGABYTE)


def interleaved(commands: Mapping[str, Command], runs: int) -> tuple[dict[str, list[Run]], dict[str, str]]:
    """Return the runs of each command, and what those that failed said.

    The commands take turns, so that a machine that slows down slows all of them. The first round warms up.
    """
    measured: dict[str, list[Run]] = {name: [] for name in commands}
    failed: dict[str, str] = {}
    with tempfile.TemporaryDirectory(prefix="frusconv-") as caches:
        for number in range(runs + 1):
            for name, command in commands.items():
                if name in failed:
                    continue
                try:
                    found = run(command, caches)
                except FailedError as error:
                    failed[name] = str(error)
                    continue
                if number:
                    measured[name].append(found)
    return {name: found for name, found in measured.items() if name not in failed}, failed
