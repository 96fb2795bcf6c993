"""BibTeX and BibLaTeX. Files are UTF-8, which biber, bibtexu and LaTeX's default since 2018 take.

A document is @incollection, a volume @book: @inbook means a part of a book by the book's own author. `year` and `date`
are the volume's, so there is no `month`; the document's own date is BibLaTeX's `origdate`, and stands in `note`.

- Titles are in double braces: styles must not change the capitals of names and offices.
- BibTeX prints `volume` and `series` as `volume 3 of Foreign Relations …`: the volume's title is the book's, the set's
  is the series. BibLaTeX has a field of its own for each (`maintitle`).
- The number that locates a document opens the note. As `chapter` with a `type` it would be printed well by BibTeX, but
  by readers of BibTeX as `chap. 75`, and worse.
- Addresses are not escaped: styles print them verbatim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple, TypeAlias

from frusconv.citation.data import Keyed
from frusconv.citation.data.facts import Facts, facts_of, iso
from frusconv.citation.data.latex import escaped, kept, listed, name_list
from frusconv.citation.numbers import pages_between
from frusconv.citation.styles import StyleOptions

# Names of fields and their values, escaped; what is empty is left out.
_Fields: TypeAlias = Iterable[tuple[str, str]]


class _Names(NamedTuple):
    """The fields that BibTeX and BibLaTeX call by other names: the volume's title and the set's, in their order."""

    titles: tuple[str, str]
    place: str
    year: str


_BIBTEX = _Names(("booktitle", "series"), "address", "year")
_BIBLATEX = _Names(("maintitle", "booktitle"), "location", "date")


def bibtex(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[str]:
    """Yield an entry for each, and an empty line between them."""
    return _file((_entry(facts, key, _values(facts, _BIBTEX)) for facts, key in _all(keyed, options)))


def biblatex(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[str]:
    """Yield an entry for each, and an empty line between them."""
    return _file((_entry(facts, key, _values(facts, _BIBLATEX)) for facts, key in _all(keyed, options)))


def _all(keyed: Iterable[Keyed], options: StyleOptions) -> Iterator[tuple[Facts, str]]:
    return ((facts_of(cited, options), key) for key, cited in keyed)


def _file(entries: Iterable[str]) -> Iterator[str]:
    before = ""
    for entry in entries:
        yield before + entry
        before = "\n"


def _entry(facts: Facts, key: str, fields: _Fields) -> str:
    kind = "book" if facts.is_volume else "incollection"
    lines = [f"  {name} = {{{value}}},\n" for name, value in fields if value]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _values(facts: Facts, names: _Names) -> _Fields:
    """Yield the fields of an entry; `names` are what BibTeX and BibLaTeX call what they call differently."""
    volume = facts.volume
    title, of_set = (volume.title, volume.set) if volume.number and volume.title else (volume.whole, "")
    yield "author", name_list(facts.authors)
    yield from _titles(facts, ((name, title if name == "booktitle" else of_set) for name in names.titles))
    yield "volume", escaped(volume.number)
    yield "pages", _pages(facts)
    yield "editor", name_list(volume.editors)
    yield from (("publisher", listed(volume.publisher)), (names.place, listed(volume.place)))
    yield names.year, escaped(volume.year)
    if names is _BIBLATEX:
        yield from (("origdate", "/".join(map(iso, facts.days))), ("langid", "american"))
    yield from _found(facts)
    yield "note", escaped(facts.located_note)


def _titles(facts: Facts, of_book: _Fields) -> _Fields:
    """Yield the title of the document and those of its book; a volume's own is its title."""
    if not facts.is_volume:
        yield "title", kept(facts.title)
    for name, title in of_book:
        if title:
            yield "title" if facts.is_volume and name == "booktitle" else name, kept(title)


def _pages(facts: Facts) -> str:
    return "--".join(escaped(page) for page in pages_between(facts.pages) if page)


def _found(facts: Facts) -> _Fields:
    yield from (("isbn", escaped(facts.volume.isbn)), ("url", facts.url))
    yield "urldate", iso(facts.accessed) if facts.accessed else ""
