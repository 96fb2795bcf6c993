"""The readers' table: a source format's name and the function that reads it, imported when first used."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TypeAlias

from frusconv.model import Metadata, Reading, Source

Reader: TypeAlias = Callable[[Source, Metadata], Reading]

READERS: dict[str, str] = {
    "text": "frusconv.readers.text:read_text",
}


def reader(name: str) -> Reader:
    """Return the reader of the format `name`; raises KeyError if there is none."""
    module, _, function = READERS[name].partition(":")
    found: Reader = getattr(import_module(module), function)
    return found
