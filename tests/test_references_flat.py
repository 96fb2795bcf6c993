"""References put around parts of a text: nothing else changes, and every part is held whole."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frusconv.model import Content, Hi, LineBreak, Note, PageBreak, Para, PersName, Ref, Text, replaced
from frusconv.model.walk import children_of, descendants
from frusconv.references.flat import OBJECT, Span, flattened, free_spans, wrapped

ITALIC = "italic"
TEXTS = st.text("ab ", min_size=1, max_size=4).map(Text)
LEAVES = st.one_of(
    TEXTS,
    TEXTS,
    st.just(LineBreak()),
    st.just(PageBreak("5")),
    st.just(Note("1", (Text("note"),))),
    TEXTS.map(lambda text: Ref((text,), "#d1")),
)
INLINES = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.lists(inner, max_size=3).map(lambda nodes: Hi(ITALIC, tuple(nodes))),
        st.lists(inner, max_size=3).map(lambda nodes: Hi(ITALIC, tuple(nodes), (("xml:id", "a"),))),
        st.lists(inner, max_size=3).map(lambda nodes: PersName(tuple(nodes))),
    ),
    max_leaves=12,
)


def characters(nodes: tuple[Content, ...], around: tuple[Any, ...] = ()) -> list[Any]:
    """Return each character and leaf with what stands around it, new references left out."""
    out: list[Any] = []
    for node in nodes:
        if isinstance(node, Text):
            out += [(character, around) for character in node.text]
        elif isinstance(node, Ref) and node.target.startswith("new"):
            out += characters(node.children, around)
        elif isinstance(node, Note | LineBreak | PageBreak):
            out.append((node, around))
        else:
            out += characters(children_of(node), (*around, replaced(node, children=())))
    return out


@given(st.lists(INLINES, max_size=5).map(tuple), st.data())
def test_nothing_but_references_comes_in(nodes: tuple[Content, ...], data: st.DataObject) -> None:
    flat = flattened(nodes)
    ends = data.draw(st.lists(st.integers(0, len(flat.text)), max_size=8, unique=True).map(sorted))
    spans = [Span(start, end, f"new{start}") for start, end in zip(ends[::2], ends[1::2], strict=False)]
    free = free_spans(flat, spans)
    result = wrapped(nodes, free)
    assert characters(result) == characters(nodes)
    made = [node for node in descendants(result) if isinstance(node, Ref) and node.target.startswith("new")]
    assert [(node.target, flattened(node.children).text) for node in made] == [
        (span.target, flat.text[span.start : span.end]) for span in free
    ]
    for node in made:
        assert not any(isinstance(inner, Ref | Note) for inner in descendants(node.children))
        assert not isinstance(node.children[0], PageBreak)
        assert not isinstance(node.children[-1], PageBreak)


@pytest.mark.parametrize(
    ("nodes", "start", "end", "expected"),
    [
        pytest.param((Text("See p. 5."),), 4, 8, (Text("See "), Ref((Text("p. 5"),), "#x"), Text(".")), id="in a text"),
        pytest.param(
            (Hi(ITALIC, (Text("See A"),)), Text(", p. 5")),
            4,
            11,
            (Hi(ITALIC, (Text("See "),)), Ref((Hi(ITALIC, (Text("A"),)), Text(", p. 5")), "#x")),
            id="from the middle of italics",
        ),
        pytest.param(
            (Hi(ITALIC, (Text("See p. 5."),)),),
            4,
            8,
            (Hi(ITALIC, (Text("See "), Ref((Text("p. 5"),), "#x"), Text("."))),),
            id="inside of italics",
        ),
        pytest.param(
            (Text("p. "), PageBreak("7"), Text("5"), PageBreak("8")),
            0,
            4,
            (Ref((Text("p. "), PageBreak("7"), Text("5")), "#x"), PageBreak("8")),
            id="over a page break",
        ),
    ],
)
def test_wrapped(nodes: tuple[Content, ...], start: int, end: int, expected: tuple[Content, ...]) -> None:
    assert wrapped(nodes, [Span(start, end, "#x")]) == expected


@pytest.mark.parametrize(
    ("nodes", "start", "end"),
    [
        pytest.param((Text("p. 5"), Note("1", (Text("n"),)), Text(" ff.")), 0, 8, id="a note inside"),
        pytest.param((Ref((Text("p. 5"),), "#pg_5"), Text(" ff.")), 0, 8, id="a reference inside"),
        pytest.param((Text("p. "), PersName((Text("5 Doe"),))), 0, 4, id="half a name"),
        pytest.param((Text("see "), Para((Text("p. 5"),))), 0, 5, id="a block inside"),
    ],
)
def test_what_is_not_free(nodes: tuple[Content, ...], start: int, end: int) -> None:
    assert free_spans(flattened(nodes), [Span(start, end, "#x")]) == []


def test_text() -> None:
    nodes = (Text("a"), LineBreak(), Hi(ITALIC, (Text("b"),)), Note("1", (Text("n"),)), PageBreak("2"))
    assert flattened(nodes).text == f"a b{OBJECT}"
