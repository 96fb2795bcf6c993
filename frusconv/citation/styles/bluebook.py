"""The Bluebook, 21st edition, as in law reviews: a letter in a published collection (rules 15.5 and 17.2.3)."""

from __future__ import annotations

from collections.abc import Sequence

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, capitalized, ended, italic, joined, rendered, small_capitals
from frusconv.citation.names import listed
from frusconv.citation.numbers import numbered, page_range, pages_between
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.casing import headline
from frusconv.citation.styles.parts import (
    in_sentence,
    is_by_document,
    own_title,
    written,
    written_beside_title,
    year_of_publication,
)

# Institutional authors and publishers are shortened by tables T6 and T10.
_DEPARTMENT = "U.S. Dep’t of State"
_SHORT_WORDS = (("Government", "Gov’t"), ("Office", "Off."))
# Of an older book place and publisher are named too (rule 15.4).
_FIRST_BY_YEAR_ALONE = "1900"


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return a footnote: what it is, from whom to whom, when, *in* volume, set, page and year."""
    what = _what(cited)
    imprint = _imprint(cited.book)
    source = _set(cited.book, has_author=not what)
    source += _at(cited, options, is_behind_figure=rendered(source)[-1:].isdigit())
    source += f" ({imprint})" if imprint else ""
    url = cited.url
    if url and options.accessed:
        url = f"{url} (last visited {date_words((options.accessed,), 'bluebook')})"  # Rule 18.2.2.
    return ended(joined((f"{what}, {italic('in')} {source}" if what else source, url)))


def _what(cited: Cited) -> Marked:
    """Return a letter as rule 17.2.3 has it, or the heading: in italics (rule 15.5) if it says more than the kind."""
    if cited.is_letter:
        senders = _listed([_agent(agent) for agent in cited.senders])
        recipients = _listed([_agent(agent) for agent in cited.recipients])
        what = f"{cited.kind} {'from' if recipients else 'by'} {senders}" if cited.kind else senders
        if recipients:
            what += f"{',' if ',' in senders else ''} to {recipients}"
        what = capitalized(what)
        date = written(cited, "bluebook", has_brackets=False)
    else:
        heading = headline(cited.title)
        what = heading if cited.kind else italic(heading)
        date = written_beside_title(cited, "bluebook", has_brackets=False)
    return f"{what} ({date})" if what and date else what


def _agent(agent: Agent) -> str:
    """Return a person with the office, which stands before the name where print has it so."""
    if not agent.name:
        return in_sentence(agent)
    if agent.style:
        return f"{agent.style} {agent.name.text}"
    return joined((agent.name.text, agent.office))


def _listed(names: Sequence[str]) -> str:
    """Return names with an ampersand (rule 15.1), behind a comma if there are others in them."""
    if len(names) > 1 and any("," in name for name in names):
        return f"{', '.join(names[:-1])}, & {names[-1]}"
    return listed(names, "&", has_serial_comma=False)


def _set(book: Book, *, has_author: bool) -> Marked:
    """Return volume number, institution and title in small capitals (rules 15.1 and 15.3), and the part (rule 3).

    The title of a numbered volume is left out, as the number tells the volume.
    """
    parts = numbered(book.number)
    volume = next((part.number for part in parts if part.word.startswith("volume")), "")
    others = [part.number for part in parts if not part.word]
    title = joined((book.name, "" if volume else own_title(book), *others))
    author = f"{_DEPARTMENT}, " if has_author else ""
    of_parts = [f"pt. {part.number}" for part in parts if part.word.startswith("part")]
    return joined((" ".join(filter(None, (volume, small_capitals(author + title)))), *of_parts))


def _at(cited: Cited, options: StyleOptions, *, is_behind_figure: bool) -> str:
    """Return the first page and those cited, with `at` where the page could be taken for a part of the title (3.2)."""
    if cited.is_volume:
        return ""
    if is_by_document(cited, options):
        return f", doc. {cited.number}"
    if not cited.pages:
        return ""
    first, all_pages = pages_between(cited.pages)[0], page_range(cited.pages, "two figures")
    return f"{', at' if is_behind_figure else ''} {joined((first, all_pages if all_pages != first else ''))}"


def _imprint(book: Book) -> str:
    """Return editors (rule 15.2) and year, before 1900 place and publisher as well (rule 15.4)."""
    names = [name.text for name in book.editors]
    shown = f"{names[0]} et al." if len(names) > 2 else " & ".join(names)
    editors = f"{shown} {'eds.' if len(names) > 1 else 'ed.'}" if names else ""
    year = year_of_publication(book, "")
    if "" < book.year < _FIRST_BY_YEAR_ALONE:
        publisher = book.publisher
        for word, short in _SHORT_WORDS:
            publisher = publisher.replace(word, short)
        year = " ".join(filter(None, (joined((book.place, publisher)), year)))
    return joined((editors, year))
