"""The ZIP file that an EPUB is (EPUB 3.3, section 4 "Open Container Format")."""

from __future__ import annotations

from types import TracebackType
from typing import IO, Self
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

FOLDER = "EPUB"
_CONTAINER = f"""<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="{FOLDER}/package.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
# The earliest date that ZIP knows: files tell no time, so that same input gives same bytes.
_NO_DATE = (1980, 1, 1, 0, 0, 0)
_MODE = 0o644 << 16
_UNIX = 3
_STORED = (".jpg", ".png", ".gif", ".webp")
_LEVEL = 6


class Container:
    """Writes the files of a publication into one. `mimetype` comes first, and is not compressed (section 4.3.2)."""

    def __init__(self, file: IO[bytes]) -> None:
        self._zip = ZipFile(file, "w")

    def __enter__(self) -> Self:
        """Begin, with the files that every publication has."""
        self._add("mimetype", b"application/epub+zip", ZIP_STORED)
        self._add("META-INF/container.xml", _CONTAINER.encode(), ZIP_DEFLATED)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, traceback: TracebackType | None
    ) -> None:
        """Write the directory that ends a ZIP file."""
        self._zip.close()

    def add(self, name: str, data: bytes) -> None:
        """Add a file of the publication; pictures that are compressed already stay as they are."""
        self._add(f"{FOLDER}/{name}", data, ZIP_STORED if name.endswith(_STORED) else ZIP_DEFLATED)

    def _add(self, name: str, data: bytes, method: int) -> None:
        info = ZipInfo(name, _NO_DATE)
        info.compress_type = method
        info.create_system = _UNIX
        info.external_attr = _MODE
        self._zip.writestr(info, data, compresslevel=_LEVEL)
