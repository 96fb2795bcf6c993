"""RELAX NG by libxml2; its compact syntax by rnc2rng."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from frusconv.errors import SourceError, UsageError
from frusconv.model import FileSource, Position
from frusconv.validation.finding import Finding
from frusconv.validation.outside import OutsideCheck
from frusconv.xml_events import TEI

if TYPE_CHECKING:
    from lxml import etree

# Annotations behind a pattern (RELAX NG Compact Syntax, section 7), which rnc2rng does not read. Strings and comments
# are stepped over, for they may hold the same marks.
_TOKEN = re.compile(r'"""(?:.|\n)*?"""|"[^"\n]*"|\'[^\'\n]*\'|#[^\n]*|>>\s*[\w.:-]+\s*\[|[\[\]]')


def loaded(path: str) -> OutsideCheck:
    """Return what checks a file against a RELAX NG schema."""
    from lxml import etree

    try:
        tree = _compact(path) if path.lower().endswith(".rnc") else etree.parse(path, _parser())
        schema = etree.RelaxNG(tree)
    except OSError:
        raise SourceError(f"{path}: cannot be read") from None
    except (etree.XMLSyntaxError, etree.RelaxNGParseError) as error:
        raise UsageError(f"{path}: not a RELAX NG schema that can be used: {error}") from None

    def check(source: FileSource) -> Iterator[Finding]:
        with source.open() as file:
            try:
                document = etree.parse(file, _parser())
            except etree.XMLSyntaxError as error:
                line, column = error.position
                yield Finding("schema", f"libxml2 cannot read it: {error.msg}", Position(line, max(column, 1)))
                return
        if schema.validate(document):
            return
        lines, ids = _documents(document)
        seen: set[tuple[int, str]] = set()
        for entry in schema.error_log:
            if (entry.line, entry.message) not in seen:
                seen.add((entry.line, entry.message))
                at = bisect_right(lines, entry.line)
                yield Finding("schema", entry.message, Position(entry.line, 1), ids[at - 1] if at else None)

    return check


def _documents(document: Any) -> tuple[list[int], list[str | None]]:
    """Return the lines where documents begin and what stands behind them does, and the documents' ids."""
    lines: list[int] = []
    ids: list[str | None] = []
    for div in document.iter(f"{{{TEI}}}div"):
        is_document = div.get("type") == "document"
        lines.append(div.sourceline)
        ids.append(div.get("{http://www.w3.org/XML/1998/namespace}id") if is_document else None)
    return lines, ids


def _parser() -> etree.XMLParser:
    """Return a parser that reads nothing but the file, and takes ids that stand twice."""
    from lxml import etree

    return etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, collect_ids=False)


def _compact(path: str) -> Any:
    try:
        import rnc2rng
        from rnc2rng.parser import ParseError
        from rply.errors import LexingError
    except ImportError:
        raise UsageError(
            f"{path}: the compact syntax needs rnc2rng: pip install 'frusconv[rnc]'; or give the schema as .rng"
        ) from None
    from io import BytesIO

    from lxml import etree

    try:
        with open(path, encoding="utf-8") as file:
            text = without_annotations(file.read())
        written = rnc2rng.dumps(rnc2rng.loads(text))
    except (ParseError, LexingError, ValueError, LookupError, TypeError, AttributeError) as error:
        raise UsageError(
            f"{path}: rnc2rng cannot read it: {error}; trang turns it into .rng, which can be given instead"
        ) from None
    return etree.parse(BytesIO(written.encode()), _parser(), base_url=path)


def without_annotations(text: str) -> str:
    """Return a schema in the compact syntax without the annotations that stand behind patterns."""
    out, at, depth = [], 0, 0
    for token in _TOKEN.finditer(text):
        mark = token[0]
        if mark.startswith(">>") and not depth:
            out.append(text[at : token.start()])
            depth = 1
        elif depth and mark in "[]":
            depth += 1 if mark == "[" else -1
            at = token.end()
    return "".join([*out, text[at:]])
