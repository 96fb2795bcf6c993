"""Where documents begin in a text of many, and that its pieces are the text again."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frusconv.text.characters import clean, line_starts
from frusconv.text.pieces import missing_numbers, names, pieces, repeated
from frusconv.text.split import Beginning
from tests.support import calls

NUMBERED = (
    "{n}. Telegram From the Embassy in Ruritania to the Department of State1\n\n"
    "Strelsau, May {n}, 1962, 3 p.m.\n\n12. The King is ill.\n"
)
FILED = (
    "761.94/113{n}: Telegram\n\n"
    "The Ambassador in Ruritania (Doe) to the Secretary of State\n\n51{n}. The King is ill.\n\nDoe\n"
)
OLD = (
    "Mr. Brandt to Mr. Harlow.\n\nNo. {n}.]\n\nLegation of the United States,\nStrelsau, May {n}, 1862.\n\n"
    "Sir: I inclose a note.\n\nI am, sir, your obedient servant,\n\nAUGUSTUS BRANDT.\n\n"
    "[Inclosure 1 in No. {n}.]\n\nCount Rassen to Mr. Brandt.\n\n"
    "Strelsau, May 1, 1862.\n\nSir: The King is ill.\n\nRASSEN.\n"
)
NO_LINE = (
    "No. 2{n}\n\n700.5/3–225{n}\n\nMemorandum of Conversation\n\n"
    "secret\n\n1. Agreement to meet.\n\n2. Telegram 5 from Zenda was read.\n"
)


@pytest.mark.parametrize("form", [NUMBERED, FILED, OLD, NO_LINE], ids=["numbered", "filed", "old", "number line"])
@pytest.mark.parametrize("between", ["", "\n", "\n\n[Page 63]\n\n", "\r\n\r\n"], ids=["none", "line", "page", "crlf"])
def test_documents(form: str, between: str) -> None:
    documents = [form.replace("{n}", str(n)) for n in range(1, 6)]
    text = between.join(documents)
    found = pieces(text)
    assert len(found) == 5
    assert "".join(text[piece.start : piece.end] for piece in found) == text
    for piece, document in zip(found, documents, strict=True):
        assert document in text[piece.start : piece.end]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Nothing at all.\n", [], id="no document"),
        pytest.param("", [], id="nothing"),
        pytest.param("1. Editorial Note\n\nText.\n\n2. Editorial Note\n\nText.\n", [1, 2], id="editorial notes"),
        pytest.param("Preface\n\n1. Editorial Note\n\nText.\n", [None, 1], id="something above"),
        pytest.param("0910Z.\n\n7. Editorial Note\n\nText.\n", [None, 7], id="an hour above"),
        pytest.param("[Page 9]\n\n1. Editorial Note\n\nText.\n", [1], id="a page marker above"),
        pytest.param(
            NUMBERED.format(n=1) + "\n1. Agreement to meet.\n\n2. Report on herring.\n\n" + NUMBERED.format(n=2),
            [1, 2],
            id="points of a list",
        ),
        pytest.param(
            NUMBERED.format(n=1)
            + "  1. Not printed.\n  2. Telegram 5 From the Embassy to the Department.\n"
            + NUMBERED.format(n=2),
            [1, 2],
            id="a note list",
        ),
        pytest.param(
            NUMBERED.format(n=19) + "\n" + NUMBERED.format(n=2) + "\n" + NUMBERED.format(n=20),
            [19, 2, 20],
            id="the order of the shell",
        ),
        pytest.param(
            "1. Letter From the King to the President1\n\nStrelsau, May 2, 1962.\n\n"
            "Attachment\n\nThe Queen to the King\n\nText.\n",
            [1],
            id="an attachment",
        ),
        pytest.param(
            "[59]\n\nMr. Brandt to Mr. Harlow.\n\nNo. 7.]\n\nStrelsau, May 2, 1862.\n\nSir: Text.\n",
            [59],
            id="a number in brackets",
        ),
    ],
)
def test_numbers(text: str, expected: list[int | None]) -> None:
    assert [piece.beginning.number if piece.beginning else None for piece in pieces(text)] == expected


def test_names_are_never_the_same() -> None:
    text = "Preface\n\n" + NUMBERED.format(n=1) + "\n" + NUMBERED.format(n=1)
    assert names(pieces(text), "volume") == ["volume-front.txt", "volume-d1.txt", "volume-d1-2.txt"]
    assert names(pieces(FILED.format(n=1) + "\n" + FILED.format(n=2)), "volume") == ["volume-001.txt", "volume-002.txt"]


def test_what_is_wrong_with_numbers() -> None:
    found = [Beginning(line, number, "") for line, number in enumerate((1, 2, 5, None, 2, 7), 1)]
    assert missing_numbers(found) == [3, 4, 6]
    assert [beginning.line for beginning in repeated(found)] == [5]
    assert missing_numbers([]) == []


@given(st.text(alphabet="a\r\n\x85\u2028 é"))
def test_lines_begin_where_cleaning_has_them(text: str) -> None:
    assert len(line_starts(text)) == clean(text).count("\n") + 1


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([NUMBERED, FILED, OLD, "Text.\n", "\r\n", "[Page 3]\n", "Editorial Note\n", "\ufeff", "\x0c"])
    )
)
def test_pieces_are_the_text(parts: list[str]) -> None:
    text = "".join(part.replace("{n}", str(n)) for n, part in enumerate(parts))
    found = pieces(text)
    assert "".join(text[piece.start : piece.end] for piece in found) == (text if found else "")


def test_the_work_grows_with_the_text() -> None:
    def work(count: int) -> int:
        text = "\n".join(NUMBERED.replace("{n}", str(n)) for n in range(1, count + 1))
        assert len(pieces(text)) == count
        return calls(lambda: pieces(text))

    assert work(1600) < 7 * work(400)  # Work that grows with the square would be sixteen times as much.
