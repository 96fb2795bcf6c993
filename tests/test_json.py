"""JSON: what the schema promises, and that nothing of the model is missing from it."""

from __future__ import annotations

import json
import lzma
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, get_args

import pytest
from jsonschema import Draft202012Validator

from frusconv.conversion import read, volume_of
from frusconv.model import Content, Date, Document, End, FileSource, Source, Start, Text, Volume, When
from frusconv.model.blocks import Block
from frusconv.model.inlines import Inline
from frusconv.model.walk import descendants
from frusconv.writers import WriteOptions
from frusconv.writers.json_nodes import SHAPES
from frusconv.writers.json_writer import write_json
from tests.every_node import VOLUME
from tests.support import frusconv
from tests.test_cases import CASES, source_of

LINES = WriteOptions(is_lines=True)
LINES_WITH_BLOCKS = WriteOptions(is_lines=True, has_blocks=True)
HEAD = "12. Telegram From the Embassy in Ruritania to the Department of State"
CLASSES: dict[str, type[Any]] = {shape.type: kind for kind, shape in SHAPES.items()}


@cache
def schema() -> Any:
    return json.loads(files("frusconv").joinpath("schemas/volume.schema.json").read_text(encoding="utf-8"))


@cache
def validator() -> Draft202012Validator:
    Draft202012Validator.check_schema(schema())
    return Draft202012Validator(schema())


def assert_valid(value: object) -> None:
    __tracebackhide__ = True
    error = next(iter(validator().iter_errors(value)), None)
    assert error is None, f"{list(error.path)}: {error.message[:300]}"


def volume_from(source: Source | FileSource) -> Volume:
    return volume_of([(source.name, read(source))])


def as_object(volume: Volume) -> Any:
    return json.loads(b"".join(write_json(volume)))


def as_lines(volume: Volume, options: WriteOptions = LINES) -> list[Any]:
    return [json.loads(line) for line in write_json(volume, options)]


@cache
def example() -> Volume:
    return volume_from(Source(VOLUME, "example.xml"))


def corpus_volume(path: Path) -> Volume:
    return volume_from(FileSource(lambda: lzma.open(path), path.name))  # type: ignore[arg-type, return-value]


def restored(value: Any, has_attributes: bool) -> Content:
    """Return the node that JSON tells of, by the rules of the schema alone."""
    if isinstance(value, str):
        return Text(value)
    kind = CLASSES[value["type"]]
    shape = SHAPES[kind]
    told = tuple((name, str(value[key])) for key, name, _ in shape.fields if name and key in value)
    attrs = tuple(value["attributes"].items()) if "attributes" in value else told
    fields: dict[str, Any] = {"attrs": attrs if has_attributes else None}
    for key, _, field in shape.fields:
        if field and (key in value or field in ("n", "url", "target") or (field == "rend" and value["type"] == "hi")):
            fields[field] = value.get(key, "")
    if "children" in kind.__match_args__:
        fields["children"] = tuple(restored(child, has_attributes) for child in value.get("children", []))
    if kind is Date:
        keys = ("when", "from", "to", "cert", "notBefore", "notAfter")
        fields["value"] = When(*(value.get(key, "high" if key == "cert" else None) for key in keys))
    node: Content = kind(**fields)
    return node


def assert_restored(nodes: Iterable[Content], written: list[Any], has_attributes: bool) -> None:
    assert tuple(restored(value, has_attributes) for value in written) == tuple(nodes)


def documents_in(contents: list[Any]) -> Iterator[Any]:
    for thing in contents:
        if thing["type"] == "document":
            yield thing
        yield from documents_in(thing.get("contents", []))


def squashed(text: str) -> str:
    return "".join(text.split())


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.name)
def test_cases_are_valid_and_whole(case: Path) -> None:
    volume = volume_from(source_of(case))
    value = as_object(volume)
    assert_valid(value)
    for document, found in zip(volume.documents, documents_in(value["contents"]), strict=True):
        assert_restored(document.blocks, found["blocks"], has_attributes=document.attrs is not None)
    for line in (*as_lines(volume), *as_lines(volume, LINES_WITH_BLOCKS)):
        assert_valid(line)


def test_example_is_valid_and_whole() -> None:
    written = as_object(example())
    assert_valid(written)
    for document, found in zip(example().documents, documents_in(written["contents"]), strict=True):
        assert_restored(document.blocks, found["blocks"], has_attributes=True)
        assert tuple(found["attributes"].items()) == document.attrs
    assert restored(written["header"]["tei_header"], has_attributes=True) == example().header.element


def test_tree_holds_every_part_in_order() -> None:
    def parts(contents: list[Any]) -> Iterator[object]:
        for thing in contents:
            if thing["type"] == "document":
                yield thing["id"]
            elif "contents" in thing:
                yield Start(thing["type"], thing["kind"], thing["id"], tuple(thing["attributes"].items()))
                yield from (restored(block, has_attributes=True) for block in thing["blocks"])
                yield from parts(thing["contents"])
                yield End()
            else:
                yield restored(thing, has_attributes=True)

    expected = [part.id if isinstance(part, Document) else part for part in example().parts]
    assert list(parts(as_object(example())["contents"])) == expected


def test_every_class_has_a_shape_in_the_schema_and_stands_in_the_example() -> None:
    classes = {kind for kind in (*get_args(Inline), *get_args(Block)) if kind is not Text}
    assert set(SHAPES) == classes
    node = schema()["$defs"]["node"]["then"]
    assert sorted(node["properties"]["type"]["enum"]) == sorted(shape.type for shape in SHAPES.values())
    nodes = [node for part in example().parts for node in ([*part.blocks] if isinstance(part, Document) else [part])]
    seen = {type(node) for node in descendants(node for node in nodes if not isinstance(node, Start | End))}
    assert classes - seen == set()


@pytest.mark.parametrize("name", ["frus1949v07p1", "frus1969-76v01", "frus1977-80v01"])
def test_official_volumes(shared: Path, name: str) -> None:
    volume = corpus_volume(shared / "corpus" / f"{name}.xml.xz")
    lines = as_lines(volume, LINES_WITH_BLOCKS)
    for number, (document, line) in enumerate(zip(volume.documents, lines, strict=True)):
        assert_restored(document.blocks, line["blocks"], has_attributes=True)
        if number % 25 == 0:
            assert_valid(line)
        else:
            assert_valid({key: value for key, value in line.items() if key not in ("attributes", "blocks")})


def test_official_volume_as_one_object(shared: Path) -> None:
    volume = corpus_volume(shared / "corpus" / "frus1961-63v06.xml.xz")
    written = as_object(volume)
    found = list(documents_in(written["contents"]))
    assert [document["id"] for document in found] == [document.id for document in volume.documents]
    for document in found[5:]:
        document["blocks"] = []  # Checked with the lines; here the tree is what counts.
    assert_valid(written)


def printed(nodes: Iterable[Content]) -> str:
    """Return all characters of nodes but those of page markers and of notes' numbers, notes where they stand."""
    return "".join(node.text for node in descendants(nodes) if isinstance(node, Text))


@pytest.mark.parametrize("name", ["frus1952-54v12p2", "frus1964-68v34"])
def test_nothing_is_missing_from_lines(shared: Path, name: str) -> None:
    """Text and notes together hold every character that is printed."""
    volume = corpus_volume(shared / "corpus" / f"{name}.xml.xz")
    for document, line in zip(volume.documents, as_lines(volume), strict=True):
        words = line["text"] + "".join(note["text"] for note in line["notes"])
        assert sorted(squashed(words)) == sorted(squashed(printed(document.blocks))), document.id


def test_facts() -> None:
    first, second = as_lines(example())
    nothing = {"when": None, "from": None, "to": None, "cert": "high", "notBefore": None, "notAfter": None}
    assert {key: value for key, value in first.items() if key not in ("text", "notes")} == {
        "id": "d1",
        "number": "1",
        "volume": "frus1967v99",
        "url": "https://history.state.gov/historicaldocuments/frus1967v99/d1",
        "kind": "telegram",
        "subtype": "historical-document",
        "title": "1. The Ambassador in Ruritania (Roe) to the Secretary of State",
        "from": [{"name": "Roe", "office": "Ambassador in Ruritania"}],
        "to": [{"name": None, "office": "Secretary of State"}],
        "place": "Strelsau",
        "place_id": None,
        "date": nothing | {"when": "1967-04-11T16:00:00"},
        "received": nothing | {"when": "1967-04-12"},
        "telegram_number": "116",
        "file_number": "760h.61/4–1167",
        "classification": ["secret priority"],
        "subjects": ["The harbor"],
        "pages": "1-4",
        "signed": [{"name": "Richard Roe", "office": "Ambassador"}],
        "path": [
            {"id": "comp1", "kind": "compilation", "title": "Relations With Ruritania"},
            {"id": "ch1", "kind": "chapter", "title": "The Harbor & “the <Lake>”"},
        ],
    }
    assert list(first) == list(second)
    assert (second["from"], second["date"], second["telegram_number"], second["notes"]) == ([], None, None, [])


def test_text_and_notes() -> None:
    first = as_lines(example())[0]
    assert first["notes"] == [
        {"n": "1", "id": "d1fn1", "kind": "source", "text": "Source: Archives.sm"},
        {"n": "2", "id": "d1fn2", "kind": None, "text": "Not printed.\n\nNor found."},
    ]
    for paragraph in (
        "Strelsau, April 11, 1967, 4 p.m.\n[Received April 12.]",
        "116. Embtel 95. The telegram is lost found . See the site, page 1, volume I, note 2.",
        "1. First.",
        "Table of ships",
        "Ship\tTons\nRose\t10\t0123\n1e5",
        "Zenda A castle.",
        "Richard Roe\nAmbassador",
        "Doe",
    ):
        assert paragraph in first["text"].split("\n\n")


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("A \ud800 half", r"A \ud800 half"),
        ("A \x07 bell, a \x00 and a \x0b", r"A \u0007 bell, a \u0000 and a \u000b"),
        ('Quotes " and \\', r"Quotes \" and \\"),
        ("é – “x” 😀", "é – “x” 😀"),
    ],
)
def test_odd_characters(text: str, written: str) -> None:
    document = Document("d1", (Text(text),))
    output = b"".join(write_json(Volume(parts=(document,))))
    assert written in output.decode("utf-8")
    assert json.loads(output)["contents"][0]["blocks"] == [text]


def test_a_line_is_one_to_everybody() -> None:
    text = "One\u2028two\u2029three\x85four"
    (line,) = write_json(Volume(parts=(Document("d1", (Text(text),)),)), LINES)
    assert len(line.decode().splitlines()) == 1
    assert json.loads(line)["text"] == text


def test_strings_that_look_like_numbers_stay_strings() -> None:
    cells = [cell for document in documents_in(as_object(example())["contents"]) for cell in strings(document)]
    assert {"0123", "1e5"} <= set(cells)


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from strings(inner)


def test_several_whole_volumes_as_lines(tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.xml").write_text(VOLUME.replace("frus1967v99", f"frus1967v9{name}"), encoding="utf-8")
    ran = frusconv("to-json", "--lines", "a.xml", "b.xml", cwd=tmp_path)
    assert (ran.status, ran.err) == (0, "")
    assert [(line["volume"], line["id"]) for line in map(json.loads, ran.out.splitlines())] == [
        ("frus1967v9a", "d1"),
        ("frus1967v9a", "d2"),
        ("frus1967v9b", "d1"),
        ("frus1967v9b", "d2"),
    ]
    assert frusconv("to-json", "a.xml", "b.xml", cwd=tmp_path).status == 2


def test_several_documents_as_lines_have_ids_that_differ(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text("Editorial Note\n\nNothing new.\n", encoding="utf-8")
    ran = frusconv("to-json", "--lines", "a.txt", "b.txt", cwd=tmp_path)
    assert [json.loads(line)["id"] for line in ran.out.splitlines()] == ["d1", "d2"]


@pytest.mark.parametrize(
    ("arguments", "has_blocks"),
    [([], True), (["--no-blocks"], False), (["--lines"], False), (["--lines", "--blocks"], True)],
)
def test_blocks(arguments: list[str], has_blocks: bool) -> None:
    ran = frusconv("to-json", *arguments, stdin=f"{HEAD}\n\nNothing new.\n")
    written = json.loads(ran.out)
    assert_valid(written)
    document = written if "--lines" in arguments else written["contents"][0]
    assert ("blocks" in document, "attributes" in document) == (has_blocks, has_blocks)


def test_schema_is_printed() -> None:
    ran = frusconv("to-json", "--schema")
    assert (ran.status, ran.err) == (0, "")
    assert json.loads(ran.out) == schema()


@pytest.mark.parametrize("change", [{"surprise": 1}, {"number": 12}, {"id": None}, {"blocks": [{"type": "script"}]}])
def test_schema_is_closed(change: dict[str, Any]) -> None:
    line = as_lines(example(), LINES_WITH_BLOCKS)[0]
    assert validator().is_valid(line)
    assert not validator().is_valid(line | change)
