"""Source notes by period: where one has to be, where it stands, and how it begins."""

from __future__ import annotations

import pytest

from tests.validation.support import NAMESPACES, codes, mended

NOTE = '<note n="1" type="source" xml:id="d1fn1">Source: Archive of Strelsau, File 12.</note>'
UNTYPED = NOTE.replace(' type="source"', "")
INLINE = '<note rend="inline" type="source">711.00/5–251: Telegram</note>'
BRACKETED = '<note rend="inline" type="source">[Source: Archive of Strelsau. Secret. 2 pages not declassified.]</note>'
SUMMARY = NOTE.replace("Source:", "<p>Summary: The talks went on.</p><p>Source:").replace("</note>", "</p></note>")
PARTS = (
    '<note n="1" xml:id="d1fn1"><seg type="summary">The talks went on.</seg> '
    '<seg type="source">Source: Archive of Strelsau.</seg></note>'
)
DATELINE = (
    '<opener><dateline><placeName>Strelsau</placeName>, <date when="1951-05-02">May 2, 1951</date>.</dateline></opener>'
)
NEW_DATES = (
    '<date type="publication-date" when="{}">{}</date>'
    '<date type="content-date" notBefore="{}-01-01" notAfter="{}-12-31">{}</date>'
)


def volume(document: str, content: int = 1951, published: int = 1983, is_of_2015: bool = False) -> str:
    dates = f"<date>{published}</date>" if is_of_2015 else NEW_DATES.format(published, published, *[content] * 3)
    title = f'<title type="{"subseries" if is_of_2015 else "sub-series"}">{content}–{content + 3}</title>'
    header = (
        f"<teiHeader><fileDesc><titleStmt>{title}</titleStmt><publicationStmt>{dates}</publicationStmt>"
        "<sourceDesc><p>From print.</p></sourceDesc></fileDesc></teiHeader>"
    )
    return f"<TEI {NAMESPACES}>{header}<text><body>{document}</body></text></TEI>"


def document(note: str = "", before: str = "", behind: str = "", kind: str = "Telegram", subtype: str = "") -> str:
    attributes = f' subtype="{subtype}"' if subtype else ""
    return (
        f'<div type="document"{attributes} n="1" xml:id="d1">{before}<head>1. {kind}{note}</head>{behind}{DATELINE}'
        "<p>The talks went on.</p></div>"
    )


def codes_of(tei: str) -> list[str]:
    return [code for code in codes(tei) if code.startswith("source-note")]


@pytest.mark.parametrize("is_of_2015", [True, False])
@pytest.mark.parametrize(
    ("content", "published", "is_asked"),
    [(1949, 1975, False), (1949, 1995, False), (1949, 1996, True), (1950, 1976, True), (1969, 2005, True)],
)
def test_asked_by_year(content: int, published: int, is_asked: bool, is_of_2015: bool) -> None:
    tei = volume(document(), content, published, is_of_2015)
    assert codes_of(tei) == (["source-note-missing"] if is_asked else [])


@pytest.mark.parametrize(
    ("tei", "expected"),
    [
        (document(NOTE), []),
        (document(before=INLINE), []),
        (document(before=f'<pb n="31" xml:id="pg_31" facs="0063"/>{INLINE}'), []),
        (document(behind=BRACKETED), []),
        (document(SUMMARY), []),
        (document(PARTS), []),
        (document(NOTE.replace("Source: ", "[Source: ")), []),
        (document(NOTE.replace("Source: ", "\n  Source: ")), []),
        (document(kind="Editorial Note"), []),
        (document(kind="Editor’s Note"), []),
        (document(subtype="editorial-note", kind="The Fall of Zenda"), []),
        (document(subtype="historical-document"), ["source-note-missing"]),
        (document(UNTYPED), ["source-note-type"]),
        (document('<note n="1" xml:id="d1fn1">For text, see page 3.</note>'), ["source-note-missing"]),
        (document(NOTE.replace("Source: ", "")), ["source-note-start"]),
        (document(NOTE.replace("Source: ", "Source:")), ["source-note-space"]),
        (document(NOTE.replace("Source: ", "Source:<hi rend='italic'>").replace(", File", "</hi>, File")), [
            "source-note-space"
        ]),
        (document(f"{NOTE} From the Legation"), ["source-note-place"]),
        (document(f"{NOTE}”"), []),
        (document(f"{NOTE} <note n='2' xml:id='d1fn2'>Sent at noon.</note>"), []),
        (document(NOTE.replace(' n="1"', "")), ["source-note-id"]),
        (document(before=INLINE.replace("<note", '<note n="1"')), ["source-note-id"]),
        (document(before=INLINE.replace(' rend="inline"', "")), ["source-note-inline", "source-note-start"]),
        (document(before=INLINE).replace("<p>The", f"{INLINE}<p>The"), ["source-note-place", "source-note-several"]),
        (document(NOTE).replace('"document"', '"document-pending"', 1).replace(NOTE, ""), []),
    ],
)  # fmt: skip
def test_note(tei: str, expected: list[str]) -> None:
    assert sorted(codes_of(volume(tei))) == expected


def test_attachment_is_not_asked() -> None:
    attachment = f"<frus:attachment><head>Attachment</head><p>Text.{UNTYPED}</p>{INLINE}</frus:attachment></div>"
    assert codes_of(volume(document(NOTE).replace("</div>", attachment))) == []


def test_nothing_asked_without_header() -> None:
    assert codes_of(document().replace("<div", f"<div {NAMESPACES}", 1)) == []


def test_mended() -> None:
    wrong = volume(document(UNTYPED.replace("Source: ", "Source:")))
    assert codes_of(mended(wrong)) == []
    assert mended(wrong).replace(' type="source"', "").replace("Source: ", "Source:") == wrong
