"""CSL-JSON in citeproc-js, the engine of Zotero: each field as it prints it, by a style of the tests' own.

The engine comes from npm into the user's cache folder; where there is no node or no network, the tests are skipped.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from frusconv.citation import StyleOptions
from frusconv.citation.data import records
from frusconv.citation.data.csl_json import item
from frusconv.citation.dates import Day
from tests.citation.samples import EARLY, SAMPLES, TELEGRAM

ENGINE = "citeproc@2.4.63"  # CPAL-1.0 or AGPL-1.0: for the tests alone, and no part of the package.
SEPARATOR = "\u241f"
TEXTS = tuple("title container-title volume-title number publisher publisher-place status note URL ISBN".split())
NAMES = ("author", "editor")
DATES = ("issued", "original-date", "accessed")
FIELDS = ("type", *TEXTS, "volume", "page", *NAMES, *DATES)
_NAME = '<names variable="{0}"><name and="text" delimiter-precedes-last="never" sort-separator=", "/></names>'
_DATE = '<date variable="{0}" delimiter="-" range-delimiter="/"><date-part name="year"/><date-part name="month" \
form="numeric-leading-zeros"/><date-part name="day" form="numeric-leading-zeros"/></date>'
_VOLUME = """\
<text value=" "/><choose><if is-numeric="volume"><label variable="volume" form="short" suffix=" "/>
<number variable="volume"/></if><else><text variable="volume"/></else></choose>
"""
STYLE = """\
<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="note" demote-non-dropping-particle="never">
<info><title>Fields</title><id>https://example.org/fields</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout>
<choose><if type="chapter"><text value="chapter"/></if><else-if type="book"><text value="book"/></else-if></choose>
{fields}
</layout></citation></style>
"""
LOCALE = """\
<locale xmlns="http://purl.org/net/xbiblio/csl" version="1.0" xml:lang="en-US">
<style-options punctuation-in-quote="true"/>
<terms><term name="and">and</term><term name="et-al">et al.</term><term name="open-quote">“</term>
<term name="close-quote">”</term><term name="open-inner-quote">‘</term><term name="close-inner-quote">’</term>
<term name="page-range-delimiter">–</term>
<term name="volume" form="short"><single>vol.</single><multiple>vols.</multiple></term>
<term name="part" form="short"><single>pt.</single><multiple>pts.</multiple></term>
<term name="page" form="short"><single>p.</single><multiple>pp.</multiple></term></terms></locale>
"""
SCRIPT = """\
const CSL = require("citeproc");
const {style, locale, items} = JSON.parse(require("fs").readFileSync(0, "utf8"));
const out = items.map(item => {
  const engine = new CSL.Engine({retrieveLocale: () => locale, retrieveItem: () => structuredClone(item)}, style);
  engine.updateItems([item.id]);
  return engine.previewCitationCluster(
    {citationItems: [{id: item.id}], properties: {noteIndex: 1}}, [], [], "text");
});
console.log(JSON.stringify(out));
"""


@pytest.fixture(scope="session")
def engine() -> Path:
    """The folder in which node finds citeproc-js."""
    if not shutil.which("node"):
        pytest.skip("no node here; install it to try CSL-JSON in citeproc-js")
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "frusconv-tests"
    if not (folder / "node_modules" / "citeproc").is_dir():
        if not shutil.which("npm"):
            pytest.skip("citeproc-js is not here, and no npm to get it")
        folder.mkdir(parents=True, exist_ok=True)
        command = [
            "npm",
            "install",
            "--silent",
            "--no-save",
            "--no-audit",
            "--no-fund",
            "--prefix",
            str(folder),
            ENGINE,
        ]
        try:
            done = subprocess.run(command, capture_output=True, timeout=60, check=False).returncode
        except subprocess.TimeoutExpired:
            done = 1
        if done:
            pytest.skip("npm cannot install citeproc-js; it needs the network")
    return folder


def style() -> str:
    printed = [f'<text variable="{name}"/>' for name in (*TEXTS, "volume", "page")]
    printed += [_NAME.format(name) for name in NAMES] + [_DATE.format(name) for name in DATES]
    return STYLE.replace("{fields}", "\n".join(f'<text value="{SEPARATOR}"/>{one}' for one in printed))


def printed(engine: Path, items: list[dict[str, Any]], own_style: str) -> list[str]:
    request = json.dumps({"style": own_style, "locale": LOCALE, "items": items})
    done = subprocess.run(
        ["node", "-e", SCRIPT], input=request.encode(), capture_output=True, cwd=engine, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    return [text.strip() for text in json.loads(done.stdout)]


def fields_printed(engine: Path, items: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [dict(zip(FIELDS, text.split(SEPARATOR), strict=True)) for text in printed(engine, items, style())]


def as_printed(made: dict[str, Any]) -> dict[str, str]:
    """Return an item's fields as the style should print them; `vol.` goes into the label that it has not."""
    fields = {name: made.get(name, "") for name in ("type", *TEXTS)}
    fields["volume"] = made.get("volume", "").removeprefix("vol. ")
    fields["page"] = made.get("page", "").replace("-", "–")
    fields |= {name: _names(made.get(name, [])) for name in NAMES}
    return fields | {name: _date(made.get(name, {}).get("date-parts", [])) for name in DATES}


def _names(names: list[dict[str, str]]) -> str:
    parts = ("given", "dropping-particle", "non-dropping-particle", "family", "suffix")
    texts = [name.get("literal") or " ".join(name[part] for part in parts if part in name) for name in names]
    return " and ".join(filter(None, (", ".join(texts[:-1]), *texts[-1:])))


def _date(days: list[list[int]]) -> str:
    """Return a date, the last of two days without what it shares with the first."""
    texts = [[f"{part:02}" for part in day] for day in days]
    if len(texts) == 2:
        while texts[1] and texts[0][: 1 + len(texts[0]) - len(texts[1])][-1] == texts[1][0]:
            del texts[1][0]
    return "–".join(map("-".join, texts))


def _folded(fields: dict[str, str]) -> dict[str, str]:
    """Return fields without quotes, which the engine turns into those of print, and the blanks at them."""
    return {name: "".join(c for c in text if c not in "\"'“”‘’ ") for name, text in fields.items()}


def test_fields(engine: Path) -> None:
    options = StyleOptions(accessed=Day(2026, 1, 15))
    items = [json.loads(line) for line in records(SAMPLES.values(), "csl-jsonl", options)]
    for label, made, found in zip(SAMPLES, items, fields_printed(engine, items), strict=True):
        assert _folded(found) == _folded(as_printed(made)), label


@pytest.mark.parametrize(
    ("number", "expected"),
    [
        ("Volume III", "vol. 3"),
        ("Volume XIX, Part 1", "vol. 19, pt. 1"),
        ("Volumes X/XI/XII, Microfiche Supplement", "vols. 10/11/12, microfiche supplement"),
    ],
)
def test_number_of_volume(engine: Path, number: str, expected: str) -> None:
    """In the way of the Chicago style: a label before numbers, and all else as it stands."""
    made = item(TELEGRAM._replace(book=EARLY._replace(number=number)))
    own_style = STYLE.replace("{fields}", _VOLUME)
    assert printed(engine, [made], own_style) == [f"chapter {expected}"]


def test_notes_are_no_fields(engine: Path) -> None:
    """A note of `number: x` would be taken for the field."""
    made = item(SAMPLES["no sender"]._replace(kind="", telegram_number="", place="number: x", file_number=""))
    (found,) = fields_printed(engine, [made])
    assert found["number"] == ""
