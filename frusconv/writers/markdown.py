"""The Markdown writer: one file for a document, several or a volume, or a folder with a file for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frusconv.file_names import fitting
from frusconv.model import Document, Header, Volume
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.front_matter import document_facts, front_matter, volume_facts
from frusconv.writers.links import Links, anchor
from frusconv.writers.markdown_body import MarkdownBody
from frusconv.writers.markdown_escape import escaped, link
from frusconv.writers.markdown_inlines import NOT_IN_LABEL
from frusconv.writers.suggested import suggested
from frusconv.writers.units import Unit, document_alone, units

INDEX = "index.md"


def write_markdown(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` as one Markdown file in UTF-8, with YAML front matter.

    `flavor` is who will read it: pandoc's Markdown, GitHub's, CommonMark, or Obsidian's. `pages` markers are kept as
    `[Page 63]`, made anchors that links lead to, or stripped.
    """
    alone = document_alone(volume.parts)
    facts = document_facts(alone) if alone else volume_facts(volume.header)
    body = MarkdownBody(Links(volume, lambda identifier, unit: f"#{_anchor(identifier, unit, options)}"), options)
    yield front_matter(facts).encode()
    for unit in units(volume.parts):
        body.begin("" if alone else f"{unit.id}fn")
        yield _unit_text(body, unit, unit.level).encode("utf-8", "replace")
    if options.has_citation and (alone or volume.header.title):
        yield _foot(alone, volume.header).encode("utf-8", "replace")


def markdown_files(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[tuple[str, bytes]]:
    """Yield a volume as the files of a folder, each with its name: one for each document and division, and an index.

    Links between documents lead from file to file.
    """
    names = _FileNames(volume.places)
    links = Links(volume, lambda identifier, unit: _file_address(names, identifier, unit, options))
    entries: list[str] = [front_matter(volume_facts(volume.header))]
    if volume.header.title:
        entries.append(f"\n# {escaped(volume.header.title, options.flavor)}\n\n")
    else:
        entries.append("\n")
    for unit in units(volume.parts):
        name = names.of(unit.id)
        body = MarkdownBody(links, options)
        facts = document_facts(unit.document) if unit.document else {"title": unit.title or unit.id}
        foot = _foot(unit.document, volume.header) if unit.document and options.has_citation else ""
        yield name, (front_matter(facts) + _unit_text(body, unit, 1) + foot).encode("utf-8", "replace")
        title = link(escaped(unit.title or unit.id, options.flavor), name)
        entries.append(f"{'  ' * (unit.level - 1)}- {title}\n")
    if options.has_citation and volume.header.title:
        entries.append(_foot(None, volume.header))
    yield INDEX, "".join(entries).encode("utf-8", "replace")


def _unit_text(body: MarkdownBody, unit: Unit, level: int) -> str:
    blocks = [*body.blocks(unit.lead, level), *body.blocks(unit.blocks, level, unit.id)]
    blocks = [*body.named(blocks, unit.id), *body.notes()]
    return "".join(f"\n{block}\n" for block in blocks)


def _foot(document: Document | None, header: Header) -> str:
    """Return the suggested citation behind a line, or nothing."""
    text = suggested(document, header, "markdown")
    return f"\n---\n\nSuggested citation: {text}\n" if text else ""


def _anchor(identifier: str, unit: str, options: WriteOptions) -> str:
    """Return the anchor for a place: its own if it has one, else that of the document or division that it is in."""
    if options.pages == "span" and identifier.startswith("pg_"):
        return anchor(identifier)
    return f"^{NOT_IN_LABEL.sub('-', unit)}" if options.flavor == "obsidian" else anchor(unit)


def _file_address(names: _FileNames, identifier: str, unit: str, options: WriteOptions) -> str:
    is_page = options.pages == "span" and identifier.startswith("pg_")
    return names.of(unit) + (f"#{anchor(identifier)}" if is_page else "")


class _FileNames:
    """Names the files of a folder after the ids of the units; no two differ in case alone, and one is the index."""

    def __init__(self, places: Mapping[str, str] | None) -> None:
        self._names: dict[str, str] = {}
        self._taken = {INDEX}
        # Links lead to files that have not been written yet: names are given in the order of the volume.
        for unit in (places or {}).values():
            self.of(unit)

    def of(self, unit: str) -> str:
        """Return the name of a unit's file."""
        if unit not in self._names:
            safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in unit).lstrip(".-") or "unit"
            name, count = fitting(safe, ".md"), 1
            while name.casefold() in self._taken:
                count += 1
                name = fitting(safe, f"-{count}.md")
            self._taken.add(name.casefold())
            self._names[unit] = name
        return self._names[unit]
