"""Who people are in the documents of a volume that are converted one by one: as in the volume converted as a whole."""

from __future__ import annotations

import json
import tracemalloc
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from frusconv.batch.contents import contents_of
from frusconv.batch.request import Request
from frusconv.batch.sources import Choice, Found
from frusconv.errors import SourceError
from frusconv.model import FileSource
from frusconv.readers.tei_pieces import pieces
from tests.batch.calls import called, counts
from tests.support import frusconv

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
ITEMS = (
    '<item><hi rend="strong"><persName xml:id="p_GJ1">Grey, <hi>Jane</hi> A., Jr.<note n="1">Not she.</note></persName>'
    ',</hi> Minister in Ruritania</item><item><persName xml:id="p_DB1">Doe, Basil</persName>, Secretary of State</item>'
)
LIST = f'<div type="section" xml:id="persons"><head>Persons</head><list type="names">{ITEMS}</list></div>'
LIST_PERSON = (
    '<listPerson><person xml:id="p_GJ1"><persName><surname>Grey</surname><genName>Jr.</genName>'
    " <roleName>Dr.</roleName><forename>Jane</forename> <forename>A.</forename></persName>"
    "<persName>Grey</persName></person>"
    '<person><persName xml:id="p_DB1">Doe, Basil</persName></person></listPerson>'
)
PLACES = {
    "front matter": f"<text><front>{LIST}</front><body>{{}}</body></text>",
    "back matter": f"<text><body>{{}}</body><back>{LIST}</back></text>",
    "a chapter": f"<text><body>{{}}<div type='chapter'><head>x</head><p><list>{ITEMS}</list></p></div></body></text>",
    "listPerson in front matter": f"<text><front><div>{LIST_PERSON}</div></front><body>{{}}</body></text>",
    "listPerson in back matter": f"<text><body>{{}}</body><back><div>{LIST_PERSON}</div></back></text>",
    "listPerson beside the text": f"<standOff>{LIST_PERSON}</standOff><text><body>{{}}</body></text>",
    "listPerson in the header": (
        "<teiHeader><fileDesc><titleStmt><title>x</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc>"
        f"<p/></sourceDesc></fileDesc><profileDesc><particDesc>{LIST_PERSON}</particDesc></profileDesc></teiHeader>"
        "<text><body>{}</body></text>"
    ),
}
PEOPLE = "name,forms,office,from,to,ref\nJane A. Grey Jr.,,,,,http://viaf.org/viaf/11\nBasil Doe,,,,,http://viaf.org/viaf/22\n"


def document(number: int, pointer: str) -> str:
    return (
        f'<div type="document" xml:id="d{number}" n="{number}"><head>{number}. Telegram From the Minister in Ruritania '
        f'(<persName type="from" corresp="#{pointer}">Grey</persName>) to the <gloss type="to" corresp="#p_DB1">'
        f'Secretary of State</gloss></head><p>By <persName corresp="#p_XX1">Roe</persName>.</p></div>'
    )


def volume(place: str = "front matter", documents: str = document(1, "p_GJ1") + document(2, "p_XX9")) -> str:
    # Braces of formats are none of XML's.
    return f'<TEI {NS} xml:id="frus1936v09">{PLACES[place].replace("{}", documents)}</TEI>'


def documents_in(told: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    for part in told["contents"]:
        found += [part] if part["type"] == "document" else documents_in(part) if "contents" in part else []
    return found


def by_batch(folder: Path, *arguments: str | Path) -> list[dict[str, Any]]:
    ran = called("v.xml", "--to", "json", "-o", "out", *arguments, cwd=folder)
    assert ran.status == 0, ran.err
    files = sorted((folder / "out").rglob("d*.json"))
    return [document for file in files for document in documents_in(json.loads(file.read_text(encoding="utf-8")))]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("options", [[], ["--persons", "people.csv"]], ids=["", "--persons"])
def test_as_in_the_whole(tmp_path: Path, place: str, options: list[str]) -> None:
    (tmp_path / "v.xml").write_text(volume(place), encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    whole = documents_in(json.loads(frusconv("to-json", "v.xml", *options, cwd=tmp_path).out))
    assert by_batch(tmp_path, *options) == whole
    first, second = whole
    ref = "http://viaf.org/viaf/11" if options else None
    name = "Jane A. Grey Jr." if "listPerson" in place else "Jane A. Grey, Jr."
    assert first["from"][0]["person"] == {"name": name, "id": "p_GJ1", "ref": ref, "cert": "high"}
    assert first["to"][0]["person"]["name"] == "Basil Doe"
    assert first["to"][0]["person"]["ref"] == ("http://viaf.org/viaf/22" if options else None)
    assert "person" not in second["from"][0]


def test_whole_volume_in_a_batch(tmp_path: Path) -> None:
    (tmp_path / "v.xml").write_text(volume("back matter"), encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    assert called("v.xml", "--to", "json", "-o", "out", "--whole", "--persons", "people.csv", cwd=tmp_path).status == 0
    whole = frusconv("to-json", "v.xml", "--persons", "people.csv", cwd=tmp_path).out
    assert (tmp_path / "out/v.json").read_text(encoding="utf-8") == whole


def test_addresses_in_headings(tmp_path: Path) -> None:
    (tmp_path / "v.xml").write_text(volume("listPerson in front matter"), encoding="utf-8")
    (tmp_path / "people.csv").write_text(PEOPLE, encoding="utf-8")
    for profile, count in (("tei", 1), ("frus", 0)):
        called("v.xml", "-o", profile, "--persons", "people.csv", "--profile", profile, cwd=tmp_path)
        text = next((tmp_path / profile).rglob("d1.xml")).read_text(encoding="utf-8")
        assert text.partition("<text>")[2].count('ref="http://viaf.org/viaf/11"') == count


def test_a_person_who_changes_concerns_the_documents_that_point_there(tmp_path: Path) -> None:
    arguments = ("v.xml", "--to", "json", "-o", "out")
    (tmp_path / "v.xml").write_text(volume(), encoding="utf-8")
    assert counts(called(*arguments, cwd=tmp_path)) == "2 converted, 0 unchanged, 0 failed"
    (tmp_path / "v.xml").write_text(volume().replace("Grey, <hi>Jane", "Grey, <hi>Joan"), encoding="utf-8")
    assert counts(called(*arguments, cwd=tmp_path)) == "1 converted, 1 unchanged, 0 failed"


def test_the_users_file(tmp_path: Path) -> None:
    arguments = ("v.xml", "--to", "json", "-o", "out")
    (tmp_path / "v.xml").write_text(volume(), encoding="utf-8")
    people = tmp_path / "people.csv"
    people.write_text(PEOPLE, encoding="utf-8")
    asked = (*arguments, "--persons", "people.csv")
    assert counts(called(*arguments, cwd=tmp_path)) == "2 converted, 0 unchanged, 0 failed"
    assert counts(called(*asked, cwd=tmp_path)) == "2 converted, 0 unchanged, 0 failed"
    assert counts(called(*asked, cwd=tmp_path)) == "0 converted, 2 unchanged, 0 failed"
    people.write_text(PEOPLE.replace("viaf/22", "viaf/23"), encoding="utf-8")
    assert counts(called(*asked, cwd=tmp_path)) == "2 converted, 0 unchanged, 0 failed"
    people.write_text(f"{PEOPLE}Basil Doe,,,,,http://viaf.org/viaf/33\n", encoding="utf-8")
    ran = called(*asked, "--strict", cwd=tmp_path)
    assert (ran.status, "under --strict" in ran.err) == (8, True)
    people.write_text("name,born\nGrey,1\n", encoding="utf-8")
    ran = called(*asked, cwd=tmp_path)
    assert (ran.status, "people.csv:1: unknown column 'born'" in ran.err) == (3, True)
    assert called(*arguments, "--persons", "-", cwd=tmp_path).status == 2
    assert called(*arguments, "--persons", "none.csv", cwd=tmp_path).status == 3


def test_no_more_than_its_own_goes_with_a_document(tmp_path: Path) -> None:
    path = tmp_path / "v.xml"
    path.write_text(volume(), encoding="utf-8")
    contents = list(contents_of(Found(str(path), ""), Choice(frozenset((".xml",)), ()), Request((), "")))
    pieces = [content.piece for content in contents]
    assert [piece and piece.persons for piece in pieces] == [
        (("p_GJ1", "Jane A. Grey, Jr."), ("p_DB1", "Basil Doe")),
        (("p_DB1", "Basil Doe"),),
    ]
    assert [piece and piece.pointers for piece in pieces] == [(), ()]


@pytest.mark.parametrize(
    "inside", ["<hi>" * 200_000, "x" * 3_000_000 + "</persName>", "<hi>x</hi>" * 200_000 + "</persName>"]
)
def test_hostile_entries(inside: str) -> None:
    """Neither how deep an entry nests nor how long it is takes much memory."""
    data = f'<TEI {NS}><text><front><persName xml:id="p_1">{inside}'.encode()
    tracemalloc.start()
    try:
        with pytest.raises(SourceError):
            list(pieces(FileSource(lambda: BytesIO(data), "v.xml")))
        _, most = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert most < 3_000_000
