"""Documents with one thing changed, and what schemas and the grammar say of documents."""

from __future__ import annotations

import copy
import lzma
import random
from collections.abc import Iterator
from pathlib import Path

from lxml import etree

from frusconv.model import Source
from frusconv.validation.grammar import GrammarChecker
from frusconv.xml_events import Names, XmlReader

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
# What the grammar tells of that is no affair of a RELAX NG schema, or of what the Office's volumes have against theirs.
NOT_OF_A_SCHEMA = {"element-empty", "attribute-unlisted"}
_BEGINNING = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"><teiHeader><fileDesc>'
    "<titleStmt><title>T</title></titleStmt><publicationStmt><publisher>P</publisher></publicationStmt>"
    "<sourceDesc><p>S</p></sourceDesc></fileDesc></teiHeader><text><body/></text></TEI>"
)
_PARAGRAPHS = {"strong", "italic", "sectiontitleital", "center", "right", "flushleft"}
_LISTS = {"participants", "subject", "to", "references", "simple", "terms", "names", "toc", "index", "sources"}


def documents(path: Path) -> Iterator[etree._Element]:
    """Yield the divs of documents of a volume in the corpus."""
    parser = etree.XMLParser(collect_ids=False, huge_tree=False, resolve_entities=False)
    for div in etree.fromstring(lzma.decompress(path.read_bytes()), parser).iter(f"{TEI}div"):
        if div.get("type") == "document":
            yield div


def in_file(div: etree._Element) -> etree._Element:
    """Return a small whole file with a copy of a div in it."""
    root = etree.fromstring(_BEGINNING)
    div = copy.deepcopy(div)
    div.tail = None
    root[1][0].append(div)
    return root


def set_aside(root: etree._Element) -> None:
    """Take away what the Office's volumes have against their schema, or what is newer than 2015."""
    for element in root.iter(f"{TEI}p", f"{TEI}list"):
        for name, values in (("rend", _PARAGRAPHS), ("type", _LISTS)):
            if element.tag == TEI + ("p" if name == "rend" else "list") and element.get(name) not in values:
                element.attrib.pop(name, "")


def codes(root: etree._Element) -> list[str]:
    """Return the codes of what the grammar finds wrong in a file."""
    return [code for code, _ in told(etree.tostring(root, encoding="unicode"))]


def told(tei: str) -> list[tuple[str, str]]:
    """Return what the grammar finds wrong in a file, as codes and messages."""
    found: list[tuple[str, str]] = []
    checker = GrammarChecker(lambda code, message: found.append((code, message)))
    reader = XmlReader(Source(tei, "example.xml"))
    elements, attributes = Names(is_element=True), Names(is_element=False)

    def start(name: str, listed: list[str]) -> None:
        checker.begin(elements[name], tuple(attributes[key] for key in listed[::2]), listed[1::2])

    reader.on(start, checker.end, checker.text)
    for _ in reader.steps():
        pass
    return found


def is_valid(root: etree._Element) -> bool:
    """Tell whether the grammar finds nothing wrong that is a schema's affair."""
    return NOT_OF_A_SCHEMA.issuperset(codes(root))


class Mutator:
    """Changes one thing in a div, by chance that is the same for the same seed."""

    def __init__(self, seed: int, others: list[etree._Element]) -> None:
        self._random = random.Random(seed)  # noqa: S311 - chance, not secrets
        self._names = sorted({str(element.tag) for div in others for element in div.iter(etree.Element)})
        values = {
            (str(name), value)
            for div in others
            for element in div.iter(etree.Element)
            for name, value in element.items()
        }
        self._attributes = sorted(values)

    def change(self, div: etree._Element) -> tuple[str, etree._Element]:
        """Return what was done, and a div in which it is done."""
        div = copy.deepcopy(div)
        div.tail = None
        kinds = (
            "move",
            "rename",
            "misspell",
            "remove",
            "unwrap",
            "wrap",
            "text",
            "value",
            "give",
            "take",
            "copy",
            "turn",
        )
        while True:
            kind = self._random.choice(kinds)
            if getattr(self, f"_{kind}")(div):
                return kind, div

    def _any(self, div: etree._Element, inside: bool = True) -> etree._Element | None:
        found = [element for element in div.iter(etree.Element) if not (inside and element is div)]
        return self._random.choice(found) if found else None

    def _move(self, div: etree._Element) -> bool:
        moved, target = self._any(div), self._any(div, inside=False)
        if moved is None or target is None or target in list(moved.iter()):
            return False
        _without(moved, keeps_tail=True)
        target.insert(self._random.randint(0, len(target)), moved)
        return True

    def _copy(self, div: etree._Element) -> bool:
        copied, target = self._any(div), self._any(div, inside=False)
        if copied is None or target is None:
            return False
        copied = copy.deepcopy(copied)
        copied.tail = None
        for element in copied.iter(etree.Element):
            element.attrib.pop(XML_ID, "")  # That an id stands twice is another rule's affair.
        target.insert(self._random.randint(0, len(target)), copied)
        return True

    def _rename(self, div: etree._Element) -> bool:
        element = self._any(div)
        if element is not None:
            element.tag = self._random.choice(self._names)
        return element is not None

    def _misspell(self, div: etree._Element) -> bool:
        element = self._any(div)
        if element is not None:
            element.tag = f"{element.tag}s"
        return element is not None

    def _remove(self, div: etree._Element) -> bool:
        element = self._any(div)
        if element is not None:
            _without(element, keeps_tail=True)
        return element is not None

    def _unwrap(self, div: etree._Element) -> bool:
        element = self._any(div)
        if element is None:
            return False
        etree.strip_tags(_marked(element), "marked")
        parent = element.getparent()
        if parent is not None:
            etree.strip_tags(parent, "marked")
        return True

    def _wrap(self, div: etree._Element) -> bool:
        element = self._any(div)
        parent = element.getparent() if element is not None else None
        if element is None or parent is None:
            return False
        around = etree.Element(self._random.choice(self._names))
        around.tail, element.tail = element.tail, None
        parent.replace(element, around)
        around.append(element)
        return True

    def _text(self, div: etree._Element) -> bool:
        element = self._any(div, inside=False)
        if element is not None:
            element.text = f"{element.text or ''}words"
        return element is not None

    def _value(self, div: etree._Element) -> bool:
        element = self._any(div, inside=False)
        if element is None or not element.attrib:
            return False
        name = self._random.choice(sorted(map(str, element.attrib)))
        made = (
            "",
            " ",
            f" {element.get(name)} ",
            f"{element.get(name)}x",
            "1950-02-30",
            "1950-02-28",
            "a b",
            "12",
            "-1",
        )
        element.set(name, self._random.choice((*made, self._random.choice(self._attributes)[1])))
        return True

    def _give(self, div: etree._Element) -> bool:
        element = self._any(div, inside=False)
        if element is not None:
            element.set(*self._random.choice(self._attributes))
        return element is not None

    def _take(self, div: etree._Element) -> bool:
        element = self._any(div, inside=False)
        if element is None or not element.attrib:
            return False
        del element.attrib[self._random.choice(sorted(map(str, element.attrib)))]
        return True

    def _turn(self, div: etree._Element) -> bool:
        element = self._any(div)
        following = element.getnext() if element is not None else None
        if element is None or following is None:
            return False
        element.addprevious(following)
        return True


def _marked(element: etree._Element) -> etree._Element:
    element.tag = "marked"
    return element


def _without(element: etree._Element, keeps_tail: bool) -> None:
    parent, previous = element.getparent(), element.getprevious()
    assert parent is not None
    if keeps_tail and element.tail:
        if previous is not None:
            previous.tail = (previous.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    element.tail = None
    parent.remove(element)
