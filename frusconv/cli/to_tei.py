"""`frusconv to-tei`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import persons_option, taken_metadata
from frusconv.cli.writing import conversion_options, readings_of, validate_option, with_persons, write_volume
from frusconv.model import Reading
from frusconv.writers import WriteOptions


@click.command("to-tei")
@click.option(
    "--profile",
    type=click.Choice(["tei", "frus"]),
    default="tei",
    show_default=True,
    help="tei: a TEI P5 file with a rich header; frus: only what the Office's schema allows.",
)
@click.option(
    "--encode-citations", is_flag=True, help="Encode citations of the series as ref, with the target that they name."
)
@click.option("--bare", is_flag=True, help="Write the document's div alone, without a header.")
@persons_option
@validate_option
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert raw text or TEI to TEI.

    The encoding is the Office of the Historian's. Several files become the documents of one TEI file. What the text
    lacks comes from the options, from a sidecar file beside the source (telegram.yaml beside telegram.txt), or from the
    file's name (frus1939v03-d59.txt). TEI is read too, and comes out in regular form.

    \b
    Example:
      frusconv to-tei telegram.txt -o telegram.xml
      frusconv to-tei --volume frus1939v03 --document d59 --date 1939-09-04 < telegram.txt
    """
    options = WriteOptions(profile=values.pop("profile"), is_bare=values.pop("bare"))
    is_encoded, persons = values.pop("encode_citations"), values.pop("persons")
    is_validated = values.pop("is_validated")
    metadata = taken_metadata(values)
    readings = with_persons(readings_of(files, metadata, encoding, from_format, strict), persons, strict)
    if options.is_bare and sum(reading.document_count for _, reading in readings) > 1:
        raise click.UsageError("--bare writes one document; leave it out for several")
    if persons and options.profile == "tei":
        readings = [(name, _with_addresses(reading)) for name, reading in readings]
    if is_encoded:
        readings = [(name, _with_citations(reading)) for name, reading in readings]
    write_volume(readings, "tei", output, options, is_validated)


def _with_addresses(reading: Reading) -> Reading:
    from frusconv.persons.encoding import Addressed

    return reading._replace(parts=Addressed(reading.parts))


def _with_citations(reading: Reading) -> Reading:
    from frusconv.references.documents import Encoded

    return reading._replace(parts=Encoded(reading.parts, reading.header.volume_id, reading.places))
