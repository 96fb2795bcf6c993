"""The head of a page: title, style, and what is known of the document or volume, for people and for programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, NamedTuple, TypeAlias

from frusconv.citation.dates import date_words, day_of
from frusconv.citation.numbers import number_words, page_range, pages_between
from frusconv.model import SERIES, SITE, CorrespAction, Document, Header, Party, When
from frusconv.model.walk import title_of
from frusconv.pattern import Pattern
from frusconv.writers.html_style import STYLE
from frusconv.writers.xml import attributes, escape

_Facts: TypeAlias = "dict[str, Any]"
_ORGANIZATION = Pattern(
    r"(?i)\b(?:embassy|department|legation|consulate|mission|delegation|office|bureau|agency|council|committee|staff|"
    r"government|ministry|white house|command|commission|administration|board)\b(?! of the (?:president|secretary))"
)
_HEAD_OF = Pattern(
    r"(?i)\b(?:secretary|ambassador|minister|chief|director|chairman|chargé|consul|counselor|adviser|assistant|officer|"
    r"representative|president|commander|administrator|member|attaché|head|chairperson|commissioner)\b"
)
_DATE = Pattern(r"(\d{4})(?:-(\d\d)(?:-(\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?)?)?")
_PUBLIC_DOMAIN = "https://creativecommons.org/publicdomain/mark/1.0/"
_DEPARTMENT = {"@type": "GovernmentOrganization", "name": "United States Department of State"}


class Page(NamedTuple):
    """What a page holds: one `document`, or more of them; `given` is the title that the caller wants."""

    header: Header
    document: Document | None
    document_count: int
    given: str | None = None

    @property
    def heading(self) -> str:
        """The title of what is on the page, as the documents or the volume tell it."""
        if self.document:
            return title_of(self.document.blocks) or self.document.label
        return self.header.title or " ".join(filter(None, (SERIES, self.header.volume_id)))

    @property
    def title(self) -> str:
        """The title that was given, or the heading."""
        return self.given or self.heading

    @property
    def url(self) -> str | None:
        """The address of the document or volume on the Office's site."""
        if self.document:
            return self.document.url
        return self.header.url


def head(page: Page) -> str:
    """Return the beginning of a page, up to the end of its head."""
    data = json.dumps(_described(page), ensure_ascii=False, indent=1)
    metas = "\n".join(
        f"<meta{attributes({'name': name, 'content': content})}>" for name, content in _citation(page) if content
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(page.title)}</title>\n{metas}\n"
        f'<script type="application/ld+json">\n{_script(data)}\n</script>\n<style>{STYLE}</style>\n</head>\n'
    )


def page_header(page: Page) -> str:
    """Return the header that people read: the series, the title of what has none of its own, and the facts."""
    lines = [f'<p class="series">{escape(_series(page))}</p>']
    if page.document is None:
        lines.append(f"<h1>{escape(page.title)}</h1>")
    elif not title_of(page.document.blocks):
        lines.append(f"<h1>{escape(page.heading)}</h1>")
    facts = [f"<dt>{name}</dt><dd>{value}</dd>" for name, value in _facts(page) if value]
    if facts:
        lines.append('<dl class="facts">\n' + "\n".join(facts) + "\n</dl>")
    inside = "\n".join(lines)
    return f"<header>\n{inside}\n</header>\n"


def _series(page: Page) -> str:
    if page.document and page.header.title:
        return page.header.title
    volume = page.document.volume if page.document else None
    return " · ".join(filter(None, (SERIES, volume)))


def _facts(page: Page) -> Iterator[tuple[str, str]]:
    """Yield what is known, by its name; the values are HTML."""
    if page.document:
        yield from _document_facts(page.document)
    else:
        header = page.header
        yield "Editors", "; ".join(escape(name) for _, name in header.editors)
        yield "Published", escape(", ".join(filter(None, (header.place, header.publisher, header.published))))
        yield "ISBN", escape(header.isbn or "")
        yield "Documents", f"{page.document_count:,}"
    if page.url:
        yield "Official text", f"<a{attributes({'href': page.url})}>{escape(page.url.removeprefix('https://'))}</a>"


def _document_facts(document: Document) -> Iterator[tuple[str, str]]:
    sent, received = document.correspondence
    kind = document.kind or ""
    yield "Kind", escape(kind[:1].upper() + kind[1:])
    yield "From", escape("; ".join(party.text for party in sent.parties))
    yield "To", escape("; ".join(party.text for party in received.parties))
    yield "Place", escape(sent.place or "")
    yield "Date", _time(sent.date)
    yield "Received", _time(received.date)
    yield "Number", escape(document.telegram_number or "")
    yield "File", escape(document.file_number or "")
    yield "Classification", escape("; ".join(document.classification))
    yield "Subject", escape("; ".join(document.subjects))
    yield "Document", escape(document.number or "")
    yield "Pages", escape(page_range(document.pages or ""))


def _time(date: When | None) -> str:
    """Return a date in words, marked for programs where it is one day or moment."""
    if date is None or date.first is None:
        return ""
    words = _words(date.first)
    if date.last and date.last != date.first:
        words = f"{words} to {_words(date.last)}"
    shown = escape(words)
    if date.when and _DATE.fullmatch(date.when):
        shown = f"<time{attributes({'datetime': date.when})}>{shown}</time>"
    return shown if date.cert == "high" else f"{shown} (inferred)"


def _words(value: str) -> str:
    """Return `1939-09-04T11:00:00` as `September 4, 1939, 11:00`; what is no date stays as it is."""
    found, day = _DATE.fullmatch(value), day_of(value)
    if not found or not day or (found[2] and not day.month):
        return value
    time, zone = found[4], {"Z": "UTC", "+00:00": "UTC", None: ""}.get(found[5], f"UTC{found[5]}")
    return date_words((day,)) + (f", {time}" if time else "") + (f" {zone}" if zone else "")


def _citation(page: Page) -> Iterator[tuple[str, str | None]]:
    """Yield the tags that Zotero and Google Scholar read: Highwire's, with Dublin Core for the type.

    The date is the book's. A document's own goes under its name in Dublin Core, unless no other is known: printed as
    the date of publication it would be wrong.
    """
    header, document = page.header, page.document
    yield "citation_title", page.heading if document else page.title
    date = _slashed(header.published)
    if document:
        yield from (("citation_author", party.name) for party in document.correspondence.sent.parties)
        book = header.volume_title or header.title or SERIES
        yield "citation_book_title", book
        yield "citation_inbook_title", book
        first, last = pages_between(document.pages or "")
        yield "citation_firstpage", first
        yield "citation_lastpage", last or first
        sent = document.correspondence.sent.date
        yield "DCTERMS.created", sent.first if sent else None
        date = date or _slashed(sent.first if sent else None)
    else:
        yield from (("citation_editor", name) for role, name in header.editors if role != "general")
    yield "citation_publication_date", date
    yield "citation_series_title", SERIES if header.volume_title or header.title else None
    yield "citation_series_number", header.sub_series
    yield "citation_volume", number_words(header.volume_number).removeprefix("vol. ")
    yield "citation_publisher", header.publisher
    yield "citation_isbn", header.isbn
    yield "citation_public_url", page.url
    yield "citation_abstract_html_url", page.url
    yield "citation_language", "en"
    yield "DC.type", "bookSection" if document else "book"


def _slashed(date: str | None) -> str | None:
    """Return the day of a date as Highwire's tags have it: `1939/09/04`, or less where less is known."""
    found = _DATE.match(date or "")
    return "/".join(part for part in found.groups()[:3] if part) if found else None


def _described(page: Page) -> _Facts:
    """Return the page's content in schema.org's words: a document as a chapter of its book, what was sent as a message.

    Chapter has the pages, Message the two ends.
    """
    if page.document:
        return _described_document(page, page.document)
    book = _book(page.header)
    if not page.header.title:  # Documents put together here.
        book = {"@type": "Collection", "isPartOf": book}
    return {"@context": "https://schema.org", **book, **_common(page.title)}


def _described_document(page: Page, document: Document) -> _Facts:
    sent, received = document.correspondence
    first, last = pages_between(document.pages or "")
    return _known(
        {
            "@context": "https://schema.org",
            "@type": ["Message", "Chapter"] if sent.parties and received.parties else "Chapter",
            **_common(page.heading),
            "genre": document.kind,
            "author": _agents(sent),
            "sender": _agents(sent) if received.parties else None,
            "recipient": _agents(received),
            "dateCreated": sent.date.first if sent.date else None,
            "dateReceived": received.date.first if received.date else None,
            "locationCreated": {"@type": "Place", "name": sent.place} if sent.place else None,
            "about": list(document.subjects),
            "identifier": _identifiers(document),
            "position": document.number,
            "pagination": page_range(document.pages or ""),
            "pageStart": first,
            "pageEnd": last or first,
            "isPartOf": _book(page.header._replace(volume_id=page.header.volume_id or document.volume)),
            "url": page.url,
        }
    )


def _common(name: str) -> _Facts:
    return {
        "name": name,
        "inLanguage": "en",
        "license": _PUBLIC_DOMAIN,
        "isAccessibleForFree": True,
        "sourceOrganization": _DEPARTMENT,
    }


def _book(header: Header) -> _Facts:
    if not (header.volume_id or header.title):
        return {"@type": "BookSeries", "name": SERIES, "url": SITE}
    return _known(
        {
            "@type": ["Book", "PublicationVolume"],
            "name": header.title or SERIES,
            "alternateName": header.volume_title,
            "volumeNumber": number_words(header.volume_number).removeprefix("vol. "),
            "identifier": header.volume_id,
            "isbn": header.isbn,
            "editor": [{"@type": "Person", "name": name} for _, name in header.editors],
            "datePublished": header.published,
            "publisher": {"@type": "Organization", "name": header.publisher} if header.publisher else None,
            "isPartOf": {"@type": "BookSeries", "name": SERIES, "url": SITE},
            "url": header.url,
        }
    )


def _agents(action: CorrespAction) -> list[_Facts]:
    return [_agent(party) for party in action.parties]


def _agent(party: Party) -> _Facts:
    """Return who wrote or received: a post without its holder's name is a person with a title, an office is none."""
    office = party.office or ""
    if not party.name and _ORGANIZATION.search(office) and not _HEAD_OF.search(office):
        return {"@type": "Organization", "name": office}
    return _known({"@type": "Person", "name": party.name, "jobTitle": party.office})


def _identifiers(document: Document) -> list[_Facts]:
    told = (
        ("Document", document.id),
        ("Telegram number", document.telegram_number),
        ("File number", document.file_number),
    )
    return [{"@type": "PropertyValue", "propertyID": name, "value": value} for name, value in told if value]


def _known(facts: _Facts) -> _Facts:
    return {name: value for name, value in facts.items() if value}


def _script(data: str) -> str:
    """Return JSON that can stand in a script element, which `</script` or `<!--` would end or change."""
    return data.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")
