"""Lists of notes with an entry too few or too many: which one that is, and how sure the others are."""

from __future__ import annotations

import pytest

from frusconv.text.note_shift import Ends, aligned


def told(pairs: dict[tuple[int, int], float]) -> list[tuple[int, str]]:
    """Return for three markers and four entries, of which `pairs` speak for each other, what is chosen."""
    return [
        (choice.at, choice.confidence)
        for choice in aligned(3, 4, lambda one, other: pairs.get((one, other), 0.0), Ends(0.0, 0.0))
    ]


@pytest.mark.parametrize(
    ("pairs", "chosen"),
    [
        ({(0, 0): 6.0, (1, 1): 6.0, (2, 2): 6.0}, [0, 1, 2]),
        ({(0, 0): 6.0, (1, 2): 6.0, (2, 3): 6.0}, [0, 2, 3]),
        ({(0, 1): 6.0, (1, 2): 6.0, (2, 3): 6.0}, [1, 2, 3]),
        ({(0, 0): 6.0, (1, 1): 6.0, (2, 3): 6.0}, [0, 1, 3]),
    ],
)
def test_what_the_notes_tell(pairs: dict[tuple[int, int], float], chosen: list[int]) -> None:
    assert told(pairs) == [(at, "high") for at in chosen]


def test_nothing_told_is_not_sure() -> None:
    assert "high" not in {confidence for _, confidence in told({})}


def test_order_is_kept() -> None:
    chosen = told({(0, 1): 3.0, (1, 1): 5.0, (2, 2): 3.0})
    assert [at for at, _ in chosen] == sorted({at for at, _ in chosen})
