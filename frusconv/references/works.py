"""The name of a work of the series in a citation: years, number, part and title behind the name of the series."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.references.numbers import MONTHS, Numeral, volume_numbers
from frusconv.references.volumes import volume_cited

_YEARS = Pattern(r"(?:[,:;.]| for| of)? ?\(?(1[789]\d[\dl](?:[–—/-](?:1[789])?\d\d)?)\)?(?![\w–-])")
_VOLUME = Pattern(r"[,.:;]? ?\(?(?:[Vv]ol(s?)\.?|[Vv]olume(s?)|VOL\.?|v\.) ?(?=[EIVXLivxl\d])")
_PART = Pattern(r"(?: \(in \w+ parts\))?[,.:;]? ?\(?(?:[Pp]art|[Pp]t\.?) ?(\d|[IVX]{1,4})\)?(?!\w)")
# What a book's note may have without the word: `FRUS, 1961–1963, V, doc. 32`, `FRUS 1948, 5:666`, `10(1): 5`.
_BARE = Pattern(
    r",? ([IVXL]{1,8}|\d{1,2})(?: ?\((\d)\)|[:,] ?[Pp]t\.? (\d)|/(\d))?(?=: ?\d|, (?:[Dd]oc|[Nn]os?\.|pp?\.|\d))"
)
_PUBLISHED = Pattern(r",? (?:[Ee]ds?\. [^()]{3,200} ?)?\([^()]{0,120}(?:1[89]|20)\d\d\)")
# A title: capitals, small words between them, years and days.
_WORD = (
    r"(?!(?:Documents?|Pages?|Parts?|Volumes?|Docs?\.|Vols?\.|Nos?\.) (?:[\dIVXivx]|E–)|Foreign Relations\b)"
    r"(?:(?:[A-Z]\.){1,4}|Supp\.|App\.|[A-Z][\w’'-]*|E–?\d+|\d{1,2}(?=[,–])|1[789]\d\d(?:[–-](?:1[789])?\d\d)?)"
)
_JOINT = r"(?:[,;:]? |[–—-]| \(|\),? )(?:(?:of|the|and|on|in|for|to|with|de|at|by) ){0,3}"
_TITLE = Pattern(rf"[,:;]? (?:[Tt]he )?{_WORD}(?:{_JOINT}{_WORD}){{0,24}}\)?")
_ENDS = Pattern(
    r"[.;)\]”’]|$|,? (?:and|or|see|at|as|is|are|was|were) "
    r"|, (?:[Dd]oc|[Nn]os?\.|pp?\.|[Pp]ages?|foot|[Vv]ol|see\b|eds?\b|\d)|: ?\d"
)
_TIME = Pattern(rf", (?:1[789]\d\d|{MONTHS})\b")
_MOST_ELEMENTS = 8
_MOST_CUTS = 6


class Named(NamedTuple):
    """A work as it is named in a text, up to `end`; `numbers` are those of its volumes, the last up to its end."""

    end: int
    years: str | None = None
    numbers: tuple[Numeral, ...] = ()
    part: str | None = None
    title: str | None = None
    is_published: bool = False

    @property
    def number(self) -> str | None:
        """The number of the volume that was named last."""
        return self.numbers[-1].value if self.numbers else None


def named_work(text: str, at: int, years: str | None = None, has_title: bool = True) -> Named:
    """Return what names a volume from `at` on, behind the name of the series or an ibid.

    `years` are those that the volume has if none are named here.
    """
    named = Named(at)
    for _ in range(_MOST_ELEMENTS):
        taken = _element(text, named, years) or (has_title and _title(text, named, years)) or None
        if not taken:
            break
        named = taken
    return named


def _element(text: str, named: Named, years: str | None) -> Named | None:
    """Take years, number, part or the place and year of publication, whichever follows."""
    at = named.end
    if not named.years and (found := _YEARS.match(text, at)):
        return named._replace(end=found.end(), years=found[1])
    if not named.numbers and (found := _VOLUME.match(text, at)):
        numbers = volume_numbers(text, found.end(), bool(found[1] or found[2]))
        if numbers:
            return named._replace(end=numbers[-1].end, numbers=tuple(numbers))
    if not named.part and (found := _PART.match(text, at)):
        return named._replace(end=found.end(), part=found[1])
    if (named.years or years) and not named.numbers and (found := _BARE.match(text, at)):
        part = found[2] or found[3] or found[4]
        return named._replace(end=found.end(), numbers=(Numeral(found[1], *found.span(1)),), part=part)
    if not named.is_published and (found := _PUBLISHED.match(text, at)):
        return named._replace(end=found.end(), is_published=True)
    return None


def _title(text: str, named: Named, years: str | None) -> Named | None:
    """Take a title, as far as it belongs to one: to where a place is named, or as far as the catalogue knows it."""
    found = _TITLE.match(text, named.end)
    if not found or named.title or named.is_published:
        return None
    end = found.end()
    for _ in range(_MOST_CUTS):
        title = text[named.end : end].strip(" ,;:")
        if _is_title(text, end, title, named, years):
            return named._replace(end=end, title=title)
        end = max(text.rfind(mark, named.end + 1, end) for mark in (",", ";", ":"))
        if end < 0 or (not named.numbers and _TIME.match(text, end)):
            break
    return None


def _is_title(text: str, end: int, title: str, named: Named, years: str | None) -> bool:
    if not _ENDS.match(text, end) or not title:
        return False
    if named.numbers or _VOLUME.match(text, end):
        return True
    years = named.years or years
    volume = volume_cited(years or "", None, None, title)
    return volume is not None and volume.is_known
