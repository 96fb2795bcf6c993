"""Every folder in cases/ is a document: its source, and what each writer and `inspect` make of it."""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.conversion import read, volume_of
from frusconv.conversion import write as write_volume
from frusconv.model import Source
from frusconv.report import as_json, summary
from frusconv.text.normalize import normalize
from frusconv.writers import WRITERS, WriteOptions
from tests.conftest import TESTS
from tests.support import golden

CASES = sorted(path for path in (TESTS / "cases").iterdir() if path.is_dir())
TEXTS = [path for path in CASES if (path / "source.txt").exists()]


@pytest.fixture(params=CASES, ids=lambda path: path.name)
def case(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


@pytest.fixture(params=TEXTS, ids=lambda path: path.name)
def text_case(request: pytest.FixtureRequest) -> Path:
    path: Path = request.param
    return path


def source_of(case: Path) -> Source:
    path = next(case.glob("source.*"))
    return Source(path.read_bytes().decode("utf-8-sig"), path.name)


# An EPUB is no text to compare; its tests read it back.
@pytest.mark.parametrize("name", sorted(set(WRITERS) - {"epub"}))
def test_writer(case: Path, name: str, update_golden: bool) -> None:
    reading = read(source_of(case))
    volume = volume_of([("source", reading)])
    is_whole = volume.header.element is not None and name == "tei"
    output = write_volume(volume, name, WriteOptions(is_bare=not is_whole)).decode()
    golden(case / f"expected{WRITERS[name].suffix}", output, update_golden)


def test_understood(case: Path, update_golden: bool) -> None:
    source = source_of(case)
    golden(case / "expected.inspect.json", as_json(summary(source.name, read(source))), update_golden)


def test_normalized(text_case: Path, update_golden: bool) -> None:
    text = normalize(source_of(text_case).text)
    golden(text_case / "expected.normalized.txt", text, update_golden)
    assert normalize(text) == text


def test_normalized_reads_the_same(text_case: Path) -> None:
    """The pipe `normalize | to-tei` gives what `to-tei` gives alone."""
    source = source_of(text_case)
    direct = read(source).documents
    assert read(Source(normalize(source.text), source.name)).documents == direct
