"""What stands in a document's TEI, as a tree of blocks: the same for official files and for what frusconv writes.

A paragraph with a list inside is what a page shows: a paragraph, a list, and what follows it as a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from lxml import etree

# In a block's text: where a footnote stands (its marker inside), where a page begins (its number inside), a line ends.
NOTE, PAGE, LINE = "\x01", "\x02", "\x03"
MARK = re.compile(f"{NOTE}([^{NOTE}]*){NOTE}|{PAGE}([^{PAGE}]*){PAGE}")
_BLOCKS = frozenset(
    "head opener dateline p list table quote closer signed postscript attachment figure seg salute lg l".split()
)
_KINDS = {"head": "heading", "seg": "line", "salute": "line", "l": "line", "p": "paragraph", "signed": "signature"}
_GROUPS = frozenset(("quote", "postscript", "attachment"))
# As many characters before a footnote have to agree.
_CONTEXT = 12


class Note(NamedTuple):
    """A footnote: its marker and its text."""

    marker: str
    text: str


@dataclass
class Block:
    """A part of a document: what it is, its text with marks, what stands in it; a list's type, an item's label."""

    kind: str
    text: str = ""
    children: list[Block] = field(default_factory=list)
    type: str | None = None
    label: str = ""


@dataclass
class Parts:
    """A whole document: its blocks, and its footnotes in order."""

    blocks: list[Block]
    notes: list[Note]


def parts_of(div: etree._Element) -> Parts:
    """Return what stands in a document's div, or an attachment."""
    reader = _Reader()
    return Parts(list(reader.blocks(div)), reader.notes)


def bare(text: str) -> str:
    """Return text without marks, with single blanks, and none inside of brackets or before punctuation."""
    return squeezed(MARK.sub("", text).replace(LINE, " "))


def squeezed(text: str) -> str:
    """Return text with single blanks, and none inside of brackets or before punctuation."""
    text = " ".join(text.replace("\xa0", " ").replace("\u200b", "").split())
    return re.sub(r"\s+([,.;:?!)\]”’])", r"\1", re.sub(r"([(\[“‘])\s+", r"\1", text))


def _name(element: etree._Element) -> str:
    """Return an element's name; TEI has `ab` for a dateline with text above and below, whose type says so."""
    name = element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
    return "dateline" if name == "ab" and element.get("type") == "dateline" else name


def _is_footnote(element: etree._Element) -> bool:
    identifier = "{http://www.w3.org/XML/1998/namespace}id"
    is_note = _name(element) == "note" and element.get("rend") != "inline"
    return is_note and (element.get("n") is not None or element.get(identifier) is not None)


class _Reader:
    """Reads elements as blocks, and gathers the footnotes on its way."""

    def __init__(self) -> None:
        self.notes: list[Note] = []

    def blocks(self, parent: etree._Element, kind: str = "paragraph") -> Iterator[Block]:
        """Yield what stands in an element; its own text becomes blocks of `kind`."""
        run = parent.text or ""
        last: Block | None = None
        for child in parent:
            name = _name(child)
            if _is_block(child):
                if squeezed(run):
                    yield Block(kind, run)
                run = ""
                for last in self._block(child, name):
                    yield last
            elif _is_footnote(child) and last is not None and not squeezed(run):
                last.text += self._inline(child)  # A note behind a heading is on the heading.
            elif name == "pb" and not squeezed(run) and kind != "cell" and _is_outside(child):
                yield Block("page", child.get("n") or "")
            else:
                run += self._inline(child)
            run += child.tail or ""
        if squeezed(run):
            yield Block(kind, run)

    def _block(self, element: etree._Element, name: str) -> Iterator[Block]:
        if name == "note":
            yield Block("source", self._inside(element))
        elif name in ("opener", "closer", "lg", "figure"):
            yield from self.blocks(element, "signature" if name == "closer" else "line")
        elif name == "list":
            yield Block("list", children=list(self._items(element)), type=element.get("type"))
        elif name == "table":
            yield Block("table", children=list(self._rows(element)))
        elif name in _GROUPS:
            yield Block(name, children=list(self.blocks(element)))
        elif name in ("head", "dateline", "signed"):
            yield Block(_KINDS.get(name, name), self._inside(element))
        else:
            yield from self.blocks(element, _KINDS[name])

    def _items(self, parent: etree._Element) -> Iterator[Block]:
        label = ""
        for child in parent:
            name = _name(child)
            if name == "label":
                label = self._inside(child)
            elif name == "item":
                yield Block("item", children=list(self.blocks(child, "text")), label=label)
                label = ""
            elif name == "head":
                yield Block("heading", self._inside(child))
            elif name == "pb":
                yield Block("page", child.get("n") or "")

    def _rows(self, parent: etree._Element) -> Iterator[Block]:
        for child in parent:
            name = _name(child)
            if name == "row":
                cells = [Block("cell", self._inside(cell)) for cell in child if _name(cell) == "cell"]
                yield Block("row", children=cells)
            elif name == "head":
                yield Block("heading", self._inside(child))
            elif name == "pb":
                yield Block("page", child.get("n") or "")

    def _inside(self, element: etree._Element) -> str:
        text = element.text or ""
        for child in element:
            text += self._inline(child) + (child.tail or "")
        return text

    def _inline(self, element: etree._Element) -> str:
        name = _name(element)
        if _is_footnote(element):
            marker = element.get("n") or str(len(self.notes) + 1)
            # A note holds no note; a page in it is left to the note's text.
            self.notes.append(Note(marker, self._inside(element)))
            return f"{NOTE}{marker}{NOTE}"
        if name == "pb":
            return f"{PAGE}{element.get('n') or ''}{PAGE}"
        if name == "lb":
            return LINE if _is_in(element, ("signed", "dateline")) else " "
        if not name:
            return ""
        inside = self._inside(element)
        return f" {inside} " if name in _BLOCKS or name in ("item", "label", "row", "cell") else inside


def _is_block(element: etree._Element) -> bool:
    name = _name(element)
    return name in _BLOCKS or (name == "note" and not _is_footnote(element))


def _is_outside(mark: etree._Element) -> bool:
    """Tell whether a page break stands between blocks, not in a line of text."""
    following = mark.getnext()
    return not (mark.tail or "").strip() and (following is None or not _is_footnote(following))


def _is_in(element: etree._Element, names: Iterable[str]) -> bool:
    return any(_name(ancestor) in names for ancestor in element.iterancestors())


def fields(parts: Parts) -> dict[str, Any]:
    """Return what is compared, by the field's name; every value can be written as JSON."""
    found: dict[str, Any] = {name: [] for name in _OWN} | {f"attachment {name}": [] for name in _OF_ATTACHMENTS}
    _gather(parts.blocks, found)
    found["attachments"] = sum(block.kind == "attachment" for block in parts.blocks)
    found["order"] = [block.kind for block in parts.blocks if block.kind != "page"]
    for attachment in (block for block in parts.blocks if block.kind == "attachment"):
        inner: dict[str, Any] = {name: [] for name in _OWN}
        _gather(attachment.children, inner)
        for name, source in _OF_ATTACHMENTS.items():
            found[f"attachment {name}"].append(inner[source])
    linear = "".join(_linear(parts.blocks))
    found["notes"] = [bare(note.text) for note in parts.notes]
    found["anchors"] = [_context(linear[: mark.start()]) for mark in MARK.finditer(linear) if mark[1] is not None]
    found["pages"] = [mark[2] for mark in MARK.finditer(linear) if mark[2] is not None]
    return found


_OWN = ("heading", "source note", "datelines", "opener lines", "paragraphs", "lists", "tables", "quotes", "signatures")
# Field of an attachment, and the same of a document.
_OF_ATTACHMENTS = {"headings": "heading", "datelines": "datelines", "text": "paragraphs", "signatures": "signatures"}
_PLACES = {
    "heading": "heading",
    "source": "source note",
    "dateline": "datelines",
    "line": "opener lines",
    "paragraph": "paragraphs",
    "signature": "signatures",
}


def _gather(blocks: Iterable[Block], found: dict[str, Any]) -> None:
    """Put what stands in a document, but not in its attachments, to the fields."""
    for block in blocks:
        if block.kind in _PLACES:
            text = bare(block.text)
            found[_PLACES[block.kind]].append(text.strip("[]") if block.kind == "heading" else text)
        elif block.kind == "quote":
            found["quotes"].append([bare(text) for text in _texts(block)])
        elif block.kind == "postscript":
            found["paragraphs"] += [bare(text) for text in _texts(block)]
        elif block.kind == "table":
            found["tables"].append(_cells(block))
        for one in _lists(block) if block.kind != "attachment" else ():
            found["lists"].append(one)


def _cells(table: Block) -> list[list[str]]:
    """Return the rows of a table; cells without text are left out, for columns set by blanks cannot show them."""
    rows = [[bare(cell.text) for cell in row.children] for row in table.children if row.kind == "row"]
    return [[cell for cell in row if cell] for row in rows if any(row)]


def _lists(block: Block) -> Iterator[list[Any]]:
    """Yield the lists at and in a block, each as type, heading and items: what is in an item is a list of its own."""
    if block.kind == "list":
        heading = next((bare(child.text) for child in block.children if child.kind == "heading"), None)
        items = [[bare(item.label), *map(bare, _own(item))] for item in block.children if item.kind == "item"]
        yield [block.type, heading, items]
    for child in block.children:
        yield from _lists(child)


def _own(item: Block) -> list[str]:
    return [child.text for child in item.children if child.kind in ("text", "paragraph")]


def _texts(block: Block) -> Iterator[str]:
    if bare(block.text) and block.kind != "page":
        yield block.text
    for child in block.children:
        yield from _texts(child)


def _linear(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        if block.kind == "page":
            yield f"{PAGE}{block.text}{PAGE}"
        else:
            yield f" {block.label} {block.text}"
        yield from _linear(block.children)


def _context(before: str) -> str:
    return bare(before).replace(" ", "")[-_CONTEXT:]
