"""The references of official volumes: how many are found, and how much of what is found is right."""

from __future__ import annotations

from collections import Counter
from io import BytesIO
from pathlib import Path

import pytest

from frusconv.model import Document, FileSource, Ref, Text
from frusconv.model.walk import descendants, plain_text
from frusconv.readers.tei import read_tei
from frusconv.references.documents import Encoded
from tests.official_references import KINDS, Figures, Kind, Outcome, judged
from tests.reading_back import volumes

# Of each period one: cited by pages, by pages that go on in another part, by numbers, and by numbers with titles.
VOLUMES = ("frus1949v07p1", "frus1951v07p2", "frus1952-54v12p2", "frus1961-63v06", "frus1977-80v01")
# By kind; they may only rise.
FLOORS: dict[Kind, float] = {"other": 0.99, "document": 0.99, "page": 0.975}
PRECISION = 0.99


@pytest.fixture(scope="module")
def figures(shared: Path) -> Figures:
    counts: Counter[tuple[Kind, Outcome]] = Counter()
    for name, data in volumes(shared, *VOLUMES).items():
        counts.update((one.kind, one.outcome) for one in judged(name, data))
    return Figures(counts)


@pytest.mark.parametrize("kind", KINDS)
def test_recall(figures: Figures, kind: Kind) -> None:
    assert figures.recall(kind) >= FLOORS[kind]


def test_precision(figures: Figures) -> None:
    assert figures.precision >= PRECISION


def test_encoding_adds_references_and_nothing_else(shared: Path) -> None:
    (name,), (data,) = zip(*volumes(shared, "frus1951v07p2").items(), strict=True)
    reading = read_tei(FileSource(lambda: BytesIO(data), name))
    encoded = Encoded(reading.parts, name, reading.places)
    documents = [
        (before, after)
        for before, after in zip(reading.parts, encoded, strict=True)
        if isinstance(before, Document) and isinstance(after, Document)
    ]
    for before, after in documents:
        assert characters(after) == characters(before)
        assert not references(before) - references(after)
    assert sum((references(after) - references(before)).total() for before, after in documents) > 10


def characters(document: Document) -> str:
    return "".join(node.text for node in descendants(document.blocks) if isinstance(node, Text))


def references(document: Document) -> Counter[tuple[str, str]]:
    """Count the references by target and text; none is in another."""
    found = [node for node in descendants(document.blocks) if isinstance(node, Ref)]
    assert not any(isinstance(inner, Ref) for node in found for inner in descendants(node.children))
    return Counter((node.target, plain_text(node.children)) for node in found)
