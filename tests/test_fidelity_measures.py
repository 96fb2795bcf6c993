"""The measures of benchmarks/complete.py and fidelity.py themselves: what they read, render, compare and print."""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

BENCHMARKS = Path(__file__).resolve().parents[1] / "benchmarks"

DOCUMENT = """<div type="document" xmlns="http://www.tei-c.org/ns/1.0"
  xmlns:frus="http://history.state.gov/frus/ns/1.0">
  <note rend="inline" type="source">711.90/5–3051: Telegram</note>
  <head>The Consul at <hi>Rurburg</hi> (Olding) to the Secretary of State</head>
  <opener><dateline>Rurburg, May 30, 1951.<lb/>[Received June 2.]</dateline><seg>secret</seg></opener>
  <list type="participants"><head>PARTICIPANTS</head><item>Mr. Olding<note n="1" xml:id="fn1">Consul.</note></item>
    <pb n="12"/><item>Mr. Marsh</item></list>
  <p>The dues are <pb n="13"/>as follows: <list><label>1.</label><item>Lights
    <list><item>Summer</item></list></item></list> and no more.</p>
  <table><row><cell>Port</cell><cell>Dues</cell></row><pb n="14"/><row><cell>Rurburg</cell><cell/></row></table>
  <quote rend="blockquote"><p>No ship shall pay twice.</p></quote>
  <closer><signed><persName>Olding</persName><lb/>Consul</signed></closer>
  <frus:attachment><head>[Enclosure]</head><dateline>Kleinhafen, May 1, 1951.</dateline><p>Sir: I paid.</p>
    <closer><signed>Marsh</signed></closer></frus:attachment>
</div>"""


@pytest.fixture
def measures(monkeypatch: pytest.MonkeyPatch) -> Any:
    monkeypatch.syspath_prepend(str(BENCHMARKS))
    import complete
    import complete_layouts
    import complete_parts

    yield complete, complete_layouts, complete_parts
    for name in ("complete", "complete_layouts", "complete_parts"):
        sys.modules.pop(name, None)


def test_fields(measures: Any) -> None:
    _, _, parts = measures
    found = parts.fields(parts.parts_of(etree.fromstring(DOCUMENT)))
    assert found == {
        "heading": ["The Consul at Rurburg (Olding) to the Secretary of State"],
        "source note": ["711.90/5–3051: Telegram"],
        "datelines": ["Rurburg, May 30, 1951. [Received June 2.]"],
        "opener lines": ["secret"],
        "paragraphs": ["The dues are as follows:", "and no more."],
        "lists": [
            ["participants", "PARTICIPANTS", [["", "Mr. Olding"], ["", "Mr. Marsh"]]],
            [None, None, [["1.", "Lights"]]],
            [None, None, [["", "Summer"]]],
        ],
        "tables": [[["Port", "Dues"], ["Rurburg"]]],
        "quotes": [["No ship shall pay twice."]],
        "signatures": ["Olding Consul"],
        "attachment headings": [["Enclosure"]],
        "attachment datelines": [["Kleinhafen, May 1, 1951."]],
        "attachment text": [["Sir: I paid."]],
        "attachment signatures": [["Marsh"]],
        "attachments": 1,
        "order": "source heading dateline line list paragraph list paragraph table quote signature attachment".split(),
        "notes": ["Consul."],
        "anchors": ["NTSMr.Olding"],
        "pages": ["12", "13", "14"],
    }


TABLES = {
    "tabs": "Port\tDues\n[Page 14]\nRurburg\t",
    "pipes": "| Port | Dues |\n[Page 14]\n| Rurburg |  |",
    "columns": "Port      Dues\n[Page 14]\nRurburg",
}
LISTS = {
    "tabs": "PARTICIPANTS\n  • Mr. Olding1\n[Page 12]\n  • Mr. Marsh",
    "pipes": "PARTICIPANTS\n\n• Mr. Olding1\n\n[Page 12]\n\n• Mr. Marsh",
    "columns": "PARTICIPANTS\n  • Mr. Olding1\n[Page 12]\n  • Mr. Marsh",
}


@pytest.mark.parametrize("layout", TABLES)
def test_rendered(measures: Any, layout: str) -> None:
    _, layouts, parts = measures
    blocks = layouts.rendered(parts.parts_of(etree.fromstring(DOCUMENT)), layout)
    start = "711.90/5–3051: Telegram\n\nThe Consul at Rurburg (Olding) to the Secretary of State\n\n"
    assert blocks.startswith(f"{start}Rurburg, May 30, 1951.\n\n[Received June 2.]\n\nsecret\n\n{LISTS[layout]}\n\n")
    assert "\n\nThe dues are [Page 13] as follows:\n\n1. Lights\n" in blocks
    assert f"\n\n{TABLES[layout]}\n\n" in blocks
    assert blocks.endswith("\n\n[Enclosure]\n\nKleinhafen, May 1, 1951.\n\nSir: I paid.\n\nMarsh\n  1. Consul.\n")


def test_a_document_compared_with_itself_is_right(measures: Any) -> None:
    complete, _, parts = measures
    result = complete.Result(Counter(), Counter(), Counter(), Counter(), [])
    wanted = parts.fields(parts.parts_of(etree.fromstring(DOCUMENT)))
    complete.compare(wanted, wanted, "tabs", result)
    assert result.right == result.asked
    assert result.each_right == result.each_asked
    assert len(result.asked) == len(wanted) + 1


def test_a_difference_counts(measures: Any) -> None:
    complete, _, parts = measures
    result = complete.Result(Counter(), Counter(), Counter(), Counter(), [])
    wanted = parts.fields(parts.parts_of(etree.fromstring(DOCUMENT)))
    found = parts.fields(parts.parts_of(etree.fromstring(DOCUMENT.replace("Summer", "Winter"))))
    complete.compare(wanted, found, "tabs", result)
    wrong = [name for _, name in result.asked if result.right["tabs", name] != result.asked["tabs", name]]
    assert wrong == ["lists", "whole"]
    assert (result.each_right["tabs", "lists"], result.each_asked["tabs", "lists"]) == (2, 3)
    assert "| lists | 0 of 1 | 2 of 3 |" in complete.table(result, ["tabs"])


def test_official_documents_compared_with_themselves_are_right(measures: Any, shared: Path) -> None:
    complete, _, parts = measures
    result = complete.Result(Counter(), Counter(), Counter(), Counter(), [])
    volumes = sorted((shared / "corpus").glob("*.xml.xz"))[:2]
    for div in (div for volume in volumes for div in complete.documents(volume)):
        wanted, again = (parts.fields(parts.parts_of(div)) for _ in range(2))
        complete.compare(wanted, again, "tabs", result)
    assert result.asked["tabs", "whole"] > 100
    assert result.right == result.asked
    assert result.each_right == result.each_asked
