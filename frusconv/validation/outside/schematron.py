"""Schematron by way of XSLT 3: a schema is compiled to a stylesheet (`stylesheet`), which Saxon runs.

The query bindings xslt2 and xslt3 of the Office's schemas are beyond what libxml2 can do.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from frusconv.errors import UsageError
from frusconv.model import FileSource, Position
from frusconv.validation.finding import Finding
from frusconv.validation.outside import OutsideCheck
from frusconv.validation.outside.stylesheet import FINDING, compiled
from frusconv.xml_events import Names, XmlReader

if TYPE_CHECKING:
    from saxonche import PySaxonProcessor

_WARNINGS = {"warn", "warning", "info", "information", "nonfatal"}


def loaded(path: str) -> OutsideCheck:
    """Return what checks a file against a Schematron schema; a rule with a role such as `warn` only warns."""
    saxon = _saxon(path)
    from saxonche import PySaxonApiError

    try:
        style = saxon.new_xslt30_processor().compile_stylesheet(
            stylesheet_text=compiled(path), base_uri=Path(path).resolve().as_uri()
        )
    except PySaxonApiError as error:
        raise UsageError(f"{path}: the schema cannot be used: {_first_line(error)}") from None

    def check(source: FileSource) -> Iterator[Finding]:
        from lxml import etree

        with source.open() as file:
            data = file.read()
        try:
            document = saxon.parse_xml(xml_text=data.decode("utf-8-sig"))
            result = style.transform_to_string(xdm_node=document)
        except PySaxonApiError as error:
            raise UsageError(f"{path}: failed on {source.name}: {_first_line(error)}") from None
        rows = list(etree.fromstring(result.encode()).iter(FINDING))
        yield from _placed(rows, source)

    return check


@cache
def _processor() -> PySaxonProcessor:
    from saxonche import PySaxonProcessor

    return PySaxonProcessor(license=False)


def _saxon(path: str) -> PySaxonProcessor:
    try:
        return _processor()
    except ImportError:
        raise UsageError(f"{path}: Schematron needs saxonche: pip install 'frusconv[schematron]'") from None


def _first_line(error: Exception) -> str:
    return " ".join(str(error).split())[:300]


def _placed(rows: list[Any], source: FileSource) -> Iterator[Finding]:
    """Yield findings with line and column: what they are about is told by the path of an element."""
    wanted = {row.get("path") for row in rows}
    places = _places(wanted, source)
    for row in rows:
        position, document = places.get(row.get("path"), (Position(1, 1), None))
        code = "schematron-warning" if (row.get("role") or "").lower() in _WARNINGS else "schematron"
        yield Finding(code, " ".join((row.text or "").split()), position, document)


def _places(wanted: set[str], source: FileSource) -> dict[str, tuple[Position, str | None]]:
    """Return where the elements with the paths wanted stand (`1/2/5`: the fifth in the second in the first)."""
    reader = XmlReader(source)
    found: dict[str, tuple[Position, str | None]] = {}
    path: list[str] = []
    counts = [0]
    documents: list[str | None] = [None]
    names = Names(is_element=True)

    def start(name: str, attrs: list[str]) -> None:
        counts[-1] += 1
        path.append(str(counts[-1]))
        counts.append(0)
        values = dict(zip(attrs[::2], attrs[1::2], strict=True))
        is_document = names[name] == "div" and values.get("type") == "document"
        documents.append(values.get("http://www.w3.org/XML/1998/namespace id") if is_document else documents[-1])
        if (here := "/".join(path)) in wanted:
            found[here] = reader.position, documents[-1]

    def end(_: str) -> None:
        path.pop()
        counts.pop()
        documents.pop()

    reader.on(start, end)
    for _ in reader.steps():
        pass
    return found
