"""`frusconv to-text`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import taken_metadata
from frusconv.cli.writing import conversion_options, page_markers_option, readings_of, write_volume
from frusconv.writers import WriteOptions


@click.command("to-text")
@click.option(
    "--layout",
    type=click.Choice(["reading", "web"]),
    default="reading",
    show_default=True,
    help="reading: clean text with notes as [1]; web: the raw form, which is read back the same.",
)
@page_markers_option("keep", "strip")
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert to plain text.

    A line a block, a blank line between blocks, the notes at the end of each document. Raw text, TEI documents and
    whole volumes are read.

    \b
    Example:
      frusconv to-text telegram.xml
      frusconv to-text --layout web --page-markers strip frus1948v05.xml -o volume.txt
    """
    options = WriteOptions(layout=values.pop("layout"), pages=values.pop("page_markers"))
    readings = readings_of(files, taken_metadata(values), encoding, from_format, strict)
    write_volume(readings, "text", output, options)
