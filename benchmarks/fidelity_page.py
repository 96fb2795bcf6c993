"""The page that benchmarks/fidelity.py writes: its figures as tables in Markdown."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Protocol

from official import Facts, facts_section

# A column's heading, and the yardstick's name for the field.
FIELDS = {
    "source note": "source",
    "heading": "head",
    "from": "from",
    "to": "to",
    "dateline": "dateline",
    "place": "place",
    "date": "date",
    "time": "time",
    "paragraphs": "paras",
    "lists": "items",
    "notes": "notes",
    "anchors": "anchors",
    "pages": "pages",
    "signed": "signed",
    "**whole**": "whole",
}
DESCRIBED = {
    "web": "as text extractors save a page of the Office's site: no dateline, markers glued to the word before",
    "full": "the same with datelines and lines of receipt, as copied by hand",
    "lines": "`full` with a line a block and no blank lines",
    "wrapped": "`full`, hard-wrapped at 72 columns, with stray blanks, as mailed or typed up",
}
ALL = ("all", "all")
_INTRODUCTION = """# How faithful what comes out of raw text is

Official documents are made raw text in four layouts, converted by frusconv, and compared with the official encoding,
part by part. A figure is the share of documents in which a part is right *as a whole*: one wrong paragraph, one note
anchored a word too early, and the document's paragraphs, its anchors and the whole document count as wrong. Documents
that do not have a part do not count for it.

| part | what has to be right |
|---|---|
| source note | the text of the note above the heading |
| heading | its text |
| from, to | names or offices of all senders, of all recipients |
| dateline, place | their text |
| date, time | the day, and the hour where the Office gives one, as ISO values |
| paragraphs | the text of every one, and their number |
| lists | the text of every item, and their number |
| notes | the text of every footnote, and their number |
| anchors | the place of every footnote |
| pages | the number and place of every page break |
| signed | the text of every signature |
| whole | all of these |
"""


_EVERYTHING = """## Every document, with every structure

`python benchmarks/complete.py` makes raw text of every document of the same volumes, in layouts of its own: attachments
with heading, dateline and signature, tables, lists in lists, quotes. `tabs` is a page as an extractor saves it, with
tables by tabs; `pipes` has pipes, and headings of attachments in brackets; `columns` has aligned columns, and quotes
indented. `each` counts the single structures: so many of those in the official files came back the same. Some official
documents have their enclosures as attachments, others as paragraphs; each is compared in the form that it has. Cells
without text are left out of the comparison, for aligned columns do not show them, and so are brackets around headings.

What no rule gets right: points with a number, which the Office has as paragraphs mostly, as lists at times (see the
last section); and quotes that a layout sets like any other paragraph. Not read yet: quotes in items of lists, and those
that begin with a numbered point; and most aligned columns of two rows, which look like signatures or a word set apart.
"""


class FiguresLike(Protocol):
    """Counts by (layout, group, field)."""

    @property
    def right(self) -> Counter[tuple[str, tuple[str, str], str]]:
        """How many documents are right."""

    @property
    def asked(self) -> Counter[tuple[str, tuple[str, str], str]]:
        """How many documents have the field."""

    @property
    def seen(self) -> int:
        """How many documents the volumes hold."""

    @property
    def facts(self) -> Facts:
        """What the Office's encoding does."""


def page(figures: FiguresLike, layouts: Sequence[str], command: str, everything: Sequence[str]) -> str:
    """Return the whole page; `everything` is the table of complete.py."""
    return "\n".join(
        [
            *_introduction(figures, layouts, command),
            *_overall(figures, layouts),
            _EVERYTHING,
            *everything,
            "",
            *_kinds(figures, layouts),
            *(line for layout in layouts for line in _layout(figures, layout)),
            *facts_section(figures.facts, figures.seen),
        ]
    )


def _introduction(figures: FiguresLike, layouts: Sequence[str], command: str) -> list[str]:
    counted = figures.asked[layouts[0], ALL, "whole"]
    volumes = len(_rows(figures, layouts[0], "volume"))
    return [
        _INTRODUCTION,
        f"{counted:,} of the {figures.seen:,} documents of {volumes} volumes are counted: those whose parts the",
        "layouts have a form for. The second table has all of them. The volumes were at hand when the rules were made.",
        "",
        "This page is written by a script; the same volumes and the same program give the same page:",
        "",
        "```sh",
        command,
        "```",
        "",
        *(f"- `{layout}`: {DESCRIBED[layout]}." for layout in layouts),
        "",
    ]


def _overall(figures: FiguresLike, layouts: Sequence[str]) -> list[str]:
    lines = ["## All documents", ""]
    headings = [part for layout in layouts for part in (layout, "right of")]
    lines += _head(["part", *headings])
    for heading, field in FIELDS.items():
        cells = []
        for layout in layouts:
            right, asked = figures.right[layout, ALL, field], figures.asked[layout, ALL, field]
            cells += [_share(right, asked), f"{right:,} of {asked:,}" if asked else ""]
        lines.append(_row([heading, *cells]))
    return [*lines, ""]


def _kinds(figures: FiguresLike, layouts: Sequence[str]) -> list[str]:
    """Return the table of whole documents by kind, the most frequent first."""
    kinds = _rows(figures, layouts[0], "kind")
    kinds.sort(key=lambda name: (-figures.asked[layouts[0], ("kind", name), "whole"], name))
    lines = ["## Whole documents by kind", "", *_head(["kind", "documents", *layouts])]
    for name in kinds:
        group = ("kind", name)
        shares = [
            _share(figures.right[layout, group, "whole"], figures.asked[layout, group, "whole"]) for layout in layouts
        ]
        lines.append(_row([name, f"{figures.asked[layouts[0], group, 'whole']:,}", *shares]))
    return [*lines, ""]


def _layout(figures: FiguresLike, layout: str) -> list[str]:
    """Return the tables of one layout: all fields per volume, per decade and per kind."""
    lines = [f"## `{layout}`", ""]
    for by in ("volume", "decade", "kind"):
        lines += _head([by, "documents", *FIELDS])
        for name in _rows(figures, layout, by):
            group = (by, name)
            shares = [_share(figures.right[layout, group, f], figures.asked[layout, group, f]) for f in FIELDS.values()]
            lines.append(_row([name, f"{figures.asked[layout, group, 'whole']:,}", *shares]))
        lines.append("")
    return lines


def _rows(figures: FiguresLike, layout: str, by: str) -> list[str]:
    return sorted({group[1] for name, group, _ in figures.asked if name == layout and group[0] == by})


def _share(right: int, asked: int) -> str:
    """Return a share in per cent; it is cut, not rounded, so that 100 means all."""
    return f"{1000 * right // asked / 10:.1f}" if asked else "–"


def _head(cells: Sequence[str]) -> list[str]:
    return [_row(cells), "|" + "|".join(["---", *["---:"] * (len(cells) - 1)]) + "|"]


def _row(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cells) + " |"
