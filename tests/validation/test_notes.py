"""Footnotes."""

from __future__ import annotations

import pytest

from tests.validation.support import codes, found, in_file, mended

TWO = '<note n="2" xml:id="d12fn2">Not printed.</note>'
THREE = '<note n="3" xml:id="d12fn3">Not found.</note>'


def codes_of(blocks: str) -> list[str]:
    return [code for code in codes(in_file(blocks, "blocks")) if code.startswith("note")]


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        (f"<p>One.{TWO}</p>", []),
        (f"<p>One {TWO}two.</p>", ["note-space", "note-joined"]),
        (f"<p>One\n  {TWO} two.</p>", ["note-space"]),
        (f"<p><persName>One</persName> {TWO}</p>", ["note-space"]),
        (f"<p><hi rend='italic'>One</hi>{TWO}</p>", []),
        # A blank before the second of two notes, and what stands at the beginning of a line.
        (f"<p>One.{TWO} {THREE}</p>", []),
        (f"<p>One.{TWO}{THREE}</p>", ["notes-unspaced"]),
        (f"<p>\n  {TWO}\n</p>", []),
        (f"<p>One{TWO}two.</p>", ["note-joined"]),
        (f"<p>One{TWO}<hi rend='italic'>two</hi>.</p>", ["note-joined"]),
        (f"<p><hi rend='italic'>One,{TWO} two</hi>.</p>", []),
        (f"<p>One{TWO}—two.</p>", []),
        (f"<p>One{TWO})</p>", []),
        ('<p>One.<note rend="inline">In line.</note></p>', []),
        ('<p>One. <note rend="inline">In line.</note></p>', []),
    ],
)
def test_white_space(blocks: str, expected: list[str]) -> None:
    assert sorted(codes_of(blocks)) == sorted(expected)


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ([2, 3, 4], []),
        ([2, 4], ["note 4 follows note 2"]),
        ([3, 4], ["note 3 follows note 1"]),
        # One note alone out of its place is told once.
        ([2, 9, 3, 4], ["note 9 follows note 2"]),
        ([2, 9, 10, 3], ["note 9 follows note 2", "note 3 follows note 10"]),
        ([2, 2, 3], ["a note of the document is 2 already"]),
    ],
)
def test_sequence(numbers: list[int], expected: list[str]) -> None:
    notes = " ".join(f'<note n="{number}" xml:id="d12fn{number}a">Text.</note>' for number in numbers)
    findings = found(in_file(f"<p>One.{notes}</p>", "blocks"))
    assert [finding.message for finding in findings if finding.code in {"note-sequence", "note-twice"}] == expected


@pytest.mark.parametrize(
    ("blocks", "expected"),
    [
        # Marks come again, numbers begin anew on a page, and a printed note can belong to several marks.
        ('<p>One.<note n="*" xml:id="d12fn-sym1">A.</note> Two.<note n="*" xml:id="d12fn-sym2">B.</note></p>', []),
        ('<p>One <pb n="31" xml:id="pg_31"/> two.<note n="1" xml:id="d12fn1a">A.</note></p>', []),
        (f'<p>One.{TWO} Two.<note n="2" target="#d12fn2"/></p>', []),
        (f'<p>One.{TWO} Two.<note n="2" target="#d12fn2">Not printed.</note></p>', []),
        (f'<p>One.{TWO} Two.<note n="2" target="d12fn2"/></p>', ["note-target"]),
        ('<p>One.<note n="2" xml:id="d12fn-sym1">A.</note></p>', []),
        ('<p>One.<note n="*" xml:id="d12fn2">A.</note></p>', []),
        ('<p>One.<note n="2" xml:id="d1fn2">A.</note></p>', ["note-id"]),
        ('<p>One.<note n="2" xml:id="n2">A.</note></p>', ["note-id"]),
        ('<p>One.<note n="2" xml:id="d12fn2"> </note></p>', ["note-empty"]),
        ('<p>One.<note rend="inline" type="summary">In line.</note></p>', []),
    ],
)
def test_ids_and_numbers(blocks: str, expected: list[str]) -> None:
    assert codes_of(blocks) == expected


def test_ids_off_by_the_same_number_are_told_once() -> None:
    notes = " ".join(f'<note n="{number}" xml:id="d12fn{number + 1}">A.</note>' for number in range(2, 9))
    assert codes_of(f"<p>One.{notes}</p>") == ["note-id-number"]


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        (f"<persName>Rupert{TWO}</persName> left.", ["note-inside"]),
        (f"<gloss>Guard{TWO} of Ruritania</gloss>", ["note-inside"]),
        (f'<hi rend="italic">Rupert{TWO}</hi> left.', ["note-inside"]),
        # Highlighting that goes on behind the note, or that is around nothing else.
        (f'<hi rend="italic">Rupert{TWO} left</hi>.', []),
        (f'Rupert<hi rend="strong">{TWO}</hi> left.', []),
        (f'Text.<note rend="inline">In line.{TWO}</note>', []),
    ],
)
def test_places(inner: str, expected: list[str]) -> None:
    assert codes_of(f"<p>{inner}</p>") == expected


def test_a_document_without_an_id_has_one_finding() -> None:
    assert "note-id" not in codes(in_file(f"<p>One.{TWO}</p>", "blocks").replace('n="12" xml:id="d12"', 'n="12"'))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"One. {TWO} Two.", f"One.{TWO} Two."),
        (f"One \n {TWO}", f"One{TWO}"),
        # The blank that parts two words stays, behind the note.
        (f"one {TWO}two", f"one{TWO} two"),
        (f"(one {TWO})", f"(one{TWO})"),
        (f"One.{TWO}Two.", f"One.{TWO} Two."),
        # It is not certain that these are two words.
        (f"one{TWO}two", f"one{TWO}two"),
        (f"One.{TWO}{THREE}", f"One.{TWO} {THREE}"),
        (f"One <!-- c -->{TWO}.", f"One <!-- c -->{TWO}."),
        (f"<persName>Rupert{TWO}</persName> left.", f"<persName>Rupert</persName>{TWO} left."),
        (f'One.{TWO} Two.<note n="2" target="d12fn2"/>', f'One.{TWO} Two.<note n="2" target="#d12fn2"/>'),
        ('One.<note n="2" target="d12fn8"/>', 'One.<note n="2" target="d12fn8"/>'),
    ],
)
def test_mending(before: str, after: str) -> None:
    assert mended(in_file(f"<p>{before}</p>", "blocks")) == in_file(f"<p>{after}</p>", "blocks")
