"""Documents a second on one core, text to TEI, as a ratio to lxml parsing and serializing the same output.

    python benchmarks/throughput.py [FOLDER] [--rounds N] [--every N]

FOLDER holds raw texts (*.txt); without one, the project's own cases are taken. Reading and writing files is left out.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from lxml import etree

from frusconv.conversion import convert
from frusconv.errors import NotUnderstoodError
from frusconv.model import Source

ROOT = Path(__file__).parent.parent


def sources(folder: Path, every: int) -> list[Source]:
    paths = sorted(folder.rglob("*.txt"))[::every]
    return [
        Source(path.read_bytes().decode("utf-8"), path.name) for path in paths if not path.name.startswith("expected")
    ]


def converted(texts: list[Source]) -> list[bytes]:
    outputs = []
    for source in texts:
        try:
            outputs.append(convert((source,)).output)
        except NotUnderstoodError:
            print(f"left out, not understood: {source.name}")
    return outputs


def reserialized(outputs: list[bytes]) -> list[bytes]:
    return [etree.tostring(etree.fromstring(output)) for output in outputs]


def seconds(job: Callable[[], object]) -> float:
    started = time.process_time()
    job()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=ROOT / "tests" / "cases")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--every", type=int, default=1, help="take every Nth text")
    options = parser.parse_args()
    texts = sources(options.folder, options.every)
    outputs = converted(texts)
    pairs = [(seconds(lambda: converted(texts)), seconds(lambda: reserialized(outputs))) for _ in range(options.rounds)]
    ours, floor = statistics.median(a for a, _ in pairs), statistics.median(b for _, b in pairs)
    ratio = statistics.median(a / b for a, b in pairs)
    size = sum(map(len, outputs)) / max(1, len(outputs))
    print(f"{len(outputs)} documents, {size / 1024:.1f} KiB of TEI each")
    print(f"text to TEI                {len(outputs) / ours:9,.0f} documents/s and core   ratio {ratio:5.2f}")
    print(f"floor: lxml parse + write  {len(outputs) / floor:9,.0f} documents/s and core   ratio  1.00")


if __name__ == "__main__":
    main()
