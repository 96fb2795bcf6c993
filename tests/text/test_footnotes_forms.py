"""Footnotes in less usual forms, what notes say of their places, and the work a long list takes.

In the tables, markers stand in ‹ ›, which the text that is read does not have.
"""

from __future__ import annotations

import pytest

from frusconv.text.footnotes import place
from tests.support import calls
from tests.text.test_footnotes import entries_of, found, unmarked


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("The dues,‹[1]› he said,‹[2]› fell.‹[3]›", id="square brackets"),
        pytest.param("The dues‹[1]› and lights‹[2]› fell.", id="square brackets behind words"),
        pytest.param("The dues‹ [1]› and lights‹ [2]› fell.", id="square brackets behind a blank"),
        pytest.param("The dues,‹(1)› he said,‹(2)› fell.‹(3)›", id="round brackets"),
        pytest.param("The dues‹(1)› and lights‹(2)› fell.", id="round brackets behind words"),
        pytest.param("The dues,‹^1› he said,‹^2› fell.", id="a caret"),
        pytest.param("The dues,‹^1^› he said,‹^2^› fell.", id="carets"),
        pytest.param("The dues,‹ 1› he said,‹ 2› fell.‹ 3›", id="behind a blank"),
        pytest.param("The dues fell.‹ 1› He left.‹ 2› So did I.", id="behind a stop and a blank"),
        pytest.param("In 1931 the dues,‹[1]› at 4 percent,‹[2]› fell.", id="among numbers"),
        pytest.param("Deptel 901‹[1]› and Deptel 902‹[2]› came.", id="behind telegram numbers"),
    ],
)
def test_markers_set_apart(text: str) -> None:
    blocks, places = unmarked(("The Minister in Sweden (Olding) to the Secretary of State", text))
    expected = [(block, start, end, marker.strip(" ()[]^")) for block, start, end, marker in places]
    assert found(place(blocks, entries_of(*(f"Note {n}." for n, _ in enumerate(places))))) == expected


@pytest.mark.parametrize(
    ("text", "markers"),
    [
        pytest.param("The dues‹¹› fell.‹²›", ["1", "2"], id="behind a word and a stop"),
        pytest.param("Deptel 901‹¹› came.", ["1"], id="behind a number"),
        pytest.param("On June 1‹¹› we met.", ["1"], id="behind a day"),
        pytest.param("He paid 2.5‹¹› crowns.", ["1"], id="behind a decimal"),
        pytest.param("In 1931‹¹› and 1932‹²› it fell.", ["1", "2"], id="behind years"),
        pytest.param("The dues‹ ¹› fell.", ["1"], id="behind a blank"),
        pytest.param("The dues‹⁹› fell,‹¹⁰› he said.", ["9", "10"], id="two digits"),
        pytest.param("The dues1 fell,‹¹› he said.", ["1"], id="beside a number on the line"),
    ],
)
def test_raised_markers_are_certain(text: str, markers: list[str]) -> None:
    blocks, places = unmarked((text,))
    placements = place(blocks, entries_of(*(f"Note {n}." for n, _ in enumerate(places))))
    assert found(placements) == [(*at[:3], marker) for at, marker in zip(places, markers, strict=True)]
    assert all(p.confidence == "high" for p in placements if p)


@pytest.mark.parametrize(
    ("text", "notes"),
    [
        pytest.param("Deptel 901, March 23.‹1› He left.", ["See footnote 4."], id="behind the date of a reference"),
        pytest.param("17. Cogus 59. (Usgoc 587‹1›) came.", ["Telegram 164, p. 227."], id="the only reference"),
        pytest.param(
            "182. Gocus 591. He met us on Monday (Usgoc 587‹1›).", ["Not printed."], id="not the telegram’s own number"
        ),
        pytest.param("As Deptels 811 and 812‹1› confirm.", ["See footnote 4."], id="numbers that run on"),
        pytest.param("(Tab D‹1›) came to 2.1 million.", ["Tab D, not found."], id="a lettered part, and a sum"),
        pytest.param("Reference Department’s A–287‹1› on dues.", ["See footnote 1."], id="an airgram"),
        pytest.param("In NSC 124/2‹1› of June 1953.", ["See Part 1."], id="a paper’s number"),
        pytest.param("Recent Olding‹1›–Grane talks.", ["The Minister of Marine."], id="before a dash"),
        pytest.param(
            "The word shall‹1› stands at 2 places, all1 told.",
            ["The handwritten word “shall” was added."],
            id="words in quotes",
        ),
        pytest.param("Hicus 56. Ushic 24:‹1› He left.", ["Telegram 868, p. 502."], id="behind a number and a colon"),
        pytest.param("On 21 August he named Hicus 7.‹1› He left.", ["Not printed."], id="not a day before its month"),
    ],
)
def test_what_notes_and_other_numbers_say(text: str, notes: list[str]) -> None:
    blocks, places = unmarked(("The Consul at Batavia (Doe) to the Secretary of State", text))
    assert found(place(blocks, entries_of(*notes))) == places


@pytest.mark.parametrize(
    "blocks",
    [
        pytest.param(
            ("The dues,‹1› he said,‹2› fell.", "[Page 64] The lights‹1› went.", "[Page 65] He left.‹1›"), id="3"
        ),
        pytest.param(("The dues,‹1› he said,‹2› fell. [Page 64] The lights,‹1› too,‹2› went.",), id="inside a block"),
        pytest.param(("[Page 63] The dues,‹1› the lights,‹2› fell,‹3› so. [Page 64] He left.‹1›",), id="three and one"),
    ],
)
def test_numbers_that_begin_again_on_each_page(blocks: tuple[str, ...]) -> None:
    texts, places = unmarked(blocks)
    notes = entries_of(*(f"Note {n}." for n, _ in enumerate(places)))
    assert found(place(texts, notes)) == places
    assert found(place(texts, [(at[3], text) for at, (_, text) in zip(places, notes, strict=True)])) == places


def test_labels_tell_which_entry_a_list_lost() -> None:
    texts, places = unmarked(("The dues,‹1› the lights,‹2› the capes,3 the ships,‹4› he said.",))
    assert found(place(texts, [("1", "A."), ("2", "B."), ("4", "D.")])) == places


def test_a_note_repeated_stands_for_its_marker_again() -> None:
    texts, places = unmarked(("The dues,‹1› the letter,‹2› the lights,‹3› the capes,‹2› the ships.‹4›",))
    assert found(place(texts, entries_of("A.", "Not printed.", "B.", "Not printed.", "C."))) == places


@pytest.mark.parametrize(
    ("text", "confidence"),
    [
        pytest.param("The dues1 fell.", "high", id="glued to a word"),
        pytest.param("The dues1 fell, the lights1 too.", "low", id="two like places"),
    ],
)
def test_confidence(text: str, confidence: str) -> None:
    (placement,) = place([text], entries_of("Not printed."))
    assert placement is not None
    assert placement.confidence == confidence


@pytest.mark.parametrize("marker", ["{}", ""], ids=["with markers", "without"])
@pytest.mark.parametrize("note", ["Note {}.", "Not printed."], ids=["unlike notes", "like notes"])
def test_the_work_grows_with_the_list(marker: str, note: str) -> None:
    def work(count: int) -> int:
        blocks = [f"The dues of 19{n % 90 + 10},{marker.format(n)} he said, fell by {n}." for n in range(1, count + 1)]
        notes = entries_of(*(note.format(n) for n in range(1, count + 1)))
        return calls(lambda: place(blocks, notes))

    assert work(1600) < 7 * work(400)  # Work that grows with the square would be sixteen times as much.
