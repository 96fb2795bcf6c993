"""`frusconv batch`."""

from __future__ import annotations

import time
from pathlib import Path

import click

from frusconv import batch
from frusconv.cli.common import encoding_option, strict_option
from frusconv.errors import OutputError
from frusconv.readers import READERS
from frusconv.writers import WRITERS, WriteOptions


@click.command("batch")
@click.argument("sources", nargs=-1, required=True, metavar="SRC...", type=click.Path(path_type=Path))
@click.option(
    "-t",
    "--to",
    "to_format",
    type=click.Choice(sorted(WRITERS)),
    default="tei",
    show_default=True,
    help="What to write.",
)
@click.option("--from", "from_format", type=click.Choice(sorted(READERS)), help="Take only files of this format.")
@click.option(
    "-o", "--out", required=True, metavar="DIR", type=click.Path(path_type=Path), help="Folder for the results."
)
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="How many processes work at once.")
@click.option("--profile", type=click.Choice(["tei", "frus"]), default="tei", show_default=True, help="As in to-tei.")
@encoding_option
@strict_option
def command(
    sources: tuple[Path, ...],
    to_format: str,
    from_format: str | None,
    out: Path,
    jobs: int,
    profile: str,
    encoding: str,
    strict: bool,
) -> int:
    """Convert many sources, a file each.

    The results are DIR/<name><suffix>. SRC is a file, or a folder whose .txt and .xml files are converted with those
    below it, but for those of the format that is written. A source that fails is reported and the others go on; the
    exit code is then 8.

    \b
    Example:
      frusconv batch inbox/ --to tei --out tei/ --jobs 4
    """
    started = time.monotonic()
    planned = batch.plan(sources, out, to_format, from_format)
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"{out}: the folder cannot be made: {error.strerror}") from None
    options = WriteOptions("frus" if profile == "frus" else "tei")
    report = batch.Report()
    for outcome in batch.run(planned, batch.Settings(to_format, from_format, encoding, strict, options), jobs):
        report.add(outcome)
        if outcome.error is not None:
            click.echo(f"frusconv: {outcome.error}", err=True)
    click.echo(f"{report} in {time.monotonic() - started:.1f} s", err=True)
    return report.exit_code
