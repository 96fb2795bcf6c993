"""Seconds that commands take for 10 MB of one character, or of a few, over and over.

    python benchmarks/hostile.py [--size BYTES] [--limit SECONDS] [--commands NAME,…] [--forms NAME,…] [--all]
    python benchmarks/hostile.py --characters --sieve 0.3 [--tei]

Each command runs in a process of its own on each text; what takes longer than the limit is listed, or with --all
everything. It ends with 1 if anything is listed for a single character, which a pattern that is not linear would cause.
What has a million blocks takes as long as a million blocks do, and is told apart from it by --growth: it shows the
seconds at a quarter of the size too. --characters takes every character of a keyboard and leaves out the strings; --tei
puts them into TEI; --sieve measures a tenth of the size first, and the whole where that takes longer than it says.
"""

from __future__ import annotations

import argparse
import os
import resource
import sys
import tempfile
from collections.abc import Sequence
from functools import partial
from itertools import product
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from frusconv.cli import run
from frusconv.conversion import convert
from frusconv.model import Source
from tests.hostile.units import CHARACTERS, FORMS, TEI_FORMS, UNITS

_TEXT = ("--from", "text")
COMMANDS: dict[str, tuple[str, ...]] = {
    "normalize": ("normalize",),
    "pages": ("pages",),
    "pages --strip": ("pages", "--strip"),
    "pages --list": ("pages", "--list"),
    "split": ("split", "--list"),
    "split --check": ("split", "--check-numbers"),
    "to-tei": ("to-tei", "--no-validate", *_TEXT),
    "to-tei --validate": ("to-tei", *_TEXT),
    "find-citations": ("find-citations",),
    "inspect": ("inspect", *_TEXT),
    "to-markdown": ("to-markdown", *_TEXT),
    "to-html": ("to-html", *_TEXT),
    "to-epub": ("to-epub", *_TEXT),
    "to-text": ("to-text", *_TEXT),
    "to-text --web": ("to-text", "--layout", "web", *_TEXT),
    "to-json": ("to-json", *_TEXT),
    "cite": ("cite", *_TEXT),
    "cite --bibtex": ("cite", "--format", "bibtex", *_TEXT),
    "correspondents": ("correspondents", *_TEXT),
    "convert": ("convert", "--to", "docbook", *_TEXT),
}
TEI_COMMANDS: dict[str, tuple[str, ...]] = {
    "validate": ("validate",),
    "check": ("check",),
    **{
        name: tuple(argument for argument in arguments if argument not in _TEXT)
        for name, arguments in COMMANDS.items()
        if "--from" in arguments
    },
}


def seconds(arguments: Sequence[str], text: str, most: int, suffix: str = ".txt") -> tuple[float, int]:
    """Return the processor's seconds that a command takes for a text, and its exit status; `most` ends it."""
    with tempfile.NamedTemporaryFile("w", encoding="utf-8", newline="", suffix=suffix) as file:
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
    commands, forms, suffix = (TEI_COMMANDS, TEI_FORMS, ".xml") if options.tei else (COMMANDS, FORMS, ".txt")
    units = CHARACTERS if options.characters else UNITS
    slow = 0
    for command in options.commands.split(",") if options.commands else commands:
        slowest, count = 0.0, 0
        chosen = options.forms.split(",") if options.forms else list(forms)[:2]
        for form, (name, unit) in product(chosen, units.items()):
            text = partial(forms[form], unit)
            took = partial(seconds, commands[command], most=options.most, suffix=suffix)
            part = took(text(options.size // 10)) if options.sieve else (0.0, 0)
            used, status = part if 0 < part[0] < options.sieve else took(text(options.size))
            slowest, count = max(slowest, used), count + 1
            is_fault = status < 0 or status == 1
            if used <= options.limit and not is_fault and not options.all:
                continue
            quarter = f"   a quarter {took(text(options.size // 4))[0]:6.2f} s" if options.growth else ""
            print(f"{command:16} {form:16} {name!r:24} {used:6.2f} s   status {status}{quarter}", flush=True)
            slow += len(unit) == 1 or is_fault
        print(f"{command:16} {count} texts, the slowest in {slowest:.2f} s", flush=True)
    return slow


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000_000)
    parser.add_argument("--limit", type=float, default=5.0, help="list what takes longer, in seconds")
    parser.add_argument("--most", type=int, default=60, help="end what takes longer, in seconds")
    parser.add_argument("--commands", help="all, if not given")
    parser.add_argument("--forms", help="the first two, if not given")
    parser.add_argument("--characters", action="store_true", help="every character of a keyboard, and no strings")
    parser.add_argument("--tei", action="store_true", help="TEI as the source")
    parser.add_argument("--sieve", type=float, default=0, help="measure what takes longer at a tenth of the size")
    parser.add_argument("--all", action="store_true", help="list everything")
    parser.add_argument("--growth", action="store_true", help="measure what is slow at a quarter of the size too")
    options = parser.parse_args()
    convert((Source("The Minister in Ruritania (Doe) to the Secretary of State\n\nText.\n"),))  # Loads what is needed.
    sys.exit(1 if measure(options) else 0)


if __name__ == "__main__":
    main()
