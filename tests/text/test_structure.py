"""Blocks with their marks: notes and page breaks lifted out of the text, and what is told of them."""

from __future__ import annotations

import pytest

from frusconv.model import Note, PageBreak, Text
from frusconv.text.layout import TextBlock
from frusconv.text.marks import Mark
from frusconv.text.structure import Structure, lift_marks

LONG = "The Minister of Marine remarked in the course of a long talk on the evening of the fair that the harbor dues"


def lifted(*texts: str, notes: tuple[str, ...] = (), labels: tuple[str, ...] = ()) -> Structure:
    """The structure of a text of some blocks, and a note list behind them."""
    given_labels = labels or tuple(str(number) for number in range(1, len(notes) + 1))
    blocks = [TextBlock(text, line) for line, text in enumerate(texts, 1)]
    line = len(texts) + 1
    return lift_marks([*blocks, *(TextBlock(t, line, label) for label, t in zip(given_labels, notes, strict=True))])


def shown(structure: Structure) -> list[str]:
    """The blocks, with every mark in ‹ › where it stands."""
    texts = []
    for block in structure.blocks:
        text = block.text
        for offset, mark in reversed(block.marks):
            text = f"{text[:offset]}‹{name(mark)}›{text[offset:]}"
        texts.append(text)
    return texts


def name(mark: Mark) -> str:
    return mark.n if isinstance(mark, Note) else f"page {mark.n}" if isinstance(mark, PageBreak) else "line"


def notes_of(structure: Structure) -> list[Note]:
    return [mark for block in structure.blocks for _, mark in block.marks if isinstance(mark, Note)]


@pytest.mark.parametrize(
    ("texts", "notes", "expected"),
    [
        pytest.param((), (), [], id="nothing"),
        pytest.param(("The dues fell.",), (), ["The dues fell."], id="no mark"),
        pytest.param(("The dues,1 he said,2 fell.",), ("A.", "B."), ["The dues,‹1› he said,‹2› fell."], id="notes"),
        pytest.param(
            ("To the Legation1", "On June 142 we met."),
            ("A.", "B."),
            ["To the Legation‹1›", "On June 14‹2› we met."],
            id="glued",
        ),
        pytest.param(("The dues fell.1",), ("A.",), ["The dues fell.‹1›"], id="at the end"),
        pytest.param(("The friendly [Page 63] talks",), (), ["The friendly ‹page 63›talks"], id="page between words"),
        pytest.param(("The friendly[Page 63] talks",), (), ["The friendly‹page 63› talks"], id="page glued to a word"),
        pytest.param(("The nego[Page 63]tiations",), (), ["The nego‹page 63›tiations"], id="page inside a word"),
        pytest.param(
            ("The nego [Page 63] tiations",), (), ["The nego‹page 63›tiations"], id="page inside a word, with blanks"
        ),
        pytest.param(
            ("Swedish- [Page 63] Danish talks",), (), ["Swedish-‹page 63›Danish talks"], id="page behind a hyphen"
        ),
        pytest.param(("[Page 63] The talks",), (), ["‹page 63›The talks"], id="page at the beginning"),
        pytest.param(("The talks. [Page 63]",), (), ["The talks.‹page 63›"], id="page at the end"),
        pytest.param(("One.", "[Page [3]]", "Two."), (), ["One.", "‹page [3]›", "Two."], id="page between blocks"),
        pytest.param(("One [Page 63] [Page 64] two.",), (), ["One ‹page 63›‹page 64›two."], id="two pages"),
        pytest.param(
            ("The dues,1 [Page 63] he said.",), ("A.",), ["The dues,‹1› ‹page 63›he said."], id="a note before a page"
        ),
        pytest.param(
            (LONG, "[Page 63]", "had risen.1"), ("A.",), [f"{LONG} ‹page 63›had risen.‹1›"], id="a divided paragraph"
        ),
    ],
)
def test_marks_stand_where_their_markers_stood(
    texts: tuple[str, ...], notes: tuple[str, ...], expected: list[str]
) -> None:
    structure = lifted(*texts, notes=notes)
    assert shown(structure) == expected
    assert structure.remarks == ()
    assert structure.has_list is bool(notes)


def test_a_note_has_its_text_and_number() -> None:
    structure = lifted("The dues,66 he said,67 fell.", notes=("Not printed.", "In the [Page 64] files."))
    assert notes_of(structure) == [
        Note("66", (Text("Not printed."),)),
        Note("67", (Text("In the "), PageBreak("64"), Text("files."))),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Source: Naval Archives, Box 12.", "source"),
        ("[Source: Naval Archives, Box 12.]", "source"),
        ("The source of this is missing.", None),
    ],
)
def test_a_source_note(text: str, expected: str | None) -> None:
    (note,) = notes_of(lifted("Telegram From the Legation in Sweden1", "The dues fell.", notes=(text,)))
    assert note.type == expected


@pytest.mark.parametrize(
    ("texts", "notes", "expected", "places"),
    [
        pytest.param(
            ("Heading", "The dues,1 he said,3 fell.", "He left."),
            ("A.", "B.", "C."),
            ["Heading", "The dues,‹1› he said,‹2›‹3› fell.", "He left."],
            [(1, 19)],
            id="before the next in its block",
        ),
        pytest.param(
            ("Heading", "The dues,1 he said.", "They fell.3"),
            ("A.", "B.", "C."),
            ["Heading", "The dues,‹1› he said.‹2›", "They fell.‹3›"],
            [(1, 19)],
            id="at the end of its predecessor’s block",
        ),
        pytest.param(
            ("Heading", "The dues,1 he said.", "They fell."),
            ("A.", "B.", "C."),
            ["Heading", "The dues,‹1› he said.‹2›‹3›", "They fell."],
            [(1, 19), (1, 19)],
            id="two at the end",
        ),
        pytest.param(
            ("[Page 63]", "Heading", "The dues,2 he said."),
            ("Source: Naval Archives.", "B."),
            ["‹page 63›", "Heading‹1›", "The dues,‹2› he said."],
            [(1, 7)],
            id="a source note goes to the heading",
        ),
        pytest.param(
            ("Heading", "The dues,66 he said.", "The capes.68"),
            ("A.", "B.", "C."),
            ["Heading", "The dues,‹66› he said.‹67›", "The capes.‹68›"],
            [(1, 20)],
            id="its number is what the others let expect",
        ),
    ],
)
def test_a_note_without_a_marker(
    texts: tuple[str, ...], notes: tuple[str, ...], expected: list[str], places: list[tuple[int, int]]
) -> None:
    structure = lifted(*texts, notes=notes)
    assert shown(structure) == expected
    assert [(r.block, r.offset) for r in structure.remarks if r.code == "note-unplaced"] == places
    assert {r.code for r in structure.remarks} - {"note-ambiguous"} == {"note-unplaced"}
    assert all(r.confidence == "medium" for r in structure.remarks if r.code == "note-unplaced")


def test_a_note_without_a_marker_is_named() -> None:
    structure = lifted("Heading", "The dues fell.", notes=("The Minister of Marine had told the Consul so on May 1.",))
    (remark,) = structure.remarks
    assert "The Minister of Marine had told the Con" in remark.message
    assert "May" not in remark.message


def test_two_likely_places() -> None:
    structure = lifted("The dues,1 the lights.1", notes=("A.",))
    (remark,) = structure.remarks
    assert (remark.code, remark.block, remark.confidence) == ("note-ambiguous", 0, "low")
    assert remark.offset in (9, 21)
    assert len(notes_of(structure)) == 1


def test_symbols() -> None:
    structure = lifted("The dues,* he said,† fell.", notes=("A.", "B."), labels=("*", "†"))
    assert shown(structure) == ["The dues,‹*› he said,‹†› fell."]
    assert structure.remarks == ()


def test_a_list_elsewhere_is_text() -> None:
    blocks = [
        TextBlock("He said:", 1),
        TextBlock("The dues.", 2, "1"),
        TextBlock("The lights.", 3, "2"),
        TextBlock("He left.", 4),
    ]
    structure = lift_marks(blocks)
    assert shown(structure) == ["He said:", "1. The dues.", "2. The lights.", "He left."]
    assert not structure.has_list


def test_a_text_of_nothing_but_a_list() -> None:
    structure = lift_marks([TextBlock("The dues.", 1, "1"), TextBlock("The lights.", 2, "2")])
    assert shown(structure) == ["1. The dues.", "2. The lights."]
    assert not structure.has_list


def test_blocks_know_line_and_raw_text() -> None:
    structure = lifted("Heading", "The dues,1 he [Page 63] said.", notes=("A.",))
    assert [block.line for block in structure.blocks] == [1, 2]
    assert structure.raw == (TextBlock("Heading", 1), TextBlock("The dues,1 he [Page 63] said.", 2))


def test_a_marker_without_an_entry() -> None:
    structure = lifted("The dues,1 he said,2 fell3 again.", notes=("A.", "B."))
    # Which entry was lost cannot be told: none is certain.
    assert [(r.code, r.block, r.offset) for r in structure.remarks] == [
        ("note-ambiguous", 0, 9),
        ("note-ambiguous", 0, 19),
        ("note-entry-missing", 0, 25),
    ]
    assert shown(structure) == ["The dues,‹1› he said,‹2› fell3 again."]


def test_a_heading_with_a_marker_and_no_list() -> None:
    structure = lifted("Telegram From the Legation in Sweden1", "In 1931 the dues fell.")
    assert [(r.code, r.block, r.offset) for r in structure.remarks] == [("note-list-missing", 0, 36)]
    assert shown(structure) == ["Telegram From the Legation in Sweden‹1›", "In 1931 the dues fell."]
    assert notes_of(structure) == [Note("1", ())]


def test_a_heading_with_a_marker_before_a_page() -> None:
    structure = lifted("Telegram From the Legation in Sweden1 [Page 411]", "The dues fell.")
    assert shown(structure) == ["Telegram From the Legation in Sweden‹1›‹page 411›", "The dues fell."]


@pytest.mark.parametrize("text", ["The dues of 1931", "Report by Working Group 12", "Harbor Talks, May 1938", "Olding"])
def test_a_number_that_ends_the_first_block_is_text(text: str) -> None:
    structure = lifted(text, "The dues fell.")
    assert shown(structure) == [text, "The dues fell."]
    assert structure.remarks == ()
