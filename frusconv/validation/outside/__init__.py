"""Outside schemas: RELAX NG in either syntax, and Schematron."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module
from typing import TypeAlias

from frusconv.errors import UsageError
from frusconv.model import FileSource
from frusconv.validation.finding import Finding

# Finds what an outside schema refuses in a file that is known to be well-formed.
OutsideCheck: TypeAlias = Callable[[FileSource], Iterator[Finding]]
_MODULES = {".rng": "relax_ng", ".rnc": "relax_ng", ".sch": "schematron"}


def outside_check(path: str) -> OutsideCheck:
    """Return what checks files against the schema in a file: `.rng`, `.rnc` or `.sch`.

    Raises SourceError if it cannot be read, and UsageError if it is no such schema or what reads it is not installed.
    """
    suffix = path[path.rfind(".") :].lower()
    if suffix not in _MODULES:
        raise UsageError(f"{path}: a schema's name should end in {', '.join(_MODULES)}")
    check: OutsideCheck = import_module(f"frusconv.validation.outside.{_MODULES[suffix]}").loaded(path)
    return check
