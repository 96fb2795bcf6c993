"""No pattern takes more than time in proportion to the text, whatever is repeated in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from frusconv.pattern import Pattern
from tests.hostile.patterns import Text, all_patterns, compiled, import_all, seconds, texts

# Seconds for so many characters that are too few for the square of them.
SIZE, QUICK = 2_000, 0.0005
# So much longer may four times the text take; the square would be 16.
GROWTH = 9
# So much longer is in proportion, even where the time is short.
CLEARLY = 6
# For a quarter of SIZE at most.
FAR_TOO_MUCH = 0.05

MISSING = import_all()
PATTERNS = all_patterns()


def test_all_are_found() -> None:
    assert len(PATTERNS) > 400
    named = {"text.scanned:_SERIES", "text.markers:_SET_APART[0][0]", "writers.markdown_escape:_INLINE[gfm]"}
    assert named <= PATTERNS.keys()


def test_all_modules_are_there() -> None:
    if MISSING:
        pytest.skip(f"not installed, so their patterns are not tested: {MISSING}")


@pytest.mark.parametrize("name", PATTERNS)
def test_linear(name: str) -> None:
    pattern, methods = PATTERNS[name]
    slow = [(method, next(slow_texts(pattern, method), None)) for method in methods]
    assert slow == [(method, None) for method in methods], pattern.pattern


@pytest.mark.parametrize(
    ("source", "method"),
    [
        (r"\s+$", "search"),
        (r"a*b", "findall"),
        (r"(ab)*(ab)*c", "match"),
        (r"\((.*)\)", "sub"),
        (r"<\?.*?\?>", "search"),
        (r"\(([A-Z][^()]*?)\s*\)", "finditer"),
        (r"Dr\. \w+\w+!", "match"),
        (r"(?:[A-Z][A-Za-z]*){1,6}\.", "fullmatch"),
    ],
)
def test_what_is_not_linear_is_found(source: str, method: str) -> None:
    assert any(slow_texts(compiled(Pattern(source)), method))


def slow_texts(pattern: re.Pattern[str], method: str) -> Iterator[Text]:
    return (text for text in texts(pattern) if not is_linear(pattern, method, text))


def is_linear(pattern: re.Pattern[str], method: str, text: Text) -> bool:
    """Tell whether the time for a text grows as the text does; what is slow is measured again, and for longer ones."""

    def took(size: int) -> float:
        return seconds(pattern, method, text.of(size))

    # A high power of the length would take for ever.
    if any(
        took(size) > FAR_TOO_MUCH and took(size) > FAR_TOO_MUCH for size in (SIZE >> part for part in range(6, 1, -1))
    ):
        return False
    return any(
        (first := took(SIZE)) < QUICK or first < CLEARLY * took(SIZE // 4) or took(4 * SIZE) < GROWTH * first
        for _ in range(3)
    )
