"""Batches and workers that are killed or asked to end at any moment: real processes, and real signals."""

from __future__ import annotations

import contextlib
import json
import os
import random
import re
import signal
import subprocess
import time
from collections import Counter
from functools import partial
from pathlib import Path

import pytest
from lxml import etree

from tests.batch.support import (
    are_gone,
    batch,
    ended,
    inbox,
    results,
    sample,
    started,
    unfinished,
    until,
    with_faults,
    workers_of,
    write_all,
)
from tests.batch.undisturbed import COUNT, Sources


def moments(count: int, seconds: float, seed: int) -> list[float]:
    chance = random.Random(seed)  # noqa: S311 - no secret
    return [chance.uniform(0, seconds) for _ in range(count)]


def test_a_batch_that_is_killed(sources: Sources, tmp_path: Path) -> None:
    """At 20 moments: none of its workers goes on, and the next batch does."""
    seen = Counter[str]()
    for number, moment in enumerate(moments(20, sources.seconds, 1)):
        out, log = tmp_path / f"out{number}", tmp_path / f"log{number}"
        process = started(sources.path, "--out", out, "--jobs", "2", "--log", log)
        time.sleep(moment)
        workers = workers_of(process.pid)
        process.kill()
        ended(process)
        until(partial(are_gone, workers), 2)
        before = results(out)
        assert before.items() <= sources.results.items()
        is_locked = (out / ".frusconv.lock").exists() and (out / ".frusconv.lock").read_bytes() != b""
        ran = sources.assert_completed(out, "--log", str(log))
        assert is_locked == (f"the last batch did not end: process {process.pid} on " in ran.err)
        events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
        assert events[-1] == "end"
        seen["late" if not is_locked else "at work" if before else "early"] += 1
    assert seen["at work"], seen


def test_results_of_a_batch_that_is_killed_are_known(tmp_path: Path) -> None:
    """What it wrote last is not recorded, and is pruned all the same if its source is gone."""
    folder, out = inbox(tmp_path, 300), tmp_path / "out"
    process = started(folder, "--out", out)
    until(lambda: len(list(out.glob("*.xml"))) > 40)
    process.kill()
    ended(process)
    last = max(out.glob("*.xml"), key=lambda path: path.stat().st_mtime_ns)
    (out / "own.xml").write_bytes(b"<own/>")
    for source in folder.rglob(f"{last.stem}.txt"):
        source.unlink()
    ran = batch(folder, "--out", out, "--prune")
    assert ran.status == 0, ran.err
    assert f"{last}: was removed (its source" in ran.err
    assert not last.exists()
    assert (out / "own.xml").exists()
    assert len(list(out.glob("*.xml"))) == 300
    assert "299 unchanged" in batch(folder, "--out", out, "--prune").err


def test_workers_that_are_killed(sources: Sources, tmp_path: Path) -> None:
    """At 20 moments: what it had in hand is given to another."""
    seen = 0
    for number, moment in enumerate(moments(20, sources.seconds * 0.8, 2)):
        out = tmp_path / f"out{number}"
        process = started(sources.path, "--out", out, "--jobs", "2")
        until(partial(workers_of, process.pid))
        time.sleep(moment)
        workers = workers_of(process.pid)
        for worker in workers[number % 2 :][:1]:
            with contextlib.suppress(ProcessLookupError):
                os.kill(worker, signal.SIGKILL)
                seen += 1
        ran = ended(process)
        assert ran.status == 0, ran.err
        assert "0 failed" in ran.err
        assert len(ran.err.splitlines()) == 1
        assert unfinished(out) == []
        assert results(out) == sources.results
        sources.assert_unchanged(out)
    assert seen


@pytest.mark.parametrize("to_all", [False, True], ids=["one", "group"])
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_request_to_end(number: signal.Signals, to_all: bool, sources: Sources, tmp_path: Path) -> None:
    """Service managers send it to all processes of a group, as a terminal does, others to the first only."""
    for turn, moment in enumerate(moments(2, sources.seconds, 3)):
        out = tmp_path / f"out{turn}"
        process = started(sources.path, "--out", out, "--jobs", "2", process_group=0)
        until((out / ".frusconv-manifest.sqlite").exists)
        time.sleep(moment * 0.6)
        sent = time.monotonic()
        with contextlib.suppress(ProcessLookupError):
            (os.killpg if to_all else os.kill)(process.pid, number)
        ran = ended(process)
        assert time.monotonic() - sent < 3
        assert ran.status in (128 + number, 0), ran.err
        if ran.status:
            lines = ran.err.splitlines()
            assert lines[0] == f"frusconv: interrupted by {number.name}; the next batch goes on from here"
            assert len(lines) <= 2, ran.err
        if out.exists():
            assert unfinished(out) == []
        again = sources.assert_completed(out)
        assert "did not end" not in again.err


@pytest.mark.parametrize("jobs", [1, 2])
def test_interrupted_in_the_midst(jobs: int, sources: Sources, tmp_path: Path) -> None:
    """The first results are there, others are not, and all of them are whole."""
    out = tmp_path / "out"
    environment = with_faults(tmp_path)
    (sources.path / "slow.txt").write_text(sample("FAULT:slow"), encoding="utf-8")
    try:
        process = started(sources.path, "--out", out, "--jobs", str(jobs), env=environment)
        until(lambda: list(out.glob("*.xml")))
        process.send_signal(signal.SIGINT)
        ran = ended(process)
    finally:
        (sources.path / "slow.txt").unlink()
    assert ran.status == 130
    first, last = ran.err.splitlines()
    assert first == "frusconv: interrupted by SIGINT; the next batch goes on from here"
    found = re.fullmatch(r"(\d+) converted, 0 unchanged, 0 failed in .* s", last)
    assert found
    assert 0 < int(found[1]) == len(results(out)) < COUNT
    for path in out.glob("*.xml"):
        etree.parse(str(path))


@pytest.mark.parametrize("signals", [1, 2])
def test_a_request_to_end_while_a_document_hangs(signals: int, tmp_path: Path) -> None:
    """It is dropped within seconds; a second request does not wait at all."""
    write_all(tmp_path, {"good.txt": sample(), "hangs.txt": sample("FAULT:spin")})
    out = tmp_path / "out"
    process = started(tmp_path / "good.txt", tmp_path / "hangs.txt", "--out", out, env=with_faults(tmp_path))
    until((out / ".frusconv-manifest.sqlite").exists)
    until(lambda: workers_of(process.pid))
    workers = workers_of(process.pid)
    time.sleep(1)
    sent = time.monotonic()
    for _ in range(signals):
        process.send_signal(signal.SIGTERM)
        time.sleep(0.2)
    ran = ended(process)
    assert ran.status == 143
    assert time.monotonic() - sent < (15 if signals == 1 else 2)
    until(partial(are_gone, workers), 2)
    assert unfinished(out) == []
    assert "next batch goes on" in ran.err


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.parametrize("options", [(), ("--dry-run",)], ids=["batch", "preview"])
def test_a_request_to_end_while_sources_are_found(
    options: tuple[str, ...], number: signal.Signals, tmp_path: Path
) -> None:
    """Also where their list does not end. Nothing was begun, and nothing stays."""
    out = tmp_path / "out"
    process = started("--from-list", "-", "--out", out, *options, stdin=subprocess.PIPE)
    time.sleep(0.6)
    process.send_signal(number)
    assert process.wait(5) == 128 + number
    assert process.stdin is not None
    ran = ended(process)
    assert len(ran.err.splitlines()) <= 1
    assert "unforeseen" not in ran.err
    assert not out.exists()


def test_one_and_two_jobs_write_the_same_bytes(sources: Sources, tmp_path: Path) -> None:
    sources.assert_completed(tmp_path / "two")
    ran = batch(sources.path, "--out", tmp_path / "one")
    assert ran.status == 0, ran.err
    assert results(tmp_path / "one") == sources.results
