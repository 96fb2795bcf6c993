"""The end of a raw text: signatures, the offices under them, postscripts."""

from __future__ import annotations

from collections.abc import Sequence

from frusconv.model import (
    Block,
    Closer,
    Content,
    Hi,
    LineBreak,
    Note,
    PageBreak,
    Para,
    PersName,
    Postscript,
    Seg,
    Signed,
    Text,
    replaced,
)
from frusconv.pattern import Pattern
from frusconv.text import signature
from frusconv.text.attachment import is_list_label
from frusconv.text.inlines import inlines, outer_breaks
from frusconv.text.marks import MarkedText
from frusconv.text.tables import is_table

# A postscript, or the addressee that letters before 1906 have at the foot; the Office encodes both alike.
_POSTSCRIPT = Pattern(
    r"\[?P\. ?S\.|[A-Z][^.]{2,60}(?:, Esq(?:\.|uire)|, &c\.|, etc\., etc)"
    r"|(?:To )?(?:(?:The |the )?(?:Hon\.|Honorable) |His Excellency |His Majesty )[A-Z]"
)
# As many lines of office stand under a name at the most.
_OFFICE_LINES = 3
# A postscript longer than this would be a text of its own.
_POSTSCRIPT_DEPTH = 6


def closing_start(blocks: Sequence[MarkedText], start: int) -> int:
    """Return the index of the first block of the closing, or the number of blocks if there is none.

    The closing is the run of signatures at the end, or the run above a postscript.
    """
    end = len(blocks)
    for script in range(max(start, end - _POSTSCRIPT_DEPTH), end):
        if _POSTSCRIPT.match(blocks[script].text):
            at = _signatures_start(blocks, start, script)
            if at < script:
                return at
    return _signatures_start(blocks, start, end)


def _signatures_start(blocks: Sequence[MarkedText], start: int, end: int) -> int:
    """Return where the run of signatures that ends at `end` begins, or `end`."""
    at = end
    while at > start and (_is_signature(blocks, at - 1, start) or _is_between(blocks, at - 1, end)):
        at -= 1
    is_joint = sum(signature.is_capacity(block.text) for block in blocks[at + 1 : end]) > 0
    while at < end and (blocks[at].is_page_break or (signature.is_capacity(blocks[at].text) and not is_joint)):
        at += 1
    if 0 < at < end and is_list_label(blocks[at - 1].text):
        return end  # What is attached is named there, not a signer.
    return at


def _is_between(blocks: Sequence[MarkedText], at: int, end: int) -> bool:
    """Tell whether the block at `at` can stand between signatures: a page's end, or whom the next signer stands for."""
    return blocks[at].is_page_break or (at + 1 < end and signature.is_capacity(blocks[at].text))


def _is_signature(blocks: Sequence[MarkedText], at: int, start: int) -> bool:
    """Tell whether the block at `at` is a signature, or the office under one ."""
    text = blocks[at].text
    if not text or is_table(text):
        return False
    if signature.is_end_of_text(text):
        return _ends_signed_text(blocks, at, start)
    if " " not in text and signature.is_name(text):
        return True
    if text[-1] == ",":  # A name that its office follows on the next line.
        office = blocks[at + 1].text if at + 1 < len(blocks) else ""
        return signature.is_name(text[:-1]) and signature.is_office(office)
    above = at
    while above > start and above > at - _OFFICE_LINES and signature.is_office(blocks[above].text):
        above -= 1
    if above < at and signature.is_name(blocks[above].text.rstrip(",")) and not signature.is_office(blocks[above].text):
        return True
    return _is_name(blocks, at) or signature.split_office(text) is not None


def _ends_signed_text(blocks: Sequence[MarkedText], at: int, start: int) -> bool:
    """Tell whether the `End text` at `at` stands between the signature of the quoted text and the sender's."""
    return start < at < len(blocks) - 1 and _is_name(blocks, at - 1)


def _is_name(blocks: Sequence[MarkedText], at: int) -> bool:
    """Tell whether the block at `at` is a name; the stop of a sentence can stand behind it where `End text` follows."""
    text = blocks[at].text
    if text[-1:] in ("”", '"') and at > 0 and signature.is_complimentary_close(blocks[at - 1].text):
        return False  # The close and the name of a letter that is quoted stay together in its text.
    if signature.is_name(text):
        return True
    is_last = at + 1 < len(blocks) and signature.is_end_of_text(blocks[at + 1].text)
    return is_last and text[-1:] == "." and " " in text and signature.is_name(text[:-1])


def read_closing(blocks: Sequence[MarkedText]) -> list[Block]:
    """Return the blocks of a closing; `blocks` begin with its first signature."""
    leading: list[PageBreak] = []
    parts: list[Signed | Seg | PageBreak] = []
    scripts: list[Para] = []
    for block in blocks:
        before, inner, after = outer_breaks(block)
        (parts if parts else leading).extend(before)  # A page break is never the first in a closer.
        if scripts or _POSTSCRIPT.match(inner.text):
            scripts.append(Para(inlines(inner)))
        elif not inner.is_page_break:
            _sign(inner, parts)
        parts += after
    trailing: list[Block] = []
    while parts and isinstance(last := parts[-1], PageBreak):
        trailing.insert(0, last)
        parts.pop()
    closing: list[Block] = [*leading, *([Closer(tuple(parts))] if parts else []), *trailing]
    return [*closing, Postscript(tuple(scripts))] if scripts else closing


def _sign(block: MarkedText, parts: list[Signed | Seg | PageBreak]) -> None:
    """Add a signer, or the office to the signer before."""
    last = parts[-1] if parts else None
    if signature.is_capacity(block.text):
        parts.append(Seg(block.inlines()))
        return
    if signature.is_end_of_text(block.text):
        parts.append(Seg((Hi("italic", block.inlines()),)))
        return
    split = signature.split_office(block.text)
    if isinstance(last, Signed) and signature.is_office(block.text):
        parts[-1] = _with_office(last, block.inlines())
    elif split is not None:
        name = _signed(block.slice(0, len(block.text[:split].rstrip(" "))))
        parts.append(_with_office(name, block.slice(split, len(block.text)).inlines()))
    else:
        parts.append(_signed(block))


def _signed(name: MarkedText) -> Signed:
    """Return a signer; notes at the end of the name stand behind it, as the Office has them without exception."""
    comma = len(name.text.rstrip(","))
    if begin := signature.mark_end(name.text):
        rest = _signed(name.slice(begin, len(name.text)))
        return Signed((*name.slice(0, begin).inlines(), *rest.children))
    parts = name.slice(0, comma).inlines()
    end = len(parts)
    while end > 1 and isinstance(parts[end - 1], Note):
        end -= 1
    person = PersName((Hi("strong", parts[:end]),))
    return Signed((person, *parts[end:], *name.slice(comma, len(name.text)).inlines()))


def _with_office(signed: Signed, line: tuple[Content, ...]) -> Signed:
    """Add a line of office under a name; the Office has all of them as one, in italics."""
    last = signed.children[-1]
    if isinstance(last, Hi):
        office = Hi(last.rend, (*last.children, LineBreak(), *line))
        return Signed((*signed.children[:-1], office))
    return Signed((*signed.children, LineBreak(), Hi("italic", line)))


def split_bracketed(last: Block) -> tuple[Para, Closer] | None:
    """Return a last paragraph without the name in brackets at its end, and that as a closer; None if it has none."""
    if not isinstance(last, Para) or not last.children:
        return None
    tail = last.children[-1]
    at = signature.bracketed_signature(tail.text) if isinstance(tail, Text) else None
    if at is None or not isinstance(tail, Text):
        return None
    para = replaced(last, children=(*last.children[:-1], Text(tail.text[: at - 1])))
    return para, Closer((Signed((PersName((Hi("strong", (Text(tail.text[at:]),)),)),)),))
