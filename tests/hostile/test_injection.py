"""Text that would be markup, code, a formula or an order where an output stands: it is text there, read back."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pybtex.database
import pytest
import yaml
from lxml import etree, html

from frusconv.citation import STYLES
from tests.support import frusconv

TEXTS = {
    "script": "<script>alert(1)</script>",
    "ends of elements": "</title></style></textarea></p></div><img src=x onerror=alert(1)>",
    "ends of sections and comments": "a ]]> b --> c <!-- d <![CDATA[ e ?> f",
    "attributes": '" onmouseover="alert(1)" \' onclick=\'alert(1)',
    "references": "&lt;b&gt; &#x41; &amp;amp; &copy",
    "raw blocks of pandoc": "`<b>x</b>`{=html} {=latex} ```{=html} ::: {.x onclick=y} [x](javascript:alert(1)){.y}",
    "links of Markdown": "[x](javascript:alert(1)) ![x](http://127.0.0.1/x.png) <javascript:alert(1)> [[x]] {{x}}",
    "TeX": "\\input{/etc/passwd} \\write18{id} $x$ %y ^^41 \\end{document} ~ # _ & { }",
    "a formula": "=cmd|' /C calc'!A0",
    "another formula": "@SUM(1+1)*cmd|' /C calc'!A0",
    "records": "}, @book{x, title={y}} ER  - TY  - BOOK",
    "front matter": "--- ... title: x # y: [z] {a: b} | > ! & * %",
}
YAML = (
    "yes",
    "no",
    "null",
    "~",
    "1e3",
    "0x1F",
    "1_000",
    "12:30:45",
    "2020-01-01",
    "1936",
    ".inf",
    "true",
    "!!python/x",
    "- a",
)


# How pandoc reads our flavors.
_READERS = {"pandoc": "markdown", "gfm": "gfm", "commonmark": "commonmark", "obsidian": "gfm"}


def source(text: str) -> bytes:
    """Return TEI that has a text wherever TEI can have any."""
    said = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    value = said.replace('"', "&quot;")
    return f"""<TEI xmlns="http://www.tei-c.org/ns/1.0"><teiHeader><fileDesc><titleStmt>
<title type="complete">{said}</title></titleStmt><publicationStmt><p/></publicationStmt><sourceDesc><p/></sourceDesc>
</fileDesc></teiHeader><text><body><div type="document" subtype="historical-document" xml:id="d1" n="1">
<note type="source" rend="inline">{said}</note><head>{said}</head>
<opener><dateline><placeName>{said}</placeName>, <date when="1936-05-03">{said}</date></dateline></opener>
<p rend="{value}">{said} <persName type="from">{said}</persName> <persName type="to">{said}</persName>
<note n="1">{said}</note> <ref target="{value}">{said}</ref> <pb n="12"/></p>
<list><head>{said}</head><item>{said}</item></list><table><row><cell>{said}</cell></row></table>
<closer><signed>{said}</signed></closer></div></body></text></TEI>""".encode()


def written(text: str, *arguments: str) -> str:
    ran = frusconv(*arguments, stdin=source(text))
    assert ran.status == 0, ran.err
    assert "Traceback" not in ran.err
    return ran.out


def squeezed(text: str) -> str:
    """Return a text without blanks: where titles stand there is none before punctuation."""
    return "".join(text.split())


def refuse_code(root: Any) -> None:
    """Fail if an element runs or loads anything, or a link does."""
    for element in root.iter(etree.Element):
        local = etree.QName(element).localname
        assert local not in ("iframe", "object", "embed", "form", "base"), local
        assert local != "img" or "cover" in element.get("src", ""), "a picture"
        assert local != "script" or element.get("type") == "application/ld+json"
        for key, value in element.attrib.items():
            assert not key.startswith("on"), key
            assert not re.match(r"\s*(javascript|vbscript|data):", value, re.IGNORECASE), value


@pytest.fixture(params=TEXTS)
def text(request: pytest.FixtureRequest) -> str:
    return TEXTS[request.param]


def test_tei(text: str) -> None:
    root = etree.fromstring(written(text, "to-tei", "--no-validate").encode())
    head = root.find(".//{*}body//{*}head")
    assert head is not None
    assert squeezed("".join(map(str, head.itertext()))) == squeezed(text)
    assert root.find(".//{*}script") is None


def test_html(text: str) -> None:
    root = html.document_fromstring(written(text, "to-html"))
    refuse_code(root)
    assert squeezed(root.findtext(".//title") or "") == squeezed(text)
    assert squeezed("".join(map(str, next(root.iter("h1")).itertext()))) == squeezed(text)
    for script in root.iter("script"):
        assert squeezed(json.loads(script.text or "")["name"]) == squeezed(text)


def test_epub(text: str, tmp_path: Path) -> None:
    written(text, "to-epub", "-o", str(tmp_path / "a.epub"))
    titles = []
    with ZipFile(BytesIO((tmp_path / "a.epub").read_bytes())) as archive:
        for name in archive.namelist():
            assert not name.startswith("/"), name
            assert ".." not in name.split("/"), name
            if name != "mimetype" and not name.endswith(".css"):
                root = etree.fromstring(archive.read(name))
                refuse_code(root)
                titles += ["".join(map(str, found.itertext())) for found in root.iter("{*}title", "{*}h1")]
    assert squeezed(text) in map(squeezed, titles)


@pytest.mark.parametrize("flavor", ["pandoc", "gfm", "commonmark", "obsidian"])
def test_markdown(text: str, flavor: str) -> None:
    """Read by pandoc, it has no raw markup, link or formula that the source has not."""
    out = written(text, "to-markdown", "--flavor", flavor, "--no-citation")
    assert squeezed(yaml.safe_load(out.split("---\n")[1])["title"]) == squeezed(text)
    facts, _, body = out.removeprefix("---\n").partition("---\n")
    assert "<" not in facts
    tree = json.loads(read_by_pandoc(body, _READERS[flavor]))
    kinds = [
        node["t"] for node in nodes(tree["blocks"]) if node["t"] in ("RawBlock", "RawInline", "Math", "Image", "Cite")
    ]
    content = [node["c"] for node in nodes(tree["blocks"]) if node["t"] in ("RawBlock", "RawInline")]
    assert not [kind for kind in kinds if not kind.startswith("Raw")]
    assert not [raw for _, raw in content if re.search(r"script|alert|onclick|onerror|calc", raw)]


def read_by_pandoc(text: str, form: str) -> bytes:
    import subprocess

    from frusconv.pandoc import path

    command = [path(), f"--from={form}", "--to=json", "--sandbox"]
    return subprocess.run(command, input=text.encode(), capture_output=True, check=True).stdout


def nodes(found: Any) -> Iterator[Any]:
    if isinstance(found, dict) and "t" in found:
        yield found
    for child in found.values() if isinstance(found, dict) else found if isinstance(found, list) else ():
        yield from nodes(child)


def test_pandoc_tree(text: str) -> None:
    """It has nothing that pandoc would write as it is."""
    tree = json.loads(written(text, "convert", "-t", "pandoc-json"))
    kinds = {node["t"] for node in nodes(tree["blocks"])}
    assert not kinds & {"RawBlock", "RawInline", "Math", "Image"}


def test_latex(text: str) -> None:
    body = written(text, "convert", "-t", "latex").partition("\\begin{document}")[2]
    assert body.count("\\end{document}") == 1
    assert not re.search(r"\\(?:input|write18|include|csname|openout)\b", body)


def test_json(text: str) -> None:
    assert squeezed(json.loads(written(text, "to-json"))["contents"][0]["title"]) == squeezed(text)


@pytest.mark.parametrize("name", STYLES)
def test_citations_as_html(name: str) -> None:
    for text in TEXTS.values():
        refuse_code(html.fragment_fromstring(written(text, "cite", "--style", name, "--format", "html"), "div"))


def test_records_of_citations(text: str, tmp_path: Path) -> None:
    (item,) = json.loads(written(text, "cite", "--format", "csl-json"))
    assert "script" not in text or "<script>" not in json.dumps(item) or "title" in item
    for form in ("bibtex", "biblatex"):
        (tmp_path / "a.bib").write_text(written(text, "cite", "--format", form), encoding="utf-8")
        assert len(pybtex.database.parse_file(str(tmp_path / "a.bib")).entries) == 1
    lines = written(text, "cite", "--format", "ris").splitlines()
    assert (lines.count("ER  - "), sum(line.startswith("TY  - ") for line in lines)) == (1, 1)
    refuse_code(html.fragment_fromstring(written(text, "cite", "--format", "coins")))


def test_tables_of_correspondents(text: str) -> None:
    (row,) = csv.DictReader(StringIO(written(text, "correspondents")), strict=True)
    assert not [cell for cell in row.values() if cell.startswith(tuple("=+-@\t\r"))]
    # One apostrophe taken off each cell that begins with one, all is as it was.
    assert squeezed(row["title"].removeprefix("'")) == squeezed(text)
    (record,) = json.loads(written(text, "correspondents", "--format", "json"))
    assert squeezed(record["title"]) == squeezed(text)
    etree.fromstring(written(text, "correspondents", "--format", "cmif").encode())


@pytest.mark.parametrize("value", YAML)
def test_front_matter(value: str) -> None:
    """Whatever YAML would take it for, it is a string."""
    facts = yaml.safe_load(written(value, "to-markdown").split("---\n")[1])
    assert facts["title"] == value
    values = [one for found in facts.values() for one in (found if isinstance(found, list) else [found])]
    assert all(isinstance(one, str) for one in values)


@pytest.mark.parametrize("value", ["yes", "null", "1e3", "2020-01-01", "=1+1", "<script>"])
def test_sidecar_files(value: str, tmp_path: Path) -> None:
    """A value is the text that stands there, of no other type."""
    sample = "The Minister in Ruritania (Doe) to the Secretary of State\n\nThe king fled.\n"
    (tmp_path / "a.txt").write_text(sample)
    (tmp_path / "a.yaml").write_text(f'place: "{value}"\ndate: 1936-05-03\n')
    (found,) = json.loads(frusconv("inspect", "--json", "a.txt", cwd=tmp_path).out)
    assert found["place"] == value


@pytest.mark.parametrize(
    "line", ["place: !!python/object:os.system x", "place: &a x", "place: *a", "place: [a]", "<<: *a"]
)
def test_sidecar_files_with_more_than_text(line: str, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The Minister in Ruritania (Doe) to the Secretary of State\n\nThe king fled.\n")
    (tmp_path / "a.yaml").write_text(f"{line}\n")
    ran = frusconv("inspect", "a.txt", cwd=tmp_path)
    assert ran.status == 3
    assert "a.yaml:1: " in ran.err


@pytest.mark.parametrize(
    ("reference", "shown"),
    [
        ("&#27;", ""),
        ("&#x1b;", ""),
        ("&#0;", ""),
        ("&#0000000000027;", ""),
        ("&#151;", "—"),
        ("&#x92;", "’"),
        ("&#65;", "A"),
        ("&#12;", " "),
        ("\f", " "),
    ],
)
def test_references_to_controls_in_pages(reference: str, shown: str) -> None:
    page = f"<!DOCTYPE html><h1>The Secretary of State to the Minister in Ruritania (Doe)</h1><p>a{reference}b c.</p>"
    ran = frusconv("to-tei", "--from", "html", stdin=page)
    assert ran.status == 0, ran.err
    assert f"<p>a{shown}b c.</p>" in ran.out
