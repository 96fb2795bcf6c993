"""The report of a batch as a web page: what is in the collection, what failed, what had to be guessed.

It is one file that fetches nothing and has no scripts. It tells of all that the manifest holds, and for the run that
wrote it of the counts alone: the same manifest and counts give the same bytes.
"""

from __future__ import annotations

import os
from collections.abc import Iterator

from frusconv import __version__
from frusconv.batch.database import complaining
from frusconv.batch.manifest import Manifest
from frusconv.batch.naming import shown
from frusconv.batch.report.codes import MEANINGS
from frusconv.batch.report.counts import Code, Counts, Example, Ranking, Totals
from frusconv.batch.report.page import Column, Places, beginning, link, number, rest, table, text
from frusconv.batch.report.years import years_section
from frusconv.batch.request import Request
from frusconv.batch.telling import Report
from frusconv.errors import OutputError
from frusconv.streams import write_output
from frusconv.writers.xml import escape

_FAILURES = 500
_REASONS = 30
_FILES = 200
_NAMES = 30
# As many failures as a page shows without being asked.
_OPEN = 50
_SECTIONS = (
    ("failures", "Failures"),
    ("diagnostics", "Diagnostics"),
    ("years", "Documents by year"),
    ("correspondents", "Correspondents"),
    ("posts", "Posts"),
)


def write_report(request: Request, manifest: Manifest, report: Report) -> None:
    """Write the page to the file that the request names; it appears whole or not at all.

    `report` has the counts of the run that ends. Raises OutputError if the page cannot be written, would take the place
    of a source or a result, or the manifest cannot be read.
    """
    if request.report:
        _refuse_written_over(request.report, request.out, manifest)
        write_output(request.report, _pieces(request, manifest, report))


def _refuse_written_over(page: str, out: str, manifest: Manifest) -> None:
    for path in (os.path.abspath(page), os.path.realpath(page)):
        with complaining(manifest.path):
            is_source = Counts(manifest.connection).has_file(os.fsencode(path))
            is_result = manifest.knows(os.path.relpath(path, os.path.abspath(out)))
        if is_source or is_result:
            raise OutputError(f"{page}: is a {'source' if is_source else 'result'}; name another file with --report")


def _pieces(request: Request, manifest: Manifest, report: Report) -> Iterator[bytes]:
    with complaining(manifest.path):
        for piece in _Page(request, Counts(manifest.connection), report).pieces():
            yield piece.encode()


class _Page:
    """The page, a piece at a time."""

    def __init__(self, request: Request, counts: Counts, report: Report) -> None:
        self._request = request
        self._counts = counts
        self._report = report

    def pieces(self) -> Iterator[str]:
        """Yield the page."""
        base = _base(self._counts.outermost())
        self._places = Places(self._request.report or "", self._request.out, base)
        self._totals = self._counts.totals()
        yield from self._header(base)
        sections = (self._failures, self._diagnostics, self._years, self._correspondents, self._posts)
        for (name, heading), section in zip(_SECTIONS, sections, strict=True):
            yield f'<section id="{name}" aria-labelledby="{name}-heading">\n<h2 id="{name}-heading">{heading}</h2>\n'
            yield from section()
            yield "</section>\n"
        yield f"</main>\n<footer><p>Written by frusconv {text(__version__)}.</p></footer>\n</body>\n</html>\n"

    def _header(self, base: bytes) -> Iterator[str]:
        out = os.path.abspath(self._request.out)
        name = shown(os.path.basename(out) or out)
        yield beginning(f"{name}: report of the collection", f"Report of the collection in {escape(name)}")
        yield '<dl class="facts">\n'
        for label, value in self._facts(base, self._totals):
            yield f"<dt>{label}</dt><dd>{value}</dd>\n"
        yield '</dl>\n</header>\n<nav aria-labelledby="contents">\n<h2 id="contents">On this page</h2>\n<ul>\n'
        yield from (f'<li><a href="#{name}">{heading}</a></li>\n' for name, heading in _SECTIONS)
        yield '</ul>\n</nav>\n<main id="main">\n'

    def _facts(self, base: bytes, totals: Totals) -> Iterator[tuple[str, str]]:
        if shard := self._request.shard:
            yield "Part", f"{shard.index} of {shard.count}: what other parts hold is not counted here"
        yield "Sources", f"below {escape(shown(os.fsdecode(base)))}" if base else "none"
        guessed = f"{number(totals.with_diagnostics)} have diagnostics"
        yield "Documents", f"{number(totals.documents)}, of which {number(totals.failed)} failed and {guessed}"
        formats = [f"{number(count)} {text(name)} ({_size(size)})" for name, count, size in self._counts.formats()]
        yield "Results", ", ".join(formats) or "none"
        yield "This run", self._run()

    def _run(self) -> str:
        report = self._report
        parts = [f"{number(report.converted)} converted", f"{number(report.unchanged)} unchanged"]
        parts.append(f"{number(report.failed)} failed")
        if report.removed:
            parts.append(f"{number(report.removed)} removed")
        if report.left:
            parts.append(f"{number(report.left)} left of sources that are gone")
        if report.is_stopped:
            parts.append("stopped before its end")
        return ", ".join(parts)

    def _log(self) -> str:
        """Return where to find what a list of documents leaves out."""
        log = self._request.log
        if not log:
            return "which a run with --log FILE tells of"
        return f"see {link(self._places.address(os.fsencode(os.path.abspath(log))), 'the log')}"

    def _failures(self) -> Iterator[str]:
        total = self._totals.failed
        if not total:
            yield "<p>Nothing failed.</p>\n"
            return
        reasons, kinds = self._counts.reasons(_REASONS)
        rows = ((text(reason), number(count)) for reason, count in reasons)
        yield from table("Reasons, the most frequent first", (Column("Reason"), Column("Documents", True)), rows)
        yield rest(kinds, _REASONS, "reasons")
        is_open = ' open=""' if total <= _OPEN else ""
        yield f"<details{is_open}>\n<summary>{_counted(total, 'document')} failed</summary>\n"
        documents = (
            (
                self._places.source(failed.where),
                text(failed.error),
                self._places.results(self._counts.results(failed.where.source)) or "none",
            )
            for failed in self._counts.failures(_FAILURES)
        )
        columns = (Column("Document"), Column("Why it failed"), Column("Earlier results"))
        yield from table("Documents that failed", columns, documents)
        yield rest(total, _FAILURES, "documents that failed", self._log())
        yield "</details>\n"

    def _diagnostics(self) -> Iterator[str]:
        codes = self._counts.codes(_FILES)
        if not codes:
            yield "<p>Nothing had to be guessed, and nothing is missing.</p>\n"
            return
        rows = (
            (
                f'<a href="#code-{index}"><code>{text(code.name)}</code></a>',
                _meaning(code),
                number(code.documents),
                number(code.count),
            )
            for index, code in enumerate(codes, 1)
        )
        columns = (Column("Code"), Column("Meaning"), Column("Documents", True), Column("Times", True))
        yield from table("What could not be understood or had to be guessed", columns, rows)
        for index, code in enumerate(codes, 1):
            yield from self._code(index, code)

    def _code(self, index: int, code: Code) -> Iterator[str]:
        summary = f"<code>{text(code.name)}</code> in {_counted(code.documents, 'document')}"
        # A link to what is inside opens it (HTML, section 4.11.1: the ancestor details revealing algorithm).
        yield f'<details>\n<summary>{summary}</summary>\n<div id="code-{index}">\n'
        rows = (
            (
                self._places.source(example.where),
                _said(example),
                self._places.results(self._counts.results(example.where.source)) or "none",
            )
            for example in code.examples
        )
        columns = (Column("Document"), Column("Line, and what is said"), Column("Results"))
        yield from table(f"Documents with {code.name}", columns, rows)
        where = f"{self._log()} of the run that converted them" if self._request.log else self._log()
        yield rest(code.documents, _FILES, "documents", where)
        yield "</div>\n</details>\n"

    def _years(self) -> Iterator[str]:
        if self._request.is_whole:
            yield "<p>Volumes that gave one result each are counted as documents without a date.</p>\n"
        yield from years_section(*self._counts.years())

    def _correspondents(self) -> Iterator[str]:
        yield "<p>Names are counted as the documents give them.</p>\n"
        yield from _ranked("Who writes", ("From",), self._counts.senders(_NAMES))
        yield from _ranked("Who is written to", ("To",), self._counts.recipients(_NAMES))
        yield from _ranked("Who writes to whom", ("From", "To"), self._counts.pairs(_NAMES))

    def _posts(self) -> Iterator[str]:
        yield from _ranked("Where documents are sent from", ("Place",), self._counts.posts(_NAMES))


def _ranked(caption: str, headings: tuple[str, ...], ranking: Ranking) -> Iterator[str]:
    if not ranking.top:
        yield f"<p>{caption}: no document tells.</p>\n"
        return
    rows = (
        (*map(text, named.names), number(named.documents), _years_of(named.first, named.last)) for named in ranking.top
    )
    columns = (*map(Column, headings), Column("Documents", True), Column("Years", True))
    yield from table(caption, columns, rows)
    yield rest(ranking.total, _NAMES, "by number of documents")


def _years_of(first: int | None, last: int | None) -> str:
    if first is None:
        return "no date"
    return str(first) if first == last else f"{first}–{last}"


def _meaning(code: Code) -> str:
    return text(MEANINGS.get(code.name, "not known to this version"))


def _said(example: Example) -> str:
    lines = [
        f"{number(place.line)}: {text(place.message)}" if place.line else text(place.message)
        for place in example.places
    ]
    if (more := example.count - len(lines)) > 0:
        lines.append(f"and {number(more)} more")
    return "<br/>".join(lines)


def _counted(count: int, what: str) -> str:
    return f"{number(count)} {what}{'' if count == 1 else 's'}"


def _base(outermost: tuple[bytes, bytes] | None) -> bytes:
    """Return the folder that all files are below, with its slash."""
    return os.path.join(os.path.commonpath([os.path.dirname(file) for file in outermost]), b"") if outermost else b""


def _size(size: int) -> str:
    for unit, length in (("GB", 1e9), ("MB", 1e6), ("kB", 1e3)):
        if size >= length:
            return f"{size / length:,.1f} {unit}"
    return _counted(size, "byte")
