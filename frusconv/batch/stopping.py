"""Requests to end: the first lets the work in hand finish, a second ends at once."""

from __future__ import annotations

import signal
import threading
from types import FrameType
from typing import Any, Self

# As a terminal, a service manager, and a terminal that is closed send them.
_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stopped(Exception):  # noqa: N818 - a request, and no error
    """A request to end has come; `status` is the exit status that tells of it."""

    def __init__(self, number: int) -> None:
        super().__init__(signal.Signals(number).name)
        self.status = 128 + number


class Stop:
    """Takes requests to end for as long as it is entered."""

    def __init__(self) -> None:
        self.number: int | None = None
        # Whether the first request ends all at once too, as long as there is no work in hand.
        self.is_at_once = False
        self._is_over = False
        self._before: dict[int, Any] = {}

    def __enter__(self) -> Self:
        if threading.current_thread() is threading.main_thread():
            for number in _SIGNALS:
                if signal.getsignal(number) != signal.SIG_IGN:  # As nohup has it.
                    self._before[number] = signal.signal(number, self._take)
        return self

    def __exit__(self, *_: object) -> None:
        for number, handler in self._before.items():
            signal.signal(number, handler)

    def _take(self, number: int, _: FrameType | None) -> None:
        if self._is_over:
            return
        is_second = self.number is not None
        self.number = number
        if is_second or self.is_at_once:
            self._is_over = True
            raise Stopped(number)

    def end(self) -> None:
        """Take no more requests, as all is about to end."""
        self._is_over = True

    def check(self) -> None:
        """Raise Stopped if a request has come."""
        if self.number is not None:
            raise Stopped(self.number)
