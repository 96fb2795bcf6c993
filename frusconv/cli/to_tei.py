"""`frusconv to-tei`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import (
    encoding_option,
    metadata_options,
    output_option,
    report,
    sources_argument,
    strict_option,
    taken_metadata,
)
from frusconv.conversion import convert
from frusconv.streams import STANDARD, read_source, write_output
from frusconv.writers import WriteOptions


@click.command("to-tei")
@sources_argument
@output_option
@click.option(
    "--profile",
    type=click.Choice(["tei", "frus"]),
    default="tei",
    show_default=True,
    help="tei: a TEI P5 file with a rich header; frus: only what the Office's schema allows.",
)
@click.option("--bare", is_flag=True, help="Write the document's div alone, without a header.")
@metadata_options
@encoding_option
@strict_option
def command(files: tuple[str, ...], output: str, encoding: str, strict: bool, **values: Any) -> None:
    """Convert raw text to TEI.

    The encoding is the Office of the Historian's. Several files become the documents of one TEI file. What the text
    lacks comes from the options, from a sidecar file beside the source (telegram.yaml beside telegram.txt), or from the
    file's name (frus1939v03-d59.txt).

    \b
    Example:
      frusconv to-tei telegram.txt -o telegram.xml
      frusconv to-tei --volume frus1939v03 --document d59 --date 1939-09-04 < telegram.txt
    """
    options = WriteOptions(values.pop("profile"), values.pop("bare"))
    metadata = taken_metadata(values)
    if options.is_bare and len(files) > 1:
        raise click.UsageError("--bare writes one document; give one file")
    if metadata.document and len(files) > 1:
        raise click.UsageError("--document names one document; give one file")
    sources = (read_source(file, encoding) for file in files or (STANDARD,))
    conversion = convert(sources, "tei", metadata, options)
    report(((name, found) for name, reading in conversion.readings for found in reading.diagnostics), strict)
    write_output(output, [conversion.output])
