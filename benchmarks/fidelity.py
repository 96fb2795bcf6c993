"""Measures how much of official documents comes out of raw text as the Office encodes it, and writes docs/fidelity.md.

    python benchmarks/fidelity.py [VOLUME...] [-o docs/fidelity.md] [--layout LAYOUT]... [--yardstick FILE] [--jobs N]

VOLUME is an official volume in TEI, as .xml or .xml.xz; without one, all of ../shared/corpus are taken. The yardstick
is a program of its own (../shared/tools/fruspairs.py): it makes the raw texts and compares what comes back. Documents
that its layouts have no form for are left out; complete.py measures these too, and its figures are added.

The page has no date and no figure that depends on the machine: the same volumes and program give the same page.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from collections import Counter
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

import complete
from complete_layouts import LAYOUTS as COMPLETE_LAYOUTS
from fidelity_page import page
from lxml import etree
from official import Facts, facts_of

from frusconv.conversion import convert
from frusconv.errors import NotUnderstoodError
from frusconv.model import Source
from frusconv.text.heading import read_heading

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"
YARDSTICK = SHARED / "tools" / "fruspairs.py"
LAYOUTS = ("web", "full", "lines", "wrapped")
# What the yardstick reads of a document that gave none: nothing is right then.
_NOTHING: dict[str, Any] = {
    **dict.fromkeys(("source", "head", "dateline", "place", "when")),
    **{name: [] for name in ("from", "to", "paras", "items", "notes", "pages", "signed")},
}
# What a table of figures is by, and the row in it.
Group = tuple[str, str]


class Figures(NamedTuple):
    """By (layout, group, field): how many documents are right, and how many were asked; and what the Office does."""

    right: Counter[tuple[str, Group, str]]
    asked: Counter[tuple[str, Group, str]]
    seen: int
    facts: Facts


@cache
def yardstick(path: Path) -> Any:
    """Return the yardstick as a module, loaded from where it is."""
    spec = importlib.util.spec_from_file_location("yardstick", path)
    if spec is None or spec.loader is None or not path.exists():
        sys.exit(f"{path}: no such program; --yardstick tells where it is")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def measured(volume: Path, layouts: Iterable[str], program: Path) -> Figures:
    """Return the figures of one volume."""
    by = yardstick(program)
    figures = Figures(Counter(), Counter(), 0, Facts(Counter()))
    seen = 0
    for div in by.open_volume(str(volume)).iter(f"{by.TEI}div"):
        if div.get("type") != "document":
            continue
        seen += 1
        figures.facts.counts.update(facts_of(div))
        if not by.plain(div):
            continue
        name = volume.name.split(".")[0]
        wanted = by.gold(div, name)
        groups = [("all", "all"), ("volume", name), ("decade", decade(div)), ("kind", kind(wanted, by))]
        for layout in layouts:
            wanted["layout"] = layout
            found = by.compare(wanted, read_back(by.render(div, layout), wanted["id"], by))
            for field, (right, asked) in found.items():
                for group in groups:
                    figures.right[layout, group, field] += right
                    figures.asked[layout, group, field] += asked
    return figures._replace(seen=seen)


def read_back(raw: str, name: str, by: Any) -> dict[str, Any]:
    """Return what the yardstick reads in the TEI that frusconv makes of a raw text."""
    try:
        tei = convert((Source(raw, f"{name}.txt"),)).output
    except NotUnderstoodError:
        return _NOTHING
    root = etree.fromstring(tei, etree.XMLParser(**by.PARSER))
    div = next(div for div in root.iter(f"{by.TEI}div") if div.get("type") == "document")
    return dict(by.gold(div, "")) if div.find(f"{by.TEI}head") is not None else _NOTHING


def decade(div: etree._Element) -> str:
    """Return the decade of a document's first date, as `1950s`."""
    for date in div.iter("{http://www.tei-c.org/ns/1.0}date"):
        when = date.get("when") or date.get("from") or date.get("notBefore")
        if when and when[:4].isdigit():
            return f"{when[:3]}0s"
    return "without a date"


def kind(wanted: dict[str, Any], by: Any) -> str:
    """Return the kind of a document, by what its official heading and source note say."""
    if by.is_telegram(wanted, None):
        return "telegram"
    found = read_heading(wanted["head"]).kind or "other"
    return found.removeprefix("circular ")


def added(parts: Iterable[Figures]) -> Figures:
    """Return the figures of several volumes as one."""
    total = Figures(Counter(), Counter(), 0, Facts(Counter()))
    for part in parts:
        total.right.update(part.right)
        total.asked.update(part.asked)
        total.facts.counts.update(part.facts.counts)
        total = total._replace(seen=total.seen + part.seen)
    return total


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("volumes", nargs="*", type=Path, metavar="VOLUME")
    parser.add_argument("-o", "--output", type=Path, default=ROOT / "docs" / "fidelity.md", help="`-` is the terminal")
    parser.add_argument("--layout", action="append", choices=LAYOUTS, dest="layouts", help="all four without any")
    parser.add_argument("--yardstick", type=Path, default=YARDSTICK)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1)
    options = parser.parse_args()
    volumes = options.volumes or sorted((SHARED / "corpus").glob("*.xml.xz"))
    if not volumes:
        parser.error("no volumes; give some, or put them in ../shared/corpus")
    layouts = options.layouts or list(LAYOUTS)
    one = partial(measured, layouts=layouts, program=options.yardstick)
    with ProcessPoolExecutor(options.jobs) as pool:
        figures = added(pool.map(one, volumes))
        everything = complete.added(pool.map(partial(complete.measured, layouts=COMPLETE_LAYOUTS), volumes))
    written = page(figures, layouts, given(options), complete.table(everything, COMPLETE_LAYOUTS))
    if str(options.output) == "-":
        print(written, end="")
    else:
        options.output.write_text(written, encoding="utf-8")
        print(f"{options.output} written")


def given(options: argparse.Namespace) -> str:
    """Return the command line that a page is made by, as far as it decides what stands in it."""
    words = chain.from_iterable(("--layout", name) for name in options.layouts or ())
    return " ".join(["python benchmarks/fidelity.py", *map(str, options.volumes), *words])


if __name__ == "__main__":
    main()
