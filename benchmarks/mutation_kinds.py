"""Mistakes that editors make in TEI, each with the rule that is to find it."""

from __future__ import annotations

import random
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from lxml import etree

TEI = "{http://www.tei-c.org/ns/1.0}"
XML = "{http://www.w3.org/XML/1998/namespace}"


class Mutation(NamedTuple):
    """A kind of mistake: makes one in a document, or returns false if it has nothing for it; and the rule's code."""

    code: str
    make: Callable[[etree._Element, random.Random], bool]


def _all(div: etree._Element, *names: str) -> list[etree._Element]:
    return list(div.iter(*(TEI + name for name in names)))


def _one(div: etree._Element, chance: random.Random, *names: str) -> etree._Element | None:
    found = _all(div, *names)
    return chance.choice(found) if found else None


def _day(div: etree._Element, chance: random.Random) -> etree._Element | None:
    """Return a date whose value is a day, or None."""
    found = [value for value in _all(div, "date") if len(value.get("when") or "") == 10]
    return chance.choice(found) if found else None


def _set(div: etree._Element, chance: random.Random, name: str, attribute: str, values: Sequence[str]) -> bool:
    """Give an attribute of an element one of the values."""
    element = _one(div, chance, name)
    if element is not None:
        element.set(attribute, chance.choice(values))
    return element is not None


def _numbered(div: etree._Element) -> list[etree._Element]:
    return [note for note in _all(div, "note") if note.get("n") and note.get(f"{XML}id")]


def _remove(element: etree._Element) -> None:
    """Take an element out and leave the text behind it."""
    parent = element.getparent()
    assert parent is not None
    before = element.getprevious()
    if element.tail:
        if before is not None:
            before.tail = (before.tail or "") + element.tail
        else:
            parent.text = (parent.text or "") + element.tail
    parent.remove(element)


def id_twice(div: etree._Element, chance: random.Random) -> bool:
    notes = _numbered(div)
    if len(notes) < 2:
        return False
    one, other = chance.sample(notes, 2)
    other.set(f"{XML}id", str(one.get(f"{XML}id")))
    return True


def no_id(div: etree._Element, _: random.Random) -> bool:
    del div.attrib[f"{XML}id"]
    return True


def other_number(div: etree._Element, chance: random.Random) -> bool:
    if not (div.get("n") or "").isdigit():
        return False
    div.set("n", str(int(str(div.get("n"))) + chance.randint(1, 9)))
    return True


def renamed(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "p", "hi", "item", "placeName")
    if element is None:
        return False
    element.tag = TEI + chance.choice(["para", "paragraph", "ital", "place-name", "P"])
    return True


def head_below(div: etree._Element, _: random.Random) -> bool:
    head, blocks = div.find(f"{TEI}head"), div.findall(f"{TEI}p")
    if head is None or not blocks:
        return False
    head.tail = None
    blocks[-1].addnext(head)
    return True


def text_behind_closer(div: etree._Element, _: random.Random) -> bool:
    closer, block = div.find(f"{TEI}closer"), div.find(f"{TEI}p")
    if closer is None or block is None or div.findall(f"{TEI}p")[-1] is block:
        return False
    closer.addnext(block)
    return True


def no_head(div: etree._Element, _: random.Random) -> bool:
    head = div.find(f"{TEI}head")
    if head is None:
        return False
    _remove(head)
    return True


def empty_list(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "list", "table")
    if element is None:
        return False
    for child in list(element):
        element.remove(child)
    return True


def text_between(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "list", "table", "row")
    if element is None or not len(element):
        return False
    element[0].tail = "Words that stand nowhere."
    return True


def unknown_attribute(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "p", "hi", "note", "date")
    if element is None:
        return False
    element.set(chance.choice(["class", "color", "rends", "whenn"]), "x")
    return True


def wrong_value(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "hi")
    if element is None or element.get("rend") is None:
        return False
    element.set("rend", chance.choice(["italics", "wavy", "small caps"]))
    return True


def unlisted_value(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "list", "p")
    if element is None:
        return False
    element.set("type" if element.tag == f"{TEI}list" else "rend", chance.choice(["middle", "Participants"]))
    return True


def empty_paragraph(div: etree._Element, chance: random.Random) -> bool:
    block = _one(div, chance, "p")
    if block is None:
        return False
    block.addnext(etree.Element(f"{TEI}p"))
    return True


def paragraph_in_item(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "list")
    if element is None:
        return False
    etree.SubElement(element, f"{TEI}p").text = "A paragraph that is no item."
    return True


def other_prefix(div: etree._Element, chance: random.Random) -> bool:
    notes = _numbered(div)
    if not notes:
        return False
    note = chance.choice(notes)
    note.set(f"{XML}id", f"d9{note.get(XML + 'id')}"[:2] + str(note.get(f"{XML}id")))
    return True


def note_renumbered(div: etree._Element, chance: random.Random) -> bool:
    notes = [note for note in _numbered(div) if (note.get("n") or "").isdigit()]
    if len(notes) < 3:
        return False
    note = chance.choice(notes[1:-1])
    number = str(int(str(note.get("n"))) + 50)
    note.set("n", number)
    note.set(f"{XML}id", f"{div.get(XML + 'id')}fn{number}")
    return True


def note_without_number(div: etree._Element, chance: random.Random) -> bool:
    notes = _numbered(div)
    if not notes:
        return False
    del chance.choice(notes).attrib["n"]
    return True


def blank_before_note(div: etree._Element, chance: random.Random) -> bool:
    notes = [
        note
        for note in _numbered(div)
        if note.getprevious() is None and (parent := note.getparent()) is not None and parent.text
    ]
    if not notes:
        return False
    parent = chance.choice(notes).getparent()
    assert parent is not None
    parent.text = f"{str(parent.text).rstrip()} "
    return True


def note_in_note(div: etree._Element, chance: random.Random) -> bool:
    notes = _numbered(div)
    if len(notes) < 2:
        return False
    at = chance.randrange(len(notes) - 1)
    inner = notes[at + 1]
    _remove(inner)
    inner.tail = None
    notes[at].append(inner)
    return True


def pages_swapped(div: etree._Element, chance: random.Random) -> bool:
    pages = [page for page in _all(div, "pb") if (page.get("n") or "").isdigit()]
    if len(pages) < 2:
        return False
    at = chance.randrange(len(pages) - 1)
    one, other = pages[at], pages[at + 1]
    for name in ("n", f"{XML}id", "facs"):
        mine, theirs = one.get(name), other.get(name)
        if mine and theirs:
            one.set(name, theirs)
            other.set(name, mine)
    return True


def page_first(div: etree._Element, chance: random.Random) -> bool:
    pages = [page for page in div.findall(f"{TEI}pb") if page.getnext() is not None]
    pages = [page for page in pages if (after := page.getnext()) is not None and after.tag == f"{TEI}p" and after.text]
    if not pages:
        return False
    page = chance.choice(pages)
    block = page.getnext()
    assert block is not None
    div.remove(page)
    page.tail, block.text = block.text, None
    block.insert(0, page)
    return True


def no_such_day(div: etree._Element, chance: random.Random) -> bool:
    value = _day(div, chance)
    if value is None:
        return False
    value.set("when", chance.choice(["1949-02-30", "1949-13-01", "1949-6-1", "June 1, 1949", "19490601"]))
    return True


def half_a_span(div: etree._Element, chance: random.Random) -> bool:
    value = _day(div, chance)
    if value is None:
        return False
    when = value.attrib.pop("when")
    value.set(chance.choice(["from", "notBefore"]), when)
    return True


def span_backwards(div: etree._Element, chance: random.Random) -> bool:
    value = _day(div, chance)
    if value is None:
        return False
    when = str(value.attrib.pop("when"))
    value.set("from", when)
    value.set("to", str(date.fromisoformat(when) - timedelta(days=chance.randint(1, 40))))
    return True


def other_day(div: etree._Element, chance: random.Random) -> bool:
    dates = [
        value
        for line in _all(div, "dateline")
        for value in line.iter(f"{TEI}date")
        if len(value.get("when") or "") == 10 and any(part.isdigit() for part in "".join(map(str, value.itertext())))
    ]
    if not dates:
        return False
    value = chance.choice(dates)
    value.set("when", str(date.fromisoformat(str(value.get("when"))) + timedelta(days=chance.randint(1, 300))))
    return True


def letter_for_zone(div: etree._Element, chance: random.Random) -> bool:
    value = _day(div, chance)
    if value is None:
        return False
    value.set("when", f"{value.get('when')}T10:00:00Z")
    return True


def no_source_word(div: etree._Element, _: random.Random) -> bool:
    notes = [note for note in _all(div, "note") if note.get("type") == "source" and note.get("n")]
    if not notes or not (notes[0].text or "").startswith("Source:"):
        return False
    notes[0].text = str(notes[0].text).removeprefix("Source:").lstrip()
    return True


def source_note_below(div: etree._Element, _: random.Random) -> bool:
    notes = [note for note in _all(div, "note") if note.get("type") == "source" and note.get("n")]
    blocks = div.findall(f"{TEI}p")
    if not notes or not blocks:
        return False
    _remove(notes[0])
    notes[0].tail = None
    blocks[0].append(notes[0])
    return True


def signed_without_name(div: etree._Element, _: random.Random) -> bool:
    for name in _all(div, "persName"):
        parent = name.getparent()
        if parent is not None and parent.tag == f"{TEI}signed":
            etree.strip_tags(parent, f"{TEI}persName")
            return True
    return False


def leads_nowhere(div: etree._Element, chance: random.Random) -> bool:
    return _set(div, chance, "ref", "target", [f"#{div.get(XML + 'id')}fn99"])


def no_address(div: etree._Element, chance: random.Random) -> bool:
    return _set(div, chance, "ref", "target", ["see below", "d12", "htp:/x"])


def no_volume(div: etree._Element, chance: random.Random) -> bool:
    return _set(div, chance, "ref", "target", ["frus1949v17", "frus1964-68v99#d3", "frus2049v01"])


def rows_miscounted(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "table")
    if element is None:
        return False
    element.set("rows", str(len(element.findall(f"{TEI}row")) + chance.randint(1, 3)))
    return True


def _in_text(div: etree._Element, chance: random.Random, old: str, new: str) -> bool:
    """Replace one place in a paragraph's first text."""
    blocks = [block for block in div.findall(f"{TEI}p") if old in (block.text or "")]
    if not blocks:
        return False
    block = chance.choice(blocks)
    text = str(block.text)
    places = [at for at in range(len(text)) if text.startswith(old, at)]
    at = chance.choice(places)
    block.text = text[:at] + new + text[at + len(old) :]
    return True


def straight_quote(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, *chance.choice([("“", '"'), ("”", '"'), ("’", "'")]))


def quote_turned(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, *chance.choice([(" “", " ”"), ("” ", "“ ")]))


def blank_before_mark(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, *chance.choice([(", ", " , "), ("; ", " ; ")]))


def letter_for_digit(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, " 19", " l9")


def lost_character(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, "’", "\ufffd")


def decoded_wrongly(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, "’", "â€™")


def entity_left(div: etree._Element, chance: random.Random) -> bool:
    return _in_text(div, chance, *chance.choice([("’", "&rsquo;"), (" ", "&nbsp;"), ("“", "&quot;")]))


def undeclared_rendition(div: etree._Element, chance: random.Random) -> bool:
    element = _one(div, chance, "dateline", "p")
    if element is None:
        return False
    element.set("rendition", chance.choice(["#middle", "#rigth", "#box"]))
    return True


KINDS = {
    "two elements with one id": Mutation("id-duplicate", id_twice),
    "a document without an id": Mutation("id-missing", no_id),
    "a number that is not the id's": Mutation("number-mismatch", other_number),
    "an element of another name": Mutation("element-unknown", renamed),
    "the heading below the text": Mutation("element-order", head_below),
    "a paragraph behind the closer": Mutation("element-order", text_behind_closer),
    "no heading": Mutation("head-missing", no_head),
    "a list or table of nothing": Mutation("element-missing", empty_list),
    "text between items": Mutation("text-misplaced", text_between),
    "an attribute that there is not": Mutation("attribute-unknown", unknown_attribute),
    "a value that there is not": Mutation("attribute-value", wrong_value),
    "a value that is not of the list": Mutation("attribute-unlisted", unlisted_value),
    "a paragraph without text": Mutation("element-empty", empty_paragraph),
    "a paragraph in a list": Mutation("element-misplaced", paragraph_in_item),
    "a note's id of another document": Mutation("note-id", other_prefix),
    "a note's number out of turn": Mutation("note-sequence", note_renumbered),
    "a note without a number": Mutation("note-number", note_without_number),
    "a blank before a note": Mutation("note-space", blank_before_note),
    "a note in a note": Mutation("note-nested", note_in_note),
    "two pages swapped": Mutation("page-sequence", pages_swapped),
    "a page break that begins a paragraph": Mutation("page-position", page_first),
    "a day that there is not": Mutation("date-form", no_such_day),
    "half a span of time": Mutation("date-pair", half_a_span),
    "a span that ends before it begins": Mutation("date-order", span_backwards),
    "another day than printed": Mutation("date-mismatch", other_day),
    "a letter for the zone": Mutation("date-letter", letter_for_zone),
    "a source note without its first word": Mutation("source-note-start", no_source_word),
    "a source note in the text": Mutation("source-note-place", source_note_below),
    "a signature without a name": Mutation("signed-name", signed_without_name),
    "a reference that leads nowhere": Mutation("reference-missing", leads_nowhere),
    "a target that is no address": Mutation("reference-form", no_address),
    "a volume that there is not": Mutation("reference-volume", no_volume),
    "rows miscounted": Mutation("table-rows", rows_miscounted),
    "a typewriter's quotation mark": Mutation("quote-straight", straight_quote),
    "a quotation mark turned around": Mutation("quote-direction", quote_turned),
    "a blank before a comma": Mutation("space-before-punctuation", blank_before_mark),
    "a letter for a digit": Mutation("ocr-digits", letter_for_digit),
    "a character that was lost": Mutation("character-replacement", lost_character),
    "a character that was decoded wrongly": Mutation("character-mojibake", decoded_wrongly),
    "an entity that was left": Mutation("character-entity", entity_left),
    "a rendition that is not declared": Mutation("rendition-undeclared", undeclared_rendition),
}
