"""A table of the user's: CSV whose first line names its columns."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from io import StringIO
from typing import NamedTuple

from frusconv.errors import SourceError
from frusconv.model import Source

# How the bytes of a table are to be read: of each a character, so that what is not UTF-8 is told of with its line.
TABLE_ENCODING = "latin-1"
_SEPARATORS = ",;\t"


class Columns(NamedTuple):
    """The columns that a table may have, the one that it needs, and the TEI element that may stand in its place."""

    names: tuple[str, ...]
    needed: str
    element: str

    def check(self, name: str, found: list[str]) -> None:
        """Raise SourceError if the file `name` has other columns."""
        listed = ", ".join(self.names)
        if self.needed not in found:
            raise SourceError(
                f"{name}:1: no column `{self.needed}`; the columns are {listed}, and {self.needed} is needed"
            )
        unknown = [column for column in found if column not in self.names]
        if unknown:
            raise SourceError(f"{name}:1: unknown column {unknown[0]!r}; the columns are {listed}")
        if len(set(found)) < len(found):
            raise SourceError(f"{name}:1: two columns have the same name")


def rows(source: Source, columns: Columns) -> Iterator[tuple[str, dict[str, str]]]:
    """Yield the rows of a table that are not empty: where each ends, as `name:line`, and its values by their columns.

    Cells are separated by commas, semicolons or tabs. `source` was read in TABLE_ENCODING. Raises SourceError.
    """
    text = _decoded(source)
    if text.lstrip().startswith("<"):
        raise SourceError(f"{source.name}:1: XML, but no TEI with a {columns.element}")
    beginning = text.partition("\n")[0]
    found = csv.reader(StringIO(text, newline=""), delimiter=max(_SEPARATORS, key=beginning.count), strict=True)
    try:
        names = [name.strip().casefold() for name in next(found, [])]
        columns.check(source.name, names)
        for row in found:
            where = f"{source.name}:{found.line_num}"
            if len(row) > len(names):
                raise SourceError(
                    f"{where}: {len(row)} cells in {len(names)} columns; put quotation marks around a cell with a comma"
                )
            values = {name: value.strip() for name, value in zip(names, row, strict=False)}
            if any(values.values()):
                yield where, values
    except csv.Error as error:
        raise SourceError(f"{source.name}:{found.line_num}: no CSV: {error}") from None


def _decoded(source: Source) -> str:
    data = source.text.encode(TABLE_ENCODING)
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise SourceError(
            f"{source.name}:{line}: byte 0x{data[error.start]:02X} is not UTF-8; save the table as CSV in UTF-8"
        ) from None
