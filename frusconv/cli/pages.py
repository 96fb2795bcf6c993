"""`frusconv pages`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

import click

from frusconv.cli.common import encoding_option, max_size_option, output_option, report, source_argument, strict_option
from frusconv.model import Diagnostic, Position, Source
from frusconv.streams import read_source, write_output
from frusconv.text.copied import plain_lines
from frusconv.text.layout import TextBlock, text_blocks
from frusconv.text.normalize import clean_lines, line_of, separator
from frusconv.text.pages import PageMarker, follows, join_divided, keep, page_markers, strip


@click.command("pages")
@source_argument
@click.option(
    "--keep", "mode", flag_value="keep", default=True, help="Keep the markers, all as [Page 63] (the default)."
)
@click.option("--strip", "mode", flag_value="strip", help="Take the markers out and close the text up.")
@click.option("--list", "mode", flag_value="list", help="List number, line and column of every marker.")
@click.option("--json", "as_json", is_flag=True, help="With --list: as JSON.")
@output_option
@encoding_option
@max_size_option()
@strict_option
def command(file: str, mode: str, as_json: bool, output: str, encoding: str, strict: bool) -> None:
    """Keep, take out or list page markers.

    They read [Page 63], [Page XII] or [Page 63-A]. A number that does not follow the one before it is reported. Text
    comes out normalized.

    \b
    Example:
      frusconv pages --strip telegram.txt
      frusconv pages --list --json telegram.txt
    """
    if as_json and mode != "list":
        raise click.UsageError("--json goes with --list")
    source = read_source(file, encoding)
    markers = [(marker, _position(source, marker.start)) for marker in page_markers(source.text)]
    report(((source.name, found) for found in _out_of_sequence(markers)), strict)
    if mode == "list":
        write_output(output, [_listing(markers, as_json).encode()])
    else:
        write_output(output, (piece.encode() for piece in _text(source, mode)))


def _text(source: Source, mode: str) -> Iterator[str]:
    """Yield the text with its markers kept or taken out."""
    written = False
    for block in _treated(join_divided(text_blocks(plain_lines(clean_lines((source.text,))))), mode):
        yield separator(block, is_first=not written) + line_of(block)
        written = True
    if written:
        yield "\n"


def _treated(blocks: Iterable[TextBlock], mode: str) -> Iterator[TextBlock]:
    for block in blocks:
        text = keep(block.text) if mode == "keep" else strip(block.text)
        if text or not block.text:
            yield block._replace(text=text)


def _out_of_sequence(markers: list[tuple[PageMarker, Position]]) -> Iterator[Diagnostic]:
    previous: dict[str | None, str] = {}
    for marker, position in markers:
        before = previous.get(marker.kind)
        if before is not None and not follows(marker.n, before):
            yield Diagnostic("page-sequence", f"page {marker.n} does not follow page {before}", position)
        previous[marker.kind] = marker.n


def _position(source: Source, offset: int) -> Position:
    line = source.text.count("\n", 0, offset) + 1
    return Position(line, offset - source.text.rfind("\n", 0, offset))


def _listing(markers: list[tuple[PageMarker, Position]], as_json: bool) -> str:
    rows = [{"n": marker.n, "line": position.line, "column": position.column} for marker, position in markers]
    if as_json:
        return json.dumps(rows, ensure_ascii=False) + "\n"
    return "".join(f"{row['n']}\t{row['line']}\t{row['column']}\n" for row in rows)
