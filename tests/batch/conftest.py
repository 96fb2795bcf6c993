"""What the tests of batches share."""

from __future__ import annotations

import pytest

from tests.batch.undisturbed import Sources


@pytest.fixture(scope="session")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Sources:
    return Sources(tmp_path_factory.mktemp("sources"))
