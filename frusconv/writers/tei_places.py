"""Places in TEI: what the header describes, and the pointers to it."""

from __future__ import annotations

from collections.abc import Iterable

from frusconv.model import Document
from frusconv.places import Place, place_named


def place_id(place: Place) -> str:
    """Return the xml:id of a place's description."""
    return f"place-{place.id}"


def described_places(documents: Iterable[Document]) -> list[Place]:
    """Return the places that documents were sent from, each once, in the order of the documents."""
    found: dict[str, Place] = {}
    for document in documents:
        printed = document.correspondence.sent.place
        place = place_named(printed) if printed and document.attrs is None else None
        if place is not None:
            found.setdefault(place.id, place)
    return list(found.values())


def place_ref(printed: str, document: Document) -> str | None:
    """Return the pointer to the description of a place, or None if the header does not describe it."""
    place = place_named(printed)
    return f"#{place_id(place)}" if place is not None and place in described_places((document,)) else None
