"""The command line: the group of commands, and the one place that turns errors into messages and exit codes."""

from __future__ import annotations

import os
import sys
from importlib import import_module
from io import StringIO
from typing import Any

import click

from frusconv import __version__
from frusconv.errors import ExitCode, FrusconvError
from frusconv.terminal import shown, shown_lines

# A command's name and its module in this package; the module holds the click command as `command`.
COMMANDS = {
    "normalize": "normalize",
    "pages": "pages",
    "split": "split",
    "inspect": "inspect",
    "to-tei": "to_tei",
    "to-markdown": "to_markdown",
    "to-html": "to_html",
    "to-epub": "to_epub",
    "to-text": "to_text",
    "to-json": "to_json",
    "convert": "convert",
    "cite": "cite",
    "correspondents": "correspondents",
    "find-citations": "find_citations",
    "batch": "batch",
    "validate": "validate",
    "check": "check",
    "volumes": "volumes",
    "formats": "formats",
    "completion": "completion",
    "man": "man",
}
CONTEXT_SETTINGS = {"help_option_names": ["-h", "--help"], "max_content_width": 100}


class CommandGroup(click.Group):
    """Imports a command's module when the command is called or listed."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Return the commands in the order in which people use them."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's
        """Return a command by its name, or None."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"frusconv.cli.{COMMANDS[cmd_name]}").command
        return command


@click.group(cls=CommandGroup, context_settings=CONTEXT_SETTINGS)
@click.version_option(__version__, prog_name="frusconv")
@click.option("--debug", is_flag=True, help="Show the traceback of an error.")
@click.pass_context
def cli(ctx: click.Context, debug: bool) -> None:
    """Convert documents of Foreign Relations of the United States.

    Raw text or TEI goes in; TEI, Markdown, HTML, EPUB, JSON, plain text or any format of pandoc's comes out. Commands
    read files, or standard input (-), and write to standard output, or to the file given with -o; batch takes folders.

    \b
    Example:
      frusconv normalize < telegram.txt | frusconv pages --strip | frusconv to-tei > telegram.xml
    """
    ctx.obj = {"debug": debug}


def main(args: list[str] | None = None) -> None:
    """Run the program and exit with one of the documented codes."""
    import gc
    import signal

    # As an interrupt does, a request to end leaves no part of a file behind.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(128 + signal.SIGTERM))
    # Nodes never hold themselves: to look for circles among a document's thousands of them is time lost.
    gc.set_threshold(100_000)
    arguments = sys.argv[1:] if args is None else args
    status = run(arguments)
    gc.freeze()  # What is left needs no last look either: the process ends.
    sys.exit(status)


def run(arguments: list[str]) -> int:
    """Run the program and return its exit code; nothing but a message ever reaches the user."""
    try:
        status = _called(arguments)
        sys.stdout.flush()
        return status if isinstance(status, int) else ExitCode.OK
    except click.exceptions.Exit as done:
        return done.exit_code
    except BrokenPipeError:
        # Whoever read our output has seen enough; the flush at exit must not fail either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return ExitCode.OK
    except (KeyboardInterrupt, click.Abort):
        click.echo("frusconv: interrupted", err=True)
        return ExitCode.INTERRUPTED
    except click.ClickException as error:
        said = StringIO()
        error.show(said)
        click.echo(shown_lines(said.getvalue()), nl=False, err=True)
        return ExitCode.USAGE
    except FrusconvError as error:
        return _complain(str(error), error.exit_code, arguments)
    except Exception as error:  # noqa: BLE001 - the last resort; the message asks for a report
        message = (
            f"unforeseen: {type(error).__name__}: {error}; please report it with what led to it (--debug shows where)"
        )
        return _complain(message, ExitCode.UNFORESEEN, arguments)


def _called(arguments: list[str]) -> Any:
    """Call the command; not by `cli.main`, which takes a closed pipe for a failure."""
    if "_FRUSCONV_COMPLETE" in os.environ:
        return cli.main(arguments, prog_name="frusconv")
    with cli.make_context("frusconv", list(arguments)) as context:
        return cli.invoke(context)


def _complain(message: str, code: ExitCode, arguments: list[str]) -> int:
    if "--debug" in arguments:
        import traceback

        traceback.print_exc()
    click.echo(shown(f"frusconv: {message}"), err=True)
    return code


def command_table() -> dict[str, Any]:
    """Return every command by its name."""
    return {name: import_module(f"frusconv.cli.{module}").command for name, module in COMMANDS.items()}
