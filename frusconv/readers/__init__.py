"""The readers' table. A reader takes a source and what the caller knows of it, and returns a Reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

from frusconv.formats import Format, by_name, table
from frusconv.model import Metadata, Reading

# The reader of text takes a Source alone, that of TEI a FileSource too.
Reader: TypeAlias = Callable[[Any, Metadata], Reading]

READERS = table(
    Format("text", ".txt", "raw text of one document", "frusconv.readers.text:read_text"),
    Format("tei", ".xml", "TEI P5: a document, several, or a whole volume", "frusconv.readers.tei:read_tei"),
    Format("html", ".html", "a saved web page: of the Office's site or another", "frusconv.readers.html:read_html"),
)


def reader(name: str) -> Reader:
    """Return the reader of the format `name`; raises UsageError if there is none."""
    found: Reader = by_name(READERS, name).load()
    return found
