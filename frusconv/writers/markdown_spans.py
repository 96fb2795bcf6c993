"""Emphasis in Markdown: spans of text put together so that every mark is read as what it is.

Where CommonMark's rules (section 6.2, left- and right-flanking delimiter runs) would not take a mark for emphasis, an
HTML tag takes its place.
"""

from __future__ import annotations

import unicodedata
from typing import NamedTuple, TypeAlias

from frusconv.pattern import Pattern
from frusconv.writers import Flavor


class PageMark(NamedTuple):
    """A page marker, which sees to the blanks around it; an empty one closes the text up."""

    text: str


class Span(NamedTuple):
    """Text set apart, by the Office's word for it, as italic or smallcaps."""

    kind: str
    pieces: tuple[Piece, ...]


# Markdown that stands as it is, is a string.
Piece: TypeAlias = "str | PageMark | Span"

_BLANKS_AT_BREAKS = Pattern(r"(?:(?<! ) +)?\\\n *")
_NEAR = 100
# A hard line break at a paragraph's end would be a backslash; at its beginning, nothing.
# A run at the end is looked at from where it begins alone.
_OUTER_BREAKS = Pattern(r"^(?:\\\n)+|(?<!(?<!\\)\\\n)(?:(?<!\\)\\\n)+$")
# In pandoc's superscripts and subscripts even a backslash does not keep everything from being markup.
_RAISABLE = Pattern(r"[\w.,()+–-]+")
_STRINGS = frozenset((str,))
_MARKS = {"italic": "*", "strong": "**", "bold": "**", "strikethrough": "~~"}
_PANDOC_MARKS = {"superscript": "^", "sub": "~", "subscript": "~"}
_TAGS = {
    "italic": "em",
    "strong": "strong",
    "bold": "strong",
    "strikethrough": "del",
    "underline": "u",
    "superscript": "sup",
    "sub": "sub",
    "subscript": "sub",
}


def flowed(pieces: list[Piece], flavor: Flavor) -> str:
    """Return pieces as one string of inline Markdown, without blanks at its ends and with single ones between."""
    is_plain = _STRINGS.issuperset(map(type, pieces))  # Most text has no spans and no page in it.
    text = "".join(pieces) if is_plain else _joined(_merged(pieces), flavor)  # type: ignore[arg-type]
    if "\\\n" in text:
        text = _OUTER_BREAKS.sub("", _BLANKS_AT_BREAKS.sub("\\\\\n", text))
    while "  " in text:
        text = text.replace("  ", " ")
    text = text.strip(" ")
    return "\n".join([line.strip(" ") for line in text.split("\n")]) if "\n" in text else text


def _merged(pieces: list[Piece]) -> list[Piece]:
    """Return pieces with spans of one kind that follow each other as one."""
    out: list[Piece] = []
    for piece in pieces:
        last = out[-1] if out else None
        if isinstance(piece, Span) and isinstance(last, Span) and piece.kind == last.kind:
            out[-1] = Span(last.kind, (*last.pieces, *piece.pieces))
        else:
            out.append(piece)
    return out


def _joined(pieces: list[Piece], flavor: Flavor) -> str:
    out: list[str] = []
    for index, piece in enumerate(pieces):
        if isinstance(piece, Span):
            text = _span(piece, flavor, out[-1] if out else "", _first_character(pieces, index + 1, flavor))
        elif isinstance(piece, PageMark):
            text = _page(out, piece.text, _first_character(pieces, index + 1, flavor))
        else:
            text = piece
        if text:
            out.append(text)
    return "".join(out)


def _page(before: list[str], marker: str, following: str) -> str:
    """Return a page marker with a blank on both sides or on neither; without a marker one blank of two is taken off."""
    previous = before[-1][-1] if before else ""
    if marker:
        if following == " " and previous not in ("", " "):
            return f" {marker}"
        return f"{marker} " if previous == " " and following != " " else marker
    while following == " " and before and before[-1][-1] == " ":
        if kept := before.pop().rstrip(" "):
            before.append(kept)
    return ""


def _first_character(pieces: list[Piece], start: int, flavor: Flavor) -> str:
    # Only pieces without any text are gone over, and nobody prints many of them in a row.
    for piece in pieces[start : start + _NEAR]:
        if isinstance(piece, Span):
            text = _joined(list(piece.pieces), flavor)
        else:
            text = piece if isinstance(piece, str) else piece.text
        if text:
            return text[0]
    return ""


def _span(span: Span, flavor: Flavor, before: str, following: str) -> str:
    inner = _joined(_merged(list(span.pieces)), flavor)
    text = inner.strip(" ")
    if not text:
        return inner
    lead = inner[: len(inner) - len(inner.lstrip(" "))]
    tail = inner[len(inner.rstrip(" ")) :]
    return lead + _marked(span.kind, text, flavor, (before + lead)[-1:], (tail + following)[:1]) + tail


def _marked(kind: str, text: str, flavor: Flavor, previous: str, following: str) -> str:
    """Return `text` with the marks of its kind; the characters around it decide which can be."""
    mark = _MARKS.get(kind)
    if mark == "~~" and flavor == "commonmark":
        mark = None
    if mark and "\n" not in text and _is_flanking(mark, text, previous, following, is_strict=flavor != "pandoc"):
        return f"{mark}{text}{mark}"
    raised = _PANDOC_MARKS.get(kind) if flavor == "pandoc" else None
    if raised and _RAISABLE.fullmatch(text):
        return f"{raised}{text}{raised}"
    tag = _TAGS.get(kind)
    if kind in ("smallcaps", "underline") and flavor == "pandoc":
        return f"[{text}]{{.{kind}}}"
    if tag:
        return f"<{tag}>{text}</{tag}>"
    if kind == "smallcaps":
        return f'<span class="smallcaps">{text}</span>'
    return text


def _is_flanking(mark: str, text: str, previous: str, following: str, is_strict: bool) -> bool:
    """Tell whether marks around `text` open and close; pandoc does not mind punctuation beside them."""
    near = mark[0]
    if near in (previous, following) or text[0] == near or text[-1] == near or text[-1] == "\\":
        return False
    if not is_strict:
        return not (near == "~" and previous == "\\")
    opens = not _is_punctuation(text[0]) or not previous or previous.isspace() or _is_punctuation(previous)
    closes = not _is_punctuation(text[-1]) or not following or following.isspace() or _is_punctuation(following)
    return opens and closes


def _is_punctuation(character: str) -> bool:
    return unicodedata.category(character)[0] in "PS"
