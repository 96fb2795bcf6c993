"""TEI is checked while it is written: what is wrong is told, and nothing takes the place of what was there."""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.errors import InvalidResultError
from frusconv.validation.output import HELD, Origin, checked
from tests.support import frusconv
from tests.validation.support import in_file

RIGHT = in_file("<p>One.</p>", "blocks")
WRONG = in_file("<p>One.</p><closer/><p>Two.</p>", "blocks")
TEXT = "12. Editorial Note\n\nNothing happened in Strelsau.\n"


def passed(tei: str, *, is_tei: bool = False, is_piped: bool = False, size: int = 50) -> bytes:
    data = tei.encode()
    chunks = (data[at : at + size] for at in range(0, len(data), size))
    return b"".join(checked(chunks, Origin("a.txt", is_tei), is_piped))


@pytest.mark.parametrize("is_piped", [True, False])
def test_right_passes_unchanged(is_piped: bool) -> None:
    assert passed(RIGHT, is_piped=is_piped) == RIGHT.encode()


@pytest.mark.parametrize(
    ("tei", "parts"),
    [
        (WRONG, ["`closer`", "element-order", "nothing was written", "--no-validate"]),
        (in_file('<p xml:id="a">1</p><p xml:id="a">2</p>', "blocks"), ["`a`", "id-duplicate"]),
        (
            f'<?xml version="1.0"?>{in_file("<p><ref target=" + chr(34) + "#b" + chr(34) + "/></p>", "blocks")}',
            ["`#b`"],
        ),
        (RIGHT[:-3], ["not well-formed"]),
    ],
)
def test_wrong_is_told(tei: str, parts: list[str]) -> None:
    with pytest.raises(InvalidResultError) as error:
        passed(tei)
    assert all(part in str(error.value) for part in (*parts, "a.txt", "line "))


def test_source_of_the_fault() -> None:
    with pytest.raises(InvalidResultError, match="fault of frusconv"):
        passed(WRONG)
    with pytest.raises(InvalidResultError, match="the source has this already"):
        passed(WRONG, is_tei=True)


def test_tei_may_point_out_of_itself() -> None:
    passed(
        f'<?xml version="1.0"?>{in_file("<p><ref target=" + chr(34) + "#b" + chr(34) + "/></p>", "blocks")}',
        is_tei=True,
    )


def test_small_results_are_held_back_from_a_pipe() -> None:
    chunks = checked(iter([WRONG.encode()]), Origin("a.txt"), is_piped=True)
    with pytest.raises(InvalidResultError, match="nothing was written"):
        next(chunks)
    large = WRONG.replace("Two.", "Two." * HELD)
    with pytest.raises(InvalidResultError, match="its beginning was written already"):
        passed(large, is_piped=True)


@pytest.mark.parametrize("command", [("to-tei",), ("convert", "-t", "tei")])
def test_commands_refuse(tmp_path: Path, command: tuple[str, ...]) -> None:
    source, output = tmp_path / "a.xml", tmp_path / "b.xml"
    source.write_text(WRONG, "utf-8")
    output.write_text("before", "utf-8")
    done = frusconv(*command, str(source), "-o", str(output))
    assert done.status == 6
    assert "element-order" in done.err
    assert output.read_text("utf-8") == "before"
    assert frusconv(*command, "--no-validate", str(source), "-o", str(output)).status == 0
    assert "Two." in output.read_text("utf-8")


def test_bare_divs_pass(tmp_path: Path) -> None:
    source = tmp_path / "a.txt"
    source.write_text(TEXT, "utf-8")
    for profile in ("tei", "frus"):
        assert frusconv("to-tei", "--bare", "--profile", profile, str(source)).status == 0


def test_batch_refuses_one_and_goes_on(tmp_path: Path) -> None:
    sources, out = tmp_path / "in", tmp_path / "out"
    sources.mkdir()
    (sources / "right.txt").write_text(TEXT, "utf-8")
    (sources / "wrong.xml").write_text(WRONG, "utf-8")
    done = frusconv("batch", str(sources), "-o", str(out))
    assert done.status == 8
    assert "element-order" in done.err
    assert [path.name for path in out.glob("*.xml")] == ["right.xml"]
    assert frusconv("batch", "--no-validate", str(sources), "-o", str(out)).status == 0
    assert sorted(path.name for path in out.glob("*.xml")) == ["right.xml", "wrong.xml"]
