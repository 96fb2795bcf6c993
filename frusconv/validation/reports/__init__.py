"""What was found, for people and for programs: a function for each form."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from typing import NamedTuple, TypeAlias

from frusconv.validation.finding import Finding, Severity

# The forms, each a module here with `report`.
FORMS = ("text", "json", "sarif", "github")


class Told(NamedTuple):
    """A finding with the file that it is in, and how bad it is."""

    file: str
    finding: Finding
    severity: Severity


def counted(count: int, what: str) -> str:
    """Return a number and what it counts, in the plural if it is not one."""
    return f"{count:,} {what}{'' if count == 1 else 's'}"


Report: TypeAlias = Callable[[Iterable[Told]], Iterator[str]]


def report(form: str) -> Report:
    """Return what writes findings in a form; `form` is one of FORMS."""
    function: Report = import_module(f"frusconv.validation.reports.{form}").report
    return function
