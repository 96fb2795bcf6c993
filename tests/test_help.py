"""Every command says what it does, shows an example, and stands in the README."""

from __future__ import annotations

import click
import pytest

from frusconv.cli import COMMANDS, CONTEXT_SETTINGS, cli, command_table
from tests.conftest import ROOT
from tests.support import frusconv


@pytest.mark.parametrize("name", COMMANDS)
def test_help(name: str) -> None:
    command = command_table()[name]
    assert command.name == name
    text = frusconv(name, "--help").out
    assert "Example:\n" in text
    assert f"  frusconv {name}" in text
    assert all(isinstance(option, click.Argument) or option.help for option in command.params)


@pytest.mark.parametrize("name", COMMANDS)
def test_documented(name: str) -> None:
    assert f"frusconv {name}" in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_module_is_a_command() -> None:
    modules = {path.stem for path in (ROOT / "frusconv" / "cli").glob("*.py")} - {"__init__", "common", "writing"}
    assert modules == set(COMMANDS.values())


def test_summaries_are_whole() -> None:
    """The list of commands cuts no first sentence."""
    with click.Context(cli, info_name="frusconv", terminal_width=100, **CONTEXT_SETTINGS) as context:  # type: ignore[arg-type]
        assert "..." not in cli.get_help(context).partition("Commands:")[2]
