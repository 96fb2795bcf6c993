"""Conversion toolkit for the documents of Foreign Relations of the United States."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frusconv.conversion import convert, read, write
    from frusconv.model import Document, Metadata, Source, Volume

__version__ = "0.1.0"
__all__ = ["Document", "Metadata", "Source", "Volume", "__version__", "convert", "read", "write"]

_HOMES = dict.fromkeys(("convert", "read", "write"), "frusconv.conversion") | dict.fromkeys(
    ("Document", "Metadata", "Source", "Volume"), "frusconv.model"
)


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for: the command line needs few of them."""
    if name not in _HOMES:
        raise AttributeError(f"module 'frusconv' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)
