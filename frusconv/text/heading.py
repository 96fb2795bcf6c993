"""Headings: number, kind of document, sender and recipient.

The series has used three forms: `Mr. Seward to Mr. Adams`, `The Ambassador in Japan (Grew) to the Secretary of State`,
and since 1955 `12. Telegram From the Embassy in Jordan to the Department of State`. What bears an article is an
office; what bears none is a person, behind a title or not; a name in brackets behind an office is its holder.
"""

from __future__ import annotations

from typing import NamedTuple, TypeAlias

from frusconv.pattern import Pattern
from frusconv.text.casing import recased
from frusconv.text.dates import MONTH
from frusconv.text.kinds import kind_of
from frusconv.text.parties import PartySpan, parties

_NUMBER = Pattern(
    r"(?:No\. (?P<no>\d{1,4}[A-Za-z]?)\.?\]?|\[?(?P<n>\d{1,4}[A-Za-z]?)\]?\.(?!\d)\]?"
    r"|\[(?P<b>\d{1,4})\](?=\s+[A-Z]))\s*"
)
_BRACKETED = Pattern(r"\[(?P<n>\d{1,4})\](?P<no>)")
_FROM = Pattern(r"\b[Ff]rom\s+(?=[“\[]?(?:[A-Z]|the |an? ))")
_BY = Pattern(r"\b[Bb]y\s+(?=[A-Z]|the |an? )")
_PREPARED_IN = Pattern(r"\b[Pp]repared in\s+(?=the |[A-Z])")
_PREPARED_FOR = Pattern(
    r"(?<!\s)\s+for\s+(?=the (?:Acting |Under |Assistant |Deputy )*(?:Secretary|President|Ambassador)\b)"
)
_BETWEEN = Pattern(r"\b[Bb]etween\s+")
_TO = Pattern(r"(?<!\s)\s+[Tt]o\s+(?=[“\[]?(?:the |The |all |[A-Z]))")
_FOR = Pattern(r"\)\s+for\s+(?=the |[A-Z])")
_ABOUT = Pattern(r"(?<!\s)\s+[Oo]f (?:an?|the|[Hh]is) (?:Telephone )?(?:Conversation|Meeting|Talk|Interview)\b")
_FOR_PERSON = Pattern(
    r"(?<!\s)\s+for\s+(?=(?:President|Vice President|Secretary of|Mr\.|Ambassador|General|Admiral) ?\S+$)"
)
# Offices that are offices `to` somebody: the word does not lead to the recipient.
_OFFICE_TO = Pattern(
    r"\b(?:Missions?|Representatives?|Ambassador|Delegates?|Delegation|Advis[eo]rs?|Assistants?|Consultant"
    r"|Counsel(?:or)?"
    r"|Minister|Observers?|Liaison|Envoy|Aide|Attach[ée]|Secretary|Deputy|Emissary|Commissioner|Legation|Mediator"
    r"|Consul|Agent|Chief|Director|Head|Commission|Committee|Parties)(?:\s+\([^)]*\))?$"
)
# Titles of those who serve somebody: where no holder's name follows, `to` leads to the one served, not to a recipient.
_SERVES = Pattern(
    r"\b(?:(?:Personal|Private|Press|Staff|Appointments?|Social|Confidential) Secretary|Assistant|Aide|Consultant"
    r"|Advis[eo]r|Counsel(?:or)?|Representative|Delegate|Observer)$"
)
_STARTS_PARTY = Pattern(
    r"(?:The|An?)\s+(?=[A-Z])|(?:Mr|Mrs|Messrs|Sir|Señor|Baron|Count|Prince|Lord|M|Dr|General|Admiral|President)\b\.?\s"
    r"|(?:Acting |Vice |Deputy |Under |Assistant )*(?:Secretary|Chairman|Premier|Prime Minister|Ambassador|Consul"
    r"|Minister|Chargé)\b"
)
_TRAILING = Pattern(
    rf"(?:,\s*(?:at )?\[?[A-Z][^,()]*\]?){{0,3}},\s*(?:Undated|undated|\[?{MONTH}\s+\d(?:(?! [Bb]etween ).){{0,200}})$"
)
# What lists of microfiche have behind the date: `. Readout of the meeting. Secret. 2 pp. Department of State, …`.
_PAGES = Pattern(r"\b\d{1,3} pp?\.")
_ENTRY = Pattern(rf",\s(?:{MONTH}\s\d{{1,2}}(?:,\s\d{{4}})?|[Uu]ndated)(?:,\s[Bb]etween\s[^.]{{1,200}})?(?=\.)")
# A telegram's number, and the post it is from or to: a place stands for the office there.
_TELEGRAM = Pattern(r"\s+(?:[A-Z][a-z]{0,6}[ –-]?)?\d[\d–-]*(?=\s+(?:[Ff]rom|[Tt]o)\s)")
_SERIES = Pattern(r"[A-Z][a-z]{2,6} \d{1,5}(?=\s+(?:[Ff]rom|[Tt]o)\s+[A-Z]\w+(?: [A-Z]\w+)?(?:[,.]|$))")
_AND = Pattern(r"(?<!\s)\s+and\s+(?=the |his |His |[A-Z])")
_SENTENCE_END = Pattern(r"[a-z]{3}\. [A-Z]")
LONGEST = 600
_Offsets: TypeAlias = tuple[int, int]


class Heading(NamedTuple):
    """What a heading says; offsets are into its text."""

    number: str | None
    kind: str | None
    senders: tuple[PartySpan, ...] = ()
    recipients: tuple[PartySpan, ...] = ()


def read_heading(text: str) -> Heading:
    """Return what `text`, a heading without note markers, says; what it lacks is None or empty."""
    text = recased(text)
    numbered = _NUMBER.match(text)
    start = numbered.end() if numbered else 0
    number = (numbered["no"] or numbered["n"] or numbered["b"]) if numbered else None
    kind, kind_end = _kind_of(text, start)
    cable = _TELEGRAM.match(text, kind_end) if kind and "gram" in kind else None
    sent, received = _ends(_without_abstract(text, kind_end), start, cable.end() if cable else kind_end)
    senders = parties(text, *sent) if sent else ()
    recipients = parties(text, *received) if received else ()
    if kind == "agreement" and text.startswith((" Between ", " between "), kind_end):
        return Heading(number, kind)  # Those who agree write to nobody.
    if cable:
        senders, recipients = _posts(senders), _posts(recipients)
    return Heading(number, kind, senders, recipients)


def _kind_of(text: str, start: int) -> tuple[str | None, int]:
    """Return the kind of document and where its word ends; a series names telegrams, too: `Disto 727 from …`."""
    kind, end = kind_of(text, start)
    series = _SERIES.match(text, start) if kind is None else None
    return ("telegram", text.index(" ", start)) if series else (kind, end)


def _posts(spans: tuple[PartySpan, ...]) -> tuple[PartySpan, ...]:
    """Return parties of a telegram named by its number, where a name without an office is the place of a post."""
    return tuple(span if span.office else span._replace(is_person=False) for span in spans)


def _without_abstract(text: str, start: int) -> str:
    """Return a heading down to its date if it is the entry of a list, which goes on with an abstract and its pages."""
    if not _is_entry(text):
        return text
    found = _ENTRY.search(text, start)
    return text[: found.end()] if found else text


def _is_entry(text: str) -> bool:
    """Tell whether a heading is the entry of a list of microfiche: `…, August 2. Readout. Secret. 2 pp. …`."""
    return " p" in text and _PAGES.search(text) is not None and _ENTRY.search(text) is not None


def looks_like_heading(text: str) -> bool:
    """Tell whether `text` can be a document's heading."""
    if len(text) > LONGEST:
        return False
    text = recased(text)
    numbered = _NUMBER.match(text)
    start = numbered.end() if numbered else 0
    if kind_of(text, start)[0] or (numbered and _is_entry(text)):
        return True
    to = _TO.search(text, start)
    if to and _STARTS_PARTY.match(text, start) and not _SENTENCE_END.search(text, start):
        return True
    return numbered is not None and start < len(text) <= 200 and text[start].isupper() and text[-1] not in ".:;,"


def is_numbered_heading(text: str) -> bool:
    """Tell whether `text` begins with a document number and a kind of document: `41. Memorandum for the Files`."""
    text = recased(text)
    numbered = _NUMBER.match(text)
    return numbered is not None and (kind_of(text, numbered.end())[0] is not None or _is_entry(text))


def is_number_line(text: str) -> str | None:
    """Return the number if `text` is nothing but a document number (`No. 264`, `[59]`, `59.`)."""
    found = _NUMBER.fullmatch(text) or _BRACKETED.fullmatch(text)
    return (found["no"] or found["n"]) if found else None


def _ends(text: str, start: int, kind_end: int) -> tuple[_Offsets | None, _Offsets | None]:
    """Return where sender and recipient stand."""
    trailing = _TRAILING.search(text, kind_end)
    stop = trailing.start() if trailing else len(text.rstrip(" .:"))
    has_kind = kind_end > start
    lead = _FROM.search(text, kind_end, stop) or (_BY.search(text, kind_end, stop) if has_kind else None)
    if has_kind and lead is None and (place := _PREPARED_IN.search(text, kind_end, stop)):
        made_for = _PREPARED_FOR.search(text, place.end(), stop)
        return (place.end(), made_for.start() if made_for else stop), ((made_for.end(), stop) if made_for else None)
    if has_kind and lead is None:
        return _between(text, kind_end, stop)
    begin = lead.end() if lead else start
    if lead and (about := _ABOUT.search(text, begin, stop)):
        stop = about.start()
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
    to = _TO.match(text, begin, stop) or _FOR_PERSON.match(text, begin, stop)
    return None, ((to.end(), stop) if to else None)


def _is_title(text: str, begin: int, stop: int, to: int) -> bool:
    """Tell whether a `to` belongs to the sender's title: `the Personal Secretary to the Secretary of State (Evans)`."""
    return text[stop - 1] == ")" and text.startswith("the ", begin) and _SERVES.search(text, begin, to) is not None


def _recipient_split(text: str, begin: int, stop: int) -> _Offsets | None:
    """Return where the sender ends and the recipient begins, at the one `to` that parts them."""
    options = list(_TO.finditer(text, begin, stop))
    for option in options:
        if text[option.start() - 1] == ")":
            return option.span()
    if len(options) == 1 and _is_title(text, begin, stop, options[0].start()):
        return None
    if made_for := _FOR.search(text, begin, stop):
        return made_for.start() + 1, made_for.end()
    for option in options:
        if not _OFFICE_TO.search(text, begin, option.start()):
            return option.span()
    return options[-1].span() if options else None
