"""Notes at the foot of a page: their markers are raised on that page, and on no other."""

from __future__ import annotations

import pytest

from frusconv.text.page_notes import with_raised_markers


@pytest.mark.parametrize(
    ("lines", "notes", "raised"),
    [
        (["He came.1 She left.2"], ["  1. In May.", "  2. In June."], ["He came.¹ She left.²"]),
        (["He 1 came with 12 men.2"], ["  1. The Duke.", "  2. Not more."], ["He¹ came with 12 men.²"]),
        (["He came.14 It was 1914.15"], ["  14. In May.", "  15. In June."], ["He came.¹⁴ It was 1914.¹⁵"]),
        (["The King * and the Duke † came."], ["  *. Rudolf V.", "  †. Michael."], ["The King* and the Duke† came."]),
        (["Nothing stands here."], ["  1. In May."], ["Nothing stands here."]),
        (["He came.1"], ["  1. In May, as the", "     consul says."], ["He came.¹"]),
        (["He came (early) 2 "], ["  2. In May."], ["He came (early)² "]),
        (["He came.1"], [], ["He came.1"]),
    ],
)
def test_markers(lines: list[str], notes: list[str], raised: list[str]) -> None:
    assert with_raised_markers(lines, notes)[:2] == (raised, notes)


def test_notes_in_the_order_of_their_markers() -> None:
    _, notes, _ = with_raised_markers(["He came,1 and the King * too."], ["  *. Rudolf V.", "  1. In May."])
    assert notes == ["  1. In May.", "  *. Rudolf V."]
