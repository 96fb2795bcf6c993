"""Signatures: the line that a document ends with, and the name some put in brackets behind the last sentence."""

from __future__ import annotations

import re

from frusconv.pattern import Pattern

LONGEST = 120
_INITIALS = r"[A-Z]\.(?:\s?[A-Z]\.)*+\s?"
_PARTICLES = tuple("de la le las los von van der den zu y e bin ibn al du of".split())
# No name begins with these.
_INNER = frozenset(("of", "y", "e"))
_PARTICLE = rf"(?:{'|'.join(sorted(_PARTICLES, key=len, reverse=True))})"
# A word is parted only before an initial, `McD[ordell]`: to part it in all ways would take too long.
_CAPITALIZED = r"[A-Z][^\W\d_]*(?:[’'–-][^\W\d_]+)*(?:(?![^\W\d_])|(?=[A-Z][\[.]))\.?"
# Editors fill initials in: `C[ordell] H[ull]`.
_NAME_WORD = rf"(?:{_INITIALS}|[A-Z]\[[a-z’]+\]\.?|{_CAPITALIZED}|{_PARTICLE}|“[A-Z]\w+”|\([A-Z]\w+\))"
_SUFFIX = r"(?:,? (?:Jr\.|Sr\.|III|II|IV|2d|3d|M\.D\.|Ph\.D\.|D\.D\.|Esq\.))"
# What stands right before a name: `[seal] Michael Sapt`.
_MARK = r"\[(?:[Ss]eal|SEAL|Signed|Initialed|L\. ?S)\.?\]"
_NAME = Pattern(
    rf"(?:/s/ |\(Signed\) |Signed:? |{_MARK} )?\[?(?:{_NAME_WORD}[ ]?){{1,6}}{_SUFFIX}?[.\])]*[”\"]?(?: m\. ?p\.)?"
)
# A signature that was withheld or cannot be read.
_WITHHELD = Pattern(
    r"\[(?:[Nn]ames?|[Ss]ignature|[Ss]igned)(?:[ \w]{0,30})? (?:deleted|not declassified|illegible|omitted|missing)\]"
)
# What letters have above the name.
_CLOSE = Pattern(
    r"[“\"]?(?:(?:Very |Most |Yours |With )?"
    r"(?:[Ss]incerely|[Cc]ordially|[Rr]espectfully|[Ff]aithfully|[Tt]ruly|[Aa]ffectionately"
    r"|(?:warm |best |kind )?(?:personal )?regards)(?: yours)?)[,.]?[”\"]?"
)
# Whom the one who signs below stands for, or at whose order: `By the President:`, `For the Government of Ruritania:`.
_CAPACITY = Pattern(r"(?:By (?:order of )?the [A-Z]|(?:For|On behalf of|In the name of) (?:the )?[A-Z])[^.:;!?]{2,80}:")
_SEAL = Pattern(_MARK)
# What tells that a text quoted in full ends: `End text`, `End verbatim message.`
_END = Pattern(
    r"[“\"]?(?:End|END) (?:of )?(?:(?i:verbatim|quoted?|full) )?(?i:text|message|quote|letter|note)s?[.”\"]*"
)
# A word that names an office or rank; anywhere in a line under a name it makes the line an office.
_TITLE_WORD = Pattern(
    r"\b(?:Acting|First|Second|Third|Lt\.|Lieutenant|Director|Chairman|Secretary|Ambassador|Counsel(?:or|lor)?|Minister"
    r"|Consul|Chargé|Deputy|Assistant|General|Brigadier|Colonel|Chief|President|Executive|Advis[eo]r"
    r"|Administrator|Admiral"
    r"|Commander|Captain|Major|Representative|Attaché|Officer|Governor|Commissioner|Special|Under|Vice|Premier|Attorney"
    r"|Staff|Member|Head|Delegate|Delegation|Commission|Legation|Embassy|Economist|Envoy|U\.?S\.? (?:Army|Navy"
    r"|Air Force)"
    r"|USA|USN|USAF|USMC)(?:\b|(?<=\.))"
)
_INITIAL = Pattern(r"(?<!U\.)\b(?!U\.S|a\.i)[A-Z]\. ?(?=[A-Z])")
_OFFICE = Pattern(r"(?:\(?[A-Z][\w’'.&–-]*\)?|of|the|for|and|to|in|on|d’Affaires|ad|interim|a\.i\.|,|\d\w*)(?:[ ,]+|$)")
# Words that no name begins with: headings, boxes to tick, complimentary closes, sentences of capitals.
_NO_NAME = frozenset(
    "Approve Approved approve Disapprove Disapproved Yes No None See Call Recommendation Recommendations Discussion "
    "Conclusion Conclusions Summary Background Attachment Attachments Enclosure Enclosures Annex Tab Appendix Let’s "
    "Let's Comment Comments Decision Action Introduction Addendum End Postscript Other Note Notes Amen Omission "
    "Omissions Table Part Section Participants Subject Paragraph Thank Good Agreed Option Options Secret "
    "Confidential Top Advantages Disadvantages Text Draft Copy Copies Department Embassy Sent Repeated Passed "
    "Nothing Meeting Signature Answer Question Laughter Sincerely Respectfully Cordially Faithfully Your Yours Very "
    "Affectionately Regards The This That These It We You Our He She They In On At For And But If As To By With "
    "From What Why How When Please Do Is Are Was Not All Any My His Their Its Also There Here I Sic Garble Deleted "
    "Illegible".split()
)
_NO_NAMES = frozenset({"White House", "State Department"})
_BRACKETED_END = Pattern(rf"(?<=[.!?”’…]) \[((?:{_NAME_WORD}[ ]?){{1,4}}){_SUFFIX}?\.?\]$")


def is_name(text: str) -> bool:
    """Tell whether a line is somebody's name or initials and nothing else, or stands for a name that was withheld."""
    if len(text) > 60:
        return False
    if text[:1] == "[" and _WITHHELD.fullmatch(text):
        return True
    if not _NAME.fullmatch(text):
        return False
    first = text.partition(" ")[0]
    if text[:1].islower() and (first not in _PARTICLES or first in _INNER):
        return False
    if _is_no_name(text) or (text.endswith(".") and not (text.isupper() or _ends_in_abbreviation(text))):
        return False
    words = text.split()
    return len(words) <= 6 and any(word not in _PARTICLES for word in words)


def split_office(text: str) -> int | None:
    """Return where the office begins in a line that has name and office, or None.

    `Martin F. Herz Counselor of Embassy` splits behind `Herz`.
    """
    if len(text) > LONGEST or text[-1:] in ".:;?!":
        return None
    for found in _TITLE_WORD.finditer(text):
        name = text[: found.start()].rstrip(" ,")
        if " " in name and is_name(name):
            return found.start() if _is_office(text[found.start() :]) else None
    return None


def is_office(text: str) -> bool:
    """Tell whether a line is an office alone, as set under a name: `Economic Adviser`.

    A line with a person's initials is a name, whatever else stands in it.
    """
    if len(text) > LONGEST or _INITIAL.search(text) or not _TITLE_WORD.search(text):
        return False
    return _is_office(text)


def is_capacity(text: str) -> bool:
    """Tell whether a line says whom the one who signs below it stands for, or that a seal is there."""
    return len(text) < 100 and text[-1:] in ":]" and bool(_CAPACITY.fullmatch(text) or _SEAL.fullmatch(text))


def mark_end(text: str) -> int:
    """Return where the name begins in a signature: behind `[seal]`."""
    found = _SEAL.match(text) if text[:1] == "[" else None
    return found.end() + 1 if found and found.end() < len(text) else 0


def is_complimentary_close(text: str) -> bool:
    """Tell whether a line is what letters have above the name: `Sincerely,`."""
    return len(text) < 40 and _CLOSE.fullmatch(text) is not None


def is_end_of_text(text: str) -> bool:
    """Tell whether a line says that a text quoted in full ends here: `End text`."""
    return len(text) < 40 and _END.fullmatch(text) is not None


def bracketed_signature(paragraph: str) -> int | None:
    """Return where a bracketed signature begins at the end of a paragraph (`… soon. [Roosevelt.]`), or None."""
    if not paragraph.endswith("]"):
        return None
    found = _BRACKETED_END.search(paragraph, max(0, len(paragraph) - 60))
    if not found or _is_no_name(found[1]):
        return None
    return found.start() + 1


def _is_no_name(text: str) -> bool:
    return text.partition(" ")[0].strip('[.,:]”"') in _NO_NAME or text.strip("[]. ") in _NO_NAMES


def _is_office(text: str) -> bool:
    at = 0
    while at < len(text):
        found = _OFFICE.match(text, at)
        if not found:
            return False
        at = found.end()
    return True


def _ends_in_abbreviation(text: str) -> bool:
    last = text.rsplit(" ", 1)[-1].strip("[]()")
    return (
        last in ("Jr.", "Sr.") or re.fullmatch(r"(?:[A-Z][A-Za-z]{0,2}\.)+", last) is not None or text.startswith("[")
    )
