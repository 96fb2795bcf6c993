"""`frusconv validate`."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

import click

from frusconv.cli.common import F, complete_files, max_size_option, output_option, say, sources_argument
from frusconv.errors import InvalidResultError, SourceError, StrictError, UsageError
from frusconv.model import FileSource
from frusconv.streams import STANDARD, open_source, write_output
from frusconv.validation.reports import FORMS, counted, report

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

    from frusconv.validation.checker import Checker
    from frusconv.validation.reports import Told


def complete_codes(_: click.Context, __: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the code of a rule, with what it says beside it."""
    from click.shell_completion import CompletionItem

    from frusconv.validation.checks import rules

    return [CompletionItem(code, help=rule.says) for code, rule in rules().items() if code.startswith(incomplete)]


def checking_options(function: F) -> F:
    """Add what tells the rules and schemas to check by."""
    options = (
        click.option(
            "--schema",
            "schemas",
            multiple=True,
            metavar="FILE",
            shell_complete=complete_files,
            help="Check against an outside schema as well: .rng, .rnc or .sch. Can be given several times.",
        ),
        click.option(
            "--ignore", multiple=True, metavar="CODES", shell_complete=complete_codes, help="Leave these rules out."
        ),
        click.option(
            "--config",
            metavar="FILE",
            shell_complete=complete_files,
            help="Take settings from FILE; from frusconv.toml of this folder otherwise, if there is one.",
        ),
        max_size_option(),
        output_option,
    )
    for option in reversed(options):
        function = option(function)
    return function


@click.command("validate")
@sources_argument
@click.option(
    "--select",
    multiple=True,
    metavar="CODES",
    shell_complete=complete_codes,
    help="Check these rules alone: codes, beginnings of codes (note), errors, warnings.",
)
@click.option(
    "--format", "form", type=click.Choice(FORMS), default="text", show_default=True, help="How findings are written."
)
@click.option("--summary", is_flag=True, help="Write how often each rule is broken, in place of the findings.")
@click.option("--fix", is_flag=True, help="Mend in the files what is safe to mend, and show the difference.")
@click.option("--diff", is_flag=True, help="Show what --fix would change, and change nothing.")
@click.option("--strict", is_flag=True, help="Exit with 7 if there are warnings.")
@click.option(
    "--explain", metavar="CODE", shell_complete=complete_codes, help="Tell all about a rule, with examples, and exit."
)
@click.option("--list", "is_listed", is_flag=True, help="List all rules, and exit.")
@click.option("--show-schema", is_flag=True, help="Write frusconv's own RELAX NG schema, for XML editors, and exit.")
@checking_options
def command(files: tuple[str, ...], output: str, explain: str | None, is_listed: bool, **values: Any) -> None:
    """Check TEI against the rules of the series.

    FILE is a document, several, a volume, or a bare div. What is wrong is written with line and column, the code of
    the rule, and the document. The exit status is 6 if a rule is broken whose breach is an error, and 0 if there are
    warnings alone.

    \b
    Example:
      frusconv validate telegram.xml
      frusconv validate --ignore note-space --summary volumes/*.xml
      frusconv validate --schema frus.rng --schema frus.sch frus1964-68v22.xml
      frusconv to-tei telegram.txt | frusconv validate --strict
    """
    if explain or is_listed or values["show_schema"]:
        write_output(output, [_told(explain, is_listed=is_listed).encode()])
        return
    from frusconv.validation.checker import Checker
    from frusconv.validation.selection import read_settings, selection

    chosen = selection(values["select"], values["ignore"], read_settings(values["config"]))
    checker = Checker(chosen, (*chosen.schemas, *values["schemas"]))
    names = files or (STANDARD,)
    if values["fix"] or values["diff"]:
        told = _mended(names, checker, output, is_written=values["fix"])
    else:
        told = [row for name in names for row in checker.told(tei_source(name))]
        if values["summary"]:
            write_output(output, [_summary(told).encode()])
        else:
            write_output(output, (piece.encode() for piece in report(values["form"])(told)))
    _end(told, len(names), is_strict=values["strict"])


def tei_source(name: str) -> FileSource:
    """Return a file of TEI. Raises SourceError for anything else."""
    source, kind = open_source(name)
    if not isinstance(source, FileSource):
        what = "a web page" if kind == "html" else "no TEI"
        raise SourceError(f"{source.name}: this is {what}; `frusconv to-tei` makes TEI of raw text and of web pages")
    return source


def _told(code: str | None, *, is_listed: bool) -> str:
    from frusconv.validation.explaining import explained, listed

    if code:
        return explained(code)
    if is_listed:
        return listed()
    from frusconv.validation.grammar import schema

    return schema().decode()


def _mended(names: Iterable[str], checker: Checker, output: str, *, is_written: bool) -> list[Told]:
    """Mend the files or only show how, and return what is left."""
    from frusconv.validation.fixing import difference, fixed

    left: list[Told] = []
    lines: list[str] = []
    for name in names:
        if name == STANDARD and is_written:
            raise UsageError("--fix mends files in their places; give the names of files, or --diff for a patch")
        source = tei_source(name)
        with source.open() as file:
            data = file.read()
        result = fixed(data, source.name, checker.findings)
        lines += difference(data, result.data, source.name)
        if is_written and result.data != data:
            write_output(name, [result.data])
        left += checker.with_severity(source.name, result.left)
        if result.mended:
            what = "mended" if is_written else "can be mended"
            say(f"frusconv: {source.name}: {result.mended:,} {what}")
    write_output(output, [line.encode() for line in lines])
    if is_written:
        for piece in report("text")(left):
            click.echo(piece, nl=False, err=True)
    return left


def _summary(told: Iterable[Told]) -> str:
    """Return a line for each rule that is broken: how often, in how many documents, how bad, and what it says."""
    from frusconv.validation.checks import rules

    rows = list(told)
    counts = Counter((row.finding.code, row.severity) for row in rows)
    places: dict[str, set[tuple[str, str | None]]] = {}
    for row in rows:
        places.setdefault(row.finding.code, set()).add((row.file, row.finding.document))
    width = max((len(code) for code, _ in counts), default=0)
    return "".join(
        f"{count:>7,} in {len(places[code]):>6,}  {severity:<7}  {code:<{width}}  {rules()[code].says}\n"
        for (code, severity), count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    )


def _end(told: list[Told], file_count: int, *, is_strict: bool) -> None:
    """Say how much was found, and end with the status for it."""
    counts = Counter(row.severity for row in told)
    can_be_mended = sum(bool(row.finding.edits) for row in told)
    errors, warnings = counts["error"], counts["warning"]
    found = f"{counted(errors, 'error')}, {counted(warnings, 'warning')} in {counted(file_count, 'file')}"
    if can_be_mended:
        found += f"; --fix can mend {can_be_mended:,}"
    if errors:
        raise InvalidResultError(found)
    if warnings and is_strict:
        raise StrictError(found)
    if sys.stderr.isatty() or warnings:
        click.echo(f"frusconv: {found}", err=True)
