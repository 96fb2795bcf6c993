"""Small documents of every period and way of copying: what TEI they become, and that nothing of them is lost.

Each is a pair in forms/<form>/: <name>.txt and <name>.xml. The cases in cases/ show all that is made of a document.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.conversion import read, volume_of
from frusconv.conversion import write as write_volume
from frusconv.model import Source
from frusconv.text.normalize import normalize
from frusconv.writers import WriteOptions
from tests.conftest import TESTS
from tests.linear import difference
from tests.support import golden

FORMS = sorted((TESTS / "forms").glob("*/*.txt"))


@pytest.fixture(params=FORMS, ids=lambda path: f"{path.parent.name}/{path.stem}")
def form(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def source_of(form: Path) -> Source:
    return Source(form.read_bytes().decode(), form.name)


def test_form(form: Path, update_golden: bool) -> None:
    output = write_volume(volume_of([("source", read(source_of(form)))]), "tei", WriteOptions(is_bare=True)).decode()
    golden(form.with_suffix(".xml"), output, update_golden)


def test_nothing_is_lost(form: Path) -> None:
    source = source_of(form)
    assert (
        difference(write_volume(volume_of([("source", read(source))]), "tei", WriteOptions(is_bare=True)), source.text)
        is None
    )


def test_normalized_reads_the_same(form: Path) -> None:
    source = source_of(form)
    clean = normalize(source.text)
    assert normalize(clean) == clean
    assert read(Source(clean, source.name)).documents == read(source).documents
