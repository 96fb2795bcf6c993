"""The manifest, damaged in every way: an error with the way out, or a batch that does right; never a traceback."""

from __future__ import annotations

import os
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.batch.calls import called, counts
from tests.batch.support import results, sample
from tests.support import Ran, frusconv

NAME = ".frusconv-manifest.sqlite"
COUNT = 12


class Done:
    """A batch that was done: its folders, and what its results and its manifest are."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        (folder / "in").mkdir()
        for number in range(COUNT):
            (folder / "in" / f"letter-{number}.txt").write_text(sample(f"Letter {number}."))
        assert self.run().status == 0
        self.expected, self.times = results(self.out), self.changed()
        self.good = self.manifest.read_bytes()

    @property
    def manifest(self) -> Path:
        return self.out / NAME

    def run(self, *options: str) -> Ran:
        return called("in", "--out", "out", "--prune", *options, cwd=self.folder)

    def changed(self) -> dict[str, int]:
        return {path.name: path.stat().st_mtime_ns for path in self.out.glob("*.xml")}

    def assert_kept(self) -> None:
        assert (results(self.out), self.changed()) == (self.expected, self.times)

    def assert_rebuilt(self) -> None:
        """Rebuild; after that all is as it was."""
        ran = self.run("--rebuild")
        assert (ran.status, counts(ran)) == (0, f"0 converted, {COUNT} unchanged, 0 failed")
        self.assert_kept()
        assert counts(self.run()) == f"0 converted, {COUNT} unchanged, 0 failed"

    def restore(self) -> None:
        for path in self.out.glob(f"{NAME}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()
        self.manifest.write_bytes(self.good)


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> Done:
    return Done(tmp_path_factory.mktemp("done"))


def assert_told(ran: Ran) -> None:
    assert ran.status == 5
    assert f"out/{NAME}: the manifest cannot be used: " in ran.err
    assert "run the batch with --rebuild" in ran.err


def truncated(data: bytes, seeded: random.Random) -> bytes:
    return data[: seeded.choice((seeded.randrange(200), seeded.randrange(len(data)), seeded.randrange(9) * 4096))]


def flipped(data: bytes, seeded: random.Random) -> bytes:
    harmed = bytearray(data)
    for _ in range(seeded.choice((1, 2, 10, 100))):
        harmed[seeded.randrange(seeded.choice((100, len(harmed))))] = seeded.randrange(256)
    return bytes(harmed)


@pytest.mark.parametrize("harm", [truncated, flipped])
@pytest.mark.parametrize("seed", range(40))
def test_harmed_at_random(harm: Callable[[bytes, random.Random], bytes], seed: int, done: Done) -> None:
    done.restore()
    data = harm(done.good, random.Random(seed))  # noqa: S311
    done.manifest.write_bytes(data)
    preview = done.run("--dry-run")
    assert done.manifest.read_bytes() == data
    ran = done.run()
    assert preview.status == ran.status
    if ran.status == 0:  # What is not what it was costs time, at worst.
        assert counts(ran).startswith(f"0 converted, {COUNT} unchanged") or "converted" in ran.err
    else:
        assert_told(ran)
        assert done.manifest.read_bytes() == data
    done.assert_kept()
    done.assert_rebuilt()


def foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE output (x)")
    connection.close()


def newer(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()


def half(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE document")
    connection.close()


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / ".mine").write_text("mine")


def read_only(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[:18] + b"\3" + data[19:])


def other(path: Path) -> None:
    path.unlink()
    foreign(path)


HARMS: dict[str, tuple[Callable[[Path], object], str]] = {
    "empty": (lambda path: path.write_bytes(b""), "empty or of another program"),
    "text": (lambda path: path.write_text("Not a database, and longer than a hundred bytes. " * 9), "damaged"),
    "another program's": (other, "empty or of another program"),
    "a newer version's": (newer, "of another version of frusconv (form 99, and this one has 1)"),
    "without a table": (half, "damaged"),
    "a folder": (folder, "it is a folder"),
    "of a form that can only be read": (read_only, "damaged"),
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_is_no_manifest(harm: str, done: Done) -> None:
    done.restore()
    done.manifest.unlink()
    done.manifest.write_bytes(done.good)
    step, told = HARMS[harm]
    step(done.manifest)
    for options in ((), ("--dry-run",)):
        ran = done.run(*options)
        assert_told(ran)
        assert told in ran.err
    done.assert_kept()
    # A preview of the way out is one.
    assert done.run("--dry-run", "--rebuild").status == 0
    assert_told(done.run())
    done.assert_rebuilt()
    assert (done.out / f"{NAME}.set-aside").exists()


def test_set_aside_again_and_again(done: Done) -> None:
    for _ in range(2):
        for harm in ("a folder", "text", "a folder"):
            if done.manifest.is_dir():
                shutil.rmtree(done.manifest)
            done.manifest.write_bytes(done.good)
            HARMS[harm][0](done.manifest)
            done.assert_rebuilt()
    assert len(list(done.out.glob("*set-aside*"))) >= 3
    done.restore()


def test_a_lost_manifest(done: Done) -> None:
    """The results alone suffice: those that come out the same are kept, with or without --rebuild."""
    for options in ((), ("--rebuild",)):
        done.restore()
        done.manifest.unlink()
        assert done.run(*options).status == 0
        done.assert_kept()
        assert counts(done.run()) == f"0 converted, {COUNT} unchanged, 0 failed"


def test_rebuilt_where_things_have_changed(tmp_path: Path) -> None:
    done = Done(tmp_path)
    (done.out / "letter-3.xml").write_text("edited")
    (done.out / "letter-4.xml").unlink()
    (tmp_path / "in/letter-5.txt").write_text(sample("Another."))
    (tmp_path / "in/letter-6.txt").unlink()
    (done.out / "mine.txt").write_text("mine")
    ran = done.run("--rebuild")
    assert (ran.status, counts(ran)) == (
        0,
        f"3 converted, {COUNT - 4} unchanged, 0 failed, 1 left of sources that are gone",
    )
    # Whose it is nobody knows any more.
    assert "out/letter-6.xml: no source accounts for it; it stays" in ran.err
    found = results(done.out)
    assert found.pop("mine.txt") == b"mine"
    assert b"Another." in found["letter-5.xml"]
    assert {**found, "letter-5.xml": b""} == {**done.expected, "letter-5.xml": b""}


def test_as_a_user_sees_it(tmp_path: Path) -> None:
    done = Done(tmp_path)
    done.manifest.write_bytes(done.good[:5000])
    ran = frusconv("batch", "in", "--out", "out", cwd=tmp_path)
    assert_told(ran)
    assert ran.err.count("\n") == 1
    ran = frusconv("batch", "in", "--out", "out", "--rebuild", cwd=tmp_path)
    assert ran.status == 0
    assert f"frusconv: the manifest was set aside as out/{NAME}.set-aside" in ran.err
    assert (done.out / f"{NAME}.set-aside").read_bytes() == done.good[:5000]
    done.assert_kept()


def test_a_journal_that_was_left(done: Done) -> None:
    """As a batch leaves one that is killed while it commits: whole, cut or nonsense."""
    for journal in (b"", b"\xd9\xd5\x05\xf9\x20\xa1\x63\xd7", b"nonsense" * 1000, os.urandom(9000)):
        done.restore()
        (done.out / f"{NAME}-journal").write_bytes(journal)
        ran = done.run()
        assert ran.status in (0, 5)
        done.assert_kept()
        done.assert_rebuilt()
    done.restore()


def test_a_folder_with_odd_characters(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/one.txt").write_text(sample())
    for name in ("a?b#c%41&d", "ü 🕊", "x\ny", "-o"):
        for expected in ("1 converted, 0 unchanged, 0 failed", "0 converted, 1 unchanged, 0 failed"):
            ran = called("in", f"--out={name}", cwd=tmp_path)
            assert (ran.status, counts(ran)) == (0, expected)
        assert sorted(results(tmp_path / name)) == ["one.xml"]
        assert called("in", f"--out={name}", "--shard", "1/1", cwd=tmp_path).status == 0
        assert called(f"--out={name}", "--merge", cwd=tmp_path).status == 0
