"""What TEI and outputs hold as text, read by others' readers: main text and notes apart, and without any blank.

Where blanks stand is a matter of layout; that no other character is lost, doubled or moved is what is compared.
"""

from __future__ import annotations

import json
import re
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

import pypandoc
import pytest
from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
_BLANKS = re.compile(r"\s+")
_MARKUP = re.compile(r"\s*(?:<!--.*?-->|</?\w+[^>]*>)\s*", re.DOTALL)


class ReadBack(NamedTuple):
    """The text of a document or volume, and that of each of its notes, without blanks."""

    main: str
    notes: list[str]


def without_blanks(parts: Iterable[str]) -> str:
    return _BLANKS.sub("", "".join(parts))


def tei_root(data: bytes) -> etree._Element:
    """Parse as lxml does, but with the duplicate ids of some volumes, and without comments."""
    return etree.fromstring(data, etree.XMLParser(collect_ids=False, remove_comments=True, remove_pis=True))


def is_footnote(element: etree._Element) -> bool:
    has_name = element.get("n") is not None or element.get(XML_ID) is not None
    return element.tag == TEI + "note" and element.get("rend") != "inline" and has_name


def of_tei(root: etree._Element) -> ReadBack:
    """Read the text of a TEI file, or of an element in it."""
    main: list[str] = []
    notes: list[str] = []

    def visit(element: etree._Element, out: list[str]) -> None:
        out.append(element.text or "")
        for child in element:
            if is_footnote(child):
                inside: list[str] = []
                visit(child, inside)
                notes.append(without_blanks(inside))
            else:
                visit(child, out)
            out.append(child.tail or "")

    text = root.find(TEI + "text")
    visit(root if text is None else text, main)
    return ReadBack(without_blanks(main), notes)


def pandoc(data: bytes, from_format: str) -> dict[str, Any]:
    """Return pandoc's tree of a text."""
    command = [pypandoc.get_pandoc_path(), "-f", from_format, "-t", "json"]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    result: dict[str, Any] = json.loads(done.stdout)
    return result


def of_pandoc(tree: dict[str, Any]) -> ReadBack:
    """Read the text of pandoc's tree, with the numbers of lists; whatever was read as code or raw is told."""
    reader = _Pandoc()
    main: list[str] = []
    reader.visit(tree["blocks"], main)
    return ReadBack(without_blanks(main), reader.notes)


class _Pandoc:
    def __init__(self) -> None:
        self.notes: list[str] = []

    def visit(self, node: Any, out: list[str]) -> None:
        if isinstance(node, list):
            for part in node:
                self.visit(part, out)
        elif isinstance(node, dict):
            self._node(node["t"], node.get("c"), out)

    def _node(self, kind: str, content: Any, out: list[str]) -> None:
        if kind == "Str":
            out.append(content)
        elif kind == "Note":
            inside: list[str] = []
            self.visit(content, inside)
            self.notes.append(without_blanks(inside))
        elif kind in ("RawInline", "RawBlock"):
            out.append("" if _MARKUP.fullmatch(content[1]) else f"RAW {content[1]}")
        elif kind in ("Code", "CodeBlock", "Math", "LineBlock", "DefinitionList", "Quoted"):
            out.append(f"{kind} {json.dumps(content)}")
        elif kind == "OrderedList":
            self._ordered(content, out)
        elif kind in ("Link", "Image", "Span", "Div"):
            self.visit(content[1], out)
        elif kind == "Header":
            self.visit(content[2], out)
        elif kind == "Table":
            self._table(content, out)
        elif isinstance(content, list):
            self.visit(content, out)

    def _ordered(self, content: Any, out: list[str]) -> None:
        (start, _, delimiter), items = content
        for number, item in enumerate(items, start):
            out.append(f"{number}{'.' if delimiter['t'] in ('Period', 'DefaultDelim') else ')'}")
            self.visit(item, out)

    def _table(self, content: Any, out: list[str]) -> None:
        _, _, _, head, bodies, foot = content
        rows = [*head[1], *(row for body in bodies for part in body[2:] for row in part), *foot[1]]
        for row in rows:
            for cell in row[1]:
                self.visit(cell[4], out)


def in_any_order(text: ReadBack) -> ReadBack:
    """Return a text with its notes in an order of their own: outputs differ in where a note's note stands."""
    return ReadBack(text.main, sorted(text.notes))


def assert_same_text(wanted: ReadBack, got: ReadBack, name: str) -> None:
    """Fail with the first place where two texts differ."""
    __tracebackhide__ = True
    for number, (note, other) in enumerate(zip(wanted.notes, got.notes, strict=False)):
        _assert_same(note, other, f"{name}: note {number + 1}")
    if len(wanted.notes) != len(got.notes):
        pytest.fail(f"{name}: {len(wanted.notes)} notes wanted, {len(got.notes)} found", pytrace=False)
    _assert_same(wanted.main, got.main, name)


def _assert_same(wanted: str, got: str, name: str) -> None:
    __tracebackhide__ = True
    if wanted == got:
        return
    pairs = enumerate(zip(wanted, got, strict=False))
    at = next((at for at, (a, b) in pairs if a != b), min(len(wanted), len(got)))
    here = slice(max(0, at - 60), at + 60)
    pytest.fail(f"{name} differs at {at}:\n  wanted {wanted[here]}\n  found  {got[here]}", pytrace=False)


def volumes(shared: Path, *names: str) -> dict[str, bytes]:
    """Return official volumes by their names; all of them if none is named."""
    import lzma

    paths = [path for path in sorted((shared / "corpus").glob("*.xml.xz")) if not names or path.name[:-7] in names]
    return {path.name[:-7]: lzma.decompress(path.read_bytes()) for path in paths}
