"""`frusconv man`: manual pages, made from what the commands say of themselves.

The form is that of man(7) and groff_man(7). All text is escaped, so that a page is ASCII and means the same to groff
and mandoc: a hyphen can be searched for and copied, and no line of a help text is taken for a request.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from inspect import cleandoc
from typing import Any

import click

from frusconv import __version__
from frusconv.cli import COMMANDS, CONTEXT_SETTINGS, cli, command_table
from frusconv.cli.common import complete_folders
from frusconv.errors import OutputError, UsageError
from frusconv.streams import STANDARD, write_output

_PROGRAM = "frusconv"
_WIDTH = 78

# What an exit status means; which of them a command can end with is told by its parameters, and by _OWN_STATUSES.
STATUSES = {
    0: "All went well.",
    1: "Something unforeseen; please report it.",
    2: "The call is wrong.",
    3: "A source cannot be read, or is not in the encoding named.",
    4: "A source is no FRUS document.",
    5: "The output cannot be written.",
    6: "The result, or what was validated, is not valid.",
    7: "There were diagnostics, and --strict was given.",
    8: "Some of the sources failed; the others are done.",
    9: "Another run works in the output folder; nothing was done.",
    129: "Its terminal was closed (SIGHUP).",
    130: "Interrupted (SIGINT).",
    143: "Asked to end (SIGTERM).",
}
_ALWAYS = (0, 1, 2, 130, 143)
_BY_PARAMETER = {"encoding": 3, "volume": 4, "output": 5, "out": 5, "is_validated": 6, "strict": 7}
# A batch reports what is wrong with one document as 8, and goes on; 3 is a source that was named and is not there.
_OWN_STATUSES = {
    "batch": (0, 1, 2, 3, 5, 8, 9, 129, 130, 143),
    "cite": (8,),
    "correspondents": (8,),
    "validate": (3, 6),
    "check": (3, 6),
}
# What arguments are, by the names that the usage line gives them.
ARGUMENTS = {
    "FILE": "A path; - or nothing is standard input.",
    "SRC": "A file, a folder, which is taken with all that is below it, or an archive.",
    "VOLUME": "A file of TEI.",
    "QUERY": "What to look for.",
    "SHELL": "The shell that reads the script.",
    "COMMAND": "The command; without one the page of frusconv itself is printed.",
}
_SIDECAR = ("NAME.yaml", "Facts that the source of the same name (NAME.txt, NAME.xml) lacks, one 'key: value' a line.")
_SETTINGS = ("frusconv.toml", "Settings of the folder where the program is called, in the table [validate].")
_FILES = {
    "batch": (
        ("DIR/.frusconv-manifest.sqlite", "What was made of which source, by which an unchanged one is left alone."),
        ("DIR/.frusconv-manifest-3of16.sqlite", "The same of one part, until --merge puts the parts together."),
        ("DIR/.frusconv.lock", "Held while a batch is at work. That the file is there means nothing."),
    ),
    "validate": (_SETTINGS,),
    "check": (_SETTINGS,),
}
_ENVIRONMENT = {
    "correspondents": (
        ("SOURCE_DATE_EPOCH", "The date of a CMIF file, in seconds since 1970; else the year of its newest volume."),
    ),
    "convert": (("PYPANDOC_PANDOC", "The pandoc to use in place of the one that comes with frusconv."),),
    "man": (("SOURCE_DATE_EPOCH", "The date of the pages, in seconds since 1970; without it they have none."),),
}


@click.command("man")
@click.argument("name", required=False, metavar="[COMMAND]", type=click.Choice(list(COMMANDS)))
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    metavar="DIR",
    shell_complete=complete_folders,
    help="Write all pages to DIR, or with COMMAND its page; else one is printed.",
)
def command(name: str | None, output: str) -> None:
    """Print a manual page, or write all of them.

    The pages are made from the commands' own help, in the language of man(1).

    \b
    Example:
      frusconv man batch | man -l -
      frusconv man -o ~/.local/share/man/man1
    """
    if output == STANDARD:
        write_output(output, [page(name).encode("ascii")])
        return
    if os.path.exists(output) and not os.path.isdir(output):
        raise UsageError(f"{output}: is a file; name a folder for the pages")
    try:
        os.makedirs(output, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{output}: the folder cannot be made: {error.strerror}") from None
    for wanted in (name,) if name else (None, *COMMANDS):
        write_output(os.path.join(output, f"{_page_name(wanted)}.1"), [page(wanted).encode("ascii")])


def page(name: str | None = None) -> str:
    """Return the manual page of the command `name`, or of frusconv itself, as roff in ASCII."""
    top = click.Context(cli, info_name=_PROGRAM, **CONTEXT_SETTINGS)  # type: ignore[arg-type]
    context = top if name is None else click.Context(command_table()[name], info_name=name, parent=top)
    return "".join(f"{line}\n" for line in _page(context, name))


def _page(context: click.Context, name: str | None) -> Iterator[str]:
    summary, description, examples = _parts(context.command.help or "")
    title = _page_name(name)
    yield f'.TH "{escaped(title.upper())}" "1" "{_date()}" "{_PROGRAM} {escaped(__version__)}" "User Commands"'
    yield from (".SH NAME", *_wrapped(rf"{escaped(title)} \- {escaped(summary.removesuffix('.'))}"))
    yield from (".SH SYNOPSIS", rf"\fB{escaped(context.command_path)}\fR {_usage(context)}")
    yield from _section("DESCRIPTION", _paragraphs([summary, *description]))
    yield from _section("ARGUMENTS", _list(_arguments(context)))
    yield from _section("COMMANDS", _list(_commands() if name is None else ()))
    yield from _section("OPTIONS", _list(_options(context)))
    yield from _section("EXAMPLES", _literal(examples))
    yield from _section("EXIT STATUS", _list((rf"\fB{status}\fR", STATUSES[status]) for status in statuses(name)))
    yield from _section("FILES", _list((_italic(path), what) for path, what in _files(context, name)))
    environment = _ENVIRONMENT.get(name or "", ())
    yield from _section("ENVIRONMENT", _list((rf"\fB{escaped(key)}\fR", what) for key, what in environment))
    others = [_page_name(other) for other in (None, *COMMANDS) if other != name]
    references = [f".BR {escaped(other)} (1)" for other in others]
    yield from (".SH SEE ALSO", *(f"{line} ," for line in references[:-1]), references[-1])


def escaped(text: str) -> str:
    """Return text as roff that prints exactly it: groff_char(7) tells what else would become of these characters."""
    named = {"\\": r"\e", "-": r"\-", "'": r"\(aq", "`": r"\(ga", "^": r"\(ha", "~": r"\(ti", '"': r"\(dq"}
    out = "".join(named.get(one) or (one if one.isascii() else rf"\[u{ord(one):04X}]") for one in text)
    return rf"\&{out}" if out.startswith(".") else out


def statuses(name: str | None) -> list[int]:
    """Return the exit statuses that a command can end with, or for None any command."""
    if name is None:
        return [status for status in STATUSES if any(status in statuses(other) for other in COMMANDS)]
    if name == "batch":
        return list(_OWN_STATUSES[name])
    found = {_BY_PARAMETER[one.name] for one in command_table()[name].params if one.name in _BY_PARAMETER}
    return sorted({*_ALWAYS, *found, *_OWN_STATUSES.get(name, ())})


def _page_name(name: str | None) -> str:
    return f"{_PROGRAM}-{name}" if name else _PROGRAM


def _date() -> str:
    """Return the day that SOURCE_DATE_EPOCH names, or nothing. Raises UsageError if it names none."""
    given = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        return datetime.fromtimestamp(int(given), UTC).date().isoformat() if given else ""
    except (ValueError, OverflowError, OSError):
        raise UsageError(f"SOURCE_DATE_EPOCH is {given!r}, which is no number of seconds since 1970") from None


def _parts(text: str) -> tuple[str, list[str], list[str]]:
    """Return a docstring's summary, its other paragraphs, and the lines of its examples."""
    summary, *others = cleandoc(text).split("\n\n")
    marked = [part for part in others if part.startswith("\b\n")]
    examples = [line.removeprefix("  ") for part in marked for line in part.splitlines()[2:]]
    return summary, [" ".join(part.split()) for part in others if part not in marked], examples


def _section(title: str, lines: Iterable[str]) -> Iterator[str]:
    """Yield a section, or nothing if it has no lines."""
    for number, line in enumerate(lines):
        if number == 0:
            yield f".SH {title}"
        yield line


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        yield from (".PP",) if number else ()
        yield from _prose(text)


def _list(rows: Iterable[tuple[str, str]]) -> Iterator[str]:
    """Yield terms, which are roff already, and what is said of each."""
    for term, text in rows:
        yield from (".TP", term, *_prose(text))


def _literal(lines: Iterable[str]) -> Iterator[str]:
    shown = [escaped(line) for line in lines]
    if shown:
        yield from (".RS 4", ".nf", *shown, ".fi", ".RE")


def _prose(text: str) -> Iterator[str]:
    """Yield text a sentence a line, as man(7) wants it; options and `names` are bold."""
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z-])", text):
        pieces = re.split(r"(`[^`]+`|(?<![\w-])--[a-z][a-z-]*)", sentence)
        yield from _wrapped(
            "".join(
                rf"\fB{escaped(piece.strip('`'))}\fR" if number % 2 else escaped(piece)
                for number, piece in enumerate(pieces)
            )
        )


def _wrapped(roff: str) -> Iterator[str]:
    """Yield text in lines of moderate length, of which none looks like a request."""
    line = ""
    for word in roff.split():
        if line and len(line) + len(word) >= _WIDTH:
            yield line
            line = rf"\&{word}" if word.startswith(".") else word
        else:
            line = f"{line} {word}".lstrip()
    yield line


def _italic(text: str) -> str:
    return rf"\fI{escaped(text)}\fR"


def _usage(context: click.Context) -> str:
    """Return what the usage line has behind the command: words in capitals are to be replaced."""
    pieces = escaped(" ".join(context.command.collect_usage_pieces(context)))
    return re.sub(r"[A-Z]{2,}", r"\\fI\g<0>\\fR", pieces)


def _arguments(context: click.Context) -> Iterator[tuple[str, str]]:
    for one in context.command.params:
        if isinstance(one, click.Argument):
            name = re.sub(r"[^A-Z]", "", one.metavar or (one.name or "").upper())
            yield _italic(name), ARGUMENTS[name] + _choices(one)


def _choices(argument: click.Argument) -> str:
    return f" One of: {', '.join(argument.type.choices)}." if isinstance(argument.type, click.Choice) else ""


def _options(context: click.Context) -> Iterator[tuple[str, str]]:
    """Yield options as the help has them: names bold, what is to be replaced in italics."""
    options = [one for one in context.command.get_params(context) if isinstance(one, click.Option)]
    for names, text in filter(None, (one.get_help_record(context) for one in options)):
        tokens = re.split(r"((?<![\w-])--?[A-Za-z][\w-]*|[,/ ]+)", names)
        yield "".join(_token(token) for token in tokens if token), text


def _token(token: str) -> str:
    if token.startswith("-"):
        return rf"\fB{escaped(token)}\fR"
    return token if token.strip(",/ ") == "" else _italic(token)


def _commands() -> Iterator[tuple[str, str]]:
    for name, one in command_table().items():
        yield rf"\fB{escaped(_page_name(name))}\fR(1)", _parts(one.help or "")[0]


def _files(context: click.Context, name: str | None) -> tuple[Any, ...]:
    has_sidecar = {"volume", "document"} <= {one.name for one in context.command.params}
    return (*((_SIDECAR,) if has_sidecar or name == "batch" else ()), *_FILES.get(name or "", ()))
