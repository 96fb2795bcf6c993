"""Counts where the Office encodes one and the same thing in several ways, beside the way that frusconv takes.

No reader can be right about both forms of a thing that print sets alike: these counts say how much of what a measure
calls wrong no rule could have got right.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from typing import NamedTuple

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
_TIME = re.compile(r"\d ?[ap]\. ?m\.|\b\d{4} ?Z\b|\bnoon\b|\bmidnight\b")
_ENCLOSURE = re.compile(r"\[?(?:Attachments?|Enclosures?|Inclosures?|Annex|Tab)(?: [A-Z0-9]{1,3})?\]?")
_NUMBERED = re.compile(r"(?:\d{1,2}\.|\(\d{1,2}\)|\(?[a-z]\)|[a-zA-Z]\.|[IVX]+\.) ")


class Facts(NamedTuple):
    """How often each form was met, by its name in `ROWS`."""

    counts: Counter[str]


class Form(NamedTuple):
    """One way of encoding: its name in the counts, and what it looks like."""

    name: str
    looks: str


class Row(NamedTuple):
    """What is encoded in several ways, the forms, and what frusconv writes."""

    what: str
    forms: tuple[Form, ...]
    written: str


ROWS = (
    Row(
        "sender and recipient in headings of the form `… From A to B`",
        (
            Form("parties both", "both tagged"),
            Form("parties one", "one tagged"),
            Form("parties none", "none tagged"),
        ),
        "both tagged",
    ),
    Row(
        "the name behind `to` in a heading",
        (Form("to as to", "`type=to`"), Form("to as from", "`type=from`")),
        "`type=to`",
    ),
    Row(
        "a page break in the middle of running text",
        (
            Form("page blank before", "blank before it, none behind"),
            Form("page blank both", "blanks on both sides"),
            Form("page no blank", "no blank, between words or in one"),
            Form("page blank behind", "blank behind it, none before"),
        ),
        "blanks on both sides; none in a word",
    ),
    Row(
        "a page break at the end of an element",
        (
            Form("page at edge", "the first or last thing in a paragraph or item"),
            Form("page between", "between two elements"),
        ),
        "between the elements",
    ),
    Row(
        "a footnote behind a word",
        (Form("note no blank", "no blank before it"), Form("note blank", "a blank before it")),
        "no blank",
    ),
    Row(
        "a point with a bullet",
        (Form("bullet p", "paragraph that begins with a literal bullet"), Form("bullet item", "item of a plain list")),
        "item of a list",
    ),
    Row(
        "a point with a number or letter",
        (
            Form("number p", "paragraph that begins with it"),
            Form("number item", "item that begins with it"),
            Form("number label", "label and item"),
        ),
        "paragraph",
    ),
    Row(
        "the subject above the text",
        (Form("subject list", "list with `type=subject`"), Form("subject p", "paragraph `Subject: …`")),
        "list where it stands on lines of its own, else paragraph",
    ),
    Row(
        "where an attachment begins",
        (
            Form("enclosure p", "paragraph `[Attachment]`, `Enclosure 1` …"),
            Form("enclosure element", "attachment element"),
        ),
        "attachment element in the Office’s profile, paragraphs in TEI where the source marks none",
    ),
    Row(
        "a dateline",
        (Form("dateline div", "directly in the document"), Form("dateline opener", "in an opener")),
        "in an opener, as the Office's later files have it",
    ),
    Row(
        "a date with an hour printed beside it",
        (Form("hour told", "the hour in its value"), Form("hour left", "the day alone")),
        "the hour in its value",
    ),
    Row(
        "the zone of a value with an hour",
        (
            Form("zone none", "none"),
            Form("zone Z", "`Z`"),
            Form("zone offset", "an offset"),
        ),
        "an offset for Zulu time; else none, for the text does not tell it",
    ),
    Row(
        "a dateline that says `undated`",
        (Form("undated date", "tagged as a date"), Form("undated bare", "no date")),
        "tagged as a date",
    ),
    Row(
        "the name in a signature",
        (
            Form("signed name", "`persName`"),
            Form("signed hi", "highlighted, no `persName`"),
            Form("signed plain", "plain text"),
        ),
        "`persName`, highlighted",
    ),
)


def facts_of(div: etree._Element) -> Counter[str]:
    """Return which forms one document has, and how often."""
    counts: Counter[str] = Counter()
    for read in _READERS:
        counts.update(read(div))
    return counts


def facts_section(facts: Facts, documents: int) -> list[str]:
    """Return the lines of Markdown that tell of the forms, for volumes with so many documents."""
    lines = [
        "## Where the official encoding has several forms",
        "",
        f"Counted in all {documents:,} documents of the same volumes. What print sets alike and the Office encodes in",
        "two ways cannot come out right both times.",
        "",
        "| what | forms in the official files | frusconv writes |",
        "|---|---|---|",
    ]
    for row in ROWS:
        forms = "; ".join(f"{facts.counts[form.name]:,} × {form.looks}" for form in row.forms)
        lines.append(f"| {row.what} | {forms} | {row.written} |")
    return [*lines, ""]


def _text(element: etree._Element | None) -> str:
    return " ".join("".join(map(str, element.itertext())).split()) if element is not None else ""


def _before(element: etree._Element) -> str:
    """Return the text right before an element in its parent."""
    previous, parent = element.getprevious(), element.getparent()
    if previous is not None:
        return previous.tail or ""
    return (parent.text or "") if parent is not None else ""


def _is_footnote(note: etree._Element) -> bool:
    return note.get("rend") != "inline" and note.get("n") is not None


def _heads(div: etree._Element) -> Iterator[str]:
    head = div.find(f"{TEI}head")
    if head is None:
        return
    tagged = [element for element in head.iter() if element.get("type") in ("from", "to")]
    if re.search(r"\bFrom .* to ", _text(head)):
        found = {element.get("type") for element in tagged}
        yield ("parties none", "parties one", "parties both")[len(found)]
    for element in tagged:
        if re.search(r"\bto (?:the )?$", " ".join(_before(element).split()) + " "):
            yield f"to as {element.get('type')}"


def _pages(div: etree._Element) -> Iterator[str]:
    for mark in div.iter(f"{TEI}pb"):
        parent = mark.getparent()
        before, after = _before(mark), mark.tail or ""
        if parent is None or parent.tag not in (f"{TEI}p", f"{TEI}item", f"{TEI}note"):
            yield "page between"
        elif (mark.getprevious() is None and not before.strip()) or (mark.getnext() is None and not after.strip()):
            yield "page at edge"
        elif before and after:
            blanks = (before[-1].isspace(), after[0].isspace())
            names = {(True, True): "both", (True, False): "before", (False, True): "behind"}
            yield f"page blank {names[blanks]}" if any(blanks) else "page no blank"


def _notes(div: etree._Element) -> Iterator[str]:
    for note in div.iter(f"{TEI}note"):
        before = _before(note)
        if _is_footnote(note) and before:
            yield "note blank" if before[-1].isspace() else "note no blank"


def _paragraphs(div: etree._Element) -> Iterator[str]:
    for para in div.iter(f"{TEI}p"):
        text = _text(para)
        if text[:1] in ("•", "●"):
            yield "bullet p"
        if _NUMBERED.match(text):
            yield "number p"
        if re.match(r"(?:SUBJECT|Subject|SUBJ|Subj)\s*[:—]", text):
            yield "subject p"
        if _ENCLOSURE.fullmatch(text):
            yield "enclosure p"


def _items(div: etree._Element) -> Iterator[str]:
    for item in div.iter(f"{TEI}item"):
        previous, parent = item.getprevious(), item.getparent()
        if previous is not None and previous.tag == f"{TEI}label" and _text(previous):
            yield "number label"
        elif _NUMBERED.match(_text(item)):
            yield "number item"
        elif parent is not None and parent.get("type") is None:
            yield "bullet item"
    for element in div.iter(f"{TEI}list", f"{FRUS}attachment"):
        if element.get("type") == "subject":
            yield "subject list"
        elif element.tag == f"{FRUS}attachment":
            yield "enclosure element"


def _datelines(div: etree._Element) -> Iterator[str]:
    for dateline in div.iter(f"{TEI}dateline"):
        text = _text(dateline)
        parent = dateline.getparent()
        if parent is not None and parent.tag in (f"{TEI}div", f"{TEI}opener"):
            yield "dateline opener" if parent.tag == f"{TEI}opener" else "dateline div"
        date = dateline.find(f".//{TEI}date")
        if "undated" in text.lower():
            yield "undated bare" if date is None else "undated date"
        when = date.get("when") if date is not None else None
        # An hour behind `Received` is that of the receipt.
        if when and _TIME.search(text.partition("Received")[0]):
            yield "hour told" if "T" in when else "hour left"
        if when and "T" in when:
            yield (
                "zone Z" if when.endswith("Z") else "zone offset" if re.search(r"[+-]\d\d:\d\d$", when) else "zone none"
            )


def _signatures(div: etree._Element) -> Iterator[str]:
    for signed in div.iter(f"{TEI}signed"):
        if signed.find(f".//{TEI}persName") is not None:
            yield "signed name"
        else:
            yield "signed hi" if signed.find(f".//{TEI}hi") is not None else "signed plain"


_READERS: tuple[Callable[[etree._Element], Iterator[str]], ...] = (
    _heads,
    _pages,
    _notes,
    _paragraphs,
    _items,
    _datelines,
    _signatures,
)
