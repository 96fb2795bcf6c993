"""Measures how notes are placed where their list is not that of the text, and how well it is known how sure that is.

    python benchmarks/footnotes.py [VOLUME...] [--yardstick FILE] [--show CASE] [--max N]

VOLUME is an official volume in TEI, as .xml or .xml.xz; without one, all of ../shared/corpus are taken. The yardstick
makes the raw texts (see fidelity.py). Of each document with two notes or more the list of notes is taken as it is,
without one entry, the others with the numbers of their markers (`gap`) or counted anew (`lost`), and with an entry more
that belongs nowhere, counted anew (`added`). Which entry that is follows from the document's id.

`right` is how many of the entries that have a marker were put to theirs, and of those that have none were put nowhere;
`high`, `medium` and `low` are how many were placed with that confidence, and how many of these rightly.
"""

from __future__ import annotations

import argparse
import copy
import sys
import zlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from fidelity import SHARED, YARDSTICK, yardstick
from lxml import etree

from frusconv.text.footnotes import place
from frusconv.text.layout import text_blocks
from frusconv.text.note_list import split_list
from frusconv.text.pages import join_divided

TEI = "{http://www.tei-c.org/ns/1.0}"
CASES = ("whole", "gap", "lost", "added")
CONFIDENCES = ("high", "medium", "low")
_OPEN, _CLOSE = "\ue000", "\ue001"
# What the entry says that belongs nowhere; the most common notes of all.
_STRANGERS = ("Not printed.", "See footnote 3, supra.", "Not found in Department of State files.", "Ibid.")


class Marked(NamedTuple):
    """A document's raw text without its list, the texts of its notes, and how much stands before each marker."""

    body: str
    notes: list[str]
    places: list[int]
    labels: list[str]


def marked(div: etree._Element, maker: Any) -> Marked | None:
    """Return a document as the yardstick makes it, or None if it has fewer than two notes with markers in the text."""
    twin = copy.deepcopy(div)
    for note in twin.iter(f"{TEI}note"):
        if maker.is_footnote(note):
            note.set("n", f"{_OPEN}{note.get('n') or ''}{_CLOSE}")
    text = maker.render(twin, "full")
    body, _, listed = text.partition("\n  1. ")
    notes = [entry.partition(". ")[2] for entry in f"1. {listed}".rstrip("\n").split("\n  ")]
    labels = [label.partition(_CLOSE)[0] for label in body.split(_OPEN)[1:]]
    places, count = [], 0
    for character in body:
        if character == _OPEN:
            places.append(count)
        count += not character.isspace() and character not in (_OPEN, _CLOSE)
    if len(notes) < 2 or len(notes) != len(places):
        return None
    return Marked(body.replace(_OPEN, "").replace(_CLOSE, ""), notes, places, labels)


def lists_of(notes: Sequence[str], labels: Sequence[str], which: int) -> dict[str, list[tuple[str, int | None]]]:
    """Return the lists of each case: labels and texts, and the index of the note, if it is one of the document's."""
    own = [(text, index) for index, text in enumerate(notes)]
    others = [entry for entry in own if entry[1] != which]
    stranger = _STRANGERS[which % len(_STRANGERS)]
    added: list[tuple[str, int | None]] = [*own[:which], (stranger, None), *own[which:]]
    counted: dict[str, Sequence[tuple[str, int | None]]] = {"whole": own, "lost": others, "added": added}
    lists = {
        case: [(f"{n}. {text}", index) for n, (text, index) in enumerate(entries, 1)]
        for case, entries in counted.items()
    }
    lists["gap"] = [(f"{labels[index or 0]}. {text}", index) for text, index in others]
    return lists


def placed(body: str, entries: Iterable[str]) -> Iterator[tuple[int, str] | None]:
    """Yield for each entry how many characters stand before its marker, and the confidence; or None."""
    lines = [*body.split("\n"), *(f"  {entry}" for entry in entries)]
    blocks, listed = split_list(list(join_divided(text_blocks(lines))))
    before = [0]
    for block in blocks:
        before.append(before[-1] + _length(block.text))
    for found in place([block.text for block in blocks], [(entry.label, entry.text) for entry in listed]):
        if found is None:
            yield None
        else:
            yield before[found.block] + _length(blocks[found.block].text[: found.start]), found.confidence


def _length(text: str) -> int:
    return len("".join(text.split()))


class Result(NamedTuple):
    """By (case, confidence or `right`, whether it is right): how many entries; and what was wrong."""

    counts: Counter[tuple[str, str, bool]]
    wrong: list[str]


def measured(volume: Path, yardstick_file: Path, show: str | None) -> Result:
    """Return the figures of a volume."""
    maker = yardstick(yardstick_file)
    counts: Counter[tuple[str, str, bool]] = Counter()
    wrong = []
    for div in maker.open_volume(str(volume)).iter(f"{TEI}div"):
        if div.get("type") != "document" or not maker.plain(div) or (document := marked(div, maker)) is None:
            continue
        name = f"{volume.name.split('.')[0]}-{div.get(maker.XMLID)}"
        which = zlib.crc32(name.encode()) % len(document.notes)
        for case, entries in lists_of(document.notes, document.labels, which).items():
            found = list(placed(document.body, [entry for entry, _ in entries]))
            if len(found) != len(entries):
                found = [None] * len(entries)
            for (_, index), got in zip(entries, found, strict=True):
                wanted = None if index is None else document.places[index]
                is_right = (got[0] if got else None) == wanted
                counts[case, "right", is_right] += 1
                if got is not None:
                    counts[case, got[1], is_right] += 1
                if case == show and not is_right:
                    wrong.append(f"{name} lost/added {which + 1} of {len(document.notes)}: note {index} {got} {wanted}")
    return Result(counts, wrong)


def _told(counts: Counter[tuple[str, str, bool]]) -> Iterator[str]:
    yield f"{'list':8}" + "".join(f"{name:>20}" for name in ("right", *CONFIDENCES))
    for case in CASES:
        cells = []
        for name in ("right", *CONFIDENCES):
            right, asked = counts[case, name, True], counts[case, name, True] + counts[case, name, False]
            cells.append(f"{100 * right / asked:6.2f} % of {asked}" if asked else "-")
        yield f"{case:8}" + "".join(f"{cell:>20}" for cell in cells)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("volumes", nargs="*", type=Path, metavar="VOLUME")
    parser.add_argument("--yardstick", type=Path, default=YARDSTICK, metavar="FILE")
    parser.add_argument("--show", choices=CASES, help="print the entries of this case that were placed wrongly")
    parser.add_argument("--max", type=int, default=20, help="how many of them")
    given = parser.parse_args()
    volumes = given.volumes or sorted((SHARED / "corpus").glob("*.xml.xz"))
    if not volumes:
        sys.exit("no volumes: give official volumes in TEI")
    counts: Counter[tuple[str, str, bool]] = Counter()
    wrong: list[str] = []
    with ProcessPoolExecutor() as pool:
        for result in pool.map(partial(measured, yardstick_file=given.yardstick, show=given.show), volumes):
            counts.update(result.counts)
            wrong += result.wrong
    print("\n".join([*_told(counts), *wrong[: given.max]]))


if __name__ == "__main__":
    main()
