"""What the rules on datelines and dates say."""

from __future__ import annotations

from frusconv.validation.rule import Rule

# The Office's list (frus.odd).
CALENDARS = frozenset(
    "brazilian-republic chinese-era chinese-lunisolar chinese-republic ethiopian-geez gregorian haitian-republic hijri "
    "iranian-persian japanese-nengō julian korean-era korean-lunisolar masonic-anno-lucis papal-era roman rumi "
    "thai-era tibetan-phugpa us-republic".split()
)
_HEAD = (
    "<head>12. Paper Prepared in the Ministry of Ruritania"
    '<note n="1" type="source" xml:id="d12fn1">Source: Archive of Strelsau, File 12.</note></head>'
)


def _document(date: str, place: str = "<placeName>Strelsau</placeName>, ", end: str = ".", bounds: str = "") -> str:
    """Return a document with a dateline."""
    dateline = f'<opener><dateline rendition="#right">{place}{date}{end}</dateline></opener>'
    return f'<div type="document" n="12" xml:id="d12"{bounds}>{_HEAD}{dateline}<p>The talks went on.</p></div>'


def _bounds(first: str, last: str | None) -> str:
    values = f' frus:doc-dateTime-min="{first}"'
    return values + (f' frus:doc-dateTime-max="{last}"' if last else "")


_DAY = '<date when="1949-05-02">May 2, 1949</date>'
_ATTACHMENT = (
    '<p>The note is attached.</p><frus:attachment><head>Attachment</head><opener><dateline rendition="#right">'
    "<placeName>Strelsau</placeName>, {}.</dateline></opener><p>The text of it.</p></frus:attachment>"
)
_AFTERNOON = '<date when="{}">May 2, 1949, 4 p.m.</date>'
_ZULU = '<date when="{}">May 2, 1949, 1600Z</date>'
_TALKS = "<date {}>May 2–4, 1949</date>"
_CATEGORIES = (
    '<encodingDesc><classDecl><taxonomy><category xml:id="date_undated-inferred"><catDesc>Undated.</catDesc></category>'
    "</taxonomy></classDecl></encodingDesc>"
)
_HEADER = (
    "<teiHeader><fileDesc><titleStmt><title>Papers of Ruritania</title></titleStmt><publicationStmt><p>Not published."
    "</p></publicationStmt><sourceDesc><p>From print.</p></sourceDesc></fileDesc>{}</teiHeader>"
)


def _file(documents: str, encoding: str = "") -> str:
    spaces = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'
    documents = documents.replace(' rendition="#right"', "")
    return f"<TEI {spaces}>{_HEADER.format(encoding)}<text><body>{documents}</body></text></TEI>"


def _two(first: str, second: str) -> str:
    """Return a file of two documents with their dates."""
    following = _document(second).replace("12", "13")
    return _file(f"{_document(first)} {following}")


RULES = (
    Rule(
        "date-missing",
        "error",
        "Schematron",
        "A dateline has the words of a date, but no date element; or no dateline of a document has one.",
        "Tag the date, `undated` too: `<date>undated</date>`.",
        "Documents are put in order and found by the dates of their datelines (frus-dates.sch, dateline-date-checks).",
        _document("May 2, 1949"),
        _document(_DAY),
        "document",
    ),
    Rule(
        "date-missing-attachment",
        "warning",
        "Schematron",
        "The dateline of an attachment has the words of a date, but no date element.",
        "Tag the date, `undated` too: `<date>undated</date>`.",
        "The Office's rules warn of it (frus-dates.sch, dateline-date-checks); no list is made of attachments.",
        _ATTACHMENT.format("undated"),
        _ATTACHMENT.format("<date>undated</date>"),
    ),
    Rule(
        "date-empty",
        "warning",
        "Schematron",
        "A date element in a dateline has no words.",
        "Put the printed words of the date into it.",
        "What readers see and what programs read would be two things (frus-dates.sch, dateline-date-checks).",
        _document('<date when="1949-05-02"/>', end="May 2, 1949."),
        _document(_DAY),
        "document",
    ),
    Rule(
        "date-value",
        "warning",
        "practice",
        "A date in a dateline has the words of a day, a month or a year, but no value.",
        "Add @when, or @from and @to for a span of time.",
        "Documents are put in order by the values; of 3,094 dates in the datelines of twelve official volumes only "
        "those that say `undated` have none.",
        _document("<date>May 2, 1949</date>"),
        _document(_DAY),
        "document",
    ),
    Rule(
        "date-form",
        "error",
        "schema",
        "An attribute of a date is no date of ISO 8601, or there is no such day or time.",
        "Write `1949`, `1949-05`, `1949-05-02`, or `1949-05-02T16:00:00-05:00` with seconds and offset.",
        "Dates are compared and sorted as xs:date and xs:dateTime (XML Schema part 2; frus-dates.sch).",
        _document('<date when="1949-05-32">May 2, 1949</date>'),
        _document(_DAY),
        "document",
    ),
    Rule(
        "date-span",
        "error",
        "Schematron",
        "A beginning or end of a span of time is a month or a year.",
        "Write the first day of it for the beginning, the last for the end.",
        "The Office's rules have days or times in @from, @to, @notBefore and @notAfter (frus-dates.sch).",
        _document('<date from="1949-03" to="1949-04-30">March–April 1949</date>'),
        _document('<date from="1949-03-01" to="1949-04-30">March–April 1949</date>'),
        "document",
    ),
    Rule(
        "date-letter",
        "warning",
        "Schematron",
        "A time ends with the letter of a military time zone.",
        "Write `+00:00` for Z.",
        "An error by the Office's rules of today (frus-dates.sch); all 1,869 Zulu times in volumes of 2015 have the Z.",
        _document(_ZULU.format("1949-05-02T16:00:00Z")),
        _document(_ZULU.format("1949-05-02T16:00:00+00:00")),
        "document",
    ),
    Rule(
        "date-pair",
        "error",
        "Schematron",
        "A date has @from without @to, or @notBefore without @notAfter, or the other way round.",
        "Add the other; if the date is one day, write @when alone.",
        "Bounds of a document are derived from both (frus-dates.sch, dateline-date-checks). An undated document may "
        "have @notAfter alone, as a receipt tells it.",
        _document(_TALKS.format('from="1949-05-02"')),
        _document(_TALKS.format('from="1949-05-02" to="1949-05-04"')),
        "document",
    ),
    Rule(
        "date-order",
        "error",
        "Schematron",
        "A span of time ends before it begins.",
        "Look at the print, and mend the value that is wrong.",
        "Bounds of a document are derived from both (frus-dates.sch, dateline-date-checks).",
        _document('<date notBefore="1949-05-04" notAfter="1949-05-02">undated</date>'),
        _document('<date notBefore="1949-05-02" notAfter="1949-05-04">undated</date>'),
        "document",
    ),
    Rule(
        "date-zone",
        "warning",
        "practice",
        "A time has no offset from UTC, while other times of the file have theirs.",
        "Add the offset of the place on that day: `-05:00` for Washington.",
        "The Office adds offsets to all times; without them those of several places cannot be put in order.",
        _two(_AFTERNOON.format("1949-05-02T16:00:00-05:00"), _AFTERNOON.format("1949-05-02T16:00:00")),
        _two(_AFTERNOON.format("1949-05-02T16:00:00-05:00"), _AFTERNOON.format("1949-05-02T16:00:00-05:00")),
        "file",
    ),
    Rule(
        "date-zulu",
        "warning",
        "practice",
        "Print gives Zulu time, but the value of @when has no offset.",
        "Add `+00:00`.",
        "Zulu time is UTC; without the offset it is taken for the time of the place.",
        _document(_ZULU.format("1949-05-02T16:00:00")),
        _document(_ZULU.format("1949-05-02T16:00:00+00:00")),
        "document",
    ),
    Rule(
        "date-time",
        "warning",
        "practice",
        "The time of day that print gives with the day is not in @when.",
        "Write the time behind the day: `1949-05-02T16:00:00`, and the offset if it is known.",
        "Documents of one day are put in order by it.",
        _document(_AFTERNOON.format("1949-05-02")),
        _document(_AFTERNOON.format("1949-05-02T16:00:00")),
        "document",
    ),
    Rule(
        "date-mismatch",
        "warning",
        "practice",
        "The value of a date is another day, or another minute, than its words.",
        "Look at the print, and mend the words or the value; where editors corrected the date, tell so with @ana.",
        "Of two that disagree one is wrong, and the document is put in the wrong place.",
        _document('<date when="1954-05-02">May 2, 1949</date>'),
        _document(_DAY),
        "document",
    ),
    Rule(
        "date-calendar",
        "warning",
        "Schematron",
        "The calendar of a date is none that the Office names, or is missing while other dates of the file have one.",
        'Write calendar="gregorian", or the name of the calendar that print follows.',
        "The Office's rules warn of other names (frus-dates.sch); today every date of a dateline has a calendar.",
        _document('<date when="1949-05-02" calendar="Gregorian">May 2, 1949</date>'),
        _document('<date when="1949-05-02" calendar="gregorian">May 2, 1949</date>'),
        "document",
    ),
    Rule(
        "date-reason",
        "warning",
        "Schematron",
        "A date has @notBefore and @notAfter, but no @ana that tells how they were found.",
        'Name the category of the header that fits: ana="#date_undated-inferred-from-document-content".',
        "The Office's rules warn of it (frus-dates.sch); asked only where the header has the categories.",
        _file(_document('<date notBefore="1949-05-02" notAfter="1949-05-04">undated</date>'), _CATEGORIES),
        _file(
            _document('<date notBefore="1949-05-02" notAfter="1949-05-04" ana="#date_undated-inferred">undated</date>'),
            _CATEGORIES,
        ),
        "file",
    ),
    Rule(
        "date-bounds",
        "warning",
        "practice",
        "The bounds of a document's date are not those of its dateline, or one of the two is missing.",
        "Derive both from the first date of the dateline, in Washington's standard time (`-05:00`).",
        "The Office derives them by its update-frus-doc-dates.xsl, and lists documents by them.",
        _document(_DAY, bounds=_bounds("1949-05-01T00:00:00-05:00", "1949-05-02T23:59:59-05:00")),
        _document(_DAY, bounds=_bounds("1949-05-02T00:00:00-05:00", "1949-05-02T23:59:59-05:00")),
        "document",
    ),
    Rule(
        "dateline-place",
        "warning",
        "practice",
        "The place in a dateline is not tagged as placeName.",
        "Tag it: `<placeName>Strelsau</placeName>`.",
        "Nearly all official datelines have it so; maps and lists of places are made of it.",
        _document(_DAY, "Strelsau, "),
        _document(_DAY),
        "document",
    ),
)
