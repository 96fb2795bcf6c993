"""Outside schemas: RELAX NG in both syntaxes, and Schematron."""

from __future__ import annotations

from pathlib import Path

import pytest

from frusconv.errors import SourceError, UsageError
from frusconv.model import FileSource, Position
from frusconv.validation.finding import Finding
from frusconv.validation.outside import outside_check
from frusconv.validation.outside.relax_ng import without_annotations
from tests.support import frusconv
from tests.validation.support import in_file

RNG = """<grammar xmlns="http://relaxng.org/ns/structure/1.0" ns="http://www.tei-c.org/ns/1.0">
<start><ref name="any"/></start>
<define name="any"><element><anyName><except><name>table</name></except></anyName><zeroOrMore><choice>
<text/><attribute><anyName/></attribute><ref name="any"/></choice></zeroOrMore></element></define>
</grammar>"""
RNC = """default namespace = "http://www.tei-c.org/ns/1.0"
start = any
any = element * - table { (attribute * { text } | text | any)* }
  >> sch:pattern [ sch:rule [ context = "]" ] ]
"""
SCH = """<schema xmlns="http://purl.oclc.org/dsdl/schematron" queryBinding="xslt3"
    xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema">
<ns prefix="tei" uri="http://www.tei-c.org/ns/1.0"/><ns prefix="own" uri="urn:own"/>
<let name="documents" value="count(//tei:div[@type = 'document'])"/>
<xsl:function name="own:is-long" as="xs:boolean">
  <xsl:param name="text"/><xsl:sequence select="string-length($text) gt 60"/>
</xsl:function>
<pattern id="paragraphs">
  <rule context="tei:p[ancestor::tei:teiHeader]"><report test="false()">never</report></rule>
  <rule context="tei:p">
    <let name="words" value="tokenize(normalize-space(.), ' ')"/>
    <assert test="ends-with(., '.')">The {paragraph} of <value-of select="count($words)"/> words in a
      <name path=".."/> has no stop.</assert>
    <report test="own:is-long(.)" role="warn">A long paragraph among <value-of select="$documents"/>.</report>
  </rule>
</pattern>
<pattern abstract="true" id="numbered"><rule context="$what"><assert test="@n">No number.</assert></rule></pattern>
<pattern is-a="numbered"><param name="what" value="tei:pb"/></pattern>
<pattern>
  <rule abstract="true" id="refused"><assert test="false()"><emph>Refused</emph> here.</assert></rule>
  <rule context="tei:gloss/@type"><extends rule="refused"/></rule>
</pattern>
<include href="more.sch#more"/>
</schema>"""
MORE = """<schema xmlns="http://purl.oclc.org/dsdl/schematron">
<pattern id="other"><rule context="*"><assert test="false()">Not taken.</assert></rule></pattern>
<pattern id="more"><rule context="tei:salute"><assert test="false()">No greetings.</assert></rule></pattern>
</schema>"""
TEI = in_file(
    """<p>No stop</p>
<pb/>
<p>A <gloss type="from">Ministry</gloss> wrote.</p>
<p>Words and words and words and words and words and words and words and words.</p>
<closer><salute>Farewell</salute></closer>""",
    "blocks",
)


def found(schema: Path, tei: str) -> list[Finding]:
    from io import BytesIO

    return list(outside_check(str(schema))(FileSource(lambda: BytesIO(tei.encode()), "a.xml")))


def place_of(text: str) -> Position:
    before = TEI[: TEI.rindex(text)]
    return Position(before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1)


@pytest.mark.parametrize(("name", "text"), [("own.rng", RNG), ("own.rnc", RNC)])
def test_relax_ng(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    assert found(tmp_path / name, TEI) == []
    wrong = in_file("<p>Before.</p>\n<table><row><cell>x</cell></row></table>", "blocks")
    findings = found(tmp_path / name, wrong)
    assert {finding.code for finding in findings} == {"schema"}
    assert all(finding.message and 1 <= finding.position.line <= wrong.count("\n") + 1 for finding in findings)
    assert {finding.document for finding in findings} <= {"d12", None}


def test_schematron(tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(SCH, encoding="utf-8")
    (tmp_path / "more.sch").write_text(MORE, encoding="utf-8")
    findings = sorted(found(tmp_path / "own.sch", TEI), key=lambda finding: finding.position)
    assert findings == [
        Finding("schematron", "The {paragraph} of 2 words in a div has no stop.", place_of("<p>No stop"), "d12"),
        Finding("schematron", "No number.", place_of("<pb/>"), "d12"),
        Finding("schematron", "Refused here.", place_of("<gloss"), "d12"),
        Finding("schematron-warning", "A long paragraph among 1.", place_of("<p>Words"), "d12"),
        Finding("schematron", "No greetings.", place_of("<salute"), "d12"),
    ]


@pytest.mark.parametrize(
    ("name", "text", "error", "message"),
    [
        ("own.txt", "", UsageError, "should end in .rng, .rnc, .sch"),
        ("own.rng", "<grammar/>", UsageError, "not a RELAX NG schema"),
        ("own.rng", "<grammar", UsageError, "not a RELAX NG schema"),
        ("own.rnc", "start = ", UsageError, "rnc2rng cannot read it"),
        ("own.sch", "<schema/>", UsageError, "not a Schematron schema"),
        ("own.sch", SCH.replace('is-a="', 'is-a="no'), UsageError, "the pattern `nonumbered` is not in the schema"),
        ("own.sch", SCH.replace('rule="refused"', 'rule="none"'), UsageError, "the rule `none` is not in the schema"),
        ("own.sch", SCH.replace("ends-with(.", "ends-with((.", 1), UsageError, "cannot be used"),
        ("own.sch", SCH.replace("more.sch", "none.sch"), SourceError, r"none\.sch: cannot be read"),
    ],
)
def test_wrong_schemas(tmp_path: Path, name: str, text: str, error: type[Exception], message: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "more.sch").write_text(MORE, encoding="utf-8")
    with pytest.raises(error, match=message):
        outside_check(str(tmp_path / name))


def test_schemas_that_include_each_other(tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(SCH.replace("more.sch#more", "own.sch"), encoding="utf-8")
    with pytest.raises(UsageError, match="include each other"):
        outside_check(str(tmp_path / "own.sch"))


def test_annotations() -> None:
    assert without_annotations('a = b >> x:y [ "]" [ c ] # ]\n ]\nd = ">> [" # >> [\n') == 'a = b \nd = ">> [" # >> [\n'


def test_command(tmp_path: Path) -> None:
    (tmp_path / "own.sch").write_text(SCH, encoding="utf-8")
    (tmp_path / "more.sch").write_text(MORE, encoding="utf-8")
    done = frusconv("validate", "--schema", tmp_path / "own.sch", "--select", "schematron", stdin=TEI)
    assert done.status == 6
    assert "error schematron: No number. [d12]" in done.out
