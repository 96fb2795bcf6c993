"""What the publication is: its title, identity, date, and the lines of its title page and cover."""

from __future__ import annotations

from hashlib import sha256
from typing import NamedTuple

from frusconv.dating import date_of_making
from frusconv.model import SERIES, Document, Header, Volume
from frusconv.model.walk import title_of
from frusconv.pattern import Pattern
from frusconv.writers.units import Unit

_YEAR = Pattern(r"\d{4}")
# What XML 1.0 takes as characters (section 2.2).
_NOT_XML = Pattern("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NO_DATE = "2000-01-01T00:00:00Z"


class Seen:
    """What the units told while they were written."""

    def __init__(self) -> None:
        self.documents = 0
        self.has_divisions = False
        # The only document, or the first.
        self.document: Document | None = None
        self._digest = sha256()
        self._urls: list[str | None] = []

    def unit(self, unit: Unit, page: bytes) -> None:
        """Take in a unit and the file that it became."""
        self._digest.update(page)
        if unit.document is not None:
            self.documents += 1
            self.document = self.document or unit.document
            self._urls.append(unit.document.url)
        elif unit.kind != "division" or unit.title or unit.blocks:
            self.has_divisions = True

    def identity(self, header: Header) -> str:
        """Return what makes this publication this one: where its text is to be found, or else the text itself."""
        if self.has_divisions and header.url:
            return header.url
        urls = [url for url in self._urls if url]
        return "\n".join(urls) if urls and len(urls) == len(self._urls) else self._digest.hexdigest()


class Facts(NamedTuple):
    """What package document, title page and cover tell; `document` is the only one of a publication of one."""

    title: str
    header: Header
    uuid: str
    modified: str
    url: str | None
    document: Document | None
    documents: int

    @classmethod
    def of(cls, volume: Volume, title: str | None, seen: Seen) -> Facts:
        """Return the facts of a publication. Raises UsageError for an impossible SOURCE_DATE_EPOCH."""
        from uuid import NAMESPACE_URL, uuid5

        header = volume.header
        document = seen.document if seen.documents == 1 and not seen.has_divisions else None
        given = " ".join(_NOT_XML.sub(" ", title or "").split())
        own = title_of(document.blocks) if document else header.title or header.volume_id
        url = document.url if document else header.url
        return cls(
            given or own or SERIES,
            header,
            str(uuid5(NAMESPACE_URL, seen.identity(header))),
            date_of_making((header,), _NO_DATE),
            url,
            document,
            seen.documents,
        )

    @property
    def year(self) -> str | None:
        """The year of publication, if the header tells one."""
        found = _YEAR.search(self.header.published or "")
        return found[0] if found else None

    @property
    def lines(self) -> tuple[str, ...]:
        """What stands under the title: the volume's years and number, or where and when the document is from."""
        header, document = self.header, self.document
        if document is None:
            return tuple(filter(None, (header.sub_series, header.volume_number)))
        sent = document.correspondence.sent
        day = sent.date.first if sent.date else None
        number = f"Document {document.number}" if document.number and document.volume else None
        return tuple(filter(None, (sent.place, day[:10] if day else None, number, header.title or document.volume)))

    @property
    def short_title(self) -> str:
        """The title that a cover shows; the series, years and number stand in lines of their own there."""
        is_own = self.document is None and self.title == self.header.title
        return (self.header.volume_title if is_own else None) or self.title
