"""Findings as GitHub's workflow commands, which it shows at the lines that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.terminal import shown
from frusconv.validation.reports import Told


def report(told: Iterable[Told]) -> Iterator[str]:
    """Yield a command for each finding."""
    for file, finding, severity in told:
        line, column = finding.position
        values = f"file={_value(file)},line={line},col={column},title={_value(finding.code)}"
        yield f"::{severity} {values}::{_data(shown(finding.message))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
