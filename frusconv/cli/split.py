"""`frusconv split`."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Sequence

import click

from frusconv.cli.common import (
    complete_folders,
    encoding_option,
    max_size_option,
    report,
    source_argument,
    strict_option,
)
from frusconv.cli.writing import make_folder
from frusconv.errors import NotUnderstoodError
from frusconv.model import Diagnostic, Position
from frusconv.streams import STANDARD, read_source, write_output
from frusconv.terminal import shown
from frusconv.text.pieces import Piece, missing_numbers, names, pieces, repeated


@click.command("split")
@source_argument
@click.option(
    "-o",
    "--output",
    metavar="DIR",
    shell_complete=complete_folders,
    help="Write the documents to DIR, a file each; it is made if need be.",
)
@click.option("--list", "only_list", is_flag=True, help="List file name, line and heading of each document only.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
@click.option("--check-numbers", is_flag=True, help="Tell which document numbers are missing or stand twice.")
@encoding_option
@max_size_option()
@strict_option
def command(file: str, output: str | None, only_list: bool, as_json: bool, check_numbers: bool, **values: str) -> None:
    """Split a text of many documents, a file each.

    Where a document begins is told by its number, source note, heading and dateline together; an enclosure stays with
    the document that it belongs to. The files are named by the documents' numbers (volume-d59.txt), or in order where
    there are none; what stands above the first goes to volume-front.txt. Put together, they are the source again.

    \b
    Example:
      frusconv split frus1939v03.txt -o documents/
      frusconv split --list --check-numbers frus1939v03.txt
    """
    if as_json and not only_list:
        raise click.UsageError("--json goes with --list")
    if output is None and not (only_list or check_numbers):
        raise click.UsageError("the documents go to a folder; name it with -o, or ask for --list or --check-numbers")
    if output is not None and only_list:
        raise click.UsageError("--list writes no documents; leave out -o")
    encoding = values["encoding"]
    source = read_source(file, encoding)
    found = pieces(source.text)
    if not found:
        raise NotUnderstoodError(f"{source.name}: no document begins in it; is it the text of a volume?")
    named = list(zip(names(found, _stem(file)), found, strict=True))
    if check_numbers:
        report(((source.name, diagnostic) for diagnostic in _numbers(found)), bool(values["strict"]))
    if only_list:
        write_output(STANDARD, [_listing(named, as_json).encode()])
    if output is not None:
        make_folder(output, "the documents go to a folder")
        for name, piece in named:
            write_output(os.path.join(output, name), [source.text[piece.start : piece.end].encode(encoding)])


def _stem(file: str) -> str:
    return "document" if file == STANDARD else os.path.splitext(os.path.basename(file))[0]


def _numbers(found: Sequence[Piece]) -> Iterator[Diagnostic]:
    """Yield what is wrong with the documents' numbers, in the order of the text."""
    begun = [piece.beginning for piece in found if piece.beginning is not None]
    missing = missing_numbers(begun)
    if missing:
        line = begun[0].line
        yield Diagnostic("document-missing", f"no document has the number {_ranges(missing)}", Position(line, 1))
    for beginning in repeated(begun):
        message = f"the number {beginning.number} stands twice"
        yield Diagnostic("document-twice", message, Position(beginning.line, 1))


def _ranges(numbers: Sequence[int]) -> str:
    """Return numbers as people write them: `3, 7–9`."""
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1][1:] = [number]
        else:
            runs.append([number])
    return ", ".join("–".join(map(str, run)) for run in runs)


def _listing(named: Sequence[tuple[str, Piece]], as_json: bool) -> str:
    rows = [
        {
            "file": name,
            "number": piece.beginning.number if piece.beginning else None,
            "line": piece.beginning.line if piece.beginning else 1,
            "heading": piece.beginning.heading if piece.beginning else None,
        }
        for name, piece in named
    ]
    if as_json:
        return json.dumps(rows, ensure_ascii=False) + "\n"
    return "".join(f"{shown(str(row['file']))}\t{row['line']}\t{shown(str(row['heading'] or ''))}\n" for row in rows)
