"""Nothing of a source is lost: held for arbitrary text, and for every document of the official volumes."""

from __future__ import annotations

import lzma
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import example, given, reject, settings
from hypothesis import strategies as st

from frusconv.conversion import convert
from frusconv.errors import NotUnderstoodError
from frusconv.model import Source
from frusconv.writers import Profile, WriteOptions
from tests.linear import difference

LAYOUTS = ("web", "full", "lines", "wrapped")

HEADINGS = (
    "The Ambassador in Ruritania (Doe) to the Secretary of State",
    "12. Telegram From the Embassy in Ruritania to the Department of State1",
    "761.94/1132: Telegram\n\nThe Secretary of State to the Chargé in Ruritania (Roe)2",
    "[Page 7]\n\nNo. 264\n\nMemorandum of Conversation, by the Officer in Charge (Poe)",
    "Editorial Note",
)
WORDS = st.one_of(
    st.sampled_from(
        "the of Embtel Deptel 1591,2 July 4.16 Jan 102 19511 $1,5002 p. m. 11 (Tab A)1 word* word,‡ “quoted”3 — "
        "– - con- "
        "tinue and [Page 63] [Page XII] [Page 64] [sic] [Doe.] ( x ) . . . . … • 1. 2. Secto 9. & < > \" ' No. "
        "20431; ½ é "
        "e\u0301 \u00a0 \u200b \t \x07 non-aggression SUBJECT PARTICIPANTS Steinhardt Jr.".split(" ")
    ),
    st.text(min_size=1, max_size=8),
)
LINE = st.lists(WORDS, min_size=1, max_size=30).map(" ".join)
BLOCK = st.one_of(
    LINE,
    st.lists(LINE, min_size=2, max_size=4).map("\n".join),
    st.sampled_from(
        [
            "Moscow, September 4, 1939—11 a.m.",
            "[Received September 5—9:30 a.m.]",
            "Vologda, April 9,\n1918, 8 p.m.",
            "secret priority",
            "Top Secret",
            "SUBJECT\n\n• Soviet-Japanese relations1",
            "[Page 63]",
            ". . . . . . .",
            "Steinhardt",
            "P.S. More later.",
            "John Doe\nActing Director",
            "[Washington,] May 2, 1951.",
        ]
    ),
)
NOTES = st.lists(LINE.map(lambda line: line.replace("\n", " ")), max_size=4)


@st.composite
def documents(draw: st.DrawFn) -> str:
    """Documents with anything in them: print's forms, and what only chance writes."""
    blocks = [draw(st.sampled_from(HEADINGS)), *draw(st.lists(BLOCK, max_size=7))]
    separator = draw(st.sampled_from(["\n\n", "\n", "\n\n\n", "\r\n\r\n"]))
    first = draw(st.integers(0, 30))
    notes = "".join(f"\n  {number}. {text}" for number, text in enumerate(draw(NOTES), first))
    return separator.join(blocks) + notes + "\n"


@settings(max_examples=400, deadline=None)
@given(documents(), st.sampled_from(["tei", "frus"]))
@example("Editorial Note\n\nWord1 and word\n  1. First.\n  2. No marker.\n", "tei")
def test_arbitrary_text(text: str, profile: Profile) -> None:
    try:
        output = convert((Source(text),), options=WriteOptions(profile)).output
    except NotUnderstoodError:
        reject()  # A heading that runs into the line below it is none, and is refused, not lost.
    assert difference(output, text) is None


@pytest.fixture(scope="module")
def pairs(shared: Path) -> ModuleType:
    """The maker of raw text from official volumes."""
    sys.path.insert(0, str(shared / "tools"))
    try:
        import fruspairs  # type: ignore[import-not-found]  # it stands beside the official volumes
    finally:
        sys.path.pop(0)
    module: ModuleType = fruspairs
    return module


def corpus_documents(pairs: Any, path: Path) -> Iterator[tuple[str, Any]]:
    from lxml import etree

    root = etree.fromstring(lzma.decompress(path.read_bytes()), etree.XMLParser(**pairs.PARSER))
    for div in root.iter(pairs.TEI + "div"):
        if div.get("type") == "document":
            yield f"{path.name.split('.')[0]}-{div.get(pairs.XMLID)}", div


@pytest.mark.parametrize("layout", LAYOUTS)
def test_official_volumes(pairs: Any, shared: Path, layout: str) -> None:
    lost: dict[str, str] = {}
    for path in sorted((shared / "corpus").glob("*.xml.xz")):
        for name, div in corpus_documents(pairs, path):
            text = pairs.render(div, layout)
            found = difference(convert((Source(text, f"{name}.txt"),)).output, text)
            if found:
                lost[name] = found
    assert lost == {}
