"""The numbers and years by which volumes are told apart, as print has them and in regular form."""

from __future__ import annotations

import re
from typing import NamedTuple

from frusconv.pattern import Pattern

_YEARS = Pattern(r"\b(1[89]\d\d|20\d\d)(?:\s*[-–—/]\s*(\d{4}|\d\d?))?(?!\d)")
_DIGITS = Pattern(r"(e\s?[-–—]?\s?)?(\d\d?)")
_ROMAN = Pattern(r"x{0,4}l?x{0,4}(?:i[vx]|v?i{0,4})", re.IGNORECASE)
_BETWEEN = r"(?:(?<!\s)\s++)?(?:[/,&–—-]|\band\b)\s*+"
_SEPARATOR = Pattern(_BETWEEN, re.IGNORECASE)
_VOLUMES = Pattern(rf"\bE\s*+(?:[-–—]\s*+)?\d+|\b(?:[IVXL]+|\d+)\b(?:{_BETWEEN}(?:[IVXL]+|\d+)\b)*", re.IGNORECASE)
_PART = Pattern(r"\b(?:pt|part)\.?\s*([IVX]+|\d+)\b|(?<=[IVXL])/(\d)\b", re.IGNORECASE)
_VALUES = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


class Number(NamedTuple):
    """A volume's number in Arabic digits: `19`, `E5`, several of a supplement to several volumes; and its part."""

    volumes: tuple[str, ...] = ()
    part: str | None = None


def arabic(number: str) -> str | None:
    """Return a Roman or Arabic number in Arabic digits, `E–5` as `E5`, or None if it is no number that a volume has."""
    plain = number.strip(" .,").lower()
    digits = _DIGITS.fullmatch(plain)
    if digits:
        return f"{'E' if digits[1] else ''}{int(digits[2])}"
    if not plain or not _ROMAN.fullmatch(plain):
        return None
    return str(roman_value(plain))


def roman_value(roman: str) -> int:
    """Return the value of a Roman number; a figure before a larger one is taken off."""
    values = [_VALUES[letter] for letter in roman.lower()]
    return sum(-value if value < max(values[at:]) else value for at, value in enumerate(values))


def read_number(text: str) -> Number:
    """Return the number in `Volume XIX, Part 1`, `vol. v`, `E–5`, `V/2` or `Volumes X/XI/XII`."""
    printed = _PART.search(text)
    part = arabic(printed[1] or printed[2]) if printed else None
    found = _VOLUMES.search(text.replace(printed[0], " ", 1) if printed else text)
    volumes: tuple[str, ...] = ()
    if found:
        single = arabic(found[0])
        pieces = [single] if single else [arabic(piece) for piece in _SEPARATOR.sub("/", found[0]).split("/")]
        volumes = tuple(piece for piece in pieces if piece)
    return Number(volumes, part)


def read_years(text: str) -> tuple[str, ...]:
    """Return the years and spans of years in a text, in regular form: `1948`, `1952–1954`."""
    return tuple(_regular_years(found[1], found[2]) for found in _YEARS.finditer(text))


def short_years(years: str) -> str:
    """Return years as ids have them: `1952–1954` as `1952-54`."""
    first, _, last = years.partition("–")
    if not last:
        return first
    return f"{first}-{last[2:] if last[:2] == first[:2] else last}"


def _regular_years(first: str, last: str | None) -> str:
    """Return `1952` and `54` as `1952–1954`."""
    whole = first[: 4 - len(last)] + last if last else first
    return f"{first}–{whole}" if whole > first else first
