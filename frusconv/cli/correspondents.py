"""`frusconv correspondents`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

from frusconv.cli.common import (
    complete_files,
    encoding_option,
    from_option,
    max_size_option,
    metadata_options,
    output_option,
    persons_option,
    refuse,
    say,
    sources_argument,
    strict_option,
    taken_metadata,
    told,
)
from frusconv.correspondents import CORRESPONDENCE_FORMATS, IndexFacts, written
from frusconv.correspondents.place_links import read_places
from frusconv.correspondents.record import Asked, Record, pairs, records_in
from frusconv.errors import BatchError, FrusconvError, UsageError
from frusconv.model import Diagnostic, Position
from frusconv.streams import STANDARD, write_output

_FACTS = {"cmif_url": "--cmif-url", "cmif_editor": "--cmif-editor", "cmif_publisher": "--cmif-publisher"}


@click.command("correspondents")
@sources_argument
@click.option(
    "--format",
    "to_format",
    type=click.Choice(list(CORRESPONDENCE_FORMATS)),
    default="csv",
    show_default=True,
    help="; ".join(f"{row.name}: {row.description}" for row in CORRESPONDENCE_FORMATS.values()) + ".",
)
@click.option("--pairs", "is_pairs", is_flag=True, help="A row for each sender and recipient: the edges of a network.")
@click.option("--bom", is_flag=True, help="Begin CSV with a byte order mark, by which Excel knows that it is UTF-8.")
@click.option("--cmif-url", metavar="URL", help="Where the CMIF file will stand; correspSearch knows it by that.")
@click.option(
    "--cmif-editor", metavar="NAME", help="Who is to be asked about the CMIF file: a name, or 'Name <mail@address>'."
)
@click.option("--cmif-publisher", metavar="NAME", help="Who is named as its source; by default the editor.")
@persons_option
@click.option(
    "--places",
    metavar="FILE",
    shell_complete=complete_files,
    help="Take links of places from FILE: a TEI listPlace, or CSV with the columns name (or place_id) and ref (the "
    "address of a record, as of GeoNames).",
)
@output_option
@from_option
@metadata_options
@encoding_option
@max_size_option()
@strict_option
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """List who wrote to whom, where and when.

    There is a row for each document, be it a letter or not. FILE is raw text, TEI of a document or of a volume, or a
    folder. Names and offices stand there as printed; a full name is added where the volume's list of persons, a
    footnote or the file given with --persons tells it, and links come from that file alone. A place has the id that it
    keeps whatever it was called, and links from the file given with --places. Several senders or recipients stand in
    one cell with | between them, or with --pairs in rows of their own. CMIF has the letters alone.

    \b
    Example:
      frusconv correspondents frus1964-68v22.xml -o letters.csv
      frusconv correspondents volumes/ --persons people.csv --pairs -o edges.csv
      frusconv correspondents frus1964-68v22.xml --format cmif --cmif-url https://example.org/frus.xml -o frus.xml
    """
    metadata, persons, to_format = taken_metadata(values), values["persons"], values["to_format"]
    if metadata.document and len(files) > 1:
        raise click.UsageError("--document names one document; give one file")
    facts = _facts(values, to_format)
    failures: list[FrusconvError] = []
    found: list[tuple[str, Diagnostic]] = _lacking(facts, output) if to_format == "cmif" else []
    asked = Asked(found.append, metadata, encoding, from_format)
    if persons:
        from frusconv.persons.authority import read_persons
        from frusconv.persons.matching import Directory

        asked = asked._replace(directory=Directory(read_persons(persons)))
    if values["places"]:
        asked = asked._replace(places=read_places(values["places"]))

    def failed(error: FrusconvError) -> None:
        failures.append(error)
        say(f"frusconv: {error}")

    records: Iterable[Record] = _told(records_in(files or (STANDARD,), asked, failed), found, strict)
    pieces: Iterable[bytes] = written(pairs(records) if values["is_pairs"] else records, to_format, facts)
    write_output(output, list(pieces) if strict else pieces)
    if failures:
        raise BatchError(f"{len(failures)} of the folder's files could not be read; the others are listed")


def _facts(values: dict[str, Any], to_format: str) -> IndexFacts:
    """Return what the index says of itself, having checked that the options go together."""
    given = [option for name, option in _FACTS.items() if values[name]]
    if given and to_format != "cmif":
        raise click.UsageError(f"{given[0]} is for --format cmif")
    if values["is_pairs"] and to_format == "cmif":
        raise click.UsageError("--pairs is for tables; a letter in CMIF has all its senders and recipients")
    if values["bom"] and to_format != "csv":
        raise click.UsageError("--bom is for --format csv")
    url = values["cmif_url"]
    if url and not url.startswith(("https://", "http://")):
        raise UsageError(f"--cmif-url {url!r} is no address on the web; one reads like https://example.org/frus.xml")
    return IndexFacts(url, values["cmif_editor"], values["cmif_publisher"], values["bom"])


def _lacking(facts: IndexFacts, output: str) -> list[tuple[str, Diagnostic]]:
    """Return what there is to say of an index that tells less of itself than its readers need."""
    lacking = [option for option, value in (("--cmif-url", facts.url), ("--cmif-editor", facts.editor)) if not value]
    if not lacking:
        return []
    message = f"CMIF tells where the file stands and who answers for it; give {' and '.join(lacking)} to publish it"
    return [("<stdout>" if output == STANDARD else output, Diagnostic("index-incomplete", message, Position(1, 1)))]


def _told(records: Iterable[Record], found: list[tuple[str, Diagnostic]], is_strict: bool) -> Iterator[Record]:
    """Yield the records, having said what there is to say of each."""
    count = 0
    for record in records:
        count += told(found)
        found.clear()
        yield record
    count += told(found)
    refuse(count, is_strict)
