"""Parts that several styles put together in their own order."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import DateForm, Day, date_words
from frusconv.citation.markup import Marked, italic, joined
from frusconv.citation.names import listed
from frusconv.citation.numbers import PageForm, number_words, page_range, pages_between
from frusconv.citation.styles import StyleOptions
from frusconv.pattern import Pattern

# How an office that is a group of them stands in a sentence.
_GROUP = Pattern(r"(?:All|Certain|Other|Selected|Various)\b")
_GENERIC = Pattern(r"\b(?:All|Certain|Consular|Diplomatic|Missions|Officers|Offices|Other|Posts|Selected|Various)\b")


def is_by_document(cited: Cited, options: StyleOptions) -> bool:
    """Tell whether the document's number locates it: where that is asked for or usual, or no pages are known."""
    if not cited.number or options.locator == "page":
        return False
    return options.locator == "document" or cited.book.is_cited_by_document or not cited.pages


class LocatorWords(NamedTuple):
    """What stands before a document's number, one page and several, and how the last page is shortened."""

    document: str = "doc. "
    page: str = ""
    pages: str = ""
    form: PageForm = "full"


def locator(cited: Cited, options: StyleOptions, words: LocatorWords) -> str:
    """Return what locates the document in its volume: `doc. 75`, or `62–63`, each behind its word."""
    if cited.is_volume:
        return ""
    if is_by_document(cited, options):
        return f"{words.document}{cited.number}"
    if not cited.pages:
        return ""
    return f"{words.pages if pages_between(cited.pages)[1] else words.page}{page_range(cited.pages, words.form)}"


def is_volume_alone(cited: Cited) -> bool:
    """Tell whether nothing is known that names a document, so that its volume is cited with the place in it."""
    return cited.is_volume or not (cited.is_letter or cited.title)


@lru_cache(maxsize=256)
def set_title(book: Book) -> Marked:
    """Return the title of the set, number and title of the volume: *Foreign Relations, 1939*, vol. 3, *The Far East*.

    Without a number, the volume's title goes with the set's: it is all that tells the volumes of the years apart.
    """
    number = number_words(book.number)
    if number:
        return joined((italic(book.name), number, italic(book.title)))
    return italic(joined((book.name, own_title(book))))


def own_title(book: Book) -> str:
    """Return the title of a volume without a number, without the years that the set's title has."""
    return book.title.removesuffix(f", {book.years}") if book.years else book.title


def listed_up_to(names: Sequence[str], most: int, shown: int) -> str:
    """Return names as a list; of more than `most`, the first `shown` and others."""
    if len(names) <= most:
        return listed(names)
    return f"{', '.join(names[:shown])}{',' if shown > 1 else ''} et al."


def in_sentence(agent: Agent) -> str:
    """Return a sender or recipient in a sentence, groups of offices with small letters: `certain diplomatic posts`."""
    if agent.name or not _GROUP.match(agent.office):
        return agent.in_sentence
    return _GENERIC.sub(lambda word: word[0].lower(), agent.in_sentence)


def authors(cited: Cited, most: int, shown: int) -> str:
    """Return who wrote a document, the first name inverted; of more than `most`, the first `shown` and others."""
    names = [agent.in_sentence if at and agent.name else agent.inverted for at, agent in enumerate(cited.senders)]
    if len(names) > most:
        return f"{', '.join(names[:shown])}, et al."
    return ", and ".join(names) if len(names) < 3 else listed(names)


def written(cited: Cited, form: DateForm = "full", *, has_brackets: bool = True) -> str:
    """Return when a document was written, in brackets where the document does not print it; `n.d.` if it says so."""
    if not cited.dates:
        return "n.d." if cited.is_undated else ""
    words = date_words(cited.dates, form)
    return f"[{words}]" if cited.is_supplied and has_brackets else words


def years_written(cited: Cited) -> str:
    """Return the year in which a document was written, or the two of a range."""
    return date_words(tuple(Day(day.year) for day in cited.dates))


def told_in_title(cited: Cited, words: str) -> str:
    """Return words, or nothing if the heading that stands in the citation says the same."""
    return "" if words and words.casefold() in cited.title.casefold() else words


def written_beside_title(cited: Cited, form: DateForm = "full", *, has_brackets: bool = True) -> str:
    """Return when a document was written, unless the heading tells the day in whichever order."""
    is_told = bool(cited.dates) and not told_in_title(cited, date_words(cited.dates))
    return "" if is_told else told_in_title(cited, written(cited, form, has_brackets=has_brackets))


def year_of_publication(book: Book, unknown: str = "n.d.") -> str:
    """Return the year in which the volume was published, or what stands for one that is not known."""
    return book.year or unknown
