"""The forms in which volumes, books and articles cite the series, and what only looks like one. All invented."""

from __future__ import annotations

import time

import pytest

from frusconv.references import Context, find_references

# A volume that is cited by pages, whose first part has the pages up to 900, and one that numbers its documents.
PAGED = Context(
    "frus1951v07p2",
    {"d7", "d8", "d9", "d7fn1", "d8fn2", *(f"pg_{page}" for page in range(901, 1400))},
    "d8",
    "d7",
    "d9",
    (901, 1399),
)
NUMBERED = Context(
    "frus1961-63v06", {*(f"d{number}" for number in range(1, 120)), "d4fn2", "d4fn3", "d8fn2"}, "d8", "d7", "d9"
)
UNKNOWN = Context()
RIGHTS = "Foreign Relations, 1977–1980, vol. II, Human Rights and Humanitarian Affairs"
PUBLISHED = "Foreign Relations of the United States, 1950, Volume VII, Korea (Washington: GPO, 1976)"


def found(text: str, context: Context) -> list[str]:
    """Return each citation's words and target."""
    return [f"{one.text} → {one.target(context.places or ())}" for one in find_references(text, context)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Years, number and part, as print has them.
        (
            "See Foreign Relations, 1948, vol. vi, p. 33.",
            ["Foreign Relations, 1948, vol. vi, p. 33 → frus1948v06#pg_33"],
        ),
        ("Foreign Relations, 1948 vol. vi, p. 52", ["Foreign Relations, 1948 vol. vi, p. 52 → frus1948v06#pg_52"]),
        ("Foreign Relations, 1950, vol vi, p. 4", ["Foreign Relations, 1950, vol vi, p. 4 → frus1950v06#pg_4"]),
        ("Foreign Relations, 195l, vol. V, p. 9", ["Foreign Relations, 195l, vol. V, p. 9 → frus1951v05#pg_9"]),
        (
            "Foreign Relations, 1951, vol. vi, Part 1. pp. 77 ff.",
            ["Foreign Relations, 1951, vol. vi, Part 1. pp. 77 → frus1951v06p1#pg_77"],
        ),
        (
            "Foreign Relations, 1951, volume VI (in two parts), Part 2, page 5",
            ["Foreign Relations, 1951, volume VI (in two parts), Part 2, page 5 → frus1951v06p2#pg_5"],
        ),
        ("Foreign Relations, 1905, p. 55", ["Foreign Relations, 1905, p. 55 → frus1905#pg_55"]),
        ("F.R.U.S., 1939, vol. 3, p. 6", ["F.R.U.S., 1939, vol. 3, p. 6 → frus1939v03#pg_6"]),
        # A volume as a whole; the first part of one that is named without part.
        ("It is in Foreign Relations, 1950, volume VII.", ["Foreign Relations, 1950, volume VII → frus1950v07"]),
        ("Foreign Relations, 1951, vol. VI", ["Foreign Relations, 1951, vol. VI → frus1951v06p1"]),
        # Several volumes.
        (
            "Foreign Relations, 1945, volume vii and 1946, volumes ix and x.",
            [
                "Foreign Relations, 1945, volume vii → frus1945v07",
                "1946, volumes ix → frus1946v09",
                "x → frus1946v10",
            ],
        ),
        (
            "Foreign Relations, 1961–1963, vol. V, Document 2, and vol. XI, Document 3",
            [
                "Foreign Relations, 1961–1963, vol. V, Document 2 → frus1961-63v05#d2",
                "vol. XI, Document 3 → frus1961-63v11#d3",
            ],
        ),
        (
            "Foreign Relations, 1951, vol. VI, Part 1, p. 5, and Part 2, p. 6",
            [
                "Foreign Relations, 1951, vol. VI, Part 1, p. 5 → frus1951v06p1#pg_5",
                "Part 2, p. 6 → frus1951v06p2#pg_6",
            ],
        ),
        # Titles.
        (
            "Foreign Relations, 1969–1976, vol. XXXIII, SALT II, 1972–1980, Document 9.",
            ["Foreign Relations, 1969–1976, vol. XXXIII, SALT II, 1972–1980, Document 9 → frus1969-76v33#d9"],
        ),
        (
            f"{RIGHTS} as Document 5",
            [f"{RIGHTS} as Document 5 → frus1977-80v02#d5"],
        ),
        (
            "scheduled for Foreign Relations, 1969–1976, China, 1969–1972.",
            ["Foreign Relations, 1969–1976, China, 1969–1972 → frus1969-76v17"],
        ),
        (
            "in Foreign Relations, 1950, vol. VII, President Doe said on p. 5 of it",
            ["Foreign Relations, 1950, vol. VII → frus1950v07"],
        ),
        # Sets and supplements.
        (
            "Foreign Relations, 1918, Supplement 1, The World War, vol. I, p. 35",
            ["Foreign Relations, 1918, Supplement 1, The World War, vol. I, p. 35 → frus1918Supp01v01#pg_35"],
        ),
        (
            "Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 8",
            ["Foreign Relations, The Conferences at Malta and Yalta, 1945, p. 8 → frus1945Malta#pg_8"],
        ),
        (
            "Conference of Berlin (Potsdam), vol. ii, p. 8",
            ["Conference of Berlin (Potsdam), vol. ii, p. 8 → frus1945Berlinv02#pg_8"],
        ),
        (
            "Paris Peace Conference, 1919, vol. iii, p. 5",
            ["Paris Peace Conference, 1919, vol. iii, p. 5 → frus1919Parisv03#pg_5"],
        ),
        ("Foreign Relations, 1942, China, p. 2", ["Foreign Relations, 1942, China, p. 2 → frus1942China#pg_2"]),
        # Lists: the first number with the work, each further one by itself.
        (
            "FRUS, 1969–1976, vol. XVI, Documents 155, 158, 163–165, and 215",
            [
                "FRUS, 1969–1976, vol. XVI, Documents 155 → frus1969-76v16#d155",
                "158 → frus1969-76v16#d158",
                "163 → frus1969-76v16#d163",
                "165 → frus1969-76v16#d165",
                "215 → frus1969-76v16#d215",
            ],
        ),
        (
            "Foreign Relations, 1950, vol. vi, pp. 103–05",
            ["Foreign Relations, 1950, vol. vi, pp. 103 → frus1950v06#pg_103", "05 → frus1950v06#pg_105"],
        ),
        (
            "Foreign Relations, 1950, vol. vi, pp. 178 ff. and 202",
            ["Foreign Relations, 1950, vol. vi, pp. 178 → frus1950v06#pg_178", "202 → frus1950v06#pg_202"],
        ),
        (
            "FRUS, 1964–1968, vol. XI, Document 5, footnote 2",
            ["FRUS, 1964–1968, vol. XI, Document 5, footnote 2 → frus1964-68v11#d5fn2"],
        ),
        (
            "See Documents 2 and 3 in Foreign Relations, 1969–1976, vol. E–5, Part 2",
            [
                "Documents 2 → frus1969-76ve05p2#d2",
                "3 in Foreign Relations, 1969–1976, vol. E–5, Part 2 → frus1969-76ve05p2#d3",
            ],
        ),
        # As books have it.
        ("FRUS, 1955–57, XIV:123–25", ["FRUS, 1955–57, XIV:123 → frus1955-57v14#pg_123", "25 → frus1955-57v14#pg_125"]),
        ("FRUS 1951, 6(2):66", ["FRUS 1951, 6(2):66 → frus1951v06p2#pg_66"]),
        (
            "FRUS 1961–63, V, doc. 3, and ibid., XI, doc. 4",
            ["FRUS 1961–63, V, doc. 3 → frus1961-63v05#d3", "ibid., XI, doc. 4 → frus1961-63v11#d4"],
        ),
        (
            f"{PUBLISHED}, 12–14",
            [f"{PUBLISHED}, 12 → frus1950v07#pg_12", "14 → frus1950v07#pg_14"],
        ),
        # Ibid., and where it leads elsewhere.
        (
            "Foreign Relations, 1950, vol. VI, p. 5; ibid., vol. VII, p. 6",
            ["Foreign Relations, 1950, vol. VI, p. 5 → frus1950v06#pg_5", "ibid., vol. VII, p. 6 → frus1950v07#pg_6"],
        ),
        (
            "Foreign Relations, 1950, vol. VI, p. 5; see footnote 2, ibid.",
            ["Foreign Relations, 1950, vol. VI, p. 5 → frus1950v06#pg_5", "footnote 2, ibid. → frus1950v06#pg_5"],
        ),
        (
            "Foreign Relations, 1950, vol. VI, p. 5; Bulletin, May 1, 1950, p. 6; ibid., p. 7",
            ["Foreign Relations, 1950, vol. VI, p. 5 → frus1950v06#pg_5"],
        ),
        ("Ibid., p. 5.", []),
        # The own volume is not known: what a text of the series alone can mean.
        ("See Document 5.", ["Document 5 → None"]),
        ("See ante, p. 63, and p. 64.", ["p. 63 → None"]),
        ("See p. 63.", []),
        # No citations of the series.
        ("the Senate Committee on Foreign Relations, May 5, 1950, p. 33", []),
        ("Documents on American Foreign Relations, 1953, p. 44", []),
        ("the Council on Foreign Relations, 1950, vol. II", []),
        ("American Foreign Policy: Current Documents, 1958, Document 32", []),
    ],
)
def test_any_text(text: str, expected: list[str]) -> None:
    assert found(text, UNKNOWN) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Telegram 8, January 3, p. 919.", ["p. 919 → #pg_919"]),
        ("January 3, 6 p. m., p. 919.", ["p. 919 → #pg_919"]),
        ("Dated January 3, p. 919.", ["p. 919 → #pg_919"]),
        ("Ante, p. 919.", ["p. 919 → #pg_919"]),
        ("See footnote 1, p. 919.", ["p. 919 → #pg_919"]),
        ("Telegrams 8 and 9, January 3, pp. 919, 925.", ["pp. 919 → #pg_919", "925 → #pg_925"]),
        ("See section entitled “Negotiations,” pp. 920 ff.", ["pp. 920 → #pg_920"]),
        ("For the note, see p. 920; for the reply, p. 921.", ["p. 920 → #pg_920", "p. 921 → #pg_921"]),
        ("Telegrams 8, January 3, p. 919, and 965, January 4.", ["p. 919 → #pg_919"]),
        # The pages of one part go on in the other.
        ("For text, see p. 79.", ["p. 79 → frus1951v07p1#pg_79"]),
        ("See Part 1, page 45.", ["Part 1, page 45 → frus1951v07p1#pg_45"]),
        # Volumes of the same sub-series.
        ("For documentation, see vol. i, pp. 93 ff.", ["vol. i, pp. 93 → frus1951v01#pg_93"]),
        ("Telegram 16 from Strelsau, May 7, 1951, vol. v, p. 86.", ["vol. v, p. 86 → frus1951v05#pg_86"]),
        ("For documentation, see volume iv.", ["volume iv → frus1951v04p1"]),
        # The documents beside this one.
        ("Supra.", ["Supra → #d7"]),
        ("See footnote 1, supra.", ["footnote 1, supra → #d7fn1"]),
        ("The reply is printed infra.", ["infra → #d9"]),
        ("See footnote 2 above.", ["footnote 2 above → #d8fn2"]),
        # Other works, and pages of theirs.
        ("See Department of State Bulletin, May 3, 1951, p. 919; May 10, 1951, p. 950.", []),
        ("61 Stat. 919; for text, see SC, 4th yr., Suppl. (Jan.), p. 919.", []),
        ("See A. Doe, A Life in Strelsau (London, 1960), p. 919.", []),
        ("His own account is in The Years of Trial, p. 919.", []),
        ("Congressional Record, vol. 97, pt. 3, p. 1123.", []),
        ("British and Foreign State Papers, vol. xcix, p. 919.", []),
        ("The note reads: “He said so on page 919.”", []),
        ("See the table, p. 3. [Footnote in the source text.]", []),
        ("The argument is on page 919 of the report.", []),
        ("See Document 7.", []),
    ],
)
def test_note_in_a_volume_of_pages(text: str, expected: list[str]) -> None:
    assert found(text, PAGED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Document 12.", ["Document 12 → #d12"]),
        ("(Document 12)", ["Document 12 → #d12"]),
        ("See Documents 12–14 and 20 ff.", ["Documents 12 → #d12", "14 → #d14", "20 → #d20"]),
        ("See footnotes 2 and 3, Document 4.", ["footnotes 2 → #d4fn2", "3, Document 4 → #d4fn3"]),
        ("See Document 4 and footnote 2 thereto.", ["Document 4 → #d4", "footnote 2 thereto → #d4fn2"]),
        ("See footnote 2, Document 4; also Document 5.", ["footnote 2, Document 4 → #d4fn2", "Document 5 → #d5"]),
        ("For a memorandum, see vol. V, Document 4.", ["vol. V, Document 4 → frus1961-63v05#d4"]),
        ("(A. Doe, Papers, Vol. I) See also Document 5.", ["Document 5 → #d5"]),
        ("(Ibid., Central Files, 611.33) See Document 5. (Ibid.)", ["Document 5 → #d5"]),
        ("He is quoted as saying: “See Document 5.”", []),
        ("NAC Document 5.", []),
        ("See Document 500.", []),
        ("Telegram 5 from Strelsau, p. 63.", []),
        ("Congressional Almanac, Vol. V, 1962, p. 445.", []),
        ("The Campaign of 1960, volume V, pp. 66–70.", []),
    ],
)
def test_note_in_a_volume_of_numbers(text: str, expected: list[str]) -> None:
    assert found(text, NUMBERED) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("On page 919 you will find the draft.", []),
        ("[Here follows the text printed on page 919.]", ["page 919 → #pg_919"]),
        ("The telegram [see p. 920] came late.", ["p. 920 → #pg_920"]),
        ("We know it from Foreign Relations, 1914, p. 5.", ["Foreign Relations, 1914, p. 5 → frus1914#pg_5"]),
    ],
)
def test_document_of_the_time(text: str, expected: list[str]) -> None:
    assert found(text, PAGED._replace(is_editorial=False)) == expected


@pytest.mark.parametrize(
    "text",
    [
        "(" + "A" * 20_000,
        "(" + "Aa" * 20_000,
        "FRUS, 1950, " + "A-" * 10_000,
        "FRUS, 1950, " + "Aa, " * 10_000,
        "FRUS, 1950, Aa, " * 4_000,
        "“" * 40_000,
        "[" * 40_000,
        "FRUS, 1950, vol. VI, p. 5; " + "ibid., p. 5; " * 8_000,
        "Documents " + "5, " * 20_000,
        "see vol. VI, " * 8_000,
        "FRUS, 1950, vol. VI, ed. aaa " * 4_000,
        "A." * 40_000,
        "A/" * 40_000,
        "IVXL" * 20_000,
        " " * 200_000,
        "1" * 100_000,
    ],
    ids=lambda text: text[:24],
)
@pytest.mark.parametrize("context", [UNKNOWN, PAGED], ids=["unknown", "own"])
def test_a_hostile_text_takes_no_long_time(text: str, context: Context) -> None:
    start = time.perf_counter()
    find_references(text, context)
    assert time.perf_counter() - start < 5
