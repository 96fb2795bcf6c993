"""Lists and tables: headings, and the rows and columns that a table says it has."""

from __future__ import annotations

import re
from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.rule import Rule
from frusconv.validation.tree import Chars, Node, Unit

# Lists that print what they are before their items.
_HEADED = {"participants", "subject", "from", "to", "references"}
_HEADING = Pattern(
    r"\s*(?:Subjects?|Participants|From|To|Ref(?:erence)?s?|(?:Others |The Following Were )?Present)\s*+:?\s*$",
    re.IGNORECASE,
)
_ONE_TABLE = '<table rows="{rows}" cols="2"><row><cell>Tolls</cell><cell>12</cell></row>{more}</table>'

RULES = (
    Rule(
        "list-heading",
        "warning",
        "practice",
        "A list of participants, a subject, or the like has no heading.",
        "Put the printed word, `SUBJECT` or `PARTICIPANTS`, into a `head`.",
        "The type is not printed; without the heading readers do not see what the list is. Names may be printed "
        "without one, and a list that goes on from another, or is led in by a paragraph, needs none.",
        '<list type="subject"><item>Subject:</item><item>Tolls</item></list><p>They met.</p>',
        '<list type="subject"><head>Subject:</head><item>Tolls</item></list><p>They met.</p>',
    ),
    Rule(
        "list-numbers",
        "warning",
        "practice",
        "The numbers of a list's items have a gap, or one stands twice.",
        "Look for an item that is missing or runs on in the one before.",
        "Items are numbered as printed, most often 1, 2, 3, so that a gap most often is an item that was lost.",
        "<list><label>1.</label><item>Tolls</item><label>3.</label><item>Roads</item></list>",
        "<list><label>1.</label><item>Tolls</item><label>2.</label><item>Roads</item></list>",
    ),
    Rule(
        "table-in-list",
        "error",
        "Schematron",
        "A table stands in a list.",
        "End the list before the table and go on with a second list behind it, or make paragraphs of the items.",
        "The site cannot show it there.",
        "<list><item>Tolls <table><row><cell>12</cell></row></table></item></list>",
        "<list><item>Tolls</item></list><table><row><cell>12</cell></row></table>",
    ),
    Rule(
        "table-rows",
        "error",
        "Schematron",
        "A table does not have as many rows as its `rows` says.",
        "Count the rows and write their number, or look for the rows that are missing.",
        "Headings of columns are rows like others.",
        _ONE_TABLE.format(rows=2, more=""),
        _ONE_TABLE.format(rows=2, more="<row><cell>Roads</cell><cell>13</cell></row>"),
    ),
    Rule(
        "table-columns",
        "warning",
        "practice",
        "A table's rows do not have as many columns as the widest of them, or as its `cols` says.",
        "Put in the cells that are missing, or say with `cols` on a cell how many columns it goes over.",
        "Later cells would stand under the heading of another column. A cell that goes over rows counts in each.",
        _ONE_TABLE.format(rows=2, more="<row><cell>Roads</cell></row>"),
        _ONE_TABLE.format(rows=2, more='<row><cell cols="2">Roads</cell></row>'),
    ),
    Rule(
        "table-empty",
        "warning",
        "practice",
        "A table has no text.",
        "Put in what is printed, or take the table away.",
        "Readers see empty lines.",
        "<table><row><cell/></row></table>",
        "<table><row><cell>Tolls</cell></row></table>",
    ),
)


def check(unit: Unit, _: Book) -> Iterator[Finding]:
    """Yield what is wrong with the lists and tables of a unit."""
    for each in unit.all("list"):
        yield from _list(unit, each)
    for table in unit.all("table"):
        if table.within("list") is not None:
            yield unit.finding("table-in-list", "the table stands in a list", table)
        yield from _table(unit, table)


def _list(unit: Unit, each: Node) -> Iterator[Finding]:
    kind = each.get("type")
    if kind in _HEADED and each.first("head") is None and not _is_led_in(each):
        yield from _without_heading(unit, each, kind or "")
    last: int | None = None
    for label in each.elements:
        if label.name != "label":
            continue
        number = label.text("note").strip(" \t\r\n.()[]")
        count = int(number) if number.isdecimal() and number.isascii() else None
        if last is not None and count is not None and count != last + 1:
            yield unit.finding("list-numbers", f"item {count} follows item {last}", label)
        last = count


def _is_led_in(each: Node) -> bool:
    """Whether a list goes on from another, or a paragraph or item before it says what it is."""
    place: Node | Chars | None = each.before
    while isinstance(place, Chars) and place.text.isspace():
        place = place.parent.children[place.index - 1] if place.index else None
    if not isinstance(place, Node):
        return isinstance(place, Chars)
    return place.name in {"list", "pb"} or place.text("note").rstrip().endswith((":", "—"))


def _without_heading(unit: Unit, each: Node, kind: str) -> Iterator[Finding]:
    first = each.first("item")
    if first is None or first.elements or not _HEADING.match(first.text()):
        if kind != "participants":
            yield unit.finding("list-heading", f"the list of type `{kind}` has no heading", each)
        return
    said = first.text().strip()
    name = unit.cut(first.offset, first.end).partition(b"item")[0]
    start, end = first.offset + len(name), first.end + unit.cut(first.end, unit.behind(first)).index(b"item")
    edits = (Edit(start, start + 4, b"head"), Edit(end, end + 4, b"head"))
    yield unit.finding("list-heading", f"the heading `{said}` of the list is an `item`", each, edits)


def _table(unit: Unit, table: Node) -> Iterator[Finding]:
    rows = [row for row in table.elements if row.name == "row"]
    if not rows:
        return
    if not table.text().strip() and not any(name in unit.named for name in ("graphic", "figure")):
        yield unit.finding("table-empty", "the table has no text", table)
    told = table.get("rows") or ""
    if told.isdecimal() and told != str(len(rows)):
        message = f"the table has {len(rows)} row{'s' * (len(rows) != 1)}, its `rows` says {told}"
        yield unit.finding("table-rows", message, table, _value(unit, table, "rows", len(rows)))
    yield from _columns(unit, table, rows)


def _columns(unit: Unit, table: Node, rows: list[Node]) -> Iterator[Finding]:
    widths = _widths(rows)
    most = max(widths)
    told = table.get("cols") or ""
    narrow = [(at, row) for at, row in enumerate(rows) if widths[at] < most]
    if told.isdecimal() and told != str(most):
        message = f"the table has {most} column{'s' * (most != 1)}, its `cols` says {told}"
        # Where rows differ it is not certain which are right.
        yield unit.finding("table-columns", message, table, () if narrow else _value(unit, table, "cols", most))
    elif narrow:
        at, row = narrow[0]
        rest = len(narrow) - 1
        more = f", and {rest} more {'are' if rest > 1 else 'is'} short" if rest else ""
        yield unit.finding("table-columns", f"row {at + 1} has {widths[at]} of {most} columns{more}", row)


def _widths(rows: list[Node]) -> list[int]:
    """Return how many columns each row has, those of cells that go over from rows above counted."""
    widths: list[int] = []
    # How many columns cells from above take in the rows to come.
    from_above: list[int] = [0] * len(rows)
    for at, row in enumerate(rows):
        width = from_above[at]
        for cell in row.elements:
            if cell.name == "cell":
                columns = _span(cell, "cols")
                width += columns
                for below in range(at + 1, min(at + _span(cell, "rows"), len(rows))):
                    from_above[below] += columns
        widths.append(width)
    return widths


def _span(cell: Node, name: str) -> int:
    value = cell.get(name) or "1"
    return int(value) if value.isdecimal() and value.isascii() and len(value) < 4 else 1


def _value(unit: Unit, table: Node, name: str, count: int) -> tuple[Edit, ...]:
    span = unit.value_span(table, name)
    return (Edit(*span, str(count).encode()),) if span else ()
