"""The writers' table. A writer takes a Volume and options, and yields bytes as they come."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Literal, NamedTuple, TypeAlias

from frusconv.formats import Format, by_name, table
from frusconv.model import Volume

Profile: TypeAlias = Literal["tei", "frus"]
Flavor: TypeAlias = Literal["pandoc", "gfm", "commonmark", "obsidian"]
PageMarks: TypeAlias = Literal["keep", "span", "strip"]
Layout: TypeAlias = Literal["reading", "web"]


class WriteOptions(NamedTuple):
    """How to write; each format looks at what concerns it.

    TEI, HTML: whether documents are `is_bare`, without header or page around them. TEI: the `profile`. Markdown: the
    `flavor`. Markdown, text and pandoc's formats: what becomes of `pages` markers. Text: the `layout`. JSON: whether it
    `is_lines`, one document a line, and `has_blocks`, the tree of nodes (None: the object has it, lines have not).
    HTML, EPUB: a `title`. EPUB: a `cover`, the bytes of a picture. Markdown, HTML, EPUB: whether the document or volume
    `has_citation`, one that is suggested at its foot.
    """

    profile: Profile = "tei"
    is_bare: bool = False
    flavor: Flavor = "pandoc"
    pages: PageMarks = "keep"
    layout: Layout = "reading"
    is_lines: bool = False
    has_blocks: bool | None = None
    title: str | None = None
    cover: bytes | None = None
    has_citation: bool = True


DEFAULTS = WriteOptions()
Writer: TypeAlias = Callable[[Volume, WriteOptions], Iterable[bytes]]

WRITERS = table(
    Format("tei", ".xml", "TEI P5 as the Office of the Historian encodes it", "frusconv.writers.tei:write_tei"),
    Format("markdown", ".md", "Markdown with footnotes and front matter", "frusconv.writers.markdown:write_markdown"),
    Format("html", ".html", "a web page that needs nothing but itself", "frusconv.writers.html:write_html"),
    Format("text", ".txt", "plain text for reading, or in the raw form", "frusconv.writers.text:write_text"),
    Format(
        "json", ".json", "all that is known of each document, for programs", "frusconv.writers.json_writer:write_json"
    ),
    Format("epub", ".epub", "EPUB 3.3 with contents, notes and pages", "frusconv.writers.epub:write_epub"),
)


def writer(name: str) -> Writer:
    """Return the writer of the format `name`; raises UsageError if there is none."""
    found: Writer = by_name(WRITERS, name).load()
    return found
