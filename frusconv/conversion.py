"""One or several sources to one result: the steps between a path and the bytes written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from frusconv.errors import UsageError
from frusconv.metadata import gathered
from frusconv.model import NOTHING_KNOWN, Document, Header, Metadata, Reading, Source, Volume
from frusconv.readers import reader
from frusconv.writers import DEFAULTS, WriteOptions, writer


class Conversion(NamedTuple):
    """A result, and what the reader said of each source by its name."""

    output: bytes
    readings: tuple[tuple[str, Reading], ...]


def read(source: Source, metadata: Metadata = NOTHING_KNOWN, from_format: str = "text") -> Reading:
    """Return what is understood of `source`, with what its name and sidecar file add to `metadata`.

    Raises NotUnderstoodError if it is no FRUS document, UsageError for an unknown format or impossible metadata.
    """
    return reader(from_format)(source, gathered(source.name, metadata))


def write(volume: Volume, to_format: str = "tei", options: WriteOptions = DEFAULTS) -> bytes:
    """Return `volume` in a format of the writers' table. Raises UsageError for an unknown one."""
    return writer(to_format)(volume, options)


def convert(
    sources: Iterable[Source],
    to_format: str = "tei",
    metadata: Metadata = NOTHING_KNOWN,
    options: WriteOptions = DEFAULTS,
) -> Conversion:
    """Return all `sources` as one result; every document in it has an id of its own."""
    readings: list[tuple[str, Reading]] = []
    volume_id: str | None = None
    for source in sources:
        known = gathered(source.name, metadata)
        if volume_id and known.volume and known.volume != volume_id:
            raise UsageError(f"{source.name}: is of {known.volume}, and others are of {volume_id}; convert them apart")
        volume_id = volume_id or known.volume
        readings.append((source.name, reader("text")(source, known)))
    documents = (document for _, reading in readings for document in reading.documents)
    volume = Volume(Header(volume_id), unique_ids(documents))
    return Conversion(write(volume, to_format, options), tuple(readings))


def unique_ids(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents with ids that differ: one that tells no number gets the next that is free.

    Raises UsageError where two documents tell the same number.
    """
    known = tuple(documents)
    told = [document.id for document in known if document.number is not None]
    for identifier, count in Counter(told).items():
        if count > 1:
            raise UsageError(
                f"two documents have the id {identifier}; convert them apart, or give each a number of its own"
            )
    taken = set(told)
    result = []
    for document in known:
        identifier = document.id
        number = 0
        while document.number is None and identifier in taken:
            number += 1
            identifier = f"d{number}"
        taken.add(identifier)
        result.append(document if identifier == document.id else document._replace(id=identifier))
    return tuple(result)
