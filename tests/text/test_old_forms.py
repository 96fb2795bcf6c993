"""The forms of 1861 to 1917, and of telegrams in capitals throughout."""

from __future__ import annotations

import pytest

from frusconv.text.casing import recased
from frusconv.text.dateline import read_dateline
from frusconv.text.heading import looks_like_heading, read_heading
from frusconv.text.opener import is_remark, kind_of_remark


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[Extract.]", True),
        ("CIRCULAR.", True),
        ("No. 144.]", True),
        ("A–318", True),
        ("[Left at the Department of State by Sir Edward Thornby, July 6.]", True),
        ("[Handed to the Secretary of State by the minister of Ruritania on the ninth day of May, 1871.]", True),
        ("[Left out here is the list.]", False),
        ("The circular was sent.", False),
    ],
)
def test_remarks(text: str, expected: bool) -> None:
    assert is_remark(text) is expected


def test_a_telegram_in_capitals() -> None:
    assert kind_of_remark("TELEGRAM.") == "telegram"


@pytest.mark.parametrize(
    ("text", "place", "when"),
    [
        ("Legation of the United States, Strelsau, April 7, 1879. (Received April 28.)", "Strelsau", "1879-04-07"),
        ("Ministry of Foreign Affairs, Strelsau, April 5, 1879.", "Strelsau", "1879-04-05"),
        ("Foreign Office, June 23, 1871.", "Foreign Office", "1871-06-23"),
        ("STRELSAU, MAY 2, 1862.", "STRELSAU", "1862-05-02"),
    ],
)
def test_datelines(text: str, place: str, when: str) -> None:
    reading = read_dateline(text)
    assert reading is not None
    assert reading.place is not None
    assert (text[slice(*reading.place)], reading.when.when) == (place, when)


@pytest.mark.parametrize(
    "text", ["[Left at the Department of State, July 6, 1871.]", "(Received by the King.) He came."]
)
def test_what_is_no_dateline(text: str) -> None:
    assert read_dateline(text) is None


@pytest.mark.parametrize(
    ("text", "sender", "recipient"),
    [
        ("Mr. Harlow to Mr. Brandt.", "Harlow", "Brandt"),
        ("Lord Granmore to Sir E. Thornby.", "Granmore", "E. Thornby"),
        ("Chargé Doe to the Secretary of State", "Doe", "Secretary of State"),
        (
            "TELEGRAM FROM THE EMBASSY IN RURITANIA TO THE DEPARTMENT OF STATE",
            "EMBASSY IN RURITANIA",
            "DEPARTMENT OF STATE",
        ),
    ],
)
def test_headings(text: str, sender: str, recipient: str) -> None:
    heading = read_heading(text)
    assert looks_like_heading(text)
    assert [text[span.start : span.end] for span in (*heading.senders, *heading.recipients)] == [sender, recipient]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("MEMORANDUM OF CONVERSATION", "Memorandum of Conversation"),
        ("MAY 2, 1973, 6 P.M.", "May 2, 1973, 6 p.m."),
        ("STRELSAU, 1440Z.", "Strelsau, 1440Z."),
        ("Mixed CASE stays", "Mixed CASE stays"),
        ("ONE", "ONE"),
    ],
)
def test_recased(text: str, expected: str) -> None:
    assert recased(text) == expected
