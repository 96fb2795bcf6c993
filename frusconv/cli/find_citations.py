"""`frusconv find-citations`."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple

import click

from frusconv.cli.common import (
    complete_volumes,
    encoding_option,
    max_size_option,
    output_option,
    report,
    sources_argument,
    strict_option,
)
from frusconv.conversion import read
from frusconv.metadata import checked, gathered
from frusconv.model import Diagnostic, Metadata, Position, Source
from frusconv.references import Reference
from frusconv.references.documents import located
from frusconv.references.plain import in_plain_text
from frusconv.streams import STANDARD, open_source, write_output
from frusconv.terminal import shown

_START = Position(1, 1)


class _Row(NamedTuple):
    """A citation with its file and its place there: line and column of a text, document and note of TEI."""

    file: str
    reference: Reference
    position: Position | None = None
    document: str | None = None
    note: str | None = None

    @property
    def where(self) -> str:
        """The place as people read it."""
        if self.position:
            return f"{self.position.line}:{self.position.column}"
        return self.note or self.document or "-"


@click.command("find-citations")
@sources_argument
@click.option("--json", "is_json", is_flag=True, help="For programs: a JSON array with an object for each citation.")
@click.option(
    "--volume",
    metavar="ID",
    shell_complete=complete_volumes,
    help="The volume that the text is of: `Document 12` is then one of its own.",
)
@output_option
@encoding_option
@max_size_option()
@strict_option
def command(
    files: tuple[str, ...], is_json: bool, volume: str | None, output: str, encoding: str, strict: bool
) -> None:
    """List the citations of the series in any text.

    FILE is a footnote, a chapter, any plain text, or TEI of a document or volume. Each citation is listed with where it
    stands, its words, the volume's id, the document or printed page, and its address on the Office's site.

    \b
    Example:
      frusconv find-citations chapter.txt
      frusconv find-citations --json frus1964-68v22.xml | jq -r '.[].volume' | sort | uniq -c
      echo 'See FRUS, 1961–1963, vol. V, doc. 32.' | frusconv find-citations
    """
    given = checked(Metadata(volume=volume))
    rows = [row for file in files or (STANDARD,) for row in _rows(file, given, encoding)]
    report(((row.file, found) for row in rows for found in _diagnostics(row)), strict)
    resolved = [row for row in rows if row.reference.volume]
    text = _as_json(resolved) if is_json else _as_table(resolved, has_files=len(files) > 1)
    write_output(output, [text.encode()])


def _rows(file: str, given: Metadata, encoding: str) -> Iterator[_Row]:
    source, name = open_source(file, encoding)
    if name == "tei":
        reading = read(source, given, name)
        for found in located(reading.parts, reading.header.volume_id, reading.places):
            yield _Row(source.name, found.reference, document=found.document, note=found.note)
        return
    assert isinstance(source, Source)
    known = gathered(source.name, given)
    for position, reference in in_plain_text(source.text, known.volume):
        yield _Row(source.name, reference, position)


def _diagnostics(row: _Row) -> Iterator[Diagnostic]:
    """Yield what is to say of a citation that leads nowhere, or to where it may not."""
    reference = row.reference
    where = f"{row.where}: " if row.position is None else ""
    words = f"{where}`{reference.text}`"
    if reference.volume is None:
        told = f"{words} names no volume; if the text is of a volume itself, --volume tells it"
        yield Diagnostic("citation-unresolved", told, row.position or _START)
    elif not reference.is_known:
        told = f"{words} fits several volumes of the catalogue or none; {reference.volume} was taken"
        yield Diagnostic("citation-guessed", told, row.position or _START, "low")


def _as_json(rows: list[_Row]) -> str:
    found: list[dict[str, Any]] = [
        {
            "text": " ".join(row.reference.text.split()),
            "volume": row.reference.volume,
            "document": row.reference.document,
            "footnote": row.reference.note,
            "page": row.reference.page,
            "url": row.reference.url,
            "is_certain": row.reference.is_known,
            "file": row.file,
            "line": row.position.line if row.position else None,
            "column": row.position.column if row.position else None,
            "in_document": row.document,
            "in_note": row.note,
        }
        for row in rows
    ]
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def _as_table(rows: list[_Row], *, has_files: bool) -> str:
    """Return a line for each citation: where it stands, volume, place, address, and its words."""
    cells = [
        (
            shown(f"{row.file}:{row.where}" if has_files else row.where),
            row.reference.volume or "-",
            row.reference.place or "-",
            shown(" ".join(row.reference.text.split())),
            row.reference.url or "-",
        )
        for row in rows
    ]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "".join(
        "  ".join(f"{cell:<{width}}" for cell, width in zip(line, widths, strict=True)).rstrip() + "\n"
        for line in cells
    )
