"""A volume's entry in the catalogue, and the file that holds them all."""

from __future__ import annotations

import os
from functools import cache, lru_cache
from typing import Literal, NamedTuple, cast

from frusconv.model.document import site_address

_FILE = os.path.join(os.path.dirname(__file__), "volumes.tsv")
_COLUMNS = 15
# From this sub-series on documents are cited by their numbers (the Office's page on citing the series), and the same in
# volumes on earlier years that were published, or are to be, when that had become the rule.
FIRST_NUMBERED = 1955
_LAST_PUBLISHED_BY_PAGE = 1990


class Entry(NamedTuple):
    """The facts on a volume.

    `title` is the complete title, `sub_series` its years alone (`1969–1976`), `number` the volume's number with the
    word (`Volume XIX, Part 1`), `volume_title` what the volume is about, None where the years say it all. `covers` are
    the first and the last year of the documents. What is not known, or does not apply, is None.
    """

    id: str
    title: str
    series: str
    sub_series: str
    number: str | None
    volume_title: str | None
    editors: tuple[str, ...]
    general_editors: tuple[str, ...]
    published: int | None
    covers: tuple[int, int]
    isbn: str | None
    publisher: str | None
    place: str | None
    medium: Literal["print", "epub", "microfiche"]
    status: str

    @property
    def url(self) -> str:
        """The volume's address on the Office's site."""
        return site_address(self.id)

    @property
    def is_cited_by_document(self) -> bool:
        """Whether documents are cited by their numbers; else by the printed pages."""
        is_late = self.published is None or self.published > _LAST_PUBLISHED_BY_PAGE
        return is_late or int(self.sub_series[:4]) >= FIRST_NUMBERED or self.medium != "print"


@lru_cache(maxsize=1024)
def entry(volume_id: str) -> Entry | None:
    """Return a volume's entry by its id, exactly or else regardless of case, or None."""
    line = _line(_text(), volume_id) or _line_in_any_case(volume_id)
    return _entry(line) if line else None


@cache
def entries() -> tuple[Entry, ...]:
    """Return the entries of all volumes, in the order of the file."""
    return tuple(_entry(line) for line in _text().splitlines()[1:])


@cache
def _text() -> str:
    with open(_FILE, encoding="utf-8", newline="") as file:
        return file.read()


def _line(text: str, volume_id: str) -> str | None:
    """Return a volume's line; the lines are not taken apart for it."""
    start = text.find(f"\n{volume_id}\t") + 1
    return _text()[start : text.index("\n", start)] if start and "\t" not in volume_id else None


def _line_in_any_case(volume_id: str) -> str | None:
    lowered = _text().lower()
    return _line(lowered, volume_id.lower()) if len(lowered) == len(_text()) else None


def _entry(line: str) -> Entry:
    fields = line.split("\t")
    assert len(fields) == _COLUMNS + 1, f"a line of {len(fields)} columns: {line}"
    names = [tuple(field.split("; ")) if field else () for field in fields[6:8]]
    return Entry(
        fields[0],
        fields[1],
        fields[2],
        fields[3],
        fields[4] or None,
        fields[5] or None,
        names[0],
        names[1],
        int(fields[8]) if fields[8] else None,
        (int(fields[9]), int(fields[10])),
        fields[11] or None,
        fields[12] or None,
        fields[13] or None,
        cast(Literal["print", "epub", "microfiche"], fields[14]),
        fields[15],
    )
