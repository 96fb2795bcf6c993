"""Findings for people, in the form that editors and other programs jump by: `file:line:column: error code: message`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.terminal import shown
from frusconv.validation.reports import Told


def report(told: Iterable[Told]) -> Iterator[str]:
    """Yield a line for each finding."""
    for file, finding, severity in told:
        place = f"{file}:{finding.position.line}:{finding.position.column}"
        where = f" [{finding.document}]" if finding.document else ""
        yield shown(f"{place}: {severity} {finding.code}: {finding.message}{where}") + "\n"
