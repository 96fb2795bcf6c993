"""Helpers of the tests."""

from __future__ import annotations

import difflib
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import FrameType

import pytest


@dataclass(frozen=True)
class Ran:
    """What a process left: exit status, standard output and standard error."""

    status: int
    out: str
    err: str


def frusconv(*arguments: str | Path, stdin: bytes | str = b"", cwd: Path | None = None) -> Ran:
    """Run the program as a user does, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "frusconv", *map(str, arguments)],
        input=stdin.encode() if isinstance(stdin, str) else stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, "PYTHONIOENCODING": "utf-8", "PYTHONUTF8": "1"},
        check=False,
    )
    return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())


def assert_same(expected: str, got: str, name: str) -> None:
    """Fail with a unified diff if two texts differ."""
    __tracebackhide__ = True
    if expected != got:
        diff = difflib.unified_diff(
            expected.splitlines(keepends=True), got.splitlines(keepends=True), f"{name} (expected)", f"{name} (got)"
        )
        pytest.fail("".join(diff), pytrace=False)


def golden(path: Path, got: str, update: bool) -> None:
    """Compare a text with the expected output in `path`, or with `update` make it the expected one."""
    __tracebackhide__ = True
    if update:
        path.write_text(got, encoding="utf-8", newline="")
        return
    if not path.exists():
        pytest.fail(f"{path.name} is missing; run with --update-golden and read what it writes", pytrace=False)
    assert_same(path.read_bytes().decode(), got, f"{path.parent.name}/{path.name}")


def calls(run: Callable[[], object]) -> int:
    """Return how many functions of Python `run` calls: work done, whatever the machine is busy with."""
    count = 0

    def counted(_frame: FrameType, event: str, _arg: object) -> None:
        nonlocal count
        count += event == "call"

    before = sys.getprofile()
    sys.setprofile(counted)
    try:
        run()
    finally:
        sys.setprofile(before)
    return count
