"""A first look through a TEI file, before anything is made of it: is it whole, what does it hold, where are its ids."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple

from frusconv.errors import NotUnderstoodError
from frusconv.model import AnySource, Diagnostic
from frusconv.model.names import LAST, TITLE_PAGE, UnitNames
from frusconv.persons.listed import ENTRIES, ID, Listed
from frusconv.xml_events import DEEPEST, TEI, Names, XmlReader

_SPECIAL = frozenset(("TEI", "teiCorpus", "teiHeader", "titlePage", "div"))
# Divisions and all that a document may have in it.
_DEEPEST = 2 * DEEPEST
DOCUMENT_TYPES = frozenset(("document", "document-pending"))


class Survey(NamedTuple):
    """What a TEI file holds; `places` tells for every xml:id the id of the document or division that it is in.

    `persons` are the names in the volume's list of persons by their ids.
    """

    documents: int
    divisions: int
    has_header: bool
    places: Mapping[str, str]
    diagnostics: tuple[Diagnostic, ...]
    persons: Mapping[str, str]


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
        surveyor.persons,
    )


class _Surveyor:
    """Looks at tags only: where documents and divisions begin and end, and at ids.

    What stands between the documents of a division belongs to the document or division that begins next, as writers
    that make a file of each put it there.
    """

    def __init__(self, reader: XmlReader, name: str) -> None:
        self.reader = reader
        self.documents = 0
        self.divisions = 0
        self.has_header = False
        self.places: dict[str, str] = {}
        self.found: list[Diagnostic] = []
        self._name = name
        self._attributes = Names(is_element=False)
        self._is_in_header = False
        # How deep the reading is, and how deep each open division or document began.
        self._depth = 0
        self._units: list[int] = []
        self._is_in_document = False
        self._unit = ""
        self._names = UnitNames()
        self._waiting: list[str] = []
        self._is_between = True
        start, end = self._on_start(), self._on_end()
        self._listed = Listed(reader, start, end)
        reader.on(start, end, None, self._other)

    @property
    def persons(self) -> Mapping[str, str]:
        """The names in the volume's list of persons by their ids."""
        return self._listed.names

    def _on_start(self) -> Callable[[str, list[str]], None]:
        elements, reader = Names(is_element=True), self.reader

        def start(qualified: str, listed: list[str]) -> None:
            self._depth += 1
            if self._depth > _DEEPEST:
                reader.fail(f"elements are nested more than {_DEEPEST} deep; no volume's are")
            name = elements[qualified]
            if self._depth == 1:
                self._root(name, qualified)
            if name in _SPECIAL and not self._is_in_document:
                self._special(name, listed)
            elif ID in listed:
                if qualified in ENTRIES and not self._is_in_document:
                    self._listed.begin(qualified, listed)
                if not self._is_in_header:
                    self._place(listed[listed.index(ID) + 1])

        return start

    def _on_end(self) -> Callable[[str], None]:
        units = self._units

        def end(_: str) -> None:
            if units and units[-1] == self._depth:
                units.pop()
                self._is_between, self._is_in_document = True, False
            self._depth -= 1
            if self._depth == 1:
                self._is_in_header = False

        return end

    def _special(self, name: str, listed: list[str]) -> None:
        """Look at an element that is a unit, or the header or root."""
        if name == "teiHeader":
            self.has_header = self._is_in_header = True
        if name not in ("div", "titlePage"):
            return
        self._units.append(self._depth)
        if name == "titlePage":  # No division and without an id, but writers give it a file of its own.
            self._begin(self._names.of(TITLE_PAGE))
            return
        attrs = {self._attributes[listed[at]]: listed[at + 1] for at in range(0, len(listed), 2)}
        if attrs.get("type") in DOCUMENT_TYPES:
            self.documents += 1
            self._is_in_document = True
            unit = self._names.of(attrs.get("xml:id", "d1"))
        else:
            self.divisions += 1
            unit = self._names.of(attrs.get("xml:id"))
        self._begin(unit)
        if identifier := attrs.get("xml:id"):
            self._place(identifier)

    def _begin(self, unit: str) -> None:
        """Begin a document or division, which takes what has been waiting for one."""
        self._unit = unit
        for waiting in self._waiting:
            self.places[waiting] = unit
        self._waiting = []
        self._is_between = False

    def finish(self) -> None:
        """Place what stands behind the last document or division: it makes a unit of its own."""
        self._begin(self._names.of(LAST))

    def _place(self, identifier: str) -> None:
        if identifier in self.places or identifier in self._waiting:
            self.found.append(Diagnostic("duplicate-id", f"the xml:id {identifier} stands twice", self.reader.position))
        elif self._is_between:
            self._waiting.append(identifier)
        else:
            self.places[identifier] = self._unit

    def _other(self, kind: str, content: str) -> None:
        if self._depth and not self._is_in_header:
            shown = " ".join(content.split())[:40]
            self.found.append(Diagnostic("markup-dropped", f"a {kind} was left out: {shown}", self.reader.position))

    def _root(self, name: str, qualified: str) -> None:
        if name in ("TEI", "div", "teiCorpus"):
            return
        namespace, _, local = qualified.rpartition(" ")
        where = f"in namespace {namespace}" if namespace else "in no namespace"
        hint = f"; TEI's namespace is {TEI}" if local in ("TEI", "div", "TEI.2") else ""
        raise NotUnderstoodError(f"{self._name}: this is XML, but its root is <{local}> {where}, not TEI{hint}")
