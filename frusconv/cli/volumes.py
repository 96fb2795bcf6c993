"""`frusconv volumes`."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from typing import Any

import click

from frusconv.catalogue import Entry, candidates, entries, entry, find_volume, read_title, search
from frusconv.cli.common import output_option, say
from frusconv.metadata import from_name, from_url
from frusconv.streams import STANDARD, write_output


@click.command("volumes")
@click.argument("query", nargs=-1, metavar="[QUERY]...")
@click.option("--json", "is_json", is_flag=True, help="For programs: a JSON array with all that is known of each.")
@output_option
def command(query: tuple[str, ...], is_json: bool, output: str) -> None:
    """Search the catalogue of the series' volumes.

    QUERY is words of a title or of an editor's name, a year covered (1948), a sub-series (1952-54), an id or its
    beginning, of which all must fit; or a printed title or citation, a file's name, or an address on the Office's site.
    Without QUERY all volumes are listed: id, years, year of publication, number and title. A search that finds nothing
    prints nothing, says so on standard error, and is no failure.

    \b
    Example:
      frusconv volumes china 1948
      frusconv volumes "Foreign Relations, 1948, vol. v, part 2, p. 666"
      frusconv volumes --json | jq -r '.[] | select(.medium == "microfiche").id'
    """
    text = " ".join(query)
    found, message = _found(text) if text.strip() else (entries(), "")
    if message:
        say(f"frusconv: {message}")
    shown = _as_json(found) if is_json else _as_table(found, output == STANDARD and sys.stdout.isatty())
    write_output(output, [shown.encode()])


def _found(query: str) -> tuple[Sequence[Entry], str]:
    """Return the volumes that a query means, and what there is to say of it."""
    named = from_url(query).volume or from_name(query).volume
    known = entry(named or query.strip())
    if known or named:
        return ([known], "") if known else ([], f"{query}: the catalogue has no volume {named}")
    return _by_title(query) or _by_words(query)


def _by_title(query: str) -> tuple[Sequence[Entry], str] | None:
    """Return the volumes that a printed title or citation names, or None if it names none."""
    printed = read_title(query)
    if printed is None:
        return None
    fitting = [known for volume in candidates(printed) if (known := entry(volume))]
    if fitting:
        return fitting, f"{query}: {len(fitting)} volumes fit; a part or a title tells them apart" if fitting[
            1:
        ] else ""
    made = find_volume(printed)
    return ([], f"{query}: by the rule of ids this is {made.volume}, which the catalogue lacks") if made else None


def _by_words(query: str) -> tuple[Sequence[Entry], str]:
    found = search(query)
    return found, "" if found else f"{query}: no volume fits; try fewer words, or the beginning of one"


def _as_json(found: Sequence[Entry]) -> str:
    rows: list[dict[str, Any]] = [
        row._asdict() | {"url": row.url, "is_cited_by_document": row.is_cited_by_document} for row in found
    ]
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def _as_table(found: Sequence[Entry], is_cut: bool) -> str:
    """Return a line for each volume: id, years, year of publication, number and title; cut to a terminal's width."""
    width = max((len(row.id) for row in found), default=0)
    lines = [
        f"{row.id:<{width}}  {row.sub_series:<9}  {row.published or '':<4}  "
        + (", ".join(filter(None, (row.number, row.volume_title))) if row.volume_title else row.title)
        for row in found
    ]
    if is_cut:
        import shutil

        columns = max(shutil.get_terminal_size().columns, 40)
        lines = [line if len(line) <= columns else f"{line[: columns - 1]}…" for line in lines]
    return "".join(f"{line}\n" for line in lines)
