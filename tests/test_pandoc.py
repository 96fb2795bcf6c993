"""`convert`: pandoc's document tree, and what pandoc makes of it."""

from __future__ import annotations

import json
import lzma
import os
import pty
import subprocess
import sys
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from frusconv import pandoc
from frusconv.conversion import read, volume_of
from frusconv.errors import ExitCode, OutputError
from frusconv.model import Content, Document, End, FileSource, Source, Start, Text, Volume
from frusconv.model.walk import descendants
from frusconv.writers import WriteOptions
from frusconv.writers.pandoc import pandoc_json
from tests.every_node import VOLUME
from tests.support import frusconv
from tests.test_cases import CASES, source_of

TELEGRAM = "12. Telegram From the Embassy in Ruritania to the Department of State\n\nNothing new in the harbor.\n"
STRIPPED = WriteOptions(pages="strip")


def volume_from(source: Source | FileSource) -> Volume:
    return volume_of([(source.name, read(source))])


def tree_of(volume: Volume, options: WriteOptions = WriteOptions()) -> Any:  # noqa: B008 - it never changes
    return json.loads(b"".join(pandoc_json(volume, options)))


@cache
def example() -> Any:
    return tree_of(volume_from(Source(VOLUME, "example.xml")))


def by_pandoc(data: bytes, *arguments: str) -> bytes:
    return subprocess.run([pandoc.path(), *arguments], input=data, capture_output=True, check=True).stdout


def written(volume: Volume, to_format: str, *arguments: str) -> bytes:
    return b"".join(pandoc.converted(pandoc_json(volume, STRIPPED), to_format, arguments, pytest.fail))


def found(tree: Any, name: str) -> Iterator[Any]:
    """Yield the content of every node of pandoc's called `name`."""
    if isinstance(tree, dict):
        if tree.get("t") == name:
            yield tree.get("c")
        for value in tree.values():
            yield from found(value, name)
    elif isinstance(tree, list):
        for value in tree:
            yield from found(value, name)


def words_in(tree: Any) -> str:
    """Return the text of pandoc's nodes without blanks and page markers; notes stand where their markers do."""
    if isinstance(tree, list):
        return "".join(map(words_in, tree))
    if not isinstance(tree, dict):
        return ""
    content: Any = tree.get("c")
    match tree.get("t"):
        case "Str":
            return str(content)
        case "Span" if "page" in content[0][1]:
            return ""
        case "OrderedList":
            first = content[0][0]
            return "".join(f"{number}.{words_in(item)}" for number, item in enumerate(content[1], first))
        case _:
            return words_in(content)


def nodes_of(volume: Volume) -> Iterator[Content]:
    for part in volume.parts:
        if isinstance(part, Document):
            yield from part.blocks
        elif not isinstance(part, Start | End):
            yield part


def printed(nodes: Iterable[Content]) -> str:
    return "".join(node.text for node in descendants(nodes) if isinstance(node, Text))


def squashed(text: str) -> str:
    return "".join(text.split())


def letters(text: str) -> Counter[str]:
    return Counter(character for character in text.casefold() if character.isalpha())


def corpus_volume(shared: Path, name: str) -> Volume:
    path = shared / "corpus" / f"{name}.xml.xz"
    return volume_from(FileSource(lambda: lzma.open(path), name))  # type: ignore[arg-type, return-value]


@pytest.mark.parametrize("name", ["frus1961-63v06", "frus1964-68v22"])
def test_no_text_of_official_volumes_is_lost(shared: Path, name: str) -> None:
    """Pandoc reads our tree, and finds in it every character that is printed, in order."""
    volume = corpus_volume(shared, name)
    tree = json.loads(by_pandoc(b"".join(pandoc_json(volume)), "--from=json", "--to=json"))
    assert squashed(words_in(tree["blocks"])) == squashed(printed(nodes_of(volume)))
    assert not [raw for kind in ("RawBlock", "RawInline", "Image") for raw in found(tree, kind)]
    identifiers = [attr[0] for attr in attributes_in(tree) if attr[0]]
    assert len(identifiers) == len(set(identifiers))
    targets = {target[0][1:] for *_, target in found(tree, "Link") if target[0][:1] == "#"}
    assert targets - set(identifiers) == set()


def attributes_in(tree: Any) -> Iterator[Any]:
    for name in ("Header", "Div", "Span", "Link", "Table"):
        for content in found(tree, name):
            yield content[1] if name == "Header" else content[0]


@pytest.mark.parametrize("name", ["frus1961-63v06", "frus1964-68v22"])
def test_plain_text_of_official_volumes(shared: Path, name: str) -> None:
    """All letters are there; pandoc prints small capitals as capitals."""
    volume = corpus_volume(shared, name)
    assert letters(written(volume, "plain").decode()) == letters(printed(nodes_of(volume)))


@pytest.mark.parametrize("case", CASES[::2], ids=lambda path: path.name)
def test_word_documents_hold_all_text(case: Path) -> None:
    volume = volume_from(source_of(case))
    back = by_pandoc(written(volume, "docx", "--standalone"), "--from=docx", "--to=plain", "--wrap=none").decode()
    assert letters(back) == letters(printed(nodes_of(volume)))


# Pandoc's notes do not nest: in this case a note's note is moved to its end, with its number.
NESTED = "tei-odd-places"


@pytest.mark.parametrize("case", [case for case in CASES[1::2] if case.name != NESTED], ids=lambda path: path.name)
def test_tree_of_cases_holds_all_text(case: Path) -> None:
    volume = volume_from(source_of(case))
    assert squashed(words_in(tree_of(volume)["blocks"])) == squashed(printed(nodes_of(volume)))


def test_example_holds_all_text() -> None:
    volume = volume_from(Source(VOLUME, "example.xml"))
    assert words_in(example()["blocks"]) == squashed(printed(nodes_of(volume)))


def test_headings() -> None:
    headings = [(level, attr[0], attr[1]) for level, attr, _ in found(example(), "Header")]
    assert headings == [
        (1, "terms", ["section"]),
        (1, "comp1", ["compilation"]),
        (2, "ch1", ["chapter"]),
        (3, "d1", ["document"]),
        (4, "", []),
        (3, "d2", ["document"]),
        (1, "index", ["index"]),
    ]


def test_notes_have_paragraphs() -> None:
    notes = list(found(example(), "Note"))
    assert [[block["t"] for block in note] for note in notes] == [["Para"], ["Para"], ["Para", "Para"]]
    assert [words_in(note) for note in notes] == ["Continued.", "Source:Archives.sm", "Notprinted.Norfound."]


def test_pages_and_divisions() -> None:
    spans = [(attr[0], words_in(inlines)) for attr, inlines in found(example(), "Span") if "page" in attr[1]]
    assert [identifier for identifier, _ in spans] == ["pg_III", "pg_IV", "pg_1", "pg_2", "pg_3", "pg_4"]
    shown = next(inlines for attr, inlines in found(example(), "Span") if attr[0] == "pg_2")
    assert [inline.get("c", " ") for inline in shown] == ["[Page", " ", "2]"]
    divs = Counter(name for attr, _ in found(example(), "Div") for name in attr[1])
    assert {"dateline", "signed", "seg", "salute", "source-note", "attachment", "postscript"} <= set(divs)
    assert (divs["dateline"], divs["signed"]) == (2, 2)


@pytest.mark.parametrize(("pages", "count", "text"), [("span", 6, ""), ("strip", 0, "")])
def test_page_markers(pages: Any, count: int, text: str) -> None:
    tree = tree_of(volume_from(Source(VOLUME, "example.xml")), WriteOptions(pages=pages))
    spans = [inlines for attr, inlines in found(tree, "Span") if "page" in attr[1]]
    assert (len(spans), "".join(map(words_in, spans))) == (count, text)
    targets = {target[0][1:] for *_, target in found(tree, "Link") if target[0][:1] == "#"}
    assert targets <= {attr[0] for attr in attributes_in(tree)}


def test_lists() -> None:
    ((attributes, items),) = found(example(), "OrderedList")
    assert (attributes[0], attributes[1]["t"], attributes[2]["t"], len(items)) == (1, "Decimal", "Period", 3)
    ((*entries,),) = found(example(), "DefinitionList")
    assert [words_in(term) for term, _ in entries] == ["Zenda", "Hentzau"]
    bullets = [[words_in(item) for item in items] for items in found(example(), "BulletList")]
    assert ["(a)Alpha", "(c)Gamma"] in bullets


def test_tables() -> None:
    ((_, caption, specs, head, (body,), _),) = found(example(), "Table")
    assert (words_in(caption), len(specs)) == ("Tableofships", 3)

    def grid(rows: list[Any]) -> list[list[tuple[str, str, int, int]]]:
        return [
            [(words_in(blocks), alignment["t"], rows, cols) for _, alignment, rows, cols, blocks in cells]
            for _, cells in rows
        ]

    usual = "AlignDefault"
    assert grid(head[1]) == [[("Ship", usual, 1, 1), ("Tons", usual, 1, 2)]]
    assert grid(body[3]) == [
        [("Rose", usual, 2, 1), ("10", usual, 1, 1), ("0123", "AlignRight", 1, 1)],
        [("1e5", usual, 1, 1), ("onetwo", usual, 1, 1)],
    ]


@pytest.mark.parametrize(
    "cells",
    [
        '<cell rows="9">a</cell><cell cols="3">b</cell></row><row><cell>c</cell>',
        "<cell>a</cell></row><row><cell>b</cell><cell>c</cell><cell>d</cell>",
        '<cell>a</cell><cell rows="2">b</cell><cell>c</cell></row><row><cell cols="3">d</cell><cell>e</cell>',
        "</row><row>",
    ],
)
def test_odd_tables_are_whole_grids(cells: str) -> None:
    text = (
        '<div xmlns="http://www.tei-c.org/ns/1.0" type="document"><head>Editorial Note</head><p>x</p>'
        f"<table><row>{cells}</row></table></div>"
    )
    tree = tree_of(volume_from(Source(text)))
    (table,) = found(tree, "Table")
    columns, rows = len(table[2]), table[4][0][3]
    covered = Counter[int]()
    for index, (_, row) in enumerate(rows):
        for _, _, height, width, _ in row:
            assert index + height <= len(rows)
            covered.update(dict.fromkeys(range(index, index + height), width))
    assert set(covered.values()) == {columns}
    again = json.loads(by_pandoc(json.dumps(tree).encode(), "--from=json", "--to=json"))
    assert list(found(again, "Table")) == [table]


def test_spaces_stand_outside_emphasis() -> None:
    text = (
        '<div xmlns="http://www.tei-c.org/ns/1.0" type="document"><head>Editorial Note</head>'
        '<p> One<hi rend="italic"> two </hi>three<hi rend="strong"> </hi>four <pb n="2"/> five </p></div>'
    )
    output = written(volume_from(Source(text)), "markdown").decode()
    assert "One *two* three four five\n" in output


def test_metadata() -> None:
    meta = {key: words_in(value) for key, value in example()["meta"].items()}
    assert meta == {
        "lang": "en-US",
        "subject": "ForeignRelationsoftheUnitedStates",
        "title": "ForeignRelationsoftheUnitedStates,1967,VolumeXCIX,Ruritania",
        "author": "JaneDoeRichardRoe",
        "date": "2001",
        "publisher": "TheRuritanianPress",
        "identifier": "frus1967v99",
    }
    alone = tree_of(volume_from(Source(TELEGRAM)))["meta"]
    assert "title" not in alone  # It would stand above itself.
    assert words_in(alone["pagetitle"]).startswith("12.TelegramFrom")


@pytest.mark.parametrize(
    ("to_format", "expected", "refused"),
    [
        ("latex", r"\textbackslash input\{/etc/passwd\}", r"\input{"),
        ("html5", "&lt;script&gt;alert(1)&lt;/script&gt;", "<script>alert"),
        ("rst", r"\`=html\`", " `=html`"),
        ("docbook", "]]&gt; --&gt;", "<script>"),
    ],
)
def test_hostile_text_is_text(to_format: str, expected: str, refused: str, tmp_path: Path) -> None:
    ran = frusconv("convert", "-t", to_format, "--fragment", stdin=VOLUME, cwd=tmp_path)
    assert ran.status == 0, ran.err
    assert expected in ran.out
    assert refused not in ran.out


@pytest.mark.parametrize(
    ("name", "beginning"),
    [
        ("out.docx", b"PK"),
        ("out.ODT", b"PK"),
        ("out.tex", rb"% Options for packages"),
        ("out.rst", b"==="),
        ("out.rtf", rb"{\rtf1"),
        ("out.wiki", b"<div"),
        ("out.xml", b"<?xml"),
        ("out.json", b'{"frusconv"'),
    ],
)
def test_the_end_of_the_name_tells_the_format(name: str, beginning: bytes, tmp_path: Path) -> None:
    (tmp_path / "in.xml").write_text(VOLUME, encoding="utf-8")
    ran = frusconv(
        "convert", "--no-validate", "in.xml", "-o", name, cwd=tmp_path
    )  # It has an element beside the schema.
    assert (ran.status, ran.err, ran.out) == (0, "", "")
    assert (tmp_path / name).read_bytes().startswith(beginning)


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        ([], ExitCode.USAGE, ["-t", "-o"]),
        (["-o", "out.xyz"], ExitCode.USAGE, ["out.xyz", "-t", "--list"]),
        (["-t", "dcx"], ExitCode.USAGE, ["'dcx'", "docx", "frusconv convert --list"]),
        (["-t", "bibtex"], ExitCode.USAGE, ["'bibtex'"]),
        (["-t", "tei", "--toc"], ExitCode.USAGE, ["tei", "pandoc's options"]),
        (["-t", "docx+nonsense", "-o", "out.docx"], ExitCode.OUTPUT, ["nonsense"]),
        (["-t", "docx", "--reference-doc", "none.docx"], ExitCode.USAGE, ["none.docx"]),
        (["-t", "pdf", "--pdf-engine", "nonsense", "-o", "out.pdf"], ExitCode.OUTPUT, ["pdf-engine"]),
    ],
)
def test_complaints(arguments: list[str], status: int, words: list[str], tmp_path: Path) -> None:
    (tmp_path / "out.docx").write_text("old")
    ran = frusconv("convert", *arguments, stdin=VOLUME, cwd=tmp_path)
    assert (ran.status, ran.out) == (status, "")
    assert all(word in ran.err for word in words), ran.err
    assert "Traceback" not in ran.err
    assert [path.name for path in tmp_path.iterdir()] == ["out.docx"]
    assert (tmp_path / "out.docx").read_text() == "old"


def test_a_pandoc_that_ends_early_is_no_success(tmp_path: Path) -> None:
    """It closes the pipe that we write to; that must not be taken for a reader who has seen enough."""
    fake = tmp_path / "pandoc"
    fake.write_text('#!/bin/sh\n[ "$1" = --list-output-formats ] && echo rst && exit 0\necho broken >&2\nexit 3\n')
    fake.chmod(0o755)
    paragraphs = "<p>Nothing new in the harbor today.</p>" * 10_000
    source = f'<div xmlns="http://www.tei-c.org/ns/1.0" type="document"><head>Editorial Note</head>{paragraphs}</div>'
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYPANDOC_PANDOC", str(fake))
        ran = frusconv("convert", "-t", "rst", stdin=source)
    assert (ran.status, ran.out, ran.err) == (5, "", "frusconv: pandoc could not write rst: broken\n")


def test_no_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYPANDOC_PANDOC", "/nowhere/pandoc")
    ran = frusconv("convert", "-t", "rst", stdin=TELEGRAM)
    assert ran.status == ExitCode.OUTPUT
    assert "PYPANDOC_PANDOC names /nowhere/pandoc" in ran.err.splitlines()[-1]
    assert frusconv("convert", "-t", "pandoc-json", stdin=TELEGRAM).status == 0
    assert frusconv("convert", "-t", "tei", stdin=TELEGRAM).status == 0
    monkeypatch.delenv("PYPANDOC_PANDOC")
    monkeypatch.setenv("PATH", "")
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    with pytest.raises(OutputError, match="pip install pypandoc_binary"):
        pandoc.path()


def test_pandoc_on_the_path_is_enough(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pandoc").symlink_to(pandoc.path())
    monkeypatch.setitem(sys.modules, "pypandoc", None)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert pandoc.path() == str(tmp_path / "pandoc")


def test_no_bytes_for_a_terminal() -> None:
    ours, theirs = pty.openpty()
    process = subprocess.run(
        [sys.executable, "-m", "frusconv", "convert", "-t", "docx"],
        input=TELEGRAM.encode(),
        stdout=theirs,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(ours)
    os.close(theirs)
    assert (process.returncode, b"no text for a terminal" in process.stderr) == (2, True)


def test_list_of_formats() -> None:
    names = [line.split()[0] for line in frusconv("convert", "--list").out.splitlines()]
    assert {"tei", "json", "pandoc-json", "docx", "latex", "typst"} <= set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("to_format", ["docx", "odt", "epub3"])
def test_same_input_same_bytes(to_format: str) -> None:
    volume = volume_from(Source(TELEGRAM))
    assert written(volume, to_format, "--standalone") == written(volume, to_format, "--standalone")


def test_dates_are_not_the_clocks(tmp_path: Path) -> None:
    (tmp_path / "out.docx").write_bytes(written(volume_from(Source(TELEGRAM)), "docx", "--standalone"))
    with zipfile.ZipFile(tmp_path / "out.docx") as archive:
        assert b">1970-01-01T00:00:00Z</dcterms:created>" in archive.read("docProps/core.xml")


def test_nothing_is_loaded_before_it_is_used() -> None:
    code = "import sys, frusconv.cli.convert; print({'subprocess', 'pypandoc', 'tempfile'} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"


def test_options_reach_pandoc(tmp_path: Path) -> None:
    (tmp_path / "template.txt").write_text("TITLE $title$\nTOC $toc$\n$body$\n")
    ran = frusconv("convert", "-t", "rst", "--toc", "--template", "template.txt", stdin=VOLUME, cwd=tmp_path)
    assert (ran.status, ran.out[:44]) == (0, "TITLE Foreign Relations of the United States")
    assert "\nTOC true\n" in ran.out
    reference = by_pandoc(b"", "--print-default-data-file=reference.docx")
    (tmp_path / "reference.docx").write_bytes(reference)
    ran = frusconv("convert", "--reference-doc", "reference.docx", "-o", "out.docx", stdin=TELEGRAM, cwd=tmp_path)
    assert ran.status == 0, ran.err
