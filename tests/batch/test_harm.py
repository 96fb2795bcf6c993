"""Documents that harm their workers, sources that change or are broken, and manifests that are damaged."""

from __future__ import annotations

import contextlib
import json
import os
import re
import resource
import sqlite3
import threading
import time
from pathlib import Path

import pytest

from tests.batch.support import (
    batch,
    ended,
    inbox,
    results,
    sample,
    started,
    unfinished,
    with_faults,
    workers_of,
    write_all,
)
from tests.batch.undisturbed import COUNT, Sources

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
