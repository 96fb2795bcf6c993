"""The words of nodes as plain text for JSON: nothing added to them, and nothing left out but notes and page markers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from frusconv.model import (
    Cell,
    Closer,
    Content,
    Element,
    Gap,
    Graphic,
    Item,
    Label,
    LineBreak,
    List,
    Note,
    PageBreak,
    Postscript,
    Row,
    Signed,
    Text,
)
from frusconv.model.walk import BLOCKS, children_of, is_block_element
from frusconv.pattern import Pattern

_SILENT = frozenset((PageBreak, Gap, Graphic))
_AT_LINE_END = Pattern(r"(?<! ) *\n[ \n]*")
_BLANKS = Pattern(r" {2,}")


class Words(NamedTuple):
    """The text of nodes, and the notes that stand in them, each with its text, in order."""

    text: str
    notes: list[tuple[Note, str]]


def words_of(nodes: Iterable[Content]) -> Words:
    """Return the text of nodes: paragraphs with a blank line between them, without notes and page markers.

    A label stands before its item, a row of a table is a line with a tab between its cells, and a line end that print
    keeps is one. A note within a note follows it.
    """
    gatherer = _Gatherer()
    gatherer.take(nodes)
    notes: list[tuple[Note, str]] = []
    for note in gatherer.notes:
        text, inner = words_of(note.children)
        notes += [(note, text), *inner]
    return Words(gatherer.text(), notes)


class _Gatherer:
    """Gathers the pieces of each paragraph."""

    def __init__(self) -> None:
        self.notes: list[Note] = []
        self._pieces: list[str] = []
        self._paragraphs = [self._pieces]
        self._is_after_label = False

    def take(self, nodes: Iterable[Content]) -> None:
        """Take in what nodes hold."""
        for node in nodes:
            kind = type(node)
            if kind is Text:
                self._pieces.append(node.text)  # type: ignore[union-attr]
            elif kind in BLOCKS:
                self._block(node)
            elif kind is Note:
                self.notes.append(node)  # type: ignore[arg-type]
            elif kind is LineBreak:
                self._pieces.append("\n")
            elif kind is Element and is_block_element(node.name):  # type: ignore[union-attr]
                self._paragraph(children_of(node))
            elif kind not in _SILENT:
                self.take(node.children)  # type: ignore[union-attr]

    def text(self) -> str:
        """Return the paragraphs that hold anything."""
        regular = [_regular("".join(pieces)) for pieces in self._paragraphs if pieces]
        return "\n\n".join([text for text in regular if text])

    def _block(self, node: Content) -> None:
        match node:
            case Row(children):
                self._pieces.append("\n")
                self.take(children)
            case Cell(children):
                if self._pieces and self._pieces[-1] != "\n":
                    self._pieces.append("\t")
                self.take(children)
            case Label(children):
                self._begin()
                self.take(children)
                self._pieces.append(" ")
                self._is_after_label = True
            case Item(children) if self._is_after_label:
                self._is_after_label = False
                self.take(children)
                self._begin()
            case _:
                self._paragraph(children_of(node))

    def _paragraph(self, children: tuple[Content, ...]) -> None:
        self._begin()
        self.take(children)
        self._begin()

    def _begin(self) -> None:
        self._is_after_label = False
        if self._pieces:
            self._pieces = []
            self._paragraphs.append(self._pieces)


def _regular(text: str) -> str:
    """Return a paragraph with single blanks, and none at the ends of its lines."""
    if "\n" in text:
        text = _AT_LINE_END.sub("\n", text)
    if "  " in text:
        text = _BLANKS.sub(" ", text)
    return text.strip(" \n").rstrip(" \n\t")


def signers(nodes: Iterable[Content]) -> list[tuple[str | None, str | None]]:
    """Return the name and the office of each who signed; what stands behind the first line end is the office.

    The signatures of attachments are not the document's.
    """
    found: list[tuple[str | None, str | None]] = []
    for node in nodes:
        if isinstance(node, Signed):
            items = [item for part in node.children if isinstance(part, List) for item in part.children]
            signatures = [item.children for item in items if isinstance(item, Item)] or [node.children]
            found += [_signer(children) for children in signatures]
        elif isinstance(node, Closer | Postscript):
            found += signers(children_of(node))
    return [signer for signer in found if signer != (None, None)]


def _signer(children: tuple[Content, ...]) -> tuple[str | None, str | None]:
    name, _, office = words_of(children).text.partition("\n")
    return name or None, " ".join(office.split()) or None
