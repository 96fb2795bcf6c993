"""Reading TEI: nothing is lost, nothing is held longer than needed, and nothing hostile gets in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any, BinaryIO

import pytest
from lxml import etree

from frusconv.conversion import convert, read, volume_of, write
from frusconv.errors import FrusconvError, NotUnderstoodError, SourceError
from frusconv.model import (
    Attachment,
    Document,
    Element,
    End,
    FileSource,
    Header,
    Metadata,
    Party,
    Source,
    Start,
    When,
    replaced,
)
from frusconv.model import inlines as inline_nodes
from frusconv.model.node import Node
from frusconv.model.walk import descendants
from frusconv.readers.tei import read_tei
from frusconv.readers.tei_nodes import MAKERS
from frusconv.writers import WriteOptions
from frusconv.writers.units import units
from tests.conftest import TESTS
from tests.reading_back import TEI, tei_root, volumes
from tests.support import frusconv

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
CASES = sorted((TESTS / "cases").glob("tei-*/source.xml"))


def tei_file(body: str, head: str = "") -> str:
    return f"<TEI {NS}>{head}<text><body>{body}</body></text></TEI>"


def document(content: str = "<head>Editorial Note</head><p>Nothing.</p>", values: str = "") -> str:
    return f'<div type="document" xml:id="d1" n="1"{values}>{content}</div>'


def of_bytes(data: bytes, name: str = "volume.xml") -> FileSource:
    return FileSource(lambda: BytesIO(data), name)


def canonical(element: etree._Element) -> list[Any]:
    """Return an element as tags and text; blanks between elements are left out, runs of blanks made one."""
    parts: list[Any] = []

    def visit(node: etree._Element) -> None:
        texts = [node.text or "", *(child.tail or "" for child in node)]
        has_text = any(text.strip(" \t\r\n") for text in texts)

        def add(text: str | None) -> None:
            if has_text and text:
                parts.append(re.sub(r"[ \t\r\n]+", " ", text))

        parts.append((node.tag, sorted((str(name), str(value)) for name, value in node.attrib.items())))
        add(node.text)
        for child in node:
            visit(child)
            add(child.tail)
        parts.append("end")

    visit(element)
    return parts


def assert_round_trip(data: bytes, name: str) -> None:
    reading = read_tei(of_bytes(data, name))
    written = write(volume_of([(name, reading)]), "tei", WriteOptions(is_bare=not data.count(b"<TEI")))
    before, after = canonical(tei_root(data)), canonical(tei_root(written))
    different = next((at for at, (a, b) in enumerate(zip(before, after, strict=False)) if a != b), None)
    at = different if different is not None else min(len(before), len(after))
    assert different is None, (name, before[at - 2 : at + 2], after[at - 2 : at + 2])
    assert len(before) == len(after), name


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_round_trip(case: Path) -> None:
    assert_round_trip(case.read_bytes(), case.parent.name)


def test_round_trip_of_official_volumes(shared: Path) -> None:
    """Every element, attribute and character of the volumes, headers and front and back matter with them."""
    count = 0
    for name, data in volumes(shared).items():
        assert_round_trip(data, name)
        count += data.count(b'type="document"')
    assert count == 3347


def test_what_this_package_writes_is_read_back() -> None:
    """The pipe `to-tei | to-json` gives what `to-json` gives alone, but for how it was encoded."""
    options = ("--volume", "frus1939v03", "--document", "d59", "--date", "1939-09-04", "--place", "Moscow")
    sample = TESTS.parent / "samples" / "telegram.txt"
    written = frusconv("to-tei", sample, *options).out
    (found,) = read(Source(written)).documents
    (direct,) = read(
        Source(sample.read_text(encoding="utf-8")), Metadata("frus1939v03", "d59", "1939-09-04", "Moscow")
    ).documents
    assert found._replace(blocks=(), attrs=None) == direct._replace(blocks=())
    assert found.correspondence.sent.date == When("1939-09-04")


def test_every_node_is_in_a_case() -> None:
    """The cases hold a node of every class that TEI is read as, so that every writer is tried on it."""
    seen: set[type] = set()
    for case in CASES:
        for part in read_tei(of_bytes(case.read_bytes())).parts:
            nodes = part.blocks if isinstance(part, Document) else (part,)
            seen |= {type(node) for node in descendants(node for node in nodes if not isinstance(node, Start | End))}
    known = {cls for cls in Node.__subclasses__() if cls not in (Start, End)}
    assert known - seen - {inline_nodes.Time} == set()
    assert {"p", "note", "pb"} <= set(MAKERS)


def test_facts_of_a_document() -> None:
    (found,) = read(Source((TESTS / "cases/tei-document-rare-parts/source.xml").read_text(encoding="utf-8"))).documents
    assert (found.id, found.number, found.kind, found.pages) == ("d77", "77", "memorandum", "190-192")
    assert found.correspondence.sent.parties == (Party("Roe", "Counselor of Embassy"),)
    assert found.correspondence.received.parties == (Party("Doe", "Ambassador"),)
    assert found.correspondence.sent.place == "Strelsau"
    assert found.correspondence.sent.date == When(not_before="1957-05-01", not_after="1957-05-31")
    assert (found.classification, found.subjects) == (("Secret",), ("Salt & Timber",))
    assert isinstance(found.blocks[-1], Attachment)


def test_facts_of_a_volume() -> None:
    reading = read_tei(of_bytes((TESTS / "cases/tei-volume/source.xml").read_bytes()))
    header = reading.header._replace(element=None, attrs=None)
    assert header == Header(
        "frus1936v09",
        "Foreign Relations of the United States, 1936, Ruritania, Volume IX",
        "1936",
        "Volume IX",
        "Ruritania & the Lake District",
        (("primary", "Ada M. Whitlow"), ("general", "Jonas P. Ferrow")),
        "United States Government Printing Office",
        "Washington",
        "1954",
    )
    assert reading.document_count == 2
    first, second = reading.documents
    assert (first.volume, first.pages, first.telegram_number) == ("frus1936v09", "1-2", "12")
    assert (second.kind, second.subtype, second.pages) == ("editorial note", "editorial-note", "3")
    assert [(unit.kind, unit.id, unit.level, unit.part) for unit in units(reading.parts)] == [
        ("title-page", "title-page", 1, "front"),
        ("division", "preface", 1, "front"),
        ("division", "toc", 1, "front"),
        ("division", "terms", 1, "front"),
        ("division", "persons", 1, "front"),
        ("division", "comp1", 1, "body"),
        ("division", "ch1", 2, "body"),
        ("document", "d1", 3, "body"),
        ("document", "d2", 3, "body"),
        ("division", "index", 1, "back"),
    ]


def test_places_are_those_of_the_units() -> None:
    """The first look through a file puts every id in the unit in which writers will have it."""
    reading = read_tei(of_bytes((TESTS / "cases/tei-volume/source.xml").read_bytes()))
    wanted: dict[str, str] = {}
    for unit in units(reading.parts):
        nodes = [*unit.lead, *unit.blocks]
        attrs = [getattr(node, "attrs", None) or () for node in descendants(nodes)]
        wanted |= {value: unit.id for pairs in attrs for name, value in pairs if name == "xml:id"}
        if unit.kind != "title-page":
            wanted[unit.id] = unit.id
    assert reading.places == wanted


def test_official_places(shared: Path) -> None:
    for name, data in volumes(shared, "frus1964-68v22", "frus1952-54v12p2").items():
        reading = read_tei(of_bytes(data, name))
        assert reading.places is not None
        for unit in units(reading.parts):
            for node in descendants([*unit.lead, *unit.blocks]):
                for key, value in getattr(node, "attrs", None) or ():
                    if key == "xml:id" and value not in {found.message.split()[2] for found in reading.diagnostics}:
                        assert reading.places[value] == unit.id, (name, value)


class _Watched(BytesIO):
    """A file that tells how far it has been read."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        _Watched.now = self

    now: BytesIO


def test_parts_come_as_the_file_is_read() -> None:
    """A volume is never in memory as a whole: the first document is there before the file has been read to its end."""
    body = "".join(
        document(f"<head>{n}. Note</head><p>{'word ' * 200}</p>").replace("d1", f"d{n}") for n in range(1, 2000)
    )
    data = tei_file(body).encode()

    def opened() -> BinaryIO:
        return _Watched(data)

    parts = iter(read_tei(FileSource(opened, "big.xml")).parts)
    for part in parts:
        if isinstance(part, Document):
            break
    assert _Watched.now.tell() < len(data) / 10
    assert sum(isinstance(part, Document) for part in parts) == 1998


@pytest.mark.parametrize(
    ("source", "error", "words"),
    [
        (tei_file(document())[:-30], SourceError, "bad.xml:1:.*the file ends before its last element"),
        (tei_file(document("<p>a & b</p>")), SourceError, "bad.xml:1:99: not well-formed XML: a bare & or <"),
        (tei_file(document("<p>a</q>")), SourceError, "mismatched tag"),
        ("", NotUnderstoodError, "empty"),
        (tei_file("<p>Nothing here.</p>"), NotUnderstoodError, "no document in this TEI"),
        (tei_file('<div type="chapter"><head>A</head></div>'), NotUnderstoodError, "no document in this TEI"),
        ("<TEI><text/></TEI>", NotUnderstoodError, "in no namespace, not TEI; TEI's namespace is"),
        ('<TEI xmlns="http://example.org/"><text/></TEI>', NotUnderstoodError, "in namespace http://example.org/"),
        ("<?xml version='1.0'?><article/>", NotUnderstoodError, "its root is <article>"),
        (f"<!DOCTYPE TEI [<!ENTITY a 'b'>]>{tei_file(document())}", SourceError, "a document type declaration"),
        (f"<!DOCTYPE TEI SYSTEM 'file:///etc/passwd'>{tei_file(document())}", SourceError, "type declaration"),
        (tei_file(document("<p>&xxe;</p>")), SourceError, "an entity is used"),
        (tei_file(document("<hi>" * 300 + "</hi>" * 300)), SourceError, "nested more than 240 deep"),
    ],
)
def test_refused(source: str, error: type[FrusconvError], words: str) -> None:
    with pytest.raises(error, match=words):
        list(read(Source(source, "bad.xml")).parts)


def test_entity_bomb() -> None:
    entities = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 10}'>" for n in range(1, 12))
    bomb = f"<!DOCTYPE TEI [<!ENTITY a0 'ha'>{entities}]>{tei_file(document('<p>&a11;</p>'))}"
    done = frusconv("to-markdown", stdin=bomb)
    assert (done.status, done.out) == (3, "")
    assert done.err.startswith("frusconv: <stdin>:1:15: a document type declaration is refused")


def test_endless_document() -> None:
    """What never ends is not gathered for ever."""
    text = "<p>" + "x" * 100_000 + "</p>"
    data = (tei_file(document("")).replace("</div>", text * 300 + "</div>")).encode()
    with pytest.raises(SourceError, match="more than 20,000,000 bytes"):
        list(read(of_bytes(data)).parts)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "iso-8859-1"])
def test_encodings(encoding: str, tmp_path: Path) -> None:
    name = encoding.removesuffix("-sig")
    text = f'<?xml version="1.0" encoding="{name}"?>\n{tei_file(document("<head>Note</head><p>Évian</p>"))}'
    path = tmp_path / "file.xml"
    path.write_bytes(text.encode(encoding))
    done = frusconv("to-text", path)
    assert (done.status, done.out) == (0, "Note\n\nÉvian\n")
    assert b"vian" in write(volume_of([("x", read(Source(text)))]), "text")


@pytest.mark.parametrize(
    ("body", "code", "line"),
    [
        (document("<head>Note</head>\n<p><!-- why -->A</p>"), "markup-dropped", 2),
        (document("<head>Note</head>\n<p>A<?lb?></p>"), "markup-dropped", 2),
        (
            document("<head>Note</head>\n\n<pb n='1' xml:id='pg_1'/><p>A<pb n='1' xml:id='pg_1'/></p>"),
            "duplicate-id",
            3,
        ),
    ],
)
def test_diagnostics(body: str, code: str, line: int) -> None:
    (found,) = read(Source(tei_file(body))).diagnostics
    assert (found.code, found.position.line) == (code, line)


def test_other_namespaces_are_kept() -> None:
    math = '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML" xmlns:x="urn:x" x:y="z"><m:mi>n</m:mi></m:math>'
    source = f'<div {NS} type="document" xml:id="d1"><head>Note</head><p>Let {math} be <name>it</name>.</p></div>'
    assert_round_trip(source.encode(), "math")


def test_metadata_goes_before_the_tei() -> None:
    source = Source(tei_file(document()))
    (found,) = read(source, Metadata("frus1939v03", "d59", "1939-09-04", "Moscow", "62-63")).documents
    assert (found.volume, found.id, found.pages) == ("frus1939v03", "d59", "62-63")
    assert found.correspondence.sent.place == "Moscow"
    assert found.correspondence.sent.date == When("1939-09-04")


def test_pictures_of_pages_stand_beside_the_text() -> None:
    """What stands between header and text stays there, and is no text."""
    case = TESTS / "cases" / "tei-odd-places" / "source.xml"
    written = convert([Source(case.read_text(encoding="utf-8"))]).output
    root = tei_root(written)
    assert [str(child.tag).removeprefix(TEI) for child in root] == ["teiHeader", "facsimile", "text"]
    assert "x.tif" not in frusconv("to-markdown", case).out


@pytest.mark.parametrize("option", [("--document", "d59"), ("--date", "1939-09-04"), ("--pages", "7")])
def test_what_tells_of_one_document_is_refused_for_several(option: tuple[str, str]) -> None:
    done = frusconv("to-markdown", *option, TESTS / "cases" / "tei-volume" / "source.xml")
    assert (done.status, done.out) == (2, "")
    assert "tell of one document, and this holds 2" in done.err


def test_nodes_never_change() -> None:
    node = Element("name", (), ())
    with pytest.raises(AttributeError, match="never changes"):
        node.name = "other"  # type: ignore[misc]
    assert replaced(node, name="other") == Element("other", (), ())
    assert node != Element("other", (), ())
    assert len({node, Element("name", (), ())}) == 1
    assert repr(node) == "Element(name='name')"


def parts_of(data: bytes) -> Iterator[Any]:
    return iter(read_tei(of_bytes(data)).parts)


def test_several_documents_in_a_file_without_header() -> None:
    body = document() + document().replace("d1", "d2")
    assert [part.id for part in parts_of(tei_file(body).encode()) if isinstance(part, Document)] == ["d1", "d2"]


def test_root_is_read_by_its_namespace_alone() -> None:
    prefixed = f'<t:div xmlns:t="{TEI[1:-1]}" type="document"><t:head>Note</t:head><t:p>A</t:p></t:div>'
    (found,) = read(Source(prefixed)).documents
    assert found.id == "d1"


def test_page_before_a_document_alone_stays_in_the_body() -> None:
    body = f'<pb n="1" xml:id="pg_1"/>{document()}'
    assert_round_trip(tei_file(body, "<teiHeader><fileDesc/></teiHeader>").encode(), "alone")
