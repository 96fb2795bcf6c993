"""`frusconv validate` and `frusconv check` as users call them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support import frusconv
from tests.validation.support import HEADER, NAMESPACES, in_file

GOOD = in_file("<p>Nothing happened in Strelsau.</p>", "blocks")
TWICE = in_file('<p xml:id="p1">One.</p>\n<p xml:id="p1">Two.</p>', "blocks")


@pytest.fixture
def files(tmp_path: Path) -> Path:
    (tmp_path / "good.xml").write_text(GOOD, encoding="utf-8")
    (tmp_path / "twice.xml").write_text(TWICE, encoding="utf-8")
    return tmp_path


def place_of(text: str, tei: str) -> tuple[int, int]:
    before = tei[: tei.rindex(text)]
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1


def test_nothing_wrong(files: Path) -> None:
    done = frusconv("validate", "good.xml", cwd=files)
    assert (done.status, done.out, done.err) == (0, "", "")


def test_findings_have_place_code_and_document(files: Path) -> None:
    done = frusconv("validate", "good.xml", "twice.xml", cwd=files)
    line, column = place_of("<p xml:id", TWICE)
    told = f"twice.xml:{line}:{column}: error id-duplicate: the id `p1` stands in d12 already [d12]\n"
    assert (done.status, done.out) == (6, told)
    assert done.err == "frusconv: 1 error, 0 warnings in 2 files\n"


def test_standard_input() -> None:
    done = frusconv("validate", stdin=TWICE)
    assert done.status == 6
    assert done.out.startswith("<stdin>:")


def test_own_output_is_valid() -> None:
    tei = frusconv("to-tei", "--volume", "frus1939v03", "--document", "d59", "samples/telegram.txt").out
    done = frusconv("validate", "--select", "errors", stdin=tei)
    assert (done.status, done.out) == (0, "")


def test_json(files: Path) -> None:
    done = frusconv("validate", "--format", "json", "twice.xml", cwd=files)
    (row,) = json.loads(done.out)
    line, column = place_of("<p xml:id", TWICE)
    assert (row["file"], row["line"], row["column"]) == ("twice.xml", line, column)
    assert (row["severity"], row["code"], row["document"]) == ("error", "id-duplicate", "d12")
    assert row["mend"].startswith("Give ")


def test_json_of_nothing(files: Path) -> None:
    assert json.loads(frusconv("validate", "--format", "json", "good.xml", cwd=files).out) == []


def test_github(files: Path) -> None:
    done = frusconv("validate", "--format", "github", "twice.xml", cwd=files)
    line, column = place_of("<p xml:id", TWICE)
    assert done.out == (
        f"::error file=twice.xml,line={line},col={column},title=id-duplicate::the id `p1` stands in d12 already\n"
    )


def test_sarif(files: Path) -> None:
    log = json.loads(frusconv("validate", "--format", "sarif", "twice.xml", cwd=files).out)
    assert log["version"] == "2.1.0"
    (run,) = log["runs"]
    (result,) = run["results"]
    place = result["locations"][0]["physicalLocation"]
    line, column = place_of("<p xml:id", TWICE)
    assert place == {"artifactLocation": {"uri": "twice.xml"}, "region": {"startLine": line, "startColumn": column}}
    assert (result["ruleId"], result["level"]) == ("id-duplicate", "error")
    assert run["tool"]["driver"]["rules"][result["ruleIndex"]]["id"] == "id-duplicate"


def test_summary(files: Path) -> None:
    done = frusconv("validate", "--summary", "twice.xml", cwd=files)
    assert done.status == 6
    assert done.out.split() == "1 in 1 error id-duplicate An xml:id stands twice.".split()


@pytest.mark.parametrize("options", [("--ignore", "id"), ("--ignore", "id-duplicate"), ("--select", "id-missing")])
def test_rules_left_out(files: Path, options: tuple[str, ...]) -> None:
    done = frusconv("validate", *options, "twice.xml", cwd=files)
    assert (done.status, done.out) == (0, "")


def test_unknown_rule(files: Path) -> None:
    done = frusconv("validate", "--ignore", "id-dupliacte", "twice.xml", cwd=files)
    assert done.status == 2
    assert "did you mean 'id-duplicate'" in done.err


@pytest.mark.parametrize(
    ("settings", "status", "found"),
    [
        ('ignore = ["id"]', 0, False),
        ('[validate.exceptions]\n"twice.xml" = ["id-duplicate"]', 0, False),
        ('[validate.exceptions]\n"other.xml" = ["id-duplicate"]', 6, True),
        ('[validate.severity]\nid-duplicate = "warning"', 0, True),
    ],
)
def test_settings(files: Path, settings: str, status: int, found: bool) -> None:
    (files / "frusconv.toml").write_text(f"[validate]\n{settings}\n", encoding="utf-8")
    done = frusconv("validate", "twice.xml", cwd=files)
    assert (done.status, bool(done.out)) == (status, found)


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ("[validate", "not TOML"),
        ("[validate]\nignores = []", "`ignores` is no setting"),
        ('[validate]\nignore = "id"', "should be a list of names"),
        ('[validate.severity]\nid-duplicate = "bad"', "should be `error` or `warning`"),
        ('[validate]\nignore = ["no-such"]', "no rule is called 'no-such'"),
    ],
)
def test_wrong_settings(files: Path, settings: str, message: str) -> None:
    (files / "own.toml").write_text(settings, encoding="utf-8")
    done = frusconv("validate", "--config", "own.toml", "good.xml", cwd=files)
    assert done.status == 2 or (done.status == 3 and message == "not TOML")
    assert message in done.err


def test_warnings_alone(files: Path) -> None:
    (files / "frusconv.toml").write_text('[validate.severity]\nid-duplicate = "warning"\n', encoding="utf-8")
    done = frusconv("validate", "twice.xml", cwd=files)
    assert done.status == 0
    assert done.err == "frusconv: 0 errors, 1 warning in 1 file\n"
    assert frusconv("validate", "--strict", "twice.xml", cwd=files).status == 7


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Telegram\n\nNothing.\n", "no TEI; `frusconv to-tei` makes TEI of raw text"),
        ("<html><body><p>x</p></body></html>", "a web page; `frusconv to-tei` makes TEI"),
    ],
)
def test_what_is_no_tei(text: str, message: str) -> None:
    done = frusconv("validate", stdin=text)
    assert done.status == 3
    assert message in done.err


@pytest.mark.parametrize(
    ("tei", "message"),
    [
        (f"<TEI {NAMESPACES}>{HEADER}<text><body><p>Trade & tariffs</p></body></text></TEI>", "bare & or <"),
        (f"<TEI {NAMESPACES}>{HEADER}<text><body>", "the file ends before its last element does"),
        (f'<!DOCTYPE TEI [<!ENTITY a "b">]><TEI {NAMESPACES}/>', "document type declaration is refused"),
    ],
)
def test_what_is_not_well_formed(tei: str, message: str) -> None:
    done = frusconv("validate", stdin=tei)
    assert done.status == 6
    assert " error xml: " in done.out
    assert message in done.out


def test_missing_file(tmp_path: Path) -> None:
    done = frusconv("validate", "none.xml", cwd=tmp_path)
    assert done.status == 3
    assert "none.xml: no such file" in done.err


def test_explain() -> None:
    done = frusconv("validate", "--explain", "id-duplicate")
    assert done.status == 0
    assert done.out.startswith("id-duplicate (error; the Office's schema refuses it)\n")
    assert "Wrong:\n    <p xml:id=" in done.out
    assert frusconv("validate", "--explain", "nothing").status == 2


def test_list() -> None:
    done = frusconv("validate", "--list")
    assert "  id-duplicate " in done.out
    assert "Ids and numbers\n" in done.out


def test_check(files: Path) -> None:
    done = frusconv("check", "good.xml", cwd=files)
    assert done.status == 0
    assert "  passed          Ids and numbers\n" in done.out
    assert "  passed          E-book\n" in done.out
    assert "  not applicable  Front and back matter\n" in done.out
    assert "1  documents\n" in done.out
    assert "    1949-05-02  first date\n" in done.out


def test_check_that_fails(files: Path) -> None:
    done = frusconv("check", "twice.xml", cwd=files)
    line, column = place_of("<p xml:id", TWICE)
    assert done.status == 6
    assert f"1 error ({line}:{column} id-duplicate)" in " ".join(done.out.split())
    (found,) = json.loads(frusconv("check", "--json", "twice.xml", cwd=files).out)
    (failed,) = (point for point in found["points"] if point["state"] == "failed")
    assert (failed["title"], failed["errors"]) == ("Ids and numbers", 1)
    assert found["statistics"]["documents"] == 1
