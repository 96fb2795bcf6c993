"""What has not changed is not done again, what has is; and results whose source is gone."""

from __future__ import annotations

import io
import os
import re
import shutil
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frusconv.batch import request
from tests.batch.calls import called, counts
from tests.batch.support import results, sample
from tests.support import Ran, frusconv

TEI = "http://www.tei-c.org/ns/1.0"
PAST, FUTURE = 10**9, 4 * 10**9


def div(number: int, text: str = "The Regent is well.") -> str:
    return f'<div type="document" xml:id="d{number}" n="{number}"><head>{number}. Note</head><p>{text}</p></div>'


def volume(*divs: str, title: str = "Ruritania") -> str:
    header = (
        f"<teiHeader><fileDesc><titleStmt><title>{title}</title></titleStmt><publicationStmt><p>x</p></publicationStmt>"
        "<sourceDesc><p>x</p></sourceDesc></fileDesc></teiHeader>"
    )
    return f'<TEI xmlns="{TEI}">{header}<text><body>{"".join(divs)}</body></text></TEI>'


class Case:
    """A folder with three letters and a volume of three documents, and a batch that has converted them."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.source, self.out = folder / "in", folder / "out"
        for name in ("one", "two", "sub/three"):
            path = self.source / f"{name}.txt"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(sample(f"This is {name}."))
        (self.source / "v.xml").write_text(volume(div(1), div(2), div(3)))

    def run(self, *options: str, sources: tuple[str, ...] = ("in",)) -> Ran:
        return called(*sources, "--out", "out", *options, cwd=self.folder)

    def expect(self, expected: str, *options: str, sources: tuple[str, ...] = ("in",), status: int = 0) -> Ran:
        """Have a dry run foretell what a run then does, without a trace; and there is no more to do after it."""
        before = everything(self.folder)
        preview = self.run("--dry-run", *options, sources=sources)
        assert everything(self.folder) == before
        ran = self.run(*options, sources=sources)
        assert (counts(ran), ran.status) == (expected, status), ran.err
        to_convert = re.match(r"(\d+) to convert, (\d+) unchanged", preview.err.splitlines()[-1])
        done = re.match(r"(\d+) converted, (\d+) unchanged", expected)
        assert to_convert is not None
        assert done is not None
        assert sum(map(int, to_convert.groups())) >= sum(map(int, done.groups()))
        assert int(to_convert[1]) >= int(done[1])
        return ran


def everything(folder: Path) -> dict[str, tuple[int, int, bytes]]:
    """Return all that is in a folder: with times of change, which any writing would move."""
    found = {}
    for path in sorted(folder.rglob("*")):
        state = path.lstat()
        found[str(path)] = (state.st_mtime_ns, state.st_mode, path.read_bytes() if path.is_file() else b"")
    return found


@pytest.fixture
def case(tmp_path: Path) -> Case:
    case = Case(tmp_path)
    case.expect("6 converted, 0 unchanged, 0 failed")
    assert sorted(results(case.out)) == ["one.xml", "three.xml", "two.xml", "v/d1.xml", "v/d2.xml", "v/d3.xml"]
    return case


def change(path: Path, old: str, new: str, moment: float | None = None) -> None:
    """Change a file, and set its times: back to what they were if no moment is given."""
    before = path.stat()
    path.write_text(path.read_text().replace(old, new))
    if moment is None:
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
    else:
        os.utime(path, (moment, moment))


def test_nothing_changed(case: Case) -> None:
    before = everything(case.out)
    case.expect("0 converted, 6 unchanged, 0 failed")
    assert_untouched(before, case)


@pytest.mark.parametrize("moment", [None, PAST, FUTURE])
def test_times_of_sources_mean_nothing(moment: float | None, case: Case) -> None:
    """As after a clock was set back, or a copy that keeps times: bytes decide, not times and sizes."""
    for path in case.source.rglob("*.*"):
        os.utime(path, (moment or 0, moment or 0))
    case.expect("0 converted, 6 unchanged, 0 failed")
    change(case.source / "one.txt", "This is one.", "That is one.", moment)
    case.expect("1 converted, 5 unchanged, 0 failed")
    assert b"That is one." in results(case.out)["one.xml"]
    change(case.source / "v.xml", div(2), div(2, "The Regent is ill. "), moment)
    case.expect("1 converted, 5 unchanged, 0 failed")
    assert b"The Regent is ill." in results(case.out)["v/d2.xml"]


def test_one_more_format_and_other_options(case: Case) -> None:
    case.expect("6 converted, 0 unchanged, 0 failed", "--to", "tei", "--to", "markdown")
    case.expect("0 converted, 6 unchanged, 0 failed", "--to", "markdown")
    case.expect("0 converted, 6 unchanged, 0 failed", "--to", "markdown", "--to", "tei")
    case.expect("6 converted, 0 unchanged, 0 failed", "--profile", "frus")
    case.expect("0 converted, 6 unchanged, 0 failed", "--profile", "frus")
    case.expect("0 converted, 6 unchanged, 0 failed", "--profile", "frus", "--jobs", "2", "--timeout", "9")
    before = everything(case.out)
    case.expect("6 converted, 0 unchanged, 0 failed", "--encoding", "utf-8-sig", "--profile", "frus")
    assert_untouched(before, case)


def assert_untouched(before: dict[str, tuple[int, int, bytes]], case: Case) -> None:
    """Results that were made anew and came out the same are the files that they were."""
    after = everything(case.out)
    assert [path for path, state in before.items() if path.endswith(".xml") and after[path] != state] == []


def test_another_version(case: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(request, "__version__", "99.0")
    before = everything(case.out)
    case.expect("6 converted, 0 unchanged, 0 failed")
    assert_untouched(before, case)
    case.expect("0 converted, 6 unchanged, 0 failed")


@pytest.mark.parametrize("harm", ["deleted", "edited", "truncated", "emptied", "a folder", "same size"])
def test_results_that_are_not_as_they_were_written(harm: str, case: Case) -> None:
    expected = results(case.out)
    for name in ("one.xml", "v/d2.xml"):
        path = case.out / name
        data = path.read_bytes()
        if harm in ("deleted", "a folder"):
            path.unlink()
        else:
            path.write_bytes(
                {"edited": data + b"<!-- mine -->", "truncated": data[:100], "emptied": b""}.get(harm, data[::-1])
            )
    if harm == "a folder":
        (case.out / "one.xml").mkdir()
        ran = case.run()
        assert (ran.status, counts(ran)) == (8, "1 converted, 4 unchanged, 1 failed")
        (case.out / "one.xml").rmdir()
        case.expect("1 converted, 5 unchanged, 0 failed")
    else:
        case.expect("2 converted, 4 unchanged, 0 failed")
    assert results(case.out) == expected


def test_results_that_were_copied_elsewhere_and_back(case: Case) -> None:
    """Other times of change, same bytes: nothing to do."""
    moved = case.folder / "moved"
    for path in case.out.rglob("*.xml"):
        shutil.copyfile(path, moved)
        path.unlink()
        shutil.copyfile(moved, path)
        os.utime(path, (PAST, PAST))
    moved.unlink()
    case.expect("0 converted, 6 unchanged, 0 failed")


def test_a_folder_of_results_that_was_moved(case: Case) -> None:
    case.out.rename(case.folder / "elsewhere")
    (case.folder / "out").symlink_to("elsewhere")
    case.expect("0 converted, 6 unchanged, 0 failed")


def test_a_source_that_is_gone(case: Case) -> None:
    (case.source / "one.txt").unlink()
    ran = case.expect("0 converted, 5 unchanged, 0 failed, 1 left of sources that are gone")
    assert "out/one.xml: is left; --prune removes it" in ran.err
    assert "one.xml" in results(case.out)
    ran = case.expect("0 converted, 5 unchanged, 0 failed, 1 removed", "--prune")
    assert f"out/one.xml: was removed (its source {case.source}/one.txt is gone)" in ran.err
    assert sorted(results(case.out)) == ["three.xml", "two.xml", "v/d1.xml", "v/d2.xml", "v/d3.xml"]
    case.expect("0 converted, 5 unchanged, 0 failed", "--prune")


def test_a_result_that_was_edited_is_not_removed(case: Case) -> None:
    (case.source / "one.txt").unlink()
    with (case.out / "one.xml").open("a") as file:
        file.write("<!-- mine -->")
    ran = case.expect("0 converted, 5 unchanged, 0 failed, 1 left of sources that are gone", "--prune")
    assert "out/one.xml: was changed after it was written, and stays" in ran.err
    assert "mine" in (case.out / "one.xml").read_text()


def test_a_result_that_is_gone_with_its_source(case: Case) -> None:
    (case.source / "one.txt").unlink()
    (case.out / "one.xml").unlink()
    case.run("--prune")
    case.expect("0 converted, 5 unchanged, 0 failed", "--prune")


def test_a_source_that_was_renamed_or_moved(case: Case) -> None:
    (case.source / "one.txt").rename(case.source / "ein.txt")
    (case.source / "two.txt").rename(case.source / "sub/two.txt")
    ran = case.run("--prune")
    assert (ran.status, "out/one.xml: was removed" in ran.err, "two.xml" in ran.err) == (0, True, False)
    assert sorted(results(case.out))[:3] == ["ein.xml", "three.xml", "two.xml"]
    case.expect("0 converted, 6 unchanged, 0 failed", "--prune")


def test_a_volume_that_changes(case: Case) -> None:
    path = case.source / "v.xml"
    path.write_text(volume(div(1), div(3)))
    case.expect("0 converted, 5 unchanged, 0 failed, 1 left of sources that are gone")
    path.write_text(volume(div(4), div(3), div(1)))
    ran = case.expect("1 converted, 5 unchanged, 0 failed, 1 removed", "--prune")
    assert "out/v/d2.xml: was removed" in ran.err
    # What documents tell of their volume is in their results.
    path.write_text(volume(div(4), div(3), div(1), title="Strelsau"))
    ran = case.run("--to", "json")
    ran = case.run("--to", "json")
    assert counts(ran).startswith("0 converted, 6 unchanged")
    path.write_text(volume(div(4), div(3), div(1), title="Zenda"))
    before = results(case.out)["v/d4.json"]
    case.run("--to", "json")
    assert (results(case.out)["v/d4.json"] != before) == ("Strelsau" in before.decode())


def test_a_volume_that_cannot_be_read_keeps_its_results(case: Case) -> None:
    before = results(case.out)
    whole = (case.source / "v.xml").read_text()
    (case.source / "v.xml").write_text(whole[:-40])
    case.expect("0 converted, 3 unchanged, 1 failed", "--prune", status=8)
    assert results(case.out) == before
    (case.source / "v.xml").unlink()
    (case.source / "v.xml").symlink_to("nowhere")
    case.expect("0 converted, 3 unchanged, 1 failed", "--prune", status=8)
    assert results(case.out) == before
    (case.source / "v.xml").unlink()
    (case.source / "v.xml").write_text(whole)
    case.expect("0 converted, 6 unchanged, 0 failed", "--prune")


def test_a_source_that_fails_keeps_its_old_result(case: Case) -> None:
    before = results(case.out)
    (case.source / "one.txt").write_text("Nothing of interest.\n")
    for _ in range(2):
        case.expect("0 converted, 5 unchanged, 1 failed", "--prune", status=8)
    assert results(case.out) == before
    (case.source / "one.txt").write_text(sample("This is one."))
    case.expect("0 converted, 6 unchanged, 0 failed")


def test_calls_on_a_part_of_the_sources(case: Case) -> None:
    """What a batch was not asked about is not gone."""
    case.expect("0 converted, 1 unchanged, 0 failed", "--prune", sources=("in/one.txt",))
    case.expect("0 converted, 1 unchanged, 0 failed", "--prune", sources=("in/sub",))
    case.expect("0 converted, 2 unchanged, 0 failed", "--prune", "--glob", "t*.txt")
    case.expect("3 converted, 0 unchanged, 0 failed", "--prune", "--from", "tei")
    case.run("--prune")
    assert len(results(case.out)) == 6


@pytest.mark.parametrize("is_there", [True, False])
def test_a_folder_that_is_not_mounted(is_there: bool, case: Case) -> None:
    before = results(case.out)
    (case.source / "sub").rename(case.folder / "disk")
    case.source.rename(case.folder / "other disk")
    if is_there:
        case.source.mkdir()
    ran = case.run("--prune")
    assert ran.status == (0 if is_there else 3)
    assert ("nothing is removed; is the folder mounted?" if is_there else "no such file or folder") in ran.err
    assert results(case.out) == before
    # One of two.
    case.source.mkdir(exist_ok=True)
    (case.folder / "more").mkdir()
    (case.folder / "more/four.txt").write_text(sample("Four."))
    ran = case.run("--prune", sources=("in", "more"))
    assert (ran.status, "as where a disk is not mounted, and stays" in ran.err) == (0, True), ran.err
    assert {name: data for name, data in results(case.out).items() if name != "four.xml"} == before
    assert "remove " not in case.run("--prune", "--dry-run", sources=("in", "more")).out
    case.source.rmdir()
    (case.folder / "other disk").rename(case.source)
    (case.folder / "disk").rename(case.source / "sub")
    case.expect("0 converted, 7 unchanged, 0 failed", "--prune", sources=("in", "more"))


def test_sidecar_files(case: Case) -> None:
    sidecar = case.source / "one.yaml"
    sidecar.write_text("date: 1899-05-04\n")
    case.expect("1 converted, 5 unchanged, 0 failed")
    sidecar.write_text("date: 1899-05-05\n")
    case.expect("1 converted, 5 unchanged, 0 failed")
    sidecar.write_text("# A remark.\ndate: 1899-05-05\n")
    case.expect("0 converted, 6 unchanged, 0 failed")
    sidecar.write_text("date: [1899]\n")
    case.expect("0 converted, 5 unchanged, 1 failed", "--prune", status=8)
    sidecar.unlink()
    case.expect("1 converted, 5 unchanged, 0 failed", "--prune")


def zipped(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as archive:
        for name, text in files.items():
            archive.writestr(name, text)
    return data.getvalue()


def tarred(files: dict[str, str]) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w:gz") as archive:
        for name, text in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(text.encode())
            archive.addfile(info, io.BytesIO(text.encode()))
    return data.getvalue()


@pytest.mark.parametrize(("name", "pack"), [("a.zip", zipped), ("a.tar.gz", tarred)])
def test_archives_that_change(name: str, pack: Callable[[dict[str, str]], bytes], tmp_path: Path) -> None:
    case = Case(tmp_path)
    shutil.rmtree(case.source)
    case.source.mkdir()
    files = {"one.txt": sample("One."), "two.txt": sample("Two."), "v.xml": volume(div(1), div(2))}
    (case.source / name).write_bytes(pack(files))
    case.expect("4 converted, 0 unchanged, 0 failed")
    files = dict(reversed(files.items()))
    (case.source / name).write_bytes(pack(files))
    case.expect("0 converted, 4 unchanged, 0 failed")
    files.pop("one.txt")
    files["v.xml"] = volume(div(2), div(3, "Another."))
    (case.source / name).write_bytes(pack(files))
    case.expect("1 converted, 2 unchanged, 0 failed, 2 left of sources that are gone")
    case.expect("0 converted, 3 unchanged, 0 failed, 2 removed", "--prune")
    assert sorted(results(case.out)) == ["two.xml", "v/d2.xml", "v/d3.xml"]
    # One that cannot be read to its end may hold more than was found.
    data = pack(files)
    (case.source / name).write_bytes(data[: len(data) // 2])
    ran = case.run("--prune")
    assert ran.status == 8
    assert sorted(results(case.out)) == ["two.xml", "v/d2.xml", "v/d3.xml"]
    (case.source / name).write_bytes(pack(files))
    case.expect("0 converted, 3 unchanged, 0 failed", "--prune")
    # Unpacked and removed, its results are those of the files that it held.
    (case.source / name).unlink()
    for member, text in files.items():
        (case.source / member).write_text(text)
    ran = case.run("--prune")
    assert (ran.status, sorted(results(case.out))) == (0, ["two.xml", "v/d2.xml", "v/d3.xml"]), ran.err


def test_names_by_another_pattern(case: Case) -> None:
    pattern = "{folder}/{name}{suffix}"
    shutil.rmtree(case.out / "v")
    (case.source / "v.xml").unlink()
    case.run("--prune")
    ran = case.run("--name", pattern, "--prune")
    assert (ran.status, sorted(results(case.out))) == (0, ["one.xml", "sub/three.xml", "two.xml"])
    assert "out/three.xml: was removed" in ran.err


def test_a_report_among_the_sources_is_none(case: Case) -> None:
    options = ("--report", "in/report.html", "--log", "in/log.txt")
    for _ in range(2):
        ran = case.run(*options)
        assert (ran.status, counts(ran)) == (0, "0 converted, 6 unchanged, 0 failed"), ran.err


def test_a_dry_run_writes_nothing_at_all(tmp_path: Path) -> None:
    case = Case(tmp_path)
    before = everything(tmp_path)
    ran = frusconv("batch", "in", "--out", "new/out", "--dry-run", "--log", "log", "--report", "page", cwd=tmp_path)
    assert ran.status == 0
    assert everything(tmp_path) == before
    assert ran.out.count("convert ") == 6
    assert ran.err == "6 to convert, 0 unchanged, 0 failed\n"
    case.run()
    before = everything(tmp_path)
    for options in ((), ("--prune",), ("--rebuild",), ("--shard", "1/2"), ("--to", "epub"), ("--whole",)):
        case.run("--dry-run", *options)
        assert everything(tmp_path) == before, options


def test_interrupted_in_the_middle_of_formats(case: Case) -> None:
    """Results of one format are there, those of another are not: only these are made."""
    case.run("--to", "tei", "--to", "markdown", "--to", "text")
    expected = results(case.out)
    for path in case.out.rglob("*.md"):
        path.unlink()
    before = everything(case.out)
    case.expect("6 converted, 0 unchanged, 0 failed", "--to", "tei", "--to", "markdown", "--to", "text")
    assert results(case.out) == expected
    after = everything(case.out)
    assert all(after[path] == state for path, state in before.items() if path.endswith((".xml", ".txt")))


@pytest.mark.parametrize("text", [b"", b"{}", b"[]", b"null", b'"x"', b"\xff\0", b'{"pid": 1}', b"[" * 9000])
def test_what_a_lock_file_says_means_nothing(text: bytes, case: Case) -> None:
    (case.out / ".frusconv.lock").write_bytes(text)
    ran = case.run()
    assert (ran.status, counts(ran)) == (0, "0 converted, 6 unchanged, 0 failed")
