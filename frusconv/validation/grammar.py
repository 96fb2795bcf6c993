"""Which elements and attributes stand where."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from frusconv.validation.rule import Rule

RULES: tuple[Rule, ...] = ()
# Told the code of a rule and what is wrong where the reading is.
Tell: TypeAlias = Callable[[str, str], None]


class GrammarChecker:
    """Sees a file tag by tag, and tells what the grammar does not allow."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """See a start tag."""

    def text(self, text: str) -> None:
        """See text."""

    def end(self, name: str) -> None:
        """See an end tag."""
