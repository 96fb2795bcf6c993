"""Labels of attachments, and where attachments begin."""

from __future__ import annotations

import pytest

from frusconv.text.attachment import attachment_starts, is_heading, is_label, is_list_label
from frusconv.text.marks import MarkedText

LETTER = "I have the honor to enclose a note of the Foreign Office of Ruritania."
TEXT = "The passes of the Highlands are open from the month of May to October."


@pytest.mark.parametrize(
    "text",
    [
        "[Enclosure]",
        "[Enclosure—Translation]",
        "[Inclosure 1 in No. 5.]",
        "[Inclosure 2 in No. 5.—Translation.]",
        "[Enclosures]",
        "[Subenclosure]",
        "[Attachment—Tab B]",
        "[Annex: Draft Note]",
        "Attachment",
        "Attachment 2",
        "Enclosure No. 1",
        "Enclosure 1 to Despatch No. 234",
        "Tab A",
        "TAB A–1",
        "Annex C",
        "ANNEX IV",
        "Appendix",
    ],
)
def test_labels(text: str) -> None:
    assert is_label(text)


@pytest.mark.parametrize(
    "text",
    [
        "Attachment:",
        "Attachments",
        "Annex of Amendments:",
        "[Attachment not printed.]",
        "[Enclosure 1 Not found]",
        "Tab A is enclosed.",
        "Tablets",
        "Appendix to the report of the committee on the passes",
        "",
    ],
)
def test_no_labels(text: str) -> None:
    assert not is_label(text)


@pytest.mark.parametrize("text", ["Attachments", "Attachments:", "Enclosures:", "Tab B"])
def test_labels_of_lists(text: str) -> None:
    assert is_list_label(text)


@pytest.mark.parametrize(
    ("texts", "starts"),
    [
        ([LETTER, "[Enclosure]", TEXT], [1]),
        ([LETTER, "Tab A", "Tolls", TEXT, "Tab B", "Roads", TEXT], [1, 4]),
        ([LETTER, "Attachment", "Background paper on the passes, prepared by the Chairman."], []),
        ([LETTER, "Attachments", "Tab A", "Biography", "Tab B", "Schedule"], []),
        (["[Enclosure]", TEXT], []),
        (["Strelsau, May 3, 1920.", "[Enclosure]", TEXT], []),
    ],
)
def test_starts(texts: list[str], starts: list[int]) -> None:
    assert attachment_starts([MarkedText(text) for text in texts]) == starts


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Memorandum Prepared in the Department of State", True),
        ("Mr. Roe to Count Sapt.", True),
        ("The Minister for Foreign Affairs (Sapt) to the American Minister (Roe)", True),
        (TEXT, False),
        ("The Ambassador went to the Foreign Office and asked for the note.", False),
    ],
)
def test_headings(text: str, expected: bool) -> None:
    assert is_heading(text) is expected
