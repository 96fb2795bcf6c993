"""Manual pages: what they say is what the commands say, and readers of roff have nothing to complain of."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import click
import pytest

from frusconv.cli import COMMANDS, command_table, man
from frusconv.cli.man import STATUSES, escaped, page, statuses
from frusconv.errors import ExitCode
from tests.conftest import ROOT
from tests.support import frusconv

REQUESTS = {".TH", ".SH", ".PP", ".TP", ".RS", ".RE", ".nf", ".fi", ".BR"}
RENDERERS = {
    "mandoc": ["mandoc", "-T", "utf8", "-O", "width=2000", "-O", "indent=0"],
    "groff": ["groff", "-man", "-ww", "-T", "utf8", "-rLL=2000n", "-P-c", "-P-b", "-P-o", "-P-u"],
}
ALWAYS = ["NAME", "SYNOPSIS", "DESCRIPTION", "OPTIONS", "EXAMPLES", "EXIT STATUS", "SEE ALSO"]
HOSTILE = (
    ".TH EVIL 1",
    "'so /etc/passwd",
    r"back\slash and \fBno bold\fR and \n(.x",
    "--option -x re-read a--b",
    "`ticks` ^ ~ \" ' $ % {} <b> &amp;",
    "1955–57 … “quoted” § é",
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All pages, as `make man` writes them."""
    folder = tmp_path_factory.mktemp("man")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SOURCE_DATE_EPOCH", "1760000000")
        ran = frusconv("man", "-o", folder)
    assert (ran.status, ran.out, ran.err) == (0, "", "")
    return folder


def need(program: str) -> None:
    if not shutil.which(program):
        pytest.skip(f"{program} is not installed")


def rendered(program: str, roff: str) -> str:
    """Return a page as a reader shows it, without overstrikes for bold, its blanks made one."""
    need(program)
    done = subprocess.run(RENDERERS[program], input=roff, capture_output=True, text=True, check=True)
    assert done.stderr == ""
    return " ".join(re.sub(r".\x08", "", done.stdout).split())


def test_a_page_for_each_command(pages: Path) -> None:
    assert {path.name for path in pages.iterdir()} == {"frusconv.1", *(f"frusconv-{name}.1" for name in COMMANDS)}


@pytest.mark.parametrize("name", [None, *COMMANDS])
def test_a_page_is_plain_roff(name: str | None) -> None:
    text = page(name)
    assert text.isascii()
    assert text == page(name)
    lines = text.splitlines()
    assert {line.split(" ")[0] for line in lines if line.startswith(".")} <= REQUESTS
    assert not [line for line in lines if line.startswith("'") or not line.isprintable()]
    sections = re.findall(r"^\.SH (.*)", text, re.MULTILINE)
    assert [title for title in sections if title in ALWAYS] == ALWAYS


@pytest.mark.parametrize("program", RENDERERS)
@pytest.mark.parametrize("name", ["batch", "cite", "to-json"])
def test_a_page_says_what_the_help_says(name: str, program: str) -> None:
    """Every option with its text, every paragraph and every example, as they are printed by --help."""
    shown = rendered(program, page(name))
    command = command_table()[name]
    with click.Context(command, info_name=name) as context:
        for option in command.get_params(context):
            record = option.get_help_record(context) if isinstance(option, click.Option) else None
            for text in record or ():
                assert " ".join(text.replace("`", "").split()) in shown
    for part in re.split(r"\n\s*\n", command.help or ""):
        told = part.replace("\b", "").replace("Example:", "").replace("`", "")
        assert " ".join(told.split()) in shown


def test_hidden_options_stay_hidden() -> None:
    options = [click.Option(["--seen"], help="Seen."), click.Option(["--unseen"], hidden=True, help="Unseen.")]
    with click.Context(click.Command("x", params=list[click.Parameter](options))) as context:
        assert [text for _, text in man._options(context)] == ["Seen.", "Show this message and exit."]


@pytest.mark.parametrize("program", RENDERERS)
@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_printed_as_it_is(text: str, program: str) -> None:
    head = '.TH "X" "1" "2026-01-01" "x" "y"\n.SH NAME\nx \\- y\n.SH DESCRIPTION\n'
    assert f"DESCRIPTION {text} END" in rendered(program, f"{head}{escaped(text)}\nEND\n")


def test_mandoc_has_no_complaint(pages: Path) -> None:
    need("mandoc")
    done = subprocess.run(["mandoc", "-T", "lint", *pages.iterdir()], capture_output=True, text=True, check=False)
    # Long lines of examples cannot be broken.
    assert [line for line in done.stdout.splitlines() if "line longer than 80 bytes" not in line] == []


def test_groff_has_no_complaint(pages: Path) -> None:
    need("groff")
    done = subprocess.run(["groff", "-man", "-ww", "-z", *pages.iterdir()], capture_output=True, text=True, check=True)
    assert done.stderr == ""


def test_whatis_finds_the_pages(pages: Path) -> None:
    need("lexgrog")
    done = subprocess.run(["lexgrog", *sorted(pages.iterdir())], capture_output=True, text=True, check=True)
    assert done.stdout.count(': "frusconv') == len(COMMANDS) + 1


def test_a_page_has_the_date_of_the_environment(pages: Path) -> None:
    assert '"2025-10-09"' in (pages / "frusconv-batch.1").read_text(encoding="ascii").splitlines()[0]


def test_without_a_date_there_is_none(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert page("cite").startswith('.TH "FRUSCONV\\-CITE" "1" "" "frusconv ')


@pytest.mark.parametrize("given", ["yesterday", "9" * 30])
def test_an_impossible_date(given: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", given)
    ran = frusconv("man")
    assert (ran.status, ran.out) == (2, "")
    assert "SOURCE_DATE_EPOCH" in ran.err


def test_one_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert frusconv("man", "batch").out == page("batch")
    assert frusconv("man").out == page()
    assert frusconv("man", "batch", "-o", tmp_path / "man1").status == 0
    assert [path.name for path in (tmp_path / "man1").iterdir()] == ["frusconv-batch.1"]


def test_where_no_folder_can_be(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert frusconv("man", "-o", tmp_path / "file").status == 2
    ran = frusconv("man", "-o", tmp_path / "file" / "man1")
    assert ran.status == 5
    assert "the folder cannot be made" in ran.err


def test_every_exit_status_is_told() -> None:
    assert {int(code) for code in ExitCode} <= set(STATUSES)
    assert set(statuses(None)) == set(STATUSES)


def test_the_guide_tells_the_statuses_of_batch() -> None:
    table = re.findall(r"^\| (\d+) \|", (ROOT / "docs" / "batch.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert [int(status) for status in table] == statuses("batch")
