"""The text of an EPUB, so that tests can compare it with that of the TEI it was made of."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from tests.reading_back import ReadBack, without_blanks

XHTML = "{http://www.w3.org/1999/xhtml}"
OPF = "{http://www.idpf.org/2007/opf}"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
OWN_FILES = ("cover.xhtml", "title.xhtml", "nav.xhtml")


def of_epub(data: bytes) -> ReadBack:
    """Return the text of the files in the order of the spine.

    The book's own title page, cover and contents, and the citation at a document's foot, are left out.
    """
    main: list[str] = []
    notes: list[str] = []
    with ZipFile(BytesIO(data)) as archive:
        for name in spine(archive):
            if not name.endswith(OWN_FILES):
                body = etree.fromstring(archive.read(name)).find(f"{XHTML}body")
                assert body is not None
                _gather(body, main, notes)
    return ReadBack(without_blanks(main), notes)


def spine(archive: ZipFile) -> list[str]:
    """Return the files in reading order."""
    package = etree.fromstring(archive.read("EPUB/package.opf"))
    hrefs = {str(item.get("id")): str(item.get("href")) for item in package.iter(f"{OPF}item")}
    return [f"EPUB/{hrefs[str(entry.get('idref'))]}" for entry in package.iter(f"{OPF}itemref")]


def _gather(element: etree._Element, out: list[str], notes: list[str]) -> None:
    out.append(element.text or "")
    for child in element:
        if child.get(EPUB_TYPE) == "footnote":
            inside: list[str] = []
            _gather(child, inside, notes)
            notes.append(without_blanks(inside))
        elif child.get("class") not in ("noteref", "note-number", "citation"):
            _gather(child, out, notes)
        out.append(child.tail or "")
