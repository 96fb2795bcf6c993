"""What is known of a document beside its text: from options, a sidecar file, the file's name or a URL."""

from __future__ import annotations

import os
import re

from frusconv.errors import SourceError, UsageError
from frusconv.model import Metadata
from frusconv.pattern import Pattern

_VOLUME = Pattern(r"frus\d{4}[\w.-]*")
_DOCUMENT = Pattern(r"d?(\d+[A-Za-z]?)")
_NAME = Pattern(r"(frus\d{4}[\w.-]*?)[-_ ](d\d+[A-Za-z]?)\b", re.IGNORECASE)
_URL = Pattern(r"historicaldocuments/(frus\d{4}[\w.-]*)/(d\d+[A-Za-z]?)\b")
_DATE = Pattern(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-]\d\d:\d\d)?)?)?)?"
)
_PAGES = Pattern(r"[\divxlcdm]+(?:\s*[-–]\s*[\divxlcdm]+)?", re.IGNORECASE)
_ENTRY = Pattern(r"([A-Za-z_-]+)\s*:\s*(.*)")
_KEYS = Metadata._fields


def checked(metadata: Metadata) -> Metadata:
    """Return `metadata` in regular form; raises UsageError where a value cannot be one of its kind."""
    volume, document, date, pages = metadata.volume, metadata.document, metadata.date, metadata.pages
    if volume and not _VOLUME.fullmatch(volume):
        raise UsageError(f"volume {volume!r} is no volume id; one reads like frus1939v03")
    if document:
        found = _DOCUMENT.fullmatch(document)
        if not found:
            raise UsageError(f"document {document!r} is no document id; one reads like d59")
        document = f"d{found[1]}"
    if date:
        if not _DATE.fullmatch(date):
            raise UsageError(f"date {date!r} is not in ISO form; one reads like 1939-09-04 or 1939-09-04T11:00")
        date = _with_seconds(date)
    if pages and not _PAGES.fullmatch(pages):
        raise UsageError(f"pages {pages!r} are no page numbers; they read like 62-63")
    return Metadata(volume, document, date, metadata.place, pages, metadata.url)


def _with_seconds(date: str) -> str:
    """Return a date with time as TEI wants it: with seconds, and UTC as an offset."""
    day, t, time = date.partition("T")
    if not t:
        return date
    time = time.replace("Z", "+00:00")
    return f"{day}T{time}" if time[5:6] == ":" else f"{day}T{time[:5]}:00{time[5:]}"


def from_name(name: str) -> Metadata:
    """Return what a file's name says: `frus1939v03-d59.txt` is document d59 of volume frus1939v03."""
    base = os.path.basename(name)
    found = _NAME.search(base) if "frus" in base.lower() else None
    return Metadata(volume=found[1].lower(), document=found[2].lower()) if found else Metadata()


def from_url(url: str | None) -> Metadata:
    """Return what an address on the Office's site says."""
    found = _URL.search(url or "")
    return Metadata(volume=found[1], document=found[2]) if found else Metadata()


def from_sidecar(path: str) -> Metadata:
    """Return the facts of a sidecar file, `key: value` a line, or nothing if there is none.

    The form is a flat YAML mapping of strings; anything else is refused with its line (SourceError), so that no date
    or number is ever taken for another type.
    """
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read()
    except (FileNotFoundError, NotADirectoryError):
        return Metadata()
    except (OSError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: the sidecar file cannot be read: {error}") from None
    values: dict[str, str] = {}
    for number, raw in enumerate(text.splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#") or line in ("---", "..."):
            continue
        entry = _ENTRY.fullmatch(line)
        if not entry or entry[1].lower() not in _KEYS:
            raise SourceError(f"{path}:{number}: expected `key: value` with one of the keys {', '.join(_KEYS)}")
        values[entry[1].lower()] = _unquoted(entry[2])
    try:
        return checked(Metadata(**values))
    except UsageError as error:
        raise SourceError(f"{path}: {error}") from None


def _unquoted(value: str) -> str:
    value = value.strip()
    if value[:1] in "\"'" and value[:1]:
        return value[1:].partition(value[0])[0]
    return value.partition(" #")[0].strip()


def gathered(name: str, given: Metadata) -> Metadata:
    """Return all that is known of the source `name`: options first, then sidecar, file name and URL."""
    known = checked(given)
    if not name.startswith("<"):
        known = known.over(from_sidecar(os.path.splitext(name)[0] + ".yaml")).over(from_name(name))
    return known.over(from_url(known.url))
