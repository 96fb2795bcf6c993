"""Text that is set or sent in capitals throughout, in the form that patterns expect: `STRELSAU, MAY 2, 1973`."""

from __future__ import annotations

import re

from frusconv.pattern import Pattern

_WORD = Pattern(r"[^\W\d_]+(?:[’'][^\W\d_]+)*")
_HALF_DAY = Pattern(r"\b[AP]\. ?M\.|\bNOON\b|\bMIDNIGHT\b")
_SMALL = frozenset("A AN AND AT BY FOR FROM IN OF ON THE TO BETWEEN WITH VIA UNDATED".split())


def recased(text: str) -> str:
    """Return a text of nothing but capitals as a heading or dateline has it; any other text as it is.

    The length stays the same, so that offsets hold: `TELEGRAM FROM THE EMBASSY` becomes `Telegram from the Embassy`.
    """
    if not text.isupper() or " " not in text:
        return text
    lowered = _WORD.sub(_word, _HALF_DAY.sub(lambda found: found[0].lower(), text))
    return lowered if len(lowered) == len(text) else text


def _word(found: re.Match[str]) -> str:
    word = found[0]
    if found.start() and found.string[found.start() - 1].isdigit():
        return word  # `1440Z`
    if word in _SMALL and found.start():
        return word.lower()
    return word if word.islower() else word[0] + word[1:].lower()
