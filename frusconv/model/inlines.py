"""What stands inside a line of text. Each class is named after the TEI element that it becomes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from frusconv.model.node import Attrs, Node

if TYPE_CHECKING:
    from frusconv.model.blocks import Block

Role: TypeAlias = Literal["from", "to"]
# Microfiche supplements number the pages of the originals, and those of what was set from them.
PAGE_KINDS = ("facsimile", "typeset")


def page_label(n: str, kind: str | None) -> str:
    """Return what a page marker says, without its brackets: `Page 63`, `Facsimile Page 2`."""
    return f"{kind.capitalize()} Page {n}" if kind else f"Page {n}"


class Text(Node):
    """Characters as printed."""

    text: str


class Hi(Node):
    """Text set apart in print; `rend` is one of the Office's values (italic, strong, smallcaps …)."""

    rend: str
    children: tuple[Content, ...]
    attrs: Attrs = None


class PersName(Node):
    """A person, with the part played in the correspondence where the heading tells it."""

    children: tuple[Content, ...]
    role: Role | None = None
    attrs: Attrs = None


class Gloss(Node):
    """An office or a post (`Embassy in Jordan`) with a role, or an abbreviation; the Office has both as glosses."""

    children: tuple[Content, ...]
    role: Role | None = None
    attrs: Attrs = None


class Term(Node):
    """An entry of a volume's list of abbreviations."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class PlaceName(Node):
    """The place in a dateline."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class When(NamedTuple):
    """A date in the forms of TEI's att.datable.w3c: one value, a range, or bounds.

    Values are `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`, with an offset from UTC where the source gives
    one or the place is known. `cert` is `high` where the value was read, `medium` or `low` where it was inferred.
    """

    when: str | None = None
    from_: str | None = None
    to: str | None = None
    cert: Literal["high", "medium", "low"] = "high"
    not_before: str | None = None
    not_after: str | None = None

    @property
    def first(self) -> str | None:
        """The value, or the one that a range begins with; None for a date without a value."""
        return self.when or self.from_ or self.not_before

    @property
    def last(self) -> str | None:
        """The value, or the one that a range ends with; None for a date without a value."""
        return self.when or self.to or self.not_after

    @property
    def text(self) -> str | None:
        """The date as ISO 8601 has it, a range with a solidus, one of unknown beginning as `../1939-09-04`.

        None for a date without a value.
        """
        first, last = self.first, self.last
        if last and not first:
            return f"../{last}"
        return f"{first}/{last}" if first and last and last != first else first or last


class Date(Node):
    """A date as printed, with its value; an undated document has a date without one."""

    children: tuple[Content, ...]
    value: When
    attrs: Attrs = None


class Time(Node):
    """A time of day in the dateline of older encodings."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Ref(Node):
    """A reference; `target` is as encoded: `#d12`, `#pg_63`, `frus1947v01#pg_1`, an address."""

    children: tuple[Content, ...]
    target: str = ""
    attrs: Attrs = None


class Note(Node):
    """A footnote, standing where its marker stood. `n` is the marker as printed, or the number in the list.

    It holds text, or paragraphs and other blocks.
    """

    n: str
    children: tuple[Content, ...]
    type: Literal["source", "summary"] | None = None
    attrs: Attrs = None


class PageBreak(Node):
    """Where the printed page `n` begins; `n` is as printed (`63`, `XII`, `[3]`, `63-A`).

    Also a Block: a page can begin between two paragraphs.
    """

    n: str
    attrs: Attrs = None

    @property
    def kind(self) -> str | None:
        """What pages are numbered where there are several, as in microfiche supplements: `facsimile`, `typeset`."""
        return next((value for name, value in self.attrs or () if name == "type" and value in PAGE_KINDS), None)

    @property
    def label(self) -> str:
        """What a marker in the text says, without its brackets."""
        return page_label(self.n, self.kind)


class LineBreak(Node):
    """A line end that print keeps, as between a signer's name and office."""

    attrs: Attrs = None


class Del(Node):
    """Text struck out in the original."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Unclear(Node):
    """Text that could not be read with certainty."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Gap(Node):
    """Something left out, with the reason and the extent where they are told (TEI gap)."""

    reason: str | None = None
    unit: str | None = None
    quantity: str | None = None
    attrs: Attrs = None


class Graphic(Node):
    """A picture, by the name of its file."""

    url: str
    attrs: Attrs = None


class Element(Node):
    """Any element that has no class of its own, by its prefixed name: `titlePart`, `affiliation`."""

    name: str
    children: tuple[Content, ...] = ()
    attrs: Attrs = None


Inline: TypeAlias = (
    Text
    | Hi
    | PersName
    | Gloss
    | Term
    | PlaceName
    | Date
    | Time
    | Ref
    | Note
    | PageBreak
    | LineBreak
    | Del
    | Unclear
    | Gap
    | Graphic
    | Element
)
# TEI lets lists, tables and quotes stand in the middle of a paragraph, and paragraphs in notes, items and cells.
Content: TypeAlias = "Inline | Block"
