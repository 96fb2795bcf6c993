"""TEI around examples of rules, and the findings in it."""

from __future__ import annotations

from frusconv.model import Source
from frusconv.validation.finding import Finding
from frusconv.validation.fixing import fixed
from frusconv.validation.rule import Scope
from frusconv.validation.validate import findings

NAMESPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
HEADER = """<teiHeader>
<fileDesc>
<titleStmt>
<title type="complete">Papers of Ruritania, 1949, Volume I</title>
<title type="series">Papers of Ruritania</title>
<title type="sub-series">1949</title>
<title type="volume-number">Volume I</title>
<title type="volume">General</title>
</titleStmt>
<publicationStmt>
<publisher>Department of State</publisher>
<pubPlace>Washington</pubPlace>
<date type="publication-date" when="1975">1975</date>
<date type="content-date" notBefore="1949-01-01" notAfter="1949-12-31">1949</date>
<idno type="frus">frus1949v01</idno>
</publicationStmt>
<notesStmt><note>A note.</note></notesStmt>
<sourceDesc><p>From print.</p></sourceDesc>
</fileDesc>
<encodingDesc><tagsDecl>
<rendition xml:id="left" scheme="css">text-align: left;</rendition>
<rendition xml:id="center" scheme="css">text-align: center;</rendition>
<rendition xml:id="right" scheme="css">text-align: right;</rendition>
</tagsDecl></encodingDesc>
</teiHeader>"""
NOTE = '<note n="1" type="source" xml:id="d12fn1">Source: Archive of Strelsau, File 12.</note>'


def in_file(example: str, scope: Scope) -> str:
    """Return a whole file with the example in it."""
    if scope == "file":
        return example
    if scope == "blocks":
        head = f"<head>12. Paper Prepared in the Ministry of Ruritania{NOTE}</head>"
        date = '<date when="1949-05-02">May 2, 1949</date>'
        dateline = f'<opener><dateline rendition="#right"><placeName>Strelsau</placeName>, {date}.</dateline></opener>'
        example = f'<div type="document" n="12" xml:id="d12">{head}{dateline}{example}</div>'
    return f'<TEI {NAMESPACES} xml:id="frus1949v01">{HEADER}<text><body>{example}</body></text></TEI>'


def codes(tei: str) -> list[str]:
    """Return the codes of all findings in a file."""
    return [finding.code for finding in found(tei)]


def found(tei: str) -> list[Finding]:
    """Return all findings in a file."""
    return list(findings(Source(tei, "example.xml")))


def mended(tei: str) -> str:
    """Return a file as `--fix` leaves it."""
    return fixed(tei.encode(), "example.xml", findings).data.decode()
