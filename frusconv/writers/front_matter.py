"""YAML front matter: what is known of a document or a volume, so that every value is read back as text."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TypeAlias

from frusconv.model import Document, Header, Note, SourceNote
from frusconv.model.walk import notes_in, squeezed, title_of

Facts: TypeAlias = Mapping[str, "str | list[str] | None"]

# Line ends of Unicode, which YAML folds into blanks even in quotes; and what would begin a tag for a reader of Markdown
# that knows no front matter.
_ESCAPES = str.maketrans({"<": "\\x3c", "\x85": "\\x85", "\u2028": "\\u2028", "\u2029": "\\u2029", "\ufeff": "\\ufeff"})


def front_matter(facts: Facts) -> str:
    """Return facts as YAML between lines of hyphens, without those that are not known; nothing if none is.

    Every value is a string in double quotes or a list of such (YAML 1.2 section 7.3.1): no number, date or `no` is
    ever taken for another type.
    """
    lines = ["---"]
    for key, value in facts.items():
        if isinstance(value, list):
            if value:
                lines += [f"{key}:", *(f"  - {_quoted(entry)}" for entry in value)]
        elif value:
            lines.append(f"{key}: {_quoted(value)}")
    return "\n".join([*lines, "---\n"]) if len(lines) > 1 else ""


def _quoted(value: str) -> str:
    # Strings of JSON are strings of YAML; DEL and the C1 controls are no characters that YAML takes as they are.
    text = json.dumps(value.encode("utf-8", "replace").decode(), ensure_ascii=False).translate(_ESCAPES)
    return "".join(f"\\x{ord(c):02x}" if "\x7f" <= c <= "\x9f" else c for c in text)


def document_facts(document: Document) -> Facts:
    """Return what is known of a document, by the keys of its front matter."""
    sent, received = document.correspondence
    return {
        "title": title_of(document.blocks),
        "volume": document.volume,
        "document": document.id,
        "kind": document.kind,
        "from": [party.text for party in sent.parties],
        "to": [party.text for party in received.parties],
        "place": sent.place,
        "date": sent.date.text if sent.date else None,
        "received": received.date.text if received.date else None,
        "telegram_number": document.telegram_number,
        "file_number": document.file_number,
        "classification": list(document.classification),
        "subjects": list(document.subjects),
        "pages": document.pages,
        "url": document.url,
        "source_note": source_note(document),
    }


def volume_facts(header: Header) -> Facts:
    """Return what is known of a volume, by the keys of its front matter."""
    return {
        "title": header.title,
        "volume": header.volume_id,
        "sub_series": header.sub_series,
        "volume_number": header.volume_number,
        "volume_title": header.volume_title,
        "editors": [name for _, name in header.editors],
        "publisher": header.publisher,
        "published": header.published,
        "isbn": header.isbn,
        "url": header.url,
    }


def source_note(document: Document) -> str | None:
    """Return the text of the note that says where the original is, if there is one."""
    for block in document.blocks:
        if isinstance(block, SourceNote):
            return squeezed(block.children) or None
    found: Note | None = next((note for note in notes_in(document.blocks) if note.type == "source"), None)
    return squeezed(found.children) if found else None
