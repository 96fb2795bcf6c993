"""The references that the Office has encoded in official volumes, beside those that are found in their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Literal, NamedTuple, TypeAlias

from frusconv.model import Document, FileSource
from frusconv.readers.tei import read_tei
from frusconv.references import Reference
from frusconv.references.documents import Found, found_in, in_context
from frusconv.references.flat import Cited

# To other volumes; to documents and to printed pages of the own volume.
Kind: TypeAlias = Literal["other", "document", "page"]
# right: found with the official target, or with a place in the volume where the official one is the volume as a whole.
# missed, wrong: not found, or with another target. official: the official target disagrees with the words' number.
# unencoded: found, names a place that there is, and is no reference in the official text. beside: overlaps one that is.
Outcome: TypeAlias = Literal["right", "missed", "wrong", "official", "unencoded", "beside"]
KINDS: tuple[Kind, ...] = ("other", "document", "page")
OUTCOMES: tuple[Outcome, ...] = ("right", "missed", "wrong", "official", "unencoded", "beside")

_PLACE = re.compile(r"(?:pg_|#d?|^d)(\d+)(?:fn(\d+))?$")
_SHOWN = 90


class Judged(NamedTuple):
    """A reference with what became of it, and for people the text around it."""

    kind: Kind
    outcome: Outcome
    shown: str


class Figures(NamedTuple):
    """How often each outcome was met, by kind."""

    counts: Counter[tuple[Kind, Outcome]]

    def recall(self, kind: Kind) -> float:
        """The share of official references that are found right; those encoded wrongly are left out."""
        right, missed, wrong = (self.counts[kind, outcome] for outcome in ("right", "missed", "wrong"))
        return right / (right + missed + wrong)

    @property
    def precision(self) -> float:
        """The share of what is found where the official text has a reference that is right."""
        right = sum(self.counts[kind, "right"] for kind in KINDS)
        wrong = sum(self.counts[kind, outcome] for kind in KINDS for outcome in ("wrong", "beside"))
        return right / (right + wrong)


def judged(volume: str, data: bytes) -> Iterator[Judged]:
    """Yield every reference of a volume's documents, official or found."""
    reading = read_tei(FileSource(lambda: BytesIO(data), volume))
    places = reading.places or {}
    for part, context in in_context(reading.parts, volume, places):
        if isinstance(part, Document):
            for found in found_in(part.blocks, context):
                yield from _judged(found, places, f"{volume} {found.passage.note or part.id}")


def _judged(found: Found, places: Mapping[str, str], where: str) -> Iterator[Judged]:
    taken: set[int] = set()
    for official in found.flat.cited:
        kind = _kind(official.target)
        if kind is None:
            continue
        over = [one for one in found.references if one.start < official.end and official.start < one.end]
        taken |= {one.start for one in over}
        ours = ", ".join(f"{one.text} → {one.target(places)}" for one in over) or "nothing"
        shown = f"{_around(found, where, official.start, official.end)} → {official.target}; found: {ours}"
        yield Judged(kind, _outcome(found, official, over, places), shown)
    for one in found.references:
        if one.start not in taken and one.target(places):
            kind = "other" if not one.is_own else "page" if one.page else "document"
            shown = f"{_around(found, where, one.start, one.end)} → {one.target(places)}"
            is_beside = any(one.start < official.end and official.start < one.end for official in found.flat.cited)
            yield Judged(kind, "beside" if is_beside else "unencoded", shown)


def _kind(target: str) -> Kind | None:
    if target.startswith("frus"):
        return "other"
    if target.startswith("#pg"):
        return "page"
    return "document" if re.match(r"#d\d", target) else None


def _outcome(found: Found, official: Cited, over: list[Reference], places: Mapping[str, str]) -> Outcome:
    if any(one.target(places) == official.target or (one.place and one.volume == official.target) for one in over):
        return "right"
    told, printed = _PLACE.search(official.target), re.findall(r"\d+", found.flat.text[official.start : official.end])
    if told and printed and told[1] not in printed and told[2] not in printed:
        return "official"
    return "wrong" if over else "missed"


def _around(found: Found, where: str, start: int, end: int) -> str:
    text = found.flat.text
    return f"{where}: {text[max(0, start - _SHOWN) : start]}«{text[start:end]}»{text[end : end + _SHOWN // 2]}"
