"""`frusconv convert`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import click

from frusconv.cli.common import say, taken_metadata
from frusconv.cli.writing import (
    conversion_options,
    page_markers_option,
    progress,
    readings_of,
    refuse_terminal,
    validate_option,
    write_volume,
)
from frusconv.errors import UsageError
from frusconv.formats import by_suffix
from frusconv.model import Reading
from frusconv.streams import STANDARD, write_output
from frusconv.writers import WRITERS, WriteOptions

# Pandoc's own tree, for its filters; the plain name is our own JSON's.
_TREE = "pandoc-json"
# What our own writers can make of page markers, beside keeping them.
_PAGE_MARKERS = {"markdown": ("keep", "span", "strip"), "text": ("keep", "strip")}
_OUR_BINARY = frozenset(("epub",))


class PandocOptions(NamedTuple):
    """Options that pandoc alone has, by the names of ours."""

    reference_doc: str | None
    template: str | None
    pdf_engine: str | None
    toc: bool
    fragment: bool

    def arguments(self) -> list[str]:
        """Return them as pandoc's arguments."""
        files = (
            ("reference-doc", self.reference_doc),
            ("template", self.template),
            ("pdf-engine", self.pdf_engine),
        )
        given = [f"--{name}={value}" for name, value in files if value]
        return [*given, *(["--toc"] if self.toc else []), *([] if self.fragment else ["--standalone"])]


def print_formats(context: click.Context, _: click.Parameter, is_asked: bool) -> None:
    """Print all formats that can be written, and end."""
    if is_asked:
        from frusconv import pandoc

        for name, row in WRITERS.items():
            click.echo(f"{name:<20} {row.description}")
        click.echo(f"{_TREE:<20} pandoc's document tree, for its filters")
        for name in pandoc.output_formats():
            if name not in WRITERS:
                click.echo(f"{name:<20} by pandoc")
        context.exit()


def complete_formats(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Complete our own formats, and of pandoc's those that it has suffixes for, without asking pandoc."""
    from frusconv.pandoc import SUFFIXES

    return [name for name in dict.fromkeys((*WRITERS, *SUFFIXES.values(), _TREE)) if name.startswith(incomplete)]


@click.command("convert")
@click.option(
    "-t",
    "--to",
    "to_format",
    metavar="FORMAT",
    shell_complete=complete_formats,
    help="What to write; else the end of -o FILE tells it.",
)
@click.option(
    "--list", is_flag=True, is_eager=True, expose_value=False, callback=print_formats, help="List the formats."
)
@click.option(
    "--reference-doc",
    type=click.Path(exists=True, dir_okay=False),
    help="Take the styles of this file (docx, odt, pptx).",
)
@click.option("--template", type=click.Path(exists=True, dir_okay=False), help="Use this template of pandoc's.")
@click.option("--pdf-engine", metavar="NAME", help="What makes the PDF, such as xelatex or typst.")
@click.option("--toc", is_flag=True, help="Add a table of contents.")
@click.option("--fragment", is_flag=True, help="Write the text alone, without what makes it a file of its own.")
@page_markers_option("keep", "span", "strip")
@validate_option
@conversion_options
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Convert to any format, by pandoc where frusconv has none.

    What `frusconv formats` lists is written as the commands for it write it; all else, as docx, odt, latex, rst or
    mediawiki, by pandoc, with headings, notes, tables and lists as those of that format. Notes are numbered by it anew.
    Datelines, signatures and lines of classification have styles of their own in word processors (Dateline, Signature,
    Classification), which a reference file can set.

    \b
    Example:
      frusconv convert telegram.txt -o telegram.docx
      frusconv convert -t latex --toc frus1939v03.xml -o volume.tex
    """
    name = values.pop("to_format") or _told_format(output)
    pages, is_validated = values.pop("page_markers"), values.pop("is_validated")
    pandoc_options = PandocOptions(**{field: values.pop(field) for field in PandocOptions._fields})
    metadata = taken_metadata(values)
    if name not in WRITERS:
        _check(name, output)
    elif any(pandoc_options):
        raise UsageError(f"{name} is written by frusconv itself, and has none of pandoc's options")
    elif pages not in _PAGE_MARKERS.get(name, ("keep",)):
        raise UsageError(f"{name} has no --page-markers {pages}; markdown, text and pandoc's formats have")
    elif name in _OUR_BINARY:
        refuse_terminal(output, name)
    readings = readings_of(files, metadata, encoding, from_format, strict)
    if name in WRITERS:
        write_volume(readings, name, output, WriteOptions(pages=pages), is_validated)
    else:
        _write_by_pandoc(readings, name, output, WriteOptions(pages=pages), pandoc_options.arguments())


def _told_format(output: str) -> str:
    """Return the format that the name of the output ends in."""
    if output == STANDARD:
        raise UsageError("name the format with -t, or an output file that ends in it with -o")
    from frusconv.pandoc import SUFFIXES

    row = by_suffix(WRITERS.values(), output)
    suffix = Path(output).suffix
    found = row.name if row else SUFFIXES.get(suffix.lower())
    if found is None:
        raise UsageError(f"{output}: its end tells no format; name one with -t (`frusconv convert --list` lists all)")
    return found


def _check(name: str, output: str) -> None:
    """Raise UsageError if pandoc does not write a format, or bytes of it would go to a terminal."""
    if name == _TREE:
        return
    from frusconv import pandoc

    pandoc.check_format(name, WRITERS)
    if pandoc.base_name(name) in pandoc.BINARY:
        refuse_terminal(output, name)


def _write_by_pandoc(
    readings: Sequence[tuple[str, Reading]], name: str, output: str, options: WriteOptions, arguments: list[str]
) -> None:
    from frusconv import pandoc
    from frusconv.writers.pandoc import pandoc_json

    with progress(readings, output) as volume:
        pieces: Iterable[bytes] = pandoc_json(volume, options)
        if name != _TREE:
            pieces = pandoc.converted(pieces, name, arguments, say)
        write_output(output, pieces)
