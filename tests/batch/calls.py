"""Batches in this process: as the program runs them, only that threads do the work, which start at once."""

from __future__ import annotations

import contextlib
import io
from pathlib import Path

from frusconv import cli
from tests.support import Ran


def called(*arguments: str | Path, cwd: Path) -> Ran:
    """Run a batch in the folder `cwd`; a fault of ours fails the test."""
    out, err = io.StringIO(), io.StringIO()
    with contextlib.chdir(cwd), contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        status = cli.run(["batch", *map(str, arguments), "--executor", "threads"])
    assert "unforeseen" not in err.getvalue(), err.getvalue()
    assert status != 1
    return Ran(int(status), out.getvalue(), err.getvalue())


def counts(ran: Ran) -> str:
    """Return what a batch tells at its end, without the time it took: `1 converted, 0 unchanged, 0 failed`."""
    return ran.err.splitlines()[-1].rpartition(" in ")[0]
