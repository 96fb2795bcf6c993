"""The writers' table: a format's name and the function that writes it, imported when first used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Literal, TypeAlias

from frusconv.model import Volume

Profile: TypeAlias = Literal["tei", "frus"]


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """How to write: the TEI profile, and whether the document stands alone or without a header around it."""

    profile: Profile = "tei"
    is_bare: bool = False


Writer: TypeAlias = Callable[[Volume, WriteOptions], bytes]

WRITERS: dict[str, str] = {
    "tei": "frusconv.writers.tei:write_tei",
}


def writer(name: str) -> Writer:
    """Return the writer of the format `name`; raises KeyError if there is none."""
    module, _, function = WRITERS[name].partition(":")
    found: Writer = getattr(import_module(module), function)
    return found
