"""The writer of web pages: one page that needs nothing but itself, of one document, of several, or of a volume."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from frusconv.model import Document, Header, Volume
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.html_body import HtmlBody
from frusconv.writers.html_head import Page, head, page_header
from frusconv.writers.links import Links, anchor
from frusconv.writers.suggested import footer
from frusconv.writers.units import Unit, units
from frusconv.writers.xml import attributes, escape


class _Entry(NamedTuple):
    """A unit as the table of contents knows it; `depth` counts from 1 the headings that it stands under."""

    id: str
    depth: int
    title: str
    is_document: bool


class _Outline(NamedTuple):
    """The units of a volume, in order, and the document if there is nothing but one."""

    entries: tuple[_Entry, ...]
    document: Document | None
    document_count: int


def write_html(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield a volume as an HTML page, unit by unit; with `is_bare` the articles alone, to be put into a page.

    The volume's parts are gone through twice: what comes first on the page tells what it holds. The page makes no
    request, and has no scripts but data.
    """
    outline = _outline(volume)
    body = HtmlBody(Links(volume, lambda identifier, _: f"#{anchor(identifier)}"))
    # An article keeps its id, whatever else in the volume has the same.
    ids = tuple(body.unique(entry.id) for entry in outline.entries)
    header = volume.header if options.has_citation and not options.is_bare else None
    feet = _Feet(header, has_coins=outline.document is None) if header else None
    sections = _Sections(body, 1 if outline.document and not options.is_bare else 2, feet)
    if options.is_bare:
        yield from _written(volume, sections, ids)
        return
    page = Page(volume.header, outline.document, outline.document_count, options.title)
    main = body.made("main")
    kind = "document" if outline.document else "volume"
    yield f"{head(page)}<body{attributes({'class': kind})}>\n".encode()
    yield f'<a class="skip" href="#{main}">Skip to the text</a>\n'.encode()
    yield page_header(page).encode()
    if not outline.document:
        yield _contents(outline.entries, ids, body.made("contents")).encode()
    yield f'<main id="{main}">\n'.encode()
    yield from _written(volume, sections, ids)
    if header and header.title and not outline.document:
        yield footer(None, header).encode()
    yield b"</main>\n</body>\n</html>\n"


def _outline(volume: Volume) -> _Outline:
    """Go through a volume for its titles. Only these are kept."""
    depths = _Depths()
    entries = []
    documents = 0
    last: Document | None = None
    for unit in units(volume.parts):
        entries.append(_Entry(unit.id, depths.of(unit), _label(unit), unit.document is not None))
        documents += unit.document is not None
        last = unit.document
    return _Outline(tuple(entries), last if len(entries) == 1 else None, documents)


class _Depths:
    """Tells how many headings a unit stands under, so that none is skipped where a division has none."""

    def __init__(self) -> None:
        # The level of each unit around, and whether it has a heading.
        self._around: list[tuple[int, bool]] = []

    def of(self, unit: Unit) -> int:
        while self._around and self._around[-1][0] >= unit.level:
            self._around.pop()
        depth = 1 + sum(has_heading for _, has_heading in self._around)
        self._around.append((unit.level, _has_heading(unit)))
        return depth


def _has_heading(unit: Unit) -> bool:
    """A title page is titles through and through, and has no heading."""
    return bool(unit.title) and unit.kind != "title-page"


def _label(unit: Unit) -> str:
    if unit.title or unit.document is None:
        return unit.title
    return unit.document.label


def _contents(entries: tuple[_Entry, ...], ids: tuple[str, ...], heading: str) -> str:
    """Return the table of contents as lists in lists; a division without a title is left out."""
    out = [f'<nav aria-labelledby="{heading}">\n<h2 id="{heading}">Contents</h2>\n']
    depth = 0
    for entry, identifier in zip(entries, ids, strict=True):
        if not entry.title:
            continue
        if entry.depth > depth:
            out.append("<ul>\n" * (entry.depth - depth))
        else:
            out.append("</li>\n" + "</ul>\n</li>\n" * (depth - entry.depth))
        depth = entry.depth
        kind = "" if entry.is_document else ' class="division"'
        out.append(f'<li><a{kind} href="#{identifier}">{escape(entry.title)}</a>')
    return "".join(out) + "</li>\n</ul>\n" * depth + "</nav>\n"


def _written(volume: Volume, sections: _Sections, ids: tuple[str, ...]) -> Iterator[bytes]:
    for unit, identifier in zip(units(volume.parts), ids, strict=True):
        yield sections.unit(unit, identifier).encode()
    yield sections.end().encode()


class _Feet(NamedTuple):
    """Makes the feet of a volume's documents.

    A page of one document tells programs what it is in its head; of several, each tells it at its foot (COinS).
    """

    header: Header
    has_coins: bool

    def of(self, document: Document) -> str:
        return footer(document, self.header, has_coins=self.has_coins)


class _Sections:
    """Writes units as articles, in the sections of their divisions. The first heading's level is `top`.

    With `feet` each document has a citation at its foot.
    """

    def __init__(self, body: HtmlBody, top: int, feet: _Feet | None) -> None:
        self._body = body
        self._feet = feet
        self._top = top
        self._depths = _Depths()
        # The divisions whose sections are open: level and name of the element.
        self._open: list[tuple[int, str]] = []

    def unit(self, unit: Unit, identifier: str) -> str:
        """Return a unit as HTML; a division's section stays open for what it holds."""
        level = self._top - 1 + self._depths.of(unit)
        out = [self._closed(unit.level)]
        self._body.begin(identifier)
        lead = self._body.blocks(unit.lead, level)
        out.append(f"{lead}\n" if lead else "")
        title_id = self._body.made(f"{identifier}-title") if _has_heading(unit) else None
        self._body.begin(identifier, title_id)
        # Under no heading of its own, an attachment's takes its level.
        inside = self._body.blocks(unit.blocks, level if title_id else level - 1)
        notes = self._body.notes(self._body.made(f"{identifier}-notes"))
        out.append(self._opening(unit, identifier, title_id))
        cited = self._feet.of(unit.document) if unit.document and self._feet else ""
        out += [f"{part}\n" for part in (inside, notes, cited) if part]
        if unit.document:
            out.append("</article>\n")
        return "".join(out)

    def _opening(self, unit: Unit, identifier: str, title_id: str | None) -> str:
        values = {"id": identifier, "class": unit.type or unit.kind, "aria-labelledby": title_id}
        if unit.document:
            values["aria-label"] = None if title_id else _label(unit)
            return f"<article{attributes(values)}>\n"
        # A section named by its heading would be a landmark; a volume has too many for that.
        tag = "section" if title_id else "div"
        self._open.append((unit.level, tag))
        return f"<{tag}{attributes(values | {'aria-labelledby': None})}>\n"

    def end(self) -> str:
        """Return what closes the sections that are still open."""
        return self._closed(0)

    def _closed(self, level: int) -> str:
        out = []
        while self._open and self._open[-1][0] >= level:
            out.append(f"</{self._open.pop()[1]}>\n")
        return "".join(out)
