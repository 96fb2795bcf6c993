"""Seconds that every pattern takes for 10 MB of one character.

    python benchmarks/patterns.py [--size BYTES] [--limit SECONDS] [--most COUNT]

Each pattern is tried with the methods by which frusconv calls it, on one character of each kind that it tells apart: to
the pattern, every other character is the same as one of these. A hundredth of the size comes first; the whole is
measured for the slowest patterns, and for all that would take half of the limit. The slowest are printed. It ends
with 1 if one takes longer than the limit.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.hostile.patterns import all_patterns, import_all, kinds, seconds

_PART = 100


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=10_000_000)
    parser.add_argument("--limit", type=float, default=5.0)
    parser.add_argument("--most", type=int, default=10, help="how many are shown")
    options = parser.parse_args()
    for name, reason in import_all().items():
        print(f"left out: {name}: {reason}")
    patterns = all_patterns()
    expected: list[tuple[float, str, str, str]] = []
    count = 0
    for name, (pattern, methods) in patterns.items():
        tries = [(method, character) for method in methods for character in kinds(pattern)]
        part = [
            (seconds(pattern, method, _text(one, options.size // _PART)), name, method, one) for method, one in tries
        ]
        expected.append(max(part))
        expected += (each for each in part if each[0] * _PART > options.limit / 2 and each is not expected[-1])
        count += len(tries)
    expected.sort(reverse=True)
    print(f"{len(patterns)} patterns, {count:,} texts", flush=True)
    found: dict[str, tuple[float, str, str]] = {}
    for part_of_it, name, method, character in expected:
        if len(found) >= options.most and part_of_it * _PART <= options.limit / 2:
            break
        taken = seconds(patterns[name].compiled, method, _text(character, options.size))
        found[name] = max(found.get(name, (0.0, "", "")), (taken, method, character))
    slowest = sorted(((*each, name) for name, each in found.items()), reverse=True)
    for taken, method, character, name in slowest[: options.most]:
        print(f"{taken:8.2f} s  {character!r:10} {name}.{method}")
    sys.exit(slowest[0][0] > options.limit)


def _text(character: str, size: int) -> str:
    return character * (size // len(character.encode()))


if __name__ == "__main__":
    main()
