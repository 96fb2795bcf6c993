"""The styles: each a function from what is cited to text with marks, one row a style."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from frusconv.citation.markup import Marked
from frusconv.errors import UsageError

if TYPE_CHECKING:
    from frusconv.citation.cited import Cited
    from frusconv.citation.dates import Day

Edition: TypeAlias = Literal[17, 18]
LocatorKind: TypeAlias = Literal["auto", "page", "document"]


class StyleOptions(NamedTuple):
    """How to cite: the `edition` of the Chicago Manual, what locates a document in a volume, and the day of access."""

    edition: Edition = 17
    locator: LocatorKind = "auto"
    accessed: Day | None = None


Style: TypeAlias = "Callable[[Cited, StyleOptions], Marked]"


class StyleRow(NamedTuple):
    """A style: its name, what it is, its function as `module:name`, and the style of a second mention if it has one."""

    name: str
    description: str
    function: str
    short: str | None = None


STYLES = {
    row.name: row
    for row in (
        StyleRow("historian", "the form that the Office of the Historian recommends", "office:cite"),
        StyleRow("chicago-note", "a note of the Chicago Manual of Style", "chicago:note", "chicago-short"),
        StyleRow("chicago-short", "its short form, for a second mention", "chicago:short_note", "chicago-short"),
        StyleRow("chicago-bib", "an entry of its bibliography", "chicago:bibliography"),
        StyleRow("chicago-author-date", "an entry of its list of references", "chicago:reference"),
        StyleRow("turabian", "a note of Turabian's manual, 9th edition", "chicago:turabian", "chicago-short"),
        StyleRow("mla", "an entry of the MLA Handbook's works cited, 9th edition", "mla:cite"),
        StyleRow("apa", "an entry of APA's reference list, 7th edition", "apa:cite"),
        StyleRow("bluebook", "a footnote of the Bluebook, 21st edition", "bluebook:cite"),
    )
}


def style(name: str) -> Style:
    """Return the function of a style by its name. Raises UsageError for an unknown one."""
    if name not in STYLES:
        raise UsageError(f"{name!r} is no style; the styles are {', '.join(STYLES)}")
    module, _, function = STYLES[name].function.partition(":")
    found: Style = getattr(import_module(f"frusconv.citation.styles.{module}"), function)
    return found
