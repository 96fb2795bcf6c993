"""Completion in real shells: what the tab key makes of a line, in bash, zsh and fish."""

from __future__ import annotations

import contextlib
import os
import pty
import select
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.support import frusconv

SCRIPTS = ROOT / "frusconv" / "completion"
SHELLS = ("bash", "zsh", "fish")
# What is typed before the tab key, and what its last word is then; "" is a word that was not begun.
TYPED = (
    ("frusconv to-ep", "to-epub"),
    ("frusconv to-te", "to-te"),  # to-tei and to-text
    ("frusconv --debug compl", "completion"),
    ("frusconv completion zs", "zsh"),
    ("frusconv man find", "find-citations"),
    ("frusconv to-tei --pro", "--profile"),
    ("frusconv to-tei --profile f", "frus"),
    ("frusconv to-tei --profile=f", "--profile=frus"),
    ("frusconv inspect --from tex", "text"),
    ("frusconv convert --to mediaw", "mediawiki"),
    ("frusconv batch folder --to markd", "markdown"),
    ("frusconv to-tei --encoding cp", "cp1252"),
    ("frusconv cite --volume frus1952-54Gu", "frus1952-54Guat"),
    ("frusconv to-tei alp", "alpha.txt"),
    ("frusconv normalize be", "be ta.txt"),
    ("frusconv to-tei --output alp", "alpha.txt"),
    ("frusconv to-tei --output=alp", "--output=alpha.txt"),
    ("frusconv to-epub --cover alp", "alpha.txt"),
    ("frusconv batch fol", "folder/"),
    ("frusconv batch --out fol", "folder/"),
    ("frusconv man -o fol", "folder/"),
    ("frusconv to-tei ~/alp", "~/alpha.txt"),
    ("bin/frusconv to-ep", "to-epub"),
    ("frusconv volumes alp", "alp"),  # A query is no file.
)
START = {
    "bash": (
        ["bash", "--norc", "--noprofile", "-i"],
        r"""bind 'set bell-style none'; bind -x '"\C-t": printf "<%s>\n" "$READLINE_LINE"'; source {}""",
    ),
    "zsh": (
        ["zsh", "-f", "-i"],
        (
            'unsetopt beep; autoload -Uz compinit; compinit -u -D; source {}; show() {{ print -r -- "<$BUFFER>" }}; '
            "zle -N show; bindkey ^T show"
        ),
    ),
}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder, and the current one, with files to complete and the program to ask."""
    folder = tmp_path_factory.mktemp("home")
    for name in ("alpha.txt", "be ta.txt", "folder/inner.txt", "bin/frusconv"):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).touch()
    program = folder / "bin" / "frusconv"
    program.write_text(f'#!/bin/sh\nexec {shlex.quote(sys.executable)} -m frusconv "$@"\n')
    program.chmod(0o755)
    return folder


def needed(shell: str) -> None:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not installed")
    if shell == "bash":
        script = "echo $((BASH_VERSINFO[0] * 100 + BASH_VERSINFO[1]))"
        version = subprocess.run(["bash", "-c", script], capture_output=True, check=True)
        if int(version.stdout) < 404:
            pytest.skip("bash is older than 4.4")


def environment(home: Path) -> dict[str, str]:
    path = f"{home / 'bin'}{os.pathsep}{os.environ['PATH']}"
    return {**os.environ, "HOME": str(home), "PATH": path, "TERM": "dumb", "PS1": "> ", "LC_ALL": "C.UTF-8"}


@contextlib.contextmanager
def terminal(argv: list[str], home: Path) -> Iterator[int]:
    """Run a shell on a terminal of its own."""
    process, descriptor = pty.fork()
    if process == 0:
        os.chdir(home)
        os.execvpe(argv[0], argv, environment(home))  # noqa: S606 - the shell is what is tried
    try:
        yield descriptor
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(descriptor)


def shown_line(descriptor: int) -> str:
    """Return the line that the shell shows between < and > when Ctrl-T is hit."""
    seen, end = b"", time.monotonic() + 20
    while time.monotonic() < end:
        if select.select([descriptor], [], [], 0.5)[0]:
            seen += os.read(descriptor, 65536)
        lines = [line.strip(b"\r ") for line in seen.split(b"\n")]
        for line in lines[:-1]:
            if b"<" in line and line.endswith(b">"):
                return line[line.rindex(b"<") + 1 : -1].decode()
    pytest.fail(f"the shell shows no line: {seen!r}")


@pytest.mark.parametrize("shell", ["bash", "zsh"])
def test_the_tab_key(shell: str, home: Path) -> None:
    needed(shell)
    argv, start = START[shell]
    got = []
    with terminal(argv, home) as descriptor:
        os.write(
            descriptor,
            f"{start.format(shlex.quote(str(SCRIPTS / f'frusconv.{shell}')))}; echo; echo '<'ready'>'\n".encode(),
        )
        assert shown_line(descriptor) == "ready"
        for typed, _ in TYPED:
            os.write(descriptor, f"{typed}\t\x14".encode())
            got.append((typed, shlex.split(shown_line(descriptor))[-1]))
            os.write(descriptor, b"\x15")
    assert got == list(TYPED)


def test_zsh_takes_the_script_from_its_path(home: Path) -> None:
    needed("zsh")
    (home / "functions").mkdir()
    (home / "functions" / "_frusconv").write_text(frusconv("completion", "zsh").out, encoding="utf-8")
    start = START["zsh"][1].replace("autoload", "fpath+=~/functions; autoload", 1).replace("source {}", ":").format()
    with terminal(START["zsh"][0], home) as descriptor:
        os.write(descriptor, f"{start}; echo; echo '<'ready'>'\n".encode())
        assert shown_line(descriptor) == "ready"
        os.write(descriptor, b"frusconv to-ep\t\x14")
        assert shown_line(descriptor) == "frusconv to-epub "


def test_the_tab_key_in_fish(home: Path) -> None:
    needed("fish")
    lines = "".join(f"complete -C {shlex.quote(typed)} | cut -f 1; echo .\n" for typed, _ in TYPED)
    done = subprocess.run(
        ["fish", "--no-config", "-c", f"source {shlex.quote(str(SCRIPTS / 'frusconv.fish'))}\n{lines}"],
        capture_output=True,
        text=True,
        cwd=home,
        env=environment(home),
        check=True,
    )
    found = [block.split("\n")[:-1] for block in done.stdout.split(".\n")[:-1]]
    assert done.stderr == ""
    for (typed, expected), candidates in zip(TYPED, found, strict=True):
        begun = _common_beginning(candidates) or typed.split()[-1]
        assert (typed, begun) == (typed, expected)


def _common_beginning(words: list[str]) -> str:
    first, last = min(words, default=""), max(words, default="")
    return next((first[:n] for n, (one, other) in enumerate(zip(first, last, strict=False)) if one != other), first)


def asked(typed: str, *options: str) -> subprocess.CompletedProcess[str]:
    """Ask the program as the scripts do."""
    words = f"frusconv {typed}"
    return subprocess.run(
        [sys.executable, *options, "-m", "frusconv"],
        capture_output=True,
        text=True,
        env={
            **os.environ,
            "_FRUSCONV_COMPLETE": "zsh_complete",
            "COMP_WORDS": words,
            "COMP_CWORD": str(words.count(" ")),
        },
        check=True,
    )


@pytest.mark.parametrize("typed", ["", "to-tei --", "cite --volume frus1969-76v19p", "convert --to ", "batch --to "])
def test_completing_is_fast(typed: str) -> None:
    """What takes long to load is not loaded; descriptions come with what is completed."""
    done = asked(typed, "-X", "importtime")
    loaded = {line.rpartition("|")[2].strip().partition(".")[0] for line in done.stderr.splitlines()}
    assert "click" in loaded
    assert not loaded & {"lxml", "pypandoc", "dask", "distributed"}
    assert len(done.stdout.splitlines()) >= 6


def test_volumes_are_told_apart_by_their_titles() -> None:
    assert "Korea, 1969–1972" in asked("cite --volume frus1969-76v19p").stdout


@pytest.mark.parametrize("shell", SHELLS)
def test_the_command_prints_the_script(shell: str) -> None:
    ran = frusconv("completion", shell)
    assert (ran.status, ran.err) == (0, "")
    assert ran.out == (SCRIPTS / f"frusconv.{shell}").read_text(encoding="utf-8")


def test_an_unknown_shell() -> None:
    ran = frusconv("completion", "tcsh")
    assert (ran.status, ran.out) == (2, "")
    assert "'bash', 'zsh', 'fish'" in ran.err


def test_the_script_of_bash_is_clean() -> None:
    if not shutil.which("shellcheck"):
        pytest.skip("shellcheck is not installed")
    subprocess.run(["shellcheck", "-s", "bash", SCRIPTS / "frusconv.bash"], check=True)
