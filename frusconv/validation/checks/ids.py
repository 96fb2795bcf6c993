"""Ids: each once, each in the Office's form, and pointers that lead somewhere."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.finding import Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Unit

_DOCUMENT_ID = Pattern(r"d\d+[A-Za-z]?$")

RULES = (
    Rule(
        "id-duplicate",
        "error",
        "schema",
        "An xml:id stands twice.",
        "Give the second element an id of its own.",
        "Links lead to the first of them alone (XML 1.0, section 3.3.1; xml:id, section 4).",
        '<p xml:id="p1">One.</p><p xml:id="p1">Two.</p>',
        '<p xml:id="p1">One.</p><p xml:id="p2">Two.</p>',
    ),
    Rule(
        "id-missing",
        "error",
        "Schematron",
        "A document has no xml:id.",
        "Give it `d` and its number: `d12`.",
        "Citations, links and file names are made of it.",
        '<div type="document" n="12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        "document",
    ),
    Rule(
        "id-form",
        "error",
        "Schematron",
        "A document's xml:id is not `d` and a number.",
        "Write `d` and the number, with a letter behind it for a document that was put in later: `d12`, `d12A`.",
        "All of 31,667 official documents have it so, and addresses of the site are made of it.",
        '<div type="document" n="12" xml:id="doc-12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        "document",
    ),
)


def check(unit: Unit, _: Book) -> Iterator[Finding]:
    """Yield what is wrong with the ids of a unit; ids that stand twice are found as they are gathered."""
    if unit.kind != "document":
        return
    identifier = unit.root.get("xml:id")
    if identifier is None:
        yield unit.finding("id-missing", "the document has no xml:id", unit.root)
    elif not _DOCUMENT_ID.match(identifier):
        yield unit.finding("id-form", f"`{identifier}` is not `d` and a number", unit.root)
