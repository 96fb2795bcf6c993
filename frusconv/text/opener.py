"""Lines between heading and text that are no dateline, and the number a telegram begins with."""

from __future__ import annotations

import re

from frusconv.pattern import Pattern

_CLASSIFICATIONS = (
    r"top secret|secret|strictly confidential|confidential|restricted|unclassified|limited official use"
    r"|officialy? use only"
    r"|eyes only|for (?:nac|official) use only|for use of [\w ]+ only|nac use only|personal and confidential"
    r"|personal and official"
    r"|administratively confidential|sensitive|plain|security information"
)
_PRECEDENCES = (
    r"us urgent|u\.s\. urgent|urgent|most immediate|operational immediate|immediate|priorit?y|niact|flash|rush|routine"
    r"|double priority|triple priority|nodis|exdis|limdis|noforn|no distribution|official[–—-]informal|personal"
    r"|presidential handling"
    r"|air pouch|via air pouch"
)
_WORD = rf"(?:{_CLASSIFICATIONS}|{_PRECEDENCES})"
_LINE = Pattern(
    rf"\[?{_WORD}(?:[\s,;./–—-]+(?:and )?{_WORD})*[.\]]*"
    r"(?:\s+(?:(?:document |issue )?no\. ?\S+|(?-i:[A-Z]{2})[\w./–-]*(?: [\w./–-]{1,8}){0,2})(?: \(revised\))?\.?)?",
    re.IGNORECASE,
)
_REMARK = Pattern(
    r"\[(?:Telegram|Cablegram|Extracts?|Translation|Paraphrase|Enclosure|Confidential|Private|Copy|Memorandum|Circular"
    r"|Telegram[\w ,—–-]*(?:Extract|Paraphrase|Translation)s?)[.\]—–-]*"
    r"|(?:CIRCULAR|EXTRACTS?|TELEGRAM|TRANSLATION|MEMORANDUM|Circular|Extract|Confidential and private)\.?"
)
# How a document came: `[Left at the Department of State by Lord Rose, July 6.]`.
_HANDED = Pattern(
    r"\[(?:Left|Handed|Communicated|Delivered|Presented|Submitted|Read|Transmitted) (?:at|to|by|with|in|through) "
    r"[^\[\]]{3,90}\]"
)
# `No. 116.]`, and the designations of estimates and directives: `NIE 11–3–69`.
_NUMBER_LINE = Pattern(
    r"(?:No|Nos)\. ?\d[\w–-]*\.?\]?|(?:CA|CW|A|G)[–-]\d{1,5}\.?"
    r"|(?=[^\d]*\d)[A-Z]{2,}[A-Z/.]*[ –-]+(?:No\. )?[\dA-Z][\dA-Z–/.-]{0,14}"
)
_SERIES = (
    r"(?:[A-Z]{2,6}TO|TO[A-Z]{2,6}|[A-Z][a-z]{2,6}to|To[a-z]{2,6}|Delga|Gadel|Telcan|Telpal|Dulte|Tedul|Martel"
    r"|Usun|Unpal"
    r"|Deptel|Embtel|Contel|Circular|Cirtel|Musto|Mustel|Noforn|Dalto|Actel|Telac|Kosmos|CX|DTG|CINC[A-Z]+|SECTO|TOSEC)"
)
_LONGEST_NUMBER = 7
_AIRGRAM_NUMBER = Pattern(r"((?:[A-Z]{3,6} )?(?:CA|A|G|OM|CW)[–-]\d{1,5})\b[.:]?")
_TELEGRAM_NUMBER = Pattern(rf"((?:{_SERIES}[ –-]?)?\d{{1,5}}(?:[–-]\d{{1,4}})?|{_SERIES}(?: [A-Z])?)\. ?(?=\S|$)")


def is_classification(text: str) -> bool:
    """Tell whether a line is one of secrecy or precedence: `Top Secret Priority`, `niact`."""
    return len(text) <= 70 and _LINE.fullmatch(text) is not None


def is_remark(text: str) -> bool:
    """Tell whether a line is an editor's remark or number under the heading: `[Telegram]`, `No. 116.]`."""
    if len(text) > 60:
        return len(text) <= 120 and _HANDED.fullmatch(text) is not None
    return bool(_REMARK.fullmatch(text) or _NUMBER_LINE.fullmatch(text) or _HANDED.fullmatch(text))


def kind_of_remark(text: str) -> str | None:
    """Return the kind of document that a remark names: `[Telegram—Extract]` is a telegram."""
    if len(text) > 60 or not _REMARK.fullmatch(text):
        return None
    return "telegram" if text.startswith(("[Telegram", "[Cablegram", "TELEGRAM")) else None


def telegram_number(paragraph: str) -> str | None:
    """Return the number that the first paragraph of a telegram or airgram begins with, or None.

    `518`, `Secto 9`, `A–318`
    """
    number, stop, rest = paragraph[:_LONGEST_NUMBER].partition(".")
    if stop and number.isascii() and number.isdigit() and rest[:1] in ("", " "):
        return number  # By far the commonest form.
    found = _TELEGRAM_NUMBER.match(paragraph) or _AIRGRAM_NUMBER.match(paragraph)
    return found[1] if found else None
