"""Ways through what an element may hold, which are looked for only where something is wrong."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from functools import cache

from frusconv.validation.grammar.content import first
from frusconv.validation.grammar.states import State, beginning


def _reached(start: State) -> Iterator[tuple[tuple[str, ...], State]]:
    """Yield the states that can be reached, with the shortest way to each, the nearest first."""
    ways: dict[State, tuple[str, ...]] = {start: ()}
    queue = deque([start])
    while queue:
        state = queue.popleft()
        yield ways[state], state
        for name in sorted(first(state.expression)):
            pair = state[name]
            assert pair is not None
            if pair[0] not in ways:
                ways[pair[0]] = (*ways[state], name)
                queue.append(pair[0])


@cache
def behind_lacking(state: State, name: str) -> tuple[tuple[str, ...], State] | None:
    """Return the elements that have to come first, and the state behind them and the element, or None."""
    for way, reached in _reached(state):
        pair = reached[name]
        if pair is not None:
            return way, pair[0]
    return None


@cache
def to_the_end(state: State) -> tuple[str, ...]:
    """Return the elements that are missing until the element may end."""
    return next(way for way, reached in _reached(state) if reached.may_end)


@cache
def sooner(owner: str, name: str) -> State | None:
    """Return the state behind an element that an owner may have, had it come where it may; None if it may not."""
    found = behind_lacking(beginning(owner), name)
    return found[1] if found else None


@cache
def what_ends(owner: str, name: str) -> tuple[str, ...]:
    """Return the elements behind which `name` may not come any more."""
    found: set[str] = set()
    for _, state in _reached(beginning(owner)):
        if behind_lacking(state, name) is None:
            continue
        for other in first(state.expression):
            pair = state[other]
            if pair is not None and behind_lacking(pair[0], name) is None:
                found.add(other)
    return tuple(sorted(found))
