"""`frusconv normalize`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import click

from frusconv.cli.common import encoding_option, output_option, source_argument, strict_option
from frusconv.errors import StrictError
from frusconv.model import Diagnostic, Position
from frusconv.streams import name_of, read_pieces, write_output
from frusconv.text.characters import controls
from frusconv.text.normalize import normalized


@click.command("normalize")
@source_argument
@output_option
@encoding_option
@strict_option
def command(file: str, output: str, encoding: str, strict: bool) -> None:
    """Make raw text clean, one line a paragraph.

    Unicode NFC, LF line ends, single blanks. Hard-wrapped lines are joined and divided words put together; text that
    has a block a line already keeps its
    blocks. Quotes, dashes and every printed character stay. What is clean already comes out unchanged.

    \b
    Example:
      frusconv normalize mail.txt -o clean.txt
      frusconv normalize --encoding cp1252 < old.txt
    """
    watch = _Watch(name_of(file))
    pieces = normalized(watch.watched(read_pieces(file, encoding)))
    encoded: Iterable[bytes] = (piece.encode() for piece in pieces)
    if strict:  # Nothing is written before it is known that nothing is wrong.
        encoded = list(encoded)
        if watch.count:
            raise StrictError(f"{watch.name}: control characters in the source; nothing was written")
    write_output(output, encoded)


class _Watch:
    """Reports control characters in a text that streams through."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.count = 0

    def watched(self, pieces: Iterable[str]) -> Iterator[str]:
        line, column = 1, 1
        for piece in pieces:
            for offset, found in controls(piece):
                ends = piece.count("\n", 0, offset)
                at = offset - piece.rfind("\n", 0, offset) if ends else column + offset
                diagnostic = Diagnostic("control-character", f"{found} removed", Position(line + ends, at))
                click.echo(diagnostic.render(self.name), err=True)
                self.count += 1
            ends = piece.count("\n")
            line += ends
            column = len(piece) - piece.rfind("\n") if ends else column + len(piece)
            yield piece
