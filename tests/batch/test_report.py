"""The page that `frusconv batch --report` writes: what it counts, where it leads, and what hostile names do to it."""

from __future__ import annotations

import os
import re
import tracemalloc
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from lxml import etree, html

from frusconv.batch import Report, Request, Shard
from frusconv.batch.manifest import Manifest, Noted, Output, manifest_path
from frusconv.batch.report import write_report
from frusconv.batch.report.codes import MEANINGS
from frusconv.errors import OutputError
from tests.conftest import ROOT
from tests.support import frusconv
from tests.test_browser import CHROMIUM, CONTRASTS, PHONE, Browser

XHTML = "{http://www.w3.org/1999/xhtml}"
SVG = "{http://www.w3.org/2000/svg}"
# Without a dateline, which is reported.
UNDATED = (
    "861.00/17: Telegram\n\nThe Ambassador in Ruritania (Doe) to the Secretary of State\n\n17. All is well.\n\nDoe\n"
)
HOSTILE_HEADING = UNDATED.replace("(Doe)", "(<script>alert(1)</script>)")
LETTER = """\
The Secretary of State to the Ambassador in Ruritania (Doe)

Washington, May 4, {year}

Sir: All is well here.

Roe
"""
VOLUME = """\
<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body><div type="compilation" xml:id="comp1"><head>Ruritania</head>
<div type="document" n="1" xml:id="d1"><head>1. Editorial Note</head><p>Nothing.</p></div>
<div type="document" n="2" xml:id="d2"><head>2. Editorial Note</head><p>New.</p></div></div></body></text></TEI>
"""
NAMES = (b"\xff\xfe.txt", b"a#b?c=d&e%20.txt", "\N{FOX FACE}\n.txt".encode(), b"\"><img onerror='x'>.txt", b"a:b.txt")
IMAGE = '"><img src=x onerror="alert(1)">'


NOTHING = Noted()


class Page:
    """A page that was read as strictly as XML is."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.bytes = path.read_bytes()
        self.root: Any = etree.fromstring(self.bytes, etree.XMLParser(resolve_entities=False))

    def all(self, name: str) -> list[Any]:
        return list(self.root.iter(f"{XHTML}{name}"))

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.root.itertext()).split())

    def facts(self) -> dict[str, str]:
        """What stands at the top."""
        return {term.text: "".join(term.getnext().itertext()) for term in self.all("dt")}

    def rows(self, caption: str) -> list[list[str]]:
        """The cells of a table without its head."""
        found = next(element for element in self.all("caption") if element.text == caption)
        return [["".join(cell.itertext()) for cell in row] for row in found.getparent().find(f"{XHTML}tbody")]

    def links(self, caption: str) -> list[list[str]]:
        """The addresses in each row of a table."""
        found = next(element for element in self.all("caption") if element.text == caption)
        return [[link.get("href") for link in row.iter(f"{XHTML}a")] for row in found.getparent().find(f"{XHTML}tbody")]

    def file(self, address: str) -> bytes:
        """Where an address leads, as a browser finds it."""
        path = address.partition("#")[0].partition("?")[0]
        assert ":" not in path.partition("/")[0]
        found: bytes = os.path.normpath(os.path.join(os.fsencode(self.path.parent), unquote_to_bytes(path)))
        return found


class Collection:
    """A manifest that documents are put into by hand."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.manifest = Manifest(manifest_path(str(folder)))

    def add(self, name: str, error: str | None = None, noted: Noted = NOTHING, codes: tuple[str, ...] = ()) -> None:
        diagnostics = [{"code": code, "message": f"about {code}", "line": 3, "column": 1} for code in codes]
        path = f"/inbox/{name}"
        self.manifest.note(path, path, error, noted, diagnostics)
        if error is None:
            output = Output(f"{name}.tei", "tei", 1000, b"", 0)
            self.manifest.record(
                path, b"", [(output, b""), (output._replace(target=f"{name}.html", format="html"), b"")]
            )

    def page(self, report: Report | None = None, **request: Any) -> Page:
        path = self.folder / "report.html"
        write_report(Request((), str(self.folder), report=str(path), **request), self.manifest, report or Report())
        return Page(path)


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    collection = Collection(tmp_path)
    yield collection
    collection.manifest.close()


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """The page of a real batch, which stands beside the results."""
    folder = tmp_path_factory.mktemp("batch")
    inbox = folder / "in box"
    (inbox / "letters").mkdir(parents=True)
    for year in (1861, 1863, 1863):
        name = f"{len(list((inbox / 'letters').iterdir()))}.txt"
        (inbox / "letters" / name).write_text(LETTER.format(year=year), encoding="utf-8")
    for odd in NAMES:
        Path(os.fsdecode(os.fsencode(inbox) + b"/" + odd)).write_text(UNDATED, encoding="utf-8")
    (inbox / "hostile.txt").write_text(HOSTILE_HEADING, encoding="utf-8")
    (inbox / "volume.xml").write_text(VOLUME, encoding="utf-8")
    (inbox / "bad.txt").write_bytes(b"caf\xe9 au lait\n" * 3)
    (folder / "pages").mkdir()
    page = folder / "pages" / "report.html"
    ran = frusconv("batch", inbox, "--to", "tei", "--to", "html", "--out", folder / "out", "--report", page)
    assert ran.status == 8, ran.err
    return Page(page)


def test_page_tells_what_the_run_did(written: Page) -> None:
    facts = written.facts()
    assert facts["This run"] == "11 converted, 0 unchanged, 1 failed"
    assert facts["Documents"].startswith("12, of which 1 failed")
    assert facts["Sources"].endswith("/in box/")
    assert facts["Results"].startswith("11 html (")


def test_page_tells_what_failed_and_why(written: Page) -> None:
    [[document, why, results]] = written.rows("Documents that failed")
    assert (document, results) == ("bad.txt", "none")
    assert why.startswith("not UTF-8: byte 0xE9 at offset 3")
    [[reason, count]] = written.rows("Reasons, the most frequent first")
    assert (reason[:36], count) == ("not UTF-8: byte … at offset …; name ", "1")


def test_page_counts_correspondents_and_posts(written: Page) -> None:
    doe, secretary = "Doe (Ambassador in Ruritania)", "Secretary of State"
    hostile = "Ambassador in Ruritania (<script>alert(1)</script>)"
    assert written.rows("Who writes") == [
        [doe, "5", "no date"],
        [secretary, "3", "1861–1863"],
        [hostile, "1", "no date"],
    ]
    assert written.rows("Who is written to") == [[secretary, "6", "no date"], [doe, "3", "1861–1863"]]
    assert written.rows("Who writes to whom")[1] == [secretary, doe, "3", "1861–1863"]
    assert written.rows("Where documents are sent from") == [["Washington", "3", "1861–1863"]]


def test_page_counts_years_and_shows_gaps(written: Page) -> None:
    assert written.rows("Documents by year") == [["1861", "1"], ["1862", "0"], ["1863", "2"], ["no date", "8"]]
    bars = [(bar.find(f"{SVG}title").text, float(bar.get("height"))) for bar in written.root.iter(f"{SVG}rect")]
    assert [name for name, _ in bars] == ["1861: 1", "1863: 2"]
    assert bars[1][1] == pytest.approx(2 * bars[0][1])
    assert "Without a document: 1862." in written.text


def test_page_lists_diagnostics_by_code(written: Page) -> None:
    rows = {row[0]: row[1:] for row in written.rows("What could not be understood or had to be guessed")}
    assert rows["dateline-missing"] == [MEANINGS["dateline-missing"], "6", "6"]
    assert len(written.rows("Documents with dateline-missing")) == 6


def test_links_lead_to_files_that_exist(written: Page) -> None:
    addresses = [link.get("href") for link in written.all("a")]
    ids = {element.get("id") for element in written.root.iter() if element.get("id")}
    assert {address[1:] for address in addresses if address[0] == "#"} <= ids
    files = {written.file(address) for address in addresses if address[0] != "#"}
    assert all(map(os.path.isfile, files))
    assert {os.path.basename(path) for path in files} >= set(NAMES)


def test_document_leads_to_its_source_and_then_its_page(written: Page) -> None:
    for links in written.links("Documents with dateline-missing"):
        source, first, second = map(written.file, links)
        name = os.path.splitext(os.path.basename(source))[0]
        assert [os.path.basename(path) for path in (first, second)] == [name + b".html", name + b".xml"]


def test_page_is_made_for_all_readers(written: Page) -> None:
    """Well-formed, with a language, landmarks and headings of tables, and without anything that is run or fetched."""
    page: Any = html.fromstring(written.bytes)
    assert page.get("lang") == "en"
    for landmark in ("header", "nav", "main", "footer", "h1"):
        assert len(page.findall(f".//{landmark}")) == 1
    assert all(cell.get("scope") in ("col", "row") for cell in page.iter("th"))
    assert all(table.find("caption") is not None for table in page.iter("table"))
    [image] = page.iter("svg")
    assert (image.get("role"), bool(image.get("aria-label"))) == ("img", True)
    assert not list(page.iter("script", "img", "link", "iframe", "object", "form"))
    assert not [name for element in page.iter() for name in element.attrib if name.startswith("on") or name == "style"]
    policy = page.xpath("string(//meta[@http-equiv='Content-Security-Policy']/@content)")
    assert policy.startswith("default-src 'none'; style-src 'sha256-")


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", IMAGE, "a & b ]]> --> </td>", "\x01\x1b[31m\r\u202e\x85"]
)
def test_text_of_sources_is_never_markup(collection: Collection, text: str) -> None:
    collection.add("bad", f"cannot be read: {text}")
    collection.add("good", noted=Noted(1939, text, (text,), (text, text)), codes=(text,))
    collection.add(f"{text}.txt", codes=("enclosure",))
    page = collection.page()
    shown = text if text.isprintable() else text.encode("unicode_escape").decode()
    assert page.rows("Where documents are sent from") == [[shown, "1", "1939"]]
    assert page.rows("Who writes to whom") == [[shown, shown, "1", "1939"]]
    assert page.rows("Documents that failed")[0][1] == f"cannot be read: {shown}"
    assert page.rows(f"Documents with {shown}")[0][0] == "good"
    assert not page.all("script")
    assert not page.all("img")


def test_lists_that_are_cut_say_so(collection: Collection) -> None:
    for number in range(701):
        collection.add(f"{number:04}", f"wrong at {number}", codes=("enclosure",))
        noted = Noted(1900, f"Post {number}", ("Doe",) * 2, (f"Roe {number}",))
        collection.add(f"good/{number:04}", noted=noted, codes=("enclosure",) * 5)
    page = collection.page(log=str(collection.folder / "run #1.jsonl"))
    assert page.rows("Reasons, the most frequent first") == [["wrong at …", "701"]]
    assert len(page.rows("Documents that failed")) == 500
    assert "The first 500 of 701 documents that failed, and 201 more, see the log ." in page.text
    assert len(page.rows("Documents with enclosure")) == 200
    assert "The first 200 of 1,402 documents, and 1,202 more, see the log" in page.text
    assert 'href="run%20%231.jsonl"' in page.bytes.decode()
    assert len(page.rows("Where documents are sent from")) == 30
    assert "The first 30 of 701 by number of documents, and 671 more, which are not on this page." in page.text
    assert page.rows("Who writes") == [["Doe", "701", "1900"]]
    assert "which a run with --log FILE tells of" in collection.page().text


def test_many_diagnostics_of_one_document_are_cut(collection: Collection) -> None:
    collection.add("one", codes=("enclosure",) * 5)
    [[_, said, _]] = collection.page().rows("Documents with enclosure")
    assert said == "3: about enclosure" * 3 + "and 2 more"


def test_long_text_is_cut(collection: Collection) -> None:
    collection.add("one", "x" * 10_400)
    assert collection.page().rows("Documents that failed")[0][1] == "x" * 400 + "… (and 10,000 more characters)"


@pytest.mark.parametrize(
    ("years", "bars"), [((1861, 1989), "1861: 1"), ((1861, 9999), "1850–1899: 1"), ((1, 2), "1: 1")]
)
def test_histogram_has_room_for_any_years(collection: Collection, years: tuple[int, int], bars: str) -> None:
    for year in years:
        collection.add(str(year), noted=Noted(year))
    page = collection.page()
    found = list(page.root.iter(f"{SVG}rect"))
    assert found[0].find(f"{SVG}title").text == bars
    starts, widths = ([float(bar.get(name)[:-1]) for bar in found] for name in ("x", "width"))
    assert all(0 <= start < 100 and 0 < width <= 100 - start for start, width in zip(starts, widths, strict=True))
    assert starts[0] + widths[0] / 2 == pytest.approx(100 - starts[-1] - widths[-1] / 2, abs=0.01)
    assert 2 <= len(list(page.root.iter(f"{SVG}text"))) <= 12
    assert [row[0] for row in page.rows("Documents by year") if row[1] == "1"] == [str(year) for year in years]


def test_same_manifest_gives_same_bytes(tmp_path: Path) -> None:
    pages = []
    for turn in (1, -1):
        (tmp_path / str(turn) / "out").mkdir(parents=True)
        collection = Collection(tmp_path / str(turn) / "out")
        for number in range(40)[::turn]:
            noted = Noted(1900 + number % 3, "Strelsau", (f"Doe {number % 5}",), ("Roe",))
            collection.add(str(number), "wrong" if number % 7 == 0 else None, noted, ("enclosure", "page-sequence"))
        pages.append(collection.page(Report(converted=40, seconds=turn)).bytes)
        collection.manifest.close()
    assert pages[0] == pages[1]


def test_page_of_nothing(collection: Collection) -> None:
    page = collection.page()
    assert "Nothing failed." in page.text
    assert "Nothing had to be guessed" in page.text
    assert page.facts()["Documents"] == "0, of which 0 failed and 0 have diagnostics"


def test_part_says_that_it_is_one(collection: Collection) -> None:
    assert collection.page(shard=Shard(3, 16)).facts()["Part"].startswith("3 of 16")


def test_removed_and_left_results_are_counted(collection: Collection) -> None:
    page = collection.page(Report(unchanged=1234, removed=2, left=3))
    run = "0 converted, 1,234 unchanged, 0 failed, 2 removed, 3 left of sources that are gone"
    assert page.facts()["This run"] == run


def test_page_appears_whole_or_not_at_all(collection: Collection) -> None:
    collection.add("one", codes=("enclosure",))
    page = collection.page()
    collection.manifest.connection.execute("UPDATE document SET diagnostics = '[{'")
    with pytest.raises(OutputError, match="--rebuild"):
        collection.page()
    assert page.path.read_bytes() == page.bytes
    assert not list(page.path.parent.glob("*.part"))


def test_page_that_cannot_be_written(collection: Collection) -> None:
    request = Request((), str(collection.folder), report=str(collection.folder / "none" / "report.html"))
    with pytest.raises(OutputError, match=r"report\.html: cannot be written"):
        write_report(request, collection.manifest, Report())


@pytest.mark.parametrize(("name", "kind"), [("source.txt", "source"), ("out/one.html", "result"), ("link", "source")])
def test_page_takes_no_place_of_source_or_result(tmp_path: Path, name: str, kind: str) -> None:
    (tmp_path / "out").mkdir()
    source = tmp_path / "source.txt"
    source.touch()
    (tmp_path / "link").symlink_to("source.txt")
    collection = Collection(tmp_path / "out")
    collection.add("one")
    collection.manifest.note(str(source), str(source), None, NOTHING, [])
    request = Request((), str(tmp_path / "out"), report=str(tmp_path / name))
    with pytest.raises(OutputError, match=f"is a {kind}; name another file"):
        write_report(request, collection.manifest, Report())
    collection.manifest.close()


def test_memory_does_not_grow_with_the_collection(collection: Collection) -> None:
    """Names are all different, and each document has diagnostics: the page and memory stay what they are."""
    sizes = []
    for start, end in ((0, 2000), (2000, 8000)):
        for number in range(start, end):
            noted = Noted(1900 + number % 50, f"Post {number}", (f"Doe {number}",), (f"Roe {number}",))
            collection.add(f"{number:05}", None, noted, ("enclosure", "page-sequence"))
        tracemalloc.start()
        size = len(collection.page().bytes)
        sizes.append((size, tracemalloc.get_traced_memory()[1]))
        tracemalloc.stop()
    (small, little), (large, much) = sizes
    assert large < small * 1.02
    assert much < little * 1.2


def test_meanings_are_those_that_are_documented() -> None:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Diagnostics")[2].partition("\n## ")[0]
    assert dict(re.findall(r"^\| `([a-z-]+)` \| (.*) \|$", section, re.MULTILINE)) == MEANINGS


@pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here; install it to try the page in a browser")
def test_page_in_a_browser(written: Page, tmp_path: Path) -> None:
    browser = Browser(tmp_path)
    try:
        browser.open(written.path, PHONE, "dark")
        assert browser.run("document.documentElement.scrollWidth") == PHONE[0]
        # The policy lets the style in: by night the page is dark.
        background, contrasts = browser.run(CONTRASTS)
        assert background == "rgb(22, 24, 27)"
        assert min(contrasts.values()) >= 4.5
        browser.run("document.querySelector('a[href=\"#code-1\"]').click()")
        assert browser.run("document.querySelector('#code-1').parentElement.open") is True
        assert browser.requests == [written.path.as_uri()]
        hrefs = browser.run("[...document.querySelectorAll('a')].map(link => link.href)")
        assert all(os.path.exists(unquote_to_bytes(href[7:].partition("#")[0])) for href in hrefs)
    finally:
        browser.close()
