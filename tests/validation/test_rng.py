"""The bundled RELAX NG schema says what the grammar says, and both what the Office's schema of 2015 says."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from frusconv.conversion import convert
from frusconv.model import Source
from frusconv.validation.grammar import schema
from frusconv.validation.grammar.relaxng import schema as made
from frusconv.writers import WriteOptions
from tests.conftest import TESTS
from tests.validation.mutating import Mutator, codes, documents, in_file, is_valid, set_aside

CHANGES = 600


@pytest.fixture(scope="module")
def bundled() -> etree.RelaxNG:
    return etree.RelaxNG(etree.fromstring(schema()))


@pytest.fixture(scope="module")
def own_files() -> list[etree._Element]:
    return [
        etree.fromstring(
            convert((Source(path.read_bytes().decode("utf-8-sig"), path.name),), options=WriteOptions(profile)).output
        )
        for path in sorted((TESTS / "cases").glob("*/source.txt"))
        for profile in ("tei", "frus")
    ]


def test_is_what_the_table_says() -> None:
    assert schema() == made(), "write it anew: python -m frusconv.validation.grammar.relaxng"


def test_takes_what_frusconv_writes(bundled: etree.RelaxNG, own_files: list[etree._Element]) -> None:
    assert [codes(root) for root in own_files if not (is_valid(root) and bundled.validate(root))] == []


def test_agrees_on_changed_files(bundled: etree.RelaxNG, own_files: list[etree._Element]) -> None:
    mutator = Mutator(1, own_files)
    changed = [mutator.change(own_files[at % len(own_files)]) for at in range(CHANGES)]
    verdicts = [(is_valid(root), bool(bundled.validate(root)), kind, codes(root)) for kind, root in changed]
    assert [verdict for verdict in verdicts if verdict[0] != verdict[1]] == []
    assert 100 < sum(verdict[0] for verdict in verdicts) < CHANGES - 100


def test_agrees_with_the_schema_of_2015(bundled: etree.RelaxNG, shared: Path) -> None:
    official = etree.RelaxNG(etree.parse(str(shared / "corpus" / "schema" / "frus-2015.rng")))
    # Volumes that break the schema, and one that does not.
    names = ("frus1952-54v01p1", "frus1952-54v12p2", "frus1964-68v34")
    divs = [div for name in names for div in list(documents(shared / "corpus" / f"{name}.xml.xz"))[::5]]
    mutator = Mutator(2, divs)
    judged = [*divs, *(mutator.change(divs[at % len(divs)])[1] for at in range(CHANGES))]
    differing = 0
    for div in judged:
        root = in_file(div)
        set_aside(root)
        ours = is_valid(root)
        assert ours == bool(bundled.validate(root))
        differing += ours != bool(official.validate(root))
    assert differing <= len(judged) // 100
