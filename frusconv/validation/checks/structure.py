"""Divisions, headings, attachments, and the renditions that a header declares."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book, Division
from frusconv.validation.finding import Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Node, Unit

_EDITORIAL = Pattern(r"\s*\[?(?:Editorial Note|Editor[’']s Note)\]?\.?\s*$")
_DOCUMENTS = {"document", "document-pending"}
# Divisions that exist for the documents in them, and the kinds of division that may not stand beside a document.
_HOLDERS = {"compilation", "chapter", "chapter-pending", "subchapter"}
# Divisions of those types that hold text of their own.
_WITHOUT_DOCUMENTS = {"index", "referral", "editorial-note"}
_DIV = '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head>'
_ATTACHED = "<p>See Tab A.</p><frus:attachment><head>Tab A</head><p>Tolls rise.</p></frus:attachment>"
_DOCUMENT = f"{_DIV}<p>Tolls rose.</p></div>"
_COMPILATION = '<div type="compilation" xml:id="comp1"><head>Passes</head>{}</div>'
_CHAPTER = '<div type="chapter" xml:id="ch1"><head>Tolls</head>{}</div>'

RULES = (
    Rule(
        "head-missing",
        "error",
        "Schematron",
        "A document or a division has no heading.",
        "Put what is printed above it into a `head`, or what the table of contents calls it.",
        "Tables of contents, lists of results and citations are made of it.",
        '<div type="document" n="12" xml:id="d12"><p>Nothing happened.</p></div>',
        f"{_DIV}<p>Nothing happened.</p></div>",
        "document",
    ),
    Rule(
        "head-twice",
        "error",
        "Schematron",
        "A document, a division, an attachment, a list or a table has two headings.",
        "Put both lines into one `head`, with `<lb/>` between them, or make a paragraph of the second.",
        "Only one can stand in tables of contents and citations.",
        '<div type="document" n="12" xml:id="d12"><head>12. Paper</head><head>Tolls</head><p>They rise.</p></div>',
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note<lb/>Tolls</head><p>They rise.</p></div>',
        "document",
    ),
    Rule(
        "attachment-heading",
        "warning",
        "practice",
        "An attachment has no heading.",
        "Put what is printed above it (`Attachment`, `Tab A`, `Enclosure`) into a `head`.",
        "Readers have to see where it begins. All official attachments have one.",
        "<p>See Tab A.</p><frus:attachment><p>Tolls rise.</p></frus:attachment>",
        _ATTACHED,
    ),
    Rule(
        "attachment-nested",
        "error",
        "Schematron",
        "An attachment holds another, or a `div`.",
        "Put the inner attachment behind the outer one.",
        "Attachments follow each other at the end of the document, whatever was attached to which.",
        "<p>See Tabs.</p><frus:attachment><head>Tab A</head><p>Tolls.</p>"
        "<frus:attachment><head>Tab B</head><p>Roads.</p></frus:attachment></frus:attachment>",
        "<p>See Tabs.</p><frus:attachment><head>Tab A</head><p>Tolls.</p></frus:attachment>"
        "<frus:attachment><head>Tab B</head><p>Roads.</p></frus:attachment>",
    ),
    Rule(
        "attachment-editorial",
        "error",
        "Schematron",
        "An editorial note is tagged as an attachment.",
        'Make a document of its own of it: `<div type="document">`.',
        "It is not part of the document before it; it has its own number.",
        _ATTACHED.replace("Tab A</head>", "Editorial Note</head>"),
        _ATTACHED,
    ),
    Rule(
        "division-empty",
        "warning",
        "Schematron",
        "A compilation, chapter or subchapter has no document.",
        "Put its documents into it, or call it a section.",
        "They exist for the documents in them. An index, a referral or a note has a `subtype` that says so.",
        _CHAPTER.format("<p>Tolls rose.</p>"),
        _CHAPTER.format(_DOCUMENT),
        "document",
    ),
    Rule(
        "division-mixed",
        "warning",
        "Schematron",
        "A division holds documents and chapters side by side.",
        "See whether the documents belong into one of the chapters.",
        "Most often a chapter's end tag stands too early.",
        _COMPILATION.format(_CHAPTER.format(_DOCUMENT) + _DOCUMENT.replace("12", "13")),
        _COMPILATION.format(_CHAPTER.format(_DOCUMENT + _DOCUMENT.replace("12", "13"))),
        "document",
    ),
    Rule(
        "rendition-undeclared",
        "error",
        "Schematron",
        "`rendition` names a way of showing that the header does not declare.",
        "Declare it in `tagsDecl` with a `rendition` of that xml:id, or correct it.",
        "It would be shown as if nothing were said. The Office declares `left`, `center`, `right` and some borders.",
        '<p>They met.</p><p rendition="#middle">[Seal]</p>',
        '<p>They met.</p><p rendition="#center">[Seal]</p>',
    ),
)


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the headings and attachments of a unit."""
    if unit.kind == "header":
        return
    if unit.kind == "document" and unit.root.first("head") is None:
        yield unit.finding("head-missing", "the document has no heading", unit.root)
    yield from _heads(unit, book)
    for attachment in unit.all("frus:attachment"):
        yield from _attachment(unit, attachment)


def _heads(unit: Unit, book: Book) -> Iterator[Finding]:
    with_one: set[Node] = set()
    for head in unit.all("head"):
        parent = head.parent
        if parent is None:
            around = book.divisions.get(unit.path[-1]) if unit.path else None
            is_second = around is not None and around.heads > 1
        else:
            is_second = parent in with_one
            with_one.add(parent)
        if is_second:
            message = f"a second heading in the same {_name(parent or unit.path[-1])}"
            yield unit.finding("head-twice", message, head)


def _name(node: Node) -> str:
    return (node.get("type") or "division") if node.name == "div" else node.name.removeprefix("frus:")


def _attachment(unit: Unit, attachment: Node) -> Iterator[Finding]:
    if attachment.within("frus:attachment") is not None:
        yield unit.finding("attachment-nested", "the attachment stands in another", attachment)
    inner = attachment.first("div")
    if inner is not None:
        yield unit.finding("attachment-nested", "a `div` stands in an attachment", inner)
    head = attachment.first("head")
    if head is None:
        yield unit.finding("attachment-heading", "the attachment has no heading", attachment)
    elif _EDITORIAL.match(head.text("note")):
        yield unit.finding("attachment-editorial", f"`{head.text('note').strip()}` is no attachment", attachment)


def check_book(book: Book) -> Iterator[Finding]:
    """Yield what is wrong with divisions, and renditions that are not declared."""
    for division in book.divisions.values():
        if not division.heads:
            yield Finding("head-missing", f"the {_name(division.root)} has no heading", division.position)
        yield from _contents(division)
    if book.has_header:
        for pointer in book.pointers:
            if pointer.attribute == "rendition" and pointer.target not in book.renditions:
                message = f"`#{pointer.target}` is not declared in the header"
                yield Finding("rendition-undeclared", message, pointer.position, pointer.document)


def _contents(division: Division) -> Iterator[Finding]:
    kind, kinds = division.root.get("type"), division.kinds
    is_holder = kind in _HOLDERS and division.root.get("subtype") not in _WITHOUT_DOCUMENTS
    if is_holder and not kinds & (_DOCUMENTS | _HOLDERS | _WITHOUT_DOCUMENTS):
        yield Finding("division-empty", f"the {kind} has no document", division.position)
    if kinds & _DOCUMENTS and kinds & _HOLDERS:
        beside = min(kinds & _HOLDERS)
        yield Finding("division-mixed", f"documents and a {beside} stand side by side", division.position)
