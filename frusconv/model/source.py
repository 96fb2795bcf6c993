"""Where text comes from, and what a reader has to say of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import BinaryIO, Literal, NamedTuple, TypeAlias

from frusconv.model.document import Document, Header, Part, Volume
from frusconv.terminal import shown

Confidence: TypeAlias = Literal["high", "medium", "low"]


class Source(NamedTuple):
    """Text and the name that messages give it (a path, a URL or `<stdin>`)."""

    text: str
    name: str = "<stdin>"


class FileSource(NamedTuple):
    """Bytes that can be read from their beginning as often as `open` is called, and the name for messages."""

    open: Callable[[], BinaryIO]
    name: str = "<stdin>"


AnySource: TypeAlias = Source | FileSource


class Position(NamedTuple):
    """A place in a source, both counted from 1."""

    line: int
    column: int


class Diagnostic(NamedTuple):
    """Something a reader could not understand or had to guess; `code` is stable and meant for programs."""

    code: str
    message: str
    position: Position
    confidence: Confidence = "high"

    def render(self, source_name: str) -> str:
        """Return the line shown to people: `file:line:column: code message`, with escapes for control characters."""
        return shown(f"{source_name}:{self.position.line}:{self.position.column}: {self.code} {self.message}")


class Reading(NamedTuple):
    """What a reader returns: the parts of a volume, or one document, and what there is to say of them.

    `parts` can be gone through again; those of a TEI file are read anew each time, so that no volume is ever in memory
    as a whole. `places` tells for every xml:id of a TEI file the id of the document or division that it is in.
    `persons` are the names in the volume's list of persons by the ids of their entries, to which headings point.
    """

    parts: Iterable[Part]
    diagnostics: tuple[Diagnostic, ...] = ()
    header: Header = Header()
    places: Mapping[str, str] | None = None
    document_count: int = 1
    persons: Mapping[str, str] | None = None

    @property
    def volume(self) -> Volume:
        """What was read, as writers take it."""
        return Volume(self.header, self.parts, self.places)

    @property
    def documents(self) -> tuple[Document, ...]:
        """The documents, all at once."""
        return tuple(part for part in self.parts if isinstance(part, Document))
