"""The tables of readers and writers, and telling formats apart."""

from __future__ import annotations

import inspect
from io import BytesIO
from zipfile import ZipFile

import pytest

from frusconv.errors import UsageError
from frusconv.formats import Format, binary_kind, by_name, by_suffix
from frusconv.model import Metadata, Reading, Source, Volume
from frusconv.readers import READERS, reader
from frusconv.writers import WRITERS, WriteOptions, writer
from tests.conftest import ROOT

TEXT = "The Ambassador in Ruritania (Doe) to the Secretary of State\n\n1. Nothing new.\n"
DIV = '<div xmlns="http://www.tei-c.org/ns/1.0" type="document"><head>Editorial Note</head><p>Nothing new.</p></div>'
PAGE = "<html><body><h1>Editorial Note</h1><p>Nothing new.</p></body></html>"
SOURCES = {"text": TEXT, "tei": DIV, "html": PAGE}


@pytest.mark.parametrize("row", [*READERS.values(), *WRITERS.values()], ids=lambda row: row.function)
def test_rows(row: Format) -> None:
    """A row holds all that is needed: a suffix, a description, and a function with a docstring."""
    assert row.suffix.startswith(".")
    assert row.description
    assert row.description[-1] != "."
    assert inspect.getdoc(row.load())


@pytest.mark.parametrize("name", READERS)
def test_readers_keep_the_contract(name: str) -> None:
    reading = reader(name)(Source(SOURCES[name]), Metadata())
    assert isinstance(reading, Reading)
    assert reading.documents


@pytest.mark.parametrize("name", WRITERS)
def test_writers_keep_the_contract(name: str) -> None:
    documents = reader("text")(Source(TEXT), Metadata()).documents
    output = b"".join(writer(name)(Volume(parts=documents), WriteOptions()))
    if name == "epub":
        with ZipFile(BytesIO(output)) as archive:
            output = b"".join(archive.read(file) for file in archive.namelist())
    assert b"Nothing new" in output


@pytest.mark.parametrize("package", ["readers", "writers"])
def test_every_format_has_a_row(package: str) -> None:
    """A module with a public read_ or write_ function stands in the table."""
    table = {"readers": READERS, "writers": WRITERS}[package]
    prefix = {"readers": "def read_text", "writers": "def write_"}[package]
    for path in (ROOT / "frusconv" / package).glob("*.py"):
        if f"\n{prefix}" in path.read_text(encoding="utf-8"):
            assert any(row.function.startswith(f"frusconv.{package}.{path.stem}:") for row in table.values())


def test_unknown_format_names_the_known() -> None:
    with pytest.raises(UsageError, match="tei"):
        by_name(WRITERS, "wordperfect")


@pytest.mark.parametrize(("path", "name"), [("a/b.xml", "tei"), ("B.XML", "tei"), ("b.doc", None)])
def test_by_suffix(path: str, name: str | None) -> None:
    found = by_suffix(WRITERS.values(), path)
    assert (found.name if found else None) == name


@pytest.mark.parametrize(
    ("beginning", "word"),
    [
        (b"%PDF-1.7\n", "PDF"),
        (b"PK\x03\x04rest", "ZIP"),
        (b"\xff\xfeT\x00", "UTF-16"),
        (b"\x00\x01\x02\x03" * 8, "binary"),
        (b"A telegram with one stray \x07 bell among many letters.", None),
        (b"Moscow, September 4", None),
        (b"", None),
    ],
)
def test_binary(beginning: bytes, word: str | None) -> None:
    found = binary_kind(beginning)
    assert (word in found) if word and found else found is None and word is None
