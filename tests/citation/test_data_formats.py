"""Citations for programs: what stands in them, and what independent readers find."""

from __future__ import annotations

import itertools
import json
import lzma
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from frusconv.citation import StyleOptions
from frusconv.citation.cited import Cited, cited
from frusconv.citation.data import DATA_FORMATS, DEFAULTS, records
from frusconv.citation.data.coins import coins
from frusconv.citation.data.csl_json import item
from frusconv.citation.data.facts import facts_of
from frusconv.citation.dates import Day
from frusconv.conversion import read
from frusconv.errors import UsageError
from frusconv.model import FileSource, Metadata, Source
from tests.citation.readers import READERS, expected, found_in, like
from tests.citation.samples import EARLY, LATE_TELEGRAM, SAMPLES, TELEGRAM
from tests.conftest import ROOT

ACCESSED = StyleOptions(accessed=Day(2026, 1, 15))


def written(cited: Cited, name: str, options: StyleOptions = DEFAULTS) -> str:
    return "".join(records([cited], name, options))


WHOLE = {
    "csl-json": """\
[
{"id": "frus1961-63v19p1-d75", "type": "chapter", "author": [{"family": "Steinhardt"}], \
"title": "The Ambassador in Ruritania (Steinhardt) to the Secretary of State", \
"container-title": "Foreign Relations of the United States, 1961–1963", "volume": "vol. 19, pt. 1", \
"volume-title": "Ruritania; Strelsau Crisis", "editor": [{"family": "Doe", "given": "Jane A."}, \
{"family": "Sanford", "given": "William F.", "suffix": "Jr."}], "publisher": "Government Printing Office", \
"publisher-place": "Washington, DC", "issued": {"date-parts": [[1996]]}, "ISBN": "9780160512827", \
"number": "Document 75", "original-date": {"date-parts": [[1961, 4, 15]]}, \
"URL": "https://history.state.gov/historicaldocuments/frus1961-63v19p1/d75", \
"accessed": {"date-parts": [[2026, 1, 15]]}, "language": "en-US", "note": "Telegram 518, Strelsau, April 15, 1961"}
]
""",
    "bibtex": """\
@incollection{frus1961-63v19p1-d75,
  author = {Steinhardt},
  title = {{The Ambassador in Ruritania (Steinhardt) to the Secretary of State}},
  booktitle = {{Ruritania; Strelsau Crisis}},
  series = {{Foreign Relations of the United States, 1961–1963}},
  volume = {19, pt. 1},
  editor = {Doe, Jane A. and Sanford, Jr., William F.},
  publisher = {Government Printing Office},
  address = {Washington, DC},
  year = {1996},
  isbn = {9780160512827},
  url = {https://history.state.gov/historicaldocuments/frus1961-63v19p1/d75},
  urldate = {2026-01-15},
  note = {Document 75; telegram 518, Strelsau, April 15, 1961},
}
""",
    "biblatex": """\
@incollection{frus1961-63v19p1-d75,
  author = {Steinhardt},
  title = {{The Ambassador in Ruritania (Steinhardt) to the Secretary of State}},
  maintitle = {{Foreign Relations of the United States, 1961–1963}},
  booktitle = {{Ruritania; Strelsau Crisis}},
  volume = {19, pt. 1},
  editor = {Doe, Jane A. and Sanford, Jr., William F.},
  publisher = {Government Printing Office},
  location = {Washington, DC},
  date = {1996},
  origdate = {1961-04-15},
  langid = {american},
  isbn = {9780160512827},
  url = {https://history.state.gov/historicaldocuments/frus1961-63v19p1/d75},
  urldate = {2026-01-15},
  note = {Document 75; telegram 518, Strelsau, April 15, 1961},
}
""",
    "ris": """\
TY  - CHAP
ID  - frus1961-63v19p1-d75
AU  - Steinhardt
TI  - The Ambassador in Ruritania (Steinhardt) to the Secretary of State
T2  - Foreign Relations of the United States, 1961–1963, Ruritania; Strelsau Crisis
A2  - Doe, Jane A.
A2  - Sanford, William F., Jr.
VL  - 19, pt. 1
CY  - Washington, DC
PB  - Government Printing Office
PY  - 1996
SN  - 9780160512827
LA  - en-US
UR  - https://history.state.gov/historicaldocuments/frus1961-63v19p1/d75
Y2  - 2026/01/15/
N1  - Document 75; telegram 518, Strelsau, April 15, 1961
ER  - \n
""".replace("\n", "\r\n"),
}


@pytest.mark.parametrize("name", WHOLE)
def test_whole_record(name: str) -> None:
    assert written(LATE_TELEGRAM, name, ACCESSED) == WHOLE[name]


@pytest.mark.parametrize(("name", "reader"), READERS)
def test_readers_find_the_same(name: str, reader: str) -> None:
    """All samples in one file: one that breaks it takes others with it."""
    found = found_in("".join(records(SAMPLES.values(), name)), name, reader)
    assert len(found) == len(SAMPLES)
    for label, one in zip(SAMPLES, found, strict=True):
        wanted = expected(facts_of(SAMPLES[label], DEFAULTS))
        assert one == like(wanted, name, reader), label


def test_readers_find_the_same_in_a_volume(shared: Path) -> None:
    data = lzma.decompress((shared / "corpus" / "frus1977-80v01.xml.xz").read_bytes())
    reading = read(FileSource(lambda: BytesIO(data), "frus1977-80v01.xml"))
    documents = [cited(document, reading.header) for document in reading.documents]
    wanted = [expected(facts_of(one, DEFAULTS)) for one in documents]
    for name, reader in READERS:
        found = found_in("".join(records(documents, name)), name, reader)
        assert found == [like(one, name, reader) for one in wanted], (name, reader)


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_together_as_alone(name: str) -> None:
    """No record has a letter behind its year, or a name left out, because of another."""
    ones = [one._replace(book=one.book._replace(id=f"frus{at}")) for at, one in enumerate(SAMPLES.values())]
    together = "".join(records(ones, name, ACCESSED))
    alone = [written(one, name, ACCESSED) for one in ones]
    if name == "csl-json":
        assert json.loads(together) == [json.loads(text)[0] for text in alone]
    else:
        assert together == ("\n" if name in ("bibtex", "biblatex") else "").join(alone)


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_nothing(name: str) -> None:
    assert "".join(records([], name)) == ("[]\n" if name == "csl-json" else "")


@pytest.mark.parametrize("name", DATA_FORMATS)
def test_records_come_as_they_are_asked_for(name: str) -> None:
    endless = records(itertools.repeat(TELEGRAM), name)
    assert len(list(itertools.islice(endless, 3))) == 3


def test_unknown_format() -> None:
    with pytest.raises(UsageError, match="unknown format 'endnote'"):
        records([TELEGRAM], "endnote")


def test_keys() -> None:
    """Stable, unique regardless of case, and of characters that no format has a meaning for."""
    twice = [TELEGRAM, TELEGRAM._replace(id="D59"), TELEGRAM, TELEGRAM._replace(id="dé{5},&:x"), Cited(EARLY)]
    keys = [json.loads(line)["id"] for line in records(twice, "csl-jsonl")]
    assert keys == ["frus1939v03-d59", "frus1939v03-D59-2", "frus1939v03-d59-3", "frus1939v03-de-5-x", "frus1939v03"]


@pytest.mark.parametrize(
    ("sample", "fields"),
    [
        ("undated", {"note": "Telegram 518, Strelsau, n.d.; file 761.94/1132"}),
        ("a telegram located by its pages", {"original-date": {"date-parts": [[1939, 9]]}, "page": "62-63"}),
        ("a telegram located by its pages", {"note": "Telegram 518, Strelsau, [September 1939]; file 761.94/1132"}),
        ("days of a month", {"original-date": {"date-parts": [[1939, 9, 12], [1939, 9, 15]]}}),
        ("a day that no calendar has", {"original-date": {"date-parts": [[1939, 2]]}}),
        ("a German name", {"author": [{"family": "Ribbentrop", "given": "Joachim", "dropping-particle": "von"}]}),
        ("a French name", {"author": [{"family": "de Gaulle", "given": "Charles"}]}),
        ("a Dutch name", {"author": [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]}),
        ("a Chinese name", {"author": [{"literal": "Chiang Kai-shek"}]}),
        ("an office", {"author": [{"literal": "Acting Secretary of State"}]}),
        ("days that no calendar has", {"original-date": {"date-parts": [[1939, 2]]}}),
        ("no heading", {"title": "Document 59"}),
        ("no heading, located by its number", {"title": "Document 75"}),
        ("neither heading nor number", {"title": "Letter"}),
        ("a microfiche supplement", {"volume": "vols. 10/11/12, microfiche supplement", "number": "Document 75"}),
        ("an electronic volume", {"volume": "vol. E–5"}),
        ("a volume without a number", {"container-title": EARLY.name + ", Conferences at Strelsau"}),
        ("a volume", {"type": "book", "title": EARLY.name, "volume": "3", "volume-title": "Ruritania"}),
        ("a volume", {"author": [{"literal": "U.S. Department of State"}]}),
    ],
)
def test_csl_fields(sample: str, fields: dict[str, Any]) -> None:
    made = item(SAMPLES[sample])
    assert {name: made[name] for name in fields} == fields


@pytest.mark.parametrize(
    ("sample", "line"),
    [
        ("a German name", "author = {von Ribbentrop, Joachim},"),
        ("a French name", "author = {{de Gaulle}, Charles},"),
        ("a French family name", "author = {{de Gaulle}},"),
        ("a Chinese name", "author = {{Chiang Kai-shek}},"),
        ("a suffix", "author = {Sanford, Jr., William F.},"),
        ("a suffix without given name", "author = {{Sanford Jr.}},"),
        ("a group", "author = {{The Department of State and Others}},"),
        ("an office with a comma", "author = {{Commander, Seventh Fleet}},"),
        ("two senders", "author = {Doe, Jane A. and Hentzau, Rupert},"),
        ("days of two years", "origdate = {1939-12-30/1940-01-02},"),
        ("months of a year", "origdate = {1939-02/1939-03},"),
        ("a telegram located by its pages", "origdate = {1939-09},"),
        ("a part of the 19th century", "pages = {xii--xiv},"),
    ],
)
def test_biblatex_lines(sample: str, line: str) -> None:
    assert f"  {line}\n" in written(SAMPLES[sample], "biblatex")


@pytest.mark.parametrize(
    ("sample", "absent"),
    [
        ("no date", ("original-date",)),
        ("undated", ("original-date",)),
        ("no volume known", ("volume", "volume-title", "publisher", "publisher-place", "issued", "status", "URL")),
        ("no sender", ("author",)),
        ("no heading, located by its number", ("number", "page", "author")),
        ("a volume without a title", ("volume-title",)),
        ("a volume not yet published", ("issued", "publisher")),
        ("nothing but the series", ("volume", "editor", "publisher", "issued", "URL")),
    ],
)
def test_what_is_not_known_has_no_field(sample: str, absent: tuple[str, ...]) -> None:
    made = item(SAMPLES[sample], ACCESSED)
    assert not {*absent} & {*made}
    assert all(made.values())
    for name in ("bibtex", "biblatex", "ris"):
        text = written(SAMPLES[sample], name)
        assert "{}" not in text
        assert not [line for line in text.splitlines() if line.endswith(("- ", "= ,")) and line != "ER  - "]


@pytest.mark.parametrize(
    ("locator", "telegram", "page", "number"),
    [
        ("auto", TELEGRAM, "62-63", None),
        ("page", LATE_TELEGRAM, "62-63", None),
        ("document", TELEGRAM, None, "Document 59"),
        ("auto", LATE_TELEGRAM, None, "Document 75"),
        ("auto", TELEGRAM._replace(pages=""), None, "Document 59"),
        ("page", TELEGRAM._replace(pages=""), None, None),
    ],
)
def test_locator(locator: Any, telegram: Cited, page: str | None, number: str | None) -> None:
    made = item(telegram, StyleOptions(locator=locator))
    assert (made.get("page"), made.get("number")) == (page, number)


def test_day_of_access_goes_with_an_address() -> None:
    assert item(TELEGRAM, ACCESSED)["accessed"] == {"date-parts": [[2026, 1, 15]]}
    assert "accessed" not in item(TELEGRAM._replace(url=""), ACCESSED)
    assert "urldate = {2026-01-15}" in written(TELEGRAM, "biblatex", ACCESSED)
    assert "Y2  - 2026/01/15/\r\n" in written(TELEGRAM, "ris", ACCESSED)


def test_no_name_is_invented() -> None:
    """The text has a family name alone."""
    text = (ROOT / "samples" / "telegram.txt").read_text(encoding="utf-8")
    reading = read(Source(text, "telegram.txt"), Metadata(volume="frus1939v03", document="d59"))
    found = [cited(document, reading.header) for document in reading.documents]
    assert [item(one)["author"] for one in found] == [[{"family": "Steinhardt"}]]
    assert "author = {Steinhardt}," in "".join(records(found, "bibtex"))
    assert "AU  - Steinhardt\r\n" in "".join(records(found, "ris"))
    assert "rft.aulast=Steinhardt&amp;" in coins(found[0])
    assert "rft.aufirst" not in coins(found[0])


def test_notes_are_no_fields_in_disguise() -> None:
    """citeproc-js and Zotero take a note that begins `genre: …` for a field."""
    assert item(TELEGRAM._replace(kind="", telegram_number="", place="genre: x"))["note"].startswith("Document, genre")


def test_coins_are_safe_in_a_page() -> None:
    for one in SAMPLES.values():
        inside = coins(one).removeprefix('<span class="Z3988" title="').removesuffix('"></span>')
        assert not {*'<>"'} & {*inside}
