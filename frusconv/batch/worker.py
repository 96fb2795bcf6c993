"""A process that does what it is asked on standard input, one request at a time, and answers on standard output.

Requests and answers are pickles, each behind its length. It ends when its input does: when whoever asks has ended.
"""

from __future__ import annotations

import ctypes
import gc
import os
import pickle
import signal
import struct
import sys
from typing import Any, BinaryIO

# Of linux/prctl.h.
_PR_SET_PDEATHSIG = 1
_LENGTH = struct.Struct(">Q")
# Blocked when a worker starts, until it knows what to do with them.
HELD_BACK = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def send(stream: BinaryIO, value: Any) -> None:
    """Write one value. Raises OSError if nobody reads."""
    data = pickle.dumps(value, protocol=pickle.HIGHEST_PROTOCOL)
    stream.write(_LENGTH.pack(len(data)) + data)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """Read one value. Raises EOFError at the end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise EOFError
    size = _LENGTH.unpack(head)[0]
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return pickle.loads(data)  # noqa: S301 - between our own processes


def main() -> None:
    """Serve the process whose number is the first argument, until the input ends.

    Or until a request to end comes: what is in hand is answered first.
    """
    _end_with_parent()
    from frusconv.batch.work import ending

    # Interrupts at the keyboard reach all processes; whoever asks decides what they mean.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: _end(ending))
    if signal.getsignal(signal.SIGHUP) != signal.SIG_IGN:  # As nohup has it.
        signal.signal(signal.SIGHUP, lambda *_: _end(ending))
    signal.pthread_sigmask(signal.SIG_UNBLOCK, HELD_BACK)
    gc.set_threshold(100_000)
    requests, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    # What a library prints must not come between the answers.
    os.dup2(2, 1)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    try:
        while not ending.is_set():
            _idle.append(True)
            function, arguments = receive(requests)
            _idle.clear()
            send(answers, _answer(function, arguments))
    except (EOFError, OSError):
        pass
    gc.freeze()


def _end_with_parent() -> None:
    """Have the system kill this process when the thread that started it ends, where it can.

    Else a worker whose batch was killed would go on with what it has in hand, beside the next batch.
    """
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
        if str(os.getppid()) != sys.argv[1]:  # It has ended before that.
            sys.exit(0)


_idle: list[bool] = []


def _end(ending: Any) -> None:
    ending.set()
    if _idle:  # Waiting for a request.
        sys.exit(0)


def _answer(function: Any, arguments: tuple[Any, ...]) -> tuple[bool, Any]:
    """Return whether a function returned, and what it returned or raised."""
    try:
        return True, function(*arguments)
    except Exception as error:  # noqa: BLE001 - it is raised where it was asked for
        return False, error
