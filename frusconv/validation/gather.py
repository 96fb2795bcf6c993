"""Enters the facts on a unit into the book."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book, Division, Numbered, Pointer
from frusconv.validation.finding import Finding
from frusconv.validation.tree import Node, Unit

_YEAR = Pattern(r"\d{4}")
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
    for mark in filter(is_printed, unit.all("pb")):
        place = unit.position(mark)
        book.pages.append(Numbered(mark.get("n"), mark.get("xml:id"), place, unit.document, mark.get("facs")))
    _division(unit, book)


def is_printed(mark: Node) -> bool:
    """Whether a page break is one of the printed volume: supplements of microfiche count their pages by `type`."""
    return mark.get("type") is None


def _entered(node: Node, unit: Unit, book: Book) -> Iterator[Finding]:
    identifier = node.get("xml:id")
    if identifier is not None:
        if identifier in book.ids:
            where = f" in {book.ids[identifier]}" if book.ids[identifier] else ""
            yield unit.finding("id-duplicate", f"the id `{identifier}` stands{where} already", node)
        else:
            book.ids[identifier] = unit.document
        if node.name == "persName":
            book.people.add(identifier)
        elif node.name == "term":
            book.terms.add(identifier)
    for name in _POINTERS:
        value = node.attrs.get(name)
        if value and "#" in value:
            for target in value.split():
                if target.startswith("#") and target[1:] not in book.ids:
                    book.pointers.append(Pointer(target[1:], name, node.name, unit.position(node), unit.document))


def _division(unit: Unit, book: Book) -> None:
    """Enter a div that documents stand in, and into the one around a unit that it stands there."""
    root = unit.root
    around = book.divisions.get(unit.path[-1]) if unit.path else None
    if around is not None:
        around.children += 1
        around.heads += root.name == "head"
        if root.name == "div":
            around.kinds |= {root.get("type") or "", root.get("subtype") or ""}
    if unit.kind == "frame" and root.name == "div":
        book.divisions[root] = Division(root, unit.position(root))


def _header(unit: Unit, book: Book) -> None:
    book.has_header = True
    book.renditions = {value for node in unit.all("rendition") if (value := node.get("xml:id"))}
    book.categories = {value for node in unit.all("category") if (value := node.get("xml:id"))}
    book.has_categories = any(node.elements for node in unit.all("classDecl"))
    for node in unit.all("idno"):
        if node.get("type") == "frus":
            book.volume_id = node.text().strip() or None
    book.published_year = _year(_dates(unit, "publicationStmt", "publication-date"))
    named = [node for node in unit.all("title") if node.get("type") in {"sub-series", "subseries"}]
    book.content_year = _year(_dates(unit, "publicationStmt", "content-date")) or _year(named)


def _dates(unit: Unit, around: str, kind: str) -> list[Node]:
    """Return the dates of a kind; one without a type, as headers of 2015 have it, is that of publication."""
    default = "publication-date"
    return [node for node in unit.all("date") if node.within(around) and (node.get("type") or default) == kind]


def _year(nodes: list[Node]) -> int | None:
    """Return the first year that the first element names."""
    for node in nodes[:1]:
        values = [node.get(name) for name in ("notBefore", "from", "when")]
        found = _YEAR.search(next(filter(None, values), None) or node.text())
        return int(found[0]) if found else None
    return None
