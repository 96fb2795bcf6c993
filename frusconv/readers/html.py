"""The reader of saved web pages: of the Office's site, of frusconv's own, and of any other that shows a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from frusconv.errors import NotUnderstoodError
from frusconv.model import (
    NOTHING_KNOWN,
    AnySource,
    Content,
    Diagnostic,
    Document,
    Element,
    End,
    Header,
    Metadata,
    Part,
    Position,
    Reading,
    Source,
    Start,
)
from frusconv.model.walk import breaks_in, head_of, squeezed
from frusconv.readers.html_names import is_unseen
from frusconv.readers.html_nodes import NodeReader
from frusconv.readers.html_notes import Notes
from frusconv.readers.html_page import Page, classes_of, has_class, line_of, text_in
from frusconv.readers.html_shape import with_notes_placed, with_opener, with_roles
from frusconv.readers.html_text import main_part, text_of
from frusconv.readers.tei_document import Known, Pages, document_of
from frusconv.readers.text import read_text
from frusconv.text.heading import read_heading

if TYPE_CHECKING:
    from frusconv.readers.html_page import Tag


def read_html(source: AnySource, metadata: Metadata = NOTHING_KNOWN) -> Reading:
    """Return the document that a saved page shows, without what the site puts around it.

    On the Office's site elements have classes that name TEI elements, and frusconv's own pages tell as much; any other
    page is read as the text that it shows. What the page's address tells of volume and document comes behind
    `metadata`.

    Raises NotUnderstoodError where no document is on the page, SourceError where it is built as no page is.
    """
    page = Page(source)
    known = metadata.over(page.address())
    site = page.site_documents()
    part = page.other_part()
    if part and not metadata.document:
        raise NotUnderstoodError(
            f"{source.name}: this is the page {part[1]} of {part[0]}, not a document's; save the page of a document, "
            f"whose address ends in its number, as {part[0]}/d1"
        )
    if site:
        return _Reader(page, site, known, is_own=False).reading()
    if own := page.own_documents():
        return _Reader(page, own, known, is_own=True).reading()
    return _as_text(page, known)


def _as_text(page: Page, known: Metadata) -> Reading:
    """Read the text of a page; what there is to say of it is said of the page's own lines."""
    found = text_of(main_part(page.root))
    try:
        reading = read_text(Source(found.text, page.name), known)
    except NotUnderstoodError:
        raise NotUnderstoodError(
            f"{page.name}: no document on this page; looked for the parts that the Office's site marks (tei-div with a "
            "tei-head), for an article of frusconv's own pages, and in the text for a heading, file number or dateline"
        ) from None
    lines = found.lines
    diagnostics = [
        diagnostic._replace(position=Position(lines[min(diagnostic.position.line, len(lines)) - 1], 1))
        for diagnostic in reading.diagnostics
    ]
    diagnostics += _controls(page)
    return reading._replace(diagnostics=tuple(sorted(diagnostics, key=lambda one: one.position)))


class _Reader:
    """Reads the documents of a page whose elements tell what they are."""

    def __init__(self, page: Page, roots: list[Tag], known: Metadata, *, is_own: bool) -> None:
        self._page = page
        self._roots = roots
        self._known = known
        self._notes = Notes(page.root, roots, is_own=is_own)
        self._nodes = NodeReader(self._notes, page.name, is_own=is_own)
        self._is_own = is_own
        self._documents = 0

    def reading(self) -> Reading:
        """Return what the page holds; a volume with the tree of its divisions."""
        holder = self._holder()
        parts = tuple(self._documents_alone() if holder is None else self._volume(holder))
        places = _places(parts) if len(self._roots) > 1 else None
        return Reading(parts, self._diagnostics(), Header(self._known.volume), places, self._documents)

    def _holder(self) -> Tag | None:
        """Return what holds a volume: several documents, in divisions."""
        if not self._is_own or not any(_is_division(around) for root in self._roots for around in root.iterancestors()):
            return None
        self._page.check_depth(self._page.root)
        return next(self._page.root.iter("main"), next(self._page.root.iter("body"), self._page.root))

    def _documents_alone(self) -> Iterator[Part]:
        for root in self._roots:
            self._page.check_depth(root)
            yield self._document(root)

    def _document(self, root: Tag) -> Document:
        self._documents += 1
        blocks = with_opener(self._nodes.blocks(root))
        if root is self._roots[-1]:
            blocks = with_notes_placed(blocks, self._nodes.rest())
        is_alone = len(self._roots) == 1
        head = head_of(blocks)
        number = read_heading(squeezed(head.children)).number if head else None
        named = root.get("id") if self._is_own else None
        identifier = (self._known.document if is_alone else None) or named or f"d{number or self._documents}"
        known = Known(self._known if is_alone else NOTHING_KNOWN, is_alone, Header(self._known.volume))
        attrs = (("xml:id", identifier),)
        document = document_of(attrs, blocks, known, Pages(None, breaks_in(blocks)))
        told = document.number if number or self._known.document or named else None
        return with_roles(document._replace(attrs=None, number=told))

    def _volume(self, holder: Tag) -> Iterator[Part]:
        """Yield the tree of a volume: front matter up to the first division with a document, and what follows."""
        frame: str | None = None
        last = max((at for at, child in enumerate(holder) if self._has_document(child)), default=0)
        for at, child in enumerate(holder):
            wanted = "back" if at > last else "body" if frame == "body" or self._has_document(child) else "front"
            parts = tuple(self._parts(child))
            if not parts:
                continue
            is_loose = not any(isinstance(part, Start | Document | Element) for part in parts)
            if wanted != frame and not is_loose:
                if frame:
                    yield End()
                yield Start(wanted)
                frame = wanted
            yield from parts
        if frame:
            yield End()

    def _has_document(self, element: Tag) -> bool:
        return any(child in self._roots for child in element.iter("article"))

    def _parts(self, element: Tag) -> Iterator[Part]:
        if not isinstance(element.tag, str) or is_unseen(element):
            return
        if element in self._roots:
            yield self._document(element)
        elif _is_division(element):
            yield Start("div", " ".join(classes_of(element)), element.get("id"))
            for child in element:
                yield from self._parts(child)
            yield End()
        elif has_class(element, "title-page"):
            yield from self._nodes.blocks(element)
        else:
            yield from self._nodes.nodes(element)

    def _diagnostics(self) -> tuple[Diagnostic, ...]:
        found = [
            Diagnostic("note-unplaced", f"no marker leads to the note: {_short(element)}", _position(element), "medium")
            for element in self._notes.without_marker
        ]
        found += [
            Diagnostic("note-entry-missing", f"the marker {_short(element)} leads to no note", _position(element))
            for element in self._nodes.without_note
        ]
        found += _controls(self._page)
        return tuple(sorted(found, key=lambda one: one.position))


def _controls(page: Page) -> list[Diagnostic]:
    return [Diagnostic("control-character", f"{name} removed", position) for position, name in page.controls]


def _is_division(element: Tag) -> bool:
    """Tell whether an element is a division of a volume as frusconv writes it."""
    return element.tag == "section" and bool(element.get("id")) and not has_class(element, "notes", "attachment")


def _places(parts: tuple[Part, ...]) -> dict[str, str]:
    """Return for every document, division and page the unit that it is in."""
    places: dict[str, str] = {}
    unit = ""
    for part in parts:
        nodes: tuple[Content, ...] = ()
        if isinstance(part, Start):
            unit = part.id or unit
            places.setdefault(unit, unit)
        elif isinstance(part, Document):
            unit = part.id
            places.setdefault(unit, unit)
            nodes = part.blocks
        elif not isinstance(part, End):
            nodes = (part,)
        for page in breaks_in(nodes):
            places.setdefault(f"pg_{page}", unit)
    return places


def _position(element: Tag) -> Position:
    return Position(line_of(element), 1)


def _short(element: Tag) -> str:
    text = " ".join(text_in(element).split())
    return text if len(text) <= 40 else f"{text[:39].rstrip()}…"
