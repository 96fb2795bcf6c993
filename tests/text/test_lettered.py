"""Notes with letters, and what only looks like them."""

from __future__ import annotations

import pytest

from frusconv.text.layout import TextBlock
from frusconv.text.lettered import entry_of, lettered_start, places


@pytest.mark.parametrize(
    ("text", "entry"),
    [
        ("a Not printed.", ("a", "Not printed.")),
        ("b. Not printed.", ("b", "Not printed.")),
        ("c) Not printed.", ("c", "Not printed.")),
        ("[a] Not printed.", ("a", "Not printed.")),
        ("ᵇ Not printed.", ("b", "Not printed.")),
        ("A Government is formed.", None),
        ("a government is formed.", None),
        ("a", None),
        ("(a) the dues", None),
        ("ab Not printed.", None),
        ("", None),
    ],
)
def test_entries(text: str, entry: tuple[str, str] | None) -> None:
    assert entry_of(text) == entry


@pytest.mark.parametrize(
    ("text", "count", "found"),
    [
        ("The duties;a were paid.b", 2, ["a", "b"]),
        ("The duties [a] were paid.[b]", 2, [" [a]", "[b]"]),
        ("The dutiesᵃ were paid", 1, ["ᵃ"]),
        ("Rurburg\t112a\t13", 1, ["a"]),
        ("At 4 p.m. he came, i.e. late.", 1, []),
        ("The road is (a) long and (b) narrow.", 1, []),
        ("It is a road.", 1, []),
        ("The duties;b were paid.a", 2, []),
        ("Section 12a was left out.a", 1, ["a"]),
    ],
)
def test_places(text: str, count: int, found: list[str]) -> None:
    assert [text[place.start : place.end] for place in places([text], count)] == found


@pytest.mark.parametrize(
    ("text", "start"),
    [
        ("Section 12a was left out.a", 25),
        ("Section 12a was left out.", 10),
        ("Section 12a\t13", 10),
    ],
)
def test_letter_behind_a_figure(text: str, start: int) -> None:
    assert [place.start for place in places([text], 1)] == [start]


@pytest.mark.parametrize(
    ("texts", "start"),
    [
        (["The duties;a were paid.b", "a Not printed.", "b Nor found."], 1),
        (["The duties;a were paid.", "a Not printed."], 1),
        (["The duties were paid.", "a. By the consul.", "b. By the captain."], 3),
        (["The duties;a were paid.b", "a Not printed.", "c Nor found."], 3),
        (["a Not printed."], 1),
        ([], 0),
    ],
)
def test_where_the_list_begins(texts: list[str], start: int) -> None:
    assert lettered_start([TextBlock(text, line) for line, text in enumerate(texts, 1)]) == start
