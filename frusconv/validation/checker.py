"""What a call of validate checks: the rules that are selected, and outside schemas."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from frusconv.model import FileSource
from frusconv.validation.finding import Finding
from frusconv.validation.outside import outside_check
from frusconv.validation.reports import Told
from frusconv.validation.selection import Selection
from frusconv.validation.validate import See, findings


class Checker:
    """Checks one file after another. Raises what `outside_check` raises when it is made."""

    def __init__(self, selection: Selection, schemas: Sequence[str] = ()) -> None:
        self._selection = selection
        self._outside = [outside_check(path) for path in schemas]

    def findings(self, source: FileSource, see: See | None = None) -> tuple[Finding, ...]:
        """Return what is wrong in a file, in the order of the file; `see` is called with each unit of it.

        Raises SourceError if it cannot be read.
        """
        found = list(findings(source, see))
        if not any(finding.code == "xml" for finding in found):
            found += [finding for check in self._outside for finding in check(source)]
        return tuple(
            sorted(
                (finding for finding in found if self._selection.has(finding, source.name)),
                key=lambda finding: (finding.position, finding.code),
            )
        )

    def told(self, source: FileSource, see: See | None = None) -> Iterator[Told]:
        """Yield the same with the file and how bad each is."""
        return self.with_severity(source.name, self.findings(source, see))

    def with_severity(self, name: str, found: Iterable[Finding]) -> Iterator[Told]:
        """Yield findings with the file that they are in and how bad each is."""
        for finding in found:
            yield Told(name, finding, self._selection.severity(finding.code))
