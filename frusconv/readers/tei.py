"""The reader of TEI: a document's div, a file with one or several documents, or a whole volume, as a stream."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator

from frusconv.model import (
    NOTHING_KNOWN,
    AnySource,
    Content,
    Document,
    Element,
    End,
    Header,
    Metadata,
    Part,
    Reading,
    Start,
)
from frusconv.model.node import attribute
from frusconv.readers.tei_document import Known, Pages, document_of
from frusconv.readers.tei_header import header_of, told_by_header, volumes_of
from frusconv.readers.tei_nodes import MAKERS, Children, Pairs, content, node
from frusconv.readers.tei_survey import DOCUMENT_TYPES, surveyed
from frusconv.xml_events import DEEPEST, LARGEST_PART, STEP, Names, XmlReader

# How much is read at a time as long as it is the header that is wanted.
_SMALL = 2048
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
    found = Parts(source, known).header() if survey.has_header else None
    if found:
        header, element = found
        told = told_by_header(element) if known.is_alone else None
        known = known._replace(header=header, told=told, volumes=volumes_of(element))
    header = known.header._replace(volume_id=metadata.volume or known.header.volume_id)
    places = survey.places
    if known.is_alone and metadata.document:  # The document goes by another id than the file gives it.
        places = dict.fromkeys([*places, metadata.document], metadata.document)
    parts = Parts(source, known._replace(header=header))
    return Reading(parts, survey.diagnostics, header, places, survey.documents, survey.persons)


class Parts:
    """The parts of a source, read anew each time they are gone through; it begins on a printed `page`, if known."""

    def __init__(self, source: AnySource, known: Known, page: str | None = None) -> None:
        self._source = source
        self._known = known
        self._page = page

    def __iter__(self) -> Iterator[Part]:
        """Read the source and yield its parts."""
        builder = _Builder(XmlReader(self._source), self._known, self._page)
        waiting = 0
        for _ in builder.reader.steps():
            waiting = 0 if builder.parts else waiting + 1
            if waiting * STEP > LARGEST_PART:
                builder.reader.fail(
                    f"more than {LARGEST_PART:,} bytes without the end of a document or section; none is as large"
                )
            while builder.parts:
                part = builder.parts.popleft()
                # A document alone needs no tree around it.
                if not (self._known.is_alone and isinstance(part, Start | End)):
                    yield part

    def header(self) -> tuple[Header, Element] | None:
        """Return what the teiHeader says, and the element, or None if there is none; nothing behind it is read."""
        builder = _Builder(XmlReader(self._source), self._known)
        for _ in builder.reader.steps(_SMALL):
            if builder.header is not None:
                return header_of(builder.header)._replace(attrs=builder.root), builder.header
            if builder.parts:
                break
        return None


class _Builder:
    """Puts nodes together from the events of XML.

    What is called for every tag of a volume has what it needs bound once, and looks at little.
    """

    def __init__(self, reader: XmlReader, known: Known, page: str | None = None) -> None:
        self.reader = reader
        self.parts: deque[Part] = deque()
        self.header: Element | None = None
        self.root: Pairs = ()
        self._known = known
        self._page = page
        self._pages = Pages(None, [])
        # The frames around what is read; inside them one element at a time is gathered.
        self._frames: list[str] = []
        # For each element that is open: its name, its attributes, and what stood before it in the element around it.
        self._open: list[tuple[str, Pairs, list[Content | str]]] = []
        self._pieces: list[Content | str] = []
        reader.on(self._on_start(), self._on_end(), self._text)

    def _on_start(self) -> Callable[[str, list[str]], None]:
        elements, names, opened = Names(is_element=True), Names(is_element=False), self._open

        def start(qualified: str, listed: list[str]) -> None:
            name = elements[qualified]
            if not listed:
                attrs: Pairs = ()
            elif len(listed) == 2:
                attrs = ((names[listed[0]], listed[1]),)
            else:
                attrs = tuple([(names[listed[at]], listed[at + 1]) for at in range(0, len(listed), 2)])
            if elements.has_foreign or names.has_foreign:
                name, attrs = _foreign(name, attrs)
            if not opened:
                if self._frame(name, attrs):
                    return
            elif len(opened) > DEEPEST:
                self.reader.fail(f"elements are nested more than {DEEPEST} deep; no document of the series is")
            opened.append((name, attrs, self._pieces))
            self._pieces = []

        return start

    def _frame(self, name: str, attrs: Pairs) -> bool:
        """Begin a frame if the element is one, else what is gathered next."""
        if name in ("TEI", "teiCorpus"):
            self.root = attrs
            return True
        if name in _FRAMES or (name == "div" and attribute(attrs, "type") not in DOCUMENT_TYPES):
            self._frames.append(name)
            if name != "text":
                self.parts.append(Start(name, attribute(attrs, "type"), attribute(attrs, "xml:id"), attrs))
            return True
        if name == "div":
            self._pages = Pages(self._page, [])
        return False

    def _text(self, text: str) -> None:
        if self._open:
            self._pieces.append(text)
        elif text.strip(" \t\r\n"):
            self.parts += content("p", [text])

    def _on_end(self) -> Callable[[str], None]:
        opened = self._open

        def end(_: str) -> None:
            if not opened:
                if self._frames and self._frames.pop() != "text":
                    self.parts.append(End())
                return
            name, attrs, before = opened.pop()
            children = content(name, self._pieces)
            self._pieces = before
            if not opened:
                self.parts += self._part(name, attrs, children)
                return
            if name == "pb":
                self._turn(attrs)
            make = MAKERS.get(name)
            before.append(make(children, attrs) if make else Element(name, children, attrs))

        return end

    def _turn(self, attrs: Pairs) -> None:
        """Begin a page."""
        if page := attribute(attrs, "n"):
            self._page = page
            self._pages.breaks.append(page)

    def _part(self, name: str, attrs: Pairs, children: Children) -> Children | tuple[Document]:
        """Return what stands right in a frame as a part of the volume."""
        if name == "teiHeader":
            self.header = Element(name, children, attrs)
            return ()
        if name == "div":
            return (document_of(attrs, children, self._known, self._pages),)
        if name == "pb":
            self._turn(attrs)
        return (node(name, attrs, children),)


def _foreign(name: str, attrs: Pairs) -> tuple[str, Pairs]:
    """Return an element of another namespace, or with attributes of one, with what declares it; others as they are."""
    if " " not in name and not any(" " in key for key, _ in attrs):
        return name, attrs
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
