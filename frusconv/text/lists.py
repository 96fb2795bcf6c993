"""Lists: participants, subjects, references, and points with bullets."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from frusconv.pattern import Pattern
from frusconv.text.marks import MarkedText

BULLETS = "•◦▪‣●"
BULLET = Pattern(rf"[{BULLETS}]\s*")
# What stands for a bullet where there is no such key; one alone opens a paragraph as well.
DASH = Pattern(r"([*–-]) +(?=[^\s*–—-])")
_PARTICIPANTS = (
    r"(?:other |others |members |those |also |us |u\.s\. |american |[a-z]+ )?(?:participants?|present|attendees)"
    r"|the following were present|interpreters?|list of participants|[a-z]+ representatives|[a-z]+ delegation"
)
# Heads of lists, as the Office types them.
_HEADS = (
    ("subject", r"subjects?(?: and participants)?"),
    ("participants", _PARTICIPANTS),
    ("references", r"ref(?:s|erences?|tels?)?"),
    ("to", r"to|memorandum for|for"),
    ("from", r"from|through|via"),
    ("simple", r"place|time|date|re|copies to|info(?:rmation)?|distribution"),
)
_HEAD = Pattern("|".join(f"(?P<h{i}>{pattern})" for i, (_, pattern) in enumerate(_HEADS)), re.IGNORECASE)
_PLAIN_HEAD = Pattern(r"(?:SUBJECTS?|(?:OTHER |U\.S\. )?PARTICIPANTS|PRESENT|REF|REFS|REFERENCES?)\d{0,2}:?")
_LONGEST_HEAD, _LONGEST_ITEM = 45, 110


class ListSpan(NamedTuple):
    """A list in a run of blocks: where it ends, whether its first block is its head, its type."""

    end: int
    has_head: bool
    type: str | None


def list_at(blocks: Sequence[MarkedText], at: int, end: int) -> ListSpan | None:
    """Return the list that begins at `at`, or None."""
    last = _items_end(blocks, at, end)
    if last - at > 1 or (last > at and BULLET.match(blocks[at].text)):
        return ListSpan(last, False, _type(without_bullet(blocks[at]).text))
    if is_list_head(blocks[at].text):
        following = at + 1
        while following < end and blocks[following].is_page_break:
            following += 1
        last = _items_end(blocks, following, end)
        if last > following:
            return ListSpan(last, True, _type(blocks[at].text))
    return _plain_list(blocks, at, end)


def _plain_list(blocks: Sequence[MarkedText], at: int, end: int) -> ListSpan | None:
    """Return a list without bullets: a head in capitals, and the short lines below it that are no sentences.

    A text that has kept its bullets elsewhere had none here.
    """
    if not _PLAIN_HEAD.fullmatch(blocks[at].text) or any(BULLET.match(block.text) for block in blocks):
        return None
    kind = _type(blocks[at].text)
    last = at + 1
    while last < end and _is_plain_item(blocks[last].text) and (kind == "participants" or last == at + 1):
        last += 1
    return ListSpan(last, True, kind) if last > at + 1 else None


def _is_plain_item(text: str) -> bool:
    return (
        0 < len(text) <= _LONGEST_ITEM and text[-1] not in ".:;?!" and not is_list_head(text) and not BULLET.match(text)
    )


def is_list_head(text: str) -> bool:
    """Tell whether a line is the head of a list: one of the usual words, or a short line in capitals."""
    if not text or len(text) > _LONGEST_HEAD:
        return False
    bare = text.rstrip(" :.—–-")
    return _HEAD.fullmatch(bare) is not None or (bare.isupper() and len(bare) > 1 and not bare[0].isdigit())


def without_bullet(block: MarkedText) -> MarkedText:
    """Return an item without its bullet, or what stands for one."""
    found = BULLET.match(block.text) or DASH.match(block.text)
    if not found:
        return block
    cut = found.end()
    return block._replace(text=block.text[cut:], marks=tuple((max(0, at - cut), mark) for at, mark in block.marks))


def _items_end(blocks: Sequence[MarkedText], at: int, end: int) -> int:
    """Return where the items end, or `at` if none stands there; a page marker between two items belongs to the list.

    An item that is the head of a list, as the first one is, begins another: `• Subject:` … `• Participants:`.
    """
    bullet = bullet_of(blocks[at].text) if at < end else ""
    is_headed = bool(bullet) and _is_head_item(blocks[at].text)
    last = at
    while bullet and at < end and (blocks[at].is_page_break or bullet_of(blocks[at].text) == bullet):
        if is_headed and last < at and _is_head_item(blocks[at].text):
            break
        at += 1
        if not blocks[at - 1].is_page_break:
            last = at
    return last


def bullet_of(text: str) -> str:
    """Return what a line has for a bullet, every kind of bullet as the first of them, or the empty string."""
    if text[:1] in BULLETS:
        return BULLETS[0] if text else ""
    found = DASH.match(text)
    return found[1] if found else ""


def _is_head_item(text: str) -> bool:
    return text[-1:] == ":" and _type(text.lstrip(BULLETS).lstrip(" ")) not in (None, "simple")


def _type(head: str) -> str | None:
    found = _HEAD.fullmatch(head.rstrip(" :.—–-"))
    if not found:
        return "participants" if head.isupper() else None
    return next(name for i, (name, _) in enumerate(_HEADS) if found[f"h{i}"] is not None)
