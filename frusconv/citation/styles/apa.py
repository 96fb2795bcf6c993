"""The Publication Manual of the American Psychological Association, 7th edition: an entry of the reference list."""

from __future__ import annotations

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, italic, joined, sentences
from frusconv.citation.names import Name, listed
from frusconv.citation.numbers import numbered
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.parts import locator, told_in_title, written, year_of_publication

_DEPARTMENT = "U.S. Department of State"
_WORDS = {"volume": "Vol. ", "volumes": "Vols. ", "part": "Pt. ", "parts": "Pts. "}


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return a document as a chapter of an edited book (10.3), with the year of writing behind it (9.41)."""
    year = f"({year_of_publication(cited.book)})"
    at = locator(cited, options, document="Document ", page="p. ", pages="pp. ")
    url = cited.url
    if url and options.accessed:
        url = f"Retrieved {date_words((options.accessed,))}, from {url}"
    if not cited.title:
        book = _volume(cited.book, _editors(cited.book, is_behind=True), at)
        return _with_url((_DEPARTMENT, year, book, cited.book.publisher), url)
    title = " ".join(filter(None, (cited.title, _bracket(cited))))
    authors = listed([_author(agent) for agent in cited.senders], "&")
    head = (authors, year, title) if authors else (title, year)
    book = f"In {joined((_editors(cited.book), _volume(cited.book, at)))}"
    return _with_url((*head, book, cited.book.publisher), " ".join(filter(None, (url, _original(cited)))))


def _with_url(parts: tuple[str, ...], url: str) -> Marked:
    """Return the entry; an address has no full stop behind it (9.35)."""
    return " ".join(filter(None, (sentences(parts), url)))


def _bracket(cited: Cited) -> str:
    """Return what the document is, in brackets behind its title (9.21): kind and day, where the title has them not."""
    words = date_words(cited.dates)
    is_told = set(cited.kind.split()) <= set(cited.title.casefold().replace(",", "").split())
    kind = "" if is_told else capitalized(cited.kind)
    inside = joined((kind, told_in_title(cited, words or written(cited))))
    return f"[{capitalized(inside)}]" if inside else ""


def _original(cited: Cited) -> str:
    years = date_words(tuple(day._replace(month=None, day=None) for day in cited.dates))
    return f"(Original work published {years})" if years and years != cited.book.year else ""


def _volume(book: Book, *behind: str) -> Marked:
    """Return title and volume, in italics as one (9.19): *Foreign Relations, 1939: Vol. 3. The Far East* (p. 5)."""
    number = ", ".join(f"{_WORDS.get(part.word, '')}{part.number}" for part in numbered(book.number))
    own = ". ".join(filter(None, (number, book.title if number else book.title.removesuffix(f", {book.years}"))))
    title = italic(f"{book.name}: {own}" if own else book.name)
    inside = joined(behind, "; ")
    return f"{title} ({inside})" if inside else title


def _editors(book: Book, *, is_behind: bool = False) -> str:
    names = listed([_ordered(name) for name in book.editors], "&")
    word = "Eds." if len(book.editors) > 1 else "Ed."
    if not names:
        return ""
    return f"{names}, {word}" if is_behind else f"{names} ({word})"


def _author(agent: Agent) -> str:
    return _inverted(agent.name) if agent.name else agent.office


def _inverted(name: Name) -> str:
    if name.literal or not name.given:
        return name.text
    return joined((name.family, " ".join(filter(None, (name.initials, name.dropped))), name.suffix))


def _ordered(name: Name) -> str:
    if name.literal or not name.given:
        return name.text
    return " ".join(filter(None, (name.initials, name.dropped, name.family, name.suffix)))
