"""Clean-up of single characters: what changes, what stays, and that doing it again changes nothing."""

from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frusconv.text.characters import clean, controls, tidy

BLANKS = "\t\n\r\x0b\x0c\x85\u2028\u2029\xa0\u2009\u202f\u3000"
INVISIBLE = "\u200b\u200d\u200e\u2060\ufeff\u202a\xad\x00\x07\x1b\x7f\x9f\ufffe"
ODDITIES = [*BLANKS, *INVISIBLE, *"\u0301\u0327ecé()[],.:;!”“’…-—½7", " ", "  ", "\r\n", "word"]
odd_text = st.lists(st.sampled_from(ODDITIES) | st.characters(), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("Vienna, undated.\n", "Vienna, undated.\n", id="clean already"),
        pytest.param("one\r\ntwo\r\n", "one\ntwo\n", id="CRLF"),
        pytest.param("one\rtwo", "one\ntwo", id="CR"),
        pytest.param("one\r\n\rtwo", "one\n\ntwo", id="CRLF and CR"),
        pytest.param("one\x85two\u2028three\u2029four", "one\ntwo\nthree\nfour", id="Unicode's line ends"),
        pytest.param("the\tharbor\xa0talks", "the\tharbor talks", id="no-break space, but no tab"),
        pytest.param("4\u2009p.\u202fm.", "4 p. m.", id="thin spaces"),
        pytest.param("\u3000Indented", " Indented", id="ideographic space"),
        pytest.param("page end\x0c\npage\x0bbegin", "page end \npage begin", id="form feed and vertical tab"),
        pytest.param("\ufeffNo. 12", "No. 12", id="byte order mark"),
        pytest.param("har\u200bbor\u2060 tal\ufeffks", "harbor talks", id="zero width"),
        pytest.param("\u202bembassy\u202c \u200ftalks\u2066\u2069", "embassy talks", id="marks of direction"),
        pytest.param("commu\xadnique", "communique", id="soft hyphen inside a line"),
        pytest.param("communique\u0301", "communiqué", id="combining accent"),
        pytest.param("communique\u200b\u0301", "communiqué", id="combining accent behind a zero width"),
        pytest.param("Franc\u0327ois A\u030angstro\u0308m", "François Ångström", id="cedilla and ring"),
        pytest.param("Kar\x00ls\x07kro\x1bna\x7f", "Karlskrona", id="control characters"),
        pytest.param("Karls\ufffekro\ud800na", "Karlskrona", id="noncharacter and lone surrogate"),
        pytest.param(
            "“Let’s”, ‘so’ – 6–1049 — ½ § ‡ £ … × 日本 Ћ",
            "“Let’s”, ‘so’ – 6–1049 — ½ § ‡ £ … × 日本 Ћ",
            id="kept as printed",
        ),
        pytest.param("ﬁnal No. ², ³⁄₄", "ﬁnal No. ², ³⁄₄", id="compatibility characters are no variants of others"),
        pytest.param("two  blanks   stay ", "two  blanks   stay ", id="runs of blanks are not its business"),
    ],
)
def test_clean(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("a con\xad\nference", "a con\xad\nference", id="kept at a line end"),
        pytest.param("a con\xad\xa0\nference", "a con\xad \nference", id="kept before blanks at a line end"),
        pytest.param("a con\xadference", "a conference", id="removed in a line"),
        pytest.param("the end\xad", "the end", id="removed at the end of the text"),
    ],
)
def test_soft_hyphen(text: str, expected: str) -> None:
    assert clean(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("Vienna, 3 p.m.\n", [], id="none"),
        pytest.param("Vi\x07enna", [(1, 3, "U+0007")], id="bell"),
        pytest.param("\x00a\x1b\n\x9f", [(1, 1, "U+0000"), (1, 3, "U+001B"), (2, 1, "U+009F")], id="several"),
        pytest.param("a\r\nb\rc\u2028d\x01", [(4, 2, "U+0001")], id="behind line ends of every kind"),
        pytest.param("a\tb\x0c\r\n\xa0\ufeff\xad", [], id="blanks and invisible characters are none"),
        pytest.param("a\ufffe\ud800", [(1, 2, "U+FFFE"), (1, 3, "U+D800")], id="what XML does not allow"),
    ],
)
def test_controls(text: str, expected: list[tuple[int, int, str]]) -> None:
    assert [(position.line, position.column, name) for position, name in controls(text)] == expected


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        pytest.param("", "", id="nothing"),
        pytest.param("  The Legation  ", "The Legation", id="ends"),
        pytest.param("the   two  harbors", "the two harbors", id="runs of blanks"),
        pytest.param("The Minister ( Olding ) replied", "The Minister (Olding) replied", id="inside brackets"),
        pytest.param("( Olding) and [ Marsh ]", "(Olding) and [Marsh]", id="on one side of brackets"),
        pytest.param("the note , the reply ; both !", "the note, the reply; both!", id="before punctuation"),
        pytest.param("Present : the Consul", "Present: the Consul", id="before a colon"),
        pytest.param("he agreed .", "he agreed.", id="before a full stop at the end"),
        pytest.param("he agreed . Then he left .", "he agreed. Then he left.", id="before each full stop"),
        pytest.param("“he agreed .”", "“he agreed.”", id="before a stop and a quote"),
        pytest.param("he said “yes ” and left", "he said “yes” and left", id="before a closing quote"),
        pytest.param("the text . . . . . goes on", "the text . . . . . goes on", id="an omission"),
        pytest.param(". . . . . . .", ". . . . . . .", id="a row of dots"),
        pytest.param("the text . . .", "the text . . .", id="an omission at the end"),
        pytest.param("the text … goes on", "the text … goes on", id="an ellipsis"),
        pytest.param("4 p. m.", "4 p. m.", id="blanks behind stops"),
        pytest.param("since the ’30s", "since the ’30s", id="an apostrophe that opens"),
        pytest.param("at .5 percent", "at .5 percent", id="a decimal"),
        pytest.param("a file .txt", "a file .txt", id="a stop that opens a word"),
        pytest.param("the “ harbor ” question", "the “ harbor” question", id="an opening quote stays"),
    ],
)
def test_tidy(block: str, expected: str) -> None:
    assert tidy(block) == expected


@settings(max_examples=400, deadline=None)
@given(odd_text)
def test_clean_is_idempotent(text: str) -> None:
    cleaned = clean(text)
    assert clean(cleaned) == cleaned


@settings(max_examples=400, deadline=None)
@given(odd_text)
def test_clean_keeps_the_number_of_lines(text: str) -> None:
    assert clean(text).count("\n") == len(re.findall("\r\n|[\r\n\x85\u2028\u2029]", text))


@settings(max_examples=400, deadline=None)
@given(odd_text)
def test_cleaned_text_has_no_odd_character(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not list(controls(cleaned))
    assert not [c for c in cleaned if c.isspace() and c not in " \n\t"]
    assert not re.search("[\u200b-\u200f\u2060-\u2064\ufeff\u202a-\u202e\u2066-\u2069]|\xad(?! *\n)", cleaned)


@settings(max_examples=400, deadline=None)
@given(odd_text.map(clean).map(lambda text: re.sub("[\n\t]", " ", text.replace("\xad", ""))))
def test_tidy_is_idempotent_and_removes_nothing_but_blanks(block: str) -> None:
    tidied = tidy(block)
    assert tidy(tidied) == tidied
    assert tidied.replace(" ", "") == block.replace(" ", "")
    assert "  " not in tidied
    assert tidied == tidied.strip(" ")
