"""The manifest: what stands in the folder for results, what it was made of, and what was found in each document.

An SQLite file in that folder. What it says of a result is never trusted alone: the file has to be there, of the same
size and time of change, or else of the same bytes. A lost manifest costs time, and nothing else.
"""

from __future__ import annotations

import contextlib
import json
import os
import sqlite3
from collections.abc import Iterable, Iterator
from hashlib import blake2b
from typing import Any, NamedTuple

from frusconv.batch.request import DIGEST_SIZE, Shard, shard_named
from frusconv.errors import FrusconvError, OutputError

# "FRUS", which tells our manifest from other databases.
APPLICATION = 0x46525553
VERSION = 1
_NAME = ".frusconv-manifest"
_OF_THE_DISK = ("SQLITE_FULL", "SQLITE_IOERR", "SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_BUSY")
_TABLES = """
CREATE TABLE IF NOT EXISTS output (
    target BLOB PRIMARY KEY, source BLOB NOT NULL, format TEXT NOT NULL, content BLOB NOT NULL, recipe BLOB NOT NULL,
    size INTEGER NOT NULL, digest BLOB NOT NULL, changed INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS output_source ON output (source);
CREATE TABLE IF NOT EXISTS document (
    source BLOB PRIMARY KEY, file BLOB NOT NULL, error TEXT, year INTEGER, post TEXT, sent TEXT, received TEXT,
    diagnostics TEXT
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (part TEXT PRIMARY KEY) WITHOUT ROWID;
"""


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


def set_aside(path: str) -> str | None:
    """Give a manifest, whatever it is, another name, and return that; None if there is none."""
    if not os.path.lexists(path):
        return None
    aside = f"{path}.set-aside"
    while os.path.lexists(aside) and (os.path.isdir(path) or os.path.isdir(aside)):  # A folder takes no other's place.
        aside += "-too"
    os.replace(path, aside)
    # A journal that stayed would be played back into the manifest that comes next.
    with contextlib.suppress(FileNotFoundError):
        os.replace(f"{path}-journal", f"{aside}-journal")
    return aside


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
            _furnish(self.connection)
        else:
            if is_new:
                _make(path)
            self.connection = _opened(path)
        self._schemas = ["main"]
        if base is not None and os.path.lexists(base):
            self._schemas.append("base")
            _opened(base).close()
            with complaining(path):
                self.connection.execute("ATTACH ? AS base", (f"file:{_quoted(base)}?mode=rw",))

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
        """Tell whether a file was written by a batch."""
        for schema in self._schemas:
            found = self.connection.execute(
                f"SELECT 1 FROM {schema}.output WHERE target = ?",  # noqa: S608 - ours
                (os.fsencode(target),),
            )
            if found.fetchone():
                return True
        return False

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
            if found:
                self.connection.execute(
                    "DELETE FROM document WHERE source = ? AND NOT EXISTS (SELECT 1 FROM output WHERE source = ?)",
                    (found[0], found[0]),
                )

    def merge(self, other: str, part: str) -> None:
        """Take over all that the manifest of a part has. Raises OutputError if that is damaged or foreign."""
        _opened(other).close()
        with complaining(self.path):
            self.connection.execute("ATTACH ? AS other", (f"file:{_quoted(other)}?mode=rw",))
            for table in ("output", "document"):
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


def _quoted(path: str) -> str:
    from urllib.parse import quote

    return quote(os.path.abspath(path))


def _opened(path: str) -> sqlite3.Connection:
    """Return a connection to a manifest that is there. Raises OutputError."""
    if os.path.isdir(path):
        raise _unusable(path, "it is a folder")
    with complaining(path):
        connection = sqlite3.connect(f"file:{_quoted(path)}?mode=rw", uri=True)
        try:
            _check(connection, path)
            # Results are synced before they are recorded: a record that is lost costs a conversion.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -8000")
        except BaseException:
            connection.close()
            raise
    return connection


def _make(path: str) -> None:
    """Make an empty manifest, which appears whole: one that is there and not whole is damaged."""
    new = f"{path}.part"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(new)
    with complaining(path):
        connection = sqlite3.connect(new)
        try:
            _furnish(connection)
            connection.close()
            os.replace(new, path)
        except BaseException:
            connection.close()
            for name in (new, f"{new}-journal"):
                with contextlib.suppress(OSError):
                    os.unlink(name)
            raise


def _furnish(connection: sqlite3.Connection) -> None:
    connection.execute(f"PRAGMA application_id = {APPLICATION}")
    connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.executescript(_TABLES)


def _check(connection: sqlite3.Connection, path: str) -> None:
    # Damaged text must not keep it from being told what is damaged.
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    application = connection.execute("PRAGMA application_id").fetchone()[0]
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if application != APPLICATION or not os.path.getsize(path):
        raise _unusable(path, "it is empty or of another program")
    with open(path, "rb") as file:
        # Versions of the file's format (SQLite's "Database File Format", 1.3.3); with others SQLite only reads it.
        if file.read(20)[18:] != b"\1\1":
            raise _unusable(path, "it is damaged (its header)")
    if version != VERSION:
        raise _unusable(path, f"it is of another version of frusconv (form {version}, and this one has {VERSION})")
    found = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if found != "ok":
        raise _unusable(path, f"it is damaged ({' '.join(found.split())[:80]})")
    for table in ("output", "document"):
        connection.execute(f"SELECT * FROM {table} LIMIT 1")  # noqa: S608 - ours


def _unusable(path: str, what: str) -> OutputError:
    return OutputError(
        f"{path}: the manifest cannot be used: {what}; run the batch with --rebuild, which sets it aside, makes a new "
        "one and keeps every result that is as it should be"
    )


@contextlib.contextmanager
def complaining(path: str) -> Iterator[None]:
    """Raise OutputError for what SQLite says: a full disk, a damaged file, a folder that cannot be written to."""
    try:
        yield
    except FrusconvError:
        raise
    except sqlite3.Error as error:
        name = getattr(error, "sqlite_errorname", "") or ""
        if name.startswith(_OF_THE_DISK) and name != "SQLITE_IOERR_SHORT_READ":
            hint = "; make room and run the batch again, which goes on from here" if name == "SQLITE_FULL" else ""
            raise OutputError(f"{path}: the manifest cannot be written: {error}{hint}") from None
        raise _unusable(path, f"it is damaged ({error})") from None
    except UnicodeDecodeError:  # What sqlite3 makes of a message that quotes damaged text.
        raise _unusable(path, "it is damaged") from None
    except OSError as error:
        raise OutputError(f"{path}: the manifest cannot be written: {error.strerror}") from None
