"""Results whose source is gone: found, told of, and removed if that is asked."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import suppress
from typing import NamedTuple

from frusconv.batch.database import complaining
from frusconv.batch.manifest import Manifest, digest_of
from frusconv.batch.naming import same_for_all
from frusconv.batch.request import Request


class Leftover(NamedTuple):
    """A result, the source that it was made of, and the file that was in."""

    target: str
    source: str
    file: str


def leftovers(request: Request, manifest: Manifest) -> Iterator[Leftover]:
    """Yield the results that a filled plan does not have and whose source is gone, or has given them under other names.

    A source that the batch was not asked about, or that could not be read, is not gone.
    """
    connection = manifest.connection
    connection.create_function("same_for_all", 1, lambda name: same_for_all(os.fsdecode(name)), deterministic=True)
    query = """
        WITH known (target, source, format, file, is_recorded) AS (
            SELECT target, output.source, format, document.file, 1
            FROM output LEFT JOIN document ON document.source = output.source
            UNION ALL
            SELECT target, source, format, file, 0 FROM intended
            WHERE NOT EXISTS (SELECT 1 FROM output WHERE output.target = intended.target)
        )
        SELECT known.target, known.source, known.format, known.file, file.is_whole,
            EXISTS (SELECT 1 FROM plan.job WHERE job.source = known.source),
            (SELECT name FROM plan.target WHERE key = same_for_all(known.target)), is_recorded
        FROM known LEFT JOIN plan.file ON file.path = known.file
        WHERE NOT EXISTS (SELECT 1 FROM plan.failure WHERE failure.source IN (known.source, known.file))
        ORDER BY known.target
        """
    with complaining(manifest.path):
        for target, source, to_format, file, is_whole, is_planned, other, is_recorded in connection.execute(query):
            path = os.path.join(request.out, os.fsdecode(target))
            if not is_recorded and not os.path.lexists(path):
                continue
            if other == target or (other and _is_same(path, os.path.join(request.out, os.fsdecode(other)))):
                continue
            if is_planned:
                is_gone = to_format in request.settings.formats
            elif is_whole is not None:  # Its file is there, and does not hold it any more.
                is_gone = bool(is_whole) and not request.globs and not request.settings.from_format
            else:
                is_gone = _is_gone(os.fsdecode(file or source))
            if is_gone:
                yield Leftover(os.fsdecode(target), os.fsdecode(source), os.fsdecode(file or source))


def may_come_back(path: str) -> bool:
    """Tell whether a file is gone with all around it: what is left above it is an empty folder, or nothing.

    So it is where a disk is not mounted.
    """
    path = os.path.abspath(path)
    while not os.path.lexists(path):
        path = os.path.dirname(path)
    try:
        return os.path.isdir(path) and not os.listdir(path)
    except OSError:
        return True


def _is_gone(path: str) -> bool:
    try:
        os.stat(path)
    except (FileNotFoundError, NotADirectoryError):
        return True
    except (OSError, ValueError):  # No path at all has a NUL in it, as a damaged manifest can have.
        return False
    return False


def _is_same(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except OSError:
        return False


def remove(request: Request, manifest: Manifest, found: Leftover) -> str | None:
    """Remove a result, and the folders that are empty then. Returns why it stays if it does."""
    target = found.target
    if may_come_back(found.file):
        return "has its source in a folder that is empty, as where a disk is not mounted"
    path = os.path.join(request.out, target)
    row = manifest.connection.execute("SELECT digest FROM output WHERE target = ?", (os.fsencode(target),)).fetchone()
    try:
        # Of what a batch wrote that was killed, there is no record but that it was going to.
        if row and not manifest.intends(target) and digest_of(path) != row[0]:
            return "was changed after it was written"
        os.unlink(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except OSError as error:
        return f"cannot be removed: {error.strerror}"
    manifest.forget(target)
    folder = os.path.dirname(target)
    with suppress(OSError):  # One that is not empty.
        while folder:
            os.rmdir(os.path.join(request.out, folder))
            folder = os.path.dirname(folder)
    return None


def forget_failures(manifest: Manifest) -> None:
    """Take out of the record the failures of sources that are gone."""
    connection = manifest.connection
    rows = connection.execute(
        "SELECT source, file FROM document WHERE error IS NOT NULL "
        "AND NOT EXISTS (SELECT 1 FROM output WHERE output.source = document.source) "
        "AND NOT EXISTS (SELECT 1 FROM plan.job WHERE job.source = document.source) "
        "AND NOT EXISTS (SELECT 1 FROM plan.failure WHERE failure.source = document.source)"
    ).fetchall()
    for source, file in rows:
        if _is_gone(os.fsdecode(file)):
            connection.execute("DELETE FROM document WHERE source = ?", (source,))


def strangers(request: Request, manifest: Manifest) -> Iterator[str]:
    """Yield the files in the folder for results that look like results, and that a filled plan does not have."""
    suffixes = tuple(request.settings.suffix(name) for name in request.settings.formats)
    for place, _, names in os.walk(request.out):
        for name in sorted(names):
            below = os.path.relpath(os.path.join(place, name), request.out)
            if not name.startswith(".") and name.endswith(suffixes):
                found = manifest.connection.execute("SELECT 1 FROM plan.target WHERE name = ?", (os.fsencode(below),))
                if found.fetchone() is None:
                    yield below
