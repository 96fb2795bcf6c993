"""What a batch tells people, on a terminal and elsewhere."""

from __future__ import annotations

import contextlib
import os
import pty
import re
import subprocess
import time
from io import StringIO
from pathlib import Path

import pytest

from frusconv.batch import telling
from tests.batch.support import (
    PROGRAM,
    batch,
    inbox,
    results,
    write_all,
)
from tests.batch.undisturbed import COUNT, Sources
from tests.support import Ran


@pytest.mark.parametrize("broken", ["Nothing.\n", "<TEI><p>cut off"])
def test_fail_fast(broken: str, sources: Sources, tmp_path: Path) -> None:
    name = "broken.xml" if broken.startswith("<") else "broken.txt"
    write_all(tmp_path, {name: broken})
    began = time.monotonic()
    ran = batch(tmp_path / name, sources.path, "--out", tmp_path / "out", "--jobs", "2", "--fail-fast")
    assert ran.status == 8
    told, last = ran.err.splitlines()
    assert name in told
    found = re.match(r"(\d+) converted, 0 unchanged, 1 failed", last)
    assert found
    assert int(found[1]) == len(results(tmp_path / "out")) < COUNT
    assert time.monotonic() - began < 5
    sources.assert_completed(tmp_path / "out")


def test_quiet(tmp_path: Path) -> None:
    source = inbox(tmp_path, 5)
    for _ in range(2):
        assert batch(source, "--out", tmp_path / "out", "--quiet") == Ran(0, "", "")
    write_all(source, {"broken.txt": "Nothing.\n"})
    ran = batch(source, "--out", tmp_path / "out", "--quiet")
    assert ran.status == 8
    assert "broken.txt" in ran.err
    assert ran.err.splitlines()[-1].startswith("0 converted, 5 unchanged, 1 failed")


def on_a_terminal(*arguments: str | Path) -> str:
    """Return what a batch shows on a terminal."""
    mine, its = pty.openpty()
    shown = b""
    with subprocess.Popen([*PROGRAM, "batch", *map(str, arguments)], stderr=its) as process:
        os.close(its)
        with contextlib.suppress(OSError):  # How a terminal without processes ends.
            while data := os.read(mine, 1 << 16):
                shown += data
    os.close(mine)
    assert process.returncode == 0, shown
    return shown.decode()


def test_progress_on_a_terminal(sources: Sources, tmp_path: Path) -> None:
    shown = on_a_terminal(sources.path, "--out", tmp_path / "out", "--jobs", "2")
    assert re.search(rf"\r\d+ of {COUNT} documents, \d+ a second, .* left\x1b\[K", shown)
    assert re.fullmatch(rf"{COUNT} converted, 0 unchanged, 0 failed in [\d.]+ s", shown.split("\x1b[K")[-1].strip())
    assert on_a_terminal(sources.path, "--out", tmp_path / "out", "--quiet") == ""


def test_no_progress_line_of_a_short_batch_elsewhere(sources: Sources, tmp_path: Path) -> None:
    assert len(batch(sources.path, "--out", tmp_path / "out").err.splitlines()) == 1


def test_progress_elsewhere_comes_every_half_minute(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = [1000.0]
    monkeypatch.setattr("time.monotonic", lambda: clock[0])
    stream = StringIO()
    teller = telling.Teller(stream)
    teller.begin_work()
    for second in range(100):
        clock[0] = 1000.0 + second
        teller.worked(telling.Report(failed=second // 50), second * 10, 2000)
    assert stream.getvalue().splitlines() == [
        "300 of 2,000 documents, 10 a second, 2 min 50 s left",
        "600 of 2,000 documents, 1 failed, 10 a second, 2 min 20 s left",
        "900 of 2,000 documents, 1 failed, 10 a second, 110 s left",
    ]
