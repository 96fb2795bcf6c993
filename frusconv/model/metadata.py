"""What the caller knows of a document beside its text; it goes before what the text says."""

from __future__ import annotations

from typing import NamedTuple


class Metadata(NamedTuple):
    """Facts given by options, a sidecar file, the file's name or its URL; what is not known is None.

    `volume` is the Office's id (`frus1939v03`), `document` the document's id in it (`d59`), `date` in ISO 8601
    (`1939-09-04`, with a time if known), `place` where it was written, `pages` the printed pages (`62-63`).
    """

    volume: str | None = None
    document: str | None = None
    date: str | None = None
    place: str | None = None
    pages: str | None = None
    url: str | None = None

    def over(self, other: Metadata) -> Metadata:
        """Return these facts, with `other`'s where these lack one."""
        return Metadata(*(mine or theirs for mine, theirs in zip(self, other, strict=True)))


NOTHING_KNOWN = Metadata()
