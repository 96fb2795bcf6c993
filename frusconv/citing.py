"""From sources to what is cited: files, folders, or ids alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from frusconv.citation import Cited, cited, cited_by_id, cited_volume
from frusconv.conversion import read
from frusconv.errors import FrusconvError, UsageError
from frusconv.gathering import in_paths, once
from frusconv.model import NOTHING_KNOWN, Document, Header, Metadata
from frusconv.streams import open_source


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
        found = in_paths(paths, self._in_file, _key, failed)
        return once(found, _key) if self.is_volume else found

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


def _key(found: Found) -> str | None:
    return found.cited.key if found.cited.book.id else None
