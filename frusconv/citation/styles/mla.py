"""The MLA Handbook, 9th edition: an entry of the works cited."""

from __future__ import annotations

from frusconv.citation.cited import Cited
from frusconv.citation.dates import date_words
from frusconv.citation.markup import Marked, italic, joined, quoted, sentences
from frusconv.citation.numbers import number_words
from frusconv.citation.styles import StyleOptions
from frusconv.citation.styles.parts import editor_names, locator, set_title, told_in_title, written

# A government body as author, from the larger to the smaller (5.19).
_DEPARTMENT = "United States, Department of State"


def cite(cited: Cited, options: StyleOptions) -> Marked:
    """Return author, title of the document, its date, and the volume as container (5.4 to 5.96)."""
    book = cited.book
    names = editor_names(book.editors, 2, 1)
    number = number_words(book.number)
    container = joined(
        (
            italic(book.name) if number else set_title(book),
            f"edited by {names}" if names else "",
            number,
            italic(book.title) if number else "",
            book.publisher,
            book.year,
            locator(cited, options, page="p. ", pages="pp. "),
            cited.url.removeprefix("https://"),
        )
    )
    accessed = f"Accessed {date_words((options.accessed,), 'mla')}" if options.accessed else ""
    if not cited.title:
        return sentences((_DEPARTMENT, container, accessed))
    date = told_in_title(cited, written(cited, "mla", undated=""))
    if cited.dates and told_in_title(cited, date_words(cited.dates)) == "":
        date = ""
    return sentences((_authors(cited), quoted(cited.title), date, container, accessed))


def _authors(cited: Cited) -> str:
    """Return who wrote the document: one, two, or the first and `et al.` (5.7)."""
    names = [agent.in_sentence if at and agent.name else agent.inverted for at, agent in enumerate(cited.senders)]
    if len(names) > 2:
        return f"{names[0]}, et al."
    return ", and ".join(names)
