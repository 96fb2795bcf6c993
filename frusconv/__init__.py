"""Conversion toolkit for the documents of Foreign Relations of the United States."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from frusconv.conversion import convert, read, write
    from frusconv.model import Document, Volume

__version__ = "0.1.0"
__all__ = ["Document", "Volume", "__version__", "convert", "read", "write"]


def __getattr__(name: str) -> Any:
    """Import the public names when first asked for: the command line needs few of them."""
    if name in ("convert", "read", "write"):
        from importlib import import_module

        return getattr(import_module("frusconv.conversion"), name)
    if name in ("Document", "Volume"):
        from frusconv import model

        return getattr(model, name)
    raise AttributeError(f"module 'frusconv' has no attribute {name!r}")
