"""Whether an EPUB holds together: what is asked of it that EPUBCheck looks at, and that needs no Java."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import BinaryIO
from urllib.parse import unquote
from xml.parsers import expat
from zipfile import BadZipFile, ZipFile

_XML = (".xhtml", ".opf", ".ncx", ".svg", ".xml")
# Addresses of other places are not looked up.
_ELSEWHERE = ("http:", "https:", "mailto:", "data:")


def faults(file: BinaryIO) -> Iterator[str]:
    """Yield what is wrong in an EPUB: files that are not well-formed, ids twice, links that lead nowhere (OCF 3.3)."""
    try:
        archive = ZipFile(file)
    except BadZipFile as error:
        yield f"no EPUB: {error}"
        return
    names = archive.namelist()
    if not names or names[0] != "mimetype" or archive.read("mimetype") != b"application/epub+zip":
        yield "the file `mimetype` does not come first"
    ids: dict[str, set[str]] = {}
    links: list[tuple[str, str]] = []
    for name in names:
        if name.endswith(_XML):
            yield from _read(archive, name, ids, links)
    for name, address in links:
        path, _, fragment = address.partition("#")
        target = posixpath.normpath(posixpath.join(posixpath.dirname(name), unquote(path))) if path else name
        if target not in names:
            yield f"{name}: {address} leads to no file"
        elif fragment and unquote(fragment) not in ids.get(target, ()):
            yield f"{name}: {address} leads to no element"


def _read(archive: ZipFile, name: str, ids: dict[str, set[str]], links: list[tuple[str, str]]) -> Iterator[str]:
    known: set[str] = set()
    twice: list[str] = []

    def start(_: str, attrs: dict[str, str]) -> None:
        identifier = attrs.get("id")
        if identifier is not None:
            if identifier in known:
                twice.append(identifier)
            known.add(identifier)
        for attribute in ("href", "src", "full-path"):
            address = attrs.get(attribute)
            if address and not address.startswith(_ELSEWHERE):
                # The container's paths are from the top (OCF 3.3, section 4.2.6.3.1).
                links.append(("" if attribute == "full-path" else name, address))

    parser = expat.ParserCreate()
    parser.StartElementHandler = start
    try:
        parser.Parse(archive.read(name), True)
    except expat.ExpatError as error:
        yield f"{name}: not well-formed: {error}"
    ids[name] = known
    for identifier in twice:
        yield f"{name}: the id {identifier} stands twice"
