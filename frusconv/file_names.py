"""Names that a file system takes."""

from __future__ import annotations

import os

# Of a file or a folder, in bytes: on Linux and macOS. Windows counts 255 UTF-16 units, which are never more.
LONGEST = 255
_DIGITS = 16
_LONGEST_SUFFIX = 32


def fitting(name: str, tail: str = "") -> str:
    """Return `name` with `tail` behind it; the name is cut if both are too long for a file system.

    A name that is cut ends with a digest of the whole, so that two that begin alike stay two, and the same name is cut
    in the same way each time.
    """
    room = LONGEST - len(_encoded(tail))
    if len(_encoded(name)) <= room:
        return name + tail
    from hashlib import sha256

    digest = sha256(_encoded(name)).hexdigest()[:_DIGITS]
    cut = name[: room - _DIGITS - 1]
    while len(_encoded(cut)) > room - _DIGITS - 1:
        cut = cut[:-1]
    return f"{cut}-{digest}{tail}"


def fitting_path(path: str) -> str:
    """Return a path with `/` between its parts, each of which is cut if it is too long; the last keeps its suffix."""
    *folders, last = path.split("/")
    name, suffix = os.path.splitext(last)
    if len(_encoded(suffix)) > _LONGEST_SUFFIX:
        name, suffix = last, ""
    return "/".join([*map(fitting, folders), fitting(name, suffix)])


def _encoded(name: str) -> bytes:
    return name.encode("utf-8", "surrogateescape")
