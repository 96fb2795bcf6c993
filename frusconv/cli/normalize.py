"""`frusconv normalize`."""

from __future__ import annotations

from collections.abc import Iterable

import click

from frusconv.cli.common import encoding_option, max_size_option, output_option, source_argument, strict_option
from frusconv.errors import StrictError
from frusconv.model import Diagnostic, Position
from frusconv.streams import name_of, read_pieces, write_output
from frusconv.text.normalize import normalized


@click.command("normalize")
@source_argument
@output_option
@encoding_option
@max_size_option("0", " Text flows through, and no more than a part is ever held.")
@strict_option
def command(file: str, output: str, encoding: str, strict: bool) -> None:
    """Make raw text clean, one line a paragraph.

    Unicode NFC, LF line ends, single blanks. Hard-wrapped lines are joined and divided words put together; text
    that has a block a line already keeps its blocks. Quotes, dashes and every printed character stay. What is clean
    already comes out unchanged. The marks of quoted mail and of Markdown are taken off, and running heads of scans
    become page markers.

    \b
    Example:
      frusconv normalize mail.txt -o clean.txt
      frusconv normalize --encoding cp1252 < old.txt
    """
    name = name_of(file)
    found: list[str] = []

    def report(position: Position, character: str) -> None:
        found.append(character)
        click.echo(Diagnostic("control-character", f"{character} removed", position).render(name), err=True)

    def tell(diagnostic: Diagnostic) -> None:
        found.append(diagnostic.code)
        click.echo(diagnostic.render(name), err=True)

    encoded: Iterable[bytes] = (piece.encode() for piece in normalized(read_pieces(file, encoding), report, tell))
    if strict:  # Nothing is written before it is known that nothing is wrong.
        encoded = list(encoded)
        if found:
            raise StrictError(f"{name}: not all of the source was kept; nothing was written")
    write_output(output, encoded)
