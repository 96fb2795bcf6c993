"""The rules on footnotes."""

from __future__ import annotations

from frusconv.validation.rule import Rule

RULES = (
    Rule(
        "note-id",
        "error",
        "Schematron",
        "A footnote's xml:id does not begin with its document's.",
        "Write the document's id, `fn`, and the note's number: `d12fn3`.",
        "Links to notes are made of it.",
        '<p>They signed.<note n="2" xml:id="d13fn2">Not printed.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
    Rule(
        "note-id-missing",
        "warning",
        "practice",
        "A footnote has no xml:id.",
        "Write the document's id, `fn`, and the note's number: `d12fn3`.",
        "No reference can lead to it. Of official notes only those have none that stand inline, or are printed once "
        "for several marks and have `target`.",
        '<p>They signed.<note n="2">Not printed.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
    Rule(
        "note-id-number",
        "warning",
        "practice",
        "A footnote's `n` and the number in its xml:id are not the same.",
        "Give the note the id of its number, unless two notes of the document have the same number.",
        "Who cites the printed number expects the note under it. 98 of 100 official notes keep it. Where the ids of "
        "all notes that follow are off by the same number, only the first is named.",
        '<p>They signed.<note n="2" xml:id="d12fn3">Not printed.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
    Rule(
        "note-number",
        "warning",
        "practice",
        "A footnote has no number in `n`.",
        'Write the printed number or mark, or `rend="inline"` if the note is printed where it stands.',
        "The number is not in the text, but made of `n`.",
        '<p>They signed.<note xml:id="d12fn2">Not printed.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
    Rule(
        "note-sequence",
        "warning",
        "Schematron",
        "A footnote's number does not follow on the number of the note before.",
        "Look for a note that is missing or stands elsewhere; the first note of a document may have any number.",
        "Notes are numbered through a document or chapter, so that a gap most often is a note that was lost.",
        '<p>They signed.<note n="3" xml:id="d12fn3">Not printed.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
    Rule(
        "note-twice",
        "warning",
        "Schematron",
        "Two footnotes of a document have the same number.",
        "Correct the number. Where one printed note belongs to two marks, give the second `target` and no xml:id.",
        "Notes are numbered through a document. Marks like * may come again, and numbers may begin anew on a page.",
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> He left.'
        '<note n="2" xml:id="d12fn2a">Not found.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> He left.'
        '<note n="3" xml:id="d12fn3">Not found.</note></p>',
    ),
    Rule(
        "note-space",
        "warning",
        "Schematron",
        "There is white space before a footnote.",
        "Take the white space away, so that the note's number stands at the word.",
        "The number would stand alone, or begin a line. The Office's rules of today call it an error where a tag "
        "stands before the white space; a fifth of the notes in volumes of 2015 have it.",
        '<p>They signed. <note n="2" xml:id="d12fn2">Not printed.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
    Rule(
        "notes-unspaced",
        "error",
        "Schematron",
        "Two footnotes stand together without white space between them.",
        "Put a blank between them.",
        "Their numbers would read as one: 2 and 3 as 23.",
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note>'
        '<note n="3" xml:id="d12fn3">Nor found.</note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> '
        '<note n="3" xml:id="d12fn3">Nor found.</note></p>',
    ),
    Rule(
        "note-joined",
        "warning",
        "practice",
        "A word follows directly on a footnote.",
        "Put a blank behind the note.",
        "The word would join the one before the note. No official note has it.",
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note>He left.</p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> He left.</p>',
    ),
    Rule(
        "note-target",
        "warning",
        "practice",
        "A note that stands for another, printed once for several marks, does not point to it with `#` and its xml:id.",
        "Write `#` and the xml:id of the note that is printed: `#d12fn2`.",
        "Without the `#` it is taken for a file's name, and leads nowhere.",
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> He left.<note n="2" target="d12fn2"/></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> He left.<note n="2" target="#d12fn2"/></p>',
    ),
    Rule(
        "note-nested",
        "error",
        "Schematron",
        "A footnote stands in a footnote.",
        "Put the inner one behind the outer one, or its text in brackets into it.",
        "Only a note that is printed inline can have footnotes.",
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.'
        '<note n="3" xml:id="d12fn3">Nor found.</note></note></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note> '
        '<note n="3" xml:id="d12fn3">Nor found.</note></p>',
    ),
    Rule(
        "note-inside",
        "warning",
        "practice",
        "A footnote stands within a name, a date or a reference, or at the end of highlighted words.",
        "Put it behind the end tag.",
        "The note would be part of the name, or be set in italics as a whole.",
        '<p>They met <persName>Rupert<note n="2" xml:id="d12fn2">Of Hentzau.</note></persName> there.</p>',
        '<p>They met <persName>Rupert</persName><note n="2" xml:id="d12fn2">Of Hentzau.</note> there.</p>',
    ),
    Rule(
        "note-empty",
        "warning",
        "practice",
        "A footnote has no text.",
        "Put in its text, or take it away.",
        "Its number would lead to nothing. A note with `target`, which stands for another, may be empty.",
        '<p>They signed.<note n="2" xml:id="d12fn2"/></p>',
        '<p>They signed.<note n="2" xml:id="d12fn2">Not printed.</note></p>',
    ),
)
