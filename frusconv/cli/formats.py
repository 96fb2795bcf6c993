"""`frusconv formats`."""

from __future__ import annotations

import click

from frusconv.readers import READERS
from frusconv.writers import WRITERS


@click.command("formats")
def command() -> None:
    """List the formats that are read and written.

    \b
    Example:
      frusconv formats
    """
    for title, formats in (("reads", READERS), ("writes", WRITERS)):
        for name, row in formats.items():
            click.echo(f"{title:<7} {name:<10} {row.suffix:<6} {row.description}")
