"""TEI made to read other files, to fill the memory, or to take for ever."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support import frusconv

NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:xi="http://www.w3.org/2001/XInclude"'
PLAIN = '<div type="document" xml:id="d1" n="1"><head>Head</head><p>Text.</p></div>'


def tei(body: str = PLAIN, before: str = "") -> str:
    return f"{before}<TEI {NAMESPACES}><text><body>{body}</body></text></TEI>"


def document(content: str) -> str:
    return tei(PLAIN.replace("Text.", content))


BOMB = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
ENTITIES = {
    "an entity bomb": tei(PLAIN.replace("Text", "&e9;"), f'<!DOCTYPE TEI [<!ENTITY e0 "ha">{BOMB}]>'),
    "a long entity many times": tei(
        PLAIN.replace("Text", "&e;" * 1000), f'<!DOCTYPE TEI [<!ENTITY e "{"x" * 9999}">]>'
    ),
    "an external entity": tei(PLAIN.replace("Text", "&e;"), '<!DOCTYPE TEI [<!ENTITY e SYSTEM "SECRET">]>'),
    "a parameter entity": tei(PLAIN, '<!DOCTYPE TEI [<!ENTITY % e SYSTEM "http://127.0.0.1:9/x.dtd"> %e;]>'),
    "an external subset": tei(PLAIN, '<!DOCTYPE TEI SYSTEM "http://127.0.0.1:9/x.dtd">'),
    "a public identifier": tei(PLAIN, '<!DOCTYPE TEI PUBLIC "-//x//y" "http://127.0.0.1:9/x.dtd">'),
}
COMMANDS = (
    "to-tei",
    "to-markdown",
    "to-html",
    "to-text",
    "to-json",
    "inspect",
    "cite",
    "correspondents",
    "find-citations",
)


def refused(tmp_path: Path, source: str, words: str, command: str = "to-tei") -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    (tmp_path / "a.xml").write_text(source.replace("SECRET", str(tmp_path / "secret.txt")))
    ran = frusconv(command, "a.xml", "-o", "out", cwd=tmp_path)
    assert ran.status == 3, ran.err
    assert words in ran.err
    assert ran.err.startswith("frusconv: a.xml:1:")
    assert "Traceback" not in ran.err
    assert "secret" not in ran.err
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ENTITIES)
def test_entities(name: str, tmp_path: Path) -> None:
    refused(tmp_path, ENTITIES[name], "a document type declaration is refused")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_refuses_entities(command: str, tmp_path: Path) -> None:
    refused(tmp_path, ENTITIES["an external entity"], "a document type declaration is refused", command)


def test_validate_refuses_entities(tmp_path: Path) -> None:
    (tmp_path / "a.xml").write_text(ENTITIES["an entity bomb"])
    ran = frusconv("validate", "a.xml", cwd=tmp_path)
    assert ran.status in (3, 6)
    assert "document type declaration" in ran.out + ran.err


@pytest.mark.parametrize(
    ("source", "words"),
    [
        pytest.param(document("<hi>" * 50_000 + "x" + "</hi>" * 50_000), "nested more than", id="elements"),
        pytest.param(tei("<div>" * 50_000 + PLAIN + "</div>" * 50_000), "nested more than", id="divisions"),
        pytest.param(tei("<body>" * 50_000 + PLAIN + "</body>" * 50_000), "nested more than", id="frames"),
        pytest.param(document("x" * 21_000_000), "more than 20,000,000 bytes without the end", id="text"),
        pytest.param(document(f'<hi rend="{"x" * 3_000_000}">x</hi>'), "more than 2,000,000 bytes", id="attribute"),
        pytest.param(document(f"<!--{'x' * 3_000_000}-->"), "more than 2,000,000 bytes", id="comment"),
        pytest.param(document(f"<{'x' * 3_000_000}/>"), "more than 2,000,000 bytes", id="name"),
        pytest.param(document("&#27;[31m"), "invalid character number", id="escape as a reference"),
        pytest.param(document("&lol;"), "an entity is used that XML does not define", id="undefined entity"),
    ],
)
def test_depth_and_size(source: str, words: str, tmp_path: Path) -> None:
    refused(tmp_path, source, words)


def test_nothing_is_included_or_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    instruction = '<?xml-stylesheet type="text/xsl" href="http://127.0.0.1:9/x.xsl"?>'
    included = '<xi:include href="secret.txt" parse="text"/>'
    (tmp_path / "a.xml").write_text(tei(PLAIN.replace("Text.", f"Text{included}."), instruction))
    for command in ("to-tei --no-validate", "to-text", "to-html", "to-markdown", "to-json"):
        ran = frusconv(*command.split(), "a.xml", cwd=tmp_path)
        assert ran.status == 0, ran.err
        assert "the secret" not in ran.out
    assert "Text" in ran.out


@pytest.mark.parametrize(
    "bytes_", [b'<?xml version="1.0" encoding="utf-7"?>', b'<?xml version="1.0" encoding="idna"?>']
)
def test_encodings_that_are_none(bytes_: bytes) -> None:
    ran = frusconv("to-tei", stdin=bytes_ + tei().encode())
    assert ran.status == 3
    assert "cannot be decoded" in ran.err


def test_files_of_persons(tmp_path: Path) -> None:
    (tmp_path / "persons.xml").write_text(ENTITIES["an entity bomb"])
    (tmp_path / "a.xml").write_text(tei())
    ran = frusconv("correspondents", "a.xml", "--persons", "persons.xml", "-o", "out.csv", cwd=tmp_path)
    assert ran.status == 3
    assert "a document type declaration is refused" in ran.err
    assert not (tmp_path / "out.csv").exists()
