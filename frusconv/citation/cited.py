"""What is cited: a document and the volume that it stands in, with only what text, header and catalogue tell."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from frusconv.catalogue import entry
from frusconv.catalogue.entry import FIRST_NUMBERED
from frusconv.citation.dates import Day, days_of
from frusconv.citation.markup import clean
from frusconv.citation.names import Name, name_of
from frusconv.model import (
    SERIES,
    Closer,
    CorrespAction,
    Date,
    Document,
    Header,
    Metadata,
    Party,
    Signed,
    When,
)
from frusconv.model.document import site_address
from frusconv.model.walk import children_of, datelines_of, descendants, squeezed, title_of
from frusconv.pattern import Pattern

_YEAR = Pattern(r"\d{4}")
_NUMBER_IN_TITLE = Pattern(r"(?:No\.\s*)?\[?(?P<number>\d+[A-Za-z]?)\]?\.?\s+")
# Kinds that name a document by themselves; one of the others that has no recipient is known by its heading.
_TOLD_BY_KIND = frozenset(
    (
        "telegram",
        "circular telegram",
        "airgram",
        "circular airgram",
        "despatch",
        "instruction",
        "circular instruction",
        "letter",
        "memorandum",
        "memorandum of conversation",
        "note",
    )
)
_NO_HEADER = Header()
_NO_ARTICLE = Pattern(r"(?i)(?:the|certain|all|members|various|selected|congress)\b")


class Book(NamedTuple):
    """The volume: `years` are the sub-series, `number` and `title` the volume's own, all as printed."""

    id: str | None = None
    series: str = SERIES
    years: str = ""
    number: str = ""
    title: str = ""
    complete: str = ""
    editors: tuple[Name, ...] = ()
    publisher: str = ""
    place: str = ""
    year: str = ""
    isbn: str = ""
    is_known: bool = False
    is_cited_by_document: bool = False

    @property
    def city(self) -> str:
        """The place with the district, without which Washington is a state."""
        return "Washington, DC" if self.place == "Washington" else self.place

    @property
    def name(self) -> str:
        """The title of the set: `Foreign Relations of the United States: Diplomatic Papers, 1939`."""
        return f"{self.series}, {self.years}" if self.years else self.series


class Agent(NamedTuple):
    """Who sent or received: a person by name, or an office as the heading has it.

    `article` is the word before the office in a sentence (`the Secretary of State`), `style` what stands before a
    person's name in the heading (`President`), `office` what stands there otherwise.
    """

    name: Name | None = None
    office: str = ""
    article: str = ""
    style: str = ""

    @property
    def in_sentence(self) -> str:
        """The agent in a sentence: `Laurence A. Steinhardt`, `the Secretary of State`."""
        return self.name.text if self.name else f"{self.article}{self.office}"

    @property
    def short(self) -> str:
        """The agent in a short form: `Steinhardt`, `the Secretary of State`."""
        return self.name.short if self.name else f"{self.article}{self.office}"

    @property
    def inverted(self) -> str:
        """The agent as an author in a list: `Steinhardt, Laurence A.`, `Secretary of State`."""
        return self.name.inverted if self.name else self.office


class Cited(NamedTuple):
    """A document, or with none of its facts the whole volume; what is not known is empty.

    `title` is the heading without its number. `is_supplied` tells that the date is not printed on the document, or
    printed in the editors' brackets. `number` is the printed number of the document, `pages` are `62-63`.
    """

    book: Book
    id: str = ""
    number: str = ""
    title: str = ""
    kind: str = ""
    senders: tuple[Agent, ...] = ()
    recipients: tuple[Agent, ...] = ()
    place: str = ""
    dates: tuple[Day, ...] = ()
    is_undated: bool = False
    is_supplied: bool = False
    pages: str = ""
    url: str = ""
    telegram_number: str = ""
    file_number: str = ""

    @property
    def is_volume(self) -> bool:
        """Whether the volume itself is cited."""
        return not self.id

    @property
    def is_letter(self) -> bool:
        """Whether sender and kind name the document, as Chicago has it; else its heading does."""
        return bool(self.senders) and (bool(self.recipients) or self.kind in _TOLD_BY_KIND)

    @property
    def key(self) -> str:
        """A key that no other document has: `frus1939v03-d59`."""
        own = self.id.removeprefix(f"{self.book.id}-")
        return "-".join(filter(None, (self.book.id, own))) or "frus"


@lru_cache(maxsize=1024)
def book_of(header: Header) -> Book:
    """Return the volume that a header tells of; what the catalogue knows of it goes before."""
    known = entry(header.volume_id) if header.volume_id else None
    if known is None:
        return _book_by_header(header)
    return Book(
        known.id,
        known.series,
        known.sub_series,
        known.number or "",
        known.volume_title or "",
        known.title,
        tuple(map(name_of, known.editors)),
        known.publisher or "",
        known.place or "",
        str(known.published or ""),
        known.isbn or clean(header.isbn),
        is_known=True,
        is_cited_by_document=known.is_cited_by_document,
    )


def _book_by_header(header: Header) -> Book:
    year = _YEAR.search(header.published or "")
    years = clean(header.sub_series)
    first = int(years[:4]) if _YEAR.match(years) else 0
    series, _, span = years.rpartition(", ")
    return Book(
        header.volume_id,
        series=series or SERIES,
        years=span,
        number=clean(header.volume_number),
        title=clean(header.volume_title),
        complete=clean(header.title),
        editors=tuple(name_of(clean(name)) for role, name in header.editors if role not in ("general", "chief")),
        publisher=clean(header.publisher),
        place=clean(header.place),
        year=year[0] if year else "",
        isbn=clean(header.isbn),
        is_known=bool(header.title or header.volume_title),
        is_cited_by_document=first >= FIRST_NUMBERED,
    )


def cited_volume(header: Header) -> Cited:
    """Return a volume as it is cited."""
    known = header._replace(element=None, attrs=None)
    return Cited(book_of(known), url=header.url or "")


def cited_by_id(metadata: Metadata) -> Cited:
    """Return what is known of a document without its text, by the volume's and its own id."""
    identifier = metadata.document or ""
    book = book_of(Header(volume_id=metadata.volume))
    url = site_address(book.id, identifier) if book.id else clean(metadata.url)
    dates = days_of(When(when=metadata.date))
    return Cited(
        book,
        identifier,
        identifier.removeprefix("d"),
        place=clean(metadata.place),
        dates=dates,
        is_supplied=bool(dates),
        pages=clean(metadata.pages),
        url=url,
    )


def cited(document: Document, header: Header = _NO_HEADER) -> Cited:
    """Return a document as it is cited; `header` is its volume's."""
    sent, received = document.correspondence
    heading = title_of(document.blocks)
    volume = document.volume or header.volume_id
    known = header if header.volume_id == volume else _NO_HEADER
    # A day inferred from a file number is right in most documents, which is not enough to cite it as the date.
    date = sent.date if sent.date and sent.date.cert != "low" else None
    return Cited(
        book_of(known._replace(volume_id=volume, element=None, attrs=None)),
        document.id,
        clean(document.number),
        _without_number(clean(heading), document.number),
        clean(document.kind),
        _agents(sent, heading, _signatures(document)),
        _agents(received, heading),
        clean(sent.place),
        days_of(date),
        is_undated=date is not None and date.first is None,
        is_supplied=date is not None and date.first is not None and _is_supplied(document),
        pages=clean(document.pages),
        url=document.url or "",
        telegram_number=clean(document.telegram_number),
        file_number=clean(document.file_number),
    )


def _without_number(heading: str, number: str | None) -> str:
    """Return a heading without the number of the document that stands before it: `105.`, `No. 105`."""
    found = _NUMBER_IN_TITLE.match(heading)
    return heading[found.end() :] if found and found["number"] == number else heading


def _agents(action: CorrespAction, heading: str, signatures: tuple[str, ...] = ()) -> tuple[Agent, ...]:
    parties = (party for party in action.parties if clean(party.name) or clean(party.office))
    return tuple(_agent(party, heading, signatures) for party in parties)


def _agent(party: Party, heading: str, signatures: tuple[str, ...]) -> Agent:
    name, office = clean(party.name), clean(party.office)
    if not name or office.startswith(f"{name} of "):  # `the Shah of Iran`
        return Agent(office=office, article=_article(office, heading))
    if " " not in name:
        name = next((full for full in signatures if full.split()[-1].casefold() == name.casefold()), name)
    style = office if office and f"{office} {clean(party.name)}" in heading else ""
    return Agent(name_of(name), office, style=style)


def _article(office: str, heading: str) -> str:
    """Return `the ` for an office, if the heading has it so or there is none to look at."""
    if _NO_ARTICLE.match(office):
        return ""
    before = heading.partition(office)[0]
    return "the " if not heading or before == heading or before.lower().endswith(("the ", "the [")) else ""


def _signatures(document: Document) -> tuple[str, ...]:
    """Return the names that sign a document, where they are more than a family name: the text itself gives them."""
    names = []
    for block in document.blocks:
        for part in children_of(block) if isinstance(block, Closer) else ():
            if isinstance(part, Signed):
                name = clean(squeezed(children_of(part.children[0]) if part.children else ()))
                if 1 < len(name.split()) < 5 and not name.isupper():
                    names.append(name)
    return tuple(names)


def _is_supplied(document: Document) -> bool:
    """Tell whether the date is printed nowhere in the document's datelines, or in brackets."""
    for dateline in datelines_of(document.blocks):
        before = ""
        for part in descendants(dateline.children):
            if isinstance(part, Date):
                return before.count("[") > before.count("]") or squeezed(part.children).startswith("[")
            before += getattr(part, "text", "")
    return True
