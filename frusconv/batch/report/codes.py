"""What the codes of diagnostics mean, for people who do not know them: as in the table of the README."""

from __future__ import annotations

MEANINGS = {
    "citation-guessed": (
        "no single volume of the catalogue is what a citation names; the id follows from the rule of ids"
    ),
    "citation-unresolved": "a citation names a document or page, and it is not known of what volume",
    "control-character": "a control character was removed",
    "date-unreadable": "the date in the dateline is no day of the calendar",
    "dateline-missing": "a telegram, letter or despatch without a dateline",
    "duplicate-id": "an xml:id stands twice in TEI; links lead to the first",
    "enclosure": "an enclosure begins; its parts are kept as paragraphs",
    "heading-guessed": "the heading was found by its place alone",
    "kind-unknown": "the heading names neither the kind of document nor who wrote to whom",
    "markup-dropped": "a comment or processing instruction inside the text of TEI was left out",
    "note-ambiguous": "a footnote's marker fits in more than one place; the likeliest was taken",
    "note-entry-missing": "what looks like a footnote's marker has no entry in the list of notes",
    "note-list-missing": "the heading ends in a marker, but there is no list of notes",
    "note-unplaced": "no marker was found for a footnote; it stands at the end of a block",
    "page-sequence": "a page number does not follow the one before it",
    "page-unknown": "the citation needs printed pages, and none are known",
    "sender-missing": "a telegram, letter or despatch whose heading names no sender",
    "signature-in-paragraph": "a bracketed name at the end of the last paragraph was taken for the signature",
    "source-note-guessed": "a line above the heading was taken for the source note by its place alone",
    "volume-not-listed": "the volume that is cited is not in the catalogue",
    "volume-unknown": "no volume is known, and the citation names the series alone",
    "volume-year-unknown": "the catalogue does not know when the volume was published",
}
