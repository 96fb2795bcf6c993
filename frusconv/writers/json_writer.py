"""The JSON writer: all that the model holds, as one object for a volume, or JSON Lines with a document each.

`schemas/volume.schema.json` describes both, key by key.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from json.encoder import JSONEncoder
from typing import Any

from frusconv.model import Content, Document, End, Head, Header, Note, Part, Party, Start, Volume
from frusconv.model.node import attribute
from frusconv.model.walk import title_of
from frusconv.places import place_named
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.json_nodes import Json, node_json, nodes_json, when_json
from frusconv.writers.json_text import signers, words_of

# The version of the form that the schema describes; a key that goes or changes its meaning raises it.
VERSION = 1

_encode = JSONEncoder(ensure_ascii=False).encode
# Line ends to some readers of lines, which JSON lets stand in strings.
_LINE_ENDS = {"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"}


def write_json(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` in UTF-8 as one object, or with `is_lines` a line for each of its documents.

    With `has_blocks` each document has its whole text as a tree of nodes; where it is None, the object has it and lines
    have not. Half of a surrogate pair, which is no character, is written as JSON's escape of it.
    """
    pieces = _lines(volume, options) if options.is_lines else _object(volume, options)
    return (piece.encode("utf-8", "backslashreplace") for piece in pieces)


def _object(volume: Volume, options: WriteOptions) -> Iterator[str]:
    yield f'{{"frusconv": {VERSION},\n"header": {_encode(_header_json(volume.header))},\n"contents": ['
    tree = _Tree(options.has_blocks is not False)
    for part in volume.parts:
        yield tree.take(part)
    yield f"{tree.end()}\n]}}\n"


def _lines(volume: Volume, options: WriteOptions) -> Iterator[str]:
    path: list[Json] = []
    for part in volume.parts:
        if isinstance(part, Document):
            facts = _facts(part)
            facts["path"] = [division for division in path if division["title"] or division["id"] or division["kind"]]
            facts |= _texts(part.blocks)
            if options.has_blocks:
                facts |= _tree_of(part)
            line = _encode(facts)
            for character, escaped in _LINE_ENDS.items():
                if character in line:
                    line = line.replace(character, escaped)
            yield f"{line}\n"
        elif isinstance(part, Start):
            path.append({"id": part.id, "kind": part.type, "title": None})
        elif isinstance(part, End):
            path.pop()
        elif isinstance(part, Head) and path and path[-1]["title"] is None:
            path[-1]["title"] = title_of((part,)) or None


class _Tree:
    """Writes the parts of a volume as a tree. A division is written when its own text has been seen."""

    def __init__(self, has_blocks: bool) -> None:
        self._has_blocks = has_blocks
        # How many things each list that is open holds already.
        self._counts = [0]
        self._division: Start | None = None
        self._blocks: list[Content] = []

    def take(self, part: Part) -> str:
        if isinstance(part, Start):
            begun = self._begun()
            self._division = part
            return begun
        if isinstance(part, End):
            begun = self._begun()
            self._counts.pop()
            return f"{begun}\n]}}"
        if isinstance(part, Document):
            return self._begun() + self._separator() + self._document(part)
        if self._division is not None:
            self._blocks.append(part)
            return ""
        return "".join(self._separator() + _encode(node) for node in nodes_json((part,)))

    def end(self) -> str:
        """Return what is not written yet; parts from a file leave nothing."""
        return self._begun() + "\n]}" * (len(self._counts) - 1)

    def _begun(self) -> str:
        """Return the beginning of the division that has begun, if it is not written yet."""
        division = self._division
        if division is None:
            return ""
        separator = self._separator()
        blocks, self._blocks, self._division = self._blocks, [], None
        self._counts.append(0)
        attributes = dict(division.attrs or ())
        division_json: Json = {
            "type": division.name,
            "id": division.id,
            "kind": division.type,
            "title": title_of(blocks) or None,
        } | _texts(blocks)
        if self._has_blocks:
            division_json |= {
                "attributes": attributes if division.attrs is not None else None,
                "blocks": nodes_json(blocks),
            }
        return f'{separator}{_encode(division_json)[:-1]}, "contents": ['

    def _separator(self) -> str:
        self._counts[-1] += 1
        return ",\n" if self._counts[-1] > 1 else "\n"

    def _document(self, document: Document) -> str:
        """Return a document, a line for each of its keys and its blocks."""
        values: Json = {"type": "document"} | _facts(document) | _texts(document.blocks)
        lines = [f'"{key}": {_encode(value)}' for key, value in values.items()]
        if self._has_blocks:
            tree = _tree_of(document)
            lines.append(f'"attributes": {_encode(tree["attributes"])}')
            blocks = ",\n".join([_encode(block) for block in tree["blocks"]])
            lines.append(f'"blocks": [\n{blocks}\n]' if blocks else '"blocks": []')
        inside = ",\n".join(lines)
        return f"{{{inside}}}"


def _header_json(header: Header) -> Json:
    return {
        "volume": header.volume_id,
        "url": header.url,
        "title": header.title,
        "sub_series": header.sub_series,
        "volume_number": header.volume_number,
        "volume_title": header.volume_title,
        "editors": [{"role": role or None, "name": name} for role, name in header.editors],
        "publisher": header.publisher,
        "place": header.place,
        "published": header.published,
        "isbn": header.isbn,
        "tei_header": node_json(header.element) if header.element is not None else None,
    }


def _facts(document: Document) -> Json:
    """Return what is known of a document: the same keys for each, None or an empty list where nothing is."""
    sent, received = document.correspondence
    return {
        "id": document.id,
        "number": document.number,
        "volume": document.volume,
        "url": document.url,
        "kind": document.kind,
        "subtype": document.subtype,
        "title": title_of(document.blocks) or None,
        "from": _parties_json(sent.parties),
        "to": _parties_json(received.parties),
        "place": sent.place,
        "place_id": _place_id(sent.place),
        "date": when_json(sent.date),
        "received": when_json(received.date),
        "telegram_number": document.telegram_number,
        "file_number": document.file_number,
        "classification": list(document.classification),
        "subjects": list(document.subjects),
        "pages": document.pages,
        "signed": _parties_json(Party(*signer) for signer in signers(document.blocks)),
    }


def _place_id(printed: str | None) -> str | None:
    """Return the id that a place has in the table of posts, whatever it was called then; None for any other."""
    place = place_named(printed) if printed else None
    return place.id if place else None


def _texts(blocks: Iterable[Content]) -> Json:
    text, notes = words_of(blocks)
    return {"text": text, "notes": [_note_json(note, words) for note, words in notes]}


def _tree_of(document: Document) -> dict[str, Any]:
    """Return the attributes of the document's div, None if it was not read from TEI, and its nodes."""
    return {
        "attributes": dict(document.attrs) if document.attrs is not None else None,
        "blocks": nodes_json(document.blocks),
    }


def _parties_json(parties: Iterable[Party]) -> list[Json]:
    return [party_json(party) for party in parties]


def party_json(party: Party) -> Json:
    """Return a party; who it is stands there where it is known."""
    told: Json = {"name": party.name, "office": party.office}
    return told | {"person": party.person._asdict()} if party.person else told


def _note_json(note: Note, text: str) -> Json:
    return {"n": note.n, "id": attribute(note.attrs, "xml:id"), "kind": note.type, "text": text}
