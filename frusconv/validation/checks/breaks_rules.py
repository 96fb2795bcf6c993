"""The rules on page and line breaks."""

from __future__ import annotations

from frusconv.validation.rule import Rule

RULES = (
    Rule(
        "page-number",
        "warning",
        "practice",
        "A page break has no page number in `n`, or what is none.",
        'Write the printed number, `n="31"` or `n="XII"`; in brackets if the page prints none: `n="[32]"`.',
        "Pages are cited by it. All but 5 of 7,694 official page breaks looked at have it. `A1` is taken for a plate.",
        '<p>They signed <pb xml:id="pg_31" facs="0063"/> there.</p>',
        '<p>They signed <pb n="31" xml:id="pg_31" facs="0063"/> there.</p>',
    ),
    Rule(
        "page-sequence",
        "warning",
        "practice",
        "A page's number does not follow on the number of the page before.",
        "Look for a page break that is missing, stands twice, or has a wrong number.",
        "Pages of a volume follow each other without gaps; those in Roman numerals are counted apart. In a file that "
        "is no whole volume only the pages of the same document are looked at.",
        '<p>They <pb n="31" xml:id="pg_31" facs="0063"/> signed <pb n="33" xml:id="pg_33" facs="0065"/> there.</p>',
        '<p>They <pb n="31" xml:id="pg_31" facs="0063"/> signed <pb n="32" xml:id="pg_32" facs="0064"/> there.</p>',
    ),
    Rule(
        "page-id",
        "warning",
        "practice",
        "A page break's xml:id is not `pg_` and its number.",
        "Write `pg_` and the number without brackets: `pg_31`.",
        "References to pages and the site's links are made of it.",
        '<p>They signed <pb n="31" xml:id="pg_13" facs="0063"/> there.</p>',
        '<p>They signed <pb n="31" xml:id="pg_31" facs="0063"/> there.</p>',
    ),
    Rule(
        "page-image",
        "warning",
        "practice",
        "A page break has the image of a page before it.",
        "Look up the image that shows the page and write its number in `facs`.",
        "Readers would see another page. The numbers of images rise through a volume.",
        '<p>They <pb n="31" xml:id="pg_31" facs="0063"/> signed <pb n="32" xml:id="pg_32" facs="0063"/> there.</p>',
        '<p>They <pb n="31" xml:id="pg_31" facs="0063"/> signed <pb n="32" xml:id="pg_32" facs="0064"/> there.</p>',
    ),
    Rule(
        "page-position",
        "warning",
        "Schematron",
        "A page break is the first or the last thing in an element.",
        "Put it before the start tag, or behind the end tag.",
        "It stands between two paragraphs, not in either. An error in the Office's rules of today; in volumes of 2015 "
        "documents that begin a page break it.",
        '<p>They met.</p><p><pb n="31" xml:id="pg_31" facs="0063"/>They signed.</p>',
        '<p>They met.</p><pb n="31" xml:id="pg_31" facs="0063"/><p>They signed.</p>',
    ),
    Rule(
        "page-space",
        "warning",
        "Schematron",
        "There is white space on one side of a page break, and none on the other.",
        "Put a blank on both sides, or none where the break parts a word.",
        "Else it cannot be told whether the break parts a word. An error in the Office's rules of today; in volumes of "
        "2015 nearly all breaks have white space before them alone.",
        '<p>They signed <pb n="31" xml:id="pg_31" facs="0063"/>there.</p>',
        '<p>They signed <pb n="31" xml:id="pg_31" facs="0063"/> there.</p>',
    ),
    Rule(
        "page-joined",
        "warning",
        "practice",
        "A page break joins two words.",
        "Put a blank on both sides.",
        "Without the break the second word would stand directly behind the mark of punctuation.",
        '<p>They met,<pb n="31" xml:id="pg_31" facs="0063"/>and signed.</p>',
        '<p>They met, <pb n="31" xml:id="pg_31" facs="0063"/> and signed.</p>',
    ),
    Rule(
        "line-break-position",
        "warning",
        "Schematron",
        "A line break is the first or the last thing in an element.",
        "Take it away.",
        "A line begins and ends with its paragraph anyway. An error in the Office's rules of today.",
        "<p><lb/>They signed.</p>",
        "<p>They signed.</p>",
    ),
    Rule(
        "line-break-space",
        "warning",
        "Schematron",
        "There is white space on one side of a line break, and none on the other.",
        "Put a blank on both sides, or none on either.",
        "Else it cannot be told whether the break parts a word. An error in the Office's rules of today; in volumes of "
        "2015 a quarter of the line breaks break it.",
        "<p>They signed <lb/>there.</p>",
        "<p>They signed<lb/>there.</p>",
    ),
)
