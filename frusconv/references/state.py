"""What is kept while a text is gone through: the citations found, the work cited last, and what is spoken of."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import zip_longest

from frusconv.pattern import Pattern
from frusconv.references.locators import Place
from frusconv.references.pieces import Piece
from frusconv.references.reference import ELSEWHERE, Context, Reference, Work

_LOOK_BACK = 80
_OF_SOURCE = Pattern(r"\[Footnotes? in the (?:source|original)")


class State:
    """A text with its context; `cited` is the work that an `ibid.` leads to, None if none was cited yet."""

    def __init__(self, text: str, context: Context, cited: Work | None) -> None:
        self.text = text
        self.context = context
        self.cited = cited
        self.references: list[Reference] = []
        # Up to where the text is understood.
        self.done = 0
        # Where the last words end that name another work, a paper of the volume, and a sentence; -1: nowhere.
        self.other = self.paper = -1
        # The last of these may be a semicolon.
        self.stop = self.sentence = 0
        # How many square brackets are open, in which editors speak.
        self.depth = 0
        # Where the quote ends in which others do, and the next closing mark; -1: nowhere.
        self._quoted = self._closing = -1
        # A note of the time ends with a remark that it is one.
        self._is_of_source = _OF_SOURCE.search(text) is not None

    def is_editorial(self, at: int) -> bool:
        """Tell whether the volume's editors speak."""
        if self.depth:
            return True
        return self.context.is_editorial and not self._is_of_source and at > self._quoted

    def open_quote(self, at: int) -> None:
        """Note that a quote begins; one that is never closed is none."""
        if 0 <= self._closing < at or self._closing == -1:
            self._closing = self.text.find("”", at)
            self._closing = len(self.text) if self._closing < 0 else self._closing
        self._quoted = -1 if self._closing == len(self.text) else self._closing

    @property
    def goes_on_elsewhere(self) -> bool:
        """Whether the sentence was of another work before its last semicolon."""
        return self.other > max(self.sentence, self.paper)

    @property
    def is_of_paper(self) -> bool:
        """Whether the sentence was of a paper of the volume last."""
        return self.paper > max(self.stop, self.other)

    @property
    def is_elsewhere(self) -> bool:
        """Whether the sentence was of another work last."""
        return self.other > max(self.stop, self.paper)

    def is_behind(self, form: Pattern, piece: Piece) -> bool:
        """Tell whether what stands right before a piece has a form, which ends in `$`."""
        return form.search(self.text[max(0, piece.start - _LOOK_BACK) : piece.start]) is not None

    def cite(self, start: int, work: Work, places: Sequence[Place] = (), end: int = 0) -> None:
        """Add the citation that begins at `start` with the name of a work, or the first of its places.

        As the Office encodes it, the first reference holds all up to the first place's number, and each further number
        is one of its own. `end` is where the citation ends, if not with its last place.
        """
        for place, following in zip_longest(places, places[1:]):
            self.add(start, place.end, work, place)
            start = following.numeral.start if following else start
        if not places:
            self.add(start, end, work)
        elif end > places[-1].end:
            self.references[-1] = self.references[-1]._replace(end=end)
        last = places[-1] if places else None
        self.cited = work._replace(
            document=last.numeral.value if last and last.kind == "document" else None,
            page=last.numeral.value if last and last.kind == "page" else None,
        )
        self.done = max(self.references[-1].end, self.done)
        self.other = -1
        self.paper = self.done

    def cite_again(self, piece: Piece, work: Work) -> None:
        """Add a reference to the place that a work was cited for last."""
        self.references.append(
            Reference(
                piece.start, piece.end, "", work.volume, work.document, work.page, None, work.is_known, work.is_own
            )
        )
        self.done = piece.end

    def add(self, start: int, end: int, work: Work, place: Place | None = None) -> None:
        """Add one reference."""
        value = place.numeral.value if place else None
        is_document = place is not None and place.kind == "document"
        self.references.append(
            Reference(
                start,
                end,
                self.text[start:end],
                work.volume,
                value if is_document else None,
                None if is_document else value,
                place.note if place else None,
                work.is_known,
                work.is_own,
            )
        )

    def cite_elsewhere(self, end: int) -> None:
        """Note that another work was spoken of up to `end`."""
        self.other = end
        self.cited = ELSEWHERE
