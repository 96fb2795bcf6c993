"""The TEI writer: documents as the Office of the Historian encodes them."""

from __future__ import annotations

from typing import assert_never

from frusconv.model import (
    Block,
    Closer,
    Date,
    Dateline,
    Document,
    Gloss,
    Head,
    Hi,
    Inline,
    Item,
    LineBreak,
    List,
    Note,
    Opener,
    PageBreak,
    Para,
    PersName,
    PlaceName,
    Postscript,
    Seg,
    Signed,
    SourceNote,
    Text,
    Volume,
)
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.tei_header import FRUS, TEI, header
from frusconv.writers.xml import attributes, element, escape

_SYMBOL_IDS = "*†‡§¶║"


def write_tei(volume: Volume, options: WriteOptions = DEFAULTS) -> bytes:
    """Return `volume` as one TEI file in UTF-8, or with `is_bare` its documents' divs alone.

    The profile `tei` is TEI P5 and nothing else; `frus` adds what the Office's schema has beside it.
    """
    depth = 0 if options.is_bare else 3
    ids = {document.id for document in volume.documents}
    divs = [_DivWriter(document, options, depth, ids).write() for document in volume.documents]
    if options.is_bare:
        return "\n".join([*divs, ""]).encode()
    body = "\n".join(divs)
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f"<TEI{attributes(_namespaces(options))}>\n"
        f"{header(volume, options.profile)}"
        f"  <text>\n    <body>\n{body}\n    </body>\n  </text>\n</TEI>\n"
    ).encode()


def _namespaces(options: WriteOptions) -> dict[str, str | None]:
    return {"xmlns": TEI, "xmlns:frus": FRUS if options.profile == "frus" else None}


class _DivWriter:
    """Writes one document's div. Mixed content stays on one line, so that no blank is ever added to the text."""

    def __init__(self, document: Document, options: WriteOptions, depth: int, ids: set[str]) -> None:
        self._document = document
        self._options = options
        self._indent = "  " * depth
        self._ids = ids
        self._symbols = 0

    def write(self) -> str:
        """Return the div."""
        document = self._document
        values = _namespaces(self._options) if self._options.is_bare else {}
        values |= {
            "type": "document",
            "subtype": document.subtype,
            "n": document.number or document.id.removeprefix("d"),
            "xml:id": document.id,
        }
        if self._options.profile == "frus":
            values["frus:doc-dateTime-min"], values["frus:doc-dateTime-max"] = _bounds(document)
        before, blocks, after = self._outer_breaks()
        lines = [f"{self._indent}{self._block(mark)}" for mark in before]
        lines.append(f"{self._indent}<div{attributes(values)}>")
        for index, block in enumerate(blocks):
            written = self._inner_dateline(block, blocks[index + 1 :]) or self._block(block)
            lines.append(f"{self._indent}  {written}")
        lines.append(f"{self._indent}</div>")
        lines += [f"{self._indent}{self._block(mark)}" for mark in after]
        return "\n".join(lines)

    def _outer_breaks(self) -> tuple[tuple[Block, ...], tuple[Block, ...], tuple[Block, ...]]:
        """Return the page breaks before the document, its other blocks, and the page breaks behind it.

        The Office's rules of today want them outside the div; a div alone has no outside.
        """
        blocks = self._document.blocks
        if self._options.profile != "frus" or self._options.is_bare:
            return (), blocks, ()
        others = [index for index, block in enumerate(blocks) if not isinstance(block, PageBreak)]
        first, last = others[0], others[-1] + 1
        return blocks[:first], blocks[first:last], blocks[last:]

    def _inner_dateline(self, block: Block, rest: tuple[Block, ...]) -> str | None:
        """Return a dateline with text behind it as a paragraph: TEI has datelines at a div's ends alone."""
        if isinstance(block, Dateline) and any(isinstance(following, Para | List) for following in rest):
            return element("p", self._inlines(block.children), {"rend": "right"})
        return None

    def _block(self, block: Block) -> str:
        match block:
            case Para(children, rend):
                return element("p", self._inlines(children), {"rend": rend} if rend else None)
            case SourceNote(children):
                return element("note", self._inlines(children), {"rend": "inline", "type": "source"})
            case Head(children):
                return element("head", self._inlines(children))
            case Opener(parts):
                return self._group("opener", [self._opener_part(part) for part in parts])
            case Dateline(children):
                return self._opener_part(block)
            case List():
                return self._list(block)
            case Closer(parts):
                return self._group("closer", [self._closer_part(part) for part in parts])
            case Postscript(paras):
                return self._group("postscript", [self._block(para) for para in paras])
            case PageBreak():
                return self._page_break(block)
            case _:
                assert_never(block)

    def _group(self, name: str, parts: list[str]) -> str:
        inside = "".join(f"{self._indent}    {part}\n" for part in parts)
        return f"<{name}>\n{inside}{self._indent}  </{name}>"

    def _opener_part(self, part: Seg | Dateline) -> str:
        match part:
            case Seg(children):
                return element("seg", self._inlines(children), {"rendition": "#left"})
            case Dateline(children):
                return element("dateline", self._inlines(children), {"rendition": "#right"})
            case _:
                assert_never(part)

    def _closer_part(self, part: Signed | PageBreak) -> str:
        match part:
            case Signed(name, tail, office):
                person = element("persName", element("hi", self._inlines(name), {"rend": "strong"}))
                title = "<lb/>" + element("hi", self._inlines(office), {"rend": "italic"}) if office else ""
                return element("signed", person + self._inlines(tail) + title)
            case PageBreak():
                return self._page_break(part)
            case _:
                assert_never(part)

    def _list(self, block: List) -> str:
        parts = [element("head", self._inlines(block.head))] if block.head else []
        for item in block.items:
            match item:
                case Item(children):
                    parts.append(element("item", self._inlines(children)))
                case PageBreak():
                    parts.append(self._page_break(item))
                case _:
                    assert_never(item)
        inside = "".join(f"{self._indent}    {part}\n" for part in parts)
        opening = f"<list{attributes({'type': block.type})}>"
        return f"{opening}\n{inside}{self._indent}  </list>"

    def _inlines(self, children: tuple[Inline, ...]) -> str:
        if len(children) == 1 and isinstance(children[0], Text):
            return escape(children[0].text)
        out: list[str] = []
        previous: Inline | None = None
        for child in children:
            written = self._inline(child)
            if isinstance(child, PageBreak) and out and out[-1][-1:] == " ":
                written += " "  # A page break has a blank on both sides or on neither.
            elif isinstance(child, Note) and isinstance(previous, Note):
                written = f" {written}"  # Two notes have one between them, and none before the first.
            out.append(written)
            previous = child
        return "".join(out)

    def _inline(self, inline: Inline) -> str:
        match inline:
            case Text(text):
                return escape(text)
            case Note():
                return self._note(inline)
            case PageBreak():
                return self._page_break(inline)
            case LineBreak():
                return "<lb/>"
            case Hi(rend, children):
                return element("hi", self._inlines(children), {"rend": rend})
            case PersName(children, role):
                return element("persName", self._inlines(children), {"type": role})
            case Gloss(children, role):
                return element("gloss", self._inlines(children), {"type": role})
            case PlaceName(children):
                return element("placeName", self._inlines(children))
            case Date(children, value):
                values = {"when": value.when, "from": value.from_, "to": value.to}
                if self._options.profile == "frus":
                    values["calendar"] = "gregorian"
                elif value.cert != "high":
                    values["cert"] = value.cert
                return element("date", self._inlines(children), values)
            case _:
                assert_never(inline)

    def _note(self, note: Note) -> str:
        values = {"n": note.n, "type": note.type, "xml:id": self._unique(self._note_id(note.n))}
        return element("note", self._inlines(note.children), values)

    def _note_id(self, n: str) -> str:
        if n[:1] in _SYMBOL_IDS:
            self._symbols += 1
            return f"{self._document.id}fn-sym{self._symbols}"
        return f"{self._document.id}fn{n}"

    def _page_break(self, mark: PageBreak) -> str:
        bare = mark.n.strip("[]").replace("–", "-")
        return f"<pb{attributes({'n': mark.n, 'xml:id': self._unique(f'pg_{bare}')})}/>"

    def _unique(self, identifier: str) -> str:
        """Return `identifier`, with a number behind it where the document has it already."""
        unique, count = identifier, 1
        while unique in self._ids:
            count += 1
            unique = f"{identifier}-{count}"
        self._ids.add(unique)
        return unique


def _bounds(document: Document) -> tuple[str | None, str | None]:
    """Return the earliest and latest moment of the date in the dateline, in Washington's standard time.

    The Office derives them so: a day runs from midnight to midnight, a time is converted. A time without an offset
    counts as its day here, for the place's offset is not known.
    """
    for block in document.blocks:
        if isinstance(block, Opener):
            for part in block.parts:
                for child in part.children:
                    if isinstance(child, Date):
                        return _moment(child.value.first, "00:00:00"), _moment(child.value.last, "23:59:59")
    return None, None


def _moment(value: str | None, time: str) -> str | None:
    if value is None or len(value) < 10:
        return None
    if value.endswith("+00:00"):
        from datetime import datetime, timedelta, timezone

        return datetime.fromisoformat(value).astimezone(timezone(timedelta(hours=-5))).isoformat()
    return f"{value[:10]}T{time}-05:00"
