"""The program among other processes: pipes that close, requests to end, outputs that are never half there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import etree

from tests.conftest import ROOT
from tests.support import frusconv

SAMPLE = ROOT / "samples" / "telegram.txt"
PROGRAM = [sys.executable, "-m", "frusconv"]


@pytest.mark.parametrize("command", [["normalize"], ["pages", "--strip"], ["to-tei"], ["inspect", "--json"]])
def test_a_reader_that_has_seen_enough(command: list[str], tmp_path: Path) -> None:
    source = tmp_path / "long.txt"
    source.write_text(
        SAMPLE.read_text(encoding="utf-8") + "\nNothing new in the harbor today.\n" * 20000, encoding="utf-8"
    )
    with subprocess.Popen([*PROGRAM, *command, source], stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.read(1)
        process.stdout.close()
        complaints = [line for line in process.stderr.read().decode().splitlines() if "dateline-missing" not in line]
    assert (process.returncode, complaints) == (0, [])


def test_normalize_streams() -> None:
    """What has come in goes out before the rest is there."""
    with subprocess.Popen([*PROGRAM, "normalize"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        process.stdin.write(b"One line of the text.\n\n" * 5000)
        process.stdin.flush()
        assert process.stdout.readline() == b"One line of the text.\n"
        process.stdin.close()
        assert process.stdout.read().count(b"One line of the text.\n") == 4999
    assert process.returncode == 0


def test_a_request_to_end_leaves_no_file(tmp_path: Path) -> None:
    """SIGTERM, as cron and service managers send it, is obeyed at once; no part of a file stays."""
    fifo = tmp_path / "source.txt"
    os.mkfifo(fifo)
    command = [sys.executable, "-m", "frusconv", "normalize", str(fifo), "-o", str(tmp_path / "out" / "clean.txt")]
    (tmp_path / "out").mkdir()
    with subprocess.Popen(command, stderr=subprocess.PIPE) as process, fifo.open("wb") as writing:
        writing.write(b"One line of the text.\n\n" * 20_000)
        writing.flush()
        process.terminate()
        assert process.wait(10) == 143
    assert list((tmp_path / "out").iterdir()) == []


def test_what_fails_leaves_the_old_file(tmp_path: Path) -> None:
    target = tmp_path / "telegram.xml"
    target.write_text("old")
    assert frusconv("to-tei", "--strict", SAMPLE, "-o", target).status == 7
    assert frusconv("to-tei", "-o", target, stdin="Nothing of interest.\n").status == 4
    assert frusconv("normalize", "-o", target, stdin=b"caf\xe9 \xff").status == 3
    assert target.read_text() == "old"
    assert [path.name for path in tmp_path.iterdir()] == ["telegram.xml"]


def test_several_files_become_one_volume(tmp_path: Path) -> None:
    for name in ("frus1939v03-d59.txt", "frus1939v03-d60.txt", "other.txt"):
        (tmp_path / name).write_bytes(SAMPLE.read_bytes())
    ran = frusconv("to-tei", *sorted(tmp_path.iterdir()))
    root = etree.fromstring(ran.out.encode())
    assert ran.status == 0
    xml_id = "{http://www.w3.org/XML/1998/namespace}id"
    divs = root.findall(".//{http://www.tei-c.org/ns/1.0}div")
    assert [div.get(xml_id) for div in divs] == ["d59", "d60", "d1"]
    ids = [element.get(xml_id) for element in root.iter(etree.Element) if element.get(xml_id)]
    assert len(ids) == len(set(ids))


def test_python_dash_m_is_the_program() -> None:
    ran = frusconv("--version")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("frusconv, version ")
