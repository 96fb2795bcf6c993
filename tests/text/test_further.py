"""Further paragraphs of the entries of a note list, as they stand in clean text."""

from __future__ import annotations

import pytest

from frusconv.text.layout import text_blocks
from frusconv.text.normalize import normalize

TOP = ["The Duke of Strelsau has signed it.1", "", "  1. Not printed.", ""]


@pytest.mark.parametrize(
    ("lines", "further"),
    [
        (["      The annex is missing."], ["The annex is missing."]),
        (["      The annex is", "      missing."], ["The annex is missing."]),
        (["      The annex (", "      the second) is missing."], ["The annex (the second) is missing."]),
        (["      The annex is missing", "      , he says."], ["The annex is missing, he says."]),
        (["      The Duke’s let-", "      ter is missing."], ["The Duke’s letter is missing."]),
        (["      One.", "", "      Two."], ["One.", "Two."]),
        (["      One.", "  2. Not found."], ["One."]),
        (["No further in."], []),
        (["  No further in."], []),
    ],
)
def test_paragraphs(lines: list[str], further: list[str]) -> None:
    assert [block.text for block in text_blocks([*TOP, *lines]) if block.goes_on] == further


@pytest.mark.parametrize(
    "lines",
    [
        ["      The annex (", "      the second) is missing."],
        ["        The annex is missing", "        , he says."],
        ["      One.", "", "        Two.", "  2. Not found.", "", "     Three."],
    ],
)
def test_normalizing_again_changes_nothing(lines: list[str]) -> None:
    once = normalize("\n".join([*TOP, *lines]))
    assert normalize(once) == once
    goes_on = [block.text for block in text_blocks([*TOP, *lines]) if block.goes_on]
    assert [block.text for block in text_blocks(once.split("\n")) if block.goes_on] == goes_on
