"""A first look through a TEI file, before anything is made of it: is it whole, what does it hold, where are its ids."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from frusconv.errors import NotUnderstoodError
from frusconv.model import AnySource, Diagnostic
from frusconv.xml_events import TEI, Names, XmlReader

_ID = "xml:id"
# The title page is no division and has no id, but writers give it a file of its own.
TITLE_PAGE = "title-page"
LAST = "end"


class Survey(NamedTuple):
    """What a TEI file holds; `places` tells for every xml:id the id of the document or division that it is in."""

    documents: int
    divisions: int
    has_header: bool
    places: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]


def surveyed(source: AnySource) -> Survey:
    """Read `source` once to its end.

    Raises SourceError if it is not well-formed, NotUnderstoodError if there is no document of the series in it.
    """
    surveyor = _Surveyor(XmlReader(source), source.name)
    for _ in surveyor.reader.steps():
        pass
    surveyor.finish()
    if not surveyor.documents:
        raise NotUnderstoodError(
            f'{source.name}: no document in this TEI; one is an element <div type="document"> in namespace {TEI}'
        )
    return Survey(
        surveyor.documents,
        surveyor.divisions,
        surveyor.has_header,
        surveyor.places,
        tuple(surveyor.found),
    )


class _Surveyor:
    """Looks at start tags only.

    What stands between the documents of a division belongs to the document or division that begins next, as writers
    that make a file of each put it there.
    """

    def __init__(self, reader: XmlReader, name: str) -> None:
        self.reader = reader
        self.documents = 0
        self.divisions = 0
        self.has_header = False
        self._is_in_header = False
        self.places: dict[str, str] = {}
        self.found: list[Diagnostic] = []
        self._name = name
        self._elements = Names(is_element=True)
        self._attributes = Names(is_element=False)
        # For each open element: its division's or document's id if it is one, else None.
        self._stack: list[bool] = []
        self._unit = ""
        self._waiting: list[str] = []
        self._is_between = True
        self._document_depth = 0
        reader.on(self._start, self._end, None, self._other)

    def _start(self, qualified: str, listed: list[str]) -> None:
        name = self._elements[qualified]
        if not self._stack:
            self._root(name, qualified)
        is_unit = False
        if name == "div" and not self._document_depth:
            is_unit = True
            attrs = {self._attributes[listed[at]]: listed[at + 1] for at in range(0, len(listed), 2)}
            if attrs.get("type") in ("document", "document-pending"):
                self.documents += 1
                self._document_depth = len(self._stack) + 1
            else:
                self.divisions += 1
            self._begin(attrs.get(_ID, ""))
        elif name == "titlePage" and not self._document_depth:
            is_unit = True
            self._begin(TITLE_PAGE)
        elif name == "teiHeader":
            self.has_header = self._is_in_header = True
        if listed and name not in ("div", "TEI") and not self._is_in_header:
            for at in range(0, len(listed), 2):
                if listed[at] == "http://www.w3.org/XML/1998/namespace id":
                    self._place(listed[at + 1])
        self._stack.append(is_unit)

    def _begin(self, identifier: str) -> None:
        """Begin a document or division, which takes what has been waiting for one."""
        self._unit = identifier
        for waiting in self._waiting:
            self.places[waiting] = identifier
        self._waiting = []
        self._is_between = False
        if identifier and identifier != TITLE_PAGE:
            self._place(identifier)

    def finish(self) -> None:
        """Place what stands behind the last document or division: it makes a unit of its own."""
        for waiting in self._waiting:
            self.places[waiting] = LAST
        self._waiting = []

    def _place(self, identifier: str) -> None:
        if identifier in self.places or identifier in self._waiting:
            self.found.append(Diagnostic("duplicate-id", f"the xml:id {identifier} stands twice", self.reader.position))
        elif self._is_between:
            self._waiting.append(identifier)
        else:
            self.places[identifier] = self._unit

    def _end(self, qualified: str) -> None:
        if self._is_in_header and self._elements[qualified] == "teiHeader":
            self._is_in_header = False
        if self._stack.pop():
            self._is_between = True
            if len(self._stack) < self._document_depth:
                self._document_depth = 0

    def _other(self, kind: str, content: str) -> None:
        if self._stack and not self._is_in_header:
            shown = " ".join(content.split())[:40]
            self.found.append(Diagnostic("markup-dropped", f"a {kind} was left out: {shown}", self.reader.position))

    def _root(self, name: str, qualified: str) -> None:
        if name in ("TEI", "div", "teiCorpus"):
            return
        namespace, _, local = qualified.rpartition(" ")
        where = f"in namespace {namespace}" if namespace else "in no namespace"
        hint = f"; TEI's namespace is {TEI}" if local in ("TEI", "div", "TEI.2") else ""
        raise NotUnderstoodError(f"{self._name}: this is XML, but its root is <{local}> {where}, not TEI{hint}")
