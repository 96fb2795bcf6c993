"""What the rules on the header say."""

from __future__ import annotations

from frusconv.validation.rule import Rule

_TITLES = """<title type="complete">Papers of Ruritania, 1949, Volume I</title>
<title type="series">Papers of Ruritania</title>
<title type="sub-series">1949</title>
<title type="volume-number">Volume I</title>
<title type="volume">General</title>"""
_EDITOR = '<editor role="primary">Anthony Hope</editor>'
_PUBLISHER = "<publisher>Department of State</publisher>"
_PLACE = "<pubPlace>Washington</pubPlace>"
_DATES = """<date type="publication-date" when="1976">1976</date>
<date type="content-date" notBefore="1949-01-01" notAfter="1949-12-31">1949</date>"""
_IDNO = '<idno type="frus">frus1949v01</idno>'
_NOTES = "<notesStmt><note>A note.</note></notesStmt>"
_RENDITION = (
    '<encodingDesc><tagsDecl><rendition xml:id="right" scheme="css">text-align: right;</rendition></tagsDecl>'
    "</encodingDesc>"
)
_ROOT = ' xml:id="frus1949v01"'
_HEADER = (
    f"<teiHeader>\n<fileDesc>\n<titleStmt>\n{_TITLES}\n{_EDITOR}\n</titleStmt>\n<publicationStmt>\n{_PUBLISHER}\n{_PLACE}\n"
    f"{_DATES}\n{_IDNO}\n</publicationStmt>\n{_NOTES}\n<sourceDesc><p>From print.</p></sourceDesc>\n</fileDesc>\n"
    f"{_RENDITION}\n</teiHeader>"
)
_BODY = (
    '<text><body><div type="compilation" xml:id="comp1"><head>Ruritania</head>'
    '<div type="document" n="1" xml:id="d1"><head>1. Editorial Note</head><p>Nothing happened.</p></div></div></body>'
    "</text>"
)


def _file(old: str = "", new: str = "", root: str = _ROOT) -> str:
    """Return a volume with its header changed."""
    spaces = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
    return f"<TEI {spaces}{root}>{_HEADER.replace(old, new) if old else _HEADER}{_BODY}</TEI>"


_RIGHT = _file()
_OFFICIAL = _HEADER.replace("Papers of Ruritania", "Foreign Relations of the United States").replace(
    ">General<", ">National Security Affairs, Foreign Economic Policy<"
)


def _official(old: str = "", new: str = "") -> str:
    """Return a volume that the catalogue knows, with its header changed."""
    return _file(_HEADER, _OFFICIAL.replace(old, new) if old else _OFFICIAL)


RULES = (
    Rule(
        "header-title",
        "error",
        "Schematron",
        "A title of the header is missing, empty, or there twice, or its type is none of the five.",
        "Write one title each of the types complete, series, sub-series, volume-number and volume, text alone.",
        "Pages and lists of volumes are made of them (frus.sch, tei-header-checks). A volume without a number "
        "or a title of its own has them empty.",
        _file('<title type="volume-number">Volume I</title>\n'),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-title-type",
        "warning",
        "Schematron",
        "The type of a title is written as it was until 2015.",
        "Write sub-series for subseries, and volume-number for volumenumber.",
        "An error by the Office's rules of today (frus.sch, tei-header-checks); volumes of 2015 have the old types.",
        _file('"sub-series"', '"subseries"'),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-editor",
        "error",
        "Schematron",
        "An editor has no name, or no role, or one that is not primary or general.",
        'Write role="primary" or role="general", and the name; take out an editor who is not known.',
        "Title pages and citations are made of them (frus.sch, empty-missing-content-checks).",
        _file(' role="primary"'),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-publication",
        "error",
        "Schematron",
        "The publisher is missing, empty, or there twice; or a volume has not exactly one place of publication.",
        "Write one publisher and one pubPlace.",
        "Citations are made of them (frus.sch, tei-header-checks).",
        _file(_PUBLISHER),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-dates",
        "warning",
        "Schematron",
        "A volume has not exactly one date of publication and one of content.",
        'Write `<date type="publication-date">` and `<date type="content-date" notBefore="…" notAfter="…">`.',
        "An error by the Office's rules of today (frus.sch, tei-header-checks); volumes of 2015 have one date without "
        "type.",
        _file(_DATES, "<date>1976</date>"),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-isbn",
        "warning",
        "practice",
        "An ISBN has a wrong check digit, or the wrong length for its type.",
        "Look at the printed volume; a number of ten digits is isbn-10, one of thirteen isbn-13.",
        "Libraries and booksellers find nothing by it (ISBN Users' Manual, appendix 1).",
        _file(_IDNO, f'{_IDNO}\n<idno type="isbn-13">9780160500771</idno>'),
        _file(_IDNO, f'{_IDNO}\n<idno type="isbn-13">9780160500770</idno>'),
        "file",
    ),
    Rule(
        "header-id",
        "error",
        "Schematron",
        "A volume has no id, or the idno, the xml:id of TEI and the name of the file are not the same.",
        "Write the id in the idno of type frus and in TEI/@xml:id, and name the file by it: `frus1949v01.xml`.",
        "Addresses of the site are made of it (frus.sch; frus-id-checks.sch).",
        _file(root=' xml:id="frus1949v02"'),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-id-root",
        "warning",
        "Schematron",
        "The TEI element of a volume has no xml:id.",
        'Write the volume\'s id: `<TEI xml:id="frus1949v01">`.',
        "Asked by the Office's rules of today (frus-id-checks.sch); 94 of 100 volumes of 2015 have none.",
        _file(root=""),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-notes",
        "warning",
        "Schematron",
        "A volume's header has not exactly one notesStmt.",
        "Write `<notesStmt><note>…</note></notesStmt>` between publicationStmt and sourceDesc.",
        "An error by the Office's rules of today (frus.sch, tei-header-checks); volumes of 2015 have none.",
        _file(_NOTES),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-rendition",
        "warning",
        "practice",
        "A rendition in the header has no xml:id, or says nothing.",
        "Give it the id that the text names, and say in CSS what it means; take it out if nothing needs it.",
        "Nothing can point to it, or nobody knows what is meant (TEI P5, section 2.3.4).",
        _file("text-align: right;"),
        _RIGHT,
        "file",
    ),
    Rule(
        "header-volume",
        "warning",
        "practice",
        "The catalogue has no volume of this id.",
        "Look whether the id is written as on the site; `frusconv volumes` finds volumes by their titles.",
        "The catalogue has all 601 volumes that the Office lists; volumes planned later are not in it.",
        _official("frus1949v01", "frus1949v99").replace(_ROOT, ' xml:id="frus1949v99"'),
        _official(),
        "file",
    ),
    Rule(
        "header-catalogue",
        "warning",
        "practice",
        "The header and the catalogue disagree on years, number, subject, or year of publication.",
        "Look at the title page, and mend the header; if the catalogue is wrong, it is our mistake.",
        "A header is often copied from the volume before it. Differences of dashes and capitals do not count.",
        _official(">Volume I<", ">Volume II<"),
        _official(),
        "file",
    ),
)
