"""Options and steps that commands share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from frusconv.errors import StrictError
from frusconv.model import Diagnostic, Metadata
from frusconv.pattern import Pattern
from frusconv.readers import READERS
from frusconv.streams import limit_sources
from frusconv.terminal import shown

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

F = TypeVar("F", bound=Callable[..., Any])
_SIZE = Pattern(r"(\d{1,15}(?:\.\d{1,3})?) ?([KMGT]?)B?")
# What --encoding completes; Python knows many more.
_ENCODINGS = ("utf-8", "cp1252", "latin-1", "utf-16", "utf-16-le", "mac-roman")


def complete_files(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the name of a file, as it does by itself."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="file")]


def complete_folders(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the name of a folder."""
    from click.shell_completion import CompletionItem

    return [CompletionItem(incomplete, type="dir")]


def complete_volumes(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a volume, with its title beside it."""
    from click.shell_completion import CompletionItem

    from frusconv.catalogue import entries

    return [
        CompletionItem(row.id, help=row.volume_title or row.title) for row in entries() if row.id.startswith(incomplete)
    ]


def complete_encodings(_: click.Context, __: click.Parameter, incomplete: str) -> list[str]:
    """Complete the name of an encoding that old files are often in."""
    return [name for name in _ENCODINGS if name.startswith(incomplete)]


def source_argument(function: F) -> F:
    """Add FILE, one or standard input."""
    return click.argument("file", default="-", metavar="[FILE]", shell_complete=complete_files)(function)


def sources_argument(function: F) -> F:
    """Add FILE…, any number or standard input."""
    return click.argument("files", nargs=-1, metavar="[FILE]...", shell_complete=complete_files)(function)


def encoding_option(function: F) -> F:
    """Add --encoding."""
    return click.option(
        "--encoding",
        default="utf-8",
        show_default=True,
        metavar="NAME",
        shell_complete=complete_encodings,
        help="Encoding of raw text (cp1252 …); XML and web pages tell their own.",
    )(function)


def _limit(_: click.Context, __: click.Parameter, value: str) -> None:
    """Limit sources to a number of bytes as people write it: 5000, 200MB, 1.5GB."""
    found = _SIZE.fullmatch(value.strip().upper())
    if found is None:
        raise click.BadParameter(f"{value!r} is no size; one reads like 200MB, and 0 is no limit")
    limit_sources(int(float(found[1]) * 1000 ** "BKMGT".index(found[2] or "B")))


def max_size_option(default: str = "200MB", note: str = "") -> Callable[[F], F]:
    """Add --max-size, which holds for all that the command reads."""
    return click.option(
        "--max-size",
        metavar="SIZE",
        default=default,
        show_default=True,
        expose_value=False,
        callback=_limit,
        help=f"Refuse a source of more bytes; 0 is no limit.{note}",
    )


def from_option(function: F) -> F:
    """Add --from."""
    return click.option(
        "--from",
        "from_format",
        type=click.Choice(sorted(READERS)),
        help="What the source is; its first characters tell it otherwise.",
    )(function)


def output_option(function: F) -> F:
    """Add --output."""
    return click.option(
        "-o",
        "--output",
        default="-",
        metavar="FILE",
        shell_complete=complete_files,
        help="Write to FILE, which appears whole or not at all.",
    )(function)


def persons_option(function: F) -> F:
    """Add --persons."""
    return click.option(
        "--persons",
        metavar="FILE",
        shell_complete=complete_files,
        help="Take full names and links of senders and recipients from FILE: a TEI listPerson, or CSV with the column "
        "name and, as far as wanted, forms (other forms of the name, with | between them), office, from and to (days "
        "in office), ref (the address of a record, as of VIAF, GND, Wikidata or LCNAF).",
    )(function)


def strict_option(function: F) -> F:
    """Add --strict."""
    return click.option("--strict", is_flag=True, help="Exit with 7 if anything had to be guessed or was missing.")(
        function
    )


def metadata_options(function: F) -> F:
    """Add the facts that the text may lack, gathered in one `metadata` argument."""
    options = (
        click.option(
            "--volume",
            metavar="ID",
            shell_complete=complete_volumes,
            help="The volume's id, such as frus1939v03.",
        ),
        click.option("--document", metavar="ID", help="The document's id in the volume, such as d59."),
        click.option("--date", metavar="DATE", help="When it was written, in ISO form: 1939-09-04T11:00."),
        click.option("--place", metavar="NAME", help="Where it was written."),
        click.option("--pages", metavar="PAGES", help="Its printed pages, such as 62-63."),
        click.option("--url", metavar="URL", help="Its address, which tells volume and document."),
    )
    for option in reversed(options):
        function = option(function)
    return function


def taken_metadata(values: dict[str, Any]) -> Metadata:
    """Take the values of the metadata options out of a command's arguments."""
    names = ("volume", "document", "date", "place", "pages", "url")
    return Metadata(**{name: values.pop(name) for name in names})


def report(found: Iterable[tuple[str, Diagnostic]], is_strict: bool) -> None:
    """Print diagnostics to standard error; raises StrictError if there are any and `is_strict`."""
    refuse(told(found), is_strict)


def told(found: Iterable[tuple[str, Diagnostic]]) -> int:
    """Print diagnostics to standard error as they come, and return how many there were."""
    count = 0
    for name, diagnostic in found:
        click.echo(diagnostic.render(name), err=True)
        count += 1
    return count


def say(line: str) -> None:
    """Print a line to standard error, with escapes for what would steer a terminal."""
    click.echo(shown(line), err=True)


def refuse(count: int, is_strict: bool) -> None:
    """Raise StrictError if there were diagnostics and `is_strict`."""
    if count and is_strict:
        raise StrictError(f"{count} diagnostic{'s' if count > 1 else ''} under --strict; nothing was written")
