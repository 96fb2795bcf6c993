"""`frusconv to-json`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import click

from frusconv.cli.common import persons_option, taken_metadata
from frusconv.cli.writing import conversion_options, progress, readings_of, with_persons, write_volume
from frusconv.model import Reading
from frusconv.streams import write_output
from frusconv.writers import WriteOptions, writer


def print_schema(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print the JSON Schema, and end."""
    if is_asked:
        from importlib.resources import files

        click.echo(files("frusconv").joinpath("schemas/volume.schema.json").read_text(encoding="utf-8"), nl=False)
        context.exit()


@click.command("to-json")
@click.option("--lines", is_flag=True, help="Write JSON Lines: a line for each document, for pandas, DuckDB and jq.")
@click.option(
    "--blocks/--no-blocks",
    default=None,
    help="Give each document its text as a tree of nodes too; without --lines it has that.",
)
@click.option(
    "--schema",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=print_schema,
    help="Print the JSON Schema that describes the output, and end.",
)
@persons_option
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert to JSON, all in one object or a line a document.

    The object holds the facts on the volume and the tree of its divisions and documents; each document its facts (who
    wrote to whom, where and when, numbers, subjects), its text, its notes, and with them all again as a tree of nodes,
    from which nothing is missing. What is not known is null.

    --lines has the documents alone, of any number of volumes, and in each the titles of the divisions that it stands in
    (path). Numbers of documents and telegrams are strings, and pandas must leave them so: pandas.read_json(FILE,
    lines=True, dtype=False). DuckDB: SELECT * FROM read_json_auto('FILE').

    \b
    Example:
      frusconv to-json telegram.txt
      frusconv to-json --lines frus1939v03.xml frus1940v01.xml -o documents.jsonl
    """
    options = WriteOptions(is_lines=values.pop("lines"), has_blocks=values.pop("blocks"))
    persons = values.pop("persons")
    readings = with_persons(readings_of(files, taken_metadata(values), encoding, from_format, strict), persons, strict)
    # Documents of TEI have ids of their own, which are not to be told apart here.
    has_ids = any(reading.document_count > 1 or reading.places is not None for _, reading in readings)
    if options.is_lines and has_ids:
        write_output(output, _volume_after_volume(readings, output, options))
    else:
        write_volume(readings, "json", output, options)


def _volume_after_volume(
    readings: Sequence[tuple[str, Reading]], output: str, options: WriteOptions
) -> Iterator[bytes]:
    """Yield the lines of each source by itself: lines need no ids that differ from one source to the next."""
    write = writer("json")
    for reading in readings:
        with progress([reading], output) as volume:
            yield from write(volume, options)
