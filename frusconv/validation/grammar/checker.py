"""Sees a file tag by tag, and tells everything that the table of elements does not allow."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from frusconv.validation.grammar.content import first
from frusconv.validation.grammar.elements import ROOTS, ROWS
from frusconv.validation.grammar.states import Keys, State, beginning

# Told the code of a rule and what is wrong where the reading is.
Tell: TypeAlias = Callable[[str, str], None]
# Told whether text matters where the reading is.
Listen: TypeAlias = Callable[[bool], None]
# An element that is not known takes anything, and has no state.
_MaybeState: TypeAlias = "State | None"
_BLANKS = " \t\r\n"
_INCLUDE = "http://www.w3.org/2001/XInclude "


def _saying() -> Any:
    """Return the module that puts into words what is wrong, which right files do not need."""
    from frusconv.validation.grammar import saying

    return saying


class GrammarChecker:
    """Sees a file tag by tag, and tells what the grammar does not allow.

    It knows of each element around the reading only what may come next in it. What is wrong is told once: an element
    that should not be here is looked into as if it should, and an unknown one takes anything.

    With `listen` it is told where text matters, which is between elements alone: text elsewhere need not be shown, and
    then elements without text are not told of.
    """

    def __init__(self, tell: Tell, listen: Listen | None = None) -> None:
        self._tell = tell
        self._texts: list[str] = []
        # By depth: where the reading of that element is but for what was told of.
        self._told_of: dict[int, _MaybeState] = {}
        # See text.
        self.text: Callable[[str], None] = self._texts.append
        # See a start tag, with the names and values of its attributes; with `Keys`, with both in turn.
        self.begin: Callable[[str, tuple[str, ...], Sequence[str]], None]
        # See an end tag.
        self.end: Callable[[str], None]
        self.begin, self.end = self._handlers(listen)

    def start(self, name: str, attrs: dict[str, str]) -> None:
        """See a start tag."""
        self.begin(name, tuple(attrs), tuple(attrs.values()))

    def _handlers(  # noqa: C901, PLR0915 - two functions that share what they know
        self, listen: Listen | None
    ) -> tuple[Callable[[str, tuple[str, ...], Sequence[str]], None], Callable[[str], None]]:
        """Return what is called for each tag, which has all that it needs bound, and looks at little."""
        # The state of the element that is read, and of those around it.
        state: _MaybeState = None
        around: list[_MaybeState] = []
        push, pop = around.append, around.pop
        texts, told_of = self._texts, self._told_of
        # The element that ended last, if the last tag was an end tag.
        last = ""
        hears = True

        # A call costs as much as what is in it, so that nothing is parted from it that every tag needs.
        def begin(name: str, names: tuple[str, ...], values: Sequence[str]) -> None:  # noqa: C901
            nonlocal state, last, hears
            if texts:
                if state is not None and not state.has_text:
                    self._text_in(state)
                texts.clear()
            pair = state[name] if state is not None else None
            if pair is None:
                behind, state = self._unexpected(state, name, len(around), last)
            else:
                behind, state = pair
            push(behind)
            last = ""
            if state is None:
                return
            if names:
                plan = state.plans[names]
                if plan is None:
                    self._attributes(state.owner, names, values)
                elif plan:
                    for at, takes in plan:
                        if not takes(values[at]):
                            self._attributes(state.owner, names, values)
                            break
            elif state.needs:
                self._attributes(state.owner, names, values)
            if listen is not None and state.has_text is hears:
                hears = not hears
                listen(hears)

        def end(_: str) -> None:
            nonlocal state, last, hears
            if state is not None:
                if texts and not state.has_text:
                    self._text_in(state)
                if not state.may_end and len(around) not in told_of:
                    self._tell("element-missing", _saying().missing(state))
                if state.is_filled and not last and listen is None:
                    self._empty(state)
                last = state.owner
            else:
                last = "?"
            if texts:
                texts.clear()
            if told_of:
                told_of.pop(len(around), None)
            state = pop()
            if listen is not None and state is not None and state.has_text is hears:
                hears = not hears
                listen(hears)

        return begin, end

    def _text_in(self, state: State) -> None:
        text = "".join(self._texts).strip(_BLANKS)
        if text:
            self._tell("text-misplaced", _saying().text(state.owner, text))

    def _empty(self, state: State) -> None:
        if not "".join(self._texts).strip(_BLANKS):
            self._tell("element-empty", _saying().empty(state.owner))

    def _unexpected(self, state: _MaybeState, name: str, depth: int, last: str) -> tuple[_MaybeState, _MaybeState]:
        """Tell of an element that may not come next; return the states behind it and in it, as if it might."""
        if name.startswith(_INCLUDE):
            name = f"xi:{name.removeprefix(_INCLUDE)}"
            pair = state[name] if state is not None else None
            if pair is not None:
                return pair
        if name not in ROWS:
            if state is None and depth and " " in name:
                return None, None  # Without its namespace, all of a file is unknown.
            self._tell("element-unknown", _saying().unknown(name, first(state.expression) if state else frozenset()))
            self._told_of.setdefault(depth, None)
            return state, None
        inner = beginning(name)
        if state is None:
            if not depth and name not in ROOTS:
                self._tell("element-misplaced", _saying().root(name))
            return None, inner
        return self._out_of_place(state, name, depth, last), inner

    def _out_of_place(self, state: State, name: str, depth: int, last: str) -> State:
        """Tell of a known element that may not come next, and return the state behind it."""
        from frusconv.validation.grammar.paths import behind_lacking, sooner

        aside = self._told_of.get(depth)
        if aside is not None and (pair := aside[name]) is not None:
            self._told_of[depth] = pair[0]  # More of what was told of.
            return state
        lacking = behind_lacking(state, name)
        if lacking is not None:
            names, after = lacking
            self._tell("element-missing", _saying().missing_before(state.owner, names, name))
            return after
        before = sooner(state.owner, name)
        if before is not None:
            self._tell("element-order", _saying().order(state.owner, name, last))
            self._told_of[depth] = before
        else:
            self._tell("element-misplaced", _saying().misplaced(state, name))
            # What seems to be missing may be what was just told of.
            self._told_of.setdefault(depth, None)
        return state

    def _attributes(self, owner: str, names: tuple[str, ...], values: Sequence[str]) -> None:
        """Look at attributes one by one."""
        for code, message in _saying().attributes(owner, names):
            self._tell(code, message)
        if isinstance(names, Keys):
            values = values[1::2]
        for name, value in zip(names, values, strict=True):
            found = _saying().value(owner, name, value)
            if found is not None:
                self._tell(*found)
