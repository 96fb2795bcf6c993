"""Official documents that are given one mistake each: nearly all of them are found, by the right rule."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.conftest import ROOT

sys.path.insert(0, str(ROOT / "benchmarks"))

import mutations

# So many mistakes are made by hand: a volume, and 10 of each kind.
VOLUMES = ("frus1964-68v34", "frus1952-54v12p2")
SHARE = 95


def test_mistakes_are_found(shared: Path) -> None:
    valid = list(mutations.valid_documents([shared / "corpus" / f"{name}.xml.xz" for name in VOLUMES]))
    missed: list[str] = []
    tried, found = mutations.run(valid, 200, 1, tell=missed.append)
    assert len(tried) >= 30
    assert sum(tried.values()) >= 190
    assert mutations.share(found, tried) >= SHARE, "\n".join(missed)
