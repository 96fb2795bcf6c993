"""The notes of a page: their texts at its end, and the markers that lead to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from frusconv.readers.html_page import has_class, text_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from frusconv.readers.html_page import Tag

_BLOCKS = frozenset("p li td th dd dt div h1 h2 h3 h4 h5 h6 blockquote section article".split())


def fragment(address: str | None) -> str:
    """Return the part of an address behind `#`; a browser that saves a page writes its own address before it."""
    return (address or "").partition("#")[2]


class Notes:
    """The texts of notes by their ids, each to be taken once, at its marker."""

    def __init__(self, root: Tag, documents: list[Tag], *, is_own: bool) -> None:
        self._entries = {element.get("id", ""): element for element in _entries(root, is_own=is_own)}
        self._lists = {parent for element in self._entries.values() if (parent := element.getparent()) is not None}
        self._taken: set[str] = set()
        # Notes without a marker, by the element that they go to the end of.
        self._loose: dict[Tag, list[Tag]] = {}
        self.without_marker: list[Tag] = []
        self._place_loose(root, documents)

    def is_list(self, element: Tag) -> bool:
        """Tell whether an element holds the notes' texts, which are taken at their markers."""
        return element in self._lists or has_class(element, "footnotes")

    def take(self, marker: Tag) -> Tag | None:
        """Return the text of the note that a marker leads to, the first time it is asked for."""
        identifier = fragment(marker.get("href"))
        if identifier in self._taken:
            return None
        self._taken.add(identifier)
        return self._entries.get(identifier)

    def was_taken(self, marker: Tag) -> bool:
        """Tell whether another marker has led to the same note."""
        return fragment(marker.get("href")) in self._taken

    def at_end_of(self, element: Tag) -> list[Tag]:
        """Return the texts without a marker that go to the end of `element`, and take them."""
        return self._loose.pop(element, []) if self._loose else []

    def rest(self) -> list[Tag]:
        """Return the texts without a marker that nobody has come by, and take them."""
        found = [entry for entries in self._loose.values() for entry in entries]
        loose = set(self.without_marker)
        found += [entry for key, entry in self._entries.items() if key not in self._taken and entry not in loose]
        self._loose = {}
        return list(dict.fromkeys(found))

    def _place_loose(self, root: Tag, documents: list[Tag]) -> None:
        markers = {
            fragment(element.get("href")): element
            for element in reversed(list(root.iter("a")))
            if fragment(element.get("href")) in self._entries and element.get("role") != "doc-backlink"
        }
        home = documents[0] if documents else root
        heading = next((element for element in home.iter("h1", "h2", "h3", "h4", "h5", "h6", "p")), home)
        for identifier, element in self._entries.items():
            if identifier in markers:
                heading = _block_around(markers[identifier], home)
            else:
                self._loose.setdefault(heading, []).append(element)
                self.without_marker.append(element)


def number_of(entry: Tag) -> str:
    """Return the number of a note as its text at the page's end has it."""
    for link in entry.iter("a"):
        if link.get("role") == "doc-backlink" and (text := text_in(link).strip()):
            return text
    return entry.get("value") or "*"


def _entries(root: Tag, *, is_own: bool) -> Iterator[Tag]:
    for element in root.iter("li", "div", "aside"):
        if not element.get("id"):
            continue
        if element.get("role") == "doc-footnote" if is_own else has_class(element, "footnote"):
            yield element


def _block_around(element: Tag, home: Tag) -> Tag:
    return next((around for around in element.iterancestors() if around.tag in _BLOCKS), home)
