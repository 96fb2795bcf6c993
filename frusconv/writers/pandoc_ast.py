"""Pandoc's document tree in JSON: what its elements are called, and how they are put together (pandoc-types 1.23).

No raw block or inline is ever made: all text is Str, which pandoc's writers escape.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias

API_VERSION = (1, 23)

Node: TypeAlias = dict[str, Any]
Attr: TypeAlias = list[Any]

SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}
DEFAULT_ALIGNMENT: Node = {"t": "AlignDefault"}
_BREAKS = (SPACE, LINE_BREAK)


def attr(identifier: str = "", classes: Sequence[str] = (), **values: str | None) -> Attr:
    """Return an identifier, classes, and the values that are not None (`_` in a name is `-`)."""
    pairs = [[name.replace("_", "-"), value] for name, value in values.items() if value is not None]
    return [identifier, list(classes), pairs]


def words(text: str) -> list[Node]:
    """Return text as words and the spaces between them; non-breaking blanks are part of words."""
    found: list[Node] = []
    for number, word in enumerate(text.replace("\n", " ").replace("\t", " ").split(" ")):
        if number:
            found.append(SPACE)
        if word:
            found.append({"t": "Str", "c": word})
    return found


def wrapped(name: str, inlines: list[Node]) -> list[Node]:
    """Return inlines in Emph, Strong or the like, with the spaces at their ends outside; nothing for nothing.

    Formats with markup of signs know no emphasis that begins or ends with a space.
    """
    start, end = 0, len(inlines)
    while start < end and inlines[start] in _BREAKS:
        start += 1
    while end > start and inlines[end - 1] in _BREAKS:
        end -= 1
    if start == end:
        return inlines
    return [*inlines[:start], {"t": name, "c": inlines[start:end]}, *inlines[end:]]


def span(inlines: list[Node], attributes: Attr) -> Node:
    """Return a Span."""
    return {"t": "Span", "c": [attributes, inlines]}


def link(inlines: list[Node], address: str, attributes: Attr) -> Node:
    """Return a Link."""
    return {"t": "Link", "c": [attributes, inlines, [address, ""]]}


def note(blocks: list[Node]) -> Node:
    """Return a Note."""
    return {"t": "Note", "c": blocks}


def para(inlines: list[Node], name: str = "Para") -> list[Node]:
    """Return a paragraph, or nothing if nothing would stand in it."""
    tidied = tidy(inlines)
    return [{"t": name, "c": tidied}] if tidied else []


def header(inlines: list[Node], level: int, attributes: Attr) -> Node:
    """Return a Header; a line break in it is a space, for many formats have headings of one line."""
    flat = [SPACE if inline == LINE_BREAK else inline for inline in inlines]
    return {"t": "Header", "c": [level, attributes, tidy(flat)]}


def div(blocks: list[Node], attributes: Attr) -> Node:
    """Return a Div."""
    return {"t": "Div", "c": [attributes, blocks]}


def styled(blocks: list[Node], name: str, style: str, identifier: str = "") -> list[Node]:
    """Return blocks in a Div with a class and, for word processors, a style; nothing for nothing."""
    return [div(blocks, attr(identifier, [name], custom_style=style))] if blocks else []


def tidy(inlines: Iterable[Node]) -> list[Node]:
    """Return inlines with single spaces, and neither spaces nor line breaks at the ends."""
    out: list[Node] = []
    is_after_space = True
    for inline in inlines:
        if inline is SPACE:
            if not is_after_space:
                out.append(inline)
            is_after_space = True
        else:
            if inline is LINE_BREAK and out and out[-1] is SPACE:
                out.pop()
            out.append(inline)
            # An anchor without text leaves a space before it what it was.
            is_after_space = inline is LINE_BREAK or (is_after_space and inline["t"] == "Span" and not inline["c"][1])
    while out and (out[-1] is SPACE or out[-1] is LINE_BREAK):
        out.pop()
    start = next((index for index, inline in enumerate(out) if inline is not LINE_BREAK), 0)
    return out[start:]


def meta_text(text: str) -> Node:
    """Return a value of the metadata that is text."""
    return {"t": "MetaInlines", "c": words(text)}


def meta_list(texts: Iterable[str]) -> Node:
    """Return a value of the metadata that is a list of texts."""
    return {"t": "MetaList", "c": [meta_text(text) for text in texts]}


def encoded(value: object) -> bytes:
    """Return a value as JSON in UTF-8; half of a surrogate pair, which is no character, is a question mark."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "replace")
