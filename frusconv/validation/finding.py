"""What is wrong in a file, and where."""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import Position

Severity: TypeAlias = Literal["error", "warning"]


class Edit(NamedTuple):
    """A change that mends what is wrong and touches nothing else: bytes `start` to `end` of the file replaced."""

    start: int
    end: int
    replacement: bytes


class Finding(NamedTuple):
    """A rule that is broken: its code, what is wrong here, the place, and the id of the document that it is in."""

    code: str
    message: str
    position: Position
    document: str | None = None
    edits: tuple[Edit, ...] = ()

    def render(self, source_name: str) -> str:
        """Return the place, code and message: `file:line:column: code: message`."""
        return f"{source_name}:{self.position.line}:{self.position.column}: {self.code}: {self.message}"
