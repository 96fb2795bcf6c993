"""A document of the series, the volume it stands in, and what is known of both."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from frusconv.model.blocks import Block
from frusconv.model.inlines import When

Subtype: TypeAlias = Literal["historical-document", "editorial-note"]


class Party(NamedTuple):
    """Somebody who sent or received a document, with only what the text itself tells.

    `name` is the person as printed, `office` the office or post; at least one of them is set.
    """

    name: str | None = None
    office: str | None = None


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
    printed pages where the caller knows them (`62-63`).
    """

    id: str
    blocks: tuple[Block, ...]
    number: str | None = None
    subtype: Subtype = "historical-document"
    kind: str | None = None
    correspondence: Correspondence = Correspondence()
    telegram_number: str | None = None
    file_number: str | None = None
    classification: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    pages: str | None = None


class Header(NamedTuple):
    """Facts about the volume (TEI teiHeader)."""

    volume_id: str | None = None


class Volume(NamedTuple):
    """What every writer takes; one telegram is a volume of one."""

    header: Header = Header()
    documents: tuple[Document, ...] = ()
