"""What the TEI writer sees to by itself: profiles, ids, blanks around breaks and notes."""

from __future__ import annotations

import pytest
from lxml import etree

from frusconv.conversion import convert
from frusconv.model import Metadata, Source
from frusconv.writers import Profile, WriteOptions

TEI = "{http://www.tei-c.org/ns/1.0}"
FRUS = "{http://history.state.gov/frus/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HEAD = "12. Telegram From the Embassy in Ruritania to the Department of State"


def tei(text: str, profile: Profile = "tei", metadata: Metadata | None = None) -> etree._Element:
    conversion = convert([Source(text)], "tei", metadata or Metadata(), WriteOptions(profile))
    return etree.fromstring(conversion.output)


def written(text: str) -> str:
    return convert([Source(text)], "tei", Metadata(), WriteOptions("tei", is_bare=True)).output.decode()


@pytest.mark.parametrize(
    ("dateline", "minimum", "maximum"),
    [
        ("Strelsau, June 10, 1967, 0310Z.", "1967-06-09T22:10:00-05:00", "1967-06-09T22:10:00-05:00"),
        ("Strelsau, June 10, 1967.", "1967-06-10T00:00:00-05:00", "1967-06-10T23:59:59-05:00"),
        ("Strelsau, June 10–12, 1967.", "1967-06-10T00:00:00-05:00", "1967-06-12T23:59:59-05:00"),
        ("Strelsau, undated.", None, None),
    ],
)
def test_bounds_of_the_date(dateline: str, minimum: str | None, maximum: str | None) -> None:
    div = tei(f"{HEAD}\n\n{dateline}\n\nNothing new.\n", "frus").find(f".//{TEI}div")
    assert div is not None
    assert (div.get(FRUS + "doc-dateTime-min"), div.get(FRUS + "doc-dateTime-max")) == (minimum, maximum)


def test_tei_profile_has_nothing_foreign() -> None:
    root = tei(f"{HEAD}\n\nStrelsau, June 10, 1967.\n\nNothing new.\n")
    names = [str(element.tag) for element in root.iter(etree.Element)]
    names += [str(name) for element in root.iter(etree.Element) for name in element.attrib]
    assert [name for name in names if FRUS in name] == []
    assert root.nsmap == {None: TEI.strip("{}")}


def test_correspondence() -> None:
    heading = "Letter From President Doe to the Ambassador in Ruritania (Roe)"
    text = f"{heading}\n\nStrelsau, June 10, 1967. [Received June 12.]\n\nHi.\n"
    actions = tei(text).findall(f".//{TEI}correspAction")
    described = [
        (
            action.get("type"),
            ["".join(map(str, name.itertext())) for name in action.findall(f"{TEI}persName")],
            action.findtext(f"{TEI}placeName"),
            [date.get("when") for date in action.findall(f"{TEI}date")],
        )
        for action in actions
    ]
    assert described == [
        ("sent", ["President Doe"], "Strelsau", ["1967-06-10"]),
        ("received", ["Ambassador in Ruritania Roe"], None, ["1967-06-12"]),
    ]


def test_metadata_goes_before_the_text() -> None:
    metadata = Metadata(
        volume="frus1964-68v34", document="d7", date="1967-06-11T10:00:00", place="Zenda", pages="12-13"
    )
    root = tei(f"{HEAD}\n\nStrelsau, June 10, 1967.\n\nHi.\n", metadata=metadata)
    creation = root.find(f".//{TEI}creation")
    assert creation is not None
    assert creation.findtext(f"{TEI}placeName") == "Zenda"
    assert [date.get("when") for date in creation.iter(TEI + "date")] == ["1967-06-11T10:00:00"]
    div = root.find(f".//{TEI}div")
    assert div is not None
    assert (div.get(XML_ID), div.get("n")) == ("d7", "12")
    # What print says stays in the text.
    assert [date.get("when") for date in div.iter(TEI + "date")] == ["1967-06-10"]


def test_ids_are_unique_though_numbers_repeat() -> None:
    text = f"{HEAD}1\n\nOne [Page 7] two.1\n\nThree [Page 7] four.2\n  1. A.\n  2. B.\n  3. C.\n"
    ids = [str(element.get(XML_ID)) for element in tei(text).iter(etree.Element) if element.get(XML_ID)]
    assert len(ids) == len(set(ids))
    assert {"pg_7", "pg_7-2"} <= set(ids)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One [Page 7] two.", 'One <pb n="7" xml:id="pg_7"/> two.'),
        ("Tele [Page 7] grams", 'Tele<pb n="7" xml:id="pg_7"/>grams'),
        ("Said so.1 Then", 'Said so.<note n="1" xml:id="d12fn1">A.</note> Then'),
        ("A < B & C > D", "A &lt; B &amp; C &gt; D"),
    ],
)
def test_blanks_and_escapes(text: str, expected: str) -> None:
    assert expected in written(f"{HEAD}\n\n{text}\n" + ("  1. A.\n" if "1" in text else ""))


def test_same_input_same_bytes() -> None:
    text = f"{HEAD}1\n\nStrelsau, June 10, 1967.\n\nOne [Page 7] two.2\n\nRoe\n  1. A.\n  2. B.\n"
    assert convert([Source(text)]).output == convert([Source(text)]).output
