"""A file as a stream of units: their bytes and places, however the file comes."""

from __future__ import annotations

from io import BytesIO

import pytest

from frusconv.model import FileSource
from frusconv.validation import units
from frusconv.validation.units import UnitReader

DOCUMENT = '<div type="document" n="{0}" xml:id="d{0}">\n<head>{0}. Nöte</head><p>Tölls.</p></div>'
FILE = (
    '<?xml version="1.0"?>\n<TEI xmlns="http://www.tei-c.org/ns/1.0"><text><body>'
    + "".join(f'\n {DOCUMENT.format(number)}\n<pb n="{number}"/>' for number in range(4))
    + "</body></text></TEI>"
).encode()


@pytest.mark.parametrize("step", [1, 2, 3, 7, 31, 64, 100])
def test_bytes_of_units(step: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """A tag that one step begins and the next ends is whole."""
    monkeypatch.setattr(units, "STEP", step)
    read = UnitReader(FileSource(lambda: BytesIO(FILE), "example.xml")).units()
    found = [
        (unit.document, unit.cut(unit.root.offset, unit.behind(unit.root))) for unit in read if unit.kind != "frame"
    ]
    expected = [
        pair
        for number in range(4)
        for pair in ((f"d{number}", DOCUMENT.format(number).encode()), (None, f'<pb n="{number}"/>'.encode()))
    ]
    assert found == expected
