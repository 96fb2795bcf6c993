"""The reader of TEI: a document's div, a file with one or several documents, or a whole volume, as a stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import NamedTuple

from frusconv.errors import NotUnderstoodError
from frusconv.model import (
    NOTHING_KNOWN,
    AnySource,
    Content,
    Element,
    End,
    Header,
    Metadata,
    Part,
    Reading,
    Start,
)
from frusconv.readers.tei_document import Known, document_of
from frusconv.readers.tei_header import header_of, told_by_header
from frusconv.readers.tei_nodes import Pairs, content, node, value
from frusconv.readers.tei_survey import surveyed
from frusconv.xml_events import DEEPEST, LONGEST_TEXT, Names, XmlReader

# Elements that hold the parts of a volume; what stands right in them is handed on as soon as it has ended.
_FRAMES = frozenset(("text", "front", "body", "back", "group"))


def read_tei(source: AnySource, metadata: Metadata = NOTHING_KNOWN) -> Reading:
    """Return what `source` holds: documents, and for a volume the tree of its divisions with all that stands in them.

    The source is read twice at least: first to be sure that it is well-formed and holds documents, and again whenever
    the reading's parts are gone through, a piece at a time. `metadata` goes before what the TEI says, for a file with
    one document.

    Raises SourceError for XML that is not well-formed or could be hostile (a document type declaration, entities), and
    NotUnderstoodError for XML without a document of the series.
    """
    survey = surveyed(source)
    known = Known(metadata=metadata, is_alone=survey.documents == 1 and survey.divisions == 0)
    parts = _Parts(source, known)
    if survey.has_header:
        header, element = parts.header()
        known = known._replace(header=header, told=told_by_header(element) if known.is_alone else None)
    header = known.header._replace(volume_id=metadata.volume or known.header.volume_id)
    return Reading(
        _Parts(source, known._replace(header=header)), survey.diagnostics, header, survey.places, survey.documents
    )


class _Parts:
    """The parts of a source, read anew each time they are gone through."""

    def __init__(self, source: AnySource, known: Known) -> None:
        self._source = source
        self._known = known

    def __iter__(self) -> Iterator[Part]:
        """Read the source and yield its parts."""
        builder = _Builder(XmlReader(self._source), self._known)
        for _ in builder.reader.steps():
            while builder.parts:
                part = builder.parts.popleft()
                # A document alone needs no tree around it.
                if not (self._known.is_alone and isinstance(part, Start | End)):
                    yield part

    def header(self) -> tuple[Header, Element]:
        """Return what the teiHeader says, and the element; nothing behind it is read."""
        builder = _Builder(XmlReader(self._source), self._known)
        for _ in builder.reader.steps():
            if builder.header is not None:
                return header_of(builder.header), builder.header
        raise NotUnderstoodError(f"{self._source.name}: the teiHeader could not be read")


class _Open(NamedTuple):
    """An element that has begun: its name, attributes, and what stood in it so far, text as strings."""

    name: str
    attrs: Pairs
    pieces: list[Content | str]


class _Builder:
    """Puts nodes together from the events of XML."""

    def __init__(self, reader: XmlReader, known: Known) -> None:
        self.reader = reader
        self.parts: deque[Part] = deque()
        self.header: Element | None = None
        self._known = known
        self._page: str | None = None
        self._first_page: str | None = None
        self._elements = Names(is_element=True)
        self._attributes = Names(is_element=False)
        # The elements around what is read: frames that are handed on as they come, inside them one that is gathered.
        self._frames: list[str] = []
        self._open: list[_Open] = []
        self._pieces: list[Content | str] = []
        reader.on(self._start, self._end, self._text)

    def _start(self, qualified: str, listed: list[str]) -> None:
        name = self._elements[qualified]
        attrs: Pairs = ()
        if listed:
            names = self._attributes
            attrs = tuple([(names[listed[at]], listed[at + 1]) for at in range(0, len(listed), 2)])
        if " " in name or any(" " in key for key, _ in attrs):
            name, attrs = _foreign(name, attrs)
        if not self._open:
            if name in ("TEI", "teiCorpus"):
                return
            if name in _FRAMES or (name == "div" and value(attrs, "type") not in ("document", "document-pending")):
                self._frame(name, attrs)
                return
        if not self._open and name == "div":
            self._first_page = self._page
        opened = _Open(name, attrs, [])
        self._open.append(opened)
        self._pieces = opened.pieces
        if len(self._open) > DEEPEST:
            self.reader.fail(f"elements are nested more than {DEEPEST} deep; no document of the series is")

    def _frame(self, name: str, attrs: Pairs) -> None:
        self._frames.append(name)
        if name != "text":
            self.parts.append(Start(name, value(attrs, "type"), value(attrs, "xml:id"), attrs))

    def _text(self, text: str) -> None:
        if not self._open:
            if text.strip(" \t\r\n"):
                self.parts.append(*content("p", [text]))
            return
        pieces = self._pieces
        if pieces and isinstance(pieces[-1], str):
            pieces[-1] += text
            if len(pieces[-1]) > LONGEST_TEXT:
                self.reader.fail(f"more than {LONGEST_TEXT:,} characters stand in one element")
        else:
            pieces.append(text)

    def _end(self, _: str) -> None:
        opened = self._open.pop() if self._open else None
        if opened is None:
            if self._frames and self._frames.pop() != "text":
                self.parts.append(End())
            return
        name, attrs, pieces = opened
        if name == "pb":
            self._page = value(attrs, "n") or self._page
        if self._open:
            self._pieces = self._open[-1].pieces
            self._pieces.append(node(name, attrs, pieces))
        elif name == "teiHeader":
            self.header = Element(name, content(name, pieces), attrs)
        elif name == "div":
            blocks = content(name, pieces)
            self.parts.append(document_of(attrs, blocks, self._known, self._first_page))
        else:
            self.parts.append(node(name, attrs, pieces))


def _foreign(name: str, attrs: Pairs) -> tuple[str, Pairs]:
    """Return an element of another namespace, or with attributes of one, with what declares it."""
    declared: list[tuple[str, str]] = []
    if " " in name:
        namespace, _, name = name.rpartition(" ")
        declared.append(("xmlns", namespace))
    plain = []
    for key, found in attrs:
        namespace, blank, local = key.rpartition(" ")
        if blank:
            prefix = f"ns{len(declared)}"
            declared.append((f"xmlns:{prefix}", namespace))
            plain.append((f"{prefix}:{local}", found))
        else:
            plain.append((key, found))
    return name, (*declared, *plain)
