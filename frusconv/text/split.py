"""Where the documents of a text of many begin: by number, source note, heading and what stands around them.

Three kinds of volumes are met. Since 1952 every document has a number, in its heading or above it. Before, most begin
with a file number above the heading. The oldest have headings alone. An enclosure has a heading too, but neither
number nor file number, and the word for it above.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.dateline import read_dateline
from frusconv.text.heading import is_number_line, looks_like_heading, read_heading
from frusconv.text.layout import TextBlock
from frusconv.text.opener import is_classification, is_remark, telegram_number
from frusconv.text.pages import MARKER
from frusconv.text.signature import is_name
from frusconv.text.source_note import read_source_note

# What stands above a beginning, and how far below one its dateline is looked for.
_ABOVE, _BELOW = 3, 5
_LONGEST_HEAD = 400
# The distance of two lines with a blank one between.
_ONE_BLANK = 2
_EDITORIAL = Pattern(r"(?:No\. \d{1,4} |\d{1,4}\. )?Editorial Note\d{0,2}")
# A marker can stick to the number, and the blank behind it be lost.
_NUMBERED = Pattern(
    r"(?:No\. (\d{1,4})[A-Za-z]?\.?\s+|\[(\d{1,4})\]\s+"
    r"|\[?(\d{1,4})[A-Za-z]?\]?\.\]?(?:\s+|\d\s+(?=[A-Z][a-z])|(?=[A-Z][a-z]+ )))(?=[“A-Z])"
)
_MARKED = Pattern(r"(?<=[a-z])\d{1,2}$")
_PLAIN_NUMBER = Pattern(r"\[?\d{1,4}[A-Za-z]?\]?\.")
_ENCLOSURE = Pattern(
    r"\[?(?:Sub-?)?(?:Enclosure|Inclosure|Attachment|Annex|Appendix|Tab|ENCLOSURE|INCLOSURE|ATTACHMENT|ANNEX)s?\b.{0,40}"
)
# What no heading has, but a note that begins `2. Telegram 342 from …`.
_IN_SENTENCE = Pattern(
    r"(?:Telegrams?|Despatch|Airgram|Circular) \d|[.,:;]$|[a-z]{3}\. [A-Z]|\bsee\b|^\d+\. (?:In|For) "
)
_SALUTATION = Pattern(r"(?:My )?(?:Dear |DEAR )?(?:Sir|SIR|Gentlemen|Excellency|Mr\.|Madam)\b.{0,40}[:—,].*")
# A share of the beginnings with a number or file number, from which on headings without one are those of enclosures.
_USUAL = 0.5


class Beginning(NamedTuple):
    """The beginning of a document: the line of the source (from 1), its number or None, and its heading."""

    line: int
    number: int | None
    heading: str


class _Candidate(NamedTuple):
    """A place where a document may begin; `form` is how: `numbered`, `filed` or `headed`."""

    line: int
    number: int | None
    heading: str
    form: str
    is_certain: bool
    has_source: bool
    is_named: bool


def beginnings(blocks: Iterable[TextBlock]) -> list[Beginning]:
    """Return where documents begin in the blocks of a text, in order. Takes time and memory as the text is long."""
    found = list(_candidates(blocks))
    if sum(c.form == "numbered" and c.is_certain for c in found) > _USUAL * sum(c.is_certain for c in found):
        kept = _numbered(found)
    else:
        filed = [c for c in found if c.is_certain and c.has_source]
        headed = [c for c in found if c.form == "headed" and c.is_certain]
        only_filed = len(filed) > _USUAL * (len(filed) + len(headed))
        kept = filed + [c for c in headed if not only_filed or _is_note(c.heading)]
        kept.sort(key=lambda candidate: candidate.line)
    return [Beginning(c.line, c.number, c.heading) for c in kept]


def _is_note(heading: str) -> bool:
    return _EDITORIAL.fullmatch(heading) is not None


def _candidates(blocks: Iterable[TextBlock]) -> Iterator[_Candidate]:
    """Yield the places where a document may begin, none inside another."""
    above: deque[TextBlock] = deque(maxlen=_ABOVE)
    window: deque[TextBlock] = deque()
    coming = iter(blocks)
    skip = 0
    while True:
        while len(window) <= _BELOW and (block := next(coming, None)) is not None:
            window.append(block)
        if not window:
            return
        if skip == 0 and (found := _candidate(window, above)):
            skip, candidate = found
            yield candidate
        skip = max(0, skip - 1)
        above.append(window.popleft())


def _candidate(window: Sequence[TextBlock], above: Sequence[TextBlock]) -> tuple[int, _Candidate] | None:
    """Return what may begin at the window's first block, and how many blocks its front has."""
    if window[0].label is not None or len(window[0].text) > _LONGEST_HEAD:
        return None
    at = _behind_pages(window, 0)
    if at and (at >= len(window) or window[at].line - window[at - 1].line > _ONE_BLANK):
        return None  # A page marker that stands apart from what follows ends what stands above.
    line = window[0].line
    number: int | None = None
    source = ""
    has_number = has_source = False
    while at < len(window) and window[at].label is None and len(window[at].text) <= _LONGEST_HEAD:
        text = window[at].text
        if not has_number and (alone := is_number_line(text)) and alone.isdecimal():
            number, has_number = int(alone), True
        elif not has_source and _is_source_line(text, window, at):
            has_source, source = True, text
        else:
            break
        at = _behind_pages(window, at + 1)
    if at >= len(window) or window[at].label is not None:
        return None
    heading = window[at].text
    if not has_number and (own := _NUMBERED.match(heading)):
        number = int(own[1] or own[2] or own[3])
    form = "numbered" if number is not None else "filed" if has_source else "headed"
    is_certain = _is_certain(form, heading, source, window, at, above)
    if is_certain is None:
        return None
    read = read_heading(heading)
    is_named = _is_note(heading) or has_source or bool(read.kind and read.senders)
    return (at + 1, _Candidate(line, number, heading, form, is_certain, has_source, is_named))


def _behind_pages(window: Sequence[TextBlock], at: int) -> int:
    while at < len(window) and MARKER.fullmatch(window[at].text):
        at += 1
    return at


def _is_source_line(text: str, window: Sequence[TextBlock], at: int) -> bool:
    """Tell whether a block is a source note that a heading follows."""
    text = _MARKED.sub("", text)
    found = None if _is_note(text) or _NUMBERED.match(text) else read_source_note(text)
    at = _behind_pages(window, at + 1)
    if found is None or text.count("(") != text.count(")") or at >= len(window) or window[at].label is not None:
        return False
    # Where numbers stand in the headings, sources are in notes.
    return found.file_number is not None or not (text.endswith((".", ")", "]")) or _PLAIN_NUMBER.match(window[at].text))


def _is_certain(
    form: str, heading: str, source: str, window: Sequence[TextBlock], at: int, above: Sequence[TextBlock]
) -> bool | None:
    """Tell whether a document certainly begins here; None where none can."""
    if len(heading) > _LONGEST_HEAD:
        return None
    if _is_note(heading):
        return True
    is_heading = looks_like_heading(heading)
    if form == "filed":
        return True if is_heading or _names_parties(heading) or _has_opener(window, at) else None
    if form == "numbered":
        if source:
            return True
        if not is_heading or (_NUMBERED.match(heading) and _IN_SENTENCE.search(heading)):
            return None
        has_kind = read_heading(heading).kind is not None
        is_likely = _has_opener(window, at) or _is_behind_end(above)
        if has_kind or is_likely:
            return _names_parties(heading) or (has_kind and is_likely)
        return None
    if not is_heading or _is_enclosed(above):
        return None
    return True if _names_parties(heading) and (_has_opener(window, at) or _is_behind_end(above)) else None


def _names_parties(heading: str) -> bool:
    """Tell whether a heading names sender and recipient, and is no sentence."""
    read = read_heading(heading)
    return bool(read.senders and (read.recipients or read.kind))


def _has_opener(window: Sequence[TextBlock], at: int) -> bool:
    """Tell whether a dateline, a line of secrecy, a remark or the beginning of a telegram follows a heading."""
    for block in list(window)[at + 1 : at + 4]:
        text = block.text
        if is_classification(text) or is_remark(text) or _SALUTATION.match(text):
            return True
        if (reading := read_dateline(text)) and (reading.place or reading.received):
            return True
    return at + 1 < len(window) and telegram_number(window[at + 1].text) is not None


def _is_behind_end(above: Sequence[TextBlock]) -> bool:
    """Tell whether what stands above can be the end of a document: nothing, a note of its list, a signature."""
    before = [block for block in above if not MARKER.fullmatch(block.text)]
    return not before or before[-1].label is not None or is_name(before[-1].text)


def _is_enclosed(above: Sequence[TextBlock]) -> bool:
    """Tell whether the word for an enclosure stands above."""
    return any(len(block.text) < 60 and _ENCLOSURE.fullmatch(block.text) for block in list(above)[-2:])


def _numbered(found: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the numbered candidates: those that are certain, and of the others those that fill a gap in order."""
    kept: list[_Candidate] = []
    held: list[_Candidate] = []
    for candidate in found:
        if candidate.number is None:
            if _is_note(candidate.heading):
                held.append(candidate)
        elif candidate.is_certain:
            kept += _between(kept[-1].number if kept else 0, candidate.number, held)
            kept.append(candidate)
            held = []
        else:
            held.append(candidate)
    return _without_strays(kept + _between(kept[-1].number if kept else 0, None, held))


def _without_strays(kept: list[_Candidate]) -> list[_Candidate]:
    """Leave out what stands between two that follow each other, unless its heading names who wrote it.

    A telegram can begin `1370. Message re …`, and a list of points `2. Agreement to …`.
    """
    strays = {
        here
        for before, here, after in zip(kept, kept[1:], kept[2:], strict=False)
        if not here.is_named and after.number == (before.number or 0) + 1 and here.number != before.number
    }
    return [candidate for candidate in kept if candidate not in strays]


def _between(low: int | None, high: int | None, held: Sequence[_Candidate]) -> list[_Candidate]:
    """Return the doubtful candidates that run on from `low` by one, and stay below `high`."""
    filling = []
    for candidate in held:
        if candidate.number == (low or 0) + 1 and (high is None or candidate.number < high):
            filling.append(candidate)
            low = candidate.number
    return filling
