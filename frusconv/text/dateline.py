"""Datelines: `Moscow, September 4, 1939—11 a.m.`, with what stands around them.

The Office's encoding counts 1,572 shapes of them; they are one grammar: place, date, time, receipt, each optional
but the date, in brackets where editors supplied it.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from frusconv.model import When
from frusconv.pattern import Pattern
from frusconv.text.casing import recased
from frusconv.text.dates import DATE, TIMES, read_date
from frusconv.text.moments import placed
from frusconv.text.receipts import RECEIVED, receipt_date

# What makes a date less than sure, and what narrows a month without naming a day.
_ABOUT = r"(?P<about>circa|ca?\.|about|approximately|on or about|probably)\s++"
_PART = r"(?:[Ee]arly(?: in)?|[Ll]ate(?: in)?|[Mm]id|(?:the )?(?:beginning|middle|end) of)[ -]"
_DATELINE = Pattern(
    rf"\[?(?P<place>[A-ZČİŁŚŠŽ“][^\d\[\]()]{{1,90}}?)?[\s,.;:—–-]*+\]?[\s,.—–-]*+\[?"
    rf"(?:{TIMES.replace('?P<time', '?P<early')}[\s,]++(?:on\s++)?)?"
    rf"(?P<date>(?:{_ABOUT}|{_PART})?+(?:[Uu]ndated,?\s*+(?=\[))?{DATE}\]?(?:[\s,;.—–-]++(?:at\s++)?(?:{TIMES}))?)"
    rf"(?:,?\s++\(?(?P<zone>[A-Z][\w ]{{2,20}}\s[Tt]ime|[A-Z]{{1,3}}[SD]T)\b\)?)?"
    rf"(?:\s*+\[(?:[ap]\.\s?m\.|sic)\])?"
    rf"[\s.,;\])\d]{{0,5}}"
    rf"(?P<received>\s*+{RECEIVED}(?:(?<=\])\d{{1,2}})?)?[\s.]*"
)
_RECEIPT = Pattern(RECEIVED)
# What stands before the place in letters: `Legation of the United States, Paris, March 9, 1861`.
_OFFICE = Pattern(
    r"(?:Department of State|(?:(?:American|United States|U\.S\.) )?(?:Legation|Embassy|Consulate(?: General)?"
    r"|Mission|Agency)"
    r"(?: of the United States(?: of America)?)?|Executive Mansion|(?:War|Navy|Treasury) Department"
    r"|(?:Royal |Imperial )?Ministry (?:of|for) Foreign (?:Affairs|Relations)|Foreign Office),\s+(?=[A-Z])"
)
_ABBREVIATION = Pattern(r"\.[A-Z]\.$")
_HAS_DATE = Pattern(r"\d|ndated|[Nn]o(?:t)? date|eceived")
# Small words inside the name of a place; any other small letter at a word's start makes it a sentence.
_SMALL = frozenset(
    "of the to and en de la le les los las el do da dos du des del am an au aux on at in near upon aboard route board "
    "via by sur von der es".split()
)
# What begins with one of these is a document's title (`Record of Meeting—May 8, 1967`), not a place.
_TITLES = frozenset(
    "Record Minutes Notes Note Memorandum Memoranda Report Summary Meeting Conversation Paper Left Handed Communicated "
    "Delivered Presented Submitted Read Transmitted".split()
)
LONGEST = 200


class DatelineReading(NamedTuple):
    """Where the parts of a dateline stand in its text (offsets), and what they mean.

    `place` and `received` are None where the line has none; `date` is None only in a bare line of receipt.
    """

    place: tuple[int, int] | None
    date: tuple[int, int] | None
    when: When
    received: tuple[int, int] | None = None
    received_when: When | None = None
    is_undated: bool = False

    @property
    def has_value(self) -> bool:
        """Whether the date has a value."""
        return self.when.first is not None


def read_dateline(text: str) -> DatelineReading | None:
    """Return the parts of `text` if all of it is a dateline or a line of receipt, else None."""
    if len(text) > LONGEST or not _HAS_DATE.search(text):
        return None
    text = recased(text)
    if _RECEIPT.fullmatch(text):
        return DatelineReading(None, None, When(), (0, len(text)), receipt_date(text, When()))
    found = _DATELINE.fullmatch(text)
    if not found:
        return None
    place = _place(found)
    if found["place"] and place is None:
        return None
    when = placed(_when(found), text[slice(*place)] if place else None, found["zone"])
    received = found.span("received") if found["received"] else None
    if received:
        received = (received[0] + len(found["received"]) - len(found["received"].lstrip()), received[1])
    received_when = receipt_date(text[received[0] :], when) if received else None
    reading = DatelineReading(place, _date_span(found), when, received, received_when, bool(found["undated"]))
    return bounded(reading)


def bounded(reading: DatelineReading) -> DatelineReading:
    """Return the dateline of an undated document with what bounds its date: it is not later than its receipt."""
    if not reading.is_undated or not reading.received_when or not reading.received_when.last:
        return reading
    return reading._replace(when=When(not_after=reading.received_when.last, cert=reading.received_when.cert))


def is_dateline_start(text: str) -> bool:
    """Tell whether `text` may be the first line of a dateline that is broken over two."""
    return len(text) < 80 and text.endswith((",", "—")) and _is_place(text.strip("[],— ").partition(",")[0])


def _date_span(found: re.Match[str]) -> tuple[int, int]:
    """Return the span of date and time without an editor's bracket around the whole."""
    start, end = found.span("early")[0] if found["early"] else found.span("date")[0], found.span("date")[1]
    text = found.string
    while text[end - 1] == "]" and text.count("[", start, end) < text.count("]", start, end):
        end -= 1
    opened, closed = text.count("[", start, end), text.count("]", start, end)
    if text[start] == "[" and opened > closed:
        start += 1
    elif closed > opened and text[start - 1 : start] == "[":
        start -= 1
    return start, end


def _place(found: re.Match[str]) -> tuple[int, int] | None:
    if not found["place"]:
        return None
    start, end = found.span("place")
    while end > start and found.string[end - 1] in " ,.;:—–-":
        end -= 1
    if _ABBREVIATION.search(found.string, max(0, end - 3), end + 1):
        end += 1  # The stop of `Washington, D.C.`
    if not _is_place(found.string[start:end]):
        return None
    office = _OFFICE.match(found.string, start, end)
    return (office.end() if office else start), end


def _is_place(text: str) -> bool:
    """Tell whether `text` names a place: capitals but for the small words of names."""
    words = re.split(r"[\s,]+", text.strip(" ,"))
    if not words or len(words) > 12 or not words[0][:1].isupper() or words[0] in _TITLES:
        return False
    return all(not word[:1].islower() or word in _SMALL or word[1:2] in "’'" for word in words)


def _when(found: re.Match[str]) -> When:
    when = read_date(found)
    if when.when and len(when.when) == 10 and found["early"]:
        joined = _DATELINE.fullmatch(
            f"{found['date']}, {found['early']}" + (f"–{found['early2']}" if found["early2"] else "")
        )
        return read_date(joined) if joined else when
    return when
