"""Inlines as text, and back: what is found in a paragraph's text is put around the nodes that it was read from."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from frusconv.model import Content, Hi, LineBreak, Note, Ref, Text, replaced
from frusconv.model.node import attribute
from frusconv.model.walk import children_of, is_block

# Stands in a text for a note or a block inside it. No citation goes over one.
OBJECT = "\ufffc"


class Cited(NamedTuple):
    """A reference that is encoded already: where its text stands, and its target."""

    start: int
    end: int
    target: str


class Flat(NamedTuple):
    """The text of inlines, with the references in it; `walls` are what a reference must hold whole, or not at all."""

    text: str
    cited: tuple[Cited, ...]
    walls: tuple[tuple[int, int], ...]


class Span(NamedTuple):
    """A part of a text that is to become a reference."""

    start: int
    end: int
    target: str


def flattened(children: Iterable[Content]) -> Flat:
    """Return the text of inlines; a line break is a blank, notes and blocks inside them are OBJECT."""
    reader = _Reader()
    reader.read(children)
    return Flat("".join(reader.out), tuple(reader.cited), tuple(reader.walls))


class _Reader:
    def __init__(self) -> None:
        self.out: list[str] = []
        self.cited: list[Cited] = []
        self.walls: list[tuple[int, int]] = []
        self._length = 0

    def read(self, children: Iterable[Content]) -> None:
        for child in children:
            if type(child) is Text:
                self._add(child.text)
            elif type(child) is LineBreak:
                self._add(" ")
            elif _is_object(child):
                self._add(OBJECT)
            else:
                start = self._length
                self.read(children_of(child))
                if type(child) is Ref:
                    self.cited.append(Cited(start, self._length, child.target))
                elif not _can_be_divided(child) and self._length > start:
                    self.walls.append((start, self._length))

    def _add(self, text: str) -> None:
        self.out.append(text)
        self._length += len(text)


def _is_object(node: Content) -> bool:
    return type(node) is Note or is_block(node)


def _can_be_divided(node: Content) -> bool:
    """Tell whether two nodes can stand for one: print set apart has no meaning of its own."""
    return type(node) is Hi and attribute(node.attrs, "xml:id") is None


def free_spans(flat: Flat, spans: Sequence[Span]) -> list[Span]:
    """Return the spans that can become references: those without text of a reference, a note or half an element."""
    taken = sorted((cited.start, cited.end) for cited in flat.cited)
    begun, ended = sorted(flat.walls), sorted((end, start) for start, end in flat.walls)

    def is_free(start: int, end: int) -> bool:
        before = bisect_left(taken, (end, 0)) - 1  # References do not hold each other: the last one is the nearest.
        return (
            OBJECT not in flat.text[start:end]
            and not (before >= 0 and taken[before][1] > start)
            and all(wall_end <= end for _, wall_end in _from_to(begun, start + 1, end))
            and all(wall_start >= start for _, wall_start in _from_to(ended, start + 1, end))
        )

    return [span for span in spans if is_free(span.start, span.end)]


def _from_to(pairs: Sequence[tuple[int, int]], first: int, end: int) -> Sequence[tuple[int, int]]:
    """Return the pairs, which are in order, that begin with a number from `first` to before `end`."""
    return pairs[bisect_left(pairs, (first, -1)) : bisect_left(pairs, (end, -1))]


def wrapped(children: tuple[Content, ...], spans: Sequence[Span]) -> tuple[Content, ...]:
    """Return inlines with a Ref around each of the spans of their text, which come in order and are free."""
    return _Writer(spans).grouped(children, 0)[0]


class _Writer:
    """Cuts nodes where spans begin and end, and groups what is in one span."""

    def __init__(self, spans: Sequence[Span]) -> None:
        self._spans = spans
        self._starts = [span.start for span in spans]

    def grouped(self, children: Iterable[Content], at: int) -> tuple[tuple[Content, ...], int]:
        """Return children, which begin at `at`, with their references, and where they end."""
        cut, at = self._cut_all(children, at)
        return self._joined(cut), at

    def _joined(self, cut: Iterable[tuple[Content, int | None]]) -> tuple[Content, ...]:
        out: list[Content] = []
        for index, group in groupby(cut, key=lambda pair: pair[1]):
            nodes = [node for node, _ in group]
            if index is None:
                out += nodes
            else:
                out.append(Ref(tuple(nodes), self._spans[index].target))
        return tuple(out)

    def _cut_all(self, children: Iterable[Content], at: int) -> tuple[list[tuple[Content, int | None]], int]:
        cut: list[tuple[Content, int | None]] = []
        for child in children:
            found, at = self._cut(child, at)
            cut += found
        return cut, at

    def _cut(self, node: Content, at: int) -> tuple[list[tuple[Content, int | None]], int]:
        """Return the pieces of a node, each with the span that it is in, and where the node ends."""
        if type(node) is Text:
            return self._cut_text(node, at), at + len(node.text)
        if type(node) is LineBreak or _is_object(node):
            return [(node, self._within(at, at + 1))], at + 1
        cut, end = self._cut_all(children_of(node), at)
        index = self._within(at, end)
        if index is not None or not self._crossing(at, end):
            inner = self._joined(cut) if index is None else ()
            return [(node if index is not None or inner == children_of(node) else _with(node, inner), index)], end
        pieces: list[tuple[Content, int | None]] = []
        crossing = self._crossing(at, end)
        for outer, group in groupby(cut, key=lambda pair: pair[1] if pair[1] in crossing else None):
            pairs = list(group)
            inner = tuple(piece for piece, _ in pairs) if outer is not None else self._joined(pairs)
            pieces.append((_with(node, inner), outer))
        return pieces, end

    def _cut_text(self, node: Text, at: int) -> list[tuple[Content, int | None]]:
        end = at + len(node.text)
        index = max(bisect_left(self._starts, at) - 1, 0)
        pieces: list[tuple[Content, int | None]] = []
        done = at
        while index < len(self._spans) and self._spans[index].start < end:
            span = self._spans[index]
            start, stop = max(span.start, at), min(span.end, end)
            if start < stop:
                if done < start:
                    pieces.append((Text(node.text[done - at : start - at]), None))
                pieces.append((Text(node.text[start - at : stop - at]), index))
                done = stop
            index += 1
        if not pieces:
            return [(node, None)]
        if done < end:
            pieces.append((Text(node.text[done - at :]), None))
        return pieces

    def _within(self, start: int, end: int) -> int | None:
        """Return the span that holds all of what stands there; what has no text is in one only between its letters."""
        index = bisect_left(self._starts, start + (end > start)) - 1
        if index < 0 or self._spans[index].end < end or (start == end and self._spans[index].end <= end):
            return None
        return index

    def _crossing(self, start: int, end: int) -> set[int]:
        """Return the spans that hold a part of what stands there, and something beside it."""
        indexes = {bisect_left(self._starts, start) - 1, bisect_left(self._starts, end) - 1}
        return {
            index
            for index in indexes
            if index >= 0
            and self._spans[index].start < end
            and self._spans[index].end > start
            and (self._spans[index].start < start or self._spans[index].end > end)
        }


def _with(node: Content, children: tuple[Content, ...]) -> Content:
    return replaced(node, children=children)
