"""Measures how many of the Office's references are found, and how much of what is found is right.

python benchmarks/references.py                  # all volumes of the corpus
python benchmarks/references.py --show missed    # with the text around each: missed, wrong, official, unencoded …
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.official_references import KINDS, OUTCOMES, Figures, Kind, Outcome, judged  # noqa: E402 - found by the line above
from tests.reading_back import volumes  # noqa: E402 - as above


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("volumes", nargs="*", metavar="VOLUME", help="ids of volumes of the corpus; all without any")
    parser.add_argument("--show", choices=OUTCOMES, help="print each reference with this outcome")
    arguments = parser.parse_args()
    counts: Counter[tuple[Kind, Outcome]] = Counter()
    for name, data in volumes(ROOT.parent / "shared", *arguments.volumes).items():
        for one in judged(name, data):
            counts[one.kind, one.outcome] += 1
            if one.outcome == arguments.show:
                print(one.shown)
    figures = Figures(counts)
    print(f"{'to':10}" + "".join(f"{outcome:>11}" for outcome in OUTCOMES) + f"{'recall':>11}")
    for kind in KINDS:
        cells = "".join(f"{counts[kind, outcome]:11,}" for outcome in OUTCOMES)
        print(f"{kind:10}{cells}{figures.recall(kind):11.1%}")
    print(f"precision {figures.precision:.1%}")


if __name__ == "__main__":
    main()
