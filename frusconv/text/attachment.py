"""Labels of attachments: `[Enclosure]`, `Tab A`, `[Inclosure 1 in No. 5.]`; each begins a document in the document."""

from __future__ import annotations

from collections.abc import Sequence

from frusconv.pattern import Pattern
from frusconv.text.dateline import read_dateline
from frusconv.text.heading import looks_like_heading, read_heading
from frusconv.text.lists import BULLET
from frusconv.text.marks import MarkedText
from frusconv.text.opener import is_classification

LONGEST_LABEL = 70
_NAMED = (
    r"(?:(?:[Ss]ub-?)?(?:[Ee]nclosure|[Ii]nclosure|[Aa]ttachment)|Annex|Appendix|Tab|Exhibit"
    r"|(?:SUB-?)?(?:ENCLOSURE|INCLOSURE|ATTACHMENT)|ANNEX|APPENDIX|TAB|EXHIBIT)"
)
_NUMBER = r"(?: (?:No\. ?)?(?:\d{1,3}(?:[–-]?[A-Za-z])?|[A-Z]{1,2}(?:[–-]\d{1,2})?|[IVX]{1,5}|“[A-Z]”))?"
# What it is enclosed in: `in No. 5`, `to Despatch No. 234`, `to Tab A`.
_IN = (
    r"(?:[.,]? (?:in|to|with) (?:[Dd]esp?patch )?[Nn]o\. ?\d{1,5}"
    r"|[.,]? to (?:the )?[A-Z][a-z]+(?: [A-Z\d]{1,3})?)?"
)
_JOIN = r"[.,:]?(?: ?[—–-]+ ?| )"
_FORM = r"(?i:translation|extract|telegram|memorandum|summary|copy|draft|paraphrase)s?"
_BARE = Pattern(rf"{_NAMED}{_NUMBER}{_IN}(?:{_JOIN}{_FORM})?\.?")
# Editors' brackets hold more: the title of what is enclosed, several enclosures as one.
_BRACKETED = Pattern(
    rf"[\[(]{_NAMED}s?{_NUMBER}{_IN}(?:{_JOIN}(?!Not |Omitted|Missing)[A-Z“(][^\[\]]{{0,45}})?\.?[\])][.\]]?"
)
# As long a line at least is a sentence of the text, if it ends like one.
_SENTENCE = 40
_LONG = 120
_LONGEST_HEADING = 250
# Small words of a heading; any other small letter makes what ends in a stop a sentence.
_SMALL = frozenset("of the to and in at for a an by de la du von van d’affaires ad interim".split())
_ENDS = (".", "?", "!", ":", ";", "…", "”", '"', ")", "]", "—")


def is_label(text: str) -> bool:
    """Tell whether a line is the label of an attachment and nothing else."""
    if len(text) > LONGEST_LABEL:
        return False
    return (_BRACKETED if text[:1] in "[(" else _BARE).fullmatch(text) is not None


def is_list_label(text: str) -> bool:
    """Tell whether a line can stand above the names of what is attached, in a list at a letter's foot."""
    return is_label(text) or is_label(text.rstrip(":").removesuffix("s").removesuffix("S"))


def attachment_starts(blocks: Sequence[MarkedText]) -> list[int]:
    """Return the indices of the labels that attachments begin with.

    Something has to stand above the first. A list of attachments at the foot of a letter has labels too, but no text
    below them: it is no attachment.
    """
    labels = [index for index, block in enumerate(blocks) if is_label(block.text)]
    starts: list[int] = []
    first_text = next((index for index, block in enumerate(blocks) if _is_text(block.text)), len(blocks))
    for label, end in zip(labels, [*labels[1:], len(blocks)], strict=False):
        has_letter = bool(starts) or first_text < label
        if has_letter and _has_text(blocks[label].text, blocks[label + 1 : end]):
            starts.append(label)
    return starts


def is_heading(text: str) -> bool:
    """Tell whether the line below a label is the heading of what is enclosed, not its first sentence."""
    if len(text) > _LONGEST_HEADING or not looks_like_heading(text) or text[-1] in ":;,":
        return False
    if text[-1] != ".":
        return True
    if any(word[:1].islower() and word not in _SMALL for word in text.split()):
        return False
    heading = read_heading(text)
    return bool(heading.senders and heading.recipients) and len(text) < _LONG


def is_title(text: str) -> bool:
    """Tell whether a line is short and no sentence: a title, if it stands where one is."""
    return 0 < len(text) < _LONG and text[-1] not in ".:;,?!”" and not BULLET.match(text) and not text[0].islower()


def _has_text(label: str, blocks: Sequence[MarkedText]) -> bool:
    texts = [block.text for block in blocks if not block.is_page_break]
    if label[0] not in "[(" and len(texts) < 2:
        return False  # `Attachment` at the foot of a memorandum, and a line that tells what was attached.
    return any(_is_text(text) for text in texts)


def _is_text(text: str) -> bool:
    if len(text) < _SENTENCE or read_dateline(text) or is_classification(text):
        return False
    return len(text) > _LONG or text.endswith(_ENDS)
