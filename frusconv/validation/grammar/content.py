"""What may stand in an element, as expressions, and as states that know what may come next.

An expression is written as in a DTD (XML 1.0, section 3.2.1): names, `,` for order, `|` for choice, `*`, `+`, `?`;
`@inline` stands for the names of a class. A state is what of an expression is still to come (its derivative: Janusz
Brzozowski, Derivatives of Regular Expressions, 1964), worked out the first time that it is reached.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, TypeAlias

from frusconv.validation.grammar.rows import CLASSES


class Names(NamedTuple):
    """One element of any of the names."""

    names: frozenset[str]


class Sequence(NamedTuple):
    """One behind the other; an empty one is nothing at all."""

    parts: tuple[Expression, ...]


class Choice(NamedTuple):
    """Any one of them."""

    options: frozenset[Expression]


class Repeated(NamedTuple):
    """As often as wanted, or not at all."""

    part: Expression


Expression: TypeAlias = "Names | Sequence | Choice | Repeated"
NOTHING = Sequence(())
_TOKEN = re.compile(r"[\w:.@-]+|[(),|*+?]")


def parsed(written: str) -> Expression:
    """Return an expression."""
    return _Parser(_TOKEN.findall(written)).choice()


@cache
def class_of(name: str) -> Expression:
    """Return what the name of a class stands for."""
    return parsed(CLASSES[name])


class _Parser:
    """Reads an expression from its tokens, each rule of the notation by a method."""

    def __init__(self, tokens: list[str]) -> None:
        self._tokens = tokens
        self._at = 0

    def choice(self) -> Expression:
        options = [self._sequence()]
        while self._is("|"):
            options.append(self._sequence())
        return _choice(options)

    def _sequence(self) -> Expression:
        if not self._more():
            return NOTHING
        parts = [self._repeated()]
        while self._is(","):
            parts.append(self._repeated())
        return _sequence(parts)

    def _repeated(self) -> Expression:
        part = self._single()
        if self._is("*"):
            return Repeated(part)
        if self._is("+"):
            return _sequence([part, Repeated(part)])
        return _choice([part, NOTHING]) if self._is("?") else part

    def _single(self) -> Expression:
        if self._is("("):
            inner = self.choice()
            self._at += 1  # The closing bracket.
            return inner
        token = self._tokens[self._at]
        self._at += 1
        if token.startswith("@"):
            return class_of(token[1:])
        return Names(frozenset((token,)))

    def _more(self) -> bool:
        return self._at < len(self._tokens) and self._tokens[self._at] not in "|)"

    def _is(self, token: str) -> bool:
        found = self._at < len(self._tokens) and self._tokens[self._at] == token
        self._at += found
        return found


def _sequence(parts: list[Expression]) -> Expression:
    flat: list[Expression] = []
    for part in parts:
        flat += part.parts if isinstance(part, Sequence) else [part]
    return flat[0] if len(flat) == 1 else Sequence(tuple(flat))


def _choice(options: list[Expression]) -> Expression:
    """Return a choice, in which single names are one option."""
    flat: set[Expression] = set()
    names: frozenset[str] = frozenset()
    for option in options:
        for inner in option.options if isinstance(option, Choice) else (option,):
            if isinstance(inner, Names):
                names |= inner.names
            else:
                flat.add(inner)
    if names:
        flat.add(Names(names))
    return flat.pop() if len(flat) == 1 else Choice(frozenset(flat))


@cache
def may_end(expression: Expression) -> bool:
    """Tell whether nothing more has to come."""
    match expression:
        case Names():
            return False
        case Sequence(parts):
            return all(may_end(part) for part in parts)
        case Choice(options):
            return any(may_end(option) for option in options)
        case Repeated():
            return True


@cache
def first(expression: Expression) -> frozenset[str]:
    """Return the names that may come next."""
    match expression:
        case Names(names):
            return names
        case Sequence(parts):
            found: frozenset[str] = frozenset()
            for part in parts:
                found |= first(part)
                if not may_end(part):
                    break
            return found
        case Choice(options):
            return frozenset[str]().union(*(first(option) for option in options))
        case Repeated(part):
            return first(part)


@cache
def names_in(expression: Expression) -> frozenset[str]:
    """Return all names in an expression."""
    match expression:
        case Names(names):
            return names
        case Sequence(parts) | Choice(parts):
            return frozenset[str]().union(*(names_in(part) for part in parts))
        case Repeated(part):
            return names_in(part)


def behind(expression: Expression, name: str) -> Expression | None:
    """Return what is still to come behind an element, or None if it may not come next."""
    rests = list(dict.fromkeys(_rests(expression, name)))
    return _choice(rests) if rests else None


def _rests(expression: Expression, name: str) -> Iterator[Expression]:  # noqa: C901 - a loop for each kind
    match expression:
        case Names(names):
            if name in names:
                yield NOTHING
        case Sequence(parts):
            for at, part in enumerate(parts):
                for rest in _rests(part, name):
                    yield _sequence([rest, *parts[at + 1 :]])
                if not may_end(part):
                    break
        case Choice(options):
            for option in options:
                yield from _rests(option, name)
        case Repeated(part):
            for rest in _rests(part, name):
                yield _sequence([rest, expression])
