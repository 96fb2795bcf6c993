"""Nodes as HTML that is XML at the same time: what web pages and EPUB have in common."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, assert_never

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
from frusconv.model.walk import grouped, is_block_element
from frusconv.pattern import Pattern
from frusconv.writers.links import Links
from frusconv.writers.xml import attributes, element, escape

_Rare: TypeAlias = (
    Opener
    | Closer
    | Dateline
    | Seg
    | Signed
    | Salute
    | SourceNote
    | Postscript
    | Attachment
    | Label
    | Item
    | Row
    | Cell
    | Table
    | Quote
    | Figure
    | Graphic
    | Gap
    | Term
    | Time
    | Del
    | Unclear
    | Element
)
_HI_TAGS = {
    "italic": "i",
    "strong": "b",
    "bold": "b",
    "underline": "u",
    "sub": "sub",
    "subscript": "sub",
    "superscript": "sup",
}
_NOT_IN_CLASS = Pattern(r"[^A-Za-z0-9_-]+")
_DATETIME = Pattern(r"\d{4}(?:-\d\d(?:-\d\d(?:T\d\d:\d\d(?::\d\d)?(?:[+-]\d\d:\d\d|Z)?)?)?)?")
_DEEPEST_HEADING = 6


class HtmlBody:
    """Writes the nodes of one file, and gathers the notes that stand in them.

    Every id is written once: where a volume has it twice, the first keeps it. `is_epub` adds EPUB's own semantics
    (epub:type) to the ARIA roles.
    """

    def __init__(self, links: Links, is_epub: bool = False) -> None:
        self._links = links
        self._is_epub = is_epub
        self._ids: set[str] = set()
        self._prefix = ""
        # The notes met since the last call of `notes`: id of the note, id of its marker, and the note.
        self._notes: list[tuple[str, str, Note]] = []
        # The page breaks written: number and id, in order.
        self.pages: list[tuple[str, str]] = []

    def begin(self, prefix: str) -> None:
        """Begin a unit; `prefix` makes the ids of what has none."""
        self._prefix = prefix

    def unique(self, identifier: str) -> str:
        """Return `identifier`, or what has not been used as an id in this file."""
        unique, count = identifier, 1
        while unique in self._ids:
            count += 1
            unique = f"{identifier}-{count}"
        self._ids.add(unique)
        return unique

    def blocks(self, nodes: Iterable[Content], level: int) -> str:
        """Return nodes as block content, a line each; inlines among them become paragraphs.

        `level` is the level of their headings.
        """
        lines = []
        for node in grouped(nodes):
            if isinstance(node, tuple):
                lines.append(self._run(node))
            else:
                lines.append(self._block(node, level))
        return "\n".join([line for line in lines if line])

    def notes(self, heading_id: str, label: str = "Notes") -> str:
        """Return the notes met since the last call as a section, or nothing if there are none."""
        if not self._notes:
            return ""
        out = []
        while self._notes:  # A note can hold notes.
            waiting, self._notes = self._notes, []
            out += [self._note_text(*entry) for entry in waiting]
        kind = ' epub:type="footnotes"' if self._is_epub else ""
        inside = "\n".join(out)
        return f'<section class="notes" id="{heading_id}"{kind} aria-label="{label}">\n{inside}\n</section>'

    def _note_text(self, identifier: str, marker: str, note: Note) -> str:
        back = f'<a class="note-number" href="#{marker}" role="doc-backlink">{escape(note.n)}</a> '
        groups = list(grouped(note.children))
        if not groups or isinstance(groups[0], tuple | Para):
            first = groups[0] if groups else ()
            inside = first.children if isinstance(first, Para) else first
            parts = [f"<p>{back}{self.inlines(inside)}</p>"]  # type: ignore[arg-type]
            rest = groups[1:]
        else:
            parts, rest = [f"<p>{back}</p>"], groups
        parts += [self._run(group) if isinstance(group, tuple) else self._block(group, 6) for group in rest]
        inside_text = "\n".join(parts)
        if self._is_epub:
            return (
                f'<aside class="note" id="{identifier}" epub:type="footnote" role="doc-footnote">{inside_text}</aside>'
            )
        return f'<div class="note" id="{identifier}" role="doc-footnote">{inside_text}</div>'

    def _run(self, run: tuple[Content, ...]) -> str:
        if all(isinstance(node, PageBreak) or (isinstance(node, Text) and not node.text.strip()) for node in run):
            return "\n".join(
                f'<div class="page-line">{self._page_break(node)}</div>' for node in run if isinstance(node, PageBreak)
            )
        if all(isinstance(node, LineBreak | Text) for node in run) and not any(
            isinstance(node, Text) and node.text.strip() for node in run
        ):
            return ""
        return f"<p>{self.inlines(run)}</p>"

    def _block(self, node: Content, level: int) -> str:
        match node:
            case Para(children, rend, attrs):
                return self._paragraphs(children, self._id(attrs) + _class(rend), level)
            case Head(children, attrs):
                depth = min(level, _DEEPEST_HEADING)
                return f"<h{depth}{self._id(attrs)}>{self.inlines(children)}</h{depth}>"
            case List():
                return self._list(node, level)
            case (
                Text() | Hi() | PersName() | Gloss() | PlaceName() | Date() | Ref() | Note() | PageBreak() | LineBreak()
            ):
                return self._run((node,))
            case _:
                return self._rare_block(node, level)

    def _rare_block(self, node: _Rare, level: int) -> str:
        match node:
            case Opener(children, attrs):
                return self._division("div", "opener", self._grouping(children), attrs, level)
            case Closer(children, attrs):
                return self._division("div", "closer", self._grouping(children), attrs, level)
            case Dateline(children, attrs):
                return self._paragraphs(children, self._id(attrs) + _class("dateline", _rendition(attrs)), level)
            case Seg(children, attrs):
                return self._paragraphs(children, self._id(attrs) + _class("seg", _rendition(attrs)), level)
            case Signed(children, attrs):
                return self._paragraphs(children, self._id(attrs) + _class("signed"), level)
            case Salute(children, attrs):
                return self._paragraphs(children, self._id(attrs) + _class("salute"), level)
            case SourceNote(children, attrs):
                return self._paragraphs(children, self._id(attrs) + _class("source-note"), level)
            case Postscript(children, attrs):
                return self._division("div", "postscript", children, attrs, level)
            case Attachment(children, attrs):
                return self._division("section", "attachment", children, attrs, level + 1)
            case Quote(children, attrs):
                return self._division("blockquote", None, children, attrs, level)
            case Table():
                return self._table(node, level)
            case Figure(children, attrs):
                return self._division("figure", None, children, attrs, level)
            case Graphic() | Gap() | Term() | Time() | Del() | Unclear():
                return self._run((node,))
            case Label(children, attrs) | Item(children, attrs):
                return self._division("div", "item", children, attrs, level)
            case Row(children, _, attrs):
                return self._division("div", "row", children, attrs, level)
            case Cell(children, _, _, _, attrs):
                return self._division("div", "cell", children, attrs, level)
            case Element(name, children, attrs):
                if not is_block_element(name):
                    return self._run((node,))
                return self._division("div", name.replace(":", "-"), children, attrs, level)
            case _:
                assert_never(node)

    def _division(self, tag: str, name: str | None, children: tuple[Content, ...], attrs: Attrs, level: int) -> str:
        inside = self.blocks(children, level)
        return f"<{tag}{self._id(attrs)}{_class(name)}>\n{inside}\n</{tag}>" if inside else ""

    def _grouping(self, children: tuple[Content, ...]) -> tuple[Content, ...]:
        """Leave out line breaks between lines that are blocks."""
        return tuple(child for child in children if not isinstance(child, LineBreak))

    def _paragraphs(self, children: tuple[Content, ...], values: str, level: int) -> str:
        """Return a paragraph; one with lists or tables in it becomes several, with those between them."""
        groups = list(grouped(children))
        if len(groups) == 1 and isinstance(groups[0], tuple):
            return f"<p{values}>{self.inlines(groups[0])}</p>"
        parts = []
        for group in groups:
            if isinstance(group, tuple):
                parts.append(f"<p{values}>{self.inlines(group)}</p>")
                values = _class("continued")
            else:
                parts.append(self._block(group, level))
        return "\n".join(parts)

    def _list(self, node: List, level: int) -> str:
        """Return a list. A label stands at the beginning of its item, a page break in the item that it comes before."""
        out: list[str] = []
        waiting: list[str] = []
        label: Label | None = None
        has_labels = any(isinstance(child, Label) for child in node.children)
        for child in node.children:
            if isinstance(child, Head):
                out.append(f'<p class="list-head"{self._id(child.attrs)}>{self.inlines(child.children)}</p>')
            elif isinstance(child, Label):
                label = child
            elif isinstance(child, Item):
                waiting.append(self._item(child, label, level))
                label = None
            elif isinstance(child, PageBreak):
                waiting.append(f'<li class="page-line">{self._page_break(child)}</li>')
            elif not isinstance(child, LineBreak):
                waiting.append(f"<li>{self._block(child, level)}</li>")
        if label is not None:
            waiting.append(f'<li><span class="label">{self.inlines(label.children)}</span></li>')
        if waiting:
            kinds = _class("labelled" if has_labels else None, node.type)
            items = "\n".join(waiting)
            out.append(f"<ul{self._id(node.attrs)}{kinds}>\n{items}\n</ul>")
        return "\n".join(out)

    def _item(self, item: Item, label: Label | None, level: int) -> str:
        lead = f'<span class="label">{self.inlines(label.children)}</span> ' if label else ""
        identifier = self._id(item.attrs)
        groups = list(grouped(item.children))
        if len(groups) == 1 and isinstance(groups[0], tuple):
            return f"<li{identifier}>{lead}{self.inlines(groups[0])}</li>"
        parts = [self.inlines(group) if isinstance(group, tuple) else self._block(group, level) for group in groups]
        return f"<li{identifier}>{lead}" + "\n".join(parts) + "</li>"

    def _table(self, table: Table, level: int) -> str:
        caption, rows, lead = "", [], ""
        for child in table.children:
            if isinstance(child, Head):
                caption += f"<caption>{self.inlines(child.children)}</caption>\n"
            elif isinstance(child, Row):
                rows.append(self._row(child, lead, level))
                lead = ""
            elif isinstance(child, PageBreak):
                lead += self._page_break(child)
            else:
                lead += self._block(child, level)
        if lead:
            rows.append(f"<tr><td>{lead}</td></tr>")
        inside = "\n".join(rows)
        return f"<table{self._id(table.attrs)}>\n{caption}<tbody>\n{inside}\n</tbody>\n</table>" if rows else caption

    def _row(self, row: Row, lead: str, level: int) -> str:
        cells = []
        for child in row.children:
            if isinstance(child, Cell):
                cells.append(self._cell(child, row.role, lead, level))
                lead = ""
            elif isinstance(child, PageBreak):
                lead += self._page_break(child)
        if lead or not cells:
            cells.append(f"<td>{lead}</td>")
        return f"<tr>{''.join(cells)}</tr>"

    def _cell(self, cell: Cell, row_role: str | None, lead: str, level: int) -> str:
        tag = "th" if "label" in (cell.role, row_role) else "td"
        spans = attributes(
            {
                "rowspan": str(cell.rows) if cell.rows > 1 else None,
                "colspan": str(cell.cols) if cell.cols > 1 else None,
                "class": _rendition(cell.attrs),
            }
        )
        groups = list(grouped(cell.children))
        if all(isinstance(group, tuple) for group in groups):
            inside = "".join(self.inlines(group) for group in groups if isinstance(group, tuple))
        else:
            inside = self.blocks(cell.children, level)
        return f"<{tag}{self._id(cell.attrs)}{spans}>{lead}{inside}</{tag}>"

    def inlines(self, nodes: Iterable[Content]) -> str:
        """Return nodes as phrasing content."""
        return "".join([escape(node.text) if type(node) is Text else self._inline(node) for node in nodes])

    def _inline(self, node: Content) -> str:
        match node:
            case Gloss(children, role, attrs):
                return self._span(children, attrs, "gloss" if role else None)
            case PersName(children, role, attrs):
                return self._span(children, attrs, "persName" if role else None)
            case Hi(rend, children, attrs):
                tag = _HI_TAGS.get(rend)
                inside = self.inlines(children)
                if tag:
                    return f"<{tag}{self._id(attrs)}>{inside}</{tag}>" if inside else ""
                return f"<span{self._id(attrs)}{_class(rend)}>{inside}</span>" if inside else ""
            case Note():
                return self._note(node)
            case PageBreak():
                return self._page_break(node)
            case LineBreak():
                return "<br/>"
            case Ref(children, target, attrs):
                address = self._links.address(target)
                inside = self.inlines(children)
                if address is None or not inside:
                    return self._span(children, attrs, None) if inside else ""
                return f'<a{self._id(attrs)} href="{_quoted(address)}">{inside}</a>'
            case Date(children, value, attrs):
                moment = value.when if value.when and _DATETIME.fullmatch(value.when) else None
                return f"<time{self._id(attrs)}{attributes({'datetime': moment})}>{self.inlines(children)}</time>"
            case PlaceName(children, attrs):
                return self._span(children, attrs, "placeName")
            case Text(text):
                return escape(text)
            case Del(children, attrs):
                return f"<del{self._id(attrs)}>{self.inlines(children)}</del>"
            case Gap():
                return self._gap(node)
            case Graphic(url, attrs):
                return element("span", "", {"class": "graphic", "role": "img", "aria-label": f"Picture {url}"})
            case Term(children, attrs):
                return f"<dfn{self._id(attrs)}>{self.inlines(children)}</dfn>"
            case Unclear(children, attrs):
                return self._span(children, attrs, "unclear")
            case Time(children, attrs):
                return self._span(children, attrs, None)
            case Element(name, children, attrs):
                return self._span(children, attrs, name.replace(":", "-"))
            case _:
                # A block where none can stand, as a list in a heading: its lines follow each other.
                return self._squeezed(node)

    def _squeezed(self, block: Content) -> str:
        parts = [self.inlines([child]) for child in getattr(block, "children", ())]
        return " ".join(part for part in parts if part)

    def _span(self, children: tuple[Content, ...], attrs: Attrs, name: str | None) -> str:
        values = self._id(attrs) + _class(name)
        inside = self.inlines(children)
        return f"<span{values}>{inside}</span>" if values else inside

    def _note(self, note: Note) -> str:
        wanted = _xml_id(note.attrs) or f"{self._prefix}fn{_NOT_IN_CLASS.sub('', note.n) or 'sym'}"
        identifier = self.unique(wanted)
        marker = self.unique(f"{identifier}-ref")
        self._notes.append((identifier, marker, note))
        kind = ' epub:type="noteref"' if self._is_epub else ""
        return f'<a class="noteref" id="{marker}" href="#{identifier}" role="doc-noteref"{kind}>{escape(note.n)}</a>'

    def _page_break(self, mark: PageBreak) -> str:
        n = mark.n
        wanted = _xml_id(mark.attrs) or f"pg_{_NOT_IN_CLASS.sub('', n) or 'unnumbered'}"
        identifier = self.unique(wanted)
        if not n:
            return f'<span class="page" id="{identifier}"></span>'
        self.pages.append((n, identifier))
        if self._is_epub:
            return (
                f'<span class="page" id="{identifier}" epub:type="pagebreak" role="doc-pagebreak"'
                f' aria-label="{_quoted(f" Page {n}. ")}"></span>'
            )
        return (
            f'<span class="page" id="{identifier}" role="doc-pagebreak" aria-label="Page {_quoted(n)}">'
            f"[Page {escape(n)}]</span>"
        )

    def _gap(self, gap: Gap) -> str:
        extent = " ".join(filter(None, (gap.quantity, gap.unit)))
        told = ", ".join(filter(None, (extent, f"reason: {gap.reason}" if gap.reason else "")))
        return element("span", "", {"class": "gap", "role": "img", "aria-label": f"Left out {told}".strip()})

    def _id(self, attrs: Attrs) -> str:
        if not attrs:
            return ""
        found = _xml_id(attrs)
        if found is None or found in self._ids:
            return ""
        self._ids.add(found)
        return f' id="{_quoted(found)}"'


def _xml_id(attrs: Attrs) -> str | None:
    for name, value in attrs or ():
        if name == "xml:id":
            return value
    return None


def _rendition(attrs: Attrs) -> str | None:
    for name, value in attrs or ():
        if name == "rendition":
            return value.replace("#", "")
    return None


def _class(*names: str | None) -> str:
    known = " ".join(name for name in names if name)
    return f' class="{_NOT_IN_CLASS.sub(" ", known).strip()}"' if known else ""


def _quoted(value: str) -> str:
    return escape(value).replace('"', "&quot;")
