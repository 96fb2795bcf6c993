"""Parts of the README that are made from the program; `cog -r README.md` writes them."""

from __future__ import annotations

import click

from frusconv.cli import cli, command_table
from frusconv.formats import Format
from frusconv.readers import READERS
from frusconv.writers import WRITERS


def commands() -> str:
    """Every command's help."""
    parts = []
    for name, command in command_table().items():
        with click.Context(cli, info_name="frusconv", help_option_names=["-h", "--help"]) as parent:
            context = click.Context(command, info_name=name, parent=parent, max_content_width=100, terminal_width=100)
            parts.append(f"\n### frusconv {name}\n\n```text\n{command.get_help(context).rstrip()}\n```\n")
    return "".join(parts) + "\n"


def formats() -> str:
    """The tables of readers and writers."""
    rows = [_row(row, "reads") for row in READERS.values()] + [_row(row, "writes") for row in WRITERS.values()]
    return "\n| format | | suffix | what |\n|---|---|---|---|\n" + "".join(rows) + "\n"


def _row(row: Format, verb: str) -> str:
    return f"| {row.name} | {verb} | `{row.suffix}` | {row.description} |\n"
