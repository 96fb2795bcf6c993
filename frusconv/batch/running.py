"""What can be asked of a folder for results: a batch, a look at what it would do, and parts put together."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from contextlib import closing, suppress

from frusconv.batch.executors import check
from frusconv.batch.leftovers import leftovers, may_come_back
from frusconv.batch.lock import Lock
from frusconv.batch.manifest import Manifest, manifest_path, shard_paths
from frusconv.batch.naming import Names, shown
from frusconv.batch.one_run import OneRun, manifest_of
from frusconv.batch.plan import Plan
from frusconv.batch.request import Request
from frusconv.batch.results import no_room_or
from frusconv.batch.telling import Teller, shown_below
from frusconv.errors import ExitCode, UsageError
from frusconv.streams import STANDARD, check_encoding


def run(request: Request, teller: Teller, arguments: Sequence[str] = ()) -> int:
    """Convert what is new or has changed, and return the exit status. `arguments` are those of the call, for the log.

    Raises UsageError before anything is written; LockedError if another batch is at work in the folder; OutputError for
    a manifest that cannot be used, a full disk and the like: what was done until then is kept, and the next batch goes
    on from there.
    """
    Names(request.name, request.settings)
    check(request.executor)
    _check_report(request.report)
    check_encoding(request.settings.encoding)
    if request.shard and request.is_pruned:
        raise UsageError("--prune needs to see all sources; run the batch without --shard once all parts are merged")
    made = _missing_folders(request.out)
    _make_out(request.out)
    lock = Lock(request.out, request.shard)
    killed = lock.take()
    batch = OneRun(request, teller, arguments, killed)
    try:
        return batch.run()
    finally:
        if not made or batch.has_begun:
            lock.free()
        else:
            _remove_out(request, lock, made)


def preview(request: Request, teller: Teller) -> Iterator[str]:
    """Yield a line for each thing that a batch would do; nothing is written."""
    with closing(manifest_of(request, is_passing=True)) as manifest:
        plan = Plan(request, manifest)
        plan.fill(lambda: None)
        for planned in plan.to_convert():
            for _, name, _ in planned.targets:
                yield f"convert {shown(planned.label)} -> {shown_below(request.out, name)}"
        for failure in plan.failures():
            yield f"fail {shown(failure.label)}: {failure.error}"
        left = removed = 0
        for found in leftovers(request, manifest):
            is_removed = request.is_pruned and bool(plan.planned) and not may_come_back(found.file)
            left, removed = left + (not is_removed), removed + is_removed
            word = "remove" if is_removed else "left over"
            yield f"{word} {shown_below(request.out, found.target)} (its source {shown(found.source)} is gone)"
        failed = plan.failed_count()
        last = f"{plan.stale:,} to convert, {plan.planned - plan.stale:,} unchanged, {failed:,} failed"
        last += f", {removed:,} to remove" if removed else ""
        last += f", {left:,} left of sources that are gone" if left else ""
        teller.finish(last, bool(failed))


def merge(request: Request, teller: Teller) -> int:
    """Put the manifests of the parts of a batch into one, and return the exit status: 8 if a part is missing."""
    if not os.path.isdir(request.out):
        raise UsageError(f"{request.out}: no such folder; --merge puts together what --shard has left there")
    lock = Lock(request.out)
    lock.take()
    try:
        paths = shard_paths(request.out)
        if not paths:
            raise UsageError(f"{request.out}: no manifest of a part is there; run the parts with --shard first")
        manifest = Manifest(manifest_path(request.out))
        for path in paths:
            manifest.merge(path, os.path.basename(path).rpartition("-")[2].removesuffix(".sqlite"))
            os.unlink(path)
        missing = manifest.missing_parts()
        manifest.close()
        for part in missing:
            teller.say(f"the part {part.index}/{part.count} is missing: run it, and merge again")
        teller.finish(f"{len(paths):,} parts merged", bool(missing))
        return ExitCode.BATCH if missing else ExitCode.OK
    finally:
        lock.free()


def _missing_folders(path: str) -> list[str]:
    """Return the folders that have to be made for there to be one at `path`, the innermost first."""
    missing, path = list[str](), os.path.abspath(path)
    while not os.path.lexists(path):
        missing.append(path)
        path = os.path.dirname(path)
    return missing


def _check_report(path: str | None) -> None:
    if path and path != STANDARD and (os.path.isdir(path) or not os.path.isdir(os.path.dirname(path) or ".")):
        raise UsageError(f"--report {shown(path)}: is a folder, or in none; name a file in a folder that is there")


def _make_out(out: str) -> None:
    try:
        os.makedirs(out, exist_ok=True)
    except OSError as error:
        raise no_room_or(error, out, "the folder cannot be made") from None


def _remove_out(request: Request, lock: Lock, made: Sequence[str]) -> None:
    """Remove the folders that were made for a batch that could not begin."""
    with suppress(OSError):
        for name in os.listdir(request.out):
            if name.startswith(".frusconv"):
                os.unlink(os.path.join(request.out, name))
    lock.free()
    with suppress(OSError):
        for folder in made:
            os.rmdir(folder)
