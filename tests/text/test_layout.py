"""Lines into blocks: blank lines, a line a block, hard-wrapped text, note lists, bullets."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

import pytest

from frusconv.text.layout import WINDOW, TextBlock, text_blocks
from frusconv.text.wrapped import wrap_width

PARAGRAPH = (
    "The Minister of Marine told me yesterday evening that the harbor dues at Karlskrona would be lowered before the "
    "first of May, and that the two light ships, which had been taken in for repairs in the autumn, would be back at "
    "their posts by then. He asked me to keep this from the press until the Cabinet had met."
)
SECOND = (
    "I answered that my Government would be glad to hear of it, since the masters of our coasting vessels had long "
    "complained of the dues, and of the want of any light between the two capes, where three ships were lost last year."
)


def wrapped(text: str, width: int = 72) -> list[str]:
    return textwrap.wrap(text, width, break_on_hyphens=True)


def told(lines: list[str]) -> list[tuple[str | None, str]]:
    """What the blocks of some lines are, as (label, text)."""
    return [(block.label, block.text) for block in text_blocks(lines)]


def texts(lines: list[str]) -> list[str]:
    found = told(lines)
    assert all(label is None for label, _ in found)
    return [text for _, text in found]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], [], id="nothing"),
        pytest.param(["", " ", ""], [], id="blank lines"),
        pytest.param(["One."], ["One."], id="one line"),
        pytest.param(["One.", "", "Two."], ["One.", "Two."], id="a blank line"),
        pytest.param(["", "One.", "", "", "", "Two.", ""], ["One.", "Two."], id="several blank lines"),
        pytest.param(["One.", "Two.", "Three."], ["One.", "Two.", "Three."], id="a line a block"),
        pytest.param([PARAGRAPH, SECOND], [PARAGRAPH, SECOND], id="long lines are paragraphs"),
        pytest.param(["  One  blank ( only ) .  "], ["One blank (only)."], id="tidied"),
        pytest.param(["The Legation", "", PARAGRAPH, SECOND], ["The Legation", PARAGRAPH, SECOND], id="both"),
    ],
)
def test_lines_into_blocks(lines: list[str], expected: list[str]) -> None:
    assert texts(lines) == expected


@pytest.mark.parametrize("width", [45, 60, 72, 76, 80, 100])
def test_hard_wrapped_paragraphs_are_joined(width: int) -> None:
    lines = ["Stockholm, undated.", "", *wrapped(PARAGRAPH, width), "", *wrapped(SECOND, width), "", "Olding"]
    assert texts(lines) == ["Stockholm, undated.", PARAGRAPH, SECOND, "Olding"]


def test_an_indented_line_begins_a_paragraph() -> None:
    lines = [
        f"  {line}" if number == 0 else line for p in (PARAGRAPH, SECOND) for number, line in enumerate(wrapped(p))
    ]
    assert texts(lines) == [PARAGRAPH, SECOND]


def test_a_short_line_ends_a_paragraph() -> None:
    lines = [*wrapped(PARAGRAPH), *wrapped(SECOND)]
    assert len(wrapped(PARAGRAPH)[-1]) < 60
    assert texts(lines) == [PARAGRAPH, SECOND]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([], 0, id="nothing"),
        pytest.param(wrapped(PARAGRAPH, 72), 72, id="one paragraph"),
        pytest.param([*wrapped(PARAGRAPH, 60), "", *wrapped(SECOND, 60)], 60, id="two paragraphs"),
        pytest.param([PARAGRAPH, SECOND], 0, id="a line a paragraph"),
        pytest.param([PARAGRAPH, "", SECOND], 0, id="a blank line between"),
        pytest.param(
            ["The harbor dues", "", "The light ships at the two capes of Karlskrona"], 0, id="no two lines meet"
        ),
        pytest.param(["Participants", "Mr. Olding", "Mr. Marsh", "Mr. Grane"], 0, id="short lines"),
        pytest.param(wrapped(PARAGRAPH, 30), 0, id="narrower than anybody wraps"),
        pytest.param(wrapped(f"{PARAGRAPH} {SECOND}", 140), 0, id="wider than anybody wraps"),
    ],
)
def test_wrap_width(lines: list[str], expected: int) -> None:
    assert wrap_width(lines) in range(max(0, expected - 4), expected + 1)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("the con-", "ference", "the conference", id="a divided word"),
        pytest.param("the Swedish-", "Danish", "the Swedish-Danish", id="a compound"),
        pytest.param("the pre-", "and postwar", "the pre- and postwar", id="a hung hyphen"),
        pytest.param("at once—", "so he", "at once—so he", id="a dash"),
        pytest.param("in 1937–", "1938", "in 1937–1938", id="a range"),
        pytest.param("of course", "he", "of course he", id="two words"),
    ],
)
def test_what_meets_at_a_line_end(before: str, after: str, expected: str) -> None:
    filler = "x" * (71 - len(before))
    rest = "had told the masters of the coasting vessels of it."
    assert texts([f"{filler} {before}", f"{after} {rest}"]) == [f"{filler} {expected} {rest}"]


@pytest.mark.parametrize("line_end", ["\xad", "\xad "])
def test_a_soft_hyphen_at_a_line_end(line_end: str) -> None:
    assert texts([f"a con{line_end}", "ference was held"]) == ["a conference was held"]
    assert texts([f"a con{line_end}", "", "Next"]) == ["a con", "Next"]


HEADING = "The Minister in Sweden (Olding) to the Secretary of State"
SENTENCE = "Harbor dues at Karlskrona were lowered this morning."


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param([HEADING, SENTENCE, "Olding"], id="heading, text, signature"),
        pytest.param([HEADING, "Stockholm, May 3, 1938—4 p.m.", SENTENCE, "Olding"], id="with a dateline"),
        pytest.param(["858.85/4: Telegram", HEADING, SENTENCE, "Olding"], id="with a source note"),
        pytest.param([f"Point {n} was agreed to without another word." for n in range(5)], id="equal sentences"),
        pytest.param([HEADING, SENTENCE], id="heading and text"),
    ],
)
def test_a_short_text_with_a_block_a_line_is_not_wrapped(lines: list[str]) -> None:
    assert texts(lines) == lines


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            ["The talks.2", "", "Olding", "  1. Not printed.", "  2. Missing."],
            [(None, "The talks.2"), (None, "Olding"), ("1", "Not printed."), ("2", "Missing.")],
            id="indented, without a blank line before it",
        ),
        pytest.param(
            ["The talks.2", "", "  1. Not printed.", "", "  2. Missing."],
            [(None, "The talks.2"), ("1", "Not printed."), ("2", "Missing.")],
            id="indented, with blank lines",
        ),
        pytest.param(
            ["The talks.2", "", "Olding", "", "1. Not printed.", "2. Missing."],
            [(None, "The talks.2"), (None, "Olding"), ("1", "Not printed."), ("2", "Missing.")],
            id="not indented",
        ),
        pytest.param(
            ["The talks.*", "", "  *. Not printed.", "  †. Missing."],
            [(None, "The talks.*"), ("*", "Not printed."), ("†", "Missing.")],
            id="symbols",
        ),
        pytest.param(
            ["The talks.66", "", "  66. Not printed.", "  67. Missing."],
            [(None, "The talks.66"), ("66", "Not printed."), ("67", "Missing.")],
            id="numbers that begin high",
        ),
        pytest.param(
            ["The talks.2", "", "  1. Not printed", "  in this volume.", "  2. Missing."],
            [(None, "The talks.2"), ("1", "Not printed in this volume."), ("2", "Missing.")],
            id="an entry of two lines",
        ),
        pytest.param(
            ["The talks.2", "", "  1. Dated June", "    3. It says so.", "  2. Missing."],
            [(None, "The talks.2"), ("1", "Dated June 3. It says so."), ("2", "Missing.")],
            id="a number further in goes on with the entry",
        ),
        pytest.param(
            ["The talks.2", "", "  1.", "  2. Missing."],
            [(None, "The talks.2"), ("1", ""), ("2", "Missing.")],
            id="an empty entry",
        ),
        pytest.param(
            ["The talks.1", "", "  1. Dated", "", "", "Olding"],
            [(None, "The talks.1"), ("1", "Dated"), (None, "Olding")],
            id="text behind the list",
        ),
    ],
)
def test_note_list(lines: list[str], expected: list[tuple[str | None, str]]) -> None:
    assert told(lines) == expected


@pytest.mark.parametrize(
    "lines",
    [
        pytest.param(["He said:", "", "1. The dues.", "", "2. The lights.", "", "He left."], id="between paragraphs"),
        pytest.param(["He said:", "1. The dues.", "2. The lights.", "He left."], id="a line a block"),
        pytest.param(["12. Telegram From the Legation", "", "The talks."], id="a numbered heading"),
        pytest.param(["The dues were lowered in", "", "1938. They rose again."], id="a year"),
        pytest.param(["The talks.", "", "2. The lights.", "3. The capes."], id="a run that does not begin with 1"),
        pytest.param(["1. The dues.", "2. The lights."], id="nothing before it"),
    ],
)
def test_numbered_paragraphs_are_no_notes(lines: list[str]) -> None:
    assert texts(lines) == [line for line in lines if line]


def test_a_wrapped_note_list() -> None:
    lines = [*wrapped(PARAGRAPH), "", "Olding", "", *wrapped(f"1. {SECOND}"), *wrapped(f"2. {PARAGRAPH}")]
    assert told(lines) == [(None, PARAGRAPH), (None, "Olding"), ("1", SECOND), ("2", PARAGRAPH)]


def test_a_wrapped_and_indented_note_list() -> None:
    notes = textwrap.wrap(f"1. {SECOND}", 72, initial_indent="  ", subsequent_indent="     ")
    assert told([*wrapped(PARAGRAPH), "", *notes]) == [(None, PARAGRAPH), ("1", SECOND)]


@pytest.mark.parametrize("bullet", ["• ", "•", "◦ ", "▪ ", "● "])
def test_a_bullet_begins_a_block(bullet: str) -> None:
    lines = [*wrapped(PARAGRAPH), "", f"{bullet}Mr. Olding, Minister of Marine", f"{bullet}Mr. Marsh, Under Secretary"]
    assert texts(lines) == [PARAGRAPH, *(line for line in lines if line.startswith(bullet))]


def test_wrapped_points() -> None:
    points = [line for p in (PARAGRAPH, SECOND) for line in wrapped(f"• {p}")]
    assert texts(points) == [f"• {PARAGRAPH}", f"• {SECOND}"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(["One.", "", "", "Two.", "Three."], [1, 4, 5], id="blocks"),
        pytest.param(["", "", *wrapped(PARAGRAPH), "", "Olding"], [3, 4 + len(wrapped(PARAGRAPH))], id="wrapped"),
        pytest.param(["The talks.1", "", "  1. Not", "  printed.", "  2. Missing."], [1, 3, 5], id="notes"),
    ],
)
def test_a_block_knows_its_line(lines: list[str], expected: list[int]) -> None:
    assert [block.line for block in text_blocks(lines)] == expected


def test_blocks_come_while_lines_still_come() -> None:
    taken = 0

    def lines() -> Iterator[str]:
        nonlocal taken
        for taken in range(1, 10 * WINDOW):
            yield f"Paragraph {taken}." if taken % 2 else ""

    blocks = text_blocks(lines())
    assert next(blocks) == TextBlock("Paragraph 1.", 1)
    assert taken < 2 * WINDOW


def test_a_run_longer_than_the_window_is_not_lost() -> None:
    lines = [f"Paragraph {number}." for number in range(2 * WINDOW + 10)]
    assert texts(lines) == lines
