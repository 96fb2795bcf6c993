"""The table of elements: what each may hold, and its attributes.

Where the facts are from: what the Office's volumes of 2015 have and what its schema of that year takes or refuses,
which was asked with small examples; what its volumes have today; and what frusconv writes. Both forms are taken where
both are the Office's (`subseries` and `sub-series`, a dateline inside of an opener and without one).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from frusconv.validation.grammar.body import BLOCKS, FRAME, TEXT
from frusconv.validation.grammar.content import Expression, parsed
from frusconv.validation.grammar.datatypes import Datatype, closed, datatypes, open_list
from frusconv.validation.grammar.header import BESIDE, HEADER, SIMPLE
from frusconv.validation.grammar.rows import Row

# What every element of TEI's has.
GLOBAL = "xml:id:id n:any xml:lang:language rend:words rendition:pointers style:any corresp:pointers facs:pointers"
# With these a file can begin.
ROOTS = ("TEI", "div")


def _spread(rows: dict[str, Row]) -> Iterator[tuple[str, Row]]:
    for names, row in rows.items():
        for name in names.split():
            yield name, row


ROWS: dict[str, Row] = dict(pair for table in (TEXT, BLOCKS, FRAME, HEADER, SIMPLE, BESIDE) for pair in _spread(table))


class Attributes(NamedTuple):
    """The attributes of an element: their types, how the table writes these, and which have to be there.

    Of each group of `required` one has to. Of an element that `takes_any` nothing is asked.
    """

    types: dict[str, Datatype]
    kinds: dict[str, str]
    required: tuple[tuple[str, ...], ...]
    takes_any: bool = False


@cache
def content_of(name: str) -> Expression:
    """Return what an element may hold."""
    return parsed(ROWS[name].content)


@cache
def attributes_of(name: str) -> Attributes:
    """Return what attributes an element may have."""
    row = ROWS[name]
    if row.attributes == "*":
        return Attributes({}, {}, (), takes_any=True)
    kinds: dict[str, str] = {}
    required: list[str] = []
    for word in f"{'' if name.startswith('xi:') else GLOBAL} {row.attributes}".split():
        attribute, kind = _parted(word)
        if attribute.endswith("!"):
            attribute = attribute[:-1]
            required.append(attribute)
        kinds[attribute] = kind
    groups = (tuple(required),) if row.is_one_enough else tuple((attribute,) for attribute in required)
    return Attributes({attribute: datatype(kind) for attribute, kind in kinds.items()}, kinds, groups)


def _parted(word: str) -> tuple[str, str]:
    """Return the name of an attribute, which can have a colon in it, and its type."""
    attribute, _, kind = word.rpartition(":")
    return attribute, kind


@cache
def datatype(kind: str) -> Datatype:
    """Return a type as it is written in the table."""
    if kind.startswith("="):
        return closed(*kind[1:].split("|"))
    if kind.startswith("~"):
        return open_list(*kind[1:].split("|"))
    return datatypes()[kind]
