"""The user's file of persons: rows of CSV, or a TEI listPerson.

CSV has a line of column names and then a row for each person, or for each office that a person held: `name`, and as
far as wanted `forms` (other forms of the name, separated by `|`), `office`, `from`, `to`, `ref`.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO

from frusconv.errors import SourceError
from frusconv.model import Source
from frusconv.persons.entry import Entry, entry_of
from frusconv.persons.list_person import entries_of
from frusconv.streams import open_source

_COLUMNS = ("name", "forms", "office", "from", "to", "ref")
_SEPARATORS = ",;\t"


def read_persons(path: str) -> tuple[Entry, ...]:
    """Return what a file of persons holds.

    Raises SourceError, with the line, where it cannot be read or a value is none of its kind.
    """
    source, _ = open_source(path)
    entries = tuple(_rows(source) if isinstance(source, Source) else entries_of(source))
    if not entries:
        raise SourceError(f"{path}: no person in it; it is to be CSV with a column `name`, or TEI with a listPerson")
    return entries


def _rows(source: Source) -> Iterator[Entry]:
    """Yield the persons of CSV, whose cells are separated by commas, semicolons or tabs."""
    text = source.text.removeprefix("\ufeff")
    beginning = text.partition("\n")[0]
    rows = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=beginning.count), strict=True)
    try:
        columns = [name.strip().casefold() for name in next(rows, [])]
        _check(source.name, columns)
        for row in rows:
            where = f"{source.name}:{rows.line_num}"
            if len(row) > len(columns):
                raise SourceError(
                    f"{where}: {len(row)} cells in {len(columns)} columns; "
                    "put quotation marks around a cell with a comma"
                )
            values = {name: value.strip() for name, value in zip(columns, row, strict=False)}
            if any(values.values()):
                yield entry_of(where, (values.get("name", ""), *values.get("forms", "").split("|")), values)
    except csv.Error as error:
        raise SourceError(f"{source.name}:{rows.line_num}: no CSV: {error}") from None


def _check(name: str, columns: list[str]) -> None:
    if "name" not in columns:
        raise SourceError(f"{name}:1: no column `name`; the columns are {', '.join(_COLUMNS)}, and name is needed")
    unknown = [column for column in columns if column not in _COLUMNS]
    if unknown:
        raise SourceError(f"{name}:1: unknown column {unknown[0]!r}; the columns are {', '.join(_COLUMNS)}")
    if len(set(columns)) < len(columns):
        raise SourceError(f"{name}:1: two columns have the same name")
