"""Names of a volume's units: one for each document, division and title page, and none twice."""

from __future__ import annotations

TITLE_PAGE = "title-page"
# What stands behind the last document or division.
LAST = "end"


def unique(wanted: str, taken: set[str]) -> str:
    """Return `wanted`, with a number behind it if it is taken, and take it."""
    last, free = 0, 1
    # Thousands can want the same: the numbers that are taken are leapt over.
    while _numbered(wanted, free) in taken:
        last, free = free, free * 2
    while free - last > 1:
        middle = (last + free) // 2
        last, free = (middle, free) if _numbered(wanted, middle) in taken else (last, middle)
    name = _numbered(wanted, free)
    taken.add(name)
    return name


def _numbered(wanted: str, number: int) -> str:
    return wanted if number == 1 else f"{wanted}-{number}"


class UnitNames:
    """Gives the units of a volume their ids, in order: what reads a volume and what writes it have to agree on them."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def of(self, identifier: str | None) -> str:
        """Return the id of the next unit: its xml:id, or one made for it if it has none or has another's."""
        return unique(identifier or f"division{len(self._taken) + 1}", self._taken)
