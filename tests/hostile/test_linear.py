"""Time in proportion to length, whatever stands there: no pattern and no loop goes over the same text again and again.

Times are compared with those of a shorter text, never with seconds: benchmarks/hostile.py has the seconds of 10 MB.
"""

from __future__ import annotations

import gc
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

import pytest

from frusconv.conversion import convert
from frusconv.errors import FrusconvError
from frusconv.model import Source
from frusconv.references.plain import in_plain_text
from frusconv.text.normalize import normalize
from frusconv.text.pages import keep, page_markers, strip
from frusconv.text.pieces import pieces
from tests.hostile.units import FORMS, UNITS

SHORT, LONG = 12_500, 50_000  # in bytes
# So much longer may take 4 times the text; a square would take 16 times as long.
MOST = 10
# Seconds too few to be compared.
FEW = 0.2
JOBS: dict[str, Callable[[str], object]] = {
    "normalize": normalize,
    "pages": lambda text: (list(page_markers(text)), keep(text), strip(text)),
    "split": pieces,
    "find-citations": lambda text: list(in_plain_text(text, None)),
    "to-tei": lambda text: convert((Source(text, "a.txt"),)),
}


@pytest.fixture(autouse=True, scope="module")
def heap_of_its_own() -> Iterator[None]:
    """Leave what other tests hold out of the collections of garbage, which would take their time in a job's."""
    gc.collect()
    gc.freeze()
    yield
    gc.unfreeze()


@contextmanager
def within(seconds: int) -> Iterator[None]:
    def over(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, over)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def seconds(job: Callable[[str], object], text: str) -> float:
    started = time.process_time()
    try:
        with within(60):
            job(text)
    except FrusconvError:  # Most of it is no document.
        pass
    return time.process_time() - started


def is_linear(job: Callable[[str], object], text: Callable[[int], str]) -> bool:
    """Compare texts of two lengths. One that takes too much may be of another kind; longer ones tell."""
    return any(is_in_proportion(job, text(size), text(4 * size)) for size in (SHORT, LONG))


def is_in_proportion(job: Callable[[str], object], short: str, long: str) -> bool:
    """Compare the best of several runs: what else the machine does takes time of its own."""
    best = seconds(job, long)
    if best < FEW:
        return True
    before = min(seconds(job, short) for _ in range(3))
    for _ in range(3):
        if best < max(FEW, MOST * before):
            return True
        best = min(best, seconds(job, long))
    return False


@pytest.mark.parametrize("form", FORMS)
def test_to_tei(form: str) -> None:
    check("to-tei", form)


@pytest.mark.parametrize("form", ["one line", "many lines"])
@pytest.mark.parametrize("name", ["normalize", "pages", "split", "find-citations"])
def test_commands_over_text(name: str, form: str) -> None:
    check(name, form)


def check(command: str, form: str) -> None:
    job = JOBS[command]
    slow = [name for name, unit in UNITS.items() if not is_linear(job, partial(FORMS[form], unit))]
    assert slow == [], f"{command} takes more than its share of time for {form} of these"
