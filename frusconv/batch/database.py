"""The file of a manifest: made whole, opened only if sound and ours; what SQLite says of it, told as our errors."""

from __future__ import annotations

import contextlib
import os
import sqlite3
from collections.abc import Iterator

from frusconv.errors import FrusconvError, OutputError

# "FRUS", which tells our manifest from other databases.
APPLICATION = 0x46525553
VERSION = 1
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
CREATE TABLE IF NOT EXISTS intended (
    target BLOB PRIMARY KEY, source BLOB NOT NULL, format TEXT NOT NULL, file BLOB NOT NULL
) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS part (part TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def quoted(path: str) -> str:
    """Return a path as it stands in an address of SQLite's."""
    from urllib.parse import quote

    return quote(os.path.abspath(path))


def opened(path: str) -> sqlite3.Connection:
    """Return a connection to a manifest that is there. Raises OutputError."""
    if os.path.isdir(path):
        raise _unusable(path, "it is a folder")
    with complaining(path):
        connection = sqlite3.connect(f"file:{quoted(path)}?mode=rw", uri=True)
        try:
            _check(connection, path)
            # Results are synced before they are recorded: a record that is lost costs a conversion.
            connection.execute("PRAGMA synchronous = NORMAL")
            connection.execute("PRAGMA cache_size = -8000")
        except BaseException:
            connection.close()
            raise
    return connection


def make(path: str) -> None:
    """Make an empty manifest, which appears whole: one that is there and not whole is damaged."""
    new = f"{path}.part"
    with contextlib.suppress(FileNotFoundError):
        os.unlink(new)
    with complaining(path):
        connection = sqlite3.connect(new)
        try:
            furnish(connection)
            connection.close()
            os.replace(new, path)
        except BaseException:
            connection.close()
            for name in (new, f"{new}-journal"):
                with contextlib.suppress(OSError):
                    os.unlink(name)
            raise


def furnish(connection: sqlite3.Connection) -> None:
    """Make the tables of a manifest."""
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
    for table in ("output", "document", "intended", "part"):
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
