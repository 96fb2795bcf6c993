"""Whether two pieces of text are one word: at a line end, at a hyphen, at a page marker.

The words of the text itself come first; a list of 40,000 common English words (see data/NOTICE.md) decides the rest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from functools import cache
from typing import TypeAlias

from frusconv.pattern import Pattern

# How often each word stands in a text, in small letters.
Words: TypeAlias = Mapping[str, int]

_WORD = Pattern(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_LAST = Pattern(r"([^\W\d_]{2,40})$")
_COMPOUND = Pattern(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_FIRST = Pattern(r"([^\W\d_]{2,})(?![-’'])")
# After a hyphen before these, the hyphen is hung, as in `two- and threefold`.
_HUNG = frozenset({"and", "or", "nor", "to", "und", "et", "versus"})
# First halves that keep their hyphen in the print of the series.
_PREFIXES = frozenset(
    "non anti pro semi self ex vice co well half so quasi ultra neo sino anglo franco russo japanese chinese german "
    "british soviet american greco afro euro indo all two three four five six seven eight nine ten one first second "
    "third long short high low old new far near north south east west mid attorney inspector cease aide aides "
    "vis".split()
)
# Small words that stand alone before another word, though together they can be one (`in to`, `any one`).
_ALONE = frozenset(
    "in to on no so an as at by of or up it is he we us do go am the for and not any some every all out over under "
    "with there here what how ever other me my if her his its our they them this that can may has had was were will "
    "must who when where which been more most than then also only very such some many both each same".split()
)


# Words of the trade that lists of common words lack.
_DIPLOMATIC = frozenset(
    "undersigned airgram counterproposal counterproposals intergovernmental interdepartmental extraterritorial "
    "extraterritoriality rapprochement plenipotentiary transshipment reexport multilateral bilateral trilateral "
    "tripartite quadripartite neutralist rearmament demobilization".split()
)
_REFLEXIVE = frozenset({"self", "selves"})
# What ends words and is none itself: `domes` `tically`.
_ENDING = Pattern(
    r"[a-z]{0,2}(?:[ts]ion(?:s|al|ally|ed|ing)?|ments?|ness|tive(?:s|ly)?|ically|ity|ities|ences?|ances?|ously|ingly"
    r"|ization|izing|ized|ists?|isms?|ably|ibly|fully)"
)
# The shortest halves that are taken for a word's though lists know neither, and those that often stand alone.
_SHORTEST, _COMPOUND_LENGTH = 3, 7
_OFTEN_APART = frozenset(("all", "one", "to", "in", "on", "out", "time", "times", "day", "days"))


@cache
def common_words() -> frozenset[str]:
    """Return the list of common English words in small letters; it is read when first needed."""
    import lzma
    import pkgutil

    data = pkgutil.get_data("frusconv.text", "data/words.txt.xz")
    assert data is not None
    return frozenset(lzma.decompress(data).decode().split()) | _DIPLOMATIC


def words_of(text: str) -> Words:
    """Return how often each word stands in `text`, in small letters; compounds with hyphens count whole."""
    return Counter(_WORD.findall(text.lower()))


def closes_up(before: str, after: str, seen: Callable[[], Words]) -> bool:
    """Tell whether no blank belongs between what stands on both sides of a page marker.

    A word or compound may be divided there; `seen` returns the words of the whole text, and is called only if needed.
    """
    if before[-1:] == "—" or after[:1] == "—":
        return before[-2:-1] != " " and after[1:2] != " "
    if before[-1:] == "-" and before[-2:-1].isalpha() and after[:1].isalpha():
        return after.partition(" ")[0].strip(".,;:") not in _HUNG
    last, first = _LAST.search(before[-40:]), _FIRST.match(after[:40])
    if not last or not first or not first[1].islower():
        return False
    return _is_divided(last[1], first[1], seen)


def _is_divided(left: str, right: str, seen: Callable[[], Words]) -> bool:
    whole, first = (left + right).lower(), left.lower()
    if right in _ALONE:
        return len(whole) >= _COMPOUND_LENGTH and right not in _OFTEN_APART and whole in seen()
    common = common_words()
    if first in _ALONE and right in common and right not in _REFLEXIVE:
        return False
    if whole in common:
        return True
    if first in common and right in common:
        return False
    known = seen()
    if whole in known:
        return True
    # Two halves that are no words and stand nowhere else are a name or a rare word that print divided.
    if right in common or not known.get(first, 0) == known.get(right, 0) == 1:
        return False
    if _ENDING.fullmatch(right):
        return True
    return first not in common and (left[0].isupper() or min(len(left), len(right)) >= _SHORTEST)


def rejoin(before: str, after: str, seen: Callable[[], Words]) -> str:
    """Return two lines as one, where the first ends in a hyphen behind a letter."""
    found = _COMPOUND.match(after)
    second = found[0] if found else ""
    if second in _HUNG:
        return f"{before} {after}"
    first = before[:-1].rpartition(" ")[2].lstrip("(“‘\"'[—")
    return (before if _keeps_hyphen(first, second, seen) else before[:-1]) + after


def _keeps_hyphen(first: str, second: str, seen: Callable[[], Words]) -> bool:
    if not second[:1].islower() or "-" in first:
        return True
    whole, compound = (first + second).lower(), f"{first}-{second}".lower()
    known = seen()
    if whole in known or compound in known:
        return compound in known and whole not in known
    common = common_words()
    if first.lower() == "non" and second.partition("-")[0] in common:
        return True  # Print of the time has `non-ferrous`, whatever lists of words have today.
    if whole in common:
        return False
    is_word = second.partition("-")[0] in common or not second.isascii()
    return is_word and (first.lower() in _PREFIXES or first.lower() in common)
