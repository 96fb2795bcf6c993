"""Salutations with a line of their own."""

from __future__ import annotations

import pytest

from frusconv.text.salutation import is_salutation


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr. President:",
        "My Dear Count von Sapt,",
        "To the Congress of the United States:",
        "To General Secretary Ivan Poe",
        "Good evening.",
        "Thank you, Mr. Secretary General.",
        "Mr. Speaker, Members of the 9th Parliament, and my fellow citizens:",
        "President Poe, distinguished members of the Press Association, other guests and friends:",
    ],
)
def test_salutations(text: str) -> None:
    assert is_salutation(text)


@pytest.mark.parametrize(
    "text",
    [
        "Dear Mr. President: I thank you for your letter.",
        "Mr. Poe made the following points:",
        "Secretary Roe said:",
        "SUBJECT",
        "Good relations are our aim.",
        "",
    ],
)
def test_no_salutations(text: str) -> None:
    assert not is_salutation(text)
