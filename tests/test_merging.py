"""Documents of several files put together: no id stands twice, and every reference leads where it led."""

from __future__ import annotations

from lxml import etree

from frusconv.conversion import convert
from frusconv.model import Source
from tests.reading_back import TEI, XML_ID

HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Odd</title></titleStmt><publicationStmt>"
    '<idno type="frus">{volume}</idno></publicationStmt><sourceDesc><p/></sourceDesc></fileDesc></teiHeader>'
)


def source(volume: str, identifier: str) -> Source:
    body = (
        f'<div type="document" xml:id="{identifier}" n="{identifier[1:]}"><head>Editorial Note</head>'
        f'<p>A<note n="1" xml:id="{identifier}fn1">{volume} note</note> '
        f'<ref target="#{identifier}">self</ref> <ref target="#{identifier}fn1">note</ref> '
        '<ref target="#d2">two</ref> '
        f'<ref target="frus1967v01#d1">first</ref> <pb n="63" xml:id="pg_63"/> '
        '<ref target="#pg_63">page</ref></p></div>'
    )
    header = HEADER.format(volume=volume)
    return Source(
        f'<TEI xmlns="{TEI[1:-1]}">{header}<text><body>{body}</body></text></TEI>', f"{volume}-{identifier}.xml"
    )


def merged(*sources: Source) -> etree._Element:
    # The parser refuses ids that stand twice.
    return etree.fromstring(convert(sources, "tei").output)


def targets(root: etree._Element, identifier: str) -> dict[str, str]:
    (div,) = (div for div in root.iter(TEI + "div") if div.get(XML_ID) == identifier)
    return {str(ref.text): str(ref.get("target")) for ref in div.iter(TEI + "ref")}


def test_documents_of_several_volumes() -> None:
    root = merged(source("frus1967v01", "d1"), source("frus1967v02", "d1"), source("frus1967v03", "d2"))
    ids = [element.get(XML_ID) for element in root.iter(TEI + "div")]
    assert ids == ["frus1967v01-d1", "frus1967v02-d1", "d2"]
    assert targets(root, "frus1967v02-d1") == {
        "self": "#frus1967v02-d1",
        "note": "#frus1967v02-d1-d1fn1",
        # Document 2 of the second volume is not here, and the third volume's is another.
        "two": "frus1967v02#d2",
        "first": "#frus1967v01-d1",
        "page": "#frus1967v02-d1-pg_63",
    }


def test_documents_of_one_volume() -> None:
    root = merged(source("frus1967v01", "d1"), source("frus1967v01", "d2"))
    assert targets(root, "d1") == {
        "self": "#d1",
        "note": "#d1fn1",
        "two": "#d2",
        "first": "#d1",
        "page": "#pg_63",
    }
    assert targets(root, "d2")["page"] == "#d2-pg_63"


def test_links_in_a_page() -> None:
    page = convert([source("frus1967v01", "d1"), source("frus1967v02", "d1")], "html").output.decode()
    assert '<a href="#frus1967v02-d1-d1fn1">note</a>' in page
    assert '<a href="https://history.state.gov/historicaldocuments/frus1967v02/d2">two</a>' in page
