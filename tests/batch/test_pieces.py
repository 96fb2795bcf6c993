"""A volume taken apart: each document by its own bytes is the one that reading the whole gives."""

from __future__ import annotations

import lzma
import tracemalloc
from io import BytesIO
from pathlib import Path

import pytest

from frusconv.errors import SourceError
from frusconv.model import Document, FileSource, Source
from frusconv.readers.tei import read_tei
from frusconv.readers.tei_pieces import Piece, pieces, read_piece

TEI = "http://www.tei-c.org/ns/1.0"
FRUS = "http://history.state.gov/frus/ns/1.0"


def document(number: int, content: str = "", prefix: str = "") -> str:
    p = prefix
    return (
        f'<{p}div type="document" xml:id="d{number}" n="{number}"><{p}head>{number}. Note on Ruritania</{p}head>'
        f"<{p}p>The Regent is well. {content}</{p}p></{p}div>"
    )


def volume(body: str, declaration: str = "", attrs: str = "", before: str = "") -> str:
    return f'{declaration}<TEI xmlns="{TEI}" xml:id="frus1899v01"{attrs}>{before}<text><body>{body}</body></text></TEI>'


def source(data: bytes) -> FileSource:
    return FileSource(lambda: BytesIO(data), "volume.xml")


def cut(data: bytes) -> list[tuple[Piece, bytes]]:
    return list(pieces(source(data)))


def assert_as_in_the_whole(data: bytes, count: int) -> None:
    """Compare documents, and what is said of what is in them, with its places."""
    whole = read_tei(source(data))
    expected = [part for part in whole.parts if isinstance(part, Document)]
    found = cut(data)
    readings = [read_piece(piece, own, "volume.xml") for piece, own in found]
    assert [part for reading in readings for part in reading.parts] == expected
    assert len(expected) == count
    assert [data[piece.start : piece.end] for piece, _ in found] == [own for _, own in found]
    told = [diagnostic for reading in readings for diagnostic in reading.diagnostics]
    # What stands between documents, or is wrong with two of them, is in none.
    inside = [
        known for known in whole.diagnostics if "between" not in known.message and "d1 stands" not in known.message
    ]
    assert told == inside


CHAPTER = f'<div type="chapter" xmlns:frus="{FRUS}" xmlns:x="urn:x&amp;y">'
PAGED = f"<pb n='1'/>{document(1, '<pb n=' + repr('2') + '/>')}"
SHAPES = {
    "plain": (document(1) + document(2), 2),
    "no text between tags": (document(1) + '<div type="document" xml:id="d2"></div>' + document(3), 3),
    "empty tag": ('<div type="document" xml:id="d1"/>' + document(2), 2),
    "empty tag at the end of a chapter": (
        f'<div type="chapter">{document(1)}<div type="document" xml:id="d2" n="/>"/></div>{document(3)}',
        3,
    ),
    "empty tag at the end of a document": (document(1, '</p><pb n="2"/><p>') + document(2), 2),
    "blanks in an end tag": (document(1).removesuffix("</div>") + "</div\n >" + document(2), 2),
    "greater-than in attributes and text": (
        '<div n="a>b" type="document" xml:id="d1"><p rend=\'x > "y"\'>1 > 0 /></p></div>' + document(2),
        2,
    ),
    "namespaces declared around": (
        f"{CHAPTER}{document(1, '<frus:attachment><p>x</p></frus:attachment><x:y/>')}</div>{document(2)}",
        2,
    ),
    "namespaces declared on a document": (
        f'<t:div xmlns:t="{TEI}" xmlns:q="urn:q" type="document" xml:id="d1"><t:p><q:r q:s="1"/></t:p></t:div>'
        + document(2),
        2,
    ),
    "a namespace taken back": (f'<x xmlns="">between</x>{document(1, "<y xmlns=" + chr(34) * 2 + "/>")}', 1),
    "comments, instructions and CDATA": (
        "<!-- between </div> -->"
        + document(1, "<!-- </div> in one -->")
        + "\n<!-- between\n-->\n  "
        + document(2, "\n <?word in it?> <![CDATA[</div> & <b>]]>\n\t<!-- é 𝄞 --> <!-- again -->"),
        2,
    ),
    "duplicate ids": (document(1) + document(1) + document(1, '<hi xml:id="a"/><hi xml:id="a"/>'), 3),
    "no ids": (document(1).replace(' xml:id="d1"', "") + document(2).replace(' xml:id="d2"', ""), 2),
    "pages": (
        f"{PAGED}<pb n='3'/><pb/>{document(2)}<div type='chapter'><pb facs='x' n='4'/>{document(3)}</div>",
        3,
    ),
    "a document in a document": (
        f'<div type="document" xml:id="d1"><p>x</p>{document(2)}</div>{document(3)}',
        2,
    ),
    "Windows' line ends": (
        "\r\n" + document(1, "\r\n<!-- a -->\r\n <!-- b -->") + "\r\n  " + document(2, "<!-- c -->\r\n"),
        2,
    ),
    "pending documents": (document(1).replace('"document"', '"document-pending"') + document(2), 2),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_shapes_of_documents(shape: str) -> None:
    body, count = SHAPES[shape]
    whole = read_tei(source(volume(body).encode()))
    assert whole.document_count >= count
    assert_as_in_the_whole(volume(body).encode(), sum(isinstance(part, Document) for part in whole.parts))


DECLARED = '<?xml version="1.0" encoding="{}"?>\n'
ENCODINGS = {
    "UTF-8": ("", "utf-8"),
    "UTF-8 with a mark": (DECLARED.format("utf-8"), "utf-8-sig"),
    "UTF-16 with a mark": ("", "utf-16"),
    "UTF-16 with a mark and a declaration": (DECLARED.format("UTF-16"), "utf-16"),
    "UTF-16, little end first": (DECLARED.format("UTF-16LE"), "utf-16-le"),
    "UTF-16, big end first": ("", "utf-16-be"),
    "Latin-1": (DECLARED.format("ISO-8859-1"), "latin-1"),
    "Windows": (DECLARED.format("windows-1252"), "cp1252"),
}


@pytest.mark.parametrize("name", ENCODINGS)
def test_encodings(name: str) -> None:
    declaration, encoding = ENCODINGS[name]
    # Of all sizes about one step of reading, so that tags stand across two.
    body = document(1, "é <!-- ä in one --> Ü") + '<div type="document" xml:id="e"/>' + document(2, "ñ<!-- in -->")
    assert_as_in_the_whole(volume(body, declaration).encode(encoding), 3)
    long = volume(f"<p>{'é' * 65000}</p>{body * 20}", declaration).encode(encoding)
    found = cut(long)
    assert len(found) == 60
    assert {read_piece(piece, own, "v").document_count for piece, own in found} == {1}


def test_prefixed_names_and_a_prefix_that_is_ours() -> None:
    body = document(1, "é", "tei:") + document(2, "", "tei:")
    text = f'<tei:TEI xmlns:tei="{TEI}"><tei:text><tei:body>{body}</tei:body></tei:text></tei:TEI>'
    assert_as_in_the_whole(text.encode(), 2)
    assert_as_in_the_whole(volume(document(1) + document(2), attrs=' xmlns:frusconv="urn:x"').encode(), 2)


def test_documents_across_steps_of_reading() -> None:
    for size in range((1 << 16) - 330, (1 << 16) + 5):
        data = volume(f"<p>{'x' * (size - 150)}</p>{document(1)}{document(2)}").encode()
        found = cut(data)
        assert [own for _, own in found] == [document(1).encode(), document(2).encode()]
        assert [piece.position.column for piece, _ in found] == [piece.start + 1 for piece, _ in found]


@pytest.mark.parametrize("size", [60_000, 65_500, 131_000, 190_000, 400_000])
def test_tags_and_comments_longer_than_a_step(size: int) -> None:
    begin = f'<div type="document" xml:id="d1" ana="{"x" * size}"><p>x</p></div>'
    assert_as_in_the_whole(volume(begin + document(2)).encode(), 2)
    comment = f"<!-- {'y' * size} -->"
    data = volume(f"<!-- between {comment[5:]}{document(1)}<!-- between {comment[5:]}{document(2, comment)}").encode()
    assert_as_in_the_whole(data, 2)


def test_what_a_document_knows_of_its_volume() -> None:
    header = (
        "<teiHeader><fileDesc><titleStmt><title>Ruritania</title></titleStmt><publicationStmt>"
        '<idno type="frus">frus1899v01</idno></publicationStmt>'
        "<sourceDesc><p/></sourceDesc></fileDesc></teiHeader>"
    )
    (piece, data), _ = cut(volume(f'<pb n="7"/>{document(1)}{document(2)}', before=header).encode())
    reading = read_piece(piece, data, "volume.xml")
    assert (piece.volume, piece.page, reading.header.volume_id) == ("frus1899v01", "7", "frus1899v01")
    other = cut(volume(document(1), before=header.replace("Ruritania", "Strelsau")).encode())
    assert piece.frame != other[0][0].frame


def test_text_that_is_decoded_already() -> None:
    text = volume(document(1, "é") + document(2), DECLARED.format("ISO-8859-1"))
    found = list(pieces(Source(text, "volume.xml")))
    assert [own.decode() for _, own in found] == [document(1, "é"), document(2)]
    assert [read_piece(piece, own, "v").document_count for piece, own in found] == [1, 1]


@pytest.mark.parametrize(
    "data", [b"", volume(document(1) + document(2)).encode()[:-30], b'<!DOCTYPE x><TEI xmlns=""/>']
)
def test_what_is_no_whole_file(data: bytes) -> None:
    with pytest.raises(SourceError, match=r"^volume\.xml:1"):
        cut(data)


def test_no_document_at_all() -> None:
    assert cut(volume("<p>Nothing.</p>").encode()) == []


@pytest.mark.parametrize("name", ["frus1969-76ve09p1", "frus1952-54v01p1"])
def test_official_volumes(name: str, shared: Path) -> None:
    data = lzma.decompress((shared / "corpus" / f"{name}.xml.xz").read_bytes())
    whole = (part for part in read_tei(source(data)).parts if isinstance(part, Document))
    count = 0
    for piece, own in pieces(source(data)):
        assert read_piece(piece, own, "volume.xml").parts == (next(whole),), piece.id
        count += 1
    assert next(whole, None) is None
    assert count > 100


def test_a_volume_of_many_documents_is_read_a_step_at_a_time() -> None:
    """No more is kept of it than a document and what is read at a time."""
    data = volume("".join(document(number, "x" * 5000) for number in range(1, 4000))).encode()
    assert len(data) > 20_000_000
    tracemalloc.start()
    count = sum(1 for _ in pieces(source(data)))
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert (count, most < 2_000_000) == (3999, True)
