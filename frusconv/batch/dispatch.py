"""Handing documents to workers, and taking back what became of them: none is lost with a worker that dies."""

from __future__ import annotations

import os
import time
from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import FIRST_COMPLETED, Future, wait

from frusconv.batch.contents import Feeder
from frusconv.batch.executors import PATIENCE, Workers
from frusconv.batch.plan import Plan, Planned
from frusconv.batch.request import Request
from frusconv.batch.results import Target
from frusconv.batch.work import Outcome, Task, convert_all
from frusconv.errors import FrusconvError, SourceError

# Work is handed out in portions that take about this long, in seconds.
_PORTION = 0.25
_MOST = 256
# Bytes of documents that are handed out with them.
_HEAVY = 4 << 20
_TICK = 0.5
# So many workers may die at the beginning, one after another, before it is taken for a fault of all of them.
_HOPELESS = 8


class Dispatcher:
    """Gives what is to be converted to workers.

    `take` is called with each document and what became of it, `tick` twice a second. It `has_lost` work if a worker
    died, which may have left files that are not whole.
    """

    def __init__(
        self,
        request: Request,
        plan: Plan,
        take: Callable[[Planned, Outcome], None],
        tick: Callable[[], bool],
        prefix: str,
    ) -> None:
        self._request = request
        self._settings = request.settings
        self._plan = plan
        self._take = take
        self._tick = tick
        self._prefix = prefix
        self._feeder = Feeder()
        self._out = os.path.abspath(request.out)
        self._waiting: Iterator[Planned] = iter(())
        self._again: deque[Planned] = deque()
        self._tried: dict[int, int] = {}
        self._pending: dict[Future[list[Outcome]], list[Planned]] = {}
        self._mean = _PORTION
        self._deaths = 0
        self._has_worked = False
        self.has_lost = False

    def run(self, workers: Workers) -> None:
        """Have all converted, or as many until `tick` says that it is enough."""
        self._waiting = self._plan.to_convert()
        # Without a document: what ends a worker then is the fault of none.
        self._pending[workers.executor.submit(convert_all, (), self._settings, self._prefix)] = []
        while True:
            if self._tick():
                self._end(workers)
                return
            while len(self._pending) < 2 * workers.width and self._hand_out(workers):
                pass
            if not self._pending:
                return
            self._collect(_TICK)

    def _end(self, workers: Workers) -> None:
        """Take what is finished of the work that was handed out."""
        self._again.clear()
        for future in list(self._pending):
            if future.cancel():
                del self._pending[future]
        workers.end()
        # Processes that go on for longer are killed.
        latest = time.monotonic() + PATIENCE + 2 * _TICK
        while self._pending and (left := latest - time.monotonic()) > 0:
            self._collect(left)

    def _collect(self, seconds: float) -> None:
        done, _ = wait(self._pending, timeout=seconds, return_when=FIRST_COMPLETED)
        for future in done:
            self._settle(future, self._pending.pop(future))

    def _hand_out(self, workers: Workers) -> bool:
        portion, tasks, weight = list[Planned](), list[Task](), 0
        most = 1 if self._again else max(1, min(_MOST, int(_PORTION / self._mean)))
        while len(tasks) < most and weight < _HEAVY:
            planned = self._again.popleft() if self._again else next(self._waiting, None)
            if planned is None:
                break
            task = self._task(planned)
            if task is not None:
                portion.append(planned)
                tasks.append(task)
                weight += len(task.data or b"")
        if not tasks:
            return False
        self._pending[workers.executor.submit(convert_all, tasks, self._settings, self._prefix)] = portion
        return True

    def _task(self, planned: Planned) -> Task | None:
        data = None
        if self._feeder.needs(planned.file, planned.content):
            try:
                data = self._feeder.data(planned.file, planned.content)
            except SourceError as error:
                self._take(planned, Outcome(planned.id, str(error).removeprefix(f"{planned.file}: ")))
                return None
        targets = tuple(
            Target(to_format, os.path.join(self._out, name), name, is_guarded)
            for to_format, name, is_guarded in planned.targets
        )
        return Task(planned.id, planned.label, planned.file, planned.content, planned.metadata, targets, data)

    def _settle(self, future: Future[list[Outcome]], portion: list[Planned]) -> None:
        try:
            outcomes = future.result()
        except FrusconvError:
            raise
        except Exception as error:  # noqa: BLE001 - whatever ends a worker, or loses its answer
            self._lose(portion, str(error) or type(error).__name__)
            return
        self._has_worked = True
        for planned, outcome in zip(portion, outcomes, strict=False):
            self._mean += (outcome.seconds - self._mean) * 0.1
            self._take(planned, outcome)
        # What a worker that was told to end has left.
        self._again.extend(portion[len(outcomes) :])

    def _lose(self, portion: list[Planned], how: str) -> None:
        """Have what a worker had in hand when it died tried again, each alone: one may be the cause."""
        self._deaths += 1
        self.has_lost = True
        if not self._has_worked:
            if self._deaths > _HOPELESS * self._request.jobs:
                raise FrusconvError(f"one worker after another dies, and none does its work; the last {how}")
            self._again.extend(portion)
            return
        for planned in portion:
            tried = self._tried[planned.id] = self._tried.get(planned.id, 0) + 1
            if tried > 1 and len(portion) == 1:
                self._take(planned, Outcome(planned.id, f"the worker that had it {how}; it was tried twice"))
            else:
                self._again.append(planned)
