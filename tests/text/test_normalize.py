"""Clean text from raw text: what comes out, that it stays so, that it streams, and that nothing is lost."""

from __future__ import annotations

import itertools
import re
import textwrap
from collections.abc import Callable, Iterator

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from frusconv.text.characters import clean, controls
from frusconv.text.normalize import normalize, normalized

PARAGRAPH = (
    "The Minister of Marine told me yesterday evening that the harbor dues at Karlskrona would be lowered before the "
    "first of May, and that the two light ships, which had been taken in for repairs in the autumn, would be back."
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("\n \n\t\n", "", id="blanks"),
        pytest.param("\ufeff", "", id="a byte order mark alone"),
        pytest.param("One.", "One.\n", id="one line"),
        pytest.param("One.\n\nTwo.\n", "One.\n\nTwo.\n", id="clean already"),
        pytest.param("One.\nTwo.\n", "One.\n\nTwo.\n", id="a line a block"),
        pytest.param("\n\nOne.\n\n\n\nTwo.\n\n", "One.\n\nTwo.\n", id="blank lines"),
        pytest.param("One.\r\n\r\nTwo.\r\n", "One.\n\nTwo.\n", id="CRLF"),
        pytest.param("One.\r\rTwo.\r", "One.\n\nTwo.\n", id="CR"),
        pytest.param("One.\u2028\u2028Two.\x85", "One.\n\nTwo.\n", id="Unicode's line ends"),
        pytest.param(
            "\ufeffThe  Minister\xa0( Olding )\tleft .", "The Minister (Olding) left.\n", id="blanks in a line"
        ),
        pytest.param("communique\u0301", "communiqué\n", id="combining accent"),
        pytest.param("“So” ‘it’ is – he said — ½", "“So” ‘it’ is – he said — ½\n", id="kept as printed"),
        pytest.param("One.\x0c\nTwo.", "One.\n\nTwo.\n", id="form feed"),
        pytest.param("a con\xad\nference", "a conference\n", id="soft hyphen"),
        pytest.param("a con\xad\nven\xad\ntion\n", "a convention\n", id="a word over three lines"),
        pytest.param("One [Page 63] two.", "One [Page 63] two.\n", id="page marker"),
        pytest.param(". . . . . . .", ". . . . . . .\n", id="omission"),
        pytest.param("Dues.1\n\nOlding\n  1. Not printed.", "Dues.1\n\nOlding\n  1. Not printed.\n", id="note list"),
        pytest.param(
            "Dues.2\n\nOlding\n\n1. A.\n2. B.", "Dues.2\n\nOlding\n  1. A.\n  2. B.\n", id="note list, not indented"
        ),
        pytest.param(
            "Dues.1\n\n    1.   Not\n      printed.", "Dues.1\n  1. Not printed.\n", id="note list of two lines"
        ),
        pytest.param("Dues.1\n\n  1.", "Dues.1\n  1.\n", id="an empty note"),
        pytest.param("• A\n• B\n", "• A\n\n• B\n", id="points"),
        pytest.param("A\n\n  *. Not printed.", "A\n  *. Not printed.\n", id="a note with a symbol"),
        pytest.param(
            "He asked:\n1. A\n   (a) B\n2. C\n\nOlding",
            "He asked:\n\n1. A\n  (a) B\n2. C\n\nOlding\n",
            id="points in points",
        ),
        pytest.param(
            "He wrote:\n\n\t“We go to bed.”\n\nOlding", "He wrote:\n\n    “We go to bed.”\n\nOlding\n", id="a quote"
        ),
        pytest.param("Names:\n\n    Olding\n\nGrane", "Names:\n\nOlding\n\nGrane\n", id="set in, but no quote"),
    ],
)
def test_normalize(text: str, expected: str) -> None:
    assert normalize(text) == expected
    assert normalize(expected) == expected


@pytest.mark.parametrize("width", [45, 65, 72, 80, 100])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", " \n", "\r"])
def test_hard_wrapped_text(width: int, line_end: str) -> None:
    lines = ["Stockholm, undated.", "", *textwrap.wrap(PARAGRAPH, width), "", "Olding"]
    assert normalize(line_end.join(lines)) == f"Stockholm, undated.\n\n{PARAGRAPH}\n\nOlding\n"


def test_words_divided_at_line_ends() -> None:
    lines = ["The Minister of Marine told me yesterday evening that the harbor confer-"]
    lines += ["ence at Karlskrona, to which the Swedish-Danish and the Anglo-", "Norwegian boards had"]
    lines += ["been asked, was put off."]
    assert normalize("\n".join(lines)).startswith(
        "The Minister of Marine told me yesterday evening that the harbor conference at Karlskrona, to which the "
        "Swedish-Danish and the Anglo-Norwegian boards had"
    )


def test_pieces_come_while_pieces_still_come() -> None:
    taken = 0

    def pieces() -> Iterator[str]:
        nonlocal taken
        for taken in range(1, 20_000):
            yield f"Paragraph {taken}.\n\n"

    assert next(normalized(pieces())) == "Paragraph 1.\n"
    assert taken < 5_000


@pytest.mark.parametrize(
    "pieces",
    [
        pytest.param([], id="none"),
        pytest.param(["", ""], id="empty ones"),
        pytest.param(["One.\r", "\nTwo."], id="between CR and LF"),
        pytest.param(["One.\n", "\nTwo."], id="between line ends"),
        pytest.param(["communique", "\u0301"], id="before a combining accent"),
        pytest.param(["a con\xad", "\nference"], id="behind a soft hyphen"),
        pytest.param(["a con\xad\n", "ference"], id="behind a soft hyphen's line end"),
        pytest.param(["a con\xad \r", "\n ference", ""], id="in a soft hyphen's line end"),
        pytest.param(["Dues.1\n ", " 1", ". Not printed."], id="in a note's number"),
        pytest.param(["a con\xad\xa0\n", "ference, then\n"], id="behind a soft hyphen and a no-break space"),
        pytest.param(["\ufeff", "One."], id="behind a byte order mark"),
    ],
)
def test_pieces(pieces: list[str]) -> None:
    assert "".join(normalized(pieces)) == normalize("".join(pieces))


@pytest.mark.parametrize(
    ("pieces", "expected"),
    [
        pytest.param(["One.\n", "Tw\x07o.\n"], [(2, 3, "U+0007")], id="in the second"),
        pytest.param(
            ["One.\nTw", "o\x07.\n\x00"], [(2, 4, "U+0007"), (3, 1, "U+0000")], id="behind a line begun before"
        ),
        pytest.param(["One.\r", "\nTwo\x1b"], [(2, 4, "U+001B")], id="behind CR and LF in two"),
        pytest.param(["One.\n", "Two.\n"], [], id="none"),
    ],
)
def test_control_characters_are_reported(pieces: list[str], expected: list[tuple[int, int, str]]) -> None:
    found: list[tuple[int, int, str]] = []
    text = "".join(normalized(pieces, lambda position, name: found.append((position.line, position.column, name))))
    assert found == expected
    assert not list(controls(text))


WORDS = (
    "the harbor dues of Karlskrona conference negotiations Swedish-Danish inter- nego- pro- and two- 1938 4.16 U.S. 12 "
    "No. June 3, treaty,2 Olding ( Grane ) [ sic ] [Page 63] “so” ’30s . . . … — – : ; , ! * † • "
    "communique\u0301 \u0301 ti\u200bme mu\xadtual a\xa0b \x07"
).split(" ")
LINE_ENDS = (
    ["\n"] * 8 + ["\n\n"] * 3 + ["\r\n", "\r", " \n", "\xa0\n", "\x0c\n", "\u2028", "\x85", "-\n", "—\n", "\n\n\n"]
)
STARTS = [""] * 8 + ["• ", "◦", "[Page 3] ", "No. 1. ", "1) ", "2) ", "12", "(a) ", "(b) ", "1. ", "2. ", "- ", "“"]
ENTRIES = ["1. ", "2. ", "3. ", "1.", "10. ", "*. ", "† ", "66. "]
words = st.sampled_from(WORDS) | st.text(st.characters(exclude_categories=["Cs"]), max_size=4)
sentences = st.lists(words, max_size=14).map(" ".join)


def lines(indents: list[str], starts: list[str]) -> st.SearchStrategy[str]:
    parts = st.sampled_from(indents), st.sampled_from(starts), sentences, st.sampled_from(LINE_ENDS)
    return st.tuples(*parts).map("".join)


def wrapped(text: str, width: int, line_end: str, indent: str) -> str:
    return indent + line_end.join(textwrap.wrap(text, width) or [""]) + line_end


def set_in(text: str, width: int, line_end: str, indent: str) -> str:
    return line_end + "".join(indent + line + line_end for line in textwrap.wrap(f"{text}.", width)) + line_end


paragraphs = st.builds(
    wrapped,
    st.lists(st.sampled_from(WORDS), min_size=15, max_size=60).map(" ".join),
    st.integers(38, 112),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["", "", "  ", "    "]),
)
quotes = st.builds(
    set_in,
    st.lists(st.sampled_from(WORDS), min_size=10, max_size=40).map(" ".join),
    st.integers(38, 112) | st.just(1000),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["  ", "    ", "      ", "\t", "    “", ""]),
)
bodies = st.lists(lines(["", "", "", " ", "\t", "  ", "    "], STARTS) | paragraphs | quotes, max_size=8).map("".join)
note_lists = st.lists(lines(["  "], ENTRIES), max_size=4).map("".join)
documents = st.tuples(bodies, note_lists).map("".join)


def visible(text: str) -> str:
    """The characters of a text that print shows; hyphens aside, and what quotes lines."""
    return "".join(c for c in clean(text) if not c.isspace() and c not in "->\xad")


def quick(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    checks = [HealthCheck.too_slow, HealthCheck.large_base_example]
    return settings(max_examples=examples, deadline=None, suppress_health_check=checks)


@quick(250)
@given(documents)
@example("The harbor dues of\nKarlskrona.1\n  1. Not printed.\n  2. Missing.")
@example("He came.\nHe left.\n1. The dues.\n  2. The lights.\n")
@example("\n\nHe came.\nHe left.\n1. The dues.\n 2. The lights.\n")
def test_normalize_is_idempotent(text: str) -> None:
    once = normalize(text)
    assert normalize(once) == once


@quick(200)
@given(documents, st.lists(st.integers(0, 600), max_size=8))
def test_pieces_make_no_difference(text: str, cuts: list[int]) -> None:
    edges = sorted({0, len(text), *(cut for cut in cuts if cut < len(text))})
    pieces = [text[a:b] for a, b in itertools.pairwise(edges)]
    assert "".join(normalized(pieces)) == normalize(text)


@quick(250)
@given(documents)
def test_no_visible_character_is_lost(text: str) -> None:
    assert visible(normalize(text)) == visible(text)


@quick(250)
@given(documents)
def test_a_hyphen_is_lost_only_at_a_line_end(text: str) -> None:
    lost = clean(text).count("-") - normalize(text).count("-")
    assert 0 <= lost <= len(re.findall("- *(?:\n|$)", clean(text)))


@quick(200)
@given(documents)
def test_normalized_text_has_the_form_that_is_promised(text: str) -> None:
    result = normalize(text)
    assert result == "" or result.endswith("\n")
    assert not result.startswith("\n")
    assert "\n\n\n" not in result
    assert "\r" not in result
    for line in result.splitlines():
        assert line == line.rstrip(" ")
        assert "  " not in line.lstrip(" ")
        assert (len(line) - len(line.lstrip(" "))) % 2 == 0
