"""What a row of the table of elements is, and what rows share."""

from __future__ import annotations

from typing import NamedTuple

TYPED = "type:name subtype:name"
DATED = "when:date from:date to:date notBefore:date notAfter:date calendar:pointers period:pointers cert:certainty"
# The names of TEI's classes of elements that stand in the same places.
CLASSES = {
    # What stands anywhere between tags, for it marks a place.
    "global": "note|gap|pb|lb|anchor|figure",
    "marks": "(@global)*",
    "phrase": "hi|seg|persName|placeName|gloss|term|ref|date|time|orgName|affiliation|name|title|unclear|del|graphic"
    "|frus:classification",
    # What a name or a date may hold.
    "simple": "@phrase|@global",
    "beside": "facsimile|sourceDoc|standOff",
    # What stands between words, or between paragraphs.
    "inter": "list|table|quote|label|lg",
    "inline": "@simple|@inter",
    "block": "p|ab|l|@inter",
    "flow": "p|ab|l|@inline",
    "top": "head|opener|dateline|salute|signed|byline|docDate",
    "bottom": "closer|postscript|signed|dateline|salute|byline|docDate|frus:attachment",
    "blocks": "@block,(@block|@global)*",
    "divisions": "div,(div|@global)*",
    "bottoms": "(@bottom,(@bottom|@global)*)?",
    # What microfiche supplements have in place of a text.
    "pictures": "frus:page-count|frus:file|frus:pdf",
    "division": "(@blocks,(@divisions)?,@bottoms)|(@divisions,@bottoms)|(@pictures,(@pictures|@global)*)",
    "titles": "byline|docDate|docTitle|docImprint|titlePart|graphic",
    "below": "closer|signed|postscript|frus:attachment",
}


class Row(NamedTuple):
    """An element as the table has it.

    `content` is an expression; `has_text` tells whether text may stand between the elements, `is_filled` whether one
    without both is wrong. An attribute is written `name:type`, one that has to be there `name!:type`; where
    `is_one_enough`, one of these is. A type is one of `datatypes()`, a closed list `=a|b`, or a list beyond which other
    words are taken too, `~a|b`.
    """

    content: str
    has_text: bool = False
    attributes: str = ""
    is_filled: bool = False
    is_one_enough: bool = False


def text(content: str = "", attributes: str = "", is_filled: bool = False) -> Row:
    """Return the row of an element with text, in which elements stand as they come."""
    return Row(f"({content})*" if content else "", True, attributes, is_filled)
