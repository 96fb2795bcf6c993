"""Many sources, a file each: planned first, then converted by a pool of processes."""

from __future__ import annotations

import signal
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

from frusconv.conversion import read, volume_of
from frusconv.errors import ExitCode, FrusconvError, SourceError, UsageError
from frusconv.formats import by_name
from frusconv.readers import READERS
from frusconv.streams import files_in, open_source, write_output
from frusconv.writers import DEFAULTS, WRITERS, WriteOptions, writer


@dataclass(frozen=True, slots=True)
class Job:
    """One source and the file that its result goes to."""

    source: Path
    target: Path


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for all jobs of a batch."""

    to_format: str = "tei"
    from_format: str | None = None
    encoding: str = "utf-8"
    is_strict: bool = False
    options: WriteOptions = DEFAULTS


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a job: how often each diagnostic code was met, and the error if it failed."""

    source: Path
    codes: tuple[str, ...] = ()
    error: str | None = None


@dataclass(slots=True)
class Report:
    """Counts what became of a batch."""

    converted: int = 0
    failed: int = 0
    codes: Counter[str] = field(default_factory=Counter)

    def add(self, outcome: Outcome) -> None:
        """Count one outcome."""
        self.codes.update(outcome.codes)
        if outcome.error is None:
            self.converted += 1
        else:
            self.failed += 1

    @property
    def exit_code(self) -> ExitCode:
        """8 if anything failed."""
        return ExitCode.BATCH if self.failed else ExitCode.OK

    def __str__(self) -> str:
        """Return the line that people read at the end."""
        line = f"{self.converted:,} converted, {self.failed:,} failed"
        if self.codes:
            line += "; diagnostics: " + ", ".join(f"{code} {count:,}" for code, count in self.codes.most_common())
        return line


def plan(sources: Sequence[Path], out: Path, to_format: str, from_format: str | None = None) -> list[Job]:
    """Return a job for each source, and for each file of a format in a folder and those below it, in order of name.

    Without `from_format` a folder gives its text and TEI files, but none of the format that is written: results can
    stand below their sources. Raises SourceError for a source that is not there, and UsageError where two would write
    the same file.
    """
    suffix = by_name(WRITERS, to_format).suffix
    read = [by_name(READERS, from_format)] if from_format else READERS.values()
    suffixes = {row.suffix for row in read if from_format or row.suffix != suffix}
    jobs: dict[Path, Job] = {}
    for source in _files(sources, suffixes):
        job = Job(source, out / f"{source.stem}{suffix}")
        if job.target == source:
            raise UsageError(f"{source}: would be written over by its own result; name another folder with --out")
        key = Path(str(job.target).casefold())
        if key in jobs and jobs[key].source != source:
            raise UsageError(f"{jobs[key].source} and {source} would both be written to {job.target}; rename one")
        jobs[key] = job
    return list(jobs.values())


def run(jobs: Sequence[Job], settings: Settings, processes: int = 1) -> Iterator[Outcome]:
    """Yield the outcome of each job, in order; one that fails does not stop the others."""
    if processes == 1 or len(jobs) < 2:
        yield from (convert_one(job, settings) for job in jobs)
        return
    size = max(1, min(50, len(jobs) // (processes * 4)))
    with ProcessPoolExecutor(processes, initializer=_leave_interrupts) as pool:
        try:
            yield from pool.map(convert_one, jobs, [settings] * len(jobs), chunksize=size)
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _leave_interrupts() -> None:
    """Let a worker finish the document in hand when the user interrupts: the parent decides what is next."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def convert_one(job: Job, settings: Settings) -> Outcome:
    """Convert one source and write its file, whole or not at all."""
    codes: tuple[str, ...] = ()
    try:
        source, name = open_source(str(job.source), settings.encoding, settings.from_format)
        reading = read(source, from_format=name)
        codes = tuple(found.code for found in reading.diagnostics)
        if settings.is_strict and codes:
            return Outcome(job.source, codes, f"{job.source}: {len(codes)} diagnostics under --strict")
        volume = volume_of(((source.name, reading),))
        write_output(str(job.target), writer(settings.to_format)(volume, settings.options))
    except FrusconvError as error:
        return Outcome(job.source, codes, str(error))
    except Exception as error:  # noqa: BLE001 - a fault of ours costs one document, not the night's run.
        return Outcome(job.source, codes, f"{job.source}: unforeseen: {type(error).__name__}: {error}")
    return Outcome(job.source, codes)


def _files(sources: Sequence[Path], suffixes: Collection[str]) -> Iterator[Path]:
    for source in sources:
        if source.is_dir():
            yield from map(Path, files_in(str(source), suffixes))
        elif source.exists():
            yield source
        else:
            raise SourceError(f"{source}: no such file or folder")
