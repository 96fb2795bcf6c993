"""Markdown: what is read back is what was written, whatever the text looks like."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import unquote

import pytest
import yaml

from frusconv.conversion import convert, read, volume_of, write
from frusconv.model import Document, FileSource, Head, Hi, Item, List, Note, Para, Source, Text, Volume
from frusconv.writers import Flavor, WriteOptions
from frusconv.writers.front_matter import front_matter
from tests.conftest import TESTS
from tests.every_node import HOSTILE, XML_HOSTILE
from tests.reading_back import assert_same_text, of_pandoc, of_tei, pandoc, tei_root, volumes
from tests.support import frusconv

READERS: dict[Flavor, str] = {"pandoc": "markdown", "gfm": "gfm", "commonmark": "commonmark", "obsidian": "gfm-emoji"}
# Texts that are markup in one of the flavors, in a line or at its beginning.
TRICKY = """518. The possibility
518) and more
(a) first
(iv) fourth
(1) One
a. a letter
A) B
IV. Four
#. hash
# Heading
#hash
### Three
> quoted
- dash
-- two
--- three
+ plus
* star
*emphasis*
**strong**
_under_ score_d
__init__
`code`
``two``
~~~ fence
~~struck~~
H~2~O and x^2^
[link](target)
[^1] and [^1]: note
[1]: http://example.org
[sic] and [less than 1 line]
<b>bold</b> & <script>alert(1)</script>
<!-- comment -->
&amp; and &#65; and AT&T
$5 and $6 each
$$x$$
@Doe2001 and [@Doe2001] at a@b.org
"straight" and 'single'
it's three... dots and more.... dots
1936--37 and so---on
\\backslash \\* \\n
| bar | bar |
|---|---|
: definition
:::: div
:smile: said
% title
=====
== marked ==
%% hidden %%
#tag and #12
{.class} and {#id}
http://example.org/a_b_c and www.example.org
! [not] an image
ends with a backslash\\
x^[inline note]
Term
***
_ _ _
. . . . .
"""
CONTEXTS = ("plain", "italic", "heading", "item", "note", "beside italic")


def tricky_document(texts: list[str], context: str) -> Document:
    """Put every text into a context of its own kind, between paragraphs that cannot be markup."""
    blocks: list[Any] = []
    for text in texts:
        child = Text(text)
        made: dict[str, list[Any]] = {
            "plain": [Para((child,))],
            "italic": [Para((Text("so "), Hi("italic", (child,)), Text(" it was")))],
            "heading": [Head((child,))],
            "item": [List((Item((child,)), Item((child,))))],
            "note": [Para((Text("word"), Note("1", (Para((child,)), Para((child,))))))],
            "beside italic": [Para((child, Hi("italic", (Text("x"),)), child))],
        }
        blocks += made[context]
    return Document("d1", tuple(blocks))


@pytest.mark.parametrize("context", CONTEXTS)
@pytest.mark.parametrize("flavor", ["pandoc", "gfm", "obsidian"])
def test_text_stays_text(flavor: Flavor, context: str) -> None:
    texts = [line for line in TRICKY.split("\n") if line]
    document = tricky_document(texts, context)
    options = WriteOptions(flavor=flavor)
    markdown = write(Volume(parts=(document,)), "markdown", options)
    if flavor == "obsidian":
        markdown = markdown.replace(b" ^d1\n", b"\n")
    got = of_pandoc(pandoc(markdown, _reader(flavor)))
    tei = write(Volume(parts=(document,)), "tei", WriteOptions(is_bare=True))
    assert_same_text(of_tei(tei_root(tei)), got, f"{flavor}, {context}")


@pytest.mark.parametrize("text", [line for line in TRICKY.split("\n") if line])
@pytest.mark.parametrize("flavor", ["gfm", "commonmark"])
def test_one_paragraph_each(flavor: Flavor, text: str) -> None:
    """Every text is one paragraph, whatever it begins with."""
    document = Document("d1", (Head((Text("Note"),)), Para((Text(text),))))
    markdown = write(Volume(parts=(document,)), "markdown", WriteOptions(flavor=flavor))
    blocks = pandoc(markdown, _reader(flavor))["blocks"]
    assert [block["t"] for block in blocks] == ["Para", "Header", "Para"]  # The first holds the anchor.


def _reader(flavor: Flavor) -> str:
    name = READERS[flavor]
    return name if name == "markdown" else f"{name}+yaml_metadata_block"


def test_commonmark_notes() -> None:
    document = Document("d1", (Para((Text("word"), Note("1", (Text("A note."),)), Text(" and more."))),))
    markdown = write(Volume(parts=(document,)), "markdown", WriteOptions(flavor="commonmark")).decode()
    assert 'word<sup><a id="1-ref" href="#1">1</a></sup> and more.' in markdown
    assert '<a id="1" href="#1-ref">1</a>. A note.' in markdown


@pytest.mark.parametrize(
    ("pages", "wanted"),
    [("keep", r"one \[Page 7\] two"), ("span", r"one [\[Page 7\]]{#pg_7 .page} two"), ("strip", "one two")],
)
def test_page_markers(pages: Any, wanted: str) -> None:
    reading = read(Source("Editorial Note\n\nWe saw one [Page 7] two.\n"))
    written = write(Volume(parts=reading.parts), "markdown", WriteOptions(pages=pages)).decode()
    assert f"We saw {wanted}." in written


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("no", "no"),
        ("1936-03-04", "1936-03-04"),
        ("0123", "0123"),
        ("1e5", "1e5"),
        ('a "quoted" word: # no comment', 'a "quoted" word: # no comment'),
        ("back\\slash", "back\\slash"),
        ("two\nlines\u2028and\x85more\x7f", "two\nlines\u2028and\x85more\x7f"),
        ("--- !!python/object", "--- !!python/object"),
    ],
)
def test_front_matter_is_read_back(cell: str, value: str) -> None:
    text = front_matter({"title": cell, "from": [cell, "Doe"], "empty": None, "none": []})
    assert text.endswith("\n---\n")
    assert yaml.safe_load(text.removesuffix("---\n")) == {"title": value, "from": [value, "Doe"]}


def test_front_matter_of_a_telegram() -> None:
    done = frusconv(
        "to-markdown", TESTS.parent / "samples" / "telegram.txt", "--volume", "frus1939v03", "--document", "d59"
    )
    facts = yaml.safe_load(done.out.split("---\n")[1])
    assert facts == {
        "title": "The Ambassador in the Soviet Union (Steinhardt) to the Secretary of State",
        "volume": "frus1939v03",
        "document": "d59",
        "kind": "telegram",
        "from": ["Steinhardt (Ambassador in the Soviet Union)"],
        "to": ["Secretary of State"],
        "telegram_number": "518",
        "file_number": "761.94/1132",
        "pages": "62-63",
        "url": "https://history.state.gov/historicaldocuments/frus1939v03/d59",
        "source_note": "761.94/1132: Telegram",
    }


def test_split_makes_a_folder_whose_links_work(tmp_path: Path) -> None:
    source = TESTS / "cases" / "tei-volume" / "source.xml"
    done = frusconv("to-markdown", "--split", "--flavor", "gfm", source, "-o", tmp_path / "wiki")
    assert (done.status, done.out, done.err) == (0, "", "")
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "wiki").iterdir()}
    # The volume has a division with the id `index`; the folder's own index keeps its name.
    assert {"index.md", "index-2.md", "d1.md", "d2.md", "preface.md", "title-page.md"} <= set(files)
    targets = [target for text in files.values() for target in _targets(pandoc(text.encode(), _reader("gfm")))]
    inner = [target for target in targets if not target.startswith("http")]
    assert "d2.md" in inner
    assert [target for target in inner if target.partition("#")[0] not in files] == []
    listed = _targets(pandoc(files["index.md"].encode(), _reader("gfm")))
    assert {target for target in listed if not target.startswith("http")} == set(files) - {"index.md"}


def test_split_cuts_ids_that_are_too_long_for_a_file(tmp_path: Path) -> None:
    """The links lead to the names that were cut, also to files that are written later."""
    ids = ("d1", "a" * 300 + "x", "a" * 300 + "y", "é" * 140, "a" * 300 + "x.")
    documents = "".join(
        f'<div type="document" xml:id="{own}"><head>{own[-2:]}</head><p><ref target="#{other}">next</ref></p></div>'
        for own, other in zip(ids, (*ids[1:], ids[0]), strict=True)
    )
    source = tmp_path / "a.xml"
    source.write_text(f'<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>{documents}</body></text></TEI>')
    done = frusconv("to-markdown", "--split", "--flavor", "gfm", source, "-o", tmp_path / "wiki")
    assert (done.status, done.out, done.err) == (0, "", "")
    files = {path.name: path.read_text(encoding="utf-8") for path in (tmp_path / "wiki").iterdir()}
    leads = {name: [unquote(to) for to in _targets(pandoc(text.encode(), "gfm"))] for name, text in files.items()}
    order = leads.pop("index.md")
    assert (len(order), set(order)) == (5, set(files) - {"index.md"})
    assert leads == {name: [following] for name, following in zip(order, (*order[1:], order[0]), strict=True)}


def _targets(node: Any) -> list[str]:
    """Every address that a link leads to."""
    if isinstance(node, list):
        return [target for part in node for target in _targets(part)]
    if not isinstance(node, dict):
        return []
    if node.get("t") == "Link":
        return [node["c"][2][0], *_targets(node["c"][1])]
    return [target for value in node.values() for target in _targets(value)]


def test_split_wants_a_folder(tmp_path: Path) -> None:
    source = TESTS.parent / "samples" / "telegram.txt"
    assert frusconv("to-markdown", "--split", source).status == 2
    (tmp_path / "file").write_text("x")
    done = frusconv("to-markdown", "--split", source, "-o", tmp_path / "file")
    assert (done.status, done.err.splitlines()[-1].endswith("is a file; --split writes a folder")) == (5, True)


@pytest.mark.parametrize("flavor", ["pandoc", "gfm"])
def test_official_volumes_lose_nothing(shared: Path, flavor: Flavor) -> None:
    for name, data in volumes(shared, "frus1969-76ve09p1", "frus1961-63v06").items():
        reading = read(FileSource(lambda data=data: BytesIO(data), name))  # type: ignore[misc]
        options = WriteOptions(flavor=flavor, pages="strip", has_citation=False)
        markdown = write(volume_of([(name, reading)]), "markdown", options)
        assert_same_text(of_tei(tei_root(data)), of_pandoc(pandoc(markdown, _reader(flavor))), f"{name}, {flavor}")


@pytest.mark.parametrize("old", ["d1", "pg_2", "d1fn1", "comp1", "ch1", "#d2"])
@pytest.mark.parametrize("flavor", READERS)
def test_hostile_ids_stay_ids(flavor: Flavor, old: str) -> None:
    """An id that is no name is made one: it can end no tag and no label."""
    source = (TESTS / "cases" / "tei-every-node" / "source.xml").read_text(encoding="utf-8")
    text = source.replace(f'"{old}"', f'"{XML_HOSTILE}"')
    assert text != source or old not in source
    options = WriteOptions(flavor=flavor, pages="span")
    markdown = convert([Source(text)], "markdown", options=options).output.decode()
    assert "<script" not in markdown.replace("\\<script", "")
    assert "onclick=x>" not in markdown.replace(HOSTILE, "")


def test_json_of_pandoc_is_read() -> None:
    """The tests' own reader tells a list's numbers, or it could not see them lost."""
    assert of_pandoc(pandoc(b"3. three\n4. four\n", "markdown")).main == "3.three4.four"
    assert "Code" in of_pandoc(pandoc(b"`x`\n", "markdown")).main
