"""The Markdown writer: one file for a document, several or a volume, or a folder with a file for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from frusconv.model import Document, Volume
from frusconv.model.walk import is_block
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.front_matter import document_facts, front_matter, volume_facts
from frusconv.writers.links import Links
from frusconv.writers.markdown_body import MarkdownBody
from frusconv.writers.markdown_escape import escaped, link
from frusconv.writers.units import Unit, units

INDEX = "index"


def write_markdown(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` as one Markdown file in UTF-8, with YAML front matter.

    `flavor` is who will read it: pandoc's Markdown, GitHub's, CommonMark, or Obsidian's. `pages` markers are kept as
    `[Page 63]`, made anchors that links lead to, or stripped.
    """
    alone = _alone(volume)
    facts = document_facts(alone) if alone else volume_facts(volume.header)
    body = MarkdownBody(Links(volume, lambda identifier, unit: f"#{_anchor(identifier, unit, options)}"), options)
    yield front_matter(facts).encode()
    for unit in units(volume.parts):
        body.begin("" if alone else f"{unit.id}fn")
        yield _unit_text(body, unit, unit.level).encode("utf-8", "replace")


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
        yield name, (front_matter(facts) + _unit_text(body, unit, 1)).encode("utf-8", "replace")
        title = link(escaped(unit.title or unit.id, options.flavor), name)
        entries.append(f"{'  ' * (unit.level - 1)}- {title}\n")
    yield names.of(INDEX, is_index=True), "".join(entries).encode("utf-8", "replace")


def _alone(volume: Volume) -> Document | None:
    """Return the document if there is one alone."""
    found: Document | None = None
    for number, part in enumerate(volume.parts):
        if number > 20 or (found and isinstance(part, Document)):
            return None
        if isinstance(part, Document):
            found = part
        elif is_block(part):  # type: ignore[arg-type]
            return None
    return found


def _unit_text(body: MarkdownBody, unit: Unit, level: int) -> str:
    blocks = [*body.blocks(unit.lead, level), *body.blocks(unit.blocks, level, unit.id)]
    blocks += body.notes()
    return "".join(f"\n{block}\n" for block in blocks)


def _anchor(identifier: str, unit: str, options: WriteOptions) -> str:
    """Return the anchor for a place: its own if it has one, else that of the document or division that it is in."""
    if options.pages == "span" and identifier.startswith("pg_"):
        return identifier
    return f"^{unit}" if options.flavor == "obsidian" else unit


def _file_address(names: _FileNames, identifier: str, unit: str, options: WriteOptions) -> str:
    anchor = f"#{identifier}" if options.pages == "span" and identifier.startswith("pg_") else ""
    return names.of(unit) + anchor


class _FileNames:
    """Names the files of a folder after the ids of the units; no two differ in case alone, and one is the index."""

    def __init__(self, places: Mapping[str, str] | None) -> None:
        self._names: dict[str, str] = {}
        self._taken = {f"{INDEX}.md"}
        # Links lead to files that have not been written yet: names are given in the order of the volume.
        for unit in (places or {}).values():
            self.of(unit)

    def of(self, unit: str, is_index: bool = False) -> str:
        """Return the name of a unit's file, or of the index."""
        if is_index:
            return f"{INDEX}.md"
        if unit not in self._names:
            safe = "".join(c if c.isalnum() or c in "-_." else "-" for c in unit).lstrip(".-") or "unit"
            name, count = f"{safe}.md", 1
            while name.casefold() in self._taken:
                count += 1
                name = f"{safe}-{count}.md"
            self._taken.add(name.casefold())
            self._names[unit] = name
        return self._names[unit]
