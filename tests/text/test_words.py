"""Whether two pieces of text are one word: at a line end, at a hyphen, at a page marker."""

from __future__ import annotations

import pytest

from frusconv.text.words import Words, closes_up, common_words, rejoin, words_of


def nothing_seen() -> Words:
    return words_of("")


def never_asked() -> Words:
    pytest.fail("the words of the text were gathered though nothing depends on them")


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("the harbor negotia-", "tions went on", "the harbor negotiations went on", id="a common word"),
        pytest.param("a confer-", "ence.", "a conference.", id="punctuation behind it"),
        pytest.param("(“con-", "sular” rights)", "(“consular” rights)", id="brackets and quotes before it"),
        pytest.param("NEGOTIA-", "tions went on", "NEGOTIAtions went on", id="capitals before small letters"),
        pytest.param("the Anglo-", "Danish talks", "the Anglo-Danish talks", id="a capital behind the hyphen"),
        pytest.param("the Swedish-", "Danish talks", "the Swedish-Danish talks", id="a name on both sides"),
        pytest.param("a man-of-", "war", "a man-of-war", id="a compound with a hyphen already"),
        pytest.param("a non-", "belligerent state", "a non-belligerent state", id="non-"),
        pytest.param("an aide-", "mémoire", "an aide-mémoire", id="aide-"),
        pytest.param("the aides-", "mémoire", "the aides-mémoire", id="aides-"),
        pytest.param("vis-", "à-vis", "vis-à-vis", id="vis-"),
        pytest.param("the ex-", "traterritorial rights", "the extraterritorial rights", id="what only looks like ex-"),
        pytest.param("the ten-", "ders.3 He", "the tenders.3 He", id="a note marker behind it"),
        pytest.param("the all-", "ied,2 he", "the allied,2 he", id="a comma and a note marker behind it"),
        pytest.param("the under-", "signed", "the undersigned", id="a word of diplomats"),
        pytest.param("a well-", "informed source", "a well-informed source", id="well-"),
        pytest.param("the self-", "governing islands", "the self-governing islands", id="self-"),
        pytest.param("a treaty-", "making power", "a treaty-making power", id="two common words"),
        pytest.param("the two- and three-", "year terms", "the two- and three-year terms", id="a number"),
        pytest.param("the pre-", "and postwar years", "the pre- and postwar years", id="a hung hyphen before `and`"),
        pytest.param("two-", "or threefold", "two- or threefold", id="a hung hyphen before `or`"),
        pytest.param("three-", "to fourfold", "three- to fourfold", id="a hung hyphen before `to`"),
    ],
)
def test_rejoin(before: str, after: str, expected: str) -> None:
    assert rejoin(before, after, nothing_seen) == expected


@pytest.mark.parametrize(
    ("before", "after", "text", "expected"),
    [
        pytest.param("in Brezo-", "grad", "Brezograd", "in Brezograd", id="a name seen whole"),
        pytest.param("a sub-", "office", "each sub-office", "a sub-office", id="a compound seen with its hyphen"),
        pytest.param("in Brezo-", "grad.", "BREZOGRAD", "in Brezograd.", id="seen in capitals"),
        pytest.param("the air-", "field", "the airfield, an air field", "the airfield", id="seen whole and apart"),
        pytest.param("in Brezo-", "grad", "", "in Brezograd", id="neither half is a word"),
    ],
)
def test_rejoin_by_the_words_of_the_text(before: str, after: str, text: str, expected: str) -> None:
    assert rejoin(before, after, lambda: words_of(text)) == expected


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        pytest.param("the nego", "tiations", True, id="inside a word"),
        pytest.param("the Ambas", "sador said", True, id="inside a title"),
        pytest.param("the repre", "sentatives, who", True, id="inside a word before a comma"),
        pytest.param("the Swedish-", "Danish talks", True, id="behind a compound's hyphen"),
        pytest.param("pre-", "and postwar", False, id="behind a hung hyphen"),
        pytest.param("the so", "cial order", True, id="behind so"),
        pytest.param("an in", "quiry was", True, id="behind in"),
        pytest.param("the do", "mestic law", True, id="behind do"),
        pytest.param("a no", "tification of", True, id="behind no"),
        pytest.param("he as", "sured me", True, id="behind as"),
        pytest.param("the talks—", "so he said", True, id="behind a dash without blanks"),
        pytest.param("the talks", "—so he said", True, id="before a dash without blanks"),
        pytest.param("the talks —", "so he said", False, id="behind a dash with blanks"),
        pytest.param("the talks", "— so he said", False, id="before a dash with blanks"),
        pytest.param("the friendly", "talks", False, id="between two words"),
        pytest.param("came in", "to see him", False, id="in to"),
        pytest.param("if any", "one power", False, id="any one"),
        pytest.param("so as", "sure as before", False, id="as sure"),
        pytest.param("we are no", "table companions", False, id="no table"),
        pytest.param("ended.", "The talks", False, id="between two sentences"),
        pytest.param("the Danish", "Minister", False, id="before a capital"),
        pytest.param("article 3", "of the treaty", False, id="behind a number"),
        pytest.param("the word", "’tis", False, id="before an apostrophe"),
        pytest.param("", "the treaty", False, id="at the beginning"),
        pytest.param("the treaty", "", False, id="at the end"),
    ],
)
def test_closes_up(before: str, after: str, expected: bool) -> None:
    assert closes_up(before, after, nothing_seen) is expected


@pytest.mark.parametrize(
    ("before", "after", "text", "expected"),
    [
        pytest.param("of Bre", "zograd", "of Bre zograd; Brezograd lies there", True, id="a name seen whole"),
        pytest.param("of Bre", "zograd", "of Bre zograd; Bre met zograd", False, id="two names seen apart"),
        pytest.param("an alterca", "tion with", "an alterca tion with", True, id="two halves that are no words"),
        pytest.param("is domes", "tically so", "is domes tically so", True, id="the end of a word"),
        pytest.param("5 mm", "sem", "5 mm sem", False, id="two abbreviations"),
        pytest.param("who how", "ever was", "who how ever was; however", True, id="a compound seen whole"),
        pytest.param("if any", "one power", "if any one power; anyone", False, id="a compound that is often two words"),
        pytest.param("of bre", "zograd", "of bre zograd; bre met zograd", False, id="two words seen apart"),
    ],
)
def test_closes_up_by_the_words_of_the_text(before: str, after: str, text: str, expected: bool) -> None:
    assert closes_up(before, after, lambda: words_of(text)) is expected


@pytest.mark.parametrize(
    ("before", "after"),
    [("the harbor", "Talks"), ("article 3", "of"), ("ended.", "the"), ("the nego", "tiations"), ("Anglo-", "Danish")],
)
def test_the_text_is_searched_only_where_it_matters(before: str, after: str) -> None:
    closes_up(before, after, never_asked)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("", [], id="nothing"),
        pytest.param("The Legation, the LEGATION.", ["legation", "the"], id="small letters"),
        pytest.param("a sub-office of 1938", ["a", "of", "sub-office"], id="compounds whole, no numbers"),
        pytest.param("São Tomé’s Bürgermeister", ["bürgermeister", "s", "são", "tomé"], id="accents"),
    ],
)
def test_words_of(text: str, expected: list[str]) -> None:
    assert sorted(words_of(text)) == expected


def test_common_words() -> None:
    words = common_words()
    assert {"the", "conference", "ambassador", "negotiations"} <= words
    assert not [word for word in words if word != word.lower() or " " in word]
