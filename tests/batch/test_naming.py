"""Names of results: patterns, and names that would meet, with each other or with sources."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from frusconv.batch.naming import Facts, NamelessError, Names, same_for_all, shown
from frusconv.batch.request import Settings
from frusconv.errors import UsageError
from frusconv.file_names import fitting
from tests.batch.calls import called as batch
from tests.batch.support import results, sample

DIV = (
    '<div xmlns="http://www.tei-c.org/ns/1.0" type="document" xml:id="{}"><head>1. Editorial Note</head><p>x</p></div>'
)
BOTH = Settings(("tei", "markdown"))
TEI = Settings()


def write(folder: Path, *names: str) -> None:
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(sample(f"This is {name.encode()!r}."), encoding="utf-8")


FULL = Facts("in/deep", "telegram", "frus1899v01", "d7")


@pytest.mark.parametrize(
    ("pattern", "facts", "is_alone", "expected"),
    [
        (None, FULL, True, "telegram.xml"),
        (None, FULL, False, "frus1899v01/d7.xml"),
        (None, FULL._replace(volume=None), False, "telegram/d7.xml"),
        ("{volume}/{document}{suffix}", FULL, True, "frus1899v01/d7.xml"),
        ("{folder}/{name}.{format}", FULL, True, "in/deep/telegram.tei"),
        ("{folder}/{name}{suffix}", FULL._replace(folder=""), True, "telegram.xml"),
        ("x/{folder}/{name}{suffix}", FULL._replace(folder=""), True, "x/telegram.xml"),
        ("{name}", FULL._replace(name="{document}"), True, "{document}"),
        ("{{{name}}}{suffix}", FULL, True, "{telegram}.xml"),
    ],
)
def test_names(pattern: str | None, facts: Facts, is_alone: bool, expected: str) -> None:
    assert Names(pattern, TEI).of(facts, is_alone) == [("tei", expected)]


@pytest.mark.parametrize(
    ("pattern", "facts", "told"),
    [
        ("{volume}/{document}{suffix}", FULL._replace(volume=None), "its volume is not known"),
        ("{document}{suffix}", FULL._replace(document=None), "its document is not known"),
        ("{folder}/{name}{suffix}", FULL._replace(folder="../.."), "leads out"),
        ("{name}{suffix}", FULL._replace(name="../x"), "leads out"),
        ("{document}/{name}{suffix}", FULL._replace(document=".."), "leads out"),
        ("/etc/{name}{suffix}", FULL, "leads out"),
        ("{name}/", FULL, "leads out"),
        ("{name}{suffix}", FULL._replace(name="a\0b"), "leads out"),
    ],
)
def test_sources_without_a_name(pattern: str, facts: Facts, told: str) -> None:
    with pytest.raises(NamelessError, match=told):
        Names(pattern, TEI).of(facts, is_alone=True)


@pytest.mark.parametrize(
    ("pattern", "settings", "told"),
    [
        ("{nmae}{suffix}", TEI, "unknown field {nmae}; there are {folder}, {name}, {volume}, {document}"),
        ("{name", TEI, "cannot be read"),
        ("{name!r}", TEI, "more than names in its braces"),
        ("{name:>9}", TEI, "more than names in its braces"),
        ("{name.upper}", TEI, "unknown field"),
        ("{0}{name}", TEI, "unknown field"),
        ("{}{name}", TEI, "unknown field"),
        ("result{suffix}", TEI, "the same for all sources"),
        ("{volume}{suffix}", TEI, "the same for all sources"),
        ("{name}.xml", BOTH, "the same for all formats"),
    ],
)
def test_patterns_that_cannot_be(pattern: str, settings: Settings, told: str) -> None:
    with pytest.raises(UsageError) as raised:
        Names(pattern, settings)
    assert told in str(raised.value)


def test_a_wrong_pattern_ends_before_anything_is_written(tmp_path: Path) -> None:
    write(tmp_path, "in/one.txt")
    ran = batch("in", "--out", "a/b", "--name", "{nmae}", cwd=tmp_path)
    assert (ran.status, os.listdir(tmp_path)) == (2, ["in"])


@pytest.mark.parametrize(
    ("one", "other", "are_same"),
    [
        ("a.xml", "A.XML", True),
        ("café.xml", "cafe\u0301.xml", True),
        ("CAFÉ.xml", "cafe\u0301.xml", True),
        ("straße.xml", "STRASSE.xml", True),
        ("Σίσυφος.xml", "ΣΊΣΥΦΟΣ.XML", True),
        ("\u212b.xml", "å.xml", True),
        ("a/b.xml", "A/b.xml", True),
        ("a.xml", "b.xml", False),
        ("cafe.xml", "café.xml", False),
        ("\udcff.xml", "\udcfe.xml", False),
    ],
)
def test_names_that_some_system_takes_for_one(one: str, other: str, are_same: bool) -> None:
    assert (same_for_all(one) == same_for_all(other)) is are_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("x/one.txt", "y/one.txt"),
        ("x/one.txt", "x/one.html"),
        ("one.txt", "ONE.txt"),
        ("café.txt", "cafe\u0301.txt"),
        ("straße.txt", "STRASSE.txt"),
        ("one.txt", "y/one.txt.gz"),
        ("a.b.txt", "y/a.b.txt"),
    ],
)
def test_two_sources_to_one_file(one: str, other: str, tmp_path: Path) -> None:
    write(tmp_path / "in", "z.txt", one, other.removesuffix(".gz"))
    if other.endswith(".gz"):
        import gzip

        plain = tmp_path / "in" / other.removesuffix(".gz")
        (tmp_path / "in" / other).write_bytes(gzip.compress(plain.read_bytes()))
        plain.unlink()
    for options in ((), ("--dry-run",), ("--shard", "1/2"), ("--shard", "2/2")):
        ran = batch("in", "--out", "new/out", *options, cwd=tmp_path)
        assert ran.status == 2, ran
        assert "would both be written to new/out/" in ran.err
        assert "in/" + one.encode().decode() in ran.err
        assert not (tmp_path / "new").exists()
    # What a good batch has written stays as it was.
    (tmp_path / "in" / one).rename(tmp_path / "aside.txt")
    assert batch("in", "--out", "out", cwd=tmp_path).status == 0
    before = results(tmp_path / "out")
    (tmp_path / "aside.txt").rename(tmp_path / "in" / one)
    assert batch("in", "--out", "out", cwd=tmp_path).status == 2
    assert results(tmp_path / "out") == before


def test_documents_of_two_volumes_with_one_id(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(
            f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt><title>{name}</title></titleStmt>'
            '<publicationStmt><idno type="frus">frus1899v01</idno></publicationStmt></fileDesc></teiHeader><text><body>'
            f"{DIV.format('d1')}{DIV.format('d2')}</body></text></TEI>"
        )
    ran = batch("a.xml", "b.xml", "--out", "out", cwd=tmp_path)
    assert ran.status == 2
    assert "a.xml#d1 and b.xml#d1 would both be written to out/frus1899v01/d1.xml" in ran.err
    ran = batch("a.xml", "b.xml", "--out", "out", "--name", "{name}-{document}{suffix}", cwd=tmp_path)
    assert sorted(results(tmp_path / "out")) == ["a-d1.xml", "a-d2.xml", "b-d1.xml", "b-d2.xml"], ran.err


def test_equal_and_odd_ids_in_one_volume(tmp_path: Path) -> None:
    ids = ("d1", "d1", "D1", "../../up", "a b", "é", "x" * 300)
    (tmp_path / "v.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{"".join(map(DIV.format, ids[:2]))}</body></text></TEI>'
    )
    ran = batch("v.xml", "--out", "out", cwd=tmp_path)
    assert (ran.status, sorted(results(tmp_path / "out"))) == (0, ["v/d1-2.xml", "v/d1.xml"])
    (tmp_path / "w.xml").write_text(
        f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{"".join(map(DIV.format, ids[3:]))}</body></text></TEI>'
    )
    ran = batch("w.xml", "--no-validate", "--out", "out", cwd=tmp_path)
    assert ran.status == 8
    assert "w.xml#../../up: its result would be called 'w/../../up.xml', which leads out" in ran.err
    cut = fitting("x" * 300, ".xml")
    assert len(cut) == 255
    assert sorted(results(tmp_path / "out")) == ["v/d1-2.xml", "v/d1.xml", "w/a b.xml", f"w/{cut}", "w/é.xml"]
    assert {path.name for path in tmp_path.rglob("*up*")} == set()
    ran = batch("v.xml", "w.xml", "--out", "out", cwd=tmp_path)
    assert "0 converted, 5 unchanged, 1 failed" in ran.err


def test_names_that_get_too_long(tmp_path: Path) -> None:
    write(tmp_path, f"in/{'x' * 251}.txt", f"in/{'é' * 125}.txt", "in/short.txt")
    for _ in range(2):  # Each time the same names.
        ran = batch("in", "--out", "out", "--to", "epub", "--to", "tei", cwd=tmp_path)
        assert ran.status == 0, ran.err
        assert sorted(len(os.fsencode(path.name)) for path in (tmp_path / "out").glob("[a-zé]*")) == [
            *(9, 10, 254, 255, 255, 255)
        ]
    assert "0 converted, 3 unchanged, 0 failed" in ran.err


@pytest.mark.parametrize("link", ["", "out", "source", "result", "folder"])
def test_results_never_take_the_place_of_sources(link: str, tmp_path: Path) -> None:
    """However the result would lead to the source: by its name, or by a link on either side."""
    write(tmp_path, "in/one.txt", "in/two.txt")
    source, out = tmp_path / "in", tmp_path / "in"
    if link == "out":
        out = tmp_path / "link"
        out.symlink_to("in")
    elif link == "source":
        source = tmp_path / "links"
        source.mkdir()
        (source / "one.txt").symlink_to("../in/one.txt")
    elif link == "result":
        out = tmp_path / "out"
        out.mkdir()
        (out / "one.txt").symlink_to("../in/one.txt")
    elif link == "folder":
        (tmp_path / "linked").symlink_to("in")
        source = tmp_path / "linked"
    before = results(tmp_path / "in")
    ran = batch(source / "one.txt", "--to", "text", "--out", out, cwd=tmp_path)
    assert (ran.status, ran.err.count("would be written over by a result")) == (2, 1), ran
    ran = batch(source, "--to", "text", "--glob", "o*", "--out", out, cwd=tmp_path)
    assert ran.status == 2
    assert results(tmp_path / "in") == before


def test_hard_links_are_parted(tmp_path: Path) -> None:
    write(tmp_path, "in/one.txt")
    (tmp_path / "in/one.txt").write_text(sample("More.  \n\n\n"))
    (tmp_path / "out").mkdir()
    (tmp_path / "out/one.txt").hardlink_to(tmp_path / "in/one.txt")
    before = results(tmp_path / "in")
    assert batch("in", "--to", "text", "--out", "out", cwd=tmp_path).status == 0
    assert results(tmp_path / "in") == before != results(tmp_path / "out")


@pytest.mark.parametrize("out", ["in", ".", "in/out"])
def test_results_among_sources(out: str, tmp_path: Path) -> None:
    write(tmp_path, "in/one.txt", "in/sub/two.txt")
    (tmp_path / "in/mine.json").write_text("{}")
    (tmp_path / "in/other.xml").write_text(DIV.format("d1"))
    count = 3 if out == "in/out" else 2  # Elsewhere XML is what is written, and no source.
    for expected in (f"{count} converted, 0 unchanged", f"0 converted, {count} unchanged"):
        ran = batch("in", "--to", "tei", "--to", "markdown", "--out", out, cwd=tmp_path)
        assert (ran.status, ran.err.partition(", 0 failed")[0]) == (0, expected)
    assert (tmp_path / "in/mine.json").read_text() == "{}"
    assert (tmp_path / "in/other.xml").read_text() == DIV.format("d1")
    write(tmp_path, "in/other.txt")
    ran = batch("in", "--to", "tei", "--out", out, "--jobs", "2", cwd=tmp_path)
    if out == "in":  # Nobody's file is replaced, where files of that name can be anyone's.
        assert (ran.status, "other.xml: is there and was not written by a batch" in ran.err) == (8, True)
        assert (tmp_path / "in/other.xml").read_text() == DIV.format("d1")
    elif out == ".":
        assert ran.status == 0
    else:
        assert (ran.status, "would both be written" in ran.err) == (2, True)
    assert not list(tmp_path.rglob("*.part"))


def test_what_is_shown_of_a_name() -> None:
    assert shown("a/é 🕊.txt") == "a/é 🕊.txt"
    assert shown("a\nb\x1b[31m\udcff") == r"a\nb\x1b[31m\xff"
