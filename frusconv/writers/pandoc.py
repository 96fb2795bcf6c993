"""Volumes as pandoc's document tree, from which pandoc makes any format that it writes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from frusconv.model import SERIES, Document, Head, Volume
from frusconv.model.walk import title_of
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.links import Links
from frusconv.writers.pandoc_ast import API_VERSION, Node, attr, div, encoded, meta_list, meta_text
from frusconv.writers.pandoc_nodes import PandocNodes
from frusconv.writers.units import Unit, document_alone, units


def pandoc_json(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` as pandoc's JSON: a heading with its id for each division and document, notes where they stand.

    `pages` markers are kept as `[Page 63]` in a Span with the class `page`, or are an anchor without text (`span`), or
    nothing (`strip`).
    """
    yield b'{"pandoc-api-version":' + encoded(API_VERSION) + b',"meta":' + encoded(_meta(volume)) + b',"blocks":['
    has_pages = options.pages != "strip"

    def place(identifier: str, unit: str) -> str:
        """Return where a place is; without page markers, a page is the document that it begins in."""
        return f"#{identifier if has_pages or not identifier.startswith('pg_') else unit}"

    nodes = PandocNodes(Links(volume, place), options.pages)
    separator = b""
    for unit in units(volume.parts):
        for block in _unit_blocks(unit, nodes):
            yield separator + encoded(block)
            separator = b",\n"
    yield b"]}\n"


def _unit_blocks(unit: Unit, nodes: PandocNodes) -> Iterable[Node]:
    identifier = nodes.begin(unit.id)
    yield from nodes.blocks(unit.lead, unit.level)
    blocks = unit.blocks
    if any(isinstance(block, Head) for block in blocks):
        nodes.name_heading(identifier, unit.type or unit.kind)
        yield from nodes.blocks(blocks, unit.level)
    elif blocks:
        yield div(nodes.blocks(blocks, unit.level), attr(identifier, [unit.type or unit.kind]))


def _meta(volume: Volume) -> dict[str, Any]:
    """Return the metadata: a volume's title, editors and year head the text; of a document alone they do not.

    A document's heading is in its text, and would stand there twice.
    """
    header = volume.header
    meta: dict[str, Any] = {"lang": meta_text("en-US"), "subject": meta_text(SERIES)}
    if header.title:
        meta["title"] = meta_text(header.title)
        if header.editors:
            meta["author"] = meta_list(name for _, name in header.editors)
        known = {"date": header.published, "publisher": header.publisher, "identifier": header.isbn or header.volume_id}
        return meta | {key: meta_text(value) for key, value in known.items() if value}
    alone = document_alone(volume.parts)
    return meta | (_document_meta(alone) if alone else {"pagetitle": meta_text(SERIES)})


def _document_meta(document: Document) -> dict[str, Any]:
    sent = document.correspondence.sent
    senders = [party.name or party.office or "" for party in sent.parties]
    date = sent.date.first if sent.date else None
    meta = {
        "pagetitle": meta_text(title_of(document.blocks) or document.id),
        "identifier": meta_text(document.url or document.id),
    }
    if senders:
        meta["author-meta"] = meta_list(senders)
    if date:
        meta["date-meta"] = meta_text(date)
    if document.kind:
        meta["keywords"] = meta_list([document.kind, *document.subjects])
    return meta
