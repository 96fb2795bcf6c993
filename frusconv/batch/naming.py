"""What results are called: patterns of names, and names that file systems would take for the same."""

from __future__ import annotations

import os
import unicodedata
from string import Formatter
from typing import NamedTuple

from frusconv.batch.request import Settings
from frusconv.errors import UsageError
from frusconv.file_names import fitting_path

ALONE = "{name}{suffix}"
OF_A_VOLUME = "{volume}/{document}{suffix}"


class Facts(NamedTuple):
    """What names are made of; None where a source does not tell."""

    folder: str
    name: str
    volume: str | None = None
    document: str | None = None


_FIELDS = (*Facts._fields, "format", "suffix")


class NamelessError(UsageError):
    """A source gives no name, or none that can be used: this one fails, and the others go on."""


class Names:
    """Makes the names of results, relative to the folder they go to, with `/` between folders.

    Without a pattern, a document that has a file of its own keeps its name, and one of a volume is called by its id, in
    a folder of its volume. Raises UsageError for a pattern that cannot name the results of all formats.
    """

    def __init__(self, pattern: str | None, settings: Settings) -> None:
        self._pattern = pattern
        self._suffixes = [(name, settings.suffix(name)) for name in settings.formats]
        if pattern is not None:
            _check(pattern, len(self._suffixes))

    def of(self, facts: Facts, is_alone: bool) -> list[tuple[str, str]]:
        """Return each format and the name of its result. Raises NamelessError if there is none."""
        pattern = self._pattern or (ALONE if is_alone else OF_A_VOLUME)
        values = {**facts._asdict(), "volume": facts.volume or (None if is_alone else facts.name)}
        for field, value in values.items():
            if value is None and f"{{{field}}}" in pattern:
                raise NamelessError(
                    f"its {field} is not known, which the pattern of names has; call it as frus1939v03-d59.txt, or add "
                    "a sidecar file"
                )
        return [
            (name, _checked(pattern.format(**values, format=name, suffix=suffix), facts))
            for name, suffix in self._suffixes
        ]


def _check(pattern: str, formats: int) -> None:
    told = ", ".join(f"{{{field}}}" for field in _FIELDS)
    try:
        parts = list(Formatter().parse(pattern))
    except ValueError as error:
        raise UsageError(f"the pattern of names {pattern!r} cannot be read: {error}; fields are {told}") from None
    fields = {field for _, field, _, _ in parts if field is not None}
    if unknown := sorted(fields - set(_FIELDS)):
        raise UsageError(f"the pattern of names {pattern!r} has an unknown field {{{unknown[0]}}}; there are {told}")
    if any(form or conversion for _, _, form, conversion in parts):
        raise UsageError(f"the pattern of names {pattern!r} has more than names in its braces; fields are {told}")
    if not fields & {"name", "document"}:
        raise UsageError(
            f"the pattern of names {pattern!r} is the same for all sources; put {{name}} or {{document}} in it"
        )
    if formats > 1 and not fields & {"suffix", "format"}:
        raise UsageError(f"the pattern of names {pattern!r} is the same for all formats; put {{suffix}} in it")


def _checked(name: str, facts: Facts) -> str:
    # An empty folder leaves a slash at the beginning.
    path = name.replace("//", "/")
    if not facts.folder:
        path = path.removeprefix("/")
    parts = path.split("/")
    if "\0" in path or any(part in ("", ".", "..") for part in parts):
        raise NamelessError(f"its result would be called {name!r}, which leads out of the folder for results")
    return fitting_path(path)


def same_for_all(name: str) -> bytes:
    """Return what is equal for two names that some file system takes for one: by case, or by Unicode form."""
    plain = unicodedata.normalize("NFC", name)
    return unicodedata.normalize("NFC", plain.casefold()).encode("utf-8", "surrogateescape")


def shown(path: str) -> str:
    """Return a path as it can be shown on one line: control characters and bytes that are no UTF-8 as escapes."""
    text = os.fsencode(path).decode("utf-8", "backslashreplace")
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode() for char in text)
