"""Inlines as pandoc's: text, emphasis, links, notes and page markers."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable

from frusconv.model import (
    Attrs,
    Block,
    Content,
    Date,
    Del,
    Element,
    Gap,
    Gloss,
    Graphic,
    Hi,
    LineBreak,
    Note,
    PageBreak,
    PersName,
    PlaceName,
    Ref,
    Term,
    Text,
    Time,
    Unclear,
)
from frusconv.model.names import unique
from frusconv.model.node import attribute
from frusconv.model.walk import children_of
from frusconv.pattern import Pattern
from frusconv.writers import PageMarks
from frusconv.writers.links import Links
from frusconv.writers.pandoc_ast import LINE_BREAK, SPACE, Node, attr, link, note, span, words, wrapped

_NOT_IN_ID = Pattern(r"[^A-Za-z0-9_-]+")
_HI = {
    "italic": "Emph",
    "strong": "Strong",
    "bold": "Strong",
    "smallcaps": "SmallCaps",
    "underline": "Underline",
    "sub": "Subscript",
    "subscript": "Subscript",
    "superscript": "Superscript",
    "strikethrough": "Strikeout",
}


class PandocInlines(ABC):
    """Makes the inlines of one volume; every id is given once."""

    def __init__(self, links: Links, pages: PageMarks) -> None:
        self._links = links
        self._pages = pages
        self._ids: set[str] = set()
        # Notes met within a note, which pandoc cannot have: they follow as its last paragraphs.
        self._inner_notes: list[Note] | None = None

    def inlines(self, nodes: Iterable[Content]) -> list[Node]:
        """Return nodes as inlines."""
        out: list[Node] = []
        for node in nodes:
            out += words(node.text) if type(node) is Text else self._inline(node)
        return out

    def _inline(self, node: Content) -> list[Node]:
        match node:
            case Hi(rend, children, attrs):
                inlines = self.inlines(children)
                return self._spanned(wrapped(_HI[rend], inlines) if rend in _HI else inlines, attrs)
            case Note():
                return self._note(node)
            case PageBreak():
                return self._page_break(node)
            case LineBreak():
                return [LINE_BREAK]
            case Ref(children, target, attrs):
                inlines = self.inlines(children)
                address = self._links.address(target) if inlines else None
                return [link(inlines, address, attr(self._id(attrs)))] if address else self._spanned(inlines, attrs)
            case Del(children, attrs):
                return self._spanned(wrapped("Strikeout", self.inlines(children)), attrs)
            case Gap(reason, unit, quantity, attrs):
                told = {"reason": reason, "unit": unit, "quantity": quantity}
                return [span([], attr(self._id(attrs), ["gap"], **told))]
            case Graphic(url, attrs):
                # No Image: pandoc would fetch it, from wherever a source tells.
                return [span([], attr(self._id(attrs), ["graphic"], file=url))]
            case PersName() | Gloss() | PlaceName() | Date() | Time() | Term() | Unclear() | Element():
                return self._spanned(self.inlines(node.children), node.attrs)
            case Text(text):
                return words(text)
            case _:
                # A block where none can stand, as a list in a heading: its lines follow each other.
                return self._squeezed(node)

    def _squeezed(self, block: Block) -> list[Node]:
        return [SPACE, *self.inlines(children_of(block)), SPACE]

    def _note(self, node: Note) -> list[Node]:
        if self._inner_notes is not None:
            self._inner_notes.append(node)
            return wrapped("Superscript", words(node.n))
        self._inner_notes = []
        blocks = self._note_blocks(node, [])
        while self._inner_notes:
            inner = self._inner_notes.pop(0)
            blocks += self._note_blocks(inner, [*wrapped("Superscript", words(inner.n)), SPACE])
        self._inner_notes = None
        return [note(blocks)]

    @abstractmethod
    def _note_blocks(self, node: Note, lead: list[Node]) -> list[Node]:
        """Return what a note holds, after its id and `lead`."""

    def _page_break(self, mark: PageBreak) -> list[Node]:
        if self._pages == "strip":
            return []
        bare = _NOT_IN_ID.sub("", mark.n)
        identifier = self._id(mark.attrs) or unique(f"pg_{bare or 'unnumbered'}", self._ids)
        shown = words(f"[{mark.label}]") if mark.n and self._pages == "keep" else []
        return [span(shown, attr(identifier, ["page"], n=mark.n or None))]

    def _spanned(self, inlines: list[Node], attrs: Attrs) -> list[Node]:
        identifier = self._id(attrs)
        return [span(inlines, attr(identifier))] if identifier else inlines

    def _id(self, attrs: Attrs) -> str:
        """Return the xml:id, if it has not been given yet; else nothing."""
        found = attribute(attrs, "xml:id")
        if not found or found in self._ids:
            return ""
        self._ids.add(found)
        return found
