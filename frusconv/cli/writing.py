"""The steps that every command which writes documents shares."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

import click

from frusconv.cli.common import (
    encoding_option,
    from_option,
    max_size_option,
    metadata_options,
    output_option,
    report,
    sources_argument,
    strict_option,
)
from frusconv.conversion import read, volume_of
from frusconv.errors import OutputError, UsageError
from frusconv.model import Document, Metadata, Part, Reading, Volume
from frusconv.streams import STANDARD, open_source, write_output
from frusconv.writers import WriteOptions, writer

F = TypeVar("F", bound=Callable[..., Any])


def conversion_options(function: F) -> F:
    """Add files, output, and all that is said of the sources."""
    for option in (strict_option, max_size_option(), encoding_option, metadata_options, from_option, output_option):
        function = option(function)
    return sources_argument(function)


def citation_option(function: F) -> F:
    """Add --citation."""
    return click.option(
        "--citation/--no-citation",
        default=True,
        show_default=True,
        help="Suggest at the foot how to cite it, where the volume is known.",
    )(function)


def validate_option(function: F) -> F:
    """Add --no-validate."""
    return click.option(
        "--validate/--no-validate",
        "is_validated",
        default=True,
        show_default=True,
        help="Check that the TEI is valid before it is put in its place.",
    )(function)


def page_markers_option(*choices: str) -> Callable[[F], F]:
    """Add --page-markers with the choices that a format has."""
    told = {"keep": "keep: as [Page 63]", "span": "span: as an anchor that links lead to", "strip": "strip: none"}
    return click.option(
        "--page-markers",
        type=click.Choice(choices),
        default="keep",
        show_default=True,
        help=f"What becomes of page markers. {'; '.join(told[choice] for choice in choices)}.",
    )


def readings_of(
    files: Sequence[str], metadata: Metadata, encoding: str, from_format: str | None, is_strict: bool
) -> list[tuple[str, Reading]]:
    """Read all sources, and print what there is to say of them."""
    if metadata.document and len(files) > 1:
        raise click.UsageError("--document names one document; give one file")
    readings = []
    for file in files or (STANDARD,):
        source, name = open_source(file, encoding, from_format)
        reading = read(source, metadata, name)
        if reading.document_count > 1 and (metadata.document or metadata.date or metadata.place or metadata.pages):
            raise UsageError(
                f"{source.name}: --document, --date, --place and --pages tell of one document, and this holds "
                f"{reading.document_count:,}"
            )
        readings.append((source.name, reading))
    report(((name, found) for name, reading in readings for found in reading.diagnostics), is_strict)
    return readings


def with_persons(
    readings: Sequence[tuple[str, Reading]], persons: str | None, is_strict: bool
) -> Sequence[tuple[str, Reading]]:
    """Return what was read with whom a file of persons tells, and print what there is to say of that.

    Without a file, nothing changes.
    """
    if persons is None:
        return readings
    from frusconv.persons.authority import read_persons
    from frusconv.persons.matching import Directory, looked_up

    directory = Directory(read_persons(persons))
    found = [(name, looked_up(reading, directory)) for name, reading in readings]
    # What the reader said has been told.
    report(
        (
            (name, diagnostic)
            for (name, reading), (_, before) in zip(found, readings, strict=True)
            for diagnostic in reading.diagnostics[len(before.diagnostics) :]
        ),
        is_strict,
    )
    return found


def write_volume(
    readings: Sequence[tuple[str, Reading]],
    to_format: str,
    output: str,
    options: WriteOptions,
    is_validated: bool = False,
) -> None:
    """Write what was read as one file; a volume's progress is shown on a terminal.

    TEI that `is_validated` is checked while it is written; raises InvalidResultError if it is wrong.
    """
    with progress(readings, output) as watched:
        pieces = writer(to_format)(watched, options)
        if is_validated and to_format == "tei":
            pieces = _checked(pieces, readings, output)
        write_output(output, pieces)


def _checked(pieces: Iterable[bytes], readings: Sequence[tuple[str, Reading]], output: str) -> Iterator[bytes]:
    from frusconv.validation.output import Origin, checked

    name = readings[0][0] if len(readings) == 1 else f"{readings[0][0]} and {len(readings) - 1:,} more"
    # What was read from TEI knows where its ids stand.
    origin = Origin(name, any(reading.places is not None for _, reading in readings))
    is_piped = output == STANDARD or (os.path.exists(output) and not os.path.isfile(output))
    return checked(pieces, origin, is_piped)


def write_folder(readings: Sequence[tuple[str, Reading]], output: str, options: WriteOptions) -> None:
    """Write what was read as a folder of Markdown files; each appears whole or not at all."""
    from frusconv.writers.markdown import markdown_files

    make_folder(output, "--split writes a folder")
    with progress(readings, output) as watched:
        for name, content in markdown_files(watched, options):
            write_output(os.path.join(output, name), [content])


def make_folder(path: str, why: str) -> None:
    """Make a folder, with those above it, if it is not there; `why` tells that it has to be one. Raises OutputError."""
    if os.path.exists(path) and not os.path.isdir(path):
        raise OutputError(f"{path}: is a file; {why}")
    try:
        os.makedirs(path, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{path}: the folder cannot be made: {error.strerror}") from None


def refuse_terminal(output: str, what: str) -> None:
    """Raise UsageError if bytes that are no text would go to a terminal."""
    if output == STANDARD and sys.stdout.isatty():
        raise UsageError(f"{what} is no text for a terminal; name a file with -o, or send it on with > or |")


@contextmanager
def progress(readings: Sequence[tuple[str, Reading]], output: str) -> Iterator[Volume]:
    """Give what was read as one volume, which shows on a terminal how many of its documents have been written."""
    volume, count = volume_of(readings), sum(reading.document_count for _, reading in readings)
    if count < 2 or not sys.stderr.isatty() or (output == STANDARD and sys.stdout.isatty()):
        yield volume
        return
    with click.progressbar(length=count, file=sys.stderr, label="documents") as bar:
        yield volume._replace(parts=_Watched(volume.parts, bar))


class _Watched:
    """Parts that tell a bar of each document; gone through again, they tell nothing more."""

    def __init__(self, parts: Iterable[Part], bar: Any) -> None:
        self._parts = parts
        self._bar = bar

    def __iter__(self) -> Iterator[Part]:
        for part in self._parts:
            if isinstance(part, Document):
                self._bar.update(1)
            yield part
