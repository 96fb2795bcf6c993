"""Regular expressions that are compiled when first used.

Compiling all patterns of this package takes longer than everything else that a short run does, and one telegram needs
few of them. After the first use there is no cost: the compiled pattern's methods take the places of the slots.

In a pattern `A-Z` and `a-z` stand for the letters of Latin-1 with diacritics too: Évian, Östman.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator


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
        self._source = source.replace("A-Z", "A-ZÀ-ÖØ-Þ").replace("a-z", "a-zß-öø-ÿ")
        self._flags = flags

    def __getattr__(self, name: str) -> object:
        # Reached only while a method's slot is empty.
        compiled = re.compile(self._source, self._flags)
        for method in ("findall", "finditer", "fullmatch", "match", "search", "sub"):
            setattr(self, method, getattr(compiled, method))
        return getattr(compiled, name)
