"""What is wrong, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from frusconv.validation.grammar.content import first, names_in
from frusconv.validation.grammar.elements import ROWS, attributes_of, content_of
from frusconv.validation.grammar.paths import to_the_end, what_ends
from frusconv.validation.grammar.states import State, lacking

_MOST = 6
# Names above this are nobody's slip; with its namespace before it.
_LONGEST = 200
# What most often stands too early, first.
_RANK = {
    name: at for at, name in enumerate(("p", "item", "closer", "frus:attachment", "postscript", "dateline", "div"))
}
# What all know, so that it is no help to name it.
_ANYWHERE = frozenset(("note", "gap", "pb", "lb", "anchor", "figure"))


def _listed(names: Iterable[str], last: str = "or") -> str:
    """Return names in backquotes, `a`, `b` or `c`; of many only the first."""
    quoted = [f"`{name}`" for name in names]
    if len(quoted) > _MOST:
        return ", ".join(quoted[:_MOST]) + " …"
    return f" {last} ".join(filter(None, [", ".join(quoted[:-1]), *quoted[-1:]]))


def _shown(name: str) -> str:
    """Return an element's name as people write it; a namespace that is not TEI's is named behind it."""
    namespace, _, local = name.rpartition(" ")
    if namespace:
        return f"`{local}` of the namespace `{namespace}`"
    return f"`{local}`" if not name.startswith(" ") else f"`{local}` without TEI's namespace"


def _near(name: str, known: Iterable[str]) -> str:
    # A slip is often made again and again, and to look for what was meant takes long.
    return _nearest(name, tuple(known)) if len(name) <= _LONGEST else ""


@lru_cache(maxsize=1024)
def _nearest(name: str, known: tuple[str, ...]) -> str:
    from difflib import get_close_matches

    lower = {other.lower(): other for other in known}
    found = get_close_matches(name.rpartition(" ")[2].lower(), lower, n=1, cutoff=0.65)
    return f"; is `{lower[found[0]]}` meant?" if found else ""


def unknown(name: str, here: Iterable[str]) -> str:
    """Return what is wrong with an element that the table does not have; `here` may stand in its place."""
    return f"there is no element {_shown(name)}{_near(name, here) or _near(name, ROWS)}"


@cache
def _parents(name: str) -> tuple[str, ...]:
    return tuple(parent for parent in ROWS if name in names_in(content_of(parent)))


def root(name: str) -> str:
    """Return what is wrong with a file that begins with another element than it should."""
    return f"a file begins with `TEI`, or a document alone with `div`, not with `{name}`"


def misplaced(state: State, name: str) -> str:
    """Return what is wrong with an element that stands where it never may."""
    parents = _parents(name)
    if parents and len(parents) <= _MOST:
        return f"`{name}` stands in `{state.owner}`; it belongs in {_listed(parents)}"
    here = sorted(first(state.expression) - _ANYWHERE) or sorted(first(state.expression))
    if not here:
        takes = "takes text alone" if state.has_text else "is always empty"
        return f"`{name}` stands in `{state.owner}`, which {takes}"
    return f"`{name}` stands in `{state.owner}`; here may stand {_listed(here)}"


def order(owner: str, name: str, previous: str) -> str:
    """Return what is wrong with an element that comes too late."""
    enders = sorted(what_ends(owner, name), key=lambda other: (_RANK.get(other, 9), other))
    if previous in enders:
        return f"`{name}` stands behind `{previous}` in `{owner}`; it comes before that"
    return f"`{name}` stands too late in `{owner}`; it comes before {_listed(enders)}"


def missing(state: State) -> str:
    """Return what an element that ends should have had."""
    before = "has no" if not state.has_text else "lacks"
    return f"`{state.owner}` {before} {_way(to_the_end(state))}"


def missing_before(owner: str, names: tuple[str, ...], name: str) -> str:
    """Return what should have come before an element."""
    return f"{_way(names)} is missing in `{owner}` before `{name}`"


def _way(names: tuple[str, ...]) -> str:
    return _listed(names, "and")


def text(owner: str, found: str) -> str:
    """Return what is wrong with text between elements."""
    shown = found if len(found) <= 40 else found[:39] + "…"
    inner = [name for name in sorted(names_in(content_of(owner)) - _ANYWHERE) if ROWS[name].has_text]
    order = sorted(inner, key=lambda name: (name not in ("p", "item", "head", "cell"), name))
    where = f"; it belongs in {_listed(order)}" if order else ""
    return f"text stands right in `{owner}`: `{' '.join(shown.split())}`{where}"


def empty(owner: str) -> str:
    """Return what is wrong with an element without content."""
    return f"`{owner}` is empty"


def attributes(owner: str, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with the names of an element's attributes."""
    known = attributes_of(owner).types
    for name in names:
        if name not in known:
            yield "attribute-unknown", f"`{owner}` has no attribute {_shown(name)}{_near(name, known)}"
    for group in lacking(owner, names):
        yield "attribute-missing", f"`{owner}` has no {_listed(group)}"


def value(owner: str, name: str, given: str) -> tuple[str, str] | None:
    """Return the code for and what is wrong with the value of an attribute, or None if it is right."""
    datatype = attributes_of(owner).types.get(name)
    if datatype is None or (datatype.takes(given) and (not datatype.listed or given in datatype.listed)):
        return None
    code = "attribute-unlisted" if datatype.listed and datatype.takes(given) else "attribute-value"
    shown = given if len(given) <= 60 else given[:59] + "…"
    return code, f"`{name}` of `{owner}` is `{shown}`, which is not {datatype.says}"
