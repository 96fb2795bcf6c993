"""Formats: what each is called, how its files end, what reads or writes it; and telling one from its first bytes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from frusconv.errors import UsageError


class Format(NamedTuple):
    """A row of the readers' or writers' table.

    `function` is `module:name` and imported only when used, so that a format costs nothing until it is asked for.
    """

    name: str
    suffix: str
    description: str
    function: str

    def load(self) -> Any:
        """Return the function that reads or writes the format."""
        from importlib import import_module

        module, _, name = self.function.partition(":")
        return getattr(import_module(module), name)


def table(*formats: Format) -> Mapping[str, Format]:
    """Return the formats by name."""
    return {format_.name: format_ for format_ in formats}


def by_name(formats: Mapping[str, Format], name: str) -> Format:
    """Return the format called `name`; raises UsageError that lists the names there are."""
    try:
        return formats[name]
    except KeyError:
        raise UsageError(f"unknown format {name!r}; there are: {', '.join(sorted(formats))}") from None


def by_suffix(formats: Iterable[Format], path: str) -> Format | None:
    """Return the format that `path` ends in, the longest suffix first, or None."""
    fits = [format_ for format_ in formats if path.lower().endswith(format_.suffix)]
    return max(fits, key=lambda format_: len(format_.suffix), default=None)


# Signatures of files that people take for text, and what to do with each.
_SIGNATURES = (
    (b"%PDF", "a PDF; extract its text first (for example with pdftotext)"),
    (b"PK\x03\x04", "a ZIP archive or an office document; save its text as plain text first"),
    (b"\xd0\xcf\x11\xe0", "an old Word document; save it as plain text first"),
    (b"{\\rtf", "a rich text document; save it as plain text first"),
    (b"\x1f\x8b", "compressed with gzip; unpack it first"),
    (b"\xfd7zXZ", "compressed with xz; unpack it first"),
    (b"BZh", "compressed with bzip2; unpack it first"),
    (b"\x89PNG", "a picture; recognize its text first"),
    (b"\xff\xd8\xff", "a picture; recognize its text first"),
    (b"GIF8", "a picture; recognize its text first"),
    (b"II*\x00", "a picture; recognize its text first"),
    (b"\x7fELF", "a program; give the text of a document"),
)
_CONTROLS = bytes((*range(0x09), *range(0x0E, 0x1B), *range(0x1C, 0x20)))


_MARKUP = re.compile(rb"<[?!A-Za-z]")
# A div of TEI whose namespace was forgotten has an xml:id, or a type of TEI's.
_HTML = re.compile(
    rb"<(?:!doctype\s+html|(?:html|head|body|p|div|article|main|section|meta|title|link|base|style|script|h[1-6]|table"
    rb"|span|ul|ol|a|center|font)\b(?![^>]*(?:http://www\.tei-c\.org|\sxml:id=|\stype=.document)))",
    re.IGNORECASE,
)
_XHTML = re.compile(rb"<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_WIDE = {b"\xff\xfe<\x00": "utf-16-le", b"\xfe\xff\x00<": "utf-16-be"}


def sniffed(beginning: bytes) -> str:
    """Return the name of the reader for a source that begins so: `html` and `tei` for markup, `text` for all else."""
    if encoding := _WIDE.get(beginning[:4]):
        beginning = beginning[2:].decode(encoding, "ignore").encode()
    beginning = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not _MARKUP.match(beginning):
        return "text"
    # Behind an XML declaration HTML has its root; a part of it would be XML of another kind.
    form = _XHTML if beginning.startswith(b"<?xml") else _HTML
    return "html" if form.match(_from_first_tag(beginning)) else "tei"


def _from_first_tag(beginning: bytes) -> bytes:
    """Return the beginning of a file without the blanks, comments and instructions that stand before its first tag."""
    at = _behind_blanks(beginning, 0)
    while beginning.startswith((b"<!--", b"<?"), at):
        mark = b"-->" if beginning.startswith(b"<!--", at) else b">"
        end = beginning.find(mark, at)
        if end < 0:
            break
        at = _behind_blanks(beginning, end + len(mark))
    return beginning[at:]


def _behind_blanks(beginning: bytes, at: int) -> int:
    while beginning[at : at + 1].isspace():
        at += 1
    return at


def binary_kind(beginning: bytes, may_be_wide: bool = False) -> str | None:
    """Return what a file is, said for people, if its first bytes show that it is no text; else None.

    `may_be_wide` lets UTF-16 pass, which XML can tell by itself.
    """
    for signature, kind in _SIGNATURES:
        if beginning.startswith(signature):
            return kind
    if beginning[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return None if may_be_wide else "text in UTF-16; read it with --encoding utf-16"
    # One stray control character is a scar of copying; many are no text.
    controls = len(beginning) - len(beginning.translate(None, _CONTROLS))
    if controls > 2 and controls * 20 > len(beginning):
        return "binary, not text; give the text of a document"
    return None
