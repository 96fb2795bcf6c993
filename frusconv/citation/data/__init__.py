"""Citations for programs: reference managers, citation engines, LaTeX, web pages. A table of formats, a row each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import TypeAlias

from frusconv.citation.cited import Cited
from frusconv.citation.styles import StyleOptions
from frusconv.formats import Format as DataFormat
from frusconv.formats import by_name, table
from frusconv.model.names import unique

# What locates a document in its volume, and the day of access; an edition is no matter of these formats.
DEFAULTS = StyleOptions()
# What is cited, by a key that no other record of the file has.
Keyed: TypeAlias = tuple[str, Cited]
DataWriter: TypeAlias = Callable[[Iterable[Keyed], StyleOptions], Iterator[str]]

DATA_FORMATS = table(
    DataFormat(
        "csl-json",
        ".csl.json",
        "CSL-JSON, an array: Zotero, pandoc, citeproc",
        "frusconv.citation.data.csl_json:array",
    ),
    DataFormat("csl-jsonl", ".csl.jsonl", "CSL-JSON, one item a line", "frusconv.citation.data.csl_json:lines"),
    DataFormat("bibtex", ".bib", "BibTeX", "frusconv.citation.data.bibtex:bibtex"),
    DataFormat("biblatex", ".bib", "BibLaTeX", "frusconv.citation.data.bibtex:biblatex"),
    DataFormat("ris", ".ris", "RIS: EndNote, Zotero, Mendeley", "frusconv.citation.data.ris:ris"),
    DataFormat("coins", ".html", "COinS, spans for a web page", "frusconv.citation.data.coins:spans"),
)


def records(cited: Iterable[Cited], name: str, options: StyleOptions = DEFAULTS) -> Iterator[str]:
    """Yield a file in the format `name`, piece by piece, with a record for each of `cited`; it ends with a line end.

    A record is what it would be alone, but for its key if an earlier one has that. Raises UsageError for an unknown
    format.
    """
    write: DataWriter = by_name(DATA_FORMATS, name).load()
    return write(_keyed(cited), options)


def _keyed(cited: Iterable[Cited]) -> Iterator[Keyed]:
    """Yield everything with its key. Keys that differ in case alone are one key to BibTeX."""
    from frusconv.citation.data.facts import key_of

    taken: set[str] = set()
    for one in cited:
        key = key_of(one)
        free = unique(key.lower(), taken)
        yield key + free[len(key) :], one
