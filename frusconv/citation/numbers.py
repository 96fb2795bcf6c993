"""The numbers of volumes and pages: as printed, and as the handbooks want them."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal, NamedTuple, TypeAlias

from frusconv.catalogue.numbers import roman_value
from frusconv.metadata import PAGES
from frusconv.pattern import Pattern

_ROMAN = Pattern(r"M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3})")
_PIECE = Pattern(
    r"(?i)(?:(?P<word>volumes?|vols?\.?|parts?|pts?\.?)\s+)?(?P<number>E[–-]\d+|[IVXLCDM\d]+(?:/[IVXLCDM\d]+)*)"
)
_ROMAN_ALONE = Pattern(r"\b[IVXLC]+\b")

_WORDS = {"volume": "vol. ", "volumes": "vols. ", "part": "pt. ", "parts": "pts. "}
# How the last of two pages is shortened: not at all, as the Chicago Manual has it, or to its last two figures.
PageForm: TypeAlias = Literal["full", "chicago", "two figures"]


class Numbered(NamedTuple):
    """One part of a volume's number: its word (`volume`, `volumes`, `part`) and number, or other words alone."""

    word: str
    number: str


def arabic(number: str) -> str:
    """Return a number with Roman figures as Arabic ones: `XIX` is `19`, `X/XI` is `10/11`, `E–5` stays."""
    return "/".join(str(roman_value(part)) if _ROMAN.fullmatch(part.upper()) else part for part in number.split("/"))


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
            words = _ROMAN_ALONE.sub(lambda roman: arabic(roman[0]), piece.strip())  # `Appendix I`.
            parts.append(Numbered("", words))
    return tuple(parts)


@lru_cache(maxsize=1024)
def number_words(printed: str | None) -> str:
    """Return a volume's number in Arabic figures: `vol. 19, pt. 1`, `vols. 10/11/12, microfiche supplement`."""
    parts = numbered(printed)
    return ", ".join(f"{_WORDS[part.word]}{part.number}" if part.word else part.number.lower() for part in parts)


@lru_cache(maxsize=4096)
def pages_between(printed: str) -> tuple[str, str]:
    """Return the first and the last page of `62-63`; the last is empty if there is but one (`62`, `62-A`)."""
    found = PAGES.fullmatch(printed)
    return (found[1], found[2] or "") if found else (printed, "")


@lru_cache(maxsize=4096)
def page_range(printed: str, form: PageForm = "full") -> str:
    """Return printed pages with an en dash: `62–63`, in a shorter form `127–28`."""
    first, last = pages_between(printed)
    if not last:
        return first
    if form != "full" and first.isdecimal() and last.isdecimal() and first < last and len(first) == len(last) < 7:
        last = _shortened(first, last, form)
    return f"{first}–{last}"


def _shortened(first: str, last: str, form: PageForm) -> str:
    """Return the last page without the figures that it shares with the first, so that two are left.

    Below 100 nothing is shortened. Chicago shortens nothing behind a full hundred, and leaves the one figure that is
    other behind 101 to 109 and the like: `100–104`, `107–8`, `321–28` (17th edition, 9.61).
    """
    shared = next(at for at, (one, other) in enumerate(zip(first, last, strict=True)) if one != other)
    number = int(first)
    if number < 100 or (form == "chicago" and number % 100 == 0):
        return last
    if form == "chicago" and number % 100 < 10:
        return last[shared:]
    return last[min(shared, len(last) - 2) :]
