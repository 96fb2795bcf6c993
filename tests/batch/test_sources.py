"""What is found in folders and lists, and what is not."""

from __future__ import annotations

import contextlib
import ctypes
import os
import subprocess
import sys
from pathlib import Path

import pytest

from frusconv.batch.sources import Choice, listed
from tests.batch.calls import counts
from tests.batch.sources import FILES, batch, laid, tarred, zipped
from tests.batch.support import results
from tests.support import Ran


def test_lists_of_names(tmp_path: Path) -> None:
    text = FILES["one.txt"]
    names = ["-dash.txt", "🕊 dove.txt", "new\nline.txt", "café.txt", f"{'x' * 251}.txt", "%s{name}.txt", "in/two.txt"]
    laid(tmp_path, dict.fromkeys(names, text))
    expected = sorted(f"{name.rpartition('/')[2].removesuffix('.txt')}.xml" for name in names)
    nul = "\0".join(names).encode()
    ran = batch("--from-list", "-", "--out", "nul", stdin=nul, cwd=tmp_path)
    assert (ran.status, sorted(results(tmp_path / "nul"))) == (0, expected), ran.err
    lines = "\r\n".join(name for name in names if "\n" not in name).encode() + b"\r\n\r\n"
    (tmp_path / "list").write_bytes(lines)
    ran = batch("--from-list", "list", "--out", "lines", cwd=tmp_path)
    assert (ran.status, sorted(results(tmp_path / "lines"))) == (0, [n for n in expected if "\n" not in n]), ran.err
    ran = batch("--from-list", "-", "in", "--out", "both", stdin=b"in/two.txt\nmissing.txt\n./in/two.txt", cwd=tmp_path)
    assert (ran.status, sorted(results(tmp_path / "both"))) == (8, ["two.xml"])
    assert "frusconv: missing.txt: no such file or folder" in ran.err
    for wrong in ("in", "no-list"):
        ran = batch("--from-list", wrong, "--out", "none", cwd=tmp_path)
        assert (ran.status, (tmp_path / "none").exists()) == (3, False)


@pytest.mark.parametrize(
    ("data", "names"),
    [
        (b"", []),
        (b"\n\n", []),
        (b"a\nb", ["a", "b"]),
        (b"a\r\nb\r\n", ["a", "b"]),
        (b"a\0b\nc\0", ["a", "b\nc"]),
        (b"\0\0a", ["a"]),
        (b"\xff\n", [os.fsdecode(b"\xff")]),
        (b"x" * 4000 + b"\0" + b"y" * 70_000 + b"\0z", ["x" * 4000, "y" * 70_000, "z"]),
        (b"ab\n" * 50_000, ["ab"] * 50_000),
    ],
)
def test_a_list_taken_apart(data: bytes, names: list[str], tmp_path: Path) -> None:
    (tmp_path / "list").write_bytes(data)
    assert list(listed(str(tmp_path / "list"))) == names


def test_file_names_of_other_encodings(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)
    for name in (b"caf\xe9.txt", b"good.txt"):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(FILES["one.txt"])
    laid(tmp_path / "in", {"a.tar": tarred({"\udcff\udc80.txt": FILES["one.txt"]})})
    for expected in ("3 converted, 0 unchanged", "0 converted, 3 unchanged"):
        ran = batch("in", "--out", "out", "--log", "log", cwd=tmp_path)
        assert (ran.status, ran.err.startswith(expected)) == (0, True), ran.err
    assert sorted(os.listdir(os.fsencode(tmp_path / "out")))[-3:] == [b"caf\xe9.xml", b"good.xml", b"\xff\x80.xml"]
    os.unlink(os.path.join(folder, b"caf\xe9.txt"))
    ran = batch("in", "--out", "out", "--prune", cwd=tmp_path)
    assert r"out/caf\xe9.xml: was removed" in ran.err


def test_links_and_loops(tmp_path: Path) -> None:
    laid(tmp_path, {"in/one.txt": FILES["one.txt"], "elsewhere/two.txt": FILES["one.txt"]})
    for link, goal in {
        "in/loop.txt": "loop.txt",
        "in/up": "..",
        "in/self": ".",
        "in/broken.txt": "nowhere.txt",
        "in/two.txt": "../elsewhere/two.txt",
        "in/folder.txt": "../elsewhere",
        "loop": "loop",
    }.items():
        (tmp_path / link).symlink_to(goal)
    ran = batch("in", "--out", "out", cwd=tmp_path)
    assert (ran.status, sorted(results(tmp_path / "out"))) == (8, ["one.xml", "two.xml"])
    assert ran.err.count("a link that leads nowhere, or to itself") == 2
    ran = batch("loop", "in/up/in/one.txt", "--out", "other", cwd=tmp_path)
    assert (ran.status, sorted(results(tmp_path / "other"))) == (8, ["one.xml"])
    assert "loop: cannot be read: Too many levels of symbolic links" in ran.err


def test_pipes_and_devices_are_not_waited_for(tmp_path: Path) -> None:
    laid(tmp_path, {"in/one.txt": FILES["one.txt"]})
    os.mkfifo(tmp_path / "in/pipe.txt")
    ran = batch("in", "in/pipe.txt", "/dev/null", "--out", "out", cwd=tmp_path)
    assert (ran.status, ran.err.count("is a pipe, a socket or a device")) == (8, 2)
    assert sorted(results(tmp_path / "out")) == ["one.xml"]


def test_a_source_that_is_not_there(tmp_path: Path) -> None:
    laid(tmp_path, {"in/one.txt": FILES["one.txt"]})
    ran = batch("in", "missing", "--out", "a/b/out", cwd=tmp_path)
    assert (ran.status, ran.err) == (3, "frusconv: missing: no such file or folder\n")
    assert sorted(os.listdir(tmp_path)) == ["in"]


def without_privileges() -> None:
    """Take from root what lets it read and write everything (capabilities(7): DAC_OVERRIDE, DAC_READ_SEARCH)."""
    library = ctypes.CDLL(None)
    for capability in (1, 2):
        library.prctl(24, capability, 0, 0, 0)


def test_unreadable_files_and_folders(tmp_path: Path) -> None:
    laid(tmp_path / "in", dict.fromkeys(("one.txt", "no.txt", "closed/two.txt", "b/c.txt"), FILES["one.txt"]))
    laid(tmp_path / "in", {"no.zip": zipped({"zipped.txt": FILES["one.txt"]})})

    def as_another(*arguments: str) -> Ran:
        done = subprocess.run(
            [sys.executable, "-m", "frusconv", "batch", "in", "--out", "out", *arguments],
            preexec_fn=without_privileges,
            capture_output=True,
            cwd=tmp_path,
            check=False,
        )
        return Ran(done.returncode, done.stdout.decode(), done.stderr.decode())

    assert as_another().status == 0
    expected = results(tmp_path / "out")
    assert sorted(expected) == ["c.xml", "no.xml", "one.xml", "two.xml", "zipped.xml"]
    # What cannot be read any more is not gone.
    closed = [tmp_path / "in" / name for name in ("no.txt", "closed", "no.zip")]
    for path in closed:
        path.chmod(0)
    ran = as_another("--prune")
    for path in closed:
        path.chmod(0o755)
    assert (ran.status, ran.err.count("cannot be read: Permission denied")) == (8, 3), ran.err
    assert "0 converted, 2 unchanged, 3 failed" in ran.err
    assert results(tmp_path / "out") == expected
    assert "0 converted, 5 unchanged, 0 failed" in as_another("--prune").err


def test_an_empty_folder(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    ran = batch("in", "--out", "out", cwd=tmp_path)
    assert (ran.status, counts(ran)) == (0, "0 converted, 0 unchanged, 0 failed")


@pytest.mark.parametrize(
    ("folder", "name", "globs", "is_taken"),
    [
        ("", "a.txt", (), True),
        ("", "a.txt.gz", (), True),
        ("", "a.pdf", (), False),
        ("", ".a.txt", (), False),
        ("", ".a.txt", ("*",), False),
        ("", "A.TXT", ("*.txt",), False),
        ("x/y", "a.txt", ("a.*",), True),
        ("x/y", "a.txt", ("x/*/a.txt",), True),
        ("x/y", "a.txt", ("y/a.txt",), False),
    ],
)
def test_a_choice(folder: str, name: str, globs: tuple[str, ...], is_taken: bool) -> None:
    assert Choice(frozenset((".txt",)), globs).takes(folder, name) is is_taken


# What the system counts for a process has in it what the process had that started it.
PEAK = """
import sys
from frusconv import cli
if cli.run(sys.argv[1:]) == 0:
    status = open("/proc/self/status").read()
    print(status.partition("VmHWM:")[2].split()[0], file=sys.stderr)
"""


def peak(*arguments: str | Path) -> int:
    """Return the most memory that a batch's own process had, in kilobytes."""
    done = subprocess.run([sys.executable, "-c", PEAK, "batch", *arguments], capture_output=True, check=True)
    return int(done.stderr)


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the system does not tell how much memory was used")
def test_planning_takes_no_more_memory_for_more_sources(tmp_path: Path) -> None:
    peaks = []
    for count in (200, 6000):
        folder = tmp_path / f"{count}"
        folder.mkdir()
        for number in range(count):
            (folder / f"a-document-of-the-series-{number}.txt").write_bytes(b"%d" % number)
        peaks.append(peak(folder, "--out", tmp_path / "out", "--dry-run", "--quiet"))
    assert 10_000 < peaks[0] < 60_000
    assert peaks[1] < peaks[0] + 3000


def test_folders_deeper_than_a_path_can_be_long(tmp_path: Path) -> None:
    laid(tmp_path, {"in/one.txt": FILES["one.txt"]})
    with contextlib.chdir(tmp_path / "in"):
        for number in range(25):
            os.mkdir("d" * 200)
            os.chdir("d" * 200)
            Path(f"{number}.txt").write_bytes(FILES["one.txt"])
    ran = batch("in", "--out", "out", cwd=tmp_path)
    assert ran.status == 8
    assert "cannot be read: File name too long" in ran.err or "too long" in ran.err
    assert len(results(tmp_path / "out")) > 15


def test_failures_of_files_with_names_of_other_encodings(tmp_path: Path) -> None:
    folder = os.fsencode(tmp_path / "in")
    os.mkdir(folder)
    for name, data in (
        (b"a\xe9.txt", FILES["one.txt"]),
        (b"a\xe9.yaml", b"no sidecar"),
        (b"b\xe9.txt", FILES["one.txt"]),
        (b"c\xe9.xml", b"<TEI>"),
        (b"d\xe9.zip", b"PK"),
        (b"e\xe9.txt", b"Nothing."),
    ):
        Path(os.fsdecode(os.path.join(folder, name))).write_bytes(data)
    (tmp_path / "out" / os.fsdecode(b"b\xe9.xml")).mkdir(parents=True)
    for _ in range(2):
        ran = batch("in", "--out", "out", "--log", "log", cwd=tmp_path)
        assert (ran.status, counts(ran).partition("; see")[0]) == (8, "0 converted, 0 unchanged, 5 failed"), ran.err
    assert ran.err.count(r"frusconv: in/") == 5
    ran = batch(os.fsdecode(b"f\xe9"), "--out", "out", cwd=tmp_path)
    assert ran.status == 3


def test_names_with_the_folders_of_files_that_are_listed(tmp_path: Path) -> None:
    for folder in ("a", "b/c"):
        laid(tmp_path / folder, {"one.txt": FILES["one.txt"]})
    listed_names = b"a/one.txt\0../" + tmp_path.name.encode() + b"/b/c/one.txt"
    ran = batch("--from-list", "-", "--out", "out", stdin=listed_names, cwd=tmp_path)
    assert ran.status == 2
    pattern = "{folder}/{name}{suffix}"
    ran = batch("--from-list", "-", "--out", "out", "--name", pattern, stdin=listed_names, cwd=tmp_path)
    assert (ran.status, counts(ran)) == (0, "2 converted, 0 unchanged, 0 failed")
    names = {str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.xml")}
    assert names == {"a/one.xml", f"{tmp_path.name}/b/c/one.xml"}


def test_an_unknown_encoding_is_refused_at_once(tmp_path: Path) -> None:
    laid(tmp_path, {"one.txt": FILES["one.txt"]})
    ran = batch("one.txt", "--out", "out", "--encoding", "nosuch", cwd=tmp_path)
    assert ran.status == 2
    assert "unknown encoding 'nosuch'" in ran.err
    assert not (tmp_path / "out").exists()
