"""Normalizing again changes nothing, however odd a text is: forms in forms, and texts that something was changed in."""

from __future__ import annotations

import random
from collections.abc import Iterable
from pathlib import Path

import pytest

from frusconv.model import Diagnostic
from frusconv.text.copied import PlainLines, Tell, taken_off
from frusconv.text.normalize import normalize, normalized

ROOT = Path(__file__).parents[1]
# As many changed texts are tried.
TRIED = 6_000
WORDS = (
    *("\n", "\n\n", "  ", "    ", "\t", "1. ", "# ", "> ", "a ", "[Page 3]", "•", "- ", "(a) ", "|", "-\n"),
    *("______\n", "  1. x", "1 A", "[^1]: ", "[1] ", "3 FOREIGN RELATIONS\n"),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("asked2\n1 So.\n2 No.\n[Page 3]", "asked2\n\n1 So.\n\n2 No.\n\n[Page 3]\n", id="a marker is lost"),
        pytest.param(
            "came,1 asked2\n\n1 So.\n\n2 No.\n\n[Page 3]",
            "came,¹ asked²\n\n[Page 3]\n  1. So.\n  2. No.\n",
            id="blank lines between the notes of a page",
        ),
        pytest.param(
            "word†\n* No.\n† So.\n3 FOREIGN  RELATIONS", "word†\n\n* No.\n\n† So.\n\n[Page 3]\n", id="symbols"
        ),
        pytest.param("|Dues|\n|a|1|\n|b|2|", "Dues\t\na\t1\nb\t2\n", id="a table's first line with one cell"),
        pytest.param(
            f"|a|1|\n|{'long ' * 13}|\n|b|2|", f"a\t1\n{'long ' * 12}long\t\nb\t2\n", id="a long cell alone on its line"
        ),
        pytest.param("|a|1|\n|b|2|\n|\n|---|--:|", "a\t1\nb\t2\n\n|\n\n|---|--:|\n", id="a rule below a table"),
        pytest.param("|a|1|\n|# b||", "a\t1\nb\t\n", id="Markdown in a cell"),
        pytest.param("|a|1|\n|> b||", "a\t1\nb\t\n", id="a quote in a cell"),
        pytest.param("#\tHead\n\nText.", "Head\n\nText.\n", id="a head with a tab"),
        pytest.param("Text[^ 1 ]\n\n[^1\t]: Note.", "Text[^ 1]\n  1. Note.\n", id="a definition with a tab"),
        pytest.param("[^1]: So.\n\n  [^2]: No.", "  1. So.\n  2. No.\n", id="a definition set in"),
        pytest.param("asked[ 1]\n[1\t]\tNo.", "asked1\n  1. No.\n", id="blanks in brackets"),
        pytest.param(">\n>\n>\nOne.\n\nTwo.", ">\n\n>\n\n>\n\nOne.\n\nTwo.\n", id="marks of quoting alone"),
        pytest.param(
            "Dues\n\nasked\n\n1.  So\n    it is.\n2. No.",
            "Dues\n\nasked\n  1. So it is.\n  2. No.\n",
            id="notes that hang",
        ),
        pytest.param(
            "Dues\n\nasked\n\n1 .\tSo.\n2.\tNo.", "Dues\n\nasked\n  1. So.\n  2. No.\n", id="a blank before the dot"
        ),
        pytest.param(
            "1. One\n  a) two\n a) three\n\nEnd.",
            "1. One\n\na) two\n\na) three\n\nEnd.\n",
            id="points in line with none above",
        ),
        pytest.param(" 2.\n\n  *.\n  So.", "  2.\n  *. So.\n", id="a symbol alone"),
        pytest.param(
            "He\n\nasked\n\n1. So\n2. no\n  it is\n\n 1.",
            "He\n\nasked\n\n1. So\n2. no\n  it is\n  1.\n",
            id="points above notes",
        ),
        pytest.param("    9. So.\n  1. No.", "  9. So.\n  1. No.\n", id="an entry further out"),
        pytest.param("N   T\n   r\n   s\n  [Page 2]", "N\tT\n\tr\n\ts\n\n[Page 2]\n", id="a page behind a table"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected
    assert normalize(expected) == expected


def test_what_a_later_pass_leaves_out_is_told_of() -> None:
    told: list[Diagnostic] = []
    text = "|a|1|\n|# [b](http://c.d)||"
    assert "".join(normalized((text,), tell=told.append)) == "a\t1\nb\t\n"
    assert [diagnostic.code for diagnostic in told] == ["link-dropped"]


def test_what_shows_a_form_and_stays_costs_one_pass(monkeypatch: pytest.MonkeyPatch) -> None:
    passes: list[bool] = []

    def counted(lines: Iterable[str], tell: Tell) -> PlainLines:
        passes.append(True)
        return taken_off(lines, tell)

    monkeypatch.setattr("frusconv.text.normalize.taken_off", counted)
    assert normalize("One.\n________\nTwo.") == "One.\n\n________\n\nTwo.\n"
    assert len(passes) == 2


def test_texts_that_were_changed() -> None:
    paths = sorted([*ROOT.glob("forms/*/*.txt"), *ROOT.glob("cases/*/source.txt")])
    seeds = [path.read_text(encoding="utf-8", errors="replace") for path in paths]
    assert len(seeds) > 100
    chance = random.Random(1936)  # noqa: S311 - the same texts each time
    for _ in range(TRIED):
        text = chance.choice(seeds)
        for _ in range(chance.randint(1, 6)):
            text = changed(text, seeds, chance)
        once = normalize(text)
        assert normalize(once) == once, text


def changed(text: str, seeds: list[str], chance: random.Random) -> str:
    """Return a text with something of another put in, taken out, or set in."""
    at = chance.randint(0, len(text))
    match chance.randint(0, 3):
        case 0:
            other = chance.choice(seeds)
            start = chance.randrange(len(other))
            return text[:at] + other[start : start + chance.randint(1, 200)] + text[at:]
        case 1:
            return text[:at] + text[at + chance.randint(1, 80) :]
        case 2:
            return text[:at] + chance.choice(WORDS) + text[at:]
        case _:
            lines = text.split("\n")
            line = chance.randrange(len(lines))
            lines[line] = chance.choice(("  ", "    ", " ", "\t")) + lines[line]
            return "\n".join(lines)
