"""Search in the catalogue."""

from __future__ import annotations

from frusconv.catalogue.entry import Entry, entries
from frusconv.catalogue.numbers import read_years
from frusconv.catalogue.words import title_key


def search(query: str) -> tuple[Entry, ...]:
    """Return the volumes that fit everything in `query`, regardless of case and diacritics.

    A word is the beginning of one in a title, a number or an editor's name; four digits are a year that the volume
    covers, or of its sub-series; `1952–54` is a sub-series or what a volume covers; `frus…` is an id or its beginning.
    """
    ids = [word.lower() for word in query.split() if word.lower().startswith("frus")]
    rest = " ".join(word for word in query.split() if not word.lower().startswith("frus"))
    spans = [years for years in read_years(rest) if "–" in years]
    words = [word for word in title_key(rest).split() if not spans or not word.isdecimal()]
    return tuple(
        entry
        for entry in entries()
        if entry.id.lower().startswith(tuple(ids) or "") and _spans(entry, spans) and _has_all(entry, words)
    )


def _spans(entry: Entry, spans: list[str]) -> bool:
    return all(years in (entry.sub_series, "–".join(map(str, entry.covers))) for years in spans)


def _has_all(entry: Entry, words: list[str]) -> bool:
    names = (entry.title, entry.volume_title or "", entry.number or "", *entry.editors, *entry.general_editors)
    text = f" {title_key(' '.join(names))}"
    return all(_covers(entry, word) if len(word) == 4 and word.isdecimal() else f" {word}" in text for word in words)


def _covers(entry: Entry, year: str) -> bool:
    return entry.covers[0] <= int(year) <= entry.covers[1] or year == entry.sub_series
