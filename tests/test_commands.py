"""Runs the shell sessions in commands/*.md and compares what they print.

A session is a fenced block: `$ ` begins a command, its standard output follows, lines that begin with `2> ` are
standard error, `=> 4` is an exit status other than 0. Commands run in a folder with the samples in it, and with a small
volume in TEI, volume.xml.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.conftest import ROOT, TESTS
from tests.support import assert_same

FENCE = re.compile(r"^```console\n(.*?)^```$", re.DOTALL | re.MULTILINE)


@dataclass
class Step:
    """One command with what it should print."""

    command: str
    out: list[str] = field(default_factory=list)
    err: list[str] = field(default_factory=list)
    status: int = 0

    def rendered(self) -> str:
        lines = [f"$ {self.command}", *self.out, *(f"2> {line}" for line in self.err)]
        return "\n".join([*lines, *([f"=> {self.status}"] if self.status else [])]) + "\n"


def steps(session: str) -> Iterator[Step]:
    step: Step | None = None
    for line in session.splitlines():
        if line.startswith("$ "):
            if step:
                yield step
            step = Step(line[2:])
        elif step is None:
            pytest.fail(f"a session begins with `$ `, not {line!r}")
        elif line.startswith("2> "):
            step.err.append(line[3:])
        elif line.startswith("=> "):
            step.status = int(line[3:])
        else:
            step.out.append(line)
    if step:
        yield step


def ran(command: str, cwd: Path) -> Step:
    scripts = str(Path(sys.executable).parent)
    environment = {
        **os.environ,
        "PATH": scripts + os.pathsep + os.environ["PATH"],
        "COLUMNS": "100",
        "LC_ALL": "C.UTF-8",
    }
    done = subprocess.run(["bash", "-c", command], cwd=cwd, capture_output=True, env=environment, check=False)
    err = re.sub(r" in \d+\.\d s(?=;|$)", " in 0.0 s", done.stderr.decode(), flags=re.MULTILINE)
    return Step(command, done.stdout.decode().splitlines(), err.splitlines(), done.returncode)


@pytest.mark.parametrize("path", sorted((TESTS / "commands").glob("*.md")), ids=lambda path: path.stem)
def test_session(path: Path, tmp_path: Path, update_golden: bool) -> None:
    shutil.copytree(ROOT / "samples", tmp_path, dirs_exist_ok=True)
    shutil.copy(TESTS / "cases" / "tei-volume" / "source.xml", tmp_path / "volume.xml")
    text = path.read_text(encoding="utf-8")

    def replayed(found: re.Match[str]) -> str:
        return "```console\n" + "".join(ran(step.command, tmp_path).rendered() for step in steps(found[1])) + "```"

    got = FENCE.sub(replayed, text)
    if update_golden:
        path.write_text(got, encoding="utf-8")
    assert_same(text if not update_golden else got, got, path.name)
