"""Every call of the program in the guides and in examples/: its command, options and choices exist."""

from __future__ import annotations

import ast
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from frusconv.cli import COMMANDS, CONTEXT_SETTINGS, cli, command_table
from tests.conftest import ROOT

EXAMPLES = ROOT / "examples"
FILES = sorted(path for path in EXAMPLES.rglob("*") if path.is_file())
GUIDES = [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]


def calls_in(text: str) -> Iterator[list[str]]:
    """Yield the arguments of every call of the program in lines of a shell."""
    for line in re.sub(r"\\\n\s*", " ", text).splitlines():
        if "frusconv" not in line:
            continue
        words = shlex.shlex(line.replace("2>&1", ""), posix=True, punctuation_chars=True)
        words.whitespace_split = False
        words.wordchars += ":,…{}$@%[]+!^\\"
        found: list[str] | None = None
        for word in [*_words(words), ";"]:
            if found is not None and re.fullmatch(r"[();<>|&]+", word):
                yield from (found,) if found else ()
                found = None
            elif found is not None:
                found.append(word)
            elif re.fullmatch(r"(?:\S*bin/)?frusconv", word):
                found = []


def _words(words: shlex.shlex) -> list[str]:
    try:
        return list(words)
    except ValueError:  # Prose, with an apostrophe in it.
        return []


def shell_of(path: Path) -> str:
    """Return the lines of a file that are for a shell: all of it, or what stands as code in Markdown."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        code, prose = [], []
        for number, block in enumerate(re.split(r"^```(.*)$", text, flags=re.MULTILINE)):
            code += [block] if number % 4 == 2 else []
            prose += [block] if number % 4 == 0 else []
        lines = "\n".join(code).splitlines()
        in_line = re.findall(r"`([^`\n]+)`", "\n".join(prose))
        return "\n".join([line.removeprefix("$ ") for line in lines if not line.startswith(("Usage:", "  "))] + in_line)
    return re.sub(r"\$\(FRUSCONV\)|^ExecStart=", lambda found: "frusconv" if "(" in found[0] else "", text, flags=re.M)


def calls_of(path: Path) -> list[list[str]]:
    if path.suffix == ".py":
        tree = ast.parse(path.read_text(encoding="utf-8"))
        lists = [_literals(node) for node in ast.walk(tree) if isinstance(node, ast.List)]
        return [found[1:] for found in lists if found[:1] == ["frusconv"]]
    return list(calls_in(shell_of(path)))


def _literals(node: ast.List) -> list[str]:
    """Return the words of a list; what is computed is `x`."""
    return [str(one.value) if isinstance(one, ast.Constant) else "x" for one in node.elts]


def check(arguments: list[str]) -> None:
    """Fail if a call has a command, an option or a choice that the program has not."""
    with click.Context(cli, info_name="frusconv", **CONTEXT_SETTINGS) as context:  # type: ignore[arg-type]
        _, rest, _ = cli.make_parser(context).parse_args(list(arguments))
        if not rest or not rest[0].isascii() or rest[0].isupper():
            return  # --version alone, `frusconv …`, `frusconv COMMAND`
        assert rest[0] in COMMANDS
        command = command_table()[rest[0]]
        with click.Context(command, info_name=rest[0], parent=context) as own:
            values, _, _ = command.make_parser(own).parse_args(rest[1:])
            for parameter in command.params:
                given = values.get(parameter.name or "")
                for value in (given if isinstance(given, list) else [given]) if isinstance(given, (str, list)) else ():
                    if isinstance(parameter.type, click.Choice) and re.fullmatch(r"[a-z0-9-]+", value):
                        parameter.type.convert(value, parameter, own)


@pytest.mark.parametrize("path", [*FILES, *GUIDES], ids=lambda path: str(path.relative_to(ROOT)))
def test_calls_have_options_that_exist(path: Path) -> None:
    for arguments in calls_of(path):
        try:
            check(arguments)
        except (click.UsageError, AssertionError) as error:
            pytest.fail(f"frusconv {shlex.join(arguments)}: {error}")


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("README.md", 12),
        ("docs/batch.md", 8),
        ("examples/cron/frusconv", 1),
        ("examples/systemd/frusconv.service", 1),
        ("examples/make/Makefile", 3),
        ("examples/github/convert.yml", 1),
        ("examples/slurm/array.sbatch", 1),
        ("examples/slurm/merge.sbatch", 1),
        ("examples/parallel/convert.sh", 2),
        ("examples/dask/slurm.py", 1),
    ],
)
def test_calls_are_found(name: str, least: int) -> None:
    """The test above looks at something."""
    assert len(calls_of(ROOT / name)) >= least


@pytest.mark.parametrize(
    "line", ["frusconv batch a --into b", "x && frusconv to-pdf a", "frusconv to-tei --profile fru"]
)
def test_wrong_calls_are_found(line: str) -> None:
    (arguments,) = calls_in(line)
    with pytest.raises((click.UsageError, AssertionError)):
        check(arguments)
