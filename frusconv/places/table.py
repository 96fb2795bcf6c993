"""The table of places, and the way from a name as printed to its line."""

from __future__ import annotations

import os
import unicodedata
from functools import cache, lru_cache
from typing import NamedTuple

from frusconv.pattern import Pattern

_FILE = os.path.join(os.path.dirname(__file__), "posts.tsv")
_NO_WORD = Pattern(r"[^a-z0-9]+")
# Letters that are no letter with an accent to Unicode.
_LETTERS = str.maketrans({"ø": "o", "ł": "l", "ı": "i", "æ": "ae", "ß": "ss"})
# What stands behind a place's name in print, by today's name of the country or region.
_COUNTRIES = {
    "britain": "united kingdom",
    "great britain": "united kingdom",
    "egypt u a r": "egypt",
    "federal republic of germany": "germany",
    "west germany": "germany",
    "formosa": "taiwan",
    "korea": "south korea",
    "persia": "iran",
    "siam": "thailand",
    "ceylon": "sri lanka",
    "soviet union": "russia",
    "u s s r": "russia",
    "ussr": "russia",
    "south vietnam": "vietnam",
    "viet nam": "vietnam",
    "czechoslovakia": "czech republic",
    "yugoslavia": "serbia",
    "cal": "california",
    "calif": "california",
    "colo": "colorado",
    "conn": "connecticut",
    "d c": "district of columbia",
    "fla": "florida",
    "ga": "georgia",
    "ill": "illinois",
    "ind": "indiana",
    "mass": "massachusetts",
    "md": "maryland",
    "mich": "michigan",
    "minn": "minnesota",
    "mo": "missouri",
    "n c": "north carolina",
    "n h": "new hampshire",
    "n j": "new jersey",
    "n y": "new york",
    "pa": "pennsylvania",
    "r i": "rhode island",
    "tex": "texas",
    "va": "virginia",
    "wash": "washington",
}


class Place(NamedTuple):
    """A post, or another place that documents are dated from.

    `id` never changes, whatever the place is called; `name` is today's name in English or the one the series has most,
    `other_names` are earlier names and other spellings. `zone` is the name of its time in the IANA time zone database,
    `country` today's country, `region` its state or part, empty where none is ever printed.
    """

    id: str
    name: str
    other_names: tuple[str, ...]
    zone: str
    country: str
    region: str

    @property
    def names(self) -> tuple[str, ...]:
        """All names, today's first."""
        return (self.name, *self.other_names)


@cache
def places() -> tuple[Place, ...]:
    """Return all places, by id."""
    with open(_FILE, encoding="utf-8") as file:
        return tuple(_place(line) for line in file.read().splitlines()[1:])


def _place(line: str) -> Place:
    identifier, name, others, zone, country, region = line.split("\t")
    return Place(identifier, name, tuple(others.split("; ")) if others else (), zone, country, region)


@lru_cache(maxsize=1024)
def place_named(printed: str) -> Place | None:
    """Return the place that a dateline names, or None if the table has no such name.

    Country or state may stand behind it (`Naples, Italy`), but must be the place's own: `Athens, Georgia` is not in
    Greece. Accents, stops and capitals make no difference.
    """
    known = _by_name()
    found = known.get(_key(printed))
    name, comma, within = printed.partition(",")
    if found is not None or not comma:
        return found
    found = known.get(_key(name))
    if found is None:
        return None
    wanted = _key(within)
    return found if _COUNTRIES.get(wanted, wanted) in (_key(found.country), _key(found.region)) else None


@cache
def _by_name() -> dict[str, Place]:
    return {_key(name): place for place in places() for name in place.names}


def _key(name: str) -> str:
    """Return a name as it is compared: letters without accents, and single blanks for all else."""
    folded = name.lower()
    if not folded.isascii():
        folded = folded.replace("’", "").replace("ʻ", "").translate(_LETTERS)
        folded = "".join(c for c in unicodedata.normalize("NFD", folded) if not unicodedata.combining(c))
    return _NO_WORD.sub(" ", folded.replace("'", "")).strip()
