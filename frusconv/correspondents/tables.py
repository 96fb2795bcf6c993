"""Records as CSV, with a row each, and as JSON.

CSV follows RFC 4180, with line ends as Unix has them. Several senders stand in one cell, with ` | ` between them, and
in the same order in each of the senders' columns; so do recipients.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterable, Iterator
from io import StringIO
from json.encoder import JSONEncoder
from typing import Any

from frusconv.correspondents import IndexFacts
from frusconv.correspondents.record import Record
from frusconv.model import CorrespAction, Party, When
from frusconv.places import place_named
from frusconv.writers.json_nodes import when_json
from frusconv.writers.json_writer import party_json

_BETWEEN = " | "
# Cells that begin with these are taken for formulas by spreadsheets (OWASP, CSV Injection). One that begins with an
# apostrophe gets another, so that whoever takes one off each cell that begins with it has all cells as they were.
_FORMULAS = tuple("'=+-@\t\r＝＋－＠")
_NO_DATE = When()
# What the columns of each end say of a party.
_OF_PARTY: dict[str, Callable[[Party], str | None]] = {
    "name": lambda party: party.name,
    "full_name": lambda party: party.person.name if party.person else None,
    "office": lambda party: party.office,
    "person_id": lambda party: party.person.id if party.person else None,
    "ref": lambda party: party.person.ref if party.person else None,
    "cert": lambda party: party.person.cert if party.person else None,
}
_COLUMNS = (
    *("source", "volume", "document", "number", "kind"),
    *("date", "date_when", "date_from", "date_to", "date_not_before", "date_not_after", "date_cert"),
    *(f"sender_{name}" for name in _OF_PARTY),
    *("sender_place", "sender_place_id", "sender_place_ref"),
    *(f"recipient_{name}" for name in _OF_PARTY),
    *("received_place", "received_place_id", "received_place_ref"),
    *("received_date", "received_cert", "title", "url"),
)
_encode = JSONEncoder(ensure_ascii=False).encode
# Line ends to some readers of lines, which JSON lets stand in strings.
_LINE_ENDS = str.maketrans({"\u2028": "\\u2028", "\u2029": "\\u2029", "\x85": "\\u0085"})


def csv_rows(records: Iterable[Record], facts: IndexFacts) -> Iterator[str]:
    """Yield a table: the names of the columns, and a row for each record.

    An apostrophe before a cell that a spreadsheet would take for a formula keeps it text; JSON has all as it is.
    """
    buffer = StringIO()
    writer = csv.writer(buffer, lineterminator="\n")

    def line(cells: Iterable[str]) -> str:
        writer.writerow(cells)
        text = buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
        return text

    yield ("\ufeff" if facts.has_mark else "") + line(_COLUMNS)
    for record in records:
        yield line(_safe(cell) for cell in _cells(record))


def _cells(record: Record) -> Iterator[str]:
    """Yield the cells of a row; none has a line end."""
    date, received = record.sent.date, record.received.date
    value = date or _NO_DATE
    yield from map(_line, (record.source, record.volume, record.document, record.number, record.kind))
    yield from map(_line, (value.text, value.when, value.from_, value.to, value.not_before, value.not_after))
    yield value.cert if value.first or value.last else ""
    yield from _party_cells(record.sent)
    yield from map(_line, (record.sent.place, _place_id(record.sent.place), record.sent_place_ref))
    yield from _party_cells(record.received)
    yield from map(_line, (record.received.place, _place_id(record.received.place), record.received_place_ref))
    yield from map(_line, (received.text, received.cert) if received and received.text else (None, None))
    yield from map(_line, (record.title, record.url))


def _place_id(printed: str | None) -> str | None:
    """Return the id that a place has in the table of posts, whatever it was called then; None for any other."""
    place = place_named(printed) if printed else None
    return place.id if place else None


def _line(value: str | None) -> str:
    return " ".join(value.split()) if value else ""


def _party_cells(action: CorrespAction) -> Iterator[str]:
    for value in _OF_PARTY.values():
        values = [_line(value(party)) for party in action.parties]
        yield _BETWEEN.join(values) if any(values) else ""


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(_FORMULAS) else cell


def json_lines(records: Iterable[Record], _: IndexFacts) -> Iterator[str]:
    """Yield a line for each record."""
    for record in records:
        yield f"{_encode(_json(record)).translate(_LINE_ENDS)}\n"


def json_array(records: Iterable[Record], _: IndexFacts) -> Iterator[str]:
    """Yield an array with an object for each record, which has a line."""
    before = "[\n"
    for record in records:
        yield before + _encode(_json(record))
        before = ",\n"
    yield "[]\n" if before == "[\n" else "\n]\n"


def _json(record: Record) -> dict[str, Any]:
    """Return a record with the same keys for each; they are those of `to-json`, and null is what nobody knows."""
    sent, received = record.sent, record.received
    return {
        "source": record.source,
        "volume": record.volume,
        "document": record.document,
        "number": record.number,
        "kind": record.kind,
        "title": record.title,
        "from": [_party(party) for party in sent.parties],
        "to": [_party(party) for party in received.parties],
        "place": sent.place,
        "place_id": _place_id(sent.place),
        "place_ref": record.sent_place_ref,
        "date": when_json(sent.date),
        "received_place": received.place,
        "received_place_id": _place_id(received.place),
        "received_place_ref": record.received_place_ref,
        "received": when_json(received.date),
        "url": record.url,
    }


def _party(party: Party) -> dict[str, Any]:
    told = party_json(party)
    told.setdefault("person", None)
    return told
