"""Nodes of the model as JSON objects, each called by its TEI element; text is plain strings."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple, TypeAlias

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

Json: TypeAlias = dict[str, Any]
_DATE_KEYS = ("when", "from", "to", "cert", "notBefore", "notAfter")


class Shape(NamedTuple):
    """How a class of nodes is written: `type` is its name in JSON.

    `fields` are, in the order in which the Office has the attributes, the key in JSON, the attribute in TEI that says
    the same, and the node's field; `id` has no field, for it is an attribute alone.
    """

    type: str
    fields: tuple[tuple[str, str, str], ...] = ()


_ID = ("id", "xml:id", "")
_REND = ("rend", "rend", "rend")
_KIND = ("kind", "type", "type")
_ROLE = ("role", "role", "role")
_PARTY_ROLE = ("role", "type", "role")

SHAPES: dict[type, Shape] = {
    Para: Shape("p", (_REND, _ID)),
    Hi: Shape("hi", (_REND, _ID)),
    PersName: Shape("persName", (_PARTY_ROLE, _ID)),
    Gloss: Shape("gloss", (_PARTY_ROLE, _ID)),
    Note: Shape("note", (("n", "n", "n"), _ID, _KIND)),
    PageBreak: Shape("pb", (("n", "n", "n"), _ID)),
    Ref: Shape("ref", (("target", "target", "target"), _ID)),
    List: Shape("list", (_KIND, _ID)),
    Cell: Shape("cell", (_ROLE, ("rows", "rows", "rows"), ("cols", "cols", "cols"), _ID)),
    Row: Shape("row", (_ROLE, _ID)),
    Gap: Shape("gap", (*((name, name, name) for name in ("reason", "unit", "quantity")), _ID)),
    Graphic: Shape("graphic", (("url", "url", "url"), _ID)),
    Date: Shape("date", (*((key, key, "") for key in _DATE_KEYS), _ID)),
    Element: Shape("element", (("name", "", "name"), _ID)),
    SourceNote: Shape("source-note", (_ID,)),
    Attachment: Shape("attachment", (_ID,)),
    LineBreak: Shape("lb", (_ID,)),
    Head: Shape("head", (_ID,)),
    Seg: Shape("seg", (_ID,)),
    Dateline: Shape("dateline", (_ID,)),
    Salute: Shape("salute", (_ID,)),
    Opener: Shape("opener", (_ID,)),
    Label: Shape("label", (_ID,)),
    Item: Shape("item", (_ID,)),
    Table: Shape("table", (_ID,)),
    Quote: Shape("quote", (_ID,)),
    Figure: Shape("figure", (_ID,)),
    Signed: Shape("signed", (_ID,)),
    Closer: Shape("closer", (_ID,)),
    Postscript: Shape("postscript", (_ID,)),
    Term: Shape("term", (_ID,)),
    PlaceName: Shape("placeName", (_ID,)),
    Time: Shape("time", (_ID,)),
    Del: Shape("del", (_ID,)),
    Unclear: Shape("unclear", (_ID,)),
}


def nodes_json(nodes: Iterable[Content]) -> list[Json | str]:
    """Return nodes as strings and objects."""
    return [node.text if type(node) is Text else node_json(node) for node in nodes]


def node_json(node: Content) -> Json:
    """Return a node that is no text as an object; keys without a value are left out.

    `attributes` are those read from TEI, all of them; they are there only where they say more than the other keys.
    """
    shape = SHAPES[type(node)]
    attrs = node.attrs  # type: ignore[union-attr]  # Text alone has none
    written: Json = {"type": shape.type}
    dates = (when_json(node.value) if isinstance(node, Date) else None) or {}
    told = []
    for key, named, field in shape.fields:
        value = getattr(node, field) if field else attribute(attrs, "xml:id") if key == "id" else dates[key]
        if not value or (value == 1 and field) or (key == "cert" and value == "high"):
            continue
        written[key] = value
        if named:
            told.append((named, str(value)))
    if attrs and attrs != tuple(told):
        written["attributes"] = dict(attrs)
    children = getattr(node, "children", ())
    if children:
        written["children"] = nodes_json(children)
    return written


def when_json(value: When | None) -> Json | None:
    """Return a date with all its keys, so that they are the same in every document; None for no date."""
    if value is None:
        return None
    return dict(zip(_DATE_KEYS, value, strict=True))
