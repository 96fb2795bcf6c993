"""Batches among kills, full disks, other batches and sources that change: real processes, and real faults."""

from __future__ import annotations

import contextlib
import json
import os
import pty
import random
import re
import resource
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Iterator
from functools import partial
from io import StringIO
from pathlib import Path

import pytest
from lxml import etree

import frusconv.batch
from frusconv.batch import Request, telling
from tests.batch.support import (
    PROGRAM,
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
from tests.support import Ran

TEI = "{http://www.tei-c.org/ns/1.0}"
COUNT = 100
AS_ROOT = pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk")


class Sources:
    """A folder of documents, and what an undisturbed batch makes of it."""

    def __init__(self, folder: Path) -> None:
        self.path = inbox(folder, COUNT)
        began = time.monotonic()
        ran = batch(self.path, "--out", folder / "undisturbed", "--jobs", "2")
        self.seconds = time.monotonic() - began
        assert (ran.status, ran.err.startswith(f"{COUNT} converted, 0 unchanged, 0 failed")) == (0, True)
        self.results = results(folder / "undisturbed")
        assert len(self.results) == COUNT

    def assert_completed(self, out: Path, *options: str) -> Ran:
        """Run a batch, after which all is as if nothing had been, and another has nothing to do."""
        ran = batch(self.path, "--out", out, "--jobs", "2", *options)
        assert ran.status == 0, ran.err
        assert unfinished(out) == []
        assert results(out) == self.results
        self.assert_unchanged(out)
        return ran

    def assert_unchanged(self, out: Path) -> None:
        """Run a batch in this process, which starts no other when it has nothing to do."""
        told = StringIO()
        assert frusconv.batch.run(Request((str(self.path),), str(out)), telling.Teller(told)) == 0
        assert told.getvalue().startswith(f"0 converted, {COUNT} unchanged, 0 failed"), told.getvalue()


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return Sources(tmp_path_factory.mktemp("sources"))


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


FAULTS = {
    "kill": r"killed by signal 9, as happens when memory runs out.*tried twice",
    "abort": r"killed by signal 6.*tried twice",
    "sleep": r"took longer than 1 s; allow more with --timeout",
    "spin": r"longer than --timeout and cannot be stopped; it was tried twice",
}


def test_documents_that_harm_their_workers(sources: Sources, tmp_path: Path) -> None:
    harmful = tmp_path / "harmful"
    harmful.mkdir()
    write_all(harmful, {f"{name}.txt": sample(f"FAULT:{name}") for name in FAULTS})
    out = tmp_path / "out"
    ran = batch(sources.path, harmful, "--out", out, "--jobs", "2", "--timeout", "1", env=with_faults(tmp_path))
    assert ran.status == 8
    *told, last = ran.err.splitlines()
    assert last.startswith(f"{COUNT} converted, 0 unchanged, {len(FAULTS)} failed")
    assert len(told) == len(FAULTS)
    for name, message in FAULTS.items():
        found = [line for line in told if f"/{name}.txt: " in line]
        assert len(found) == 1
        assert re.search(message, found[0]), found
    assert results(out) == sources.results
    assert unfinished(out) == []


def test_many_documents_that_harm_their_workers(tmp_path: Path) -> None:
    """However many come one after another, each is one that failed."""
    write_all(tmp_path, {f"bad-{number:02}.txt": sample("FAULT:kill") for number in range(15)})
    write_all(tmp_path, {"good.txt": sample()})
    ran = batch(*sorted(tmp_path.glob("*.txt")), "--out", tmp_path / "out", env=with_faults(tmp_path))
    assert ran.status == 8
    assert ran.err.splitlines()[-1].startswith("1 converted, 0 unchanged, 15 failed")


def test_workers_that_cannot_begin(tmp_path: Path) -> None:
    """They are no fault of the documents, and there is an end to them."""
    environment = with_faults(tmp_path)
    (tmp_path / "faults" / "sitecustomize.py").write_text("import os, sys\nif '-c' in sys.orig_argv: os._exit(7)\n")
    ran = batch(inbox(tmp_path, 40), "--out", tmp_path / "out", "--jobs", "2", env=environment)
    assert ran.status == 1
    first, last = ran.err.splitlines()
    assert first.startswith("0 converted, 0 unchanged, 0 failed")
    assert last == "frusconv: one worker after another dies, and none does its work; the last ended with status 7"


def test_memory_runs_out(tmp_path: Path) -> None:
    write_all(tmp_path, {f"{number}.txt": sample(f"Number {number}.") for number in range(20)})
    write_all(tmp_path, {"large.txt": sample("FAULT:memory")})

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))

    ran = batch(
        *sorted(tmp_path.glob("*.txt")),
        *("--out", tmp_path / "out", "--jobs", "2"),
        env=with_faults(tmp_path),
        preexec_fn=limit,
    )
    assert ran.status == 8
    told, last = ran.err.splitlines()
    assert re.search(r"large.txt: memory ran out", told)
    assert last.startswith("20 converted, 0 unchanged, 1 failed")
    assert len(results(tmp_path / "out")) == 20


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


def test_a_worker_that_is_killed_leaves_no_part_of_a_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    write_all(tmp_path, {"good.txt": sample(), "dies.txt": sample("FAULT:kill")})
    (out / ".frusconv-batch-whole-0123456789ab.part").write_bytes(b"half")
    ran = batch(tmp_path / "good.txt", tmp_path / "dies.txt", "--out", out, env=with_faults(tmp_path))
    assert ran.status == 8
    assert unfinished(out) == []


@pytest.mark.parametrize("way", ["replaced", "written"])
def test_a_source_that_changes_all_the_time(way: str, tmp_path: Path) -> None:
    """No result is of two forms of it, and the first batch after it has come to rest gets it right."""
    source, out = tmp_path / "source.txt", tmp_path / "out"
    forms = [sample(*(f"Form {form}, paragraph {number}." for number in range(200))) for form in "AB"]
    source.write_text(forms[0], encoding="utf-8")
    is_over = threading.Event()

    def change() -> None:
        turn = 0
        while not is_over.is_set():
            turn += 1
            if way == "replaced":
                (tmp_path / "new").write_text(forms[turn % 2], encoding="utf-8")
                os.replace(tmp_path / "new", source)
            else:  # Of the same length.
                with source.open("r+", encoding="utf-8") as file:
                    file.write(forms[turn % 2])
            time.sleep(0.002)

    thread = threading.Thread(target=change)
    thread.start()
    try:
        for _ in range(10):
            ran = batch(source, "--out", out)
            if ran.status == 8:
                assert "changed while it was read; the next batch converts it" in ran.err
            else:
                assert ran.status == 0, ran.err
            if out.exists() and results(out) and way == "replaced":
                assert len(set(re.findall(rb"Form ([AB])", results(out)["source.xml"]))) == 1
    finally:
        is_over.set()
        thread.join()
    source.write_text(forms[1], encoding="utf-8")
    ran = batch(source, "--out", out)
    assert ran.status == 0, ran.err
    assert set(re.findall(rb"Form ([AB])", results(out)["source.xml"])) == {b"B"}


VOLUME = """<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1900v01"><teiHeader><fileDesc><titleStmt><title>{0}
</title></titleStmt><publicationStmt><p>x</p></publicationStmt><sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>
<text><body>{1}</body></text></TEI>"""
DIV = '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Form {1}</head><p>{2} Form {1}.</p></div>'


def volume(form: str, longer: str = "") -> str:
    return VOLUME.format(form, "".join(DIV.format(number, form, longer * number) for number in range(1, 41)))


@pytest.mark.parametrize("options", [(), ("--whole",)], ids=["documents", "whole"])
def test_a_volume_that_changes_between_plan_and_work(options: tuple[str, ...], tmp_path: Path) -> None:
    """Documents are found by their place, which is then another."""
    path, out = tmp_path / "frus1900v01.xml", tmp_path / "out"
    seen = set()
    for turn in range(4):
        path.write_text(volume("A", "x" * turn), encoding="utf-8")
        process = started(path, "--out", out, "--jobs", "2", *options)
        workers: list[int] = []
        while not workers and process.poll() is None:
            workers = workers_of(process.pid)
        (tmp_path / "new").write_text(volume("B", "longer "), encoding="utf-8")
        os.replace(tmp_path / "new", path)
        ran = ended(process)
        seen.add(ran.status)
        assert ran.status in (0, 8), ran.err
        assert all("changed while the batch went on" in line for line in ran.err.splitlines()[:-1]), ran.err
        for data in results(out).values():
            assert len(set(re.findall(rb"Form ([AB])", data))) == 1
        ran = batch(path, "--out", out, *options)
        assert ran.status == 0, ran.err
        assert {form for data in results(out).values() for form in re.findall(rb"Form ([AB])", data)} == {b"B"}
        assert len(results(out)) == (1 if options else 40)
    assert 8 in seen


def test_a_hundred_that_are_broken_among_a_thousand(tmp_path: Path) -> None:
    source, out, log = inbox(tmp_path, 1000), tmp_path / "out", tmp_path / "log"
    kinds = [b"\xff\xfe\xfa not text", b"", bytes(range(256)) * 8, b"<TEI><p>cut off", b"Nothing of interest.\n"]
    names = [f"broken-{number:03}" for number in range(100)]
    for number, name in enumerate(names):
        path = source / f"{number % 7}" / name
        if number % 10 == 9:
            path.with_suffix(".txt").symlink_to("nowhere")
        elif number % 10 == 8 and os.geteuid():
            path.with_suffix(".txt").write_bytes(b"x")
            path.with_suffix(".txt").chmod(0)
        else:
            data = kinds[number % 5]
            path.with_suffix(".xml" if data.startswith(b"<") else ".txt").write_bytes(data)
    ran = batch(source, "--out", out, "--jobs", "2", "--log", log)
    assert ran.status == 8
    *told, last = ran.err.splitlines()
    assert last.startswith("1,000 converted, 0 unchanged, 100 failed")
    assert sorted(re.findall(r"broken-\d+", "".join(told))) == names
    assert len(told) == 100
    assert len(results(out)) == 1000
    events = [json.loads(line) for line in log.read_text().splitlines()]
    failed = [event for event in events if event["event"] == "document" and event["status"] == "failed"]
    assert len(failed) == 100
    assert all(event["error"] for event in failed)
    again = batch(source, "--out", out, "--jobs", "2", "--quiet")
    assert again.status == 8
    assert again.err.splitlines()[-1].startswith("0 converted, 1,000 unchanged, 100 failed")


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


def test_a_damaged_manifest(sources: Sources, tmp_path: Path) -> None:
    out = tmp_path / "out"
    sources.assert_completed(out)
    manifest = out / ".frusconv-manifest.sqlite"
    data = manifest.read_bytes()
    for damage in (
        b"",
        b"not a database at all" * 500,
        data[: len(data) // 2],
        data[:8192] + bytes(8192) + data[16384:],
    ):
        manifest.write_bytes(damage)
        ran = batch(sources.path, "--out", out)
        assert ran.status == 5, damage[:20]
        assert "--rebuild" in ran.err
        assert results(out) == sources.results
        assert batch(sources.path, "--out", out, "--rebuild", "--quiet").status == 0
        assert results(out) == sources.results
    with contextlib.closing(sqlite3.connect(manifest)) as connection:
        assert connection.execute("SELECT count(*) FROM output").fetchone() == (COUNT,)
