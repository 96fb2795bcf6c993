"""Headings: number, kind of document, sender and recipient.

The series has used three forms: `Mr. Seward to Mr. Adams`, `The Ambassador in Japan (Grew) to the Secretary of State`,
and since 1955 `12. Telegram From the Embassy in Jordan to the Department of State`. What bears an article is an
office; what bears none is a person, behind a title or not; a name in brackets behind an office is its holder.
"""

from __future__ import annotations

import re
from typing import NamedTuple, TypeAlias

from frusconv.pattern import Pattern

_NUMBER = Pattern(r"(?:No\. (?P<no>\d{1,4}[A-Za-z]?)\.?\]?|\[?(?P<n>\d{1,4}[A-Za-z]?)\]?\.(?!\d)\]?)\s*")
_KINDS = (
    ("editorial note", r"Editorial Note"),
    (
        "memorandum of conversation",
        r"Memorand(?:um|a) of (?:an? |the )?(?:Telephone )?Conversations?|Telephone Conversation",
    ),
    ("circular telegram", r"Circular Telegram|Telegraphic Circular"),
    ("circular airgram", r"Circular (?:Information )?Airgram"),
    ("memorandum", r"Memorand(?:um|a)"),
    ("telegram", r"Telegrams?|Telegraphic Message"),
    ("airgram", r"Airgram"),
    ("despatch", r"Despatch|Dispatch|Operations Memorandum"),
    ("instruction", r"Instruction"),
    ("letter", r"Letter"),
    ("message", r"Message|Communication"),
    (
        "address",
        r"Address|Speech|Remarks|Statement|Article|Interview|(?:News|Press) Conference|Toast|(?:Press )?Briefing",
    ),
    ("aide-mémoire", r"Aide[- ][Mm][ée]moire"),
    ("minutes", r"Minutes|Notes|Record|Proceedings|Transcript|Summary of Conclusions"),
    ("note", r"Note(?: Verbale)?"),
    ("estimate", r"Estimate"),
    ("report", r"Report|Supplement"),
    ("paper", r"Paper"),
    ("study", r"Study|Essay|Review|Analysis"),
    ("agreement", r"Agreement|Treaty|Protocol|Convention|Resolution|Declaration|Communiqué|Proclamation"),
)
_KIND = Pattern("|".join(rf"(?P<k{i}>\b(?:{pattern})\b)" for i, (_, pattern) in enumerate(_KINDS)))
# One of these is in every word for a kind; most headings of the old form have none.
_KIND_WORDS = tuple(
    "Note Memorand Conversation Teleg Airgram Despatch Dispatch Instruction Letter Message Communication Address Speech Remarks "
    "Statement Article Interview Conference Toast Briefing Aide Minutes Record Proceedings Transcript Summary Estimate Report "
    "Supplement Paper Study Essay Review Analysis Agreement Treaty Protocol Convention Resolution Declaration Communiqué "
    "Proclamation".split()
)
# A kind stands at the beginning, behind editors' words and names of bodies at most: nothing but capitals.
_BEFORE_KIND = Pattern(
    r"(?:The |An? )?(?:(?:Paraphrase|Extract|Text|Summary|Draft|Record|Copy) (?:of|from) (?:an? |the )?)?"
    r"(?:(?!From |To |By )[A-Z“0-9][\w’'.&–/-]* |of |and ){0,7}?"
)
_FROM = Pattern(r"\b[Ff]rom\s+(?=[“\[]?(?:[A-Z]|the |an? ))")
_BY = Pattern(r"\b[Bb]y\s+(?=[A-Z]|the |an? )")
_BETWEEN = Pattern(r"\b[Bb]etween\s+")
_TO = Pattern(r"\s+[Tt]o\s+(?=[“\[]?(?:the |The |all |[A-Z]))")
_FOR = Pattern(r"\)\s+for\s+(?=the |[A-Z])")
# Offices that are offices `to` somebody: the word does not lead to the recipient.
_OFFICE_TO = Pattern(
    r"\b(?:Missions?|Representatives?|Ambassador|Delegates?|Delegation|Advis[eo]rs?|Assistants?|Consultant|Counsel(?:or)?"
    r"|Minister|Observers?|Liaison|Envoy|Aide|Attach[ée]|Secretary|Deputy|Emissary|Commissioner|Legation|Mediator"
    r"|Consul|Agent|Chief|Director|Head)(?:\s+\([^)]*\))?$"
)
_STARTS_PARTY = Pattern(
    r"(?:The|An?)\s+(?=[A-Z])|(?:Mr|Mrs|Messrs|Sir|Señor|Baron|Count|Prince|Lord|M|Dr|General|Admiral|President)\b\.?\s"
    r"|(?:Acting |Vice |Deputy |Under |Assistant )*(?:Secretary|Chairman|Premier|Prime Minister|Ambassador|Consul)\b"
)
_TRAILING = Pattern(
    r"(?:,\s*(?:at )?\[?[A-Z][^,()]*\]?){0,3},\s*(?:Undated|undated|\[?(?:January|February|March|April|May|June|July|August"
    r"|September|October|November|December)\s+\d.*)$"
)
_PAREN_NAME = Pattern(r"\(\s*([A-Z][^()]*?)\s*\)")
_NOT_A_NAME = Pattern(r"[\d/]|^[A-Z&–-]{2,}$|^(?:Acting|Temporary|Extract|Translation|Revised|Draft)\b")
# A ruler's title stands for the person: `the Shah of Iran`.
_RULER = Pattern(r"(Shah|King|Queen|Emperor|Empress|Sultan|Amir|Emir|Pope|Regent)(?: of [A-Z][\w ]+)?$")
_ARTICLE = Pattern(r"(?:the|The|an?|An?)\s+")
_OFFICE_HEAD = Pattern(
    r"(?:Certain|All|Embass|Consulate|Legation|Mission|Department of|Office|Secretary of (?!\w+ [A-Z])|American|Diplomatic|Posts|Bureau"
    r"|United States|U\.S\.|Ambassadors|Chiefs|Members|Heads|Commander|Joint|Headquarters|White House"
    r"|National|Central|Delegation|Representatives|Liaison|USUN|Various|Multiple|Several|Selected|Consul)"
)
_DEPARTMENT = (
    r"(?:State|Defense|War|Labor|Commerce|Agriculture|Health, Education, and Welfare|Housing and Urban Development"
    r"|Transportation|Energy|Education|the (?:Treasury|Interior|Navy|Army|Air Force))"
)
# A title before a name, most specific first: what follows it is the name.
_TITLE = Pattern(
    rf"(?:(?:Acting|Deputy|Assistant|Under|Vice|Former|Associate|Special|Prime|Foreign|First|Permanent|General|Crown"
    rf"|Lieutenant|Major|Brigadier|Rear|Chief|Executive|Party|Joint Chiefs of Staff|Presidential|Senior|Personal|National Security"
    rf"|Attorney|Chargé|Majority|Minority|Supreme|Elect|His|Her|Council|Soviet|Defense|Economic|Mutual Security|Policy Planning) )*"
    rf"(?:President-[Ee]lect|Secretary of {_DEPARTMENT}(?: for [A-Z][\w, ]*? (?=[A-Z][\w’'.-]+(?: [A-Z][\w’'.-]+)?$))?|Secretary[- ]General|Secretary|President|Chairm[ae]n|Premier"
    rf"|Minister of [A-Z]\w+(?: [Aa]ffairs)?|Minister|General|Admiral|Ambassador(?: at Large)?|Senator"
    rf"|Representative|Congressman|Congresswoman|Governor|Mayor|Director of Central Intelligence|Director|Adviser|Assistant"
    rf"|Commissioner|Attorney General|Solicitor General|King|Queen|Prince|Shah|Emperor|Sultan|Pope|Chancellor|Colonel|Major|Captain"
    rf"|Commander|Professor|Dr\.|Mr\.|Mrs\.|Miss|Ms\.|Sir|Lord|Marshal|Consul(?: General)?|Counselor|Chargé|Justice|Judge"
    rf"|Lieutenant|Administrator|Comptroller General|Speaker|Speechwriter|Officer|Sheikh|Prime Minister|Field Marshal|Comrade)\s+"
)
_AND = Pattern(r"\s+and\s+(?=the |his |His |[A-Z])")
_NAME = Pattern(
    r"(?:[A-Z][\w’'.–-]*|de|la|le|von|van|der|den|bin|al|el|ibn|Jr\.|Sr\.|,(?= Jr\.| Sr\.| II))(?:,? (?:Jr\.|Sr\.|II|III|IV))?"
)


_SENTENCE_END = Pattern(r"[a-z]{3}\. [A-Z]")
LONGEST = 600
_Offsets: TypeAlias = tuple[int, int]


class PartySpan(NamedTuple):
    """A sender or recipient in a heading: offsets of the name or office, and which of both it is.

    `office` is the office's text where the span is the name of its holder.
    """

    start: int
    end: int
    is_person: bool
    office: str | None = None


class Heading(NamedTuple):
    """What a heading says; offsets are into its text."""

    number: str | None
    kind: str | None
    senders: tuple[PartySpan, ...] = ()
    recipients: tuple[PartySpan, ...] = ()


def read_heading(text: str) -> Heading:
    """Return what `text`, a heading without note markers, says; what it lacks is None or empty."""
    numbered = _NUMBER.match(text)
    start = numbered.end() if numbered else 0
    number = (numbered["no"] or numbered["n"]) if numbered else None
    kind, kind_end = _kind(text, start)
    sent, received = _ends(text, start, kind_end)
    return Heading(
        number,
        kind,
        _parties(text, *sent) if sent else (),
        _parties(text, *received) if received else (),
    )


def looks_like_heading(text: str) -> bool:
    """Tell whether `text` can be a document's heading."""
    if len(text) > LONGEST:
        return False
    numbered = _NUMBER.match(text)
    start = numbered.end() if numbered else 0
    if _kind(text, start)[0]:
        return True
    to = _TO.search(text, start)
    if to and _STARTS_PARTY.match(text, start) and not _SENTENCE_END.search(text, start):
        return True
    return numbered is not None and start < len(text) <= 200 and text[start].isupper() and text[-1] not in ".:;,"


def is_numbered_heading(text: str) -> bool:
    """Tell whether `text` begins with a document number and a kind of document: `41. Memorandum for the Files`."""
    numbered = _NUMBER.match(text)
    return numbered is not None and _kind(text, numbered.end())[0] is not None


def is_number_line(text: str) -> str | None:
    """Return the number if `text` is nothing but a document number (`No. 264`, `[59]`, `59.`)."""
    found = _NUMBER.fullmatch(text) or re.fullmatch(r"\[(?P<n>\d{1,4})\](?P<no>)", text)
    return (found["no"] or found["n"]) if found else None


def _kind(text: str, start: int) -> tuple[str | None, int]:
    """Return the kind of document and where the word for it ends."""
    if not any(word in text for word in _KIND_WORDS):
        return None, start
    found = _KIND.search(text, start, start + 120)
    if found:
        before = _BEFORE_KIND.fullmatch(text, start, found.start())
        if before and not (text.startswith("The ", start) and found.start() - start > 40):
            index = next(i for i in range(len(_KINDS)) if found[f"k{i}"])
            return _KINDS[index][0], found.end()
    return None, start


def _ends(text: str, start: int, kind_end: int) -> tuple[_Offsets | None, _Offsets | None]:
    """Return where sender and recipient stand."""
    trailing = _TRAILING.search(text, kind_end)
    stop = trailing.start() if trailing else len(text.rstrip(" .:"))
    has_kind = kind_end > start
    lead = _FROM.search(text, kind_end, stop) or (_BY.search(text, kind_end, stop) if has_kind else None)
    if has_kind and lead is None:
        return _between(text, kind_end, stop)
    begin = lead.end() if lead else start
    if lead and has_kind and (before := _TO.match(text, kind_end, lead.start())):
        return (begin, stop), (before.end(), lead.start())  # `Memorandum to the President by the Director …`
    split = _recipient_split(text, begin, stop)
    if split is None:
        return ((begin, stop), None) if lead else (None, None)
    return (begin, split[0]), (split[1], stop)


def _between(text: str, begin: int, stop: int) -> tuple[_Offsets | None, _Offsets | None]:
    """Read `… Between President Nixon and Chairman Mao` and `Memorandum to the Secretary`."""
    between = _BETWEEN.search(text, begin, stop)
    if between:
        both = list(_AND.finditer(text, between.end(), stop))
        split = next((m for m in both if text[m.start() - 1] == ")"), both[0] if both else None)
        return ((between.end(), split.start()), (split.end(), stop)) if split else (None, None)
    to = _TO.match(text, begin, stop)
    return None, ((to.end(), stop) if to else None)


def _recipient_split(text: str, begin: int, stop: int) -> _Offsets | None:
    """Return where the sender ends and the recipient begins, at the one `to` that parts them."""
    options = list(_TO.finditer(text, begin, stop))
    for option in options:
        if text[option.start() - 1] == ")":
            return option.span()
    if made_for := _FOR.search(text, begin, stop):
        return made_for.start() + 1, made_for.end()
    for option in options:
        if not _OFFICE_TO.search(text, begin, option.start()):
            return option.span()
    return options[-1].span() if options else None


def _parties(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Return the people and offices named between two offsets."""
    while end > start and text[end - 1] in " ,;.":
        end -= 1
    names = [m for m in _PAREN_NAME.finditer(text, start, end) if not _NOT_A_NAME.search(m[1])]
    if names:
        at = start
        spans = []
        for found in names:
            office = _ARTICLE.sub("", text[at : found.start()].strip(" ,"), count=1)
            spans.append(PartySpan(*found.span(1), is_person=True, office=office.removeprefix("and ") or None))
            at = found.end()
        return tuple(spans)
    article = _ARTICLE.match(text, start, end)
    ruler = _RULER.match(text, article.end() if article else start, end)
    if ruler:
        return (PartySpan(*ruler.span(1), is_person=True, office=text[ruler.start() : end]),)
    if article:
        return (PartySpan(article.end(), end, is_person=False),)
    return _without_article(text, start, end)


def _without_article(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Read `President Johnson`, `Robert W. Komer of the National Security Council Staff`, `Certain Posts`."""
    if end <= start:
        return ()
    first = _titled(text, start, end)
    if first is None and not _OFFICE_HEAD.match(text, start, end):
        name_end = _name_end(text, start, end)
        if " " in text[start:name_end]:
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
    return PartySpan(title.end(), name_end, is_person=True, office=title[0].strip()) if name_end > title.end() else None


def _further(text: str, start: int, end: int) -> tuple[PartySpan, ...]:
    """Read the people named behind the first: `… and Brezhnev`, `… and Secretary of Defense McNamara`."""
    also = _AND.match(text, start, end)
    if not also or _ARTICLE.match(text, also.end(), end):
        return ()
    following = _titled(text, also.end(), end)
    if following is None:
        following = PartySpan(also.end(), _name_end(text, also.end(), end), is_person=True)
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
