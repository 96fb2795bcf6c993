"""The references that the Office has encoded in official volumes, beside those that are found in their text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Literal, NamedTuple, TypeAlias

from frusconv.catalogue import entry
from frusconv.catalogue.numbers import arabic
from frusconv.model import Document, FileSource
from frusconv.readers.tei import read_tei
from frusconv.references import Context, Reference
from frusconv.references.documents import Found, found_in, in_context
from frusconv.references.flat import Cited

# To other volumes; to documents and to printed pages of the own volume.
Kind: TypeAlias = Literal["other", "document", "page"]
# right: found with the official target, or with a place in the volume or document that is the official one as a whole.
# missed, wrong: not found, or with another target. official: the official target disagrees with the words.
# unencoded: found, names a place or volume that there is, and is no reference in the official text. extra: the same,
# but there is no such volume. beside: overlaps an official reference that is found.
Outcome: TypeAlias = Literal["right", "missed", "wrong", "official", "unencoded", "extra", "beside"]
KINDS: tuple[Kind, ...] = ("other", "document", "page")
OUTCOMES: tuple[Outcome, ...] = ("right", "missed", "wrong", "official", "unencoded", "extra", "beside")

_PLACE = re.compile(r"(?:pg_|#d?|^d)(\d+)(?:fn(\d+))?$")
_FORM = re.compile(r"d\d+[A-Za-z]?(?:fn(?:\d+|-sym\d+))?|pg_[\w-]+")
_VOLUME = re.compile(r"\b[Vv]ol(?:ume)?\.? (E–?\d+|[IVXL]+|[ivxl]+)\b")
_NUMBERED = re.compile(r"frus[\d-]+v(e?\d+)")
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
        """The share of what is found that is right; what the official text has wrong, or not at all, is left out."""
        right = sum(self.counts[kind, "right"] for kind in KINDS)
        wrong = sum(self.counts[kind, outcome] for kind in KINDS for outcome in ("wrong", "extra", "beside"))
        return right / (right + wrong)


def judged(volume: str, data: bytes) -> Iterator[Judged]:
    """Yield every reference of a volume's documents, official or found."""
    reading = read_tei(FileSource(lambda: BytesIO(data), volume))
    places = reading.places or {}
    for part, context in in_context(reading.parts, volume, places):
        if isinstance(part, Document):
            for found in found_in(part.blocks, context):
                where = f"{volume} {found.passage.note or part.id}"
                yield from _judged(found, places, context, where)


def _judged(found: Found, places: Mapping[str, str], context: Context, where: str) -> Iterator[Judged]:
    taken: set[int] = set()
    for official in found.flat.cited:
        kind = _kind(official.target)
        if kind is None:
            continue
        over = [one for one in found.references if one.start < official.end and official.start < one.end]
        taken |= {one.start for one in over}
        ours = ", ".join(f"{one.text} → {one.target(places)}" for one in over) or "nothing"
        shown = f"{_around(found, where, official.start, official.end)} → {official.target}; found: {ours}"
        yield Judged(kind, _outcome(found, official, over, places, context), shown)
    for one in found.references:
        if one.start not in taken and one.target(places):
            kind = "other" if not one.is_own else "page" if one.page else "document"
            shown = f"{_around(found, where, one.start, one.end)} → {one.target(places)}"
            is_beside = any(one.start < official.end and official.start < one.end for official in found.flat.cited)
            is_there = one.is_own or (one.volume and entry(one.volume))
            yield Judged(kind, "beside" if is_beside else "unencoded" if is_there else "extra", shown)


def _kind(target: str) -> Kind | None:
    if target.startswith("frus"):
        return "other"
    if target.startswith("#pg"):
        return "page"
    return "document" if re.match(r"#d\d", target) else None


def _outcome(
    found: Found, official: Cited, over: list[Reference], places: Mapping[str, str], context: Context
) -> Outcome:
    for one in over:
        target = one.target(places) or ""
        if target == official.target or re.fullmatch(rf"{re.escape(official.target)}(?:#.+|fn\w+)", target):
            return "right"
        if one.place and one.volume == official.target:
            return "right"
    if disagrees(found.flat.text, official, context):
        return "official"
    return "wrong" if over else "missed"


def disagrees(text: str, official: Cited, context: Context) -> bool:
    """Tell whether an official target is no place, or another one than the words in and beside the reference name.

    Nothing of what is found is looked at.
    """
    words, before, behind = text[official.start : official.end], text[: official.start][-40:], text[official.end :][:40]
    volume, _, place = official.target.rpartition("#") if "#" in official.target else (official.target, "", "")
    if (volume and not entry(volume)) or (place and not _FORM.fullmatch(place)):
        return True
    named, numbered = _VOLUME.search(words), _NUMBERED.match(volume)
    if named and numbered and arabic(named[1]) != numbered[1].upper().lstrip("0").replace("E0", "E"):
        return True
    if not place:
        return False
    told, printed = _PLACE.search(place), re.findall(r"\d+", words)
    if told and printed and told[1] not in printed and told[2] not in printed:
        return True
    if volume:
        names_volume = re.search(r"[Vv]ol|Part|Foreign|[Ii]bid", before + words)
        return place.startswith("pg_") and not names_volume and place in (context.places or ())
    return _names_another_document(words, before, behind, place, context)


def _names_another_document(words: str, before: str, behind: str, place: str, context: Context) -> bool:
    if place not in (context.places or ()) or re.search(r"\b[Vv]ol(?:\.|ume) [IVXL]+, $", before):
        return True
    document = place.partition("fn")[0]
    if re.match(r",? supra\b", behind) or "supra" in words:
        return document != context.before
    named = (
        re.search(r"Documents? (\d+)", words)
        or (re.match(r"(?:(?:,|,? and) \d+)*, Document (\d+)", behind) if "note" in words else None)
        or (re.search(r"Document (\d+),? and $", before) if "thereto" in words + behind[:12] else None)
    )
    if named:
        return document.startswith("d") and document != f"d{named[1]}"
    return bool(
        place.startswith("pg_")
        and words.isdigit()
        and re.match(r", (?:Jan|Feb|Mar|Apr|May|Ju|Aug|Sep|Oct|Nov|Dec)", behind)
    )


def _around(found: Found, where: str, start: int, end: int) -> str:
    text = found.flat.text
    return f"{where}: {text[max(0, start - _SHOWN) : start]}«{text[start:end]}»{text[end : end + _SHOWN // 2]}"
