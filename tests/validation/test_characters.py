"""Characters: marks, blanks, scanned digits, and what programs left behind."""

from __future__ import annotations

import pytest

from tests.validation.support import codes, found, in_file, mended

SUBJECT = ("quote", "space-before", "space-inside", "ocr", "character")


def codes_of(text: str) -> list[str]:
    return [code for code in codes(in_file(f"<p>{text}</p>", "blocks")) if code.startswith(SUBJECT)]


@pytest.mark.parametrize(
    "text",
    [
        "The “cold war” of ’49 went on for ’em, ’tis said.",
        "Visser ’t Hooft and the people of ’s Gravenhage saw ’Abd al-Aziz at ’Aqaba.",
        "He is 6' tall; the door is 5'2\" high.",
        "“ . . . for years.” He said: “… and on.” “ ‘Yes,’ he said.”",
        '“<hi rend="italic">Strelsau</hi>” left. “We <persName>Tarlen</persName>’s men.”',
        'The cruiser “<hi rend="italic">Strelsau</hi>’s” men, and ‘Ali Sa‘ud.',
        "So it went . . . . And on . . . ; and it rose by .5 to .75 degrees.",
        "At 4 p. m. he came, and [ ] was left.",
        'See <ref target="#d12"><hi rend="italic">supra</hi></ref>.',
        "Voici la note que le Ministre des Affaires nous adresse : « Est-ce que la paix est possible ? »",
        "Liberal<note n='2' xml:id='d12fn2'>See above.</note>, file 751G.00/1–1449, Deptel84, L949, all in £13.",
        "The bill of 1951, 100 l. of oil, the well9, 190l. sterling and H2O.",
        "AT&amp;T and R&amp;D; Q&amp;A.",
        "Ruy Barbosa, São Paulo, the NAÇÃO, the café—“chic”—, Å’s and DÜ’s.",
        "An arid wasteland.",
        "A no-break\xa0blank; 5\u202f000 men.",
    ],
)
def test_right(text: str) -> None:
    assert codes_of(text) == []


@pytest.mark.parametrize(
    ("text", "code", "better"),
    [
        ("The Regent's men.", "quote-straight", "The Regent’s men."),
        ("In the 60's we went.", "quote-straight", "In the 60’s we went."),
        ("Five months' supply.", "quote-straight", None),
        ('He said "yes" to it.', "quote-straight", None),
        ("The Regent's men don't.", "quote-straight", "The Regent’s men don’t."),
        ("The “cold war“ went on.", "quote-direction", "The “cold war” went on."),
        ("The “cold war“, it went on.", "quote-direction", "The “cold war”, it went on."),
        ("The ”cold war” went on.", "quote-direction", "The “cold war” went on."),
        ("He said, ’We go,’ and went.", "quote-direction", None),
        ("The words “ so be it” were added.", "quote-direction", None),
        ("The “cold war”has ended.", "quote-direction", None),
        ("So they all went on. . . .“", "quote-direction", "So they all went on. . . .”"),
        ("The talks , it seems.", "space-before-punctuation", "The talks, it seems."),
        ("The talks (of May ) went on.", "space-before-punctuation", "The talks (of May) went on."),
        ("The talks \n  . Then rains.", "space-before-punctuation", "The talks. Then rains."),
        ("What of Zenda ?", "space-before-punctuation", None),
        ("In a note to , Tarlen wrote.", "space-before-punctuation", None),
        ("<hi rend='italic'>Supra\n </hi>, page 3.", "space-inside", "<hi rend='italic'>Supra</hi>, page 3."),
        ("<ref target='#d12'>\n <hi rend='italic'>Supra</hi>\n </ref>.", "space-inside",
         "<ref target='#d12'>\n <hi rend='italic'>Supra</hi></ref>."),
        ("They met in l949.", "ocr-digits", None),
        ("They met in I949.", "ocr-digits", None),
        ("They met in 19O5.", "ocr-digits", None),
        ("They met in 195l, in May.", "ocr-digits", None),
        ("About £l3 million.", "ocr-digits", None),
        ("About 10O men.", "ocr-digits", None),
        ("They met in 19OO.", "ocr-digits", None),
        ("They met in tbe palace.", "ocr-words", None),
        ("The Re\u200bgent.", "character-invisible", "The Regent."),
        ("The Re\xadgent.", "character-invisible", "The Regent."),
        ("The Re\xad\xad<hi rend='italic'>\xadgent</hi>.", "character-invisible", "The Re<hi rend='italic'>gent</hi>."),
        ("The Re\xad<!-- \xad -->\xadgent.", "character-invisible", "The Re<!-- \xad -->gent."),
        ("The Re&#xAD;gent &amp; his men.", "character-invisible", "The Regent &amp; his men."),
        ("The Regent\x92s men.", "character-control", "The Regent’s men."),
        ("\x93\x91Men\x92<hi rend='italic'>\x92</hi>\x94", "character-control", "“‘Men’<hi rend='italic'>’</hi>”"),
        ("The Regent\x80.", "character-control", None),
        ("The \ue001 Regent.", "character-control", None),
        ("Z\ufffdrich.", "character-replacement", None),
        ("Trade &amp;amp; tariffs.", "character-entity", "Trade &amp; tariffs."),
        ("The&amp;nbsp;Regent.", "character-entity", "The\xa0Regent."),
        ("The Regent&amp;#8217;s men.", "character-entity", "The Regent’s men."),
        ("1 &amp;lt; 2.", "character-entity", "1 &lt; 2."),
        ("ChÃ¢teau Zenda.", "character-mojibake", "Château Zenda."),
        ("The Regentâ€™s men.", "character-mojibake", "The Regent’s men."),
        ("The â€\x9dwarâ€œ.", "character-mojibake", None),
        ("Five Â£ and Â§ 3.", "character-mojibake", "Five £ and § 3."),
    ],
)  # fmt: skip
def test_wrong(text: str, code: str, better: str | None) -> None:
    assert code in codes_of(text)
    assert set(codes_of(text)) == {code}
    if code != "character-mojibake" or better:
        assert mended(in_file(f"<p>{text}</p>", "blocks")) == in_file(f"<p>{better or text}</p>", "blocks")


def test_edges_are_unknown() -> None:
    """What stands beside a note, a break or another block is not taken for what stands beside a character."""
    note = '<note n="2" xml:id="d12fn2">See “Zenda.”</note>'
    assert codes_of(f"He said “no.{note}” He left. <lb/>, it seems{note}’s men.") == []
    assert codes_of("<quote rend='blockquote'>“War.”</quote>") == []


def test_message_shows_the_words_around() -> None:
    tei = in_file("<p>The talks of the “cold war“, it seems, went on for years.</p>", "blocks")
    (finding,) = found(tei)
    assert "`talks of the “cold war“, it seems, went on for`" in finding.message
    assert tei.splitlines()[finding.position.line - 1][finding.position.column - 1] == "“"


@pytest.mark.parametrize("character", ["\xad", "\u2028", "\ue001", "\ufffd", "\x92"])
def test_a_run_is_told_once(character: str) -> None:
    (finding,) = found(in_file(f"<p>Re{character * 4}gent.</p>", "blocks"))
    assert finding.message.endswith(", and 3 more behind it")


def test_column_behind_references_and_comments() -> None:
    tei = in_file("<p>R&amp;D<!-- it's --> of the Regent's men.</p>", "blocks")
    (finding,) = found(tei)
    assert tei.splitlines()[finding.position.line - 1][finding.position.column - 1 :].startswith("'s men")


@pytest.mark.parametrize(
    ("text", "better"),
    [
        ("R&amp;D<!-- it's --> of the Regent's men.", "R&amp;D<!-- it's --> of the Regent’s men."),
        ("<![CDATA[A & B's <men>]]> don't.", "<![CDATA[A & B’s <men>]]> don’t."),
        ("Züri<?x it's?>ch's men.", "Züri<?x it's?>ch’s men."),
        ("The Re\xad<!-- soft -->gent.", "The Re<!-- soft -->gent."),
        ("The talks <!-- of May -->, it seems.", "The talks<!-- of May -->, it seems."),
        ("The talks <!-- of May --> , it seems.", "The talks <!-- of May --> , it seems."),
        (
            "Line\r\none's <hi rend='italic'>two's\r\n</hi>, three's.",
            "Line\r\none’s <hi rend='italic'>two’s</hi>, three’s.",
        ),
    ],
)
def test_nothing_else_is_changed(text: str, better: str) -> None:
    assert mended(in_file(f"<p>{text}</p>", "blocks")) == in_file(f"<p>{better}</p>", "blocks")


def test_header_is_asked_for_encoding_alone() -> None:
    tei = in_file("<p>Rains.</p>", "blocks").replace("From print.", "From the Regent's print , Re\u200bgent.")
    assert [code for code in codes(tei) if code.startswith(SUBJECT)] == ["character-invisible"]
