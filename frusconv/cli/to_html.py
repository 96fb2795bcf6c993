"""`frusconv to-html`."""

from __future__ import annotations

from typing import Any

import click

from frusconv.cli.common import taken_metadata
from frusconv.cli.writing import citation_option, conversion_options, readings_of, write_volume
from frusconv.writers import WriteOptions


@click.command("to-html")
@click.option("--title", metavar="TITLE", help="Title, in place of the document's or volume's own.")
@click.option("--bare", is_flag=True, help="Write the articles alone, to be put into a page; headings begin at h2.")
@citation_option
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert raw text or TEI to a web page.

    The page needs nothing but itself: it makes no request and runs no script. Notes lead back to where they belong,
    printed pages can be linked to (#pg_63), and what is known of the document is there for Zotero and search engines.
    Several files become one page with a table of contents, as a volume does.

    \b
    Example:
      frusconv to-html telegram.txt -o telegram.html
      frusconv to-html frus1964-68v22.xml -o volume.html
      frusconv to-html --bare telegram.xml > article.html
    """
    options = WriteOptions(title=values.pop("title"), is_bare=values.pop("bare"), has_citation=values.pop("citation"))
    metadata = taken_metadata(values)
    readings = readings_of(files, metadata, encoding, from_format, strict)
    write_volume(readings, "html", output, options)
