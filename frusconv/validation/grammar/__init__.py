"""Which elements and attributes stand where.

rows           what a row of the table of elements is
body, header   the table
content        what may stand in an element, as expressions
datatypes      what the values of attributes may be
elements       the table with all that follows from it
states         how far the reading of an element has come
checker        sees a file tag by tag, and tells what is wrong
paths, saying  what is wrong, in words
rules          the rules as they are told to people
relaxng        the table as a RELAX NG schema
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frusconv.validation.grammar.checker import GrammarChecker, Tell

if TYPE_CHECKING:
    from frusconv.validation.rule import Rule

    RULES: tuple[Rule, ...]

__all__ = ["RULES", "GrammarChecker", "Tell", "schema"]


def __getattr__(name: str) -> Any:
    """Return the rules; what writes TEI needs the grammar without them."""
    if name != "RULES":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from frusconv.validation.grammar import rules

    return rules.RULES


def schema() -> bytes:
    """Return the same as a RELAX NG schema, in XML syntax."""
    from frusconv.validation.grammar.relaxng import SCHEMA

    return SCHEMA.read_bytes()
