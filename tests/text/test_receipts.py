"""When a document was received: the day, by the clocks of both places, and Washington's offset where it was there."""

from __future__ import annotations

import time

import pytest

from frusconv.conversion import read
from frusconv.model import Metadata, Party, Source, When
from frusconv.text.dateline import read_dateline
from frusconv.text.receipts import receipt_date, received_by

DEPARTMENT = (Party(None, "Secretary of State"),)
CONSUL = (Party("Roe", "Consul at Zenda"),)
SENT = "September 4, 1939—11 a. m."
LATE = "September 4, 1939—11 p. m."


def received(text: str, recipients: tuple[Party, ...] = DEPARTMENT) -> When | None:
    reading = read_dateline(text)
    assert reading is not None
    return received_by(reading.received_when, recipients)


@pytest.mark.parametrize(
    ("text", "when"),
    [
        (f"Moscow, {LATE} [Received September 5—1:15 a. m.]", When("1939-09-05T01:15:00-05:00")),
        (f"Moscow, {SENT} [Received 9:50 p.m.]", When("1939-09-04T21:50:00-05:00")),
        (f"Moscow, {SENT} (Received 9:50 p.m.)", When("1939-09-04T21:50:00-05:00")),
        # Moscow's eleven is Washington's three.
        (f"Moscow, {SENT} [Received 2:59 a. m.]", When("1939-09-05T02:59:00-05:00", cert="medium")),
        (f"Moscow, {SENT} [Received 3:01 a. m.]", When("1939-09-04T03:01:00-05:00")),
        (f"Tokyo, {LATE} [Received 8:50 a. m.]", When("1939-09-05T08:50:00-05:00", cert="medium")),
        (f"Tokyo, {LATE} [Received noon.]", When("1939-09-04T12:00:00-05:00")),
        (f"Tokyo, {SENT} [Received September 3—10 p. m.]", When("1939-09-03T22:00:00-05:00")),
        ("Rome, December 31, 1937—11 p. m. [Received 1:15 a. m.]", When("1938-01-01T01:15:00-05:00", cert="medium")),
        ("Buenos Aires, March 3, 1937—7 p. m. [Received 10:15 p. m.]", When("1937-03-03T22:15:00-05:00")),
        # Of a place that is not known nothing is said but what print does.
        (f"Strelsau, {LATE} [Received 12:15 a. m.]", When(None, None, None, "medium", "1939-09-04", "1939-09-05")),
        (f"Strelsau, {LATE} [Received 11:30 p. m.]", When("1939-09-04T23:30:00-05:00")),
        (f"Strelsau, {LATE} [Received September 5.]", When("1939-09-05")),
        ("Tokyo, September 4, 1939. [Received 4 p. m.]", When("1939-09-04T16:00:00-05:00")),
        ("Tokyo, September 4, 1939, 2300Z. [Received 2315Z.]", When("1939-09-04T23:15:00+00:00")),
    ],
)
def test_clocks_of_both_places(text: str, when: When) -> None:
    assert received(text) == when


@pytest.mark.parametrize(
    ("line", "when"),
    [
        ("[Received 4:05 p. m., September 5]", When("1939-09-05T16:05:00-05:00")),
        ("[Received at 4:05 p. m. on September 5, 1939.]", When("1939-09-05T16:05:00-05:00")),
        ("[Received noon, September 5.]", When("1939-09-05T12:00:00-05:00")),
        ("[Rec’d Sept. 5, 9 a. m.]", When("1939-09-05T09:00:00-05:00")),
        ("[Rec'd 10:30 p. m.]", When("1939-09-04T22:30:00-05:00")),
        ("[Recd. Sept. 5—9 a. m.]", When("1939-09-05T09:00:00-05:00")),
        ("[Received in sections beginning September 5—4:05 p. m.]", When("1939-09-05T16:05:00-05:00")),
        (
            "[Received September 5—4:05 p. m.; 6 p. m.]",
            When(from_="1939-09-05T16:05:00-05:00", to="1939-09-05T18:00:00-05:00"),
        ),
        (
            "[Received September 5—4:05 p. m. and September 6—1 a. m.]",
            When(from_="1939-09-05T16:05:00-05:00", to="1939-09-06T01:00:00-05:00"),
        ),
        ("[Received same day.]", When("1939-09-04")),
        ("[Received same day, 4 p. m.]", When("1939-09-04T16:00:00-05:00")),
        ("[Received 7th, 9 a. m.]", When("1939-09-07T09:00:00-05:00")),
        ("[Received 9 a. m., 7th.]", When("1939-09-07T09:00:00-05:00")),
        ("[Received the 2d.]", When("1939-10-02")),
        ("[Received October 25.]", When("1939-10-25")),
        ("[Received January 12.]", When("1940-01-12")),
        ("[Received January 12, 1940.]", When("1940-01-12")),
        ("[Received October 3–5.]", When(from_="1939-10-03", to="1939-10-05")),
        ("[Received September 31—9 a. m.]", None),
        ("[Received by pouch.]", None),
        ("[Received October 1939, 4 p. m.]", When("1939-10")),
    ],
)
def test_forms(line: str, when: When | None) -> None:
    assert received(f"Tokyo, {SENT} {line}") == when


@pytest.mark.parametrize(
    ("office", "is_there"),
    [
        ("Secretary of State", True),
        ("Acting Secretary of State", True),
        ("Department of State", True),
        ("Under Secretary of State (Doe)", True),
        ("President", True),
        ("Assistant Secretary of State for European Affairs", True),
        ("Head of the American Department of the British Foreign Office", False),
        ("Secretary of State, at Zenda", False),
        ("British Secretary of State for Foreign Affairs", False),
        ("President of Ruritania", False),
        ("Consul at Zenda", False),
        ("", False),
    ],
)
def test_who_is_at_washington(office: str, is_there: bool) -> None:
    when = received(f"Moscow, {LATE} [Received September 5—1:15 a. m.]", (Party("Doe", office),))
    assert when == When("1939-09-05T01:15:00-05:00" if is_there else "1939-09-05T01:15:00")


def test_elsewhere_the_day_after_is_not_certain() -> None:
    text = f"Moscow, {SENT} [Received 2:05 a. m.]"
    assert received(text, CONSUL) == When(None, None, None, "medium", "1939-09-04", "1939-09-05")
    assert received(f"Moscow, {SENT} [Received 9:50 p. m.]", CONSUL) == When("1939-09-04T21:50:00")


def test_text_and_tei_tell_the_same() -> None:
    head = "The Minister in the Soviet Union (Grey) to the Secretary of State"
    text = f"{head}\n\nMoscow, {SENT}\n\n[Rec’d 2:05 a. m.]\n\nNothing happened.\n"
    tei = (
        f'<div xmlns="http://www.tei-c.org/ns/1.0" type="document" xml:id="d1"><head>{head}</head><opener><dateline>'
        '<placeName>Moscow</placeName>, <date when="1939-09-04T11:00:00+03:00">September 4, 1939—11 a. m.</date><lb/>'
        "[Rec’d 2:05 a. m.]</dateline></opener><p>Nothing happened.</p></div>"
    )
    bare = tei.replace("+03:00", "")
    sources = [Source(source, "x") for source in (text, tei, bare)]
    dates = [read(source, Metadata()).documents[0].correspondence.received.date for source in sources]
    assert dates == [When("1939-09-05T02:05:00-05:00", cert="medium")] * 3


@pytest.mark.parametrize(
    "when", ["some day", "1939-13-04", "1939-09-31", "1939-09-04T25:00:00+09:00", "", "1939", "9999-12-31"]
)
def test_encoded_dates_that_are_none(when: str) -> None:
    """TEI can have anything in an attribute: that is no reason to fail."""
    for line in ("9:50 p. m.", "September 5—1 a. m.", "5th", "same day, noon", "January 3"):
        receipt_date(f"[Received {line}]", When(when))
    assert receipt_date("[Received September 5, 1939.]", When(when)) == When("1939-09-05")


def test_two_lines_of_receipt() -> None:
    text = (
        f"The Minister in the Soviet Union (Grey) to the Secretary of State\n\nMoscow, {SENT}\n\n"
        "[Received September 4—9 p. m.]\n\n[Received September 5—1 a. m.]\n\nNothing happened.\n"
    )
    (document,) = read(Source(text, "x"), Metadata()).documents
    assert document.correspondence.received.date == When(
        from_="1939-09-04T21:00:00-05:00", to="1939-09-05T01:00:00-05:00"
    )


def test_hostile_lines_take_no_time() -> None:
    """A hundred thousand of a piece that patterns could stumble over: what is quadratic takes minutes."""
    started = time.perf_counter()
    for piece in ("5th, ", "9 a. m., ", "September 5, ", "same day ", "the ", "1", "[Received "):
        receipt_date(piece * 100_000, When("1939-09-04T11:00:00+03:00"))
    assert time.perf_counter() - started < 10
