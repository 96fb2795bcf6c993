"""A volume cut into units: what a writer makes a file, a chapter or a section of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import Content, Document, Element, End, Part, Start
from frusconv.model.document import BESIDE_TEXT
from frusconv.model.names import LAST, TITLE_PAGE, UnitNames
from frusconv.model.walk import title_of

UnitKind: TypeAlias = Literal["title-page", "division", "document"]
_TOP = frozenset(("front", "body", "back"))


class Unit(NamedTuple):
    """A document, a division's own text above its first document or division, or the title page.

    `id` is unique in the volume, `level` counts from 1, `part` is where in the volume it stands (front, body, back),
    `type` the division's (compilation, chapter, section …). `lead` are page breaks, or whatever else stands between
    the unit before and this one.
    """

    kind: UnitKind
    id: str
    level: int
    title: str
    blocks: tuple[Content, ...]
    lead: tuple[Content, ...] = ()
    part: str | None = None
    type: str | None = None
    document: Document | None = None


def units(parts: Iterable[Part]) -> Iterator[Unit]:
    """Yield the units of a volume, in order. What stands behind the last one makes a unit of its own."""
    cutter = _Cutter()
    for part in parts:
        yield from cutter.take(part)
    yield from cutter.rest()


def document_alone(parts: Iterable[Part]) -> Document | None:
    """Return the document if it stands alone, without divisions and other documents; no more is read than shows it."""
    found: Document | None = None
    for part in parts:
        if isinstance(part, Start) or (found and isinstance(part, Document)):
            return None
        if isinstance(part, Document):
            found = part
    return found


class _Cutter:
    """Keeps what has been seen since the last unit was complete."""

    def __init__(self) -> None:
        self._path: list[Start] = []
        self._lead: list[Content] = []
        # The division that has begun and has no document or division in it yet, with its own text so far.
        self._division: Start | None = None
        self._blocks: list[Content] = []
        self._names = UnitNames()

    def take(self, part: Part) -> Iterator[Unit]:
        if isinstance(part, Start):
            yield from self._flush()
            self._path.append(part)
            if part.name not in _TOP:
                self._division = part
        elif isinstance(part, End):
            yield from self._flush()
            self._path.pop()
        elif isinstance(part, Document):
            yield from self._flush()
            identifier = self._names.of(part.id)
            title = title_of(part.blocks)
            yield self._unit("document", identifier, self._level() + 1, title, part.blocks)._replace(document=part)
        elif isinstance(part, Element) and part.name == "titlePage":
            yield self._unit("title-page", self._names.of(TITLE_PAGE), 1, "Title page", (part,))
        elif isinstance(part, Element) and part.name in BESIDE_TEXT:
            return  # No text of the volume.
        elif self._division is not None:
            self._blocks.append(part)
        else:
            self._lead.append(part)

    def rest(self) -> Iterator[Unit]:
        """Yield what is left: page breaks behind the last document, and a document's file that has no document."""
        yield from self._flush()
        if self._lead:
            yield self._unit("division", self._names.of(LAST), 1, "", ())

    def _flush(self) -> Iterator[Unit]:
        """Yield the division that has begun, if it has not been."""
        division = self._division
        if division is None:
            return
        blocks, self._blocks, self._division = tuple(self._blocks), [], None
        identifier = self._names.of(division.id)
        unit = self._unit("division", identifier, self._level(), title_of(blocks), blocks)
        yield unit._replace(type=division.type)

    def _unit(
        self,
        kind: UnitKind,
        identifier: str,
        level: int,
        title: str,
        blocks: tuple[Content, ...],
    ) -> Unit:
        lead, self._lead = tuple(self._lead), []
        part = self._path[0].name if self._path else None
        return Unit(kind, identifier, max(level, 1), title, blocks, lead, part)

    def _level(self) -> int:
        return sum(start.name not in _TOP for start in self._path)
