"""Reading a printed title, or a citation that stands alone."""

from __future__ import annotations

import re

from frusconv.catalogue.entry import entry
from frusconv.catalogue.lookup import Printed, find_volume, volume_of_title
from frusconv.pattern import Pattern

_SERIES = Pattern(
    r"\b(?:FRUS|F\.\s?R\.\s?U\.\s?S\.|(?:papers\s+relating\s+to\s+(?:the\s+)?)?foreign\s+relations"
    r"(?:\s+of\s+the\s+(?:united\s+states|U\.\s?S\.))?|papers\s+relating\s+to\s+foreign\s+affairs"
    r"|diplomatic\s+correspondence)(?!\w)"
    r"(?:\W+diplomatic\s+papers\b)?",
    re.IGNORECASE,
)
_ROMAN = r"[IVXL]+(?![A-Za-z])"
_NUMBER = Pattern(
    rf"\bvol(?:ume)?s?\b\.?\s*(E\s*+(?:[-–—]\s*+)?\d+|{_ROMAN}(?:\s*[/–—-]\s*(?:{_ROMAN}|\d))*|\d+)", re.IGNORECASE
)
# After the years a number can stand alone: `FRUS 1948, 5:666`, `1964–68, XIX, 234`.
_BARE_NUMBER = Pattern(rf"(?<![\s,:])[\s,:]+({_ROMAN}(?:/\d)?|\d\d?)(?=\s*(?:[,:;(]|\b(?:part|pt)\b|$))", re.IGNORECASE)
_PART = Pattern(r"\b(?:part|pt)\b\.?\s*([IVX]+|\d+)\b", re.IGNORECASE)
_YEARS = Pattern(r"\b(?:1[89]|20)\d\d(?:\s*[-–—/]\s*(?:\d{4}|\d\d?))?(?!\d)")
# Where the volume's name ends: at a page or document, the editors, the imprint, an address.
_END = Pattern(
    r"(?:[,;:]\s*|(?<![,;:\s])\s+|)(?:\bpp?\.?\s*\[?\d|\bpp?\.\s*[ivxl]+\b|\bpages?\s+\d|\bdocs?\b\.?\s*\d|\bdocuments?\s+\d|\bnos?\.\s*\d"
    r"|\bfootnote\b|\beds?\.\s|\bedited\s+by\b|\(\s*(?:Washington|U\.\s?S\.|GPO|Government)|\bhttps?:|\[accessed)",
    re.IGNORECASE,
)


def read_title(text: str) -> Printed | None:
    """Return what a printed title or citation names, or None if it names no volume of the series.

    `FRUS, 1961–1963, Volume V, Soviet Union, Document 32` gives the years, the number and the title; what is before the
    series' name and after the volume's is passed over. Without the series' name there must be a number, and with it
    the years (`1948, vol. v`) or the name of a known set of volumes (`The Lansing Papers, vol. ii`).
    """
    known = volume_of_title(text)
    found = entry(known) if known else None
    if found:
        return Printed(found.sub_series, found.number, None, found.title)
    text = " ".join(text.split())
    series = _SERIES.search(text)
    printed = _printed(text[series.end() :] if series else text)
    if series:
        return printed if any(printed) else None
    if not printed.number:
        return None
    if _YEARS.match(text) or (printed.years and not printed.title):
        return printed
    named = find_volume(printed) if printed.title else None
    return printed if named and named.is_known else None


def _printed(text: str) -> Printed:
    end = _END.search(text)
    name = text[: end.start()] if end else text
    years = _YEARS.search(name)
    number = _NUMBER.search(name) or (_BARE_NUMBER.match(name, years.end()) if years else None)
    part = _PART.search(name)
    title = name
    for found in sorted(filter(None, (years, number, part)), key=lambda found: -found.start()):
        title = title[: found.start()] + title[found.end() :]
    title = " ".join(title.replace("*", " ").replace("_", " ").split()).strip(" .,;:()")
    return Printed(years[0] if years else None, number[1] if number else None, part[1] if part else None, title or None)
