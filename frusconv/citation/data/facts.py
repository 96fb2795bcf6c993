"""What the formats for programs share: the facts on what is cited, each chosen once and freed of line ends."""

from __future__ import annotations

import unicodedata
from datetime import date
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import Day
from frusconv.citation.markup import capitalized, clean, joined, rendered
from frusconv.citation.names import Name
from frusconv.citation.numbers import number_words, numbered
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.parts import is_by_document, set_title, written
from frusconv.pattern import Pattern

# The author of a volume, in the words of the Office's page on its ebooks.
DEPARTMENT = Name(literal="U.S. Department of State")
_NOT_IN_KEY = Pattern(r"[^A-Za-z0-9]+")
# What may stand in an address as it is (RFC 3986, section 2); `%` begins what is encoded already.
_IN_ADDRESS = ":/?#[]@!$&'()*+,;=-._~%"


class Volume(NamedTuple):
    """The facts on a volume.

    `set` is the title of all volumes of the years, `title` this one's, which may be empty. `words` is the volume's
    number in words (`vol. 19, pt. 1`), `number` the same behind a label of its own (`19, pt. 1`), which is empty where
    the words begin with something else (`pt. 1`). `whole` is set and title as one, with the words between them where
    `number` is empty.
    """

    set: str
    title: str
    words: str
    number: str
    whole: str
    editors: tuple[Name, ...]
    publisher: str
    place: str
    year: str
    isbn: str


class Facts(NamedTuple):
    """The facts on what is cited; what is not known is empty.

    `number` is the document's where it locates the document and is not the title, else `pages` do. `note` tells what
    no field of the formats has a place for: kind, place and date as printed, the numbers of telegram and file.
    """

    volume: Volume
    is_volume: bool
    title: str
    authors: tuple[Name, ...]
    pages: str
    number: str
    days: tuple[Day, ...]
    note: str
    url: str
    accessed: Day | None

    @property
    def located_note(self) -> str:
        """The note, with the number before it that locates the document: `Document 75; telegram, Strelsau`."""
        number = f"Document {self.number}" if self.number else ""
        return "; ".join(filter(None, (number, _lowered(self.note) if number else self.note)))


def key_of(cited: Cited) -> str:
    """Return the key in ASCII letters, digits and hyphens, which no format has a meaning for."""
    plain = unicodedata.normalize("NFKD", cited.key).encode("ascii", "ignore").decode()
    return _NOT_IN_KEY.sub("-", plain).strip("-") or "frus"


def facts_of(cited: Cited, options: StyleOptions) -> Facts:
    """Return the facts on a document or volume.

    The author is who sent the document, by name or else by office; nobody is made up. A document without a heading has
    its number for a title, as on the Office's site.
    """
    volume = volume_of(cited.book)
    url = address(cited.url)
    accessed = options.accessed if url else None
    if cited.is_volume:
        return Facts(volume, True, "", (DEPARTMENT,), "", "", (), "", url, accessed)
    by_number = is_by_document(cited, options)
    number, title = clean(cited.number), clean(cited.title)
    return Facts(
        volume,
        False,
        title or (f"Document {number}" if number else capitalized(clean(cited.kind)) or "Document"),
        tuple(_author(agent) for agent in cited.senders if agent.name or agent.office),
        "" if by_number else clean(cited.pages).replace("–", "-"),
        number if by_number and title else "",
        tuple(dict.fromkeys(day for day in map(valid, cited.dates) if day)),
        _note(cited),
        url,
        accessed,
    )


@lru_cache(maxsize=1024)
def volume_of(book: Book) -> Volume:
    """Return the facts on a volume."""
    parts = numbered(clean(book.number))
    words = clean(number_words(book.number))
    number = words.partition(" ")[2] if parts and parts[0].word.startswith("volume") else ""
    of_set, title = clean(book.name), clean(book.title)
    return Volume(
        of_set,
        title,
        words,
        number,
        joined((of_set, title)) if number else clean(rendered(set_title(book))),
        tuple(map(_cleaned, book.editors)),
        clean(book.publisher),
        clean(book.city),
        clean(book.year),
        clean(book.isbn),
    )


def address(url: str) -> str:
    """Return an address with everything encoded that may not stand in one (RFC 3986)."""
    return quote(clean(url), safe=_IN_ADDRESS)


@lru_cache(maxsize=4096)
def valid(day: Day) -> Day | None:
    """Return a day without what the calendar does not have (`1939-02-31` is February 1939), or None for no year."""
    year, month, number = day
    if not 1 <= year <= 9999:
        return None
    if month is None or not 1 <= month <= 12:
        return Day(year)
    try:
        date(year, month, number or 1)
    except ValueError:
        return Day(year, month)
    return Day(year, month, number or None)


def iso(day: Day) -> str:
    """Return a day, month or year in ISO 8601: `1939-09`."""
    year, month, number = day
    return f"{year:04}" + (f"-{month:02}" if month else "") + (f"-{number:02}" if month and number else "")


def _author(agent: Agent) -> Name:
    return _cleaned(agent.name) if agent.name else Name(literal=clean(agent.office))


@lru_cache(maxsize=4096)
def _cleaned(name: Name) -> Name:
    return Name(*map(clean, name))


def _note(cited: Cited) -> str:
    """Return `Telegram 518, Moscow, [September 1939]; file 761.94/1132`.

    Its first word never stands before a colon: citeproc-js and Zotero take `Word: …` in a note for a field.
    """
    kind = " ".join(filter(None, (clean(cited.kind), clean(cited.telegram_number))))
    place, when, file = clean(cited.place), written(cited), clean(cited.file_number)
    if not (kind or place or when or file):
        return ""
    what = joined((kind or "document", place, when))
    return capitalized("; ".join(filter(None, (what, f"file {file}" if file else ""))))


def _lowered(note: str) -> str:
    return note[:1].lower() + note[1:]
