"""The navigation document: contents, landmarks, and the list of printed pages (EPUB 3.3, section 7)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from frusconv.writers.epub_cover import COVER_PAGE
from frusconv.writers.epub_facts import Facts
from frusconv.writers.epub_page import TEXT_FOLDER, Section, page
from frusconv.writers.epub_title_page import TITLE_PAGE
from frusconv.writers.xml import escape

NAVIGATION = "nav.xhtml"
_LANDMARKS = {"preface": "Preface", "glossary": "Abbreviations and terms", "index": "Index"}


def navigation(facts: Facts, sections: Sequence[Section]) -> bytes:
    """Return the navigation document."""
    contents = f'<h1 id="toc-title">Contents</h1>\n{_contents(sections)}'
    parts = [
        f'<nav epub:type="toc" role="doc-toc" id="toc" aria-labelledby="toc-title">\n{contents}\n</nav>',
        f'<nav epub:type="landmarks" aria-label="Landmarks" hidden="hidden">\n{_landmarks(sections)}\n</nav>',
    ]
    pages = [
        _entry(f"{TEXT_FOLDER}/{section.file}#{identifier}", n)
        for section in sections
        for n, identifier in section.pages
    ]
    if pages:
        parts.append(
            '<nav epub:type="page-list" role="doc-pagelist" aria-label="Printed pages" hidden="hidden">\n'
            f"{_listed(pages)}\n</nav>"
        )
    return page(f"Contents: {facts.title}", "\n".join(parts))


def _contents(sections: Iterable[Section]) -> str:
    """Return the sections as a nested list; one that is more than a step deeper than the one before is a step deeper.

    A volume without anything that has a title lists the title page.
    """
    out: list[str] = []
    depth = 0
    for section in sections:
        if not section.title:
            continue
        level = min(section.level, depth + 1)
        if level > depth:
            out.append("<ol>")
        else:
            out.append("</li>" + "</ol></li>" * (depth - level))
        depth = level
        out.append(f"<li>{_link(f'{TEXT_FOLDER}/{section.file}', section.title)}")
    out.append("</li></ol>" * depth or _listed([_entry(TITLE_PAGE, "Title page")]))
    return "\n".join(out)


def _landmarks(sections: Sequence[Section]) -> str:
    entries = [
        _entry(COVER_PAGE, "Cover", "cover"),
        _entry(TITLE_PAGE, "Title page", "titlepage"),
        _entry(f"{NAVIGATION}#toc", "Contents", "toc"),
    ]
    met: set[str] = set()
    for section in sections:
        kind = section.semantics[0] if section.semantics else ""
        if kind in _LANDMARKS and kind not in met:
            entries.append(_entry(f"{TEXT_FOLDER}/{section.file}", _LANDMARKS[kind], kind))
            met.add(kind)
        if section.part in ("body", None) and "bodymatter" not in met:
            entries.append(_entry(f"{TEXT_FOLDER}/{section.file}", "Begin reading", "bodymatter"))
            met.add("bodymatter")
    return _listed(entries)


def _listed(entries: Sequence[str]) -> str:
    return "\n".join(["<ol>", *entries, "</ol>"])


def _entry(address: str, text: str, kind: str | None = None) -> str:
    return f"<li>{_link(address, text, kind)}</li>"


def _link(address: str, text: str, kind: str | None = None) -> str:
    told = f' epub:type="{kind}"' if kind else ""
    return f'<a{told} href="{address}">{escape(text)}</a>'
