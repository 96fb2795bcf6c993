"""How far the reading of an element has come: what may come next in it, and what its attributes may be."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import TypeAlias

from frusconv.validation.grammar.content import Expression, behind, first, may_end
from frusconv.validation.grammar.elements import ROWS, attributes_of, content_of

# For the names of the attributes of a tag, in order: which values have to be looked at, and by what.
Plan: TypeAlias = "tuple[tuple[int, Callable[[str], object]], ...]"


class Keys(tuple[str, ...]):
    """Names of attributes with which come names and values in turn, as expat gives them, and not values alone.

    They are looked up by which tuple they are; that is quicker than by what is in it.
    """

    __slots__ = ()
    __hash__ = object.__hash__
    __eq__ = object.__eq__


class Plans(dict[tuple[str, ...], "Plan | None"]):
    """What has to be looked at in tags of an element, by the names of their attributes; None where these are wrong."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __missing__(self, names: tuple[str, ...]) -> Plan | None:
        attributes = attributes_of(self._name)
        plan: Plan | None = ()
        if not attributes.takes_any:
            known = attributes.types
            if any(name not in known for name in names) or lacking(self._name, names):
                return None
            places = [at * 2 + 1 if isinstance(names, Keys) else at for at in range(len(names))]
            asked = [(at, known[name]) for at, name in zip(places, names, strict=True)]
            plan = tuple((at, datatype.quick) for at, datatype in asked if datatype.quick is not None)
        if len(self) < 1000:
            self[names] = plan
        return plan


def lacking(element: str, names: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the groups of attributes of which an element has to have one, and has none."""
    return [group for group in attributes_of(element).required if not any(name in names for name in group)]


class State(dict[str, "tuple[State, State] | None"]):
    """What may come next in an element: by a child's name the state behind it, and the child's own first state.

    `owner` is the element's name, `may_end` whether nothing more has to come.
    """

    __slots__ = ("expression", "has_text", "is_filled", "may_end", "needs", "owner", "plans")
    plans: Plans
    needs: bool

    def __init__(self, owner: str, expression: Expression, like: State | None = None) -> None:
        row = ROWS[owner]
        self.owner = owner
        self.expression = expression
        self.may_end = may_end(expression)
        self.has_text = row.has_text
        self.is_filled = row.is_filled
        self.plans = like.plans if like else Plans(owner)
        self.needs = like.needs if like else bool(attributes_of(owner).required)

    def __missing__(self, name: str) -> tuple[State, State] | None:
        if name not in first(self.expression):
            return None
        rest = behind(self.expression, name)
        assert rest is not None
        pair = self[name] = (_state(self.owner, rest), beginning(name))
        return pair

    # A state is known by which it is, not by what was found out of it.
    def __hash__(self) -> int:  # type: ignore[override] # dict has none
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@cache
def beginning(name: str) -> State:
    """Return the first state of an element that is in the table."""
    return State(name, content_of(name))


@cache
def _state(owner: str, expression: Expression) -> State:
    like = beginning(owner)
    return like if expression == like.expression else State(owner, expression, like)
