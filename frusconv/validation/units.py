"""A TEI file as a stream of units: its header, its documents, and what stands beside them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from typing import Protocol

from frusconv.errors import SourceError
from frusconv.model import AnySource, FileSource, Source
from frusconv.validation.tree import Chars, Node, Unit, UnitKind
from frusconv.xml_events import DEEPEST, LARGEST_PART, STEP, Names, XmlReader

# What documents stand in. A div is one unless it is a document.
_FRAMES = {"TEI", "text", "group", "front", "body", "back", "div"}
_DOCUMENTS = {"document", "document-pending"}


class Watcher(Protocol):
    """Sees every tag and text as they come."""

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """See a start tag."""

    def text(self, text: str) -> None:
        """See text, in as many pieces as it comes."""

    def end(self, name: str) -> None:
        """See an end tag."""


class UnitReader:
    """Reads one source unit by unit; what one was made of is forgotten when the next is asked for.

    `reader` and `document` tell where the reading is, for a `watcher` that finds something wrong in what it sees.
    """

    def __init__(self, source: AnySource) -> None:
        self._reader = XmlReader(_in_utf_8(source))
        self._names = Names(is_element=True)
        self._attribute_names = Names(is_element=False)
        self._frames: list[Node] = []
        self._unit: Unit | None = None
        self._node: Node | None = None
        self._text: list[str] = []
        self._depth = 0
        self._done: list[tuple[Unit, int]] = []
        self.watcher: Watcher | None = None

    @property
    def reader(self) -> XmlReader:
        """What reads the XML."""
        return self._reader

    @property
    def document(self) -> str | None:
        """The id of the document that the reading is in."""
        return self._unit.document if self._unit is not None else None

    def units(self) -> Iterator[Unit]:
        """Yield the units in the order of the file.

        Raises SourceError where it is not well-formed, has a document type declaration, or is nested too deep.
        """
        self._reader.on(self._start, self._end, self._chars)
        buffer, begin = b"", 0
        for data in self._reader.steps(STEP):
            buffer += data
            for unit, end in self._done:
                unit.raw = buffer[unit.start - begin : end - begin]
                yield unit
            self._done.clear()
            # A tag that goes on in the next step has begun where the reading is.
            keep = self._unit.start if self._unit is not None else min(self._reader.offset, begin + len(buffer))
            if len(buffer) > LARGEST_PART:
                self._reader.fail(f"a document of more than {LARGEST_PART:,} bytes; take it apart")
            buffer, begin = buffer[keep - begin :], keep

    def _start(self, name: str, listed: list[str]) -> None:
        self._depth += 1
        if self._depth > DEEPEST:
            self._reader.fail(f"elements are nested more than {DEEPEST} deep; a document of the series has some 15")
        name = self._names[name]
        known = self._attribute_names
        attrs = {known[listed[at]]: listed[at + 1] for at in range(0, len(listed), 2)}
        if self.watcher is not None:
            self.watcher.start(name, attrs)
        offset = self._reader.offset
        if self._unit is None:
            self._begin(name, attrs, offset)
            return
        parent = self._node
        assert parent is not None
        self._flush(parent, offset)
        node = Node(name, attrs, parent, offset, len(parent.children))
        parent.children.append(node)
        self._node = node
        self._unit.named.setdefault(name, []).append(node)

    def _begin(self, name: str, attrs: dict[str, str], offset: int) -> None:
        node = Node(name, attrs, None, offset, 0)
        path = tuple(self._frames)
        kind: UnitKind = "matter"
        if name == "teiHeader":
            kind = "header"
        elif name == "div" and attrs.get("type") in _DOCUMENTS:
            kind = "document"
        elif name in _FRAMES:
            self._done.append((Unit("frame", node, offset, self._reader.position, path), offset))
            self._frames.append(node)
            return
        self._unit = Unit(kind, node, offset, self._reader.position, path)
        self._unit.named[name] = [node]
        self._node = node

    def _chars(self, text: str) -> None:
        if self.watcher is not None:
            self.watcher.text(text)
        if self._unit is not None:
            self._text.append(text)

    def _flush(self, parent: Node, offset: int) -> None:
        if self._text:
            chars = Chars("".join(self._text), parent, offset, len(parent.children))
            self._text.clear()
            parent.children.append(chars)
            assert self._unit is not None
            self._unit.chars.append(chars)

    def _end(self, name: str) -> None:
        self._depth -= 1
        if self.watcher is not None:
            self.watcher.end(self._names[name])
        if self._unit is None:
            self._frames.pop()
            return
        node = self._node
        assert node is not None
        offset = self._reader.offset
        self._flush(node, offset)
        node.end = offset
        self._node = node.parent
        if node is self._unit.root:
            self._done.append((self._unit, self._past(offset, name)))
            self._unit = None

    def _past(self, offset: int, name: str) -> int:
        # Enough for what follows the root's end tag never to be looked at.
        return offset + len(name.encode()) + 16


def _in_utf_8(source: AnySource) -> AnySource:
    """Return a source whose bytes are UTF-8: one in another encoding is decoded as a whole."""
    if isinstance(source, Source):
        return source
    told: list[str | None] = []
    reader = XmlReader(source)
    reader.on_declaration(told.append)
    with suppress(SourceError):  # What is wrong with it is found again where it is read.
        next(reader.steps(200), None)
    with source.open() as file:
        beginning = file.read(2)
    encoding = next(iter(told), None)
    if beginning in {b"\xff\xfe", b"\xfe\xff"}:
        encoding = "utf-16"
    if encoding is None or encoding.lower() in {"utf-8", "us-ascii", "ascii", "utf8"}:
        return source
    return _decoded(source, encoding)


def _decoded(source: FileSource, encoding: str) -> Source:
    with source.open() as file:
        data = file.read()
    try:
        return Source(data.decode(encoding), source.name)
    except (LookupError, ValueError) as error:
        raise SourceError(f"{source.name}: the XML cannot be decoded: {error}") from None
