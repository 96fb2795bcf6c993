"""Plain text: for reading, and in the raw form, which comes back the same."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from frusconv.conversion import convert, read, volume_of, write
from frusconv.model import FileSource, Source
from frusconv.text.normalize import normalize
from frusconv.writers import Layout, PageMarks, WriteOptions
from tests.conftest import TESTS
from tests.reading_back import of_tei, tei_root, volumes, without_blanks
from tests.support import frusconv
from tests.test_nothing_lost import corpus_documents, pairs

__all__ = ["pairs"]

WEB = WriteOptions(layout="web")
HEAD = "12. Telegram From the Embassy in Ruritania to the Department of State"
# Forms that the raw form tells in one of several ways: a heading over two lines, a name in brackets behind the last
# sentence, lists without bullets, notes in loose blocks, labelled with symbols or without markers, raised markers.
TOLD_OTHERWISE = {
    "heading-over-two-lines",
    "memorandum-lists-without-bullets",
    "memorandum-to-from-subject-lists",
    "message-president-to-two-leaders",
    "notes-entry-without-marker",
    "notes-heading-marker-without-list",
    "notes-list-labelled-with-symbols",
    "notes-list-of-loose-blocks",
    "notes-list-with-blank-lines",
    "notes-list-without-any-marker",
    "notes-list-without-markers-among-numbers",
    "notes-raised-markers",
    "notes-two-at-one-place",
    # Markers are written in one form, as plain numbers.
    "notes-in-brackets-behind-numbers",
    "notes-raised-behind-telegram-numbers",
}
CASES = sorted(path for path in (TESTS / "cases").glob("*/source.txt") if path.parent.name not in TOLD_OTHERWISE)


def there_and_back(text: str) -> str:
    """Return text that went to TEI and back."""
    tei = convert([Source(text)]).output.decode()
    return convert([Source(tei)], "text", options=WEB).output.decode()


def test_sample_comes_back() -> None:
    sample = (TESTS.parent / "samples" / "telegram.txt").read_text(encoding="utf-8")
    assert there_and_back(sample) == normalize(sample)


def test_pipe() -> None:
    sample = TESTS.parent / "samples" / "telegram.txt"
    tei = frusconv("to-tei", sample).out
    assert frusconv("to-text", "--layout", "web", stdin=tei).out == frusconv("normalize", sample).out


def test_official_documents_come_back(pairs: Any, shared: Path) -> None:
    """Of raw texts in the form of web pages, as good as all come back to the letter; the share may only rise."""
    same = total = 0
    for path in sorted((shared / "corpus").glob("*.xml.xz"))[::3]:
        for _, div in list(corpus_documents(pairs, path))[::8]:
            text = normalize(pairs.render(div, "web"))
            total += 1
            same += there_and_back(text) == text
    assert total > 100
    assert same / total >= 0.95


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("One [Page 7] two.", "One [Page 7] two."),
        ("Tele [Page 7] grams.", "Tele [Page 7] grams."),
        ("Said so.1 Then", "Said so.1 Then"),
        ("A < B & C > D.", "A < B & C > D."),
    ],
)
def test_paragraphs_come_back(text: str, wanted: str) -> None:
    source = f"{HEAD}\n\n{text}\n" + ("  1. A.\n" if ".1" in text else "")
    assert f"\n\n{wanted}\n" in there_and_back(source)


@pytest.mark.parametrize(
    ("layout", "pages", "wanted"),
    [
        ("reading", "keep", "Ruritania[1]\n\nOne [Page 7] two, tele [Page 8] grams.[2]\n\n[1] A.\n\n[2] B.\n"),
        ("reading", "strip", "Ruritania[1]\n\nOne two, telegrams.[2]\n\n[1] A.\n\n[2] B.\n"),
        ("web", "keep", "Ruritania1\n\nOne [Page 7] two, tele [Page 8] grams.2\n  1. A.\n  2. B.\n"),
        ("web", "strip", "Ruritania1\n\nOne two, telegrams.2\n  1. A.\n  2. B.\n"),
    ],
)
def test_layouts_and_page_markers(layout: Layout, pages: PageMarks, wanted: str) -> None:
    head = "12. Telegram From the Department of State to the Embassy in Ruritania"
    text = f"{head}1\n\nOne [Page 7] two, tele [Page 8] grams.2\n  1. A.\n  2. B.\n"
    output = convert([Source(text)], "text", options=WriteOptions(layout=layout, pages=pages)).output.decode()
    assert output == head.removesuffix("Ruritania") + wanted


def test_official_volumes_lose_nothing(shared: Path) -> None:
    for name, data in volumes(shared, "frus1969-76ve09p1", "frus1961-63v06").items():
        reading = read(FileSource(lambda data=data: BytesIO(data), name))  # type: ignore[misc]
        volume = volume_of([(name, reading)])
        text = write(volume, "text", WriteOptions(layout="web", pages="strip")).decode()
        wanted = of_tei(tei_root(data))
        # Bullets and the numbers and markers of notes are the layout's; letters are the text's.
        letters = without_blanks(filter(str.isalpha, wanted.main + "".join(wanted.notes)))
        assert sorted(filter(str.isalpha, text)) == sorted(letters)


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.parent.name)
def test_cases_come_back(case: Path) -> None:
    """What a case says is there again: but for the lines that print runs together, to the letter."""
    text = normalize(case.read_bytes().decode("utf-8-sig"))
    assert without_blanks(there_and_back(text)) == without_blanks(text)


def test_named_exceptions_exist() -> None:
    assert {name for name in TOLD_OTHERWISE if not (TESTS / "cases" / name).is_dir()} == set()
