"""Numbers and symbols that could be note markers: which are candidates at all, and which is the likelier one."""

from __future__ import annotations

import pytest

from frusconv.text.markers import Candidate, candidates, glued_at, symbols


def shown(blocks: list[str], candidate: Candidate) -> str:
    """The text up to a candidate, with the candidate in ‹ ›."""
    text = blocks[candidate.block]
    return f"{text[: candidate.start]}‹{text[candidate.start : candidate.end]}›"


def all_of(text: str) -> list[str]:
    return [shown([text], candidate) for candidate in candidates([text])]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("The dues fell.", [], id="no number"),
        pytest.param("The dues1 fell.", ["The dues‹1›"], id="behind a word"),
        pytest.param("The dues,12 he said.", ["The dues,‹12›", "The dues,1‹2›"], id="two digits"),
        pytest.param("June 141 and", ["June 14‹1›", "June 1‹41›"], id="behind a number"),
        pytest.param("They paid 12 crowns.", ["They paid 1‹2›"], id="a number that stands alone"),
        pytest.param("They paid 7 crowns.", [], id="a digit that stands alone"),
        pytest.param("They paid 10 crowns.", [], id="no marker is 0 behind a number"),
        pytest.param("Telegram0", ["Telegram‹0›"], id="0 behind a word"),
        pytest.param("at the dues07 fell", ["at the dues0‹7›"], id="no marker begins with 0"),
    ],
)
def test_candidates(text: str, expected: list[str]) -> None:
    assert sorted(all_of(text)) == sorted(expected)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("at 4 p.m. and 11 a. m., or 12 p.m.", id="times of day"),
        pytest.param("[Page 63] The dues [Page 64]", id="page markers"),
        pytest.param("12. The dues fell.", id="the number of a paragraph"),
        pytest.param("No. 144", id="the number of a document"),
        pytest.param("the 1st, the 22d and the 38th", id="ordinals"),
        pytest.param("the F16s and the 4x4s", id="inside a word"),
        pytest.param("on 41° latitude at 12% or 15½", id="before a sign"),
    ],
)
def test_no_candidates(text: str) -> None:
    assert all_of(text) == []


@pytest.mark.parametrize(
    ("text", "likelier", "other"),
    [
        pytest.param("on June 141 we met", "on June 14‹1›", "on June 1‹41›", id="a day, as far as it goes"),
        pytest.param("in 19382 we met", "in 1938‹2›", "in 193‹82›", id="a year"),
        pytest.param(
            "the dues,2 in 1932 fell", "the dues,‹2›", "the dues,2 in 193‹2›", id="a comma goes before a year"
        ),
        pytest.param(
            "the dues2 were 4.2 or so", "the dues‹2›", "the dues2 were 4.‹2›", id="a word goes before a decimal"
        ),
        pytest.param("41,200 crowns, but dues,200 he", "41,200 crowns, but dues,‹200›", "41,‹200›", id="thousands"),
        pytest.param("No. 412 and dues2 fell", "No. 412 and dues‹2›", "No. 41‹2›", id="a word goes before a number"),
        pytest.param("in vol.2 the dues.2 He", "in vol.2 the dues.‹2›", "in vol.‹2›", id="an abbreviation"),
        pytest.param("at 4:12 the dues:12 they", "at 4:12 the dues:‹12›", "at 4:‹12›", id="a clock"),
        pytest.param("the U2 and the dues2 fell", "the U2 and the dues‹2›", "the U‹2›", id="a letter with a number"),
        pytest.param("for $2 the dues2 fell", "for $2 the dues‹2›", "for $‹2›", id="a sum"),
    ],
)
def test_the_likelier_candidate(text: str, likelier: str, other: str) -> None:
    scores = {shown([text], candidate): candidate.score for candidate in candidates([text])}
    assert scores[likelier] > scores.get(other, -99.0)


def test_candidates_know_block_value_and_word_before() -> None:
    blocks = ["The Minister", "Marsh,12 he said"]
    found = next(c for c in candidates(blocks) if c.value == 12)
    assert (found.block, found.start, found.end, found.before) == (1, 6, 8, "Marsh")


def test_a_number_in_the_source_note_is_an_unlikely_marker() -> None:
    number = "861.00/3501: Telegram"
    above_the_heading, further_down = list(candidates([number])), list(candidates(["The heading", "The text", number]))
    assert all(a.score < b.score for a, b in zip(above_the_heading, further_down, strict=False))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("The dues fell.", [], id="none"),
        pytest.param("The dues* fell.", ["The dues‹*›"], id="an asterisk"),
        pytest.param("The dues,** fell.", ["The dues,‹**›"], id="two asterisks"),
        pytest.param(
            "dues,† lights;‡ capes.§", ["dues,‹†›", "dues,† lights;‹‡›", "dues,† lights;‡ capes.‹§›"], id="others"
        ),
        pytest.param("(dues*) “lights†”", ["(dues‹*›", "(dues*) “lights‹†›"], id="before a bracket and a quote"),
        pytest.param("§ 3 of * the law", [], id="signs that stand alone"),
        pytest.param("* * * * *", [], id="a row of asterisks"),
        pytest.param("4*5 and §3", [], id="inside"),
    ],
)
def test_symbols(text: str, expected: list[str]) -> None:
    assert [shown([text], candidate) for candidate in symbols([text])] == expected


@pytest.mark.parametrize(
    ("text", "number", "start", "expected"),
    [
        pytest.param("The dues1 fell.", "1", 0, 8, id="behind a word"),
        pytest.param("The dues,1 he said", "1", 0, 9, id="behind a comma"),
        pytest.param("The dues fell.1", "1", 0, 14, id="at the end"),
        pytest.param("The dues1 and lights1 fell", "1", 9, 20, id="from a place on"),
        pytest.param("In 1931 the dues1 fell", "1", 0, 16, id="behind numbers"),
        pytest.param("In 1931 it fell", "1", 0, None, id="part of a number"),
        pytest.param("He met 1 man", "1", 0, None, id="a number that stands alone"),
        pytest.param("The dues12 fell", "1", 0, None, id="the beginning of a longer one"),
        pytest.param("", "1", 0, None, id="nothing"),
    ],
)
def test_glued_at(text: str, number: str, start: int, expected: int | None) -> None:
    assert glued_at(text, number, start) == expected
