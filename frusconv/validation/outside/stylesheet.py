"""Schematron (ISO/IEC 19757-3) as an XSLT 3 stylesheet: a mode for each pattern, a template for each rule.

Read are `ns`, `let`, `pattern` (abstract too), `rule` (abstract too), `extends` and `include` by rule or by file,
`assert`, `report`, `value-of`, `name`, and functions and keys of XSLT. Phases are not looked at: all patterns are
active. Quick fixes (sqf) and diagnostics are left out.
"""

from __future__ import annotations

import copy
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import TypeAlias

from lxml import etree

from frusconv.errors import SourceError, UsageError

_SCH = "http://purl.oclc.org/dsdl/schematron"
_XSL = "http://www.w3.org/1999/XSL/Transform"
_OUT = "tag:frusconv,2026:validation"
FINDING = f"{{{_OUT}}}finding"
_Element: TypeAlias = "etree._Element"  # noqa: SLF001 - lxml has no public name for it
# How deep files may include each other.
_DEEPEST = 20
# Where an element stands: its number among its siblings, and theirs before it. An attribute or text stands where its
# element does.
_PATH = (
    "string-join(for $frusconv-node in ancestor-or-self::* return "
    "string(count($frusconv-node/preceding-sibling::*) + 1), '/')"
)


def compiled(path: str) -> str:
    """Return the stylesheet for a schema. Raises SourceError if it cannot be read, UsageError if it is none."""
    root = _read(Path(path), 0)
    if root.tag != _sch("schema"):
        raise UsageError(f"{path}: not a Schematron schema of ISO/IEC 19757-3; its first element is {root.tag}")
    return etree.tostring(_Compiler(root, path).stylesheet(), encoding="unicode")


def _sch(name: str) -> str:
    return f"{{{_SCH}}}{name}"


def _xsl(name: str) -> str:
    return f"{{{_XSL}}}{name}"


def _read(path: Path, depth: int) -> _Element:
    """Return a schema with all that it includes by file in place."""
    if depth > _DEEPEST:
        raise UsageError(f"{path}: schemas include each other more than {_DEEPEST} deep")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        root = etree.parse(str(path), parser).getroot()
    except OSError:
        raise SourceError(f"{path}: cannot be read") from None
    except etree.XMLSyntaxError as error:
        raise UsageError(f"{path}: {error}") from None
    for element in list(root.iter(_sch("include"), _sch("extends"))):
        href = element.get("href")
        parent = element.getparent()
        if href is None or parent is None:
            continue
        name, _, identifier = href.partition("#")
        included = _read(path.parent / name, depth + 1)
        if identifier:
            included = next((found for found in included.iter("*") if identifier in _ids(found)), included)
        at = parent.index(element)
        parent.remove(element)
        # `include` is replaced by the element itself, `extends` by what is in it.
        for new in [included] if element.tag == _sch("include") else list(included):
            parent.insert(at, new)
            at += 1
    return root


def _ids(element: _Element) -> tuple[str | None, str | None]:
    return element.get("id"), element.get("{http://www.w3.org/XML/1998/namespace}id")


class _Compiler:
    """Compiles one schema."""

    def __init__(self, root: _Element, path: str) -> None:
        self._root = root
        self._path = path
        declared = {ns.get("prefix"): ns.get("uri") for ns in root.iter(_sch("ns"))}
        self._prefixes = {prefix: uri for prefix, uri in declared.items() if prefix and uri}
        # Functions of XSLT in it may use prefixes that the schema itself declares.
        own = {prefix: uri for prefix, uri in root.nsmap.items() if prefix and uri != _SCH}
        self._nsmap = own | self._prefixes | {"xsl": _XSL, "frusconv": _OUT}
        self._modes = (f"frusconv-{number}" for number in count(1))

    def stylesheet(self) -> _Element:
        sheet = etree.Element(_xsl("stylesheet"), {"version": "3.0"}, nsmap=self._nsmap)
        for let in self._root.iterchildren(_sch("let")):
            sheet.append(self._let(let, "param"))
        sheet.extend(copy.deepcopy(found) for found in self._root if str(found.tag).startswith(f"{{{_XSL}}}"))
        start = etree.SubElement(sheet, _xsl("template"), {"match": "/", "priority": "1000000"})
        findings = etree.SubElement(start, f"{{{_OUT}}}findings")
        for pattern in self._patterns():
            mode = next(self._modes)
            etree.SubElement(findings, _xsl("apply-templates"), {"select": "/", "mode": mode})
            sheet.extend(self._templates(pattern, mode))
        return sheet

    def _patterns(self) -> Iterator[_Element]:
        """Yield the patterns that are checked: those that are not abstract, and abstract ones with their parameters."""
        known = {pattern.get("id"): pattern for pattern in self._root.iter(_sch("pattern"))}
        for pattern in self._root.iter(_sch("pattern")):
            if pattern.get("abstract") == "true":
                continue
            name = pattern.get("is-a")
            if name is None:
                yield pattern
            elif name in known:
                yield _instance(known[name], {p.get("name") or "": p.get("value") or "" for p in pattern})
            else:
                raise UsageError(f"{self._path}: the pattern `{name}` is not in the schema")

    def _templates(self, pattern: _Element, mode: str) -> Iterator[_Element]:
        lets = [self._let(let) for let in pattern.iterchildren(_sch("let"))]
        rules = [rule for rule in pattern.iterchildren(_sch("rule")) if rule.get("abstract") != "true"]
        for number, rule in enumerate(rules):
            # Of the rules of a pattern the first that fits is taken.
            values = {"match": rule.get("context") or "*", "mode": mode, "priority": str(len(rules) - number + 1)}
            template = etree.Element(_xsl("template"), values, nsmap=self._nsmap)
            template.extend(copy.deepcopy(lets))
            self._fill(template, rule, 0)
            etree.SubElement(template, _xsl("apply-templates"), {"select": "@* | node()", "mode": mode})
            yield template
        # What no rule is for is only gone through.
        others = {"match": "@* | node() | /", "mode": mode, "priority": "0.5"}
        other = etree.Element(_xsl("template"), others)
        etree.SubElement(other, _xsl("apply-templates"), {"select": "@* | node()", "mode": mode})
        yield other

    def _fill(self, template: _Element, rule: _Element, depth: int) -> None:
        """Put what a rule has into its template."""
        if depth > _DEEPEST:
            raise UsageError(f"{self._path}: rules extend each other in a circle")
        for child in rule:
            if child.tag == _sch("let"):
                template.append(self._let(child))
            elif child.tag == _sch("extends"):
                self._fill(template, self._abstract(child.get("rule")), depth + 1)
            elif child.tag in {_sch("assert"), _sch("report")}:
                template.append(self._test(child))
            elif str(child.tag).startswith(f"{{{_XSL}}}"):
                template.append(copy.deepcopy(child))

    def _abstract(self, name: str | None) -> _Element:
        for rule in self._root.iter(_sch("rule")):
            if rule.get("abstract") == "true" and rule.get("id") == name:
                return rule
        raise UsageError(f"{self._path}: the rule `{name}` is not in the schema")

    def _let(self, let: _Element, kind: str = "variable") -> _Element:
        values = {"name": let.get("name") or "", "as": let.get("as"), "select": let.get("value")}
        variable = etree.Element(_xsl(kind), {name: value for name, value in values.items() if value is not None})
        if let.get("value") is None:
            variable.text = let.text
            variable.extend(copy.deepcopy(child) for child in let)
        return variable

    def _test(self, found: _Element) -> _Element:
        test = found.get("test") or "true()"
        condition = etree.Element(
            _xsl("if"),
            {"test": f"not({test})" if found.tag == _sch("assert") else test},
            nsmap=self._nsmap,
        )
        rule = found.getparent()
        role = found.get("role") or (rule.get("role") if rule is not None else None) or ""
        told = etree.SubElement(condition, FINDING, {"path": f"{{{_PATH}}}", "role": role.replace("{", "{{")})
        etree.SubElement(told, _xsl("text")).text = found.text or ""
        for child in found:
            if child.tag == _sch("value-of"):
                etree.SubElement(told, _xsl("value-of"), {"select": child.get("select") or "."})
            elif child.tag == _sch("name"):
                etree.SubElement(told, _xsl("value-of"), {"select": f"name({child.get('path') or '.'})"})
            elif child.tag in {_sch("emph"), _sch("span"), _sch("dir")}:
                etree.SubElement(told, _xsl("text")).text = "".join(map(str, child.itertext()))
            etree.SubElement(told, _xsl("text")).text = child.tail or ""
        return condition


def _instance(pattern: _Element, values: dict[str, str]) -> _Element:
    """Return an abstract pattern with its parameters (`$name`) replaced, the longest names first."""
    made = copy.deepcopy(pattern)
    for element in made.iter("*"):
        for attribute, value in element.attrib.items():
            for name in sorted(values, key=len, reverse=True):
                value = str(value).replace(f"${name}", values[name])  # noqa: PLW2901 - replaced step by step
            element.set(attribute, value)
    return made
