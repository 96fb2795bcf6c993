"""The files of an EPUB's text: what they are called, and what stands around their content."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.writers.units import Unit, UnitKind
from frusconv.writers.xml import attributes, escape

TEXT_FOLDER = "text"
_LONGEST_NAME = 100
_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyz0123456789.-")
# Windows keeps these for devices, whatever follows the dot.
_DEVICES = Pattern(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?")
STYLE_FILE = "style.css"
_PARTS = {"front": "frontmatter", "back": "backmatter"}
# By what a division is called or what type it is: its term of EPUB's Structural Semantics Vocabulary, and the role of
# DPUB-ARIA that matches. A document has none of its own there.
_SEMANTICS = {
    "preface": ("preface", "doc-preface"),
    "terms": ("glossary", "doc-glossary"),
    "index": ("index", "doc-index"),
    "compilation": ("part", "doc-part"),
    "chapter": ("chapter", "doc-chapter"),
}


class Section(NamedTuple):
    """A unit's file: its name, the id of all that stands in it, and the printed pages that begin in it.

    `title` is empty for one that holds page breaks alone. `semantics` are its epub:type and its role.
    """

    file: str
    id: str
    kind: UnitKind
    level: int
    part: str | None
    title: str
    semantics: tuple[str, str] | None
    pages: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, unit: Unit, identifier: str, pages: Iterable[tuple[str, str]]) -> Section:
        """Return what is told of a unit's file once it is written."""
        title, semantics = unit.title, None
        if unit.kind == "division":
            semantics = _SEMANTICS.get(unit.id) or _SEMANTICS.get(unit.type or "")
        if not title and (unit.blocks or unit.document):
            title = unit.document.label if unit.document else (unit.type or "section").capitalize()
        file = file_name(unit.id)
        return cls(file, identifier, unit.kind, unit.level, unit.part, title, semantics, tuple(pages))


@lru_cache(maxsize=4096)
def file_name(identifier: str) -> str:
    """Return the name of the file for the unit with this id.

    Different ids give different names where file names know no capitals too: `d9a` and `d9A`. No name has characters
    that EPUB 3.3, section 4.2.3, or a file system refuses.
    """
    name = "".join([character if character in _PLAIN else _spelled(character) for character in identifier])
    if len(name) > _LONGEST_NAME:
        from hashlib import sha256

        name = f"__{sha256(identifier.encode('utf-8', 'replace')).hexdigest()}"
    elif _DEVICES.fullmatch(name) or not name:
        name = f"__{name}"
    return f"{name}.xhtml"


def _spelled(character: str) -> str:
    # What follows an underscore tells what it stands for, and no other name begins with two of them.
    if "A" <= character <= "Z":
        return f"_{character.lower()}"
    return f"_{ord(character)}_"


def section_page(section: Section, content: str) -> bytes:
    """Return the file of a unit around its content."""
    found = section.semantics
    values: dict[str, str | None] = {
        "id": section.id,
        "class": section.kind,
        "epub:type": found[0] if found else None,
        "role": found[1] if found else None,
        "aria-label": section.title or None if found else None,
    }
    matter = _PARTS.get(section.part or "", "bodymatter")
    inside = f"<section{attributes(values)}>\n{content}\n</section>"
    return page(section.title or "Pages", inside, f"../{STYLE_FILE}", matter)


def page(title: str, content: str, style: str = STYLE_FILE, matter: str | None = None) -> bytes:
    """Return an XHTML file of an EPUB (EPUB 3.3, section 6.1)."""
    kind = f' epub:type="{matter}"' if matter else ""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
<meta charset="UTF-8"/>
<title>{escape(title)}</title>
<link rel="stylesheet" type="text/css" href="{style}"/>
</head>
<body{kind}>
{content}
</body>
</html>
""".encode()
