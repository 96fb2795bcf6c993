"""`frusconv inspect`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import (
    encoding_option,
    from_option,
    max_size_option,
    metadata_options,
    output_option,
    sources_argument,
    strict_option,
    taken_metadata,
)
from frusconv.conversion import read
from frusconv.errors import StrictError
from frusconv.report import as_json, as_table, summary
from frusconv.streams import STANDARD, open_source, write_output


@click.command("inspect")
@sources_argument
@click.option("--json", "is_json", is_flag=True, help="For programs: a JSON array with an object for each document.")
@output_option
@from_option
@metadata_options
@encoding_option
@max_size_option()
@strict_option
def command(
    files: tuple[str, ...],
    is_json: bool,
    output: str,
    from_format: str | None,
    encoding: str,
    strict: bool,
    **values: Any,
) -> None:
    """Show what was understood of a document.

    With everything that had to be guessed or is missing.

    \b
    Example:
      frusconv inspect telegram.txt
      frusconv inspect --json *.txt | jq '.[].from'
    """
    metadata = taken_metadata(values)
    summaries = []
    for file in files or (STANDARD,):
        source, name = open_source(file, encoding, from_format)
        summaries += summary(source.name, read(source, metadata, name))
    text = as_json(summaries) if is_json else "\n".join(as_table(found) for found in summaries)
    write_output(output, [text.encode()])
    if strict and any(found["diagnostics"] for found in summaries):
        raise StrictError("there are diagnostics, and --strict was given")
