"""Citations that name a volume: by the series, by an `ibid.`, or by the number that it has in the same sub-series."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TypeAlias

from frusconv.catalogue import Found, entry
from frusconv.pattern import Pattern
from frusconv.references.locators import Place, places_named
from frusconv.references.numbers import MONTHS
from frusconv.references.pieces import Piece
from frusconv.references.reference import Work
from frusconv.references.state import State
from frusconv.references.volumes import cites_pages, other_part, sibling, sub_series, volume_cited
from frusconv.references.works import Named, named_work

# Returns the volume with a number, part and title.
_Resolve: TypeAlias = Callable[[str | None, str | None, str | None], Found | None]

# How a note goes on from one work of the series to the next.
_GOES_ON = Pattern(r"(?: ff\.?| passim)?[,;]? ?(?:and |see also |also )?(?:in )?")
# What stands right before a volume's number that names no series.
_LEADS_TO_VOLUME = Pattern(r"(?:^|\b(?:[Ss]ee|in|also|and|to|or)|[,;(—]) ?$")
_LEADS_STRONGLY = Pattern(r"\b(?:[Ss]ee|in|also) ?(?:the )?$")
_BEHIND_COMMA = Pattern(r", ?$")
# What may stand before such a number and a comma: a day, or a paper's kind; not the title of another work.
_NO_TITLE = Pattern(
    rf"(?:(?:{MONTHS}"
    r"|Jan\.|Feb\.|Mar\.|Apr\.|Aug\.|Sept\.|Oct\.|Nov\.|Dec\.) \d{1,2}(?:, \d{4})?|\b[a-z]{3,}|”), ?$"
)
_IBID_ENDS = Pattern(r" ?[.;)\]]|$| (?:and|or)\b")
_IN_BRACKETS = Pattern(r"[(\[]$")
# Before an `ibid.` that leads to the very place cited last; behind other words it leads to the volume.
_SAME_PLACE = Pattern(r"(?:^ ?|\b[Ss]ee |\d, )$")


def series(state: State, piece: Piece) -> None:
    """Take a citation that begins with the name of the series."""
    named = named_work(state.text, piece.end)
    if named.end == piece.end:
        return
    places = places_named(state.text, named.end, bool(named.numbers or named.is_published))
    years = named.years or (state.cited.years if state.cited and not named.title else None)
    _cite(state, piece.start, named, years, places)


def volume_set(state: State, piece: Piece) -> None:
    """Take a citation that begins with the name of a set: `Conference of Berlin (Potsdam), vol. ii, p. 5`."""
    named = named_work(state.text, piece.end, has_title=False)
    named = named._replace(title=state.text[piece.start : piece.end])
    places = places_named(state.text, named.end)
    found = volume_cited(named.years or "", named.number, named.part, named.title)
    if found and found.is_known and (places or named.numbers):
        _cite(state, piece.start, named, named.years, places)


def years(state: State, piece: Piece) -> None:
    """Take a further volume of the series: `and 1946, volumes ix and x`."""
    if _goes_on(state, piece):
        named = named_work(state.text, piece.start)
        _cite(state, piece.start, named, named.years, places_named(state.text, named.end))


def volume(state: State, piece: Piece) -> None:
    """Take a volume named by its number alone: a further one of the work cited, or one of the own sub-series."""
    named = named_work(state.text, piece.start)
    places = places_named(state.text, named.end)
    if named.numbers and state.cited and state.cited.years and _goes_on(state, piece):
        _cite(state, piece.start, named, named.years or state.cited.years, places)
        return
    own = state.context.volume
    if own is None or not named.numbers or not _leads_to(state, piece):
        state.other = piece.end
        return
    is_named = state.text[piece.start] == "v" and (state.is_behind(_LEADS_STRONGLY, piece) or state.is_of_paper)
    found = sibling(own, named.number or "", named.part, named.title) if places or is_named else None
    if found and entry(found.volume):
        _cite_as(state, piece.start, named, places, lambda *words: sibling(own, *words))
    else:
        state.other = piece.end


def part(state: State, piece: Piece) -> None:
    """Take another part of the volume that was cited last, or of the own one: `Part 1, p. 45`."""
    own = state.context.volume
    named = named_work(state.text, piece.start, has_title=False)
    if state.cited and state.cited.number and _goes_on(state, piece):
        _cite_again(state, piece, named, places_named(state.text, named.end), state.cited)
        return
    if own is None or not _leads_to(state, piece):
        return
    found = other_part(own, named.part) if named.part else None
    places = places_named(state.text, named.end)
    if found and (places or state.is_behind(_LEADS_STRONGLY, piece)):
        _cite_as(state, piece.start, named, places, lambda *_: found)


def _leads_to(state: State, piece: Piece) -> bool:
    """Tell whether what stands before a volume or part without a series can lead to one of the series."""
    if not state.is_editorial(piece.start):
        return False
    if state.is_behind(_LEADS_STRONGLY, piece):
        return True
    if state.is_elsewhere or not state.is_behind(_LEADS_TO_VOLUME, piece):
        return False
    return state.is_behind(_NO_TITLE, piece) or not state.is_behind(_BEHIND_COMMA, piece)


def ibid(state: State, piece: Piece) -> None:
    """Take a citation of the work that was cited last."""
    cited = state.cited
    if cited is None or cited.volume is None:
        state.cite_elsewhere(piece.end)
        return
    named = named_work(state.text, piece.end, cited.years, has_title=False)
    places = places_named(state.text, named.end)
    if named.end > piece.end:
        _cite_again(state, piece, named, places, cited)
    elif places and not (cited.is_own and places[0].kind == "page" and not cites_pages(cited.volume)):
        state.cite(piece.start, cited, places)
    elif _IBID_ENDS.match(state.text, piece.end) and not state.is_behind(_IN_BRACKETS, piece):
        is_same = state.is_behind(_SAME_PLACE, piece)
        state.cite_again(piece, cited if is_same else cited._replace(document=None, page=None))
    else:
        state.cite_elsewhere(piece.end)


def _cite_again(state: State, piece: Piece, named: Named, places: Sequence[Place], cited: Work) -> None:
    """Add references to another volume than was cited last, of which an `ibid.` says what is the same."""
    years = named.years or cited.years
    if not named.numbers and not named.years and cited.number:

        def resolve(_: str | None, part: str | None, title: str | None) -> Found | None:
            return volume_cited(years or "", cited.number, part, title)

        _cite_as(state, piece.start, named, places, resolve, years)
    elif places or named.numbers:
        _cite(state, piece.start, named, years, places)


def _goes_on(state: State, piece: Piece) -> bool:
    """Tell whether a piece goes on with the works of the series that have been cited up to it."""
    if not state.references or not state.cited or not state.cited.volume:
        return False
    found = _GOES_ON.match(state.text, state.references[-1].end)
    return found is not None and found.end() == piece.start


def _cite(state: State, start: int, named: Named, years: str | None, places: Sequence[Place]) -> None:
    """Add references to the volumes that are named, of the sub-series `years`."""
    _cite_as(state, start, named, places, lambda *words: volume_cited(years or "", *words), years)


def _cite_as(
    state: State, start: int, named: Named, places: Sequence[Place], resolve: _Resolve, years: str | None = None
) -> None:
    """Add references to all volumes that are named; the places are those of the last."""
    own = state.context.volume
    years = years or (sub_series(own) if own else None)
    for at, numeral in enumerate(named.numbers[:-1]):
        found = resolve(numeral.value, None, None)
        state.add(start, numeral.end, _work(found, years, numeral.value, None, own))
        start = named.numbers[at + 1].start
    found = resolve(named.number, named.part, named.title)
    if found or places:
        state.cite(start, _work(found, years, named.number, named.part, own), places, named.end)


def _work(found: Found | None, years: str | None, number: str | None, part_: str | None, own: str | None) -> Work:
    if found is None:
        return Work(None, years, number, part_, is_known=False)
    return Work(found.volume, years, number, part_, found.is_known, found.volume == own)
