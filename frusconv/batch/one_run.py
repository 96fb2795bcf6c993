"""A batch from beginning to end: manifest, plan, work, what is left over, and what is told of it all."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress

from frusconv.batch.database import set_aside
from frusconv.batch.dispatch import Dispatcher
from frusconv.batch.executors import workers
from frusconv.batch.leftovers import forget_failures, leftovers, remove, strangers
from frusconv.batch.manifest import Manifest, Noted, manifest_path
from frusconv.batch.naming import shown
from frusconv.batch.plan import Plan, Planned
from frusconv.batch.request import Request
from frusconv.batch.stopping import Stop, Stopped
from frusconv.batch.telling import Log, Report, Teller, as_json, shortened, shown_below
from frusconv.batch.work import Outcome
from frusconv.errors import ExitCode, FrusconvError, NoRoomError
from frusconv.streams import STANDARD

# What was done is made lasting this often, in seconds.
_LASTING = 2.0


def manifest_of(request: Request, is_passing: bool = False) -> Manifest:
    """Return the manifest of a batch; one that is `passing` is looked at, and not made. Raises OutputError."""
    base = manifest_path(request.out) if request.shard else None
    # A preview of what sets the manifest aside looks at none.
    path = "" if is_passing and request.is_rebuilt else manifest_path(request.out, request.shard)
    return Manifest(path, base, is_passing)


class OneRun:
    """One batch, in a folder that is locked. It `has_begun` once all sources are found."""

    def __init__(self, request: Request, teller: Teller, arguments: Sequence[str], killed: str | None) -> None:
        self._request = request
        self._teller = teller
        self._arguments = arguments
        self._killed = killed
        self._report = Report(is_stopped=True)
        self._recipes = {name: request.settings.recipe(name) for name in request.settings.formats}
        self._prefix = f".frusconv-batch-{request.shard or 'whole'}-"
        self._no_room: str | None = None
        self._done = 0
        self._is_reported = False
        self.has_begun = False

    def run(self) -> int:
        """Do it, and return the exit status."""
        started = time.monotonic()
        with self._opened_manifest() as self._manifest, Stop() as self._stop:
            self._plan = Plan(self._request, self._manifest)
            self._lasting = time.monotonic()
            status = int(ExitCode.UNFORESEEN)
            self._log = Log(self._request.log)
            try:
                self._log.run(self._arguments)
                status = self._steps()
                self._report.is_stopped = bool(self._report.failed) and self._request.is_fail_fast
            except Stopped as stopped:
                status = stopped.status
                self._teller.say(f"interrupted by {stopped}; the next batch goes on from here")
            except FrusconvError as error:
                status = error.exit_code
                raise
            finally:
                self._stop.end()
                self._report.seconds = time.monotonic() - started
                self._end(status)
        return status

    @contextmanager
    def _opened_manifest(self) -> Iterator[Manifest]:
        path = manifest_path(self._request.out, self._request.shard)
        if self._request.is_rebuilt and (aside := set_aside(path)):
            self._teller.mention(f"the manifest was set aside as {shown(aside)}")
        if self._killed:
            self._teller.mention(f"the last batch did not end: {self._killed}; going on from where it was")
        manifest = manifest_of(self._request)
        try:
            yield manifest
        finally:
            manifest.close()

    def _steps(self) -> int:
        if self._killed:
            self._clear_away()
        self._stop.is_at_once = True
        self._plan.fill(self._searching)
        self._stop.is_at_once = False
        self.has_begun = True
        self._report.unchanged = self._plan.planned - self._plan.stale
        for failure in self._plan.failures():
            self._failed(failure.label, failure.error)
            self._manifest.note(failure.source, failure.file, failure.error, Noted(), [])
        if self._plan.stale and not (self._report.failed and self._request.is_fail_fast):
            self._work()
        self._stop.check()
        if self._no_room:
            raise NoRoomError(f"{self._no_room}; make room and run the batch again, which goes on from here")
        if not (self._report.failed and self._request.is_fail_fast):
            self._leftovers()
            self._manifest.fulfil()
        return self._report.exit_code

    def _searching(self) -> None:
        self._stop.check()
        self._teller.searched(self._plan.planned)

    def _work(self) -> None:
        self._teller.begin_work()
        self._manifest.intend()
        dispatcher, is_clean = Dispatcher(self._request, self._plan, self._take, self._tick, self._prefix), False
        try:
            with workers(self._request.executor, self._request.jobs) as found:
                dispatcher.run(found)
            is_clean = not dispatcher.has_lost
        finally:
            if not is_clean:
                self._clear_away()

    def _tick(self) -> bool:
        """Tell how it goes; return whether the work is to end."""
        if time.monotonic() - self._lasting > _LASTING:
            self._manifest.commit()
            self._lasting = time.monotonic()
        self._teller.worked(self._report, self._done, self._plan.stale)
        is_enough = bool(self._report.failed) and self._request.is_fail_fast
        return is_enough or self._stop.number is not None or self._no_room is not None

    def _take(self, planned: Planned, outcome: Outcome) -> None:
        """Record what became of a document."""
        if outcome.has_no_room:
            self._no_room = self._no_room or outcome.error
            return
        self._done += 1
        if outcome.error is not None:
            self._failed(planned.label, outcome.error, outcome)
        else:
            self._succeeded(planned, outcome)
        self._manifest.note(
            planned.source,
            planned.file,
            outcome.error,
            outcome.noted,
            [as_json(found) for found in outcome.diagnostics],
        )

    def _succeeded(self, planned: Planned, outcome: Outcome) -> None:
        # Of results that a lost manifest told of, those that are as they should be are news to the manifest alone.
        is_unchanged = self._request.is_rebuilt and all(output.is_kept for output in outcome.outputs)
        self._report.unchanged += is_unchanged
        self._report.converted += not is_unchanged
        content = planned.content._replace(hashed=outcome.hashed) if outcome.hashed else planned.content
        self._manifest.record(
            planned.source,
            content.digest(planned.metadata),
            [(output, self._recipes[output.format]) for output in outcome.outputs],
        )
        status = "unchanged" if is_unchanged else "converted"
        self._log.document(planned.label, status, outcome)

    def _failed(self, label: str, error: str, outcome: Outcome | None = None) -> None:
        self._report.failed += 1
        self._teller.fail(label, error)
        self._log.document(label, "failed", outcome or Outcome(0, error))

    def _leftovers(self) -> None:
        """Tell of results whose source is gone, or remove them."""
        if self._request.shard is not None:  # It sees its own part of the sources only.
            return
        if self._request.is_pruned and not self._plan.planned:
            self._teller.say("no source was found, and so nothing is removed; is the folder mounted?")
            return
        for number, found in enumerate(list(leftovers(self._request, self._manifest)), 1):
            self._stop.check()
            why = remove(self._request, self._manifest, found) if self._request.is_pruned else ""
            path, source = shown_below(self._request.out, found.target), shown(found.source)
            if why is None:
                self._report.removed += 1
                self._log.gone("removed", found.target, found.source)
            else:
                self._report.left += 1
                self._log.gone("left", found.target, found.source)
            if not shortened(number):
                done = "was removed" if why is None else f"{why}, and stays" if why else "is left; --prune removes it"
                self._teller.mention(f"{path}: {done} (its source {source} is gone)")
        forget_failures(self._manifest)
        if self._request.is_rebuilt:
            self._strangers()

    def _strangers(self) -> None:
        found = 0
        for found, path in enumerate(strangers(self._request, self._manifest), 1):
            if not shortened(found):
                self._teller.mention(f"{shown_below(self._request.out, path)}: no source accounts for it; it stays")
        self._report.left += found

    def _clear_away(self) -> None:
        """Remove what a batch or worker that was killed had not finished."""
        for place, _, names in os.walk(self._request.out):
            for name in names:
                if name.startswith(self._prefix) and name.endswith(".part"):
                    with suppress(OSError):
                        os.unlink(os.path.join(place, name))

    def _end(self, status: int) -> None:
        """Make lasting and tell what was done, however it ended."""
        report, request = self._report, self._request
        error: FrusconvError | None = None
        for step in (self._manifest.commit, self._write_report, lambda: self._log.end(report, status), self._log.close):
            try:
                step()
            except FrusconvError as found:
                error = error or found
        paths = (request.log, request.report if self._is_reported else None)
        see = " and ".join(shown(path) for path in paths if path and path != STANDARD)
        if self.has_begun:
            self._teller.finish(f"{report}{f'; see {see}' if see else ''}", status != 0)
        if error and not sys.exc_info()[0]:
            raise error

    def _write_report(self) -> None:
        if self._request.report and self.has_begun:
            from frusconv.batch.report import write_report

            write_report(self._request, self._manifest, self._report)
            self._is_reported = True
