"""What the words of a reference say of where it leads."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from frusconv.pattern import Pattern
from frusconv.validation.book import Book, Doubt
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Chars, Node, Unit

_NUMBER = Pattern(r"(pp?\. ?|pages? )?(\d+)(?:[–-]\d+)?n*$")
_DOCUMENT = Pattern(r"[Dd]ocuments? (\d+[A-Za-z]?)(?:[–-]\d+[A-Za-z]?)?$")
_NOTE = Pattern(
    r"(?:[Ff]ootnote|[Ff]n\.|[Nn]ote)s? (\d+)(?:,? (?:[Dd]ocument (\d+[A-Za-z]?)|above|below|supra|infra))?$"
)
_TARGET = Pattern(r"(?:pg_(\d+)|d(\d+[A-Za-z]?)(?:fn(\d+))?)$")
_DASH = Pattern(r"\s*[–-]\s*$")
_LETTER = Pattern(r"nn?(?!\w)")
# How much of a reference's words a message quotes.
_LONGEST = 80
_RANGE = Pattern(r"\b(pp\.|Documents) (\d+)[–-](\d+)\b")

RULES = (
    Rule(
        "reference-words",
        "warning",
        "practice",
        "A reference's words name another volume, document, page or note than its target.",
        "See which of the two is right, and correct the other.",
        "Readers would come to another place than they were told. Of 45,000 official references, 10 disagree.",
        '<p>See <ref target="#d12">Document 13</ref>.</p>',
        '<p>See <ref target="#d12">Document 12</ref>.</p>',
    ),
    Rule(
        "reference-range",
        "error",
        "Schematron",
        "A range of pages or documents falls.",
        "Compare with the printed page; most often a digit was misread.",
        "A range ends behind where it begins: 61–63.",
        "<p>See pp. 63–61.</p>",
        "<p>See pp. 61–63.</p>",
    ),
    Rule(
        "reference-page-note",
        "error",
        "Schematron",
        "The `n` that tells of a note on a page stands behind the reference to the page.",
        "Put it inside the reference.",
        "Page and `n` are one: 31n is a note on page 31.",
        '<p>See <ref target="frus1949v09#pg_31">31</ref><hi rend="italic">n</hi>.</p>',
        '<p>See <ref target="frus1949v09#pg_31">31<hi rend="italic">n</hi></ref>.</p>',
    ),
    Rule(
        "reference-page-letter",
        "warning",
        "practice",
        "The `n` that tells of a note on a page stands as plain text behind the reference to the page.",
        "Put it inside the reference, in italics if it is printed so.",
        "Page and `n` are one: 31n is a note on page 31. Of 1,200 such references looked at, 900 have it inside.",
        '<p>See <ref target="frus1949v09#pg_31">31</ref>n, above.</p>',
        '<p>See <ref target="frus1949v09#pg_31">31n</ref>, above.</p>',
    ),
)


class _Place(NamedTuple):
    """Where a target leads: a page, or a document and perhaps a note of it, by their numbers."""

    volume: str
    page: str | None
    document: str | None
    note: str | None

    def __str__(self) -> str:
        if self.page:
            return f"page {self.page}"
        return f"note {self.note} of document {self.document}" if self.note else f"document {self.document}"


class _Said(NamedTuple):
    """What words name: a number alone may be of a page, a document or a note."""

    kind: Literal["page", "document", "note", "number"]
    number: str
    document: str | None = None


def words(unit: Unit, node: Node, book: Book) -> Iterator[Finding]:
    """Yield what the words of a reference say against its target."""
    text = " ".join(node.text("note").split())
    if "vol" in text and node.attrs["target"].startswith("frus"):
        yield from _cited(unit, node, text)
    place = _place(node)
    if place is None:
        return
    yield from _falls(unit, node, place)
    if place.page:
        yield from _mark_behind(unit, node)
    said = _said(text)
    if said is None or _agree(said, place):
        return
    finding = unit.finding("reference-words", f"`{text}` leads to {place}: `{node.attrs['target']}`", node)
    if place.note and not place.volume and said.kind != "document" and said.document in {None, place.document}:
        # Some notes have ids that say another number.
        book.doubts.append(Doubt(finding, node.attrs["target"][1:], said.number))
    else:
        yield finding


def _cited(unit: Unit, node: Node, text: str) -> Iterator[Finding]:
    """Yield a reference that cites another volume of the series, or another place in it, than it leads to."""
    # Needed for few files, and slow to load.
    from frusconv.references import find_references

    target = node.attrs["target"]
    volume, _, identifier = target.partition("#")
    cited = find_references(text)
    if len(cited) != 1 or not cited[0].is_known or cited[0].volume is None:
        return
    is_place = cited[0].place is not None and identifier[:1] == (cited[0].place or "")[:1]
    if cited[0].volume != volume or (is_place and cited[0].place != identifier):
        expected = cited[0].target(()) if is_place else cited[0].volume
        message = f"`{_shortened(text)}` leads to `{target}`, not to `{expected}`"
        yield unit.finding("reference-words", message, node)


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _place(node: Node) -> _Place | None:
    volume, _, identifier = node.attrs.get("target", "").partition("#")
    found = _TARGET.match(identifier)
    return _Place(volume, found[1], found[2], found[3]) if found else None


def _said(text: str) -> _Said | None:
    if found := _NUMBER.match(text):
        return _Said("page" if found[1] else "number", found[2])
    if found := _DOCUMENT.match(text):
        return _Said("document", found[1])
    if found := _NOTE.match(text):
        return _Said("note", found[1], found[2])
    return None


def _agree(said: _Said, place: _Place) -> bool:
    """Whether words and target may mean the same; they may where the words name a page, and the target a document."""
    document = (place.document or "").lower()
    if place.page:
        return said.kind in {"document", "note"} or said.number == place.page
    match said.kind:
        case "page":
            return True
        case "number":
            return said.number == (place.note or document)
        case "document":
            return place.note is None and said.number.lower() == document
        case "note":
            return said.number == place.note and said.document in {None, place.document}


def _falls(unit: Unit, node: Node, place: _Place) -> Iterator[Finding]:
    """Yield a reference that ends a range and leads to before its beginning."""
    dash = node.before
    if not isinstance(dash, Chars) or not _DASH.match(dash.text) or not dash.index:
        return
    other = dash.parent.children[dash.index - 1]
    first = _place(other) if isinstance(other, Node) and other.name == "ref" else None
    if first is None or first.volume != place.volume:
        return
    if first.page and place.page and int(place.page) <= int(first.page):
        message = f"the range of pages {first.page}–{place.page} falls"
        yield unit.finding("reference-range", message, node)


def _mark_behind(unit: Unit, node: Node) -> Iterator[Finding]:
    mark = node.after
    if isinstance(mark, Node) and mark.name == "hi" and mark.text().strip() in {"n", "nn"}:
        start, end = unit.behind(node), unit.behind(mark)
        moved = unit.cut(start, end) + unit.cut(node.end, start)
        message = f"the `{mark.text().strip()}` stands behind the reference to the page"
        yield unit.finding("reference-page-note", message, mark, (Edit(node.end, end, moved),))
    elif isinstance(mark, Chars) and (found := _LETTER.match(mark.text)):
        start = unit.behind(node)
        message = f"the `{found[0]}` stands behind the reference to the page"
        edits: tuple[Edit, ...] = ()
        # Not where it is a reference to a character, or a comment stands before it.
        if unit.cut(start, start + len(found[0])) == found[0].encode():
            edits = (Edit(node.end, start + len(found[0]), found[0].encode() + unit.cut(node.end, start)),)
        yield unit.finding("reference-page-letter", message, node, edits)


def ranges(unit: Unit) -> Iterator[Finding]:
    """Yield ranges in the text that fall. 163–71 is short for 163–171."""
    for chars in unit.chars:
        if "pp." not in chars.text and "Documents" not in chars.text:
            continue
        for found in _RANGE.finditer(chars.text):
            first, last = found[2], found[3]
            if len(last) < len(first):
                last = first[: -len(last)] + last
            if int(last) < int(first):
                message = f"the range `{found[0]}` falls"
                yield unit.finding("reference-range", message, unit.chars_offset(chars, found.start()))
