"""Properties of all styles: nothing dangles whatever is missing, and nothing that a document says acts as markup."""

from __future__ import annotations

import itertools
import json
import lzma
import re
import subprocess
from collections.abc import Iterator
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from lxml import html

from frusconv.citation import STYLES, Book, Cited, StyleOptions, cited, rendered, style
from frusconv.citation.cited import Agent
from frusconv.citation.dates import Day
from frusconv.citation.markup import clean, ended, italic, joined, punctuated, quoted, sentences, small_capitals
from frusconv.citation.names import name_of
from frusconv.citation.numbers import page_range, pages_between
from frusconv.citation.styles.casing import headline, sentence_case, volume_in_sentence_case
from frusconv.conversion import read
from frusconv.model import (
    SERIES,
    CorrespAction,
    Correspondence,
    Document,
    FileSource,
    Head,
    Header,
    Party,
    Text,
    When,
)

_DANGLING = re.compile(
    # Marks behind blanks, doubled marks, a comma behind a full stop that is no abbreviation's.
    r" [,.;:)]|[,;:]{2}|\.\.|,\.|  |(?<!\bJr)(?<!\bn\.d)(?<!\bed)(?<!\beds)(?<!\bal)(?<!\b[A-Z])\.,|"
    # Empty brackets and quotes, and words and marks that lead to nothing.
    r"[(\[]\s*[)\],;:]|[;:,]\)|: \(|“”|vol\. ,|None|(?:^|[.,] )(?:In|in|to|of|from|by)[.,]|, eds?\.[.,]|"
    r"^[,.;:]|[,;:]$|\bin$"
)
_HOUR = re.compile(r"[ap]\. ?m\.")
_EMPTY_MARKS = re.compile("\x01\x02|\x03\x04")
_MARKS = dict.fromkeys(range(1, 5))
_SAID_OF_NAMES = "Jane A. Doe;William F. Sanford, Jr.;Charles de Gaulle;Joachim von Ribbentrop;Chiang Kai-shek;Roe"


def dangling(text: str) -> list[str]:
    """Return what dangles in a citation as plain text."""
    return [text[max(0, found.start() - 20) : found.end() + 20] for found in _DANGLING.finditer(text)]


def in_all_styles(one: Cited, options: StyleOptions) -> Iterator[tuple[str, str]]:
    return ((name, style(name)(one, options)) for name in STYLES)


# --- What is missing ---

_names = st.sampled_from(_SAID_OF_NAMES.split(";")).map(name_of)
_agents = st.lists(
    st.builds(
        Agent,
        _names,
        st.sampled_from(("", "Ambassador in Ruritania")),
        st.just(""),
        st.sampled_from(("", "President")),
    )
    | st.builds(
        lambda office, article: Agent(office=office, article=article),
        st.sampled_from(("Secretary of State", "Certain Diplomatic Posts")),
        st.sampled_from(("the ", "")),
    ),
    max_size=5,
).map(tuple)
_days = st.sampled_from((Day(1939), Day(1939, 9), Day(1939, 9, 4), Day(1940, 1, 2)))
_numbers = ("", "Volume III", "Volume XIX, Part 1", "Part II", "Volumes X/XI", "Appendix", "Volume III, Supplement")
_books = st.builds(
    Book,
    id=st.sampled_from((None, "frus1939v03")),
    series=st.sampled_from((SERIES, f"{SERIES}: Diplomatic Papers", "Message of the President")),
    isbn=st.just(""),
    years=st.sampled_from(("", "1939", "1969–1976")),
    number=st.sampled_from(_numbers),
    title=st.sampled_from(("", "The Far East", "Korea, 1969–1972")),
    complete=st.sampled_from(
        ("", "Foreign Relations of the United States, 1939, The Far East", "Message of the President")
    ),
    editors=st.lists(_names, max_size=12).map(tuple),
    publisher=st.sampled_from(("", "Government Printing Office")),
    place=st.sampled_from(("", "Washington")),
    year=st.sampled_from(("", "1894", "1955", "2010")),
    is_known=st.booleans(),
    is_cited_by_document=st.booleans(),
)
_cited = st.builds(
    Cited,
    _books,
    id=st.sampled_from(("", "d59")),
    number=st.sampled_from(("", "59")),
    title=st.sampled_from(("", "The Ambassador (Doe) to the Secretary of State", "What Next?", "On the “Question”")),
    kind=st.sampled_from(("", "telegram", "letter", "memorandum of conversation")),
    senders=_agents,
    recipients=_agents,
    place=st.sampled_from(("", "Strelsau")),
    dates=st.lists(_days, max_size=2).map(lambda days: tuple(sorted(days, key=str))),
    is_undated=st.booleans(),
    is_supplied=st.booleans(),
    pages=st.sampled_from(("", "62", "62-63", "127-128", "xii-xiv", "62-A")),
    url=st.sampled_from(("", "https://history.state.gov/historicaldocuments/frus1939v03/d59")),
    telegram_number=st.just(""),
    file_number=st.sampled_from(("", "761.94/1132")),
)
_options = st.builds(
    StyleOptions,
    st.sampled_from((17, 18)),
    st.sampled_from(("auto", "page", "document")),
    st.sampled_from((None, Day(2026, 1, 15))),
)


@settings(max_examples=600, deadline=None)
@given(_cited, _options)
def test_nothing_dangles_whatever_is_missing(one: Cited, options: StyleOptions) -> None:
    for name, text in in_all_styles(one, options):
        plain = rendered(text)
        assert plain, name
        assert not dangling(plain), (name, plain)
        assert not _EMPTY_MARKS.search(text), (name, text)
        assert (plain.count("("), plain.count("[")) == (plain.count(")"), plain.count("]")), (name, plain)


def test_nothing_dangles_in_official_volumes(shared: Path) -> None:
    """Every third document, in every style; what the headings themselves have is not looked at."""
    for path in sorted((shared / "corpus").glob("*.xml.xz")):
        reading = read(FileSource(partial(BytesIO, lzma.decompress(path.read_bytes())), path.name))
        for document in itertools.islice(reading.documents, 0, None, 3):
            one = cited(document, reading.header)
            for name, text in in_all_styles(one, StyleOptions(accessed=Day(2026, 1, 15))):
                plain = rendered(text).replace(headline(one.title), "x").replace(sentence_case(one.title), "x")
                assert not dangling(_HOUR.sub("x", plain)), (name, plain)


@settings(max_examples=150, deadline=None)
@given(_cited, _cited, _options)
def test_two_together_read_as_each_alone(first: Cited, second: Cited, options: StyleOptions) -> None:
    """Nothing is kept from one citation to the next, in whichever order they come."""
    for name in STYLES:
        cite = style(name)
        alone = cite(first, options), cite(second, options)
        assert (cite(second, options), cite(first, options)) == alone[::-1]


@settings(max_examples=150, deadline=None)
@given(_cited, _options)
def test_no_name_is_invented(one: Cited, options: StyleOptions) -> None:
    """Every word of a citation is one of what is known, or one of the handbooks' own."""
    known = " ".join(map(str, (*one, *(agent.in_sentence for agent in (*one.senders, *one.recipients)))))
    for _, text in in_all_styles(one, options):
        for name in _SAID_OF_NAMES.replace(",", "").split(";"):
            family = name.removesuffix(" Jr.").split()[-1]
            assert family in known or family not in rendered(text)


# --- What documents say ---

_PIECES = [
    *"*_`[](){}<>\\|~^$\"'@!&#+-.,;:=?/%“”‘’–— ",
    "\n",
    "\t",
    "\x01",
    "\x02",
    "\x03",
    "\x04",
    "\x00",
    "\x1b",
    "\xa0",
]
_PIECES += (
    "1. ·- ·a) ·(i) ·: ·% ·--·...·<b>·</i>·<!-- ·-->·]]>·&amp;·&#65;·[x](y)·![x](y)·{.x}·$x$·`x`·Roe·é·東京".split("·")
)
_PIECES += (
    "https://history.state.gov/x·https://example.org/?a=b&c·mailto:a@b.c·www.x.org·\\begin{x}·^1^·~~x~~·:::".split("·")
)
_hostile = st.lists(st.sampled_from(_PIECES), min_size=1, max_size=10).map("".join) | st.text(
    st.characters(exclude_categories=["Cs", "Cn"]), max_size=15
)
_documents = st.builds(
    lambda title, name, office, place, kind: Document(
        "d59",
        (Head((Text(title),)),),
        number="59",
        kind=clean(kind) or None,
        correspondence=Correspondence(
            CorrespAction((Party(name or None, office or "x"),), place, When("1939-09-04")),
            CorrespAction((Party(None, office or "x"),)),
        ),
        volume="frus1939v99",
        pages="62-63",
    ),
    *[_hostile] * 4,
    _hostile | st.just("telegram"),
)
_headers = st.builds(
    lambda title, years, number, volume, publisher, editor: Header(
        "frus1939v99", title, years, number, volume, (("primary", editor),), publisher, publisher, "1955"
    ),
    *[_hostile] * 6,
)
_hostile_cited = st.builds(cited, _documents, _headers)


def without_marks(text: str) -> str:
    return text.translate(_MARKS)


@settings(max_examples=150, deadline=None)
@given(_hostile_cited)
def test_html_says_the_same(one: Cited) -> None:
    for name, text in in_all_styles(one, StyleOptions()):
        root = html.fragment_fromstring(rendered(text, "html"), create_parent="p")
        assert root.text_content() == without_marks(text), name
        assert {element.tag for element in root.iter()} <= {"p", "i", "span", "a"}
        for link in root.iter("a"):
            assert link.get("href") == link.text
            assert link.get("href", "").startswith("https://history.state.gov/")


@settings(max_examples=25, deadline=None, phases=(Phase.generate,))
@given(st.lists(_hostile_cited, min_size=10, max_size=10))
def test_markdown_says_the_same_to_pandoc(several: list[Cited]) -> None:
    texts = [text for one in several for _, text in in_all_styles(one, StyleOptions())]
    blocks = read_by_pandoc("".join(f"{rendered(text, 'markdown')}\n\n" for text in texts))
    assert [block["t"] for block in blocks] == ["Para"] * len(texts)
    for block, text in zip(blocks, texts, strict=True):
        assert squeezed("".join(said(block["c"]))) == squeezed(without_marks(text))


@settings(max_examples=100, deadline=None)
@given(_hostile_cited)
def test_marks_are_the_styles_own(one: Cited) -> None:
    """No control character of a document begins or ends italics, and those there are end."""
    for name, text in in_all_styles(one, StyleOptions()):
        assert re.fullmatch(r"(?:[^\x00-\x1f]|\x01[^\x00-\x1f]+\x02|\x03[^\x00-\x1f]+\x04)*", text), name


def read_by_pandoc(text: str) -> list[dict[str, Any]]:
    import pypandoc

    done = subprocess.run(
        [pypandoc.get_pandoc_path(), "-f", "markdown", "-t", "json"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    blocks: list[dict[str, Any]] = json.loads(done.stdout)["blocks"]
    return blocks


def said(inlines: list[dict[str, Any]]) -> Iterator[str]:
    """Yield the characters of pandoc's inlines; any that citations do not use fails."""
    for node in inlines:
        match node["t"]:
            case "Str":
                yield node["c"]
            case "Space" | "SoftBreak":
                yield " "
            case "Emph":
                yield from said(node["c"])
            case "Span":
                assert node["c"][0][1] == ["smallcaps"], node
                yield from said(node["c"][1])
            case "SmallCaps":
                yield from said(node["c"])
            case "Link":
                address = "".join(said(node["c"][1]))
                assert node["c"][2][0] == address
                yield address
            case _:
                pytest.fail(f"{node} in Markdown")


def squeezed(text: str) -> str:
    return " ".join(text.split())


# --- The parts ---


@pytest.mark.parametrize(
    ("printed", "full", "chicago", "two_figures"),
    [
        ("62", "62", "62", "62"),
        ("62-63", "62–63", "62–63", "62–63"),
        ("71-72", "71–72", "71–72", "71–72"),
        ("95-101", "95–101", "95–101", "95–101"),
        ("100-104", "100–104", "100–104", "100–04"),
        ("107-108", "107–108", "107–8", "107–08"),
        ("505-517", "505–517", "505–17", "505–17"),
        ("321-328", "321–328", "321–28", "321–28"),
        ("498-532", "498–532", "498–532", "498–532"),
        ("1087-1089", "1087–1089", "1087–89", "1087–89"),
        ("1496-1500", "1496–1500", "1496–500", "1496–500"),
        ("11564-11615", "11564–11615", "11564–615", "11564–615"),
        ("12991-13001", "12991–13001", "12991–3001", "12991–3001"),
        ("xii-xiv", "xii–xiv", "xii–xiv", "xii–xiv"),
        ("62-A", "62-A", "62-A", "62-A"),
        ("62-A-63", "62-A–63", "62-A–63", "62-A–63"),
        ("[162]-[163]", "[162]–[163]", "[162]–[163]", "[162]–[163]"),
        ("", "", "", ""),
    ],
)
def test_pages(printed: str, full: str, chicago: str, two_figures: str) -> None:
    """The examples of the Chicago Manual's table (17th edition, 9.61), and as MLA and the Bluebook have them."""
    assert page_range(printed) == full
    assert page_range(printed, "chicago") == chicago
    assert page_range(printed, "two figures") == two_figures


@pytest.mark.parametrize(("printed", "pair"), [("62", ("62", "")), ("62-63", ("62", "63")), ("62-A", ("62-A", ""))])
def test_first_and_last_page(printed: str, pair: tuple[str, str]) -> None:
    assert pages_between(printed) == pair


@pytest.mark.parametrize(
    ("text", "comma", "stop"),
    [
        ("Roe", "Roe,", "Roe."),
        ("Jr.", "Jr.,", "Jr."),
        ("What?", "What?,", "What?"),
        (quoted("Roe"), "“Roe,”", "“Roe.”"),
        (quoted("What?"), "“What?,”", "“What?”"),
        (quoted("He said “no”"), "“He said ‘no,’”", "“He said ‘no.’”"),
        (quoted("On “a ‘b’”"), "“On ‘a “b,”’”", "“On ‘a “b.”’”"),
        (quoted("the boys’"), "“the boys’,”", "“the boys’.”"),
        (quoted('a "b" don’t'), "“a ‘b’ don’t,”", "“a ‘b’ don’t.”"),
        (quoted("a “b"), "“a ‘b,”", "“a ‘b.”"),
        (italic("Roe"), "\x01Roe\x02,", "\x01Roe\x02."),
        (italic("What?"), "\x01What?\x02,", "\x01What?\x02"),
        (italic("On “it”"), "\x01On “it,”\x02", "\x01On “it.”\x02"),
        (small_capitals("Roe"), "\x03Roe\x04,", "\x03Roe\x04."),
    ],
)
def test_punctuation_and_quotes(text: str, comma: str, stop: str) -> None:
    assert punctuated(text, ",") == comma
    assert punctuated(text, ".") == stop


def test_nothing_stays_nothing() -> None:
    made = [italic(""), small_capitals(""), quoted(""), ended(""), joined(()), sentences(("", ""))]
    assert made == [""] * len(made)


@pytest.mark.parametrize(
    ("title", "in_headline", "in_sentence"),
    [
        ("Letter From President Roe to Doe", "Letter from President Roe to Doe", "Letter from President Roe to Doe"),
        ("Memorandum of Conversation", "Memorandum of Conversation", "Memorandum of conversation"),
        ("Editorial Note", "Editorial Note", "Editorial note"),
        ("What Next? For the Record", "What Next? For the Record", "What Next? For the record"),
        (
            "Telegram From the Assistant Secretary for Trade Affairs",
            "Telegram from the Assistant Secretary for Trade Affairs",
            "Telegram from the Assistant Secretary for Trade Affairs",
        ),
    ],
)
def test_capitals_of_headings(title: str, in_headline: str, in_sentence: str) -> None:
    assert headline(title) == in_headline
    assert sentence_case(title) == in_sentence


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        (
            "Foreign Relations of the United States: Diplomatic Papers",
            "Foreign relations of the United States: Diplomatic papers",
        ),
        (
            "Papers Relating to the Foreign Relations of the United States",
            "Papers relating to the foreign relations of the United States",
        ),
        ("National Security Affairs; Foreign Economic Policy", "National security affairs; foreign economic policy"),
        ("Organization of U.S. Foreign Policy", "Organization of U.S. foreign policy"),
        ("Council of Foreign Ministers; Germany and Austria", "Council of Foreign Ministers; Germany and Austria"),
        ("The Conference of Berlin (The Potsdam Conference)", "The conference of Berlin (the Potsdam Conference)"),
        ("General: The United Nations", "General: The United Nations"),
        ("The Far East and Australasia", "The Far East and Australasia"),
    ],
)
def test_capitals_of_volumes(title: str, expected: str) -> None:
    assert volume_in_sentence_case(title) == expected
