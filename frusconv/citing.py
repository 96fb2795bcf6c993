"""From sources to what is cited: files, folders, or ids alone."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from frusconv.citation import Cited, cited, cited_by_id, cited_volume
from frusconv.conversion import read
from frusconv.errors import FrusconvError, UsageError
from frusconv.model import NOTHING_KNOWN, Document, Header, Metadata
from frusconv.readers import READERS
from frusconv.streams import files_in, open_source


class Found(NamedTuple):
    """What is cited, and the name of its source for messages."""

    source: str
    cited: Cited


class Finder(NamedTuple):
    """Finds what is cited; `is_volume` takes the volumes in place of their documents."""

    metadata: Metadata = NOTHING_KNOWN
    encoding: str = "utf-8"
    from_format: str | None = None
    is_volume: bool = False

    def by_id(self) -> Found:
        """Return what is known of a document or volume by its ids alone."""
        known = self.metadata._replace(document=None) if self.is_volume else self.metadata
        return Found(known.volume or "", cited_by_id(known))

    def in_paths(self, paths: Iterable[str], failed: Callable[[FrusconvError], None]) -> Iterator[Found]:
        """Yield what stands in files and folders, in order; what a folder holds twice comes once, and a volume as well.

        A file of a folder that cannot be read or understood is told to `failed`, and left out. Of a file that was
        named, its error is raised.
        """
        found = (found for path in paths for found in self._in_path(path, failed))
        return _once(found) if self.is_volume else found

    def _in_path(self, path: str, failed: Callable[[FrusconvError], None]) -> Iterator[Found]:
        if not os.path.isdir(path):
            return self._in_file(path)
        return _once(
            found
            for file in files_in(path, {row.suffix for row in READERS.values()})
            for found in self._in_folder(file, failed)
        )

    def _in_folder(self, path: str, failed: Callable[[FrusconvError], None]) -> Iterator[Found]:
        try:
            yield from self._in_file(path)
        except FrusconvError as error:
            failed(error)

    def _in_file(self, path: str) -> Iterator[Found]:
        source, name = open_source(path, self.encoding, self.from_format)
        reading = read(source, self.metadata, name)
        if reading.document_count > 1 and self.metadata.document:
            raise UsageError(
                f"{source.name}: --document tells of one document, and this holds {reading.document_count:,}"
            )
        header = reading.header._replace(element=None)
        if self.is_volume:
            volumes = {document.volume for document in reading.volume.documents} | {header.volume_id}
            known = sorted(volume for volume in volumes if volume)
            for volume in known:
                yield Found(source.name, cited_volume(header if volume == header.volume_id else Header(volume)))
            if not known:
                yield Found(source.name, cited_volume(header))
            return
        for part in reading.parts:
            if isinstance(part, Document):
                yield Found(source.name, cited(part, header))


def _once(found: Iterable[Found]) -> Iterator[Found]:
    seen: set[str] = set()
    for one in found:
        key = one.cited.key
        if one.cited.book.id is None or key not in seen:
            seen.add(key)
            yield one
