"""Citations found in text, and encoded in documents."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from frusconv.citation import STYLES, StyleOptions, cited_by_id, rendered, style
from frusconv.model import Metadata
from frusconv.references import Context, find_references
from frusconv.references.plain import in_plain_text
from tests.conftest import TESTS
from tests.support import frusconv

OWN = Context(
    "frus1952-54v09p1", {"d12", "d13", "d14", "d12fn3", "pg_63", "pg_64", "pg_92"}, "d13", "d12", "d14", (1, 990)
)


def found(text: str, context: Context | None = None) -> list[str]:
    """Return the volume and the place of each citation as one."""
    references = find_references(text, context or Context())
    return ["#".join(filter(None, (one.volume, one.place))) for one in references]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("FRUS, 1961–1963, vol. V, doc. 32", ["frus1961-63v05#d32"]),
        ("FRUS, 1961-63, vol. 5, Document 32.", ["frus1961-63v05#d32"]),
        ("Foreign Relations, 1961–1963, vol. V, Documents 32 and 35", ["frus1961-63v05#d32", "frus1961-63v05#d35"]),
        ("Foreign Relations, 1939, vol. iii, p. 62", ["frus1939v03#pg_62"]),
        ("Foreign Relations, 1939, vol. III, pp. 62–63", ["frus1939v03#pg_62", "frus1939v03#pg_63"]),
        ("ibid., 1952–1954, vol. xii, Part 2, p. 5", []),
        ("Foreign Relations, 1952–1954, vol. xii, Part 2, p. 5", ["frus1952-54v12p2#pg_5"]),
        ("Foreign Relations, 1951, vol. vii, Part 1, p. 5", ["frus1951v07p1#pg_5"]),
        ("Foreign Relations of the United States, 1969–1976, volume E–9, part 1, Document 3", ["frus1969-76ve09p1#d3"]),
        ("FRUS 1939, 3:62", ["frus1939v03#pg_62"]),
        ("Foreign Relations, 1964–1968, vol. XXXIV.", ["frus1964-68v34"]),
        ("Foreign Relations, 1939, vol. iii, p. 62; ibid., p. 70.", ["frus1939v03#pg_62", "frus1939v03#pg_70"]),
        ("FRUS, 1961–1963, vol. V, doc. 32, and ibid., doc. 33.", ["frus1961-63v05#d32", "frus1961-63v05#d33"]),
        (
            "Foreign Relations, 1939, vol. iii, p. 62; ibid., 1940, vol. iv, p. 5",
            ["frus1939v03#pg_62", "frus1940v04#pg_5"],
        ),
        (
            "Foreign Relations, 1964–1968, vol. XXII, Documents 1–3",
            ["frus1964-68v22#d1", "frus1964-68v22#d3"],
        ),
        ("UN document S/1234, p. 5", []),
        ("Department of State Bulletin, June 5, 1950, p. 12", []),
        ("JCS 1234/5, p. 3", []),
        ("the foreign relations of the United States in 1939", []),
        ("He arrived on Document 7 Street.", ["#d7"]),
        ("Telegram 1234, June 5, 1950, not printed.", []),
        ("", []),
    ],
)
def test_text_of_any_kind(text: str, expected: list[str]) -> None:
    volumes = [one.removeprefix("#") if one.startswith("#") else one for one in expected]
    assert found(text) == volumes


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("See Document 14.", ["frus1952-54v09p1#d14"]),
        ("See footnote 3, Document 12.", ["frus1952-54v09p1#d12fn3"]),
        ("Supra.", ["frus1952-54v09p1#d12"]),
        ("Infra.", ["frus1952-54v09p1#d14"]),
        ("For text, see p. 63.", ["frus1952-54v09p1#pg_63"]),
        ("See ante, p. 92.", ["frus1952-54v09p1#pg_92"]),
        ("Reported in Bulletin, p. 92.", []),
        ("See Document 99.", []),
    ],
)
def test_note_of_a_volume(text: str, expected: list[str]) -> None:
    assert found(text, OWN) == expected


def test_what_a_document_of_the_time_says_is_no_citation_of_the_volume() -> None:
    assert found("We refer to page 63 of the report.", OWN._replace(is_editorial=False)) == []


@pytest.mark.parametrize("name", ["historian", "chicago-note", "chicago-short", "chicago-bib", "turabian"])
@pytest.mark.parametrize(
    ("metadata", "expected"),
    [
        (Metadata(volume="frus1969-76v19p1", document="d75"), ["frus1969-76v19p1#d75"]),
        (Metadata(volume="frus1964-68v22", document="d5"), ["frus1964-68v22#d5"]),
        (Metadata(volume="frus1939v03", document="d59", pages="62"), ["frus1939v03#pg_62"]),
    ],
)
def test_what_is_cited_is_found_again(name: str, metadata: Metadata, expected: list[str]) -> None:
    assert name in STYLES
    text = rendered(style(name)(cited_by_id(metadata), StyleOptions()))
    assert found(f"See {text}") == expected


def test_a_volume_by_the_rule_alone_is_told() -> None:
    (one,) = find_references("FRUS, 1969–1976, vol. LIX, doc. 4")
    assert (one.volume, one.is_known) == ("frus1969-76v59", False)


def test_extent_and_address() -> None:
    text = "The text (see FRUS, 1961–1963, vol. V, doc. 32) is clear."
    (one,) = find_references(text)
    assert text[one.start : one.end] == one.text == "FRUS, 1961–1963, vol. V, doc. 32"
    assert one.url == "https://history.state.gov/historicaldocuments/frus1961-63v05/d32"


def test_places_in_a_text_over_several_lines() -> None:
    text = "One.\n\nSee FRUS, 1961–1963,\nvol. V, doc. 32; and\nibid., doc. 33.\n\nAlso ibid., doc. 34.\n"
    places = [(place.line, place.column, one.place) for place, one in in_plain_text(text)]
    assert places == [(3, 5, "d32"), (5, 1, "d33"), (7, 6, "d34")]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(st.sampled_from("FRUS,|1961–1963|vol.|V,|doc.|32|ibid.,|p.|63|(|)|“|”|;|Document|and|–|\n|ff.".split("|")))
)
def test_found_extents_never_overlap(words: list[str]) -> None:
    text = " ".join(words)
    end = 0
    for one in find_references(text, OWN):
        assert end <= one.start < one.end <= len(text)
        assert text[one.start : one.end] == one.text
        end = one.end


TELEGRAM = """The Ambassador in Ruritania (Doe) to the Secretary of State

Strelsau, June 10, 1961.

17. Nothing new.1 As before.2

1 See Foreign Relations, 1961–1963, vol. V, Document 32.
2 See p. 63, and Document 99.
"""


def test_to_tei_encodes_them(tmp_path: Path) -> None:
    plain = frusconv("to-tei", "--volume", "frus1961-63v06", "--document", "d7", stdin=TELEGRAM).out
    done = frusconv("to-tei", "--encode-citations", "--volume", "frus1961-63v06", "--document", "d7", stdin=TELEGRAM)
    assert done.status == 0, done.err
    first = '<ref target="frus1961-63v05#d32">Foreign Relations, 1961–1963, vol. V, Document 32</ref>'
    assert first in done.out
    assert re.sub(r'<ref target="frus[^>]*>(.*?)</ref>', r"\1", done.out) == plain  # Not a character but these.
    path = tmp_path / "a.xml"
    path.write_text(done.out, encoding="utf-8")
    again = frusconv("to-tei", "--encode-citations", path).out
    assert again.count("<ref") == done.out.count("<ref")  # What is encoded is not encoded twice.


def test_json_of_tei(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_text(frusconv("to-tei", "--volume", "frus1961-63v06", "--document", "d7", stdin=TELEGRAM).out)
    done = frusconv("find-citations", "--json", path)
    (first, *_) = json.loads(done.out)
    assert (first["volume"], first["document"], first["in_note"]) == ("frus1961-63v05", "32", "d7fn1")
    assert first["url"] == "https://history.state.gov/historicaldocuments/frus1961-63v05/d32"


def test_a_document_alone_cites_its_whole_volume(tmp_path: Path) -> None:
    """What a file of one document does not hold is a place of its volume; what a whole volume lacks is none."""
    path = tmp_path / "frus1961-63v06-d7.xml"
    source = TELEGRAM.replace("p. 63", "Document 12")
    path.write_text(frusconv("to-tei", "--volume", "frus1961-63v06", "--document", "d7", stdin=source).out)
    places = [(row["volume"], row["document"]) for row in json.loads(frusconv("find-citations", "--json", path).out)]
    assert places == [("frus1961-63v05", "32"), ("frus1961-63v06", "12"), ("frus1961-63v06", "99")]
    assert '<ref target="frus1961-63v06#d12">Document 12</ref>' in frusconv("to-tei", "--encode-citations", path).out
    volume = (TESTS / "cases" / "tei-volume" / "source.xml").read_text(encoding="utf-8")
    added = volume.replace("</p>", " [See Document 2 and Document 99.]</p>")
    (tmp_path / "volume.xml").write_text(added.replace("frus1936v09", "frus1961-63v06"), encoding="utf-8")
    found = json.loads(frusconv("find-citations", "--json", tmp_path / "volume.xml").out)
    assert {row["document"] for row in found if row["volume"] == "frus1961-63v06"} == {"2"}


def test_citation_without_volume_is_told() -> None:
    done = frusconv("find-citations", stdin="See Document 5, and FRUS, 1961–1963, vol. V, doc. 32.")
    assert done.status == 0
    words, url = "FRUS, 1961–1963, vol. V, doc. 32", "https://history.state.gov/historicaldocuments/frus1961-63v05/d32"
    assert done.out == f"1:21  frus1961-63v05  d32  {words}  {url}\n"
    assert "<stdin>:1:5: citation-unresolved" in done.err
    assert frusconv("find-citations", "--strict", stdin="See Document 5.").status == 7
    assert frusconv("find-citations", "--volume", "frus1961-63v05", stdin="See Document 5.").out.split()[1:3] == [
        "frus1961-63v05",
        "d5",
    ]
