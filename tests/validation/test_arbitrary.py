"""Whatever a file holds: findings have places in it, and what is mended stays well-formed."""

from __future__ import annotations

from io import BytesIO
from xml.parsers import expat

from hypothesis import given, settings
from hypothesis import strategies as st

from frusconv.model import FileSource
from frusconv.validation.checks import rules
from frusconv.validation.fixing import fixed
from frusconv.validation.validate import findings
from tests.conftest import TESTS
from tests.validation.support import in_file

# All the examples of rules in one document, and two files with nearly every element.
FILES = [
    in_file(
        "".join(rule.wrong for rule in rules().values() if rule.scope == "blocks" and rule.code != "xml"), "blocks"
    ),
    (TESTS / "cases" / "tei-every-node" / "source.xml").read_text(encoding="utf-8"),
    (TESTS / "cases" / "tei-volume" / "source.xml").read_text(encoding="utf-8"),
]
PIECES = (
    *(
        "&amp;",
        "&#8220;",
        "<![CDATA[ a < b & “ ]]>",
        "<!-- c, , -->",
        "<?p i?>",
        "“",
        "”",
        "’",
        '"',
        "'",
        ",",
        " ; ",
        "\n",
        "\t",
    ),
    *(
        " ",
        "\ufffd",
        "\u200b",
        "l9",
        "\r\n",
        "é",
        "𝔸",
        "&amp;nbsp;",
        "â€œ",
        "<lb/>",
        "<pb/>",
        '<pb n="7"/>',
        "<pb n='8' ></pb >",
    ),
    *(
        "<p> </p>",
        "<note> </note>",
        "<note n='1'>a</note>",
        "<hi rend='italic'> x </hi>",
        "<list><item/></list>",
        "<q>z</q>",
    ),
    *(
        ' n="1"',
        ' xml:id="d1"',
        ' when="1949-02-30"',
        " rows = '2' ",
        "<",
        ">",
        "/",
        "<table><row><cell/></row></table>",
    ),
    *("<date when='1949-02-01T10:00:00Z'>x</date>", "<ref target=''>12–10</ref>", "<date>May 2</date>", "<placeName/>"),
)


def source(data: bytes) -> FileSource:
    return FileSource(lambda: BytesIO(data), "a.xml")


def is_well_formed(data: bytes) -> bool:
    try:
        expat.ParserCreate().Parse(data, True)
    except expat.ExpatError:
        return False
    return True


@st.composite
def changed(draw: st.DrawFn) -> bytes:
    """A file with some pieces put in, and some of it cut out."""
    text = draw(st.sampled_from(FILES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        cut = draw(st.sampled_from((0, 0, 0, 1, 3)))
        text = text[:at] + draw(st.sampled_from(PIECES)) + text[at + cut :]
    return text.encode()


@given(changed())
@settings(max_examples=400, deadline=None)
def test_places_and_mending(data: bytes) -> None:
    lines = data.decode().split("\n")
    found = list(findings(source(data)))
    for finding in found:
        assert finding.code in rules()
        assert 1 <= finding.position.line <= len(lines)
        assert 1 <= finding.position.column <= len(lines[finding.position.line - 1]) + 1
    result = fixed(data, "a.xml", findings)
    assert is_well_formed(result.data) == is_well_formed(data)


@given(st.binary(max_size=200))
@settings(max_examples=200, deadline=None)
def test_any_bytes(data: bytes) -> None:
    found = list(findings(source(data)))
    if not is_well_formed(data):
        assert [finding.code for finding in found][-1:] == ["xml"]
