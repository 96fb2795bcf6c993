"""Names, numbers and dates in the words of the handbooks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from frusconv.citation.cited import Agent
from frusconv.citation.dates import DateForm, Day, date_words, day_of
from frusconv.citation.names import Name, listed, name_of
from frusconv.citation.numbers import number_words
from frusconv.citation.styles.parts import in_sentence, listed_up_to


@pytest.mark.parametrize(
    ("printed", "inverted", "short", "initials"),
    [
        ("Laurence A. Steinhardt", "Steinhardt, Laurence A.", "Steinhardt", "L. A."),
        ("Steinhardt", "Steinhardt", "Steinhardt", ""),
        # Suffixes: Chicago Manual (17th edition), 6.43 and 16.41.
        ("William F. Sanford, Jr.", "Sanford, William F., Jr.", "Sanford", "W. F."),
        ("William F. Sanford Jr.", "Sanford, William F., Jr.", "Sanford", "W. F."),
        ("Adlai E. Stevenson III", "Stevenson, Adlai E., III", "Stevenson", "A. E."),
        # Particles: 8.5 and 16.71.
        ("Charles de Gaulle", "de Gaulle, Charles", "de Gaulle", "C."),
        ("de Gaulle", "de Gaulle", "de Gaulle", ""),
        ("Joachim von Ribbentrop", "Ribbentrop, Joachim von", "Ribbentrop", "J."),
        ("Friedrich von der Schulenburg", "Schulenburg, Friedrich von der", "Schulenburg", "F."),
        ("Eelco van Kleffens", "Kleffens, Eelco van", "van Kleffens", "E."),
        ("Van Kleffens", "Van Kleffens", "Van Kleffens", ""),
        ("Alcide De Gasperi", "De Gasperi, Alcide", "De Gasperi", "A."),
        # Names whose family name stands first, and those of rulers, stay as they are: chapter 8 and 16.77.
        ("Chiang Kai-shek", "Chiang Kai-shek", "Chiang Kai-shek", ""),
        ("Ngo Dinh Diem", "Ngo Dinh Diem", "Ngo Dinh Diem", ""),
        ("U Nu", "U Nu", "U Nu", ""),
        ("Ibn Saud", "Ibn Saud", "Ibn Saud", ""),
        ("Haile Selassie", "Haile Selassie", "Haile Selassie", ""),
        # Others.
        ("Jean-Paul Sartre", "Sartre, Jean-Paul", "Sartre", "J.-P."),
        ("José María Núñez", "Núñez, José María", "Núñez", "J. M."),
        (
            "The Department of State, and Others",
            "The Department of State, and Others",
            "The Department of State, and Others",
            "",
        ),
    ],
)
def test_names(printed: str, inverted: str, short: str, initials: str) -> None:
    name = name_of(printed)
    assert (name.inverted, name.short, name.initials) == (inverted, short, initials)


@given(st.lists(st.sampled_from("Ada A. de von van der Kai-shek Doe Jr. III Chiang U , O’Neill".split()), max_size=6))
def test_no_word_of_a_name_is_lost(words: list[str]) -> None:
    printed = " ".join(words)
    name = name_of(printed)
    for made in (name.text, name.inverted):
        assert sorted(made.replace(",", " ").split()) == sorted(printed.replace(",", " ").split())
    assert name_of(name.text).text == name.text


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        ([], ""),
        (["A"], "A"),
        (["A, B"], "A, B"),
        (["A", "B"], "A and B"),
        (["A", "B", "C"], "A, B, and C"),
        (["A, the B", "the C"], "A, the B, and the C"),
    ],
)
def test_lists(names: list[str], expected: str) -> None:
    assert listed(names) == expected


def test_lists_for_an_ampersand() -> None:
    assert listed(["A", "B", "C"], "&", has_serial_comma=False) == "A, B & C"


@pytest.mark.parametrize(
    ("count", "most", "shown", "expected"),
    [
        (3, 3, 1, "A, B, and C"),
        (4, 3, 1, "A et al."),
        (2, 2, 1, "A and B"),
        (3, 2, 1, "A et al."),
        (6, 6, 3, "A, B, C, D, E, and F"),
        (7, 6, 3, "A, B, C, et al."),
    ],
)
def test_many_names(count: int, most: int, shown: int, expected: str) -> None:
    """In notes and lists of the Chicago Manual, in MLA's: see the numbers in the styles."""
    assert listed_up_to("ABCDEFG"[:count], most, shown) == expected


@pytest.mark.parametrize(
    ("agent", "expected"),
    [
        (Agent(Name("Doe", "Jane")), "Jane Doe"),
        (Agent(office="Secretary of State", article="the "), "the Secretary of State"),
        (Agent(office="Certain Diplomatic Posts"), "certain diplomatic posts"),
        (Agent(office="All Consular Officers in Ruritania"), "all consular officers in Ruritania"),
        (Agent(office="Certain American Republics"), "certain American Republics"),
        (Agent(office="Allied High Commission", article="the "), "the Allied High Commission"),
    ],
)
def test_agents_in_a_sentence(agent: Agent, expected: str) -> None:
    assert in_sentence(agent) == expected


@pytest.mark.parametrize(
    ("printed", "words"),
    [
        ("Volume III", "vol. 3"),
        ("Volume XIX, Part 1", "vol. 19, pt. 1"),
        ("Volumes X/XI/XII, Microfiche Supplement", "vols. 10/11/12, microfiche supplement"),
        ("Volume E–5, Part 1", "vol. E–5, pt. 1"),
        ("XXII", "vol. 22"),
        ("Part II, Volume I", "pt. 2, vol. 1"),
        ("Part I Vol. II", "pt. 1, vol. 2"),
        ("Appendix I", "appendix 1"),
        ("Appendix", "appendix"),
        ("", ""),
        (None, ""),
    ],
)
def test_numbers(printed: str | None, words: str) -> None:
    assert number_words(printed) == words


@pytest.mark.parametrize(
    ("days", "full", "mla", "bluebook", "office"),
    [
        ("1939-09-04", "September 4, 1939", "4 Sept. 1939", "Sept. 4, 1939", "4 Sep 1939"),
        ("1939-05-04", "May 4, 1939", "4 May 1939", "May 4, 1939", "4 May 1939"),
        ("1939-07", "July 1939", "July 1939", "July 1939", "Jul 1939"),
        ("1939", "1939", "1939", "1939", "1939"),
        ("1939-09-12 1939-09-15", "September 12–15, 1939", "12–15 Sept. 1939", "Sept. 12–15, 1939", "12–15 Sep 1939"),
        (
            "1939-09-30 1939-10-02",
            "September 30–October 2, 1939",
            "30 Sept.–2 Oct. 1939",
            "Sept. 30–Oct. 2, 1939",
            "30 Sep–2 Oct 1939",
        ),
        (
            "1939-12-30 1940-01-02",
            "December 30, 1939–January 2, 1940",
            "30 Dec. 1939–2 Jan. 1940",
            "Dec. 30, 1939–Jan. 2, 1940",
            "30 Dec 1939–2 Jan 1940",
        ),
        ("1939-05 1939-06", "May–June 1939", "May–June 1939", "May–June 1939", "May–Jun 1939"),
        ("1939 1940", "1939–1940", "1939–1940", "1939–1940", "1939–1940"),
        ("", "", "", "", ""),
    ],
)
def test_dates(days: str, full: str, mla: str, bluebook: str, office: str) -> None:
    """Months and ranges: Chicago Manual (17th edition), 6.38 and 6.78; MLA, appendix 1; Bluebook, table T12."""
    found = tuple(day for day in map(day_of, days.split()) if day)
    forms: tuple[DateForm, ...] = ("full", "mla", "bluebook", "office")
    assert [date_words(found, form) for form in forms] == [full, mla, bluebook, office]


@pytest.mark.parametrize(
    ("value", "day"),
    [
        ("1939-09-04T11:00:00", Day(1939, 9, 4)),
        ("1939-13", Day(1939)),
        ("September", None),
        ("", None),
        (None, None),
    ],
)
def test_days(value: str | None, day: Day | None) -> None:
    assert day_of(value) == day
