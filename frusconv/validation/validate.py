"""All rules in one pass over a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from frusconv.errors import SourceError
from frusconv.model import AnySource, Position
from frusconv.validation.book import Book
from frusconv.validation.checks import book_checks, unit_checks
from frusconv.validation.finding import Finding
from frusconv.validation.gather import gather
from frusconv.validation.grammar import GrammarChecker
from frusconv.validation.tree import Unit
from frusconv.validation.units import UnitReader

# Sees the units of a file, for other purposes than rules.
See: TypeAlias = Callable[[Unit], None]


def findings(source: AnySource, see: See | None = None) -> Iterator[Finding]:
    """Yield everything in a TEI file that breaks a rule: a document, several, a volume, or a bare div.

    What is wrong in a document comes when it was read, in the order of the file; what only the whole file tells comes
    at the end. A file that is not well-formed has the finding `xml` where it goes wrong. Raises SourceError if it
    cannot be read at all. `see` is called with each unit.
    """
    reader = UnitReader(source)
    seen: list[Finding] = []
    reader.watcher = GrammarChecker(
        lambda code, message: seen.append(Finding(code, message, reader.reader.position, reader.document))
    )
    book = Book(source.name)
    try:
        for unit in reader.units():
            if unit.kind == "frame" and unit.root.name in {"front", "back", "div"}:
                book.is_whole = True
            if see is not None:
                see(unit)
            found = list(gather(unit, book))
            if unit.kind != "frame":
                for check in unit_checks():
                    found += check(unit, book)
            mine = [finding for finding in seen if finding.document == unit.document]
            seen = [finding for finding in seen if finding.document != unit.document]
            yield from sorted(mine + found, key=lambda finding: finding.position)
    except SourceError as error:
        yield _not_xml(error, source.name, reader.reader.position)
        return
    yield from sorted(seen, key=lambda finding: finding.position)
    for check_book in book_checks():
        yield from check_book(book)


def _not_xml(error: SourceError, name: str, here: Position) -> Finding:
    """Return what the reader of XML said as a finding."""
    place, _, message = str(error).removeprefix(f"{name}:").partition(": ")
    line, _, column = place.partition(":")
    if not (line.isdigit() and column.isdigit()):
        raise error
    return Finding("xml", message, Position(int(line), int(column)) if line != "0" else here)
