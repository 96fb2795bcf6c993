"""The diagnostic codes: each is documented, and nothing but these is reported."""

from __future__ import annotations

import re

from tests.conftest import ROOT


def documented() -> set[str]:
    section = (ROOT / "README.md").read_text(encoding="utf-8").partition("## Diagnostics")[2].partition("## ")[0]
    return set(re.findall(r"^\| `([a-z-]+)` \|", section, re.MULTILINE))


def used() -> set[str]:
    """The codes in what reads and cites sources: the first argument of a diagnostic, or a literal passed on as one."""
    package = ROOT / "frusconv"
    folders = ("readers", "text", "citation", "references", "catalogue", "persons")
    paths = [*(path for name in folders for path in (package / name).glob("*.py")), *(package / "cli").glob("*.py")]
    # The names of classes on web pages read like codes.
    text = "\n".join(path.read_text(encoding="utf-8") for path in paths if path.name != "html_names.py")
    words = "note|page|date|dateline|heading|kind|sender|source-note|signature|control|markup|duplicate|volume|citation"
    words += "|index|person|mail|notes|running"
    others = ("enclosure", "document-missing", "document-twice", "link-dropped")
    return set(re.findall(rf'"((?:{words})-[a-z-]+)"', text)) | {code for code in others if f'"{code}"' in text}


def test_codes_are_documented() -> None:
    assert used() == documented()
