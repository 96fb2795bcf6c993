"""Batches on full disks, and others whose log or error stream cannot be written: real disks, and real limits."""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.batch.support import (
    PROGRAM,
    batch,
    results,
    unfinished,
    write_all,
)
from tests.batch.undisturbed import Sources

AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk")


@contextlib.contextmanager
def small_disk(path: Path, size: str) -> Iterator[None]:
    """Mount a disk of that size."""
    path.mkdir()
    made = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "none", path], capture_output=True, check=False
    )
    if made.returncode:
        pytest.skip("disks cannot be mounted here")
    try:
        yield
    finally:
        subprocess.run(["umount", path], check=True)


@AS_ROOT
@pytest.mark.parametrize("size", ["16k", "64k", "100k", "200k", "400k"])
def test_a_full_disk(size: str, sources: Sources, tmp_path: Path) -> None:
    """Results, manifest and lock need room; once there is some, the next batch does the rest."""
    disk = tmp_path / "disk"
    with small_disk(disk, size):
        out = disk / "out"
        ran = batch(sources.path, "--out", out, "--jobs", "2")
        assert ran.status == 5, ran.err
        assert re.search(r"No space left on device|disk is full|disk I/O error", ran.err), ran.err
        assert "Traceback" not in ran.err
        assert len(ran.err.splitlines()) <= 2, ran.err
        if out.exists():
            assert unfinished(out) == []
            for name, data in results(out).items():
                assert sources.results[name] == data
        subprocess.run(["mount", "-o", "remount,size=50m", disk], check=True)
        sources.assert_completed(out)


@AS_ROOT
def test_a_disk_that_fills_up_and_stays_full(sources: Sources, tmp_path: Path) -> None:
    """What was done stays done: batches on a full disk do no harm."""
    disk = tmp_path / "disk"
    with small_disk(disk, "50m"):
        out = disk / "out"
        assert batch(sources.path, "--out", out, "--jobs", "2").status == 0
        for name in sorted(sources.results)[::2]:
            (out / name).unlink()
        with contextlib.suppress(OSError), (disk / "filler").open("wb", buffering=0) as filler:
            while True:
                filler.write(bytes(4096))
        for _ in range(3):
            ran = batch(sources.path, "--out", out, "--jobs", "2")
            assert ran.status == 5, ran.err
            assert unfinished(out) == []
        (disk / "filler").unlink()
        sources.assert_completed(out)


@pytest.mark.parametrize("size", [0, 4096, 20_000, 60_000])
def test_a_limit_on_the_size_of_files(size: int, sources: Sources, tmp_path: Path) -> None:
    out, log = tmp_path / "out", tmp_path / "log"

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, size))

    ran = batch(sources.path, "--out", out, "--jobs", "2", "--log", log, preexec_fn=limit)
    assert ran.status == 5, ran.err
    assert re.search(r"File too large|disk is full|disk I/O error", ran.err), ran.err
    assert "Traceback" not in ran.err
    assert len(ran.err.splitlines()) <= 2, ran.err
    if out.exists():
        assert unfinished(out) == []
    sources.assert_completed(out, "--log", str(log))
    events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    assert events[-1] == "end"


@AS_ROOT
@pytest.mark.parametrize("where", ["log", "told"])
def test_a_disk_that_is_full_for_what_is_told(where: str, sources: Sources, tmp_path: Path) -> None:
    """A log that cannot be written ends the batch; what people would read does not."""
    out, disk = tmp_path / "out", tmp_path / "disk"
    with small_disk(disk, "8k"):
        path = disk / where
        if where == "log":
            ran = batch(sources.path, "--out", out, "--jobs", "2", "--log", path)
            assert ran.status == 5
            assert f"{path}: the log cannot be written: No space left on device" in ran.err
            for line in path.read_text().splitlines(keepends=True):
                assert json.loads(line)["event"] in ("run", "document")
                assert line.endswith("\n")
        else:
            (disk / "filler").write_bytes(bytes(4096))
            broken = tmp_path / "broken"
            broken.mkdir()
            write_all(broken, {f"{number}.txt": "Nothing.\n" for number in range(100)})
            with path.open("wb") as told:
                command = [*PROGRAM, "batch", str(sources.path), str(broken), "--out", str(out), "--jobs", "2"]
                assert subprocess.run(command, stderr=told, check=False).returncode == 8
            assert results(out) == sources.results
    assert unfinished(out) == []
    sources.assert_completed(out)


def test_nobody_reads_what_is_told(sources: Sources, tmp_path: Path) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    command = [*PROGRAM, "batch", str(sources.path), "--out", str(tmp_path / "out"), "--jobs", "2"]
    with open(writing, "wb") as told:
        assert subprocess.run(command, stderr=told, check=False).returncode == 0
    assert results(tmp_path / "out") == sources.results
