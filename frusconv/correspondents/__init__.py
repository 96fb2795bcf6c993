"""Who wrote to whom and when: a record for each document, as a table, as JSON, or in the exchange form of letters."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple, TypeAlias

from frusconv.correspondents.record import Record
from frusconv.formats import Format, by_name, table


class IndexFacts(NamedTuple):
    """What an index of letters says of itself in CMIF, and a table of its beginning.

    `url` is where the file will stand, `editor` and `publisher` who answers for it. A table begins with `has_mark`, by
    which Excel knows UTF-8.
    """

    url: str | None = None
    editor: str | None = None
    publisher: str | None = None
    has_mark: bool = False


NO_FACTS = IndexFacts()
RecordWriter: TypeAlias = Callable[[Iterable[Record], IndexFacts], Iterator[str]]

CORRESPONDENCE_FORMATS = table(
    Format("csv", ".csv", "a table, for spreadsheets and pandas", "frusconv.correspondents.tables:csv_rows"),
    Format("json", ".json", "JSON, an array", "frusconv.correspondents.tables:json_array"),
    Format("jsonl", ".jsonl", "JSON Lines, a record a line", "frusconv.correspondents.tables:json_lines"),
    Format("cmif", ".xml", "CMIF, TEI for correspSearch", "frusconv.correspondents.cmif:cmif"),
)


def written(records: Iterable[Record], name: str, facts: IndexFacts = NO_FACTS) -> Iterator[bytes]:
    """Yield records in a format in UTF-8, piece by piece. Raises UsageError for an unknown one."""
    write: RecordWriter = by_name(CORRESPONDENCE_FORMATS, name).load()
    # Half of a surrogate pair is no character, and has no form in UTF-8.
    return (piece.encode("utf-8", "replace") for piece in write(records, facts))
