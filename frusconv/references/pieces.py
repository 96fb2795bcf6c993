"""The pieces that citations are put together from, cut out of a text in one pass."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple, TypeAlias, cast

from frusconv.pattern import Pattern

PieceKind: TypeAlias = Literal[
    "series", "set", "ibid", "years", "volume", "part", "document", "footnote", "page", "beside", "paper", "other",
    "stop", "open", "close", "quote",
]  # fmt: skip


class Piece(NamedTuple):
    """A piece of a text, and where it stands."""

    kind: PieceKind
    start: int
    end: int


# The name of the series, as the volumes themselves and books have it.
SERIES = (
    r"(?<!American )(?<!Committee on )(?<!Council on )(?<!Senate )(?<!Supplement to )"
    r"(?:Papers Relating to (?:the )?)?\bForeign Relations(?! (?:Committee|Authorization|Act|Council|Subcommittee)\b)"
    r"(?: of the (?:United States|U\.S\.))?(?:[:,]? Diplomatic Papers)?|\bFRUS\b|\bF\.R\.U\.S\."
)
_STOP = (
    r";|(?<=[a-z0-9)\]”]{3})(?<!Sept|Dept|Gens|Capt|Brig|Prof|Asst)(?<!Messrs)(?<!Comdr)\."
    r"(?=[”)]{0,2} [A-Z“\[(])"
)
# Sets of volumes that are cited by their own names.
_SET = (
    r"\b(?:The )?(?:Conferences? (?:of|at) [A-Z]\w+(?:,? and [A-Z]\w+)?(?: \([^()]{3,40}\))?|Lansing Papers"
    r"|Paris Peace Conference)(?=,? (?:1[89]|[Vv]ol|pp?\.))"
)
# A book: `(New York: Ruritanian Press, 1936)`.
_BOOK = r"\([A-Z][\w.’]{0,20}(?:,? [A-Z][\w.’]{0,20}){0,3}(?:[:,] [^()]{0,60})? ?1[789]\d\d\)"
# What is no work of the series, wherever it stands in a citation: serials, treaties, records, files, books.
_OTHER = (
    rf"{_BOOK}|(?=\w)(?:"
    r"\bBulletin\b|\bPublic Papers\b|\bPapers of\b|\bStat(?:\.|utes\b)|\bUST\b|\bTIAS\b|\b[TE]\.?A?\.?S\.? (?:No|Ser)"
    r"|\bTreat(?:y Series|ies)\b|\bCongressional Record\b|\bHearings?\b|\bCong\.|\bsess\."
    r"|\bU\.? ?N\.? (?:[Dd]oc|S\.?C\.?|GA)|\bOfficial Records?\b|\b(?:SC|GA|ECOSOC|SCOR|GAOR), "
    r"|\bSuppl?(?:\.|ement\b)|\bResolutions\b|\bDocuments? (?:on|and|relat\w+|No\.|Series)\b"
    r"|\bAmerican Foreign Policy\b|\bDecade of\b|\bYearbook\b|\bPress\b|\bTimes\b"
    r"|\b(?:Washington|York|Evening) Post\b|\bHerald\b|\bEconomist\b"
    r"|\bCmd\.|\bHansard\b|\bParl(?:\.|iament\w*)|\bDebates\b|\bLeague of Nations\b|\bJournal\b"
    r"|\bMagazine\b|\bReview\b(?! Group)"
    r"|\b(?:H|S|House|Senate)\.? (?:Doc|Rept|Report)|\b[Ff]iles?\b|\bLibrary\b|\bArchives?\b|\b[Ll]ot \d"
    r"|\bBox(?:es)? \d|\bRG \d|\bRecord Group\b|\bMemoirs\b|\bDiar(?:y|ies)\b|\bPublication \d|\bHistory\b|\bAnnual\b"
    r"|\bop\. cit\b|\b[A-Z]\.? ?[A-Z]?\.?/(?:\d|[A-Z]+\.)[\w./]*|\b\d{3}[A-Z]?\.\d[\w.]{0,40}/\d"
    r"|\b(?:ed|eds|edited|trans)\b\.?|\bHis(?:torical|tory)\b|\bChronicle\b|\bStudies\b|\bSelected\b)"
)
# Papers of the volume itself, as notes name them before they tell the page.
_PAPER = (
    r"\b(?:[Ff]ootnotes?|[Tt]elegrams?|[Dd]e?i?spatch(?:es)?|[Aa]irgrams?|[Mm]emorand(?:um|a)|[Ll]etters?|[Nn]otes?|[Ii]nstructions?"
    r"|[Aa]ide-mémoires?|[Mm]essages?|[Mm]inutes|[Pp]apers?|reports?|[Cc]ommuniqués?|[Aa]ttachments?|[Ee]nclosures?"
    r"|[Ss]ections?|[Bb]racketed|[Cc]ompilations?|[Aa]nnex(?:es)?|[Tt]abs?|[Cc]irculars?|[Dd]ocumentation|[Tt]ext|NSC|NIE|[Dd]ated|[Aa]nte|[Pp]ost|[Ss]upra|[Ii]nfra"
    r"|[Ss]tatements?|documents?|[Dd]eptels?|[Ee]mbtels?|[Cc]onversations?)\b"
    r"|\b[A-Z][a-z]+ \d{1,4},? (?:to|from) (?=[A-Z])"
)
# Every piece begins with a word or with one of these: at most places of a text nothing else has to be tried.
PIECES = Pattern(
    r"(?=\b\w|[;.(\[\]“])(?:"
    + "|".join(
        f"(?P<{kind}>{form})"
        for kind, form in (
            ("stop", _STOP),
            ("open", r"\["),
            ("close", r"\]"),
            ("quote", "“"),
            ("series", SERIES),
            ("set", _SET),
            ("ibid", r"\b[Ii]bid\b(?: ?\.)?"),
            ("years", r"\b1[789]\d[\dl](?:[–-](?:1[789])?\d\d)?(?=, [Vv]ol)"),
            ("volume", r"\b[Vv]ol(?:s?\.?|umes?) ?(?=(?:[EV]–?-?\d|[IVXLCivxlc]+|\d{1,2})\b)"),
            ("part", r"\bPart (?=(?:\d|[IVX]+)\b)"),
            ("document", r"\b(?:[Dd]ocuments?|[Dd]ocs?\.)(?: [Nn]os?\.?)? (?=\d{1,4}[A-Za-z]?\b)"),
            ("footnote", r"\b[Ff]ootnotes? (?=\d{1,3}\b)"),
            ("page", r"\b(?:pp?\. ?|[Pp]ages? )(?=(?:\d{1,4}|[ivxlc]{1,8}|[IVXLC]{1,8})\b)"),
            ("beside", r"\b(?:[Ss]upra|[Ii]nfra)\b"),
            ("other", _OTHER),
            ("paper", _PAPER),
        )
    )
    + ")"
)
OTHER = Pattern(rf"(?=\b\w|\()(?:{_OTHER})")


def pieces(text: str) -> Iterator[Piece]:
    """Yield the pieces in `text`, which has single blanks, in order; none overlaps another."""
    for found in PIECES.finditer(text):
        yield Piece(cast(PieceKind, found.lastgroup), *found.span())
