"""Characters: marks turned the right way, blanks where they belong, and none that only a program has put there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from xml.sax.saxutils import escape

from frusconv.pattern import Pattern
from frusconv.validation.book import Book
from frusconv.validation.checks.characters_rules import RULES
from frusconv.validation.finding import Edit, Finding
from frusconv.validation.flow import EDGE, Flow
from frusconv.validation.tree import Unit

__all__ = ["RULES", "check"]
_STRAIGHT = Pattern(r"""["'](?<!\d.)|["'](?=[A-Za-z])""")
_APOSTROPHE = Pattern(r"'(?:(?<=[A-Za-z].)(?=[A-Za-z])|(?<=\d.)(?=s\b))")
# An opening mark before a blank, unless an ellipsis or another mark follows; before a closing mark of punctuation;
# at the end of a block, behind a sentence.
_OPENING = Pattern(
    r"[“‘](?:(?=[ \t\n]+(?!\.|…|[ \t\n“‘”’]))|(?=[,;:!?)\]])|(?=\.(?![ .]))"
    r"|(?=\x1e)(?<=[.…!?][ “‘].)|(?=\x1e)(?<=[.…!?].))"
)
# A closing mark before a letter, where a word begins, or between two letters.
_CLOSING = Pattern(r"[”’](?=[A-Za-z])(?:(?<=[ \t\n(\[—“‘\x1e].)|(?<=[a-z]”)(?=[a-z]))")
# Words that begin with an apostrophe, and names that Arabic or Dutch gives one.
_CUT_SHORT = Pattern(
    r"’(?:em|tis|twas|twere|twill|til|till|cause|cept|neath|round|gainst|bout|fraid|kay|nother|nuff|pon|scuse|un"
    r"|[nsStTdm]|ll|re|ve|[AUIE][a-z]+)\b"
)
_SPACED = Pattern(r"[,;:?!)\]}](?<=[ \t\n].)|\.(?<=[ \t\n].)(?![ \t\n]*[.…])(?!\w)")
_BEFORE = Pattern(r"[\w”’)\]][ \t\n]+$")
# With a blank before them in French.
_HIGH = ":;?!"
_FRENCH = Pattern(r"\b(?:les?|la|des|du|est|que|une|pour|dans|et|au|nous|vous)\b")
# Behind these words it is a word that is missing.
_HOLE = Pattern(r"\b(?:to|of|that|and|the|by|with|from|in|for|at|an?)$")
# A letter for a digit: in a number, before one, behind a year's first three digits, behind other digits.
_DIGIT = Pattern(
    r"[lIO](?:(?<=[^A-Za-z][lI])(?=\d)|(?<=\d.)(?=\d)|(?<=[^\w]1[89]\dl)(?=[ \t\n,;:)–])|(?<=\d\dO)(?![A-NP-Za-z]))"
)
_LIKE_DIGITS = "0123456789lIO"
_NUMBER = Pattern(r"[\dlIO]+")
_WORDS = Pattern(
    r"\b(?:[Tt]be|[Tt]lie|[Tt]bis|[Tt]liis|tbat|tliat|tbey|tliey|tbere|tliere|wbich|wliich|witb|liave|wliole|wlien)\b"
)
# One of these is in each of them; looking for words at every letter of a volume costs more.
_STEMS = ("tbe", "tlie", "tbis", "tliis", "tbat", "tliat", "Tb", "Tli", "wbich", "wli", "witb", "liave")
# A run of one of them is one slip.
_LOST = Pattern("\ufffd+")
_CONTROL = Pattern(r"([\x7f-\x9f\ue000-\uf8ff\u2028\u2029])(?<!â€.)\1*")
_INVISIBLE = Pattern(r"([\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\ufeff])\1*")
_ENTITY = Pattern(
    r"&(?:amp|lt|gt|quot|apos|nbsp|[mn]dash|[lr][sd]quo|hellip|[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil))?;"
)
_ENTITY_NUMBER = Pattern(r"&#(?:\d{2,6}|[xX][\dA-Fa-f]{2,6});")
# UTF-8's bytes of two for Latin letters, and of three for marks of punctuation, as Windows-1252 shows them.
_MOJIBAKE = Pattern(
    "[ÂÃ][\xa0-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€[\xa0-\xbf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ\x80-\x9f]|â„¢|â‚¬"
)
_SIGNS = frozenset("‘’“”–—…")
_LONGEST_SINGLE = 60


def check(unit: Unit, _: Book) -> Iterator[Finding]:
    """Yield what is wrong with the characters of a unit; of a header, only what is wrong in any text."""
    flow = Flow(unit)
    yield from _encoded(flow, unit)
    if unit.kind == "header":
        return
    yield from _straight(flow, unit)
    yield from _direction(flow, unit)
    yield from _spaces(flow, unit)
    yield from _digits(flow, unit)
    for found in _WORDS.finditer(flow.text) if any(stem in flow.text for stem in _STEMS) else ():
        yield _finding("ocr-words", "is no word", flow, found, unit)


def _digits(flow: Flow, unit: Unit) -> Iterator[Finding]:
    text, last = flow.text, 0
    for found in _DIGIT.finditer(text):
        start = found.start()
        if start < last:
            continue
        while start > last and text[start - 1] in _LIKE_DIGITS:
            start -= 1
        number = _NUMBER.match(text, start)
        last = number.end() if number else found.end()
        yield unit.finding("ocr-digits", f"`{text[start:last]}` in `{flow.around(start, last)}`", flow.place(start))


def _finding(
    code: str, what: str, flow: Flow, found: re.Match[str], unit: Unit, edits: tuple[Edit, ...] = ()
) -> Finding:
    message = f"`{found[0]}` {what} in `{flow.around(*found.span())}`"
    return unit.finding(code, message, flow.place(found.start()), edits)


def _straight(flow: Flow, unit: Unit) -> Iterator[Finding]:
    """Yield a finding for each piece of text, as the Office's rule does, and mend all apostrophes in it."""
    if "'" not in flow.text and '"' not in flow.text:
        return
    text, end = flow.text, 0
    while found := _STRAIGHT.search(text, end):
        first, end = found.start(), flow.piece_end(found.start())
        # What follows the last may stand in the next piece.
        is_more = _STRAIGHT.match(text, end - 1) and not _STRAIGHT.match(text, end - 1, end)
        count = len(_STRAIGHT.findall(text, first, end)) + bool(is_more)
        apostrophes = (found.start() for found in _APOSTROPHE.finditer(text, first, end + 1) if found.end() <= end)
        edits = [edit for at in apostrophes for edit in flow.edits(at, at + 1, "’")]
        message = f"straight mark in `{flow.around(first, first + 1)}`{_more(count)}"
        yield unit.finding("quote-straight", message, flow.place(first), tuple(edits))


def _direction(flow: Flow, unit: Unit) -> Iterator[Finding]:
    text = flow.text
    for found in _OPENING.finditer(text):
        at = found.start()
        is_behind_word = at > 0 and (text[at - 1].isalnum() or text[at - 1] in ".,!?)")
        edits = flow.edits(at, at + 1, "”" if found[0] == "“" else "’") if is_behind_word else ()
        what = "opens where a closing one is due" if is_behind_word else "opens, but a blank or punctuation follows"
        yield _finding("quote-direction", what, flow, found, unit, edits)
    for found in _CLOSING.finditer(text):
        at = found.start()
        if found[0] == "’" and _is_apostrophe(text, at):
            continue
        is_begin = not text[at - 1].isalnum()
        edits = flow.edits(at, at + 1, "“") if found[0] == "”" and is_begin else ()
        yield _finding(
            "quote-direction",
            "closes where a word begins" if is_begin else "closes within a word",
            flow,
            found,
            unit,
            edits,
        )


def _is_apostrophe(text: str, at: int) -> bool:
    """Whether a mark before a word is that of a word cut short, or of a name, and none that opens a quotation."""
    if not _CUT_SHORT.match(text, at):
        return at > 0 and text[at - 1] == EDGE and text[at + 1].islower()
    return True


def _spaces(flow: Flow, unit: Unit) -> Iterator[Finding]:
    for found in _SPACED.finditer(flow.text):
        at = found.start()
        before = _BEFORE.search(flow.text, max(0, at - 200), at)
        if not before:
            continue
        start = before.start() + 1
        if found[0] in _HIGH and _is_french(flow.text, at):
            continue
        code = "space-inside" if flow.piece(at - 1) != flow.piece(at) else "space-before-punctuation"
        is_hole = _HOLE.search(flow.text, max(0, start - 10), start)
        edits = () if is_hole or found[0] in _HIGH else flow.edits(start, at, "")
        what = "a word seems to be missing" if is_hole else "a blank"
        message = f"{what} before `{found[0]}` in `{flow.around(start, at + 1)}`"
        yield unit.finding(code, message, flow.place(start), edits)


def _is_french(text: str, at: int) -> bool:
    return len(_FRENCH.findall(text, max(0, at - 150), at + 150)) > 4


def _encoded(flow: Flow, unit: Unit) -> Iterator[Finding]:
    text = flow.text
    if "&" in text:
        for pattern in (_ENTITY, _ENTITY_NUMBER):
            for found in pattern.finditer(text):
                edits = flow.edits(*found.span(), escape(unescape(found[0])))
                yield _finding("character-entity", "is shown as it is", flow, found, unit, edits)
    if text.isascii():
        return
    for found in _LOST.finditer(text):
        at = found.start()
        message = f"`{found[0][0]}` stands for a lost character in `{flow.around(at, at + 1)}`{_more(len(found[0]))}"
        yield unit.finding("character-replacement", message, flow.place(at))
    for found in _INVISIBLE.finditer(text):
        at = found.start()
        message = f"U+{ord(found[1]):04X} in `{flow.around(at, at + 1)}`{_more(len(found[0]))}"
        edits = flow.edits(*found.span(), "") or _each(flow, found, "")  # A comment may stand among them.
        yield unit.finding("character-invisible", message, flow.place(at), edits)
    for found in _CONTROL.finditer(text):
        at = found.start()
        sign = found[1].encode("latin-1").decode("cp1252", "replace") if found[1] < "\u0100" else ""
        edits = _each(flow, found, sign) if sign in _SIGNS else ()
        message = f"U+{ord(found[1]):04X} in `{flow.around(at, at)}`{_more(len(found[0]))}"
        yield unit.finding("character-control", message, flow.place(at), edits)
    for found in _MOJIBAKE.finditer(text) if any(letter in text for letter in "ÂÃâ") else ():
        read = _read_again(found[0])
        if read:
            edits = flow.edits(*found.span(), read)
            yield _finding("character-mojibake", f"is `{read}` read in the wrong encoding", flow, found, unit, edits)


def _each(flow: Flow, found: re.Match[str], replacement: str) -> tuple[Edit, ...]:
    return tuple(edit for at in range(*found.span()) for edit in flow.edits(at, at + 1, replacement))


def _more(count: int) -> str:
    return f", and {count - 1} more behind it" if count > 1 else ""


def _read_again(text: str) -> str:
    """Return what characters of Windows-1252 are as UTF-8; nothing if they are none."""
    try:
        read = b"".join(_byte(character) for character in text).decode()
    except UnicodeError:
        return ""
    return read if len(read) == 1 else ""


def _byte(character: str) -> bytes:
    # Five bytes have no character in Windows-1252, and programs take that of Latin-1 for them.
    return character.encode("latin-1" if "\x80" <= character <= "\x9f" else "cp1252")
