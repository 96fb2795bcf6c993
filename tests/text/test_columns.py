"""Signatures in two columns: one below the other, and no other text touched."""

from __future__ import annotations

import pytest

from frusconv.text.columns import is_two_columns, parted

HEADS = "For the Government of Denmark:      For the Government of Sweden:"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param(
            [HEADS, "", "KNUD GRANE                          ROBERT OLDING"],
            [
                "For the Government of Denmark:",
                "",
                "KNUD GRANE",
                "",
                "For the Government of Sweden:",
                "",
                "ROBERT OLDING",
            ],
            id="names",
        ),
        pytest.param(
            [
                HEADS,
                "KNUD GRANE                          ROBERT OLDING",
                "                                    Minister",
            ],
            [
                "For the Government of Denmark:",
                "KNUD GRANE",
                "",
                "For the Government of Sweden:",
                "ROBERT OLDING",
                "Minister",
            ],
            id="an office on the right alone",
        ),
        pytest.param(
            [HEADS, "KNUD GRANE                          ROBERT OLDING", "  1. Not printed."],
            [
                "For the Government of Denmark:",
                "KNUD GRANE",
                "",
                "For the Government of Sweden:",
                "ROBERT OLDING",
                "  1. Not printed.",
            ],
            id="what follows is left alone",
        ),
    ],
)
def test_parted(lines: list[str], expected: list[str]) -> None:
    assert list(parted(lines)) == expected


@pytest.mark.parametrize(
    "line",
    ["", "For the Government of Denmark:", "For the Government and for the King the   matter is closed", "One   two"],
)
def test_no_columns(line: str) -> None:
    assert not is_two_columns(line)
    assert list(parted([line, "A   b"])) == [line, "A   b"]
