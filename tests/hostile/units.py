"""Short strings that patterns and loops could stumble over when they stand thousands of times; also for benchmarks."""

from __future__ import annotations

from collections.abc import Callable, Iterator

_CHARACTERS = {
    "letter": "a",
    "capital": "A",
    "roman": "I",
    "accent": "é",
    "digit": "1",
    "zero": "0",
    "blank": " ",
    "tab": "\t",
    "line end": "\n",
    "carriage return": "\r",
    "form feed": "\f",
    "no-break space": "\xa0",
    "soft hyphen": "\xad",
    "zero-width space": "\u200b",
    "line separator": "\u2028",
    "escape": "\x1b",
    "combining mark": "\u0301",
    "ideograph": "中",
    "astral letter": "\U0001d49c",
    "superscript": "¹",
    **{character: character for character in "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~“”‘’–—…•§†‡½"},
}
_REPEATED = (
    *("a ", "A ", "1 ", "1.", "1. ", "a, ", "A, ", "a1 ", "a.1 ", ". ", ". . ", "[ ", "] ", "- ", "* ", "# ", "§ "),
    *("(", "(a", "(1)", "[1]", "[^1]", "[Page 1]", "[Page ", "[p. ", "> ", "> > ", "| a ", "_a_ ", "**a** ", '"a" '),
    *("a\n", "1\n\n", "a-\n", "a\tb\n", "- a\n", "1. a\n", "a b c d e f g h i j k l m n o p q r s t u v w x\n"),
    *("Mr. ", "No. ", "and ", "to ", "the ", "to the ", "Sir: ", "P.S. ", "Doe (Roe) to ", "Secretary of State "),
    *("January 1, 1939 ", "11 a. m. ", "vol. I, ", "p. 1, ", "Ibid., ", "Document 1 ", "volumes I, ", "FRUS 1939 "),
    *("Enclosure\n\n", "[Enclosure]\n\n", "<", "<p>", "</p>", "<!--", "&amp;", "https://a.b/ ", "{=html} ", "\\input{"),
)
UNITS = {**_CHARACTERS, **{repr(unit)[1:-1]: unit for unit in _REPEATED}}
# Single characters, with every one that a keyboard has.
CHARACTERS = {
    **_CHARACTERS,
    **{chr(code): chr(code) for code in range(0x21, 0x7F)},
    "emoji": "\U0001f600",
}

_HEAD = "The Minister in Ruritania (Doe) to the Secretary of State\n\nStrelsau, September 4, 1939—11 a. m.\n\n"


def _line(unit: str, size: int) -> str:
    return unit * (size // max(1, len(unit.encode())))


def _lines(unit: str, size: int) -> str:
    line = unit * max(1, 60 // len(unit)) + "\n"
    return line * max(1, size // len(line.encode()))


# Where the units stand: alone, or in a document that is understood.
FORMS: dict[str, Callable[[str, int], str]] = {
    "one line": _line,
    "many lines": _lines,
    "a paragraph": lambda unit, size: f"{_HEAD}{_line(unit, size)}\n\nDoe\n",
    "many paragraphs": lambda unit, size: f"{_HEAD}{_lines(unit, size)}\n\nDoe\n".replace("\n", "\n\n"),
    "a heading": lambda unit, size: _HEAD.replace("Ruritania", _line(unit, size)) + "Text.\n",
    "a note": lambda unit, size: f"{_HEAD}Text.1 More.2\n\nDoe\n\n  1. {_line(unit, size)}\n  2. Note.\n",
}


_TEI = (
    '<TEI xmlns="http://www.tei-c.org/ns/1.0" xml:id="frus1939v03"><text><body><div type="document" n="1" xml:id="d1">'
    "<head>{}</head><p>{}</p></div></body></text></TEI>"
)


def _escaped(unit: str, size: int) -> str:
    text = {"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"}.get(unit, unit)
    return _line("" if text in "\f\x1b" else text, size)  # XML has neither.


# Where they stand in TEI.
TEI_FORMS: dict[str, Callable[[str, int], str]] = {
    "a paragraph": lambda unit, size: _TEI.format("Telegram", _escaped(unit, size)),
    "a heading": lambda unit, size: _TEI.format(_escaped(unit, size), "Text."),
    "paragraphs": lambda unit, size: _TEI.format("Telegram", "</p><p>".join([_escaped(unit, 60)] * (size // 70))),
}


def texts(form: str, size: int) -> Iterator[tuple[str, str]]:
    """Yield a text of some `size` in bytes for every unit, with the unit's name."""
    for name, unit in UNITS.items():
        yield name, FORMS[form](unit, size)
