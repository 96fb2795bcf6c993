"""The Chicago Manual of Style, 17th and 18th edition: notes, bibliography, references.

A document is cited as a letter in a published collection: sender and recipient, kind, place and date, not the heading
(17th edition, 14.111; the Manual's answer to a question about this series says the same). The numbers of sections are
the 17th edition's.
"""

from __future__ import annotations

from functools import lru_cache

from frusconv.citation.cited import Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, ended, italic, joined, quoted, sentences
from frusconv.citation.names import listed
from frusconv.citation.numbers import number_words
from frusconv.citation.styles import Edition, StyleOptions
from frusconv.citation.styles.parts import (
    agents,
    editor_names,
    locator,
    set_title,
    told_in_title,
    written,
    year_of_publication,
)
from frusconv.model import SERIES

# Government bodies as authors, 10.32 and 14.291; the Manual writes US without full stops (10.4).
_DEPARTMENT = "US Department of State"
# More names than the first number are cut to the second; in notes, and in lists (14.76; 18th edition, 13.23).
_NOTE_NAMES = {17: (3, 1), 18: (2, 1)}
_LIST_NAMES = {17: (10, 7), 18: (6, 3)}


def note(cited: Cited, options: StyleOptions) -> Marked:
    """Return a full note (14.111, 14.119)."""
    book = _noted(cited.book, options.edition)
    what = _what(cited)
    return ended(
        joined(
            (
                capitalized(what) if what else _DEPARTMENT,
                f"in {book}" if what else book,
                locator(cited, options),
                _accessed(options, "accessed "),
                cited.url,
            )
        )
    )


@lru_cache(maxsize=256)
def _noted(book: Book, edition: Edition) -> Marked:
    """Return the volume as a note has it, with editors and imprint."""
    editors = editor_names(book.editors, *_NOTE_NAMES[edition])
    where = joined((set_title(book), f"ed. {editors}" if editors else ""))
    imprint = _imprint(book, edition)
    return f"{where} ({imprint})" if imprint else where


def turabian(cited: Cited, options: StyleOptions) -> Marked:
    """Return a note in the form of Turabian's manual, which is the 17th edition's."""
    return note(cited, options._replace(edition=17))


def short_note(cited: Cited, options: StyleOptions) -> Marked:
    """Return the short form for a second mention; without `ibid.` (14.34)."""
    if not cited.is_letter and not cited.title:
        # Of the series, what the volume is known by.
        return ended(joined((_short_book(cited.book), locator(cited, options))))
    if cited.is_letter:
        senders, recipients = (listed([agent.short for agent in found]) for found in (cited.senders, cited.recipients))
        who = f"{senders} to {recipients}" if recipients else joined((senders, _kind(cited)))
    else:
        who = _heading(cited)
    return ended(joined((capitalized(who), told_in_title_of(cited, written(cited)), locator(cited, options))))


def _short_book(book: Book) -> Marked:
    """Return the key words of the series' title, with what tells the volume (14.33)."""
    short = book._replace(series=book.series.replace(SERIES, "Foreign Relations").partition(":")[0])
    number = number_words(book.number)
    return joined((italic(short.name), number)) if number else set_title(short)


def bibliography(cited: Cited, options: StyleOptions) -> Marked:
    """Return an entry of a bibliography (14.112)."""
    if cited.is_volume or not (cited.is_letter or cited.title):
        return _listed_volume(cited, options)
    at = locator(cited, options)
    if options.edition == 18 and not at.startswith("doc."):
        at = ""  # The 18th edition leaves the pages of a part out (13.112).
    editors = _edited_by(cited.book, options.edition)
    return sentences(
        (
            _authors(cited, options),
            _titled(cited),
            f"In {joined((set_title(cited.book), editors, at))}",
            _published(cited.book, options.edition),
            _accessed(options, "Accessed "),
            cited.url,
        )
    )


def reference(cited: Cited, options: StyleOptions) -> Marked:
    """Return an entry of a list of references, with the year of writing before that of publication (15.40)."""
    book = cited.book
    year = year_of_publication(book)
    own = date_words(tuple(day._replace(month=None, day=None) for day in cited.dates))
    years = f"({own}) {year}" if own and own != year else year
    place = _place(book, options.edition)
    publisher = f"{place}: {book.publisher}" if place and book.publisher else book.publisher
    return sentences((*_referred(cited, years, options), publisher, _accessed(options, "Accessed "), cited.url))


def _referred(cited: Cited, years: str, options: StyleOptions) -> tuple[str, ...]:
    """Return author, years, title and volume; without an author, the title stands first (15.34)."""
    book, at = cited.book, locator(cited, options)
    editors = _edited_by(book, options.edition)
    if cited.is_volume or not (cited.is_letter or cited.title):
        number = number_words(book.number)
        of_set = f"{number} of {italic(book.name)}" if number else set_title(book)
        own = italic(book.title) if number else ""
        return _DEPARTMENT, years, own, capitalized(joined((of_set, at))), capitalized(editors)
    within = f"In {joined((_volume_of_set(book), editors, at))}"
    authors = _authors(cited, options)
    if authors:
        return authors, years, _titled(cited), within
    return _heading(cited), years, _where_and_when(cited), within


def _what(cited: Cited) -> Marked:
    """Return what stands before the volume: who wrote what to whom, where and when, or else the heading."""
    number = "" if cited.book.is_known else cited.file_number
    if not cited.is_letter:
        return joined((_heading(cited), _where_and_when(cited), number)) if cited.title else ""
    recipients = agents(cited.recipients)
    who = f"{agents(cited.senders)} to {recipients}" if recipients else agents(cited.senders)
    return joined((who, _kind(cited), cited.place, written(cited), number))


def _kind(cited: Cited) -> str:
    """Return the kind of document; that it is a letter goes without saying (14.111)."""
    return "" if cited.kind == "letter" and cited.recipients else cited.kind


def _heading(cited: Cited) -> Marked:
    """Return the heading; the Office's words for a kind of document are no title, and stand without quotes (14.229)."""
    return cited.title if cited.kind or not cited.title else quoted(cited.title)


def _where_and_when(cited: Cited) -> str:
    return joined((told_in_title(cited, cited.place), told_in_title_of(cited, written(cited))))


def told_in_title_of(cited: Cited, words: str) -> str:
    """Return the date, unless the citation has the heading and the heading has the date."""
    return words if cited.is_letter else told_in_title(cited, words)


def _titled(cited: Cited) -> Marked:
    """Return a document behind its author: `Telegram to the Secretary of State, Moscow, September 4, 1939`."""
    number = "" if cited.book.is_known else cited.file_number
    if not cited.is_letter:
        return joined((_heading(cited), _where_and_when(cited), number))
    recipients = agents(cited.recipients)
    kind = cited.kind or "letter"
    what = f"{kind} to {recipients}" if recipients else kind
    if not cited.kind and cited.recipients:
        what = f"to {recipients}"
    return capitalized(joined((what, cited.place, written(cited), number)))


def _authors(cited: Cited, options: StyleOptions) -> str:
    """Return who wrote a document, the first name inverted (14.75); nobody where the heading names the document."""
    if not cited.is_letter:
        return ""
    names = [agent.in_sentence if at and agent.name else agent.inverted for at, agent in enumerate(cited.senders)]
    most, shown = _LIST_NAMES[options.edition]
    if len(names) > most:
        return f"{', '.join(names[:shown])}, et al."
    if len(names) == 2:
        return f"{names[0]}, and {names[1]}"
    return listed(names)


def _listed_volume(cited: Cited, options: StyleOptions) -> Marked:
    """Return a volume of the set in a bibliography (14.119)."""
    book = cited.book
    number = number_words(book.number)
    at = locator(cited, options)
    own = joined((capitalized(number), italic(book.title), at))
    of_set = (italic(book.name), own) if number else (joined((set_title(book), at)),)
    editors = _edited_by(book, options.edition)
    return sentences(
        (
            _DEPARTMENT,
            *of_set,
            capitalized(editors),
            _published(book, options.edition),
            _accessed(options, "Accessed "),
            cited.url,
        )
    )


@lru_cache(maxsize=256)
def _volume_of_set(book: Book) -> Marked:
    """Return the volume before the set: *The Far East*, vol. 3 of *Foreign Relations of the United States, 1939*."""
    number = number_words(book.number)
    if not number:
        return set_title(book)
    return joined((italic(book.title), f"{number} of {italic(book.name)}"))


@lru_cache(maxsize=256)
def _edited_by(book: Book, edition: Edition) -> str:
    names = editor_names(book.editors, *_LIST_NAMES[edition])
    return f"edited by {names}" if names else ""


def _place(book: Book, edition: Edition) -> str:
    """Return the place of publication, which the 18th edition leaves out (14.30)."""
    if edition == 18:
        return ""
    return "Washington, DC" if book.place == "Washington" else book.place


def _imprint(book: Book, edition: Edition) -> str:
    place = _place(book, edition)
    publisher = f"{place}: {book.publisher}" if place and book.publisher else book.publisher or place
    return joined((publisher, year_of_publication(book, "")))


@lru_cache(maxsize=256)
def _published(book: Book, edition: Edition) -> str:
    return capitalized(_imprint(book, edition))


def _accessed(options: StyleOptions, word: str) -> str:
    return f"{word}{date_words((options.accessed,))}" if options.accessed else ""
