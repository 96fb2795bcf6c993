"""The Bluebook, 21st edition, in the form of law reviews: a letter in a published collection (rules 15 and 17.2.4)."""

from __future__ import annotations

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, ended, italic, joined, small_capitals
from frusconv.citation.names import listed
from frusconv.citation.numbers import numbered
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.parts import (
    first_page,
    is_by_document,
    pages_of,
    told_in_title,
    written,
    year_of_publication,
)

# Institutional authors are shortened by tables T6 and T10.
_DEPARTMENT = "U.S. Dep’t of State"


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return a footnote: what it is, from whom to whom, when, *in* volume, set, page and year."""
    what = _what(cited)
    imprint = _imprint(cited.book)
    source = _set(cited.book, has_author=not what) + _at(cited, options) + (f" ({imprint})" if imprint else "")
    url = f"{cited.url} (last visited {_day(options)})" if options.accessed and cited.url else cited.url
    return ended(joined((f"{capitalized(what)}, {italic('in')} {source}" if what else source, url)))


def _what(cited: Cited) -> str:
    if not cited.is_letter:
        what = cited.title
    else:
        senders = listed([_agent(agent) for agent in cited.senders])
        recipients = listed([_agent(agent) for agent in cited.recipients])
        what = f"{cited.kind} from {senders}" if cited.kind else senders
        if recipients:
            what += f"{',' if senders.count(',') else ''} to {recipients}"
    date = written(cited, "bluebook") if cited.is_letter or told_in_title(cited, date_words(cited.dates)) else ""
    if cited.is_undated:
        date = written(cited, "bluebook")
    return " ".join(filter(None, (what, f"({date})" if date and what else "")))


def _agent(agent: Agent) -> str:
    """Return a person with the office, which stands before the name where print has it so."""
    if not agent.name:
        return agent.in_sentence
    if agent.style:
        return f"{agent.style} {agent.name.text}"
    return joined((agent.name.text, agent.office))


def _set(book: Book, *, has_author: bool) -> Marked:
    """Return volume number and title (rule 15.3); institution and title are in small capitals (rule 15.1)."""
    parts = [part for part in numbered(book.number) if part.word]
    volume = "" if parts[:1] and parts[0].word.startswith("volume") else "vol. "
    number = " ".join(
        f"{volume}{part.number}" if part.word.startswith("volume") else f"pt. {part.number}" for part in parts
    )
    others = [part.number for part in numbered(book.number) if not part.word]
    own = joined(("" if number else book.title.removesuffix(f", {book.years}"), *others))
    author = small_capitals(f"{_DEPARTMENT}, " if has_author else "")
    return " ".join(filter(None, (number, author + small_capitals(joined((book.name, own))))))


def _at(cited: Cited, options: StyleOptions) -> str:
    if cited.is_volume:
        return ""
    if is_by_document(cited, options):
        return f", Doc. {cited.number}"
    if not cited.pages:
        return ""
    return f", at {first_page(cited)}" + (f", {pages_of(cited)}" if "-" in cited.pages else "")


def _imprint(book: Book) -> str:
    names = [name.text for name in book.editors]
    shown = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    editors = f"{shown} {'eds.' if len(names) > 1 else 'ed.'}" if names else ""
    return joined((editors, year_of_publication(book, "")))


def _day(options: StyleOptions) -> str:
    return date_words((options.accessed,), "bluebook") if options.accessed else ""
