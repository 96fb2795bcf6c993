"""TEI elements as nodes of the model: what each element becomes, and which blanks between elements mean nothing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeAlias

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
    Role,
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
    When,
)
from frusconv.model.node import attribute
from frusconv.model.walk import is_block, is_header_element
from frusconv.pattern import Pattern

Pairs: TypeAlias = tuple[tuple[str, str], ...]
Children: TypeAlias = tuple[Content, ...]

_BLANK = Text(" ")
_BLANKS = Pattern(r"[ \t\r\n]+")
_NUMBER_IN_ID = Pattern(r"fn-?(\w{1,40})$")
# Elements whose children are elements: blanks between them are there for the eye of whoever edits the file.
_STRUCTURE = frozenset(
    "div opener closer list table row figure postscript quote frus:attachment titlePage docTitle".split()
)


def node(name: str, attrs: Pairs, children: Children) -> Content:
    """Return the element `name` as a node."""
    make = MAKERS.get(name)
    return make(children, attrs) if make else Element(name, children, attrs)


def content(name: str, pieces: list[Content | str]) -> Children:
    """Return the children of an element, from its child nodes and text as strings, with every run of blanks as one.

    Blanks alone between the parts of an element that holds no text are left out.
    """
    if not pieces:
        return ()
    if len(pieces) == 1:
        only = pieces[0]
        return (Text(squeezed_blanks(only)),) if type(only) is str else (only,)  # type: ignore[return-value]
    out: list[Content] = []
    has_text = was_text = False
    for piece in pieces:
        if type(piece) is not str:
            out.append(piece)  # type: ignore[arg-type]
            was_text = False
        elif was_text:  # A long text comes in several pieces.
            text = squeezed_blanks(out.pop().text + piece)  # type: ignore[union-attr]
            has_text = has_text or text != " "
            out.append(Text(text))
        else:
            was_text = True
            if piece.isspace() and not piece.strip(" \t\r\n"):
                out.append(_BLANK)
            else:
                has_text = True
                out.append(Text(squeezed_blanks(piece)))
    if has_text or not _is_structure(name, pieces):
        return tuple(out)
    return tuple([child for child in out if type(child) is not Text])


def squeezed_blanks(text: str) -> str:
    """Return `text` with every run of XML's blanks as one; other blanks, as non-breaking ones, stay."""
    if "\n" in text or "  " in text or "\t" in text or "\r" in text:
        return _BLANKS.sub(" ", text)
    return text


def _is_structure(name: str, pieces: Iterable[Content | str]) -> bool:
    """Tell whether the children of an element without text are of a kind that blanks between them mean nothing."""
    if name in _STRUCTURE or is_header_element(name):
        return True
    return all(isinstance(piece, str) or is_block(piece) for piece in pieces)


def _role(attrs: Pairs) -> Role | None:
    found = attribute(attrs, "type") if attrs else None
    return "from" if found == "from" else "to" if found == "to" else None


def _when(attrs: Pairs) -> When:
    found = dict(attrs)
    cert = found.get("cert")
    return When(
        found.get("when"),
        found.get("from"),
        found.get("to"),
        "medium" if cert == "medium" else "low" if cert == "low" else "high",
        found.get("notBefore"),
        found.get("notAfter"),
    )


def _note(children: Children, attrs: Pairs) -> Note | SourceNote:
    """A note without number and id, or one that its encoding puts in line, is printed where it stands."""
    found = dict(attrs)
    n, identifier, kind = found.get("n"), found.get("xml:id"), found.get("type")
    if found.get("rend") == "inline" or (n is None and identifier is None):
        return SourceNote(children, attrs)
    if n is None:
        numbered = _NUMBER_IN_ID.search(identifier or "")
        n = numbered[1] if numbered else "*"
    return Note(n, children, "source" if kind == "source" else "summary" if kind == "summary" else None, attrs)


def _span(attrs: Pairs, name: str) -> int:
    found = attribute(attrs, name)
    return int(found) if found and found.isascii() and found.isdigit() and 0 < int(found) < 1000 else 1


# What makes the node of each element.
MAKERS: dict[str, Callable[[Children, Pairs], Content]] = {
    "p": lambda children, attrs: Para(children, attribute(attrs, "rend"), attrs),
    "gloss": lambda children, attrs: Gloss(children, _role(attrs), attrs),
    "persName": lambda children, attrs: PersName(children, _role(attrs), attrs),
    "hi": lambda children, attrs: Hi(attribute(attrs, "rend") or "", children, attrs),
    "note": _note,
    "ref": lambda children, attrs: Ref(children, attribute(attrs, "target") or "", attrs),
    "pb": lambda _, attrs: PageBreak(attribute(attrs, "n") or "", attrs),
    "lb": lambda _, attrs: LineBreak(attrs),
    "item": Item,
    "label": Label,
    "head": Head,
    "list": lambda children, attrs: List(children, attribute(attrs, "type"), attrs),
    "date": lambda children, attrs: Date(children, _when(attrs), attrs),
    "time": Time,
    "placeName": PlaceName,
    "dateline": Dateline,
    "opener": Opener,
    "closer": Closer,
    "signed": Signed,
    "seg": Seg,
    "salute": Salute,
    "postscript": Postscript,
    "table": Table,
    "row": lambda children, attrs: Row(children, attribute(attrs, "role"), attrs),
    "cell": lambda children, attrs: Cell(
        children, attribute(attrs, "role"), _span(attrs, "rows"), _span(attrs, "cols"), attrs
    ),
    "quote": Quote,
    "figure": Figure,
    "graphic": lambda _, attrs: Graphic(attribute(attrs, "url") or "", attrs),
    "frus:attachment": Attachment,
    "term": Term,
    "del": Del,
    "unclear": Unclear,
    "gap": lambda _, attrs: Gap(
        attribute(attrs, "reason"), attribute(attrs, "unit"), attribute(attrs, "quantity"), attrs
    ),
}
