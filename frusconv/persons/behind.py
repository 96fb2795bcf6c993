"""People behind the names and offices of headings, where the text itself says who they are.

Two things say it: a pointer from the heading to the volume's list of persons (`persName/@corresp`), and a footnote at
the name or office that is a full name, with the office or without.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from frusconv.model import (
    Content,
    Correspondence,
    Document,
    Gloss,
    Note,
    Part,
    Party,
    PersName,
    Person,
    Role,
    Text,
)
from frusconv.model.node import attribute
from frusconv.model.walk import children_of, descendants, head_of, squeezed
from frusconv.persons.names import comparable, is_called, named_in_note

# What may stand between a name and the marker of a footnote on it.
_CLOSING = " )],.\t\n"


class Named:
    """The parts of a volume with the people whom its documents name; gone through anew each time, as those are.

    `listed` are the names in the volume's list of persons by the ids of their entries.
    """

    def __init__(self, parts: Iterable[Part], listed: Mapping[str, str]) -> None:
        self._parts = parts
        self._listed = listed

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts."""
        for part in self._parts:
            yield with_persons(part, self._listed) if isinstance(part, Document) else part


class _Mention(NamedTuple):
    """A name or office in a heading, the id that it points to, and the footnote right behind it."""

    text: str
    is_name: bool
    role: Role | None
    id: str | None
    note: str | None = None


def with_persons(document: Document, listed: Mapping[str, str]) -> Document:
    """Return a document whose senders and recipients have the persons that its heading tells.

    `listed` are the names in the volume's list of persons by their ids.
    """
    sent, received = document.correspondence
    head = head_of(document.blocks) if sent.parties or received.parties else None
    mentions = _mentions(head.children) if head else []
    if all(mention.note is None and mention.id not in listed for mention in mentions):
        return document
    return document._replace(
        correspondence=Correspondence(
            sent._replace(parties=_told(sent.parties, "from", mentions, listed)),
            received._replace(parties=_told(received.parties, "to", mentions, listed)),
        )
    )


def _mentions(nodes: Iterable[Content]) -> list[_Mention]:
    """Return the names and offices in a heading, in order."""
    found: list[_Mention] = []
    is_near = False
    for node in _read_on(nodes):
        if isinstance(node, PersName | Gloss):
            pointer = attribute(node.attrs, "corresp") or attribute(node.attrs, "ref") or ""
            identifier = pointer.removeprefix("#") if pointer.startswith("#") else None
            found.append(_Mention(squeezed(node.children), isinstance(node, PersName), node.role, identifier))
            is_near = True
        elif isinstance(node, Note):
            if is_near and node.type is None:
                found[-1] = found[-1]._replace(note=squeezed(node.children))
            is_near = False
        elif isinstance(node, Text) and node.text.strip(_CLOSING):
            is_near = False
    return found


def _read_on(nodes: Iterable[Content]) -> Iterator[Content]:
    """Yield nodes in the order of the text: the notes in a name after it, and of a note nothing that is inside."""
    for node in nodes:
        if isinstance(node, PersName | Gloss):
            yield node
            yield from (inner for inner in descendants(node.children) if isinstance(inner, Note))
        elif isinstance(node, Note | Text):
            yield node
        else:
            yield from _read_on(children_of(node))


def _told(
    parties: tuple[Party, ...], role: Role, mentions: list[_Mention], listed: Mapping[str, str]
) -> tuple[Party, ...]:
    """Return the parties of one end with the persons that mentions of them lead to; each mention leads to one party."""
    left = [mention for mention in mentions if mention.role in (None, role)]
    told = []
    for party in parties:
        mention = next((one for one in left if is_of(one.text, one.is_name, party)), None)
        if mention:
            left.remove(mention)
        person = (_by_list(mention, listed) or _by_note(mention, party)) if mention else None
        told.append(party._replace(person=person) if person else party)
    return tuple(told)


def is_of(text: str, is_name: bool, party: Party) -> bool:
    """Tell whether a name (`is_name`) or office in a heading is that of a party."""
    if party.name is None:
        return bool(party.office) and comparable(text) == comparable(party.office or "")
    return is_name and (is_called(text, party.name) or is_called(party.name, text))


def _by_list(mention: _Mention, listed: Mapping[str, str]) -> Person | None:
    if mention.id is None or mention.id not in listed:
        return None
    return Person(listed[mention.id], mention.id)


def _by_note(mention: _Mention, party: Party) -> Person | None:
    """Return whom a footnote names, if it is of the same name, or for an office without a name of this office."""
    named = named_in_note(mention.note) if mention.note else None
    if named is None:
        return None
    if party.name is not None:
        is_same = is_called(party.name, named.name) and comparable(party.name) != comparable(named.name)
    else:
        is_same = named.office is not None and comparable(named.office) == comparable(party.office or "")
    return Person(named.name, cert="medium") if is_same else None
