"""The Chicago Manual of Style, 17th and 18th edition: notes, bibliography, references.

A document is cited as a letter in a published collection: sender and recipient, kind, place and date, not the heading
(17th edition, 14.111; the Manual's answer to a question about this series says the same). The numbers of sections are
the 17th edition's where no other is named.
"""

from __future__ import annotations

from functools import lru_cache

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, ended, italic, joined, quoted, sentences
from frusconv.citation.names import listed
from frusconv.citation.numbers import number_words, numbered, page_range
from frusconv.citation.styles import Edition, StyleOptions
from frusconv.citation.styles.casing import headline
from frusconv.citation.styles.parts import (
    LocatorWords,
    authors,
    in_sentence,
    is_by_document,
    is_volume_alone,
    listed_up_to,
    locator,
    set_title,
    told_in_title,
    written,
    written_beside_title,
    year_of_publication,
    years_written,
)
from frusconv.model import SERIES

# A government body as author (14.84); the Manual writes US without full stops (10.32).
_DEPARTMENT = "US Department of State"
# More names than the first number are cut to the second; in notes, and in lists (14.76; 18th edition, chapter 13).
_NOTE_NAMES = {17: (3, 1), 18: (2, 1)}
_LIST_NAMES = {17: (10, 7), 18: (6, 3)}
# Pages stand without a word (14.152), the last shortened (9.61).
_WORDS = LocatorWords(form="chicago")
# From then on the 18th edition leaves the place of publication out (18th edition, 14.30 and 14.31).
_FIRST_WITHOUT_PLACE = "1900"


def note(cited: Cited, options: StyleOptions) -> Marked:
    """Return a full note: a letter in a volume of a set (14.111, 14.118, 14.120)."""
    what = _what(cited, options)
    book, at = _located(cited, options)
    volume = _noted(book, options.edition)
    return ended(
        joined(
            (
                capitalized(what) if what else _DEPARTMENT,
                f"in {volume}" if what else volume,
                at,
                _accessed(options, "accessed "),
                cited.url,
            )
        )
    )


@lru_cache(maxsize=256)
def _noted(book: Book, edition: Edition) -> Marked:
    """Return the volume as a note has it, with its editors behind its title (14.122) and the imprint."""
    editors = listed_up_to([name.text for name in book.editors], *_NOTE_NAMES[edition])
    where = joined((set_title(book), f"ed. {editors}" if editors else ""))
    imprint = _imprint(book, edition)
    return f"{where} ({imprint})" if imprint else where


def turabian(cited: Cited, options: StyleOptions) -> Marked:
    """Return a note in the form of Turabian's manual (9th edition, 17.1.9), which is the 17th edition's."""
    return note(cited, options._replace(edition=17))


def short_note(cited: Cited, options: StyleOptions) -> Marked:
    """Return the short form for a second mention (14.30, 14.111); without `ibid.` (14.34).

    The date stays, since the same people write to each other day by day.
    """
    book, at = _located(cited, options)
    if is_volume_alone(cited):
        return ended(joined((_short_book(book), at)))
    if not cited.is_letter:
        return ended(joined((capitalized(_heading(cited)), written_beside_title(cited), at)))
    named = [
        [agent.short if agent.name else in_sentence(agent) for agent in found]
        for found in (cited.senders, cited.recipients)
    ]
    senders, recipients = (listed_up_to(names, *_NOTE_NAMES[options.edition]) for names in named)
    who = f"{senders} to {recipients}" if recipients else joined((senders, cited.kind))
    return ended(joined((capitalized(who), written(cited), at)))


def _short_book(book: Book) -> Marked:
    """Return the key words of the series' title, with what tells the volume (14.33)."""
    short = book._replace(series=book.series.replace(SERIES, "Foreign Relations").partition(":")[0])
    number = number_words(book.number)
    return joined((italic(short.name), number)) if number else set_title(short)


def bibliography(cited: Cited, options: StyleOptions) -> Marked:
    """Return an entry of a bibliography: a part of a volume of a set (14.107, 14.120), or the volume (14.119)."""
    book, at = _located(cited, options, is_in_list=True)
    editors = _edited_by(book, options.edition)
    what: tuple[str, ...]
    if is_volume_alone(cited):
        number = number_words(book.number)
        volume = joined((capitalized(number), italic(book.title), at)) if number else joined((set_title(book), at))
        what = (_DEPARTMENT, italic(book.name) if number else "", volume, capitalized(editors))
    else:
        what = (_authors(cited, options), _titled(cited), f"In {joined((set_title(book), editors, at))}")
    return sentences((*what, _imprint(book, options.edition), _accessed(options, "Accessed "), cited.url))


def reference(cited: Cited, options: StyleOptions) -> Marked:
    """Return an entry of a list of references, with the year of writing before that of publication (15.40)."""
    book = cited.book
    year = year_of_publication(book)
    own = years_written(cited)
    years = f"({own}) {year}" if own and own != year else year
    place = _place(book, options.edition)
    publisher = f"{place}: {book.publisher}" if place and book.publisher else book.publisher
    return sentences((*_referred(cited, years, options), publisher, _accessed(options, "Accessed "), cited.url))


def _referred(cited: Cited, years: str, options: StyleOptions) -> tuple[str, ...]:
    """Return author, years, title and volume; without an author, the title stands first (14.79)."""
    book, at = _located(cited, options, is_in_list=True)
    editors = _edited_by(book, options.edition)
    number = number_words(book.number)
    if is_volume_alone(cited):
        if number and book.title:
            volume = joined((italic(book.title), at)), capitalized(editors), capitalized(_of_set(book, number))
        elif number:
            volume = italic(book.name), joined((capitalized(number), at)), capitalized(editors)
        else:
            volume = joined((set_title(book), at)), capitalized(editors), ""
        return _DEPARTMENT, years, *volume
    if number and book.title:
        within = f"In {joined((italic(book.title), editors, _of_set(book, number), at))}"
    else:
        within = f"In {joined((set_title(book), editors, at))}"
    names = _authors(cited, options)
    if names:
        return names, years, _titled(cited), within
    return _heading(cited), years, _where_and_when(cited), within


def _of_set(book: Book, number: str) -> Marked:
    """Return a volume's number and the set: `vol. 3 of` *Foreign Relations of the United States, 1939* (14.119)."""
    return f"{number} of {italic(book.name)}"


def _located(cited: Cited, options: StyleOptions, *, is_in_list: bool = False) -> tuple[Book, str]:
    """Return the volume and what locates the document in it.

    The number of a volume without a title stands before the page (`2:5–6`, 14.116 and 14.118), and not with the title.
    In lists the 18th edition leaves the pages of a part out (18th edition, 14.8).
    """
    book = cited.book
    if not cited.pages or cited.is_volume or is_by_document(cited, options):
        return book, locator(cited, options, _WORDS)
    if is_in_list and options.edition == 18:
        return book, ""
    pages = page_range(cited.pages, "chicago")
    parts = numbered(book.number)
    if book.title or len(parts) != 1 or parts[0].word != "volume":
        return book, pages
    return book._replace(number=""), f"{parts[0].number}:{pages}"


def _what(cited: Cited, options: StyleOptions) -> Marked:
    """Return what stands before the volume: who wrote what to whom, where and when, or else the heading."""
    if is_volume_alone(cited):
        return ""
    if not cited.is_letter:
        return joined((_heading(cited), _where_and_when(cited), _file_number(cited)))
    most, shown = _NOTE_NAMES[options.edition]
    senders, recipients = (
        listed_up_to([in_sentence(agent) for agent in found], most, shown)
        for found in (cited.senders, cited.recipients)
    )
    who = f"{senders} to {recipients}" if recipients else senders
    # That it is a letter goes without saying (14.111).
    kind = "" if cited.kind == "letter" and recipients else cited.kind
    return joined((who, kind, cited.place, written(cited), _file_number(cited)))


def _heading(cited: Cited) -> Marked:
    """Return the heading; words for a kind of document are no title, and stand without quotes (14.223)."""
    heading = headline(cited.title)
    return heading if cited.kind else quoted(heading)


def _where_and_when(cited: Cited) -> str:
    return joined((told_in_title(cited, cited.place), written_beside_title(cited)))


def _file_number(cited: Cited) -> str:
    """Return the archive's number, where the volume is not known to lead to the document."""
    return "" if cited.book.is_known else cited.file_number


def _titled(cited: Cited) -> Marked:
    """Return a document behind its author: `Telegram to the Secretary of State, Moscow, September 4, 1939`."""
    if not cited.is_letter:
        return joined((_heading(cited), _where_and_when(cited), _file_number(cited)))
    recipients = _recipients(cited.recipients)
    what = " ".join(filter(None, (cited.kind, f"to {recipients}" if recipients else "")))
    return capitalized(joined((what, cited.place, written(cited), _file_number(cited))))


def _recipients(found: tuple[Agent, ...]) -> str:
    return listed([in_sentence(agent) for agent in found])


def _authors(cited: Cited, options: StyleOptions) -> str:
    """Return who wrote a document (14.75, 14.76); nobody where the heading names the document."""
    return authors(cited, *_LIST_NAMES[options.edition]) if cited.is_letter else ""


@lru_cache(maxsize=256)
def _edited_by(book: Book, edition: Edition) -> str:
    names = listed_up_to([name.text for name in book.editors], *_LIST_NAMES[edition])
    return f"edited by {names}" if names else ""


def _place(book: Book, edition: Edition) -> str:
    """Return the place of publication (14.129, 14.130)."""
    if edition == 18 and not ("" < book.year < _FIRST_WITHOUT_PLACE):
        return ""
    return book.city


def _imprint(book: Book, edition: Edition) -> str:
    """Return place, publisher and year (14.127), as far as they are known."""
    place = _place(book, edition)
    publisher = f"{place}: {book.publisher}" if place and book.publisher else book.publisher or place
    return joined((publisher, year_of_publication(book, "")))


def _accessed(options: StyleOptions, word: str) -> str:
    """Return the day of access, which stands before the address (14.12)."""
    return f"{word}{date_words((options.accessed,))}" if options.accessed else ""
