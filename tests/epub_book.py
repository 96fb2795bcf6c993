"""An EPUB read back for tests: its files as trees, and where its links lead."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from io import BytesIO
from zipfile import ZipFile

from lxml import etree

from frusconv.conversion import convert
from frusconv.model import NOTHING_KNOWN, Metadata, Source
from frusconv.writers import DEFAULTS, WriteOptions
from tests.epub_text import EPUB_TYPE, XHTML

NAMES = {
    "h": XHTML.strip("{}"),
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "epub": EPUB_TYPE[1:].partition("}")[0],
    "svg": "http://www.w3.org/2000/svg",
}


class Book:
    """The files of an EPUB."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.archive = ZipFile(BytesIO(data))
        self.names = self.archive.namelist()

    def tree(self, name: str) -> etree._Element:
        """Return a file of the publication as a tree."""
        return etree.fromstring(self.archive.read(f"EPUB/{name}"))

    def find(self, name: str, path: str) -> list[str]:
        """Return the texts, or the values of attributes, that an XPath finds in a file."""
        found = self.tree(name).xpath(path, namespaces=NAMES)
        assert isinstance(found, list)
        return [text(node) if isinstance(node, etree._Element) else str(node) for node in found]

    def chapters(self) -> Iterator[str]:
        """Yield the names of the units' files."""
        return (name.removeprefix("EPUB/") for name in self.names if name.startswith("EPUB/text/"))

    def links(self) -> Iterator[tuple[str, str]]:
        """Yield every address in an XHTML file with the name of the file."""
        for name in self.names:
            if name.endswith(".xhtml"):
                short = name.removeprefix("EPUB/")
                yield from ((short, address) for address in self.find(short, "//@href"))

    def target(self, name: str, address: str) -> etree._Element | None:
        """Return the element that a link within the EPUB leads to, or None if there is none."""
        path, _, fragment = address.partition("#")
        file = posixpath.normpath(posixpath.join(posixpath.dirname(name), path)) if path else name
        if f"EPUB/{file}" not in self.names:
            return None
        if not fragment:
            return etree.Element("file")
        found = [element for element in self.tree(file).iter() if element.get("id") == fragment]
        return found[0] if len(found) == 1 else None


def text(element: etree._Element) -> str:
    """Return the text of an element, with single blanks."""
    return " ".join("".join(map(str, element.itertext())).split())


def book(*sources: str, options: WriteOptions = DEFAULTS, metadata: Metadata = NOTHING_KNOWN) -> Book:
    """Return what sources, raw text or TEI, become as an EPUB."""
    return Book(convert([Source(source) for source in sources], "epub", metadata, options).output)
