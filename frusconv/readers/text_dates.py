"""The date of a raw document that has no dateline, from what else it tells."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from frusconv.model import Block, Head, Note, Party, When
from frusconv.model.walk import notes_in, plain_text
from frusconv.pattern import Pattern
from frusconv.text.dates_elsewhere import date_in_heading, date_of_file
from frusconv.text.source_note import SOURCE_LABEL

_SENTENCE = Pattern(r"\.\s+(?=[A-Z])")
# How many sentences of a source note can hold the file number: `Source: Department of State, Central Files, …`.
_SENTENCES = 3


class GuessedDate(NamedTuple):
    """A date, and in a word where it is from."""

    value: When
    origin: str

    def __str__(self) -> str:
        return f"{self.value.when} is the date in {self.origin}"


def guessed_date(
    blocks: Sequence[Block], kind: str | None, file_number: str | None, parties: tuple[Sequence[Party], Sequence[Party]]
) -> GuessedDate | None:
    """Return the date that heading or file number tell, or None; `parties` are senders and recipients.

    Dates in source notes and other notes are not taken: nearly all are of the drafting, the reading or of another
    document (NOTES.md of frusconv/places has the counts).
    """
    head = next((block for block in blocks if isinstance(block, Head)), None)
    if head is not None and (value := date_in_heading(plain_text(head.children))):
        return GuessedDate(value, "the heading")
    for number in (file_number,) if file_number else _numbers(blocks):
        if value := date_of_file(number, kind, parties):
            return GuessedDate(value, "the file number")
    return None


def _numbers(blocks: Sequence[Block]) -> Iterator[str]:
    """Yield the sentences of a source note that may hold the number."""
    note = next((note for note in notes_in(blocks) if _is_source(note)), None)
    if note is not None:
        yield from _SENTENCE.sub("\n", plain_text(note.children)).split("\n")[:_SENTENCES]


def _is_source(note: Note) -> bool:
    return note.type == "source" or SOURCE_LABEL.match(plain_text(note.children)) is not None
