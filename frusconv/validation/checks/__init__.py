"""The rules by subject.

A module has its RULES, and what looks for what breaks them: `check(unit, book)` for every unit as it comes, when `book`
knows of this unit and those before it; and `check_book(book)` at the end of the file, when all is known.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from importlib import import_module
from typing import Any, TypeAlias

from frusconv.validation import grammar
from frusconv.validation.book import Book
from frusconv.validation.finding import Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Unit

UnitCheck: TypeAlias = Callable[[Unit, Book], Iterator[Finding]]
BookCheck: TypeAlias = Callable[[Book], Iterator[Finding]]
# In the order of the page of all codes.
SUBJECTS = {
    "structure": "Divisions, headings and attachments",
    "ids": "Ids and numbers",
    "notes": "Footnotes",
    "breaks": "Page and line breaks",
    "references": "References",
    "tables": "Lists and tables",
    "dates": "Datelines and dates",
    "source_notes": "Source notes",
    "signatures": "Closers and signatures",
    "characters": "Characters",
    "header": "The header",
}
# A file that cannot be read as XML has no other finding.
NOT_XML = Rule(
    "xml",
    "error",
    "schema",
    "The file is not well-formed XML, or holds what no document of the series needs.",
    "Mend the XML at the place named; take out a document type declaration and its entities.",
    "Nothing can be told of a file that no XML processor reads (XML 1.0, section 2.1). Document types are refused, for "
    "their entities could read other files or fill the memory.",
    "<p>Trade & tariffs</p>",
    "<p>Trade &amp; tariffs</p>",
)
# What they refuse is the schemas' affair, so that they have no examples.
OUTSIDE = (
    Rule(
        "schema",
        "error",
        "schema",
        "The RELAX NG schema given with `--schema` refuses it.",
        "Mend what the message names; libxml2 tells the line, and what follows on a first mistake may be no mistake.",
        "Projects have schemas of their own, and the Office publishes its own.",
        "",
        "",
    ),
    Rule(
        "schematron",
        "error",
        "Schematron",
        "A rule of the Schematron schema given with `--schema` is broken.",
        "Mend what the message, which is the schema's, asks for.",
        "Projects have rules of their own, and the Office publishes its own.",
        "",
        "",
    ),
    Rule(
        "schematron-warning",
        "warning",
        "Schematron",
        "A rule of the Schematron schema given with `--schema` is broken that only warns.",
        "Look whether what the message, which is the schema's, asks for is meant here.",
        "A rule only warns where its role says so (`warn`, `warning`, `info`).",
        "",
        "",
    ),
)


@cache
def rules() -> dict[str, Rule]:
    """Return every rule by its code, in the order of the subjects."""
    rows = [NOT_XML, *grammar.RULES, *(rule for name in SUBJECTS for rule in _module(name).RULES), *OUTSIDE]
    return {rule.code: rule for rule in rows}


@cache
def subjects() -> dict[str, tuple[Rule, ...]]:
    """Return the rules by the titles of their subjects."""
    found: dict[str, tuple[Rule, ...]] = {"XML and grammar": (NOT_XML, *grammar.RULES)}
    found |= {title: _module(name).RULES for name, title in SUBJECTS.items()}
    return found | {"Outside schemas": OUTSIDE}


@cache
def unit_checks() -> tuple[UnitCheck, ...]:
    """Return what is called for every unit."""
    return tuple(_module(name).check for name in SUBJECTS if hasattr(_module(name), "check"))


@cache
def book_checks() -> tuple[BookCheck, ...]:
    """Return what is called at the end of a file."""
    return tuple(_module(name).check_book for name in SUBJECTS if hasattr(_module(name), "check_book"))


def _module(name: str) -> Any:
    return import_module(f"frusconv.validation.checks.{name}")
