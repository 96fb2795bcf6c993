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
from frusconv.model.walk import between_lines, grouped, is_block_element
from frusconv.writers.html_inlines import HtmlInlines, css_class, rendition
from frusconv.writers.xml import attributes, escape

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
_DEEPEST_HEADING = 6
# The level of what is no heading: a note's head must not stand in the outline of the page.
_NO_HEADING = 99


class HtmlBody(HtmlInlines):
    """Writes the blocks of one file, and at their end the notes that stood in them."""

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
        # A group is no landmark: a page has as many notes' sections as documents.
        kind = ' epub:type="footnotes"' if self._is_epub else ' role="group"'
        inside = "\n".join(out)
        return f'<section class="notes" id="{heading_id}"{kind} aria-label="{label}">\n{inside}\n</section>'

    def _note_text(self, identifier: str, marker: str, note: Note) -> str:
        back = f'<a class="note-number" href="#{marker}" role="doc-backlink">{escape(note.n)}</a> '
        parts = [
            f"<p>{self.inlines(group)}</p>" if isinstance(group, tuple) else self._block(group, _NO_HEADING)
            for group in grouped(note.children)
        ]
        inside_text = "\n".join(parts)
        if inside_text.startswith("<p"):
            opening, _, rest = inside_text.partition(">")
            inside_text = f"{opening}>{back}{rest}"
        else:
            inside_text = f"<p>{back}</p>\n{inside_text}".rstrip("\n")
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
                return self._paragraphs(children, self._id(attrs) + css_class(rend), level)
            case Head(children, attrs):
                inside = self.inlines(children)
                if level >= _NO_HEADING or not inside.strip():
                    return f'<p{self._id(attrs)} class="head">{inside}</p>'
                return self._heading(inside, attrs, min(max(level, 1), _DEEPEST_HEADING))
            case List():
                return self._list(node, level)
            case (
                Text() | Hi() | PersName() | Gloss() | PlaceName() | Date() | Ref() | Note() | PageBreak() | LineBreak()
            ):
                return self._run((node,))
            case _:
                return self._rare_block(node, level)

    def _heading(self, inside: str, attrs: Attrs, level: int) -> str:
        values = self._id(attrs)
        if self._title_id:
            inside = f"<span{values}>{inside}</span>" if values else inside
            values, self._title_id = f' id="{self._title_id}"', None
        return f"<h{level}{values}>{inside}</h{level}>"

    def _rare_block(self, node: _Rare, level: int) -> str:
        match node:
            case Opener(children, attrs):
                return self._division("div", "opener", between_lines(children), attrs, level)
            case Closer(children, attrs):
                return self._division("div", "closer", between_lines(children), attrs, level)
            case Dateline(children, attrs):
                return self._paragraphs(children, self._id(attrs) + css_class("dateline", rendition(attrs)), level)
            case Seg(children, attrs):
                return self._paragraphs(children, self._id(attrs) + css_class("seg", rendition(attrs)), level)
            case Signed(children, attrs):
                return self._paragraphs(children, self._id(attrs) + css_class("signed"), level)
            case Salute(children, attrs):
                return self._paragraphs(children, self._id(attrs) + css_class("salute"), level)
            case SourceNote(children, attrs):
                return self._paragraphs(children, self._id(attrs) + css_class("source-note"), level)
            case Postscript(children, attrs):
                return self._division("div", "postscript", children, attrs, level)
            case Attachment(children, attrs):
                return self._division("section", "attachment", children, attrs, level + 1)
            case Quote(children, attrs):
                return self._division("blockquote", None, children, attrs, level)
            case Table():
                return self._table(node)
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
        return f"<{tag}{self._id(attrs)}{css_class(name)}>\n{inside}\n</{tag}>" if inside else ""

    def _paragraphs(self, children: tuple[Content, ...], values: str, level: int) -> str:
        """Return a paragraph; one with lists or tables in it becomes several, with those between them."""
        groups = list(grouped(children))
        if len(groups) == 1 and isinstance(groups[0], tuple):
            return f"<p{values}>{self.inlines(groups[0])}</p>"
        parts = []
        if values.startswith(" id=") and not (groups and isinstance(groups[0], tuple)):
            parts.append(f"<p{values}></p>")  # What links to the paragraph finds it before its first list.
            values = css_class("continued")
        for group in groups:
            if isinstance(group, tuple):
                parts.append(f"<p{values}>{self.inlines(group)}</p>")
                values = css_class("continued")
            else:
                parts.append(self._block(group, level))
        return "\n".join(parts)

    def _list(self, node: List, level: int) -> str:
        """Return a list. A label stands at the beginning of its item, a page break in the item that it comes before."""
        kinds = css_class("labelled" if any(type(child) is Label for child in node.children) else None, node.type)
        identifier = self._id(node.attrs)
        opening = f"<ul{identifier}{kinds}>"
        out: list[str] = []
        items: list[str] = []
        labels: list[Label] = []
        for child in (*node.children, None):
            if labels and not isinstance(child, Item | PageBreak | LineBreak | Label):
                items.append(f"<li>{self._labels(labels)}</li>")
            if items and (child is None or isinstance(child, Head)):
                out.append("\n".join([opening, *items, "</ul>"]))
                opening, items = f"<ul{kinds}>", []
            if isinstance(child, Head):
                out.append(f'<p class="list-head"{self._id(child.attrs)}>{self.inlines(child.children)}</p>')
            elif isinstance(child, Label):
                labels.append(child)
            elif isinstance(child, Item):
                items.append(self._item(child, self._labels(labels), level))
            elif child is not None:
                items += self._between_items(child, level)
        if identifier and identifier in opening:  # A list without items.
            out.append(f"<div{identifier}></div>")
        return "\n".join(out)

    def _labels(self, labels: list[Label]) -> str:
        """Return the labels that an item begins with, and take them."""
        written = [
            f'<span class="label"{self._id(label.attrs)}>{self.inlines(label.children)}</span> ' for label in labels
        ]
        labels.clear()
        return "".join(written)

    def _between_items(self, node: Content, level: int) -> list[str]:
        if isinstance(node, PageBreak):
            return [f'<li class="page-line">{self._page_break(node)}</li>']
        written = self._block(node, level)
        return [f"<li>{written}</li>"] if written else []

    def _item(self, item: Item, lead: str, level: int) -> str:
        identifier = self._id(item.attrs)
        groups = list(grouped(item.children))
        if len(groups) == 1 and isinstance(groups[0], tuple):
            return f"<li{identifier}>{lead}{self.inlines(groups[0])}</li>"
        parts = [self.inlines(group) if isinstance(group, tuple) else self._block(group, level) for group in groups]
        return f"<li{identifier}>{lead}" + "\n".join(parts) + "</li>"

    def _table(self, table: Table) -> str:
        captions: list[str] = []
        rows: list[str] = []
        lead = ""
        for child in table.children:
            if isinstance(child, Head) and not rows:
                captions.append(f"<span{self._id(child.attrs)}>{self.inlines(child.children)}</span>")
            elif isinstance(child, Row):
                rows.append(self._row(child, lead))
                lead = ""
            else:
                lead += self._beside_cells(child)
        if lead:
            rows.append(f"<tr><td>{lead}</td></tr>")
        if not rows:
            return f"<p{self._id(table.attrs)}>{'<br/>'.join(captions)}</p>"
        caption = f"<caption>{'<br/>'.join(captions)}</caption>\n" if captions else ""
        inside = "\n".join(rows)
        written = f"<table{self._id(table.attrs)}>\n{caption}<tbody>\n{inside}\n</tbody>\n</table>"
        if self._is_epub:
            return written
        # A table too wide for the screen scrolls by itself, and by the keyboard.
        return f'<div class="table" role="group" aria-label="Table" tabindex="0">\n{written}\n</div>'

    def _row(self, row: Row, lead: str) -> str:
        cells = []
        for child in row.children:
            if isinstance(child, Cell):
                cells.append(self._cell(child, row.role, lead))
                lead = ""
            else:
                lead += self._beside_cells(child)
        if lead or not cells:
            cells.append(f"<td>{lead}</td>")
        return f"<tr{self._id(row.attrs)}>{''.join(cells)}</tr>"

    def _beside_cells(self, node: Content) -> str:
        return self._page_break(node) if isinstance(node, PageBreak) else self._block(node, _NO_HEADING)

    def _cell(self, cell: Cell, row_role: str | None, lead: str) -> str:
        groups = list(grouped(cell.children))
        # A heading without text would be announced as one that is empty.
        is_heading = bool(groups) and "label" in (cell.role, row_role)
        tag = "th" if is_heading else "td"
        spans = attributes(
            {
                "scope": ("col" if row_role == "label" else "row") if is_heading else None,
                "rowspan": str(cell.rows) if cell.rows > 1 else None,
                "colspan": str(cell.cols) if cell.cols > 1 else None,
                "class": rendition(cell.attrs),
            }
        )
        if all(isinstance(group, tuple) for group in groups):
            inside = "".join(self.inlines(group) for group in groups if isinstance(group, tuple))
        else:
            inside = self.blocks(cell.children, _NO_HEADING)
        return f"<{tag}{self._id(cell.attrs)}{spans}>{lead}{inside}</{tag}>"
