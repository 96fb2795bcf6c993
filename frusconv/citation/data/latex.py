"""Text as values of BibTeX: what has a meaning in LaTeX is escaped, letters of all languages stay (UTF-8).

The engines of today take UTF-8 (biber, bibtexu, and bibtex with inputenc). Typographic marks stay as well.
"""

from __future__ import annotations

from functools import lru_cache

from frusconv.citation.names import Name
from frusconv.pattern import Pattern

# LaTeX's ten, and what braces without a partner become: BibTeX counts all of them, with a backslash or not. An empty
# group keeps a command from the letter behind it.
_ESCAPES = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\{",
        "}": r"\}",
        "$": r"\$",
        "&": r"\&",
        "%": r"\%",
        "#": r"\#",
        "_": r"\_",
        "^": r"\textasciicircum{}",
        "~": r"\textasciitilde{}",
    }
)
# Two characters that are one other in print: a dash, a quote, a guillemet, `?` or `!` upside down; and an escape before
# `<`, which pandoc takes for the beginning of an argument.
_LIGATURE = Pattern(r"([-`',<>])(?=\1)|[?!](?=`)|\\[$&%#_{}](?=<)")
_LONE = {"{": "\x01", "}": "\x02"}
_LONE_ESCAPES = str.maketrans({"\x01": r"\textbraceleft{}", "\x02": r"\textbraceright{}"})
_AND = Pattern(r"(?i)\band\b")
_SPLIT = Pattern(r"(?i)[,=]|\band\b")


@lru_cache(maxsize=4096)
def escaped(text: str) -> str:
    """Return text, which has no control characters, with LaTeX's own characters escaped."""
    if "{" in text or "}" in text:
        return _unligatured(_with_lone_braces(text).translate(_ESCAPES).translate(_LONE_ESCAPES))
    return _unligatured(text.translate(_ESCAPES))


def _unligatured(text: str) -> str:
    return _LIGATURE.sub(r"\g<0>{}", text)


def _with_lone_braces(text: str) -> str:
    """Return text in which control characters stand for braces that have no partner."""
    characters = list(text)
    opened: list[int] = []
    for position, character in enumerate(text):
        if character == "{":
            opened.append(position)
        elif character == "}" and opened:
            opened.pop()
        elif character == "}":
            characters[position] = _LONE[character]
    for position in opened:
        characters[position] = _LONE["{"]
    return "".join(characters)


def kept(text: str) -> str:
    """Return text in braces of its own, which keep styles from changing its capitals."""
    return f"{{{escaped(text)}}}"


def listed(text: str) -> str:
    """Return what is one entry of a list that BibTeX splits at `and`."""
    return kept(text) if _AND.search(text) else escaped(text)


def name_list(names: tuple[Name, ...]) -> str:
    """Return names as BibTeX takes them apart again."""
    return " and ".join(map(_name, names))


def _name(name: Name) -> str:
    """Return `von Family, Jr., Given`, or the whole in braces where the name stays whole or has a family name alone.

    A particle that stays with the family name goes in braces with it, as BibTeX takes words in small letters for `von`.
    """
    if name.literal or not name.given:
        return kept(name.text) if " " in name.text or _is_split(name.text) else escaped(name.text)
    family = " ".join(filter(None, (name.dropped, _part(name.family))))
    return ", ".join(filter(None, (family, _part(name.suffix), _part(name.given))))


def _part(text: str) -> str:
    return kept(text) if _is_split(text) else escaped(text)


def _is_split(text: str) -> bool:
    """Tell whether BibTeX would take a part of a name apart: at commas, `and`, small letters, BibLaTeX's `family=`."""
    return bool(_SPLIT.search(text)) or not all(word[0].isupper() for word in text.split())
