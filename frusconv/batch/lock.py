"""One batch at a time in a folder: a lock that the system takes back when its holder ends, however it ends."""

from __future__ import annotations

import json
import os
import socket
import sys
import time
from datetime import datetime
from typing import Any

from frusconv.batch.request import Shard
from frusconv.errors import LockedError, OutputError

_MAIN = ".frusconv.lock"


class Lock:
    """Held from `take` on until the process ends or `free` is called.

    Parts of a batch share the folder's lock, and each has one of its own; a whole batch has the folder's alone. The
    file says who holds it, for people: that it is there means nothing.
    """

    def __init__(self, out: str, shard: Shard | None = None) -> None:
        self._out = out
        self._shard = shard
        self._held: list[tuple[int, bool]] = []

    def take(self) -> str | None:
        """Take the lock, and return who held it last if that one was killed.

        Raises LockedError that says who holds it, OutputError if the file system has no locks.
        """
        try:
            if self._shard is None:
                return self._take(_MAIN, is_shared=False)
            killed = self._take(_MAIN, is_shared=True)
            return self._take(f".frusconv-{self._shard}.lock", is_shared=False) or killed
        except BaseException:
            self.free()
            raise

    def free(self) -> None:
        """Give the lock back."""
        for descriptor, is_shared in self._held:
            if not is_shared:
                os.ftruncate(descriptor, 0)
            os.close(descriptor)
        self._held = []

    def _take(self, name: str, is_shared: bool) -> str | None:
        import fcntl

        path = os.path.join(self._out, name)
        try:
            descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o666)
        except OSError as error:
            raise OutputError(f"{path}: the lock cannot be made: {error.strerror}") from None
        try:
            fcntl.flock(descriptor, (fcntl.LOCK_SH if is_shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _patient_holder(descriptor) or self._holder_of_a_part()
            os.close(descriptor)
            raise LockedError(f"another batch is at work in {self._out}: {holder or 'it does not say which'}") from None
        except OSError as error:
            os.close(descriptor)
            raise OutputError(
                f"{path}: this file system has no locks ({error.strerror}), and two batches could meet; write elsewhere"
            ) from None
        if not _is_at(path, descriptor):  # A batch that could not begin has removed it.
            os.close(descriptor)
            return self._take(name, is_shared)
        self._held.append((descriptor, is_shared))
        killed = _holder(descriptor)
        if not is_shared:
            try:
                _sign(descriptor)
            except OSError as error:
                raise OutputError(f"{path}: the lock cannot be written: {error.strerror}") from None
        return killed

    def _holder_of_a_part(self) -> str | None:
        for name in sorted(os.listdir(self._out)):
            if name.startswith(".frusconv-") and name.endswith(".lock"):
                with open(os.path.join(self._out, name), "rb") as file:
                    if found := _holder(file.fileno()):
                        return f"{found}, and perhaps others"
        return None


def _is_at(path: str, descriptor: int) -> bool:
    try:
        return os.path.samestat(os.stat(path), os.fstat(descriptor))
    except OSError:
        return False


def _sign(descriptor: int) -> None:
    signature = {
        "pid": os.getpid(),
        "host": socket.gethostname(),
        "since": datetime.now().astimezone().isoformat(timespec="seconds"),
        "command": sys.argv[1:],
    }
    data = json.dumps(signature).encode()
    os.pwrite(descriptor, data, 0)
    os.ftruncate(descriptor, len(data))


def _patient_holder(descriptor: int) -> str | None:
    """Return who holds the lock; who has just taken it signs within moments."""
    for _ in range(20):
        if found := _holder(descriptor):
            return found
        time.sleep(0.01)
    return None


def _holder(descriptor: int) -> str | None:
    try:
        found: dict[str, Any] = json.loads(os.pread(descriptor, 1 << 16, 0))
        return (
            f"process {found['pid']} on {found['host']}, since {found['since']} (frusconv {' '.join(found['command'])})"
        )
    except (ValueError, KeyError, TypeError, RecursionError, OSError):
        return None
