"""A volume's list of persons as its TEI is read: whom an xml:id stands for.

The Office has an item with a `persName` for each person; a `listPerson` with a `person` for each is TEI's own form
(Guidelines, section 13.3.2). Either may stand in front matter, in back matter, or beside the text.
"""

from __future__ import annotations

from collections.abc import Callable

from frusconv.persons.names import own_order
from frusconv.xml_events import DEEPEST, TEI, XML, XmlReader

ENTRIES = frozenset((f"{TEI} persName", f"{TEI} person"))
ID = f"{XML} id"
_PERSON = f"{TEI} person"
_NAME = f"{TEI} persName"
# What is told of a person is shorter; of more, not all is kept.
_LONGEST = 100_000
_NOTE = f"{TEI} note"
_BREAK = f"{TEI} lb"
# Parts of a name in the order of a name; titles (roleName) are no part of it.
PARTS = ("forename", "nameLink", "surname", "genName")
_QUALIFIED_PARTS = {f"{TEI} {part}": part for part in PARTS}


def joined(parts: dict[str, list[str]]) -> str | None:
    """Return a name of parts that are marked up, in its own order; None unless both of its main parts are there."""
    if not {"forename", "surname"} <= parts.keys():
        return None
    return " ".join(part for kind in PARTS for part in parts.get(kind, ()))


class _Entry:
    """An element that is open in an entry; `text` has that of the elements inside, `parts` those of a name."""

    def __init__(self, name: str, identifier: str | None) -> None:
        self.name = name
        self.id = identifier
        self.text: list[str] = []
        self.parts: dict[str, list[str]] = {}


class Listed:
    """Gathers the names of those who are listed, by the ids of their entries; an id that stands twice is the first's.

    `begin` is called with a start tag that has an id, and what the reader tells comes here first until that element
    has ended; `start` and `end` are what it calls otherwise.
    """

    def __init__(self, reader: XmlReader, start: Callable[[str, list[str]], None], end: Callable[[str], None]) -> None:
        self.names: dict[str, str] = {}
        self._reader = reader
        self._on_start = start
        self._on_end = end
        self._open: list[_Entry] = []
        self._room = 0

    def begin(self, name: str, listed: list[str]) -> None:
        """Begin to gather, unless that goes on already."""
        if not self._open:
            self._reader.on(self._start, self._end, self._text)
            self._room = _LONGEST
            self._push(name, listed)

    def _push(self, name: str, listed: list[str]) -> None:
        self._open.append(_Entry(name, listed[listed.index(ID) + 1] if ID in listed else None))

    def _start(self, name: str, listed: list[str]) -> None:
        self._on_start(name, listed)
        if len(self._open) > DEEPEST:
            self._reader.fail(f"elements are nested more than {DEEPEST} deep; no list of persons is")
        self._push(name, listed)

    def _text(self, text: str) -> None:
        if self._room > 0:
            self._open[-1].text.append(text)
            self._room -= len(text)

    def _end(self, name: str) -> None:
        entry = self._open.pop()
        if self._open:
            self._close(entry, self._open[-1])
        if entry.name == _NAME:
            self._named(entry)
        if not self._open:
            self._reader.on(self._on_start, self._on_end)
            self._reader.without_text()
        self._on_end(name)

    def _close(self, entry: _Entry, around: _Entry) -> None:
        """Give the element around what is inside one that has ended; no note is part of a name."""
        text = "".join(entry.text)
        if part := _QUALIFIED_PARTS.get(entry.name):
            around.parts.setdefault(part, []).append(" ".join(text.split()))
        if entry.name == _BREAK:
            around.text.append(" ")
        elif entry.name != _NOTE:
            around.text.append(text)

    def _named(self, entry: _Entry) -> None:
        """Take a name for its own id, and for the person around whose first name it is."""
        name = joined(entry.parts) or own_order("".join(entry.text))
        if not name:
            return
        around = next((one for one in reversed(self._open) if one.name == _PERSON), None)
        for one in (entry, around):
            if one is not None and one.id:
                self.names.setdefault(one.id, name)
