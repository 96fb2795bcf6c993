"""What an undisturbed batch makes of a folder of documents, to compare others with."""

from __future__ import annotations

import time
from io import StringIO
from pathlib import Path

import frusconv.batch
from frusconv.batch import Request, telling
from tests.batch.support import (
    batch,
    inbox,
    results,
    unfinished,
)
from tests.support import Ran

COUNT = 100


class Sources:
    """A folder of documents, and what an undisturbed batch makes of it."""

    def __init__(self, folder: Path) -> None:
        self.path = inbox(folder, COUNT)
        began = time.monotonic()
        ran = batch(self.path, "--out", folder / "undisturbed", "--jobs", "2")
        self.seconds = time.monotonic() - began
        assert (ran.status, ran.err.startswith(f"{COUNT} converted, 0 unchanged, 0 failed")) == (0, True)
        self.results = results(folder / "undisturbed")
        assert len(self.results) == COUNT

    def assert_completed(self, out: Path, *options: str) -> Ran:
        """Run a batch, after which all is as if nothing had been, and another has nothing to do."""
        ran = batch(self.path, "--out", out, "--jobs", "2", *options)
        assert ran.status == 0, ran.err
        assert unfinished(out) == []
        assert results(out) == self.results
        self.assert_unchanged(out)
        return ran

    def assert_unchanged(self, out: Path) -> None:
        """Run a batch in this process, which starts no other when it has nothing to do."""
        told = StringIO()
        assert frusconv.batch.run(Request((str(self.path),), str(out)), telling.Teller(told)) == 0
        assert told.getvalue().startswith(f"0 converted, {COUNT} unchanged, 0 failed"), told.getvalue()
