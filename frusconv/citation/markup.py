"""Text with italics and small capitals, and how it is written as plain text, Markdown and HTML.

Citations are put together as strings in which four control characters begin and end what is set apart: no document
holds them (XML 1.0, section 2.2, has no way to), and what comes from a document is freed of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from re import Match
from typing import Literal, TypeAlias

from frusconv.pattern import Pattern

TextFormat: TypeAlias = Literal["plain", "markdown", "html"]
# A citation with its marks.
Marked: TypeAlias = str

_ITALIC, _ITALIC_END, _SMALL, _SMALL_END = "\x01\x02\x03\x04"
_CONTROLS = dict.fromkeys([*range(32), *range(127, 160)], " ")
_NO_MARKS = dict.fromkeys(range(1, 5))
_SMALL_CAPITALS = Pattern("\x03([^\x03\x04]*)\x04")
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
# What begins a list, a title or a definition at the beginning of a paragraph, and dots and hyphens that become others.
_BEGINS = Pattern(
    r"^(?=[-+:%]|\(?(?:[0-9]+|[A-Za-z]|[IVXLCDMivxlcdm]+)\)|(?:[0-9]+|[a-z]|[ivxlcdm]+|[IVXLCDM]{2,})\.)(\(?\w*)"
)
_RUNS = Pattern(r"(?<=-)-|(?<=\.)\.")
_INNER = Pattern(r'“([^“”]*)”|"([^"]*)"|[“”]')
# A quote in single quotes, which an apostrophe does not end.
_INMOST = Pattern(r"‘((?:[^‘’]|’(?=\w))*)’(?!\w)")
_ADDRESS = Pattern(r"https://history\.state\.gov/[A-Za-z0-9/._-]*[A-Za-z0-9]")
_STOPS = (".", "?", "!")
_ENDS = _ITALIC_END + _SMALL_END
_CLOSING = f"’”{_ENDS}"


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
    """Return text in double quotes; double quotes inside become single ones, and single ones in those double.

    So Chicago Manual, 14.94 and 13.30.
    """
    return f"“{_INNER.sub(_in_single_quotes, text)}”" if text else ""


def _in_single_quotes(found: Match[str]) -> str:
    if len(found[0]) == 1:
        return "‘" if found[0] == "“" else "’"
    inner = _INMOST.sub(r"“\1”", found[0][1:-1])
    return f"‘{inner}’"


def joined(parts: Iterable[str], separator: str = ", ") -> Marked:
    """Return the parts that are not empty with a separator between them, its mark put as `punctuated` has it."""
    out = ""
    for part in parts:
        if part:
            out = f"{punctuated(out, separator[0])}{separator[1:]}{part}" if out else part
    return out


def sentences(parts: Iterable[str]) -> Marked:
    """Return the parts that are not empty as sentences, the last ended as well."""
    return ended(joined(parts, ". "))


def ended(text: Marked) -> Marked:
    """Return text with a full stop behind it, if it does not end in one."""
    return punctuated(text, ".") if text else ""


def punctuated(text: Marked, mark: str) -> Marked:
    """Return text with a comma or full stop, inside closing quotes (Chicago Manual, 6.9 and 6.11).

    A full stop that would double a full stop, question or exclamation mark is left out (6.124); a comma behind a title
    that ends so is not (6.125).
    """
    body = text.rstrip(_CLOSING)
    closing = text[len(body) :]
    if "”" not in closing:
        return text if mark == "." and text.rstrip(_ENDS).endswith(_STOPS) else f"{text}{mark}"
    if "‘" not in body:  # A single quote is an apostrophe.
        apostrophes = len(closing) - len(closing.lstrip("’"))
        body, closing = body + closing[:apostrophes], closing[apostrophes:]
    return text if mark == "." and body.endswith(_STOPS) else f"{body}{mark}{closing}"


def capitalized(text: Marked) -> Marked:
    """Return text with a capital at its beginning."""
    return text[:1].upper() + text[1:]


def rendered(text: Marked, text_format: TextFormat = "plain") -> str:
    """Return a citation in a format, everything in it that has a meaning there escaped."""
    if text_format == "html":
        return _linked(text, _in_html, '<a href="{0}">{0}</a>')
    if text_format == "markdown":
        return _BEGINS.sub(r"\1\\", _linked(text, _in_markdown, "<{0}>"))
    if _SMALL in text:
        text = _SMALL_CAPITALS.sub(lambda found: found[1].upper(), text)
    return text.translate(_NO_MARKS)


def _in_html(text: Marked) -> str:
    return text.translate(_HTML)


def _in_markdown(text: Marked) -> str:
    return _RUNS.sub(r"\\\g<0>", text.translate(_MARKDOWN))


def _linked(text: Marked, escaped: Callable[[Marked], str], link: str) -> str:
    """Return text with what has a meaning in a format escaped, and the Office's addresses as links."""
    out, end = [], 0
    for found in _ADDRESS.finditer(text):
        out += [escaped(text[end : found.start()]), link.format(found[0])]
        end = found.end()
    out.append(escaped(text[end:]))
    return "".join(out)
