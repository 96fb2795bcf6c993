"""Nodes of the model as blocks and inlines of pandoc's."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

from frusconv.model import (
    Attachment,
    Attrs,
    Cell,
    Closer,
    Content,
    Date,
    Dateline,
    Del,
    Element,
    Figure,
    Gap,
    Gloss,
    Graphic,
    Head,
    Hi,
    Item,
    Label,
    LineBreak,
    List,
    Note,
    Opener,
    PageBreak,
    Para,
    PersName,
    PlaceName,
    Postscript,
    Quote,
    Ref,
    Row,
    Salute,
    Seg,
    Signed,
    SourceNote,
    Table,
    Term,
    Text,
    Time,
    Unclear,
)
from frusconv.model.names import unique
from frusconv.model.node import attribute
from frusconv.model.walk import between_lines, children_of, grouped, is_block_element, plain_text
from frusconv.pattern import Pattern
from frusconv.writers import PageMarks
from frusconv.writers.links import Links
from frusconv.writers.pandoc_ast import (
    DEFAULT_ALIGNMENT,
    SPACE,
    Node,
    attr,
    div,
    header,
    para,
    span,
    styled,
    wrapped,
)
from frusconv.writers.pandoc_inlines import PandocInlines
from frusconv.writers.pandoc_table import PandocCell, PandocRow, table

_Plain: TypeAlias = Opener | Closer | Label | Item | Row | Cell
_Styled: TypeAlias = Dateline | Seg | Signed | Salute | SourceNote
_Inline: TypeAlias = (
    Text
    | Hi
    | PersName
    | Gloss
    | PlaceName
    | Date
    | Time
    | Term
    | Unclear
    | Ref
    | Note
    | PageBreak
    | LineBreak
    | Del
    | Gap
    | Graphic
)
# An item's label and what it holds.
_ListItem: TypeAlias = "tuple[Label | None, list[Node]]"
# The class of the Div around them, and the name of the style that word processors give them.
_STYLES = {
    Dateline: ("dateline", "Dateline"),
    Seg: ("seg", "Classification"),
    Signed: ("signed", "Signature"),
    Salute: ("salute", "Salutation"),
    SourceNote: ("source-note", "Source Note"),
}
_RENDS = {
    "center": ("center", "Centered"),
    "right": ("right", "Right"),
    "sectiontitleital": ("sectiontitleital", "Section Title"),
}
_ALIGNMENTS = {"left": "AlignLeft", "right": "AlignRight", "center": "AlignCenter"}
_NUMBER = Pattern(r"(\d{1,4})\.")
# A label that counts or marks, and names nothing: `(a)`, `IV.`, `—`.
_SIGN = Pattern(r"\W*\w{0,3}\W*")
_DEEPEST_HEADING = 6


class PandocNodes(PandocInlines):
    """Makes the blocks of one volume."""

    def __init__(self, links: Links, pages: PageMarks) -> None:
        super().__init__(links, pages)
        # The id and class of the heading that comes next, if it is a unit's.
        self._heading: tuple[str, str] | None = None

    def begin(self, identifier: str) -> str:
        """Return the id that a unit gets."""
        self._heading = None
        return unique(identifier, self._ids)

    def name_heading(self, identifier: str, name: str) -> None:
        """Give the next heading an id and a class."""
        self._heading = identifier, name

    def blocks(self, nodes: Iterable[Content], level: int) -> list[Node]:
        """Return nodes as blocks; `level` is the level of their headings."""
        out: list[Node] = []
        for group in grouped(nodes):
            out += para(self.inlines(group)) if isinstance(group, tuple) else self._block(group, level)
        return out

    def _block(self, node: Content, level: int) -> list[Node]:
        match node:
            case Para(_, rend, attrs):
                return self._anchored(self._paragraph(node, rend, level), attrs)
            case Head(children, attrs):
                return [self._header(children, level, attrs)]
            case List(_, _, attrs):
                return self._anchored(self._list(node, level), attrs)
            case Table():
                return self._table(node, level)
            case Signed() | Dateline() | Seg() | Salute() | SourceNote():
                return self._styled(node, level)
            case Quote(children, attrs):
                return self._anchored([{"t": "BlockQuote", "c": self.blocks(children, level)}], attrs)
            case Attachment(children, attrs):
                return [div(self.blocks(children, level + 1), attr(self._id(attrs), ["attachment"]))]
            case Postscript(children, attrs):
                return [div(self.blocks(children, level), attr(self._id(attrs), ["postscript"]))]
            case Figure(children, attrs):
                return [div(self._figure(children, level), attr(self._id(attrs), ["figure"]))]
            case Opener() | Closer() | Label() | Item() | Row() | Cell():
                return self._anchored(self._inside(node, level), node.attrs)
            case Element(name, children, attrs):
                inside = self.blocks(children, level) if is_block_element(name) else para(self.inlines((node,)))
                return self._anchored(inside, attrs)
            case _:
                return self._inline_block(node)

    def _inside(self, node: _Plain, level: int) -> list[Node]:
        """Return what a block holds."""
        return self.blocks(between_lines(node.children), level)

    def _inline_block(self, node: _Inline) -> list[Node]:
        return para(self.inlines((node,)))

    def _header(self, children: tuple[Content, ...], level: int, attrs: Attrs) -> Node:
        own = self._id(attrs)
        inlines = self.inlines(children)
        if self._heading is None:
            return header(inlines, min(level, _DEEPEST_HEADING), attr(own))
        (identifier, name), self._heading = self._heading, None
        if own:
            inlines.insert(0, span([], attr(own)))
        return header(inlines, min(level, _DEEPEST_HEADING), attr(identifier, [name]))

    def _paragraph(self, node: Para, rend: str | None, level: int) -> list[Node]:
        out: list[Node] = []
        for group in grouped(node.children):
            if isinstance(group, tuple):
                inlines = self.inlines(group)
                if rend in ("italic", "sectiontitleital"):
                    inlines = wrapped("Emph", inlines)
                elif rend == "strong":
                    inlines = wrapped("Strong", inlines)
                out += para(inlines)
            else:
                out += self._block(group, level)
        style = _RENDS.get(rend or "")
        return styled(out, *style) if style else out

    def _styled(self, node: _Styled, level: int) -> list[Node]:
        name, style = _STYLES[type(node)]
        out: list[Node] = []
        for group in grouped(node.children):
            if isinstance(group, List):  # Several signers, each with lines of his own.
                for item in group.children:
                    out += self.blocks(children_of(item), level)
            else:
                out += para(self.inlines(group)) if isinstance(group, tuple) else self._block(group, level)
        return styled(out, name, style, self._id(node.attrs))

    def _figure(self, children: tuple[Content, ...], level: int) -> list[Node]:
        out: list[Node] = []
        for child in children:
            if isinstance(child, Head):
                out += styled(para(self.inlines(child.children)), "caption", "Caption", self._id(child.attrs))
            else:
                out += self.blocks((child,), level)
        return out

    def _list(self, node: List, level: int) -> list[Node]:
        """Return a list. A page break stands in the item that it comes before, or in the last one."""
        before: list[Node] = []
        items: list[_ListItem] = []
        lead: list[Node] = []
        label: Label | None = None
        for child in node.children:
            if isinstance(child, Head):
                before += styled(para(self.inlines(child.children)), "list-head", "List Heading", self._id(child.attrs))
            elif isinstance(child, Label):
                if label is not None:
                    items.append((label, []))
                label = child
            elif isinstance(child, PageBreak):
                lead += [*self.inlines((child,)), SPACE]
            elif not isinstance(child, LineBreak):
                items.append((label, _led(lead, self._block(child, level))))
                lead, label = [], None
        if label is not None or lead:
            items.append((label, para(lead)))
        return before + self._items(_tight(items))

    def _items(self, items: list[_ListItem]) -> list[Node]:
        """Return items as a numbered list where the labels count (`1.`, `2.`), with words before each as definitions.

        Other labels stand in their items, for not every format can have lists that count so.
        """
        if not items:
            return []
        labels = [plain_text(label.children).strip() if label else "" for label, _ in items]
        numbers = [int(found[1]) if (found := _NUMBER.fullmatch(label)) else -1 for label in labels]
        if numbers[0] >= 0 and numbers == list(range(numbers[0], numbers[0] + len(numbers))):
            style = [numbers[0], {"t": "Decimal"}, {"t": "Period"}]
            return [{"t": "OrderedList", "c": [style, [blocks for _, blocks in items]]}]
        if all(label and not _SIGN.fullmatch(label) for label in labels):
            entries = [[self.inlines(label.children), [blocks]] for label, blocks in items if label]
            return [{"t": "DefinitionList", "c": entries}]
        return [{"t": "BulletList", "c": [self._labelled(label, blocks) for label, blocks in items]}]

    def _labelled(self, label: Label | None, blocks: list[Node]) -> list[Node]:
        return _led([*self.inlines(label.children), SPACE], blocks) if label else blocks

    def _table(self, node: Table, level: int) -> list[Node]:
        caption: list[Node] = []
        before: list[Node] = []
        rows: list[PandocRow] = []
        lead: list[Node] = []
        for child in node.children:
            if isinstance(child, Head):
                caption += para(self.inlines(child.children), "Plain")
            elif isinstance(child, Row):
                rows.append(self._row(child, lead, level))
                lead = []
            elif isinstance(child, PageBreak):
                lead += self.inlines((child,))
            else:
                before += self._block(child, level)
        after = para(lead)
        if not rows:
            return [*before, *caption, *after]
        return [*before, table(rows, caption, attr(self._id(node.attrs))), *after]

    def _row(self, row: Row, lead: list[Node], level: int) -> PandocRow:
        cells: list[PandocCell] = []
        for child in row.children:
            if isinstance(child, PageBreak):
                lead = [*lead, *self.inlines((child,))]
            elif isinstance(child, Cell):
                cells.append(self._cell(child, lead, level))
                lead = []
            elif not isinstance(child, LineBreak):
                cells.append(PandocCell(self._block(child, level), 0))
        if lead:
            cells.append(PandocCell(para(lead), 0))
        is_head = row.role == "label" or (bool(row.children) and all(_is_label(child) for child in row.children))
        return PandocRow(cells, is_head, attr(self._id(row.attrs)))

    def _cell(self, cell: Cell, lead: list[Node], level: int) -> PandocCell:
        groups = list(grouped(cell.children))
        if len(groups) == 1 and isinstance(groups[0], tuple):
            blocks = para([*lead, *self.inlines(groups[0])], "Plain")
        else:
            blocks = [*para(lead, "Plain"), *self.blocks(cell.children, level)]
        told = (attribute(cell.attrs, "rend") or attribute(cell.attrs, "rendition") or "").removeprefix("#")
        alignment = {"t": _ALIGNMENTS[told]} if told in _ALIGNMENTS else DEFAULT_ALIGNMENT
        length = len(plain_text(cell.children))
        return PandocCell(blocks, length, cell.rows, cell.cols, alignment, attr(self._id(cell.attrs)))

    def _note_blocks(self, node: Note, lead: list[Node]) -> list[Node]:
        """Return what a note holds, after its id and `lead`."""
        identifier = self._id(node.attrs)
        start = [*([span([], attr(identifier, ["note"], n=node.n))] if identifier else []), *lead]
        blocks = self.blocks(node.children, _DEEPEST_HEADING)
        return _led(start, blocks) or [{"t": "Plain", "c": []}]

    def _anchored(self, blocks: list[Node], attrs: Attrs) -> list[Node]:
        identifier = self._id(attrs)
        return [div(blocks, attr(identifier))] if identifier else blocks


def _led(inlines: list[Node], blocks: list[Node]) -> list[Node]:
    """Return blocks with `inlines` at their beginning, in the first one if that is a paragraph."""
    if blocks and blocks[0]["t"] in ("Para", "Plain"):
        return [*para([*inlines, *blocks[0]["c"]], blocks[0]["t"]), *blocks[1:]]
    return [*para(inlines), *blocks]


def _tight(items: list[_ListItem]) -> list[_ListItem]:
    """Return items, with no space between them if each is a paragraph at most, and perhaps a list."""
    for _, blocks in items:
        if any(block["t"] not in ("Para", "Plain", "BulletList", "OrderedList") for block in blocks):
            return items
        if sum(block["t"] in ("Para", "Plain") for block in blocks) > 1:
            return items
    return [
        (label, [{"t": "Plain", "c": block["c"]} if block["t"] == "Para" else block for block in blocks])
        for label, blocks in items
    ]


def _is_label(node: Content) -> bool:
    return isinstance(node, Cell) and node.role == "label"
