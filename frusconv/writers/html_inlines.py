"""Runs of text as HTML that is XML at the same time, with the ids, notes and pages that stand in them."""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from functools import lru_cache
from re import Match
from typing import TypeAlias, assert_never

from frusconv.model import (
    Attrs,
    Block,
    Content,
    Date,
    Del,
    Element,
    Gap,
    Gloss,
    Graphic,
    Hi,
    LineBreak,
    Note,
    PageBreak,
    PersName,
    PlaceName,
    Ref,
    Term,
    Text,
    Time,
    Unclear,
)
from frusconv.model.names import unique
from frusconv.model.node import attribute
from frusconv.model.walk import children_of
from frusconv.pattern import Pattern
from frusconv.writers.links import Links, anchor
from frusconv.writers.xml import escape, quoted

_BLANK_BEFORE_NOTE = Pattern(r'(?<!</a>)(?<! ) +<a class="noteref"')
_Rare: TypeAlias = Del | Gap | Graphic | Term | Unclear | Time | Element
_HI_TAGS = {
    "italic": "i",
    "strong": "b",
    "bold": "b",
    "underline": "u",
    "sub": "sub",
    "strikethrough": "s",
    "subscript": "sub",
    "superscript": "sup",
}
_NOT_IN_CLASS = Pattern(r"[^A-Za-z0-9_-]+")
# A valid date, month, year, or date with time of HTML (section 2.3.5); a day with a time needs both.
_DATETIME = Pattern(
    r"(?!0000)\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:[+-](?:[01]\d|2[0-3]):[0-5]\d|Z)?)?)?)?"
)
# Addresses that can be one: of a file beside or a place in it, of a site with the name of a host, or of a mailbox.
_ADDRESS = Pattern(
    r"(?:(?i:https?|ftp)://[A-Za-z\d-]+(?:\.[A-Za-z\d-]+)*(?::\d{1,5})?(?:[/?#].*)?|(?i:mailto):[^\s:]+|[^:]*)",
    re.DOTALL,
)
# What may not stand in an address as it is (RFC 3986, section 2).
_UNSAFE = Pattern(r"[^\w\-.~:/?#@!$&'()*+,;=%]+|%(?![\dA-Fa-f]{2})")


class HtmlInlines:
    """Writes runs of text of one file, and gathers the notes that stand in them.

    Every id is written once: where a volume has it twice, the first keeps it. `is_epub` adds EPUB's own semantics
    (epub:type) to the ARIA roles.
    """

    def __init__(self, links: Links, is_epub: bool = False) -> None:
        self._links = links
        self._is_epub = is_epub
        self._ids: set[str] = set()
        self._prefix = ""
        self._title_id: str | None = None
        # The notes met since the last call of `notes`: id of the note, id of its marker, and the note.
        self._notes: list[tuple[str, str, Note]] = []
        # The page breaks written: number and id, in order.
        self.pages: list[tuple[str, str]] = []

    def begin(self, prefix: str, title_id: str | None = None) -> None:
        """Begin a unit; `prefix` makes the ids of what has none, `title_id` becomes that of the first heading."""
        self._prefix = prefix
        self._title_id = title_id

    @property
    def ids(self) -> AbstractSet[str]:
        """The ids that have been written in this file."""
        return self._ids

    def unique(self, identifier: str) -> str:
        """Return `identifier`, or what has not been used as an id in this file."""
        return unique(anchor(identifier), self._ids)

    def made(self, identifier: str) -> str:
        """Return an id like `identifier` that is none of the volume's own, so that links keep their ends."""
        made, count = identifier, 1
        while self._links.knows(made):
            count += 1
            made = f"{identifier}-{count}"
        return self.unique(made)

    def inlines(self, nodes: Iterable[Content]) -> str:
        """Return nodes as phrasing content."""
        text = "".join([escape(node.text) if type(node) is Text else self._inline(node) for node in nodes])
        # A marker sticks to what it is on; only two of them have a blank between them.
        return _BLANK_BEFORE_NOTE.sub('<a class="noteref"', text) if ' <a class="noteref"' in text else text

    def _inline(self, node: Content) -> str:
        match node:
            case Gloss(children, role, attrs):
                return self._span(children, attrs, "gloss" if role else None)
            case PersName(children, role, attrs):
                return self._span(children, attrs, "persName" if role else None)
            case Hi(rend, children, attrs):
                tag = _HI_TAGS.get(rend)
                inside = self.inlines(children)
                if not inside:
                    return self._wrapped("", attrs, None)
                if tag:
                    return f"<{tag}{self._id(attrs)}>{inside}</{tag}>"
                return f"<span{self._id(attrs)}{css_class(rend)}>{inside}</span>"
            case Note():
                return self._note(node)
            case PageBreak():
                return self._page_break(node)
            case LineBreak():
                return f"<br{self._id(node.attrs)}/>"
            case Ref(children, target, attrs):
                address = self._links.address(target)
                inside = self.inlines(children)
                if address is None or not inside or "<a " in inside or not _ADDRESS.fullmatch(address):
                    return self._wrapped(inside, attrs, None)  # No link may stand in another.
                return f'<a{self._id(attrs)} href="{quoted(_encoded(address))}">{inside}</a>'
            case Date(children, value, attrs):
                inside = self.inlines(children)
                if value.when is None or not _is_moment(value.when):
                    return self._wrapped(inside, attrs, "date")
                return f'<time{self._id(attrs)} datetime="{value.when}">{inside}</time>'
            case PlaceName(children, attrs):
                return self._span(children, attrs, "placeName")
            case Text(text):
                return escape(text)
            case Del() | Gap() | Graphic() | Term() | Unclear() | Time() | Element():
                return self._rare_inline(node)
            case _:
                # A block where none can stand, as a list in a heading: its lines follow each other.
                return self._squeezed(node)

    def _rare_inline(self, node: _Rare) -> str:
        match node:
            case Del(children, attrs):
                return f"<del{self._id(attrs)}>{self.inlines(children)}</del>"
            case Gap():
                return self._gap(node)
            case Graphic(url, attrs):
                label = quoted(f"Picture {url}")
                return f'<span{self._id(attrs)} class="graphic" role="img" aria-label="{label}"></span>'
            case Term(children, attrs):
                inside = self.inlines(children)
                if not inside or "<dfn" in inside:  # No definition may stand in another.
                    return self._wrapped(inside, attrs, "term")
                return f"<dfn{self._id(attrs)}>{inside}</dfn>"
            case Unclear(children, attrs):
                return self._span(children, attrs, "unclear")
            case Time(children, attrs):
                return self._span(children, attrs, None)
            case Element(name, children, attrs):
                return self._span(children, attrs, name.replace(":", "-"))
            case _:
                assert_never(node)

    def _squeezed(self, block: Block) -> str:
        inside = self.inlines(children_of(block)).strip()
        return f" {self._wrapped(inside, block.attrs, None)} "

    def _span(self, children: tuple[Content, ...], attrs: Attrs, name: str | None) -> str:
        return self._wrapped(self.inlines(children), attrs, name)

    def _wrapped(self, inside: str, attrs: Attrs, name: str | None) -> str:
        values = self._id(attrs) + css_class(name)
        return f"<span{values}>{inside}</span>" if values else inside

    def _note(self, note: Note) -> str:
        found = attribute(note.attrs, "xml:id")
        identifier = (
            self.unique(found) if found else self.made(f"{self._prefix}fn{_NOT_IN_CLASS.sub('', note.n) or 'sym'}")
        )
        marker = self.made(f"{identifier}-ref")
        self._notes.append((identifier, marker, note))
        kind = ' epub:type="noteref"' if self._is_epub else ""
        return f'<a class="noteref" id="{marker}" href="#{identifier}" role="doc-noteref"{kind}>{escape(note.n)}</a>'

    def _page_break(self, mark: PageBreak) -> str:
        n = mark.n
        found = attribute(mark.attrs, "xml:id")
        identifier = self.unique(found) if found else self.made(f"pg_{_NOT_IN_CLASS.sub('', n) or 'unnumbered'}")
        if not n:
            return f'<span class="page" id="{identifier}"></span>'
        self.pages.append((n, identifier))
        if self._is_epub:
            return (
                f'<span class="page" id="{identifier}" epub:type="pagebreak" role="doc-pagebreak"'
                f' aria-label="{quoted(f" {mark.label}. ")}" data-n="{quoted(n)}"></span>'
            )
        # The text says all; under the role it would be hidden from screen readers (DPUB-ARIA 1.1, doc-pagebreak).
        return f'<span class="page" id="{identifier}">[{escape(mark.label)}]</span>'

    def _gap(self, gap: Gap) -> str:
        extent = " ".join(filter(None, (gap.quantity, gap.unit)))
        told = ", ".join(filter(None, (extent, f"reason: {gap.reason}" if gap.reason else "")))
        label = quoted(f"Left out {told}".strip())
        return f'<span{self._id(gap.attrs)} class="gap" role="img" aria-label="{label}"></span>'

    def _id(self, attrs: Attrs) -> str:
        if not attrs:
            return ""
        found = attribute(attrs, "xml:id")
        if not found:
            return ""
        identifier = anchor(found)
        if identifier in self._ids:
            return ""
        self._ids.add(identifier)
        return f' id="{identifier}"'


def _is_moment(value: str) -> bool:
    """Tell whether a value of TEI's @when is one for HTML's time element, and the calendar has the day."""
    if not _DATETIME.fullmatch(value):
        return False
    if value[8:10] < "29":
        return True
    from calendar import monthrange

    return int(value[8:10]) <= monthrange(int(value[:4]), int(value[5:7]))[1]


def _encoded(address: str) -> str:
    """Return an address with percent signs for what may not stand in one, as a second `#`."""
    start, mark, fragment = address.partition("#")
    return _UNSAFE.sub(_percent, start + mark + fragment.replace("#", "%23"))


def _percent(found: Match[str]) -> str:
    return "".join([f"%{byte:02X}" for byte in found[0].encode("utf-8", "replace")])


def rendition(attrs: Attrs) -> str | None:
    """Return what TEI's @rendition names, as a class: `right` for `#right`."""
    named = attribute(attrs, "rendition")
    return named.replace("#", "") if named is not None else None


@lru_cache(maxsize=1024)
def css_class(*names: str | None) -> str:
    """Return the attribute with the names that are known, or nothing; what no class can hold becomes a blank."""
    known = _NOT_IN_CLASS.sub(" ", " ".join(name for name in names if name)).strip()
    return f' class="{known}"' if known else ""
