"""What has to be known of a whole file before its parts can be judged, gathered while it is read."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.model import Position
from frusconv.validation.finding import Finding
from frusconv.validation.tree import Node


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
    # The image of a page.
    facs: str | None = None


class Division:
    """What a div that documents stand in has been seen to hold."""

    __slots__ = ("children", "heads", "kinds", "position", "root")

    def __init__(self, root: Node, position: Position) -> None:
        self.root = root
        self.position = position
        self.heads = 0
        self.children = 0
        # What types and subtypes of div: "document", "chapter", "index".
        self.kinds: set[str] = set()


class Doubt(NamedTuple):
    """A finding on a reference to a note by its number, unless the note's number, which may come later, is `number`."""

    finding: Finding
    target: str
    number: str


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
        # Whether it has categories, if only by including them from another file.
        self.has_categories = False
        self.ids: dict[str, str | None] = {}
        self.pointers: list[Pointer] = []
        self.documents: list[Numbered] = []
        self.pages: list[Numbered] = []
        self.divisions: dict[Node, Division] = {}
        # The ids of the lists of persons and of terms.
        self.people: set[str] = set()
        self.terms: set[str] = set()
        # The numbers of notes whose ids say another, and what is in doubt until all of them are known.
        self.note_numbers: dict[str, str] = {}
        self.doubts: list[Doubt] = []
        # What is found only if other dates of the file have an offset, or a calendar.
        self.has_offsets = False
        self.local_times: list[Finding] = []
        self.has_calendars = False
        self.without_calendar: list[Finding] = []
        # What is wrong in the header if this is a volume, which is known at the end.
        self.of_volumes: list[Finding] = []
