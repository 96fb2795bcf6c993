"""What frusconv writes breaks no rule whose breach is an error."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest

from frusconv.conversion import convert
from frusconv.model import Metadata, Source
from frusconv.validation.checks import rules
from frusconv.validation.validate import findings
from frusconv.writers import WriteOptions
from tests.conftest import TESTS
from tests.test_nothing_lost import LAYOUTS, corpus_documents, pairs

__all__ = ["pairs"]

# What an official document lacks already.
OF_THE_SOURCE = {"source-note-missing"}


def errors(text: str, name: str, profile: Literal["tei", "frus"]) -> list[str]:
    volume = Metadata(volume="frus1939v03")
    tei = convert((Source(text, name),), metadata=volume, options=WriteOptions(profile)).output.decode()
    found = [finding for finding in findings(Source(tei, name)) if rules()[finding.code].severity == "error"]
    return [finding.render(name) for finding in found if finding.code not in OF_THE_SOURCE]


@pytest.mark.parametrize("profile", ["tei", "frus"])
@pytest.mark.parametrize(
    "path",
    sorted([*TESTS.glob("cases/*/source.txt"), *TESTS.glob("forms/*/*.txt")]),
    ids=lambda path: f"{path.parent.name}-{path.stem}",
)
def test_cases(path: Path, profile: Literal["tei", "frus"]) -> None:
    assert errors(path.read_bytes().decode("utf-8-sig"), path.name, profile) == []


@pytest.mark.parametrize("layout", LAYOUTS)
def test_official_documents(pairs: Any, shared: Path, layout: str) -> None:
    wrong: dict[str, list[str]] = {}
    for path in sorted((shared / "corpus").glob("*.xml.xz"))[::4]:
        for name, div in list(corpus_documents(pairs, path))[::5]:
            if found := errors(pairs.render(div, layout), f"{name}.txt", "tei"):
                wrong[name] = found
    assert wrong == {}
