"""The catalogue: the facts on all volumes of the series, and the way from a printed title to a volume's id.

`volumes.tsv` holds the facts, a line a volume; NOTES.md tells where they are from and what was corrected.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from frusconv.catalogue.entry import Entry, entries, entry

if TYPE_CHECKING:
    from frusconv.catalogue.lookup import Found, Printed, candidates, find_volume
    from frusconv.catalogue.searching import search
    from frusconv.catalogue.titles import read_title

__all__ = ["Entry", "Found", "Printed", "candidates", "entries", "entry", "find_volume", "read_title", "search"]

_HOMES = dict.fromkeys(("Found", "Printed", "candidates", "find_volume"), "lookup") | {
    "search": "searching",
    "read_title": "titles",
}


def __getattr__(name: str) -> Any:
    """Import what looks titles up when it is first asked for: most runs need no more than one entry."""
    if name not in _HOMES:
        raise AttributeError(f"module 'frusconv.catalogue' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"frusconv.catalogue.{_HOMES[name]}"), name)
