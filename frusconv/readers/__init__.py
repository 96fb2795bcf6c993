"""The readers' table. A reader takes a Source and what the caller knows of it, and returns a Reading."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from frusconv.formats import Format, by_name, table
from frusconv.model import Metadata, Reading, Source

Reader: TypeAlias = Callable[[Source, Metadata], Reading]

READERS = table(
    Format("text", ".txt", "raw text of one document", "frusconv.readers.text:read_text"),
)


def reader(name: str) -> Reader:
    """Return the reader of the format `name`; raises UsageError if there is none."""
    found: Reader = by_name(READERS, name).load()
    return found
