"""Kinds of document, as headings name them."""

from __future__ import annotations

from frusconv.pattern import Pattern

_CONVERSATION = (
    r"Memorand(?:um|a) of (?:an? |the )?(?:[Tt]elephone )?[Cc]onversations?|(?:Telephone )?Conversation"
    r"|Memorandum(?= by .*\bof an? (?:Telephone )?Conversation)"
)
_KINDS = (
    ("editorial note", r"Editorial Note"),
    ("memorandum of conversation", _CONVERSATION),
    ("circular telegram", r"Circular Telegram|Telegraphic Circular"),
    ("circular airgram", r"Circular (?:Information )?Airgram"),
    ("memorandum", r"Memorand(?:um|a)"),
    ("telegram", r"Telegrams?|Telegraphic Message"),
    ("airgram", r"Airgram"),
    ("despatch", r"Despatch|Dispatch|Operations Memorandum"),
    ("instruction", r"Instruction"),
    ("letter", r"Letter"),
    ("message", r"[Mm]essage|Communication"),
    (
        "address",
        r"Address|Speech|Remarks|Statement|Article|Interview|(?:News|Press) Conference|Toast|(?:Press )?Briefing",
    ),
    ("aide-mémoire", r"Aide[- ][Mm][ée]moire"),
    (
        "minutes",
        r"Minutes|Notes|(?:Luncheon |Dinner |Plenary )?Meeting|Record|Proceedings|Transcript|Summary of Conclusions",
    ),
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
    "Note Memorand Conversation Meeting Teleg Airgram Despatch Dispatch Instruction Letter Message message "
    "Communication Address Speech Remarks Statement Article Interview Conference Toast Briefing Aide Minutes Record "
    "Proceedings Transcript Summary Estimate Report Supplement Paper Study Essay Review Analysis Agreement Treaty "
    "Protocol Convention Resolution Declaration Communiqué Proclamation".split()
)
# A kind stands at the beginning, behind editors' words and names of bodies at most: nothing but capitals.
_BEFORE_KIND = Pattern(
    r"(?:The |An? )?(?:(?:Paraphrase|Extract|Text|Summary|Draft|Record|Copy) (?:of|from) (?:an? |the )?)?"
    r"(?:(?!From |To |By )[A-Z“0-9][\w’'.&–/-]* |of |and ){0,7}?"
)


def kind_of(text: str, start: int) -> tuple[str | None, int]:
    """Return the kind of document that a heading names behind `start`, in small letters, and where its word ends.

    Without one the kind is None and the end is `start`.
    """
    if not any(word in text for word in _KIND_WORDS):
        return None, start
    found = _KIND.search(text, start, start + 120)
    if found:
        # `Briefing Memorandum`, `Study Memorandum`: the last of several words names the kind.
        while further := _KIND.match(text, found.end() + 1):
            found = further
        before = _BEFORE_KIND.fullmatch(text, start, found.start())
        if before and not (text.startswith("The ", start) and found.start() - start > 40):
            index = next(i for i in range(len(_KINDS)) if found[f"k{i}"])
            return _KINDS[index][0], found.end()
    return None, start
