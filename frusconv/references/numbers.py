"""Numbers of documents, pages, notes and volumes, as citations list them: `155, 156, 163–165, and 215`, `12–15 ff.`."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.pattern import Pattern

# The months, in patterns.
MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_DASHES = "–—-"
_DOCUMENT = Pattern(r"\d{1,4}[A-Za-z]?(?![\w.]\d)(?!\w)")
_PAGE = Pattern(r"(?:\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})(?!\w)")
_VOLUME = Pattern(r"(?:E ?[–-]? ?\d{1,2}|[IVXL]{1,8}|[ivxl]{1,8}|\d{1,2})(?:/[IVXL]{1,8})*(?!\w)")
_BETWEEN = Pattern(r"(?: ff\.?)?(?:,? (?:and|or|to|through|&) |, )")
_RANGE = Pattern(rf" ?[{_DASHES}] ?")
# Behind a number: what makes it a day, a year, a footnote's or another thing's number.
_NO_ITEM = Pattern(
    r"(?:st|nd|rd|th)\b| ?(?:percent|%|of the\b|sess|Stat|UST)|\.\d"
    rf"|,? (?:{MONTHS}"
    r"|Jan|Feb|Mar|Apr|Aug|Sept|Oct|Nov|Dec)\b"
)
_MOST = 60


class Numeral(NamedTuple):
    """A number in a list: its value as it stands in an id, and where it stands in the text."""

    value: str
    start: int
    end: int


def document_numbers(text: str, at: int, is_plural: bool = True) -> list[Numeral]:
    """Return the numbers of documents or notes listed from `at` on; behind a singular word stands one, or a range."""
    return _listed(text, at, _DOCUMENT, is_plural)


def page_numbers(text: str, at: int, is_plural: bool = True) -> list[Numeral]:
    """Return the numbers of pages listed from `at` on, the shortened end of a range as a whole number."""
    return _listed(text, at, _PAGE, is_plural)


def volume_numbers(text: str, at: int, is_plural: bool = False) -> list[Numeral]:
    """Return the numbers of volumes listed from `at` on."""
    return _listed(text, at, _VOLUME, is_plural)


def _listed(text: str, at: int, form: Pattern, is_plural: bool) -> list[Numeral]:
    found = form.match(text, at)
    numerals: list[Numeral] = []
    is_range = False
    while found and len(numerals) < _MOST:
        value = _whole(found[0], numerals[-1].value) if is_range else found[0]
        if numerals and (_NO_ITEM.match(text, found.end()) or (not is_range and _is_year(value, numerals[-1].value))):
            break
        numerals.append(Numeral(value, *found.span()))
        between = _RANGE.match(text, found.end())
        is_range = between is not None
        if is_plural and not between:
            between = _BETWEEN.match(text, found.end())
        found = form.match(text, between.end()) if between else None
    return numerals


def _whole(value: str, first: str) -> str:
    """Return the end of a range in full: `103–05` ends with 105."""
    if not (value.isdigit() and first.isdigit() and len(value) < len(first)):
        return value
    whole = first[: len(first) - len(value)] + value
    return whole if int(whole) > int(first) else value


def _is_year(value: str, before: str) -> bool:
    return value.isdigit() and before.isdigit() and 1860 < int(value) < 2000 and int(before) < 1500
