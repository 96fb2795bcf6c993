"""Divisions, headings, attachments, renditions."""

from __future__ import annotations

import pytest

from tests.validation.support import NAMESPACES, codes, found, in_file

DOCUMENT = '<div type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>Tolls rose.</p></div>'
OURS = ("head-", "attachment-", "division-", "rendition-")


def codes_of(tei: str) -> list[str]:
    return [code for code in codes(tei) if code.startswith(OURS)]


def chapter(content: str, attributes: str = 'type="chapter"') -> str:
    return f'<div {attributes} xml:id="ch1"><head>Tolls</head>{content}</div>'


@pytest.mark.parametrize(
    ("tei", "expected"),
    [
        (chapter(DOCUMENT), []),
        (chapter(DOCUMENT).replace("<head>Tolls</head>", ""), ["head-missing"]),
        (chapter(f"<head>Roads</head>{DOCUMENT}"), ["head-twice"]),
        (chapter("<p>See another volume.</p>"), ["division-empty"]),
        (chapter("<p>See another volume.</p>", 'type="chapter" subtype="referral"'), []),
        (chapter("<p>It was long ago.</p>", 'type="section"'), []),
        (chapter(chapter(DOCUMENT, 'type="subchapter"').replace("ch1", "ch1a")), []),
        (chapter(chapter("<p>See there.</p>", 'type="section" subtype="index"').replace("ch1", "ch1a")), []),
        (chapter(chapter(DOCUMENT, 'type="subchapter"').replace("ch1", "ch1a") + DOCUMENT.replace("12", "13")),
         ["division-mixed"]),
        (chapter(DOCUMENT + '<div type="section" xml:id="notes"><head>Notes</head><p>A.</p></div>'), []),
    ],
)  # fmt: skip
def test_divisions(tei: str, expected: list[str]) -> None:
    assert codes_of(in_file(tei, "document")) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # Headings of lists and tables are not their document's.
        ('<list type="subject"><head>SUBJECT</head><item>Tolls</item></list>', []),
        ("<list><head>One</head><head>Two</head><item>Tolls</item></list>", ["head-twice"]),
        ("<p>One.</p><frus:attachment><head>Tab A</head><p>Two.</p></frus:attachment>", []),
        ("<p>One.</p><frus:attachment><opener><seg>Tab A</seg></opener><p>Two.</p></frus:attachment>",
         ["attachment-heading"]),
        ("<p>One.</p><frus:attachment><head>Editorial Note</head><p>Two.</p></frus:attachment>",
         ["attachment-editorial"]),
        ("<p>One.</p><frus:attachment><head>Note on Editorial Notes</head><p>Two.</p></frus:attachment>", []),
        ('<p rendition="#right">One.</p>', []),
        ('<p rendition="#right #wide">One.</p>', ["rendition-undeclared"]),
        # An id that is no rendition's.
        ('<p rendition="#d13">One.</p>', ["rendition-undeclared"]),
    ],
)  # fmt: skip
def test_blocks(blocks: str, expected: list[str]) -> None:
    assert codes_of(in_file(blocks, "blocks")) == expected


def test_renditions_are_the_headers_affair() -> None:
    div = DOCUMENT.replace("<p>", '<p rendition="#wide">').replace("<div ", f"<div {NAMESPACES} ")
    assert codes_of(div) == []


def test_findings_say_where() -> None:
    wrong = found(in_file(chapter(DOCUMENT).replace("<head>Tolls</head>", ""), "document"))
    assert [(finding.message, finding.document) for finding in wrong] == [("the chapter has no heading", None)]
