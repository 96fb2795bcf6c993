"""The words by which a title in print and one in the catalogue are compared."""

from __future__ import annotations

import re

from frusconv.catalogue.numbers import arabic, read_years
from frusconv.pattern import Pattern

# Volumes beside the others of their years have one of these words; a title without it never means them.
MARKERS = frozenset({"supplement", "appendix", "index"})

_WORD = Pattern(r"[^\W\d_]+")
_KEY = Pattern(r"\w+")
_MARKER = Pattern(
    r"(?<!alphabetical )\b(supplement|supp|appendix|app|index)\b\.?,?\s*(?:(?:no|vol|volume)\b\.?\s*)?([IVX]+\b|\d\b)?",
    re.IGNORECASE,
)
_WHOLE = {"supp": "supplement", "app": "appendix"}
# Words that tell no volume from another.
_EMPTY = frozenset(
    "the a an of and at in on for to with by conference conferences volume volumes vol vols part parts pt general "
    "foreign relations united states diplomatic papers relating frus documents microfiche january february march "
    "april may june july august september october november december "
    # The annual message's words in a title of the nineteenth century.
    "transmitted accompanying congress message address president annual year report secretary state preceded "
    "synoptical list followed alphabetical person persons subjects".split()
)
_SPELLINGS = {"teheran": "tehran"}


def plain(text: str) -> str:
    """Return a text in small letters, without diacritics."""
    if text.isascii():
        return text.lower()
    import unicodedata

    letters = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in letters if not unicodedata.combining(letter))


def title_key(title: str) -> str:
    """Return a title as a key: its words and numbers in small letters, and nothing between them but blanks."""
    return " ".join(_KEY.findall(plain(title)))


def name_key(title: str) -> str:
    """Return a volume's title as a key: its words, and its years in full, so that `1969-72` is `1969–1972`."""
    return " ".join([*_WORD.findall(plain(title)), *read_years(title)])


def markers(text: str) -> frozenset[str]:
    """Return the markers in a text, with their numbers: `Supplement 2` gives `supplement` and `supplement 2`."""
    words: set[str] = set()
    for found in _MARKER.finditer(text):
        name = _WHOLE.get(found[1].lower(), found[1].lower())
        words |= {name, f"{name} {arabic(found[2])}"} if found[2] else {name}
    return frozenset(words)


def telling_words(text: str) -> frozenset[str]:
    """Return the words that tell a volume from another, markers among them."""
    rest = {_SPELLINGS.get(word, word) for word in _WORD.findall(plain(_MARKER.sub(" ", text)))}
    return markers(text) | (rest - _EMPTY - MARKERS)
