"""Senders and recipients: the people and offices named in a part of a heading."""

from __future__ import annotations

from typing import NamedTuple

from frusconv.pattern import Pattern

_PAREN_NAME = Pattern(r"\(\s*+((?:(?:de|la|von|van|der|du|del|di|da) )*[A-Z](?:[^()]*[^()\s])?)\s*\)")
# Brackets hold more than names: capacities, the parts of a body, what a paper is.
_NOT_A_NAME = Pattern(
    r"[\d/]|^[A-Z&–-]{2,}$|^(?:Acting|Temporary|Extracts?|Translation|Revised|Draft|Special|Counter|Augmented|Enlarged"
    r"|Restricted|Provisional|Interim|Ad |Designate|Retired|Continued|Paraphrase|Summary|Excerpts?|Plans|Policy"
    r"|Operations|Intelligence|Research|Political|Economic|Military|Civil|Comptroller|Procurement|Installations"
    r"|International Security|Near East|Far East|Manpower|Logistics|Administration|Public Affairs)\b"
)
# In what composition a body met: the Office leaves it outside of the body's name.
_COMPOSITION = Pattern(r"(?<=Group|Board|Panel) \([^()]*\)$|(?<=Council) \([^()]*\)$|(?<=Committee) \([^()]*\)$")
# A ruler's title stands for the person: `the Shah of Iran`.
_RULER = Pattern(r"(Shah|King|Queen|Emperor|Empress|Sultan|Amir|Emir|Pope|Regent)(?: of [A-Z][\w ]+)?$")
_ARTICLE = Pattern(r"(?:the|The|an?|An?)\s+")
_OFFICE_HEAD = Pattern(
    r"(?:Certain|[Aa]ll\b|Embass|Consulate|Legation|Mission|Department of|Office|Secretary of (?!\w+ [A-Z])|American"
    r"|Diplomatic|Posts|Bureau|United States|U\.S\.|Ambassadors|Chiefs|Members|Heads|Commander|Joint"
    r"|Headquarters|White House"
    r"|National|Central|Delegation|Representatives|Liaison|USUN|Various|Multiple|Several|Selected|Consul)"
)
_NATION = "British|French|German|Italian|Japanese|Chinese|Turkish|Iranian|Israeli|Egyptian|Indian|Canadian|Mexican"
_DEPARTMENT = (
    r"(?:State|Defense|War|Labor|Commerce|Agriculture|Health, Education, and Welfare|Housing and Urban Development"
    r"|Transportation|Energy|Education|the (?:Treasury|Interior|Navy|Army|Air Force))"
)
# A title before a name, most specific first: what follows it is the name.
_RANK = (
    "Acting|Deputy|Assistant|Under|Vice|Former|Associate|Special|Prime|Foreign|First|Permanent|General|Crown|Lieutenant"
    "|Major|Brigadier|Rear|Chief|Executive|Party|Joint Chiefs of Staff|Presidential|Senior|Personal|National Security"
    "|Attorney|Chargé|Majority|Minority|Supreme|Elect|His|Her|Council|Soviet|Defense|Economic|Mutual Security"
    "|Policy Planning"
)
_POST = "|".join(
    (
        r"President-[Ee]lect",
        rf"Secretary of {_DEPARTMENT}(?: for [A-Z][\w, ]*? (?=[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)?$))?",
        r"Secretary[- ]General|Secretary(?: of State-designate)?|President|Chairm[ae]n|Premier|Prime Minister",
        r"Minister of [A-Z]\w+(?: [Aa]ffairs)?|Minister|Ambassador(?: at Large)?|Envoy|Chargé",
        r"Consul(?: General)?|Counselor",
        r"General|Admiral|Field Marshal|Marshal|Colonel|Major|Captain|Commander|Lieutenant",
        r"Senator|Representative|Congressman|Congresswoman|Governor|Mayor|Speaker",
        r"Director of Central Intelligence|Director|Adviser|Assistant|Aide|Commissioner|Administrator",
        r"Officer|Speechwriter",
        r"Attorney General|Solicitor General|Comptroller General|Justice|Judge",
        r"King|Queen|Prince|Shah|Emperor|Sultan|Sheikh|Pope|Chancellor|Comrade|Professor",
        r"Dr\.|Mr\.|Messrs\.|Mrs\.|Miss|Ms\.|Sir|Lord|Baron|Count|Señor|M\.",
    )
)
_TITLE = Pattern(rf"(?:(?:{_NATION}|{_RANK}) )*(?:{_POST})\s+")
# Forms of address, which are no office.
_COURTESY = Pattern(r"Mr\.|Messrs\.|Mrs\.|Miss|Ms\.|Dr\.|Sir|Lord|Señor|M\.|Baron|Count|Comrade|Professor")
_AND_THE = Pattern(r"(?:,|(?<!\s))\s+and\s+(?=the [A-Z])")
_COMMA = Pattern(r",\s+(?=[A-Z])")
_AND = Pattern(r"(?:,|(?<!\s))\s+and\s+(?=the |his |His |[A-Z])")
_NAME = Pattern(
    r"(?:(?!Before\b)[A-Z][\w’'.–-]*|(?:de|la|le|von|van|der|den|bin|al|el|ibn)\b|Jr\.|Sr\.|,(?= Jr\.| Sr\.| II))"
    r"(?:,? (?:Jr\.|Sr\.|III|II|IV))?"
)


class PartySpan(NamedTuple):
    """A sender or recipient in a heading: offsets of the name or office, and which of both it is.

    `office` is the office's text where the span is the name of its holder.
    """

    start: int
    end: int
    is_person: bool
    office: str | None = None


def parties(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Return the people and offices named between two offsets."""
    while end > start and text[end - 1] in " ,;.":
        end -= 1
    names = [m for m in _PAREN_NAME.finditer(text, start, end) if not _NOT_A_NAME.search(m[1])]
    if names:
        at = start
        spans: list[PartySpan] = []
        for found in names:
            alone = _AND_THE.search(text, at, found.start())
            article = _ARTICLE.match(text, at, end)
            if alone and not spans and article:
                # An office without a name stands before the one whose holder is named.
                spans.append(PartySpan(article.end(), alone.start(), is_person=False))
                at = alone.end()
            office = _ARTICLE.sub("", text[at : found.start()].strip(" ,"), count=1)
            spans.append(PartySpan(*found.span(1), is_person=True, office=office.removeprefix("and ") or None))
            at = found.end()
        return (*spans, *_further(text, at, end))
    if body := _COMPOSITION.search(text, start, end):
        end = body.start()
    article = _ARTICLE.match(text, start, end)
    ruler = _RULER.match(text, article.end() if article else start, end)
    if ruler:
        return (PartySpan(*ruler.span(1), is_person=True, office=text[ruler.start() : end]),)
    if article:
        return _offices(text, article.end(), end)
    return _without_article(text, start, end)


def _offices(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Read an office, or several that each have an article: `the Department of State and the Embassy in Norway`."""
    also = _AND_THE.search(text, start, end)
    if also is None:
        person = _AND.search(text, start, end)
        named = _titled(text, person.end(), end) if person else None
        if person and named and named.end == end:
            return PartySpan(start, person.start(), is_person=False), named
        return (PartySpan(start, end, is_person=False),)
    return (PartySpan(start, also.start(), is_person=False), *parties(text, also.end(), end))


def _without_article(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Read `President Johnson`, `Robert W. Komer of the National Security Council Staff`, `Certain Posts`."""
    if end <= start:
        return ()
    first = _titled(text, start, end)
    if first is None and not _OFFICE_HEAD.match(text, start, end):
        name_end = _name_end(text, start, end)
        if " " in text[start:name_end] or (name_end == end and not text[start:end].isupper()):
            first = PartySpan(start, name_end, is_person=True)
    if first is None:
        return (PartySpan(start, end, is_person=False),)
    return (first, *_further(text, first.end, end))


def _titled(text: str, start: int, end: int) -> PartySpan | None:
    """Read a name behind a title."""
    title = _TITLE.match(text, start, end)
    if not title or title.end() >= end:
        return None
    name_end = _name_end(text, title.end(), end)
    if name_end <= title.end():
        return None
    office = title[0].strip()
    return PartySpan(title.end(), name_end, is_person=True, office=None if _COURTESY.fullmatch(office) else office)


def _further(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Read the people named behind the first: `… and Brezhnev`, `… and Secretary of Defense McNamara`."""
    also = _AND.match(text, start, end) or _COMMA.match(text, start, end)
    if not also or _ARTICLE.match(text, also.end(), end):
        return ()
    following = _titled(text, also.end(), end)
    if following is None and " and " in also[0]:
        name_end = _name_end(text, also.end(), end)
        if name_end > also.end():
            following = PartySpan(also.end(), name_end, is_person=True)
    if following is None:
        return ()
    return (following, *_further(text, following.end, end))


def _name_end(text: str, start: int, end: int) -> int:
    """Return where the name that begins at `start` ends."""
    at = start
    while found := _NAME.match(text, at, end):
        at = found.end()
        if text[at : at + 1] != " " or at >= end:
            break
        if not _NAME.match(text, at + 1, end):
            break
        at += 1
    return at
