"""Measures every document of official volumes, with attachments, tables, lists of all kinds and quotes.

    python benchmarks/complete.py [VOLUME...] [--layout tabs|pipes|columns]... [--show FIELD] [--max N]

VOLUME is an official volume in TEI, as .xml or .xml.xz; without one, all of ../shared/corpus are taken. Each document
is made raw text (see complete_layouts.py), converted, and what comes back is compared with what the Office encodes, in
order: see complete_parts.py. `documents` are those that have the structure, officially or in what came back, and in how
many of them it is right as a whole; `each` counts the single structures of the official files that came back the same.

Some official documents have their enclosures as attachments, others as paragraphs. Each is compared in the form that it
has: the Office's profile writes the one, TEI the other.
"""

from __future__ import annotations

import argparse
import json
import lzma
import os
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from complete_layouts import LAYOUTS, rendered
from complete_parts import Parts, fields, parts_of
from lxml import etree

from frusconv.conversion import convert
from frusconv.errors import NotUnderstoodError
from frusconv.model import Source
from frusconv.writers import WriteOptions

SHARED = Path(__file__).resolve().parents[2] / "shared"
TEI = "{http://www.tei-c.org/ns/1.0}"
_NAME = "{http://www.w3.org/XML/1998/namespace}id"
# Newer official files have the enclosures of a document as attachments, older ones and many of the newer as paragraphs
# of it; frusconv writes the one in the Office's profile, the other in TEI, which knows no attachments.
_PROFILES = {True: WriteOptions(profile="frus", is_bare=True), False: WriteOptions(is_bare=True)}


class Difference(NamedTuple):
    """A field of a document that came back differently."""

    name: str
    layout: str
    wanted: Any
    found: Any


class Result(NamedTuple):
    """Counts by (layout, field): documents right and asked, single structures right and asked; and differences."""

    right: Counter[tuple[str, str]]
    asked: Counter[tuple[str, str]]
    each_right: Counter[tuple[str, str]]
    each_asked: Counter[tuple[str, str]]
    differences: list[Difference]


def documents(volume: Path) -> Iterator[etree._Element]:
    """Yield the divs of a volume's documents; some official files repeat an id, which is no matter here."""
    data = lzma.decompress(volume.read_bytes()) if volume.suffix == ".xz" else volume.read_bytes()
    root = etree.fromstring(data, _parser())
    return (div for div in root.iter(f"{TEI}div") if div.get("type") == "document")


def _parser() -> etree.XMLParser:
    return etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, collect_ids=False)


def measured(volume: Path, layouts: Iterable[str], show: str | None = None) -> Result:
    """Return the figures of one volume, and the differences of the field to show."""
    result = Result(Counter(), Counter(), Counter(), Counter(), [])
    for div in documents(volume):
        parts = parts_of(div)
        name = f"{volume.name.split('.')[0]}-{div.get(_NAME)}"
        for layout in layouts:
            wanted = fields(parts)
            found = fields(read_back(rendered(parts, layout), name, wanted["attachments"] > 0))
            compare(wanted, found, layout, result)
            if show and wanted[show] != found[show]:
                result.differences.append(Difference(name, layout, wanted[show], found[show]))
    return result


def read_back(raw: str, name: str, has_attachments: bool) -> Parts:
    """Return what frusconv makes of a raw text, enclosures in the form that the official document has them in."""
    try:
        output = convert((Source(raw, f"{name}.txt"),), options=_PROFILES[has_attachments]).output
    except NotUnderstoodError:
        return Parts([], [])
    root = etree.fromstring(output, _parser())
    return parts_of(next(div for div in root.iter(f"{TEI}div") if div.get("type") == "document"))


def compare(wanted: dict[str, Any], found: dict[str, Any], layout: str, result: Result) -> None:
    """Add what is right of one document to `result`."""
    for name, value in wanted.items():
        if not value and not found[name]:
            continue
        result.asked[layout, name] += 1
        result.right[layout, name] += value == found[name]
        if isinstance(value, list):
            ours, theirs = (Counter(json.dumps(one) for one in many) for many in (found[name], value))
            result.each_right[layout, name] += (ours & theirs).total()
            result.each_asked[layout, name] += theirs.total()
    result.asked[layout, "whole"] += 1
    result.right[layout, "whole"] += wanted == found


def added(results: Iterable[Result]) -> Result:
    """Return the figures of several volumes as one."""
    total = Result(Counter(), Counter(), Counter(), Counter(), [])
    for result in results:
        for ours, theirs in zip(total[:4], result[:4], strict=True):
            ours.update(theirs)
        total.differences.extend(result.differences)
    return total


def table(result: Result, layouts: Iterable[str]) -> list[str]:
    """Return the figures as a table in Markdown."""
    layouts = list(layouts)
    names = list(dict.fromkeys(name for _, name in result.asked if name != "whole"))
    heads = [head for layout in layouts for head in (layout, "each")]
    lines = [f"| structure | {' | '.join(heads)} |", "|---|" + "---:|" * len(heads)]
    for name in [*sorted(names, key=_ORDER.index), "whole"]:
        cells = []
        for layout in layouts:
            key = layout, name
            cells.append(f"{result.right[key]:,} of {result.asked[key]:,}")
            cells.append(
                f"{result.each_right[key]:,} of {result.each_asked[key]:,}" if key in result.each_asked else ""
            )
        label = "**whole documents**" if name == "whole" else name
        lines.append(f"| {label} | {' | '.join(cells)} |")
    return lines


_ORDER = [
    *("heading", "source note", "datelines", "opener lines", "paragraphs", "lists", "tables", "quotes", "signatures"),
    *("notes", "anchors", "pages", "attachments", "attachment headings", "attachment datelines", "attachment text"),
    *("attachment signatures", "order"),
]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("volumes", nargs="*", type=Path, metavar="VOLUME")
    parser.add_argument("--layout", action="append", choices=LAYOUTS, dest="layouts", help="all without any")
    parser.add_argument("--show", choices=_ORDER, metavar="FIELD", help="print the first differences of a field")
    parser.add_argument("--max", type=int, default=10, help="as many differences (10)")
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    volumes = options.volumes or sorted((SHARED / "corpus").glob("*.xml.xz"))
    if not volumes:
        sys.exit("no volumes; give some, or put them in ../shared/corpus")
    layouts = options.layouts or list(LAYOUTS)
    with ProcessPoolExecutor(options.jobs) as pool:
        result = added(pool.map(partial(measured, layouts=layouts, show=options.show), volumes))
    for difference in result.differences[: options.max]:
        print(f"--- {difference.name} ({difference.layout})")
        print(f"    wanted {json.dumps(difference.wanted, ensure_ascii=False)}")
        print(f"    found  {json.dumps(difference.found, ensure_ascii=False)}")
    print("\n".join(table(result, layouts)))


if __name__ == "__main__":
    main()
