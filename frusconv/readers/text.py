"""The reader of raw text: a document as copied from a web page, a mail or a scan."""

from __future__ import annotations

import re

from frusconv.errors import NotUnderstoodError
from frusconv.model import (
    NOTHING_KNOWN,
    Confidence,
    CorrespAction,
    Correspondence,
    Diagnostic,
    Document,
    Header,
    Metadata,
    PageBreak,
    Reading,
    Source,
    When,
)
from frusconv.model.walk import breaks_in, printed_pages
from frusconv.pattern import Pattern
from frusconv.readers import text_body, text_head
from frusconv.readers.text_dates import guessed_date
from frusconv.readers.text_positions import Positions
from frusconv.text.characters import clean, controls
from frusconv.text.copied import plain_lines
from frusconv.text.layout import text_blocks
from frusconv.text.moments import placed
from frusconv.text.opener import telegram_number
from frusconv.text.pages import follows, page_markers
from frusconv.text.receipts import received_by
from frusconv.text.structure import Structure, lift_marks

_HTML = Pattern(r"\s*<(?:!DOCTYPE\s+html|html|head|body|div|p)\b", re.IGNORECASE)
_XML = Pattern(r"\s*(?:<\?xml\b|<TEI\b|<div\b)")
_LETTERS_KINDS = frozenset(
    {"telegram", "circular telegram", "airgram", "circular airgram", "despatch", "letter", "instruction"}
)


def read_text(source: Source, metadata: Metadata = NOTHING_KNOWN) -> Reading:
    """Return the document that `source` holds, with what could not be understood or had to be guessed.

    `metadata` goes before what the text says. Raises NotUnderstoodError where nothing makes it a FRUS document.
    """
    _refuse_markup(source)
    told: list[Diagnostic] = []
    lines = list(plain_lines(clean(source.text).split("\n"), told.append))
    structure = lift_marks(text_blocks(lines))
    if not structure.blocks:
        raise NotUnderstoodError(f"{source.name}: the source is empty; give the text of a document")
    notes = _Notes(lines, structure)
    notes.found += told
    notes.controls(source.text)
    document = _document(source, structure, metadata, notes)
    notes.pages()
    return Reading((document,), tuple(sorted(notes.found, key=lambda d: d.position)), Header(document.volume))


def _refuse_markup(source: Source) -> None:
    beginning = source.text[:500].lstrip("\ufeff")
    if _HTML.match(beginning):
        raise NotUnderstoodError(f"{source.name}: this is a page of HTML; save or copy it as plain text and try again")
    if _XML.match(beginning):
        raise NotUnderstoodError(f"{source.name}: this is XML already; raw text is wanted here")


def _document(source: Source, structure: Structure, metadata: Metadata, notes: _Notes) -> Document:
    front = text_head.read_front(structure.blocks)
    if front is None:
        raise NotUnderstoodError(
            f"{source.name}:{structure.blocks[0].line}: no heading, file number or dateline found; "
            "this does not look like a FRUS document (a heading reads like "
            "`The Ambassador in Japan (Grew) to the Secretary of State`)"
        )
    body = text_body.read_body(structure.blocks[front.end :])
    for remark in front.remarks:
        notes.add(remark.block, 0, remark.code, remark.message, "medium")
    for block, code, message in body.remarks:
        notes.add(front.end + block, 0, code, message, "medium")
    # A telegram can be headed `Message From …`; the source note or a line below the heading then tells what it is.
    kind = front.heading.kind if front.heading.kind not in (None, "message") else None
    kind = kind or front.source_kind or body.kind or front.heading.kind
    number = front.heading.number
    identifier = metadata.document or (f"d{number}" if number else "d1")
    place = metadata.place or body.place
    sent = CorrespAction(front.senders, place, _given_date(metadata, place) or body.date)
    notes.expect(kind, front, sent)
    blocks = (*front.blocks, *body.blocks)
    if sent.date is None and kind != "editorial note":
        guess = guessed_date(blocks, kind, front.file_number, (front.senders, front.recipients))
        if guess:
            sent = sent._replace(date=guess.value)
            notes.add(front.end - 1, 0, "date-guessed", f"no dateline; {guess}", guess.value.cert)
    return Document(
        id=identifier,
        blocks=blocks,
        number=number or (identifier[1:] if metadata.document else None),
        subtype="editorial-note" if kind == "editorial note" else "historical-document",
        kind=kind,
        correspondence=Correspondence(
            sent, CorrespAction(front.recipients, None, received_by(body.received, front.recipients))
        ),
        telegram_number=telegram_number(body.first_paragraph) if kind and "gram" in kind else None,
        file_number=front.file_number,
        classification=body.classification,
        subjects=body.subjects,
        pages=metadata.pages or printed_pages(breaks_in(blocks), None, isinstance(blocks[0], PageBreak)),
        volume=metadata.volume,
    )


def _given_date(metadata: Metadata, place: str | None) -> When | None:
    return placed(When(when=metadata.date), place) if metadata.date else None


class _Notes:
    """Collects diagnostics, with the position in the source of each."""

    def __init__(self, lines: list[str], structure: Structure) -> None:
        self.found: list[Diagnostic] = []
        self._structure = structure
        self._positions = Positions(lines, structure.raw)
        for remark in structure.remarks:
            self.add(remark.block, remark.offset, remark.code, remark.message, remark.confidence)

    def add(self, block: int, offset: int, code: str, message: str, confidence: Confidence = "high") -> None:
        """Add a diagnostic for an offset in the raw text of a block."""
        self.found.append(Diagnostic(code, message, self._positions.of(block, offset), confidence))

    def controls(self, text: str) -> None:
        """Report control characters, which are removed."""
        for position, name in controls(text):
            self.found.append(Diagnostic("control-character", f"{name} removed", position))

    def pages(self) -> None:
        """Report page numbers that do not follow each other."""
        previous: dict[str | None, str] = {}
        for index, block in enumerate(self._structure.raw):
            for marker in page_markers(block.text):
                before = previous.get(marker.kind)
                if before is not None and not follows(marker.n, before):
                    self.add(index, marker.start, "page-sequence", f"page {marker.n} does not follow page {before}")
                previous[marker.kind] = marker.n

    def expect(self, kind: str | None, front: text_head.Front, sent: CorrespAction) -> None:
        """Report what a document of this kind has and this text lacks."""
        head = front.end - 1
        if kind is None and not (front.senders and front.recipients):
            self.add(head, 0, "kind-unknown", "no word in the heading names the kind of document")
        if kind not in _LETTERS_KINDS:
            return
        if not front.senders:
            self.add(head, 0, "sender-missing", "the heading names no sender")
        if sent.date is None:
            self.add(head, 0, "dateline-missing", "no dateline in the text; --date and --place give what it would say")
