"""Nodes as TEI: a document's div, and what stands in it."""

from __future__ import annotations

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
    Document,
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
from frusconv.model.walk import is_block_element, plain_text
from frusconv.writers import WriteOptions
from frusconv.writers.tei_attachments import flattened, is_told
from frusconv.writers.tei_dates import bounds
from frusconv.writers.tei_header import FRUS, TEI
from frusconv.writers.tei_places import place_ref
from frusconv.writers.xml import attributes, element, escape, tag

_SYMBOL_IDS = "*†‡§¶║"
_Rare: TypeAlias = (
    Row
    | Table
    | Quote
    | Figure
    | Postscript
    | Attachment
    | Salute
    | Term
    | Time
    | Del
    | Unclear
    | Gap
    | Graphic
    | Element
)

# What tells that a line above it stands inside a text.
_TEXT = (Para, List, Table, Quote, Figure)


def known(**values: str | None) -> Attrs:
    """Return the attributes that have a value."""
    return tuple((name, value) for name, value in values.items() if value is not None)


class DivWriter:
    """Writes one document's div. Mixed content stays on one line, so that no blank is ever added to the text."""

    def __init__(self, document: Document, options: WriteOptions, depth: int, ids: set[str]) -> None:
        self._document = document
        self._options = options
        self._indent = "  " * depth
        self._ids = ids
        self._symbols = 0

    def write(self) -> str:
        """Return the div."""
        before, blocks, after = self._outer_breaks()
        inner = self._indent + "  "
        lines = [f"{self._indent}{self.node(mark, self._indent)}" for mark in before]
        lines.append(f"{self._indent}<div{self._div_attributes()}>")
        lines += [f"{inner}{written}" for written in self._blocks(blocks, inner)]
        lines.append(f"{self._indent}</div>")
        lines += [f"{self._indent}{self.node(mark, self._indent)}" for mark in after]
        return "\n".join(lines)

    def _div_attributes(self) -> str:
        document = self._document
        values: dict[str, str | None] = {}
        if self._options.is_bare:
            is_frus = (
                self._options.profile == "frus" or document.attrs is not None or any(map(is_told, document.blocks))
            )
            values = {"xmlns": TEI, "xmlns:frus": FRUS if is_frus else None}
        if document.attrs is not None:
            return attributes(values | dict(document.attrs))
        values |= {
            "type": "document",
            "subtype": document.subtype,
            "n": document.number or document.id.removeprefix("d"),
            "xml:id": document.id,
        }
        if self._options.profile == "frus":
            values["frus:doc-dateTime-min"], values["frus:doc-dateTime-max"] = bounds(document)
        return attributes(values)

    def _outer_breaks(self) -> tuple[tuple[Content, ...], tuple[Content, ...], tuple[Content, ...]]:
        """Return the page breaks before the document, its other blocks, and the page breaks behind it.

        The Office's rules of today want them outside the div; a div alone has no outside, and one that was read stays.
        """
        blocks = self._document.blocks
        if self._options.profile != "frus" and self._document.attrs is None:
            return (), flattened(blocks), ()
        if self._options.profile != "frus" or self._options.is_bare or self._document.attrs is not None:
            return (), blocks, ()
        others = [index for index, block in enumerate(blocks) if not isinstance(block, PageBreak)]
        if not others:  # Pages, and nothing on them.
            return (), blocks, ()
        first, last = others[0], others[-1] + 1
        return blocks[:first], blocks[first:last], blocks[last:]

    def _blocks(self, blocks: tuple[Content, ...], indent: str) -> list[str]:
        """Return the blocks of a div or an attachment."""
        last_text = max((index for index, block in enumerate(blocks) if isinstance(block, _TEXT)), default=-1)
        return [
            self._inner_line(block, has_text_behind=index < last_text) or self.node(block, indent)
            for index, block in enumerate(blocks)
        ]

    def _inner_line(self, block: Content, *, has_text_behind: bool) -> str | None:
        """Return a dateline or signature with text behind it as a paragraph; TEI has them at a div's ends alone.

        In the volumes with source notes above the heading the Office has no paragraphs for such datelines; TEI's word
        for a line that is none is `ab`.
        """
        match block:
            case Dateline(children, None) if has_text_behind:
                if self._options.profile == "tei" and any(isinstance(top, SourceNote) for top in self._document.blocks):
                    return element("ab", self._inlines(children), {"type": "dateline", "rend": "right"})
                return element("p", self._inlines(children), {"rend": "right"})
            case Signed(children, None):
                return element("p", self._inlines(children), {"rend": "right"})
            case _:
                return None

    def node(self, node: Content, indent: str = "") -> str:
        """Return a node; the lines of one with a line for each child are indented by `indent`."""
        match node:
            case Text(text):
                return escape(text)
            case Para(children, rend, attrs):
                return self._mixed("p", children, attrs, rend=rend)
            case Gloss(children, role, attrs):
                return self._mixed("gloss", children, attrs, type=role)
            case PersName(children, role, attrs):
                return self._mixed("persName", children, attrs, type=role)
            case Hi(rend, children, attrs):
                return self._mixed("hi", children, attrs, rend=rend)
            case Note():
                return self._note(node)
            case PageBreak():
                return self._page_break(node)
            case Date():
                return self._date(node)
            case Ref(children, target, attrs):
                return self._mixed("ref", children, attrs, target=target or None)
            case Head(children, attrs):
                return self._mixed("head", children, attrs)
            case Item(children, attrs):
                return self._mixed("item", children, attrs)
            case Label(children, attrs):
                return self._mixed("label", children, attrs)
            case Cell(children, role, rows, cols, attrs):
                spans = {"rows": str(rows) if rows > 1 else None, "cols": str(cols) if cols > 1 else None}
                return self._mixed("cell", children, attrs, role=role, **spans)
            case PlaceName(children, attrs):
                return self._mixed("placeName", children, attrs, ref=self._place_ref(node))
            case Dateline(children, attrs):
                return self._mixed("dateline", children, attrs, rendition="#right")
            case Seg(children, attrs):
                return self._mixed("seg", children, attrs, rendition="#left")
            case Signed(children, attrs):
                return self._mixed("signed", children, attrs)
            case SourceNote(children, attrs):
                return self._mixed("note", children, attrs, rend="inline", type="source")
            case Opener(children, attrs):
                return self._group("opener", children, attrs, indent)
            case Closer(children, attrs):
                return self._group("closer", children, attrs, indent)
            case List(children, kind, attrs):
                return self._group("list", children, attrs if attrs is not None else known(type=kind), indent)
            case LineBreak(attrs):
                return f"<{tag('lb', attrs)}/>"
            case _:
                return self._rare(node, indent)

    def _rare(self, node: _Rare, indent: str) -> str:
        match node:
            case Row(children, role, attrs):
                return self._group("row", children, attrs if attrs is not None else known(role=role), indent)
            case Table(children, attrs):
                return self._group("table", children, attrs, indent)
            case Quote(children, attrs):
                is_inline = any(type(child) is Text for child in children)
                attrs = attrs if attrs is not None or is_inline else known(rend="blockquote")
                return self._group("quote", children, attrs, indent)
            case Figure(children, attrs):
                return self._group("figure", children, attrs, indent)
            case Postscript(children, attrs):
                return self._group("postscript", children, attrs, indent)
            case Attachment(children, attrs):
                return self._attachment(children, attrs, indent)
            case Salute(children, attrs):
                return self._mixed("salute", children, attrs)
            case Term(children, attrs):
                return self._mixed("term", children, attrs)
            case Time(children, attrs):
                return self._mixed("time", children, attrs)
            case Del(children, attrs):
                return self._mixed("del", children, attrs, rend="strikethrough")
            case Unclear(children, attrs):
                return self._mixed("unclear", children, attrs)
            case Gap(reason, unit, quantity, attrs):
                return self._mixed("gap", (), attrs, reason=reason, unit=unit, quantity=quantity)
            case Graphic(url, attrs):
                return self._mixed("graphic", (), attrs, url=url)
            case Element(name, children, attrs):
                if is_block_element(name):
                    return self._group(name, children, attrs, indent)
                return self._mixed(name, children, attrs)
            case _:
                assert_never(node)

    def _mixed(self, name: str, children: tuple[Content, ...], attrs: Attrs, **derived: str | None) -> str:
        """Return an element on one line; `derived` are its attributes if it was not read from TEI."""
        content = self._inlines(children) if attrs is None else self._verbatim(children)
        opening = tag(name, attrs) if attrs is not None else name + attributes(derived)
        return f"<{opening}>{content}</{name}>" if content else f"<{opening}/>"

    def _group(self, name: str, children: tuple[Content, ...], attrs: Attrs, indent: str) -> str:
        """Return an element with a line for each child, or on one line if there is text between them."""
        opening = tag(name, attrs)
        if not children:
            return f"<{opening}/>"
        if any(type(child) is Text for child in children):
            return f"<{opening}>{self._verbatim(children)}</{name}>"
        inner = indent + "  "
        inside = "".join(f"{inner}{self.node(child, inner)}\n" for child in children)
        return f"<{opening}>\n{inside}{indent}</{name}>"

    def _attachment(self, children: tuple[Content, ...], attrs: Attrs, indent: str) -> str:
        if attrs is not None:
            return self._group("frus:attachment", children, attrs, indent)
        inner = indent + "  "
        inside = "".join(f"{inner}{written}\n" for written in self._blocks(children, inner))
        return f"<frus:attachment>\n{inside}{indent}</frus:attachment>"

    def _verbatim(self, children: tuple[Content, ...]) -> str:
        return "".join([escape(child.text) if type(child) is Text else self.node(child) for child in children])

    def _inlines(self, children: tuple[Content, ...]) -> str:
        """Return mixed content, with the blanks around breaks and notes that the Office's rules ask for."""
        if len(children) == 1 and type(children[0]) is Text:
            return escape(children[0].text)
        out: list[str] = []
        previous: Content | None = None
        for child in children:
            written = self.node(child)
            if isinstance(child, PageBreak) and isinstance(previous, Para):
                written = f" {written} "
            elif isinstance(child, PageBreak) and out and out[-1][-1:] == " ":
                written += " "  # A page break has a blank on both sides or on neither.
            elif isinstance(child, Note) and isinstance(previous, Note):
                written = f" {written}"  # Two notes have one between them, and none before the first.
            elif isinstance(child, Para) and out and out[-1][-1:] != " ":
                written = f" {written}"  # So have paragraphs, which else would run into each other as text.
            out.append(written)
            previous = child
        return "".join(out)

    def _date(self, date: Date) -> str:
        value = date.value
        is_frus = self._options.profile == "frus"
        # The Office's rules ask for both bounds of a date, or neither.
        not_after = value.not_after if value.not_before or not is_frus else None
        return self._mixed(
            "date",
            date.children,
            date.attrs,
            when=value.when,
            **{"from": value.from_, "to": value.to, "notBefore": value.not_before, "notAfter": not_after},
            calendar="gregorian" if is_frus else None,
            cert=value.cert if value.cert != "high" and not is_frus else None,
        )

    def _place_ref(self, name: PlaceName) -> str | None:
        """Return the pointer to a place that the header of this file describes."""
        if self._options.profile == "frus" or self._options.is_bare or name.attrs is not None:
            return None
        return place_ref(plain_text(name.children), self._document)

    def _note(self, note: Note) -> str:
        if note.attrs is not None:
            return self._mixed("note", note.children, note.attrs)
        identifier = unique(self._note_id(note.n), self._ids)
        return self._mixed("note", note.children, None, n=note.n, type=note.type, **{"xml:id": identifier})

    def _note_id(self, n: str) -> str:
        if n[:1] in _SYMBOL_IDS:
            self._symbols += 1
            return f"{self._document.id}fn-sym{self._symbols}"
        return f"{self._document.id}fn{n}"

    def _page_break(self, mark: PageBreak) -> str:
        if mark.attrs is not None:
            return f"<{tag('pb', mark.attrs)}/>"
        bare = mark.n.strip("[]").replace("–", "-")
        return f"<pb{attributes({'n': mark.n, 'xml:id': unique(f'pg_{bare}', self._ids)})}/>"
