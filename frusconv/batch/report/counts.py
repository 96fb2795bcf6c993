"""What the report of a batch counts, asked of the manifest: few rows come back, however many documents there are."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from frusconv.pattern import Pattern

# What differs between two errors of one kind: numbers, and what is in quotation marks.
_PARTICULAR = Pattern(r"(?<![\w-])(?:0x[0-9A-F]+|\d[\d,.:]*(?<![,.:]))|'[^']*'|\"[^\"]*\"")
_PLACES = 3
_READ = "main.document WHERE error IS NULL"


class Totals(NamedTuple):
    """The documents of a manifest, those that failed, and those of which something had to be guessed."""

    documents: int
    failed: int
    with_diagnostics: int


class Where(NamedTuple):
    """A document, and the file on disk that it is in, as bytes of their paths."""

    source: bytes
    file: bytes


class Failed(NamedTuple):
    """A document that failed, and why."""

    where: Where
    error: str


class Named(NamedTuple):
    """Names, in how many documents they stand, and the first and last year of these."""

    names: tuple[str, ...]
    documents: int
    first: int | None
    last: int | None


class Ranking(NamedTuple):
    """The most frequent names, and how many there are in all."""

    top: tuple[Named, ...]
    total: int


class Place(NamedTuple):
    """Where a diagnostic is, and what it says."""

    line: int
    column: int
    message: str


@dataclass(slots=True)
class Example:
    """A document with diagnostics of one code: the first of them, and how many there are."""

    where: Where
    places: list[Place] = field(default_factory=list)
    count: int = 0


@dataclass(slots=True)
class Code:
    """How often a code stands, in how many documents, and the first of these."""

    name: str
    count: int = 0
    documents: int = 0
    examples: list[Example] = field(default_factory=list)


class Result(NamedTuple):
    """A file that was made of a document: its format, and its path below the folder for results."""

    format: str
    target: bytes


class Counts:
    """Asks a manifest. All that it gives has one order, which follows from what the manifest holds."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        connection.create_function("kind_of_error", 1, _kind_of_error, deterministic=True)

    def totals(self) -> Totals:
        """Return how many documents there are."""
        row = self._connection.execute(
            "SELECT count(*), count(error), count(diagnostics) FROM main.document"
        ).fetchone()
        return Totals(*row)

    def has_file(self, path: bytes) -> bool:
        """Tell whether documents are in a file."""
        found = self._connection.execute("SELECT 1 FROM main.document WHERE file = ? LIMIT 1", (path,))
        return found.fetchone() is not None

    def outermost(self) -> tuple[bytes, bytes] | None:
        """Return the first and the last of all files: what these have in common all have."""
        first, last = self._connection.execute("SELECT min(file), max(file) FROM main.document").fetchone()
        return None if first is None else (bytes(first), bytes(last))

    def formats(self) -> list[tuple[str, int, int]]:
        """Return each format, how many results it has, and their size in bytes."""
        return self._connection.execute(
            "SELECT format, count(*), sum(size) FROM main.output GROUP BY format ORDER BY format"
        ).fetchall()

    def results(self, source: bytes) -> list[Result]:
        """Return the results of a document, pages first."""
        rows = self._connection.execute(
            "SELECT format, target FROM main.output WHERE source = ? ORDER BY format != 'html', format, target",
            (source,),
        )
        return [Result(str(name), bytes(target)) for name, target in rows]

    def failures(self, limit: int) -> Iterator[Failed]:
        """Yield the first documents that failed."""
        rows = self._connection.execute(
            "SELECT source, file, error FROM main.document WHERE error IS NOT NULL ORDER BY source LIMIT ?", (limit,)
        )
        for source, file, error in rows:
            yield Failed(Where(bytes(source), bytes(file)), str(error))

    def reasons(self, limit: int) -> tuple[list[tuple[str, int]], int]:
        """Return the most frequent reasons of failures, each with its count, and how many reasons there are."""
        rows = self._connection.execute(
            "SELECT kind_of_error(error) AS kind, count(*) AS found, count(*) OVER () FROM main.document "
            "WHERE error IS NOT NULL GROUP BY kind ORDER BY found DESC, kind LIMIT ?",
            (limit,),
        ).fetchall()
        return [(kind, found) for kind, found, _ in rows], rows[0][2] if rows else 0

    def years(self) -> tuple[dict[int, int], int]:
        """Return how many documents each year has, and how many have no date; those that failed are left out."""
        rows = self._connection.execute(f"SELECT year, count(*) FROM {_READ} GROUP BY year ORDER BY year")  # noqa: S608 - ours
        found: dict[int | None, int] = dict(rows)
        undated = found.pop(None, 0)
        return {year: count for year, count in found.items() if year is not None}, undated

    def senders(self, limit: int) -> Ranking:
        """Return who writes most."""
        return self._parties("sent", limit)

    def recipients(self, limit: int) -> Ranking:
        """Return who is written to most."""
        return self._parties("received", limit)

    def _parties(self, column: str, limit: int) -> Ranking:
        # A document may name one party twice.
        return self._ranking(
            f"SELECT DISTINCT source, year, value AS name FROM main.document, json_each({column}) WHERE error IS NULL",  # noqa: S608 - ours
            ("name",),
            limit,
        )

    def pairs(self, limit: int) -> Ranking:
        """Return who writes most to whom."""
        return self._ranking(
            "SELECT DISTINCT source, year, writer.value AS name, reader.value AS other "
            "FROM main.document, json_each(sent) AS writer, json_each(received) AS reader WHERE error IS NULL",
            ("name", "other"),
            limit,
        )

    def posts(self, limit: int) -> Ranking:
        """Return where most is sent from."""
        return self._ranking(f"SELECT year, post AS name FROM {_READ} AND post IS NOT NULL", ("name",), limit)  # noqa: S608 - ours

    def _ranking(self, rows: str, columns: tuple[str, ...], limit: int) -> Ranking:
        names = ", ".join(columns)
        found = self._connection.execute(
            f"SELECT {names}, count(*) AS found, min(year), max(year), count(*) OVER () FROM ({rows}) "  # noqa: S608 - ours
            f"GROUP BY {names} ORDER BY found DESC, {names} LIMIT ?",
            (limit,),
        ).fetchall()
        width = len(columns)
        top = tuple(Named(tuple(map(str, row[:width])), *row[width : width + 3]) for row in found)
        return Ranking(top, found[0][-1] if found else 0)

    def codes(self, limit: int) -> list[Code]:
        """Return the codes of diagnostics, the most frequent first, each with its first documents up to a limit."""
        codes: dict[str, Code] = {}
        # In the order of the key, so that nothing is sorted and those of one document come together.
        rows = self._connection.execute(
            "SELECT source, file, json_extract(value, '$.code'), json_extract(value, '$.line'), "
            "json_extract(value, '$.column'), json_extract(value, '$.message') "
            "FROM main.document, json_each(diagnostics) WHERE diagnostics IS NOT NULL ORDER BY source, json_each.id"
        )
        last: dict[str, bytes] = {}
        for source, file, name, line, column, message in rows:
            code = codes.setdefault(name, Code(str(name)))
            code.count += 1
            if last.get(name) != source:
                last[name] = source
                code.documents += 1
                if code.documents <= limit:
                    code.examples.append(Example(Where(bytes(source), bytes(file))))
            if code.documents <= limit:
                example = code.examples[-1]
                example.count += 1
                if example.count <= _PLACES:
                    example.places.append(Place(line, column, str(message)))
        return sorted(codes.values(), key=lambda code: (-code.documents, code.name))


def _kind_of_error(error: str) -> str:
    return _PARTICULAR.sub("…", error)
