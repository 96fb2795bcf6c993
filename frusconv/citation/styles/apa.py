"""The Publication Manual of the American Psychological Association, 7th edition: an entry of the reference list."""

from __future__ import annotations

from collections.abc import Sequence

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, italic, joined, sentences
from frusconv.citation.names import Name, listed
from frusconv.citation.numbers import numbered
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.casing import sentence_case, volume_in_sentence_case
from frusconv.citation.styles.parts import (
    LocatorWords,
    locator,
    own_title,
    told_in_title,
    written_beside_title,
    year_of_publication,
    years_written,
)

# A group as author (9.11).
_DEPARTMENT = "U.S. Department of State"
# The abbreviations of 9.50; pages are not shortened.
_WORDS = {"volume": "Vol. ", "volumes": "Vols. ", "part": "Pt. ", "parts": "Pts. "}
_LOCATOR = LocatorWords("Document ", "p. ", "pp. ")
# Of more authors the first 19 and the last are named (9.8).
_MOST_AUTHORS = 20


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return a document as a chapter of an edited book (10.3), with the year of writing behind it (9.41)."""
    year = f"({year_of_publication(cited.book)})"
    at = locator(cited, options, _LOCATOR)
    url = cited.url
    if url and options.accessed:
        url = f"Retrieved {date_words((options.accessed,))}, from {url}"  # 9.16.
    if not cited.title:
        book = _volume(cited.book, at, _editors(cited.book, is_behind=True))
        return _with_url((_DEPARTMENT, year, book, cited.book.publisher), url)
    title = " ".join(filter(None, (sentence_case(cited.title), _bracket(cited))))
    authors = _authors(cited.senders)
    head = (authors, year, title) if authors else (title, year)
    book = f"In {joined((_editors(cited.book), _volume(cited.book, at)))}"
    return _with_url((*head, book, cited.book.publisher), " ".join(filter(None, (url, _original(cited)))))


def _with_url(parts: Sequence[str], url: str) -> Marked:
    """Return the entry; an address has no full stop behind it (9.35)."""
    return " ".join(filter(None, (sentences(parts), url)))


def _bracket(cited: Cited) -> str:
    """Return what the document is, in brackets behind its title (9.21): kind and day, where the title has them not."""
    in_title = set(cited.title.casefold().replace(",", "").split())
    kind = "" if set(cited.kind.split()) <= in_title else told_in_title(cited, cited.kind)
    inside = joined((kind, written_beside_title(cited, has_brackets=False)))
    return f"[{capitalized(inside)}]" if inside else ""


def _original(cited: Cited) -> str:
    years = years_written(cited)
    return f"(Original work published {years})" if years and years != cited.book.year else ""


def _volume(book: Book, at: str, editors: str = "") -> Marked:
    """Return title and volume: *Foreign relations, 1939: Vol. 3. The Far East* (p. 5), *Papers, 1875* (Vol. 2, p. 5).

    Titles have the capitals of a sentence (6.17); a volume's own title goes with the set's, a number alone behind it
    (9.19).
    """
    words = ", ".join(f"{_WORDS.get(part.word, '')}{part.number}" for part in numbered(book.number))
    words = volume_in_sentence_case(words)
    name = volume_in_sentence_case(book.series) + (f", {book.years}" if book.years else "")
    own = volume_in_sentence_case(book.title if words else own_title(book))
    if own:
        title, words = f"{name}: {words}{'. ' if words else ''}{own}", ""
    else:
        title = name
    inside = joined((editors, joined((words, at))), "; ")
    return f"{italic(title)} ({inside})" if inside else italic(title)


def _editors(book: Book, *, is_behind: bool = False) -> str:
    names = listed([_ordered(name) for name in book.editors], "&")
    word = "Eds." if len(book.editors) > 1 else "Ed."
    if not names:
        return ""
    return f"{names}, {word}" if is_behind else f"{names} ({word})"


def _authors(senders: Sequence[Agent]) -> str:
    """Return the authors; a comma stands before the ampersand even of two (9.8)."""
    names = [_inverted(agent.name) if agent.name else agent.office for agent in senders]
    if len(names) > _MOST_AUTHORS:
        return f"{', '.join(names[: _MOST_AUTHORS - 1])}, . . . {names[-1]}"
    return ", & ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))


def _inverted(name: Name) -> str:
    """Return family name and initials; a particle is part of the family name."""
    if name.literal or not name.given:
        return name.text
    return joined((" ".join(filter(None, (name.dropped, name.family))), name.initials, name.suffix))


def _ordered(name: Name) -> str:
    if name.literal or not name.given:
        return name.text
    return " ".join(filter(None, (name.initials, name.dropped, name.family, name.suffix)))
