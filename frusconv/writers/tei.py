"""The TEI writer: documents and volumes as the Office of the Historian encodes them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.model import (
    Document,
    Element,
    End,
    PageBreak,
    Part,
    Start,
    Volume,
)
from frusconv.model.document import BESIDE_TEXT
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.tei_header import FRUS, TEI, header
from frusconv.writers.tei_nodes import DivWriter, known
from frusconv.writers.xml import attributes, tag


def write_tei(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` as one TEI file in UTF-8, or with `is_bare` its documents' divs alone.

    The profile `tei` is TEI P5 and nothing else; `frus` adds what the Office's schema has beside it. What was read
    from TEI is written with the elements and attributes that it had, in either profile.
    """
    if options.is_bare:
        for document in volume.documents:
            yield f"{DivWriter(document, options, 0, {document.id}).write()}\n".encode()
        return
    if volume.header.element is None:
        volume = volume._replace(parts=tuple(volume.parts))  # What the documents tell goes into the header first.
    ids = {part.id for part in volume.parts if isinstance(part, Document)} if isinstance(volume.parts, tuple) else set()
    body = _Body(options, ids)
    pieces: Iterable[str] = (f"{body.part(part)}\n" for part in volume.parts)
    if volume.header.element is None:
        pieces = tuple(pieces)
        has_frus = any("<frus:" in piece for piece in pieces)
    else:
        has_frus = True
    yield _beginning(volume, options, has_frus)
    for piece in pieces:
        yield piece.encode()
    yield f"{body.end()}  </text>\n</TEI>\n".encode()


def _beginning(volume: Volume, options: WriteOptions, has_frus: bool) -> bytes:
    """Return all above the text; `has_frus` tells whether elements of the Office's own namespace follow."""
    read = volume.header.element
    is_read = read is not None or any(document.attrs is not None for document in volume.documents)
    is_declared = has_frus or is_read or options.profile == "frus"
    values = {"xmlns": TEI, "xmlns:frus": FRUS if is_declared else None}
    if read is not None:
        values |= dict(volume.header.attrs or ())
        head = f"  {DivWriter(Document('', ()), options, 1, set()).node(read, '  ')}\n"
    else:
        head = header(volume, options.profile)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<TEI{attributes(values)}>\n{head}'.encode()


class _Body:
    """Writes the parts of a volume, with an indentation that shows how deep each stands."""

    def __init__(self, options: WriteOptions, ids: set[str]) -> None:
        self._options = options
        self._ids = ids
        self._open: list[str] = []
        self._has_text = self._has_frames = False
        self._loose = DivWriter(Document("", ()), options, 2, ids)

    def part(self, part: Part) -> str:
        """Return a part; what stands in no body gets one."""
        if isinstance(part, Element) and part.name in BESIDE_TEXT:
            return f"  {self._loose.node(part, '  ')}"
        opening = "" if self._has_text else "  <text>\n"
        self._has_text = True
        # Between front, body and back a page can begin; in a file with a document alone it begins in the body.
        is_between = isinstance(part, PageBreak) and self._has_frames
        if not self._open and not is_between and not isinstance(part, Start):
            self._open.append("body")
            opening += "    <body>\n"
        depth = len(self._open) + 2
        indent = "  " * depth
        if isinstance(part, Document):
            return opening + DivWriter(part, self._options, depth, self._ids).write()
        if isinstance(part, Start):
            self._open.append(part.name)
            self._has_frames = True
            values = part.attrs if part.attrs is not None else known(type=part.type, **{"xml:id": part.id})
            return f"{opening}{indent}<{tag(part.name, values)}>"
        if isinstance(part, End):
            return f"{indent[2:]}</{self._open.pop()}>"
        return f"{opening}{indent}{self._loose.node(part, indent)}"

    def end(self) -> str:
        """Return the end tags of all that is still open."""
        tags = ""
        while self._open:
            tags += f"{'  ' * (len(self._open) + 1)}</{self._open.pop()}>\n"
        return tags
