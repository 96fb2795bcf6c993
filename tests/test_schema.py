"""The frus profile keeps to the Office's schema of 2015, once what is newer is set aside."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from frusconv.conversion import convert, read, write
from frusconv.model import Header, Metadata, Source, Volume
from frusconv.writers import WriteOptions
from tests.conftest import TESTS
from tests.test_nothing_lost import LAYOUTS, corpus_documents, pairs

__all__ = ["pairs"]

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
RENAMED = {"sub-series": "subseries", "volume-number": "volumenumber"}


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.RelaxNG:
    return etree.RelaxNG(etree.parse(str(shared / "corpus" / "schema" / "frus-2015.rng")))


def as_in_2015(tei: bytes) -> etree._Element:
    """Set aside what is newer: div/@subtype, frus:doc-dateTime-*, date/@calendar, types of lists and titles."""
    root = etree.fromstring(tei)
    for element in root.iter(etree.Element):
        for name in list(element.attrib):
            if str(name).startswith(FRUS) or name == "calendar" or (element.tag == TEI + "div" and name == "subtype"):
                del element.attrib[name]
        if element.tag == TEI + "list" and element.get("type") == "from":
            del element.attrib["type"]
        if element.tag == TEI + "title" and element.get("type") in RENAMED:
            element.set("type", RENAMED[str(element.get("type"))])
    return root


def complaint(schema: etree.RelaxNG, tei: bytes) -> str | None:
    return None if schema.validate(as_in_2015(tei)) else str(schema.error_log)


@pytest.mark.parametrize(
    "case", sorted(path.parent for path in (TESTS / "cases").glob("*/source.txt")), ids=lambda path: path.name
)
def test_cases(case: Path, schema: etree.RelaxNG) -> None:
    source = Source((case / "source.txt").read_bytes().decode("utf-8-sig"), "source.txt")
    documents = read(source, Metadata(volume="frus1939v03")).documents
    output = write(Volume(Header("frus1939v03"), documents), "tei", WriteOptions("frus"))
    assert complaint(schema, output) is None


@pytest.mark.parametrize("layout", LAYOUTS)
def test_official_volumes(pairs: Any, shared: Path, schema: etree.RelaxNG, layout: str) -> None:
    invalid: dict[str, str] = {}
    for path in sorted((shared / "corpus").glob("*.xml.xz")):
        for name, div in corpus_documents(pairs, path):
            source = Source(pairs.render(div, layout), f"{name}.txt")
            found = complaint(schema, convert((source,), options=WriteOptions("frus")).output)
            if found:
                invalid[name] = found
    assert invalid == {}


def test_schema_refuses(schema: etree.RelaxNG) -> None:
    root = b'<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader/><text><body><p/></body></text></TEI>'
    assert not schema.validate(etree.fromstring(root))
