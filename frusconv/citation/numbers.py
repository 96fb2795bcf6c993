"""Volume numbers: as printed, and as the handbooks want them."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from frusconv.pattern import Pattern

_ROMAN = Pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100, "D": 500, "M": 1000}
_PIECE = Pattern(
    r"(?i)(?:(?P<word>volumes?|vols?\.?|parts?|pts?\.?)\s+)?(?P<number>E[–-]\d+|[IVXLCDM\d]+(?:/[IVXLCDM\d]+)*)"
)

_WORDS = {"volume": "vol. ", "volumes": "vols. ", "part": "pt. ", "parts": "pts. "}


class Numbered(NamedTuple):
    """One part of a volume's number: its word (`volume`, `volumes`, `part`) and number, or other words alone."""

    word: str
    number: str


def arabic(number: str) -> str:
    """Return a number with Roman figures as Arabic ones: `XIX` is `19`, `X/XI` is `10/11`, `E–5` stays."""
    return "/".join(_value(part) if _ROMAN.fullmatch(part.upper()) else part for part in number.split("/"))


def _value(roman: str) -> str:
    values = [_VALUES[letter] for letter in roman.upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    return str(sum(-value if value < following else value for value, following in pairs))


@lru_cache(maxsize=1024)
def numbered(printed: str | None) -> tuple[Numbered, ...]:
    """Return a printed number in its parts: `Volume XIX, Part 1`, `Volumes X/XI, Microfiche Supplement`.

    A number without a word is a volume's.
    """
    parts: list[Numbered] = []
    for piece in (printed or "").replace(" Vol.", ", Vol.").split(","):
        found = _PIECE.fullmatch(piece.strip())
        if found:
            word = (found["word"] or "volume").lower().rstrip(".")
            many = "s" if word.endswith("s") or "/" in found["number"] else ""
            parts.append(Numbered(("volume" if word.startswith("v") else "part") + many, arabic(found["number"])))
        elif piece.strip():
            parts.append(Numbered("", piece.strip()))
    return tuple(parts)


@lru_cache(maxsize=1024)
def number_words(printed: str | None) -> str:
    """Return a volume's number in Arabic figures: `vol. 19, pt. 1`, `vols. 10/11/12, microfiche supplement`."""
    parts = numbered(printed)
    return ", ".join(f"{_WORDS[part.word]}{part.number}" if part.word else part.number.lower() for part in parts)
