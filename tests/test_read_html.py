"""Saved web pages: of the Office's site, of frusconv's own, and of others.

Every folder in html/ is a page, and what is made of it. The pages are invented, in the form that their sites have.
"""

from __future__ import annotations

import re
from io import BytesIO
from pathlib import Path

import pytest

from frusconv.conversion import read, volume_of, write
from frusconv.errors import FrusconvError, NotUnderstoodError, SourceError
from frusconv.formats import sniffed
from frusconv.model import Document, FileSource, Metadata, Note, Reading, Source
from frusconv.model.walk import descendants
from frusconv.streams import open_source, page_text
from frusconv.writers import WriteOptions
from tests.conftest import TESTS
from tests.support import calls, frusconv, golden

PAGES = sorted(path for path in (TESTS / "html").iterdir() if path.is_dir())
OWN = sorted(path for path in (TESTS / "cases").iterdir() if (path / "expected.html").exists())
# What a site's page shows of a document, and what around it is none of its text.
SHOWN = re.compile(r'<div class="content">(.*?)(?:<div class="footnotes">|</body>)', re.DOTALL)
UNSEEN = re.compile(
    r'<script.*?</script>|<span class="sr-only">.*?</span>|<div class="popover.*?</div>'
    r'|<a class="note".*?</a>|<a [^>]*class="tei-pb1">.*?</a>',
    re.DOTALL,
)
NOTE = re.compile(r'<li class="footnote".*?<span class="fn-content">(.*?)</span>\s*<a class="fn-back"', re.DOTALL)
SITE = '<div class="content"><div class="tei-div4"><h3 class="tei-head8">{}</h3>{}</div>{}</div>'


def page(path: Path) -> Reading:
    source, name = open_source(str(path))
    assert name == "html"
    return read(source, from_format=name)


def of(text: str, metadata: Metadata = Metadata()) -> Reading:  # noqa: B008 - it never changes
    return read(Source(text, "page.html"), metadata)


def document_of(text: str, metadata: Metadata = Metadata()) -> Document:  # noqa: B008 - it never changes
    return of(text, metadata).documents[0]


def tei(reading: Reading, *, is_bare: bool = True) -> str:
    return write(volume_of([("page", reading)]), "tei", WriteOptions(is_bare=is_bare)).decode()


def characters(markup: str) -> str:
    """Return the characters of markup without blanks."""
    text = re.sub(r"<[^>]*>", "", markup)
    for name, character in (("lt", "<"), ("gt", ">"), ("amp", "&")):
        text = text.replace(f"&{name};", character)
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_page(path: Path, update_golden: bool) -> None:
    golden(path / "expected.xml", tei(page(path / "page.html"), is_bare=False), update_golden)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_nothing_of_a_sites_page_is_lost(path: Path) -> None:
    text = (path / "page.html").read_bytes().decode("utf-8", "replace")
    shown = SHOWN.search(text)
    if "tei-div" not in text or shown is None:
        pytest.skip("names no parts")
    body = tei(page(path / "page.html"))
    notes = re.findall(r"<note n=.*?</note>", body, re.DOTALL)
    expected = characters(UNSEEN.sub("", shown[1]))
    assert characters(re.sub(r"<note n=.*?</note>", "", body, flags=re.DOTALL)) == expected
    assert sorted(map(characters, notes)) == sorted(characters(note) for note in NOTE.findall(text))


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_own_pages_read_back(path: Path) -> None:
    expected = (path / "expected.xml").read_text(encoding="utf-8")
    is_whole = "<teiHeader" in expected
    got = tei(read(Source((path / "expected.html").read_text(encoding="utf-8"), "page.html")), is_bare=not is_whole)
    if "<TEI" in expected or path.name.startswith("tei-"):
        # A page does not say all that TEI does, but shows all of its text.
        expected, got = (characters(text[max(text.find("\n  <text>"), 0) :]) for text in (expected, got))
    assert got == expected


def test_own_whole_page_tells_its_volume(tmp_path: Path) -> None:
    source = TESTS / "cases" / "notes-symbols-among-numbers" / "source.txt"
    options = ("--volume", "frus1939v03", "--document", "d59")
    saved = tmp_path / "page.html"
    assert frusconv("to-html", source, *options, "-o", saved).status == 0
    assert frusconv("to-tei", saved).out == frusconv("to-tei", source, *options).out


ADDRESSES = {
    "canonical": '<link rel="canonical" href="https://history.state.gov/historicaldocuments/frus1939v03/d59">',
    "open graph": '<meta property="og:url" content="http://history.state.gov/historicaldocuments/frus1939v03/d59">',
    "saved from": "<!-- saved from url=(0061)https://history.state.gov/historicaldocuments/frus1939v03/d59 -->",
    "extension": "<!--\n Page saved with a tool\n url: https://history.state.gov/historicaldocuments/frus1939v03/d59\n-->",
    "base": '<base href="https://history.state.gov/historicaldocuments/frus1939v03/d59">',
    "breadcrumb": '<ol class="breadcrumb"><li><a href="/historicaldocuments/frus1939v03/d59">59</a></li></ol>',
}


@pytest.mark.parametrize("address", ADDRESSES.values(), ids=list(ADDRESSES))
def test_address_tells_volume_and_document(address: str) -> None:
    found = document_of(f"<!DOCTYPE html>{address}" + SITE.format("Editorial Note", '<p class="tei-p3">x</p>', ""))
    assert (found.volume, found.id) == ("frus1939v03", "d59")


HI = '<span class="tei-hi3 font-smallcaps">{}</span>'
PLACE, DATE = '<span class="tei-placeName">{}</span>', '<span class="tei-date">{}</span>'
DATELINES = {
    "May 3, 1949, 4 p.m.": f"{PLACE.format('Zenda')}, {DATE.format('May 3, 1949, 4 p.m.')}",
    "in italics": f'<em class="tei-hi2"> {PLACE.format("Zenda")}, {DATE.format("May 3, 1949—4 p.m.")} </em>',
    "in brackets": f"[{PLACE.format(' ' + HI.format('Zenda') + ' ')},] {DATE.format('May 3, 1949, 4 p.m.')}",
    "unnamed": "Zenda, May 3, 1949, 4 p.m.",
    "received": f"{PLACE.format('Zenda')}, {DATE.format('May 3, 1949—4 p.m.')}<br/>[Received May 4.]",
}


@pytest.mark.parametrize("dateline", DATELINES.values(), ids=list(DATELINES))
def test_dates_get_their_values(dateline: str) -> None:
    body = f'<div class="tei-dateline">{dateline}</div><p class="tei-p3">x</p>'
    found = document_of(SITE.format("Letter From Mr. Doe to Mr. Roe", body, "")).correspondence.sent
    assert (found.place, found.date and found.date.when) == ("Zenda", "1949-05-03T16:00:00")


def test_options_go_before_the_address() -> None:
    text = ADDRESSES["canonical"] + SITE.format("Editorial Note", '<p class="tei-p3">x</p>', "")
    found = document_of(text, Metadata(volume="frus1940v01", document="d7"))
    assert (found.volume, found.id) == ("frus1940v01", "d7")


def test_note_ids_tell_the_document() -> None:
    notes = '<ol><li class="footnote" id="fn:d8fn1">n</li></ol>'
    text = SITE.format("Editorial Note", '<p>x<a class="note" href="#fn:d8fn1">1</a></p>', notes)
    assert document_of(text).id == "d8"


@pytest.mark.parametrize(
    ("encoding", "head"),
    [
        ("utf-8", ""),
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("cp1252", ""),
        ("cp1252", '<meta charset="iso-8859-1">'),
        ("utf-8", '<meta charset="iso-8859-1">'),
        ("cp1251", '<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">'),
    ],
)
def test_encodings(encoding: str, head: str) -> None:
    word = "Жданов" if encoding == "cp1251" else "Chargé—“Évian”" if encoding != "iso-8859-1" else "Chargé"
    text = f"<html><head>{head}</head><body>{SITE.format('Editorial Note', f'<p>{word}</p>', '')}"
    reading = read(FileSource(lambda: BytesIO(text.encode(encoding)), "page.html"))
    assert word in tei(reading)


def test_encoding_given_goes_before_the_declared() -> None:
    data = '<meta charset="windows-1252">é'.encode("cp850")
    assert page_text(data, "page.html", "cp850").endswith("é")


def test_what_no_encoding_fits_is_refused_with_its_place() -> None:
    with pytest.raises(SourceError, match="byte 0xFF at offset"):
        page_text(b'<meta charset="utf-8"><p>\xff', "page.html")


@pytest.mark.parametrize(
    ("beginning", "name"),
    [
        (b"<!DOCTYPE html>", "html"),
        (b"\n<!-- saved from url=(0014)about:internet -->\n<html>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Strict//EN">', "html"),
        (b'<?xml version="1.0"?>\n<html xmlns="http://www.w3.org/1999/xhtml">', "html"),
        (b'<article id="d1" class="document">', "html"),
        (b"<h3 class='tei-head8'>", "html"),
        ("\ufeff<html>".encode("utf-16-le"), "html"),
        (b'<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0">', "tei"),
        (b'<div xmlns="http://www.tei-c.org/ns/1.0" type="document">', "tei"),
        (b'<div type="document" xml:id="d1">', "tei"),
        (b"<!DOCTYPE TEI>", "tei"),
        (b"<!-- -->" * 500 + b"x", "tei"),
        (b"<!-- -->" * 500 + b"<p>", "html"),
        ("\ufeff<TEI>".encode("utf-16-be"), "tei"),
        (b"< 5 ships came", "text"),
        (b"761.94/1132: Telegram", "text"),
    ],
)
def test_sniffed(beginning: bytes, name: str) -> None:
    assert sniffed(beginning) == name


@pytest.mark.parametrize(
    ("text", "error", "words"),
    [
        ("", NotUnderstoodError, "empty"),
        ("<html><body><p>Welcome.</p></body></html>", NotUnderstoodError, "no document on this page; looked for"),
        (
            '<link rel="canonical" href="https://history.state.gov/historicaldocuments/frus1939v03/ch3">'
            + SITE.format("The Lake", "", ""),
            NotUnderstoodError,
            "the page ch3 of frus1939v03",
        ),
        ("<div>" * 100_000, SourceError, "nested"),
        (SITE.format("Editorial Note", "<p>" + "<span>" * 150, ""), SourceError, "nested"),
        ("<p>" + "x" * 11_000_000, SourceError, "larger than 10 MB"),
        (f"<a {' '.join(f'a{n}=1' for n in range(9000))}>", SourceError, "attributes"),
        (f"<a {'/'.join(f'a{n}' for n in range(9000))}>", SourceError, "attributes"),
    ],
    ids=["empty", "other", "chapter", "divs", "spans", "text", "attributes", "attributes with strokes"],
)
def test_errors(text: str, error: type[FrusconvError], words: str) -> None:
    with pytest.raises(error, match=words):
        read(Source(text, "page.html"), from_format="html")


def test_notes_in_notes_end() -> None:
    chain = "".join(
        f'<li class="footnote" id="fn:{n}">n<a class="note" href="#fn:{n + 1}">x</a></li>' for n in range(99)
    )
    with pytest.raises(SourceError, match="nested in notes"):
        of(SITE.format("Editorial Note", '<p>x<a class="note" href="#fn:0">1</a></p>', chain))


def test_notes_that_name_each_other() -> None:
    ring = "".join(
        f'<li class="footnote" id="fn:{n}">n{n}<a class="note" href="#fn:{3 - n}">{3 - n}</a></li>' for n in (1, 2)
    )
    found = document_of(SITE.format("Editorial Note", '<p>x<a class="note" href="#fn:1">1</a></p>', ring))
    assert sum(isinstance(node, Note) for node in descendants(found.blocks)) == 2


def test_the_work_grows_with_the_page() -> None:
    def work(count: int) -> int:
        body = "".join(f'<p class="tei-p3">x<a class="note" href="#fn:{n}">{n}</a></p>' for n in range(count))
        notes = "".join(f'<li class="footnote" id="fn:{n}">n</li>' for n in range(0, count, 2))
        page = SITE.format("Editorial Note", body, f"<ol>{notes}</ol>")
        return calls(lambda: of(page))

    assert work(4000) < 7 * work(1000)


def test_a_note_without_marker_and_a_marker_without_note_are_told() -> None:
    notes = '<ol><li class="footnote" id="fn:1">one</li><li class="footnote" id="fn:2">two</li></ol>'
    body = '<p>x<a class="note" href="#fn:1">1</a></p>\n<p>y<a class="note" href="#fn:3">3</a></p>'
    reading = of(SITE.format("Editorial Note", body, notes))
    assert [(d.code, d.position.line) for d in reading.diagnostics] == [("note-unplaced", 2), ("note-entry-missing", 2)]
    assert [node.n for node in descendants(reading.documents[0].blocks) if isinstance(node, Note)] == ["1", "*", "3"]


def test_hostile_text_stays_text() -> None:
    body = '<p class="tei-p3">&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; --&gt; &amp;lt; \x07&#7;</p>'
    out = tei(of(SITE.format("Editorial Note", body, "")))
    assert "&lt;script&gt;alert(1)&lt;/script&gt; ]]&gt; --&gt; &amp;lt;" in out


def test_no_entity_is_expanded_and_nothing_fetched() -> None:
    text = '<!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + SITE.format("Editorial Note", "<p>&x;</p>", "")
    assert "root:" not in tei(of(text))


def test_positions_are_the_pages_own() -> None:
    text = "<html>\n<body>\n<p>Memorandum by Mr. Doe</p>\n\n<p>Nothing [Page 4] new.\n</p><p>\nNor [Page 9] old.</p>"
    assert [(d.code, d.position.line) for d in of(text).diagnostics] == [("page-sequence", 6)]


def test_commands_take_pages(tmp_path: Path) -> None:
    folder = tmp_path / "pages"
    folder.mkdir()
    data = (TESTS / "html" / "saved-by-a-browser" / "page.html").read_bytes()
    (folder / "one.html").write_bytes(data)
    (folder / "two.HTM").write_bytes((TESTS / "html" / "editorial-note" / "page.html").read_bytes())
    assert "<head>7. Editorial Note</head>" in frusconv("to-tei", folder / "two.HTM").out
    assert 'n="50"' in frusconv("to-tei", stdin=data).out
    cited = frusconv("cite", folder)
    assert (cited.status, cited.out.count("\n")) == (0, 2), cited.err
    made = frusconv("batch", folder, "--to", "tei", "--out", tmp_path / "out")
    assert made.status == 0, made.err
    assert (tmp_path / "out" / "one.xml").exists()
    assert frusconv("to-tei", stdin=b"<html><p>x</p></html>").status == 4
