"""The manifest: what stands in the folder for results, what it was made of, and what was found in each document.

An SQLite file in that folder. What it says of a result is never trusted alone: the file has to be there, of the same
size and time of change, or else of the same bytes. A lost manifest costs time, and nothing else.
"""

from __future__ import annotations

import json
import os
import sqlite3
from collections.abc import Iterable
from hashlib import blake2b
from typing import Any, NamedTuple

from frusconv.batch.database import complaining, furnish, make, opened, quoted
from frusconv.batch.request import DIGEST_SIZE, Shard, shard_named

_NAME = ".frusconv-manifest"


class Output(NamedTuple):
    """A result as it was written: path below the folder for results, bytes, digest, time of change in nanoseconds."""

    target: str
    format: str
    size: int
    digest: bytes
    changed: int
    is_kept: bool = False


class Noted(NamedTuple):
    """What a document says that reports count: its year, the post it was sent from, who wrote to whom."""

    year: int | None = None
    post: str | None = None
    sent: tuple[str, ...] = ()
    received: tuple[str, ...] = ()


def manifest_path(out: str, shard: Shard | None = None) -> str:
    """Return where the manifest of a batch, or of a part of one, stands."""
    return os.path.join(out, f"{_NAME}{f'-{shard}' if shard else ''}.sqlite")


def shard_paths(out: str) -> list[str]:
    """Return the manifests of parts that stand in a folder."""
    names = sorted(name for name in os.listdir(out) if name.startswith(f"{_NAME}-") and name.endswith(".sqlite"))
    return [os.path.join(out, name) for name in names]


class Manifest:
    """The manifest of a folder; `connection` is for what is asked of it together with other tables.

    With `base`, another manifest is looked at as well, and not changed: what is not in this one may be there. One that
    is `passing` is made in memory if there is none. Raises OutputError.
    """

    def __init__(self, path: str, base: str | None = None, is_passing: bool = False) -> None:
        self.path = path
        is_new = not os.path.lexists(path)
        if is_new and is_passing:
            self.connection = sqlite3.connect(":memory:", uri=True)
            furnish(self.connection)
        else:
            if is_new:
                make(path)
            self.connection = opened(path)
        self._schemas = ["main"]
        if base is not None and os.path.lexists(base):
            self._schemas.append("base")
            opened(base).close()
            with complaining(path):
                self.connection.execute("ATTACH ? AS base", (f"file:{quoted(base)}?mode=rw",))

    def close(self) -> None:
        """Close it; what was not committed is lost."""
        self.connection.close()

    def commit(self) -> None:
        """Make lasting what was recorded. Raises OutputError on a full disk."""
        with complaining(self.path):
            self.connection.commit()

    def is_current(self, out: str, target: str, content: bytes, recipe: bytes) -> bool:
        """Tell whether a result stands in the folder `out` as it was made of this content by this recipe."""
        for schema in self._schemas:
            row = self.connection.execute(
                f"SELECT size, digest, changed FROM {schema}.output WHERE target = ? AND content = ? AND recipe = ?",  # noqa: S608 - ours
                (os.fsencode(target), content, recipe),
            ).fetchone()
            if row:
                return _stands(os.path.join(out, target), *row)
        return False

    def knows(self, target: str) -> bool:
        """Tell whether a file was written by a batch, or can have been by one that was killed."""
        key = os.fsencode(target)
        for schema in self._schemas:
            found = self.connection.execute(
                f"SELECT 1 FROM {schema}.output WHERE target = ? "  # noqa: S608 - ours
                f"UNION ALL SELECT 1 FROM {schema}.intended WHERE target = ?",
                (key, key),
            )
            if found.fetchone():
                return True
        return False

    def intend(self) -> None:
        """Record at once what a filled plan is going to write: a batch that is killed cannot record what it wrote."""
        with complaining(self.path):
            self.connection.execute(
                "INSERT OR REPLACE INTO intended SELECT target.name, job.source, target.format, file.path "
                "FROM plan.target JOIN plan.job ON job.id = target.job JOIN plan.file ON file.id = job.file "
                "WHERE target.is_stale"
            )
            self.connection.commit()

    def intends(self, target: str) -> bool:
        """Tell whether a batch that was killed was going to write a file."""
        found = self.connection.execute("SELECT 1 FROM intended WHERE target = ?", (os.fsencode(target),))
        return found.fetchone() is not None

    def fulfil(self) -> None:
        """Forget what a filled plan was going to write, now that what was written is recorded."""
        with complaining(self.path):
            self.connection.execute("DELETE FROM intended WHERE target IN (SELECT name FROM plan.target)")

    def record(self, source: str, content: bytes, outputs: Iterable[tuple[Output, bytes]]) -> None:
        """Record what was made of a source; each output comes with its recipe."""
        rows = [
            (
                os.fsencode(output.target),
                os.fsencode(source),
                output.format,
                content,
                recipe,
                output.size,
                output.digest,
                output.changed,
            )
            for output, recipe in outputs
        ]
        with complaining(self.path):
            self.connection.executemany("INSERT OR REPLACE INTO output VALUES (?, ?, ?, ?, ?, ?, ?, ?)", rows)

    def note(self, source: str, file: str, error: str | None, noted: Noted, diagnostics: list[dict[str, Any]]) -> None:
        """Record what was found in a document, or why it failed."""
        row = (
            os.fsencode(source),
            os.fsencode(file),
            _storable(error),
            noted.year,
            _storable(noted.post),
            _listed(noted.sent),
            _listed(noted.received),
            _storable(json.dumps(diagnostics, ensure_ascii=False)) if diagnostics else None,
        )
        with complaining(self.path):
            self.connection.execute("INSERT OR REPLACE INTO document VALUES (?, ?, ?, ?, ?, ?, ?, ?)", row)

    def forget(self, target: str) -> None:
        """Take a result out of the record, and its source if it has no other."""
        key = os.fsencode(target)
        with complaining(self.path):
            found = self.connection.execute("SELECT source FROM output WHERE target = ?", (key,)).fetchone()
            self.connection.execute("DELETE FROM output WHERE target = ?", (key,))
            self.connection.execute("DELETE FROM intended WHERE target = ?", (key,))
            if found:
                self.connection.execute(
                    "DELETE FROM document WHERE source = ? AND NOT EXISTS (SELECT 1 FROM output WHERE source = ?)",
                    (found[0], found[0]),
                )

    def merge(self, other: str, part: str) -> None:
        """Take over all that the manifest of a part has. Raises OutputError if that is damaged or foreign."""
        opened(other).close()
        with complaining(self.path):
            self.connection.execute("ATTACH ? AS other", (f"file:{quoted(other)}?mode=rw",))
            for table in ("output", "document", "intended"):
                self.connection.execute(f"INSERT OR REPLACE INTO main.{table} SELECT * FROM other.{table}")  # noqa: S608 - ours
            self.connection.execute("INSERT OR REPLACE INTO part VALUES (?)", (part,))
            self.connection.commit()
            self.connection.execute("DETACH other")

    def missing_parts(self) -> list[Shard]:
        """Return the parts that were not merged yet of counts of which others were; what is complete is forgotten."""
        missing = []
        with complaining(self.path):
            parts = [part for (part,) in self.connection.execute("SELECT part FROM part")]
            known = [found for part in parts if (found := shard_named(part.replace("of", "/")))]
            for count in sorted({shard.count for shard in known}):
                absent = [Shard(index, count) for index in range(1, count + 1) if Shard(index, count) not in known]
                if not absent:
                    self.connection.execute("DELETE FROM part WHERE part LIKE ?", (f"%of{count}",))
                missing += absent
            self.connection.commit()
        return missing


def _listed(names: tuple[str, ...]) -> str | None:
    return _storable(json.dumps(names, ensure_ascii=False)) if names else None


def _storable(text: str | None) -> str | None:
    """Return text that SQLite takes: what stands for bytes of a path that are no UTF-8 is escaped."""
    return None if text is None else text.encode("utf-8", "backslashreplace").decode()


def digest_of(path: str) -> bytes:
    """Return the digest of a file's bytes. Raises OSError."""
    digest = blake2b(digest_size=DIGEST_SIZE)
    with open(path, "rb") as file:
        while chunk := file.read(1 << 20):
            digest.update(chunk)
    return digest.digest()


def _stands(path: str, size: int, digest: bytes, changed: int) -> bool:
    try:
        found = os.stat(path)
        if found.st_size != size:
            return False
        return found.st_mtime_ns == changed or digest_of(path) == digest
    except OSError:
        return False
