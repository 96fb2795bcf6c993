"""The user's file of persons: rows of CSV, or a TEI listPerson.

CSV has a line of column names and then a row for each person, or for each office that a person held: `name`, and as
far as wanted `forms` (other forms of the name, separated by `|`), `office`, `from`, `to`, `ref`.
"""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.errors import SourceError
from frusconv.model import Source
from frusconv.persons.entry import Entry, entry_of
from frusconv.persons.list_person import entries_of
from frusconv.persons.table import TABLE_ENCODING, Columns, rows
from frusconv.streams import open_source

_COLUMNS = Columns(("name", "forms", "office", "from", "to", "ref"), "name", "listPerson")


def read_persons(path: str) -> tuple[Entry, ...]:
    """Return what a file of persons holds.

    Raises SourceError, with the line, where it cannot be read or a value is none of its kind.
    """
    source, _ = open_source(path, TABLE_ENCODING)
    entries = tuple(_in_table(source) if isinstance(source, Source) else entries_of(source))
    if not entries:
        raise SourceError(f"{path}: no person in it; it is to be CSV with a column `name`, or TEI with a listPerson")
    return entries


def _in_table(source: Source) -> Iterator[Entry]:
    for where, values in rows(source, _COLUMNS):
        yield entry_of(where, (values.get("name", ""), *values.get("forms", "").split("|")), values)
