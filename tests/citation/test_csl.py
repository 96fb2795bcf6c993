"""Styles from a file, through pandoc's citeproc."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.conftest import ROOT, TESTS
from tests.support import frusconv

STYLES = TESTS / "citation"
URL = "https://history.state.gov/historicaldocuments/frus1939v03/d59"
TITLE = "The Ambassador in the Soviet Union (Steinhardt) to the Secretary of State"
SERIES = "Foreign Relations of the United States: Diplomatic Papers, 1939"


@pytest.fixture
def telegram(tmp_path: Path) -> str:
    path = tmp_path / "frus1939v03-d59.txt"
    path.write_bytes((ROOT / "samples" / "telegram.txt").read_bytes())
    return str(path)


@pytest.mark.parametrize(
    ("style", "to_format", "expected"),
    [
        ("note", "plain", f"Steinhardt, “{TITLE},” {SERIES}, vol. 3, 1955, 62–63.\n"),
        ("note", "markdown", f"Steinhardt, “{TITLE},” *{SERIES}*, vol. 3, 1955, 62–63.\n\n"),
        ("list", "plain", f"Steinhardt. “{TITLE}.” {SERIES}, The Far East, 62–63. 1955. {URL}.\n"),
    ],
)
def test_style(telegram: str, style: str, to_format: str, expected: str) -> None:
    done = frusconv("cite", "--csl", str(STYLES / f"{style}.csl"), telegram, "--format", to_format)
    assert (done.out, done.err, done.status) == (expected, "", 0)


def test_html_is_one_paragraph(telegram: str) -> None:
    out = frusconv("cite", "--csl", str(STYLES / "list.csl"), telegram, "--format", "html").out
    assert out.count("<p>") == 1
    assert f"<em>{SERIES}</em>" in out


def test_documents_are_cited_as_if_alone(telegram: str, tmp_path: Path) -> None:
    """No year suffix, no dash for an author who stands twice: citeproc has one document at a time."""
    other = tmp_path / "frus1939v03-d60.txt"
    other.write_bytes(Path(telegram).read_bytes())
    style = str(STYLES / "list.csl")
    together = frusconv("cite", "--csl", style, telegram, str(other)).out
    assert together == frusconv("cite", "--csl", style, telegram).out + frusconv("cite", "--csl", style, str(other)).out


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (None, "the style cannot be read: No such file or directory"),
        ("<style", "the style is not well-formed XML"),
        ("<style/>", "is no style in the Citation Style Language"),
    ],
)
def test_file_that_is_no_style(telegram: str, tmp_path: Path, content: str | None, message: str) -> None:
    path = tmp_path / "wrong.csl"
    if content is not None:
        path.write_text(content, encoding="utf-8")
    done = frusconv("cite", "--csl", str(path), telegram)
    assert (done.status, done.out) == (3, "")
    assert f"{path}: {message}" in done.err


def test_data_has_no_style(telegram: str) -> None:
    done = frusconv("cite", "--csl", str(STYLES / "note.csl"), telegram, "--format", "ris")
    assert (done.status, done.out) == (2, "")
