"""Runs the folders in cases/: a document, or its ids, and every citation of it.

A case holds `source.txt` or `source.xml` with the facts of `source.yaml`, or facts alone (`ids.yaml`); `rules.md`,
which names the handbooks' rules that the strings follow; and the expected outputs, by style and by format.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.citation import STYLES, Cited, StyleOptions, TextFormat, cited_volume, rendered, style
from frusconv.citation.data import DATA_FORMATS, records
from frusconv.citation.dates import Day
from frusconv.citation.order import missing
from frusconv.citing import Finder
from frusconv.errors import FrusconvError
from frusconv.metadata import from_sidecar
from frusconv.model import Header
from tests.conftest import TESTS
from tests.support import golden

CASES = sorted(path for path in (TESTS / "citation" / "cases").iterdir() if path.is_dir())
ACCESSED = StyleOptions(accessed=Day(2026, 1, 15))


def cited_in(case: Path) -> Cited:
    if (case / "ids.yaml").exists():
        metadata = from_sidecar(str(case / "ids.yaml"))
        return Finder(metadata).by_id().cited if metadata.document else cited_volume(Header(metadata.volume))
    (source,) = (path for path in case.glob("source.*") if path.suffix != ".yaml")
    (found,) = Finder().in_paths([str(source)], failed)
    return found.cited


def failed(error: FrusconvError) -> None:
    raise error


def in_all_styles(cited: Cited, text_format: TextFormat, options: StyleOptions = StyleOptions()) -> str:  # noqa: B008 - immutable
    return "".join(f"{name}: {rendered(style(name)(cited, options), text_format)}\n" for name in STYLES)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, update_golden: bool) -> None:
    cited = cited_in(case)
    golden(case / "expected.plain.txt", in_all_styles(cited, "plain"), update_golden)
    golden(case / "expected.markdown.md", in_all_styles(cited, "markdown"), update_golden)
    golden(case / "expected.html", in_all_styles(cited, "html"), update_golden)
    edition = "".join(
        f"{name}: {rendered(style(name)(cited, StyleOptions(18)))}\n" for name in STYLES if name.startswith("chicago")
    )
    golden(case / "expected.chicago-18.txt", edition, update_golden)
    golden(case / "expected.accessed.txt", in_all_styles(cited, "plain", ACCESSED), update_golden)
    said = "".join(f"{found.code}\n" for found in missing(cited, StyleOptions()))
    golden(case / "expected.missing.txt", said or "nothing\n", update_golden)
    for name, row in DATA_FORMATS.items():
        golden(case / f"expected.{name}{row.suffix}", "".join(records([cited], name)), update_golden)


def test_every_case_names_its_rules() -> None:
    assert len(CASES) >= 40
    for case in CASES:
        rules = (case / "rules.md").read_text(encoding="utf-8")
        assert [name for name in STYLES if f"\n- {name}: " not in rules] == [], case.name


def test_together_they_read_as_each_alone() -> None:
    together = [cited_in(case) for case in CASES]
    for name in STYLES:
        texts = [rendered(style(name)(one, StyleOptions())) for one in together]
        assert texts == [rendered(style(name)(cited_in(case), StyleOptions())) for case in CASES]


@pytest.mark.parametrize("wrong", [" ,", ",,", "..", "()", "( ", " )", ": ,", "vol. ,", "  ", "None", " ;", ",.", "“”"])
def test_nothing_dangles(wrong: str) -> None:
    for case in CASES:
        text = in_all_styles(cited_in(case), "plain") + in_all_styles(cited_in(case), "plain", ACCESSED)
        assert wrong not in text.replace("Jr.,", "Jr"), case.name
