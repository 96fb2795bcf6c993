"""Findings as a JSON array."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from frusconv.validation.checks import rules
from frusconv.validation.reports import Told


def report(told: Iterable[Told]) -> Iterator[str]:
    """Yield a JSON array, with an object on a line for each finding."""
    before = "["
    for file, finding, severity in told:
        row = {
            "file": file,
            "line": finding.position.line,
            "column": finding.position.column,
            "severity": severity,
            "code": finding.code,
            "message": finding.message,
            "document": finding.document,
            "can_be_fixed": bool(finding.edits),
            "mend": rules()[finding.code].mend,
        }
        yield f"{before}\n{json.dumps(row, ensure_ascii=False)}"
        before = ","
    yield "[]\n" if before == "[" else "\n]\n"
