"""--max-size, for all that commands read."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support import frusconv

SAMPLE = (ROOT / "samples" / "telegram.txt").read_bytes()
COMMANDS = (
    *("pages", "inspect", "to-tei", "to-markdown", "to-html", "to-epub", "to-text", "to-json", "cite"),
    *("correspondents", "find-citations"),
)


@pytest.mark.parametrize("command", COMMANDS)
def test_too_large(command: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SAMPLE)
    ran = frusconv(command, "--max-size", "1kB", "a.txt", "-o", "out", cwd=tmp_path)
    assert ran.status == 3
    assert f"frusconv: a.txt: holds {len(SAMPLE):,} bytes, more than the 1,000 of --max-size" in ran.err
    assert not (tmp_path / "out").exists()


def test_splitting_what_is_too_large(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SAMPLE)
    ran = frusconv("split", "--max-size", "1kB", "a.txt", "-o", "out", cwd=tmp_path)
    assert ran.status == 3
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("data", [SAMPLE, b"<TEI>" + b" " * 5000, b"<html>" + b" " * 5000], ids=["text", "tei", "html"])
def test_standard_input(data: bytes) -> None:
    ran = frusconv("to-tei", "--max-size", "1000", stdin=data)
    assert ran.status == 3
    assert "frusconv: <stdin>: holds more than 1,000 bytes" in ran.err
    assert "--max-size (0 is no limit)" in ran.err


def test_what_never_ends() -> None:
    ran = frusconv("to-html", "--from", "html", "--max-size", "2MB", "/dev/zero")
    assert ran.status == 3
    assert "/dev/zero: holds more than 2,000,000 bytes" in ran.err


@pytest.mark.parametrize("size", ["0", "3KB", "1.5 mb", "200MB", "1G"])
def test_sizes(size: str) -> None:
    assert frusconv("inspect", "--max-size", size, stdin=SAMPLE).status == 0


@pytest.mark.parametrize("size", ["", "x", "-1", "1kk", "1e9"])
def test_no_sizes(size: str) -> None:
    ran = frusconv("inspect", "--max-size", size, stdin=SAMPLE)
    assert ran.status == 2
    assert "is no size; one reads like 200MB, and 0 is no limit" in ran.err


def test_normalize_streams() -> None:
    assert frusconv("normalize", stdin=SAMPLE * 1000).status == 0
    assert frusconv("normalize", "--max-size", "1000", stdin=SAMPLE).status == 3


@pytest.mark.parametrize("name", ["a.txt", "a.txt.gz"])
def test_batch(name: str, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    data = SAMPLE + b" " * 200_000
    (tmp_path / "in" / name).write_bytes(gzip.compress(data) if name.endswith("gz") else data)
    ran = frusconv("batch", "in", "-o", "out", "--max-size", "100kB", cwd=tmp_path)
    assert ran.status == 8
    assert f"in/{name}: holds more than 100,000 bytes" in ran.err
    assert not list((tmp_path / "out").glob("*.xml"))


def test_sidecar_files(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(SAMPLE)
    (tmp_path / "a.yaml").write_bytes(b"#" * 2_000_000)
    ran = frusconv("to-tei", "a.txt", cwd=tmp_path)
    assert ran.status == 3
    assert "a.yaml: the sidecar file holds more than 100,000 characters" in ran.err
