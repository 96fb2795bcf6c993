"""The MLA Handbook, 9th edition: an entry of the works cited (chapter 5)."""

from __future__ import annotations

from frusconv.citation.cited import Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, italic, joined, quoted, sentences
from frusconv.citation.numbers import number_words
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.casing import headline
from frusconv.citation.styles.parts import (
    LocatorWords,
    authors,
    listed_up_to,
    locator,
    set_title,
    written_beside_title,
    year_of_publication,
)

# A government body as author, from the larger to the smaller.
_DEPARTMENT = "United States, Department of State"
# Three authors or more are the first and `et al.` (5.8).
_NAMES = (2, 1)
# Pages with their word, the last shortened to two figures (chapter 2, on ranges of numbers).
_WORDS = LocatorWords(page="p. ", pages="pp. ", form="two figures")


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return author, heading, day of writing, and the volume as container; or the volume as a work of its own (5.103).

    A volume with a title of its own goes by that, and the set stands at the end with its number, as the Handbook has it
    for multivolume works; in a set of volumes of one title the number is an element of the container (5.51).
    """
    book = cited.book
    number = number_words(book.number)
    is_titled = bool(number and book.title)
    title = set_title(book._replace(number="")) if not is_titled else italic(book.title)
    editors = listed_up_to([name.text for name in book.editors], *_NAMES)
    details = (
        f"edited by {editors}" if editors else "",
        "" if is_titled else number,
        book.publisher,
        year_of_publication(book, ""),
        locator(cited, options, _WORDS),
        cited.url.removeprefix("https://"),  # As the Handbook allows where an address is no link.
    )
    behind = (
        f"Accessed {date_words((options.accessed,), 'mla')}" if options.accessed else "",
        capitalized(f"{number} of {italic(book.name)}") if is_titled else "",
    )
    if not cited.title:
        return sentences((_DEPARTMENT, title, capitalized(joined(details)), *behind))
    what = authors(cited, *_NAMES), quoted(headline(cited.title)), _date(cited)
    return sentences((*what, joined((title, *details)), *behind))


def _date(cited: Cited) -> str:
    """Return the day of writing, which the Handbook adds behind the title of an older work; nothing if undated."""
    return written_beside_title(cited, "mla") if cited.dates else ""
