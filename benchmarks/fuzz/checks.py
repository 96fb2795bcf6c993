"""What is demanded of every output of an input that was understood."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Callable, Iterable
from io import BytesIO, StringIO
from zipfile import ZipFile

import yaml
from lxml import etree, html

from frusconv.citation import STYLES, StyleOptions, cited, rendered, style
from frusconv.citation.data import DATA_FORMATS, records
from frusconv.conversion import volume_of
from frusconv.correspondents import CORRESPONDENCE_FORMATS, written
from frusconv.correspondents.record import Record
from frusconv.model import Document, Reading, Volume
from frusconv.model.walk import plain_text, title_of
from frusconv.report import as_json, as_table, summary
from frusconv.terminal import shown
from frusconv.writers import WriteOptions, writer
from frusconv.writers.pandoc import pandoc_json

_MOST_DOCUMENTS = 20


def check(name: str, reading: Reading) -> None:
    """Write all that can be written of a reading, and parse it; an AssertionError tells what is wrong."""
    volume = volume_of([(name, reading)])
    documents = [part for part in volume.parts if isinstance(part, Document)][:_MOST_DOCUMENTS]
    for to_format, options, parse in _OUTPUTS:
        try:
            parse(b"".join(writer(to_format)(volume, options)), volume)
        except (etree.XMLSyntaxError, ValueError, yaml.YAMLError) as error:
            raise AssertionError(f"{to_format}: {error}") from error
    json.loads(b"".join(pandoc_json(volume, WriteOptions())))
    _check_reports(name, reading)
    for document in documents:
        _check_citations(document, volume)
    _check_tables(name, documents)


def _check_reports(name: str, reading: Reading) -> None:
    summaries = summary(name, reading)
    json.loads(as_json(summaries))
    for text in (*map(as_table, summaries), *(found.render(name) for found in reading.diagnostics)):
        for line in text.split("\n"):
            assert line == shown(line), f"would steer a terminal: {line!r}"


def _check_citations(document: Document, volume: Volume) -> None:
    found = cited(document, volume.header)
    for row in STYLES:
        marked = style(row)(found, StyleOptions())
        html.fragment_fromstring(rendered(marked, "html"), create_parent=True)
        assert "\n" not in rendered(marked, "plain")
    for row in DATA_FORMATS:
        text = "".join(records([found], row))
        if row == "csl-json":
            json.loads(text)
        elif row == "coins":
            etree.fromstring(text)


def _check_tables(name: str, documents: Iterable[Document]) -> None:
    rows = [_record(name, document) for document in documents]
    for row in CORRESPONDENCE_FORMATS:
        text = "".join(piece.decode() for piece in written(rows, row))
        if row == "csv":
            cells = list(csv.reader(StringIO(text), strict=True))
            assert len(cells) == len(rows) + 1
            assert not [cell for line in cells for cell in line if cell.startswith(tuple("=+-@\t\r"))]
        elif row == "json":
            assert len(json.loads(text)) == len(rows)
        elif row == "jsonl":
            assert len([json.loads(line) for line in text.splitlines()]) == len(rows)
        else:
            etree.fromstring(text.encode())


def _record(name: str, document: Document) -> Record:
    sent, received = document.correspondence
    facts = (document.volume, document.id, document.number, document.kind, title_of(document.blocks))
    return Record(name, *facts, sent, received, document.url)


def _tei(data: bytes, _: Volume) -> None:
    etree.fromstring(data, etree.XMLParser(huge_tree=True, collect_ids=False))


def _json(data: bytes, _: Volume) -> None:
    json.loads(data)


def _json_lines(data: bytes, _: Volume) -> None:
    for line in data.splitlines():
        json.loads(line)


def _html(data: bytes, volume: Volume) -> None:
    root = html.document_fromstring(data.decode(), parser=html.HTMLParser(huge_tree=True))
    scripts = [element for element in root.iter("script") if element.get("type") != "application/ld+json"]
    assert not scripts, "a script"
    _refuse_code(root)
    for element in root.iter("script"):
        json.loads(element.text or "")
    _same("html", "".join(map(str, root.itertext())), volume)


def _epub(data: bytes, volume: Volume) -> None:
    texts = []
    with ZipFile(BytesIO(data)) as archive:
        for name in archive.namelist():
            assert not name.startswith("/"), name
            assert ".." not in name.split("/"), name
            if name.endswith((".xhtml", ".opf", ".ncx", ".xml", ".svg")):
                root = etree.fromstring(archive.read(name), etree.XMLParser(huge_tree=True))
                _refuse_code(root)
                texts.append("".join(map(str, root.itertext())))
    _same("epub", "".join(texts), volume)


def _refuse_code(root: etree._Element) -> None:
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        assert local not in ("iframe", "object", "embed", "form"), local
        for key, value in element.attrib.items():
            assert not str(key).startswith("on"), f"{key!r} in {local}"
            address = re.sub(r"[\x00-\x20]", "", str(value)).lower()
            if key in ("href", "src", "action"):
                assert not address.startswith(("javascript:", "vbscript:", "data:text")), address


def _text(data: bytes, volume: Volume) -> None:
    _same("text", data.decode(), volume)


def _markdown(data: bytes, _: Volume) -> None:
    text = data.decode()
    if text.startswith("---\n"):
        facts = yaml.safe_load(text[4:].partition("\n---\n")[0]) or {}
        values = [entry for value in facts.values() for entry in (value if isinstance(value, list) else [value])]
        assert all(isinstance(value, str) for value in values), facts


def _same(name: str, text: str, volume: Volume) -> None:
    """Demand the letters and digits of the documents' paragraphs in an output."""
    there = _letters(text)
    for document in volume.parts:
        if isinstance(document, Document):
            for block in document.blocks:
                wanted = _letters(plain_text((block,)))[:40]
                assert wanted in there or len(wanted) < 4 or _has_inset(block), f"{name} lacks {wanted!r}"


def _has_inset(block: object) -> bool:
    """Tell whether marks stand between the words of a block: notes and pages have numbers of their own there."""
    return any(mark in repr(block) for mark in ("Note(", "PageBreak(", "List(", "Table(", "Gap(", "Graphic(", "Label("))


def _letters(text: str) -> str:
    return "".join(character for character in text.casefold() if character.isalnum())


_Parse = Callable[[bytes, Volume], None]
_OUTPUTS: tuple[tuple[str, WriteOptions, _Parse], ...] = (
    ("tei", WriteOptions(), _tei),
    ("tei", WriteOptions(profile="frus"), _tei),
    ("html", WriteOptions(), _html),
    ("epub", WriteOptions(), _epub),
    ("text", WriteOptions(), _text),
    ("text", WriteOptions(layout="web"), _text),
    ("json", WriteOptions(), _json),
    ("json", WriteOptions(is_lines=True), _json_lines),
    ("markdown", WriteOptions(), _markdown),
    ("markdown", WriteOptions(flavor="gfm"), _markdown),
    ("markdown", WriteOptions(flavor="commonmark"), _markdown),
    ("markdown", WriteOptions(flavor="obsidian", pages="span"), _markdown),
)
