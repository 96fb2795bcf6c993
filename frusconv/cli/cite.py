"""`frusconv cite`."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from io import BufferedReader
from typing import Any, cast, get_args

import click

from frusconv.citation import STYLES, Cited, LocatorKind, StyleOptions, TextFormat, rendered, style
from frusconv.citation.data import DATA_FORMATS, records
from frusconv.citation.dates import Day, day_of
from frusconv.citation.markup import Marked
from frusconv.citation.order import Order, missing, sort_key
from frusconv.citation.styles import Edition
from frusconv.citing import Finder, Found
from frusconv.cli.common import (
    complete_files,
    encoding_option,
    from_option,
    max_size_option,
    metadata_options,
    output_option,
    refuse,
    say,
    sources_argument,
    strict_option,
    taken_metadata,
    told,
)
from frusconv.errors import BatchError, FrusconvError, UsageError
from frusconv.metadata import gathered, is_day
from frusconv.streams import STANDARD, write_output

_TEXT_FORMATS: tuple[str, ...] = get_args(TextFormat)


@click.command("cite")
@sources_argument
@click.option(
    "--style",
    "style_name",
    type=click.Choice([*STYLES, "all"]),
    default="chicago-note",
    show_default=True,
    metavar="STYLE",
    help=f"{', '.join(STYLES)}, or all of them.",
)
@click.option(
    "--format",
    "to_format",
    type=click.Choice([*_TEXT_FORMATS, *DATA_FORMATS]),
    default="plain",
    show_default=True,
    metavar="FORMAT",
    help=f"For people {', '.join(_TEXT_FORMATS)}; for programs {', '.join(DATA_FORMATS)}.",
)
@click.option(
    "--chicago-edition",
    "edition",
    type=click.Choice([str(edition) for edition in get_args(Edition)]),
    default="17",
    show_default=True,
    help="Of the Chicago Manual; the 18th leaves the place of publication out.",
)
@click.option(
    "--locator",
    type=click.Choice(get_args(LocatorKind)),
    default="auto",
    show_default=True,
    help="auto: the document's number from the 1955–57 volumes on, printed pages before.",
)
@click.option("--accessed", metavar="DATE", default="none", help="The day of access, such as 2026-01-15; or none.")
@click.option(
    "--as",
    "cited_as",
    type=click.Choice(["document", "volume"]),
    default="document",
    show_default=True,
    help="What is cited: each document, or its volume.",
)
@click.option("--short", is_flag=True, help="Cite a document's later mentions in the short form of a style of notes.")
@click.option("--sort", "order", type=click.Choice(get_args(Order)), help="Sort by date or sender; else as given.")
@click.option(
    "--csl",
    metavar="FILE",
    shell_complete=complete_files,
    help="Use a file of the Citation Style Language in place of --style.",
)
@output_option
@from_option
@metadata_options
@encoding_option
@max_size_option()
@strict_option
def command(
    files: tuple[str, ...], output: str, from_format: str | None, encoding: str, strict: bool, **values: Any
) -> None:
    """Cite documents, from their text or by their ids.

    FILE is raw text, TEI of a document or of a volume, or a folder. Without FILE, --volume and --document are enough:
    the catalogue knows the rest. Sender and recipient are called what the text calls them; no first name is added.

    \b
    Example:
      frusconv cite frus1939v03-d59.txt
      frusconv cite --volume frus1969-76v19p1 --document d75 --style all
      frusconv cite frus1964-68v22.xml --format ris -o zotero.ris
      frusconv cite letters/ --style chicago-bib --sort date --format html
    """
    metadata = taken_metadata(values)
    write = _writer(values)
    finder = Finder(metadata, encoding, from_format, values["cited_as"] == "volume")
    options = _style_options(values)
    failures: list[FrusconvError] = []
    found = _told(_found(files, finder, failures), options, strict)
    order = values["order"]
    if order:
        found = iter(sorted(found, key=lambda one: sort_key(one.cited, order)))
    pieces: Iterable[str] = write((one.cited for one in found), options)
    if strict:
        pieces = list(pieces)
    write_output(output, (piece.encode("utf-8", "replace") for piece in pieces))
    if failures:
        raise BatchError(f"{len(failures)} of the folder's files could not be cited; the others are")


def _style_options(values: dict[str, Any]) -> StyleOptions:
    edition = cast(Edition, int(values["edition"]))
    return StyleOptions(edition, cast(LocatorKind, values["locator"]), _accessed(values["accessed"]))


def _accessed(given: str) -> Day | None:
    if given == "none":
        return None
    day = day_of(given) if is_day(given) else None
    if day is None or day.day is None:
        raise UsageError(f"--accessed {given!r} is no day; one reads like 2026-01-15")
    return day


def _found(files: tuple[str, ...], finder: Finder, failures: list[FrusconvError]) -> Iterator[Found]:
    """Yield what is cited. Without FILE, ids are enough, unless something comes by standard input."""
    if finder.metadata.document and len(files) > 1:
        raise click.UsageError("--document names one document; give one file")
    known = gathered("<none>", finder.metadata)
    if not files and known.volume and not _is_piped():
        return iter((finder._replace(metadata=known).by_id(),))

    def failed(error: FrusconvError) -> None:
        failures.append(error)
        say(f"frusconv: {error}")

    return finder.in_paths(files or (STANDARD,), failed)


def _is_piped() -> bool:
    """Tell whether standard input is a pipe or a file that holds something; a terminal or nothing is neither."""
    try:
        found = os.fstat(sys.stdin.fileno())
    except (OSError, ValueError, AttributeError):
        return False
    if stat.S_ISREG(found.st_mode):
        return found.st_size > 0
    return stat.S_ISFIFO(found.st_mode) and bool(cast(BufferedReader, sys.stdin.buffer).peek(1))


def _told(found: Iterable[Found], options: StyleOptions, is_strict: bool) -> Iterator[Found]:
    """Yield what is cited, having said what its citation lacks."""
    count = 0
    for one in found:
        count += told((one.source, diagnostic) for diagnostic in missing(one.cited, options))
        yield one
    refuse(count, is_strict)


def _writer(values: dict[str, Any]) -> Callable[[Iterable[Cited], StyleOptions], Iterator[str]]:
    """Return what makes text of citations, having checked that the options go together."""
    to_format, name, csl = values["to_format"], values["style_name"], values["csl"]
    if values["short"] and (csl or to_format not in _TEXT_FORMATS or name == "all" or not STYLES[name].short):
        named = ", ".join(row.name for row in STYLES.values() if row.short)
        raise click.UsageError(f"--short is for the styles of notes: {named}")
    if to_format in DATA_FORMATS:
        if csl:
            raise click.UsageError(
                f"--csl makes text for people, and {to_format} is for programs; leave one of them out"
            )
        return lambda found, options: records(found, to_format, options)
    if csl:
        from frusconv.citation.csl import check

        check(csl)
        return partial(_by_file, path=csl, to_format=to_format)
    if name == "all":
        return partial(_in_all_styles, to_format=to_format)
    return partial(_in_style, name=name, to_format=to_format, is_short=values["short"])


def _in_style(
    found: Iterable[Cited], options: StyleOptions, name: str, to_format: TextFormat, *, is_short: bool
) -> Iterator[str]:
    first, later = style(name), style(STYLES[name].short or name)
    seen: set[str] = set()
    for cited in found:
        make = later if is_short and cited.key in seen else first
        seen.add(cited.key)
        yield _line(rendered(make(cited, options), to_format), to_format)


def _in_all_styles(found: Iterable[Cited], options: StyleOptions, to_format: TextFormat) -> Iterator[str]:
    """Yield each document in each style, the name of the style before it."""
    for at, cited in enumerate(found):
        if at and to_format == "plain":
            yield "\n"
        citations = ((name, rendered(style(name)(cited, options), to_format)) for name in STYLES)
        if to_format == "html":
            yield "<dl>\n" + "".join(f"<dt>{name}</dt>\n<dd>{text}</dd>\n" for name, text in citations) + "</dl>\n"
        elif to_format == "markdown":
            yield "".join(f"{name}\n:   {text}\n\n" for name, text in citations)
        else:
            yield "".join(f"{name}: {text}\n" for name, text in citations)


def _by_file(found: Iterable[Cited], options: StyleOptions, path: str, to_format: TextFormat) -> Iterator[str]:
    from frusconv.citation.csl import cited_by_file

    for cited in found:
        text: Marked = cited_by_file(cited, path, to_format, options, say)
        yield _line(text, to_format)


def _line(text: str, to_format: TextFormat) -> str:
    """Return a citation as a line, or as a paragraph where the format has such."""
    return {"plain": f"{text}\n", "markdown": f"{text}\n\n", "html": f"<p>{text}</p>\n"}[to_format]
