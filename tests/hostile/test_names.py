"""Names made to lead elsewhere: of files, in archives, and of documents in TEI."""

from __future__ import annotations

import tarfile
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from tests.support import frusconv

TEXT = "The Minister in Ruritania (Doe) to the Secretary of State\n\nStrelsau, May 3, 1936.\n\nThe king fled.\n"
TEI = '<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{}</body></text></TEI>'
DIV = '<div type="document" xml:id="{0}"><head>{0}</head><p>Text.</p></div>'
IDS = (
    "../../evil",
    "/evil",
    "..",
    ".",
    "a/../../b",
    "a\\b",
    "CON",
    "index",
    "&lt;script&gt;",
    "a b",
    "-o",
)


@pytest.fixture
def inside(tmp_path: Path) -> Path:
    """A folder in a folder, in which nothing may appear."""
    folder = tmp_path / "outer" / "inner"
    folder.mkdir(parents=True)
    return folder


def outside(inside: Path) -> list[Path]:
    return [path for path in inside.parent.parent.rglob("*") if inside not in (path, *path.parents) and path.is_file()]


@pytest.mark.parametrize("command", ["to-markdown --split -o out", "batch -o out", "to-epub -o out.epub"])
def test_ids_of_documents(command: str, inside: Path) -> None:
    """They name files, and none outside of the folder for them."""
    (inside / "a.xml").write_text(TEI.format("".join(map(DIV.format, IDS))))
    name, *options = command.split()
    ran = frusconv(name, *options, "a.xml", cwd=inside)
    assert ran.status in (0, 8), ran.err
    assert "Traceback" not in ran.err
    assert "unforeseen" not in ran.err
    assert outside(inside) == []
    if name == "to-epub":
        with ZipFile(inside / "out.epub") as archive:
            assert not [entry for entry in archive.namelist() if entry.startswith("/") or ".." in entry.split("/")]
    else:
        files = [path for path in (inside / "out").rglob("*") if path.is_file()]
        assert all((inside / "out").resolve() in path.resolve().parents for path in files)
        assert files


# Two that begin alike, one of characters of two bytes, one that fits without a suffix, and one that just fits.
LONG = ("a" * 300 + "x", "a" * 300 + "y", "é" * 140, "b" * 253, "c" * 251)


@pytest.mark.parametrize("command", ["to-markdown --split -o out", "batch -o out", "batch --to markdown -o out"])
def test_ids_that_are_too_long_for_a_file(command: str, inside: Path) -> None:
    """Each document has a file of its own, by the same name each time, and one that fits has its own name."""
    (inside / "a.xml").write_text(TEI.format("".join(map(DIV.format, LONG))))
    found = []
    for _ in range(2):
        ran = frusconv(*command.split(), "a.xml", cwd=inside)
        assert (ran.status, "failed" in ran.err.replace("0 failed", "")) == (0, False), ran.err
        found.append({path.name for path in (inside / "out").rglob("*.*") if path.suffix in (".md", ".xml")})
    names = found[0] - {"index.md"}
    assert len(names) == len(LONG)
    assert max(len(name.encode()) for name in names) <= 255
    assert {"c" * 251 + ".md", "c" * 251 + ".xml"} & names
    assert found[0] == found[1]


def test_splitting_a_file_with_a_long_name(inside: Path) -> None:
    stem = "n" * 251
    (inside / f"{stem}.txt").write_text("".join(f"{n}. {TEXT}\n" for n in range(1, 5)))
    ran = frusconv("split", f"{stem}.txt", "-o", "out", cwd=inside)
    assert ran.status == 0, ran.err
    assert [path.name[-7:] for path in sorted((inside / "out").iterdir())] == [f"-d{n}.txt" for n in range(1, 5)]


@pytest.mark.parametrize("number", ["1", "../1", "/1"])
def test_splitting(number: str, inside: Path) -> None:
    heading = (
        "The Minister in Ruritania (Doe) to the Secretary of State\n\nStrelsau, May 3, 1936.\n\nThe king fled.\n\n"
    )
    (inside / "a.txt").write_text("".join(f"{number if n == 1 else n}. {heading}" for n in range(1, 5)))
    ran = frusconv("split", "a.txt", "-o", "out", cwd=inside)
    assert ran.status == 0, ran.err
    assert outside(inside) == []


@pytest.mark.parametrize("kind", ["zip", "tar"])
def test_archives(kind: str, inside: Path) -> None:
    """Nothing is unpacked, and results stay in their folder."""
    names = ("../up.txt", "/root.txt", "a/../../b.txt", "..\\c.txt", "good.txt")
    if kind == "zip":
        with ZipFile(inside / "a.zip", "w") as archive:
            for name in names:
                archive.writestr(name, TEXT)
    else:
        with tarfile.open(inside / "a.tar", "w") as tar:
            for name in names:
                member = tarfile.TarInfo(name)
                member.size = len(TEXT)
                tar.addfile(member, BytesIO(TEXT.encode()))
            link = tarfile.TarInfo("link.txt")
            link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
            tar.addfile(link)
    ran = frusconv("batch", f"a.{kind}", "-o", "out", cwd=inside)
    assert ran.status in (0, 8), ran.err
    assert "unforeseen" not in ran.err
    assert outside(inside) == []
    assert list((inside / "out").rglob("good.xml"))
    assert not list(inside.rglob("*.txt"))


@pytest.mark.parametrize("name", ["-o.txt", "--help.txt", "-", "--persons=x.txt"])
def test_names_that_look_like_options(name: str, inside: Path) -> None:
    """Behind `--`, or in a folder that is named, they are files; alone they are what they look like."""
    (inside / name).write_text(TEXT)
    assert frusconv("to-text", f"./{name}", cwd=inside).out.startswith("The Minister")
    if name != "-":
        assert frusconv("to-text", "--", name, cwd=inside).out.startswith("The Minister")
    ran = frusconv("batch", ".", "--glob", "*", "-o", "out", cwd=inside)
    assert ran.status == 0, ran.err
    assert "1 converted" in ran.err
    assert frusconv("convert", "-t", "rst", "--", f"./{name}", cwd=inside).status == 0


@pytest.mark.parametrize("name", ["a\nb.txt", "a\tb.txt", "$(id).txt", "`id`.txt", "a;id.txt", "é中.txt", "a'b\".txt"])
def test_odd_names(name: str, inside: Path) -> None:
    (inside / name).write_text(TEXT)
    ran = frusconv("batch", ".", "-o", "out", cwd=inside)
    assert (ran.status, outside(inside)) == (0, []), ran.err
    assert [path.name for path in (inside / "out").glob("*.xml")] == [f"{name[:-4]}.xml"]
    assert frusconv("to-epub", name, "-o", "out.epub", cwd=inside).status == 0


def test_a_damaged_archive_with_a_file_without_a_name(inside: Path) -> None:
    data = BytesIO()
    with ZipFile(data, "w") as archive:
        archive.writestr("a", "x")
        archive.writestr("good.txt", TEXT)
    # The name of the first in the list at the end, made an end of a string.
    whole = bytearray(data.getvalue())
    at = whole.index(b"PK\1\2") + 46
    whole[at] = 0
    (inside / "a.zip").write_bytes(whole)
    ran = frusconv("batch", "a.zip", "-o", "out", cwd=inside)
    assert "unforeseen" not in ran.err
    assert "Traceback" not in ran.err
