"""What a batch is asked to do, and what is fixed for all of its documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from hashlib import blake2b
from typing import NamedTuple

from frusconv import __version__
from frusconv.errors import SourceError, UsageError
from frusconv.formats import by_name
from frusconv.pattern import Pattern
from frusconv.streams import LARGEST_SOURCE, STANDARD
from frusconv.writers import DEFAULTS, WRITERS, WriteOptions

DIGEST_SIZE = 20
_SHARD = Pattern(r"(\d{1,6})/(\d{1,6})")


@dataclass(frozen=True, slots=True)
class Shard:
    """One of several equal parts of a batch: `index` counts from 1 to `count`."""

    index: int
    count: int

    def has(self, source: str) -> bool:
        """Tell whether a source belongs to this part, by its name below the folder it was found in.

        Every source is in one part of a count, on whatever machine that is asked.
        """
        digest = blake2b(source.encode("utf-8", "surrogateescape"), digest_size=8).digest()
        return int.from_bytes(digest, "big") % self.count == self.index - 1

    def __str__(self) -> str:
        """Return it as it stands in names of files: `3of16`."""
        return f"{self.index}of{self.count}"


def shard_named(text: str) -> Shard | None:
    """Return the part that `3/16` names, or None if there is none such."""
    found = _SHARD.fullmatch(text)
    shard = Shard(int(found[1]), int(found[2])) if found else None
    return shard if shard and 1 <= shard.index <= shard.count else None


class PersonsFile(NamedTuple):
    """The user's file of persons: where it is, and the digest of what it held when the batch began."""

    path: str
    hashed: bytes


def persons_file(path: str) -> PersonsFile:
    """Return the user's file of persons, having read it. Raises UsageError, and SourceError for a wrong one."""
    from frusconv.persons.authority import read_persons

    if path == STANDARD:
        raise UsageError("--persons - is no file, and each worker reads it; name one")
    read_persons(path)
    return PersonsFile(os.path.abspath(path), digest_of(path))


def digest_of(path: str) -> bytes:
    """Return the digest of a small file. Raises SourceError."""
    try:
        with open(path, "rb") as file:
            return blake2b(file.read(), digest_size=DIGEST_SIZE).digest()
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from None


class Settings(NamedTuple):
    """What holds for all documents of a batch: how they are read and written.

    `timeout` is in seconds for each document, `max_size` in bytes for each source; 0 is no limit. Senders and
    recipients are looked up in `persons`. TEI that `is_validated` is checked before it is put in its place.
    """

    formats: tuple[str, ...] = ("tei",)
    from_format: str | None = None
    encoding: str = "utf-8"
    is_strict: bool = False
    options: WriteOptions = DEFAULTS
    timeout: float = 0
    persons: PersonsFile | None = None
    is_validated: bool = True
    max_size: int = LARGEST_SOURCE

    def recipe(self, to_format: str) -> bytes:
        """Return a digest of all that shapes what is written in a format, but for the source: options and version."""
        shaping: tuple[object, ...] = (
            *(__version__, to_format, self.from_format, self.encoding, self.is_strict, self.options),
            *((self.persons.hashed,) if self.persons else ()),
        )
        return blake2b(repr(shaping).encode(), digest_size=DIGEST_SIZE).digest()

    def suffix(self, to_format: str) -> str:
        """Return how the names of files of a format end."""
        return by_name(WRITERS, to_format).suffix


class Request(NamedTuple):
    """A whole batch: where sources are looked for, where results go, and how the work is done.

    `sources` and what `from_list` names are files and folders; `globs` choose among the files of folders and archives;
    `name` is the pattern of the results' names, None for the usual one. With `is_whole` a volume gives one result, and
    else each document of it. `executor` is `processes`, `threads` or `dask://HOST:PORT`.
    """

    sources: tuple[str, ...]
    out: str
    settings: Settings = Settings()
    from_list: str | None = None
    globs: tuple[str, ...] = ()
    name: str | None = None
    is_whole: bool = False
    jobs: int = 1
    executor: str = "processes"
    shard: Shard | None = None
    is_pruned: bool = False
    is_rebuilt: bool = False
    is_fail_fast: bool = False
    log: str | None = None
    report: str | None = None
