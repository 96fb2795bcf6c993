"""Datelines and dates: tagged, in ISO 8601, in order, and as print has them."""

from __future__ import annotations

from collections.abc import Iterator

from frusconv.pattern import Pattern
from frusconv.text.dateline import read_dateline
from frusconv.validation.book import Book
from frusconv.validation.checks.dates_rules import CALENDARS, RULES
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.moments import (
    UNDATED,
    Value,
    disagreement,
    in_washington,
    is_before,
    is_zulu,
    moment,
    printed_date,
    value_of,
    words_of_date,
)
from frusconv.validation.tree import Node, Unit

__all__ = ["RULES", "check", "check_book"]
_NAMES = ("when", "from", "to", "notBefore", "notAfter")
_PAIRS = (("from", "to"), ("notBefore", "notAfter"))
_BOUNDS = ("frus:doc-dateTime-min", "frus:doc-dateTime-max")
_RECEIPT = Pattern(r"Rec(?:eived|’d|'d|d)\b")
_WITHOUT_SECONDS = Pattern(r"\d{4}-\d\d-\d\dT\d\d:\d\d(?=$|Z|[+-])")
_MONTH = 7
_LONGEST = 300


def check(unit: Unit, book: Book) -> Iterator[Finding]:
    """Yield what is wrong with the datelines and dates of a unit."""
    for date in unit.all("date"):
        yield from _attributes(date, unit)
        if unit.kind == "document" and date.within("dateline") and not date.within("note"):
            yield from _in_dateline(date, unit, book)
    if unit.kind == "document":
        yield from _datelines(unit)


def check_book(book: Book) -> Iterator[Finding]:
    """Yield dates that lack what other dates of the file have."""
    if book.has_offsets:
        yield from book.local_times
    if book.has_calendars:
        yield from book.without_calendar


def _attributes(date: Node, unit: Unit) -> Iterator[Finding]:
    values: dict[str, Value] = {}
    for name in _NAMES:
        text = date.get(name)
        if text is None:
            continue
        value = value_of(text)
        if value is None:
            yield unit.finding(
                "date-form", f"`{text}` in @{name} is no date of ISO 8601", date, _mended(date, name, unit)
            )
            continue
        values[name] = value
        if text.endswith("Z"):
            yield unit.finding(
                "date-letter",
                f"`{text}` in @{name} ends with a letter; write `+00:00`",
                date,
                _mended(date, name, unit),
            )
        if name != "when" and len(value.day) <= _MONTH:
            yield _span(date, name, value, unit)
    for first, last in _PAIRS:
        yield from _pair(date, first, last, values, unit)


def _mended(date: Node, name: str, unit: Unit) -> tuple[Edit, ...]:
    """Return the edit that writes an offset for Z, and seconds for a time without, if that makes it a date."""
    span = unit.value_span(date, name)
    text = date.attrs[name]
    found = _WITHOUT_SECONDS.match(text)
    better = f"{found[0]}:00{text[found.end() :]}" if found else text
    better = better[:-1] + "+00:00" if better.endswith("Z") else better
    return (Edit(*span, better.encode()),) if span and better != text and value_of(better) else ()


def _span(date: Node, name: str, value: Value, unit: Unit) -> Finding:
    at = moment(value, is_last=name in {"to", "notAfter"})
    day = at.date().isoformat() if at else ""
    span = unit.value_span(date, name)
    edits = (Edit(*span, day.encode()),) if span and day and not value.offset else ()
    return unit.finding("date-span", f"`{date.get(name)}` in @{name} is no day; write `{day}`", date, edits)


def _pair(date: Node, first: str, last: str, values: dict[str, Value], unit: Unit) -> Iterator[Finding]:
    if (date.get(first) is None) != (date.get(last) is None):
        if date.get("notAfter") and (unit.kind == "header" or "undated" in _words(date).lower()):
            return  # A receipt bounds an undated document on one side.
        has, lacks = (first, last) if date.get(first) is not None else (last, first)
        yield unit.finding("date-pair", f"@{has} is `{date.get(has)}`, but there is no @{lacks}", date)
    elif first in values and last in values and is_before(values[last], values[first]):
        message = f"@{first} `{date.get(first)}` is later than @{last} `{date.get(last)}`"
        yield unit.finding("date-order", message, date)


def _in_dateline(date: Node, unit: Unit, book: Book) -> Iterator[Finding]:
    text = _words(date)
    if not text:
        yield unit.finding("date-empty", "the date element in the dateline has no words", date)
    yield from _calendar(date, unit, book)
    if date.get("notBefore") and date.get("notAfter") and not date.get("ana") and book.has_categories:
        message = f"@notBefore `{date.get('notBefore')}` and @notAfter have no @ana that tells why"
        yield unit.finding("date-reason", message, date)
    if date.get("ana") is None and (date.get("calendar") or "gregorian") == "gregorian":
        yield from _against_print(date, text, unit)
    for name in _NAMES:
        value = value_of(date.get(name) or "")
        if value is not None and value.time:
            book.has_offsets = book.has_offsets or value.offset not in {None, "Z"}
            if value.offset is None:
                message = f"`{date.get(name)}` in @{name} has no offset from UTC, as other times of the file have"
                book.local_times.append(unit.finding("date-zone", message, date))


def _calendar(date: Node, unit: Unit, book: Book) -> Iterator[Finding]:
    calendar = date.get("calendar")
    if calendar is None:
        message = f"the date `{_words(date)}` has no @calendar, as other dates of the file have"
        book.without_calendar.append(unit.finding("date-calendar", message, date))
        return
    book.has_calendars = True
    for name in calendar.split() or [calendar]:
        if name not in CALENDARS:
            yield unit.finding("date-calendar", f"`{name}` is no calendar that the Office names", date)


def _against_print(date: Node, text: str, unit: Unit) -> Iterator[Finding]:
    when = {name: value for name in ("when", "from", "to") if (value := date.get(name))}
    if not when:
        yield from _without_value(date, text, unit)
        return
    says = disagreement(text, when)
    if says:
        told = ", ".join(f"@{name} is `{value}`" for name, value in when.items())
        yield unit.finding("date-mismatch", f"`{text}` is `{says}`, but {told}", date)
        return
    yield from _lacking_time(date, text, unit)


def _without_value(date: Node, text: str, unit: Unit) -> Iterator[Finding]:
    printed = printed_date(text) if date.get("notBefore") is None and date.get("notAfter") is None else None
    if printed is None:
        return
    at = unit.name_end(date)
    is_day = printed.when is not None and "T" not in printed.when
    edits = (Edit(at, at, f' when="{printed.when}"'.encode()),) if is_day else ()
    yield unit.finding("date-value", f"`{text}` has no @when", date, edits)


def _lacking_time(date: Node, text: str, unit: Unit) -> Iterator[Finding]:
    """Yield a value without the time of day, or the offset of Zulu time, that print gives."""
    when = date.get("when") or ""
    value = value_of(when)
    printed = printed_date(text, when[:4]) if value is not None and not value.offset else None
    if value is None or printed is None or printed.when is None:
        return
    span = unit.value_span(date, "when") if is_zulu(text) else None
    edits = (Edit(*span, printed.when.encode()),) if span else ()
    if value.time is None and len(value.day) == len("1949-05-02") and "T" in printed.when:
        yield unit.finding("date-time", f"`{text}` has a time, but @when is `{when}`", date, edits)
    elif value.time and is_zulu(text):
        yield unit.finding("date-zulu", f"`{text}` is Zulu time, but @when `{when}` has no offset", date, edits)


def _datelines(unit: Unit) -> Iterator[Finding]:
    own = [dateline for dateline in unit.all("dateline") if not dateline.within("frus:attachment")]
    has_any = any(_dates(dateline) for dateline in own)
    for dateline in unit.all("dateline"):
        text = _words(dateline)
        if not _dates(dateline):
            yield from _undated(dateline, text, bool(own) and dateline is own[0] and not has_any, unit)
        if not any(node.name == "placeName" for node in dateline.walk()):
            reading = read_dateline(text)
            if reading and reading.place:
                place = text[slice(*reading.place)]
                yield unit.finding("dateline-place", f"`{place}` is not tagged as placeName", dateline)
    yield from _bounds(own, unit)


def _undated(dateline: Node, text: str, is_only: bool, unit: Unit) -> Iterator[Finding]:
    code = "date-missing-attachment" if dateline.within("frus:attachment") else "date-missing"
    receipt = _RECEIPT.search(text)
    words = words_of_date(text[: receipt.start()].rstrip(" \n\t[(") if receipt else text)
    if words:
        yield unit.finding(
            code, f"`{words}` in the dateline is not tagged as a date", dateline, _tagged(dateline, unit)
        )
    elif is_only:
        yield unit.finding(code, f"the dateline `{text}` has no date", dateline)


def _tagged(dateline: Node, unit: Unit) -> tuple[Edit, ...]:
    """Return the edits that tag `undated`."""
    found = [(chars, match) for chars in dateline.texts("note") for match in UNDATED.finditer(chars.text)]
    if len(found) != 1 or found[0][1][0].lower() != "undated":
        return ()
    chars, match = found[0]
    start, end = unit.chars_offset(chars, match.start()), unit.chars_end(chars, match.end() - 1)
    return (Edit(start, start, b"<date>"), Edit(end, end, b"</date>"))


def _bounds(datelines: list[Node], unit: Unit) -> Iterator[Finding]:
    texts = [unit.root.get(name) for name in _BOUNDS]
    if texts == [None, None]:
        return
    if None in texts:
        has, lacks = _BOUNDS if texts[1] is None else _BOUNDS[::-1]
        yield unit.finding("date-bounds", f"the document has @{has}, but no @{lacks}", unit.root)
    for name, text, told in zip(_BOUNDS, texts, _derived(datelines), strict=True):
        value = value_of(text or "")
        at = moment(told[1], told[2]) if told else None
        better = in_washington(at) if at else None
        if text is None or told is None or better is None or (value and moment(value) == at):
            continue
        span = unit.value_span(unit.root, name)
        message = f"@{name} is `{text}`, but the dateline's date `{told[0]}` makes it `{better}`"
        yield unit.finding("date-bounds", message, unit.root, (Edit(*span, better.encode()),) if span else ())


def _derived(datelines: list[Node]) -> Iterator[tuple[str, Value, bool] | None]:
    """Yield what the bounds are derived from, and whether it is the end of that; None where there is no date."""
    dates = [date for dateline in datelines for date in _dates(dateline)]
    for names, is_last in ((("from", "notBefore", "when"), False), (("to", "notAfter", "when"), True)):
        texts = [text for date in dates for name in names if (text := date.get(name))]
        value = value_of(texts[0]) if texts else None
        yield (texts[0], value, is_last) if value else None


def _dates(dateline: Node) -> list[Node]:
    return [node for node in dateline.walk() if node.name == "date" and not node.within("note")]


def _words(node: Node) -> str:
    """Return the words of a date or dateline, as far as one goes."""
    return " ".join(node.text("note").split())[:_LONGEST]
