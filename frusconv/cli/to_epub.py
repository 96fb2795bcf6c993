"""`frusconv to-epub`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import complete_files, taken_metadata
from frusconv.cli.writing import citation_option, conversion_options, readings_of, refuse_terminal, write_volume
from frusconv.errors import SourceError
from frusconv.writers import WriteOptions


@click.command("to-epub")
@click.option("--title", metavar="TITLE", help="Title, in place of the document's or volume's own.")
@click.option(
    "--cover",
    metavar="FILE",
    shell_complete=complete_files,
    help="A picture for the cover: JPEG, PNG, GIF, WebP or SVG.",
)
@citation_option
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert raw text or TEI to EPUB 3.

    One document, several, or a whole volume becomes a book with contents, pop-up footnotes, the numbers of the printed
    pages, and links between its documents; links to other volumes lead to the Office of the Historian's site.

    \b
    Example:
      frusconv to-epub frus1958-60v17.xml -o frus1958-60v17.epub
      frusconv to-epub --cover ship.jpg --title "A Crisis" d1.txt d2.txt -o crisis.epub
      frusconv to-tei < telegram.txt | frusconv to-epub > telegram.epub
    """
    refuse_terminal(output, "EPUB")
    options = WriteOptions(
        title=values.pop("title"), cover=_cover(values.pop("cover")), has_citation=values.pop("citation")
    )
    readings = readings_of(files, taken_metadata(values), encoding, from_format, strict)
    write_volume(readings, "epub", output, options)


def _cover(path: str | None) -> bytes | None:
    """Return the picture in a file; raises SourceError if it cannot be read or is none."""
    if path is None:
        return None
    from frusconv.writers.epub_cover import picture

    try:
        with open(path, "rb") as file:
            return picture(file.read(), path).data
    except OSError as error:
        raise SourceError(f"{path}: the cover cannot be read: {error.strerror}") from None
