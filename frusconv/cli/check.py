"""`frusconv check`."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator

import click

from frusconv.cli.common import complete_files
from frusconv.cli.validate import checking_options, tei_source
from frusconv.errors import InvalidResultError
from frusconv.model import FileSource
from frusconv.streams import write_output


@click.command("check")
@click.argument("volumes", nargs=-1, required=True, metavar="VOLUME...", shell_complete=complete_files)
@click.option("--json", "is_json", is_flag=True, help="For programs: a JSON array with an object for each volume.")
@checking_options
def command(
    volumes: tuple[str, ...],
    schemas: tuple[str, ...],
    ignore: tuple[str, ...],
    config: str | None,
    is_json: bool,
    output: str,
) -> None:
    """Go through the checklist for volumes, point by point.

    A point passed; or failed, with how often and where first; or wants a look, for there are warnings alone; or is not
    applicable, for the volume has nothing of the kind. The e-book is made and its links are followed. Statistics of the
    volume follow. The exit status is 6 if a point failed.

    \b
    Example:
      frusconv check frus1964-68v22.xml
      frusconv check --json volumes/*.xml > checklists.json
    """
    from frusconv.validation.checker import Checker
    from frusconv.validation.checklist import as_json, checklist, shown
    from frusconv.validation.selection import read_settings, selection

    chosen = selection((), ignore, read_settings(config))
    checker = Checker(chosen, (*chosen.schemas, *schemas))
    lists = []
    for name in volumes:
        source = tei_source(name)
        lists.append(checklist(source, checker.told, _ebook(source)))
    if is_json:
        text = json.dumps([as_json(found) for found in lists], ensure_ascii=False, indent=2) + "\n"
    else:
        text = "\n".join(map(shown, lists))
    write_output(output, [text.encode()])
    failed = [found.name for found in lists if found.has_failed]
    if failed:
        raise InvalidResultError(f"points failed in {', '.join(failed)}; `frusconv validate` tells every place")


def _ebook(source: FileSource) -> Callable[[], Iterator[str]]:
    """Return what makes the e-book of a volume and yields what is wrong with it."""

    def made() -> Iterator[str]:
        from tempfile import TemporaryFile

        from frusconv.conversion import read
        from frusconv.errors import FrusconvError
        from frusconv.validation.ebook import faults
        from frusconv.writers import DEFAULTS, writer

        with TemporaryFile() as file:
            try:
                file.writelines(writer("epub")(read(source, from_format="tei").volume, DEFAULTS))
            except FrusconvError as error:
                yield f"cannot be made: {error}"
                return
            file.seek(0)
            yield from faults(file)

    return made
