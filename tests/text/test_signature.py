"""Signatures: names, names with offices, offices alone, names in brackets behind the last sentence."""

from __future__ import annotations

import pytest

from frusconv.text.signature import LONGEST, bracketed_signature, is_capacity, is_name, is_office, split_office


@pytest.mark.parametrize(
    "text",
    [
        "Olding",
        "OLDING",
        "Robert Olding",
        "Robert A. Olding",
        "R. A. Olding",
        "R.A. Olding",
        "ROBERT A. OLDING",
        "Robert Olding, Jr.",
        "Robert Olding III",
        "Robert Olding 3d",
        "Van der Olding",
        "O’Olding",
        "MacOlding",
        "Olding-Marsh",
        "Léon Oldíng",
        "Östman",
        "Åke Grane",
        "Émile Olding",
        "Robert de la Olding",
        "Fernando de los Olding",
        "Robert Olding, M.D.",
        "Robert “Rob” Olding",
        "[Olding]",
        "[Olding.]",
        "R.A.O.",
        "RAO",
        "Chou Tien",
        "Mohammed al Marsh",
        "Wm. H. Olding",
        "[seal] Robert Olding",
        "[Initialed] R. A. O.",
    ],
)
def test_name(text: str) -> None:
    assert is_name(text)


def test_capacity_lines() -> None:
    assert is_capacity("By the President:")
    assert is_capacity("For the Government of Sweden:")
    assert is_capacity("[seal]")
    assert not is_capacity("For the reasons that follow:")
    assert not is_capacity("By the time he came, the harbor was closed.")


@pytest.mark.parametrize("text", ["of Foreign Affairs", "y Grane"])
def test_no_name_begins_with_a_small_word(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "olding",
        "The dues were lowered.",
        "Sincerely yours,",
        "Sincerely",
        "Respectfully yours",
        "Approved",
        "Approve",
        "Disapprove",
        "Attachment",
        "Enclosure",
        "Annex A",
        "Tab B",
        "Recommendation",
        "Summary",
        "Background",
        "White House",
        "Department of State",
        "Yes",
        "No",
        "Part One",
        "Stockholm, May 3, 1938",
        "Olding 1938",
        "Who was Olding?",
        "He left the Legation with Olding",
        "We Agree",
        "Nothing Further",
        "[Sic]",
        "A Very Long Line Of Names With Capitals Only That Goes On And On",
    ],
)
def test_no_name(text: str) -> None:
    assert not is_name(text)


@pytest.mark.parametrize(
    ("text", "name", "office"),
    [
        ("Robert A. Olding Counselor of Legation", "Robert A. Olding ", "Counselor of Legation"),
        ("Robert Olding Acting Secretary", "Robert Olding ", "Acting Secretary"),
        ("Robert Olding, Minister of Marine", "Robert Olding, ", "Minister of Marine"),
        ("R. A. Olding Vice Admiral, USN", "R. A. Olding ", "Vice Admiral, USN"),
        ("Robert Olding Chargé d’Affaires ad interim", "Robert Olding ", "Chargé d’Affaires ad interim"),
        ("Robert Olding, Jr. Deputy Director", "Robert Olding, Jr. ", "Deputy Director"),
        ("Robert Olding Executive Secretary for Harbors", "Robert Olding ", "Executive Secretary for Harbors"),
        ("Robert Olding First Secretary of Embassy", "Robert Olding ", "First Secretary of Embassy"),
    ],
)
def test_split_office(text: str, name: str, office: str) -> None:
    at = split_office(text)
    assert at is not None
    assert (text[:at], text[at:]) == (name, office)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Olding",
        "Robert Olding",
        "Secretary of State",
        "Robert Olding saw the Minister of Marine",
        "Robert Olding, Minister of Marine, was there.",
        "The Minister of Marine",
        "Robert Olding " + "Minister of Marine " * (LONGEST // 12),
    ],
)
def test_no_office_behind_a_name(text: str) -> None:
    assert split_office(text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Chairman, Joint Chiefs of Staff",
        "Acting Secretary",
        "Secretary of State",
        "Minister of Marine",
        "Chargé d’Affaires ad interim",
        "Chargé d’Affaires, a.i.",
        "Counselor of Embassy for Harbor Affairs",
        "Vice Admiral, USN",
        "Special Assistant to the President",
        "Economic Adviser",
    ],
)
def test_office(text: str) -> None:
    assert is_office(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Olding",
        "Robert A. Olding",
        "The Minister left.",
        "Minister Olding said so",
        "Karlskrona",
        "Secretary " * 20,
    ],
)
def test_no_office(text: str) -> None:
    assert not is_office(text)


@pytest.mark.parametrize(
    ("paragraph", "expected"),
    [
        ("The dues will be lowered soon. [Olding.]", "[Olding.]"),
        ("The dues will be lowered soon. [Olding]", "[Olding]"),
        ("Will they be lowered? [Robert A. Olding.]", "[Robert A. Olding.]"),
        ("He said “soon.” [Robert Olding, Jr.]", "[Robert Olding, Jr.]"),
        ("He said so … [R. A. O.]", "[R. A. O.]"),
        ("The dues will be lowered soon.", None),
        ("The dues will be lowered [Olding.]", None),
        ("The dues will be lowered soon. [Sic.]", None),
        ("The dues will be lowered soon. [Enclosure.]", None),
        ("The dues will be lowered soon. [Here follows a list.]", None),
        ("The dues will be lowered soon. [Garble]", None),
        ("The dues will be lowered soon. [Olding.] He left.", None),
        ("[Olding.]", None),
        ("", None),
    ],
)
def test_bracketed_signature(paragraph: str, expected: str | None) -> None:
    at = bracketed_signature(paragraph)
    assert (paragraph[at:] if at is not None else None) == expected
