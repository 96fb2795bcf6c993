"""The text of an EPUB and that of the TEI it was made of, so that tests can compare them."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from typing import NamedTuple
from zipfile import ZipFile

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
OWN_FILES = ("cover.xhtml", "title.xhtml", "nav.xhtml")


class Texts(NamedTuple):
    """The characters of the main text in order, without blanks, and those of each note."""

    main: str
    notes: Counter[str]


def of_tei(data: bytes) -> Texts:
    """Return the text of front, body and back."""
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False, resolve_entities=False))
    notes: Counter[str] = Counter()
    main = [_text(part, notes, _is_tei_note) for part in root.iter(f"{TEI}front", f"{TEI}body", f"{TEI}back")]
    return Texts("".join(main), notes)


def of_epub(data: bytes) -> Texts:
    """Return the text of the files in the order of the spine, without the book's own title page, cover and contents."""
    notes: Counter[str] = Counter()
    main: list[str] = []
    with ZipFile(BytesIO(data)) as archive:
        for name in spine(archive):
            if not name.endswith(OWN_FILES):
                body = etree.fromstring(archive.read(name)).find(f"{XHTML}body")
                assert body is not None
                main.append(_text(body, notes, _is_epub_note))
    return Texts("".join(main), notes)


def spine(archive: ZipFile) -> list[str]:
    """Return the files in reading order."""
    package = etree.fromstring(archive.read("EPUB/package.opf"))
    hrefs = {str(item.get("id")): str(item.get("href")) for item in package.iter(f"{OPF}item")}
    return [f"EPUB/{hrefs[str(entry.get('idref'))]}" for entry in package.iter(f"{OPF}itemref")]


def _text(element: etree._Element, notes: Counter[str], is_note: object) -> str:
    out: list[str] = []
    _gather(element, out, notes, is_note)
    return _closed("".join(out))


def _closed(text: str) -> str:
    return "".join(text.split())


def _gather(element: etree._Element, out: list[str], notes: Counter[str], is_note: object) -> None:
    assert callable(is_note)
    if element.text:
        out.append(element.text)
    for child in element:
        if isinstance(child.tag, str) and not _is_marker(child):
            if is_note(child):
                inside: list[str] = []
                _gather(child, inside, notes, is_note)
                notes[_closed("".join(inside))] += 1
            else:
                _gather(child, out, notes, is_note)
        if child.tail:
            out.append(child.tail)


def _is_tei_note(element: etree._Element) -> bool:
    is_inline = element.get("rend") == "inline" or (element.get("n") is None and element.get(XML_ID) is None)
    return element.tag == f"{TEI}note" and not is_inline


def _is_epub_note(element: etree._Element) -> bool:
    return element.get(EPUB_TYPE) == "footnote"


def _is_marker(element: etree._Element) -> bool:
    return element.get("class") in ("noteref", "note-number")
