"""The grammar's verdicts beside those of the Office's schema of 2015, on official documents and on changed ones.

    python benchmarks/official_schema.py CORPUS [--changes N] [--seed N]

CORPUS holds official volumes (*.xml.xz) and schema/frus-2015.rng. Each document's div is judged in a file of its own;
paragraphs and lists with a look or kind that the schema does not list are taken without it, for they are thousands.
Of every document one thing is changed as often as it takes to have N changed ones. The bundled schema is asked too, and
has to agree with the grammar always.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from pathlib import Path

from lxml import etree

ROOT = Path(__file__).parent.parent
sys.path.insert(0, str(ROOT))

from frusconv.validation.grammar.relaxng import SCHEMA  # noqa: E402 - found by the line above
from tests.validation.mutating import Mutator, codes, documents, in_file, is_valid, set_aside, told  # noqa: E402


class Judges:
    """The three that judge, and what they said so far."""

    def __init__(self, official: Path) -> None:
        self._official = etree.RelaxNG(etree.parse(str(official)))
        self._bundled = etree.RelaxNG(etree.parse(str(SCHEMA)))
        self.counts: Counter[str] = Counter()
        self.differences: Counter[tuple[bool, str, str]] = Counter()

    def judge(self, div: etree._Element, kind: str) -> None:
        """Ask all three of a div, and count what they say."""
        root = in_file(div)
        set_aside(root)
        ours, theirs = is_valid(root), bool(self._official.validate(root))
        self.counts[f"{kind}: judged"] += 1
        self.counts[f"{kind}: valid by the schema of 2015"] += theirs
        self.counts[f"{kind}: agreed"] += ours == theirs
        self.counts[f"{kind}: bundled schema and grammar agree"] += ours == bool(self._bundled.validate(root))
        if ours != theirs:
            error = self._official.error_log.last_error
            text = etree.tostring(root, encoding="unicode")
            why = "; ".join(message for _, message in told(text)) if theirs else str(error.message if error else "")
            self.differences[ours, ", ".join(sorted(set(codes(root)))) or "accepted", why] += 1


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("corpus", type=Path)
    parser.add_argument("--changes", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    divs = [div for path in sorted(options.corpus.glob("*.xml.xz")) for div in documents(path)]
    judges = Judges(options.corpus / "schema" / "frus-2015.rng")
    for div in divs:
        judges.judge(div, "official")
    mutator = Mutator(options.seed, divs[::20])
    step = max(1, len(divs) // max(1, options.changes))
    chosen = divs[::step]
    for at in range(options.changes):
        judges.judge(mutator.change(chosen[at % len(chosen)])[1], "changed")
    for name, count in judges.counts.items():
        total = judges.counts[f"{name.split(':')[0]}: judged"]
        print(f"{name:<50} {count:>6,} {count / total:>8.2%}")
    for (ours, found, why), count in judges.differences.most_common(40):
        print(f"{count:>4} {'taken' if ours else 'refused'} by the grammar alone: {found}: {why[:200]}")


if __name__ == "__main__":
    main()
