"""References and other pointers."""

from __future__ import annotations

import pytest

from tests.validation.support import NAMESPACES, codes, found, in_file, mended

LISTS = (
    '<front><div type="section" xml:id="persons"><head>Persons</head><list type="names"><item><hi rend="strong">'
    '<persName xml:id="p_RH1">Hentzau, Rupert</persName></hi>, Count</item></list></div>'
    '<div type="section" xml:id="terms"><head>Terms</head><list type="terms"><item><hi rend="strong">'
    '<term xml:id="t_RG1">RG</term></hi>, Royal Guard</item></list></div></front>'
)


def ref(target: str, text: str) -> str:
    return f'<ref target="{target}">{text}</ref>'


def codes_of(blocks: str) -> list[str]:
    return [code for code in codes(in_file(f"<p>{blocks}</p>", "blocks")) if code.startswith("reference")]


def in_volume(blocks: str) -> str:
    tei = in_file(f"<p>{blocks}</p>", "blocks").replace("<body>", f'{LISTS}<body><div type="chapter" xml:id="ch1">'
                                                                  "<head>Tolls</head>")  # fmt: skip
    return tei.replace("</body>", "</div></body>")


@pytest.mark.parametrize(
    ("target", "expected"),
    [
        ("#d12", []),
        ("frus1949v09", []),
        ("frus1949v09#d12", []),
        ("frus1952-54Guat#d12", []),
        ("frus1952-54guat#d12", ["reference-volume"]),
        ("frus1949v99#d12", ["reference-volume"]),
        ("https://history.state.gov/", []),
        ("mailto:king@example.org", []),
        ("history.state.gov", ["reference-form"]),
        ("frus1949v09#", ["reference-form"]),
        ("frus1949v09#103", ["reference-form"]),
        ("#103", ["reference-form"]),
        ("d12", ["reference-form"]),
        ("d 12", ["reference-form"]),
        ("#d12fn9", ["reference-missing"]),
        # It may be in the rest of the volume.
        ("#d13", []),
        ("#pg_31", []),
    ],
)
def test_targets(target: str, expected: list[str]) -> None:
    assert codes_of(ref(target, "there")) == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (ref("#d12", "there"), []),
        (ref("#d13", "there"), ["`target` points to `#d13`, which is not in the file"]),
        (ref("frus1949v01#d13", "there"), ["`target` points to `#d13`, which is not in the file"]),
        (ref("frus1949v09#d13", "there"), []),
        ('<persName corresp="#p_RH1">Rupert</persName>', []),
        ('<persName corresp="#p_RH2">Rupert</persName>', ["`corresp` points to `#p_RH2`, which is not in the file"]),
        ('<persName corresp="#t_RG1">Rupert</persName>',
         ["`corresp` points to `#t_RG1`, which is no person of the list"]),
        ('<gloss target="#t_RG1">RG</gloss>', []),
        ('<gloss target="#p_RH1">RG</gloss>', ["`target` points to `#p_RH1`, which is no term of the list"]),
        ('<gloss target="#ch2">RG</gloss>', ["`target` points to `#ch2`, which is not in the file"]),
    ],
)  # fmt: skip
def test_whole_volume(blocks: str, expected: list[str]) -> None:
    findings = found(in_volume(blocks))
    assert [finding.message for finding in findings if finding.code.startswith("reference")] == expected


def test_lists_may_come_later() -> None:
    tei = in_volume('<persName corresp="#p_RH1">Rupert</persName> <persName corresp="#t_RG1">Fritz</persName>')
    back = tei.replace(LISTS, "").replace("</body>", "</body>" + LISTS.replace("front>", "back>"))
    assert [code for code in codes(back) if code.startswith("reference")] == ["reference-kind"]


def test_a_volume_without_a_list_has_one_finding() -> None:
    tei = in_volume('<persName corresp="#p_RH1">Rupert</persName> <persName corresp="#p_RH2">Fritz</persName>')
    messages = [finding.message for finding in found(tei.replace(LISTS, "<front/>"))]
    assert "`corresp` points to `#p_RH1`, but the file has no list of persons (2 point to one)" in messages
    assert not any("p_RH2" in message for message in messages)


def test_a_document_alone_has_no_lists() -> None:
    blocks = '<persName corresp="#p_RH1">Rupert</persName> of the <gloss target="#t_RG1">RG</gloss>'
    assert codes_of(blocks) == []
    div = f'<div {NAMESPACES} type="document" n="12" xml:id="d12"><head>12. Editorial Note</head><p>{blocks}</p></div>'
    assert codes(div) == []


@pytest.mark.parametrize(
    ("target", "text", "agrees"),
    [
        ("#d12", "Document 12", True),
        ("#d12", "Document 13", False),
        ("#d12", "Documents\n 12–15", True),
        ("#d12", "document 12A", False),
        ("#d12", "12", True),
        ("#d12", "13", False),
        ("#d12", "the talk of May 2", True),
        # A page and the document that begins there.
        ("#d12", "p. 31", True),
        ("#d12fn1", "Document 12", False),
        ("#d12fn1", "footnote 1", True),
        ("#d12fn1", "footnote 2", False),
        ("#d12fn1", "footnote 1, Document 12", True),
        ("#d12fn1", "footnote 1, Document 13", False),
        ("#d12fn1", "footnote 1, above", True),
        ("#d12fn1", "1", True),
        ("#d12", "footnote 1", False),
        ("frus1949v09#pg_31", "31", True),
        ("frus1949v09#pg_31", "p. 31", True),
        ("frus1949v09#pg_31", "pp. 31–33", True),
        ("frus1949v09#pg_31", "31n", True),
        ("frus1949v09#pg_31", "31<hi rend='italic'>n</hi>", True),
        ("frus1949v09#pg_31", "page 13", False),
        ("frus1949v09#pg_XII", "12", True),
        ("frus1949v09#pg_31", "Document 12", True),
        ("frus1949v09#d12", "<hi rend='italic'>Foreign Relations</hi>, 1949, vol. IX, Document 12", True),
        ("frus1949v09#d31", "Foreign Relations, 1949, vol. IX, Document 12", False),
        ("frus1949v08#d12", "Foreign Relations, 1949, vol. IX, Document 12", False),
        ("frus1949v09#pg_31", "Foreign Relations, 1949, vol. IX, p. 31", True),
        ("frus1949v09#pg_13", "Foreign Relations, 1949, vol. IX, p. 31", False),
        # The document that begins on the page, and a volume of which the words do not name the part.
        ("frus1949v09#d12", "Foreign Relations, 1949, vol. IX, p. 31", True),
        ("frus1949v08", "Foreign Relations, 1949, vol. IX", False),
        ("frus1949v07p2", "Foreign Relations, 1949, vol. VII", True),
        ("frus1949v09#d12", "vol. IX, Document 12", True),
    ],
)
def test_words(target: str, text: str, agrees: bool) -> None:
    assert codes_of(ref(target, text)) == ([] if agrees else ["reference-words"])


def test_notes_whose_ids_say_another_number() -> None:
    """Words may name the number that the note prints, wherever in the file it comes."""
    note = '<note n="2" xml:id="d12fn3">Not printed.</note>'
    assert codes_of(f"{ref('#d12fn3', 'footnote 2')}, below.{note}") == []
    assert codes_of(f"{ref('#d12fn3', 'footnote 4')}, below.{note}") == ["reference-words"]
    assert codes_of(f"One.{note} See {ref('#d12fn3', '2')}") == []


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        ("See pp. 61–63.", []),
        ("See pp. 63–61.", ["reference-range"]),
        ("See pp. 163–71.", []),
        ("See pp. 163–61.", ["reference-range"]),
        ("See Documents 12–10.", ["reference-range"]),
        ("See document 711–13.", []),
        (f"{ref('frus1949v09#pg_63', '63')}–{ref('frus1949v09#pg_61', '61')}", ["reference-range"]),
        (f"{ref('frus1949v09#pg_61', '61')}–{ref('frus1949v09#pg_63', '63')}", []),
        (f"{ref('frus1949v09#pg_63', '63')}, {ref('frus1949v09#pg_61', '61')}", []),
        # Pages of two volumes.
        (f"{ref('frus1949v09#pg_63', '63')}–{ref('frus1949v08#pg_61', '61')}", []),
    ],
)
def test_ranges(blocks: str, expected: list[str]) -> None:
    assert codes_of(blocks) == expected


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (ref("d12", "there"), ref("#d12", "there")),
        (ref("d13", "there"), None),
        (ref("frus1952-54guat#d12", "there"), ref("frus1952-54Guat#d12", "there")),
        (ref("frus1949v09#pg_31", "31") + "<hi rend='italic'>n</hi>.",
         ref("frus1949v09#pg_31", "31<hi rend='italic'>n</hi>") + "."),
        (f"{ref('frus1949v09#pg_31', '31')}n, 33", f"{ref('frus1949v09#pg_31', '31n')}, 33"),
        (f"{ref('frus1949v09#pg_31', '31')}nd", None),
        (f"{ref('frus1949v09#pg_31', '31')}&#110;", None),
        (ref("#d12", "Document 13"), None),
    ],
)  # fmt: skip
def test_mending(before: str, after: str | None) -> None:
    expected = before if after is None else after
    assert mended(in_file(f"<p>{before}</p>", "blocks")) == in_file(f"<p>{expected}</p>", "blocks")
