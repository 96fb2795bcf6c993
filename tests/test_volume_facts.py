"""What the catalogue adds to a document's volume, and where it goes in each format."""

from __future__ import annotations

import json
from pathlib import Path
from zipfile import ZipFile

import pytest

from frusconv.conversion import convert, read, volume_of
from frusconv.model import Metadata, Source
from frusconv.writers import WriteOptions
from tests.conftest import TESTS
from tests.support import frusconv

TELEGRAM = """761.94/1132: Telegram

The Ambassador in Ruritania (Doe) to the Secretary of State

Strelsau, June 10, 1939—4 p.m.

17. Nothing new.

Doe
"""
KNOWN = Metadata(volume="frus1939v03", document="d59", pages="62-63")
CITATION = (
    "Doe to the Secretary of State, telegram, Strelsau, June 10, 1939, in Foreign Relations of the United States: "
    "Diplomatic Papers, 1939, vol. 3, The Far East (Washington, DC: Government Printing Office, 1955), 62–63, "
    "https://history.state.gov/historicaldocuments/frus1939v03/d59."
)
SUGGESTED = "Suggested citation: "


def test_header_of_a_known_volume_is_filled() -> None:
    header = read(Source(TELEGRAM), KNOWN).header
    assert header.title == "Foreign Relations of the United States: Diplomatic Papers, 1939, The Far East, Volume III"
    facts = (header.sub_series, header.volume_number, header.volume_title)
    assert facts == ("1939", "Volume III", "The Far East")
    assert (header.publisher, header.place, header.published) == ("Government Printing Office", "Washington", "1955")


def test_header_of_an_unknown_volume_stays() -> None:
    header = read(Source(TELEGRAM), Metadata(volume="frus1939v99", document="d1")).header
    assert header.volume_id == "frus1939v99"
    assert header.title is None


def test_what_tei_tells_goes_before_the_catalogue() -> None:
    tei = convert([Source(TELEGRAM)], metadata=KNOWN).output.decode()
    other = tei.replace("<date>1955</date>", "<date>1956</date>").replace("<pubPlace>Washington</pubPlace>", "")
    header = read(Source(other)).header
    assert (header.published, header.place) == ("1956", "Washington")


def test_facts_come_back_from_tei() -> None:
    first = read(Source(TELEGRAM), KNOWN)
    again = read(Source(convert([Source(TELEGRAM)], metadata=KNOWN).output.decode()))
    assert again.header._replace(element=None, attrs=None) == first.header


def test_documents_of_several_volumes_keep_theirs() -> None:
    """Each document of a file is of its own volume, and neither has the other's title."""
    sources = [Source(TELEGRAM, "frus1939v03-d59.txt"), Source(TELEGRAM, "frus1938v03-d59.txt")]
    reading = read(Source(convert(sources).output.decode()))
    assert [document.volume for document in reading.documents] == ["frus1939v03", "frus1938v03"]
    assert reading.header.volume_id is None
    assert reading.header.title is None


def test_office_profile_has_the_volumes_titles() -> None:
    tei = convert([Source(TELEGRAM)], metadata=KNOWN, options=WriteOptions(profile="frus")).output.decode()
    assert '<title type="volume-number">Volume III</title>' in tei
    assert '<title type="sub-series">1939</title>' in tei
    assert "<publisher>Government Printing Office</publisher>" in tei


@pytest.mark.parametrize("command", ["to-html", "to-markdown", "to-epub"])
@pytest.mark.parametrize("volume", ["frus1939v03", "frus1939v99", None])
@pytest.mark.parametrize("is_wanted", [True, False])
def test_suggested_citation(command: str, volume: str | None, is_wanted: bool, tmp_path: Path) -> None:
    """It stands at the foot where the volume is known, unless it is not wanted."""
    place = ["--volume", volume, "--document", "d59", "--pages", "62-63"] if volume else []
    options = [] if is_wanted else ["--no-citation"]
    done = frusconv(command, *place, *options, "-o", tmp_path / "out", stdin=TELEGRAM)
    assert done.status == 0, done.err
    text = written(tmp_path / "out")
    assert text.count(SUGGESTED) == (1 if is_wanted and volume == "frus1939v03" else 0)
    if SUGGESTED in text:
        cited = text.partition(SUGGESTED)[2].replace("*", "").replace("<i>", "").replace("</i>", "")
        assert cited.startswith(CITATION.partition(" https")[0])


def written(path: Path) -> str:
    if path.read_bytes()[:2] != b"PK":
        return path.read_text(encoding="utf-8")
    with ZipFile(path) as archive:
        return "".join(archive.read(name).decode() for name in archive.namelist() if name.startswith("EPUB/text/"))


def test_each_document_of_a_page_has_its_citation() -> None:
    """A reference manager can choose among them: each has its COinS too."""
    sources = [Source(TELEGRAM, "frus1939v03-d59.txt"), Source(TELEGRAM, "frus1938v03-d7.txt")]
    page = convert(sources, "html").output.decode()
    assert page.count(SUGGESTED) == page.count('class="Z3988"') == 2
    assert page.index("frus1939v03%2Fd59") < page.index("frus1938v03%2Fd7")


def test_a_single_document_has_no_coins() -> None:
    """Its head tells programs more, and they would take the span for it."""
    assert "Z3988" not in convert([Source(TELEGRAM)], "html", KNOWN).output.decode()


def test_volume_has_its_own_citation_in_markdown(tmp_path: Path) -> None:
    text = (TESTS / "cases" / "tei-volume" / "source.xml").read_text(encoding="utf-8")
    known = text.replace("frus1936v09", "frus1936v03")
    name = tmp_path / "volume.xml"
    name.write_text(known, encoding="utf-8")
    done = frusconv("to-markdown", "--split", "-o", tmp_path / "wiki", name)
    assert done.status == 0, done.err
    index = (tmp_path / "wiki" / "index.md").read_text(encoding="utf-8")
    assert SUGGESTED + "US Department of State, *Foreign Relations of the United States" in index
    assert SUGGESTED in (tmp_path / "wiki" / "d1.md").read_text(encoding="utf-8")
    assert SUGGESTED not in (tmp_path / "wiki" / "ch1.md").read_text(encoding="utf-8")


def test_json_has_the_facts() -> None:
    data = json.loads(convert([Source(TELEGRAM)], "json", KNOWN).output)
    assert data["header"]["volume_title"] == "The Far East"
    assert data["header"]["published"] == "1955"


def test_documents_put_together_are_not_the_volume() -> None:
    """The title of the whole volume would tell of more than is there."""
    readings = [(name, read(Source(TELEGRAM, name))) for name in ("frus1939v03-d59.txt", "frus1939v03-d60.txt")]
    assert volume_of(readings).header.title is None
