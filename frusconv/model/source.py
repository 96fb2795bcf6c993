"""Where text comes from, and what a reader has to say of it."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from frusconv.model.document import Document

Confidence: TypeAlias = Literal["high", "medium", "low"]


class Source(NamedTuple):
    """Text and the name that messages give it (a path, a URL or `<stdin>`)."""

    text: str
    name: str = "<stdin>"


class Position(NamedTuple):
    """A place in a source, both counted from 1."""

    line: int
    column: int


class Diagnostic(NamedTuple):
    """Something a reader could not understand or had to guess; `code` is stable and meant for programs."""

    code: str
    message: str
    position: Position
    confidence: Confidence = "high"

    def render(self, source_name: str) -> str:
        """Return the line shown to people: `file:line:column: code message`."""
        return f"{source_name}:{self.position.line}:{self.position.column}: {self.code} {self.message}"


class Reading(NamedTuple):
    """What a reader returns."""

    documents: tuple[Document, ...]
    diagnostics: tuple[Diagnostic, ...] = ()
