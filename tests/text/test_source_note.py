"""The line above a heading: file numbers of every period, lot files, libraries."""

from __future__ import annotations

import pytest

from frusconv.text.source_note import LONGEST, read_source_note


@pytest.mark.parametrize(
    ("text", "file_number", "kind"),
    [
        # 1906 to 1919.
        ("File No. 861.00/350", "861.00/350", None),
        ("File No. 861.00/350.", "861.00/350", None),
        ("File No. 1166/384–385.", "1166/384–385", None),
        ("No. 861.00/350", "861.00/350", None),
        # 1920 to 1944: class, country, stroke, enclosure number.
        ("861.00/350: Telegram", "861.00/350", "telegram"),
        ("861.00/350:Telegram", "861.00/350", "telegram"),
        ("861.00/350 : Telegram", "861.00/350", "telegram"),
        ("861.00/350", "861.00/350", None),
        ("858.85/12½: Telegram", "858.85/12½", "telegram"),
        ("858.85/12a: Telegram", "858.85/12a", "telegram"),
        ("858A.85/12: Telegram", "858A.85/12", "telegram"),
        ("711.58/12: Circular Telegram", "711.58/12", "circular telegram"),
        ("711.58/12: Airgram", "711.58/12", "airgram"),
        ("711.58/12: Despatch", "711.58/12", "despatch"),
        ("711.5811/12 Suppl.", "711.5811/12 Suppl", None),
        ("500.A15A4/1204", "500.A15A4/1204", None),
        ("740.0011 Harbor War/1204: Telegram", "740.0011 Harbor War/1204", "telegram"),
        ("123 Olding, Robert A./380½: Telegram", "123 Olding, Robert A./380½", "telegram"),
        ("123 Olding, Robert A.", "123 Olding, Robert A", None),
        # From 1944 on: the date behind the stroke.
        ("740.00119 Control (Sweden)/6–1049", "740.00119 Control (Sweden)/6–1049", None),
        ("858.85/5–345: Telegram", "858.85/5–345", "telegram"),
        ("858.85/5-345: Telegram", "858.85/5-345", "telegram"),
        ("501.BC Harbors/5–348: Telegram", "501.BC Harbors/5–348", "telegram"),
        ("611.58/5–352: Telegram.", "611.58/5–352", "telegram"),
        ("858.85/5–345 [5–445]: Telegram", "858.85/5–345 [5–445]", "telegram"),
        ("858.85/12: Telegram (part air)", "858.85/12", "telegram"),
        ("Paris Peace Conf. 180.03101/12", "Paris Peace Conf. 180.03101/12", None),
        ("File 858.85/12", "858.85/12", None),
        # Lot files, libraries, embassies.
        ("S/P Files: Lot 64 D 563", None, None),
        ("Lot 64 D 563", None, None),
        ("Harbor Board files, lot 58 D 12, “May Talks”", None, None),
        ("Stockholm Legation Files: Telegram", None, "telegram"),
        ("Marsh Library, Olding Papers", None, None),
        ("Department of Defense Files", None, None),
        ("Source: Naval Archives, Box 12.", None, None),
        ("[Source: Naval Archives, Box 12. Secret.]", None, None),
    ],
)
def test_source_note(text: str, file_number: str | None, kind: str | None) -> None:
    reading = read_source_note(text)
    assert reading is not None
    assert (reading.file_number, reading.kind) == (file_number, kind)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "The Minister in Sweden (Olding) to the Secretary of State",
        "12. Telegram From the Legation in Sweden to the Department of State",
        "Stockholm, May 3, 1938—4 p.m.",
        "The dues were lowered.",
        "412. The dues were lowered by 12 percent.",
        "I sent the files to the Legation. They were read there at once.",
        "No. 144",
        "[12]",
        "1938",
        "Olding",
        "Secret",
        "May 3/4",
        "files " * LONGEST,
    ],
)
def test_what_is_no_source_note(text: str) -> None:
    assert read_source_note(text) is None
