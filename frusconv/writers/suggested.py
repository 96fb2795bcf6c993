"""The citation that is suggested at the foot of a document or volume."""

from __future__ import annotations

from frusconv.citation import Cited, StyleOptions, TextFormat, cited, cited_volume, rendered
from frusconv.citation.styles.chicago import note
from frusconv.model import Document, Header

_OPTIONS = StyleOptions()


def suggested(document: Document | None, header: Header, text_format: TextFormat) -> str:
    """Return how to cite a document, or a volume if there is none, as a note of the Chicago Manual.

    Empty where the volume is not known: nobody could find the document by such a citation.
    """
    return _told(_cited(document, header), text_format)


def footer(document: Document | None, header: Header, *, has_coins: bool = False) -> str:
    """Return the suggested citation as a footer of a page, or nothing.

    With `has_coins` programs find it too, among others on the page.
    """
    found = _cited(document, header)
    text = _told(found, "html")
    if not text:
        return ""
    return (
        f'<footer class="citation">\n<p>Suggested citation: {text}{_coins(found) if has_coins else ""}</p>\n</footer>'
    )


def _cited(document: Document | None, header: Header) -> Cited:
    return cited(document, header) if document else cited_volume(header)


def _told(found: Cited, text_format: TextFormat) -> str:
    return rendered(note(found, _OPTIONS), text_format) if found.book.is_known else ""


def _coins(found: Cited) -> str:
    from frusconv.citation.data.coins import coins

    return coins(found)
