"""Seconds that commands take for 10 MB of one character, or of a few, over and over.

    python benchmarks/hostile.py [--size BYTES] [--limit SECONDS] [--commands NAME,…] [--forms NAME,…] [--all]

Each command runs in a process of its own on each text; what takes longer than the limit is listed, or with --all
everything. It ends with 1 if anything is listed for a single character, which a pattern that is not linear would cause.
What has a million blocks takes as long as a million blocks do, and is told apart from it by --growth: it shows the
seconds at a quarter of the size too.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from frusconv.cli import run
from frusconv.conversion import convert
from frusconv.model import Source
from tests.hostile.units import FORMS, UNITS

_TEXT = ("--from", "text")
COMMANDS: dict[str, tuple[str, ...]] = {
    "normalize": ("normalize",),
    "pages": ("pages",),
    "pages --strip": ("pages", "--strip"),
    "pages --list": ("pages", "--list"),
    "split": ("split", "--list"),
    "to-tei": ("to-tei", "--no-validate", *_TEXT),
    "find-citations": ("find-citations",),
    "inspect": ("inspect", *_TEXT),
    "to-markdown": ("to-markdown", *_TEXT),
    "to-html": ("to-html", *_TEXT),
    "to-epub": ("to-epub", *_TEXT),
    "to-text": ("to-text", *_TEXT),
    "to-json": ("to-json", *_TEXT),
    "cite": ("cite", *_TEXT),
    "correspondents": ("correspondents", *_TEXT),
}


def seconds(arguments: Sequence[str], text: str, most: int) -> tuple[float, int]:
    """Return the processor's seconds that a command takes for a text, and its exit status; `most` ends it."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=".txt") as file:
        file.write(text)
        file.flush()
        child = os.fork()
        if child == 0:
            resource.setrlimit(resource.RLIMIT_CPU, (most, most + 1))
            nowhere = os.open(os.devnull, os.O_RDWR)
            for stream in (1, 2):
                os.dup2(nowhere, stream)
            os._exit(int(run([*arguments, file.name])))
        _, status, used = os.wait4(child, 0)
    return used.ru_utime + used.ru_stime, os.waitstatus_to_exitcode(status)


def measure(options: argparse.Namespace) -> int:
    slow = 0
    for command in options.commands.split(","):
        slowest, count = 0.0, 0
        for form in options.forms.split(","):
            for name, unit in UNITS.items():
                took, status = seconds(COMMANDS[command], FORMS[form](unit, options.size), options.most)
                slowest, count = max(slowest, took), count + 1
                is_fault = status < 0 or status == 1
                if took <= options.limit and not is_fault and not options.all:
                    continue
                quarter = ""
                if options.growth:
                    before, _ = seconds(COMMANDS[command], FORMS[form](unit, options.size // 4), options.most)
                    quarter = f"   a quarter {before:6.2f} s"
                print(f"{command:16} {form:16} {name!r:24} {took:6.2f} s   status {status}{quarter}", flush=True)
                slow += len(unit) == 1 or is_fault
        print(f"{command:16} {count} texts, the slowest in {slowest:.2f} s", flush=True)
    return slow


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000_000)
    parser.add_argument("--limit", type=float, default=5.0, help="list what takes longer, in seconds")
    parser.add_argument("--most", type=int, default=60, help="end what takes longer, in seconds")
    parser.add_argument("--commands", default=",".join(COMMANDS))
    parser.add_argument("--forms", default="one line,many lines")
    parser.add_argument("--all", action="store_true", help="list everything")
    parser.add_argument("--growth", action="store_true", help="measure what is slow at a quarter of the size too")
    options = parser.parse_args()
    convert((Source("The Minister in Ruritania (Doe) to the Secretary of State\n\nText.\n"),))  # Loads what is needed.
    sys.exit(1 if measure(options) else 0)


if __name__ == "__main__":
    main()
