"""Parts of a batch: no document is in two of them, none is in no part; and their manifests put together."""

from __future__ import annotations

import os
import random
import re
import shutil
import zipfile
from pathlib import Path

import pytest

from frusconv.batch import Shard, shard_named
from tests.batch.calls import called, counts
from tests.batch.support import results, sample, started
from tests.support import Ran, frusconv

TEI = "http://www.tei-c.org/ns/1.0"
DIV = '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Note</head><p>The Regent is well.</p></div>'
TOTAL = 12 + 9 + 8
ALL_DONE = f"0 converted, {TOTAL} unchanged, 0 failed"


def volume(count: int) -> str:
    return f'<TEI xmlns="{TEI}"><text><body>{"".join(map(DIV.format, range(1, count + 1)))}</body></text></TEI>'


class Case:
    """A folder with letters, a volume and an archive with both."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.out = folder, folder / "out"
        for number in range(12):
            path = folder / f"in/{number % 3}/letter-{number}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sample(f"Letter {number}."))
        (folder / "in/v.xml").write_text(volume(9))
        with zipfile.ZipFile(folder / "in/a.zip", "w") as archive:
            for number in range(4):
                archive.writestr(f"x/packed-{number}.txt", sample(f"Packed {number}."))
            archive.writestr("w.xml", volume(4))

    def run(self, *options: str, out: str = "out") -> Ran:
        return called("in", "--out", out, *options, cwd=self.folder)

    def parts(self, count: int, out: str = "out") -> list[set[str]]:
        """Run all parts in a folder of results each, and return what each has written."""
        written = []
        for index in range(1, count + 1):
            own = self.folder / f"{out}-{index}of{count}"
            ran = self.run("--shard", f"{index}/{count}", out=own.name)
            assert ran.status == 0, ran.err
            written.append(set(results(own)))
            assert counts(ran).startswith(f"{len(written[-1])} converted, 0 unchanged")
        return written

    def merge(self) -> Ran:
        return called("--merge", "--out", "out", cwd=self.folder)


@pytest.fixture
def case(tmp_path: Path) -> Case:
    return Case(tmp_path)


def test_parts_are_disjoint_and_complete(case: Case) -> None:
    assert case.run().status == 0
    whole = results(case.out)
    assert len(whole) == TOTAL
    for count in range(1, 8):
        parts = case.parts(count)
        assert sum(map(len, parts)) == TOTAL
        assert set().union(*parts) == set(whole)
    for place in case.folder.glob("out-*"):
        assert all(whole[name] == data for name, data in results(place).items())


def test_parts_do_not_depend_on_where_the_folder_is(case: Case, tmp_path: Path) -> None:
    elsewhere = tmp_path / "deep/er"
    elsewhere.mkdir(parents=True)
    shutil.copytree(tmp_path / "in", elsewhere / "in")
    here = case.parts(3)
    case.folder = elsewhere
    assert case.parts(3) == here


@pytest.mark.parametrize("count", [2, 5])
def test_put_together(count: int, case: Case) -> None:
    for index in range(1, count + 1):
        assert case.run("--shard", f"{index}/{count}").status == 0
    before = {path: path.stat().st_mtime_ns for path in case.out.rglob("*.xml")}
    assert len(before) == TOTAL
    ran = case.merge()
    assert (ran.status, ran.err) == (0, f"{count} parts merged\n")
    assert [path.name for path in case.out.glob(".frusconv-manifest*")] == [".frusconv-manifest.sqlite"]
    assert counts(case.run()) == ALL_DONE
    # A part after that has nothing to do either, and the folder is whole again when they are put together.
    done = 0
    for index in range(1, count + 1):
        found = re.match(r"0 converted, (\d+) unchanged, 0 failed", counts(case.run("--shard", f"{index}/{count}")))
        assert found is not None
        done += int(found[1])
    assert done == TOTAL
    assert case.merge().status == 0
    assert counts(case.run("--prune")) == ALL_DONE
    assert {path: path.stat().st_mtime_ns for path in case.out.rglob("*.xml")} == before


def test_a_part_that_is_missing(case: Case) -> None:
    for index in (1, 3):
        assert case.run("--shard", f"{index}/3").status == 0
    for _ in range(2):
        ran = case.merge()
        if ran.status != 2:  # There may be nothing more to put together.
            assert ran.status == 8
            assert "frusconv: the part 2/3 is missing: run it, and merge again" in ran.err
            assert "1/3" not in ran.err
            assert "3/3" not in ran.err
    assert case.run("--shard", "2/3").status == 0
    ran = case.merge()
    assert (ran.status, "missing" in ran.err) == (0, False), ran.err
    assert counts(case.run()) == ALL_DONE


def test_what_changed_between_parts(case: Case) -> None:
    for index in (1, 2):
        case.run("--shard", f"{index}/2")
    case.merge()
    (case.folder / "in/0/letter-0.txt").write_text(sample("Changed."))
    (case.folder / "in/1/letter-1.txt").unlink()
    told = [counts(case.run("--shard", f"{index}/2")) for index in (1, 2)]
    assert sorted(text.partition(" converted")[0] for text in told) == ["0", "1"]
    case.merge()
    ran = case.run("--prune")
    assert counts(ran) == f"0 converted, {TOTAL - 1} unchanged, 0 failed, 1 removed"


def test_parts_among_sources(tmp_path: Path) -> None:
    """A part knows what the whole has written, and may replace it."""
    case = Case(tmp_path)
    options = ("--to", "markdown", "--glob", "letter-*.txt")
    for _ in range(2):
        for index in (1, 2):
            assert case.run("--shard", f"{index}/2", *options, out="in").status == 0
        assert called("--merge", "--out", "in", cwd=tmp_path).status == 0
        for number in range(12):
            (tmp_path / f"in/{number % 3}/letter-{number}.txt").write_text(sample(f"Changed {number}."))
    assert sum("Changed" in path.read_text() for path in (tmp_path / "in").glob("*.md")) == 12


def test_a_part_that_fails(case: Case) -> None:
    (case.folder / "in/0/bad.txt").write_text("Nothing of interest.\n")
    (case.folder / "in/0/broken.xml").write_text("<TEI>")
    statuses = [case.run("--shard", f"{index}/2").status for index in (1, 2)]
    assert 8 in statuses
    assert case.merge().status == 0
    ran = case.run()
    assert (ran.status, counts(ran)) == (8, f"0 converted, {TOTAL} unchanged, 2 failed")


def test_two_sources_to_one_file_in_different_parts(case: Case) -> None:
    for number in range(1, 7):
        name = f"in/sub/letter-{number}.txt"
        (case.folder / name).parent.mkdir(exist_ok=True)
        (case.folder / name).write_text(sample())
        for index in (1, 2, 3):
            ran = case.run("--shard", f"{index}/3")
            assert (ran.status, f"would both be written to out/letter-{number}.xml" in ran.err) == (2, True)
        assert not case.out.exists()
        (case.folder / name).unlink()


def test_parts_at_the_same_time(case: Case) -> None:
    running = [started("in", "--out", "out", "--shard", f"{index}/3", cwd=case.folder) for index in (1, 2, 3)]
    assert [process.communicate(timeout=60) and process.returncode for process in running] == [0, 0, 0]
    ran = frusconv("batch", "--merge", "--out", "out", cwd=case.folder)
    assert (ran.status, ran.err) == (0, "3 parts merged\n")
    assert counts(case.run()) == ALL_DONE


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("in", "--shard", "0/3"), 2, "'0/3' is no part of several"),
        (("in", "--shard", "4/3"), 2, "'4/3' is no part of several"),
        (("in", "--shard", "x"), 2, "one reads like 3/16"),
        (("in", "--shard", "1/2", "--prune"), 2, "--prune needs to see all sources"),
        (("in", "--merge"), 2, "give it no sources"),
        (("--merge", "--shard", "1/2"), 2, "give it no sources and no --shard"),
        (("--merge",), 2, "out: no such folder"),
        ((), 2, "name a file or folder"),
    ],
)
def test_calls_that_make_no_sense(arguments: tuple[str, ...], status: int, told: str, case: Case) -> None:
    ran = called(*arguments, "--out", "out", cwd=case.folder)
    assert (ran.status, told in " ".join(ran.err.split())) == (status, True), ran.err
    assert not case.out.exists()


def test_nothing_to_put_together(case: Case) -> None:
    case.run()
    ran = case.merge()
    assert (ran.status, "no manifest of a part is there" in ran.err) == (2, True)


@pytest.mark.parametrize("harm", [b"", b"nonsense", None])
def test_a_part_whose_manifest_is_damaged(harm: bytes | None, case: Case) -> None:
    for index in (1, 2):
        case.run("--shard", f"{index}/2")
    path = case.out / ".frusconv-manifest-2of2.sqlite"
    path.write_bytes(path.read_bytes()[:5000] if harm is None else harm)
    ran = case.merge()
    assert (ran.status, str(path.name) in ran.err, "--rebuild" in ran.err) == (5, True, True)
    ran = case.run("--shard", "2/2")
    assert ran.status == 5
    ran = case.run("--shard", "2/2", "--rebuild")
    assert (ran.status, counts(ran).startswith("0 converted")) == (0, True), ran.err
    ran = case.merge()
    assert (ran.status, "missing" in ran.err) == (0, False), ran.err
    assert counts(case.run()) == ALL_DONE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1/1", Shard(1, 1)),
        ("3/16", Shard(3, 16)),
        ("016/16", Shard(16, 16)),
        ("0/1", None),
        ("2/1", None),
        ("1/0", None),
        ("-1/2", None),
        ("1/2/3", None),
        ("1 / 2", None),
        ("½", None),
        ("1/9999999", None),
    ],
)
def test_names_of_parts(text: str, expected: Shard | None) -> None:
    assert shard_named(text) == expected


def test_every_source_is_in_one_part_of_each_count() -> None:
    seeded = random.Random(4)  # noqa: S311
    names = [os.fsdecode(seeded.randbytes(seeded.randrange(40)).replace(b"\0", b"")) for _ in range(300)]
    for count in (1, 2, 3, 7, 16, 1000):
        held = [[Shard(index, count).has(name) for index in range(1, count + 1)] for name in names]
        assert [sum(row) for row in held] == [1] * len(names)
        if count < 10:  # And the parts are about equal.
            sizes = [sum(column) for column in zip(*held, strict=True)]
            assert max(sizes) < 2 * len(names) / count
    assert str(Shard(3, 16)) == "3of16"
