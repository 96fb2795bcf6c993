"""Blocks as Markdown: headings, paragraphs, lists, tables and notes in one of the flavors."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias, assert_never

from frusconv.model import (
    Attachment,
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
    Inline,
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
from frusconv.model.walk import between_lines, grouped, is_block
from frusconv.pattern import Pattern
from frusconv.writers.links import anchor
from frusconv.writers.markdown_escape import escaped, line_start
from frusconv.writers.markdown_inlines import NOT_IN_LABEL, MarkdownInlines
from frusconv.writers.markdown_list import counts_on, item, listed, prefixed
from frusconv.writers.markdown_table import html_table, pipe_table

_OtherBlock: TypeAlias = (
    Element
    | Dateline
    | Seg
    | Salute
    | Signed
    | SourceNote
    | Postscript
    | Figure
    | Head
    | Label
    | Item
    | Row
    | Cell
    | Inline
)
# Hashes at a heading's end would close it.
_CLOSING = Pattern(r"(?<!#)#+$")
_DEEPEST_HEADING = 6
# How paragraphs are printed that have one of these as @rend.
_PARA_SPANS = {"strong": "strong", "italic": "italic", "sectiontitleital": "italic"}


class MarkdownBody(MarkdownInlines):
    """Writes the nodes of one file."""

    def heading(self, text: str, level: int, identifier: str | None) -> str:
        """Return a heading around inline Markdown, with an anchor that links lead to."""
        marks = "#" * min(level, _DEEPEST_HEADING)
        text = _CLOSING.sub(lambda found: "\\#" * len(found[0]), text.replace("\\\n", " ").replace("\n", " "))
        identifier = anchor(identifier or "")
        if not identifier or identifier in self._anchors:
            return f"{marks} {text}".rstrip()
        self._anchors.add(identifier)
        if self._flavor == "pandoc":
            return f"{marks} {text} {{#{identifier}}}"
        if self._flavor == "obsidian":
            return f"{marks} {text} ^{NOT_IN_LABEL.sub('-', identifier)}"
        return f'<a id="{identifier}"></a>\n\n{marks} {text}'.rstrip()

    def named(self, blocks: list[str], identifier: str) -> list[str]:
        """Return the blocks of a unit with an anchor before them if no heading has it."""
        identifier = anchor(identifier)
        if not blocks or identifier in self._anchors:
            return blocks
        self._anchors.add(identifier)
        if self._flavor == "obsidian":
            return [f"{blocks[0]} ^{NOT_IN_LABEL.sub('-', identifier)}", *blocks[1:]]
        return [f"[]{{#{identifier}}}" if self._flavor == "pandoc" else f'<a id="{identifier}"></a>', *blocks]

    def blocks(self, nodes: Iterable[Content], level: int, identifier: str | None = None) -> list[str]:
        """Return nodes as blocks of Markdown; the first heading among them gets the id."""
        out: list[str] = []
        for node in grouped(nodes):
            if isinstance(node, tuple):
                out.append(self._lines(node))
            elif isinstance(node, Head):
                out.append(self.heading(self.inlines(node.children), level, identifier))
                identifier = None
            else:
                out += self._block(node, level)
        return [block for block in out if block]

    def notes(self) -> list[str]:
        """Return the notes met since the last call, each as a block."""
        out = []
        while self._notes:  # A note can hold notes.
            notes, self._notes = self._notes, []
            for label, note in notes:
                out.append(self._note_text(label, note))
        return out

    def _note_text(self, label: str, note: Note) -> str:
        self._inner_notes = []
        blocks = self.blocks(note.children, _DEEPEST_HEADING) or ["<!-- -->"]  # An empty note would take what follows.
        while self._inner_notes:  # Notes do not nest in Markdown: one in a note stands at its end.
            inner = self._inner_notes.pop(0)
            blocks += self.blocks((Para((Hi("superscript", (Text(inner.n),)), Text(" "), *inner.children)),), 6)
        self._inner_notes = None
        if self._flavor == "commonmark":
            back = f'<a id="{label}" href="#{label}-ref">{escaped(note.n, self._flavor)}</a>. '
            return "\n\n".join([back + blocks[0], *blocks[1:]])
        inside = "\n\n".join(blocks).replace("\n", "\n    ").replace("\n    \n", "\n\n")
        return f"[^{label}]: {inside}".rstrip()

    def _block(self, block: Content, level: int) -> list[str]:
        match block:
            case Para(children, rend):
                span = _PARA_SPANS.get(rend or "")
                return self._paragraph((Hi(span, children),) if span and _has_no_hi(children) else children)
            case Opener(children) | Closer(children):
                return self.blocks(between_lines(children), level)
            case List(children):
                return self._list(children, level)
            case Table():
                return self._table(block)
            case Quote(children):
                return [prefixed("\n\n".join(self.blocks(children, level)), "> ", "> ")]
            case Attachment(children):
                return self.blocks(children, level + 1)
            case _:
                return self._other_block(block)

    def _other_block(self, block: _OtherBlock) -> list[str]:
        """Return a block that leaves no trace in Markdown but its text, a paragraph or several."""
        match block:
            case Element(_, children) | Dateline(children) | Seg(children) | Salute(children) | Signed(children):
                return self._paragraph(children)
            case SourceNote(children) | Postscript(children) | Figure(children):
                return self._paragraph(children)
            case Head(children) | Label(children) | Item(children) | Row(children) | Cell(children):
                return self._paragraph(children)  # Out of its place: a list's, a table's.
            case Note() | PageBreak() | LineBreak() | Gap() | Graphic() | Text():
                return self._paragraph((block,))
            case Hi() | Del() | Ref() | Date() | Time() | PlaceName() | PersName() | Gloss() | Term() | Unclear():
                return self._paragraph((block,))
            case _:
                assert_never(block)

    def _paragraph(self, children: tuple[Content, ...]) -> list[str]:
        """Return a paragraph; one with lists or tables in it becomes several, with those between them."""
        out: list[str] = []
        for group in grouped(children):
            if isinstance(group, tuple):
                if text := self._lines(group):
                    out.append(text)
            else:
                out += self.blocks((group,), _DEEPEST_HEADING)
        return out

    def _lines(self, inlines: tuple[Content, ...]) -> str:
        """Return inlines as lines of a paragraph."""
        text = self.inlines(inlines)
        if "\n" in text:
            return "\n".join([line_start(line, self._flavor) for line in text.split("\n")])
        return line_start(text, self._flavor)

    def _list(self, children: tuple[Content, ...], level: int) -> list[str]:
        """Return a list. Labels that count on by one make a numbered list; others begin the text of their items."""
        out: list[str] = []
        items: list[tuple[str, list[str]]] = []
        label: str | None = None
        is_numbered = counts_on(children)
        for child in children:
            if isinstance(child, Head):
                out += self._paragraph(
                    (Hi("strong", child.children),) if _has_no_hi(child.children) else child.children
                )
            elif isinstance(child, Label):
                if label is not None:
                    items.append(item(label, [], is_numbered))
                label = self.inlines(child.children)
            elif isinstance(child, Item):
                blocks = self.blocks(child.children, level)
                items.append(item(label, blocks, is_numbered))
                label = None
            else:
                items += [("", [block]) for block in self.blocks((child,), level)]
        if label is not None:
            items.append(("- ", [label]))
        return [*out, *listed(items)]

    def _table(self, table: Table) -> list[str]:
        out: list[str] = []
        rows: list[tuple[Row, list[tuple[Cell | None, list[str]]]]] = []
        lead: list[str] = []
        for child in table.children:
            if isinstance(child, Row):
                cells: list[tuple[Cell | None, list[str]]] = []
                for cell in child.children:
                    inner = cell.children if isinstance(cell, Cell) else (cell,)
                    blocks = [*lead, *self.blocks(inner, _DEEPEST_HEADING)]
                    cells.append((cell if isinstance(cell, Cell) else None, blocks))
                    lead = []
                rows.append((child, cells))
            elif isinstance(child, Head):
                out += self._paragraph((Hi("strong", child.children),))
            else:  # A page begins between two rows.
                lead += self.blocks((child,), _DEEPEST_HEADING)
        make = html_table if self._flavor == "commonmark" else pipe_table
        return [*out, *make(rows), *lead]


def _has_no_hi(children: tuple[Content, ...]) -> bool:
    return not any(isinstance(child, Hi) or is_block(child) for child in children)
