"""Inlines as Markdown: text, spans, links, notes and page markers in one of the flavors."""

from __future__ import annotations

from collections.abc import Iterable

from frusconv.model import (
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
from frusconv.model.walk import children_of, is_block
from frusconv.pattern import Pattern
from frusconv.writers import WriteOptions
from frusconv.writers.links import Links, anchor
from frusconv.writers.markdown_escape import QUICK, escaped, link
from frusconv.writers.markdown_spans import PageMark, Piece, Span, flowed

_BLANKS = Pattern(r"[ \t\r\n]+")
NOT_IN_LABEL = Pattern(r"[^A-Za-z0-9-]+")
# What leaves no trace in Markdown but its text.
_TRANSPARENT = frozenset((PersName, Gloss, PlaceName, Date, Term))


class MarkdownInlines:
    """Writes the inlines of one file, and gathers the notes that stand in them."""

    def __init__(self, links: Links, options: WriteOptions) -> None:
        self._links = links
        self._flavor = options.flavor
        self._special = QUICK[options.flavor].search
        self._pages = options.pages
        self._scope = ""
        self._symbols = 0
        self._labels: set[str] = set()
        self._anchors: set[str] = set()
        self._notes: list[tuple[str, Note]] = []
        # While a note is written, the notes that stand in it.
        self._inner_notes: list[Note] | None = None

    def begin(self, scope: str) -> None:
        """Begin a unit; `scope` goes before the labels of its notes, where a file has several documents."""
        self._scope = NOT_IN_LABEL.sub("-", scope)
        self._symbols = 0

    def inlines(self, nodes: Iterable[Content]) -> str:
        """Return nodes as inline Markdown, on one line but for line ends that print keeps."""
        pieces: list[Piece] = []
        self._gather(nodes, frozenset(), pieces)
        return flowed(pieces, self._flavor)

    def _gather(self, nodes: Iterable[Content], inside: frozenset[str], out: list[Piece]) -> None:
        """Add the pieces of nodes to `out`; `inside` are the kinds of span that they stand in."""
        special = self._special
        for node in nodes:
            kind = type(node)
            if kind is Text:
                text = node.text  # type: ignore[union-attr]
                # Most pieces of text are plain: this loop is where a volume spends its time.
                if "\n" in text:
                    text = _BLANKS.sub(" ", text)
                if special(text) or ".." in text or "--" in text or "ww." in text:
                    text = escaped(text, self._flavor)
                out.append(text)
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
                if out and isinstance(last := out[-1], str):
                    out[-1] = last.rstrip(" ")  # A marker sticks to what it is on.
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
            case Text() | PersName() | Gloss() | PlaceName() | Date() | Term() | Time() | Unclear() | Element():
                if is_block(node):
                    out.append(" ")
                self._gather(children_of(node), inside, out)
            case _:  # A block where none can stand, as a list in a heading: its lines follow each other.
                out.append(" ")
                self._gather_block(node, inside, out)

    def _gather_block(self, block: Block, inside: frozenset[str], out: list[Piece]) -> None:
        self._gather(children_of(block), inside, out)

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
        shown = f"\\[{escaped(mark.label, self._flavor)}\\]"
        identifier = anchor(attribute(mark.attrs, "xml:id") or f"pg_{mark.n}")
        if self._pages == "span" and identifier not in self._anchors:
            self._anchors.add(identifier)
            if self._flavor == "pandoc":
                shown = f"[{shown}]{{#{identifier} .page}}"
            else:
                shown = f'<span id="{identifier}" class="page">{shown}</span>'
        out.append(PageMark(shown))

    def _note(self, note: Note) -> str:
        if self._inner_notes is not None:
            self._inner_notes.append(note)
            return f"<sup>{escaped(note.n, self._flavor)}</sup>"
        n = NOT_IN_LABEL.sub("", note.n)
        if not n:  # A symbol; the Office's ids count them too.
            self._symbols += 1
            n = f"sym{self._symbols}"
        label = unique(self._scope + n, self._labels)
        self._notes.append((label, note))
        if self._flavor == "commonmark":
            return f'<sup><a id="{label}-ref" href="#{label}">{escaped(note.n, self._flavor)}</a></sup>'
        return f"[^{label}]"


def _in_comment(text: str) -> str:
    return text.replace("--", "- -").replace(">", "&gt;")
