"""What the tests share: where the corpus is, and the switch that rewrites expected outputs."""

from __future__ import annotations

from pathlib import Path

import pytest

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SHARED = ROOT.parent / "shared"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="Rewrite the expected outputs; read the diff then.")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder with official volumes and their schema; what needs it is skipped where it is absent."""
    if not (SHARED / "corpus").is_dir():
        pytest.skip("the official volumes are not here: ../shared/corpus is absent")
    return SHARED
