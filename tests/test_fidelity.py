"""Whole documents right, measured by the yardstick on a fixed sample of official documents; the floors only rise.

A document counts only if every part asked for is right: heading, parties, dateline, date, paragraphs, lists, notes and
their places, pages, signatures.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.support import frusconv

STRIDE = 6
# Per cent of the sample: every sixth document that the yardstick takes.
FLOORS = {"web": 95.7, "full": 94.8, "lines": 94.8, "wrapped": 94.5}
TELEGRAM_FLOORS = {"web": 98.5, "full": 98.0, "lines": 98.0, "wrapped": 97.5}


def yardstick(shared: Path, *arguments: str | Path) -> str:
    script = shared / "tools" / "fruspairs.py"
    done = subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def measured(shared: Path, tmp_path: Path, layout: str, *options: str) -> dict[str, Any]:
    volumes = sorted((shared / "corpus").glob("*.xml.xz"))
    made, written = tmp_path / "pairs", tmp_path / "tei"
    yardstick(shared, "make", *volumes, "-o", made, "--layout", layout, *options)
    written.mkdir()
    ran = frusconv("batch", made / "raw", "--out", written, "--jobs", "2", "--quiet")
    assert (ran.status, ran.err) == (0, "")
    result: dict[str, Any] = json.loads(yardstick(shared, "score", made, written, "--json"))
    return result


@pytest.mark.parametrize("layout", FLOORS)
def test_all_documents(shared: Path, tmp_path: Path, layout: str) -> None:
    result = measured(shared, tmp_path, layout, "--stride", str(STRIDE))
    assert (result["missing"], result["unparsable"]) == (0, 0)
    assert result["percent"]["whole"] >= FLOORS[layout], result["percent"]


@pytest.mark.parametrize("layout", TELEGRAM_FLOORS)
def test_telegrams(shared: Path, tmp_path: Path, layout: str) -> None:
    result = measured(shared, tmp_path, layout, "--stride", str(STRIDE), "--only-telegrams")
    assert result["percent"]["whole"] >= TELEGRAM_FLOORS[layout], result["percent"]
