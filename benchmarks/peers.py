"""Other programs that do what a writer does, as processes for a benchmark; and the floor beneath all of them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from timing import PROGRAM, Command

FLOOR = "floor: lxml parse, visit, write"
_FLOOR_CODE = """
import sys
from lxml import etree
tree = etree.parse(sys.argv[1], etree.XMLParser(collect_ids=False))
for element in tree.iter():
    pass
tree.write(sys.argv[2], encoding="utf-8")
"""
STYLESHEETS = "TEI Stylesheets: TEI to Markdown"
_SAXON_CODE = """
import sys
from saxonche import PySaxonProcessor
with PySaxonProcessor(license=False) as saxon:
    compiled = saxon.new_xslt30_processor().compile_stylesheet(stylesheet_file=sys.argv[1])
    compiled.transform_to_file(source_file=sys.argv[2], output_file=sys.argv[3])
"""
PANDOC_MARKDOWN = "pandoc: JSON to Markdown"
PANDOC_EPUB = "pandoc: Markdown to EPUB 3"


class CannotBeHadError(Exception):
    """A peer is not there; the message tells why."""


def floor(volume: Path, output: Path) -> Command:
    """Return the process that parses a volume, goes through its elements, and writes it."""
    return [sys.executable, "-c", _FLOOR_CODE, volume, output]


def pandoc(volume: Path, folder: Path) -> dict[str, Command]:
    """Return pandoc's processes; what they read is made here, from frusconv's Markdown of the volume."""
    found = subprocess.run(
        [sys.executable, "-c", "import pypandoc; print(pypandoc.get_pandoc_path())"],
        capture_output=True,
        text=True,
        check=False,
    )
    if not (program := found.stdout.strip()):
        raise CannotBeHadError("pypandoc has no pandoc here")
    markdown, tree = folder / "pandoc.md", folder / "pandoc.json"
    try:
        subprocess.run([PROGRAM, "to-markdown", volume, "-o", markdown], check=True, stderr=subprocess.DEVNULL)
        subprocess.run([program, "-f", "markdown", "-t", "json", markdown, "-o", tree], check=True)
    except subprocess.CalledProcessError as error:
        raise CannotBeHadError(f"{Path(error.cmd[0]).name} failed on what pandoc is to read") from None
    return {
        PANDOC_MARKDOWN: [program, "-f", "json", "-t", "markdown", tree, "-o", folder / "again.md"],
        PANDOC_EPUB: [program, "-f", "markdown", "-t", "epub3", markdown, "-o", folder / "pandoc.epub"],
    }


def stylesheets(checkout: Path | None, volume: Path, output: Path) -> Command:
    """Return the process that transforms a volume with the TEI Stylesheets; saxonche is installed if need be."""
    if checkout is None:
        raise CannotBeHadError("name a checkout of TEIC/Stylesheets with --stylesheets")
    stylesheet = checkout / "markdown" / "tei-to-markdown.xsl"
    if not stylesheet.is_file():
        raise CannotBeHadError(f"{stylesheet}: no such file")
    return [_python_with_saxonche(), "-c", _SAXON_CODE, stylesheet, volume, output]


def _python_with_saxonche() -> Path:
    """Return the Python of a virtual environment in the user's cache folder."""
    folder = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "frusconv-benchmarks"
    python = folder / "bin" / "python"
    try:
        if not python.exists():
            subprocess.run([sys.executable, "-m", "venv", folder], check=True)
        if subprocess.call([python, "-c", "import saxonche"], stderr=subprocess.DEVNULL):
            subprocess.run([python, "-m", "pip", "install", "--quiet", "saxonche"], check=True)
    except (OSError, subprocess.CalledProcessError) as error:
        raise CannotBeHadError(f"saxonche cannot be installed: {error}") from None
    return python
