"""Where the work is done, behind concurrent.futures: processes of our own, threads, or a cluster of dask's."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from concurrent import futures
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager, suppress
from typing import Any, BinaryIO, NamedTuple, ParamSpec, TypeVar, cast

from frusconv import __version__
from frusconv.batch import work
from frusconv.batch.stopping import Stopped
from frusconv.batch.worker import HELD_BACK, receive, send
from frusconv.errors import UsageError

P = ParamSpec("P")
T = TypeVar("T")

_DASK = "dask://"
_WORKER = "from frusconv.batch.worker import main; main()"
# How long the documents in hand may take to finish when the batch is to end, in seconds.
PATIENCE = 10.0


class WorkerDiedError(Exception):
    """A worker ended in the midst of its work."""


class Workers(NamedTuple):
    """An executor, how many documents it works on at once, and what has its workers end soon."""

    executor: Executor
    width: int
    end: Callable[[], None]


def check(name: str) -> None:
    """Raise UsageError if there is no executor of this name."""
    if name not in ("processes", "threads") and not name.startswith(_DASK):
        raise UsageError(f"unknown executor {name!r}; there are processes, threads and dask://HOST:PORT")


@contextmanager
def workers(name: str, jobs: int) -> Iterator[Workers]:
    """Give the executor of a name: `processes`, `threads` or `dask://HOST:PORT`. Raises UsageError."""
    check(name)
    if name == "processes":
        # The threads that hand out work are not to wait for the one that takes it back.
        sys.setswitchinterval(0.0005)
        with Processes(jobs) as processes:
            try:
                yield Workers(processes, jobs, processes.end)
            except Stopped:  # Asked for the second time.
                processes.kill()
                raise
            except BaseException:
                processes.end()
                raise
    elif name == "threads":
        work.ending.clear()
        with ThreadPoolExecutor(jobs) as threads:
            yield Workers(threads, jobs, work.ending.set)
    else:
        with _dask(name.removeprefix(_DASK)) as cluster:
            yield cluster


class Processes(Executor):
    """Worker processes, each with a thread here that hands it one piece of work at a time.

    A worker that dies takes with it what it had in hand, and nothing else: that raises WorkerDiedError, and another
    takes its place. (The library's ProcessPoolExecutor ends as a whole.)
    """

    def __init__(self, count: int) -> None:
        self._threads = ThreadPoolExecutor(count)
        self._own = threading.local()
        self._lock = threading.Lock()
        self._all: set[subprocess.Popen[bytes]] = set()
        self._futures: set[Future[Any]] = set()
        self._is_ending = False
        self._timer: threading.Timer | None = None

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        """Have a worker call a function of a module, and return the future of what it returns."""
        if kwargs:
            raise TypeError("workers take no keyword arguments")
        future: Future[T] = self._threads.submit(self._call, fn, args)
        self._futures.add(future)
        future.add_done_callback(self._futures.discard)
        return future

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        """End the workers: what they have in hand is finished first, within some seconds if they were told to end."""
        try:
            if cancel_futures or self._is_ending:
                for future in list(self._futures):
                    future.cancel()
            if wait:
                futures.wait(list(self._futures))
            # Before the threads are: with them the system ends their workers.
            for process in list(self._all):
                with suppress(OSError):
                    process.stdin.close()  # type: ignore[union-attr]
                with suppress(subprocess.TimeoutExpired):
                    process.wait(PATIENCE)
        finally:
            if self._timer:
                self._timer.cancel()
            self.kill()
            self._threads.shutdown(wait=wait)

    def end(self) -> None:
        """Have the workers finish the documents in hand, and begin no other; those that take too long are killed."""
        with self._lock:
            self._is_ending = True
            for process in self._all:
                process.terminate()
        if self._timer is None:
            self._timer = threading.Timer(PATIENCE, self.kill)
            self._timer.daemon = True
            self._timer.start()

    def kill(self) -> None:
        """End the workers at once."""
        with self._lock:
            self._is_ending = True
            for process in self._all:
                process.kill()

    def _call(self, fn: Callable[..., T], args: tuple[Any, ...]) -> T:
        process = getattr(self._own, "process", None)
        if process is None:
            process = self._own.process = self._started()
        try:
            send(cast("BinaryIO", process.stdin), (fn, args))
            has_returned, value = receive(cast("BinaryIO", process.stdout))
        except (EOFError, OSError):
            self._own.process = None
            raise WorkerDiedError(self._end_of(process)) from None
        if not has_returned:
            raise value
        return cast("T", value)

    def _started(self) -> subprocess.Popen[bytes]:
        with self._lock:
            if self._is_ending:
                raise WorkerDiedError("was not started, as the batch is to end")
            # This is no main thread: what is blocked here is blocked in the worker, and nowhere else.
            before = signal.pthread_sigmask(signal.SIG_BLOCK, HELD_BACK)
            try:
                process = subprocess.Popen(  # noqa: S603 - ourselves
                    [sys.executable, "-c", _WORKER, str(os.getpid())], stdin=subprocess.PIPE, stdout=subprocess.PIPE
                )
            finally:
                signal.pthread_sigmask(signal.SIG_SETMASK, before)
            self._all.add(process)
        return process

    def _end_of(self, process: subprocess.Popen[bytes]) -> str:
        """Return how a worker ended, for people."""
        status = process.wait()
        with self._lock:
            self._all.discard(process)
        for stream in (process.stdin, process.stdout):
            with suppress(OSError):
                stream.close()  # type: ignore[union-attr]
        if status == -9:
            return "was killed by signal 9, as happens when memory runs out"
        if status == 1:  # What ends it when nothing else does.
            return "ended, as when a document takes longer than --timeout and cannot be stopped"
        return f"was killed by signal {-status}" if status < 0 else f"ended with status {status}"


@contextmanager
def _dask(address: str) -> Iterator[Workers]:
    """Give the workers of a cluster, whose scheduler is at `HOST:PORT`; they see the same folders as this machine."""
    try:
        from distributed import Client
    except ImportError:
        raise UsageError("dask:// needs dask.distributed; install it with `pip install 'frusconv[dask]'`") from None
    try:
        client = Client(f"tcp://{address}", timeout=10, set_as_default=False)
    except (OSError, ValueError, TimeoutError) as error:
        raise UsageError(f"dask://{address}: no scheduler answers there: {error}") from None
    with client:
        width = sum(client.nthreads().values())
        if not width:
            raise UsageError(f"dask://{address}: the scheduler has no workers; start some first")
        found = set(client.run(work.version).values())
        if found != {__version__}:
            others = ", ".join(sorted(map(str, found)))
            raise UsageError(f"dask://{address}: workers have frusconv {others}, and this is {__version__}")
        executor = client.get_executor(pure=False, retries=0)
        yield Workers(executor, width, lambda: None)
        executor.shutdown(wait=False)
