"""Lists of notes with an entry too few or too many: which one that is, and how sure the others are."""

from __future__ import annotations

import pytest

from frusconv.text.markers import Candidate
from frusconv.text.note_shift import Ends, Shared, aligned


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


@pytest.mark.parametrize(
    ("text", "note", "is_shared"),
    [
        ("He saw the telegram from Strelsau1 and left.", "See the paper on Strelsau.", True),
        ("He saw Deptel 901 and left.", "Deptel 90 is not printed.", True),
        ("He saw the men of Zenda1 and left.", "See the paper on Strelsau.", False),
    ],
)
def test_what_note_and_text_share(text: str, note: str, is_shared: bool) -> None:
    end = text.index("1 and")
    shared = Shared([text], [note])
    other = Shared([text], ["It is so."])
    marker = Candidate(0, end, end + 1, 1, 3.0, "")
    assert (shared.score(marker, 0) > other.score(marker, 0)) is is_shared


def test_time_grows_with_the_text_alone() -> None:
    """A word of many letters before a marker is looked at once, not from each of its letters."""
    text = "x" * 200_000 + "1"
    marker = Candidate(0, len(text) - 1, len(text), 1, 3.0, "")
    assert Shared([text], ["Not printed."]).score(marker, 0) < 0
