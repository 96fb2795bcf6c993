"""What copying put around a text, taken off: mail, Markdown, scans of the printed page, notes in brackets."""

from __future__ import annotations

import pytest

from frusconv.model import Diagnostic
from frusconv.text.bracketed import with_plain_notes
from frusconv.text.copied import plain_lines
from frusconv.text.mail import is_mail, unquoted
from frusconv.text.markup import is_markdown, plain
from frusconv.text.scanned import Heads, is_rule, series_head


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["> One.", ">", "> Two."], True),
        (["> > One.", ">> Two.", " > Three."], True),
        (["On Monday Roe wrote:", "> One.", "> Two.", "> Three."], True),
        (["One.", "> Two.", "Three."], False),
        (["> One.", "> Two."], False),
        (["a > b", "b > c", "c > d"], False),
        ([], False),
    ],
)
def test_is_mail(lines: list[str], expected: bool) -> None:
    assert is_mail(lines) is expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [("> One.", "One."), (">One.", "One."), ("> > One.", "One."), (">>> One.", "One."), (">", ""), ("One.", "One."),
     (">   1. Not printed.", "  1. Not printed."), ("a > b", "a > b")],
)  # fmt: skip
def test_unquoted(line: str, expected: str) -> None:
    assert unquoted(line) == expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["# Editorial Note"], True),
        (["", "## Editorial Note ##"], True),
        (["Text.[^1]", "", "[^1]: Not printed."], True),
        (["#5 of them"], False),
        (["*Text* with [link](address)"], False),
        (["[^1] alone"], False),
    ],
)
def test_is_markdown(lines: list[str], expected: bool) -> None:
    assert is_markdown(lines) is expected


@pytest.mark.parametrize(
    ("line", "expected", "dropped"),
    [
        pytest.param("## Head ##", "Head", 0, id="a head"),
        pytest.param("# # Head", "Head", 0, id="a head in a head"),
        pytest.param("*one* **two** ***three***", "one two three", 0, id="stars"),
        pytest.param("_one_ __two__", "one two", 0, id="underscores"),
        pytest.param("un*believ*able", "unbelievable", 0, id="stars in a word"),
        pytest.param("snake_case_name", "snake_case_name", 0, id="underscores in a word"),
        pytest.param("* * * * *", "* * * * *", 0, id="an omission"),
        pytest.param("2 * 3 * 4", "2 * 3 * 4", 0, id="products"),
        pytest.param("[word](address), [two](a(b)c)", "word, two", 2, id="links"),
        pytest.param('[word](address "title")', "word", 1, id="a link with a title"),
        pytest.param("![seal](seal.png)", "seal", 1, id="an image"),
        pytest.param("[sic] (so)", "[sic] (so)", 0, id="brackets"),
        pytest.param("message[^1] because", "message1 because", 0, id="a note"),
        pytest.param("message^1^ because", "message1 because", 0, id="a raised number"),
        pytest.param(r"518\. A \[sic\] \* \_ \\", r"518. A [sic] * _ " + "\\", 0, id="escapes"),
        pytest.param(r"\# not a head", r"\# not a head", 0, id="an escape that has to stay"),
        pytest.param("- item", "• item", 0, id="a bullet"),
        pytest.param("> “Quoted.”", "“Quoted.”", 0, id="a quotation"),
        pytest.param("1. item", "1. item", 0, id="a number"),
    ],
)
def test_plain(line: str, expected: str, dropped: int) -> None:
    assert plain(line) == (expected, dropped)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("62 FOREIGN RELATIONS, 1939, VOLUME III", 62),
        ("62 FOREIGN RELATIONS, 1939, Volume III", 62),
        ("FOREIGN RELATIONS, 1939, VOLUME III 63", 63),
        ("104 PAPERS RELATING TO FOREIGN AFFAIRS", 104),
        ("FOREIGN RELATIONS, 1939", None),
        ("See 62 FOREIGN RELATIONS of old", None),
        ("THE SOVIET UNION 63", None),
        ("63", None),
    ],
)
def test_series_head(line: str, expected: int | None) -> None:
    assert series_head(line) == expected


def test_other_heads_count_where_they_go_on() -> None:
    heads = Heads(["62 FOREIGN RELATIONS, 1939, VOLUME III"])
    lines = ["RURITANIA 61", "62 FOREIGN RELATIONS, 1939, VOLUME III", "1939", "RURITANIA 63", "NO. 5", "64", "— 65 —"]
    assert [heads.number(line) for line in lines] == [61, 62, None, 63, None, 64, 65]
    assert Heads(["RURITANIA 61"]).number("RURITANIA 61") is None


@pytest.mark.parametrize(("line", "expected"), [("____", True), ("————", True), ("--", False), ("a____", False)])
def test_rule(line: str, expected: bool) -> None:
    assert is_rule(line) is expected


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["Text.[1]", "", "[1] Not printed."], ["Text.1", "", "  1. Not printed."]),
        (["Text (1) and (2)", "(1) One.", "(2) Two."], ["Text1 and2", "  1. One.", "  2. Two."]),
        (["Text[1] at [7] p.m.", "[1] One", "goes on."], ["Text1 at [7] p.m.", "  1. One", "     goes on."]),
        (["Two points:", "(1) One.", "(2) Two."], None),
        (["Text.[1]", "[2] Two."], None),
        (["Text.[1]", "[1] One.", "[2] Two."], None),
        (["[1] One."], None),
    ],
)
def test_bracketed(lines: list[str], expected: list[str] | None) -> None:
    assert with_plain_notes(lines) == expected


def test_what_is_told() -> None:
    told: list[Diagnostic] = []
    page = ["62 FOREIGN RELATIONS, 1939, VOLUME III", "Text.1", "____", "1 Not printed.", "RURITANIA 63", "More."]
    assert list(plain_lines(page, told.append)) == [
        "[Page 62]",
        "Text.¹",
        "",
        "",
        "[Page 63]",
        "More.",
        "  1. Not printed.",
    ]
    assert [(found.code, found.position.line) for found in told] == [("running-head", 1), ("notes-gathered", 3)]
    told.clear()
    assert list(plain_lines(["Roe wrote:", "> a", "> b", "> c"], told.append)) == ["", "a", "b", "c"]
    assert list(plain_lines(["# [a](b)"], told.append)) == ["a"]
    assert [(found.code, found.position.line) for found in told] == [("mail-dropped", 1), ("link-dropped", 1)]


def test_addresses_in_further_lines_of_a_note_are_told() -> None:
    told: list[Diagnostic] = []
    note = ["[^1]: See", "    [c](http://d) and [e](http://f)."]
    assert list(plain_lines(note, told.append)) == ["", "", "  1. See", "     c and e."]
    assert [(found.code, found.position.line, found.message) for found in told] == [
        ("link-dropped", 2, "2 addresses of links left out")
    ]


@pytest.mark.parametrize(
    "line",
    [
        "> " * 50_000,
        "[" * 50_000,
        "*" * 50_000,
        "*a" * 25_000,
        "[a](" * 20_000,
        "_ a" * 20_000,
        "#" * 50_000,
        "A " * 40_000,
    ],
)
def test_hostile_lines_come_to_an_end(line: str) -> None:
    assert list(plain_lines(["# Head", line, "62 FOREIGN RELATIONS", line]))
