"""What a citation of the series refers to, and what has to be known of the text that it stands in."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model.document import site_address

Kind: TypeAlias = Literal["volume", "document", "page"]


class Reference(NamedTuple):
    """A citation: where it stands in the text, and the place that it names.

    `volume` is the id of the volume, None where it cannot be told; `document` the number of the document, `note` that
    of a footnote in it, `page` the printed page, as printed. `is_known` tells whether the catalogue has the volume as
    it is named; if not, its id was made by the rule of ids. `is_own` tells that the text is of that volume itself.
    """

    start: int
    end: int
    text: str
    volume: str | None
    document: str | None = None
    page: str | None = None
    note: str | None = None
    is_known: bool = True
    is_own: bool = False

    @property
    def kind(self) -> Kind:
        """What is named: a document, a printed page, or a volume as a whole."""
        return "document" if self.document else "page" if self.page else "volume"

    @property
    def place(self) -> str | None:
        """The xml:id of the place in its volume: `d32`, `d32fn2`, `pg_666`; None for a volume as a whole."""
        if self.document:
            return f"d{self.document}fn{self.note}" if self.note else f"d{self.document}"
        return f"pg_{self.page}" if self.page else None

    @property
    def url(self) -> str | None:
        """The address on the Office's site, if the volume is known."""
        return site_address(self.volume, self.place) if self.volume else None

    def target(self, places: Collection[str]) -> str | None:
        """Return the target as the Office encodes it, or None if the volume is not known.

        What is among `places`, the ids of the file itself, is named by its id alone.
        """
        if self.is_own and self.place and self.place in places:
            return f"#{self.place}"
        if not self.volume:
            return None
        return f"{self.volume}#{self.place}" if self.place else self.volume


class Context(NamedTuple):
    """What is known of a text that cites the series.

    `volume` is the id of the volume that the text itself is of. `places` are the ids in that volume, None where they
    are not known, and `pages` its first and last numbered page. `document` is the id of the document around the text,
    `before` and `after` are those of the documents beside it. `is_editorial` tells that the volume's editors wrote the
    text: a note, an editorial note; what a document of the time says of pages and documents is said of papers of the
    time.
    """

    volume: str | None = None
    places: Collection[str] | None = None
    document: str | None = None
    before: str | None = None
    after: str | None = None
    pages: tuple[int, int] | None = None
    is_editorial: bool = True


NO_CONTEXT = Context()


class Work(NamedTuple):
    """A work as cited: the words that name it, and its volume's id.

    A work without `volume` is none of the series, or cannot be told. `document` or `page` is what was cited of it last.
    """

    volume: str | None = None
    years: str | None = None
    number: str | None = None
    part: str | None = None
    is_known: bool = True
    is_own: bool = False
    document: str | None = None
    page: str | None = None


# What an `ibid.` leads to where it leads out of the series.
ELSEWHERE = Work()
