"""People behind printed names and offices: by lists of persons, footnotes, the user's file; none is invented."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from frusconv.conversion import convert, read
from frusconv.errors import SourceError
from frusconv.model import Diagnostic, Document, Metadata, Party, Person, Source, When
from frusconv.persons.authority import read_persons
from frusconv.persons.encoding import addressed
from frusconv.persons.matching import Directory, linked
from frusconv.persons.names import comparable, is_called, named_in_note, own_order
from tests.support import frusconv

NS = 'xmlns="http://www.tei-c.org/ns/1.0"'
FRONT = """
<front><div type="section" xml:id="persons"><head>Persons</head><list type="names">
<item><hi rend="strong"><persName xml:id="p_GJA1">Grey, Jane A., Jr.</persName>,</hi> Minister of Ruritania</item>
<item><hi rend="strong"><persName xml:id="p_DB1">Doe, Basil</persName>,</hi> see also
<persName corresp="#p_GJA1">Grey</persName></item>
</list></div></front>
"""
CSV = """name,forms,office,from,to,ref
Jane A. Grey,Grey|J. Grey,Minister in Ruritania,1936-02-01,1938,http://viaf.org/viaf/11
Basil Doe,Doe,the Secretary of State,1930,1936-05,https://d-nb.info/gnd/22
Cora Roe,Roe,Secretary of State,1936-06,,http://viaf.org/viaf/33
"""


def volume(head: str, front: str = FRONT) -> str:
    return (
        f"<TEI {NS}><text>{front}<body><div type='compilation' xml:id='comp1'><head>Ruritania</head>"
        f'<div type="document" xml:id="d1" n="1"><head>{head}</head><p>Nothing.</p></div></div></body></text></TEI>'
    )


def the_document(text: str, metadata: Metadata | None = None) -> Document:
    (document,) = read(Source(text, "x"), metadata or Metadata()).documents
    return document


def people(document: Document) -> list[Person | None]:
    sent, received = document.correspondence
    return [party.person for party in (*sent.parties, *received.parties)]


@pytest.mark.parametrize(
    ("entry", "name"),
    [
        ("Grey, Jane", "Jane Grey"),
        ("Grey, Jane A., Jr.", "Jane A. Grey, Jr."),
        ("Grey, Jane A. Jr.", "Jane A. Grey, Jr."),
        ("Grey, Jane II", "Jane Grey II"),
        ("Grey (Gray), Gen. Jane", "Gen. Jane Grey"),
        ("Grey [Gray], Jane “Jo”", "Jane Grey"),
        ("Grey, Jane “J.G.” or “Jo”", "Jane Grey"),
        ("Jani al-, Rafik", "Rafik Jani al-"),
        ("Jani, Rafik al-", "Rafik al-Jani"),
        ("Dorn, Otto van", "Otto van Dorn"),
        ("Lo Min-ho", "Lo Min-ho"),
        ("Grey, Adm., Jane", "Grey, Adm., Jane"),
        ("(Lo Min)", "Lo Min"),
        (" \n ,", None),
    ],
)
def test_own_order(entry: str, name: str | None) -> None:
    assert own_order(entry) == name


@pytest.mark.parametrize(
    ("note", "name", "office"),
    [
        ("Jane A. Grey.", "Jane A. Grey", None),
        ("J. A. Grey", "J. A. Grey", None),
        ("Jane Grey, Jr.", "Jane Grey, Jr.", None),
        ("Jane von der Grey.", "Jane von der Grey", None),
        ("Wm. Grey.", "Wm. Grey", None),
        ("Jane Grey, Secretary of State.", "Jane Grey", "Secretary of State"),
        ("Jane Grey, then Minister in Ruritania.", "Jane Grey", "Minister in Ruritania"),
        ("Jane Grey, Secretary of State, 1933–1944.", "Jane Grey", "Secretary of State"),
        ("Jane Grey, Secretary of State (1933–1944).", "Jane Grey", "Secretary of State"),
        ("Jane Grey, Secretary of State, March 4, 1933, to May 1934.", "Jane Grey", "Secretary of State"),
        ("Jane Grey, Secretary of State from March 1933", "Jane Grey", "Secretary of State"),
        ("Jane Grey, Consul at Zenda until 1933.", "Jane Grey", "Consul at Zenda"),
        ("Grey.", None, None),
        ("Minister Grey.", None, None),
        ("Not Printed.", None, None),
        ("See Document 3.", None, None),
        ("Jane Grey left on May 3.", None, None),
        ("Jane Grey, who left on May 3.", None, None),
        ("Jane Grey, Minister; see below.", None, None),
        ("", None, None),
    ],
)
def test_note_that_names(note: str, name: str | None, office: str | None) -> None:
    found = named_in_note(note)
    assert (found and found.name) == name
    assert (found and found.office) == office


def test_hostile_names_take_no_time() -> None:
    """A hundred thousand of a piece that patterns could stumble over: what is quadratic takes minutes."""
    started = time.perf_counter()
    for piece in ("A. ", "Aa ", "Aa-", "Aa, ", "von ", "Aa. ", "(", "“", ", ", "a ", "“a” or "):
        named_in_note(piece * 100_000)
        own_order(piece * 100_000)
    assert time.perf_counter() - started < 10


def test_forms() -> None:
    assert comparable(" The  Secretary\nof State, ") == comparable("secretary of state")
    assert comparable("President’s Aide") == comparable("President's Aide")
    assert comparable("Jane A. Grey, Jr.") == comparable("Jane A. Grey Jr.")
    assert is_called("Grey", "Jane A. Grey, Jr.")
    assert is_called("van Dorn", "Otto van Dorn")
    assert not is_called("rey", "Jane Grey")


def test_pointer_to_the_list() -> None:
    head = (
        '1. The Minister in Ruritania (<persName corresp="#p_GJA1" type="from">Grey</persName>) to Secretary of State '
        '<persName corresp="#p_DB1">Doe</persName><note n="1">Not printed.</note>'
    )
    document = the_document(volume(head))
    assert people(document) == [Person("Jane A. Grey, Jr.", "p_GJA1"), Person("Basil Doe", "p_DB1")]
    assert [party.name for party in document.correspondence.sent.parties] == ["Grey"]


@pytest.mark.parametrize(
    "head",
    [
        'The Minister (<persName corresp="#p_XX9" type="from">Grey</persName>) to the Consul',
        'The Minister (<persName type="from">Grey</persName>) to the Consul',
        'The Minister (Grey) to the Consul<note n="1">By <persName corresp="#p_GJA1">Grey</persName>.</note>',
        'The Minister (<persName corresp="#p_GJA1">Roe</persName>; Grey) to the Consul',
    ],
)
def test_no_pointer_no_person(head: str) -> None:
    assert set(people(the_document(volume(head)))) <= {None}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The Minister in Ruritania (Grey)1 to the Consul at Zenda\n\n1 Jane A. Grey.", "Jane A. Grey"),
        ("The Consul at Zenda to the Secretary of State1\n\n1 Jane Grey, Secretary of State.", "Jane Grey"),
        ("The Consul at Zenda to the Secretary of State1\n\n1 Jane Grey, Consul at Strelsau.", None),
        ("The Consul at Zenda to the Secretary of State1\n\n1 Jane Grey.", None),
        ("The Minister in Ruritania (Grey)1 to the Consul at Zenda\n\n1 Basil Doe.", None),
        ("The Minister in Ruritania (Grey)1 to the Consul at Zenda\n\n1 Jane Grey was absent.", None),
    ],
)
def test_footnote(text: str, found: str | None) -> None:
    head, _, note = text.partition("\n\n")
    document = the_document(f"{head}\n\nZenda, May 3, 1936.\n\nNothing happened.\n\n{note}\n")
    named = [person for person in people(document) if person]
    assert named == ([Person(found, cert="medium")] if found else [])


def test_full_name_goes_to_tei_and_back() -> None:
    text = (
        "The Minister in Ruritania (Grey)1 to the Secretary of State2\n\nZenda, May 3, 1936.\n\nNothing happened.\n\n"
        "1 Jane A. Grey.\n\n2 Basil Doe, Secretary of State.\n"
    )
    tei = convert([Source(text, "x.txt")]).output.decode()
    assert '<name>Grey</name> <name type="full" cert="medium">Jane A. Grey</name></persName>' in tei
    again = the_document(tei)
    assert (
        people(again)
        == people(the_document(text))
        == [
            Person("Jane A. Grey", cert="medium"),
            Person("Basil Doe", cert="medium"),
        ]
    )
    assert [party.text for party in again.correspondence.received.parties] == ["Secretary of State"]


def people_file(tmp_path: Path, text: str, name: str = "people.csv") -> str:
    (tmp_path / name).write_text(text, encoding="utf-8", errors="surrogateescape")
    return str(tmp_path / name)


def looked_up(path: str, party: Party, when: str | None) -> Iterator[str | None]:
    directory = Directory(read_persons(path))
    return (person.ref for person in directory.fitting(party, When(when) if when else None))


@pytest.mark.parametrize(
    ("party", "when", "refs"),
    [
        (Party("Grey", "Minister in Ruritania"), "1936-05-03", ["http://viaf.org/viaf/11"]),
        (Party("GREY", "the  minister in Ruritania"), "1936-05-03T09:00:00Z", ["http://viaf.org/viaf/11"]),
        (Party("Jane A. Grey", "Traveller"), "1937", ["http://viaf.org/viaf/11"]),
        (Party("Grey", "Consul"), "1936-05-03", []),
        (Party("Grey", None), "1936-05-03", ["http://viaf.org/viaf/11"]),
        (Party("Grey", None), "1936", []),
        (Party("Grey", None), "1936-01-31", []),
        (Party("Grey", None), "1938-12-31", ["http://viaf.org/viaf/11"]),
        (Party("Grey", None), None, []),
        (Party("Greystone", None), "1936-05-03", []),
        (Party(None, "Secretary of State"), "1936-05-31", ["https://d-nb.info/gnd/22"]),
        (Party(None, "Secretary of State"), "1936-06-01", ["http://viaf.org/viaf/33"]),
        (Party(None, "Acting Secretary of State"), "1936-06-01", []),
        (Party("Moe", "Secretary of State"), "1936-06-01", []),
        (Party("Grey", "Consul", Person("Jane A. Grey", "p_1")), "1936-05-03", ["http://viaf.org/viaf/11"]),
        (Party(None, "Secretary of State", Person("Ann Else")), "1936-06-01", []),
    ],
)
def test_file_of_persons(tmp_path: Path, party: Party, when: str | None, refs: list[str]) -> None:
    assert list(looked_up(people_file(tmp_path, CSV), party, when)) == refs


def test_several_fit(tmp_path: Path) -> None:
    path = people_file(tmp_path, CSV + "Ann Grey,Grey,Minister in Ruritania,1936,1936,http://viaf.org/viaf/44\n")
    document = the_document("The Minister in Ruritania (Grey) to the Consul\n\nZenda, May 3, 1936.\n\nNothing.\n")
    told: list[Diagnostic] = []
    assert people(linked(document, Directory(read_persons(path)), told.append)) == [None, None]
    assert [diagnostic.code for diagnostic in told] == ["person-ambiguous"]
    assert "Ann Grey (http://viaf.org/viaf/44), Jane A. Grey (http://viaf.org/viaf/11)" in told[0].message


def test_one_person_in_two_rows(tmp_path: Path) -> None:
    path = people_file(tmp_path, CSV + "Jane Grey,Grey,,,,http://viaf.org/viaf/11\n")
    assert list(looked_up(path, Party("Grey", None), "1936-05-03")) == ["http://viaf.org/viaf/11"]


def test_what_the_text_tells_stays(tmp_path: Path) -> None:
    head = '1. The Minister in Ruritania (<persName corresp="#p_GJA1" type="from">Grey</persName>) to the Consul'
    document = the_document(volume(head))
    path = people_file(tmp_path, "name;forms;ref\nGray, Jean;Grey;http://viaf.org/viaf/9\n")
    found = people(linked(document, Directory(read_persons(path)), list[Diagnostic]().append))
    assert found[0] == Person("Jane A. Grey, Jr.", "p_GJA1", "http://viaf.org/viaf/9")


LIST_PERSON = f"""<TEI {NS}><text><body><listPerson>
<person xml:id="p1">
  <persName><roleName>Dr.</roleName> <surname>Grey</surname>,
    <forename>Jane</forename> <forename>A.</forename></persName>
  <persName>Grey</persName>
  <occupation from="1936-02-01" to="1938-03">Minister in Ruritania</occupation>
  <occupation notBefore="1939">Secretary of State</occupation>
  <idno type="GND">11X</idno><idno type="VIAF">http://viaf.org/viaf/11</idno>
</person>
<person><persName ref="http://www.wikidata.org/entity/Q2">Basil Doe</persName></person>
<person><persName>Cora Roe</persName><idno type="LCNAF">n 33</idno></person>
</listPerson></body></text></TEI>"""


@pytest.mark.parametrize(
    ("party", "when", "refs"),
    [
        (Party("Grey", "Minister in Ruritania"), "1938-03-31", ["http://viaf.org/viaf/11"]),
        (Party("Grey", "Minister in Ruritania"), "1939-03-31", []),
        (Party("Jane A. Grey", "Traveller"), "1900", ["http://viaf.org/viaf/11"]),
        (Party(None, "Secretary of State"), "1940-03-31", ["http://viaf.org/viaf/11"]),
        (Party("Basil Doe", None), None, ["http://www.wikidata.org/entity/Q2"]),
        (Party("Cora Roe", None), None, ["http://id.loc.gov/authorities/names/n33"]),
        (Party("Dr.", None), None, []),
    ],
)
def test_tei_list(tmp_path: Path, party: Party, when: str | None, refs: list[str]) -> None:
    assert list(looked_up(people_file(tmp_path, LIST_PERSON, "people.xml"), party, when)) == refs


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "no column `name`"),
        ("name\n", "no person in it"),
        ("ref,office\nx,y\n", "no column `name`"),
        ("name,born\nGrey,1\n", "unknown column 'born'"),
        ("name,name\nGrey,1\n", "two columns have the same name"),
        ("name,ref\nGrey, Jane,http://viaf.org/viaf/1\n", ":2: 3 cells in 2 columns"),
        ("name,ref\n,http://viaf.org/viaf/1\n", ":2: the person has no name"),
        ("name,ref\nGrey,viaf 11\n", ":2: ref 'viaf 11' is no address"),
        ("name,from\nGrey,May 1936\n", ":2: from 'May 1936' is no date"),
        ("name,from,to\nGrey,1937,1936\n", ":2: from 1937 is after to 1936"),
        ('name,ref\n"Grey,http://viaf.org/viaf/1\n', "no CSV"),
        (f"<listPerson {NS}><person/></listPerson>", ":1: the person has no name"),
        (f"<listPerson {NS}/>", "no person in it"),
        (f'<listPerson {NS}><person><idno type="VIAF">?</idno></person></listPerson>', "no number of viaf"),
        ('<!DOCTYPE a [<!ENTITY e "x">]><a>&e;</a>', "document type declaration is refused"),
        (f"<listPerson {NS}>{'<p>' * 200}", "nested more than"),
        ("<a/>", ":1: XML, but no TEI with a listPerson"),
        ("name,ref\n\udce9,http://viaf.org/viaf/1\n", ":2: byte 0xE9 is not UTF-8"),
    ],
)
def test_wrong_files(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SourceError, match=message.replace("?", r"\?")):
        read_persons(people_file(tmp_path, text))


def test_marks_and_lines_of_csv(tmp_path: Path) -> None:
    path = people_file(tmp_path, '\ufeffName\tref\r\n"Grey,\nJane"\thttp://viaf.org/viaf/1\r\n\r\n')
    (entry,) = read_persons(path)
    assert entry.name == "Grey, Jane"
    assert "jane grey" in entry.forms


def test_addresses_in_headings(tmp_path: Path) -> None:
    path = people_file(tmp_path, CSV)
    head = (
        '1. The Minister in Ruritania (<hi rend="italic"><persName corresp="#p_GJA1">Grey</persName></hi>) to the '
        '<gloss type="to">Consul</gloss><note n="1">By <persName>Grey</persName>.</note>'
    )
    source = volume(head).replace(
        "<p>Nothing", '<opener><dateline><date when="1936-05-03">x</date></dateline></opener><p>N'
    )
    document = linked(the_document(source), Directory(read_persons(path)), list[Diagnostic]().append)
    (tmp_path / "v.xml").write_text(source, encoding="utf-8")
    assert addressed(the_document(source)) == the_document(source)
    assert addressed(document).blocks != document.blocks
    out = frusconv("to-tei", "v.xml", "--persons", path, cwd=tmp_path).out
    assert '<persName corresp="#p_GJA1" ref="http://viaf.org/viaf/11">Grey</persName>' in out
    assert out.partition("<text>")[2].count("viaf.org") == 1
    assert "viaf" not in frusconv("to-tei", "v.xml", "--persons", path, "--profile", "frus", cwd=tmp_path).out


def test_commands(tmp_path: Path) -> None:
    text = "1. The Minister in Ruritania (Grey) to the Secretary of State\n\nZenda, May 3, 1936.\n\nNothing happened.\n"
    path = people_file(tmp_path, CSV)
    tei = frusconv("to-tei", "--persons", path, stdin=text)
    assert '<persName ref="http://viaf.org/viaf/11">' in tei.out
    assert (
        '<persName ref="https://d-nb.info/gnd/22"><roleName>Secretary of State</roleName> <name type="full">' in tei.out
    )
    ran = frusconv("to-json", "--persons", path, stdin=text)
    (document,) = json.loads(ran.out)["contents"]
    assert document["from"][0]["person"]["ref"] == "http://viaf.org/viaf/11"
    assert "person" not in json.loads(frusconv("to-json", stdin=text).out)["contents"][0]["from"][0]
    twice = people_file(tmp_path, CSV + "Ann Grey,Grey,Minister in Ruritania,,,http://viaf.org/viaf/44\n")
    told = frusconv("to-json", "--persons", twice, "--strict", "-o", str(tmp_path / "o.json"), stdin=text)
    assert told.status == 7
    assert "person-ambiguous" in told.err
    assert not (tmp_path / "o.json").exists()
    assert frusconv("to-json", "--persons", "none.csv", stdin=text).status == 3
