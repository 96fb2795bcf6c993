"""Page and line breaks: numbers, ids, and where they stand."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.validation.book import Book, Numbered
from frusconv.validation.checks.breaks_rules import RULES
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.gather import is_printed
from frusconv.validation.spacing import BLANKS, IN_LINE, character_before, character_behind, has_text
from frusconv.validation.tree import Chars, Node, Unit

_ROMAN = r"(?=[IVXLC])C{0,3}(?:XC|XL|L?X{0,4})(?:IX|IV|V?I{0,4})"
# The letter is of a leaf that was put in: 63-A.
_NUMBER = Pattern(rf"(?:(\d+)|({_ROMAN}|{_ROMAN.lower()}))(-?[A-Z])?$")
# Pages of plates, and covers.
_APART = Pattern(r"[A-Z]\d+$")
_VALUES = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
# Where a break may stand first or last: they hold whole pages.
_PAGES = {"front", "body", "back"}
# Where a block may stand beside a break.
_AROUND = {"div", "frus:attachment", "list", "quote"}
_LINES = IN_LINE | {"p", "item", "head", "cell", "note", "label"}
_ENDS = ",;:.?!”’)"

__all__ = ["RULES", "check"]


class _Page(NamedTuple):
    """A page's number: as it is printed, what it counts, and whether it is of a leaf that was put in."""

    plain: str
    value: int
    is_arabic: bool
    is_inserted: bool


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the breaks of a unit."""
    if unit.kind == "header":
        return
    marks = unit.all("pb")
    printed = [mark for mark in marks if is_printed(mark)]
    for at, mark in enumerate(printed, len(book.pages) - len(printed)):
        yield from _numbers(unit, mark, book, at)
    for mark in marks:
        yield from _position(unit, mark, book)
        yield from _space(unit, mark, "page")
    for mark in unit.all("lb"):
        yield from _line_position(unit, mark)
        yield from _space(unit, mark, "line-break")


def _numbers(unit: Unit, mark: Node, book: Book, at: int) -> Iterator[Finding]:
    number, identifier = mark.get("n"), mark.get("xml:id")
    plain = (number or "").strip("[]")
    page = _page(number)
    if page is None and not _APART.match(plain):
        message = f"`{number}` is not a page's number" if number else "the page break has no number in `n`"
        yield unit.finding("page-number", message, mark)
        return
    if identifier is None:
        edits: tuple[Edit, ...] = ()
        if f"pg_{plain}" not in book.ids:
            here = unit.start_tag_end(mark) - (2 if unit.is_empty_tag(mark) else 1)
            edits = (Edit(here, here, f' xml:id="pg_{plain}"'.encode()),)
        yield unit.finding("page-id", f"page {number} has no xml:id", mark, edits)
    elif identifier != f"pg_{plain}":
        yield unit.finding("page-id", f"page {number} has the xml:id `{identifier}`", mark)
    before = _before(page, book, at) if page else None
    if page and before and (page.is_inserted, page.value) not in {(False, before.value + 1), (True, before.value)}:
        yield unit.finding("page-sequence", f"page {page.plain} follows page {before.plain}", mark)
    yield from _images(unit, mark, book, at)


def _page(number: str | None) -> _Page | None:
    found = _NUMBER.match((number or "").strip("[]"))
    if found is None:
        return None
    if found[1]:
        return _Page(found[0], int(found[1]), is_arabic=True, is_inserted=bool(found[3]))
    values = [_VALUES[letter] for letter in found[2].upper()]
    pairs = zip(values, [*values[1:], 0], strict=True)
    total = sum(-value if value < after else value for value, after in pairs)
    return _Page(found[0], total, is_arabic=False, is_inserted=bool(found[3]))


def _before(page: _Page, book: Book, at: int) -> _Page | None:
    """Return the page before, or the last Arabic one, if this is the first Arabic one again.

    Roman numerals begin anew wherever they come.
    """
    for other in islice(reversed(book.pages), len(book.pages) - at, None):
        if not book.is_whole and other.document != book.pages[at].document:
            return None
        before = _page(other.n)
        if before is None or before.is_arabic == page.is_arabic:
            return before
        if not page.is_arabic:
            return None
    return None


def _images(unit: Unit, mark: Node, book: Book, at: int) -> Iterator[Finding]:
    here, before = book.pages[at], book.pages[at - 1] if at else None
    if before is None or not _has_image(here) or not _has_image(before):
        return
    if int(here.facs or 0) <= int(before.facs or 0):
        message = f"page {here.n} has the image `{here.facs}`, page {before.n} before it `{before.facs}`"
        yield unit.finding("page-image", message, mark)


def _has_image(page: Numbered) -> bool:
    return page.facs is not None and page.facs.isdecimal() and page.facs.isascii()


def _edge(place: Node) -> int | None:
    """Return 0 if something is the first thing in its parent, -1 if it is the last, or None."""
    assert place.parent is not None
    siblings = place.parent.children
    if all(_is_blank(siblings[at]) for at in range(place.index - 1, -1, -1)):
        return 0
    if all(_is_blank(siblings[at]) for at in range(place.index + 1, len(siblings))):
        return -1
    return None


def _is_blank(place: Node | Chars) -> bool:
    return isinstance(place, Chars) and place.text.isspace()


def _position(unit: Unit, mark: Node, book: Book) -> Iterator[Finding]:
    parent = mark.parent
    if parent is None:
        around = book.divisions.get(unit.path[-1]) if unit.path else None
        if around is not None and around.children == 1:
            yield unit.finding("page-position", "the page break is the first thing in its `div`", mark)
        return
    # A document by itself has to hold the break before it.
    if parent.name in _PAGES or parent.name == "titlePage" or (parent.parent is None and not book.is_whole):
        return
    edge = _edge(mark)
    if edge is not None:
        message = f"the page break is the {'last' if edge else 'first'} thing in its `{parent.name}`"
        yield unit.finding("page-position", message, mark, _moved(unit, mark, parent, edge))


def _moved(unit: Unit, mark: Node, parent: Node, edge: int) -> tuple[Edit, ...]:
    """Return the edit that moves a break out of its parent, if it does not stand first or last there again."""
    around, behind = parent.parent, unit.behind(mark)
    if len(parent.elements) == 1 and not has_text(parent):
        return ()
    if around is None:
        # A document: in a division it stands behind the heading at least.
        if edge == 0 and unit.path and unit.path[-1].name == "div":
            moved = unit.cut(mark.offset, behind) + unit.cut(parent.offset, mark.offset)
            return (Edit(parent.offset, behind, moved),)
        return ()
    if around.name not in _AROUND or _edge(parent) == edge or parent.name == "head":
        return ()
    if edge == 0:
        moved = unit.cut(mark.offset, behind) + unit.cut(parent.offset, mark.offset)
        return (Edit(parent.offset, behind, moved),)
    end = unit.behind(parent)
    return (Edit(mark.offset, end, unit.cut(behind, end) + unit.cut(mark.offset, behind)),)


def _space(unit: Unit, mark: Node, subject: str) -> Iterator[Finding]:
    parent = mark.parent
    if parent is None or not (parent.name in _LINES or _is_text(mark.before) or _is_text(mark.after)):
        return
    before, after = character_before(mark), character_behind(mark)
    if before is None or after is None:
        return
    behind = unit.behind(mark)
    code = f"{subject}-space"
    if before in BLANKS and after not in BLANKS:
        edits = (Edit(behind, behind, b" "),)
        yield unit.finding(code, "there is white space before the break alone", mark, edits)
    elif after in BLANKS and before not in BLANKS:
        edits = (Edit(mark.offset, mark.offset, b" "),)
        yield unit.finding(code, "there is white space behind the break alone", mark, edits)
    elif subject == "page" and before in _ENDS and after.isalpha() and not _is_abbreviation(mark):
        blanks = (Edit(mark.offset, mark.offset, b" "), Edit(behind, behind, b" "))
        yield unit.finding("page-joined", f"the break joins `{before}` and `{after}`", mark, blanks)


def _is_text(place: Node | Chars | None) -> bool:
    return isinstance(place, Chars) and not place.text.isspace()


def _is_abbreviation(mark: Node) -> bool:
    """Whether what is before a break may be part of a word: `U.` and `S.`, `p.` and `m.`."""
    before = mark.before
    if not isinstance(before, Chars):
        return False
    word = before.text.rpartition(" ")[2]
    return word.endswith(".") and (len(word) < 4 or "." in word[:-1])


def _line_position(unit: Unit, mark: Node) -> Iterator[Finding]:
    parent = mark.parent
    if parent is None or parent.name in _PAGES:
        return
    edge = _edge(mark)
    if edge is not None:
        message = f"the line break is the {'last' if edge else 'first'} thing in its `{parent.name}`"
        # What is empty but for it is another rule's.
        alone = len(parent.elements) == 1 and not has_text(parent)
        edits = () if alone or mark.children else (Edit(mark.offset, unit.behind(mark), b""),)
        yield unit.finding("line-break-position", message, mark, edits)
