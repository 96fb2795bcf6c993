"""Who wrote to whom and when: every document has its row, and each format holds what its readers rely on."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from frusconv.correspondents import CORRESPONDENCE_FORMATS, IndexFacts, written
from frusconv.correspondents.place_links import read_places
from frusconv.correspondents.record import Asked, Record, pairs, records_in
from frusconv.errors import FrusconvError
from frusconv.model import CorrespAction, Diagnostic, Party, Person, When
from tests.conftest import TESTS
from tests.support import frusconv

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
TEI = "{http://www.tei-c.org/ns/1.0}"
SCHEMA = etree.RelaxNG(etree.parse(str(TESTS / "cmif.rng")))
TELEGRAM = (
    "1. Telegram From the Minister in Ruritania (Grey) to the Secretary of State and the Consul at Zenda\n\n"
    "Strelsau, May 3, 1936, 4 p.m.\n\nNothing happened.\n"
)
MINUTES = "2. Memorandum of Conversation, by the Minister in Ruritania (Grey)\n\nStrelsau, May 4, 1936.\n\nWe met.\n"
BIG_LETTER = (
    '<div type="document" n="{n}" xml:id="d{n}"><head>{n}. Telegram From the Embassy in Ruritania to the Department of '
    'State</head><opener><dateline><placeName>Strelsau</placeName>, <date when="1936-05-03">May 3, 1936</date>'
    "</dateline></opener><p>Ärger</p></div>"
)


def record(**changes: Any) -> Record:
    made = Record(
        "a.txt",
        "frus1936v09",
        "d1",
        "1",
        "letter",
        "1. Letter",
        CorrespAction((Party("Grey", "Minister"),), "Strelsau", When("1936-05-03T16:00:00")),
        CorrespAction((Party(None, "Secretary of State"),)),
        "https://history.state.gov/historicaldocuments/frus1936v09/d1",
    )
    return made._replace(**changes)


def text_of(records: list[Record], name: str, facts: IndexFacts | None = None) -> str:
    return b"".join(written(records, name, facts or IndexFacts())).decode()


def rows_of(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def index(records: list[Record], facts: IndexFacts | None = None) -> etree._Element:
    root = etree.fromstring(text_of(records, "cmif", facts).encode())
    assert SCHEMA.validate(root), SCHEMA.error_log
    return root


def told(element: etree._Element) -> tuple[str, str | None, dict[str, str]]:
    """Return an element's name, text and attributes."""
    values = {str(name): str(value) for name, value in element.attrib.items()}
    return str(element.tag).removeprefix(TEI), element.text, values


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/frus1936v09-d1.txt").write_text(TELEGRAM, encoding="utf-8")
    (tmp_path / "in/frus1936v09-d2.txt").write_text(MINUTES, encoding="utf-8")
    return tmp_path


def test_row_a_document(folder: Path) -> None:
    first, second = rows_of(frusconv("correspondents", "in", cwd=folder).out)
    assert first["volume"] == "frus1936v09"
    assert first["document"] == "d1"
    assert first["source"] == str(Path("in/frus1936v09-d1.txt"))
    assert first["kind"] == "telegram"
    assert first["date_when"] == first["date"] == "1936-05-03T16:00:00"
    assert (first["sender_name"], first["sender_office"], first["sender_place"]) == (
        "Grey",
        "Minister in Ruritania",
        "Strelsau",
    )
    assert first["recipient_office"] == "Secretary of State | Consul at Zenda"
    assert first["recipient_name"] == ""
    assert first["url"] == "https://history.state.gov/historicaldocuments/frus1936v09/d1"
    assert second["kind"] == "memorandum of conversation"
    assert second["recipient_office"] == ""


def test_pairs(folder: Path) -> None:
    rows = rows_of(frusconv("correspondents", "in", "--pairs", cwd=folder).out)
    assert [(row["document"], row["recipient_office"]) for row in rows] == [
        ("d1", "Secretary of State"),
        ("d1", "Consul at Zenda"),
        ("d2", ""),
    ]


def test_same_order_in_each_cell() -> None:
    sent = CorrespAction((Party("Grey", None, Person("Jane Grey", "p_1", "http://x.org/1")), Party(None, "Consul")))
    (row,) = rows_of(text_of([record(sent=sent)], "csv"))
    assert row["sender_name"].split(" | ") == ["Grey", ""]
    assert row["sender_office"].split(" | ") == ["", "Consul"]
    assert row["sender_full_name"].split(" | ") == ["Jane Grey", ""]
    assert row["sender_ref"].split(" | ") == ["http://x.org/1", ""]
    assert (row["sender_person_id"], row["sender_cert"]) == ("p_1 | ", "high | ")


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-2", "'-2"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("＝1+1", "'＝1+1"),
        ("\t=1+1", "'=1+1"),
        ("\r\n@x", "'@x"),
        ('a "b", c', 'a "b", c'),
        ("'=1", "''=1"),
        ("a\nb", "a b"),
        ("1 – 2", "1 – 2"),
        ("\ud800", "?"),
    ],
)
def test_cells(value: str, cell: str) -> None:
    """A spreadsheet takes none for a formula, and a cell never ends its line."""
    text = text_of([record(title=value, sent=CorrespAction((Party(value),), value))], "csv")
    (row,) = rows_of(text)
    assert row["title"] == row["sender_name"] == row["sender_place"] == cell
    assert text.count("\n") == 2


def test_mark_for_excel(folder: Path) -> None:
    assert frusconv("correspondents", "in", "--bom", cwd=folder).out.startswith("\ufeffsource,")
    assert frusconv("correspondents", "in", cwd=folder).out.startswith("source,")


def test_json(folder: Path) -> None:
    array = json.loads(frusconv("correspondents", "in", "--format", "json", cwd=folder).out)
    lines = frusconv("correspondents", "in", "--format", "jsonl", cwd=folder).out.splitlines()
    assert array == [json.loads(line) for line in lines]
    assert array[0]["to"] == [
        {"name": None, "office": "Secretary of State", "person": None},
        {"name": None, "office": "Consul at Zenda", "person": None},
    ]
    assert array[0].keys() == array[1].keys()
    assert array[0]["date"]["when"] == "1936-05-03T16:00:00"
    assert json.loads(text_of([], "json")) == []
    assert text_of([record(title="a\u2028b\x85c")], "jsonl").count("\n") == len(
        text_of([record(title="a\u2028b\x85c")], "jsonl").splitlines()
    )


def test_cmif(folder: Path) -> None:
    arguments = ("--cmif-url", "https://example.org/f.xml", "--cmif-editor", "Ada & Co", "-o", "f.xml")
    ran = frusconv("correspondents", "in", "--format", "cmif", *arguments, cwd=folder)
    assert (ran.status, ran.err) == (0, "")
    root = etree.parse(str(folder / "f.xml")).getroot()
    assert SCHEMA.validate(root), SCHEMA.error_log
    (letter,) = root.iter(f"{TEI}correspDesc")  # A conversation is no letter.
    assert letter.get("ref") == "https://history.state.gov/historicaldocuments/frus1936v09/d1"
    assert letter.get("key") == "d1"
    (volume,) = root.iter(f"{TEI}bibl")
    assert letter.get("source") == "#" + str(volume.get("{http://www.w3.org/XML/1998/namespace}id"))
    assert re.search(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$", str(letter.get("source")))
    sent, received = letter
    assert [told(child) for child in sent] == [
        ("persName", "Grey (Minister in Ruritania)", {}),
        ("placeName", "Strelsau", {}),
        ("date", None, {"when": "1936-05-03"}),
    ]
    assert [child.text for child in received] == ["Secretary of State", "Consul at Zenda"]
    assert root.findtext(f".//{TEI}editor") == root.findtext(f".//{TEI}publisher") == "Ada & Co"
    assert root.findtext(f".//{TEI}idno") == "https://example.org/f.xml"


def test_cmif_editor_with_mail() -> None:
    root = index([record()], IndexFacts("https://example.org/f.xml", "Ada & Co <ada@example.org>"))
    editor = root.find(f".//{TEI}editor")
    assert editor is not None
    assert (editor.text, editor.findtext(f"{TEI}email")) == ("Ada & Co ", "ada@example.org")
    assert root.findtext(f".//{TEI}publisher") == "Ada & Co"


def test_cmif_says_what_it_lacks(folder: Path) -> None:
    ran = frusconv("correspondents", "in", "--format", "cmif", cwd=folder)
    assert SCHEMA.validate(etree.fromstring(ran.out.encode()))
    assert "<stdout>:1:1: index-incomplete" in ran.err
    assert frusconv("correspondents", "in", "--format", "cmif", "--strict", "-o", "f.xml", cwd=folder).status == 7
    assert not (folder / "f.xml").exists()


@pytest.mark.parametrize(
    ("date", "attributes"),
    [
        (When("1936-05-03T16:00:00Z"), {"when": "1936-05-03"}),
        (When("1936-05", cert="low"), {"when": "1936-05", "cert": "low"}),
        (When(None, "1936-05-03", "1936-05-04"), {"from": "1936-05-03", "to": "1936-05-04"}),
        (When(None, "1936-05-03T09:00:00", "1936-05-03T10:00:00"), {"when": "1936-05-03"}),
        (When(not_before="1936", not_after="1937"), {"notBefore": "1936", "notAfter": "1937"}),
        (When("1936-05-03", not_before="1936", not_after="1937"), {"when": "1936-05-03"}),
        (When(None, "1936-05-03", "1936-05-04", not_after="1937"), {"from": "1936-05-03", "to": "1936-05-04"}),
        (When("1936-02-31"), None),
        (When("some day"), None),
        (When(), None),
    ],
)
def test_cmif_dates(date: When, attributes: dict[str, str] | None) -> None:
    root = index([record(sent=CorrespAction((Party("Grey"),), None, date))])
    found = root.find(f".//{TEI}correspAction/{TEI}date")
    assert (None if found is None else told(found)[2]) == attributes


@pytest.mark.parametrize(
    ("party", "name", "text", "ref"),
    [
        (Party("Grey"), "persName", "Grey", None),
        (Party("Grey", "Minister"), "persName", "Grey (Minister)", None),
        (Party("King", "King of Ruritania"), "persName", "King of Ruritania", None),
        (Party(None, "A & <B>"), "orgName", "A & <B>", None),
        (Party("Grey", None, Person("Jane Grey", "p_1")), "persName", "Jane Grey", None),
        (
            Party("Grey", None, Person("Jane Grey", None, "http://x.org/?a&b")),
            "persName",
            "Jane Grey",
            "http://x.org/?a&b",
        ),
        (Party(None, "Minister", Person("Jane Grey")), "persName", "Jane Grey", None),
    ],
)
def test_cmif_names(party: Party, name: str, text: str, ref: str | None) -> None:
    root = index([record(sent=CorrespAction((party,)))])
    found = next(root.iter(f"{TEI}correspAction"))[0]
    assert told(found) == (name, text, {"ref": ref} if ref else {})


@pytest.mark.parametrize(
    ("kind", "has_sender", "has_recipient", "is_letter"),
    [
        ("letter", True, True, True),
        (None, True, True, True),
        ("memorandum", True, True, True),
        ("telegram", True, False, True),
        ("letter", False, True, True),
        ("memorandum", True, False, False),
        ("telegram", False, False, False),
        ("memorandum of conversation", True, True, False),
        ("editorial note", False, False, False),
    ],
)
def test_what_is_a_letter(kind: str, has_sender: bool, has_recipient: bool, is_letter: bool) -> None:
    ends = [CorrespAction((Party("Grey"),) if has else ()) for has in (has_sender, has_recipient)]
    root = index([record(kind=kind, sent=ends[0], received=ends[1])])
    assert len(list(root.iter(f"{TEI}correspDesc"))) == is_letter
    if is_letter and not (has_sender and has_recipient):
        assert "Unknown" in [name.text for name in root.iter(f"{TEI}persName")]


def test_cmif_without_volume_and_without_letters() -> None:
    (letter,) = index([record(volume=None, url=None)]).iter(f"{TEI}correspDesc")
    assert letter.get("ref") is None
    assert not list(index([]).iter(f"{TEI}correspDesc"))
    both = index([record(), record(volume="frus1937v01", document="d2"), record(document="d3")])
    assert len(list(both.iter(f"{TEI}bibl"))) == 2


def test_date_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert text_of([record()], "cmif") == text_of([record()], "cmif")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "86400")
    (statement,) = index([record()]).iter(f"{TEI}publicationStmt")
    assert ("date", None, {"when": "1970-01-02T00:00:00Z"}) in map(told, statement)


def test_large_index_is_whole() -> None:
    """More letters than are kept in memory, with characters of several bytes."""
    sent = CorrespAction((Party("Grey – Ä" * 40),))
    letters = list(
        index([record(document=f"d{number}", sent=sent) for number in range(2500)]).iter(f"{TEI}correspDesc")
    )
    assert [letter.get("key") for letter in letters] == [f"d{number}" for number in range(2500)]


def test_volume_by_standard_input() -> None:
    documents = "".join(BIG_LETTER.format(n=number) for number in range(1, 4))
    volume = f"<TEI {NS}><text><body>{documents}</body></text></TEI>"
    rows = rows_of(frusconv("correspondents", "--volume", "frus1936v09", stdin=volume).out)
    assert [row["document"] for row in rows] == ["d1", "d2", "d3"]
    assert {row["source"] for row in rows} == {"<stdin>"}
    assert frusconv("correspondents", "--document", "d1", stdin=volume).status == 2


def test_folder_with_a_wrong_file(folder: Path) -> None:
    (folder / "in/a.txt").write_text("", encoding="utf-8")
    (folder / "in/frus1936v09-d1-copy.xml").write_text(frusconv("to-tei", stdin=TELEGRAM).out, encoding="utf-8")
    ran = frusconv("correspondents", "in", "-o", "out.csv", cwd=folder)
    assert ran.status == 8
    assert "a.txt" in ran.err
    assert len(rows_of((folder / "out.csv").read_text(encoding="utf-8"))) >= 2
    assert frusconv("correspondents", "in/a.txt", cwd=folder).status == 4


@pytest.mark.parametrize(
    "arguments",
    [
        ["--cmif-url", "https://example.org"],
        ["--format", "cmif", "--pairs"],
        ["--format", "json", "--bom"],
        ["--format", "cmif", "--cmif-url", "f.xml"],
        ["--document", "d1", "a.txt", "b.txt"],
        ["--format", "xlsx"],
    ],
)
def test_wrong_calls(arguments: list[str]) -> None:
    assert frusconv("correspondents", *arguments, stdin=TELEGRAM).status == 2


def test_official_volumes(shared: Path, tmp_path: Path) -> None:
    """A row for each document; who is in the list of persons has a full name; the index is valid."""
    import lzma

    data = lzma.decompress((shared / "corpus/frus1969-76ve09p1.xml.xz").read_bytes())
    (tmp_path / "frus1969-76ve09p1.xml").write_bytes(data)
    told: list[tuple[str, Diagnostic]] = []
    failed: list[FrusconvError] = []
    records = list(records_in([str(tmp_path / "frus1969-76ve09p1.xml")], Asked(told.append), failed.append))
    assert len(records) == data.count(b'type="document"')
    people = [party.person for one in records for party in (*one.sent.parties, *one.received.parties)]
    assert sum(person is not None for person in people) >= 60
    assert len(list(pairs(records))) >= len(records)
    index(records)
    for name in CORRESPONDENCE_FORMATS:
        assert text_of(records, name) == text_of(records, name)


RECEIVED = (
    "3. The Minister in France (Grey) to the Secretary of State\n\nPeking, May 3, 1936—4 p. m.\n\n"
    "[Received May 4—1:15 a. m.]\n\nNothing happened.\n"
)
PLACES = "name,ref\nBeijing,http://www.geonames.org/1816670\nStrelsau,https://example.org/strelsau\n"


def test_receipts(folder: Path) -> None:
    (folder / "in/frus1936v09-d3.txt").write_text(RECEIVED, encoding="utf-8")
    row = rows_of(frusconv("correspondents", "in", cwd=folder).out)[2]
    assert (row["received_date"], row["received_cert"]) == ("1936-05-04T01:15:00-05:00", "high")
    told = json.loads(frusconv("correspondents", "in", "--format", "json", cwd=folder).out)[2]
    assert told["received"]["when"] == "1936-05-04T01:15:00-05:00"
    index = etree.fromstring(frusconv("correspondents", "in", "--format", "cmif", cwd=folder).out.encode())
    assert SCHEMA.validate(index)
    dates = [date.get("when") for date in index.iter(f"{TEI}date")]
    assert dates[-2:] == ["1936-05-03", "1936-05-04"]


def test_places(folder: Path) -> None:
    """A place has an id whatever it is called, and a link only if the user's file has one."""
    (folder / "in/frus1936v09-d3.txt").write_text(RECEIVED, encoding="utf-8")
    (folder / "places.csv").write_text(PLACES, encoding="utf-8")
    rows = rows_of(frusconv("correspondents", "in", "--places", "places.csv", cwd=folder).out)
    assert [(row["sender_place"], row["sender_place_id"], row["sender_place_ref"]) for row in rows] == [
        ("Strelsau", "", "https://example.org/strelsau"),
        ("Strelsau", "", "https://example.org/strelsau"),
        ("Peking", "peking", "http://www.geonames.org/1816670"),
    ]
    told = json.loads(frusconv("correspondents", "in", "--format", "json", cwd=folder).out)
    assert [(one["place_id"], one["place_ref"]) for one in told] == [(None, None), (None, None), ("peking", None)]
    arguments = ("--format", "cmif", "--places", "places.csv")
    index = etree.fromstring(frusconv("correspondents", "in", *arguments, cwd=folder).out.encode())
    assert SCHEMA.validate(index)
    assert [place.get("ref") for place in index.iter(f"{TEI}placeName")] == [
        "https://example.org/strelsau",
        "http://www.geonames.org/1816670",
    ]
    plain = frusconv("correspondents", "in", "--format", "cmif", cwd=folder).out
    assert "<placeName>Peking</placeName>" in plain


LIST_PLACE = f"""<TEI {NS}><text><body><listPlace>
<place xml:id="place-peking"><placeName>Khanbaliq</placeName><idno type="GeoNames">1816670</idno></place>
<place><placeName>Strelsau</placeName><placeName>Streslau</placeName><idno>https://example.org/s</idno>
  <place><placeName ref="http://x.org/z"><settlement>Zenda</settlement></placeName></place></place>
<place><placeName ref="#local">Rome</placeName><idno type="pleiades">123</idno></place>
</listPlace></body></text></TEI>"""


@pytest.mark.parametrize(
    ("printed", "ref"),
    [
        ("Peiping", "http://www.geonames.org/1816670"),
        ("KHANBALIQ", "http://www.geonames.org/1816670"),
        ("Streslau", "https://example.org/s"),
        ("Zenda", "http://x.org/z"),
        ("Rome", None),
        ("Nowhere", None),
        (None, None),
    ],
)
def test_tei_list_of_places(tmp_path: Path, printed: str | None, ref: str | None) -> None:
    (tmp_path / "places.xml").write_text(LIST_PLACE, encoding="utf-8")
    assert read_places(str(tmp_path / "places.xml")).ref(printed) == ref


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column `name`"),
        ("name,ref\n", "no place in it"),
        ("name,place\nRome,x\n", "unknown column 'place'"),
        ("name,ref\nRome,3169070\n", ":2: ref '3169070' is no address"),
        ("name,ref\n,http://x.org/1\n", ":2: the place has no name"),
        ("name,ref\nPeking,http://x.org/1\nPeiping,http://x.org/2\n", ":3: Peiping has the address http://x.org/1"),
        (f"<listPlace {NS}/>", "no place in it"),
        (f'<listPlace {NS}>\n<place><idno type="GeoNames">1</idno></place></listPlace>', ":2: the place has no name"),
        (
            f'<listPlace {NS}><place><placeName>R</placeName><idno type="geonames">x</idno></place></listPlace>',
            "no addr",
        ),
        (f"<listPlace {NS}>{'<p>' * 200}", "nested more than"),
    ],
)
def test_wrong_files_of_places(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "places.csv").write_text(text, encoding="utf-8")
    with pytest.raises(FrusconvError, match=message):
        read_places(str(tmp_path / "places.csv"))
