"""The rules of the grammar as they are told to people."""

from __future__ import annotations

from frusconv.validation.rule import Rule

_HEAD = "<head>12. Editorial Note</head>"

RULES = (
    Rule(
        "element-unknown",
        "error",
        "schema",
        "There is no such element in the Office's encoding.",
        "Write the element that is meant; names are told apart by capital letters (`persName`).",
        "Nothing that reads the series knows what to make of it. The elements are those of the Office's volumes, and "
        "of the headers that frusconv writes.",
        "<p>The <persname>King</persname> left.</p>",
        "<p>The <persName>King</persName> left.</p>",
    ),
    Rule(
        "element-misplaced",
        "error",
        "schema",
        "An element stands where it never may.",
        "Move it into an element that may hold it, or take its tags away.",
        "TEI tells for every element what may stand in it, and the Office's schema keeps to that.",
        "<p>One.<item>Two.</item></p>",
        "<p>One.</p><list><item>Two.</item></list>",
    ),
    Rule(
        "element-order",
        "error",
        "schema",
        "An element stands too late in the one around it.",
        "Move it before what the message names. A document has heading, dateline, text, signature, attachment.",
        "What comes behind a signature or an attachment is not found as the document's text.",
        "<p>One.</p><closer><signed><persName><hi rend='strong'>Rudolf</hi></persName></signed></closer><p>Two.</p>",
        "<p>One.</p><p>Two.</p><closer><signed><persName><hi rend='strong'>Rudolf</hi></persName></signed></closer>",
    ),
    Rule(
        "element-missing",
        "error",
        "schema",
        "An element lacks one that it has to have.",
        "Add what the message names, or take the element away.",
        "A list without an item, or a table without a row, is none.",
        "<p>One.</p><list><label>1.</label></list>",
        "<p>One.</p><list><label>1.</label><item>Two.</item></list>",
    ),
    Rule(
        "element-empty",
        "error",
        "Schematron",
        "An element that has to hold text is empty.",
        "Take it away, or write what is lacking.",
        "An empty paragraph or heading shows as a gap, or not at all.",
        "<p>One.</p><p/>",
        "<p>One.</p>",
    ),
    Rule(
        "text-misplaced",
        "error",
        "schema",
        "Text stands between elements where only elements may.",
        "Put it into a paragraph, an item or a cell.",
        "Many readers of TEI pass over text that stands right in a division, a list or a table.",
        "Nothing happened.<p>One.</p>",
        "<p>Nothing happened.</p><p>One.</p>",
    ),
    Rule(
        "attribute-unknown",
        "error",
        "schema",
        "An element has an attribute that it cannot have.",
        "Write the attribute that is meant, or take it away.",
        "What it tells is lost on everything that reads the series.",
        '<p align="center">One.</p>',
        '<p rend="center">One.</p>',
    ),
    Rule(
        "attribute-missing",
        "error",
        "schema",
        "An element lacks an attribute that it has to have.",
        "Add what the message names.",
        "A `hi` that does not tell how it is printed, or a `div` that does not tell of what kind it is, tells nothing.",
        "<p>The <hi>King</hi> left.</p>",
        '<p>The <hi rend="italic">King</hi> left.</p>',
    ),
    Rule(
        "attribute-value",
        "error",
        "schema",
        "An attribute has a value that it cannot have.",
        "Write one of the values, or a value of the form, that the message names.",
        "Programs that read the series know no other values. Dates have the forms of XML Schema (part 2, section 3.2).",
        '<p>On <date when="1949-02-30">February 30</date> he left.</p>',
        '<p>On <date when="1949-02-28">February 28</date> he left.</p>',
    ),
    Rule(
        "attribute-unlisted",
        "warning",
        "schema",
        "The look of a paragraph, or the kind of a list, is none of the Office's list.",
        "Write one of the values that the message names, or take the attribute away.",
        "The Office's schema has closed lists for both, but thousands of paragraphs and hundreds of lists in its "
        "volumes have other values, which are shown as if there were none.",
        '<p rend="sourcearchiveboldbig">One.</p>',
        '<p rend="center">One.</p>',
    ),
)
