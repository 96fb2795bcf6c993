r"""Text of a source as people may see it on a terminal: what would steer the terminal is shown as an escape.

A terminal obeys control characters (ECMA-48): a document that holds them could hide what is said of it, change what
stands above, or answer in the place of the keyboard. Marks that turn the direction of writing can show a name in
another order (Unicode Technical Report #36, section 2.5). Both come out as `\x1b`, `\u202e`.
"""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator

# Blanks of all widths do nothing.
_BLANKS = "\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"


class _Escapes(dict[int, str]):
    """What is shown for each character, for `str.translate`; learnt as characters come."""

    def __init__(self, kept: str) -> None:
        self._kept = _BLANKS + kept

    def __missing__(self, code: int) -> str:
        character = chr(code)
        is_plain = character.isprintable() or character in self._kept
        self[code] = character if is_plain else character.encode("unicode_escape", "surrogatepass").decode()
        return self[code]


_IN_LINE = _Escapes("")
_IN_LINES = _Escapes("\n\t")


def shown(text: str) -> str:
    """Return `text` as it can be shown on one line."""
    return text if text.isprintable() else text.translate(_IN_LINE)


def shown_lines(text: str) -> str:
    """Return `text`, which can be of several lines and have tabs, as it can be shown."""
    return text.translate(_IN_LINES)


def shown_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Yield an output as a terminal can show it; a piece may end within a character."""
    decoder = codecs.getincrementaldecoder("utf-8")("backslashreplace")
    for piece in pieces:
        yield shown_lines(decoder.decode(piece)).encode()
    yield shown_lines(decoder.decode(b"", final=True)).encode()
