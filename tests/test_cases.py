"""Every folder in cases/ is a document: its source, and what each writer and `inspect` make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.conversion import read
from frusconv.conversion import write as write_volume
from frusconv.model import Header, Source, Volume
from frusconv.report import as_json, summary
from frusconv.text.normalize import normalize
from frusconv.writers import WRITERS, WriteOptions
from tests.conftest import TESTS
from tests.support import golden

CASES = sorted(path for path in (TESTS / "cases").iterdir() if path.is_dir())


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def source_of(case: Path) -> Source:
    return Source((case / "source.txt").read_bytes().decode("utf-8-sig"), "source.txt")


@pytest.mark.parametrize("name", sorted(WRITERS))
def test_writer(case: Path, name: str, update_golden: bool) -> None:
    reading = read(source_of(case))
    volume = Volume(Header(), reading.documents)
    output = write_volume(volume, name, WriteOptions(is_bare=name == "tei")).decode()
    golden(case / f"expected{WRITERS[name].suffix}", output, update_golden)


def test_understood(case: Path, update_golden: bool) -> None:
    source = source_of(case)
    golden(case / "expected.inspect.json", as_json(summary(source.name, read(source))), update_golden)


def test_normalized(case: Path, update_golden: bool) -> None:
    text = normalize(source_of(case).text)
    golden(case / "expected.normalized.txt", text, update_golden)
    assert normalize(text) == text


def test_normalized_reads_the_same(case: Path) -> None:
    """The pipe `normalize | to-tei` gives what `to-tei` gives alone."""
    source = source_of(case)
    direct = read(source).documents
    assert read(Source(normalize(source.text), source.name)).documents == direct
