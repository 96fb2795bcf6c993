"""What stands inside a line of text. Each class is named after the TEI element that it becomes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, NamedTuple, TypeAlias

Role: TypeAlias = Literal["from", "to"]


@dataclass(frozen=True, slots=True)
class Text:
    """Characters as printed."""

    text: str


@dataclass(frozen=True, slots=True)
class Hi:
    """Text set apart in print; `rend` is one of the Office's values (italic, strong, smallcaps …)."""

    rend: str
    children: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class PersName:
    """A person, with the part played in the correspondence where the heading tells it."""

    children: tuple[Inline, ...]
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class Gloss:
    """An office or a post (`Embassy in Jordan`), which the Office encodes as a term with a role."""

    children: tuple[Inline, ...]
    role: Role | None = None


@dataclass(frozen=True, slots=True)
class PlaceName:
    """The place in a dateline."""

    children: tuple[Inline, ...]


class When(NamedTuple):
    """A date in the forms of TEI's att.datable.w3c: one value, a range, or bounds.

    Values are `YYYY`, `YYYY-MM`, `YYYY-MM-DD` or `YYYY-MM-DDThh:mm:ss`, with an offset from UTC only where the
    source gives one. `cert` is `high` where the value was read, `medium` or `low` where it was inferred.
    """

    when: str | None = None
    from_: str | None = None
    to: str | None = None
    cert: Literal["high", "medium", "low"] = "high"

    @property
    def first(self) -> str | None:
        """The value, or the one that a range begins with; None for a date without a value."""
        return self.when or self.from_

    @property
    def last(self) -> str | None:
        """The value, or the one that a range ends with; None for a date without a value."""
        return self.when or self.to


@dataclass(frozen=True, slots=True)
class Date:
    """A date as printed, with its value; an undated document has a date without one."""

    children: tuple[Inline, ...]
    value: When


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote, standing where its marker stood. `n` is the marker as printed, or the number in the list."""

    n: str
    children: tuple[Inline, ...]
    type: Literal["source"] | None = None


@dataclass(frozen=True, slots=True)
class PageBreak:
    """Where the printed page `n` begins; `n` is as printed (`63`, `XII`, `[3]`, `63-A`).

    Also a Block: a page can begin between two paragraphs.
    """

    n: str


@dataclass(frozen=True, slots=True)
class LineBreak:
    """A line end that print keeps, as between a signer's name and office."""


Inline: TypeAlias = Text | Hi | PersName | Gloss | PlaceName | Date | Note | PageBreak | LineBreak
