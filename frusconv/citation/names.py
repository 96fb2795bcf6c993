"""Names of people as citations give them: in order, inverted, with initials."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from frusconv.pattern import Pattern

_SUFFIX = Pattern(r"(?:,|(?<!\s))\s+(Jr\.?|Sr\.?|II|III|IV|2d|3d)$")
_INITIAL = Pattern(r"[A-Z]\.?")
# What goes behind the given name when a name is inverted, and what stays with the family's (Chicago Manual, 8.5,
# 16.71).
_DROPPED = frozenset(("von", "vom", "zu", "zur", "van", "ter", "ten"))
_KEPT = frozenset(("de", "du", "des", "del", "della", "di", "da", "dos", "das", "la", "le", "al", "el", "bin", "ibn"))
_BETWEEN = frozenset(("der", "den", "und", "la", "los"))
_PARTICLES = _DROPPED | _KEPT | frozenset("Van Von De Du Des Del Della Di Da La Le St.".split())
# Family names that stand first, where no initial and no Western given name comes before them.
_FAMILY_FIRST = frozenset(
    (
        "Bao Chang Chen Chiang Chou Deng Feng Han Ho Hoang Hsu Hu Huang Kim Koo Le Li Lin Liu Mao Ngo Nguyen Pak Peng "
        "Pham Soong Sun Teng Tran Tung Vo Wang Wu Yeh Yen Zhou Zhu U"
    ).split()
)
_EASTERN = Pattern(r"[A-Z][a-z’']+ [A-Z][a-z]+-[a-z]+")
_WHOLE = Pattern(r"(?:Ibn|Abu|King|Queen|Prince|Emperor|His|Her|Haile|Pope|Shah|Sheikh|Sultan|Emir|Crown)\b.*")


class Name(NamedTuple):
    """A person's name, or one that stays whole (`literal`): a group's, a ruler's, one whose family name comes first.

    `dropped` is the particle that goes behind the given name in inverted order (`von`), `family` holds the others
    (`de Gaulle`).
    """

    family: str = ""
    given: str = ""
    dropped: str = ""
    suffix: str = ""
    literal: str = ""

    @property
    def text(self) -> str:
        """The name in its own order: `William F. Sanford Jr.`, without a comma (Chicago Manual, 6.43)."""
        if self.literal:
            return self.literal
        return " ".join(filter(None, (self.given, self.dropped, self.family, self.suffix)))

    @property
    def inverted(self) -> str:
        """The name as it is sorted: `Sanford, William F., Jr.` (Chicago Manual, 16.41)."""
        if self.literal or not self.given:
            return self.text
        behind = " ".join(filter(None, (self.given, self.dropped)))
        return ", ".join(filter(None, (self.family, behind, self.suffix)))

    @property
    def short(self) -> str:
        """The family name: `Sanford`; a German one without its `von` (Chicago Manual, chapter 8)."""
        dropped = "" if self.dropped.startswith(("v", "z")) and not self.dropped.startswith("van") else self.dropped
        return self.literal or " ".join(filter(None, (dropped, self.family)))

    @property
    def initials(self) -> str:
        """The given names as initials: `W. F.`, `J.-P.` (APA Publication Manual, 9.8)."""
        return " ".join("-".join(f"{part[0]}." for part in word.split("-") if part) for word in self.given.split())


@lru_cache(maxsize=4096)
def name_of(text: str) -> Name:
    """Return a name as printed in its parts: `Laurence A. Steinhardt`, `Charles de Gaulle`, `Chiang Kai-shek`."""
    found = _SUFFIX.search(text)
    suffix = found[1] if found else ""
    words = (text[: found.start()] if found else text).split()
    if not words or "," in "".join(words) or _stays_whole(words):
        return Name(literal=text)
    start = next((at for at, word in enumerate(words[:-1]) if word in _PARTICLES), len(words) - 1)
    end = start + 1
    while words[start] in _PARTICLES and end < len(words) - 1 and words[end] in _BETWEEN:
        end += 1
    if start and words[start] in _DROPPED:
        return Name(" ".join(words[end:]), " ".join(words[:start]), " ".join(words[start:end]), suffix)
    return Name(" ".join(words[start:]), " ".join(words[:start]), "", suffix)


def _stays_whole(words: Sequence[str]) -> bool:
    if _WHOLE.fullmatch(" ".join(words)) and len(words) > 1:
        return True
    if not 2 <= len(words) <= 3 or any(_INITIAL.fullmatch(word) and word != "U" for word in words):
        return False
    return words[0] in _FAMILY_FIRST or bool(_EASTERN.fullmatch(" ".join(words)))


def listed(names: Sequence[str], conjunction: str = "and", *, has_serial_comma: bool = True) -> str:
    """Return names as a list: `A and B`, `A, B, and C`; where the first holds a list itself, as if it were of all."""
    if len(names) < 3 and not (has_serial_comma and len(names) == 2 and "," in names[0]):
        return f" {conjunction} ".join(names)
    comma = "," if has_serial_comma else ""
    return f"{', '.join(names[:-1])}{comma} {conjunction} {names[-1]}"
