"""Text and the marks in it: cut, joined and turned into inlines without losing a mark."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frusconv.model import Content, Inline, LineBreak, Note, PageBreak, PersName, Text
from frusconv.model.walk import plain_text
from frusconv.text.marks import Mark, MarkedText, Span, joined

NOTE = Note("1", (Text("Not printed."),))
OTHER = Note("2", (Text("Missing."),))
PAGE = PageBreak("63")


def names(inlines: tuple[Inline, ...]) -> Inline:
    return PersName(inlines, "from")


@pytest.mark.parametrize(
    ("start", "end", "text", "marks"),
    [
        pytest.param(0, 13, "Mr. Olding to", ((0, PAGE), (10, NOTE)), id="all"),
        pytest.param(0, 10, "Mr. Olding", ((0, PAGE), (10, NOTE)), id="a mark at the end belongs to it"),
        pytest.param(10, 13, " to", (), id="a mark at the start does not"),
        pytest.param(0, 4, "Mr. ", ((0, PAGE),), id="a mark at offset 0 belongs to the beginning"),
        pytest.param(4, 13, "Olding to", ((6, NOTE),), id="offsets are counted from the part’s start"),
        pytest.param(0, 0, "", ((0, PAGE),), id="nothing but the mark"),
    ],
)
def test_slice(start: int, end: int, text: str, marks: tuple[tuple[int, Mark], ...]) -> None:
    marked = MarkedText("Mr. Olding to", ((0, PAGE), (10, NOTE)), 7)
    assert marked.slice(start, end) == MarkedText(text, marks, 7)


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param("", (), (), id="nothing"),
        pytest.param("Olding", (), (Text("Olding"),), id="text"),
        pytest.param("", ((0, PAGE),), (PAGE,), id="a mark alone"),
        pytest.param("Olding", ((0, PAGE),), (PAGE, Text("Olding")), id="at the beginning"),
        pytest.param("Olding", ((6, NOTE),), (Text("Olding"), NOTE), id="at the end"),
        pytest.param("the fair", ((3, PAGE),), (Text("the"), PAGE, Text(" fair")), id="inside"),
        pytest.param("fair", ((4, NOTE), (4, OTHER)), (Text("fair"), NOTE, OTHER), id="two at one place"),
    ],
)
def test_inlines(text: str, marks: tuple[tuple[int, Mark], ...], expected: tuple[Inline, ...]) -> None:
    assert MarkedText(text, marks).inlines() == expected


@pytest.mark.parametrize(
    ("marks", "expected"),
    [
        pytest.param((), (Text("Mr. "), PersName((Text("Olding"),), "from"), Text(" to")), id="no mark"),
        pytest.param(
            ((4, PAGE),), (Text("Mr. "), PAGE, PersName((Text("Olding"),), "from"), Text(" to")), id="before the name"
        ),
        pytest.param(
            ((10, NOTE),), (Text("Mr. "), PersName((Text("Olding"),), "from"), NOTE, Text(" to")), id="behind the name"
        ),
        pytest.param(
            ((6, PAGE),),
            (Text("Mr. "), PersName((Text("Ol"), PAGE, Text("ding")), "from"), Text(" to")),
            id="inside the name",
        ),
        pytest.param(
            ((0, PAGE), (13, NOTE)),
            (PAGE, Text("Mr. "), PersName((Text("Olding"),), "from"), Text(" to"), NOTE),
            id="at both ends of the text",
        ),
    ],
)
def test_inlines_with_a_span(marks: tuple[tuple[int, Mark], ...], expected: tuple[Inline, ...]) -> None:
    assert MarkedText("Mr. Olding to", marks).inlines([Span(4, 10, names)]) == expected


def test_a_span_over_the_whole_text() -> None:
    marked = MarkedText("Olding", ((0, PAGE), (6, NOTE)))
    assert marked.inlines([Span(0, 6, names)]) == (PAGE, PersName((Text("Olding"),), "from"), NOTE)


def test_a_mark_between_two_spans_stands_once() -> None:
    marked = MarkedText("OldingMarsh", ((6, NOTE),))
    assert marked.inlines([Span(0, 6, names), Span(6, 11, names)]) == (
        PersName((Text("Olding"),), "from"),
        NOTE,
        PersName((Text("Marsh"),), "from"),
    )


def test_a_line_end_is_a_line_break() -> None:
    marked = MarkedText("Mr. Olding\nto the Consul", ((10, NOTE),))
    assert marked.inlines() == (Text("Mr. Olding"), NOTE, LineBreak(), Text("to the Consul"))
    assert marked.inlines([Span(4, 10, names)]) == (
        Text("Mr. "),
        PersName((Text("Olding"),), "from"),
        NOTE,
        LineBreak(),
        Text("to the Consul"),
    )


@pytest.mark.parametrize(
    ("text", "marks", "expected"),
    [
        pytest.param("", ((0, PAGE),), True, id="a page break"),
        pytest.param("", ((0, PAGE), (0, PAGE)), True, id="two page breaks"),
        pytest.param("One", ((0, PAGE),), False, id="text behind it"),
        pytest.param("", ((0, PAGE), (0, NOTE)), False, id="a note behind it"),
        pytest.param("One", (), False, id="text alone"),
    ],
)
def test_is_page_break(text: str, marks: tuple[tuple[int, Mark], ...], expected: bool) -> None:
    assert MarkedText(text, marks).is_page_break is expected


@pytest.mark.parametrize(
    ("parts", "separator", "expected"),
    [
        pytest.param((), "\n", MarkedText("", (), 1), id="nothing"),
        pytest.param((MarkedText("one", (), 4),), "\n", MarkedText("one", (), 4), id="one"),
        pytest.param(
            (MarkedText("one", ((3, NOTE),), 4), MarkedText("two", ((0, PAGE), (3, OTHER)), 5)),
            "\n",
            MarkedText("one\ntwo", ((3, NOTE), (4, PAGE), (7, OTHER)), 4),
            id="with a line break",
        ),
        pytest.param(
            (MarkedText("one", ((3, NOTE),), 4), MarkedText("two", ((3, OTHER),), 5)),
            " ",
            MarkedText("one two", ((3, NOTE), (7, OTHER)), 4),
            id="with a blank",
        ),
        pytest.param(
            (MarkedText("", ((0, PAGE),), 4), MarkedText("two", (), 5)),
            "\n",
            MarkedText("two", ((0, PAGE),), 4),
            id="nothing parts a page break from what it begins",
        ),
    ],
)
def test_joined(parts: tuple[MarkedText, ...], separator: str, expected: MarkedText) -> None:
    assert joined(parts, separator) == expected


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[MarkedText, list[Span]]:
    length = draw(st.integers(0, 20))
    offsets = sorted(draw(st.lists(st.integers(0, length), max_size=6)))
    marks = tuple((offset, PageBreak(str(number))) for number, offset in enumerate(offsets))
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=6)))
    spans = [Span(a, b, names) for a, b in zip(edges[::2], edges[1::2], strict=False)]
    return MarkedText("abcdefghijklmnopqrst"[:length], marks), spans


def flat(inlines: tuple[Content, ...]) -> list[Content]:
    return [
        leaf for inline in inlines for leaf in (flat(inline.children) if isinstance(inline, PersName) else [inline])
    ]


@settings(max_examples=500, deadline=None)
@given(marked_texts())
def test_inlines_keep_text_and_marks_in_order(given_text: tuple[MarkedText, list[Span]]) -> None:
    marked, spans = given_text
    inlines = marked.inlines(spans)
    assert plain_text(inlines) == marked.text
    at = 0
    placed = []
    for leaf in flat(inlines):
        if isinstance(leaf, PageBreak):
            placed.append((at, leaf))
        elif isinstance(leaf, Text):
            at += len(leaf.text)
    assert tuple(placed) == marked.marks
    assert [plain_text((i,)) for i in inlines if isinstance(i, PersName)] == [
        marked.text[s.start : s.end] for s in spans
    ]


@settings(max_examples=500, deadline=None)
@given(marked_texts(), st.lists(st.integers(0, 20), max_size=3))
def test_parts_of_a_text_make_the_whole(given_text: tuple[MarkedText, list[Span]], cuts: list[int]) -> None:
    marked, _ = given_text
    length = len(marked.text)
    edges = sorted({0, length, *(cut for cut in cuts if 0 < cut < length)})
    text, marks = "", []
    for start, end in itertools.pairwise(edges):
        part = marked.slice(start, end)
        marks += [(len(text) + offset, mark) for offset, mark in part.marks]
        text += part.text
    assert text == marked.text
    assert length == 0 or tuple(marks) == marked.marks
