"""COinS: a context object of OpenURL 1.0 (ANSI/NISO Z39.88-2004) in an empty span, which Zotero finds in a web page.

The keys are those of the format for books (info:ofi/fmt:kev:mtx:book), and `rft.volume`, which readers know though the
format has it not. The first author stands in parts or is `rft.aucorp`, those behind it are whole; none stands in both
ways, which Zotero would take for two people.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import quote

from frusconv.citation.cited import Cited
from frusconv.citation.data import DEFAULTS, Keyed
from frusconv.citation.data.facts import Facts, Volume, facts_of
from frusconv.citation.names import Name
from frusconv.citation.numbers import pages_between
from frusconv.citation.styles import StyleOptions

_CONTEXT = (
    ("ctx_ver", "Z39.88-2004"),
    ("rft_val_fmt", "info:ofi/fmt:kev:mtx:book"),
    ("rfr_id", "info:sid/history.state.gov:frusconv"),
)


def spans(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[str]:
    """Yield a span on each line."""
    for _, cited in keyed:
        yield f"{coins(cited, options)}\n"


def coins(cited: Cited, options: StyleOptions = DEFAULTS) -> str:
    """Return what is cited as a span for a web page."""
    facts = facts_of(cited, options)
    fields = (*_CONTEXT, *_titles(facts), *_authors(facts), *_imprint(facts.volume), *_own(facts))
    query = "&".join(f"{key}={quote(value, safe='')}" for key, value in fields if value)
    return f'<span class="Z3988" title="{escape(query)}"></span>'


def _titles(facts: Facts) -> tuple[tuple[str, str], ...]:
    return (
        ("rft.genre", "book" if facts.is_volume else "bookitem"),
        ("rft.atitle", facts.title),
        ("rft.btitle", facts.volume.whole),
        ("rft.volume", facts.volume.number),
    )


def _authors(facts: Facts) -> Iterator[tuple[str, str]]:
    for position, name in enumerate(facts.authors):
        if name.literal:
            yield "rft.aucorp", name.literal
        elif position:
            yield "rft.au", name.inverted
        else:
            yield from _first(name)


def _first(name: Name) -> tuple[tuple[str, str], ...]:
    given = " ".join(filter(None, (name.given, name.dropped)))
    return ("rft.aulast", name.family), ("rft.aufirst", given), ("rft.ausuffix", name.suffix)


def _imprint(volume: Volume) -> tuple[tuple[str, str], ...]:
    return (
        ("rft.pub", volume.publisher),
        ("rft.place", volume.place),
        ("rft.date", volume.year),
        ("rft.isbn", volume.isbn),
    )


def _own(facts: Facts) -> tuple[tuple[str, str], ...]:
    first, last = pages_between(facts.pages)
    return ("rft.pages", facts.pages), ("rft.spage", first), ("rft.epage", last), ("rft_id", facts.url)
