"""How long the program takes to start, as a ratio to the floor measured in the same run.

    python benchmarks/startup.py [--runs N]

The floor is a Python that imports click and lxml.etree. Runs are interleaved, so that a machine that slows down slows
all of them; medians are compared.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parent.parent
SAMPLE = ROOT / "samples" / "telegram.txt"
PROGRAM = Path(sys.executable).with_name("frusconv")

COMMANDS: dict[str, list[str | Path]] = {
    "floor: import click, lxml.etree": [sys.executable, "-c", "import click, lxml.etree"],
    "frusconv --version": [PROGRAM, "--version"],
    "frusconv normalize FILE": [PROGRAM, "normalize", SAMPLE],
    "frusconv to-tei FILE": [PROGRAM, "to-tei", SAMPLE],
}


def timed(command: list[str | Path]) -> float:
    started = time.perf_counter()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=21, help="runs of each command that count")
    runs = parser.parse_args().runs
    times: dict[str, list[float]] = {name: [] for name in COMMANDS}
    for run in range(runs + 1):  # The first round warms up.
        for name, command in COMMANDS.items():
            seconds = timed(command)
            if run:
                times[name].append(seconds)
    floor = statistics.median(next(iter(times.values())))
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:<34} {median * 1000:6.1f} ms   ratio {median / floor:5.2f}")


if __name__ == "__main__":
    main()
