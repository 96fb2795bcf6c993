"""The table of elements as a RELAX NG schema (ISO/IEC 19757-2, in XML syntax), for editors and other programs.

The file beside this package is what `schema` returns; `python -m frusconv.validation.grammar.relaxng` writes it anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from itertools import chain
from pathlib import Path

from frusconv.validation.grammar.content import NOTHING, Choice, Expression, Names, Repeated, Sequence, class_of
from frusconv.validation.grammar.datatypes import datatypes
from frusconv.validation.grammar.elements import GLOBAL, ROOTS, ROWS, attributes_of, content_of, datatype
from frusconv.validation.grammar.rows import CLASSES

SCHEMA = Path(__file__).parents[1] / "frusconv.rng"
_NAMESPACES = {"xi": "http://www.w3.org/2001/XInclude", "frus": "http://history.state.gov/frus/ns/1.0"}
_BEGINNING = """<?xml version="1.0" encoding="UTF-8"?>
<!-- The grammar of documents and volumes of Foreign Relations of the United States, as frusconv checks it.
     Made from the table in frusconv/validation/grammar; not the Office of the Historian's own schema. -->
<grammar xmlns="http://relaxng.org/ns/structure/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"
    ns="http://www.tei-c.org/ns/1.0" datatypeLibrary="http://www.w3.org/2001/XMLSchema-datatypes">
"""


def schema() -> bytes:
    """Return the schema."""
    lines = ["<start>", *_group("choice", [f'<ref name="{name}"/>' for name in ROOTS]), "</start>"]
    for name, members in _classes().items():
        lines += [
            f'<define name="class.{name}">',
            *_group("choice", [f'<ref name="{_defined(member)}"/>' for member in sorted(members)]),
            "</define>",
        ]
    lines += ['<define name="attributes">']
    lines += [f"<optional>{_attribute(name, kind)}</optional>" for name, kind in _global().items()]
    lines += ["</define>"]
    for kind, found in datatypes().items():
        lines += [f'<define name="type.{kind}">', found.relax, "</define>"]
    for name in sorted(ROWS):
        lines += _element(name)
    return f"{_BEGINNING}{chr(10).join(_indented(lines))}\n</grammar>\n".encode()


def _element(name: str) -> Iterator[str]:
    prefix, _, local = name.rpartition(":")
    namespace = f' ns="{_NAMESPACES[prefix]}"' if prefix else ""
    yield f'<define name="{_defined(name)}">'
    yield f'<element name="{local}"{namespace}>'
    yield from _attributes(name)
    expression = content_of(name)
    if expression == NOTHING:
        yield "<text/>" if ROWS[name].has_text else "<empty/>"
    elif ROWS[name].has_text:
        yield from _group("mixed", list(_lines(expression)))
    else:
        yield from _lines(expression)
    yield "</element>"
    yield "</define>"


def _attributes(element: str) -> Iterator[str]:
    _, kinds, required, takes_any = attributes_of(element)
    if takes_any:
        yield from _group("zeroOrMore", ["<attribute><anyName/><text/></attribute>"])
    written = {name: _attribute(name, kind) for name, kind in kinds.items()}
    if all(kinds.get(name) == kind and name not in chain(*required) for name, kind in _global().items()):
        yield '<ref name="attributes"/>'
        written = {name: pattern for name, pattern in written.items() if name not in _global()}
    for group in required:
        options = [
            _one([written[name], *(f"<optional>{written[other]}</optional>" for other in group[at + 1 :])])
            for at, name in enumerate(group)
        ]
        yield from _group("choice", options) if len(options) > 1 else options
    needed = {name for group in required for name in group}
    for name, pattern in written.items():
        if name not in needed:
            yield f"<optional>{pattern}</optional>"


def _attribute(name: str, kind: str) -> str:
    pattern = f'<ref name="type.{kind}"/>' if kind in datatypes() else datatype(kind).relax
    return f'<attribute name="{name}">{pattern}</attribute>'


@cache
def _global() -> dict[str, str]:
    """Return the types of what every element may have."""
    return {name: kind for name, _, kind in (word.rpartition(":") for word in GLOBAL.split())}


def _one(parts: list[str]) -> str:
    return parts[0] if len(parts) == 1 else f"<group>{''.join(parts)}</group>"


def _lines(expression: Expression) -> Iterator[str]:
    match expression:
        case Names(names):
            refs = list(_refs(names))
            yield from _group("choice", refs) if len(refs) > 1 else refs
        case Sequence(parts):
            if not parts:
                yield "<empty/>"
            else:
                yield from _group("group", [line for part in parts for line in _lines(part)])
        case Repeated(part):
            yield from _group("zeroOrMore", list(_lines(part)))
        case Choice(options):
            others = sorted((list(_lines(option)) for option in options if option != NOTHING), key=str)
            inner = [line for lines in others for line in lines]
            if len(others) > 1:
                inner = _group("choice", inner)
            yield from _group("optional", inner) if NOTHING in options else inner


def _refs(names: frozenset[str]) -> Iterator[str]:
    """Yield references to the largest classes in a set of names, and to the names that are left."""
    left = names
    for name, members in sorted(_classes().items(), key=lambda item: (-len(item[1]), item[0])):
        if members <= left:
            yield f'<ref name="class.{name}"/>'
            left -= members
    for name in sorted(left):
        yield f'<ref name="{_defined(name)}"/>'


@cache
def _classes() -> dict[str, frozenset[str]]:
    """Return the classes that are names and nothing else."""
    found = {name: class_of(name) for name in CLASSES}
    return {name: expression.names for name, expression in found.items() if isinstance(expression, Names)}


def _defined(name: str) -> str:
    return name.replace(":", ".")


def _group(name: str, lines: list[str]) -> list[str]:
    return [f"<{name}>", *lines, f"</{name}>"]


def _indented(lines: Iterable[str]) -> Iterator[str]:
    depth = 1
    for line in lines:
        is_end = line.startswith("</")
        depth -= is_end
        yield "  " * depth + line
        depth += not is_end and f"</{line[1:].split('>')[0].split()[0]}>" not in line and not line.endswith("/>")


def main() -> None:
    """Write the file anew."""
    SCHEMA.write_bytes(schema())


if __name__ == "__main__":
    main()
