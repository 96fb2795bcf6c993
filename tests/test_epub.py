"""EPUB: what a reading system finds in the file, read back."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZIP_STORED

import pytest
from lxml import etree

from frusconv.errors import SourceError, UsageError
from frusconv.model import Metadata
from frusconv.writers import WriteOptions
from frusconv.writers.epub_cover import _fitted, _width
from frusconv.writers.epub_package import group_position
from frusconv.writers.epub_page import file_name
from tests.epub_book import Book, book
from tests.epub_text import OWN_FILES, of_epub
from tests.every_node import VOLUME
from tests.reading_back import assert_same_text, in_any_order, of_tei, tei_root
from tests.support import frusconv

HOSTILE = "<script>alert(\"x\")</script> & ]]> --> 'q' \ud83d \x07"
SHOWN = "<script>alert(\"x\")</script> & ]]> --> 'q'"
TELEGRAM = (
    "761.94/1132: Telegram\n\nThe Ambassador in Ruritania (Doe) to the Secretary of State1\n\n"
    "Strelsau, June 10, 1939—4 p. m.\n\nNothing [Page 63] new.2\n\nDoe\n  1. First.\n  2. Second.\n"
)
OFFICE = "United States Department of State, Office of the Historian"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><rect width="1" height="1"/></svg>'


@pytest.fixture(scope="module")
def volume() -> Book:
    return book(VOLUME)


@pytest.fixture(scope="module")
def telegram() -> Book:
    return book(TELEGRAM)


def test_container(volume: Book) -> None:
    first, *others = volume.archive.infolist()
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", ZIP_STORED, b"")
    assert volume.data[30:58] == b"mimetypeapplication/epub+zip"
    assert len({entry.filename.casefold() for entry in others}) == len(others)
    assert {entry.date_time for entry in volume.archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    assert volume.archive.testzip() is None


def test_manifest_and_spine(volume: Book) -> None:
    hrefs = volume.find("package.opf", "//opf:item/@href")
    assert {f"EPUB/{href}" for href in hrefs} == {
        name for name in volume.names if name.startswith("EPUB/") and not name.endswith("package.opf")
    }
    order = volume.find("package.opf", "//opf:itemref/@idref")
    items = volume.tree("package.opf").iter("{*}item")
    by_id = {str(item.get("id")): str(item.get("href")) for item in items}
    assert [by_id[name] for name in order] == [
        "cover.xhtml",
        "title.xhtml",
        "nav.xhtml",
        *(f"text/{name}.xhtml" for name in "title-page terms comp1 ch1 d1 d2 index".split()),
    ]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//dc:title", ["Foreign Relations of the United States, 1967, Volume XCIX, Ruritania"]),
        ("//dc:language", ["en"]),
        ("//dc:creator", [OFFICE]),
        ("//dc:contributor", ["Jane Doe", "Richard Roe"]),
        ("//opf:meta[@property='role']", ["aut", "edc", "pbd"]),
        ("//dc:publisher", ["The Ruritanian Press"]),
        ("//dc:date", ["2001"]),
        ("//dc:source", ["https://history.state.gov/historicaldocuments/frus1967v99"]),
        (
            "//opf:meta[@property='belongs-to-collection']",
            ["Foreign Relations of the United States", "Foreign Relations of the United States, 1967"],
        ),
        ("//opf:meta[@property='group-position']", ["99"]),
        ("//opf:meta[@property='dcterms:modified']", ["2001-01-01T00:00:00Z"]),
        ("//opf:meta[@property='schema:accessMode']", ["textual"]),
        ("//opf:meta[@property='schema:accessModeSufficient']", ["textual"]),
        ("//opf:meta[@property='schema:accessibilityHazard']", ["none"]),
        (
            "//opf:meta[@property='pageBreakSource']",
            ["Foreign Relations of the United States, 1967, Volume XCIX, Ruritania (2001)"],
        ),
        ("//opf:item[@properties='cover-image']/@href", ["cover.svg"]),
        ("//opf:item[@properties='nav']/@href", ["nav.xhtml"]),
    ],
)
def test_metadata(volume: Book, path: str, expected: list[str]) -> None:
    assert volume.find("package.opf", path) == expected


def test_accessibility_features_are_those_that_there_are(volume: Book) -> None:
    path = "//opf:meta[@property='schema:accessibilityFeature']"
    features = set(volume.find("package.opf", path))
    assert {"tableOfContents", "pageBreakMarkers", "pageNavigation", "structuralNavigation", "index"} <= features
    plain = set(book(TELEGRAM.replace("[Page 63] ", "")).find("package.opf", path))
    assert not {"pageBreakMarkers", "pageNavigation", "index"} & plain


def nested(listed: etree._Element) -> list[object]:
    """Return a list of the contents as titles, each with the list under it."""
    found: list[object] = []
    for item in listed:
        found.append(item[0].text)
        found += [nested(inner) for inner in item.findall("{*}ol")]
    return found


def test_contents_are_nested_as_the_volume_is(volume: Book) -> None:
    (toc,) = volume.tree("nav.xhtml").findall(".//{*}nav[@id='toc']")
    assert nested(toc[1]) == [
        "Title page",
        "Abbreviations",
        "Relations With Ruritania",
        [
            "The Harbor & “the <Lake>”",
            ["1. The Ambassador in Ruritania (Roe) to the Secretary of State", "2. Editorial Note"],
        ],
        "Index",
    ]


def test_landmarks(volume: Book) -> None:
    kinds = volume.find("nav.xhtml", "//h:nav[@epub:type='landmarks']//h:a/@epub:type")
    assert kinds == ["cover", "titlepage", "toc", "glossary", "bodymatter", "index"]


def test_page_list(volume: Book) -> None:
    listed = volume.tree("nav.xhtml").findall(".//{*}nav[@role='doc-pagelist']//{*}a")
    assert [link.text for link in listed] == ["III", "IV", "1", "2", "3", "4"]
    for link in listed:
        mark = volume.target("nav.xhtml", str(link.get("href")))
        assert mark is not None
        assert (mark.get("role"), mark.get("aria-label")) == ("doc-pagebreak", f" Page {link.text}. ")


def test_footnotes_lead_both_ways(volume: Book) -> None:
    count = 0
    for name in volume.chapters():
        for marker in volume.tree(name).findall(".//{*}a[@role='doc-noteref']"):
            note = volume.target(name, str(marker.get("href")))
            assert note is not None
            assert note.get("role") == "doc-footnote"
            (back,) = note.findall(".//{*}a[@role='doc-backlink']")
            assert back.get("href") == f"#{marker.get('id')}"
            assert back.text == marker.text
            count += 1
    assert count == 3


TORTURE = """<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>
<div type="chapter" xml:id="CON"><head>Con</head><p><ref target="#d9a">1</ref> <ref target="#d9A">2</ref>
  <ref target="#row">3</ref> <ref target="#lost">4</ref> <ref target="#nowhere">5</ref> <ref target="#none">6</ref>
  <ref target="#lb">7</ref> <ref target="#a b">8</ref> <ref target="javascript:alert(1)">9</ref>
  <ref target="http://a b/">10</ref> <ref target="#list">11</ref> <ref target="#d9A-2">12</ref></p>
<div type="document" xml:id="d9a"><head>Small</head><p>A<lb xml:id="lb"/>B <ref target="#d9A">see <ref
  target="#d9a">in</ref></ref></p><list xml:id="list"/><quote xml:id="lost"/><p xml:id="a b">C</p>
  <table><row xml:id="row"><cell/></row></table></div>
<div type="document" xml:id="d9A"><head>Big</head><p xml:id="d9a">D</p></div>
<div type="document" xml:id="d9A"><head>Twice</head><p>E</p></div>
<div type="document"><head>Without id</head><p xml:id="none">F</p></div></div></body></text></TEI>"""


@pytest.mark.parametrize("source", [VOLUME, TELEGRAM, TORTURE], ids=["volume", "telegram", "odd ids"])
def test_no_link_is_broken(source: str) -> None:
    found = book(source)
    for name, address in found.links():
        if not address.startswith("https://"):
            assert ":" not in address.replace("http://example.org", "")
            assert address.startswith("http://") or found.target(name, address) is not None, (name, address)


def test_links_to_other_volumes_lead_to_the_site(volume: Book) -> None:
    assert "https://history.state.gov/historicaldocuments/frus1966v01/d7" in volume.find("text/d1.xhtml", "//@href")


@pytest.mark.parametrize("source", [VOLUME, TORTURE], ids=["volume", "odd ids"])
def test_no_text_is_lost(source: str) -> None:
    wanted = in_any_order(of_tei(tei_root(source.encode())))
    assert_same_text(wanted, in_any_order(of_epub(book(source).data)), "book")


def test_telegram(telegram: Book) -> None:
    assert telegram.find("package.opf", "//dc:title") == ["The Ambassador in Ruritania (Doe) to the Secretary of State"]
    assert telegram.find("package.opf", "//opf:meta[@property='dcterms:created']") == ["1939-06-10T16:00:00"]
    assert telegram.find("package.opf", "//opf:meta[@property='dcterms:modified']") == ["2000-01-01T00:00:00Z"]
    assert telegram.find("text/d1.xhtml", "//h:aside") == ["1 First.", "2 Second."]
    assert telegram.find("text/d1.xhtml", "//@lang") == ["en"]


def test_several_documents() -> None:
    found = book(*(f"{number}. Editorial Note\n\nText {number}.\n" for number in range(1, 11)))
    assert len(list(found.chapters())) == 10
    assert found.find("nav.xhtml", "//h:nav[@id='toc']//h:a")[:2] == ["1. Editorial Note", "2. Editorial Note"]


def test_identity_is_that_of_the_volume_or_of_the_text() -> None:
    def identity(*sources: str, metadata: Metadata | None = None) -> str:
        return book(*sources, metadata=metadata or Metadata()).find("package.opf", "//dc:identifier")[0]

    known = Metadata(volume="frus1939v03", document="d59")
    other = TELEGRAM.replace("Nothing", "Much")
    assert identity(VOLUME) == identity(VOLUME.replace("Nothing new", "Much new"))
    assert identity(TELEGRAM) == identity(TELEGRAM) != identity(other)
    assert identity(TELEGRAM, metadata=known) == identity(other, metadata=known)
    assert identity(TELEGRAM).startswith("urn:uuid:")


def test_same_bytes_in_every_process(tmp_path: Path) -> None:
    source = tmp_path / "volume.xml"
    source.write_text(VOLUME, encoding="utf-8")
    outputs = []
    for seed in ("1", "2"):
        done = subprocess.run(
            [sys.executable, "-m", "frusconv", "to-epub", source],
            capture_output=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        )
        outputs.append(done.stdout)
    assert outputs[0] == outputs[1]


def test_source_date_epoch(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    found = book(TELEGRAM).find("package.opf", "//opf:meta[@property='dcterms:modified']")
    assert found == ["1970-01-02T00:00:00Z"]
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "yesterday")
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH is 'yesterday'"):
        book(TELEGRAM)


def test_hostile_titles_stay_text() -> None:
    found = book(TELEGRAM, options=WriteOptions(title=HOSTILE))
    assert found.find("package.opf", "//dc:title") == [SHOWN]
    assert found.find("title.xhtml", "//h:h1") == [SHOWN]
    assert found.find("cover.xhtml", "//@alt") == [f"Cover: {SHOWN}"]
    assert found.find("cover.svg", "/svg:svg/svg:title") == [SHOWN]
    name = SHOWN.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    found = book(VOLUME.replace("2. Editorial Note", name).replace("1967, Volume XCIX, Ruritania", name))
    # A title has no blank before a bracket that ends.
    assert SHOWN.replace(" ]", "]") in found.find("nav.xhtml", "//h:nav[@id='toc']//h:a")
    for file in (*OWN_FILES, *found.chapters()):
        assert found.find(file, "//h:script") == []


@pytest.mark.parametrize(
    "title", ["W" * 900, "Ruritania and the Straits of Zenda " * 40, "Å" * 90, "条約" * 200, "a", "i " * 900]
)
def test_any_title_fits_the_cover(title: str) -> None:
    size, lines = _fitted(title)
    assert len(lines) * size * 1.25 <= 1250
    assert max(_width(line) for line in lines) * size <= 1240


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (b"\xff\xd8\xff\xe0rest", "cover.jpg", "image/jpeg"),
        (PNG, "cover.png", "image/png"),
        (b"GIF89a", "cover.gif", "image/gif"),
        (b"RIFF\x10\x00\x00\x00WEBPVP8 ", "cover.webp", "image/webp"),
        (SVG, "cover.svg", "image/svg+xml"),
    ],
)
def test_cover_given(data: bytes, name: str, kind: str) -> None:
    found = book(TELEGRAM, options=WriteOptions(cover=data))
    assert found.archive.read(f"EPUB/{name}") == data
    assert found.find("package.opf", "//opf:item[@properties='cover-image']/@media-type") == [kind]
    assert found.find("cover.xhtml", "//h:img/@src") == [name]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "no picture for an EPUB"),
        (b"II*\x00", "give a JPEG, PNG, GIF, WebP or SVG"),
        (b"%PDF-1.7", "no picture"),
        (b"<html/>", "no picture"),
        (b'<?xml version="1.0"?><html/>', "its root is <html>"),
        (SVG[:40], "the cover:1"),
        (SVG.replace(b"<rect", b"<script/><rect"), "must not hold <script>"),
        (SVG.replace(b"<rect", b'<rect onclick="x()"'), "must not hold onclick"),
        (SVG.replace(b"<rect", b'<image href="http://a.b/c.png"/><rect'), "must not hold href"),
        (SVG.replace(b"<rect", b"<style>@import 'a.css';</style><rect"), "another file"),
        (b'<!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg"/>', "no picture"),
    ],
)
def test_no_cover(data: bytes, message: str) -> None:
    with pytest.raises(SourceError, match=message):
        book(TELEGRAM, options=WriteOptions(cover=data))


def test_file_names_differ_for_any_ids() -> None:
    ids = [
        "d9a",
        "d9A",
        "d9_a",
        "D9a",
        "index",
        "nav",
        "toc",
        "con",
        "Con",
        "CON",
        "_con",
        "",
        "..",
        ".",
        "a/b",
        "a_47_b",
    ]
    ids += ["é", "É", "e\u0301", "a" * 200, "a" * 201, "com1.x", "x:y", "_", "__", "_a", "A"]
    names = [file_name(identifier) for identifier in ids]
    assert len({name.casefold() for name in names}) == len(ids)
    assert all(len(name) < 120 and set(name) <= set("abcdefghijklmnopqrstuvwxyz0123456789._-") for name in names)
    assert [file_name(name) for name in ("d9", "index", "ch1subch2")] == ["d9.xhtml", "index.xhtml", "ch1subch2.xhtml"]


@pytest.mark.parametrize(
    ("number", "position"),
    [
        ("Volume XVII", "17"),
        ("Volume XII, Part 2", "12.2"),
        ("Volume IX", "9"),
        ("Volume XLIV", "44"),
        ("Volume 3", "3"),
        ("Volume E–9, Part 1", None),
        ("", None),
    ],
)
def test_group_position(number: str, position: str | None) -> None:
    assert group_position(number) == position


def test_command(tmp_path: Path) -> None:
    (tmp_path / "t.txt").write_text(TELEGRAM, encoding="utf-8")
    (tmp_path / "cover").write_bytes(PNG)
    ran = frusconv("to-epub", "--title", "A & B", "--cover", "cover", "t.txt", "-o", "t.epub", cwd=tmp_path)
    assert (ran.status, ran.out) == (0, "")
    found = Book((tmp_path / "t.epub").read_bytes())
    assert found.find("title.xhtml", "//h:h1") == ["A & B"]
    assert "EPUB/cover.png" in found.names


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (["-o", "."], 5, "frusconv: .: is a folder; name a file\n"),
        (["--cover", "none.png", "-o", "t.epub"], 3, "frusconv: none.png: the cover cannot be read: No such file"),
        (["--cover", "t.txt", "-o", "t.epub"], 3, "frusconv: t.txt: this is no picture for an EPUB"),
        (["-o", "none/t.epub"], 5, "none/t.epub: cannot be written"),
    ],
)
def test_command_fails_in_a_line(tmp_path: Path, arguments: list[str], status: int, message: str) -> None:
    (tmp_path / "t.txt").write_text(TELEGRAM, encoding="utf-8")
    ran = frusconv("to-epub", "t.txt", *arguments, cwd=tmp_path)
    assert ran.status == status
    assert message in ran.err
    assert ran.err.count("\n") == 1
    assert [path.name for path in tmp_path.iterdir()] == ["t.txt"]


def test_terminal_is_refused() -> None:
    pty = pytest.importorskip("pty")
    leader, follower = pty.openpty()
    done = subprocess.run(
        [sys.executable, "-m", "frusconv", "to-epub"], input=b"", stdout=follower, stderr=subprocess.PIPE, check=False
    )
    os.close(follower)
    os.close(leader)
    assert done.returncode == 2
    assert b"EPUB is no text for a terminal" in done.stderr
