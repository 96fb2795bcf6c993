"""The publication's own title page; the printed one, where a volume has it, follows as a part of the text."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.model import SERIES
from frusconv.writers.epub_facts import Facts
from frusconv.writers.epub_page import page
from frusconv.writers.xml import element, escape

TITLE_PAGE = "title.xhtml"
_EDITORS = {"primary": ("Editor", "Editors"), "general": ("General Editor", "General Editors")}


def title_page(facts: Facts) -> bytes:
    """Return the title page."""
    content = "\n".join(['<section epub:type="titlepage" class="book-title">', *_lines(facts), "</section>"])
    return page(facts.title, content, matter="frontmatter")


def _lines(facts: Facts) -> Iterator[str]:
    header = facts.header
    if facts.short_title != SERIES:
        yield f'<p class="series">{SERIES}</p>'
    yield f"<h1>{escape(facts.short_title)}</h1>"
    for line in facts.lines:
        yield f'<p class="volume">{escape(line)}</p>'
    roles = dict.fromkeys(role for role, _ in header.editors)
    for role in roles:
        names = [name for other, name in header.editors if other == role]
        one, several = _EDITORS.get(role, ("Editor", "Editors"))
        yield f'<p class="editors">{several if len(names) > 1 else one}: {escape(", ".join(names))}</p>'
    if facts.document is None and facts.documents > 1:
        yield f"<p>{facts.documents:,} documents</p>"
    imprint = ", ".join(filter(None, (header.publisher, header.place, header.published)))
    if imprint:
        yield f'<p class="imprint">{escape(imprint)}</p>'
    if facts.url:
        link = element("a", escape(facts.url), {"href": facts.url})
        yield f'<p class="imprint">{link}</p>'
