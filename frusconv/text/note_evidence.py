"""What a note's own text, and the other numbers of a document, say of a place that its marker could stand in.

A number glued to a marker (`Deptel 9012`) is one of two: 9012, or 901 with note 2. That it is the second is likely if
901 is named elsewhere, if other telegrams are numbered in the nine hundreds, or if the note speaks of a document.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from frusconv.pattern import Pattern
from frusconv.text.markers import Candidate

# A note that names the word, the number or the words in quotes before its marker tells where it belongs.
NAMES_NUMBER = 2.5
_NAMES_WORD, _NAMES_RUN = 1.5, -3.0
# Another mention of the number, or of the number with the marker glued to it.
_NUMBER_ELSEWHERE, _RUN_ELSEWHERE = 1.0, -2.0
_DAY_ELSEWHERE = -0.5
# The notes on a document as a whole stand at the end of its heading, whatever that ends in.
_HEADING, _NO_HEADING = 2.5, -3.0
_FRONT = 4
# Numbers of one series run on: 811 and 812.
_NEIGHBOUR, _NEAR = 1.0, 5
# The numbers of telegrams in one document mostly have as many digits.
_LENGTH = 0.75
# What a note on a document says at its beginning, and what it is worth behind the number of one.
_OF_DOCUMENT, _OF_OTHER = 1.0, -0.5
# How many of a note's first characters are looked at for the word before its marker, and of the text for words quoted.
_FIRST, _BACK = 160, 60
_WORDS = Pattern(r"\w+")
# It begins with a class of its own, which is looked for ten times as fast as `\d{2,}`.
_NUMBER = Pattern(r"\d\d+")
_DECIMAL = Pattern(r"[,.]\d")
# What stands before the number of a telegram.
_REFERENCE = Pattern(
    r"\b(?:[Tt]elegrams?|[A-Z][a-z]*(?:tels?|cus|goc|hic|to|sec|del|pol|ga)\]?|[Uu]rtels?|[Dd]espatch(?:es)?|[A-Z][a-z]+’s"
    r"|[Rr]epeated as|rptd [A-Z][a-z]+|and) $"
)
_POST = Pattern(
    r"\b(?!Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Article|Section|Chapter|Part|Page|Group|Paragraph|Table|Title)"
    r"[A-Z][a-z]{3,} $"
)
_FIRST_NUMBER = Pattern(r"(\d{2,5})\. [A-Z]")
_DOCUMENT_NOTE = Pattern(
    r"\[?(?:Not (?:printed|found|attached)|N(?:either|one) (?:of them )?(?:is )?printed|Supra|Infra|Ante|Post|Dated"
    r"|Printed|[Ss]ee |Document|[Tt]elegram|Deptel|Embtel|[Dd]espatch|[Aa]irgram|For (?:the )?text|Same as"
    r"|Reference is to (?:tele|desp)"
    r"|In (?:telegram|despatch|it|this)|This (?:telegram|despatch|message)"
    r"|(?:January|February|March|April|May|June|July|August|September|October|November|December) \d)"
)
_LETTERED = Pattern(r"\b[A-Z][A-Za-z]+ [A-Z]$")
_QUOTED = Pattern(r"“([^“”]{2,60}?)[.,;]?”")
_HEADING_NOTE = Pattern(r"\[?(?:Source|Summary): ")
_OF_SIGN = Pattern(r"(?:Ellips[ie]s|Brackets?|Omission) (?:in|is|are)\b")


class Evidence:
    """The evidence in a document (`blocks`) and in the notes (`texts`) of its list."""

    def __init__(self, blocks: Sequence[str], texts: Sequence[str]) -> None:
        self._blocks = blocks
        self._texts = texts
        self._facts: list[_Facts | None] = [None] * len(texts)
        self._numbers: Counter[str] = Counter()
        self._lengths: Counter[int] = Counter()
        self._series: dict[int, int] = {}
        self._is_counted = False

    def score(self, candidate: Candidate, entry: int) -> float:
        """Return what speaks for (or, below 0, against) `candidate` as the marker of `entry`."""
        facts = self._facts[entry]
        if facts is None:
            facts = self._facts[entry] = _facts_of(self._texts[entry])
        if facts.is_of_heading:
            is_heading = candidate.block < _FRONT and candidate.end == len(self._blocks[candidate.block])
            return _HEADING if is_heading else 0.0 if candidate.block < _FRONT else _NO_HEADING
        if candidate.run:
            return self._of_split(candidate, facts)
        return self._of_word(candidate, facts)

    def _of_word(self, candidate: Candidate, facts: _Facts) -> float:
        text = self._blocks[candidate.block]
        if facts.quoted or facts.is_of_sign:
            before = text[max(0, candidate.start - _BACK) : candidate.start].rstrip(" .,;:)”")
            if any(before.endswith(quoted) for quoted in facts.quoted):
                return NAMES_NUMBER
            if facts.is_of_sign and before[-1:] in ("…", "]"):
                return _NAMES_WORD
        word = candidate.before
        if len(word) == 1:
            named = _LETTERED.search(text, max(0, candidate.start - 20), candidate.start)
            return NAMES_NUMBER if named and named[0] in facts.beginning else 0.0
        if word not in facts.words:
            return 0.0
        if word.isdigit():
            return NAMES_NUMBER
        return _NAMES_WORD if len(word) > 3 and word[:1].isupper() else 0.0

    def _of_split(self, candidate: Candidate, facts: _Facts) -> float:
        number, run = candidate.before, candidate.run
        if len(number) > 1 and number in facts.words:
            return NAMES_NUMBER
        if run in facts.words:
            return _NAMES_RUN
        if not self._is_counted:
            self._count()
        if not candidate.is_reference:
            return _DAY_ELSEWHERE if len(run) == 2 and self._numbers[run] > 1 else 0.0
        score = _OF_DOCUMENT if facts.is_of_document else _OF_OTHER
        if len(run) > 2 and self._numbers[run] > 1:
            score += _RUN_ELSEWHERE
        elif len(number) > 2 and self._numbers[number]:
            score += _NUMBER_ELSEWHERE
        return score + self._of_series(number, run)

    def _of_series(self, number: str, run: str) -> float:
        """Score whether other telegrams are numbered like `number`, or like `run`."""
        score = 0.0
        if len(number) > 1:
            is_near = self._has_near(int(number), run)
            score += _NEIGHBOUR * (is_near - self._has_near(int(run), run))
        others = self._lengths.total() - 1
        if others > 0:
            as_number, as_run = self._lengths[len(number)], self._lengths[len(run)] - 1
            score += _LENGTH * ((as_number > as_run + 1) - (as_run > as_number + 1))
        return score

    def _has_near(self, value: int, run: str) -> int:
        own = int(run)
        near = range(value - _NEAR, value + _NEAR + 1)
        return int(any(self._series.get(other, 0) > (other == own) for other in near))

    def _count(self) -> None:
        """Count the numbers of the document and its notes, and those of telegrams."""
        text = "\n".join(("", *self._blocks, *self._texts))
        for found in _NUMBER.finditer(text):
            start, end = found.span()
            if end - start <= 6 and text[start - 1] not in "$£,." and not _DECIMAL.match(text, end):
                self._numbers[found[0]] += 1
            for _ in range(_references(text, start, end)):
                self._count_reference(found[0])
        for text in (*self._blocks, *self._texts):
            if first := _FIRST_NUMBER.match(text):
                self._count_reference(first[1])
        self._is_counted = True

    def _count_reference(self, number: str) -> None:
        self._lengths[len(number)] += 1
        self._series[int(number)] = self._series.get(int(number), 0) + 1


def _references(text: str, start: int, end: int) -> int:
    """Return in how many ways the number at `start` reads like a telegram's."""
    if text[start - 1] != " " or end - start > 5 or text[end : end + 1].isalnum() or text[end : end + 1] == "_":
        return 0
    if not (text[start - 2].islower() or text[start - 2] == "]"):
        return 0
    two_words = text.rfind(" ", 0, max(0, text.rfind(" ", 0, start - 1))) + 1
    is_post = end - start <= 4 and _POST.search(text, two_words, start) is not None
    return is_post + (_REFERENCE.search(text, two_words, start) is not None)


class _Facts:
    """What the beginning of a note says."""

    __slots__ = ("beginning", "is_of_document", "is_of_heading", "is_of_sign", "quoted", "words")

    def __init__(self, beginning: str, quoted: tuple[str, ...], is_of_document: bool, is_of_sign: bool) -> None:
        self.beginning = beginning
        self.words = frozenset(_WORDS.findall(beginning))
        self.quoted = quoted
        self.is_of_document = is_of_document
        self.is_of_sign = is_of_sign
        self.is_of_heading = _HEADING_NOTE.match(beginning) is not None


def speaks_of_document(text: str) -> bool:
    """Tell whether a note says of a document where it is, or what."""
    return _DOCUMENT_NOTE.match(text) is not None


def _facts_of(text: str) -> _Facts:
    beginning = text[:_FIRST]
    quoted = tuple(_QUOTED.findall(beginning)) if "“" in beginning else ()
    is_of_document = speaks_of_document(text)
    return _Facts(beginning, quoted, is_of_document, _OF_SIGN.match(text) is not None)
