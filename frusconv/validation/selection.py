"""Which rules are asked for: by the call and by a file of settings."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from frusconv.errors import SourceError, UsageError
from frusconv.validation.checks import rules
from frusconv.validation.finding import Finding, Severity

# Looked for in the folder where the program is called.
SETTINGS = "frusconv.toml"
_TABLE = "validate"


class Selection(NamedTuple):
    """Rules by their codes, and exceptions: codes that are not told for files whose names fit a pattern.

    `severities` are those that differ from the rules' own; `schemas` are outside schemas to check against as well.
    """

    codes: frozenset[str]
    exceptions: tuple[tuple[str, frozenset[str]], ...] = ()
    severities: Mapping[str, Severity] = {}
    schemas: tuple[str, ...] = ()

    def has(self, finding: Finding, file: str) -> bool:
        """Whether a finding in a file is asked for; findings of outside schemas are unless they are left out."""
        if finding.code not in self.codes:
            return False
        return not any(finding.code in codes and _fits(file, pattern) for pattern, codes in self.exceptions)

    def severity(self, code: str) -> Severity:
        """Return how bad it is to break a rule."""
        return self.severities.get(code) or rules()[code].severity


def _fits(file: str, pattern: str) -> bool:
    from pathlib import PurePath

    return PurePath(file).match(pattern)


def selection(select: Iterable[str], ignore: Iterable[str], settings: Mapping[str, Any] | None = None) -> Selection:
    """Return the rules that `select` names (all, if none are named) without those that `ignore` names.

    A name is a code, the first word of several (`note` for `note-space` and all others on notes), `errors`, `warnings`
    or `all`. What the call names takes the place of what the settings name. Raises UsageError for an unknown name.
    """
    told = settings or {}
    chosen = codes_of(list(select) or told.get("select") or ["all"])
    left_out = codes_of([*ignore, *told.get("ignore", ())])
    exceptions = tuple((pattern, codes_of(names)) for pattern, names in told.get("exceptions", {}).items())
    severities = {code: value for name, value in told.get("severity", {}).items() for code in codes_of([name])}
    return Selection(chosen - left_out, exceptions, severities, tuple(told.get("schema", ())))


def codes_of(names: Iterable[str]) -> frozenset[str]:
    """Return the codes that names mean; each may hold several, put apart by commas. Raises UsageError."""
    found: set[str] = set()
    for name in (part.strip() for entry in names for part in entry.split(",")):
        if name:
            found |= _codes(name)
    return frozenset(found)


def _codes(name: str) -> set[str]:
    known = rules()
    if name in known:
        return {name}
    if name == "all":
        return set(known)
    if name in {"errors", "warnings"}:
        return {code for code, rule in known.items() if f"{rule.severity}s" == name}
    group = {code for code in known if code.startswith(f"{name}-")}
    if group:
        return group
    raise UsageError(f"no rule is called {name!r}{_near(name)}; `frusconv validate --list` shows all")


def _near(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, rules(), n=1)
    return f"; did you mean {near[0]!r}?" if near else ""


def read_settings(path: str | None) -> dict[str, Any]:
    """Return the table `validate` of a file of settings (TOML); without a path, that of the folder, if there is one.

    Raises SourceError if it cannot be read, and UsageError for settings that there are not.
    """
    import tomllib
    from pathlib import Path

    if path is None and not Path(SETTINGS).is_file():
        return {}
    path = path or SETTINGS
    try:
        with open(path, "rb") as file:
            table = tomllib.load(file).get(_TABLE, {})
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error.strerror}") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SourceError(f"{path}: not TOML: {error}") from None
    _check(table, path)
    return dict(table)


def _check(table: Any, path: str) -> None:
    """Raise UsageError for what a file of settings cannot hold."""
    if not isinstance(table, dict):
        raise UsageError(f"{path}: `{_TABLE}` should be a table")
    for name, value in table.items():
        if name in {"select", "ignore", "schema"}:
            _check_names(value, f"{path}: `{name}`")
        elif name == "exceptions" and isinstance(value, dict):
            for pattern, names in value.items():
                _check_names(names, f"{path}: the exceptions for `{pattern}`")
        elif name == "severity" and isinstance(value, dict):
            for code, severity in value.items():
                if severity not in ("error", "warning"):
                    raise UsageError(f"{path}: the severity of `{code}` should be `error` or `warning`")
        else:
            raise UsageError(
                f"{path}: `{name}` is no setting, or not of this kind; there are select, ignore, schema (lists of "
                "names), exceptions (lists by file) and severity (by code)"
            )


def _check_names(value: Any, what: str) -> None:
    if not (isinstance(value, list) and all(isinstance(name, str) for name in value)):
        raise UsageError(f'{what} should be a list of names, such as ["note-space"]')
