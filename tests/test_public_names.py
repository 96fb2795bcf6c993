"""The names that other programs import."""

from __future__ import annotations

import subprocess
import sys

import pytest

import frusconv


def test_all_names_exist() -> None:
    for name in frusconv.__all__:
        assert getattr(frusconv, name) is not None


def test_unknown_name() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        frusconv.nothing  # noqa: B018 - the access is what is tested


def test_text_to_tei() -> None:
    source = frusconv.Source("Editorial Note\n\nNothing happened.\n", "note.txt")
    reading = frusconv.read(source)
    assert b"<p>Nothing happened.</p>" in frusconv.write(frusconv.Volume(parts=reading.parts), "tei")
    assert b"<p>Nothing happened.</p>" in frusconv.convert([source]).output


@pytest.mark.parametrize("arguments", [["--version"], ["normalize", "--help"]])
def test_start_loads_little(arguments: list[str]) -> None:
    """`--version` and `normalize` load neither lxml nor pypandoc."""
    code = f"import sys, frusconv.cli as c; c.run({arguments!r}); print({{'lxml', 'pypandoc'}} & set(sys.modules))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "set()"
