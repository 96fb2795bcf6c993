"""Page and line breaks."""

from __future__ import annotations

import pytest

from tests.validation.support import codes, found, in_file, mended


def page(number: str, facs: str = "") -> str:
    image = f' facs="{facs}"' if facs else ""
    return f'<pb n="{number}" xml:id="pg_{number.strip("[]")}"{image}/>'


def codes_of(blocks: str, scope: str = "blocks") -> list[str]:
    tei = in_file(blocks, "blocks" if scope == "blocks" else "document")
    return [code for code in codes(tei) if code.startswith(("page", "line-break"))]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        (["31", "32", "33"], []),
        (["31", "33"], ["page 33 follows page 31"]),
        (["31", "31"], ["page 31 follows page 31"]),
        (["31", "13"], ["page 13 follows page 31"]),
        (["31", "[32]", "33"], []),
        (["IX", "X", "XI", "1", "2"], []),
        (["viii", "ix", "xi"], ["page xi follows page ix"]),
        # Plates in Roman numerals among the pages, a leaf that was put in, covers.
        (["600", "[i]", "ii", "601"], []),
        (["600", "[i]", "ii", "603"], ["page 603 follows page 600"]),
        (["63", "63-A", "64"], []),
        (["XIII", "XIII-A", "XIV"], []),
        (["A1", "A2", "I", "II"], []),
        (["A1", "A9"], []),
    ],
)
def test_sequence(numbers: list[str], expected: list[str]) -> None:
    marks = " ".join(f"{page(number)} text" for number in numbers)
    findings = found(in_file(f"<p>One {marks}.</p>", "blocks"))
    assert [finding.message for finding in findings if finding.code == "page-sequence"] == expected


@pytest.mark.parametrize(("kind", "expected"), [("chapter", ["page-sequence"]), ("", [])])
def test_sequence_over_documents_is_of_whole_volumes(kind: str, expected: list[str]) -> None:
    documents = "".join(
        f'<div type="document" n="{number}" xml:id="d{number}"><head>{number}. Editorial Note</head>'
        f"<p>One {page(str(number * 10))} two.</p></div>"
        for number in (1, 2)
    )
    if kind:
        documents = f'<div type="{kind}" xml:id="ch1"><head>Tolls</head>{documents}</div>'
    assert codes_of(documents, "document") == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ('<p>One <pb n="31"/> two.</p>', ["page-id"]),
        ('<p>One <pb n="[31]" xml:id="pg_[31]"/> two.</p>', ["page-id"]),
        ('<p>One <pb n="12th" xml:id="pg_12th"/> two.</p>', ["page-number"]),
        ('<p>One <pb xml:id="pg_31"/> two.</p>', ["page-number"]),
        # Pages of supplements on microfiche are counted apart, and have no ids.
        ('<p>One <pb n="41" type="typeset"/> two <pb n="1" type="facsimile"/> three.</p>', []),
        (f"<p>One {page('31', '0061')} two {page('32', '0060')} three.</p>", ["page-image"]),
        (f"<p>One {page('31', '0061')} two {page('32', '0065')} three.</p>", []),
        (f"<p>One {page('31', '0061')} two {page('32')} three.</p>", []),
    ],
)
def test_attributes(blocks: str, expected: list[str]) -> None:
    assert codes_of(blocks) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (f"<p>One {page('31')} two.</p>", []),
        (f"<p>wo{page('31')}rd</p>", []),
        (f"<p>One {page('31')}two.</p>", ["page-space"]),
        (f"<p>One{page('31')} two.</p>", ["page-space"]),
        (f"<p>One <hi rend='italic'>two</hi> {page('31')}<hi rend='italic'>three</hi>.</p>", ["page-space"]),
        (f"<p>One <hi rend='italic'>two {page('31')}</hi> three.</p>", ["page-position"]),
        (f"<p>One.</p>\n{page('31')}<p>Two.</p>", []),
        (f"<p>One.</p>{page('31')}\n<p>Two.</p>", []),
        # Neither is known where there is no text.
        (f"<p>One <gap/>{page('31')} two.</p>", []),
        (f"<p>One,{page('31')}two.</p>", ["page-joined"]),
        (f"<p>It rained.{page('31')}He left.</p>", ["page-joined"]),
        (f"<p>The U.{page('31')}S. left.</p>", []),
        (f"<p>At 3 p.{page('31')}m. he left.</p>", []),
        (f"<p>See U.S.{page('31')}Tolls.</p>", []),
        (f"<p>year—{page('31')}round</p>", []),
        (f"<p>{page('31')}One.</p>", ["page-position"]),
        (f"<p>One.</p>{page('31')}", []),
        (f"<list><item>One</item>{page('31')}</list>", ["page-position"]),
        ("<p>One<lb/>two.</p>", []),
        ("<p>One <lb/> two.</p>", []),
        ("<p>One<lb/> two.</p>", ["line-break-space"]),
        ("<p>One<lb/></p>", ["line-break-position"]),
    ],
)
def test_places(blocks: str, expected: list[str]) -> None:
    assert codes_of(blocks) == expected


CHAPTER = '<div type="chapter" xml:id="ch1"><head>Tolls</head>{}</div>'
FIRST = '<div type="document" n="1" xml:id="d1">{}<head>1. Editorial Note</head><p>Tolls.</p>{}</div>'


@pytest.mark.parametrize(
    ("tei", "expected"),
    [
        (CHAPTER.format(FIRST.format(page("31"), "")), ["page-position"]),
        (CHAPTER.format(FIRST.format("", page("31"))), ["page-position"]),
        (CHAPTER.format(page("31") + FIRST.format("", "")), []),
        (
            CHAPTER.format(page("31")).replace(f"<head>Tolls</head>{page('31')}", f"{page('31')}<head>Tolls</head>"),
            ["page-position"],
        ),
        # A document by itself has to hold the break before it.
        (FIRST.format(page("31"), page("32")), []),
    ],
)
def test_edges_of_divisions(tei: str, expected: list[str]) -> None:
    assert codes_of(tei, "document") == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"<p>One {page('31')}two.</p>", f"<p>One {page('31')} two.</p>"),
        (f"<p>One{page('31')} two.</p>", f"<p>One {page('31')} two.</p>"),
        (f"<p>One,{page('31')}two.</p>", f"<p>One, {page('31')} two.</p>"),
        ('<p>One <pb n="31"/> two.</p>', '<p>One <pb n="31" xml:id="pg_31"/> two.</p>'),
        ('<p>One <pb n="[31]"></pb> two.</p>', '<p>One <pb n="[31]" xml:id="pg_31"></pb> two.</p>'),
        (f'<p>One <pb n="31"/> two {page("31")} three.</p>', None),
        (f"<p>One.</p><p>{page('31')}Two.</p>", f"<p>One.</p>{page('31')}<p>Two.</p>"),
        (f"<p>One.{page('31')}</p><p>Two.</p>", f"<p>One.</p>{page('31')}<p>Two.</p>"),
        # It would be the last thing there too.
        (f"<p>One.{page('31')}</p>", None),
        (f"<p>One.</p><p>{page('31')}</p><p>Two.</p>", None),
        ("<p><lb/>One.<lb/></p>", "<p>One.</p>"),
        ("<p>One<lb/> two.</p>", "<p>One <lb/> two.</p>"),
        ("<p>One.<lb>lost</lb></p>", None),
    ],
)
def test_mending(before: str, after: str | None) -> None:
    assert mended(in_file(before, "blocks")) == in_file(before if after is None else after, "blocks")
