"""Citations of documents, notes and pages of the volume that the text itself is of."""

from __future__ import annotations

import re

from frusconv.pattern import Pattern
from frusconv.references.locators import Place, noted
from frusconv.references.numbers import Numeral, document_numbers, page_numbers
from frusconv.references.pieces import SERIES, Piece
from frusconv.references.reference import Work
from frusconv.references.state import State
from frusconv.references.volumes import cites_pages, numbers_documents, other_part, part_of, volume_cited
from frusconv.references.works import named_work

_SERIES = Pattern(SERIES)
_WORK_BEHIND = Pattern(r",? (?:in|of) (?:the )?")
_BEHIND_FOOTNOTE = Pattern(
    r",? (?:to |of )?(?:(?P<document>[Dd]ocument )(?=\d)|(?P<before>supra)\b|(?P<after>infra)\b|(?P<here>above|below)\b"
    r"|(?P<ibid>ibid\b(?: ?\.)?|thereto\b))"
)
# What leads to a page: a word that does, or the comma or bracket behind a paper of the volume.
_LEADS_TO_PAGE = Pattern(r"(?:\b(?:[Ss]ee|on|also|[Aa]nte|[Pp]ost|[Ss]upra|[Ii]nfra),? |\[)$")
_ANTE = Pattern(r"\b(?:[Aa]nte|[Pp]ost|[Ss]upra|[Ii]nfra),? $")
_SEES = Pattern(r"\b(?:[Ss]ee|[Aa]nte|[Pp]ost),? $")
_BEHIND_PAPER = Pattern(r"(?:[,(—] ?|,” ?|\band |\bor )$")
# The title of a book, which a page stands behind as it does behind a paper; and what leads on from a page to the next.
_BEHIND_TITLE = Pattern(r"(?:, |\bin |\b[Ss]ee )(?:The|An?) [A-Z][^.;()]{2,60}, $")
_GOES_ON = Pattern(r"[;,] [a-z ,;’]{0,60}")
_DAY = Pattern(
    r"[”)]{0,2} ?(?:Dated )?(?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept|Oct|Nov|Dec)\w*\.? \d{1,2}"
    r"(?:, \d{4})?(?:, (?:\d{1,2}(?::\d\d)? [ap]\. ?m\.|noon|midnight))?, "
)
# What stands right before a citation of a document, of a small `document`, and before a page.
_LEADS_TO_DOCUMENT = Pattern(r"(?:^|[(\[“.:;—/]|\b(?:See|[a-z]{2,})) ?$")
_LEADS_TO_SMALL = Pattern(r"\b(?:[Ss]ee|in|cf\.|Cf\.) $")
_BEHIND_COMMA = Pattern(r", $")
_OF = Pattern(r" of (?!\d)")
_BEFORE_PAGE = Pattern(r",? (?:pp?\.|pages?)")


def own_work(state: State) -> Work:
    """Return the volume of the text itself as a work."""
    return Work(state.context.volume, is_own=True)


def document(state: State, piece: Piece) -> None:
    """Take `Document 32`, `Documents 32, 35–37, and 40`, and `Documents 32 and 33 in Foreign Relations, …`."""
    word = state.text[piece.start : piece.end]
    is_plural = "s" in word.rstrip(". ")[-1:] or "ocs" in word
    numerals = document_numbers(state.text, piece.end, is_plural)
    places = noted(state.text, [Place("document", numeral) for numeral in numerals])
    if not places or _cited_before_work(state, piece, places):
        return
    if word[0] == "d" and not state.is_behind(_LEADS_TO_SMALL, piece):
        return
    if not _is_own_document(state, piece):
        return
    known = [place for place in places if _has(state, f"d{place.numeral.value}")]
    if known:
        state.cite(piece.start, own_work(state), known)


def _cited_before_work(state: State, piece: Piece, places: list[Place]) -> bool:
    """Take documents that stand before the name of their volume."""
    behind = _WORK_BEHIND.match(state.text, places[-1].end)
    found = _SERIES.match(state.text, behind.end()) if behind else None
    if not found:
        return False
    named = named_work(state.text, found.end())
    volume = volume_cited(named.years or "", named.number, named.part, named.title)
    work = Work(
        volume.volume if volume else None, named.years, named.number, named.part, bool(volume and volume.is_known)
    )
    state.cite(piece.start, work, places, named.end)
    return True


def _is_own_document(state: State, piece: Piece) -> bool:
    volume = state.context.volume
    if not state.is_editorial(piece.start) or (volume and not numbers_documents(volume)):
        return False
    if state.is_elsewhere and state.is_behind(_BEHIND_COMMA, piece):
        return False
    return state.is_behind(_LEADS_TO_DOCUMENT, piece) or state.is_behind(_BEHIND_COMMA, piece)


def footnote(state: State, piece: Piece) -> None:
    """Take `footnote 2, Document 3`, `footnotes 2 and 3, supra`, `footnote 4 above`."""
    numerals = document_numbers(state.text, piece.end)
    behind = _BEHIND_FOOTNOTE.match(state.text, numerals[-1].end) if numerals else None
    if not behind or not state.is_editorial(piece.start):
        state.paper = numerals[-1].end if numerals else piece.end
        return
    if behind["ibid"] and state.cited and state.cited.volume and state.cited.page:
        state.cite(piece.start, state.cited, [Place("page", Numeral(state.cited.page, piece.start, behind.end()))])
        return
    work, document, end = _noted_document(state, behind)
    places = [
        Place("document", numeral._replace(value=document), numeral.value)
        for numeral in numerals
        if document and (not work.is_own or _has(state, f"d{document}fn{numeral.value}"))
    ]
    if places:
        state.cite(piece.start, work, places, end)


def _noted_document(state: State, behind: re.Match[str]) -> tuple[Work, str | None, int]:
    """Return the work and the document that a footnote is of, and where its name ends."""
    context, end = state.context, behind.end()
    if behind["document"]:
        numerals = document_numbers(state.text, end, is_plural=False)
        return own_work(state), numerals[0].value if numerals else None, numerals[0].end if numerals else end
    if behind["ibid"]:
        return (state.cited, state.cited.document, end) if state.cited else (own_work(state), None, end)
    beside = context.before if behind["before"] else context.after if behind["after"] else context.document
    return own_work(state), beside.removeprefix("d") if beside else None, end


def page(state: State, piece: Piece) -> None:
    """Take `p. 63`, `pp. 12–15 and 20`, `page 489` of the own volume, or of the other parts that its pages go on in."""
    word = state.text[piece.start : piece.end].rstrip(" .")
    numerals = page_numbers(state.text, piece.end, word[-1] in "ps" and len(word) > 1)
    if not numerals or not _is_own_page(state, piece, numerals[-1].end):
        return
    starts = [piece.start, *(numeral.start for numeral in numerals[1:])]
    for start, numeral in zip(starts, numerals, strict=True):
        work, value = _paged(state, numeral.value)
        if work is not None:
            state.cite(start, work, [Place("page", numeral._replace(value=value))])


def _is_own_page(state: State, piece: Piece, end: int) -> bool:
    volume = state.context.volume
    if not state.is_editorial(piece.start) or _OF.match(state.text, end):
        return False
    if volume is None:
        return state.is_behind(_ANTE, piece)
    if not cites_pages(volume):
        return False
    if state.is_behind(_LEADS_TO_PAGE, piece):
        return not state.is_elsewhere or state.is_behind(_SEES, piece)
    last = state.references[-1] if state.references else None
    if last and last.page and last.is_own and _GOES_ON.fullmatch(state.text, state.done, piece.start):
        return True
    if not state.is_behind(_BEHIND_PAPER, piece) or state.is_behind(_BEHIND_TITLE, piece):
        return piece.start == state.stop
    is_day = _DAY.fullmatch(state.text, state.stop, piece.start) is not None
    return state.is_of_paper or (is_day and not state.goes_on_elsewhere)


def _paged(state: State, value: str) -> tuple[Work | None, str]:
    """Return the work that a page is in, and its number as its id has it."""
    for written in (value, value.upper(), value.lower()):
        if _has(state, f"pg_{written}"):
            return own_work(state), written
    own, first_last = state.context.volume, state.context.pages
    part = part_of(own) if own else None
    if own and part and first_last and value.isdigit():
        other = part - 1 if int(value) < first_last[0] else part + 1 if int(value) > first_last[1] else part
        found = other_part(own, str(other)) if other != part else None
        return (Work(found.volume) if found else None), value
    return None, value


def beside(state: State, piece: Piece) -> None:
    """Take `supra` and `infra`: the document before, the document behind."""
    context = state.context
    identifier = context.before if state.text[piece.start] in "sS" else context.after
    if not identifier or not state.is_editorial(piece.start) or _BEFORE_PAGE.match(state.text, piece.end):
        return
    numeral = Numeral(identifier.removeprefix("d"), piece.start, piece.end)
    state.cite(piece.start, own_work(state), [Place("document", numeral)])


def _has(state: State, place: str) -> bool:
    """Tell whether the volume has a place, as far as its places are known."""
    return state.context.places is None or place in state.context.places
