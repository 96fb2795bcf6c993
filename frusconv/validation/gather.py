"""Enters the facts on a unit into the book."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.validation.book import Book, Numbered, Pointer
from frusconv.validation.finding import Finding
from frusconv.validation.tree import Node, Unit

_POINTERS = ("target", "corresp", "ref", "rendition", "ana", "sameAs", "who")


def gather(unit: Unit, book: Book) -> Iterator[Finding]:
    """Enter a unit's ids, pointers, number and page breaks; yield an id that stands twice."""
    for nodes in unit.named.values() if unit.named else [[unit.root]]:
        for node in nodes:
            if node.attrs:
                yield from _entered(node, unit, book)
    if unit.kind == "document":
        root = unit.root
        book.documents.append(Numbered(root.get("n"), root.get("xml:id"), unit.position(root), unit.document))
    elif unit.kind == "header":
        _header(unit, book)
    for mark in unit.all("pb"):
        book.pages.append(Numbered(mark.get("n"), mark.get("xml:id"), unit.position(mark), unit.document))


def _entered(node: Node, unit: Unit, book: Book) -> Iterator[Finding]:
    identifier = node.get("xml:id")
    if identifier is not None:
        if identifier in book.ids:
            where = f" in {book.ids[identifier]}" if book.ids[identifier] else ""
            yield unit.finding("id-duplicate", f"the id `{identifier}` stands{where} already", node)
        else:
            book.ids[identifier] = unit.document
    for name in _POINTERS:
        value = node.attrs.get(name)
        if value and "#" in value:
            for target in value.split():
                if target.startswith("#") and target[1:] not in book.ids:
                    book.pointers.append(Pointer(target[1:], name, node.name, unit.position(node), unit.document))


def _header(unit: Unit, book: Book) -> None:
    book.has_header = True
    book.renditions = {value for node in unit.all("rendition") if (value := node.get("xml:id"))}
    book.categories = {value for node in unit.all("category") if (value := node.get("xml:id"))}
    for node in unit.all("idno"):
        if node.get("type") == "frus":
            book.volume_id = node.text().strip() or None
