"""What stands directly before and behind an element in the line that it is in, whatever tags lie between."""

from __future__ import annotations

from frusconv.validation.tree import Chars, Node, Unit

# Elements that a line runs through.
IN_LINE = frozenset(
    "hi persName placeName date gloss ref term seg time orgName title q quote name rs foreign emph del add num abbr "
    "expan affiliation roleName geogName country lang".split()
)
BLANKS = " \t\r\n"
_BLANK_BYTES = b" \t\r\n"


def character_before(node: Node) -> str | None:
    """Return the character before an element; None at the beginning of a block, or behind what has no text."""
    place = node
    while (before := place.before) is None:
        if place.parent is None or place.parent.name not in IN_LINE:
            return None
        place = place.parent
    return _edge(before, -1)


def character_behind(node: Node) -> str | None:
    """Return the character behind an element; None at the end of a block, or before what has no text."""
    place = node
    while (after := place.after) is None:
        if place.parent is None or place.parent.name not in IN_LINE:
            return None
        place = place.parent
    return _edge(after, 0)


def _edge(place: Node | Chars, at: int) -> str | None:
    while isinstance(place, Node):
        if not place.children:
            return None
        place = place.children[at]
    return place.text[at]


def blanks_before(unit: Unit, offset: int) -> int:
    """Return the byte of the file where the white space begins that ends before a byte; that byte if there is none."""
    at = offset - unit.start
    while at > 0 and unit.raw[at - 1] in _BLANK_BYTES:
        at -= 1
    return at + unit.start


def has_text(node: Node) -> bool:
    """Whether text stands directly in an element, not only in its children."""
    return any(isinstance(child, Chars) and not child.text.isspace() for child in node.children)
