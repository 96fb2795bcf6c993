"""Batches that meet in one folder."""

from __future__ import annotations

import time
from pathlib import Path

from tests.batch.support import (
    batch,
    ended,
    inbox,
    results,
    sample,
    started,
    unfinished,
    until,
    with_faults,
    write_all,
)


def test_two_at_once(tmp_path: Path) -> None:
    """One works, and the other ends and names it; or they come one after the other."""
    source = inbox(tmp_path, 6)
    statuses = []
    expected: dict[str, bytes] = {}
    for turn in range(50):
        out = tmp_path / f"out{turn}"
        pair = [started(source, "--out", out, "--executor", "threads") for _ in range(2)]
        ran = [ended(process) for process in pair]
        statuses.append(sorted(one.status for one in ran))
        assert statuses[-1] in ([0, 0], [0, 9]), ran
        for one, other in ((0, 1), (1, 0)):
            if ran[one].status == 9:
                assert f"another batch is at work in {out}: process {pair[other].pid} on " in ran[one].err
                assert "(frusconv batch " in ran[one].err
        assert unfinished(out) == []
        expected = expected or results(out)
        assert results(out) == expected
        assert len(expected) == 6
    assert [0, 9] in statuses


def test_a_lock_that_is_held(tmp_path: Path) -> None:
    write_all(tmp_path, {"good.txt": sample(), "hangs.txt": sample("FAULT:sleep")})
    out = tmp_path / "out"
    process = started(tmp_path / "good.txt", tmp_path / "hangs.txt", "--out", out, env=with_faults(tmp_path))
    try:
        until((out / ".frusconv-manifest.sqlite").exists)
        began = time.monotonic()
        for options in ((), ("--quiet",), ("--rebuild",), ("--shard", "1/2")):
            ran = batch(tmp_path / "good.txt", "--out", out, *options)
            assert ran.status == 9
            assert f"process {process.pid} on " in ran.err
        assert time.monotonic() - began < 5
    finally:
        process.kill()
        ended(process)
    ran = batch(tmp_path / "good.txt", "--out", out)
    assert ran.status == 0
    assert f"the last batch did not end: process {process.pid} on " in ran.err.splitlines()[0]
    assert "did not end" not in batch(tmp_path / "good.txt", "--out", out).err


def test_parts_lock_each_other_out_by_their_number(tmp_path: Path) -> None:
    """Also where a whole batch was killed before, whose name still stands in its lock."""
    write_all(tmp_path, {"hangs.txt": sample("FAULT:sleep")})
    out, environment = tmp_path / "out", with_faults(tmp_path)
    process = started(tmp_path / "hangs.txt", "--out", out, env=environment)
    until((out / ".frusconv-manifest.sqlite").exists)
    process.kill()
    ended(process)
    parts = [started(tmp_path, "--out", out, "--shard", part, env=environment) for part in ("1/2", "2/2")]
    for index in (1, 2):
        until((out / f".frusconv-manifest-{index}of2.sqlite").exists)
    until(lambda: any(part.poll() is not None for part in parts))
    running = [index for index, part in enumerate(parts) if part.poll() is None]
    try:
        assert len(running) == 1  # The one that has the document.
        index = running[0]
        ran = batch(tmp_path, "--out", out, "--shard", f"{index + 1}/2")
        assert ran.status == 9
        assert f"process {parts[index].pid} on " in ran.err
        ran = batch(tmp_path, "--out", out)
        assert ran.status == 9
    finally:
        for part in parts:
            part.kill()
            ended(part)
