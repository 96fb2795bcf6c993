"""Sources of batches: folders, lists, and files in what is compressed or packed; and what can be wrong with these."""

from __future__ import annotations

import bz2
import contextlib
import ctypes
import gzip
import io
import lzma
import os
import random
import subprocess
import sys
import tarfile
import zipfile
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from frusconv.batch import contents
from frusconv.batch.contents import Feeder, contents_of
from frusconv.batch.packed import is_archive, is_compressed, unpacked_name
from frusconv.batch.request import Request
from frusconv.batch.sources import Choice, Found, listed
from frusconv.errors import SourceError
from tests.batch.calls import called, counts
from tests.batch.support import batch as faulty_batch
from tests.batch.support import results, sample, with_faults
from tests.support import Ran, frusconv

TEI = "http://www.tei-c.org/ns/1.0"
DIV = '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Editorial Note</head><p>The Regent of Ruritania.</p></div>'
VOLUME = f'<TEI xmlns="{TEI}" xml:id="v"><text><body>{DIV.format(1)}\n{DIV.format(2)}</body></text></TEI>'
ONE = f'<TEI xmlns="{TEI}"><text><body>{DIV.format(7)}</body></text></TEI>'
PAGE = (
    "<!DOCTYPE html><html><head><title>x</title></head><body><h1>The Secretary of State to the Minister in Ruritania "
    "(Rassendyll)</h1><p>Strelsau, May 4, 1899.</p><p>Your telegram is received.</p></body></html>"
)
FILES: dict[str, bytes] = {
    "one.txt": sample("One.").encode(),
    "deep/er/two.txt": sample("Two, in é and 🕊.").encode(),
    "page.html": PAGE.encode(),
    "single.xml": ONE.encode("utf-16"),
    "volume.xml": VOLUME.encode(),
}


def batch(*arguments: str | Path, stdin: bytes = b"", cwd: Path = Path("/")) -> Ran:
    """Run a batch, in a process of its own where standard input is read."""
    return frusconv("batch", *arguments, stdin=stdin, cwd=cwd) if stdin else called(*arguments, cwd=cwd)


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """What the files give when they are not packed."""
    folder = tmp_path_factory.mktemp("plain")
    ran = batch(laid(folder / "in", FILES), "--out", folder / "out", "--to", "tei", "--to", "json")
    assert (ran.status, counts(ran)) == (0, "6 converted, 0 unchanged, 0 failed")
    found = results(folder / "out")
    assert sorted(name for name in found if name.endswith(".xml")) == [
        "one.xml",
        "page.xml",
        "single.xml",
        "two.xml",
        "volume/d1.xml",
        "volume/d2.xml",
    ]
    return found


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()


def each(pack: Callable[[bytes], bytes], ending: str) -> dict[str, bytes]:
    return {f"{name}{ending}": pack(data) for name, data in FILES.items()}


PACKED: dict[str, Callable[[], dict[str, bytes]]] = {
    "gz": lambda: each(gzip.compress, ".gz"),
    "xz": lambda: each(lzma.compress, ".xz"),
    "bz2": lambda: each(bz2.compress, ".BZ2"),
    "gz in two members": lambda: each(lambda data: gzip.compress(data[:100]) + gzip.compress(data[100:]), ".gz"),
    "zip": lambda: {"a.zip": zipfiles(zipfile.ZIP_DEFLATED)},
    "zip, stored": lambda: {"a.ZIP": zipfiles(zipfile.ZIP_STORED)},
    "zip, by lzma": lambda: {"b/a.zip": zipfiles(zipfile.ZIP_LZMA)},
    "tar": lambda: {"a.tar": tarred(FILES)},
    "tar of old": lambda: {"a.tar": tarred(FILES, form=tarfile.GNU_FORMAT)},
    "tar.gz": lambda: {"a.tar.gz": tarred(FILES, "w:gz")},
    "tgz": lambda: {"a.tgz": tarred(FILES, "w:gz")},
    "tar.xz": lambda: {"a.tar.xz": tarred(FILES, "w:xz")},
    "txz": lambda: {"a.txz": tarred(FILES, "w:xz")},
    "tar.bz2": lambda: {"a.tar.bz2": tarred(FILES, "w:bz2")},
    "gz in zip": lambda: {"a.zip": zipped(each(gzip.compress, ".gz"))},
    "xz in tar.gz": lambda: {"a.tar.gz": tarred(each(lzma.compress, ".xz"), "w:gz")},
}


def zipfiles(method: int) -> bytes:
    return zipped(FILES, method)


@pytest.mark.parametrize("kind", PACKED)
def test_packed_sources_give_what_plain_ones_give(kind: str, plain: dict[str, bytes], tmp_path: Path) -> None:
    folder, out = laid(tmp_path / "in", PACKED[kind]()), tmp_path / "out"
    ran = frusconv("batch", folder, "--out", out, "--to", "tei", "--to", "json", "--jobs", "2")
    assert (ran.status, counts(ran)) == (0, "6 converted, 0 unchanged, 0 failed")
    assert results(out) == plain
    assert {path.name for path in tmp_path.rglob("*.txt")} == set()  # Nothing was unpacked to disk.


def test_volumes_whole_and_each_document(tmp_path: Path) -> None:
    laid(tmp_path, {"volume.xml": VOLUME.encode(), "volume.xml.gz": gzip.compress(VOLUME.encode())})
    laid(tmp_path, {"volume.zip": zipped({"volume.xml": VOLUME.encode()})})
    alone = frusconv("to-markdown", "volume.xml", cwd=tmp_path).out
    for name in ("volume.xml", "volume.xml.gz", "volume.zip"):
        out = tmp_path / f"{name} out"
        ran = batch(name, "--whole", "--to", "markdown", "--out", out, cwd=tmp_path)
        assert (ran.status, results(out)) == (0, {"volume.md": alone.encode()}), ran.err
        ran = batch(name, "--to", "text", "--out", out, cwd=tmp_path)
        assert sorted(results(out)) == ["volume.md", "volume/d1.txt", "volume/d2.txt"], ran.err


def test_members_that_fail_and_the_others(plain: dict[str, bytes], tmp_path: Path) -> None:
    inner = zipped({"inner.txt": FILES["one.txt"]})
    encrypted = bytearray(zipped({"secret.txt": FILES["one.txt"]}, zipfile.ZIP_STORED))
    encrypted[6] |= 1  # The flags, in the file's own header and in the table.
    encrypted[encrypted.index(b"PK\x01\x02") + 8] |= 1
    scarred = bytearray(zipped({"scarred.txt": FILES["one.txt"], "page.html": FILES["page.html"]}, zipfile.ZIP_STORED))
    scarred[200] ^= 1
    laid(
        tmp_path / "in",
        {
            "a.zip": zipped({"one.txt": FILES["one.txt"], "x/inner.zip": inner, "bad.txt.gz": b"\x1f\x8bno"}),
            "b.zip": bytes(encrypted),
            "c.zip": bytes(scarred),
            "d.tar": tarred({"single.xml": FILES["single.xml"], "inner.tar.gz": b"", "cut.xml": VOLUME[:-9].encode()}),
            "e.zip": b"no archive at all",
            "f.tar.xz": b"nor this",
            "g.txt.gz": FILES["one.txt"],
        },
    )
    ran = batch("in", "--out", "out", "--to", "tei", "--to", "json", cwd=tmp_path)
    assert ran.status == 8
    assert ran.err.splitlines()[-1].startswith("3 converted, 0 unchanged, 9 failed")
    for told in (
        "in/a.zip/x/inner.zip: an archive in an archive is not opened",
        "in/a.zip/bad.txt.gz: cannot be",
        "in/b.zip/secret.txt: cannot be unpacked: it is encrypted",
        "in/c.zip/scarred.txt: cannot be unpacked: Bad CRC-32",
        "in/d.tar/inner.tar.gz: an archive in an archive",
        "in/d.tar/cut.xml:2:",
        "in/e.zip: cannot be unpacked",
        "in/f.tar.xz: cannot be unpacked",
    ):
        assert f"frusconv: {told}" in ran.err
    assert "in/g.txt.gz: cannot be" in ran.err
    expected = {name: data for name, data in plain.items() if name.split(".")[0] in ("one", "page", "single")}
    assert results(tmp_path / "out") == expected


FEW = {name: data for name, data in FILES.items() if name != "volume.xml"}
CUT = {
    "a.zip": zipped(FEW),
    "a.tar": tarred(FEW),
    "a.tar.gz": tarred(FEW, "w:gz"),
    "a.tar.xz": tarred(FEW, "w:xz"),
    "one.txt.gz": gzip.compress(FILES["one.txt"]),
    "one.txt.xz": lzma.compress(FILES["one.txt"]),
    "one.txt.bz2": bz2.compress(FILES["one.txt"]),
}


@pytest.mark.parametrize("name", CUT)
def test_what_is_cut_off_is_always_told(name: str, plain: dict[str, bytes], tmp_path: Path) -> None:
    data, seeded = CUT[name], random.Random(name)  # noqa: S311
    # Behind the last file of a tar archive stand only zeros.
    whole = len(data.rstrip(b"\0")) if name.endswith(".tar") else len(data)
    ends = {0, 1, whole - 1, *(seeded.randrange(whole) for _ in range(6))}
    if name.endswith(".tar"):  # Between two files nothing is missing but the end.
        ends.update((512, data.index(b"page.html"), whole // 512 * 512 + 512))
    laid(tmp_path / "in", {f"{end}/{name}": data[:end] for end in ends})
    ran = batch("in", "--out", "out", "--to", "tei", "--name", "{folder}/{name}{suffix}", cwd=tmp_path)
    assert ran.status == 8
    for end in ends:
        assert f"frusconv: in/{end}/{name}: " in ran.err
    for result, content in results(tmp_path / "out").items():
        assert content == plain[result.rpartition("/")[2]]


def test_damaged_archives_are_told_without_a_traceback(tmp_path: Path) -> None:
    seeded = random.Random(7)  # noqa: S311
    sources = {"a.zip": zipped({"é.txt": FILES["one.txt"]}), "a.tar": tarred(FILES), "a.tar.gz": CUT["a.tar.gz"]}
    for number in range(40):
        for name, data in sources.items():
            harmed = bytearray(data)
            for _ in range(seeded.choice((1, 2, 30))):
                harmed[seeded.randrange(len(harmed))] = seeded.randrange(256)
            laid(tmp_path / "in", {f"{number}-{name}": bytes(harmed)})
    named = bytearray(zipped({"é.txt": FILES["one.txt"]}))
    named[named.rindex("é".encode())] = 0x28  # A name that is no UTF-8, and says that it is.
    laid(tmp_path / "in", {"name.zip": bytes(named)})
    ran = batch("in", "--out", "out", "--dry-run", cwd=tmp_path)
    assert ran.status in (0, 2)
    assert "name.zip: cannot be unpacked" in ran.out or ran.status == 2


def test_paths_that_lead_out_of_an_archive(tmp_path: Path) -> None:
    text = FILES["one.txt"]
    files = {"../../up.txt": text, "/root.txt": text, "x/../../../over.txt": text, "./here.txt": text}
    laid(tmp_path / "in", {"a.zip": zipped(files), "b.tar": tarred({f"{name[:-4]}-b.txt": text for name in files})})
    ran = batch("in", "--out", "deep/er/out", cwd=tmp_path)
    assert ran.status == 0, ran.err
    names = ["here", "over", "root", "up"]
    assert sorted(results(tmp_path / "deep/er/out")) == sorted(f"{name}{b}.xml" for name in names for b in ("", "-b"))
    ran = batch("in", "--out", "deep/er/by-folder", "--name", "{folder}/{name}{suffix}", cwd=tmp_path)
    assert ran.status == 8
    assert ran.err.count("leads out of the folder for results") == 6
    assert sorted(results(tmp_path / "deep/er/by-folder")) == ["a.zip/root.xml", "b.tar/root-b.xml"]
    assert {path.name for path in tmp_path.rglob("*.xml")} == {f"{name}{b}.xml" for name in names for b in ("", "-b")}


def test_links_devices_and_names_that_stand_twice_in_archives(tmp_path: Path) -> None:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode="w") as archive:
        for name, kind, link in (
            ("etc.txt", tarfile.SYMTYPE, "/etc/passwd"),
            ("hard.txt", tarfile.LNKTYPE, "../one.txt"),
            ("pipe.txt", tarfile.FIFOTYPE, ""),
            ("device.txt", tarfile.CHRTYPE, ""),
            ("folder.txt", tarfile.DIRTYPE, ""),
        ):
            info = tarfile.TarInfo(name)
            info.type, info.linkname = kind, link
            archive.addfile(info)
        nul = tarfile.TarInfo("nul.txt")
        nul.pax_headers = {"path": "n\0ul.txt"}
        archive.addfile(nul)
    linked = zipfile.ZipInfo("link.txt")
    linked.external_attr = 0o120777 << 16
    twice = io.BytesIO()
    with zipfile.ZipFile(twice, "w") as zip_file:
        zip_file.writestr(linked, "/etc/passwd")
        zip_file.writestr("one.txt", FILES["one.txt"])
        with pytest.warns(UserWarning, match="Duplicate"):
            zip_file.writestr("one.txt", sample("Another."))
    laid(tmp_path / "in", {"a.tar": data.getvalue(), "b.zip": twice.getvalue()})
    ran = batch("in", "--out", "out", cwd=tmp_path)
    assert ran.status == 8
    assert "in/b.zip/one.txt: stands twice in the archive" in ran.err
    assert "in/a.tar/hard.txt: is a hard link to ../one.txt in the archive" in ran.err
    assert sorted(results(tmp_path / "out")) == ["one.xml"]


def test_what_is_taken_of_folders_and_archives(tmp_path: Path) -> None:
    text = FILES["one.txt"]
    names = ("a.txt", "b.TXT", "c.dat", ".hidden.txt", "sub/d.txt", ".git/e.txt", "sub/f.html", "noending", "g.txt~")
    laid(tmp_path / "in", dict.fromkeys(names, text))
    laid(
        tmp_path / "in",
        {"z.tar": tarred({"h.txt": text, "./sub/i.txt": text, "j.dat": text, ".k.txt": text, ".x/l.txt": text})},
    )
    tables: dict[tuple[str, ...], set[str]] = {
        (): {"a", "b", "d", "f", "h", "i"},
        ("--from", "text"): {"a", "b", "d", "h", "i"},
        ("--glob", "*.txt"): {"a", "d", "h", "i"},
        ("--glob", "*.dat", "--glob", "a.*"): {"a", "c", "j"},
        ("--glob", "sub/*"): {"d", "f"},
        ("--glob", "z.tar/*sub/*"): {"i"},
        ("--glob", "*/sub/*"): {"i"},
        ("--glob", "[!a-y]*"): set(),
    }
    for options, expected in tables.items():
        ran = batch("in", "--out", "out", "--dry-run", *options, cwd=tmp_path)
        lines = [line for line in ran.out.splitlines() if line.startswith("convert ")]
        assert {line.rpartition("/")[2].removesuffix(".xml") for line in lines} == expected, options
    # What is named is taken whatever its name.
    named = batch("in/c.dat", "in/.hidden.txt", "in/noending", "--out", "out", cwd=tmp_path)
    assert sorted(results(tmp_path / "out")) == [".hidden.xml", "c.xml", "noending.xml"] or named.status == 0


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
    ("name", "kind", "unpacked"),
    [
        ("a.txt", "", "a.txt"),
        ("a.txt.gz", "compressed", "a.txt"),
        ("a.TXT.XZ", "compressed", "a.TXT"),
        ("a.xml.bz2", "compressed", "a.xml"),
        ("a.tar", "archive", "a.tar"),
        ("a.tar.gz", "archive", "a.tar"),
        ("a.Tar.Bz2", "archive", "a.Tar"),
        ("a.tgz", "archive", "a.tgz"),
        ("a.txz", "archive", "a.txz"),
        ("a.zip", "archive", "a.zip"),
        ("gz", "", "gz"),
        ("a.zip.txt", "", "a.zip.txt"),
    ],
)
def test_kinds_by_name(name: str, kind: str, unpacked: str) -> None:
    assert ("archive" if is_archive(name) else "compressed" if is_compressed(name) else "") == kind
    assert unpacked_name(name) == unpacked


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


def test_documents_that_are_asked_for_again(tmp_path: Path) -> None:
    """As those are that a worker had in hand when it died."""
    files = {"one.txt": b"One.", "v.xml": VOLUME.encode(), "two.txt": b"Two."}
    laid(
        tmp_path, {"a.zip": zipped(files), "a.tar.xz": tarred(files, "w:xz"), "v.xml.gz": gzip.compress(files["v.xml"])}
    )
    feeder, asked = Feeder(), []
    request = Request((), str(tmp_path / "out"))
    for name in ("a.zip", "a.tar.xz", "v.xml.gz"):
        path = str(tmp_path / name)
        held = list(contents_of(Found(path), Choice(frozenset((".txt", ".xml"))), request))
        assert all(feeder.needs(path, content) for content in held)
        asked += [(path, content) for content in held]
    expected = [feeder.data(*pair) for pair in asked]
    assert expected[0] == b"One."
    assert expected[1] == expected[-2] == DIV.format(1).encode()
    shuffled = random.Random(2).sample(range(len(asked)), len(asked))  # noqa: S311
    for number in (*reversed(range(len(asked))), *shuffled):
        assert feeder.data(*asked[number]) == expected[number]
    laid(tmp_path, {"a.zip": zipped({"x.txt": b"", **files})})
    with pytest.raises(SourceError, match=r"a\.zip/one\.txt: is not there any more"):
        feeder.data(*asked[0])


def test_sidecar_files_of_compressed_ones(tmp_path: Path) -> None:
    text = FILES["one.txt"]
    laid(tmp_path, {"plain/one.txt": text, "packed/one.txt.xz": lzma.compress(text)})
    for folder in ("plain", "packed"):
        (tmp_path / folder / "one.yaml").write_text("date: 1899-05-04\n")
        assert batch(folder, "--out", f"{folder} out", cwd=tmp_path).status == 0
    assert results(tmp_path / "plain out") == results(tmp_path / "packed out")
    assert b"1899-05-04" in results(tmp_path / "packed out")["one.xml"]
    (tmp_path / "packed/one.yaml").write_text("date: 1899-05-05\n")
    assert counts(batch("packed", "--out", "packed out", cwd=tmp_path)) == "1 converted, 0 unchanged, 0 failed"


def test_members_larger_than_any_document(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(contents, "LARGEST", 5000)
    bomb = gzip.compress(b"." * 100_000)
    laid(tmp_path / "in", {"a.zip": zipped({"bomb.txt.gz": bomb, "one.txt": FILES["one.txt"], "b.txt": b"." * 5001})})
    ran = batch("in", "--out", "out", cwd=tmp_path)
    assert (ran.status, counts(ran)) == (8, "1 converted, 0 unchanged, 2 failed")
    assert "in/a.zip/bomb.txt.gz: holds more than 5,000 bytes" in ran.err


@pytest.mark.parametrize("name", ["a.zip", "a.tar.gz"])
def test_a_worker_that_dies_of_one_document_of_an_archive(name: str, tmp_path: Path) -> None:
    files = {f"{number:02}.txt": sample(f"Letter {number}.").encode() for number in range(20)}
    files["07.txt"] = sample("FAULT:kill").encode()
    laid(tmp_path / "in", {name: zipped(files) if name == "a.zip" else tarred(files, "w:gz")})
    ran = faulty_batch("in", "--out", "out", "--jobs", "2", cwd=tmp_path, env=with_faults(tmp_path))
    assert (ran.status, counts(ran)) == (8, "19 converted, 0 unchanged, 1 failed"), ran.err
    assert f"frusconv: in/{name}/07.txt: the worker that had it was killed" in ran.err


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
