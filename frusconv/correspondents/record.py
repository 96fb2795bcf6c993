"""A record for each document: who wrote to whom, where and when."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import partial
from typing import NamedTuple

from frusconv.conversion import read
from frusconv.correspondents.place_links import PlaceLinks
from frusconv.errors import FrusconvError, UsageError
from frusconv.gathering import in_paths
from frusconv.model import NOTHING_KNOWN, CorrespAction, Diagnostic, Document, Metadata, Party
from frusconv.model.walk import title_of
from frusconv.persons.matching import Directory, linked
from frusconv.streams import open_source

# Kinds that are sent to somebody, even where the heading does not say to whom.
_SENT = frozenset(
    (
        "telegram",
        "circular telegram",
        "airgram",
        "circular airgram",
        "despatch",
        "instruction",
        "circular instruction",
        "letter",
        "message",
        "note",
    )
)
# Kinds that are of people and sent to nobody: their heading names who spoke, or who wrote it down.
_NOT_SENT = frozenset(("memorandum of conversation", "minutes", "address", "editorial note"))
_ONE_UNKNOWN: tuple[None] = (None,)


class Record(NamedTuple):
    """What is told of a document; `source` is the name of the file it was read from.

    `sent_place_ref` and `received_place_ref` are the addresses of the places in the user's file of places.
    """

    source: str
    volume: str | None
    document: str
    number: str | None
    kind: str | None
    title: str | None
    sent: CorrespAction
    received: CorrespAction
    url: str | None
    sent_place_ref: str | None = None
    received_place_ref: str | None = None

    @property
    def is_letter(self) -> bool:
        """Whether it was sent by one to another: both are named, or it is of a kind that is sent."""
        if self.kind in _NOT_SENT:
            return False
        ends = bool(self.sent.parties) + bool(self.received.parties)
        return ends == 2 or (ends == 1 and self.kind in _SENT)


class Asked(NamedTuple):
    """How sources are read, and what is looked up; `tell` is called with a source and what there is to say of it."""

    tell: Callable[[tuple[str, Diagnostic]], None]
    metadata: Metadata = NOTHING_KNOWN
    encoding: str = "utf-8"
    from_format: str | None = None
    directory: Directory | None = None
    places: PlaceLinks | None = None


def records_in(paths: Iterable[str], asked: Asked, failed: Callable[[FrusconvError], None]) -> Iterator[Record]:
    """Yield a record for each document in files and folders; a document that a folder holds twice comes once.

    A file of a folder that cannot be read is told to `failed`. Raises what reading a named file raises.
    """
    return in_paths(paths, partial(_in_file, asked), _key, failed)


def _in_file(asked: Asked, path: str) -> Iterator[Record]:
    source, kind = open_source(path, asked.encoding, asked.from_format)
    reading = read(source, asked.metadata, kind)
    if reading.document_count > 1 and asked.metadata.document:
        raise UsageError(f"{source.name}: --document tells of one document, and this holds {reading.document_count:,}")
    for part in reading.parts:
        if isinstance(part, Document):
            yield _record(source.name, part, asked)


def _record(source: str, document: Document, asked: Asked) -> Record:
    if asked.directory:
        document = linked(document, asked.directory, lambda found: asked.tell((source, found)))
    sent, received = document.correspondence
    links = asked.places
    return Record(
        source,
        document.volume,
        document.id,
        document.number,
        document.kind,
        title_of(document.blocks) or None,
        sent,
        received,
        document.url,
        links.ref(sent.place) if links else None,
        links.ref(received.place) if links else None,
    )


def _key(record: Record) -> tuple[str, str] | None:
    return (record.volume, record.document) if record.volume else None


def pairs(records: Iterable[Record]) -> Iterator[Record]:
    """Yield for each record one with each sender and recipient, as edges of a network are."""
    for record in records:
        for sender in record.sent.parties or _ONE_UNKNOWN:
            for recipient in record.received.parties or _ONE_UNKNOWN:
                yield record._replace(sent=_only(record.sent, sender), received=_only(record.received, recipient))


def _only(action: CorrespAction, party: Party | None) -> CorrespAction:
    return action._replace(parties=(party,) if party else ())
