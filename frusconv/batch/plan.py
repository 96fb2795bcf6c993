"""The plan: every document of the sources and the files that it is to give, before any is written.

It stands in tables on disk, so that a collection may have any size: two names for one file are found by a key, and
memory does not grow.
"""

from __future__ import annotations

import os
import pickle
import sqlite3
from collections.abc import Callable, Iterator
from typing import NamedTuple

from frusconv.batch.contents import Content, contents_of
from frusconv.batch.database import complaining
from frusconv.batch.manifest import Manifest
from frusconv.batch.naming import Facts, NamelessError, Names, same_for_all, shown
from frusconv.batch.packed import unpacked_name
from frusconv.batch.request import Request
from frusconv.batch.sources import Choice, Found, Unreadable, found_in
from frusconv.errors import FrusconvError, UsageError
from frusconv.formats import by_name
from frusconv.metadata import gathered
from frusconv.model import NOTHING_KNOWN, Metadata
from frusconv.readers import READERS
from frusconv.readers.tei_pieces import NO_FRAME, Frame

_TABLES = """
CREATE TABLE plan.file (id INTEGER PRIMARY KEY, path BLOB UNIQUE, given BLOB, is_whole INTEGER, identity TEXT);
CREATE INDEX plan.file_identity ON file (identity);
CREATE TABLE plan.frame (id INTEGER PRIMARY KEY, frame BLOB);
CREATE TABLE plan.job (
    id INTEGER PRIMARY KEY, file INTEGER, source BLOB UNIQUE, label BLOB, content BLOB, is_stale INTEGER, frame INTEGER,
    rest BLOB
);
CREATE TABLE plan.target (
    key BLOB PRIMARY KEY, name BLOB, job INTEGER, format TEXT, is_stale INTEGER, is_guarded INTEGER
) WITHOUT ROWID;
CREATE INDEX plan.target_job ON target (job);
CREATE TABLE plan.failure (source BLOB PRIMARY KEY, label BLOB, file BLOB, error TEXT) WITHOUT ROWID;
"""


class Planned(NamedTuple):
    """A document to convert: where it is, what is known of it, and what it is to give.

    Each of its targets is a format, a name, and whether a file that is there is not to be replaced.
    """

    id: int
    label: str
    source: str
    file: str
    content: Content
    metadata: Metadata
    targets: tuple[tuple[str, str, bool], ...]


class Failure(NamedTuple):
    """A source that cannot be worked on, and why; `label` is its name for people."""

    label: str
    source: str
    file: str
    error: str


class Plan:
    """Made in tables beside a manifest's; `fill` it first."""

    def __init__(self, request: Request, manifest: Manifest) -> None:
        self._request = request
        self._manifest = manifest
        self._names = Names(request.name, request.settings)
        self._recipes = {name: request.settings.recipe(name) for name in request.settings.formats}
        self._own = os.path.abspath(request.out)
        self._is_mixed = self._is_among_sources()
        self._choice = self._chosen()
        # What the last batch told stands among the sources of this one, if it was put there.
        self._told = {os.path.abspath(path) for path in (request.log, request.report) if path}
        self.connection = manifest.connection
        self.connection.execute("ATTACH '' AS plan")
        self.connection.executescript(_TABLES)
        self._frame: tuple[int, Frame] = (0, NO_FRAME)
        self.planned = self.stale = 0

    def failed_count(self) -> int:
        """Return how many sources cannot be worked on."""
        return int(self.connection.execute("SELECT count(*) FROM plan.failure").fetchone()[0])

    def fill(self, go_on: Callable[[], None]) -> None:
        """Find all sources; `go_on` is called before each.

        Raises UsageError where two would write one file, or one would be written over; SourceError for a source that
        was named and is not there.
        """
        request = self._request
        with complaining("the plan"):
            for found in found_in(request.sources, request.from_list, self._choice, request.out):
                go_on()
                if isinstance(found, Unreadable):
                    self._fail(found.path, "", found.error)
                else:
                    self._file(found)
            self._refuse_written_over()
            self._refuse_reports()

    def _chosen(self) -> Choice:
        settings = self._request.settings
        if settings.from_format:
            return Choice(frozenset((by_name(READERS, settings.from_format).suffix,)), self._request.globs)
        suffixes = {row.suffix for row in READERS.values()}
        if self._is_mixed:
            suffixes -= {settings.suffix(name) for name in settings.formats}
        return Choice(frozenset(suffixes), self._request.globs)

    def _is_among_sources(self) -> bool:
        """Tell whether results go right where sources are, or above: files of their formats are then no sources."""
        folders = [os.path.abspath(path) for path in self._request.sources if os.path.isdir(path)]
        return any(os.path.commonpath((folder, self._own)) == self._own for folder in folders)

    def _file(self, found: Found) -> None:
        path = os.path.abspath(found.path)
        if path in self._told:
            return
        cursor = self.connection.execute(
            "INSERT OR IGNORE INTO plan.file (path, given, is_whole, identity) VALUES (?, ?, 1, ?)",
            (os.fsencode(path), os.fsencode(found.path), _identity(path)),
        )
        is_below = path.startswith(os.path.join(self._own, ""))
        if not cursor.rowcount or (is_below and self._manifest.knows(os.path.relpath(path, self._own))):
            return  # Named twice, or a result.
        number = cursor.lastrowid or 0
        try:
            for content in contents_of(found, self._choice, self._request):
                self._content(number, found, content)
        except UsageError:
            raise
        except FrusconvError as error:
            # What was found before it is not to be trusted, unless it stands on its own in an archive.
            self.connection.execute("UPDATE plan.file SET is_whole = 0 WHERE id = ?", (number,))
            self._fail(found.path, "", _reason(str(error), found.path))

    def _content(self, number: int, found: Found, content: Content) -> None:
        """Add what a file holds, or one of the documents that it holds."""
        if content.error is not None:
            self._fail(found.path, content.label, content.error)
            return
        label = found.path + content.label
        try:
            metadata = NOTHING_KNOWN if content.piece else _beside(label)
            targets = self._names.of(_facts(found, content, metadata), content.is_alone)
        except NamelessError as error:
            self._fail(found.path, content.label, str(error))
            return
        shard = self._request.shard
        is_ours = shard is None or shard.has(f"{found.folder}/{os.path.basename(found.path)}{content.label}")
        if not self._add(number, content, os.path.abspath(found.path), metadata, targets, is_ours):
            self._fail(found.path, content.label, "stands twice in the archive; unpack it and choose one")

    def _add(
        self,
        number: int,
        content: Content,
        path: str,
        metadata: Metadata,
        targets: list[tuple[str, str]],
        is_ours: bool,
    ) -> bool:
        """Add a document, and return whether there is none of its name yet."""
        source = path + content.label
        digest = content.digest(metadata) if is_ours else b""
        bare, frame = self._without_frame(content)
        cursor = self.connection.execute(
            "INSERT OR IGNORE INTO plan.job (file, source, label, content, is_stale, frame, rest) "
            "VALUES (?, ?, ?, ?, 0, ?, ?)",
            (number, os.fsencode(source), os.fsencode(content.label), digest, frame, pickle.dumps((bare, metadata))),
        )
        if not cursor.rowcount:
            return False
        job, is_stale = cursor.lastrowid, False
        for to_format, name in targets:
            is_old = is_ours and not self._manifest.is_current(
                self._request.out, name, digest, self._recipes[to_format]
            )
            is_stale = is_stale or is_old
            self._target(name, job or 0, to_format, is_old)
        if is_stale:
            self.connection.execute("UPDATE plan.job SET is_stale = 1 WHERE id = ?", (job,))
        self.planned += is_ours
        self.stale += is_stale
        return True

    def _without_frame(self, content: Content) -> tuple[Content, int | None]:
        """Return what is kept of a document's place, and the number of the frame that it shares with others."""
        if content.piece is None:
            return content, None
        frame = content.piece.frame
        if frame is not self._frame[1]:
            cursor = self.connection.execute("INSERT INTO plan.frame (frame) VALUES (?)", (pickle.dumps(frame),))
            self._frame = cursor.lastrowid or 0, frame
        return content._replace(piece=content.piece._replace(frame=NO_FRAME)), self._frame[0]

    def _with_frame(self, content: Content, number: int) -> Content:
        if content.piece is None:
            return content
        if number != self._frame[0]:
            (data,) = self.connection.execute("SELECT frame FROM plan.frame WHERE id = ?", (number,)).fetchone()
            self._frame = number, pickle.loads(data)  # noqa: S301 - our own table
        return content._replace(piece=content.piece._replace(frame=self._frame[1]))

    def _target(self, name: str, job: int, to_format: str, is_stale: bool) -> None:
        # Among sources, a file that no batch wrote is not to be replaced.
        is_guarded = self._is_mixed and not self._manifest.knows(name)
        try:
            self.connection.execute(
                "INSERT INTO plan.target VALUES (?, ?, ?, ?, ?, ?)",
                (same_for_all(name), os.fsencode(name), job, to_format, is_stale, is_guarded),
            )
        except sqlite3.IntegrityError:
            other, first = self.connection.execute(
                "SELECT name, job FROM plan.target WHERE key = ?", (same_for_all(name),)
            ).fetchone()
            both = sorted((self._label(first), self._label(job)))
            how = (
                "" if os.fsdecode(other) == name else f" (beside {shown(os.fsdecode(other))}, the same to some systems)"
            )
            raise UsageError(
                f"{both[0]} and {both[1]} would both be written to {shown(os.path.join(self._request.out, name))}{how}"
                "; rename one, or give names with their folders by --name '{folder}/{name}{suffix}'"
            ) from None

    def _label(self, job: int) -> str:
        given, label = self.connection.execute(
            "SELECT given, label FROM plan.job JOIN plan.file ON file.id = job.file WHERE job.id = ?", (job,)
        ).fetchone()
        return shown(os.fsdecode(given + label))

    def _fail(self, path: str, label: str, error: str) -> None:
        self.connection.execute(
            "INSERT OR REPLACE INTO plan.failure VALUES (?, ?, ?, ?)",
            (
                os.fsencode(os.path.abspath(path) + label),
                os.fsencode(path + label),
                os.fsencode(os.path.abspath(path)),
                shown(error),  # It can quote a name that is no UTF-8.
            ),
        )

    def _refuse_written_over(self) -> None:
        """Raise UsageError if a result would take the place of a source."""
        for (name,) in self.connection.execute("SELECT name FROM plan.target WHERE is_stale"):
            target = os.path.join(self._own, os.fsdecode(name))
            # By what the file is, and not by its name: links and other cases of letters lead to the same.
            rows = self.connection.execute("SELECT path, given FROM plan.file WHERE identity = ?", (_identity(target),))
            for path, given in rows:
                if _is_one(target, os.fsdecode(path)):
                    raise UsageError(
                        f"{shown(os.fsdecode(given))}: would be written over by a result; name another folder with "
                        "--out"
                    )

    def _refuse_reports(self) -> None:
        """Raise UsageError if the log or report has the name of a source or result."""
        for name, path in (("--log", self._request.log), ("--report", self._request.report)):
            whole = os.path.abspath(path or "")
            found = self.connection.execute(
                "SELECT 1 FROM plan.file WHERE path = ? UNION SELECT 1 FROM plan.target WHERE key = ?",
                (os.fsencode(whole), same_for_all(os.path.relpath(whole, self._own))),
            ).fetchone()
            if path and found:
                raise UsageError(f"{name} {shown(path)}: is a source or a result of this batch; name another file")

    def failures(self) -> Iterator[Failure]:
        """Yield the sources that cannot be worked on."""
        for source, label, file, error in self.connection.execute(
            "SELECT source, label, file, error FROM plan.failure"
        ):
            yield Failure(os.fsdecode(label), os.fsdecode(source), os.fsdecode(file), error)

    def to_convert(self) -> Iterator[Planned]:
        """Yield the documents that are new or have changed, or whose results have, with those results."""
        rows = self.connection.execute(
            "SELECT job.id, label, source, path, given, frame, rest FROM plan.job JOIN plan.file ON file.id = job.file "
            "WHERE is_stale ORDER BY job.id"
        )
        for number, label, source, path, given, frame, rest in rows:
            targets = self.connection.execute(
                "SELECT format, name, is_guarded FROM plan.target WHERE job = ? AND is_stale ORDER BY name", (number,)
            )
            content, metadata = pickle.loads(rest)  # noqa: S301 - our own table
            yield Planned(
                number,
                os.fsdecode(given + label),
                os.fsdecode(source),
                os.fsdecode(path),
                self._with_frame(content, frame),
                metadata,
                tuple((to_format, os.fsdecode(name), bool(guarded)) for to_format, name, guarded in targets),
            )


def _identity(path: str) -> str | None:
    try:
        found = os.stat(path)
    except OSError:
        return None
    return f"{found.st_dev} {found.st_ino}"


def _is_one(path: str, other: str) -> bool:
    """Tell whether two paths to one file are more than two hard links, which part when one is written."""
    return os.stat(path).st_nlink == 1 or os.path.realpath(path) == os.path.realpath(other)


def _beside(label: str) -> Metadata:
    """Return what is known of a source beside its text; of `x.txt.gz` also what `x.yaml` says."""
    known = gathered(label, NOTHING_KNOWN)
    unpacked = unpacked_name(label)
    return known if unpacked == label else gathered(label, gathered(unpacked, NOTHING_KNOWN))


def _facts(found: Found, content: Content, metadata: Metadata) -> Facts:
    folder, _, name = content.path_below(found).rpartition("/")
    stem = os.path.splitext(unpacked_name(name))[0]
    if content.piece:
        return Facts(folder, stem, content.piece.volume, content.piece.id)
    return Facts(folder, stem, metadata.volume or content.volume, metadata.document or content.document)


def _reason(message: str, path: str) -> str:
    """Return a message without the path that it begins with, which is told beside it."""
    return message.removeprefix(f"{path}: ").removeprefix(f"{path}:")
