"""How long the program takes to start, as a ratio to the floor measured in the same run.

    python benchmarks/startup.py [--runs N]

The floor is a Python that imports click and lxml.etree. Runs are interleaved, so that a machine that slows down slows
all of them; medians are compared.
"""

from __future__ import annotations

import argparse
import statistics
import sys
from pathlib import Path

from timing import PROGRAM, Command, interleaved

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "telegram.txt"

COMMANDS: dict[str, Command] = {
    "floor: import click, lxml.etree": [sys.executable, "-c", "import click, lxml.etree"],
    "frusconv --version": [PROGRAM, "--version"],
    "frusconv normalize FILE": [PROGRAM, "normalize", SAMPLE],
    "frusconv to-tei FILE": [PROGRAM, "to-tei", SAMPLE],
    "frusconv to-tei --no-validate FILE": [PROGRAM, "to-tei", "--no-validate", SAMPLE],
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="runs of each command that count")
    measured, failed = interleaved(COMMANDS, parser.parse_args().runs)
    medians = {name: statistics.median(run.seconds for run in runs) for name, runs in measured.items()}
    floor = medians[next(iter(COMMANDS))]
    for name, median in medians.items():
        print(f"{name:<34} {median * 1000:6.1f} ms   ratio {median / floor:5.2f}")
    for name, error in failed.items():
        print(f"{name:<34} failed: {error}")


if __name__ == "__main__":
    main()
