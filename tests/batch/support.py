"""Helpers of the tests of batches: inboxes, batches as processes of their own, their workers, and faults in these."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from tests.conftest import ROOT
from tests.support import Ran

PROGRAM = [sys.executable, "-m", "frusconv"]
# A module of this name is imported by every Python that starts. What is wrapped is imported by name later.
_FAULTS = """
import ctypes, itertools, os, signal, time
import frusconv.readers.text as reader

_read = reader.read_text

def read(source, *rest):
    text = getattr(source, "text", "")
    if "FAULT:kill" in text:
        os.kill(os.getpid(), signal.SIGKILL)
    if "FAULT:abort" in text:
        os.abort()
    if "FAULT:sleep" in text:
        while True:
            time.sleep(0.01)
    if "FAULT:spin" in text:
        sum(itertools.repeat(0))  # In C, never looking up.
    if "FAULT:memory" in text:
        kept = [b"." * (1 << 24)]
        while True:
            kept.append(kept[-1] * 2)
    if "FAULT:slow" in text:
        time.sleep(0.3)
    return _read(source, *rest)

reader.read_text = read
"""


def inbox(folder: Path, count: int) -> Path:
    """Make a folder of `count` documents that differ, some in folders."""
    texts = [path.read_bytes() for path in sorted((ROOT / "tests" / "cases").glob("*/source.txt"))]
    texts.append((ROOT / "samples" / "telegram.txt").read_bytes())
    for number in range(count):
        path = folder / "inbox" / f"{number % 7}" / f"document-{number:04}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(texts[number % len(texts)].rstrip() + f"\n\nWord {number} ends this.\n".encode())
    return folder / "inbox"


def write_all(folder: Path, texts: dict[str, str]) -> list[str]:
    """Write files; returns their names."""
    for name, text in texts.items():
        (folder / name).write_text(text, encoding="utf-8")
    return list(texts)


def sample(*added: str) -> str:
    """Return a document with paragraphs added."""
    text = (ROOT / "samples" / "telegram.txt").read_text(encoding="utf-8").rstrip()
    return "\n\n".join((text, *added)) + "\n"


def with_faults(folder: Path) -> dict[str, str]:
    """Return an environment in which documents with a mark harm the process that reads them."""
    place = folder / "faults"
    place.mkdir(exist_ok=True)
    (place / "sitecustomize.py").write_text(_FAULTS)
    return {**os.environ, "PYTHONPATH": str(place)}


def started(*arguments: str | Path, **options: Any) -> subprocess.Popen[bytes]:
    """Start a batch."""
    return subprocess.Popen([*PROGRAM, "batch", *map(str, arguments)], stderr=subprocess.PIPE, **options)


def ended(process: subprocess.Popen[bytes]) -> Ran:
    """Wait for a batch's end."""
    _, told = process.communicate(timeout=60)
    return Ran(process.returncode, "", told.decode())


def batch(*arguments: str | Path, **options: Any) -> Ran:
    """Run a batch."""
    return ended(started(*arguments, **options))


def workers_of(parent: int) -> list[int]:
    """Return the processes that a batch has started."""
    return list(_children(parent))


def _children(parent: int) -> Iterator[int]:
    for place in Path("/proc").glob("[0-9]*"):
        with contextlib.suppress(OSError):
            # Behind the name, which may hold anything: state, parent.
            if int((place / "stat").read_text().rpartition(")")[2].split()[1]) == parent:
                yield int(place.name)


def are_gone(processes: list[int]) -> bool:
    """Tell whether none of some processes is there, but for those of which nobody has taken notice."""
    return not any(map(_is_alive, processes))


def _is_alive(process: int) -> bool:
    with contextlib.suppress(OSError):
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    return False


def until(is_so: Callable[[], object], seconds: float = 20) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.002)


def results(out: Path) -> dict[str, bytes]:
    """Return the results in a folder, by their paths."""
    files = (path for path in out.rglob("*") if path.is_file() and not path.name.startswith("."))
    return {str(path.relative_to(out)): path.read_bytes() for path in files}


def unfinished(out: Path) -> list[str]:
    """Return what no batch may leave: files that are not whole."""
    return [path.name for path in out.rglob("*") if ".part" in path.name]
