"""A document of the series, the volume it stands in, and what is known of both."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model.inlines import Content, Element, When
from frusconv.model.node import Attrs, Node
from frusconv.pattern import Pattern

Subtype: TypeAlias = Literal["historical-document", "editorial-note"]

SERIES = "Foreign Relations of the United States"
SITE = "https://history.state.gov/historicaldocuments"
_DOCUMENT_PART = Pattern(r"(d\d+[A-Za-z]?)(fn.*)")


def site_address(volume_id: str, identifier: str | None = None) -> str:
    """Return the address of a volume, or of a document, page or note in it, on the Office's site."""
    if not identifier:
        return f"{SITE}/{volume_id}"
    note = _DOCUMENT_PART.fullmatch(identifier)
    if note:
        return f"{SITE}/{volume_id}/{note[1]}#{note[2]}"
    return f"{SITE}/{volume_id}/{identifier}"


class Person(NamedTuple):
    """Who somebody is that a heading calls by a short name or an office, where the text or the user says so.

    `name` is the full name, `id` the xml:id of the entry in the volume's list of persons (`p_GJ1`), `ref` the address
    of a record in an authority file. `cert` is `high` where an encoded pointer or the user tells it, `medium` where a
    footnote does.
    """

    name: str | None = None
    id: str | None = None
    ref: str | None = None
    cert: Literal["high", "medium", "low"] = "high"


class Party(NamedTuple):
    """Somebody who sent or received a document, with only what the text itself tells.

    `name` is the person as printed, `office` the office or post; at least one of them is set. `person` tells who that
    is, if it is known; it stands beside what is printed, and replaces none of it.
    """

    name: str | None = None
    office: str | None = None
    person: Person | None = None

    @property
    def text(self) -> str:
        """Both as one: `Steinhardt (Ambassador in the Soviet Union)`."""
        if self.name and self.office:
            return f"{self.name} ({self.office})"
        return self.name or self.office or ""


class CorrespAction(NamedTuple):
    """One end of a correspondence: who, where and when (TEI correspAction)."""

    parties: tuple[Party, ...] = ()
    place: str | None = None
    date: When | None = None


class Correspondence(NamedTuple):
    """Who wrote to whom (TEI correspDesc)."""

    sent: CorrespAction = CorrespAction()
    received: CorrespAction = CorrespAction()


class Document(NamedTuple):
    """One document: TEI's `div[@type="document"]`.

    `id` is the xml:id (`d59`), `number` the printed number, `kind` the word for it in lower case (`telegram`,
    `memorandum of conversation` …), `telegram_number` the sender's serial number as printed (`518`, `Secto 9`),
    `file_number` the archive's, `classification` the lines of secrecy and precedence as printed, `pages` the
    printed pages (`62-63`), `volume` the id of the volume it is of.
    """

    id: str
    blocks: tuple[Content, ...]
    number: str | None = None
    subtype: Subtype = "historical-document"
    kind: str | None = None
    correspondence: Correspondence = Correspondence()
    telegram_number: str | None = None
    file_number: str | None = None
    classification: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    pages: str | None = None
    volume: str | None = None
    attrs: Attrs = None

    @property
    def url(self) -> str | None:
        """The document's address on the Office's site, if its volume is known."""
        # Beside another volume's document of the same number, the id has the volume in it.
        return site_address(self.volume, self.id.removeprefix(f"{self.volume}-")) if self.volume else None

    @property
    def label(self) -> str:
        """What the document is called where it has no heading: `Document 59`."""
        return f"Document {self.number or self.id}"


class Header(NamedTuple):
    """Facts about the volume (TEI teiHeader); `editors` are (role, name).

    `element` is the teiHeader as read, `attrs` are the attributes of the TEI element around it.
    """

    volume_id: str | None = None
    title: str | None = None
    sub_series: str | None = None
    volume_number: str | None = None
    volume_title: str | None = None
    editors: tuple[tuple[str, str], ...] = ()
    publisher: str | None = None
    place: str | None = None
    published: str | None = None
    isbn: str | None = None
    element: Element | None = None
    attrs: Attrs = None

    @property
    def url(self) -> str | None:
        """The volume's address on the Office's site, if its id is known."""
        return site_address(self.volume_id) if self.volume_id else None


class Start(Node):
    """Where a part of a volume begins: its front, body or back, or a compilation, chapter or section.

    `name` is the TEI element (`front`, `body`, `back`, `div`), `type` and `id` those of a div.
    """

    name: str
    type: str | None = None
    id: str | None = None
    attrs: Attrs = None


class End(Node):
    """Where the part ends that began last."""


# Elements that stand beside a volume's text: pictures of its pages, and transcriptions of another kind.
BESIDE_TEXT = frozenset(("facsimile", "sourceDoc", "standOff"))

# What stands in a volume, in order: the tree of its parts as starts and ends, documents, and between them whatever
# else stands in front matter, chapters and sections.
Part: TypeAlias = "Document | Start | End | Content"


class Volume(NamedTuple):
    """What every writer takes; one telegram is a volume of one.

    `parts` can be gone through again, but may be read from a file each time. `places` tells for every xml:id of parts
    read from TEI the id of the document or division that it is in.
    """

    header: Header = Header()
    parts: Iterable[Part] = ()
    places: Mapping[str, str] | None = None

    @property
    def documents(self) -> Iterator[Document]:
        """The documents, in order."""
        return (part for part in self.parts if isinstance(part, Document))
