"""Whole collections with `frusconv batch`: documents a second, speed-up, memory, and what a night without news costs.

    python benchmarks/batch.py FOLDER [--documents N] [--jobs 1 2 4] [--volumes VOLUME...] [--keep DIR]

FOLDER holds raw texts (*.txt), which are taken again and again, each with a number in its last line, until there are N
documents of different content. Measured are runs of the program as a whole, with search, manifest and syncs:

- text to TEI, with each number of jobs; the bytes of the results have to be the same;
- a second run with nothing to do, a dry run, and one after 1,000 documents were changed;
- TEI volumes to Markdown, each document a file of its own (with --volumes, as .xml or .xml.xz);
- the peak of memory of the parent process, at N documents and at a tenth of them.

The floor is a Python process that reads the same sources and writes as many files of the same sizes, without syncs.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from timing import PROGRAM

_COPY = """
import os, sys
source, written, out = sys.argv[1:4]
sizes = {}
for place, _, names in os.walk(written):
    for name in names:
        path = os.path.join(place, name)
        sizes.setdefault(os.path.relpath(place, written), []).append((name, os.path.getsize(path)))
for place, _, names in os.walk(source):
    for name in names:
        with open(os.path.join(place, name), "rb") as file:
            file.read()
for place, found in sizes.items():
    os.makedirs(os.path.join(out, place), exist_ok=True)
    for name, size in found:
        with open(os.path.join(out, place, name), "wb") as file:
            file.write(b"x" * size)
"""


class Ran(NamedTuple):
    """A run of the program: seconds, peak of the parent's memory in megabytes, and its last line."""

    seconds: float
    megabytes: float
    line: str


def ran(*arguments: str | Path) -> Ran:
    """Run `frusconv batch`; its memory is looked at while it runs, without that of its workers."""
    started = time.perf_counter()
    with tempfile.TemporaryFile() as errors:
        process = subprocess.Popen([PROGRAM, "batch", *arguments], stdout=subprocess.DEVNULL, stderr=errors)
        peak = 0.0
        while process.poll() is None:
            peak = max(peak, peak_of(process.pid))
            time.sleep(0.02)
        seconds = time.perf_counter() - started
        errors.seek(0)
        lines = errors.read().decode(errors="replace").strip().splitlines()
    if process.returncode not in (0, 8):
        sys.exit(f"exit status {process.returncode}: {lines[-1] if lines else ''}")
    return Ran(seconds, peak, lines[-1] if lines else "")


def peak_of(pid: int) -> float:
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
    except OSError:
        return 0.0
    found = [line for line in status.splitlines() if line.startswith("VmHWM:")]
    return int(found[0].split()[1]) / 1024 if found else 0.0


def make(texts: Sequence[Path], folder: Path, count: int) -> None:
    """Make sources of different content, a thousand in a folder."""
    data = [path.read_bytes().rstrip() for path in texts]
    for number in range(count):
        place = folder / f"{number // 1000:04}"
        if number % 1000 == 0:
            place.mkdir(parents=True)
        text = data[number % len(data)] + b"\n\nCopy %d of the collection.\n" % number
        (place / f"document-{number}.txt").write_bytes(text)


def change(folder: Path, count: int) -> None:
    paths = sorted(folder.rglob("*.txt"))
    for path in paths[:: max(1, len(paths) // count)][:count]:
        path.write_bytes(path.read_bytes() + b"Another line.\n")


def digest(folder: Path) -> str:
    whole = hashlib.blake2b()
    for path in sorted(folder.rglob("*.*")):
        if path.is_file() and not path.name.startswith("."):
            whole.update(str(path.relative_to(folder)).encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def floor(source: Path, written: Path, out: Path) -> float:
    started = time.perf_counter()
    subprocess.run([sys.executable, "-c", _COPY, source, written, out], check=True)
    return time.perf_counter() - started


def say(what: str, found: Ran, documents: int, least: float) -> None:
    rate = documents / found.seconds
    print(
        f"{what:<34} {found.seconds:8.1f} s {rate:9,.0f} documents/s {found.seconds / least:7.1f} x floor "
        f"{found.megabytes:6.0f} MB   {found.line}",
        flush=True,
    )


def texts_to_tei(texts: Sequence[Path], work: Path, count: int, jobs: Sequence[int]) -> None:
    source = work / "source"
    make(texts, source, count)
    least = 0.0
    first = 0.0
    digests = set()
    out = work / "out"
    for number in jobs:
        shutil.rmtree(out, ignore_errors=True)
        os.sync()
        found = ran(source, "--out", out, "--jobs", str(number))
        if not least:
            least, first = floor(source, out, work / "floor"), found.seconds
            shutil.rmtree(work / "floor")
            print(f"{'floor: read and write':<34} {least:8.1f} s {count / least:9,.0f} documents/s", flush=True)
        say(f"text to TEI, {number} jobs", found, count, least)
        print(f"{'':<34} speed-up {first / found.seconds:.2f}")
        digests.add(digest(out))
    print(f"the same bytes with {', '.join(map(str, jobs))} jobs: {'yes' if len(digests) == 1 else 'NO'}")
    say("nothing to do", ran(source, "--out", out, "--jobs", "2"), count, least)
    say("dry run", ran(source, "--out", out, "--dry-run"), count, least)
    change(source, 1000)
    say("1,000 changed", ran(source, "--out", out, "--jobs", "2"), count, least)
    small = work / "small"
    make(texts, small, count // 10)
    say("a tenth of them", ran(small, "--out", work / "out-small", "--jobs", "2"), count // 10, least / 10)


def volumes_to_markdown(volumes: Sequence[Path], work: Path, jobs: Sequence[int]) -> None:
    out = work / "markdown"
    first = least = 0.0
    for number in jobs:
        shutil.rmtree(out, ignore_errors=True)
        found = ran(*volumes, "--to", "markdown", "--out", out, "--jobs", str(number))
        count = sum(1 for _ in out.rglob("*.md"))
        first = first or found.seconds
        if not least:
            (work / "volumes").mkdir()
            for path in volumes:
                shutil.copy(path, work / "volumes")
            least = floor(work / "volumes", out, work / "floor")
        say(f"TEI to Markdown, {number} jobs", found, count, least)
        print(f"{'':<34} speed-up {first / found.seconds:.2f}")
    say("nothing to do", ran(*volumes, "--to", "markdown", "--out", out), count, least)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--jobs", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--volumes", type=Path, nargs="+", default=[])
    parser.add_argument("--keep", type=Path, help="work in this folder, and leave what is made there")
    options = parser.parse_args()
    texts = sorted(options.folder.rglob("*.txt"))
    work = options.keep or Path(tempfile.mkdtemp(prefix="frusconv-"))
    try:
        texts_to_tei(texts, work, options.documents, options.jobs)
        if options.volumes:
            volumes_to_markdown(options.volumes, work, options.jobs)
    finally:
        if not options.keep:
            shutil.rmtree(work)


if __name__ == "__main__":
    main()
