"""Nodes as Markdown: blocks, inlines, lists, tables and notes in one of the flavors."""

from __future__ import annotations

from collections.abc import Iterable

from frusconv.model import (
    Attachment,
    Cell,
    Closer,
    Content,
    Date,
    Del,
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
    Quote,
    Ref,
    Row,
    Table,
    Term,
    Text,
)
from frusconv.model.node import Attrs
from frusconv.model.walk import children_of, grouped, is_block
from frusconv.pattern import Pattern
from frusconv.writers import WriteOptions
from frusconv.writers.links import Links
from frusconv.writers.markdown_escape import escaped, line_start, link
from frusconv.writers.markdown_spans import PageMark, Piece, Span, flowed
from frusconv.writers.markdown_table import html_table, pipe_table

_BLANKS = Pattern(r"[ \t\r\n]+")
_NUMBER = Pattern(r"(\d{1,9})\.")
_NOT_IN_LABEL = Pattern(r"[^A-Za-z0-9-]+")
_DEEPEST_HEADING = 6
# What leaves no trace in Markdown but its text.
_TRANSPARENT = frozenset((PersName, Gloss, PlaceName, Date, Term))
# How paragraphs are printed that have one of these as @rend.
_PARA_SPANS = {"strong": "strong", "italic": "italic", "sectiontitleital": "italic"}


class MarkdownBody:
    """Writes the nodes of one file, and gathers the notes that stand in them.

    `scope` goes before the labels of a document's notes, where a file has several documents.
    """

    def __init__(self, links: Links, options: WriteOptions) -> None:
        self._links = links
        self._flavor = options.flavor
        self._pages = options.pages
        self._scope = ""
        self._labels: set[str] = set()
        self._anchors: set[str] = set()
        self._notes: list[tuple[str, Note]] = []

    def begin(self, scope: str) -> None:
        """Begin a unit."""
        self._scope = scope

    def heading(self, text: str, level: int, identifier: str | None) -> str:
        """Return a heading around inline Markdown, with an anchor that links lead to."""
        marks = "#" * min(level, _DEEPEST_HEADING)
        text = text.replace("\\\n", " ").replace("\n", " ").rstrip("#")
        if not identifier or identifier in self._anchors:
            return f"{marks} {text}".rstrip()
        self._anchors.add(identifier)
        if self._flavor == "pandoc":
            return f"{marks} {text} {{#{identifier}}}"
        if self._flavor == "obsidian":
            return f"{marks} {text} ^{_NOT_IN_LABEL.sub('-', identifier)}"
        return f'<a id="{identifier}"></a>\n\n{marks} {text}'.rstrip()

    def blocks(self, nodes: Iterable[Content], level: int, anchor: str | None = None) -> list[str]:
        """Return nodes as blocks of Markdown; the first heading among them gets the anchor."""
        out: list[str] = []
        for node in grouped(nodes):
            if isinstance(node, tuple):
                out += self._paragraph(node)
            elif isinstance(node, Head):
                out.append(self.heading(self.inlines(node.children), level, anchor))
                anchor = None
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
        blocks = self.blocks(note.children, _DEEPEST_HEADING) or [""]
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
                return self.blocks(_without_line_breaks(children), level)
            case List(children):
                return self._list(children, level)
            case Table():
                return self._table(block)
            case Quote(children):
                return [_prefixed("\n\n".join(self.blocks(children, level)), "> ", "> ")]
            case Attachment(children):
                return self.blocks(children, level + 1)
            case _:
                return self._paragraph(children_of(block))

    def _paragraph(self, children: tuple[Content, ...]) -> list[str]:
        """Return a paragraph; one with lists or tables in it becomes several, with those between them."""
        out: list[str] = []
        for group in grouped(children):
            if isinstance(group, tuple):
                text = self.inlines(group)
                if text:
                    out.append("\n".join([line_start(line, self._flavor) for line in text.split("\n")]))
            else:
                out += self.blocks((group,), _DEEPEST_HEADING)
        return out

    def _list(self, children: tuple[Content, ...], level: int) -> list[str]:
        """Return a list. Labels that count on by one make a numbered list; others begin the text of their items."""
        out: list[str] = []
        items: list[tuple[str, list[str]]] = []
        label: str | None = None
        is_numbered = _counts_on(children)
        for child in children:
            if isinstance(child, Head):
                out += self._paragraph(
                    (Hi("strong", child.children),) if _has_no_hi(child.children) else child.children
                )
            elif isinstance(child, Label):
                label = self.inlines(child.children)
            elif isinstance(child, Item):
                blocks = self.blocks(child.children, level)
                items.append(_item(label, blocks, is_numbered))
                label = None
            elif isinstance(child, PageBreak) or is_block(child):
                items += [("", [block]) for block in self.blocks((child,), level)]
        if label is not None:
            items.append(("- ", [label]))
        return [*out, *_listed(items)]

    def _table(self, table: Table) -> list[str]:
        out: list[str] = []
        rows: list[tuple[Row, list[tuple[Cell | None, list[str]]]]] = []
        lead: list[str] = []
        for child in table.children:
            if isinstance(child, Row):
                cells: list[tuple[Cell | None, list[str]]] = []
                for cell in child.children:
                    inner = cell.children if isinstance(cell, Cell) else (cell,)
                    cells.append((cell if isinstance(cell, Cell) else None, [*lead, *self.blocks(inner, 6)]))
                    lead = []
                rows.append((child, cells))
            elif isinstance(child, Head):
                out += self._paragraph((Hi("strong", child.children),))
            else:  # A page begins between two rows.
                lead += self.blocks((child,), 6)
        make = html_table if self._flavor == "commonmark" else pipe_table
        return [*out, *make(rows), *lead]

    def inlines(self, nodes: Iterable[Content]) -> str:
        """Return nodes as inline Markdown, on one line but for line ends that print keeps."""
        pieces: list[Piece] = []
        self._gather(nodes, frozenset(), pieces)
        return flowed(pieces, self._flavor)

    def _gather(self, nodes: Iterable[Content], inside: frozenset[str], out: list[Piece]) -> None:
        """Add the pieces of nodes to `out`; `inside` are the kinds of span that they stand in."""
        for node in nodes:
            kind = type(node)
            if kind is Text:
                text = node.text  # type: ignore[union-attr]
                out.append(escaped(_BLANKS.sub(" ", text) if "\n" in text else text, self._flavor))
            elif kind in _TRANSPARENT:
                self._gather(node.children, inside, out)  # type: ignore[union-attr]
            else:
                self._gather_one(node, inside, out)

    def _gather_one(self, node: Content, inside: frozenset[str], out: list[Piece]) -> None:
        match node:
            case Hi(rend, children):
                self._span(rend, children, inside, out)
            case Del(children):
                self._span("strikethrough", children, inside, out)
            case Note():
                out.append(self._note(node))
            case PageBreak():
                self._page(node, out)
            case LineBreak():
                out.append("\\\n")
            case Ref(children, target):
                self._ref(target, children, inside, out)
            case Gap(reason, unit, quantity):
                told = " ".join(filter(None, (quantity, unit, reason)))
                out.append(f"<!-- gap: {_in_comment(told)} -->")
            case Graphic(url):
                out.append(f"<!-- graphic: {_in_comment(url)} -->")
            case _:
                if is_block(node):  # As a list in a heading: its lines follow each other.
                    out.append(" ")
                self._gather(children_of(node), inside, out)

    def _span(self, kind: str, children: tuple[Content, ...], inside: frozenset[str], out: list[Piece]) -> None:
        if kind in inside:
            self._gather(children, inside, out)
            return
        pieces: list[Piece] = []
        self._gather(children, inside | {kind}, pieces)
        out.append(Span(kind, tuple(pieces)))

    def _ref(self, target: str, children: tuple[Content, ...], inside: frozenset[str], out: list[Piece]) -> None:
        address = self._links.address(target)
        pieces: list[Piece] = []
        self._gather(children, inside, pieces)
        text = flowed(pieces, self._flavor)
        if address is None or not text or "[^" in text:
            out += pieces
        else:
            out.append(link(text, address))

    def _page(self, mark: PageBreak, out: list[Piece]) -> None:
        if not mark.n:
            return
        if self._pages == "strip":
            out.append(PageMark(""))
            return
        shown = f"\\[Page {escaped(mark.n, self._flavor)}\\]"
        identifier = _xml_id(mark.attrs) or f"pg_{_NOT_IN_LABEL.sub('', mark.n)}"
        if self._pages == "span" and identifier not in self._anchors:
            self._anchors.add(identifier)
            if self._flavor == "pandoc":
                shown = f"[{shown}]{{#{identifier} .page}}"
            else:
                shown = f'<span id="{identifier}" class="page">{shown}</span>'
        out.append(PageMark(shown))

    def _note(self, note: Note) -> str:
        n = _NOT_IN_LABEL.sub("", note.n)
        wanted = f"{self._scope}{n or 'sym1'}"
        label, count = wanted, 1
        while label in self._labels:
            count += 1
            label = f"{self._scope}sym{count}" if not n else f"{wanted}-{count}"
        self._labels.add(label)
        self._notes.append((label, note))
        if self._flavor == "commonmark":
            return f'<sup><a id="{label}-ref" href="#{label}">{escaped(note.n, self._flavor)}</a></sup>'
        return f"[^{label}]"


def _xml_id(attrs: Attrs) -> str | None:
    return next((value for name, value in attrs or () if name == "xml:id"), None)


def _in_comment(text: str) -> str:
    return text.replace("--", "- -").replace(">", "&gt;")


def _has_no_hi(children: tuple[Content, ...]) -> bool:
    return not any(isinstance(child, Hi) or is_block(child) for child in children)


def _without_line_breaks(children: tuple[Content, ...]) -> tuple[Content, ...]:
    """Leave out line breaks between lines that are blocks, but none in running text."""
    if any(type(child) is Text for child in children):
        return children
    return tuple(child for child in children if not isinstance(child, LineBreak))


def _counts_on(children: tuple[Content, ...]) -> bool:
    """Tell whether every item has a label, and the labels count on by one: `3.`, `4.`, `5.`."""
    expected: int | None = None
    is_labelled = False
    for child in children:
        if isinstance(child, Label):
            only = child.children[0] if len(child.children) == 1 else None
            found = _NUMBER.fullmatch(only.text.strip()) if isinstance(only, Text) else None
            number = int(found[1]) if found else -1
            if is_labelled or number < 0 or (expected is not None and number != expected):
                return False
            expected, is_labelled = number + 1, True
        elif isinstance(child, Item):
            if not is_labelled:
                return False
            is_labelled = False
    return expected is not None and not is_labelled


def _item(label: str | None, blocks: list[str], is_numbered: bool) -> tuple[str, list[str]]:
    """Return the marker of an item and its blocks."""
    if label is None:
        return "- ", blocks
    if is_numbered:
        return f"{label.strip().replace(chr(92), '')} ", blocks
    first = blocks[0] if blocks else ""
    return "- ", [line_start(f"{label} {first}".strip(), "pandoc"), *blocks[1:]]


def _listed(items: list[tuple[str, list[str]]]) -> list[str]:
    """Return the items of a list as one block, or as several where something that is no item stands between them."""
    out: list[str] = []
    lines: list[str] = []
    is_loose = any(len(blocks) > 1 for _, blocks in items)
    for marker, blocks in items:
        if not marker:
            if lines:
                # What interrupts a list belongs to the item before it.
                lines[-1] += "\n\n" + _prefixed("\n\n".join(blocks), "  ", "  ")
            else:
                out += blocks
            continue
        lines.append(_prefixed("\n\n".join(blocks), marker, " " * len(marker)).rstrip())
    if lines:
        out.append(("\n\n" if is_loose else "\n").join(lines))
    return out


def _prefixed(text: str, first: str, rest: str) -> str:
    """Return `text` with a prefix before each line, one of its own before the first."""
    lines = text.split("\n")
    return "\n".join([first + lines[0], *((rest + line) if line else rest.rstrip() for line in lines[1:])])
