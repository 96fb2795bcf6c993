"""Parts that several styles put together in their own order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import DateForm, date_words
from frusconv.citation.markup import Marked, italic, joined
from frusconv.citation.names import Name, listed
from frusconv.citation.numbers import number_words
from frusconv.citation.styles import StyleOptions


def pages_of(cited: Cited) -> str:
    """Return the printed pages with an en dash: `62–63`; they are not shortened."""
    return cited.pages.replace("-", "–")


def first_page(cited: Cited) -> str:
    """Return the page that a document begins on."""
    return cited.pages.partition("-")[0]


def is_by_document(cited: Cited, options: StyleOptions) -> bool:
    """Tell whether the document's number locates it: where that is asked for or usual, or no pages are known."""
    if not cited.number or options.locator == "page":
        return False
    return options.locator == "document" or cited.book.is_cited_by_document or not cited.pages


def locator(cited: Cited, options: StyleOptions, document: str = "doc. ", page: str = "", pages: str = "") -> str:
    """Return what locates the document in its volume: `doc. 75`, or `62–63`, each behind its word."""
    if cited.is_volume:
        return ""
    if is_by_document(cited, options):
        return f"{document}{cited.number}"
    if not cited.pages:
        return ""
    return f"{pages if '-' in cited.pages else page}{pages_of(cited)}"


@lru_cache(maxsize=256)
def set_title(book: Book) -> Marked:
    """Return the title of the set, number and title of the volume: *Foreign Relations, 1939*, vol. 3, *The Far East*.

    Without a number, the volume's title goes with the set's: it is all that tells the volumes of the years apart.
    """
    number = number_words(book.number)
    if number:
        return joined((italic(book.name), number, italic(book.title)))
    return italic(joined((book.name, book.title.removesuffix(f", {book.years}"))))


def editor_names(names: Sequence[Name], most: int, shown: int, *, first_inverted: bool = False) -> str:
    """Return names as a list; of more than `most`, the first `shown` and `et al.`."""
    texts = [name.inverted if first_inverted and not at else name.text for at, name in enumerate(names)]
    if len(texts) > most:
        return f"{', '.join(texts[:shown])} et al." if shown == 1 else f"{', '.join(texts[:shown])}, et al."
    if first_inverted and len(texts) == 2:
        return f"{texts[0]}, and {texts[1]}"
    return listed(texts)


def agents(found: Sequence[Agent]) -> str:
    """Return senders or recipients as a list in a sentence."""
    return listed([agent.in_sentence for agent in found])


def written(cited: Cited, form: DateForm = "full", undated: str = "n.d.") -> str:
    """Return when a document was written, in brackets where the document does not print it."""
    if not cited.dates:
        return undated if cited.is_undated else ""
    words = date_words(cited.dates, form)
    return f"[{words}]" if cited.is_supplied else words


def told_in_title(cited: Cited, words: str) -> str:
    """Return words, or nothing if the heading that stands in the citation says the same."""
    return "" if words and words.casefold() in cited.title.casefold() else words


def year_of_publication(book: Book, unknown: str = "n.d.") -> str:
    """Return the year in which the volume was published, or what stands for one that is not known."""
    return book.year or unknown
