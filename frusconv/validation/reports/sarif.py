"""Findings as SARIF 2.1.0 (OASIS), which code hosts and editors read, with the edits that mend them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from frusconv import __version__
from frusconv.validation.checks import rules
from frusconv.validation.finding import Edit
from frusconv.validation.reports import Told

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(told: Iterable[Told]) -> Iterator[str]:
    """Yield the log with one run."""
    codes = list(rules())
    driver = {
        "name": "frusconv",
        "version": __version__,
        "rules": [
            {
                "id": rule.code,
                "shortDescription": {"text": rule.says},
                "fullDescription": {"text": rule.why},
                "help": {"text": rule.mend},
                "defaultConfiguration": {"level": rule.severity},
            }
            for rule in rules().values()
        ],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(row, codes.index(row.finding.code)) for row in told],
    }
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=1) + "\n"


def _result(told: Told, index: int) -> dict[str, Any]:
    file, finding, severity = told
    line, column = finding.position
    artifact = {"uri": _uri(file)}
    place: dict[str, Any] = {
        "physicalLocation": {"artifactLocation": artifact, "region": {"startLine": line, "startColumn": column}}
    }
    if finding.document:
        place["logicalLocations"] = [{"name": finding.document, "kind": "element"}]
    result: dict[str, Any] = {
        "ruleId": finding.code,
        "ruleIndex": index,
        "level": severity,
        "message": {"text": finding.message},
        "locations": [place],
    }
    if finding.edits:
        change = {"artifactLocation": artifact, "replacements": [_replacement(edit) for edit in finding.edits]}
        result["fixes"] = [{"artifactChanges": [change]}]
    return result


def _replacement(edit: Edit) -> dict[str, Any]:
    return {
        "deletedRegion": {"byteOffset": edit.start, "byteLength": edit.end - edit.start},
        "insertedContent": {"text": edit.replacement.decode()},
    }


def _uri(file: str) -> str:
    """Return a file's name as a reference to a URI (SARIF 2.1.0, section 3.4.3)."""
    path = PurePath(file)
    return path.as_uri() if path.is_absolute() else quote(path.as_posix())
