"""Citations of anything: whatever is missing or hostile, they stay whole."""

from __future__ import annotations

import re

import lxml.html
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frusconv.citation import STYLES, Book, Cited, StyleOptions, rendered, style
from frusconv.citation.cited import Agent
from frusconv.citation.dates import Day, date_words
from frusconv.citation.markup import clean
from frusconv.citation.names import Name, name_of
from frusconv.citation.numbers import number_words
from frusconv.model import SERIES
from tests.reading_back import of_pandoc, pandoc, without_blanks

HOSTILE = [
    "<script>x</script>",
    "*a* _b_ `c`",
    "[x](y)",
    "$1^2~3",
    "\\",
    "“q”",
    "'t'",
    "& <b>",
    "{#id}",
    "![i](j)",
    "1. a",
]
DANGLING = re.compile(r" ,|,,|\.\.|\(\)|\( | \)|: ,|vol\. ,|  |None| ;|,\.|“”|, in \(")

names = st.sampled_from(["Doe", "Jane Q. Doe", "Charles de Gaulle", "Chiang Kai-shek", "John Doe, Jr."]).map(name_of)
agents = st.builds(
    Agent,
    st.none() | names,
    st.sampled_from(["Secretary of State", "Embassy in Ruritania"]),
    st.sampled_from(["the ", ""]),
    st.just(""),
)
days = st.sampled_from([(), (Day(1939),), (Day(1939, 9),), (Day(1939, 9, 4),), (Day(1939, 9, 4), Day(1940, 1, 2))])
maybe = {
    "title": st.sampled_from(["", "Telegram From the Embassy in Ruritania", "What Next?"]),
    "kind": st.sampled_from(["", "telegram", "letter", "memorandum of conversation"]),
    "place": st.sampled_from(["", "Strelsau"]),
    "pages": st.sampled_from(["", "5", "62-63", "xii"]),
    "number": st.sampled_from(["", "7"]),
    "url": st.sampled_from(["", "https://history.state.gov/historicaldocuments/frus1939v03/d7"]),
    "telegram_number": st.just(""),
    "file_number": st.sampled_from(["", "861.00/17"]),
}
books = st.builds(
    Book,
    id=st.none() | st.just("frus1939v03"),
    series=st.sampled_from([SERIES, f"{SERIES}: Diplomatic Papers", "Papers Relating to Foreign Affairs"]),
    years=st.sampled_from(["", "1939"]),
    number=st.sampled_from(["", "Volume III", "XXII", "Volumes X/XI, Microfiche Supplement", "Part II, Volume I"]),
    title=st.sampled_from(["", "The Far East"]),
    complete=st.sampled_from(["", "Foreign Relations of the United States, 1939, The Far East, Volume III"]),
    isbn=st.just(""),
    editors=st.lists(names, max_size=4).map(tuple),
    publisher=st.sampled_from(["", "Government Printing Office"]),
    place=st.sampled_from(["", "Washington"]),
    year=st.sampled_from(["", "1955"]),
    is_known=st.booleans(),
    is_cited_by_document=st.booleans(),
)
cited = st.builds(
    Cited,
    books,
    st.sampled_from(["", "d7"]),
    senders=st.lists(agents, max_size=3).map(tuple),
    recipients=st.lists(agents, max_size=3).map(tuple),
    dates=days,
    is_undated=st.booleans(),
    is_supplied=st.booleans(),
    **maybe,
)
options = st.builds(
    StyleOptions,
    st.sampled_from([17, 18]),
    st.sampled_from(["auto", "page", "document"]),
    st.none() | st.just(Day(2026, 1, 15)),
)


@settings(max_examples=300, deadline=None)
@given(cited, options)
def test_nothing_dangles_whatever_is_missing(found: Cited, how: StyleOptions) -> None:
    for name in STYLES:
        text = rendered(style(name)(found, how))
        assert text
        assert not DANGLING.search(text.replace("Jr.,", "Jr")), f"{name}: {text}"
        assert text.count("(") == text.count(")")
        assert text.count("[") == text.count("]")


def hostile(text: str) -> Cited:
    words = clean(f"{text} x {text}")
    party = (Agent(Name(literal=words)),)
    book = Book("frus1939v03", years="1939", number="Volume III", title=words, complete=words, is_known=True)
    return Cited(book, "d7", "7", words, senders=party, recipients=party, place=words, dates=(Day(1939),))


@pytest.mark.parametrize("text", [*HOSTILE, "\x01\x02\x03\x04", "a\x01b", "\n\n# h", "\u202e"])
def test_hostile_text_stays_text(text: str) -> None:
    """What people see is the same in every format, and none of it is markup."""
    for name in STYLES:
        marked = style(name)(hostile(text), StyleOptions())
        plain = without_blanks([rendered(marked)])
        html = lxml.html.fragment_fromstring(rendered(marked, "html"), create_parent="p")
        assert without_blanks(map(str, html.itertext())).casefold() == plain.casefold()
        assert {element.tag for element in html.iter()} <= {"p", "i", "span", "a"}


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_stays_text_in_markdown(text: str) -> None:
    lines = [style(name)(hostile(text), StyleOptions()) for name in STYLES]
    markdown = "\n\n".join(f"x {rendered(line, 'markdown')}" for line in lines)
    plain = without_blanks(f"x {rendered(line)}" for line in lines)
    assert of_pandoc(pandoc(markdown.encode(), "markdown-smart")).main.casefold() == plain.casefold()


@pytest.mark.parametrize(
    ("printed", "inverted", "short", "initials"),
    [
        ("Laurence A. Steinhardt", "Steinhardt, Laurence A.", "Steinhardt", "L. A."),
        ("William F. Sanford, Jr.", "Sanford, William F., Jr.", "Sanford", "W. F."),
        ("Charles de Gaulle", "de Gaulle, Charles", "de Gaulle", "C."),
        ("de Gaulle", "de Gaulle", "de Gaulle", ""),
        ("Joachim von Ribbentrop", "Ribbentrop, Joachim von", "Ribbentrop", "J."),
        ("Friedrich von der Schulenburg", "Schulenburg, Friedrich von der", "Schulenburg", "F."),
        ("Eelco van Kleffens", "Kleffens, Eelco van", "van Kleffens", "E."),
        ("Van Kleffens", "Van Kleffens", "Van Kleffens", ""),
        ("Alcide De Gasperi", "De Gasperi, Alcide", "De Gasperi", "A."),
        ("Chiang Kai-shek", "Chiang Kai-shek", "Chiang Kai-shek", ""),
        ("Ngo Dinh Diem", "Ngo Dinh Diem", "Ngo Dinh Diem", ""),
        ("U Nu", "U Nu", "U Nu", ""),
        ("Ibn Saud", "Ibn Saud", "Ibn Saud", ""),
        ("Jean-Paul Sartre", "Sartre, Jean-Paul", "Sartre", "J.-P."),
        ("Adlai E. Stevenson III", "Stevenson, Adlai E., III", "Stevenson", "A. E."),
        ("Steinhardt", "Steinhardt", "Steinhardt", ""),
    ],
)
def test_names(printed: str, inverted: str, short: str, initials: str) -> None:
    name = name_of(printed)
    assert (name.inverted, name.short, name.initials) == (inverted, short, initials)


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
        (None, ""),
    ],
)
def test_numbers(printed: str | None, words: str) -> None:
    assert number_words(printed) == words


@pytest.mark.parametrize(
    ("range_", "full", "mla"),
    [
        ((Day(1939, 9, 4),), "September 4, 1939", "4 Sept. 1939"),
        ((Day(1939, 9),), "September 1939", "Sept. 1939"),
        ((Day(1939),), "1939", "1939"),
        ((Day(1939, 9, 12), Day(1939, 9, 15)), "September 12–15, 1939", "12–15 Sept. 1939"),
        ((Day(1939, 9, 30), Day(1939, 10, 2)), "September 30–October 2, 1939", "30 Sept.–2 Oct. 1939"),
        ((Day(1939, 12, 30), Day(1940, 1, 2)), "December 30, 1939–January 2, 1940", "30 Dec. 1939–2 Jan. 1940"),
        ((Day(1939, 5), Day(1939, 6)), "May–June 1939", "May–June 1939"),
        ((Day(1939), Day(1940)), "1939–1940", "1939–1940"),
        ((), "", ""),
    ],
)
def test_dates(range_: tuple[Day, ...], full: str, mla: str) -> None:
    assert (date_words(range_), date_words(range_, "mla")) == (full, mla)
