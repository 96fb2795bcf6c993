"""Dates of documents without a dateline."""

from __future__ import annotations

import pytest

from frusconv.model import Party, When
from frusconv.text.dates_elsewhere import date_in_heading, date_of_file

POST = (Party("Holt", "Ambassador in Ruritania"),)
DEPARTMENT = (Party(office="Secretary of State"),)


@pytest.mark.parametrize(
    ("number", "day"),
    [
        ("740.00119 Control (Ruritania)/6–1049", "1949-06-10"),
        ("611.90/6–149", "1949-06-01"),
        ("611.90/12–3151", "1951-12-31"),
        ("611.90/1–163", "1963-01-01"),
        ("611.90/6-1049", "1949-06-10"),
        # Numbers of before 1944 count; those of a later year, or of no day, were not in use.
        ("761.94/1132", None),
        ("611.90/6–1043", None),
        ("611.90/6–1064", None),
        ("611.90/2–3049", None),
        ("611.90/13–1049", None),
        ("611.90/6–10492", None),
        ("Lot 64 D 563", None),
    ],
)
def test_file_numbers(number: str, day: str | None) -> None:
    found = date_of_file(number, "telegram", (POST, DEPARTMENT))
    assert found == (When(day, cert="low") if day else None)


@pytest.mark.parametrize(
    ("kind", "senders", "recipients"),
    [
        ("telegram", DEPARTMENT, POST),
        ("telegram", POST, POST),
        ("telegram", (), ()),
        ("memorandum of conversation", POST, DEPARTMENT),
        ("letter", POST, DEPARTMENT),
    ],
)
def test_only_what_a_post_sent_is_filed_by_its_day(
    kind: str, senders: tuple[Party, ...], recipients: tuple[Party, ...]
) -> None:
    assert date_of_file("611.90/6–1049", kind, (senders, recipients)) is None


@pytest.mark.parametrize(
    ("heading", "when"),
    [
        ("163. Memorandum of a Conversation, Department of State, Washington, May 3, 1955", "1955-05-03"),
        ("Memorandum of a Conversation, Paris, May 4, 1956, noon", "1956-05-04T12:00:00"),
        ("Minutes of a Meeting, Geneva, June 30–August 5, 1953", None),
        ("Memorandum on Zenda, May 1955", None),
        ("Telegram From the Embassy in Ruritania to the Department of State", None),
        ("The Treaty of May 3, 1955, and What Followed", None),
    ],
)
def test_headings(heading: str, when: str | None) -> None:
    assert date_in_heading(heading) == (When(when, cert="medium") if when else None)
