"""The references of official volumes: how many are found, and how much of what is found is right."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from tests.official_references import KINDS, Figures, Kind, Outcome, judged
from tests.reading_back import volumes

# By kind, of three volumes; they may only rise.
FLOORS: dict[Kind, float] = {"other": 0.95, "document": 0.95, "page": 0.95}
PRECISION = 0.98


@pytest.fixture(scope="module")
def figures(shared: Path) -> Figures:
    counts: Counter[tuple[Kind, Outcome]] = Counter()
    for name, data in volumes(shared, "frus1949v07p1", "frus1964-68v22", "frus1977-80v01").items():
        counts.update((one.kind, one.outcome) for one in judged(name, data))
    return Figures(counts)


@pytest.mark.parametrize("kind", KINDS)
def test_recall(figures: Figures, kind: Kind) -> None:
    assert figures.recall(kind) >= FLOORS[kind]


def test_precision(figures: Figures) -> None:
    assert figures.precision >= PRECISION
