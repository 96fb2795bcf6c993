"""Places in a volume as citations name them: documents, pages, footnotes."""

from __future__ import annotations

from typing import Literal, NamedTuple

from frusconv.pattern import Pattern
from frusconv.references.numbers import Numeral, document_numbers, page_numbers

# What leads from the name of a work to the place in it.
_DOCUMENT = Pattern(
    r"(?:[,.:;]? ?\(?(?:at |as )?)(?:[Dd]ocument(s?)|[Dd]oc(s?)\.?|[Nn]o(s?)\.|#)(?: [Nn]umbers?| [Nn]os?\.)? ?(?=\d)"
)
_PAGE = Pattern(r"(?:[,.:;]? ?\(?(?:at |see )?)(?:p(p?)\.|[Pp]age(s?)|pg(s?)\.) ?(?=[\divxlcIVXLC])")
_BARE_PAGE = Pattern(r"(?:, |: ?)(?=\d{1,4}(?:[–—-]\d{1,4})?(?:[.,;:)\]]|$| |n))")
_FOOTNOTE = Pattern(
    r"[,.:;]? ?\(?(?:[Ff]ootnotes? |[Nn]otes? |fn\. ?|n\. ?)\d{1,3}(?:(?:,| and|, and|[–-]) ?\d{1,3}){0,8}"
)
_FOOTNOTE_BEHIND = Pattern(
    r",? (?:footnotes? |n\. ?|note |fn\. ?)(\d{1,3})(?!\w)(?!,? (?:and |to )?(?:\d|[Dd]oc|thereto))"
)
_MORE = Pattern(r"(?: ff\.?| passim)?(?:[,;] (?:and |also )?|,? and )(?=[Dd]oc|pp?\.|[Pp]ages?\b|[Ff]ootnote)")
_MOST_GROUPS = 6


class Place(NamedTuple):
    """A place named in a citation: the kind and number, and where its number ends; `start` is that of the number."""

    kind: Literal["document", "page"]
    numeral: Numeral
    note: str | None = None

    @property
    def end(self) -> int:
        """Where the name of the place ends."""
        return self.numeral.end


def places_named(text: str, at: int, has_bare_pages: bool = False) -> list[Place]:
    """Return the places that are named from `at` on, behind the name of a work.

    With `has_bare_pages` a number alone can be a page's, as in the notes of books.
    """
    places = _group(text, at, has_bare_pages)
    for _ in range(_MOST_GROUPS):
        more = _MORE.match(text, places[-1].end) if places else None
        following = _group(text, more.end(), False) if more else []
        if not following:
            break
        places += following
    return places


def _group(text: str, at: int, has_bare_pages: bool) -> list[Place]:
    if footnote := _FOOTNOTE.match(text, at):
        at = footnote.end()
    if found := _DOCUMENT.match(text, at):
        is_plural = bool(found[1] or found[2] or found[3])
        return noted(text, [Place("document", n) for n in document_numbers(text, found.end(), is_plural)])
    found = _PAGE.match(text, at)
    is_plural = bool(found and (found[1] or found[2] or found[3]))
    found = found or (_BARE_PAGE.match(text, at) if has_bare_pages else None)
    return [Place("page", numeral) for numeral in page_numbers(text, found.end(), is_plural)] if found else []


def noted(text: str, places: list[Place]) -> list[Place]:
    """Return `places` with the footnote that is named behind a single document."""
    if len(places) != 1 or not (found := _FOOTNOTE_BEHIND.match(text, places[0].end)):
        return places
    return [places[0]._replace(note=found[1], numeral=places[0].numeral._replace(end=found.end()))]
