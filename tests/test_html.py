"""What a web page by frusconv holds: all of the text, anchors and links that lead somewhere, and facts for programs."""

from __future__ import annotations

import json
import lzma
import re
from itertools import pairwise
from pathlib import Path
from typing import Any

import lxml.html
import pytest
from lxml import etree

from frusconv.conversion import convert
from frusconv.model import AnySource, FileSource, Metadata, Source
from frusconv.writers import WriteOptions
from tests.every_node import HOSTILE, XML_HOSTILE
from tests.reading_back import ReadBack, assert_same_text, in_any_order, of_tei, tei_root, without_blanks
from tests.support import frusconv

TEI = "{http://www.tei-c.org/ns/1.0}"
# Official volumes have some ids twice.
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
TELEGRAM = """\
861.00/17: Telegram

The Ambassador in Ruritania (Doe) to the Secretary of State

Strelsau, June 10, 1939—4 p. m.
[Received June 11—9:30 a.m.]

17. The king is well.1 [Page 63] Nothing else is new.2

Doe
  1. See telegram 16.
  2. Not printed.
"""
HEADER = """<teiHeader><fileDesc><titleStmt>
<title type="complete">Foreign Relations of the United States, 1939, Volume III, Ruritania</title>
<title type="series">Foreign Relations of the United States</title><title type="sub-series">1939</title>
<title type="volume-number">Volume III</title><title type="volume">Ruritania</title>
<editor role="primary">Jane Roe</editor><editor role="general">John Poe</editor></titleStmt>
<publicationStmt><publisher>Government Printing Office</publisher><pubPlace>Washington</pubPlace><date>1955</date>
<idno type="frus">frus1939v03</idno><idno type="isbn-13">9780000000000</idno></publicationStmt></fileDesc>
</teiHeader>"""
DOCUMENTS = """<div type="document" n="1" xml:id="d1"><head>1. The Ambassador in Ruritania
 (<persName type="from">Doe</persName>) to the <gloss type="to">Secretary of State</gloss><note n="1" xml:id="d1fn1">See
 <ref target="#d2">the next</ref> and <ref target="#pg_9">page 9</ref>.</note></head>
<opener><dateline><placeName>Strelsau</placeName>, <date when="1939-06-10">June 10, 1939</date>.</dateline></opener>
<p>Nothing <hi rend="italic">new</hi>. <pb n="2" xml:id="pg_2"/> See <ref target="#missing">nowhere</ref>,
 <ref target="frus1940v01#d7">another volume</ref> and <ref target="#p_R1">Roe</ref>.</p>
<list type="participants"><head>PRESENT</head><label>1.</label><item>Doe</item><item xml:id="p_R1"/></list>
<closer><signed><hi rend="strong">Doe</hi></signed><orgName>Embassy</orgName><lb/><date>undated</date></closer></div>"""
VOLUME = f"""<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><front>
<titlePage><docTitle><titlePart>Ruritania</titlePart></docTitle></titlePage>
<div type="section" xml:id="preface"><head>Preface</head><p>On kings.</p></div></front><body>
<div type="compilation" xml:id="comp1"><head>Ruritania</head><p>About it.</p><pb n="1" xml:id="pg_1"/>
<div type="chapter" xml:id="ch1">{DOCUMENTS}</div>
<div type="document" n="2" xml:id="d2"><p>Without a heading.</p><note n="3" xml:id="d1fn1"><p>Twice the id.</p>
<list><item>A list</item></list></note><frus:attachment xmlns:frus="http://history.state.gov/frus/ns/1.0"><head>Tab</head>
<p>Below.</p><table><head>Kings</head><row role="label"><cell>King</cell></row><row><cell>Rudolf</cell></row></table>
</frus:attachment></div></div></body></text></TEI>"""


def page(*texts: str, options: WriteOptions | None = None, metadata: Metadata | None = None) -> lxml.html.HtmlElement:
    """Return the page that sources become, as a browser would read it."""
    sources: list[AnySource] = [Source(text) for text in texts]
    written = convert(sources, "html", metadata or Metadata(), options or WriteOptions()).output
    return lxml.html.document_fromstring(written.decode())


def ids(root: lxml.html.HtmlElement) -> list[str]:
    return [str(value) for value in root.xpath("//@id")]


def metas(root: lxml.html.HtmlElement) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meta in root.iter("meta"):
        if meta.get("name"):
            found.setdefault(str(meta.get("name")), []).append(str(meta.get("content")))
    return found


def linked_data(root: lxml.html.HtmlElement) -> dict[str, Any]:
    (script,) = root.xpath("//script")
    assert script.get("type") == "application/ld+json"
    data: dict[str, Any] = json.loads(script.text)
    return data


def headings(root: lxml.html.HtmlElement) -> list[tuple[int, str]]:
    return [
        (int(str(element.tag)[1]), " ".join(element.text_content().split()))
        for element in root.iter("h1", "h2", "h3", "h4", "h5", "h6")
    ]


@pytest.mark.parametrize("sources", [(TELEGRAM,), (VOLUME,), (TELEGRAM, TELEGRAM.replace("17", "18"))])
def test_page_is_whole(sources: tuple[str, ...]) -> None:
    """One title, one h1, one main, no level of headings left out, ids once, and every fragment leads somewhere."""
    root = page(*sources)
    assert root.get("lang") == "en"
    levels = [level for level, _ in headings(root)]
    assert (levels.count(1), levels[0]) == (1, 1)
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert len(root.xpath("//main")) == len(root.xpath("//title")) == 1
    known = ids(root)
    assert len(known) == len(set(known))
    pointing = [str(value)[1:] for value in root.xpath("//@href[starts-with(., '#')]")]
    pointing += [str(value) for value in root.xpath("//@aria-labelledby")]
    assert pointing
    assert set(pointing) <= set(known)
    assert len(root.xpath("//nav")) == (0 if sources == (TELEGRAM,) else 1)


@pytest.mark.parametrize("source", [TELEGRAM, VOLUME])
def test_page_needs_nothing_else(source: str) -> None:
    root = page(source)
    assert root.xpath("//link | //img | //iframe | //object | //script[not(@type='application/ld+json')]") == []
    assert root.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]") == []
    assert not re.search(r"url\(|@import|expression", root.xpath("//style")[0].text)


def test_telegram() -> None:
    root = page(TELEGRAM)
    (article,) = root.xpath("//main/article")
    assert [(element.tag, element.get("class")) for element in article.iterchildren()][:3] == [
        ("p", "source-note"),
        ("h1", None),
        ("div", "opener"),
    ]
    assert root.findtext(".//title") == "The Ambassador in Ruritania (Doe) to the Secretary of State"
    facts = dict(
        zip(
            [element.text for element in root.iter("dt")],
            [element.text_content() for element in root.iter("dd")],
            strict=True,
        )
    )
    assert facts == {
        "Kind": "Telegram",
        "From": "Doe (Ambassador in Ruritania)",
        "To": "Secretary of State",
        "Place": "Strelsau",
        "Date": "June 10, 1939, 16:00",
        "Received": "June 11, 1939, 09:30 UTC-05:00",
        "Number": "17",
        "File": "861.00/17",
        "Pages": "62–63",
    }
    assert root.get_element_by_id("pg_63").text == "[Page 63]"


def test_notes_lead_there_and_back() -> None:
    root = page(TELEGRAM)
    for marker in root.find_class("noteref"):
        note = root.get_element_by_id(str(marker.get("href"))[1:])
        assert note.xpath(".//a[@role='doc-backlink']/@href") == [f"#{marker.get('id')}"]
        assert note.getparent().get("class") == "notes"
    assert [note.text_content().strip() for note in root.find_class("note")] == [
        "1 See telegram 16.",
        "2 Not printed.",
    ]


def test_volume() -> None:
    root = page(VOLUME)
    assert headings(root) == [
        (1, "Foreign Relations of the United States, 1939, Volume III, Ruritania"),
        (2, "Contents"),
        (2, "Preface"),
        (2, "Ruritania"),
        (3, "1. The Ambassador in Ruritania (Doe) to the Secretary of State1"),
        (3, "Tab"),
    ]
    listed = [(str(link.get("href")), " ".join(str(link.text).split())) for link in root.xpath("//nav//a")]
    assert listed == [
        ("#title-page", "Title page"),
        ("#preface", "Preface"),
        ("#comp1", "Ruritania"),
        ("#d1", "1. The Ambassador in Ruritania (Doe) to the Secretary of State"),
        ("#d2", "Document 2"),
    ]
    assert root.xpath("//nav/ul/li/ul/li/a/@href") == ["#d1", "#d2"]
    assert root.xpath("//section[@id='comp1']//article/@id") == ["d1", "d2"]
    # The chapter has no heading; its documents stand right under the compilation's.
    assert root.get_element_by_id("ch1").tag == "div"


def test_links() -> None:
    """A reference leads into the page, to the Office's site, or nowhere."""
    links = {link.text: link.get("href") for link in page(VOLUME).xpath("//main//a[not(@role)][not(ancestor::footer)]")}
    site = "https://history.state.gov/historicaldocuments"
    assert links == {
        "the next": "#d2",
        "page 9": f"{site}/frus1939v03/pg_9",
        "nowhere": f"{site}/frus1939v03/missing",
        "another volume": f"{site}/frus1940v01/d7",
        "Roe": "#p_R1",
    }


def test_an_id_that_stands_twice() -> None:
    notes = [note.get("id") for note in page(VOLUME).find_class("note")]
    assert notes == ["d1fn1", "d1fn1-2"]


def test_line_breaks_between_runs_of_text_stay() -> None:
    (closer,) = page(VOLUME).find_class("closer")
    assert [element.tag for element in closer.iterchildren()] == ["p", "p"]
    assert lxml.html.tostring(closer[1], encoding="unicode", with_tail=False) == (
        '<p><span class="orgName">Embassy</span><br><span class="date">undated</span></p>'
    )


def test_citation_of_a_document() -> None:
    root = page(TELEGRAM, metadata=Metadata(volume="frus1939v03", document="d59"))
    url = "https://history.state.gov/historicaldocuments/frus1939v03/d59"
    told = metas(root)
    told.pop("viewport")
    assert told == {
        "citation_title": ["The Ambassador in Ruritania (Doe) to the Secretary of State"],
        "citation_author": ["Doe"],
        "citation_book_title": ["The Far East"],
        "citation_inbook_title": ["The Far East"],
        "citation_firstpage": ["62"],
        "citation_lastpage": ["63"],
        "DCTERMS.created": ["1939-06-10T16:00:00"],
        "citation_publication_date": ["1955"],
        "citation_series_title": ["Foreign Relations of the United States"],
        "citation_series_number": ["1939"],
        "citation_volume": ["3"],
        "citation_publisher": ["Government Printing Office"],
        "citation_public_url": [url],
        "citation_abstract_html_url": [url],
        "citation_language": ["en"],
        "DC.type": ["bookSection"],
    }
    data = linked_data(root)
    assert data["@type"] == ["Message", "Chapter"]
    assert data["sender"] == [{"@type": "Person", "name": "Doe", "jobTitle": "Ambassador in Ruritania"}]
    assert data["recipient"] == [{"@type": "Person", "jobTitle": "Secretary of State"}]
    assert (data["dateCreated"], data["dateReceived"]) == ("1939-06-10T16:00:00", "1939-06-11T09:30:00-05:00")
    assert (data["position"], data["pagination"], data["url"]) == ("59", "62–63", url)
    assert data["isPartOf"]["identifier"] == "frus1939v03"


def test_citation_of_a_document_with_its_book() -> None:
    """The date of publication is the book's, and never the telegram's."""
    text = f'<TEI xmlns="http://www.tei-c.org/ns/1.0">{HEADER}<text><body>{DOCUMENTS}</body></text></TEI>'
    told = metas(page(text))
    names = ("citation_book_title", "citation_volume", "citation_publication_date", "DCTERMS.created")
    assert [told[name] for name in names] == [["Ruritania"], ["3"], ["1955"], ["1939-06-10"]]


def test_citation_of_a_volume() -> None:
    root = page(VOLUME)
    told = metas(root)
    assert told["DC.type"] == ["book"]
    assert told["citation_editor"] == ["Jane Roe"]
    assert told["citation_isbn"] == ["9780000000000"]
    assert "citation_author" not in told
    assert "citation_book_title" not in told
    data = linked_data(root)
    assert data["@type"] == ["Book", "PublicationVolume"]
    assert data["isPartOf"]["@type"] == "BookSeries"


def test_documents_put_together_are_no_book() -> None:
    data = linked_data(page(TELEGRAM, TELEGRAM, options=WriteOptions(title="Two telegrams")))
    assert (data["@type"], data["name"]) == ("Collection", "Two telegrams")


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Telegram From the Embassy in Ruritania to the Department of State", "Organization"),
        ("The Secretary of State to the Ambassador in Ruritania (Doe)", "Person"),
    ],
)
def test_an_office_is_no_person(heading: str, kind: str) -> None:
    root = page(f"{heading}\n\nStrelsau, June 10, 1967.\n\nNothing new.\n")
    assert [agent["@type"] for agent in linked_data(root)["author"]] == [kind]
    assert "citation_author" not in metas(root)


def hostile_value(old: str, kept: str = "") -> str:
    """Return the volume with an attribute's value `old` turned into hostile text, behind what is `kept`."""
    return VOLUME.replace(f'"{old}"', f'"{kept}{XML_HOSTILE}"')


@pytest.mark.parametrize(
    "text",
    [
        TELEGRAM.replace("Ruritania", HOSTILE).replace("Not printed.", HOSTILE).replace("861.00/17", f"861 {HOSTILE}"),
        VOLUME.replace("Ruritania", XML_HOSTILE).replace("Doe", XML_HOSTILE).replace('n="2"', f'n="{XML_HOSTILE}"'),
        *(hostile_value(old) for old in ("d1", "comp1", "pg_2", "d1fn1", "p_R1", "ch1")),
        *(hostile_value(old) for old in ("italic", "participants", "chapter", "1939-06-10")),
        hostile_value("#d2", "http://a/"),
        hostile_value("frus1940v01#d7", "frus1940v01#"),
    ],
)
def test_hostile_text_stays_text(text: str) -> None:
    root = page(text, options=WriteOptions(title=HOSTILE))
    assert root.findtext(".//title") == HOSTILE
    assert len(root.xpath("//script")) == 1
    assert linked_data(root)
    assert root.xpath("//b[@onclick] | //comment()") == []
    assert root.getroottree().getroot().xpath("count(//style)") == 1
    known = ids(root)
    assert len(known) == len(set(known))
    assert all(re.fullmatch(r"[\w.-]+", name) for name in known)
    assert {str(href)[1:] for href in root.xpath("//@href[starts-with(., '#')]")} <= set(known)


@pytest.mark.parametrize("target", ["javascript:alert(1)", "JavaScript:alert(1)", "data:text/html,x", " javascript:x"])
def test_no_link_runs_anything(target: str) -> None:
    root = page(VOLUME.replace('"#d2"', f'"{target}"'))
    assert root.xpath("//a[text()='the next']") == []
    assert "the next" in root.text_content()


def test_a_link_in_a_link() -> None:
    inner = 'one <ref target="#d1">two</ref><note n="9" xml:id="n9">Three.</note>'
    root = page(VOLUME.replace(">nowhere<", f">{inner}<"))
    assert root.xpath("//a//a") == []
    assert root.xpath("//a[text()='two']/@href") == ["#d1"]
    assert "Three." in root.get_element_by_id("n9").text_content()


def test_bare_articles() -> None:
    written = convert([Source(TELEGRAM)], "html", Metadata(), WriteOptions(is_bare=True)).output.decode()
    assert written.startswith('<article id="d1"')
    assert written.endswith("</article>\n")
    assert headings(lxml.html.fragment_fromstring(written)) == [
        (2, "The Ambassador in Ruritania (Doe) to the Secretary of State")
    ]


def test_given_title() -> None:
    root = page(VOLUME, options=WriteOptions(title="Kings & queens"))
    assert (root.findtext(".//title"), root.findtext(".//h1")) == ("Kings & queens", "Kings & queens")


def test_command(tmp_path: Path) -> None:
    (tmp_path / "b.txt").write_text(TELEGRAM.replace("17", "18"), encoding="utf-8")
    (tmp_path / "a.txt").write_text(TELEGRAM, encoding="utf-8")
    ran = frusconv("to-html", "a.txt", "b.txt", "--title", "Two telegrams", "-o", "page.html", cwd=tmp_path)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    root = lxml.html.parse(str(tmp_path / "page.html")).getroot()
    assert root.findtext(".//title") == "Two telegrams"
    assert root.xpath("//article/@id") == ["d1", "d2"]
    again = frusconv("to-html", "a.txt", "b.txt", "--title", "Two telegrams", cwd=tmp_path)
    assert again.out == (tmp_path / "page.html").read_text(encoding="utf-8")


def of_page(root: lxml.html.HtmlElement) -> ReadBack:
    """Read the text of a page, without the marks that it adds."""
    (main,) = root.xpath("//main")
    for mark in main.xpath(".//a[@class='noteref' or @class='note-number'] | .//span[@class='page']"):
        mark.text = None
    notes = [without_blanks(map(str, note.itertext())) for note in main.find_class("note")]
    for section in [*main.find_class("notes"), *main.find_class("citation")]:
        section.drop_tree()
    return ReadBack(without_blanks(map(str, main.itertext())), notes)


def written(source: AnySource) -> lxml.html.HtmlElement:
    return lxml.html.document_fromstring(convert([source], "html").output.decode())


def test_text_is_the_same() -> None:
    assert in_any_order(of_page(page(VOLUME))) == in_any_order(of_tei(tei_root(VOLUME.encode())))


@pytest.fixture(params=["frus1961-63v06", "frus1969-76ve09p1"])
def official(request: pytest.FixtureRequest, shared: Path) -> bytes:
    """A volume as the Office encoded it."""
    return lzma.decompress((shared / "corpus" / f"{request.param}.xml.xz").read_bytes())


def test_official_volume(official: bytes, tmp_path: Path) -> None:
    """The page has all of the text in order, every xml:id of the text, and no link into nothing."""
    path = tmp_path / "volume.xml"
    path.write_bytes(official)
    tei = tei_root(official)
    root = written(FileSource(lambda: path.open("rb"), "volume.xml"))
    known = ids(root)
    assert len(known) == len(set(known))
    (text,) = tei.findall(f"{TEI}text")
    assert {element.get(XML_ID) for element in text.iter(etree.Element)} - {None} <= set(known)
    assert {str(href)[1:] for href in root.xpath("//@href[starts-with(., '#')]")} <= set(known)
    assert_same_text(in_any_order(of_tei(tei)), in_any_order(of_page(root)), "page")
