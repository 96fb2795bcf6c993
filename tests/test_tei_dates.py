"""The bounds of a document's date on its div, and the places that the header describes."""

from __future__ import annotations

import pytest
from lxml import etree

from frusconv.conversion import convert, read
from frusconv.model import Attachment, Date, Dateline, Document, Hi, Opener, Source, Text, When
from frusconv.writers import WriteOptions
from frusconv.writers.tei_dates import bounds
from frusconv.writers.tei_places import described_places

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"


def dateline(*values: When) -> Dateline:
    return Dateline(tuple(Date((Text("then"),), value) for value in values))


@pytest.mark.parametrize(
    ("value", "low", "high"),
    [
        (When("1949-06-14T18:00:00-04:00"), "1949-06-14T17:00:00-05:00", "1949-06-14T17:00:00-05:00"),
        (When("1949-06-17T12:00:00+08:00"), "1949-06-16T23:00:00-05:00", "1949-06-16T23:00:00-05:00"),
        (When("1971-05-03T01:15:00+00:00"), "1971-05-02T20:15:00-05:00", "1971-05-02T20:15:00-05:00"),
        # A time without an offset is taken for Washington's.
        (When("1949-06-14T18:00:00"), "1949-06-14T18:00:00-05:00", "1949-06-14T18:00:00-05:00"),
        (When("1949-06-14"), "1949-06-14T00:00:00-05:00", "1949-06-14T23:59:59-05:00"),
        (When("1952-02"), "1952-02-01T00:00:00-05:00", "1952-02-29T23:59:59-05:00"),
        (When("1951"), "1951-01-01T00:00:00-05:00", "1951-12-31T23:59:59-05:00"),
        (When(from_="1951-05-01", to="1951-05-03"), "1951-05-01T00:00:00-05:00", "1951-05-03T23:59:59-05:00"),
        (
            When(not_before="1951-05", not_after="1951-06-02"),
            "1951-05-01T00:00:00-05:00",
            "1951-06-02T23:59:59-05:00",
        ),
        (When(), None, None),
        (When(not_after="1951-06-02"), None, None),
    ],
)
def test_bounds(value: When, low: str | None, high: str | None) -> None:
    assert bounds(Document("d1", (Opener((dateline(value),)),))) == (low, high)


def test_the_first_date_counts_and_that_of_an_attachment_never() -> None:
    attached = Attachment((Opener((dateline(When("1940")),)),))
    first, second = When("1949-06-14"), When("1949-06-20")
    assert bounds(Document("d1", (attached,))) == (None, None)
    assert bounds(Document("d1", (Opener((dateline(When(), first, second),)), attached)))[0] == (
        "1949-06-14T00:00:00-05:00"
    )
    inside = Dateline((Hi("italic", (Date((Text("then"),), first),)),))
    assert bounds(Document("d1", (inside,)))[1] == "1949-06-14T23:59:59-05:00"


TEXT = """\
835.51/1144: Telegram

The Chargé in Turkey (Ames) to the Secretary of State

Constantinople, March 3, 1924—11 p. m.

44. The bill on grain was passed tonight.

Ames
"""


def test_the_text_points_to_the_place_in_the_header() -> None:
    root = etree.fromstring(convert([Source(TEXT, "source.txt")], "tei").output)
    places = {place.get(XML_ID): place for place in root.iter(TEI + "place")}
    assert set(places) == {"place-istanbul"}
    described = {name for place in places.values() for name in place}
    refs = {name.get("ref") for name in root.iter(TEI + "placeName") if name not in described}
    assert refs == {"#place-istanbul"}


@pytest.mark.parametrize("options", [WriteOptions("frus"), WriteOptions(is_bare=True)])
def test_where_no_header_describes_places_nothing_points_to_them(options: WriteOptions) -> None:
    output = convert([Source(TEXT, "source.txt")], "tei", options=options).output
    assert b"place-istanbul" not in output
    assert b'when="1924-03-03T23:00:00+02:00"' in output


def test_a_place_is_described_once() -> None:
    documents = read(Source(TEXT, "source.txt")).documents
    assert [place.id for place in described_places([*documents, *documents])] == ["istanbul"]
