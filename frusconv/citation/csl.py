"""Any other style, from a file in the Citation Style Language, through pandoc's citeproc."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from tempfile import TemporaryDirectory
from typing import Any, TypeAlias
from xml.etree.ElementTree import ParseError

from frusconv import pandoc
from frusconv.citation.cited import Cited
from frusconv.citation.data.csl_json import item
from frusconv.citation.markup import TextFormat
from frusconv.citation.numbers import page_range, pages_between
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.parts import is_by_document
from frusconv.errors import OutputError, SourceError

_Node: TypeAlias = "dict[str, Any]"
_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_WRITERS = {"plain": "plain", "markdown": "markdown-citations-smart", "html": "html"}
_API_VERSION = [1, 23]
# A title is no link because its document has an address.
_META = {"link-bibliography": {"t": "MetaBool", "c": False}}


def check(path: str) -> None:
    """Raise SourceError if a file is no style of the Citation Style Language 1.0."""
    from xml.etree.ElementTree import parse  # The file is the user's own choice, as a program's would be.

    try:
        root = parse(path).getroot()  # noqa: S314 - as above
    except OSError as error:
        raise SourceError(f"{path}: the style cannot be read: {error.strerror}") from None
    except ParseError as error:
        raise SourceError(f"{path}: the style is not well-formed XML: {error}") from None
    if root.tag != f"{_NAMESPACE}style":
        raise SourceError(f"{path}: is no style in the Citation Style Language (its root is {root.tag})")


def cited_by_file(
    cited: Cited, path: str, text_format: TextFormat, options: StyleOptions, warn: Callable[[str], None]
) -> str:
    """Return what a style's file makes of one document: its note, or its entry where the style has no notes.

    Each document goes alone, so that none is shortened, numbered or told apart because of another. Raises OutputError
    with what pandoc says.
    """
    record = item(cited, options)
    with _bibliography(record) as bibliography:
        arguments = ("--citeproc", f"--csl={path}", f"--bibliography={bibliography}")
        made = b"".join(pandoc.converted([_call(record["id"], cited, options)], "json", arguments, warn))
    blocks = _entry(json.loads(made)["blocks"])
    if not blocks:
        raise OutputError(f"{path}: the style prints nothing for this document")
    if len(blocks) == 1:
        blocks = [{"t": "Plain", "c": blocks[0]["c"]}]
    text = b"".join(pandoc.converted([_document(blocks)], _WRITERS[text_format], ("--wrap=none",), warn))
    return text.decode().strip()


@contextmanager
def _bibliography(record: _Node) -> Iterator[str]:
    with TemporaryDirectory(prefix="frusconv-") as folder:
        path = os.path.join(folder, "cited.json")
        with open(path, "w", encoding="utf-8") as file:
            json.dump([record], file)
        yield path


def _call(key: str, cited: Cited, options: StyleOptions) -> bytes:
    """Return a text that cites one document with its locator."""
    is_by_pages = bool(cited.pages) and not is_by_document(cited, options)
    word = "pp." if pages_between(cited.pages)[1] else "p."
    locator = [_text(f", {word} {page_range(cited.pages)}")] if is_by_pages else []
    citation = {
        "citationId": key,
        "citationPrefix": [],
        "citationSuffix": locator,
        "citationMode": {"t": "NormalCitation"},
        "citationNoteNum": 1,
        "citationHash": 0,
    }
    return _document([{"t": "Para", "c": [{"t": "Cite", "c": [[citation], [_text(key)]]}]}])


def _document(blocks: list[_Node]) -> bytes:
    return json.dumps({"pandoc-api-version": _API_VERSION, "meta": _META, "blocks": blocks}).encode()


def _text(text: str) -> _Node:
    return {"t": "Str", "c": text}


def _entry(blocks: list[_Node]) -> list[_Node]:
    """Return the note that citeproc has made, or else the entry of the bibliography, or the citation in the text."""
    note = next((node["c"] for node in _nodes(blocks) if node.get("t") == "Note"), None)
    if note:
        return list(note)
    divs = [node["c"] for node in _nodes(blocks) if node.get("t") == "Div"]
    entry = next((content for (_, classes, _), content in divs if "csl-entry" in classes), None)
    if entry:
        return list(entry)
    return [{"t": "Plain", "c": node["c"][1]} for node in _nodes(blocks) if node.get("t") == "Cite"][:1]


def _nodes(found: Any) -> Iterator[_Node]:
    if isinstance(found, dict):
        yield found
        found = list(found.values())
    if isinstance(found, list):
        for part in found:
            yield from _nodes(part)
