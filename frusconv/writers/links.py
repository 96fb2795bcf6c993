"""Where references lead: to a place in the output, to the Office's site, to an address, or nowhere."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from frusconv.model import Volume
from frusconv.model.document import site_address
from frusconv.pattern import Pattern

# Returns the address in the output of a place by its id and the id of its unit.
Place: TypeAlias = Callable[[str, str], str]

_VOLUME = Pattern(r"(frus\d{4}[\w.-]*)(?:[#/](.*))?")
_ADDRESS = Pattern(r"(?i:https?|mailto|ftp):")
_NOT_IN_ID = Pattern(r"[^\w.-]+")


class Links:
    """Finds where the references of a volume lead.

    `place` makes the address of a place in the output. An id that the output does not hold leads to the Office's site
    if the volume is known.
    """

    def __init__(self, volume: Volume, place: Place) -> None:
        if volume.places is not None:
            self._places = volume.places
        else:  # Documents put together here.
            self._places = {document.id: document.id for document in volume.documents}
        self._place = place
        self._volume_id = volume.header.volume_id

    def knows(self, identifier: str) -> bool:
        """Tell whether the volume has a place with this id."""
        return identifier in self._places

    def address(self, target: str) -> str | None:
        """Return the address for a reference's target as encoded, or None if it leads nowhere."""
        if target[:1] == "#":
            identifier = target[1:]
            unit = self._places.get(identifier)
            if unit is not None:
                return self._place(identifier, unit)
            return site_address(self._volume_id, identifier) if self._volume_id and identifier else None
        if _ADDRESS.match(target):
            return target
        found = _VOLUME.fullmatch(target)
        if not found:
            return None
        if found[1] == self._volume_id and found[2] and found[2] in self._places:
            return self._place(found[2], self._places[found[2]])
        return site_address(found[1], found[2])


def anchor(identifier: str) -> str:
    """Return an xml:id as it can stand in an id and behind `#`; one that XML allows is not changed."""
    return _NOT_IN_ID.sub("_", identifier)
