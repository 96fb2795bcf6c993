"""Source notes: which documents have one, where it stands, and how it begins.

Until about 1954 the file number stands above the heading, as an inline note; since then the heading ends with a
numbered note that begins with `Source:`.
"""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Chars, Node, Unit

# Volumes on later years, or published later, keep the rules of today (frus.sch, source-note-checks).
_FIRST_YEAR = 1950
_LAST_PUBLISHED = 1995
_EDITORIAL = Pattern(r"(?i:editor(?:ial|[’']s) note)")
_SOURCE = Pattern(r"\[?Source:")
_UNSPACED = Pattern(r"\s*\[?Source:(?!\s)")
_WORD = Pattern(r"\w")
_SHOWN = 40
_PLACE = (
    "Of 26,709 official source notes 23,607 end the heading, and 3,091 come before it; from there the site and lists "
    "of sources take them."
)

_HEAD = "<head>12. Paper Prepared in the Ministry of Ruritania{}</head>"
_DATELINE = (
    '<opener><dateline rendition="#right"><placeName>Strelsau</placeName>, <date when="1951-05-02">May 2, 1951</date>.'
    "</dateline></opener>"
)
_TEXT = "Source: Archive of Strelsau, File 12."
_MODERN = f'<note n="1" type="source" xml:id="d12fn1">{_TEXT}</note>'
_OLD = '<note rend="inline" type="source">711.00/5–251: Telegram</note>'
_HEADER = """<teiHeader><fileDesc>
<titleStmt><title type="complete">Papers of Ruritania, 1951</title><title type="series">Papers of Ruritania</title>
<title type="sub-series">1951</title><title type="volume-number">Volume I</title>
<title type="volume">General</title></titleStmt>
<publicationStmt><publisher>Department of State</publisher><pubPlace>Washington</pubPlace>
<date type="publication-date" when="1983">1983</date>
<date type="content-date" notBefore="1951-01-01" notAfter="1951-12-31">1951</date>
<idno type="frus">frus1951v01</idno></publicationStmt>
<notesStmt><note>A note.</note></notesStmt><sourceDesc><p>From print.</p></sourceDesc></fileDesc></teiHeader>"""


def _document(head: str) -> str:
    """Return a document with a heading and its notes."""
    return f'<div type="document" n="12" xml:id="d12">{head}{_DATELINE}<p>The talks went on.</p></div>'


def _file(note: str) -> str:
    """Return a file of a volume on 1951 with one document, which has a note in its heading."""
    document = _document(_HEAD.format(note)).replace(' rendition="#right"', "")
    spaces = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
    return f'<TEI {spaces} xml:id="frus1951v01">{_HEADER}<text><body>{document}</body></text></TEI>'


RULES = (
    Rule(
        "source-note-missing",
        "error",
        "Schematron",
        "A document has no source note.",
        "Put a note of type source at the end of the heading, or, in old volumes, an inline one before it.",
        "Asked of documents, not of editorial notes, in volumes on 1950 and later years or published after 1995 "
        "(frus.sch, source-note-checks).",
        _file(""),
        _file(_MODERN),
        "file",
    ),
    Rule(
        "source-note-type",
        "error",
        "Schematron",
        'A note in the heading begins with `Source:`, but is not type="source".',
        'Add type="source" to the note.',
        "Without it the document has no source note for the Office's rules (frus.sch, source-note-checks).",
        _file(_MODERN.replace(' type="source"', "")),
        _file(_MODERN),
        "file",
    ),
    Rule(
        "source-note-start",
        "error",
        "Schematron",
        "A source note does not begin with `Source:`.",
        "Begin it with `Source:`, or `[Source:` if all of it is in brackets; look whether it is another note.",
        "Asked in volumes on 1950 and later years or published after 1995 (frus.sch, source-note-checks); inline notes "
        "before the heading are older in style. Where a summary comes first, a paragraph of the note begins so.",
        _file(_MODERN.replace("Source: ", "")),
        _file(_MODERN),
        "file",
    ),
    Rule(
        "source-note-space",
        "warning",
        "practice",
        "No blank stands behind the `Source:` of a source note.",
        "Put one there.",
        "Print has it; two words run together for readers and for a search.",
        _file(_MODERN.replace("Source: ", "Source:")),
        _file(_MODERN),
        "file",
    ),
    Rule(
        "source-note-place",
        "warning",
        "practice",
        "A source note stands neither before the heading, nor at its end, nor directly behind it.",
        "Put it at the end of the heading, or, if print has it above the heading, before it.",
        _PLACE,
        _document(_HEAD.format("").replace(" in the", f"{_MODERN} in the")),
        _document(_HEAD.format(_MODERN)),
        "document",
    ),
    Rule(
        "source-note-inline",
        "warning",
        "practice",
        'A source note outside the heading is not rend="inline".',
        'Add rend="inline" to the note.',
        "Such notes are printed in the text; all 3,094 official ones outside a heading have it.",
        _document(_OLD.replace(' rend="inline"', "") + _HEAD.format("")),
        _document(_OLD + _HEAD.format("")),
        "document",
    ),
    Rule(
        "source-note-id",
        "warning",
        "practice",
        "A source note in the heading has no number or no xml:id, or an inline one has a number.",
        'Write n="1" and xml:id="d12fn1" in the heading; take @n off an inline note.',
        "The note in the heading is the first footnote of its document; an inline one has no marker.",
        _document(_HEAD.format(_MODERN.replace(' n="1"', "").replace(' xml:id="d12fn1"', ""))),
        _document(_HEAD.format(_MODERN)),
        "document",
    ),
    Rule(
        "source-note-several",
        "warning",
        "practice",
        "A document has more than one source note.",
        "Look whether the second one belongs to the document that follows, or is an ordinary note.",
        "Of 3,347 documents in twelve official volumes one has two, and its second is that of the next document; "
        "attachments are not counted.",
        _document(_OLD + _HEAD.format(_MODERN)),
        _document(_OLD + _HEAD.format("")),
        "document",
    ),
)


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the source note of a document."""
    if unit.kind != "document" or unit.root.get("type") == "document-pending":
        return
    notes = [note for note in unit.all("note") if note.get("type") == "source" and not note.within("frus:attachment")]
    parts = [part for part in unit.all("seg") if part.get("type") == "source" and part.within("note")]
    if not notes and not parts:
        yield from _missing(unit, book)
    for note in notes:
        yield from _placed(note, unit)
        yield from _spaced(note, unit)
    for extra in notes[1:]:
        yield unit.finding("source-note-several", f"the document has a source note already: `{_begin(extra)}`", extra)
    if _is_recent(book) and (notes or parts):
        yield from _started((notes or parts)[0], unit)


def _is_recent(book: Book) -> bool:
    return (book.content_year or 0) >= _FIRST_YEAR or (book.published_year or 0) > _LAST_PUBLISHED


def _missing(unit: Unit, book: Book) -> Iterator[Finding]:
    head = unit.root.first("head")
    if head is None:
        return
    for note in unit.all("note"):
        if note.parent is head and _SOURCE.match(note.text().lstrip()):
            message = f"`{_begin(note)}` is not type=source"
            yield unit.finding("source-note-type", message, note, _added(note, b' type="source"', unit))
            return
    subtype = unit.root.get("subtype") or "historical-document"
    if _is_recent(book) and subtype == "historical-document" and not _EDITORIAL.search(head.text("note")):
        yield unit.finding("source-note-missing", "the document has no source note", head)


def _placed(note: Node, unit: Unit) -> Iterator[Finding]:
    parent = note.parent
    assert parent is not None
    if parent.name == "head":
        if any(_WORD.search(_text_of(child)) for child in parent.children[note.index + 1 :]):
            yield unit.finding("source-note-place", "the heading goes on behind the source note", note)
        lacking = " and no ".join(name for name in ("n", "xml:id") if note.get(name) is None)
        if lacking and note.get("rend") != "inline":
            yield unit.finding("source-note-id", f"the source note has no {lacking}", note)
        return
    before = [child.name for child in parent.children[: note.index] if isinstance(child, Node) and child.name != "pb"]
    if parent is not unit.root or (before and before[-1] not in {"head", "note"}):
        yield unit.finding("source-note-place", f"the source note `{_begin(note)}` is far from the heading", note)
    if note.get("rend") != "inline":
        edits = () if note.get("rend") else _added(note, b' rend="inline"', unit)
        yield unit.finding("source-note-inline", f"the source note `{_begin(note)}` is not rend=inline", note, edits)
    if note.get("n") is not None:
        yield unit.finding("source-note-id", f"the inline source note has the number `{note.get('n')}`", note)


def _started(note: Node, unit: Unit) -> Iterator[Finding]:
    if note.get("rend") == "inline" and unit.root.first("head") in _following(note):
        return
    texts = [note.text(), *(child.text() for child in note.elements if child.name == "p")]
    if not any(_SOURCE.match(text.lstrip()) for text in texts):
        yield unit.finding("source-note-start", f"the source note begins with `{_begin(note)}`, not `Source:`", note)


def _spaced(note: Node, unit: Unit) -> Iterator[Finding]:
    chars = next(note.texts(), None)
    found = _UNSPACED.match(chars.text) if chars else None
    if chars and found and (found.end() < len(chars.text) or chars.index + 1 < len(chars.parent.children)):
        at = unit.chars_offset(chars, found.end())
        yield unit.finding(
            "source-note-space", f"no blank behind the colon: `{_begin(note)}`", at, (Edit(at, at, b" "),)
        )


def _following(note: Node) -> list[Node | Chars]:
    return note.parent.children[note.index + 1 :] if note.parent is not None else []


def _text_of(child: Node | Chars) -> str:
    return child.text if isinstance(child, Chars) else "" if child.name == "note" else child.text("note")


def _added(note: Node, attribute: bytes, unit: Unit) -> tuple[Edit, ...]:
    """Return the edit that adds an attribute behind the element's name."""
    at = unit.name_end(note)
    return (Edit(at, at, attribute),)


def _begin(note: Node) -> str:
    text = " ".join(note.text().split())
    return text if len(text) <= _SHOWN else text[:_SHOWN].rpartition(" ")[0] + " …"
