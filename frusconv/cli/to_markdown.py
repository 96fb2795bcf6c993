"""`frusconv to-markdown`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import taken_metadata
from frusconv.cli.writing import (
    citation_option,
    conversion_options,
    page_markers_option,
    readings_of,
    write_folder,
    write_volume,
)
from frusconv.streams import STANDARD
from frusconv.writers import WriteOptions


@click.command("to-markdown")
@click.option(
    "--flavor",
    type=click.Choice(["pandoc", "gfm", "commonmark", "obsidian"]),
    default="pandoc",
    show_default=True,
    help="Who will read it: pandoc, GitHub, any CommonMark reader, Obsidian.",
)
@page_markers_option("keep", "span", "strip")
@click.option("--split", is_flag=True, help="Write a folder (named by -o) with a file a document, and an index.")
@citation_option
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert to Markdown with footnotes and YAML front matter.

    Raw text, TEI documents and whole volumes are read. A volume becomes one file, or with --split a folder in which
    links lead from document to document.

    \b
    Example:
      frusconv to-markdown telegram.txt -o telegram.md
      frusconv to-markdown --flavor gfm --split frus1948v05.xml -o wiki/
    """
    options = WriteOptions(
        flavor=values.pop("flavor"), pages=values.pop("page_markers"), has_citation=values.pop("citation")
    )
    is_split = values.pop("split")
    if is_split and output == STANDARD:
        raise click.UsageError("--split writes a folder; name it with -o")
    readings = readings_of(files, taken_metadata(values), encoding, from_format, strict)
    if is_split:
        write_folder(readings, output, options)
    else:
        write_volume(readings, "markdown", output, options)
