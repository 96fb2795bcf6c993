"""What the grammar tells: every fault once, in words that help, and nothing that only follows from it."""

from __future__ import annotations

import pytest

from frusconv.validation.grammar.content import names_in
from frusconv.validation.grammar.elements import ROWS, content_of
from tests.validation.mutating import told

NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
LIST = "<list><item>One</item></list>"


def faults(content: str) -> list[tuple[str, str]]:
    return told(f'<div {NAMESPACES} type="document" xml:id="d1">{content}</div>')


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<head>1. Note</head><pb/><dateline>Strelsau</dateline><p>One.</p><closer><signed>R</signed></closer>",
        "<note>1/2</note><head>1. Note</head><opener><seg>1</seg><lb/><dateline>Here</dateline></opener><p>One.</p>",
        f"<p>One {LIST} two <table><row><cell>x</cell></row></table> three</p>",
        "<p>One.</p><frus:attachment><head>A</head><p>Two.</p></frus:attachment><closer><signed>R</signed></closer>",
        '<p><hi rendition="#bold">One</hi> <date when="1949-02-28" calendar="gregorian">then</date></p>',
        '<p><date when=" 1948-02-29T16:00:00.5Z ">a</date> <date from="1948" to="1948-02">b</date></p>',
        "<list><head>H</head><pb/><label>1.</label><lb/><item>One</item><pb/><label>2.</label><item>Two</item></list>",
        "<head>1. Microfiche</head><frus:page-count>3</frus:page-count><frus:file url='a'/><frus:pdf/>",
        '<p><ref target="#d2">a</ref> <ref target="https://a.b/c d:e/f">b</ref></p>'.replace(" d:e/f", " d/e:f"),
    ],
)
def test_takes(content: str) -> None:
    assert faults(content) == []


@pytest.mark.parametrize(
    ("content", "found"),
    [
        ("<p><persname>R</persname></p>", [("element-unknown", "`persName` meant")]),
        ("<para>One</para>", [("element-unknown", "no element `para`")]),
        ('<p xmlns="http://a.b/c">One</p>', [("element-unknown", "`p` of the namespace `http://a.b/c`")]),
        ("<p>One<row><cell>x</cell></row></p>", [("element-misplaced", "belongs in `table`")]),
        ("<p>One<pb>x</pb></p>", [("text-misplaced", "`pb`: `x`")]),
        ("<p>A</p><closer/><p>B</p><p>C</p><p>D</p>", [("element-order", "behind `closer`")]),
        ("<p>A</p><closer/><p>B</p><closer/><p>C</p>", [("element-order", "behind `closer`")]),
        ("<p>A</p><opener/><p>B</p>", [("element-order", "`opener` stands behind `p`")]),
        ("<list/>", [("element-missing", "`list` has no `item`")]),
        ("<list><itme>One</itme></list>", [("element-unknown", "`item` meant")]),
        ("<list><label>1</label><label>2</label><item>x</item></list>", [("element-missing", "before `label`")]),
        ("<list>one<item>two</item>three</list>", [("text-misplaced", "`one`"), ("text-misplaced", "`three`")]),
        ("<p>A</p><p> </p>", [("element-empty", "`p` is empty")]),
        ("<p><hi>A</hi></p>", [("attribute-missing", "`rend` or `rendition`")]),
        ('<p><hi rend="itlic">A</hi></p>', [("attribute-value", "`italic`")]),
        ('<p rendd="center">A</p>', [("attribute-unknown", "`rend` meant")]),
        ('<p rend="left">A</p>', [("attribute-unlisted", "`flushleft`")]),
        ('<list type="memo"><item>x</item></list>', [("attribute-unlisted", "`participants`")]),
        ('<p><date when="1949-02-29">A</date></p>', [("attribute-value", "1949-02-29")]),
        ('<p><date when="1949-05-02T16:00">A</date></p>', [("attribute-value", "1949-05-02T16:00")]),
        ('<p><date when="1949-5-2">A</date></p>', [("attribute-value", "1949-5-2")]),
        ('<p xml:id="1a">A</p>', [("attribute-value", "`1a`")]),
        ('<p><ref target="">A</ref></p>', [("attribute-value", "`target`")]),
        ('<p n="1" nn="2" rend="">A</p>', [("attribute-unknown", "`nn`"), ("attribute-value", "`rend`")]),
        ('<div type="chapter"><div><p>A</p></div></div>', [("attribute-missing", "`type`")]),
    ],
)
def test_tells_once(content: str, found: list[tuple[str, str]]) -> None:
    got = faults(content)
    assert [code for code, _ in got] == [code for code, _ in found]
    for (_, message), (_, part) in zip(got, found, strict=True):
        assert part in message


@pytest.mark.parametrize(
    ("tei", "found"),
    [
        (f"<p {NAMESPACES}>A</p>", ["element-misplaced"]),
        (f"<TEI {NAMESPACES}><text><body><p>A</p></body></text></TEI>", ["element-missing"]),
        ("<TEI><text/></TEI>", ["element-unknown"]),
    ],
)
def test_roots(tei: str, found: list[str]) -> None:
    assert [code for code, _ in told(tei)] == found


def test_table_is_closed() -> None:
    used = {name for row in ROWS for name in names_in(content_of(row))}
    assert used - ROWS.keys() == set()
    assert ROWS.keys() - used == {"TEI"}
