"""A limit on the time that a document may take, in the main thread of a process or in any other."""

from __future__ import annotations

import ctypes
import faulthandler
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

# How much later a process is ended that cannot be stopped otherwise, in seconds.
GRACE = 5.0
_SLACK = 1.0


class OverTimeError(BaseException):
    """The time is over; no handler of ordinary errors on the way may take it for one of them."""


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverTimeError in what takes longer than `seconds`; 0 is no limit.

    In a process's main thread, work that cannot be stopped so (in a library, waiting for nothing) ends the process a
    little later. Elsewhere it cannot be stopped.
    """
    if not seconds:
        yield
    elif threading.current_thread() is threading.main_thread():
        yield from _by_signal(seconds)
    else:
        yield from _by_thread(seconds)


def _by_signal(seconds: float) -> Iterator[None]:
    def raise_it(*_: object) -> None:
        raise OverTimeError

    before = signal.signal(signal.SIGALRM, raise_it)
    _watch.wind(seconds)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class _Watch:
    """Ends the process if it is not wound in time, whatever that does. Winding costs a thread, and is done seldom."""

    def __init__(self) -> None:
        self._wound: float | None = None
        self._nowhere = -1

    def wind(self, seconds: float) -> None:
        """Allow what begins now to take some seconds."""
        now = time.monotonic()
        if self._wound is None or now - self._wound > _SLACK:
            if self._nowhere < 0:
                self._nowhere = os.open(os.devnull, os.O_WRONLY)
            faulthandler.dump_traceback_later(seconds + GRACE + _SLACK, exit=True, file=self._nowhere)
            self._wound = now

    def stop(self) -> None:
        """Allow any time."""
        if self._wound is not None:
            faulthandler.cancel_dump_traceback_later()
            self._wound = None


_watch = _Watch()
# Call it when what is limited is over, and nothing else follows.
unlimited = _watch.stop


def _by_thread(seconds: float) -> Iterator[None]:
    thread = threading.get_ident()
    lock, is_done = threading.Lock(), False

    def raise_it() -> None:
        with lock:
            if not is_done:
                ctypes.pythonapi.PyThreadState_SetAsyncExc(ctypes.c_ulong(thread), ctypes.py_object(OverTimeError))

    timer = threading.Timer(seconds, raise_it)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        with lock:
            is_done = True
        timer.cancel()
