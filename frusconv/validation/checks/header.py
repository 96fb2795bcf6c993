"""The header of a volume: its titles, its publication, its id, and what the catalogue knows of it.

A header without typed titles is not the Office's (a document alone in TEI P5 has such a one), and is asked for a title
alone. What only a volume can have is asked where documents stand in divisions.
"""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.checks.header_rules import RULES
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.tree import Node, Unit

__all__ = ["RULES", "check", "check_book"]
_TITLES = ("complete", "series", "sub-series", "volume-number", "volume")
_OLD = {"subseries": "sub-series", "volumenumber": "volume-number"}
# A number or a subject of its own some volumes do not have, and the sub-series is not known of a document alone.
_NEVER_EMPTY = ("complete", "series")
_ROLES = frozenset({"primary", "general"})
_SERIES = Pattern(
    r"Foreign Relations of the United States|Message of the President|Papers Relating to (?:the )?Foreign"
)
_FILE = Pattern(r"(?:.*[/\\])?(frus\d{4}[^/\\]*)\.xml$")
_NO_LETTER = Pattern(r"[\W_]+")


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the header; what only a volume is asked for is kept for the end."""
    if unit.kind != "header":
        return
    statement = next(iter(unit.all("titleStmt")), unit.root)
    titles = [node for node in statement.elements if node.name == "title"]
    if not any(node.get("type") for node in titles):
        if not any(_text(node) for node in titles):
            yield unit.finding("header-title", "the header has no title", statement)
        return
    yield from _titles(titles, statement, unit)
    yield from _editors(unit)
    yield from _publication(unit)
    yield from _renditions(unit)
    yield from _catalogue(titles, unit, book)
    book.of_volumes.extend(_of_volume(unit, book))


def check_book(book: Book) -> Iterator[Finding]:
    """Yield what only a volume is asked for."""
    if book.is_whole:
        yield from book.of_volumes


def _titles(titles: list[Node], statement: Node, unit: Unit) -> Iterator[Finding]:
    seen: set[str] = set()
    for node in titles:
        kind = node.get("type") or ""
        if kind in _OLD:
            span = unit.value_span(node, "type")
            edits = (Edit(*span, _OLD[kind].encode()),) if span else ()
            yield unit.finding("header-title-type", f"the type `{kind}` is `{_OLD[kind]}` today", node, edits)
            kind = _OLD[kind]
        if kind not in _TITLES:
            yield unit.finding("header-title", f"`{kind}` is no type of title", node)
        elif kind in seen:
            yield unit.finding("header-title", f"there are two titles of the type `{kind}`", node)
        elif kind in _NEVER_EMPTY and not _text(node):
            yield unit.finding("header-title", f"the title of the type `{kind}` is empty", node)
        if node.elements:
            yield unit.finding("header-title", f"the title of the type `{kind}` has elements in it", node)
        seen.add(kind)
    for kind in _TITLES:
        if kind not in seen:
            yield unit.finding("header-title", f"there is no title of the type `{kind}`", statement)


def _editors(unit: Unit) -> Iterator[Finding]:
    for node in unit.all("editor"):
        if node.get("role") not in _ROLES:
            yield unit.finding("header-editor", f"the role of `{_text(node)}` is `{node.get('role') or ''}`", node)
        elif not _text(node):
            yield unit.finding("header-editor", f"the {node.get('role')} editor has no name", node)


def _publication(unit: Unit) -> Iterator[Finding]:
    statement = next(iter(unit.all("publicationStmt")), None)
    if statement is None:
        yield unit.finding("header-publication", "there is no publicationStmt", unit.root)
        return
    publishers = [node for node in statement.elements if node.name == "publisher"]
    if len(publishers) != 1:
        yield unit.finding("header-publication", f"there are {len(publishers)} publishers", statement)
    elif not _text(publishers[0]):
        yield unit.finding("header-publication", "the publisher is empty", publishers[0])
    for node in _idnos(unit):
        kind, value = node.get("type") or "", _text(node).replace("-", "").replace(" ", "")
        if kind in {"isbn-10", "isbn-13"} and value and not _is_isbn(value, int(kind[-2:])):
            yield unit.finding("header-isbn", f"`{_text(node)}` is no {kind.upper()}", node)


def _is_isbn(value: str, length: int) -> bool:
    """Whether the check digit is right (ISBN Users' Manual, 7th edition, appendix 1)."""
    if len(value) != length or not value.isascii() or not (value.isdigit() or (length == 10 and value[:-1].isdigit())):
        return False
    if length == 13:
        return sum(int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(value)) % 10 == 0
    digits = [10 if digit in "Xx" else int(digit) for digit in value if digit.isdigit() or digit in "Xx"]
    return len(digits) == length and sum(digit * (10 - at) for at, digit in enumerate(digits)) % 11 == 0


def _renditions(unit: Unit) -> Iterator[Finding]:
    for node in unit.all("rendition"):
        if not node.get("xml:id"):
            yield unit.finding("header-rendition", f"the rendition `{_text(node)}` has no xml:id", node)
        elif not _text(node):
            yield unit.finding("header-rendition", f"the rendition `{node.get('xml:id')}` says nothing", node)


def _of_volume(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what a volume's header has to have."""
    statement = next(iter(unit.all("publicationStmt")), unit.root)
    places = [node for node in statement.elements if node.name == "pubPlace"]
    if len(places) != 1:
        yield unit.finding("header-publication", f"there are {len(places)} places of publication", statement)
    dates = [node.get("type") for node in statement.elements if node.name == "date"]
    lacking = [kind for kind in ("publication-date", "content-date") if dates.count(kind) != 1]
    if lacking:
        yield unit.finding("header-dates", f"there is no date of the type `{'` or `'.join(lacking)}`", statement)
    notes = unit.all("notesStmt")
    if len(notes) != 1:
        around = next(iter(unit.all("fileDesc")), unit.root)
        yield unit.finding("header-notes", f"there are {len(notes)} notesStmt", around)
    yield from _ids(unit, book)


def _ids(unit: Unit, book: Book) -> Iterator[Finding]:
    idnos = [node for node in _idnos(unit) if node.get("type") == "frus"]
    place = idnos[0] if idnos else next(iter(unit.all("publicationStmt")), unit.root)
    if len(idnos) != 1 or not _text(idnos[0]):
        yield unit.finding("header-id", f"there are {len(idnos)} idno of the type `frus`, or it is empty", place)
        return
    identifier = _text(idnos[0])
    outer = unit.path[0].get("xml:id") if unit.path else None
    if outer is None:
        yield unit.finding("header-id-root", f"the TEI element has no xml:id, which is `{identifier}`", place)
    elif outer != identifier:
        yield unit.finding("header-id", f"the idno is `{identifier}`, but the xml:id of TEI is `{outer}`", place)
    named = _FILE.match(book.name)
    if named and named[1] != identifier:
        yield unit.finding("header-id", f"the idno is `{identifier}`, but the file is named `{named[1]}.xml`", place)


def _catalogue(titles: list[Node], unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield where the header and the catalogue disagree; other series are none of its affair."""
    told = {_OLD.get(kind, kind): node for node in titles if (kind := node.get("type"))}
    if not book.volume_id or "series" not in told or not _SERIES.match(_text(told["series"])):
        return
    from frusconv.catalogue import entry

    place = next((node for node in _idnos(unit) if _text(node) == book.volume_id), unit.root)
    known = entry(book.volume_id)
    if known is None or known.id != book.volume_id:
        yield unit.finding("header-volume", f"the catalogue has no volume `{book.volume_id}`", place)
        return
    facts = {"sub-series": known.sub_series, "volume-number": known.number, "volume": known.volume_title}
    for kind, fact in facts.items():
        node = told.get(kind)
        if node and fact and _text(node) and not _agree(_text(node), fact, kind == "volume"):
            message = f"the {kind} is `{_text(node)}`, but `{fact}` in the catalogue"
            yield unit.finding("header-catalogue", message, node)
    if known.published and book.published_year and known.published != book.published_year:
        message = f"the year of publication is `{book.published_year}`, but `{known.published}` in the catalogue"
        yield unit.finding("header-catalogue", message, place)


def _agree(text: str, fact: str, may_hold: bool) -> bool:
    """Whether two titles have the same words, or, if one may hold the other, whether it does."""
    one, other = (_NO_LETTER.sub(" ", title).casefold().strip() for title in (text, fact))
    return one == other or (may_hold and (one in other or other in one))


def _idnos(unit: Unit) -> list[Node]:
    return [node for node in unit.all("idno") if node.within("publicationStmt")]


def _text(node: Node) -> str:
    return " ".join(node.text().split())
