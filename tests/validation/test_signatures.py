"""Closers and signatures."""

from __future__ import annotations

import pytest

from tests.validation.support import codes, in_file, mended

HENTZAU = '<persName><hi rend="strong">Rupert Hentzau</hi></persName>'
TARLEN = HENTZAU.replace("Rupert Hentzau", "Fritz Tarlen")
TITLE = '<lb/><hi rend="italic">Minister of War</hi>'
NOTE = '<note n="2" xml:id="d12fn2">Printed from a copy that bears this typed signature.</note>'


def codes_of(blocks: str) -> list[str]:
    return sorted(code for code in codes(in_file(blocks, "blocks")) if code.startswith(("signed", "closer")))


def closer(signed: str, attributes: str = "") -> str:
    return f"<p>Rains.</p><closer><signed{attributes}>{signed}</signed></closer>"


@pytest.mark.parametrize(
    ("signed", "expected"),
    [
        (HENTZAU, []),
        (f"{HENTZAU}.", []),
        (f"[{HENTZAU}]", []),
        (f"{HENTZAU}{NOTE}", []),
        (f"{HENTZAU}{TITLE}", []),
        (f"{HENTZAU}{NOTE}{TITLE}", []),
        (f"{HENTZAU}{TITLE}<lb/><hi rend='italic'>Strelsau</hi>", []),
        (f"<list><item>{HENTZAU}{TITLE}</item><item>{TARLEN}</item></list>", []),
        ("<persName>[<hi rend='italic'>name not declassified</hi>]</persName>", []),
        ('<hi rend="strong"><persName>Rupert Hentzau</persName></hi>', []),
        # A name in a note is not the signature's.
        (f"Rupert Hentzau<note n='2' xml:id='d12fn2'>That is, {TARLEN}.</note>", ["signed-name"]),
        ('<hi rend="smallcaps">Hentzau</hi>', ["signed-name"]),
        ("Hentzau", ["signed-name"]),
        ("<persName>Hentzau</persName>", ["signed-strong"]),
        ('<persName><hi rend="smallcaps">Hentzau</hi></persName>', ["signed-strong"]),
        (f"Mr. {HENTZAU}", ["signed-lead"]),
        (f"{HENTZAU} Minister of War", ["signed-tail"]),
        (f'{HENTZAU}<lb/><hi rend="smallcaps">Minister of War</hi>', ["signed-tail"]),
        (f'{HENTZAU} <hi rend="italic">Minister of War</hi>', ["signed-break"]),
        (f"{HENTZAU}<lb/>", ["signed-break"]),
        (f"{HENTZAU}<lb/>{TARLEN}", ["signed-list"]),
        (f"{HENTZAU}<lb/><affiliation>Minister of War</affiliation>", ["signed-affiliation", "signed-tail"]),
    ],
)
def test_signature(signed: str, expected: list[str]) -> None:
    assert codes_of(closer(signed)) == expected


def test_several() -> None:
    assert codes_of(closer(f"{HENTZAU}</signed><signed>{TARLEN}")) == ["signed-several"]
    assert codes_of(closer(HENTZAU) + closer(TARLEN).replace("<p>Rains.</p>", "")) == ["closer-several"]


def test_attachment_has_its_own_closer() -> None:
    attachment = f"<frus:attachment><head>Attachment</head>{closer(TARLEN)}</frus:attachment>"
    assert codes_of(closer(HENTZAU) + attachment) == []


@pytest.mark.parametrize(
    ("signed", "name", "better"),
    [
        (' corresp="#p_H1"', "", ' corresp="#p_H1"'),
        ("\n  corresp = '#p_H1'", "", ' corresp="#p_H1"'),
        (' corresp="#p_H1"', ' corresp="#p_H1"', ' corresp="#p_H1"'),
    ],
)
def test_corresp_is_moved(signed: str, name: str, better: str) -> None:
    blocks = closer(HENTZAU.replace("<persName", f"<persName{name}"), signed)
    assert codes_of(blocks) == ["signed-corresp"]
    assert mended(in_file(blocks, "blocks")) == in_file(
        closer(HENTZAU.replace("<persName", f"<persName{better}")), "blocks"
    )


def test_another_corresp_is_not_overwritten() -> None:
    tei = in_file(closer(HENTZAU.replace("<persName", '<persName corresp="#p_T1"'), ' corresp="#p_H1"'), "blocks")
    assert mended(tei) == tei
