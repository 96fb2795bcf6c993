"""One or several sources to one result: the steps between a source and the bytes written."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from frusconv.errors import UsageError
from frusconv.formats import sniffed
from frusconv.merging import merged
from frusconv.metadata import gathered
from frusconv.model import NOTHING_KNOWN, AnySource, Document, Header, Metadata, Reading, Source, Volume
from frusconv.persons.behind import Named
from frusconv.readers import reader
from frusconv.writers import DEFAULTS, WriteOptions, writer

_BEGINNING = 1000


class Conversion(NamedTuple):
    """A result, and what the reader said of each source by its name."""

    output: bytes
    readings: tuple[tuple[str, Reading], ...]


def read(source: AnySource, metadata: Metadata = NOTHING_KNOWN, from_format: str | None = None) -> Reading:
    """Return what is understood of `source`, with what its name and sidecar file add to `metadata`.

    What the header does not tell of its volume comes from the catalogue.
    Without `from_format` its first characters tell whether it is TEI or raw text. Raises NotUnderstoodError if it is
    no FRUS document, UsageError for an unknown format or impossible metadata, SourceError for XML that is not
    well-formed.
    """
    return completed(reader(from_format or _told_format(source))(source, gathered(source.name, metadata)))


def completed(reading: Reading) -> Reading:
    """Return a reading with the people whom its text names behind short names and offices.

    Its header has what the catalogue tells of its volume, where it does not tell it itself.
    """
    named = Named(reading.parts, reading.persons or {})
    reading = reading._replace(parts=tuple(named) if isinstance(reading.parts, tuple) else named)
    if reading.header.volume_id is None:
        return reading
    from frusconv.catalogue.header import filled

    return reading._replace(header=filled(reading.header))


def _told_format(source: AnySource) -> str:
    if isinstance(source, Source):
        return sniffed(source.text[:_BEGINNING].encode("utf-8", "replace"))
    with source.open() as file:
        return sniffed(file.read(_BEGINNING))


def write(volume: Volume, to_format: str = "tei", options: WriteOptions = DEFAULTS) -> bytes:
    """Return `volume` in a format of the writers' table.

    Raises UsageError for an unknown one, and SourceError where a file that the volume is read from has changed.
    """
    return b"".join(writer(to_format)(volume, options))


def convert(
    sources: Iterable[AnySource],
    to_format: str = "tei",
    metadata: Metadata = NOTHING_KNOWN,
    options: WriteOptions = DEFAULTS,
) -> Conversion:
    """Return all `sources` as one result; every document in it has an id of its own.

    Raises what `read`, `volume_of` and `write` raise.
    """
    readings = tuple((source.name, read(source, metadata)) for source in sources)
    return Conversion(write(volume_of(readings), to_format, options), readings)


def volume_of(readings: Sequence[tuple[str, Reading]]) -> Volume:
    """Return what several sources hold as one volume; `readings` are by the sources' names.

    A volume with front matter and chapters stands alone. Raises UsageError where others come with it, or where two
    documents of one volume have the same number.
    """
    if len(readings) == 1:
        return readings[0][1].volume
    for name, reading in readings:
        if reading.document_count > 1:
            raise UsageError(
                f"{name}: holds {reading.document_count:,} documents, and other files come with it; convert it alone, "
                "or each to a file of its own with `frusconv batch`"
            )
    documents = tuple(document for _, reading in readings for document in reading.documents)
    volumes = {document.volume for document in documents}
    volume = volumes.pop() if len(volumes) == 1 else None
    # The facts of the whole volume would tell of more than is there.
    header = Header(volume_id=volume)
    parts, places = merged(documents, unique_ids(documents))
    return Volume(header, parts, places)


def unique_ids(documents: Iterable[Document]) -> tuple[Document, ...]:
    """Return the documents with ids that differ: one that tells no number gets the next that is free.

    One with the number of another volume's gets an id with its volume in it. Raises UsageError where two documents of
    one volume tell the same number.
    """
    known = tuple(documents)
    told = Counter(document.id for document in known if document.number is not None)
    _refuse_equals(known, told)
    taken = set(told)
    result = []
    for document in known:
        identifier = document.id
        if told[identifier] > 1 and document.volume:
            identifier = f"{document.volume}-{identifier}"
        number = 0
        while document.number is None and identifier in taken:
            number += 1
            identifier = f"d{number}"
        taken.add(identifier)
        result.append(document if identifier == document.id else _renamed(document, identifier))
    return tuple(result)


def _renamed(document: Document, identifier: str) -> Document:
    attrs = document.attrs
    if attrs is not None:
        attrs = tuple((name, identifier if name == "xml:id" else value) for name, value in attrs)
    return document._replace(id=identifier, attrs=attrs)


def _refuse_equals(documents: Iterable[Document], told: Counter[str]) -> None:
    seen: set[tuple[str | None, str]] = set()
    volumes: dict[str, set[str | None]] = {}
    for document in documents:
        if document.number is None or told[document.id] == 1:
            continue
        volumes.setdefault(document.id, set()).add(document.volume)
        key = document.volume, document.id
        if key in seen or None in volumes[document.id]:
            raise UsageError(
                f"two documents have the id {document.id}; convert them apart, or give each a number of its own"
            )
        seen.add(key)
