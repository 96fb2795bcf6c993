"""Whole volumes: what each writer takes, beside lxml, pandoc and the TEI Stylesheets on the same volume.

    python benchmarks/volumes.py VOLUME... [--runs N] [--times N] [--stylesheets DIR] [--json]

VOLUME is an official volume in TEI, as .xml or .xml.xz. Whole processes are measured, from start to end; ratios are to
the floor, and in the last lines to the peer that does the same work.

- The floor is a Python process that parses the volume with lxml, goes through all its elements and writes it again.
- pandoc (the one that pypandoc has) reads no TEI: it gets frusconv's own Markdown of the volume, so that it has equal
  content, and no part of its time is TEI's. Its JSON to Markdown is what writing Markdown alone costs it.
- The TEI Stylesheets' tei-to-markdown.xsl is run by saxonche, in a virtual environment that is kept in the user's cache
  folder. No package of PyPI, npm or Debian was found to have these stylesheets: `--stylesheets` names a checkout of the
  repository TEIC/Stylesheets.

`--times N` tells the peak of memory for a volume N times as long, beside that for the volume itself.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import peers
from timing import PROGRAM, Command, FailedError, Run, interleaved, run

LONGER = Path(__file__).with_name("longer.py")
MARKDOWN, EPUB = "frusconv to-markdown", "frusconv to-epub"
# Each writer's command and options, and the end of the name of what it writes.
WRITERS = {
    MARKDOWN: (("to-markdown",), ".md"),
    "frusconv to-json --lines": (("to-json", "--lines"), ".jsonl"),
    EPUB: (("to-epub",), ".epub"),
    "frusconv to-html": (("to-html",), ".html"),
    "frusconv to-text": (("to-text",), ".txt"),
}
# The writer that does the work of a peer.
EQUALS = {peers.STYLESHEETS: MARKDOWN, peers.PANDOC_MARKDOWN: MARKDOWN, peers.PANDOC_EPUB: EPUB}


def unpacked(source: Path, output: Path, times: int = 1) -> int:
    """Write a volume, `times` times as long, and return the number of its documents."""
    made = subprocess.run([sys.executable, LONGER, source, output, str(times)], check=True, stdout=subprocess.PIPE)
    return int(made.stdout)


def own_commands(volume: Path, folder: Path) -> dict[str, Command]:
    commands = {peers.FLOOR: peers.floor(volume, folder / "floor.xml")}
    for name, (arguments, suffix) in WRITERS.items():
        commands[name] = [PROGRAM, *arguments, volume, "-o", folder / f"volume{suffix}"]
    return commands


def measured(source: Path, options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    """Return all figures of one volume."""
    volume = folder / source.name.removesuffix(".xz")
    documents = unpacked(source, volume)
    commands = own_commands(volume, folder)
    left_out: dict[str, str] = {}
    try:
        commands |= peers.pandoc(volume, folder)
    except peers.CannotBeHadError as error:
        left_out |= dict.fromkeys((peers.PANDOC_MARKDOWN, peers.PANDOC_EPUB), str(error))
    try:
        commands[peers.STYLESHEETS] = peers.stylesheets(options.stylesheets, volume, folder / "stylesheets.md")
    except peers.CannotBeHadError as error:
        left_out[peers.STYLESHEETS] = str(error)
    runs, failed = interleaved(commands, options.runs)
    if peers.FLOOR in failed:
        sys.exit(f"{source}: lxml cannot read it: {failed[peers.FLOOR]}")
    result = {
        "volume": volume.name,
        "megabytes": volume.stat().st_size / 1e6,
        "documents": documents,
        "runs": options.runs,
        "processes": {name: figures(found, runs[peers.FLOOR], documents) for name, found in runs.items()},
        "left out": left_out | {name: f"failed: {error}" for name, error in failed.items()},
    }
    if options.times > 1:
        result["longer"] = longer(source, options.times, folder)
    return result


def figures(runs: list[Run], floor: list[Run], documents: int) -> dict[str, float]:
    seconds = [found.seconds for found in runs]
    least, median = min(seconds), statistics.median(seconds)
    return {
        "min": least,
        "median": median,
        "cpu": min(found.cpu for found in runs),
        "min ratio": least / min(found.seconds for found in floor),
        "median ratio": median / statistics.median(found.seconds for found in floor),
        "documents per second": documents / least,
        "peak megabytes": max(found.megabytes for found in runs),
    }


def longer(source: Path, times: int, folder: Path) -> dict[str, Any]:
    """Return the peak of memory of the floor and each writer for a volume `times` times as long."""
    volume = folder / "longer.xml"
    documents = unpacked(source, volume, times)
    peaks: dict[str, float | str] = {}
    for name, command in own_commands(volume, folder).items():
        try:
            peaks[name] = run(command, str(folder / "caches")).megabytes
        except FailedError as error:
            peaks[name] = f"failed: {error}"
    return {"megabytes": volume.stat().st_size / 1e6, "documents": documents, "peak megabytes": peaks}


def printed(result: dict[str, Any]) -> None:
    rows = result["processes"]
    print(f"{result['volume']}: {result['megabytes']:.1f} MB, {result['documents']} documents, {result['runs']} runs")
    print(f"{'':<33} {'min':>8} {'median':>8} {'cpu':>8}   ratio of min  median   documents/s   peak MB")
    for name, row in rows.items():
        print(
            f"{name:<33} {row['min']:6.3f} s {row['median']:6.3f} s {row['cpu']:6.3f} s {row['min ratio']:14.2f}"
            f" {row['median ratio']:7.2f} {row['documents per second']:13,.0f} {row['peak megabytes']:9.1f}"
        )
    for name, reason in result["left out"].items():
        print(f"{name:<33} left out: {reason}")
    for peer, own in EQUALS.items():
        if peer in rows and own in rows:
            times = rows[peer]["median"] / rows[own]["median"]
            memory = rows[peer]["peak megabytes"] / rows[own]["peak megabytes"]
            print(f"{peer} takes {times:.1f} times as long as {own}, and {memory:.1f} times the memory")
    if "longer" in result:
        print_longer(result["longer"], rows)
    print()


def print_longer(result: dict[str, Any], rows: dict[str, Any]) -> None:
    print(f"with {result['documents']} documents, {result['megabytes']:.1f} MB:")
    for name, peak in result["peak megabytes"].items():
        if isinstance(peak, str):
            print(f"{name:<33} {peak}")
        else:
            before = f", was {rows[name]['peak megabytes']:.1f}" if name in rows else ""
            print(f"{name:<33} peak {peak:6.1f} MB{before}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("volumes", nargs="+", type=Path, metavar="VOLUME")
    parser.add_argument("--runs", type=int, default=5, help="runs of each process that count")
    parser.add_argument("--times", type=int, default=1, help="also measure the memory for a volume N times as long")
    parser.add_argument("--stylesheets", type=Path, metavar="DIR", help="a checkout of the TEI Stylesheets")
    parser.add_argument("--json", action="store_true", help="print figures for programs, all at the end")
    options = parser.parse_args()
    results = []
    for source in options.volumes:
        with tempfile.TemporaryDirectory(prefix="frusconv-") as folder:
            results.append(measured(source, options, Path(folder)))
        if not options.json:
            printed(results[-1])
    if options.json:
        print(json.dumps(results, indent=2))


if __name__ == "__main__":
    main()
