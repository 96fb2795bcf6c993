"""The parts of a document from top to bottom. Each class is named after the TEI element that it becomes."""

from __future__ import annotations

from typing import TypeAlias

from frusconv.model.inlines import Content, PageBreak
from frusconv.model.node import Attrs, Node


class SourceNote(Node):
    """The line above the heading that names the file: `761.94/1132: Telegram`."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Head(Node):
    """The heading of a document, a division, a list or an attachment; a document's with its number, if printed."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Seg(Node):
    """A line of the opener that is neither dateline nor salute: classification, precedence, `No. 116.]`."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Dateline(Node):
    """Place and date, and when the document was received. Also a Block: diaries have several."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Salute(Node):
    """The words of greeting: `Dear Mr. President:`."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Opener(Node):
    """What stands between heading and text."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Para(Node):
    """A paragraph; `rend` is one of the Office's values (center, flushleft …) or None."""

    children: tuple[Content, ...]
    rend: str | None = None
    attrs: Attrs = None


class Label(Node):
    """What stands before an item of a list: its number or letter, or the name that it explains."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Item(Node):
    """An entry of a list."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class List(Node):
    """A list: its heading if it has one, labels and items; `type` is one of the Office's values, or None.

    The values are participants, subject, references, from, to, simple; in front and back matter also sources, terms,
    names, toc and index.
    """

    children: tuple[Content, ...]
    type: str | None = None
    attrs: Attrs = None


class Cell(Node):
    """A cell of a table, with the number of rows and columns it spans."""

    children: tuple[Content, ...]
    role: str | None = None
    rows: int = 1
    cols: int = 1
    attrs: Attrs = None


class Row(Node):
    """A row of a table."""

    children: tuple[Content, ...]
    role: str | None = None
    attrs: Attrs = None


class Table(Node):
    """A table: its rows, among them page breaks."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Quote(Node):
    """A text quoted as a block of its own."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Figure(Node):
    """A picture with what is printed under it."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Signed(Node):
    """One signer: the name, what stands right behind it (notes, a comma), and behind a line break the office."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Closer(Node):
    """What stands between the text and the end: the signatures."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Postscript(Node):
    """What was added under the signature."""

    children: tuple[Content, ...]
    attrs: Attrs = None


class Attachment(Node):
    """A document within the document, with heading, dateline, text and signature of its own."""

    children: tuple[Content, ...]
    attrs: Attrs = None


Block: TypeAlias = (
    SourceNote
    | Head
    | Seg
    | Dateline
    | Salute
    | Opener
    | Para
    | Label
    | Item
    | List
    | Cell
    | Row
    | Table
    | Quote
    | Figure
    | Signed
    | Closer
    | Postscript
    | Attachment
    | PageBreak
)
