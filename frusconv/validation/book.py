"""What has to be known of a whole file before its parts can be judged, gathered while it is read."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.model import Position


class Pointer(NamedTuple):
    """An attribute that points to an id of the same file, which may come later."""

    target: str
    attribute: str
    element: str
    position: Position
    document: str | None


class Numbered(NamedTuple):
    """A document or a page break with its number and id."""

    n: str | None
    id: str | None
    position: Position
    document: str | None


class Book:
    """The facts on a file: its ids (and the document each is in), pointers, documents, page breaks, header.

    `has_header` and `is_whole` tell whether the file is a TEI file at all, and whether it has the frame of a volume
    (divisions around its documents), so that what a document alone cannot have is not asked of it.
    """

    def __init__(self, name: str) -> None:
        self.name = name
        self.has_header = False
        self.is_whole = False
        self.volume_id: str | None = None
        # Years of the documents in it, and of its publication, where the header tells them.
        self.content_year: int | None = None
        self.published_year: int | None = None
        self.renditions: set[str] = set()
        self.categories: set[str] = set()
        self.ids: dict[str, str | None] = {}
        self.pointers: list[Pointer] = []
        self.documents: list[Numbered] = []
        self.pages: list[Numbered] = []
