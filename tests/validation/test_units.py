"""A file as a stream of units: their bytes and places, however the file comes."""

from __future__ import annotations

from io import BytesIO
from time import process_time

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


@pytest.mark.parametrize("order", ["as they stand", "from the end", "by turns"])
@pytest.mark.parametrize("divider", [" ", "\n", "\n" * 3000], ids=["one line", "lines", "empty lines"])
def test_columns_are_counted_in_characters(divider: str, order: str) -> None:
    """Wherever it was looked last: in bytes, characters take one to four, and a long line has more than one step."""
    text = (
        f'<div type="document" xml:id="d1"><head>{f"a é “x” 𝒜{divider}" * 800}</head>{f"<p>é</p>{divider}" * 800}</div>'
    )
    (unit,) = UnitReader(FileSource(lambda: BytesIO(text.encode()), "example.xml")).units()
    places = unit.all("p")
    if order == "from the end":
        places = places[::-1]
    elif order == "by turns":
        places = [place for pair in zip(places, places[::-1], strict=True) for place in pair]
    for place in places:
        before = text.encode()[: place.offset].decode()
        expected = before.count("\n") + 1, len(before) - before.rfind("\n")
        assert unit.position(place) == expected


def test_columns_on_a_long_line_take_no_longer_at_its_end() -> None:
    """Asked for backwards, each of these would else be counted from the beginning of the line."""
    text = f'<div type="document" xml:id="d1">{"<p>é text</p>" * 200_000}</div>'
    (unit,) = UnitReader(FileSource(lambda: BytesIO(text.encode()), "example.xml")).units()
    places = unit.all("p")[::-5]
    begun = process_time()
    for place in places:
        unit.position(place)
    assert process_time() - begun < 5  # It took 0.1 s; counted from the beginning, more than a minute.
