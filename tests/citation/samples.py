"""Documents and volumes of Ruritania's, invented, each with something that citations get wrong."""

from __future__ import annotations

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.dates import Day
from frusconv.citation.names import name_of
from frusconv.model import SITE

SET = "Foreign Relations of the United States"
EARLY = Book(
    "frus1939v03",
    f"{SET}: Diplomatic Papers",
    "1939",
    "Volume III",
    "Ruritania",
    publisher="Government Printing Office",
    place="Washington",
    year="1955",
    is_known=True,
)
LATE = EARLY._replace(
    id="frus1961-63v19p1",
    series=SET,
    years="1961–1963",
    number="Volume XIX, Part 1",
    title="Ruritania; Strelsau Crisis",
    editors=(name_of("Jane A. Doe"), name_of("William F. Sanford, Jr.")),
    year="1996",
    isbn="9780160512827",
    is_cited_by_document=True,
)
TELEGRAM = Cited(
    EARLY,
    "d59",
    "59",
    "The Ambassador in Ruritania (Steinhardt) to the Secretary of State",
    "telegram",
    (Agent(name_of("Steinhardt"), "Ambassador in Ruritania"),),
    (Agent(office="Secretary of State", article="the "),),
    "Strelsau",
    (Day(1939, 9),),
    is_supplied=True,
    pages="62-63",
    url=f"{SITE}/frus1939v03/d59",
    telegram_number="518",
    file_number="761.94/1132",
)
LATE_TELEGRAM = TELEGRAM._replace(
    book=LATE,
    id="d75",
    number="75",
    url=f"{SITE}/frus1961-63v19p1/d75",
    dates=(Day(1961, 4, 15),),
    is_supplied=False,
    file_number="",
)


def by(*names: str) -> Cited:
    """Return the telegram with other senders."""
    return TELEGRAM._replace(senders=tuple(Agent(name_of(name)) for name in names))


def titled(title: str) -> Cited:
    """Return the telegram with another heading."""
    return TELEGRAM._replace(title=title)


EDITORS = tuple(map(name_of, "A. Doe;B. Roe;C. van Loe;D. Poe;E. Moe;F. Joe;G. Noe;William F. Sanford, Jr.".split(";")))
# By what is special in each.
SAMPLES = {
    "a telegram located by its pages": TELEGRAM,
    "a telegram located by its number": LATE_TELEGRAM,
    "undated": TELEGRAM._replace(dates=(), is_undated=True, is_supplied=False),
    "no date": TELEGRAM._replace(dates=(), is_supplied=False),
    "days of a month": TELEGRAM._replace(dates=(Day(1939, 9, 12), Day(1939, 9, 15)), is_supplied=False),
    "days of two years": TELEGRAM._replace(dates=(Day(1939, 12, 30), Day(1940, 1, 2)), is_supplied=False),
    "months of a year": TELEGRAM._replace(dates=(Day(1939, 2), Day(1939, 3))),
    "a day that no calendar has": TELEGRAM._replace(dates=(Day(1939, 2, 31),)),
    "no volume known": TELEGRAM._replace(book=Book(), url=""),
    "a volume in no catalogue": TELEGRAM._replace(book=Book("frus2030v01"), url=f"{SITE}/frus2030v01/d59"),
    "one editor": TELEGRAM._replace(book=EARLY._replace(editors=EDITORS[:1])),
    "eight editors": TELEGRAM._replace(book=EARLY._replace(editors=EDITORS)),
    "no sender": TELEGRAM._replace(title="Editorial Note", kind="editorial note", senders=(), recipients=()),
    "no heading": TELEGRAM._replace(title="", kind="", senders=(), recipients=()),
    "no heading, located by its number": LATE_TELEGRAM._replace(title="", kind="", senders=(), recipients=()),
    "days that no calendar has": TELEGRAM._replace(dates=(Day(1939, 2, 30), Day(1939, 2, 31))),
    "neither heading nor number": TELEGRAM._replace(title="", number="", kind="letter", senders=()),
    "a microfiche supplement": LATE_TELEGRAM._replace(
        book=LATE._replace(id="frus1961-63v10-12mSupp", number="Volumes X/XI/XII, Microfiche Supplement"), pages=""
    ),
    "an electronic volume": LATE_TELEGRAM._replace(book=LATE._replace(id="frus1969-76ve05", number="Volume E–5")),
    "a volume without a title": TELEGRAM._replace(book=EARLY._replace(title="")),
    "a volume without a number": TELEGRAM._replace(
        book=EARLY._replace(number="", title="Conferences at Strelsau, 1939")
    ),
    "a part of the 19th century": TELEGRAM._replace(
        book=Book("frus1863p1", "Message of the President of the United States", "1863", "Part I", year="1864"),
        pages="xii-xiv",
    ),
    "a volume not yet published": LATE_TELEGRAM._replace(
        book=LATE._replace(id="frus1981-88v09", number="Volume IX", year="", publisher="", place="")
    ),
    "a German name": by("Joachim von Ribbentrop"),
    "a French name": by("Charles de Gaulle"),
    "a French family name": by("de Gaulle"),
    "a Dutch name": by("Jan van der Berg"),
    "a Chinese name": by("Chiang Kai-shek"),
    "a suffix": by("William F. Sanford, Jr."),
    "a suffix without given name": by("Sanford Jr."),
    "letters of other languages": by("Nǐ Zhēnà", "Łukasz Żółć")._replace(title="Ñandú, Ærø, Αθήνα, 東京, ẞ"),
    "an office": TELEGRAM._replace(senders=(Agent(office="Acting Secretary of State", article="the "),)),
    "a group": TELEGRAM._replace(senders=(Agent(office="The Department of State and Others"),)),
    "an office with a comma": TELEGRAM._replace(senders=(Agent(office="Commander, Seventh Fleet"),)),
    "two senders": by("Jane A. Doe", "Rupert Hentzau"),
    "LaTeX in a title": titled(r"100% of $5 & #1: a_b {c} ~d ^e \f \textbf{g} --- h"),
    "BibTeX in a title": titled('"}, title = {Other}, } @book{other, title = "x'),
    "RIS in a title": titled("Note\r\nER  - \r\n\r\nTY  - BOOK\nTI  - Other\u2028TI  - Third\x85TI  - Fourth"),
    "HTML in a title": titled('<script>alert("x")</script> &amp; \'"><b>'),
    "quotes in a title": titled("“The ‘King’s’ Note”"),
    "control characters": titled("The\x00 King\x1b\x7f\tis\x01 well"),
    "and in names": by("Smith and Jones", "AND Hentzau"),
    "an address with odd characters": TELEGRAM._replace(url="https://example.org/a b{c}%20\\d|é?x=1&y=[2]#z"),
    "a volume": Cited(EARLY, url=f"{SITE}/frus1939v03"),
    "a volume with editors": Cited(LATE, url=f"{SITE}/frus1961-63v19p1"),
    "a volume without a number, alone": Cited(EARLY._replace(number="", title="Conferences at Strelsau")),
    "nothing but the series": Cited(Book()),
}
