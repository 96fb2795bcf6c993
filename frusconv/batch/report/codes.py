"""What the codes of diagnostics mean, for people who do not know them: as in the table of the README."""

from __future__ import annotations

MEANINGS = {
    "citation-guessed": (
        "no single volume of the catalogue is what a citation names; the id follows from the rule of ids"
    ),
    "citation-unresolved": "a citation names a document or page, and it is not known of what volume",
    "control-character": "a control character was removed",
    "date-guessed": "a document without a dateline has the date in its heading or its file number",
    "date-unreadable": "the date in the dateline is no day of the calendar",
    "dateline-missing": "a telegram, letter or despatch without a dateline",
    "document-missing": (
        "between the lowest and the highest number, a text of many documents lacks one (`split --check-numbers`)"
    ),
    "document-twice": "a document number stands twice in a text of many documents (`split --check-numbers`)",
    "duplicate-id": "an xml:id stands twice in TEI; links lead to the first",
    "enclosure": "an attachment begins; it is taken to go to the next one or to the end",
    "heading-guessed": "the heading was found by its place alone",
    "index-incomplete": "an index of letters (CMIF) does not tell where it stands or who answers for it",
    "kind-unknown": "the heading names neither the kind of document nor who wrote to whom",
    "link-dropped": "the addresses of links in Markdown were left out; the words of the links are kept",
    "mail-dropped": "lines of a mail above or below what it quotes were left out",
    "markup-dropped": "a comment or processing instruction inside the text of TEI was left out",
    "note-ambiguous": "a footnote's marker fits in more than one place; the likeliest was taken",
    "note-entry-missing": "what looks like a footnote's marker has no entry in the list of notes",
    "note-list-missing": "the heading ends in a marker, but there is no list of notes",
    "note-unplaced": "no marker was found for a footnote; it stands at the end of a block",
    "notes-gathered": "numbered notes at the foot of scanned pages were put in the list at the end",
    "page-sequence": "a page number does not follow the one before it",
    "page-unknown": "the citation needs printed pages, and none are known",
    "person-ambiguous": "several persons of the file given with `--persons` fit a sender or recipient; none was taken",
    "running-head": "running heads and page numbers of scanned pages were taken for page markers",
    "sender-missing": "a telegram, letter or despatch whose heading names no sender",
    "signature-in-paragraph": "a bracketed name at the end of the last paragraph was taken for the signature",
    "source-note-guessed": "a line above the heading was taken for the source note by its place alone",
    "volume-not-listed": "the volume that is cited is not in the catalogue",
    "volume-unknown": "no volume is known, and the citation names the series alone",
    "volume-year-unknown": "the catalogue does not know when the volume was published",
}
