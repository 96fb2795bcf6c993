"""What was understood of a document, told to people and to programs."""

from __future__ import annotations

import json
import textwrap
from collections.abc import Iterable
from itertools import takewhile
from typing import Any, TypeAlias

from frusconv.model import (
    Document,
    Head,
    LineBreak,
    List,
    PageBreak,
    Para,
    Party,
    PersName,
    Reading,
    Signed,
    SourceNote,
    When,
)
from frusconv.model.walk import descendants, notes_in, plain_text
from frusconv.places import place_named
from frusconv.terminal import shown, shown_lines

Summary: TypeAlias = dict[str, Any]

_WIDTH = 100
_LABEL = 20


def summary(name: str, reading: Reading) -> list[Summary]:
    """Return one summary for each document of a reading; the first carries the reading's diagnostics."""
    diagnostics = [
        {
            "code": found.code,
            "message": found.message,
            "line": found.position.line,
            "column": found.position.column,
            "confidence": found.confidence,
        }
        for found in reading.diagnostics
    ]
    return [
        {"source": name, **_facts(document), "diagnostics": diagnostics if number == 0 else []}
        for number, document in enumerate(reading.documents)
    ]


def as_json(summaries: list[Summary]) -> str:
    """Return summaries as a JSON array."""
    return json.dumps(summaries, ensure_ascii=False, indent=2) + "\n"


def as_table(found: Summary) -> str:
    """Return one summary as a table of two columns, and the diagnostics below it."""
    lines = [shown(found["source"])]
    for label, value in found.items():
        if label not in ("source", "diagnostics") and value not in (None, [], {}, 0):
            lines += _row(label.replace("_", " "), value)
    for diagnostic in found["diagnostics"]:
        place = f"{diagnostic['line']}:{diagnostic['column']}"
        lines += _wrapped(f"  {place:<{_LABEL - 2}}", f"{diagnostic['code']}: {diagnostic['message']}")
    return shown_lines("\n".join(lines) + "\n")


def _facts(document: Document) -> Summary:
    sent, received = document.correspondence.sent, document.correspondence.received
    nodes = list(descendants(document.blocks))
    return {
        "id": document.id,
        "number": document.number,
        "kind": document.kind,
        "subtype": document.subtype,
        "source_note": _text_of(document, SourceNote),
        "file_number": document.file_number,
        "head": _text_of(document, Head),
        "from": [_party(party) for party in sent.parties],
        "to": [_party(party) for party in received.parties],
        "place": sent.place,
        "place_id": _place_id(sent.place),
        "date": _when(sent.date),
        "received": _when(received.date),
        "classification": list(document.classification),
        "subjects": list(document.subjects),
        "telegram_number": document.telegram_number,
        "paragraphs": sum(isinstance(block, Para) for block in document.blocks),
        "lists": sum(isinstance(block, List) for block in document.blocks),
        "pages": [mark.n for mark in nodes if isinstance(mark, PageBreak)],
        "notes": [{"n": note.n, "text": plain_text(note.children)} for note in notes_in(document.blocks)],
        "signed": [_signer(part) for part in nodes if isinstance(part, Signed)],
    }


def _text_of(document: Document, kind: type[SourceNote | Head]) -> str | None:
    return next((plain_text(block.children) for block in document.blocks if isinstance(block, kind)), None)


def _signer(signed: Signed) -> str:
    """Return the name of a signer as printed, or all up to the line of office where none is marked as a name."""
    name = next((part for part in signed.children if isinstance(part, PersName)), None)
    before = takewhile(lambda part: not isinstance(part, LineBreak), signed.children)
    return plain_text(name.children if name else before)


def _party(party: Party) -> Summary:
    return {key: value for key, value in (("name", party.name), ("office", party.office)) if value}


def _place_id(printed: str | None) -> str | None:
    place = place_named(printed) if printed else None
    return place.id if place else None


def _when(value: When | None) -> str | None:
    return (value.text or "undated") if value else None


def _row(label: str, value: Any) -> Iterable[str]:
    texts = [_shown(part) for part in value] if isinstance(value, list) else [str(value)]
    if label == "pages":
        texts = [", ".join(texts)]
    for index, text in enumerate(texts):
        yield from _wrapped(f"  {label if index == 0 else '':<{_LABEL - 2}}", text)


def _shown(part: Any) -> str:
    if not isinstance(part, dict):
        return str(part)
    if "n" in part:
        return f"{part['n']}. {part['text']}"
    return f"{part['name']} ({part['office']})" if len(part) == 2 else next(iter(part.values()))


def _wrapped(label: str, text: str) -> list[str]:
    return textwrap.wrap(
        text, _WIDTH, initial_indent=label, subsequent_indent=" " * len(label), break_long_words=False
    ) or [label.rstrip()]
