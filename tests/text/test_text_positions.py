"""Where in the source a place in a block is."""

from __future__ import annotations

import pytest

from frusconv.model import Position
from frusconv.readers.text_positions import Positions
from frusconv.text.layout import TextBlock


@pytest.mark.parametrize(
    ("lines", "block", "offset", "position"),
    [
        (["The Duke came."], TextBlock("The Duke came.", 1), 0, (1, 1)),
        (["The Duke came."], TextBlock("The Duke came.", 1), 4, (1, 5)),
        (["The Duke came."], TextBlock("The Duke came.", 1), 14, (1, 15)),
        (["  The   Duke came."], TextBlock("The Duke came.", 1), 4, (1, 9)),
        (["The Duke", "came."], TextBlock("The Duke came.", 1), 9, (2, 1)),
        (["The Duke", "", "came."], TextBlock("came.", 3), 0, (3, 1)),
        (["The Duke", "came."], TextBlock("The Duke came.", 1), 14, (2, 6)),
        (["The Duke"], TextBlock("", 1), 0, (1, 1)),
        # More text in the block than in the source: the end of the source.
        (["Duke"], TextBlock("Duke and more", 1), 9, (1, 5)),
        ([""], TextBlock("Duke", 1), 2, (1, 1)),
    ],
)
def test_positions(lines: list[str], block: TextBlock, offset: int, position: tuple[int, int]) -> None:
    assert Positions(lines, [block]).of(0, offset) == Position(*position)


def test_blocks_in_any_order() -> None:
    lines = ["One two.", "", "Three", "four."]
    positions = Positions(lines, [TextBlock("One two.", 1), TextBlock("Three four.", 3)])
    asked = [(1, 6), (0, 4), (1, 0), (0, 0)]
    assert [positions.of(*place) for place in asked] == [
        Position(4, 1),
        Position(1, 5),
        Position(3, 1),
        Position(1, 1),
    ]
