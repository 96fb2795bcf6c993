"""The teiHeader: facts about the volume, and about the document where a file holds one alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from frusconv.metadata import from_url
from frusconv.model import NOTHING_KNOWN, CorrespAction, Correspondence, Element, Header, Party, Person, Ref, When
from frusconv.model.inlines import Content, Date, PersName, PlaceName, Term
from frusconv.model.node import attribute
from frusconv.model.walk import children_of, squeezed

# Facts on the volume stand in the description of the file, or of its source where the file is a document alone.
_TITLED = frozenset(("titleStmt", "bibl"))
_PUBLISHED = frozenset(("publicationStmt", "bibl"))


class Told(NamedTuple):
    """What the header of a document alone says of it; it goes before what its text says."""

    correspondence: Correspondence = Correspondence()
    kind: str | None = None
    telegram_number: str | None = None
    classification: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    pages: str | None = None
    file_number: str | None = None


def header_of(element: Element) -> Header:
    """Return the facts of a volume's header: its titles by their types, editors, publisher, year, ids."""
    titles: dict[str, str] = {}
    editors: list[tuple[str, str]] = []
    idnos: dict[str, str] = {}
    volumes: set[str] = set()
    facts: dict[str, str] = {}
    for parent, found in _elements(element):
        if not isinstance(found, Element | Date):
            continue
        name = found.name if isinstance(found, Element) else "date"
        text = squeezed(found.children)
        if name == "title" and parent in _TITLED:
            titles.setdefault((attribute(found.attrs, "type") or "").replace("-", ""), text)
        elif name == "editor" and text:
            editors.append((attribute(found.attrs, "role") or "", text))
        elif name == "idno":
            kind = attribute(found.attrs, "type") or ""
            idnos.setdefault(kind, text)
            volumes.update([text] if kind == "frus" else [])
        elif name == "biblScope" and attribute(found.attrs, "unit") == "volume":
            titles.setdefault("volumenumber", text)
        elif parent in _PUBLISHED:
            if name == "date" and attribute(found.attrs, "type") == "content-date":
                continue
            facts.setdefault(name, text)
    if len(volumes) > 1:  # Documents of several volumes: each document's own is told by its address.
        return Header(element=element)
    return Header(
        volume_id=idnos.get("frus") or None,
        title=titles.get("complete") or (None if "series" in titles else titles.get("")) or None,
        sub_series=titles.get("subseries") or None,
        volume_number=titles.get("volumenumber") or None,
        volume_title=titles.get("volume") or None,
        editors=tuple(editors),
        publisher=facts.get("publisher") or None,
        place=facts.get("pubPlace") or None,
        published=facts.get("date") or None,
        isbn=idnos.get("isbn-13") or idnos.get("isbn-10") or None,
        element=element,
    )


def volumes_of(element: Element) -> dict[str, str]:
    """Return the volume of each document, by the document's id, where the header names their addresses."""
    found: dict[str, str] = {}
    for parent, part in _elements(element):
        known = from_url(part.target) if parent == "bibl" and isinstance(part, Ref) else NOTHING_KNOWN
        if known.volume and known.document:
            found |= {known.document: known.volume, f"{known.volume}-{known.document}": known.volume}
    return found


def told_by_header(element: Element) -> Told:
    """Return what the header of a document alone says of it, in the form in which this package writes it."""
    terms: dict[str, list[str]] = {}
    actions: dict[str, CorrespAction] = {}
    creation = CorrespAction()
    pages = file_number = None
    for _, found in _elements(element):
        if isinstance(found, Term):
            terms.setdefault(attribute(found.attrs, "type") or "", []).append(squeezed(found.children))
        if not isinstance(found, Element):
            continue
        if found.name == "correspAction":
            actions[attribute(found.attrs, "type") or ""] = _action(found)
        elif found.name == "creation":
            creation = _action(found)
        elif found.name == "biblScope" and attribute(found.attrs, "unit") == "page":
            pages = squeezed(found.children)
        elif found.name == "idno" and attribute(found.attrs, "type") == "file":
            file_number = squeezed(found.children)
    sent = actions.get("sent", creation)
    return Told(
        Correspondence(
            sent._replace(place=sent.place or creation.place, date=sent.date or creation.date),
            actions.get("received", CorrespAction()),
        ),
        next(iter(terms.get("kind", [])), None),
        next(iter(terms.get("telegram-number", [])), None),
        tuple(terms.get("classification", [])),
        tuple(terms.get("subject", [])),
        pages,
        file_number,
    )


def _elements(node: Content) -> Iterator[tuple[str, Content]]:
    """Yield every node of a header with the name of the element around it."""
    name = node.name if isinstance(node, Element) else ""
    for child in children_of(node):
        yield name, child
        yield from _elements(child)


def _person(element: PersName) -> Party:
    """Return a person: office and name as printed, and beside them the full name and the address of a record."""
    office, name, full = list[Content](), list[Content](), list[Element]()
    for part in element.children:
        if isinstance(part, Element) and part.name == "roleName":
            office.append(part)
        elif isinstance(part, Element) and part.name == "name" and attribute(part.attrs, "type") == "full":
            full.append(part)
        else:
            name.append(part)
    ref = attribute(element.attrs, "ref")
    cert = attribute(full[0].attrs, "cert") if full else None
    known: Literal["high", "medium", "low"] = "medium" if cert == "medium" else "low" if cert == "low" else "high"
    person = Person(squeezed(full) or None, None, ref, known) if full or ref else None
    return Party(squeezed(name) or None, squeezed(office) or None, person)


def _action(element: Element) -> CorrespAction:
    parties: list[Party] = []
    place: str | None = None
    date: When | None = None
    for child in element.children:
        if isinstance(child, PersName):
            parties.append(_person(child))
        elif isinstance(child, Element) and child.name == "orgName":
            parties.append(Party(None, squeezed(child.children)))
        elif isinstance(child, PlaceName):
            place = squeezed(child.children)
        elif isinstance(child, Date):
            date = child.value
    return CorrespAction(tuple(parties), place, date)
