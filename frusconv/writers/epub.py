"""The EPUB writer: a document, several, or a whole volume as an EPUB 3.3 publication."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from typing import IO

from frusconv.model import Volume
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.epub_container import Container
from frusconv.writers.epub_cover import COVER_PAGE, cover_page, drawn, picture
from frusconv.writers.epub_facts import Facts, Seen
from frusconv.writers.epub_navigation import NAVIGATION, navigation
from frusconv.writers.epub_package import package
from frusconv.writers.epub_page import STYLE_FILE, TEXT_FOLDER, Section, file_name, section_page
from frusconv.writers.epub_style import STYLE
from frusconv.writers.epub_title_page import TITLE_PAGE, title_page
from frusconv.writers.html_body import HtmlBody
from frusconv.writers.links import Links, anchor
from frusconv.writers.suggested import footer
from frusconv.writers.units import Unit, units

# So much of the file is kept in memory; what is larger goes to a temporary file.
_IN_MEMORY = 1 << 22
_CHUNK = 1 << 16


def write_epub(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` as an EPUB 3.3 file, with an XHTML file for each document and division.

    `options.title` goes before the volume's own, `options.cover` before the cover that is drawn otherwise. Same
    volume, same bytes; what has a date takes it from SOURCE_DATE_EPOCH or from the volume's year. Raises SourceError
    if the cover is no picture that readers of EPUB must know, UsageError for an impossible SOURCE_DATE_EPOCH.
    """
    from tempfile import SpooledTemporaryFile

    with SpooledTemporaryFile(max_size=_IN_MEMORY) as file:
        while broken := _Book(volume, options).write(file):
            # Ids that the file turned out not to hold, as of an element that stands nowhere in it: no link leads there.
            volume = volume._replace(places={key: unit for key, unit in _places(volume) if key not in broken})
            file.seek(0)
            file.truncate()
        file.seek(0)
        while chunk := file.read(_CHUNK):
            yield chunk


def _places(volume: Volume) -> Iterator[tuple[str, str]]:
    if volume.places is not None:
        yield from volume.places.items()
    else:
        yield from ((document.id, document.id) for document in volume.documents)


class _Book:
    """One publication while it is written: the units' files as they come, then what tells of them all."""

    def __init__(self, volume: Volume, options: WriteOptions) -> None:
        self._volume = volume
        self._options = options
        self._links = Links(volume, self._place)
        self._sections: list[Section] = []
        self._seen = Seen()
        # Where links lead: ids with the unit that each should be in; and the ids that each unit's file has.
        self._wanted: dict[str, str] = {}
        self._ids: dict[str, AbstractSet[str]] = {}

    def write(self, file: IO[bytes]) -> set[str]:
        """Write the publication, and return the ids that links lead to and no file holds."""
        cover = picture(self._options.cover) if self._options.cover is not None else None
        with Container(file) as container:
            for unit in units(self._volume.parts):
                page = self._page(unit)
                self._seen.unit(unit, page)
                container.add(f"{TEXT_FOLDER}/{self._sections[-1].file}", page)
            facts = Facts.of(self._volume, self._options.title, self._seen)
            cover = cover or drawn(facts)
            container.add(STYLE_FILE, STYLE.encode())
            container.add(cover.name, cover.data)
            container.add(COVER_PAGE, cover_page(cover, facts.title))
            container.add(TITLE_PAGE, title_page(facts))
            container.add(NAVIGATION, navigation(facts, self._sections))
            container.add("package.opf", package(facts, cover, self._sections))
        return {wanted for wanted, unit in self._wanted.items() if not self._holds(unit, wanted)}

    def _page(self, unit: Unit) -> bytes:
        body = HtmlBody(self._links, is_epub=True)
        identifier = body.unique(unit.id)
        body.begin(identifier)
        parts = [body.blocks(unit.lead, unit.level), body.blocks(unit.blocks, unit.level)]
        parts.append(body.notes(body.made(f"{identifier}-notes")))
        if unit.document and self._options.has_citation:
            parts.append(footer(unit.document, self._volume.header))
        section = Section.of(unit, identifier, body.pages)
        self._sections.append(section)
        self._ids[unit.id] = body.ids
        return section_page(section, "\n".join([part for part in parts if part]))

    def _place(self, identifier: str, unit: str) -> str:
        """Return the address of a place as the units' files, which stand side by side, name it."""
        self._wanted[identifier] = unit
        name = file_name(unit)
        return name if identifier == unit else f"{name}#{anchor(identifier)}"

    def _holds(self, unit: str, identifier: str) -> bool:
        ids = self._ids.get(unit)
        return ids is not None and (identifier == unit or anchor(identifier) in ids)
