"""A text gone through piece by piece."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.references import cited as named
from frusconv.references import own
from frusconv.references.pieces import OTHER, Piece, PieceKind, pieces
from frusconv.references.reference import ELSEWHERE, NO_CONTEXT, Context, Reference, Work
from frusconv.references.state import State

_BLANKS = Pattern(r"[^\S ]|  ")
_RUN = Pattern(r"\s+")
# No citation is without one of these: of the series, or of a place in the own volume. Most paragraphs have none.
_OF_WORKS = r"Foreign\s+Relations|FRUS|F\.R\.U\.S\.|[Ii]bid|Lansing|Conference"
_WORDS_OF_WORKS = Pattern(_OF_WORKS)
_WORDS = Pattern(rf"{_OF_WORKS}|[Dd]oc|[Ff]ootnote|\bpp?\.|[Pp]age|[Vv]ol|[Ss]upra|[Ii]nfra|Part\b")


class Scan(NamedTuple):
    """What was found in a text, and the work that an `ibid.` in the text behind it leads to."""

    references: list[Reference]
    cited: Work | None


def find_references(text: str, context: Context = NO_CONTEXT) -> list[Reference]:
    """Return the citations of the series in `text`, in order; none overlaps another.

    `context` tells of what volume and document the text is. A citation of a document or page of the volume itself has
    no volume if the context knows none.
    """
    return scanned(text, context).references


def scanned(text: str, context: Context = NO_CONTEXT, cited: Work | None = None) -> Scan:
    """Return the citations in `text`, where `cited` is the work cited last in the text before it."""
    if not (_WORDS if context.is_editorial or "[" in text else _WORDS_OF_WORKS).search(text):
        is_elsewhere = cited is not None and OTHER.search(text)
        return Scan([], ELSEWHERE if is_elsewhere else cited)
    squeezed, offsets = _squeezed(text)
    state = State(squeezed, context, cited)
    for piece in pieces(squeezed):
        if piece.start >= state.done:
            _TAKEN_BY[piece.kind](state, piece)
    found = state.references
    if offsets is not None:
        found = [
            reference._replace(start=offsets[reference.start], end=offsets[reference.end - 1] + 1)
            for reference in found
        ]
    return Scan([reference._replace(text=text[reference.start : reference.end]) for reference in found], state.cited)


def _squeezed(text: str) -> tuple[str, list[int] | None]:
    """Return `text` with single blanks, and where each of its characters stands in it (None: where it did)."""
    if not _BLANKS.search(text):
        return text, None
    out: list[str] = []
    offsets: list[int] = []
    at = 0
    for found in _RUN.finditer(text):
        out += (text[at : found.start()], " ")
        offsets += range(at, found.start() + 1)
        at = found.end()
    out.append(text[at:])
    offsets += range(at, len(text))
    return "".join(out), offsets


def _open(state: State, _: Piece) -> None:
    state.depth += 1


def _close(state: State, _: Piece) -> None:
    state.depth = max(state.depth - 1, 0)


def _quote(state: State, piece: Piece) -> None:
    state.open_quote(piece.end)


def _paper(state: State, piece: Piece) -> None:
    state.paper = piece.end


def _stop(state: State, piece: Piece) -> None:
    state.stop = piece.end
    if state.text[piece.start] != ";":
        state.sentence = piece.end


def _other(state: State, piece: Piece) -> None:
    state.cite_elsewhere(piece.end)


_TAKEN_BY: dict[PieceKind, Callable[[State, Piece], None]] = {
    "series": named.series,
    "set": named.volume_set,
    "ibid": named.ibid,
    "years": named.years,
    "volume": named.volume,
    "part": named.part,
    "document": own.document,
    "footnote": own.footnote,
    "page": own.page,
    "beside": own.beside,
    "paper": _paper,
    "other": _other,
    "stop": _stop,
    "open": _open,
    "close": _close,
    "quote": _quote,
}
