"""Text with italics and small capitals, and how it is written as plain text, Markdown and HTML.

Citations are put together as strings in which four control characters begin and end what is set apart: no document
holds them (XML 1.0, section 2.2, has no way to), and what comes from a document is freed of them.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal, TypeAlias

from frusconv.pattern import Pattern

TextFormat: TypeAlias = Literal["plain", "markdown", "html"]
# A citation with its marks.
Marked: TypeAlias = str

_ITALIC, _ITALIC_END, _SMALL, _SMALL_END = "\x01\x02\x03\x04"
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")
_NO_MARKS = dict.fromkeys(range(1, 5))
_SMALL_CAPITALS = Pattern("\x03([^\x04]*)\x04")
_HTML = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        _ITALIC: "<i>",
        _ITALIC_END: "</i>",
        _SMALL: '<span style="font-variant: small-caps">',
        _SMALL_END: "</span>",
    }
)
_MARKDOWN = str.maketrans(
    {character: f"\\{character}" for character in "\\`*_{}[]<>#|~^$\"'@!&"}
    | {_ITALIC: "*", _ITALIC_END: "*", _SMALL: "[", _SMALL_END: "]{.smallcaps}"}
)
_ADDRESS = Pattern(r"https://history\.state\.gov/[A-Za-z0-9/._-]*[A-Za-z0-9]")
_STOPS = ".?!"


def clean(text: str | None) -> str:
    """Return what a document says as one line without control characters."""
    if not text:
        return ""
    if text.isprintable() and "  " not in text:  # Almost always, and much faster.
        return text.strip(" ")
    return " ".join(text.translate(_CONTROLS).split())


def italic(text: str) -> Marked:
    """Return text in italics; nothing stays nothing."""
    return f"{_ITALIC}{text}{_ITALIC_END}" if text else ""


def small_capitals(text: str) -> Marked:
    """Return text in small capitals."""
    return f"{_SMALL}{text}{_SMALL_END}" if text else ""


def quoted(text: str) -> Marked:
    """Return text in double quotes; quotes inside become single ones (Chicago Manual, 6.11)."""
    return f"“{text.replace('“', '‘').replace('”', '’')}”" if text else ""


def joined(parts: Iterable[str], separator: str = ", ") -> Marked:
    """Return the parts that are not empty with a separator between them.

    A comma or full stop goes inside closing quotes (Chicago Manual, 6.9), and none follows a full stop, question or
    exclamation mark that would be doubled by it (6.124).
    """
    out = ""
    for part in parts:
        if part:
            out = f"{_punctuated(out, separator[0])}{separator[1:]}{part}" if out else part
    return out


def sentences(parts: Iterable[str]) -> Marked:
    """Return the parts that are not empty as sentences, the last ended as well."""
    text = joined(parts, ". ")
    return _punctuated(text, ".") if text else ""


def ended(text: Marked) -> Marked:
    """Return text with a full stop behind it, if it does not end in one."""
    return _punctuated(text, ".") if text else ""


def _punctuated(text: Marked, mark: str) -> Marked:
    last = text[-8:].translate(_NO_MARKS)[-2:]  # Marks stand between letters at most a few at a time.
    if mark == "." and (last[-1:] in _STOPS or (last[-1:] == "”" and last[:1] in _STOPS)):
        return text
    if text.endswith("”"):
        return text if last[:1] in "?!" else f"{text[:-1]}{mark}”"
    return text + mark


def capitalized(text: Marked) -> Marked:
    """Return text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def rendered(text: Marked, text_format: TextFormat = "plain") -> str:
    """Return a citation in a format, everything in it that has a meaning there escaped."""
    if text_format == "html":
        return _linked(text, _HTML, '<a href="{0}">{0}</a>')
    if text_format == "markdown":
        return _linked(text, _MARKDOWN, "<{0}>")
    if _SMALL in text:
        text = _SMALL_CAPITALS.sub(lambda found: found[1].upper(), text)
    return text.translate(_NO_MARKS)


def _linked(text: Marked, escapes: dict[int, str], link: str) -> str:
    """Return text with what has a meaning in a format escaped, and the Office's addresses as links."""
    out, end = [], 0
    for found in _ADDRESS.finditer(text):
        out += [text[end : found.start()].translate(escapes), link.format(found[0])]
        end = found.end()
    out.append(text[end:].translate(escapes))
    return "".join(out)
