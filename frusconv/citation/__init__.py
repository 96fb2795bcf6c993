"""Citing documents and volumes: what is known of them, the styles for people, and the formats for programs."""

from __future__ import annotations

from frusconv.citation.cited import Book, Cited, cited, cited_by_id, cited_volume
from frusconv.citation.markup import TextFormat, rendered
from frusconv.citation.styles import STYLES, LocatorKind, StyleOptions, style

__all__ = [
    "STYLES",
    "Book",
    "Cited",
    "LocatorKind",
    "StyleOptions",
    "TextFormat",
    "cited",
    "cited_by_id",
    "cited_volume",
    "rendered",
    "style",
]
