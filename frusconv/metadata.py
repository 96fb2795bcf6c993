"""What is known of a document beside its text: from options, a sidecar file, the file's name or a URL."""

from __future__ import annotations

import errno
import os
import re

from frusconv.errors import SourceError, UsageError
from frusconv.model import Metadata
from frusconv.pattern import Pattern

_VOLUME = Pattern(r"frus\d{4}[\w.-]*")
# Ids of small letters alone, which all volumes have that are no supplements, conferences or the like.
_PLAIN_VOLUME = Pattern(r"frus\d{4}(?:-\d\d)?(?:ve?\d+)?(?:p\d+)?(?:v\d+)?")
_DOCUMENT = Pattern(r"d?(\d+[A-Za-z]?)")
_NAME = Pattern(r"(frus\d{4}[\w.-]{0,60}?)[-_ ](d\d+[A-Za-z]?)(?![A-Za-z0-9])", re.IGNORECASE)
_URL = Pattern(r"historicaldocuments/(frus\d{4}[\w.-]*)(?:/(d\d+[A-Za-z]?)\b)?")
_DATE = Pattern(
    r"\d{4}(?:-(?:0[1-9]|1[0-2])(?:-(?:0[1-9]|[12]\d|3[01])"
    r"(?:T(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d)?(?:Z|[+-](?:0\d|1[0-4]):[0-5]\d)?)?)?)?"
)
_PAGE = r"\[?(?:\d+|[ivxlcdm]+|[IVXLCDM]+)(?:-[A-Z])?\]?"
# One page, or the first and the last.
PAGES = Pattern(rf"({_PAGE})(?:\s*[-–]\s*({_PAGE}))?")
_ENTRY = Pattern(r"([A-Za-z_-]+)\s*:\s*+(.*)")
_QUOTED = Pattern(r"(?:'((?:[^']|'')*)'|\"((?:[^\"\\]|\\\")*)\")(?:\s+#.*)?")
_KEYS = Metadata._fields
# Of a sidecar file, in characters.
_LONGEST = 100_000


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
        if not _DATE.fullmatch(date) or not is_day(date[:10]):
            raise UsageError(f"date {date!r} is not in ISO form; one reads like 1939-09-04 or 1939-09-04T11:00")
        date = _with_seconds(date)
    if pages and not PAGES.fullmatch(pages):
        raise UsageError(f"pages {pages!r} are no page numbers; they read like 62-63")
    return Metadata(volume, document, date, metadata.place, pages, metadata.url)


def is_day(date: str) -> bool:
    """Tell whether the calendar has the day, or the date names none."""
    if len(date) < 10:
        return date >= "1000"
    from datetime import date as calendar_date

    try:
        calendar_date.fromisoformat(date)
    except ValueError:
        return False
    return date >= "1000"


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
    if not found:
        return Metadata()
    return Metadata(volume=_volume_named(found[1]), document=f"d{found[2][1:]}")


def _volume_named(name: str) -> str:
    """Return a volume's id from a file's name, which may have lost the case that ids have (`frus1919Parisv01`)."""
    if not _PLAIN_VOLUME.fullmatch(name.lower()):
        from frusconv.catalogue import entry

        known = entry(name)
        if known:
            return known.id
    return name.lower() if name.isupper() else f"frus{name[4:]}"


def from_url(url: str | None) -> Metadata:
    """Return what an address on the Office's site says."""
    found = _URL.search(url) if url else None
    return Metadata(volume=found[1], document=found[2]) if found else Metadata()


def from_sidecar(path: str) -> Metadata:
    """Return the facts of a sidecar file, `key: value` a line, or nothing if there is none.

    The form is a flat YAML mapping of strings; anything else is refused with its line (SourceError), so that no date
    or number is ever taken for another type.
    """
    values: dict[str, str] = {}
    for number, raw in enumerate(_sidecar_text(path).splitlines(), 1):
        line = raw.strip()
        if not line or line.startswith("#") or line in ("---", "..."):
            continue
        entry = _ENTRY.fullmatch(line)
        if not entry or entry[1].lower() not in _KEYS:
            raise SourceError(f"{path}:{number}: expected `key: value` with one of the keys {', '.join(_KEYS)}")
        key, value = entry[1].lower(), _plain_value(entry[2].strip())
        if value is None:
            raise SourceError(f"{path}:{number}: the value of {key} is no plain text; quote it whole, or not at all")
        if key in values:
            raise SourceError(f"{path}:{number}: {key} stands twice")
        values[key] = value
    try:
        return checked(Metadata(**values))
    except UsageError as error:
        raise SourceError(f"{path}: {error}") from None


def _sidecar_text(path: str) -> str:
    """Return the text of a sidecar file, or nothing if there is none. Raises SourceError."""
    try:
        with open(path, encoding="utf-8-sig") as file:
            text = file.read(_LONGEST + 1)
    except (FileNotFoundError, NotADirectoryError):
        return ""
    except (OSError, UnicodeDecodeError) as error:
        if isinstance(error, OSError) and error.errno == errno.ENAMETOOLONG:  # There cannot be one.
            return ""
        raise SourceError(f"{path}: the sidecar file cannot be read: {error}") from None
    if len(text) > _LONGEST:
        raise SourceError(f"{path}: the sidecar file holds more than {_LONGEST:,} characters; a few lines do")
    return text


def _plain_value(value: str) -> str | None:
    """Return a plain or quoted value of YAML as it is meant, or None if it is anything else."""
    quoted = _QUOTED.fullmatch(value)
    if quoted:
        return quoted[1].replace("''", "'") if quoted[1] is not None else quoted[2].replace('\\"', '"')
    if value[:1] and value[0] in "\"'[]{}|>&*!%@`,?":
        return None
    return value.partition(" #")[0].strip()


def gathered(name: str, given: Metadata) -> Metadata:
    """Return all that is known of the source `name`: options first, then sidecar, file name and URL."""
    known = checked(given)
    if not name.startswith("<"):
        known = known.over(from_sidecar(os.path.splitext(name)[0] + ".yaml")).over(from_name(name))
    return known.over(from_url(known.url))
