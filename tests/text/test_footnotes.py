"""Footnotes: the place of each marker in the text, whatever it is glued to.

In the tables, markers stand in ‹ ›, which the text that is read does not have.
"""

from __future__ import annotations

import re
import time

import pytest

from frusconv.text.footnotes import Placement, place

_SHOWN = re.compile("‹(.*?)›")


def unmarked(blocks: tuple[str, ...]) -> tuple[list[str], list[tuple[int, int, int, str]]]:
    """The blocks without ‹ ›, and (block, start, end, marker) of what stood in them."""
    texts, places = [], []
    for number, block in enumerate(blocks):
        text, at = "", 0
        for shown in _SHOWN.finditer(block):
            text += block[at : shown.start()]
            places.append((number, len(text), len(text) + len(shown[1]), shown[1]))
            text += shown[1]
            at = shown.end()
        texts.append(text + block[at:])
    return texts, places


def entries_of(*notes: str) -> list[tuple[str, str]]:
    """The entries of a list that is numbered from 1."""
    return [(str(number), text) for number, text in enumerate(notes, 1)]


def found(placements: list[Placement | None]) -> list[tuple[int, int, int, str] | None]:
    return [(p.block, p.start, p.end, p.marker) if p else None for p in placements]


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The dues‹1› were lowered.", id="a word"),
        pytest.param("The dues,‹1› lowered.", id="a comma"),
        pytest.param("The dues were lowered.‹1› He left.", id="a full stop"),
        pytest.param("The dues were lowered.‹1›", id="the end of the text"),
        pytest.param("The dues;‹1› the lights.", id="a semicolon"),
        pytest.param("The dues:‹1› the lights.", id="a colon"),
        pytest.param("He asked why?‹1› I told him.", id="a question mark"),
        pytest.param("He said “no”‹1› to it.", id="a closing quote"),
        pytest.param("He said “no.”‹1› He left.", id="a stop and a closing quote"),
        pytest.param("He said “the dues‹1›” to it.", id="inside a quote"),
        pytest.param("The dues (in crowns)‹1› fell.", id="a bracket"),
        pytest.param("The dues (in crowns‹1›) fell.", id="inside brackets"),
        pytest.param("The dues [sic]‹1› fell.", id="a square bracket"),
        pytest.param("The Minister’s‹1› note.", id="an apostrophe and s"),
        pytest.param("The masters’‹1› complaint.", id="an apostrophe"),
        pytest.param("The dues‹1›—so he said—fell.", id="before a dash"),
        pytest.param("The dues‹1›, he said.", id="before a comma"),
        pytest.param("The dues‹1›. He left.", id="before a full stop"),
        pytest.param("The Minister of MARINE‹1› left.", id="capitals"),
        pytest.param("Reference your 41,‹1› June 4.", id="a number and a comma"),
        pytest.param("Reference Deptel 41‹1› and the note.", id="a number"),
        pytest.param("Telegram No. 41‹1›; see it.", id="a numbered telegram"),
        pytest.param("It was agreed on June 14‹1› to meet.", id="a date"),
        pytest.param("It was agreed on June 14.‹1› We met.", id="a date and a full stop"),
        pytest.param("It was agreed in 1938‹1› to meet.", id="a year"),
        pytest.param("On June 14, 1938,‹1› we met.", id="a date with its year and a comma"),
        pytest.param("We met in June 1938.‹1› Then he left.", id="a year and a full stop"),
        pytest.param("He paid 41,000‹1› crowns.", id="thousands"),
        pytest.param("He paid 2.5 percent‹1› of it.", id="behind a decimal"),
        pytest.param("The Legation of São Tomé‹1› wrote.", id="an accent"),
        pytest.param("See SD/A/41‹1› and the note.", id="a document symbol"),
    ],
)
def test_a_marker_is_told_from_what_it_is_glued_to(text: str) -> None:
    blocks, places = unmarked(("The Minister in Sweden (Olding) to the Secretary of State", text))
    assert found(place(blocks, entries_of("Not printed."))) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("We met at 1 p.m. and left.", id="a time of day"),
        pytest.param("We met at 11 a. m. or so.", id="a time of day with a blank"),
        pytest.param("[Page 1] We met and left.", id="a page marker"),
        pytest.param("We met and left [Page 1] at once.", id="a page marker inside"),
        pytest.param("The 1st of May and the No. 1a were named.", id="an ordinal"),
        pytest.param("He paid $1 for it.", id="a sum"),
        pytest.param("Between 1 and other powers.", id="a number that stands alone"),
        pytest.param("The MiG1x was there.", id="inside a word"),
        pytest.param("The U–1 boat was there.", id="behind a dash"),
        pytest.param("The angle was 41° there.", id="degrees"),
        pytest.param("1. The dues fell.", id="a paragraph’s number"),
        pytest.param("In 1931 it fell.", id="a year"),
        pytest.param("On May 3, 1931, it fell.", id="a year behind a date"),
        pytest.param("He named $3.1 million.", id="a sum with a decimal"),
        pytest.param("He named 3.1 million.", id="a decimal"),
        pytest.param("We met at 4:31 and left.", id="a clock"),
        pytest.param("We met at 1431 hours.", id="a military clock"),
        pytest.param("He paid $41 for it.", id="a sum of two digits"),
        pytest.param("He paid 4,211 crowns.", id="thousands"),
        pytest.param("1.1 The dues fell.", id="a section’s number"),
    ],
)
def test_what_is_no_marker(text: str) -> None:
    assert place(["The Minister in Sweden (Olding) to the Secretary of State", text], entries_of("Not printed.")) == [
        None
    ]


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            ("Telegram From the Legation in Sweden‹1›", "The dues,‹2› he said, fell.‹3› He left."),
            id="from the heading on",
        ),
        pytest.param(
            ("The dues‹1› fell by 3 percent on May 2, and by 4 on June 3;‹2› so did 5 other charges.‹3›",),
            id="among other numbers",
        ),
        pytest.param(("The dues‹9› fell.‹10› The lights,‹11› too,‹12› were gone.",), id="from 9 to two digits"),
        pytest.param(("The dues‹66› fell.‹67› The lights,‹68› too.",), id="from a high number"),
        pytest.param(("The dues‹98› fell.‹99› The lights,‹100› too,‹101› were gone.",), id="to three digits"),
        pytest.param(("861.00/350: Telegram‹0›", "The dues‹1› fell.‹2›"), id="from 0"),
        pytest.param(("Reference my 412,‹1› June 4,‹2› and your 230,‹3› June 7.‹4›",), id="behind numbers"),
        pytest.param(("On June 4‹1› and June 14‹2› and June 24‹3› we met.",), id="behind days of a month"),
        pytest.param(("Since 1937‹1› and 1938‹2› the dues fell.",), id="behind years"),
        pytest.param(("Deptel 41,‹1› Embtel 62,‹2› and Deptel 413‹3› are not here.",), id="behind telegram numbers"),
        pytest.param(("One‹1› and one,‹2›", "and [Page 3] two;‹3›", "(three)‹4› “four.”‹5›"), id="over blocks"),
        pytest.param(("* The dues‹1› fell.", "• The lights‹2› fell."), id="in points"),
    ],
)
def test_a_run_of_markers(blocks: tuple[str, ...]) -> None:
    texts, places = unmarked(blocks)
    placements = place(texts, entries_of(*("Not printed." for _ in places)))
    assert found(placements) == places
    assert all(p.is_certain for p in placements if p)


@pytest.mark.parametrize(
    ("blocks", "missing"),
    [
        pytest.param(("The dues‹1› fell, and the lights‹3› went.",), [1], id="in the middle"),
        pytest.param(("The dues‹1› fell, and the lights‹2› went.",), [2], id="at the end"),
        pytest.param(("The dues‹2› fell, and the lights‹3› went.",), [0], id="at the beginning"),
        pytest.param(("The dues‹2› fell. He went,‹3› I stayed.‹5› The lights‹6› too.",), [0, 3], id="two of six"),
        pytest.param(("The dues fell.",), [0], id="the only one"),
        pytest.param(("The dues fell.", "The lights went."), [0, 1, 2], id="all"),
        pytest.param((), [0], id="no text"),
        pytest.param(("",), [0], id="an empty block"),
    ],
)
def test_an_entry_without_a_marker(blocks: tuple[str, ...], missing: list[int]) -> None:
    texts, places = unmarked(blocks)
    count = len(places) + len(missing)
    rest = iter(places)
    expected = [None if number in missing else next(rest) for number in range(count)]
    assert found(place(texts, entries_of(*("Not printed." for _ in range(count))))) == expected


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            ("The dues,‹1› the lights,‹2› and again the dues,‹2› then the capes,‹3› and the ships.‹4›",),
            id="a number stands twice",
        ),
        pytest.param(
            ("The dues,‹1› the lights,‹2› then the capes,‹4› and the ships,‹5› and the rest.‹6›",),
            id="a number is left out",
        ),
        pytest.param(
            ("The dues,‹1› the lights,‹*› then the capes,‹2› and the ships,‹3› and the rest.‹4›",),
            id="a symbol among numbers",
        ),
        pytest.param(
            ("The dues,‹1› the lights,‹†› then the capes,‹2› the ships,‹‡› and the rest.‹3›",), id="two symbols"
        ),
    ],
)
def test_an_irregular_run(blocks: tuple[str, ...]) -> None:
    texts, places = unmarked(blocks)
    assert found(place(texts, entries_of(*("Not printed." for _ in places)))) == places


@pytest.mark.parametrize(
    ("block", "labels"),
    [
        pytest.param("The dues‹*› fell.", ["*"], id="one"),
        pytest.param("The dues,‹*› the lights,‹†› the capes.‹‡›", ["*", "†", "‡"], id="three"),
        pytest.param("The dues‹*› fell, the lights‹**› went.", ["*", "**"], id="doubled"),
        pytest.param("The dues,‹1› the lights,‹*› the capes.‹2›", ["1", "*", "2"], id="among numbers"),
        pytest.param("The dues,‹§› the lights,‹¶› the capes.‹║›", ["§", "¶", "║"], id="rarer ones"),
    ],
)
def test_a_list_with_symbols(block: str, labels: list[str]) -> None:
    texts, places = unmarked((block,))
    assert found(place(texts, [(label, "Not printed.") for label in labels])) == places


@pytest.mark.parametrize(
    ("block", "labels", "expected"),
    [
        pytest.param("The dues fell.", ["*"], [None], id="missing"),
        pytest.param("§ 3 of the law, 4 * 5 lights.", ["*"], [None], id="a sign that stands alone"),
        pytest.param("The dues† fell.", ["*"], [None], id="another sign"),
    ],
)
def test_a_symbol_without_a_place(block: str, labels: list[str], expected: list[None]) -> None:
    assert place([block], [(label, "Not printed.") for label in labels]) == expected


@pytest.mark.parametrize(
    ("block", "notes", "expected"),
    [
        pytest.param("The dues1 fell.", ["Not printed."], [True], id="one place"),
        pytest.param("The dues,1 the lights,2 the capes.3", ["Not printed."] * 3, [True, True, True], id="a full run"),
        pytest.param("The dues,1 the lights.1", ["Not printed."], [False], id="twice alike"),
        pytest.param(
            "The dues,1 the lights,2 the ships,2 the capes.3", ["Missing."] * 3, [True, False, True], id="one twice"
        ),
        pytest.param(
            "Telegram 2301 was read, and airgram 2311 too.",
            ["Not printed."],
            [False],
            id="behind either of two numbers",
        ),
        pytest.param(
            "Telegram 2301 was read, and airgram 2311 too.",
            ["Airgram 231, June 4, is not printed."],
            [True],
            id="the note names the number",
        ),
        pytest.param("The dues* fell, the lights* too.", ["Not printed."], [False], id="a sign twice"),
    ],
)
def test_certainty(block: str, notes: list[str], expected: list[bool]) -> None:
    label = "*" if "*" in block else None
    placements = place([block], [(label or str(number), text) for number, text in enumerate(notes, 1)])
    assert [p.is_certain for p in placements if p] == expected


@pytest.mark.parametrize(
    ("block", "notes"),
    [
        pytest.param(
            "Telegram 2301 was read, and airgram 231‹1› too.",
            ["Airgram 231, June 4, is not printed."],
            id="by its number, not by its own digit",
        ),
        pytest.param(
            "Reference Deptel 412‹1› and Embtel 1211.",
            ["In telegram 412, June 4, the Department asked for a report."],
            id="a number that its note names",
        ),
        pytest.param(
            "Olding and Grane left; Marsh‹1› stayed at post 41.",
            ["Marsh was Consul at Karlskrona."],
            id="a name that its note names",
        ),
    ],
)
def test_a_note_that_tells_its_place(block: str, notes: list[str]) -> None:
    texts, places = unmarked((block,))
    assert found(place(texts, entries_of(*notes))) == places


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The dues rose by 41 percent.", id="percent"),
        pytest.param("He paid 421 crowns.", id="crowns"),
        pytest.param("On May 21 it fell.", id="a day"),
        pytest.param("He went by train No. 41.", id="a train"),
        pytest.param("See page 41.", id="a page"),
        pytest.param("It is in A/41, he said.", id="a document symbol"),
        pytest.param("The U–2 and S1 planes.", id="a type of plane"),
        pytest.param("It is paragraph 1, paragraph 21, of it.", id="a paragraph"),
    ],
)
def test_a_weak_place_is_no_certainty(text: str) -> None:
    (placement,) = place(["Telegram From the Legation in Sweden", text], entries_of("Not printed."))
    assert placement is None or not placement.is_certain


def test_no_entries() -> None:
    assert place(["The dues1 fell."], []) == []


def test_placements_rise() -> None:
    block = " ".join(f"word,{number} and {number % 7} more in {1900 + number}" for number in range(1, 60))
    placements = place([block], entries_of(*("Not printed." for _ in range(59))))
    assert [p.marker for p in placements if p] == [str(number) for number in range(1, 60)]
    starts = [p.start for p in placements if p]
    assert starts == sorted(starts)


@pytest.mark.parametrize("gap", [0, 1])
def test_a_long_document_takes_no_long_time(gap: int) -> None:
    numbers = [n + (n > 80) * gap for n in range(1, 151)]
    blocks = [f"Point {n}: the dues of 19{n % 90 + 10} came to {n * 7},{n:03} crowns,{n} he said." for n in numbers]
    start = time.perf_counter()
    placements = place(blocks, entries_of(*("Not printed." for _ in blocks)))
    assert time.perf_counter() - start < 5
    assert [p.marker for p in placements if p] == [str(n) for n in numbers]
