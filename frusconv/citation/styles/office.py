"""The form that the Office of the Historian recommends for citing the series."""

from __future__ import annotations

from functools import lru_cache

from frusconv.citation.cited import Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, ended, italic, joined
from frusconv.citation.names import listed
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.parts import LocatorWords, locator, year_of_publication
from frusconv.model import SERIES

_WORDS = LocatorWords("Document ")


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return the volume as its own title page orders it, editors, imprint, and the document or page.

    Heading and sender of a document are no part of it.
    """
    where = joined((_volume(cited.book), locator(cited, options, _WORDS)))
    accessed = f"[accessed {date_words((options.accessed,), 'office')}]" if options.accessed and cited.url else ""
    return " ".join(filter(None, (ended(where), cited.url, accessed)))


@lru_cache(maxsize=256)
def _volume(book: Book) -> Marked:
    names = listed([name.text for name in book.editors])
    editors = f"{'eds.' if len(book.editors) > 1 else 'ed.'} {names}" if names else ""
    title, imprint = joined((_title(book), editors)), _imprint(book)
    return f"{title} ({imprint})" if imprint else title


def _title(book: Book) -> Marked:
    """Return the complete title in its own order, the series in italics."""
    complete = book.complete
    if not complete:
        return joined((italic(book.series), book.years, book.title, book.number))
    name = next((name for name in (SERIES, book.series) if complete.casefold().startswith(name.casefold())), "")
    rest = complete[len(name) :]
    if name and (not rest or rest[0] in ",:"):
        return joined((italic(complete[: len(name)]), rest.lstrip(",: ")))
    return italic(complete)


def _imprint(book: Book) -> str:
    publisher = f"{book.place}: {book.publisher}" if book.place and book.publisher else book.publisher
    return joined((publisher, year_of_publication(book, "")))
