"""The order of a bibliography, and what is missing in a citation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from frusconv.citation.cited import Cited
from frusconv.citation.dates import Day
from frusconv.citation.styles import StyleOptions
from frusconv.model import Diagnostic, Position
from frusconv.pattern import Pattern

Order: TypeAlias = Literal["date", "sender"]

_FIGURES = Pattern(r"\d+|[^\d]+")
_LEADING = Pattern(r"(?:the|a|an)\s+|[^\w]+", re.IGNORECASE)
_LATER = Day(9999)


def sort_key(cited: Cited, order: Order) -> tuple[Any, ...]:
    """Return what a bibliography is sorted by: the date, undated at the end, or the sender as names are inverted."""
    return _by_date(cited) if order == "date" else (_sorted_name(cited), _by_date(cited))


def missing(cited: Cited, options: StyleOptions) -> Iterator[Diagnostic]:
    """Yield what a citation would need to be found by, and lacks."""
    book = cited.book
    start = Position(1, 1)
    if book.id is None:
        yield Diagnostic(
            "volume-unknown",
            "no volume is known, and the citation names the series alone; --volume frus1939v03, --url, or a file name "
            "such as frus1939v03-d59.txt tells it",
            start,
        )
    elif not book.is_known:
        yield Diagnostic(
            "volume-not-listed", f"{book.id} is in no catalogue; `frusconv volumes` lists the volumes there are", start
        )
    elif not book.year:
        yield Diagnostic(
            "volume-year-unknown",
            f"the catalogue knows no year of publication for {book.id}, which came out after it was made if it is out; "
            "the citation has neither year nor publisher",
            start,
        )
    elif not (cited.is_volume or cited.pages or book.is_cited_by_document or options.locator == "document"):
        yield Diagnostic(
            "page-unknown",
            f"the volume is cited by its printed pages, and those of {cited.id} are not known; --pages 62-63 tells them"
            + ("; the document's number stands instead" if cited.number and options.locator == "auto" else ""),
            start,
        )


def _by_date(cited: Cited) -> tuple[Any, ...]:
    day = cited.dates[0] if cited.dates else _LATER
    return day.year, day.month or 0, day.day or 0, cited.book.id or "", _natural(cited.id)


def _natural(text: str) -> tuple[tuple[int, str], ...]:
    """Return a key by which `d9` comes before `d10`."""
    return tuple((int(part), "") if part[0] in "0123456789" else (0, part) for part in _FIGURES.findall(text))


def _sorted_name(cited: Cited) -> str:
    """Return what an entry begins with: its first sender or its heading, without an article (Chicago Manual, 16.48)."""
    name = cited.senders[0].inverted if cited.is_letter else cited.title or cited.book.name
    return _plain(_LEADING.sub("", name, count=1) if _LEADING.match(name) else name)


def _plain(text: str) -> str:
    """Return text as it is sorted: without case and accents (Chicago Manual, 16.67)."""
    from unicodedata import combining, normalize

    return "".join(c for c in normalize("NFKD", text) if not combining(c)).casefold()
