"""A saved web page: its tree, its address, and the parts of it that are a document's."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, NoReturn

from frusconv.errors import NotUnderstoodError, SourceError
from frusconv.metadata import from_url
from frusconv.model import NOTHING_KNOWN, AnySource, Metadata, Source
from frusconv.pattern import Pattern
from frusconv.streams import page_text
from frusconv.text.characters import controls

if TYPE_CHECKING:
    from typing import TypeAlias

    from lxml.etree import _Element

    Tag: TypeAlias = _Element

# Below the document's root; a page of the Office's site has some 10.
DEEPEST = 100
# Attributes of one tag; the parser's time for them rises with their square.
_MOST_ATTRIBUTES = 2000
_LONG_TAG = Pattern(r"<[A-Za-z][^>]{20000,}")
_QUOTED = Pattern(r"\"[^\"]*\"|'[^']*'")
_BETWEEN_ATTRIBUTES = Pattern(r"[\s/]+")
# XML has no place for these, and a browser shows nothing for them.
_CONTROLS = Pattern("[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufffe\uffff\ufdd0-\ufdef\ud800-\udfff]")
_REFERENCE = Pattern(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})|0*(\d{1,7}));?")
# The comment that browsers and extensions leave: `saved from url=(0057)https://…`, `url: https://…`.
_SAVED_FROM = Pattern(r"(?:saved from url=\(\d+\)|\burl:\s*)(\S+)", re.IGNORECASE)
_NOTE_ID = Pattern(r"(?:fn:)?(d\d+[A-Za-z]?)fn\w+")
_OTHER_PART = Pattern(r"historicaldocuments/(frus\d{4}[\w.-]*)/([A-Za-z][\w-]*)")
_SITE_CLASS = Pattern(r"tei-(?:frus[:_-]*)?([A-Za-z]+)\d*")
_LISTING = frozenset(("document-list", "tei-teiHeader", "toc"))


def _referred(found: re.Match[str]) -> str:
    """Return a numeric reference as it is, or nothing if it is to a control character; no text has one.

    What would be one from 0x80 on is a character of Windows's to browsers (HTML section 13.2.5.80).
    """
    code = int(found[1], 16) if found[1] else int(found[2])
    if code in (0x0B, 0x0C):
        return " "
    if 0x80 <= code <= 0x9F:
        return bytes((code,)).decode("cp1252", "ignore")
    return found[0] if code > sys.maxunicode or not _CONTROLS.fullmatch(chr(code)) else ""


class Page:
    """The tree of a page, read so that nothing on it can do harm: no network, no entities, a bounded depth."""

    def __init__(self, source: AnySource) -> None:
        """Read `source`.

        Raises SourceError where it is no text or is built as no page is, NotUnderstoodError where it is empty.
        """
        self.name = source.name
        text = _text(source)
        self.controls = tuple(controls(text))
        self.root = self._parsed(text)

    def _parsed(self, text: str) -> Tag:
        from lxml import etree

        for found in _LONG_TAG.finditer(text):
            if len(_BETWEEN_ATTRIBUTES.findall(_QUOTED.sub("", found[0]))) > _MOST_ATTRIBUTES:
                self._refuse(f"a tag has more than {_MOST_ATTRIBUTES:,} attributes")
        parser = etree.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False, remove_pis=True)
        text = _REFERENCE.sub(_referred, text) if "&#" in text else text
        data = _CONTROLS.sub("", text.replace("\x0b", " ").replace("\x0c", " ")).encode()
        root: Tag | None = None
        if data.strip():
            root = etree.fromstring(data, parser)
        for error in parser.error_log:
            if error.type_name == "ERR_RESOURCE_LIMIT":  # What follows was left out.
                is_deep = "depth" in error.message
                self._refuse("elements are nested more than 250 deep" if is_deep else "a part is larger than 10 MB")
        if root is None:
            raise NotUnderstoodError(f"{self.name}: the page is empty; save it again, or copy its text")
        return root

    def _refuse(self, what: str) -> NoReturn:
        raise SourceError(f"{self.name}: {what}; no saved page of a document is built so")

    def address(self) -> Metadata:
        """Return the volume and document that the page is of, as its address and links tell them."""
        known = NOTHING_KNOWN
        for address in self._addresses():
            known = known.over(from_url(address))
            if known.volume and known.document:
                break
        if known.document is None:
            ids = (element.get("id", "") for element in self.root.iter() if isinstance(element.tag, str))
            found = {match[1] for match in map(_NOTE_ID.fullmatch, ids) if match}
            known = known._replace(document=found.pop() if len(found) == 1 else None)
        return known

    def other_part(self) -> tuple[str, str] | None:
        """Return volume and part of the address if that is of a part other than a document: a chapter, a page."""
        for address in self._own_addresses():
            found = _OTHER_PART.search(address)
            if found:
                return None if from_url(address).document else (found[1], found[2])
        return None

    def _addresses(self) -> Iterator[str]:
        yield from self._own_addresses()
        for element in self.root.iter("a"):
            if site_name(element) == "pb" or "breadcrumb" in " ".join(_classes_around(element)):
                yield element.get("href", "")

    def _own_addresses(self) -> Iterator[str]:
        """Yield what the page says of its own address, the most trustworthy first."""
        for element in self.root.iter("link", "meta"):
            names = {element.get(name, "").lower() for name in ("rel", "property", "name")}
            if names & {"canonical", "og:url", "citation_public_url"}:
                yield element.get("href") or element.get("content") or ""
        for comment in self._comments():
            if found := _SAVED_FROM.search(comment):
                yield found[1]
        for element in self.root.iter("base"):
            yield element.get("href", "")

    def _comments(self) -> Iterator[str]:
        from lxml import etree

        for node in self.root.itersiblings(preceding=True):
            yield node.text or ""
        yield from (node.text or "" for node in self.root.iter(etree.Comment))

    def site_documents(self) -> list[Tag]:
        """Return the roots of what the Office's site shows of TEI: the outermost divisions that have a heading."""
        found: list[Tag] = []
        inside: set[Tag] = set()
        for element in self.root.iter("div", "section", "article"):
            parent = element.getparent()
            if parent in inside:
                inside.add(element)
            elif site_name(element) == "div":
                inside.add(element)
                if not has_class(element, *_LISTING) and _has_heading(element):
                    found.append(element)
            elif any(around in inside for around in element.iterancestors()):
                inside.add(element)
        return found

    def own_documents(self) -> list[Tag]:
        """Return the articles of a page that frusconv wrote."""
        return [
            element
            for element in self.root.iter("article")
            if has_class(element, "document", "document-pending")
            and (element.get("aria-labelledby", "").startswith(element.get("id") or "-") or element.get("aria-label"))
        ]

    def check_depth(self, root: Tag) -> None:
        """Raise SourceError where elements are nested deeper in `root` than a document's ever are."""
        from lxml import etree

        depth = 0
        for event, _ in etree.iterwalk(root, events=("start", "end")):
            depth += 1 if event == "start" else -1
            if depth > DEEPEST:
                self._refuse(f"elements are nested more than {DEEPEST} deep")


def _text(source: AnySource) -> str:
    if isinstance(source, Source):
        return source.text
    with source.open() as file:
        return page_text(file.read(), source.name)


def text_in(element: Tag) -> str:
    """Return all the text in an element as it stands there."""
    return "".join(str(text) for text in element.itertext())


def line_of(element: Tag) -> int:
    """Return the line of the page that an element begins on."""
    line: object = element.sourceline
    return line if isinstance(line, int) else 1


def classes_of(element: Tag) -> list[str]:
    """Return the classes of an element."""
    return (element.get("class") or "").split()


def has_class(element: Tag, *names: str) -> bool:
    """Tell whether an element has one of the classes."""
    found = element.get("class")
    return found is not None and not set(names).isdisjoint(found.split())


def site_name(element: Tag) -> str | None:
    """Return the TEI element that a class of the Office's site names (`tei-p3` is `p`), or None.

    The digit is the number of a rule of the site's stylesheet, and changes with it.
    """
    value = element.get("class")
    if value is None or "tei-" not in value:
        return None
    for name in value.split():
        if found := _SITE_CLASS.fullmatch(name):
            return found[1]
    return None


def _has_heading(element: Tag) -> bool:
    return any(site_name(child) == "head" for child in element.iter())


def _classes_around(element: Any) -> list[str]:
    return [name for around in (element, *element.iterancestors()) for name in classes_of(around)][:40]
