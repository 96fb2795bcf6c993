"""Lists: participants, subjects, references, and points with bullets."""

from __future__ import annotations

import pytest

from frusconv.model import Note, PageBreak, Text
from frusconv.text.lists import ListSpan, is_list_head, list_at, without_bullet
from frusconv.text.marks import MarkedText

PAGE = MarkedText("", ((0, PageBreak("63")),))
NOTE = Note("1", (Text("Not printed."),))


def blocks(*texts: str) -> list[MarkedText]:
    return [PAGE if text == "page" else MarkedText(text) for text in texts]


@pytest.mark.parametrize(
    ("texts", "expected"),
    [
        pytest.param(("• Mr. Olding", "• Mr. Marsh", "The dues fell."), ListSpan(2, False, None), id="points"),
        pytest.param(("• Mr. Olding",), ListSpan(1, False, None), id="one point"),
        pytest.param(
            ("PARTICIPANTS", "• Mr. Olding", "• Mr. Marsh"), ListSpan(3, True, "participants"), id="participants"
        ),
        pytest.param(("Participants:", "• Mr. Olding"), ListSpan(2, True, "participants"), id="with a colon"),
        pytest.param(("SUBJECT", "• Harbor dues", "He came."), ListSpan(2, True, "subject"), id="subject"),
        pytest.param(("Subjects:", "• Dues", "• Lights"), ListSpan(3, True, "subject"), id="subjects"),
        pytest.param(("PRESENT", "• Mr. Olding"), ListSpan(2, True, "participants"), id="present"),
        pytest.param(("Others present:", "• Mr. Olding"), ListSpan(2, True, "participants"), id="others present"),
        pytest.param(("REF", "• Deptel 12"), ListSpan(2, True, "references"), id="ref"),
        pytest.param(("References:", "• Deptel 12"), ListSpan(2, True, "references"), id="references"),
        pytest.param(("TO", "• Mr. Olding"), ListSpan(2, True, "to"), id="to"),
        pytest.param(("FROM", "• Mr. Olding"), ListSpan(2, True, "from"), id="from"),
        pytest.param(("SWEDEN", "• Mr. Olding"), ListSpan(2, True, "participants"), id="a delegation in capitals"),
        pytest.param(("PLACE", "• The Legation"), ListSpan(2, True, "simple"), id="place"),
        pytest.param(
            ("PARTICIPANTS", "page", "• Mr. Olding"), ListSpan(3, True, "participants"), id="a page behind the head"
        ),
        pytest.param(
            ("• Mr. Olding", "page", "• Mr. Marsh", "He came."), ListSpan(3, False, None), id="a page between points"
        ),
        pytest.param(("• Mr. Olding", "page", "He came."), ListSpan(1, False, None), id="a page behind the points"),
        pytest.param(("The dues fell.", "• Mr. Olding"), None, id="a sentence is no head"),
        pytest.param(("The dues fell.",), None, id="a paragraph"),
        pytest.param(("PARTICIPANTS", "Mr. Olding"), ListSpan(2, True, "participants"), id="a head without points"),
        pytest.param(
            ("SUBJECT", "Harbor dues", "Berlin"), ListSpan(2, True, "subject"), id="one subject without a point"
        ),
        pytest.param(("PARTICIPANTS", "He came late."), None, id="a head above a sentence"),
        pytest.param(("PARTICIPANTS",), None, id="a head at the end"),
    ],
)
def test_list_at(texts: tuple[str, ...], expected: ListSpan | None) -> None:
    given = blocks(*texts)
    assert list_at(given, 0, len(given)) == expected


def test_a_list_ends_where_its_text_ends() -> None:
    given = blocks("He came.", "• Mr. Olding", "• Mr. Marsh", "• Mr. Grane")
    assert list_at(given, 1, 3) == ListSpan(3, False, None)
    assert list_at(blocks("PARTICIPANTS", "• Mr. Olding"), 0, 1) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("PARTICIPANTS", True),
        ("Participants", True),
        ("Participants:", True),
        ("Subject", True),
        ("SUBJECT:", True),
        ("Refs:", True),
        ("REFTEL", True),
        ("Memorandum for", True),
        ("Copies to:", True),
        ("The Following Were Present", True),
        ("SWEDISH DELEGATION", True),
        ("Swedish Delegation", True),
        ("Also present:", True),
        ("", False),
        ("The subject came up again.", False),
        ("Olding", False),
        ("12", False),
        ("A", False),
        ("PARTICIPANTS IN THE LONG TALKS ON THE HARBOR DUES OF MAY", False),
    ],
)
def test_is_list_head(text: str, expected: bool) -> None:
    assert is_list_head(text) is expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param(MarkedText("• Mr. Olding", (), 7), MarkedText("Mr. Olding", (), 7), id="a bullet"),
        pytest.param(MarkedText("•Mr. Olding"), MarkedText("Mr. Olding"), id="without a blank"),
        pytest.param(MarkedText("● Mr. Olding"), MarkedText("Mr. Olding"), id="another sign"),
        pytest.param(MarkedText("Mr. Olding", ((10, NOTE),)), MarkedText("Mr. Olding", ((10, NOTE),)), id="none"),
        pytest.param(
            MarkedText("• Mr. Olding", ((0, PageBreak("63")), (12, NOTE))),
            MarkedText("Mr. Olding", ((0, PageBreak("63")), (10, NOTE))),
            id="with marks",
        ),
    ],
)
def test_without_bullet(block: MarkedText, expected: MarkedText) -> None:
    assert without_bullet(block) == expected
