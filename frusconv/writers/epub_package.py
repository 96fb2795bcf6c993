"""The package document: metadata, the list of files, and their order (EPUB 3.3, section 5)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from frusconv.model import SERIES
from frusconv.pattern import Pattern
from frusconv.writers.epub_cover import COVER_PAGE, Picture
from frusconv.writers.epub_facts import Facts
from frusconv.writers.epub_navigation import NAVIGATION
from frusconv.writers.epub_page import STYLE_FILE, TEXT_FOLDER, Section
from frusconv.writers.epub_title_page import TITLE_PAGE
from frusconv.writers.xml import attributes, element, escape

OFFICE = "United States Department of State, Office of the Historian"
RIGHTS = (
    "Works of the United States Government are in the public domain in the United States (17 U.S.C. 105). "
    "Texts of others that are printed in them may be protected."
)
_XHTML = "application/xhtml+xml"
_NUMBER = Pattern(r"Volume ([IVXLC]+|\d+)(?:, Part (\d+))?")
_ISBN = Pattern(r"97[89]\d{10}|\d{9}[\dX]")
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# MARC relators: who chose and put together the documents, and who was in charge of the series.
_ROLES = {"primary": "edc", "general": "pbd"}


def package(facts: Facts, cover: Picture, sections: Sequence[Section]) -> bytes:
    """Return the package document."""
    items = [
        ("nav", NAVIGATION, _XHTML, "nav"),
        ("style", STYLE_FILE, "text/css", None),
        ("cover-image", cover.name, cover.media_type, "cover-image"),
        ("cover", COVER_PAGE, _XHTML, None),
        ("title-page", TITLE_PAGE, _XHTML, None),
        *((f"t{at}", f"{TEXT_FOLDER}/{section.file}", _XHTML, None) for at, section in enumerate(sections, 1)),
    ]
    order = ["cover", "title-page", "nav", *(f"t{at}" for at in range(1, len(sections) + 1))]
    manifest = [
        element("item", "", {"id": name, "href": href, "media-type": kind, "properties": properties})
        for name, href, kind, properties in items
    ]
    return "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            '<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="identifier" xml:lang="en">',
            '<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">',
            *_metadata(facts),
            *_accessibility(facts, sections),
            "</metadata>",
            "<manifest>",
            *manifest,
            "</manifest>",
            "<spine>",
            *(element("itemref", "", {"idref": name}) for name in order),
            "</spine>",
            "</package>\n",
        ]
    ).encode()


def _metadata(facts: Facts) -> Iterator[str]:
    header, document = facts.header, facts.document
    yield _dc("identifier", f"urn:uuid:{facts.uuid}", id="identifier")
    yield _dc("title", facts.title)
    yield _dc("language", "en")
    yield _dc("creator", OFFICE, id="creator")
    yield _meta("role", "aut", refines="#creator", scheme="marc:relators")
    for at, (role, name) in enumerate(header.editors, 1):
        yield _dc("contributor", name, id=f"editor{at}")
        yield _meta("role", _ROLES.get(role, "edt"), refines=f"#editor{at}", scheme="marc:relators")
    yield _dc("publisher", header.publisher or OFFICE)
    if facts.year:
        yield _dc("date", facts.year)
    if facts.url:
        yield _dc("source", facts.url)
    for subject in document.subjects if document else ():
        yield _dc("subject", subject)
    yield _dc("subject", "United States -- Foreign relations -- Sources")
    yield _dc("rights", RIGHTS)
    yield _meta("dcterms:modified", facts.modified)
    sent = document.correspondence.sent.date if document else None
    if sent and sent.first:
        yield _meta("dcterms:created", sent.first)
    yield from _collections(facts)


def _collections(facts: Facts) -> Iterator[str]:
    """Yield the series, and within it the years, among whose volumes a volume has a number."""
    header = facts.header
    yield _meta("belongs-to-collection", SERIES, id="series")
    yield _meta("collection-type", "series", refines="#series")
    if not header.sub_series:
        return
    yield _meta("belongs-to-collection", f"{SERIES}, {header.sub_series}", id="years")
    yield _meta("collection-type", "series", refines="#years")
    position = group_position(header.volume_number or "")
    if position and facts.document is None:
        yield _meta("group-position", position, refines="#years")


def group_position(number: str) -> str | None:
    """Return the place of a volume among others: `Volume XII, Part 2` is 12.2, and `Volume E–9` has none."""
    found = _NUMBER.fullmatch(number)
    if not found:
        return None
    volume = int(found[1]) if found[1].isdigit() else _roman(found[1])
    return f"{volume}.{int(found[2])}" if found[2] else str(volume)


def _roman(numeral: str) -> int:
    values = [_ROMAN[letter] for letter in numeral]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def _accessibility(facts: Facts, sections: Sequence[Section]) -> Iterator[str]:
    """Yield what EPUB Accessibility 1.1, section 3.2, asks for; nothing is claimed that nobody has checked."""
    features = ["tableOfContents", "readingOrder", "structuralNavigation", "alternativeText", "displayTransformability"]
    has_pages = any(section.pages for section in sections)
    if has_pages:
        features += ["pageBreakMarkers", "pageNavigation"]
    if any(section.semantics and section.semantics[0] == "index" for section in sections):
        features.append("index")
    yield _meta("schema:accessMode", "textual")
    yield _meta("schema:accessModeSufficient", "textual")
    for feature in features:
        yield _meta("schema:accessibilityFeature", feature)
    yield _meta("schema:accessibilityHazard", "none")
    pages = " The numbers of the printed pages are marked and listed." if has_pages else ""
    yield _meta(
        "schema:accessibilitySummary",
        "All content is text that can be shown in any size, font and colors. It has a table of contents, headings for "
        f"documents and divisions, and footnotes linked both ways.{pages} Pictures of the printed edition are not "
        "included; what they are called stands in their place.",
    )
    if has_pages:
        yield _meta("pageBreakSource", _printed(facts))


def _printed(facts: Facts) -> str:
    """Return what the page numbers are of: the printed volume, by its ISBN if it has one."""
    header = facts.header
    isbn = (header.isbn or "").replace("-", "")
    if _ISBN.fullmatch(isbn):
        return f"urn:isbn:{isbn}"
    document = facts.document
    title = header.title or ", ".join(filter(None, (SERIES, document.volume if document else None)))
    return f"{title} ({facts.year})" if facts.year else title


def _dc(name: str, text: str, **values: str) -> str:
    return f"<dc:{name}{attributes(dict(values))}>{escape(text)}</dc:{name}>"


def _meta(name: str, text: str, **values: str) -> str:
    return f"<meta{attributes({'property': name, **values})}>{escape(text)}</meta>"
