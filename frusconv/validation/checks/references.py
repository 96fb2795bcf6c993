"""References: that they lead somewhere, and to what their words say."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.catalogue import entry
from frusconv.validation.book import Book, Pointer
from frusconv.validation.checks.reference_words import RULES as WORDS
from frusconv.validation.checks.reference_words import ranges, words
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Node, Unit

_OUTSIDE = ("http://", "https://", "mailto:")
# What points to persons and to terms, and what it points to.
_LISTS = {("persName", "corresp"): "person", ("gloss", "target"): "term"}
# Pointers to what the header declares are other rules'.
_DECLARED = {"rendition", "ana"}

RULES = (
    Rule(
        "reference-empty",
        "error",
        "Schematron",
        "A reference has no target, or no text.",
        "Write where it leads (`#d12`, `#pg_31`, `frus1949v01#d12`, an address), or take the tags away.",
        "Readers see a link that cannot be followed, or none.",
        "<p>See <ref>Document 12</ref>.</p>",
        '<p>See <ref target="#d12">Document 12</ref>.</p>',
    ),
    Rule(
        "reference-form",
        "error",
        "Schematron",
        "A pointer is neither `#` and an id, nor a volume of the series, nor an address.",
        "Write `#d12` for what is in the file, `frus1949v01#d12` for another volume, `https://…` for other sites.",
        "Without the `#` it is taken for a file's name, and leads nowhere.",
        '<p>See <ref target="d12">Document 12</ref>.</p>',
        '<p>See <ref target="#d12">Document 12</ref>.</p>',
    ),
    Rule(
        "reference-missing",
        "error",
        "Schematron",
        "A pointer leads to an id that the file does not have.",
        "Correct the id, or give it to what is meant. In a document alone, leave pointers to persons and terms away.",
        "Links would lead nowhere. In a file that is no whole volume only pointers to its own documents are checked.",
        '<p>See <ref target="#d12fn9">footnote 9</ref>.</p>',
        '<p>See <ref target="#d12fn1">footnote 1</ref>.</p>',
    ),
    Rule(
        "reference-kind",
        "error",
        "Schematron",
        "A name points to something that is no person, or an abbreviation to something that is no term.",
        "Point `corresp` of a name to the list of persons, `target` of an abbreviation to the list of terms.",
        "The site shows what is said there of the person or term.",
        '<p>They met <persName corresp="#d12">Rupert</persName>.</p>',
        "<p>They met <persName>Rupert</persName>.</p>",
    ),
    Rule(
        "reference-volume",
        "error",
        "Schematron",
        "A reference leads to a volume that the series does not have.",
        "Look the volume up with `frusconv volumes`, and write its id.",
        "The Office's checks know the ids of all volumes, published and planned.",
        '<p>See <ref target="frus1949v19#d12">Document 12</ref>.</p>',
        '<p>See <ref target="frus1949v09#d12">Document 12</ref>.</p>',
    ),
    *WORDS,
)


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the pointers of a unit, as far as it can be told before the end of the file."""
    if unit.kind == "header":
        return
    for name, attribute in (("ref", "target"), *_LISTS):
        for node in unit.all(name):
            value = node.attrs.get(attribute)
            if value:
                yield from _pointers(unit, node, attribute, value, book)
    for node in unit.all("ref"):
        if node.attrs.get("target") is None:
            yield unit.finding("reference-empty", "the reference has no target", node)
        elif not node.children:
            yield unit.finding("reference-empty", f"the reference to `{node.attrs['target']}` has no text", node)
        else:
            yield from words(unit, node, book)
    yield from ranges(unit)


def _pointers(unit: Unit, node: Node, attribute: str, value: str, book: Book) -> Iterator[Finding]:
    targets = value.split()
    if len(targets) > 1 and not all("#" in target or target.startswith(_OUTSIDE) for target in targets):
        yield unit.finding("reference-form", f"`{value}` has a blank in it", node)
        return
    for target in targets:
        volume, mark, identifier = target.partition("#")
        if not volume:
            if not _is_id(identifier):
                yield unit.finding("reference-form", f"`{target}` is not `#` and an id", node)
            elif (node.name, attribute) in _LISTS and identifier in book.ids:
                yield from _kind(unit, node, attribute, identifier, book)
        elif volume.startswith("frus") and (not mark or _is_id(identifier)):
            yield from _volume(unit, node, attribute, target, book)
        elif not target.startswith(_OUTSIDE):
            yield _misformed(unit, node, attribute, target, book)


def _is_id(identifier: str) -> bool:
    return identifier[:1].isalpha() or identifier[:1] == "_"


def _misformed(unit: Unit, node: Node, attribute: str, target: str, book: Book) -> Finding:
    message = f"`{target}` is neither `#` and an id, nor a volume of the series, nor an address"
    span = unit.value_span(node, attribute)
    if span is None or target not in book.ids or node.attrs[attribute] != target:
        return unit.finding("reference-form", message, node)
    return unit.finding("reference-form", f"`{target}` lacks its `#`", node, (Edit(span[0], span[0], b"#"),))


def _kind(unit: Unit, node: Node, attribute: str, identifier: str, book: Book) -> Iterator[Finding]:
    if identifier not in (book.people if node.name == "persName" else book.terms):
        message = f"`{attribute}` points to `#{identifier}`, which is no {_LISTS[node.name, attribute]} of the list"
        yield unit.finding("reference-kind", message, node)


def _volume(unit: Unit, node: Node, attribute: str, target: str, book: Book) -> Iterator[Finding]:
    volume, _, identifier = target.partition("#")
    if volume == book.volume_id and identifier and identifier not in book.ids:
        book.pointers.append(Pointer(identifier, attribute, node.name, unit.position(node), unit.document))
    known = entry(volume)
    if known is None:
        yield unit.finding("reference-volume", f"the series has no volume `{volume}`", node)
    elif known.id != volume:
        span = unit.value_span(node, attribute)
        edits: tuple[Edit, ...] = ()
        if span is not None and node.attrs[attribute] == target:
            edits = (Edit(span[0], span[0] + len(volume), known.id.encode()),)
        yield unit.finding("reference-volume", f"the series has no volume `{volume}`, but `{known.id}`", node, edits)


def check_book(book: Book) -> Iterator[Finding]:
    """Yield pointers that lead nowhere, and what was in doubt until all notes were known."""
    documents = {document.id for document in book.documents}
    unlisted: dict[str, list[Pointer]] = {}
    for pointer in book.pointers:
        listed = _LISTS.get((pointer.element, pointer.attribute))
        ids = book.terms if listed == "term" else book.people
        if pointer.attribute in _DECLARED:
            continue
        if pointer.target in book.ids:
            if listed and pointer.target not in ids:
                yield _found("reference-kind", pointer, f"which is no {listed} of the list")
        elif listed and not ids:
            unlisted.setdefault(listed, []).append(pointer)
        elif listed or _could_be_there(pointer, book, documents):
            yield _found("reference-missing", pointer, "which is not in the file")
    if book.is_whole and book.has_header:
        yield from _without_list(unlisted)
    yield from (doubt.finding for doubt in book.doubts if book.note_numbers.get(doubt.target) != doubt.number)


def _without_list(unlisted: dict[str, list[Pointer]]) -> Iterator[Finding]:
    for listed, pointers in unlisted.items():
        count = f" ({len(pointers):,} point to one)" if len(pointers) > 1 else ""
        yield _found("reference-missing", pointers[0], f"but the file has no list of {listed}s{count}")


def _found(code: str, pointer: Pointer, message: str) -> Finding:
    said = f"`{pointer.attribute}` points to `#{pointer.target}`, {message}"
    return Finding(code, said, pointer.position, pointer.document)


def _could_be_there(pointer: Pointer, book: Book, documents: set[str | None]) -> bool:
    """Whether what a pointer leads to would be in the file if it were anywhere."""
    if book.is_whole and book.has_header:
        return True
    return pointer.target in documents or pointer.target.partition("fn")[0] in documents
