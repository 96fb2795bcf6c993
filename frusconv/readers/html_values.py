"""What single words and attributes of a page say: pages, addresses, pictures, spans."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frusconv.model import PageBreak
from frusconv.pattern import Pattern

if TYPE_CHECKING:
    from frusconv.readers.html_page import Tag

_PAGE = Pattern(r"\s*\[(?:(Facsimile|Typeset) )?[Pp]age (.*)\]\s*")
_ON_SITE = Pattern(r"(?:https?:)?(?://history\.state\.gov)?/?historicaldocuments/(frus\d{4}[\w.-]*)(?:/(\w[\w.-]*))?")
_IN_VOLUME = Pattern(r"(?:\./)?((?:d\d+[A-Za-z]?|pg_\w+|(?:ch|comp|fn|subch|app)\d\w*)|persons|terms)(?:#(\w+))?")


def page_break(text: str) -> PageBreak:
    """Return the page that a marker on a page names: `[Page 63]`, `[Facsimile Page 3]`."""
    return page_in(text) or PageBreak(" ".join(text.split()))


def page_in(text: str) -> PageBreak | None:
    """Return the page that a text names if it is nothing but a page's marker."""
    found = _PAGE.fullmatch(text)
    if not found:
        return None
    kind, n = found[1], found[2]
    return PageBreak(n, (("n", n), ("type", kind.lower())) if kind else None)


def target_of(address: str | None, *, is_own: bool = False) -> str | None:
    """Return where a link leads, as TEI has it (`#d2`, `frus1947v01#pg_1`, an address), or None if nowhere."""
    address = (address or "").strip()
    if not address or address == "#" or address.lower().startswith(("javascript:", "data:", "blob:")):
        return None
    if found := _ON_SITE.match(address):
        volume, part = found[1], found[2]
        note = address.partition("#")[2]
        place = f"{part}{note}" if note.startswith("fn") and part else note or part
        return f"{volume}#{place}" if place else volume
    if address[0] == "#":
        return address if is_own else None
    if found := _IN_VOLUME.fullmatch(address):
        return f"#{found[2] or found[1]}"
    return address


def picture_of(element: Tag) -> str:
    """Return the name of a picture's file, as the Office has it in TEI: without folder and suffix."""
    label = element.get("aria-label", "")
    if label.startswith("Picture "):
        return label.removeprefix("Picture ")
    source = (element.get("src") or "").partition("?")[0]
    if source.startswith("data:"):
        return element.get("alt") or "picture"
    return source.rstrip("/").rpartition("/")[2].removesuffix(".png") or element.get("alt") or "picture"


def span_of(element: Tag, name: str) -> int:
    """Return the number of rows or columns that a cell spans."""
    value = element.get(name, "")
    return int(value) if value.isascii() and value.isdigit() and 0 < int(value) < 1000 else 1
