"""A part of an XML file as light nodes that know at which byte they stand.

Lines and columns are worked out only for what is found wrong, from the bytes of the part.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import Literal, TypeAlias

from frusconv.model import Position
from frusconv.validation.finding import Edit, Finding

# A header; a document; what stands beside documents (a heading, a paragraph, a page break between them); and the start
# tag of an element that documents stand in, which has no children here.
UnitKind: TypeAlias = Literal["header", "document", "matter", "frame"]
# What is no character of a text, or not the one that its bytes are.
_MARKUP = re.compile(
    rb"<!--.*?(?:-->|\Z)|<\?.*?(?:\?>|\Z)|<!\[CDATA\[(?P<literal>.*?)(?:\]\]>|\Z)|(?P<reference>&[^;]*(?:;|\Z))",
    re.DOTALL,
)
_CHARACTER = re.compile(rb"\r\n|[\x00-\x7f\xc0-\xff][\x80-\xbf]*")
_TAG = re.compile(rb"<[^\s/>]+")
_ATTRIBUTE = re.compile(rb"""(?<![^\s=/<>"'])([^\s=/<>"']+)\s*=\s*("[^"]*"|'[^']*')""")
# The bytes of UTF-8 that begin no character.
_CONTINUING = bytes(range(0x80, 0xC0))
# Bytes that are counted again for each position in a long line.
_STEP = 4096


class Node:
    """An element: prefixed name (`p`, `frus:attachment`), attributes by prefixed name, children, parent, first byte.

    `end` is the first byte of its end tag, or the byte behind an empty-element tag.
    """

    __slots__ = ("attrs", "children", "end", "index", "name", "offset", "parent")

    def __init__(self, name: str, attrs: dict[str, str], parent: Node | None, offset: int, index: int) -> None:
        self.name = name
        self.attrs = attrs
        self.parent = parent
        self.offset = offset
        self.end = offset
        self.index = index  # Among the parent's children.
        self.children: list[Node | Chars] = []

    def get(self, name: str) -> str | None:
        """Return an attribute's value, or None."""
        return self.attrs.get(name)

    @property
    def elements(self) -> list[Node]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Node)]

    def first(self, name: str) -> Node | None:
        """Return the first child element of a name, or None."""
        return next((child for child in self.children if isinstance(child, Node) and child.name == name), None)

    def walk(self) -> Iterator[Node]:
        """Yield this node and all elements in it, in the order of the file."""
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack += [child for child in reversed(node.children) if isinstance(child, Node)]

    def ancestors(self) -> Iterator[Node]:
        """Yield the elements around this one, from the inside out."""
        node = self.parent
        while node is not None:
            yield node
            node = node.parent

    def within(self, *names: str) -> Node | None:
        """Return the nearest element around this one that has one of the names, or None."""
        return next((node for node in self.ancestors() if node.name in names), None)

    @property
    def before(self) -> Node | Chars | None:
        """What stands directly before it in its parent."""
        return self.parent.children[self.index - 1] if self.parent is not None and self.index else None

    @property
    def after(self) -> Node | Chars | None:
        """What stands directly behind it in its parent."""
        if self.parent is None or self.index + 1 >= len(self.parent.children):
            return None
        return self.parent.children[self.index + 1]

    def text(self, *without: str) -> str:
        """Return all text in it, leaving out elements of the names given."""
        return "".join(chars.text for chars in self.texts(*without))

    def texts(self, *without: str) -> Iterator[Chars]:
        """Yield the pieces of text in it, leaving out those in elements of the names given."""
        for child in self.children:
            if isinstance(child, Chars):
                yield child
            elif child.name not in without:
                yield from child.texts(*without)


class Chars:
    """Text between two tags; `end` is the first byte behind it, `parent` and `index` are as a node's."""

    __slots__ = ("end", "index", "parent", "text")

    def __init__(self, text: str, parent: Node, end: int, index: int) -> None:
        self.text = text
        self.parent = parent
        self.end = end
        self.index = index


class Unit:
    """A part of a file: its root, the elements in it by name, all of its text, and its bytes.

    `raw` are the bytes from `start` (counted from the beginning of the file) on, of which the first stands at `origin`.
    `document` is the id of the document that it is, if it is one. `path` are the elements around it, from the outside
    in, without their children.
    """

    __slots__ = (
        "_counts",
        "_lines",
        "_spanned",
        "chars",
        "document",
        "kind",
        "named",
        "origin",
        "path",
        "raw",
        "root",
        "start",
    )

    def __init__(self, kind: UnitKind, root: Node, start: int, origin: Position, path: tuple[Node, ...]) -> None:
        self.kind = kind
        self.root = root
        self.start = start
        self.origin = origin
        self.path = path
        self.raw = b""
        self.document = (root.get("xml:id") or "?") if kind == "document" else None
        self.named: dict[str, list[Node]] = {}
        self.chars: list[Chars] = []
        self._lines: list[int] | None = None
        self._counts: list[int] | None = None
        # The bytes of the text that was gone through last.
        self._spanned: tuple[Chars, Sequence[int], Sequence[int]] | None = None

    def all(self, name: str) -> list[Node]:
        """Return the elements of a name, in the order of the file."""
        return self.named.get(name, [])

    def finding(self, code: str, message: str, place: Node | int, edits: tuple[Edit, ...] = ()) -> Finding:
        """Return a finding at an element's start tag, or at a byte of the file."""
        return Finding(code, message, self.position(place), self.document, edits)

    def position(self, place: Node | int) -> Position:
        """Return line and column (in characters) of an element's start tag, or of a byte of the file."""
        offset = (place.offset if isinstance(place, Node) else place) - self.start
        if self._lines is None:
            self._lines = [found.start() for found in re.finditer(rb"\n", self.raw)]
        line = bisect_right(self._lines, offset - 1)
        begin = self._lines[line - 1] + 1 if line else 0
        if offset - begin <= _STEP:
            column = _count(self.raw[begin:offset]) + 1
        else:  # A whole volume can stand on one line.
            column = self._count_before(offset) - self._count_before(begin) + 1
        return Position(self.origin.line + line, column if line else column + self.origin.column - 1)

    def _count_before(self, offset: int) -> int:
        """Return how many characters stand before a byte of the unit."""
        if self._counts is None:
            steps = (self.raw[at : at + _STEP] for at in range(0, len(self.raw), _STEP))
            self._counts = list(accumulate(map(_count, steps), initial=0))
        step = offset // _STEP
        return self._counts[step] + _count(self.raw[step * _STEP : offset])

    def start_tag_end(self, node: Node) -> int:
        """Return the first byte of the file behind an element's start tag (or empty-element tag)."""
        at = node.offset - self.start
        quote = 0
        while True:
            byte = self.raw[at]
            if quote:
                quote = 0 if byte == quote else quote
            elif byte in b"\"'":
                quote = byte
            elif byte == 0x3E:
                return self.start + at + 1
            at += 1

    def name_end(self, node: Node) -> int:
        """Return the first byte of the file behind the name in an element's start tag: where an attribute can go."""
        found = _TAG.match(self.raw, node.offset - self.start)
        return self.start + found.end() if found else self.start_tag_end(node) - 1

    def value_span(self, node: Node, name: str) -> tuple[int, int] | None:
        """Return where the value of an attribute begins and ends, between its quotes, in bytes of the file."""
        tag = self.raw[node.offset - self.start : self.start_tag_end(node) - self.start]
        local = name.rpartition(":")[2].encode()
        for found in _ATTRIBUTE.finditer(tag):
            if found[1].rpartition(b":")[2] == local:
                return node.offset + found.start(2) + 1, node.offset + found.end(2) - 1
        return None

    def is_empty_tag(self, node: Node) -> bool:
        """Whether an element is written as one tag, `<lb/>`."""
        at = self.start_tag_end(node) - self.start
        return self.raw[at - 2 : at - 1] == b"/"

    def chars_start(self, chars: Chars) -> int:
        """Return the byte of the file where a piece of text begins."""
        before = chars.parent.children[chars.index - 1] if chars.index else None
        if before is None:
            return self.start_tag_end(chars.parent)
        assert isinstance(before, Node)
        return self.behind(before)

    def behind(self, node: Node) -> int:
        """Return the first byte of the file behind an element."""
        if self.is_empty_tag(node):
            return self.start_tag_end(node)
        return self.raw.index(b">", node.end - self.start) + self.start + 1

    def cut(self, start: int, end: int) -> bytes:
        """Return bytes of the file."""
        return self.raw[start - self.start : end - self.start]

    def chars_offset(self, chars: Chars, at: int) -> int:
        """Return the byte of the file where character `at` of a piece of text stands, or that behind the last one."""
        starts, ends = self._spans(chars)
        return starts[at] if at < len(starts) else ends[-1] if ends else chars.end

    def chars_end(self, chars: Chars, at: int) -> int:
        """Return the first byte of the file behind character `at` of a piece of text."""
        return self._spans(chars)[1][at]

    def _spans(self, chars: Chars) -> tuple[Sequence[int], Sequence[int]]:
        """Return where each character of a piece of text begins and ends.

        A reference (`&amp;`, `&#x201C;`) is one character, a comment or processing instruction none.
        """
        if self._spanned is not None and self._spanned[0] is chars:
            return self._spanned[1:]
        begin, end = self.chars_start(chars) - self.start, chars.end - self.start
        raw = self.raw[begin:end]
        if raw.isascii() and not any(sign in raw for sign in b"&<\r"):  # Each byte is a character.
            begin, end = begin + self.start, end + self.start
            self._spanned = chars, range(begin, end), range(begin + 1, end + 1)
            return self._spanned[1:]
        starts, ends = array("q"), array("q")  # A tuple for each would take ten times as much memory.

        def add(begin: int, end: int) -> None:
            for one in _CHARACTER.finditer(self.raw, begin, end):
                starts.append(one.start() + self.start)
                ends.append(one.end() + self.start)

        for found in _MARKUP.finditer(self.raw, begin, end):
            add(begin, found.start())
            if found["reference"]:
                starts.append(found.start() + self.start)
                ends.append(found.end() + self.start)
            elif found["literal"]:
                add(*found.span("literal"))
            begin = found.end()
        add(begin, end)
        self._spanned = (chars, starts, ends)
        return starts, ends


def _count(data: bytes) -> int:
    """Return how many characters begin in bytes of UTF-8."""
    return len(data) if data.isascii() else len(data.translate(None, _CONTINUING))
