"""What a document read from TEI is: its number, kind, senders and recipients, place and date."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from frusconv.model import (
    NOTHING_KNOWN,
    Content,
    CorrespAction,
    Correspondence,
    Date,
    Document,
    Gloss,
    Header,
    Item,
    List,
    Metadata,
    Opener,
    PageBreak,
    Para,
    Party,
    PersName,
    PlaceName,
    SourceNote,
    When,
)
from frusconv.model.node import attribute
from frusconv.model.walk import children_of, datelines_of, descendants, head_of, printed_pages, squeezed
from frusconv.readers.tei_header import Told
from frusconv.readers.tei_nodes import Pairs
from frusconv.text.heading import read_heading
from frusconv.text.moments import placed
from frusconv.text.opener import is_classification, telegram_number
from frusconv.text.parties import PartySpan
from frusconv.text.receipts import receipt_date, receipt_in, received_by
from frusconv.text.source_note import SourceNoteReading, read_source_note


class Pages(NamedTuple):
    """The printed page that a document begins on, if that is known, and those that begin in it."""

    first: str | None
    breaks: list[str]


class Known(NamedTuple):
    """What is known of a file before its documents are read."""

    metadata: Metadata = NOTHING_KNOWN
    is_alone: bool = False
    header: Header = Header()
    told: Told | None = None
    volumes: Mapping[str, str] = {}


def document_of(attrs: Pairs, blocks: tuple[Content, ...], known: Known, pages: Pages) -> Document:
    """Return the document that a div holds."""
    metadata = known.metadata if known.is_alone else NOTHING_KNOWN
    told = known.told or Told()
    identifier = metadata.document or attribute(attrs, "xml:id") or "d1"
    head = head_of(blocks)
    title = squeezed(head.children) if head else ""
    heading = read_heading(title)
    note = _source_note(blocks)
    kind = told.kind or _kind(heading.kind, note.kind if note else None, attribute(attrs, "subtype"))
    sent, received = _ends(blocks, title, heading.senders, heading.recipients)
    if told.correspondence.sent.parties:
        sent, received = told.correspondence
    if metadata.place or metadata.date:
        sent = sent._replace(
            place=metadata.place or sent.place, date=When(when=metadata.date) if metadata.date else sent.date
        )
    first = next((squeezed(block.children) for block in blocks if isinstance(block, Para)), "")
    return Document(
        id=identifier,
        blocks=blocks,
        number=_number(attrs, heading.number, identifier),
        subtype="editorial-note" if kind == "editorial note" else "historical-document",
        kind=kind,
        correspondence=Correspondence(sent, received),
        telegram_number=told.telegram_number or (telegram_number(first) if kind and "gram" in kind else None),
        file_number=told.file_number or (note.file_number if note else None),
        classification=told.classification or tuple(_classification(blocks)),
        subjects=told.subjects or tuple(_subjects(blocks)),
        pages=metadata.pages or told.pages or _pages(blocks, pages),
        volume=metadata.volume or known.volumes.get(identifier) or known.header.volume_id,
        attrs=attrs,
    )


def _pages(blocks: tuple[Content, ...], pages: Pages) -> str | None:
    return printed_pages(pages.breaks, pages.first, bool(blocks) and isinstance(blocks[0], PageBreak))


def _number(attrs: Pairs, printed: str | None, identifier: str) -> str:
    n = attribute(attrs, "n")
    return printed or (n.strip("[]") if n else identifier.removeprefix("d"))


def _kind(heading: str | None, source: str | None, subtype: str | None) -> str | None:
    """A telegram can be headed `Message From …`: the source note then tells what it is."""
    if heading in (None, "message") and source:
        return source
    return heading or ("editorial note" if subtype == "editorial-note" else None)


def _source_note(blocks: tuple[Content, ...]) -> SourceNoteReading | None:
    found = next((block for block in blocks if isinstance(block, SourceNote)), None)
    return read_source_note(squeezed(found.children)) if found else None


def _ends(
    blocks: tuple[Content, ...], title: str, senders: tuple[PartySpan, ...], recipients: tuple[PartySpan, ...]
) -> tuple[CorrespAction, CorrespAction]:
    """Return the two ends of the correspondence; who they are is as encoded where the heading's words leave it open."""
    encoded: dict[str, list[Party]] = {"from": [], "to": []}
    head = head_of(blocks)
    for part in descendants(head.children if head else ()):
        if isinstance(part, PersName) and part.role:
            encoded[part.role].append(Party(name=squeezed(part.children)))
        elif isinstance(part, Gloss) and part.role:
            encoded[part.role].append(Party(office=squeezed(part.children)))
    place, sent, received = _dateline(blocks)
    return (
        CorrespAction(_parties(title, senders) or tuple(encoded["from"]), place, sent),
        CorrespAction(to := _parties(title, recipients) or tuple(encoded["to"]), None, received_by(received, to)),
    )


def _parties(title: str, spans: tuple[PartySpan, ...]) -> tuple[Party, ...]:
    parties = []
    for span in spans:
        words = title[span.start : span.end]
        parties.append(Party(words, span.office) if span.is_person else Party(office=words))
    return tuple(parties)


def _dateline(blocks: tuple[Content, ...]) -> tuple[str | None, When | None, When | None]:
    """Return place and date of the first dateline, and the day of receipt printed in it."""
    for dateline in datelines_of(blocks):
        parts = list(descendants(dateline.children))
        place = next((squeezed(part.children) for part in parts if isinstance(part, PlaceName)), None)
        date = next((part.value for part in parts if isinstance(part, Date)), None)
        if date is None and place is None:
            continue
        text = squeezed(dateline.children)
        place = (place.strip("[], ") or None) if place else None
        at = receipt_in(text)
        # The Office's dates of 2015 have times without an offset; the place tells it.
        received = receipt_date(text[at:], placed(date, place)) if at >= 0 and date else None
        return place, date, received
    return None, None, None


def _classification(blocks: tuple[Content, ...]) -> list[str]:
    lines = []
    for block in blocks:
        if isinstance(block, Opener):
            lines += [squeezed(children_of(part)) for part in block.children]
        elif isinstance(block, Para) and block.rend == "flushleft":
            lines.append(squeezed(block.children))
    return [line for line in lines if is_classification(line)]


def _subjects(blocks: tuple[Content, ...]) -> list[str]:
    return [
        squeezed(children_of(item))
        for block in blocks
        if isinstance(block, List) and block.type == "subject"
        for item in block.children
        if isinstance(item, Item)
    ]
