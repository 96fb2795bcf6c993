"""What the page of a report is made of: text that is safe wherever it stands, links, tables, and lists that are cut."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import NamedTuple
from urllib.parse import quote

from frusconv.batch.naming import shown
from frusconv.batch.report.counts import Result, Where
from frusconv.pattern import Pattern
from frusconv.writers.html_style import STYLE
from frusconv.writers.xml import attributes, escape

# Characters that XML or HTML forbid, or that show nothing and may mislead.
_INVISIBLE = Pattern("[\0-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]")
_LONGEST = 400
_LOOK = """
body > header, main, nav, body > footer { max-width: 62rem; }
body > footer { margin: 0 auto; padding: 1rem 1.25rem 3rem; color: var(--faint); font-size: .88rem; }
main { padding-bottom: 2rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0 1.4rem; }
section { border-top: 1px solid var(--rule); margin-top: 2.5rem; }
h2 { margin-top: 1.2em; }
table { width: 100%; margin: 0 0 1.2rem; }
th, td { overflow-wrap: anywhere; }
tbody th { font-weight: 400; min-width: min(8rem, 27vw); }
thead { display: table-header-group; }
thead th { overflow-wrap: normal; }
.number { width: min(7.5rem, 18vw); text-align: right; white-space: nowrap; overflow-wrap: normal; }
code { font-size: .92em; overflow-wrap: normal; }
details { margin: 0 0 .3rem; padding-left: 1.1rem; }
div:target { background: none; }
summary { cursor: pointer; padding: .3rem 0; margin-left: -1.1rem; }
summary:focus-visible { outline: .15rem solid var(--link); outline-offset: .15rem; }
.rest { font-size: .9rem; color: var(--faint); }
svg { display: block; margin: 1rem 0; font-family: system-ui, sans-serif; }
svg text { fill: var(--faint); }
svg .bar { fill: var(--link); }
svg .scale { stroke: var(--rule); stroke-opacity: 1; }
@media print { svg .bar { fill: #555; } section, svg, .facts { break-inside: auto; } svg { break-inside: avoid; } }
"""
_STYLE = STYLE + _LOOK


class Column(NamedTuple):
    """A column of a table: its heading, and whether it has numbers."""

    heading: str
    is_number: bool = False


def text(value: str) -> str:
    """Return text as it can stand in an element: what cannot be seen as escapes, and cut, saying so, if it is long."""
    more = len(value) - _LONGEST
    if more > 0:
        value = value[:_LONGEST]
    safe = escape(_INVISIBLE.sub(lambda found: found[0].encode("unicode_escape").decode(), value))
    return f"{safe}… (and {number(more)} more characters)" if more > 0 else safe


def number(count: int) -> str:
    """Return a number as people read it."""
    return f"{count:,}"


def link(address: str, inside: str) -> str:
    """Return a link around HTML."""
    return f"<a{attributes({'href': address})}>{inside}</a>"


class Places:
    """Makes links from the page to files, relative to the folder that the page is in.

    Sources are shown by their paths below `base`, which is in front of all of them.
    """

    def __init__(self, page: str, out: str, base: bytes) -> None:
        self._folder = os.fsencode(os.path.dirname(os.path.abspath(page)))
        self._out = os.fsencode(os.path.abspath(out))
        self._base = len(base)

    def address(self, path: bytes) -> str:
        """Return the address of a file; its bytes stay what they are, whatever they mean (RFC 3986, section 2.1)."""
        return quote(os.path.relpath(path, self._folder))

    def source(self, where: Where) -> str:
        """Return a link to the file of a document, with the name of the document."""
        return link(self.address(where.file), escape(shown(os.fsdecode(where.source[self._base :]))))

    def results(self, results: Iterable[Result]) -> str:
        """Return links to results, by their formats."""
        return ", ".join(
            link(self.address(os.path.join(self._out, result.target)), text(result.format)) for result in results
        )


def beginning(title: str, heading: str) -> str:
    """Return a page up to its heading; a title is text, and a heading HTML.

    The style is the only one that is let in, by its digest (Content Security Policy Level 3, section 6.7.3), so that
    nothing that stands in a source could change the page, even if it came to stand there as HTML.
    """
    digest = _base64(sha256(_STYLE.encode()).digest())
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    return (
        '<!DOCTYPE html>\n<html lang="en" xmlns="http://www.w3.org/1999/xhtml">\n<head>\n<meta charset="utf-8"/>\n'
        f"<meta{attributes({'http-equiv': 'Content-Security-Policy', 'content': policy})}/>\n"
        '<meta name="viewport" content="width=device-width, initial-scale=1"/>\n'
        f"<title>{text(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        f'<a class="skip" href="#main">To the report</a>\n<header>\n<h1>{heading}</h1>\n'
    )


def _base64(data: bytes) -> str:
    from base64 import b64encode

    return b64encode(data).decode()


def table(caption: str, columns: Sequence[Column], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield a table; cells are HTML, and the first of a row is its heading."""
    headings = "".join(f'<th scope="col"{_class(column)}>{text(column.heading)}</th>' for column in columns)
    yield f"<table>\n<caption>{text(caption)}</caption>\n<thead><tr>{headings}</tr></thead>\n<tbody>\n"
    for heading, *cells in rows:
        inside = "".join(f"<td{_class(column)}>{cell}</td>" for column, cell in zip(columns[1:], cells, strict=True))
        yield f'<tr><th scope="row"{_class(columns[0])}>{heading}</th>{inside}</tr>\n'
    yield "</tbody>\n</table>\n"


def _class(column: Column) -> str:
    return ' class="number"' if column.is_number else ""


def rest(total: int, limit: int, what: str, where: str = "which are not on this page") -> str:
    """Return a line that tells how much a list leaves out, and where it is, in HTML; nothing if that is nothing."""
    if total <= limit:
        return ""
    told = f"The first {number(limit)} of {number(total)} {what}, and {number(total - limit)} more"
    return f'<p class="rest">{told}, {where}.</p>\n'
