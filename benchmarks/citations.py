"""Citations a second on one core, in each style and each format for programs, as a ratio to a floor.

    python benchmarks/citations.py [VOLUME...] [--rounds N] [--edition 17|18]

VOLUME is an official volume in TEI, as .xml or .xml.xz; without one, all of ../shared/corpus are taken. Reading them is
left out: what is measured begins with documents as they are read, and ends with text. Caches are empty at the beginning
of each round. The floor is `json.dumps` of a dictionary with the facts that a citation is made of.

The last column tells what a bibliography of 300,000 documents would take, reading aside.
"""

from __future__ import annotations

import argparse
import json
import lzma
import statistics
import sys
import time
from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import TypeAlias

from frusconv.citation.cited import Cited, cited
from frusconv.citation.data import DATA_FORMATS, records
from frusconv.citation.markup import rendered
from frusconv.citation.styles import STYLES, StyleOptions, style
from frusconv.conversion import read
from frusconv.model import Document, FileSource, Header

CORPUS = Path(__file__).parent.parent.parent / "shared" / "corpus"
MANY = 300_000
FLOOR = "floor: json.dumps of the facts"
Job: TypeAlias = Callable[[], object]


def documents_of(path: Path) -> list[tuple[Document, Header]]:
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    reading = read(FileSource(lambda: BytesIO(data), path.name))
    return [(document, reading.header) for document in reading.documents]


def jobs(documents: list[tuple[Document, Header]], options: StyleOptions) -> dict[str, Job]:
    """Return what is measured by its name, the floor first."""
    found = [cited(document, header) for document, header in documents]
    dictionaries = [{**one._asdict(), "book": one.book._asdict()} for one in found]
    made: dict[str, Job] = {FLOOR: lambda: [json.dumps(one, ensure_ascii=False) for one in dictionaries]}
    made["what is cited"] = lambda: [cited(document, header) for document, header in documents]
    made |= {f"style {name}": partial(in_style, found, name, options) for name in STYLES}
    return made | {f"format {name}": partial(in_format, found, name) for name in DATA_FORMATS}


def in_style(found: list[Cited], name: str, options: StyleOptions) -> list[str]:
    cite = style(name)
    return [rendered(cite(one, options)) for one in found]


def in_format(found: list[Cited], name: str) -> str:
    return "".join(records(found, name))


def empty_caches() -> None:
    for name, module in list(sys.modules.items()):
        if name.startswith("frusconv.citation"):
            for function in vars(module).values():
                if hasattr(function, "cache_clear"):
                    function.cache_clear()


def seconds(job: Job) -> float:
    empty_caches()
    started = time.process_time()
    job()
    return time.process_time() - started


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("volumes", nargs="*", type=Path, metavar="VOLUME")
    parser.add_argument("--rounds", type=int, default=5, help="rounds that count; all take turns in each")
    parser.add_argument("--edition", type=int, choices=(17, 18), default=17, help="of the Chicago Manual")
    options = parser.parse_args()
    documents = [one for path in options.volumes or sorted(CORPUS.glob("*.xml.xz")) for one in documents_of(path)]
    if not documents:
        sys.exit("no documents; name a volume")
    measured = jobs(documents, StyleOptions(options.edition))
    rounds = [{name: seconds(job) for name, job in measured.items()} for _ in range(options.rounds + 1)][1:]
    print(f"{len(documents):,} documents, {options.rounds} rounds")
    print(f"{'':<32} {'a second and core':>18} {'ratio':>7} {f'{MANY:,} take':>14}")
    for name in measured:
        each = statistics.median(one[name] for one in rounds) / len(documents)
        ratio = statistics.median(one[name] / one[FLOOR] for one in rounds)
        print(f"{name:<32} {1 / each:18,.0f} {ratio:7.2f} {each * MANY:12.1f} s")


if __name__ == "__main__":
    main()
