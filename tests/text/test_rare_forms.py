"""Forms that are rare, and that rules for the common ones have to leave alone."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from frusconv.model import When
from frusconv.text.dateline import read_dateline
from frusconv.text.footnotes import place
from frusconv.text.heading import read_heading
from frusconv.text.normalize import normalize
from frusconv.text.opener import is_classification

HEAD = "Telegram From the Legation in Sweden to the Department of State"


@pytest.mark.parametrize("text", ["The C-141 left.", "The B-521 and the C-141 left.", "He left.၁"])
def test_no_digit_is_cut_out_of_a_plain_number(text: str) -> None:
    assert place([HEAD, text], [("1", "Not printed.")]) == [None]


@pytest.mark.parametrize("text", ["the the the the the the the the the inter-\n 1. \n1. the\n", " 1. inter-\nthe\n"])
def test_normalize_is_idempotent_row(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


WORDS = "the harbor dues 1. 2. 3. 1 2 [Page 3] Olding • inter- and".split(" ")
_line = st.tuples(
    st.sampled_from(["", "", " ", "  ", "    "]),
    st.sampled_from(["", "", "1. ", "2. ", "3. ", "1.", "*. ", "† ", "• ", "66. "]),
    st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join),
    st.sampled_from(["\n", "\n", "\n", "\n\n"]),
).map("".join)


@settings(max_examples=400, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(_line, max_size=8).map("".join))
def test_normalize_is_idempotent(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@pytest.mark.parametrize(
    ("text", "place_name", "when"),
    [
        ("Petrograd, April 20/May 3, 1917, 4 p.m.", "Petrograd", When("1917-05-03T16:00:00+02:31")),
        ("Petrograd, April 20 (May 3), 1917—4 p. m.", "Petrograd", When("1917-05-03T16:00:00+02:31")),
        ("Washington, [May 1948?]", "Washington", When("1948-05", cert="medium")),
        ("Washington, Undated [May 1948]", "Washington", When("1948-05")),
    ],
)
def test_dateline(text: str, place_name: str, when: When) -> None:
    reading = read_dateline(text)
    assert reading is not None
    assert reading.place is not None
    assert (text[slice(*reading.place)], reading.when) == (place_name, when)


def test_an_office_and_a_person() -> None:
    text = "12. Memorandum From the Legal Adviser (Olding) to the Secretary of State and Secretary of Defense Marsh"
    found = [(text[s.start : s.end], s.is_person) for s in read_heading(text).recipients]
    assert found == [("Secretary of State", False), ("Marsh", True)]


@pytest.mark.parametrize("text", ["Confidential. Priority.", "Top Secret. Eyes Only."])
def test_classification(text: str) -> None:
    assert is_classification(text)
