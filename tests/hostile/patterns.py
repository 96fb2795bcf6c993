"""All patterns of frusconv, and what is hard for them."""

from __future__ import annotations

import gc
import importlib
import pkgutil
import re
import sys
import time
from collections import deque
from collections.abc import Iterator, Sequence
from functools import cache
from itertools import permutations
from pathlib import Path
from typing import Any, NamedTuple

import frusconv
from frusconv.pattern import Pattern

# One of each kind that patterns tell apart.
COMMON = "aA1é \n\t.,;:()[]{}<>&|*_-—–'\"’”“/\\#=^•†\xa0\xad\u0301世"
_MORE = "!?§$%@^~+`0bBxXzZ"
METHODS = ("match", "fullmatch", "search", "finditer", "findall", "sub")
# As many kinds of characters of a pattern are tried in pairs.
_PAIRED = 12


# What ends a text, so that a match that took all before it fails there.
_TAILS = ("", "\x01", "\n\x01")


class Text(NamedTuple):
    """What is repeated in a text, what stands before it and what behind."""

    beginning: str
    unit: str
    tail: str

    def of(self, size: int) -> str:
        """Return the text with so many characters repeated."""
        return self.beginning + self.unit * (size // len(self.unit)) + self.tail


class Found(NamedTuple):
    """A pattern that is compiled, and the methods that frusconv calls."""

    compiled: re.Pattern[str]
    methods: tuple[str, ...]


def import_all() -> dict[str, str]:
    """Import every module, and return those that need something which is not installed, with what it is."""
    missing = {}
    for module in pkgutil.walk_packages(frusconv.__path__, "frusconv."):
        if module.name.endswith("__main__"):
            continue
        try:
            importlib.import_module(module.name)
        except ModuleNotFoundError as error:
            if (error.name or "").startswith("frusconv"):
                raise
            missing[module.name] = str(error)
    return missing


def all_patterns() -> dict[str, Found]:
    """Return every pattern by its module and its name there; by its source where it has none."""
    named: dict[int, tuple[str, object]] = {}
    for name, module in sorted(sys.modules.items()):
        if name.startswith("frusconv."):
            for path, value in _patterns_in(vars(module), name):
                named.setdefault(id(value), (f"{name.removeprefix('frusconv.')}:{path}", value))
    for value in gc.get_objects():
        if type(value) is Pattern:
            named.setdefault(id(value), (compiled(value).pattern, value))
    return {name: Found(compiled(value), methods(name)) for name, value in named.values()}


def _patterns_in(names: dict[str, object], module: str) -> Iterator[tuple[str, object]]:
    """Yield the patterns of a namespace, those in its collections and those of its classes."""
    for name, value in list(names.items()):
        if isinstance(value, type) and value.__module__ == module:
            yield from ((f"{name}.{path}", each) for path, each in _patterns_in(dict(vars(value)), module))
        elif not name.startswith("__"):
            yield from _patterns_at(name, value)


def _patterns_at(name: str, value: object) -> Iterator[tuple[str, object]]:
    match value:
        case Pattern() | re.Pattern():
            yield name, value
        case dict():
            for key, each in value.items():
                yield from _patterns_at(f"{name}[{key}]", each)
        case tuple() | list() | frozenset() | set():
            for position, each in enumerate(value):
                yield from _patterns_at(f"{name}[{position}]", each)


def compiled(pattern: object) -> re.Pattern[str]:
    """Return the regular expression of `re`; one of bytes as one of the characters that have their numbers."""
    if isinstance(pattern, Pattern):
        pattern.match("")
        pattern = pattern.match.__self__  # type: ignore[attr-defined]
    assert isinstance(pattern, re.Pattern)
    if isinstance(pattern.pattern, bytes):
        return re.compile(pattern.pattern.decode("latin-1"), pattern.flags | re.ASCII)
    return pattern


def methods(name: str) -> tuple[str, ...]:
    """Return the methods that are called of a pattern; all where its name does not tell."""
    module, _, path = name.rpartition(":")
    alone = re.split(r"[.\[]", path)[-1 if "." in path else 0]
    if not module:
        return METHODS
    code = _code(module if alone.startswith("_") else "")
    used = {found[1] for found in re.finditer(rf"\b{re.escape(alone)}\.([a-z]+)\b", code)}
    return tuple(sorted(used & set(METHODS))) or METHODS


@cache
def _code(module: str) -> str:
    """Return the code of a module, or of all."""
    if module:
        path = importlib.import_module(f"frusconv.{module}").__file__ or ""
        return Path(path).read_text(encoding="utf-8")
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(Path(frusconv.__path__[0]).rglob("*.py")))


def kinds(pattern: re.Pattern[str]) -> list[str]:
    """Return one character of each kind that a pattern tells apart, those that more of its parts take first.

    To a pattern, all characters are the same that stand in the same of its literals and classes. So what is true of
    these few is true of every character of Unicode that stands alone or over and over.
    """
    atoms = [("ANY", None), ("IN", [("CATEGORY", "CATEGORY_WORD")])]
    _collect(_parsed(pattern), atoms)
    edges = {code for atom in atoms for code in _edges(atom)}
    tried = [*COMMON, *(chr(code) for code in sorted(edges) if not 0xD800 <= code <= 0xDFFF)]
    ignores_case = bool(pattern.flags & re.IGNORECASE) or "(?i" in pattern.pattern
    one_of: dict[tuple[bool, ...], str] = {}
    for character in tried:
        cases = {character, *(character.lower() + character.upper() if ignores_case else "")}
        sides = tuple(any(_takes(atom, each) for each in cases) for atom in atoms)
        # Both ways of looking: a part of a pattern may have flags of its own.
        one_of.setdefault((*sides, *(_takes(atom, character) for atom in atoms)), character)
    return [character for sides, character in sorted(one_of.items(), key=lambda item: -sum(item[0]))]


def _collect(tree: Any, atoms: list[tuple[str, Any]]) -> None:
    """Add what takes one character, wherever it stands in a tree of `re`'s parser."""
    if isinstance(tree, tuple) and len(tree) == 2 and str(tree[0]) in ("LITERAL", "NOT_LITERAL", "IN", "RANGE"):
        atom = (str(tree[0]), tree[1])
        if atom not in atoms:
            atoms.append(atom)
    elif isinstance(tree, tuple | list) or hasattr(tree, "data"):
        for part in tree:
            _collect(part, atoms)


def _edges(atom: tuple[str, Any]) -> Iterator[int]:
    """Yield the characters where a literal or a class begins and ends, and their neighbours."""
    match atom:
        case ("LITERAL" | "NOT_LITERAL", int(code)):
            yield from (code, code + 1)
        case ("RANGE", (int(low), int(high))):
            yield from (low, max(low - 1, 0), high, min(high + 1, sys.maxunicode))
        case ("IN", [*parts]):
            for operation, value in parts:
                yield from _edges((str(operation), value))


def _takes(atom: tuple[str, Any], character: str) -> bool:
    match atom:
        case ("LITERAL", code):
            return bool(ord(character) == code)
        case ("NOT_LITERAL", code):
            return bool(ord(character) != code)
        case ("RANGE", (int(low), int(high))):
            return low <= ord(character) <= high
        case ("CATEGORY", category):
            return _CATEGORIES[str(category)].match(character) is not None
        case ("IN", [*parts]):
            named = [(str(operation), value) for operation, value in parts]
            return any(_takes(part, character) for part in named) != (named[0][0] == "NEGATE")
    return atom[0] == "ANY" and character != "\n"


_CATEGORIES = {
    f"CATEGORY_{name}": re.compile(source)
    for name, source in {
        "WORD": r"\w",
        "NOT_WORD": r"\W",
        "SPACE": r"\s",
        "NOT_SPACE": r"\S",
        "DIGIT": r"\d",
        "NOT_DIGIT": r"\D",
    }.items()
}


def pairs(of_kinds: Sequence[str]) -> Iterator[str]:
    """Yield pairs of the kinds that most of a pattern takes."""
    chosen = dict.fromkeys([*of_kinds[:_PAIRED], of_kinds[-1]])
    yield from ("".join(pair) for pair in permutations(chosen, 2))


def runs(pattern: re.Pattern[str]) -> list[str]:
    """Return the words of a pattern: literals that stand one behind the other."""
    found: dict[str, None] = {}
    for sequence in _sequences(_parsed(pattern)):
        text = "".join(chr(value) if str(operation) == "LITERAL" else "\0" for operation, value in sequence)
        found.update(dict.fromkeys(each for each in text.split("\0") if len(each) > 1))
    return list(found)


def beginnings(pattern: re.Pattern[str]) -> list[str]:
    """Return a text for each thing in a pattern that may repeat: the shortest that leads to it."""
    return list(dict.fromkeys(text for text in _led_to(_parsed(pattern), "") if text))


def _led_to(tree: Any, before: str) -> Iterator[str]:
    for operation, value in tree:
        name = str(operation)
        if name.endswith("_REPEAT"):
            yield before
            yield from _led_to(value[2], before)
        elif name == "SUBPATTERN":
            yield from _led_to(value[3], before)
        elif name == "BRANCH":
            for each in value[1]:
                yield from _led_to(each, before)
        before += _shortest(name, value)


def _shortest(name: str, value: Any) -> str:
    """Return a short text that a part of a pattern takes; what it only looks at counts where it stands before."""
    match name:
        case "LITERAL":
            return chr(value)
        case "NOT_LITERAL" | "IN" | "ANY":
            return next((each for each in COMMON + _MORE if _takes((name, value), each)), "a")
        case "MAX_REPEAT" | "MIN_REPEAT" | "POSSESSIVE_REPEAT":
            return _all_shortest(value[2]) * int(value[0])
        case "SUBPATTERN":
            return _all_shortest(value[3])
        case "ATOMIC_GROUP":
            return _all_shortest(value)
        case "BRANCH":
            return min((_all_shortest(each) for each in value[1]), key=len)
        case "ASSERT" if value[0] < 0:
            return _all_shortest(value[1])
    return ""


def _all_shortest(tree: Any) -> str:
    return "".join(_shortest(str(operation), value) for operation, value in tree)


def _sequences(tree: Any) -> Iterator[list[tuple[object, Any]]]:
    """Yield the sequences of a pattern, and of the groups in it."""
    if hasattr(tree, "data"):
        yield list(tree)
    if isinstance(tree, tuple | list) or hasattr(tree, "data"):
        for part in tree:
            yield from _sequences(part)


def _parsed(pattern: re.Pattern[str]) -> Any:
    return re._parser.parse(pattern.pattern, pattern.flags)  # type: ignore[attr-defined]


def texts(pattern: re.Pattern[str]) -> Iterator[Text]:
    """Yield what could be hard: characters, pairs and words over and over, alone and where a part may repeat."""
    alone = kinds(pattern)
    yield from (Text("", unit, tail) for unit in alone for tail in _TAILS)
    yield from (Text("", unit, tail) for unit in (*pairs(alone), *runs(pattern)) for tail in _TAILS[:2])
    yield from (Text(beginning, unit, _TAILS[-1]) for beginning in beginnings(pattern) for unit in alone[:_PAIRED])


def seconds(pattern: re.Pattern[str], method: str, text: str) -> float:
    """Return the processor's time that a method takes for a text.

    No interval timer may run meanwhile: some systems then count the time in ticks of milliseconds.
    """
    call = getattr(pattern, method)
    start = time.process_time()
    if method == "sub":
        call("", text)
    elif method == "finditer":
        deque(call(text), 0)
    else:
        call(text)
    return time.process_time() - start
