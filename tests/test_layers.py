"""The layers: a module imports only from layers to the left of its own, and not from another of its own layer."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT

PACKAGE = ROOT / "frusconv"
# From left to right; the names of one entry share a layer.
LAYERS = (
    ("frusconv.__init__", "frusconv.errors", "frusconv.file_names", "frusconv.pattern", "frusconv.terminal"),
    ("frusconv.model",),
    ("frusconv.formats",),
    ("frusconv.catalogue", "frusconv.places"),
    (
        "frusconv.streams",
        "frusconv.pandoc",
        "frusconv.dating",
        "frusconv.merging",
        "frusconv.metadata",
        "frusconv.text",
        "frusconv.xml_events",
    ),
    ("frusconv.citation", "frusconv.references", "frusconv.persons"),
    ("frusconv.readers", "frusconv.writers"),
    ("frusconv.conversion", "frusconv.gathering", "frusconv.validation"),
    ("frusconv.report", "frusconv.batch", "frusconv.citing", "frusconv.correspondents"),
    ("frusconv.cli",),
    ("frusconv.__main__",),
)


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" and len(parts) > 2 else parts)


def layer_of(module: str) -> tuple[int, str]:
    for index, names in enumerate(LAYERS):
        for name in names:
            if module == name or module.startswith(name + "."):
                return index, name
    pytest.fail(f"{module} belongs to no layer; give it one")


def imported(path: Path) -> Iterator[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    lazy = {id(node) for test in ast.walk(tree) if is_type_checking(test) for node in ast.walk(test)}
    for node in ast.walk(tree):
        if id(node) in lazy:
            continue
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("frusconv"):
            names = [f"{node.module}.{alias.name}" for alias in node.names]
            modules = [name for name in names if (ROOT / Path(*name.split("."))).with_suffix(".py").exists()]
            packages = [name for name in names if (ROOT / Path(*name.split("."))).is_dir()]
            yield from modules or packages or [node.module if node.module != "frusconv" else "frusconv.__init__"]
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith("frusconv"))


def is_type_checking(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"


@pytest.mark.parametrize("path", sorted(PACKAGE.rglob("*.py")), ids=lambda path: module_name(path))
def test_imports(path: Path) -> None:
    module = module_name(path)
    index, name = layer_of(module)
    for other in imported(path):
        other_index, other_name = layer_of(other)
        if other_name != name:
            assert other_index < index, f"{module} must not import {other}"


def test_layers_catch_a_wrong_import() -> None:
    assert layer_of("frusconv.cli.batch")[0] > layer_of("frusconv.text.pages")[0]
    assert layer_of("frusconv.readers.text")[0] == layer_of("frusconv.writers.tei")[0]
