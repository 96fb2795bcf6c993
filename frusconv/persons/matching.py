"""Senders and recipients looked up in the user's file of persons.

A form is the same if it is so but for case, blanks and a first article; nothing is concluded from a part of it. Where
several persons fit, none is taken.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator

from frusconv.model import (
    CorrespAction,
    Correspondence,
    Diagnostic,
    Document,
    Part,
    Party,
    Person,
    Position,
    Reading,
    When,
)
from frusconv.persons.entry import Entry
from frusconv.persons.names import comparable

_START = Position(1, 1)


class Directory:
    """Persons by the forms of their names, and by their offices."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_form: dict[str, list[Entry]] = {}
        self._by_office: dict[str, list[Entry]] = {}
        for entry in entries:
            for form in entry.forms:
                self._by_form.setdefault(form, []).append(entry)
            if entry.office:
                self._by_office.setdefault(entry.office, []).append(entry)

    def fitting(self, party: Party, when: When | None) -> list[Person]:
        """Return the persons who can be meant at a time, each of them once; one, if the file tells who it is.

        A full name is looked up before the printed one, and an office only where there is no name.
        """
        office = comparable(party.office or "")
        full = party.person.name if party.person else None
        for name in filter(None, (full, party.name)):
            if people := self._named(comparable(name), office, when):
                return people
        if party.name or full:
            return []
        return _people(self._current(self._by_office.get(office, ()), when))

    def _named(self, form: str, office: str, when: When | None) -> list[Person]:
        """Return those of a name; one of a single word goes with the office, where file and heading both have one."""
        found = list(self._current(self._by_form.get(form, ()), when))
        in_office = [entry for entry in found if entry.office == office]
        if " " not in form and office:
            return _people(in_office or [entry for entry in found if entry.office is None])
        people = _people(found)
        return _people(in_office) or people if len(people) > 1 else people

    @staticmethod
    def _current(entries: Iterable[Entry], when: When | None) -> Iterator[Entry]:
        first, last = (when.first, when.last) if when else (None, None)
        return (entry for entry in entries if entry.is_at(first, last))


def _people(entries: Iterable[Entry]) -> list[Person]:
    """Return the persons of entries; two entries with one address, or without any with one name, are one person."""
    found: dict[str, Person] = {}
    for entry in entries:
        found.setdefault(entry.ref or entry.name, Person(entry.name, None, entry.ref))
    return list(found.values())


class Linked:
    """The parts of a volume with what the user's file tells of senders and recipients; gone through anew each time.

    `tell` is called with what there is to say of a document.
    """

    def __init__(self, parts: Iterable[Part], directory: Directory, tell: Callable[[Diagnostic], None]) -> None:
        self._parts = parts
        self._directory = directory
        self._tell = tell

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts."""
        for part in self._parts:
            yield linked(part, self._directory, self._tell) if isinstance(part, Document) else part


def looked_up(reading: Reading, directory: Directory) -> Reading:
    """Return a reading with what the user's file tells of senders and recipients, and what there is to say of that.

    What is read from a file is gone through once for it.
    """
    told: list[Diagnostic] = []
    parts: Iterable[Part] = Linked(reading.parts, directory, told.append)
    if isinstance(reading.parts, tuple):
        parts = tuple(parts)
    else:
        deque(parts, maxlen=0)
        parts = Linked(reading.parts, directory, lambda _: None)
    return reading._replace(parts=parts, diagnostics=(*reading.diagnostics, *told))


def linked(document: Document, directory: Directory, tell: Callable[[Diagnostic], None]) -> Document:
    """Return a document whose senders and recipients have the addresses that the user's file gives."""
    sent, received = document.correspondence

    def known(action: CorrespAction) -> CorrespAction:
        parties = []
        for party in action.parties:
            people = directory.fitting(party, sent.date)
            if len(people) > 1:
                tell(_ambiguous(document, party, people))
            parties.append(_with(party, people[0]) if len(people) == 1 else party)
        return action._replace(parties=tuple(parties))

    return document._replace(correspondence=Correspondence(known(sent), known(received)))


def _with(party: Party, found: Person) -> Party:
    """Return a party with a person of the file; a name that the text itself tells stays."""
    told = party.person
    return party._replace(person=told._replace(name=told.name or found.name, ref=found.ref) if told else found)


def _ambiguous(document: Document, party: Party, people: list[Person]) -> Diagnostic:
    named = ", ".join(sorted(f"{person.name} ({person.ref})" if person.ref else str(person.name) for person in people))
    return Diagnostic(
        "person-ambiguous", f"{document.id}: {party.text} is left without a person, for several fit: {named}", _START
    )
