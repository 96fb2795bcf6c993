"""Sources in compressed files and archives: the same results, and what is wrong with them told."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
import random
import tarfile
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from frusconv.batch.contents import Feeder, contents_of
from frusconv.batch.packed import is_archive, is_compressed, unpacked_name
from frusconv.batch.request import Request
from frusconv.batch.sources import Choice, Found
from frusconv.errors import SourceError
from tests.batch.calls import counts
from tests.batch.sources import DIV, FILES, VOLUME, batch, laid, tarred, zipped
from tests.batch.support import batch as faulty_batch
from tests.batch.support import results, sample, with_faults
from tests.support import frusconv


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


def test_members_larger_than_any_document(tmp_path: Path) -> None:
    bomb = gzip.compress(b"." * 100_000)
    laid(tmp_path / "in", {"a.zip": zipped({"bomb.txt.gz": bomb, "one.txt": FILES["one.txt"], "b.txt": b"." * 5001})})
    ran = batch("in", "--out", "out", "--max-size", "5000", cwd=tmp_path)
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
