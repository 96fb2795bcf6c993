"""A TEI volume taken apart: where each of its documents stands, and each one read without the others.

What converts a collection has each document for itself: one that has changed is converted anew, and the others are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from frusconv.model import AnySource, Document, Header, Position, Reading, Source
from frusconv.persons.listed import ENTRIES, ID, Listed
from frusconv.readers.tei import Parts
from frusconv.readers.tei_document import Known
from frusconv.readers.tei_header import volumes_of
from frusconv.readers.tei_survey import DOCUMENT_TYPES, surveyed
from frusconv.xml_events import DEEPEST, TEI, XmlReader

_DIV = f"{TEI} div"
_PB = f"{TEI} pb"
_HEAD = f"{TEI} head"
_NAMES = frozenset((f"{TEI} persName", f"{TEI} gloss"))
# By a mark, or by a first `<` where there is none.
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be", b"<\0": "utf-16-le", b"\0<": "utf-16-be"}
_EMPTY = re.compile(r"<(?:[^<>\"']|\"[^\"]*\"|'[^']*')*/>")


class Frame(NamedTuple):
    """What the documents of a volume share.

    `header` has the facts of the volume, `encoding` is that of the file, `opening` the start tag of an element with
    the namespaces that are declared around the documents.
    """

    header: Header
    encoding: str
    opening: str


NO_FRAME = Frame(Header(), "utf-8", "")


class Piece(NamedTuple):
    """One document of a file: its bytes are those from `start` to before `end`.

    `page` is the printed page on which it begins, if that is known, `position` where its start tag is, `volume` the id
    of the volume it is of. Its headings point to the ids in `pointers`; `persons` are those of them that are in the
    volume's list of persons, with their names, which is known when the file has been read to its end.
    """

    id: str
    start: int
    end: int
    page: str | None
    position: Position
    volume: str | None
    frame: Frame
    pointers: tuple[str, ...] = ()
    persons: tuple[tuple[str, str], ...] = ()

    def knowing(self, listed: Mapping[str, str]) -> Piece:
        """Return it with the persons that it points to, of those in the volume's list."""
        return self._replace(pointers=(), persons=tuple((one, listed[one]) for one in self.pointers if one in listed))


class Pieces:
    """The documents of a TEI file, each with its bytes; no more than one of them is kept.

    Gone through once, it has the volume's list of persons: the names by the ids of their entries. Raises SourceError
    where the file is not well-formed: what came before is then not to be used.
    """

    def __init__(self, source: AnySource) -> None:
        self._cutter = _Cutter(source)

    def __iter__(self) -> Iterator[tuple[Piece, bytes]]:
        """Yield the documents."""
        return self._cutter.cut()

    @property
    def persons(self) -> Mapping[str, str]:
        """The list of persons, as far as the file was read."""
        return self._cutter.listed.names


def pieces(source: AnySource) -> Pieces:
    """Return the documents of a TEI file, to be gone through."""
    return Pieces(source)


def read_piece(piece: Piece, data: bytes, name: str) -> Reading:
    """Return what is understood of one document of a file, by its bytes; `name` is for messages.

    The reading's header has the facts of the volume, and not its teiHeader, which tells of all documents.
    """
    frame = piece.frame
    text = f"{frame.opening}{data.decode(frame.encoding)}</{frame.opening[1:].partition(' ')[0]}>"
    source = Source(text, name)
    survey = surveyed(source)
    header = frame.header._replace(volume_id=piece.volume)
    parts = Parts(source, Known(header=header), piece.page)
    documents = tuple(part for part in parts if isinstance(part, Document))
    shift = len(frame.opening)
    diagnostics = tuple(
        found._replace(position=_in_file(found.position, piece.position, shift)) for found in survey.diagnostics
    )
    return Reading(documents, diagnostics, header, survey.places, len(documents), dict(piece.persons))


def _in_file(position: Position, start: Position, shift: int) -> Position:
    column = position.column if position.line > 1 else position.column - shift + start.column - 1
    return Position(start.line + position.line - 1, column)


class _Begun(NamedTuple):
    """A document that has begun and not ended."""

    depth: int
    id: str
    start: int
    page: str | None
    position: Position
    opening: str
    # What its headings point to; a dict, for the order.
    pointers: dict[str, None]


class _Cutter:
    """Goes through a file once and notes where documents begin and end."""

    def __init__(self, source: AnySource) -> None:
        self._reader = XmlReader(source)
        self._source = source
        self._depth = 0
        self._page: str | None = None
        self._begun: _Begun | None = None
        self._ended: list[tuple[_Begun, int]] = []
        self._declared: list[tuple[str, str]] = []
        self._encoding = "utf-8"
        # How deep the heading is that is open in a document, else 0.
        self._head = 0
        self.listed = Listed(self._reader, self._start, self._end)
        self._reader.on(self._start, self._end)
        self._reader.on_namespaces(self._declare, self._forget)
        if not isinstance(source, Source):  # Text that is decoded already has UTF-8, whatever it declares.
            self._reader.on_declaration(self._declare_encoding)

    def cut(self) -> Iterator[tuple[Piece, bytes]]:
        """Yield the documents."""
        header, volumes, frames = Header(), dict[str, str](), dict[str, Frame]()
        kept, base = bytearray(), 0
        for number, chunk in enumerate(self._reader.steps()):
            if number == 0:
                self._look_for_marks(chunk)
            kept += chunk
            if self._ended and not frames:
                header, volumes = _header(self._source)
            for begun, end in self._ended:
                opening = begun.opening
                frame = frames.setdefault(opening, Frame(header, self._encoding, opening))
                volume = volumes.get(begun.id) or header.volume_id
                data = bytes(kept[begun.start - base : self._after(kept, begun.start - base, end - base)])
                place = begun.start, begun.start + len(data), begun.page, begun.position
                yield Piece(begun.id, *place, volume, frame, tuple(begun.pointers)), data
            self._ended = []
            # A tag that begins a document can stand across many chunks; it is told of when it has ended.
            needed = self._begun.start if self._begun else max(base, self._reader.offset)
            del kept[: needed - base]
            base = needed

    def _after(self, kept: bytearray, start: int, end: int) -> int:
        """Return where a document ends whose last tag begins at `end`, or that is one empty tag and ends there."""
        if kept.endswith("/>".encode(self._encoding), start, end) and _EMPTY.fullmatch(
            kept[start:end].decode(self._encoding)
        ):
            return end
        tag_end = ">".encode(self._encoding)
        return kept.index(tag_end, end) + len(tag_end)

    def _look_for_marks(self, beginning: bytes) -> None:
        self._encoding = _WIDE.get(beginning[:2], self._encoding)

    def _declare_encoding(self, encoding: str | None) -> None:
        # UTF-16 is told by the mark before it, and with it the order of bytes.
        if encoding and not encoding.lower().startswith("utf-16"):
            self._encoding = encoding

    def _declare(self, prefix: str | None, namespace: str) -> None:
        self._declared.append((prefix or "", namespace or ""))

    def _forget(self, _: str | None) -> None:
        self._declared.pop()

    def _start(self, name: str, listed: list[str]) -> None:
        self._depth += 1
        if self._depth > 2 * DEEPEST:
            self._reader.fail(f"elements are nested more than {2 * DEEPEST} deep; no volume's are")
        if name == _PB:
            if "n" in listed[::2]:
                self._page = listed[listed.index("n") + 1] or self._page
        elif self._begun is not None:
            if name == _HEAD:
                self._head = self._head or self._depth
            elif self._head and name in _NAMES:
                self._point(self._begun, listed)
        elif name == _DIV:
            attrs = dict(zip(listed[::2], listed[1::2], strict=True))
            if attrs.get("type") in DOCUMENT_TYPES:
                reader = self._reader
                self._begun = _Begun(
                    self._depth, attrs.get(ID, "d1"), reader.offset, self._page, reader.position, self._opening(), {}
                )
        elif name in ENTRIES and ID in listed:
            self.listed.begin(name, listed)

    @staticmethod
    def _point(begun: _Begun, listed: list[str]) -> None:
        """Take what a name or office in a heading points to in this file."""
        for key, found in zip(listed[::2], listed[1::2], strict=True):
            if key in ("corresp", "ref") and found.startswith("#"):
                begun.pointers[found.removeprefix("#")] = None

    def _opening(self) -> str:
        """Return the start tag of an element with all namespaces that are declared here."""
        declared = dict(self._declared)
        attrs = [f" xmlns{':' + prefix if prefix else ''}={quoteattr(name)}" for prefix, name in declared.items()]
        own = "frusconv"
        while own in declared:
            own += "-"
        return f'<{own}:TEI xmlns:{own}="{TEI}"{"".join(attrs)}>'

    def _end(self, _: str) -> None:
        if self._begun and self._begun.depth == self._depth:
            self._ended.append((self._begun, self._reader.offset))
            self._begun = None
        if self._head == self._depth:
            self._head = 0
        self._depth -= 1


def _header(source: AnySource) -> tuple[Header, dict[str, str]]:
    """Return the facts of a file's header, and the volume of each document where they are of several."""
    found = Parts(source, Known()).header()
    if found is None:
        return Header(), {}
    header, element = found
    return header._replace(element=None, attrs=None), volumes_of(element)
