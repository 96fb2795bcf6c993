"""`frusconv batch`."""

from __future__ import annotations

import sys
from typing import Any

import click

from frusconv import batch
from frusconv.cli.common import complete_folders, encoding_option, max_size_option, persons_option
from frusconv.cli.writing import citation_option, validate_option
from frusconv.errors import UsageError
from frusconv.readers import READERS
from frusconv.streams import source_limit
from frusconv.writers import WRITERS, WriteOptions

_PATTERN = "{folder} {name} {volume} {document} {format} {suffix}"


def _shard(_: click.Context, __: click.Parameter, value: str | None) -> batch.Shard | None:
    if value is None:
        return None
    found = batch.shard_named(value)
    if found is None:
        raise click.BadParameter(f"{value!r} is no part of several; one reads like 3/16")
    return found


@click.command("batch")
@click.argument("sources", nargs=-1, metavar="[SRC]...", type=click.Path())
@click.option(
    "-t",
    "--to",
    "formats",
    multiple=True,
    type=click.Choice(sorted(WRITERS)),
    default=("tei",),
    show_default=True,
    help="What to write; can be given several times.",
)
@click.option(
    "-o",
    "--out",
    required=True,
    metavar="DIR",
    type=click.Path(),
    shell_complete=complete_folders,
    help="Folder for the results.",
)
@click.option(
    "--name",
    metavar="PATTERN",
    help=f"How results are called below DIR, of {_PATTERN}. Else {{name}}{{suffix}}, and of a volume's documents "
    "{volume}/{document}{suffix}.",
)
@click.option(
    "--from-list",
    metavar="FILE",
    type=click.Path(),
    help="Take the files and folders that FILE or - names, each ended by NUL, or on a line of its own.",
)
@click.option(
    "--glob", "globs", multiple=True, metavar="PATTERN", help="Of folders take only what matches, as '*.txt'."
)
@click.option("--from", "from_format", type=click.Choice(sorted(READERS)), help="Take only files of this format.")
@click.option("--whole", is_flag=True, help="Make one result of a volume, not one of each of its documents.")
@click.option("--jobs", default=1, show_default=True, type=click.IntRange(1), help="How many documents at once.")
@click.option(
    "--executor",
    default="processes",
    show_default=True,
    metavar="NAME",
    help="Who does the work: processes, threads, or a cluster at dask://HOST:PORT.",
)
@click.option(
    "--timeout",
    default=300.0,
    show_default=True,
    metavar="SECONDS",
    type=click.FloatRange(0),
    help="How long a document may take; 0 is no limit.",
)
@click.option(
    "--shard", metavar="K/N", callback=_shard, help="Do one of N parts of the work, which others do elsewhere."
)
@click.option("--merge", is_flag=True, help="Put the manifests of all parts in DIR together.")
@click.option("--prune", is_flag=True, help="Remove results whose source is gone.")
@click.option("--dry-run", is_flag=True, help="Tell what would be done, and do nothing.")
@click.option("--rebuild", is_flag=True, help="Make a new manifest in place of one that is damaged or lost.")
@click.option("--fail-fast", is_flag=True, help="End at the first source that fails.")
@click.option("--log", metavar="FILE", type=click.Path(), help="Append what becomes of each document, as JSON Lines.")
@click.option("--report", metavar="FILE", type=click.Path(), help="Write a web page about the collection.")
@click.option("-q", "--quiet", is_flag=True, help="Tell nothing unless something fails.")
@click.option("--profile", type=click.Choice(["tei", "frus"]), default="tei", show_default=True, help="As in to-tei.")
@citation_option
@persons_option
@validate_option
@encoding_option
@max_size_option(note=" Files in archives and compressed ones count as unpacked.")
@click.option("--strict", is_flag=True, help="Take for failed what had to be guessed in, or lacks something.")
def command(sources: tuple[str, ...], **values: Any) -> int:
    """Convert many sources, for runs that nobody watches.

    SRC is a file or a folder. Of a folder, all .txt, .xml and .html files are taken with those below it, also inside
    .gz, .xz, .bz2, .zip and .tar; hidden ones and links to folders are not. Each document of a volume gives results of
    its own.

    DIR has a manifest of what is there: what has not changed since is not done again. A source that fails is told of,
    the others go on, and the exit code is 8. One batch works in DIR at a time; another ends at once, with 9. A batch
    that is interrupted or killed leaves no part of a file, and the next one goes on from there.

    \b
    Example:
      frusconv batch inbox/ --to tei --to markdown --to epub --out site/ --jobs 4 --log run.jsonl
      find letters -name '*.txt' -print0 | frusconv batch --from-list - --out tei/ --quiet
    """
    is_preview, is_merge = values.pop("dry_run"), values.pop("merge")
    teller = batch.Teller(sys.stderr, values.pop("quiet"))
    request = _request(sources, values)
    if is_merge:
        if sources or request.from_list or request.shard:
            raise UsageError("--merge puts together what parts have left in DIR; give it no sources and no --shard")
        return batch.merge(request, teller)
    if not sources and request.from_list is None:
        raise click.UsageError("name a file or folder, or a list of them with --from-list")
    if is_preview:
        for line in batch.preview(request, teller):
            click.echo(line)
        return 0
    return batch.run(request, teller, sys.argv[1:])


def _request(sources: tuple[str, ...], values: dict[str, Any]) -> batch.Request:
    profile = values["profile"]
    settings = batch.Settings(
        tuple(dict.fromkeys(values["formats"])),
        values["from_format"],
        values["encoding"],
        values["strict"],
        WriteOptions(profile, has_citation=values["citation"]),
        values["timeout"],
        batch.persons_file(values["persons"]) if values["persons"] else None,
        values["is_validated"],
        source_limit(),
    )
    return batch.Request(
        sources,
        values["out"],
        settings,
        from_list=values["from_list"],
        globs=values["globs"],
        name=values["name"],
        is_whole=values["whole"],
        jobs=values["jobs"],
        executor=values["executor"],
        shard=values["shard"],
        is_pruned=values["prune"],
        is_rebuilt=values["rebuild"],
        is_fail_fast=values["fail_fast"],
        log=values["log"],
        report=values["report"],
    )
