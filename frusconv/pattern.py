r"""Regular expressions that are compiled when first used.

Compiling all patterns of this package takes longer than everything else that a short run does, and one telegram needs
few of them. After the first use there is no cost: the compiled pattern's methods take the places of the slots.

In a pattern `A-Z` and `a-z` stand for the letters of Latin-1 with diacritics too: Évian, Östman. And `\d` stands for
the ten digits of print alone: a digit of another script is no note's number, and may not stand in an identifier.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

# A class of characters, or an escape outside of one.
_CLASS_OR_ESCAPE = r"\[(?:\\.|[^\]\\])*\]|\\."


class Pattern:
    """A regular expression, with the methods of `re.Pattern` that this package uses."""

    __slots__ = ("_flags", "_source", "findall", "finditer", "fullmatch", "match", "search", "sub")

    match: Callable[..., re.Match[str] | None]
    search: Callable[..., re.Match[str] | None]
    fullmatch: Callable[..., re.Match[str] | None]
    finditer: Callable[..., Iterator[re.Match[str]]]
    findall: Callable[..., list[str]]
    sub: Callable[..., str]

    def __init__(self, source: str, flags: re.RegexFlag = re.NOFLAG) -> None:
        self._source = source
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Reached only while a method's slot is empty.
        letters = self._source.replace("A-Z", "A-ZÀ-ÖØ-Þ").replace("a-z", "a-zß-öø-ÿ")
        compiled = re.compile(re.sub(_CLASS_OR_ESCAPE, _plain_digits, letters), self._flags)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)


def _plain_digits(found: re.Match[str]) -> str:
    is_class = found[0][0] == "["
    return found[0].replace("\\d", "0-9") if is_class else "[0-9]" if found[0] == "\\d" else found[0]
