"""A TEI listPerson as the user's file of persons (TEI Guidelines, chapter 13).

Of each `person` these are taken: `persName` in all its forms, the offices in `occupation`, `affiliation` and `state`
with their dates, and the address in `idno` or `persName/@ref`.
"""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.errors import SourceError
from frusconv.model import FileSource
from frusconv.pattern import Pattern
from frusconv.persons.entry import Entry, entry_of, is_address
from frusconv.persons.listed import PARTS, joined
from frusconv.xml_events import DEEPEST, TEI, XmlReader

# Authority files by the type of an idno, in the order in which one of several is taken, with what an id alone follows.
_FILES = {
    "viaf": "http://viaf.org/viaf/",
    "gnd": "http://d-nb.info/gnd/",
    "lcnaf": "http://id.loc.gov/authorities/names/",
    "lccn": "http://id.loc.gov/authorities/names/",
    "wikidata": "http://www.wikidata.org/entity/",
}
_PLAIN_ID = Pattern(r"[A-Za-z]{0,2}[0-9][0-9Xx-]*")
_OFFICES = frozenset(("occupation", "affiliation", "state"))


class _Open:
    """What was read of a person so far: names, offices with their dates, and addresses by their kinds."""

    def __init__(self, where: str) -> None:
        self.where = where
        self.names: list[str] = []
        self.offices: list[dict[str, str]] = []
        self.addresses: dict[str, str] = {}

    def entries(self) -> Iterator[Entry]:
        """Yield the person in each office, and without one by the names that are more than a word."""
        ref = next((self.addresses[kind] for kind in (*_FILES, "") if kind in self.addresses), "")
        whole = entry_of(self.where, self.names, {"ref": ref})
        if self.offices:
            whole = whole._replace(forms=frozenset(form for form in whole.forms if " " in form))
        yield whole
        for office in self.offices:
            yield entry_of(self.where, self.names, office | {"ref": ref})

    def locate(self, kind: str, value: str) -> None:
        """Take an address, or the number of a record in a known authority file."""
        known = _FILES.get(kind)
        if value and is_address(value):
            self.addresses.setdefault(kind if known else "", value)
        elif value and known:
            # Numbers of the Library of Congress are printed with blanks (`n 79021164`) that are no part of them.
            value = value.replace(" ", "") if kind in ("lcnaf", "lccn") else value
            if not _PLAIN_ID.fullmatch(value):
                raise SourceError(f"{self.where}: {value!r} is no number of {kind}; give the address of the record")
            self.addresses.setdefault(kind, known + value)


def entries_of(source: FileSource) -> Iterator[Entry]:
    """Yield the persons of a TEI file. Raises SourceError."""
    reader = _PersonReader(XmlReader(source))
    for _ in reader.reader.steps():
        done, reader.done = reader.done, []
        for person in done:
            yield from person.entries()


class _PersonReader:
    """Gathers persons, one at a time."""

    def __init__(self, reader: XmlReader) -> None:
        self.reader = reader
        self.done: list[_Open] = []
        self._person: _Open | None = None
        # The elements that are open: name, attributes, and text with that of the elements inside.
        self._open: list[tuple[str, dict[str, str], list[str]]] = []
        self._parts: dict[str, list[str]] = {}
        reader.on(self._start, self._end, self._text)

    def _start(self, qualified: str, listed: list[str]) -> None:
        if len(self._open) > DEEPEST:
            self.reader.fail(f"elements are nested more than {DEEPEST} deep; no list of persons is")
        name = qualified.removeprefix(f"{TEI} ")
        if name == "person":
            self._person = _Open(f"{self.reader.source.name}:{self.reader.position.line}")
        elif name == "persName":
            self._parts = {}
        self._open.append((name, dict(zip(listed[::2], listed[1::2], strict=True)), []))

    def _text(self, text: str) -> None:
        if self._person is not None:
            self._open[-1][2].append(text)

    def _end(self, _: str) -> None:
        name, attrs, pieces = self._open.pop()
        text = " ".join("".join(pieces).split())
        if self._person is None:
            return
        if name == "person":
            self.done.append(self._person)
            self._person = None
            return
        self._take(self._person, name, attrs, text)
        if name != "roleName":
            self._open[-1][2].append("".join(pieces))

    def _take(self, person: _Open, name: str, attrs: dict[str, str], text: str) -> None:
        if name in PARTS:
            self._parts.setdefault(name, []).append(text)
        elif name == "persName" and self._open[-1][0] == "person":
            person.names += [joined(self._parts) or text] if text else []
            person.locate("", attrs.get("ref", "").partition(" ")[0])
        elif name in _OFFICES and text:
            person.offices.append({"office": text} | _days(attrs))
        elif name == "idno":
            person.locate(attrs.get("type", "").casefold(), text)


def _days(attrs: dict[str, str]) -> dict[str, str]:
    """Return the dates of an office by the names that an entry has for them."""
    day = attrs.get("when", "")
    first, last = attrs.get("from") or attrs.get("notBefore"), attrs.get("to") or attrs.get("notAfter")
    return {"from": first or day, "to": last or day}
