"""Ids and numbers of documents: each once, each in the Office's form, one behind the other."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.finding import Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Chars, Node, Unit

_DOCUMENT_ID = Pattern(r"d\d+[A-Za-z]?$")
# The second form is of documents that print no number.
_NUMBER = Pattern(r"(\d+)([A-Za-z]?)$|\[(\d+)([A-Za-z]?)\]$")
# What a heading begins with; volumes of the early 1980s have the second form on a line of its own.
_PRINTED = Pattern(r"\s*\[?(\d+[A-Za-z]?)\]?\.\s")
_PRINTED_LINE = Pattern(r"\s*No\. (\d+[A-Za-z]?)\s*$")

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
        "A document or a division has no xml:id.",
        "Give a document `d` and its number, `d12`; a chapter `ch` and its number, `ch3`.",
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
    Rule(
        "number-missing",
        "error",
        "Schematron",
        "A document has no number in `n`.",
        'Write the number that its heading prints, `n="12"`, or in brackets the one that it would have, `n="[12]"`.',
        "All of 31,667 official documents have it, and the count of a volume's documents is tested by it.",
        '<div type="document" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        "document",
    ),
    Rule(
        "number-form",
        "warning",
        "Schematron",
        "A document's `n` is not a number.",
        "Write digits, with a letter behind them for a document that was put in later, or both in brackets.",
        "Documents are counted and cited by it.",
        '<div type="document" n="12." xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        "document",
    ),
    Rule(
        "number-mismatch",
        "warning",
        "practice",
        "A document's `n`, its xml:id and the number in its heading are not the same.",
        "See which of them the printed volume has, and make the others the same.",
        "Who cites the printed number has to find the document under it. All official volumes keep it.",
        '<div type="document" n="12" xml:id="d12"><head>13. Editorial Note</head><p>Nothing happened.</p></div>',
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>',
        "document",
    ),
    Rule(
        "number-sequence",
        "error",
        "Schematron",
        "A document's number does not follow on the number of the one before.",
        "Look for a document that is missing, stands elsewhere, or has a wrong number.",
        "Documents of a volume are numbered without gaps. A file that is no whole volume is not asked for it.",
        '<div type="chapter" xml:id="ch1"><head>Tolls</head>'
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>'
        '<div type="document" n="14" xml:id="d14"><head>14. Editorial Note</head><p>Nothing happened.</p></div></div>',
        '<div type="chapter" xml:id="ch1"><head>Tolls</head>'
        '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Nothing happened.</p></div>'
        '<div type="document" n="13" xml:id="d13"><head>13. Editorial Note</head><p>Nothing happened.</p></div></div>',
        "document",
    ),
)


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the id and number of a document; ids that stand twice are found as they are gathered."""
    if unit.kind != "document":
        return
    identifier, number = unit.root.get("xml:id"), unit.root.get("n")
    if identifier is None:
        yield unit.finding("id-missing", "the document has no xml:id", unit.root)
    elif not _DOCUMENT_ID.match(identifier):
        yield unit.finding("id-form", f"`{identifier}` is not `d` and a number", unit.root)
    if not number:
        yield unit.finding("number-missing", "the document has no number in `n`", unit.root)
    elif not _NUMBER.match(number):
        yield unit.finding("number-form", f"`{number}` is not the number of a document", unit.root)
    else:
        yield from _mismatch(unit, number)
        if book.is_whole:
            yield from _sequence(unit, number, book)


def check_book(book: Book) -> Iterator[Finding]:
    """Yield divisions that have no id."""
    for division in book.divisions.values():
        if not division.root.get("xml:id"):
            kind = division.root.get("type") or "division"
            yield Finding("id-missing", f"the {kind} has no xml:id", division.position)


def _mismatch(unit: Unit, number: str) -> Iterator[Finding]:
    plain = number.strip("[]").lower()
    others = []
    identifier = unit.root.get("xml:id") or ""
    if _DOCUMENT_ID.match(identifier) and identifier[1:].lower() != plain:
        others.append(f"its xml:id is `{identifier}`")
    printed = _printed(unit.root.first("head"))
    if printed and printed.lower() != plain:
        others.append(f"its heading says `{printed}`")
    if others:
        yield unit.finding(
            "number-mismatch", f"the document's `n` is `{number}`, but {' and '.join(others)}", unit.root
        )


def _printed(head: Node | None) -> str | None:
    """Return the number that a heading begins with."""
    if head is None or not head.children:
        return None
    first, line = head.children[0], next(iter(head.children[1:2]), None)
    if isinstance(first, Chars) and isinstance(line, Node) and line.name == "lb":
        found = _PRINTED_LINE.match(first.text)
    else:
        found = _PRINTED.match(head.text("note"))
    return found[1] if found else None


def _sequence(unit: Unit, number: str, book: Book) -> Iterator[Finding]:
    before = _before(number, book)
    if before is None or _follows(number, before):
        return
    yield unit.finding("number-sequence", f"document {number} follows document {before}", unit.root)


def _before(number: str, book: Book) -> str | None:
    """Return the number of the document before, or of the last one before that is in brackets, or in none, as this."""
    for other in islice(reversed(book.documents), 1, None):
        if other.n is None or not _NUMBER.match(other.n):
            return None
        if other.n.startswith("[") == number.startswith("["):
            return other.n
    return None


def _follows(number: str, before: str) -> bool:
    """Whether a number is the next: 13 or 12A behind 12; 13 or 12B behind 12A."""
    (count, letter), (last, last_letter) = _parts(number), _parts(before)
    if count == last + 1:
        return letter in {"", "A"}
    next_letter = chr(ord(last_letter) + 1) if last_letter else "A"
    return count == last and letter == next_letter


def _parts(number: str) -> tuple[int, str]:
    plain = number.strip("[]").upper()
    digits = plain.rstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return int(digits), plain[len(digits) :]
