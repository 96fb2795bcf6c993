"""The writers' table. A writer takes a Volume and options, and returns bytes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple, TypeAlias

from frusconv.formats import Format, by_name, table
from frusconv.model import Volume

Profile: TypeAlias = Literal["tei", "frus"]


class WriteOptions(NamedTuple):
    """How to write: the TEI profile, and whether a document's div is written alone, without header."""

    profile: Profile = "tei"
    is_bare: bool = False


DEFAULTS = WriteOptions()
Writer: TypeAlias = Callable[[Volume, WriteOptions], bytes]

WRITERS = table(
    Format("tei", ".xml", "TEI P5 as the Office of the Historian encodes it", "frusconv.writers.tei:write_tei"),
)


def writer(name: str) -> Writer:
    """Return the writer of the format `name`; raises UsageError if there is none."""
    found: Writer = by_name(WRITERS, name).load()
    return found
