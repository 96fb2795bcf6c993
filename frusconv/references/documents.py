"""Citations in documents and volumes: listed with where they stand, or encoded as references."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from typing import NamedTuple

from frusconv.model import Content, Document, End, Note, Part, Start, replaced
from frusconv.model.node import attribute
from frusconv.model.walk import breaks_in, children_of, is_block, notes_in
from frusconv.pattern import Pattern
from frusconv.references.flat import OBJECT, Flat, Span, flattened, free_spans, wrapped
from frusconv.references.reference import Context, Reference, Work
from frusconv.references.scan import scanned

_DOCUMENT = Pattern(r"d(\d+)[A-Za-z]?")
# A volume can lack a number or two, where a document was withheld or has a letter.
_MOST_OF_VOLUME = 0.9


class Passage(NamedTuple):
    """A paragraph, a note, a cell: nodes whose text is read as one. `note` is the id of the note that it stands in."""

    children: tuple[Content, ...]
    note: str | None = None
    is_note: bool = False


class Located(NamedTuple):
    """A citation, with the ids of the document and of the note that it stands in."""

    reference: Reference
    document: str | None
    note: str | None = None


class Found(NamedTuple):
    """A passage with its text and the citations in it."""

    passage: Passage
    flat: Flat
    references: list[Reference]


def passages(nodes: Iterable[Content], note: Passage | None = None) -> Iterator[Passage]:
    """Yield the passages in nodes, in order; what stands in a note or block inside a passage comes behind it."""
    for node in nodes:
        children = children_of(node)
        if not children:
            continue
        inside = note
        if isinstance(node, Note):
            inside = Passage((), attribute(node.attrs, "xml:id") or node.n, is_note=True)
        if (isinstance(node, Note) or is_block(node)) and not all(map(is_block, children)):
            yield Passage(children, inside.note if inside else None, inside is not None)
        yield from passages(children, inside)


def found_in(nodes: Iterable[Content], context: Context) -> Iterator[Found]:
    """Yield the passages of a document, or of what stands beside documents, with the citations in each.

    An `ibid.` leads to what was cited last in the same passage or the ones before it; notes are a text of their own.
    """
    cited: dict[bool, Work | None] = {True: None, False: None}
    for passage in passages(nodes):
        flat = flattened(passage.children)
        if not flat.text.strip(f" {OBJECT}"):
            continue
        within = context._replace(is_editorial=context.is_editorial or passage.is_note)
        found, cited[passage.is_note] = scanned(flat.text, within, cited[passage.is_note])
        yield Found(passage, flat, found)


def in_context(
    parts: Iterable[Part], volume: str | None, places: Collection[str] | None
) -> Iterator[tuple[Part, Context]]:
    """Yield the parts of a volume, each with the context of the texts in it; no more is held than up to a document."""
    base = Context(volume, places, pages=_pages(places))
    held: list[tuple[Part, Context]] = []
    before: str | None = None
    for part in parts:
        if not isinstance(part, Document):
            held.append((part, base))
            continue
        yield from _with_after(held, part.id)
        own = base._replace(volume=volume or part.volume, document=part.id, before=before)
        held = [(part, own._replace(is_editorial=part.subtype == "editorial-note"))]
        before = part.id
    yield from held


def _with_after(held: list[tuple[Part, Context]], after: str) -> Iterator[tuple[Part, Context]]:
    return ((part, context._replace(after=after) if context.document else context) for part, context in held)


def _pages(places: Collection[str] | None) -> tuple[int, int] | None:
    """Return the first and the last of the pages with Arabic numbers."""
    numbers = [int(place[3:]) for place in places or () if place.startswith("pg_") and place[3:].isdigit()]
    return (min(numbers), max(numbers)) if numbers else None


def places_of_volume(places: Mapping[str, str] | None) -> Collection[str] | None:
    """Return the ids of a volume, if a file holds all of it, else None.

    `places` are those of the file, each with that of its document or division. What a document alone, or some of them,
    cite by number has its place in the volume too, and only there.
    """
    units = {place for place, unit in (places or {}).items() if place == unit}
    numbers = [int(found[1]) for unit in units if (found := _DOCUMENT.fullmatch(unit))]
    has_divisions = len(units) > len(numbers)
    is_whole = has_divisions and len(numbers) >= _MOST_OF_VOLUME * max(numbers, default=1)
    return places if is_whole else None


def located(parts: Iterable[Part], volume: str | None, places: Mapping[str, str] | None) -> Iterator[Located]:
    """Yield the citations in a volume's documents and what stands beside them, in order."""
    for part, context in in_context(parts, volume, places_of_volume(places)):
        for found in found_in(_nodes(part), context):
            for reference in found.references:
                yield Located(reference, context.document, found.passage.note)


class Encoded:
    """A volume's parts with the citations in them encoded; they can be gone through as often as those given."""

    def __init__(self, parts: Iterable[Part], volume: str | None, places: Mapping[str, str] | None) -> None:
        self._parts = parts
        self._volume = volume
        self._places = places

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts, each read when it is wanted."""
        for part, context in in_context(self._parts, self._volume, places_of_volume(self._places)):
            yield _encoded(part, context, self._places)


def _nodes(part: Part) -> tuple[Content, ...]:
    if isinstance(part, Document):
        return part.blocks
    return () if isinstance(part, Start | End) else (part,)


def _encoded(part: Part, context: Context, known: Collection[str] | None) -> Part:
    """Return a part with its citations as references; raw text's own places are those of the document alone."""
    nodes = _nodes(part)
    places = known
    if places is None and isinstance(part, Document):
        notes = (f"{part.id}fn{note.n}" for note in notes_in(part.blocks))
        places = {part.id, *(f"pg_{page}" for page in breaks_in(part.blocks)), *notes}
    spans: dict[int, list[Span]] = {}
    for found in found_in(nodes, context):
        wanted = [
            Span(reference.start, reference.end, target)
            for reference in found.references
            if (reference.place or not reference.is_own) and (target := reference.target(places or ()))
        ]
        if free := free_spans(found.flat, wanted):
            spans[id(found.passage.children)] = free
    if not spans:
        return part
    blocks = tuple(_rewritten(node, spans) for node in nodes)
    return part._replace(blocks=blocks) if isinstance(part, Document) else blocks[0]


def _rewritten(node: Content, spans: Mapping[int, list[Span]]) -> Content:
    """Return a node with references around the spans of the passages in it, the innermost first."""
    children = children_of(node)
    if not children:
        return node
    inner = tuple(_rewritten(child, spans) for child in children)
    found = spans.get(id(children))
    if found:
        inner = wrapped(inner, found)
    return node if inner == children else replaced(node, children=inner)
