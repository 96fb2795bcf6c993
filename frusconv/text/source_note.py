"""The line above a heading that tells where the original lies: file numbers, lot files, libraries.

761.94/1132: Telegram
740.00119 Control (Japan)/6–1049
123 Steinhardt, Laurence A./380½: Telegram
S/P Files: Lot 64 D 563
"""

from __future__ import annotations

import re
from typing import NamedTuple

from frusconv.pattern import Pattern

LONGEST = 400
# Decimal file: class number, with a name or country, a stroke and the enclosure number or (since 1944) the date.
_FILE_NUMBER = Pattern(
    r"(?:File (?:No\.? )?|No\.? "
    r"|[A-Z][A-Za-z. ]{2,30} (?=\d{3}\.\d))?(?:\d{2,3}[A-Za-z]{0,2}\d*(?:\.[\w–-]+)?(?:[ .–-][^/:]{1,60})?/[\w–½¼¾. "
    r"-]+(?:\s?\[[\w–½ -]+\])?"
    r"|\d{3}\.\d\S*|\d{3} [A-Z][^:/]+?, [^:/]+)",
)
_FILES = Pattern(
    r"\b(?:[Ff]iles?|[Ll]ot|FRC|Archives|Library|[Pp]apers|Record Group|RG \d|Collection|PPS|Embassy [Ff]iles)\b"
)
# Treaties are printed with their number in the series of them.
_TREATIES = Pattern(
    r"\[?(?:Treaty|Executive Agreement|Treaties and Other International Acts) Series,? (?:No\. ?)?\d{1,5}[A-Z]?\.?\]?"
)
_KIND = Pattern(
    r"[:;]\s*((?:Circular )?(?:Telegram|Airgram|Despatch|Dispatch|Instruction|Letter|Memorandum|Note|Radiogram"
    r"|Cablegram|Message))s?[.:]?(?: \([^()]{1,40}\))?$",
    re.IGNORECASE,
)
# How the notes of today begin that name a document's source.
SOURCE_LABEL = Pattern(r"\[?\s*Source:")
_SENTENCE = Pattern(r"[a-z]{4}\. [A-Z]\w+ [a-z]")


class SourceNoteReading(NamedTuple):
    """What a source note says: the archive's number as printed, and the kind of document in lower case."""

    file_number: str | None
    kind: str | None


def read_source_note(text: str) -> SourceNoteReading | None:
    """Return what `text` says if all of it is a source note, else None."""
    if len(text) > LONGEST:
        return None
    kind = _KIND.search(text)
    rest = text[: kind.start()] if kind else text
    if SOURCE_LABEL.match(text):
        return SourceNoteReading(None, kind[1].lower() if kind else None)
    bare = rest.strip(" .")
    if bare.startswith("[") and bare.endswith("]") and bare.count("[") == 1:
        bare = bare[1:-1].strip(" .")
    if _FILE_NUMBER.fullmatch(bare):
        return SourceNoteReading(bare.removeprefix("File ").removeprefix("No. "), _lower(kind))
    if _TREATIES.fullmatch(text):
        return SourceNoteReading(None, "agreement")
    if _FILES.search(rest) and not _SENTENCE.search(text):
        return SourceNoteReading(None, _lower(kind))
    return None


def _lower(kind: re.Match[str] | None) -> str | None:
    return kind[1].lower() if kind else None
