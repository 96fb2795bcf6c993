"""Page markers: found, brought into one form, taken out, and in sequence."""

from __future__ import annotations

import pytest

from frusconv.text.layout import TextBlock
from frusconv.text.pages import follows, join_divided, keep, page_markers, page_value, printed_number, strip

LONG = "The Minister of Marine remarked in the course of a long talk on the evening of the fair that the harbor dues"


@pytest.mark.parametrize(
    ("marker", "n"),
    [
        pytest.param("[Page 63]", "63", id="arabic"),
        pytest.param("[Page 1204]", "1204", id="four digits"),
        pytest.param("[Page XII]", "XII", id="roman in capitals"),
        pytest.param("[Page xliv]", "xliv", id="roman in small letters"),
        pytest.param("[Page [3]]", "[3]", id="without a printed number"),
        pytest.param("[Page [ 3 ]]", "[3]", id="blanks in inner brackets"),
        pytest.param("[Page [XII]]", "[XII]", id="roman without a printed number"),
        pytest.param("[Page 63-A]", "63-A", id="an inserted leaf"),
        pytest.param("[Page 63–B]", "63–B", id="an inserted leaf with a dash"),
        pytest.param("[Page 63a]", "63a", id="a letter alone"),
        pytest.param("[ Page  63 ]", "63", id="blanks"),
        pytest.param("[Page63]", "63", id="no blank"),
        pytest.param("[page 63]", "63", id="small letter"),
        pytest.param("[PAGE 63]", "63", id="capitals"),
        pytest.param("[Pg. 63]", "63", id="Pg."),
        pytest.param("[pg 63]", "63", id="pg"),
        pytest.param("[p. 63]", "63", id="p."),
        pytest.param("[Facsimile Page 2]", "2", id="of the original"),
        pytest.param("[Typeset Page 12]", "12", id="of what was set from it"),
    ],
)
@pytest.mark.parametrize(
    ("before", "after"), [("", ""), ("the talks ", " went on"), ("nego", "tiations"), ("(“", "”)")]
)
def test_a_marker_is_found(marker: str, n: str, before: str, after: str) -> None:
    found = list(page_markers(before + marker + after))
    assert [(m.n, m.start, m.end) for m in found] == [(n, len(before), len(before + marker))]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Page 63",
        "(Page 63)",
        "[Page]",
        "[Page A]",
        "[See page 63]",
        "[Page 63 of the original is torn]",
        "[Pages 63–64]",
        "[Page 63",
        "[63]",
        "[p. m.]",
        "[Page 123456]",
        "[Pagination 63]",
        "[Here follows page 63.]",
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert list(page_markers(text)) == []
    assert keep(text) == strip(text) == text


def test_several_markers() -> None:
    text = "[Page 9]One two[Page 10] three. [Page 11]"
    assert [(m.n, text[m.start : m.end]) for m in page_markers(text)] == [
        ("9", "[Page 9]"),
        ("10", "[Page 10]"),
        ("11", "[Page 11]"),
    ]


def test_pages_of_several_kinds() -> None:
    text = "[Typeset Page 41] One [Facsimile Page 2] two [Page 3]"
    assert [(m.n, m.kind) for m in page_markers(text)] == [("41", "typeset"), ("2", "facsimile"), ("3", None)]
    assert keep(text) == text


def test_a_sentence_that_two_kinds_of_pages_part() -> None:
    blocks = [TextBlock(LONG, 1), TextBlock("[Facsimile Page 3]", 3), TextBlock("[Typeset Page 89]", 5)]
    joined = list(join_divided([*blocks, TextBlock("were too high for him.", 7)]))
    assert [block.text for block in joined] == [f"{LONG} [Facsimile Page 3] [Typeset Page 89] were too high for him."]


@pytest.mark.parametrize(
    ("raw", "expected"), [("63", "63"), (" 63 ", "63"), ("[ 3 ]", "[3]"), ("[3", "3"), ("3]", "3"), ("63 - A", "63-A")]
)
def test_printed_number(raw: str, expected: str) -> None:
    assert printed_number(raw) == expected


@pytest.mark.parametrize(
    ("n", "expected"),
    [
        ("1", (False, 1, "")),
        ("1204", (False, 1204, "")),
        ("[3]", (False, 3, "")),
        ("63-A", (False, 63, "a")),
        ("63–b", (False, 63, "b")),
        ("63a", (False, 63, "a")),
        ("I", (True, 1, "")),
        ("iv", (True, 4, "")),
        ("IX", (True, 9, "")),
        ("XIV", (True, 14, "")),
        ("XLIV", (True, 44, "")),
        ("xc", (True, 90, "")),
        ("CXIX", (True, 119, "")),
        ("[XII]", (True, 12, "")),
        ("MCMXXXIX", (True, 1939, "")),
        ("", None),
        ("A", None),
        ("63-64", None),
    ],
)
def test_page_value(n: str, expected: tuple[bool, int, str] | None) -> None:
    assert page_value(n) == expected


@pytest.mark.parametrize(
    ("previous", "n", "expected"),
    [
        pytest.param("63", "64", True, id="one on"),
        pytest.param("99", "100", True, id="one digit more"),
        pytest.param("63", "65", False, id="one left out"),
        pytest.param("63", "63", False, id="twice"),
        pytest.param("63", "62", False, id="back"),
        pytest.param("XII", "XIII", True, id="roman"),
        pytest.param("viii", "ix", True, id="roman in small letters"),
        pytest.param("XII", "XIV", False, id="roman left out"),
        pytest.param("XII", "1", True, id="arabic numbers begin"),
        pytest.param("XII", "[1]", True, id="arabic numbers begin without a printed number"),
        pytest.param("XII", "3", False, id="arabic numbers begin late"),
        pytest.param("12", "XIII", False, id="back to roman"),
        pytest.param("[2]", "3", True, id="from one without a printed number"),
        pytest.param("2", "[3]", True, id="to one without a printed number"),
        pytest.param("63", "63-A", True, id="an inserted leaf"),
        pytest.param("63-A", "63-B", True, id="a second inserted leaf"),
        pytest.param("63-A", "63b", True, id="letters written in two ways"),
        pytest.param("63-B", "64", True, id="behind inserted leaves"),
        pytest.param("63", "63-B", False, id="the first inserted leaf left out"),
        pytest.param("63-A", "63-A", False, id="an inserted leaf twice"),
        pytest.param("63-A", "63-C", False, id="an inserted leaf left out"),
        pytest.param("63-A", "63", False, id="from an inserted leaf back"),
        pytest.param("63", "A", False, id="no number"),
    ],
)
def test_follows(previous: str, n: str, expected: bool) -> None:
    assert follows(n, previous) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ""),
        ("the talks [Page 63] went on", "the talks [Page 63] went on"),
        ("the talks [ page  63 ] went on", "the talks [Page 63] went on"),
        ("nego[p. xii]tiations", "nego[Page xii]tiations"),
        ("[PAGE [ 3 ]] The talks [Pg. 4]", "[Page [3]] The talks [Page 4]"),
        ("[Page 63 -A]", "[Page 63-A]"),
    ],
)
def test_keep(text: str, expected: str) -> None:
    assert keep(text) == expected
    assert keep(expected) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param("the friendly [Page 63] talks", "the friendly talks", id="between words"),
        pytest.param("the friendly[Page 63] talks", "the friendly talks", id="glued to the word before"),
        pytest.param("the friendly [Page 63]talks", "the friendly talks", id="glued to the word behind"),
        pytest.param("[Page 63] The talks", "The talks", id="at the beginning"),
        pytest.param("The talks. [Page 63]", "The talks.", id="at the end"),
        pytest.param("[Page 63]", "", id="alone"),
        pytest.param("nego[Page 63]tiations", "negotiations", id="inside a word"),
        pytest.param("nego [Page 63] tiations", "negotiations", id="inside a word with blanks"),
        pytest.param(
            "Brezo [Page 63] grad, near Brezograd", "Brezograd, near Brezograd", id="inside a name seen whole"
        ),
        pytest.param("Swedish-[Page 63]Danish", "Swedish-Danish", id="behind a hyphen"),
        pytest.param("Swedish- [Page 63] Danish", "Swedish-Danish", id="behind a hyphen with blanks"),
        pytest.param("talks— [Page 63] so he said", "talks—so he said", id="behind a dash"),
        pytest.param("the note [Page 63] , which", "the note, which", id="before a comma"),
        pytest.param("said: “ [Page 63] We", "said: “We", id="behind an opening quote"),
        pytest.param("said “yes. [Page 63] ”", "said “yes.”", id="before a closing quote"),
        pytest.param("he came in [Page 63] to see", "he came in to see", id="two small words"),
        pytest.param("ended. [Page 63] The next", "ended. The next", id="between sentences"),
        pytest.param("one [Page 63] two [Page 64] three", "one two three", id="two markers"),
        pytest.param("one [Page 63] [Page 64] two", "one two", id="two markers running"),
        pytest.param("the treaty,2 [Page 63] which", "the treaty,2 which", id="behind a note marker"),
        pytest.param("18 [Page 63] July", "18 July", id="behind a number"),
    ],
)
def test_strip(text: str, expected: str) -> None:
    assert strip(text) == expected
    assert strip(expected) == expected


def blocks(*texts: str) -> list[TextBlock]:
    return [TextBlock(text, line) for line, text in enumerate(texts, 1)]


@pytest.mark.parametrize("before", [LONG, f"{LONG},", f"{LONG} and the half-", f"{LONG} of the town’"])
@pytest.mark.parametrize("after", ["had been raised.", "a little later."])
def test_a_paragraph_that_a_page_end_divides_is_one(before: str, after: str) -> None:
    joined = list(join_divided(blocks("The heading", before, "[Page 63]", after, "The next.")))
    assert joined == [
        TextBlock("The heading", 1),
        TextBlock(f"{before} [Page 63] {after}", 2),
        TextBlock("The next.", 5),
    ]


def test_a_paragraph_over_three_pages_is_one() -> None:
    joined = list(join_divided(blocks(LONG, "[Page 63]", f"{LONG[4:].lower()}", "[Page 64]", "had been raised.")))
    assert [block.text for block in joined] == [f"{LONG} [Page 63] {LONG[4:].lower()} [Page 64] had been raised."]


@pytest.mark.parametrize(
    "texts",
    [
        pytest.param((), id="nothing"),
        pytest.param((LONG,), id="one paragraph"),
        pytest.param(("[Page 63]", LONG), id="a marker first"),
        pytest.param((LONG, "[Page 63]"), id="a marker last"),
        pytest.param((f"{LONG}.", "[Page 63]", "had been raised"), id="the sentence ends"),
        pytest.param((f"{LONG}:", "[Page 63]", "had been raised"), id="a colon"),
        pytest.param((LONG, "[Page 63]", "Had been raised"), id="a capital begins"),
        pytest.param((LONG, "[Page 63]", "b) the second point"), id="a point begins"),
        pytest.param((LONG, "had been raised"), id="no marker"),
        pytest.param(("Subject: harbor dues", "[Page 63]", "and the lights"), id="a short line"),
        pytest.param((LONG, "[Page 63]", "[Page 64]"), id="nothing but markers behind"),
    ],
)
def test_other_blocks_stay_apart(texts: tuple[str, ...]) -> None:
    assert list(join_divided(blocks(*texts))) == blocks(*texts)


def test_a_note_is_never_joined() -> None:
    given = [TextBlock(LONG, 1, "1"), TextBlock("[Page 63]", 2), TextBlock("had been raised.", 3)]
    assert list(join_divided(given)) == given
    given = [TextBlock(LONG, 1), TextBlock("[Page 63]", 2), TextBlock("had been raised.", 3, "1")]
    assert list(join_divided(given)) == given
