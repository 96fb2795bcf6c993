"""Citations for programs, whatever stands in titles, names, places and addresses: each reader finds it unchanged."""

from __future__ import annotations

import unicodedata

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from frusconv.citation.cited import Agent, Book, Cited
from frusconv.citation.data import DEFAULTS, records
from frusconv.citation.data.facts import facts_of
from frusconv.citation.dates import days_of
from frusconv.citation.markup import clean
from frusconv.citation.names import name_of
from frusconv.model import When
from tests.citation.readers import READERS, expected, found_in, like
from tests.citation.samples import EARLY, LATE, TELEGRAM

# What means something in one of the formats, and what looks like the end of a value or record.
_PIECES = [*"{}\\%$&#_~^\"'`<>|@=,;:-/()[]*?!“”‘’–— ", "\n", "\r\n", "\t", "\x00", "\x1b", "\x85", "\u2028", "\xa0"]
_PIECES += " and ·AND·von ·de · Jr.·\r\nER  - \r\nTY  - BOOK\r\n·},\n}\n@book{x,\n·<script>·</i>·&amp;·]]>".split("·")
_PIECES += "\\textbf{ \\end `` '' -- a É Bo 東京 ß é 1939 %20 +".split()


def _is_on_the_line(character: str) -> bool:
    """Tell whether pandoc keeps a character: raised and lowered ones become markup."""
    return not unicodedata.decomposition(character).startswith(("<super>", "<sub>"))


_texts = st.one_of(
    st.lists(st.sampled_from(_PIECES), min_size=1, max_size=12).map("".join),
    st.text(st.characters(exclude_categories=["Cs"]).filter(_is_on_the_line), max_size=20),
)
# Something in it is left when quotes and braces are not compared.
_hostile = _texts.map(lambda text: text if any(map(str.isalnum, text)) else f"{text}x")
_agents = st.one_of(
    _hostile.map(lambda text: Agent(name_of(clean(text)))), _hostile.map(lambda text: Agent(office=clean(text)))
)
_days = st.from_regex(r"(18|19)\d\d(-\d\d(-\d\d)?)?", fullmatch=True)
_books = st.builds(
    lambda number, title, publisher, editor, known: known._replace(
        number=clean(number), title=clean(title), publisher=clean(publisher), editors=(name_of(clean(editor)),)
    ),
    st.sampled_from(["Volume III", "Volumes X/XI", "Part I", ""]) | _hostile,
    _hostile | st.just(""),
    _hostile,
    _hostile,
    st.sampled_from([EARLY, LATE, Book()]),
)
_documents = st.builds(
    lambda title, senders, place, days, file, book, url: TELEGRAM._replace(
        title=title, senders=tuple(senders), place=place, dates=days, file_number=file, book=book, url=url
    ),
    _hostile | st.just(""),
    st.lists(_agents, max_size=3),
    _hostile,
    st.builds(lambda first, last: days_of(When(from_=first, to=last)), _days, _days),
    _hostile,
    _books,
    _hostile.map("https://example.org/".__add__),
)


# Without shrinking, which would run the readers for minutes.
@settings(
    max_examples=80,
    derandomize=True,  # The readers of others have quirks of their own: what fails is found on purpose, not by chance.
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.too_slow],
)
@given(st.lists(_documents, min_size=1, max_size=6))
def test_no_text_breaks_a_format(documents: list[Cited]) -> None:
    wanted = [expected(facts_of(one, DEFAULTS)) for one in documents]
    for name, reader in READERS:
        found = found_in("".join(records(documents, name)), name, reader)
        same = [like(one, name, reader) for one in wanted]
        if (name, reader) == (
            "ris",
            "pandoc",
        ):  # It reads names as if they were BibTeX's, and drops what is none to it.
            for fields in (*found, *same):
                del fields["names"], fields["editors"]
        assert found == same, (name, reader)
