"""A part of an XML file as light nodes that know at which byte they stand.

Lines and columns are worked out only for what is found wrong, from the bytes of the part.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Literal, TypeAlias

from frusconv.model import Position
from frusconv.validation.finding import Edit, Finding

# A header; a document; what stands beside documents (a heading, a paragraph, a page break between them); and the start
# tag of an element that documents stand in, which has no children here.
UnitKind: TypeAlias = Literal["header", "document", "matter", "frame"]


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

    __slots__ = ("_lines", "chars", "document", "kind", "named", "origin", "path", "raw", "root", "start")

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
            self._lines = [at for at, byte in enumerate(self.raw) if byte == 0x0A]
        line = bisect_right(self._lines, offset - 1)
        begin = self._lines[line - 1] + 1 if line else 0
        column = len(self.raw[begin:offset].decode("utf-8", "replace")) + 1
        return Position(self.origin.line + line, column if line else column + self.origin.column - 1)

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
        inner = self.start_tag_end(before)
        if self.is_empty_tag(before):
            return inner
        return self.raw.index(b">", before.end - self.start) + self.start + 1

    def chars_offset(self, chars: Chars, at: int) -> int:
        """Return the byte of the file where character `at` of a piece of text stands.

        A reference (`&amp;`, `&#x201C;`) is one character, a comment or processing instruction none.
        """
        here = self.chars_start(chars) - self.start
        end = chars.end - self.start
        for _ in range(at):
            here = self._behind(self._skipped(here, end), end)
        return self.start + self._skipped(here, end)

    def _behind(self, here: int, end: int) -> int:
        """Return where the character behind the one that begins at `here` begins."""
        raw = self.raw
        if raw.startswith(b"&", here):
            return raw.index(b";", here) + 1
        if raw.startswith(b"\r\n", here):
            return here + 2
        here += 1
        while here < end and raw[here] & 0xC0 == 0x80:
            here += 1
        return here

    def _skipped(self, here: int, end: int) -> int:
        """Return where the text goes on behind comments, processing instructions, and the marks of CDATA."""
        raw = self.raw
        while here < end and raw.startswith((b"<", b"]]>"), here):
            if raw.startswith((b"<![CDATA[", b"]]>"), here):
                here += 9 if raw.startswith(b"<", here) else 3
                continue
            mark = b"-->" if raw.startswith(b"<!--", here) else b"?>"
            here = raw.index(mark, here) + len(mark)
        return here
