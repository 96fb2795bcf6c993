"""How many mistakes `frusconv validate` finds: official documents that break no rule are given one mistake each.

    python benchmarks/mutations.py [VOLUME...] [--mutations 1000] [--seed 1] [--show]

Each kind of mistake is one that editors make. It counts as found if the rule for it is broken, and no other will do.
Without a VOLUME the volumes of ../shared/corpus are taken.
"""

from __future__ import annotations

import argparse
import copy
import random
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from lxml import etree
from mutation_kinds import KINDS, TEI, XML

from frusconv.model import Source
from frusconv.validation.checks import rules
from frusconv.validation.fixing import fixed
from frusconv.validation.validate import findings

CORPUS = Path(__file__).parents[2] / "shared" / "corpus"
HEADER = """<teiHeader><fileDesc><titleStmt>
<title type="complete">Foreign Relations of the United States, 1949, Volume VII</title>
<title type="series">Foreign Relations of the United States</title><title type="sub-series">1949</title>
<title type="volume-number">Volume VII</title><title type="volume">A Volume</title></titleStmt>
<publicationStmt><publisher>Department of State</publisher><date type="publication-date" when="1998">1998</date>
<date type="content-date" notBefore="1961-01-01" notAfter="1980-12-31">1961–1980</date></publicationStmt>
<notesStmt><note>A note.</note></notesStmt>
<sourceDesc><p>From print.</p></sourceDesc></fileDesc><encodingDesc><tagsDecl>
<rendition xml:id="left" scheme="css">text-align: left;</rendition>
<rendition xml:id="center" scheme="css">text-align: center;</rendition>
<rendition xml:id="right" scheme="css">text-align: right;</rendition></tagsDecl></encodingDesc></teiHeader>"""
SPACES = 'xmlns="http://www.tei-c.org/ns/1.0" xmlns:frus="http://history.state.gov/frus/ns/1.0"'


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("volumes", nargs="*", type=Path)
    parser.add_argument("--mutations", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", action="store_true", help="print every mistake that was not found")
    arguments = parser.parse_args()
    valid = list(valid_documents(arguments.volumes))
    print(f"{len(valid):,} documents break no rule", flush=True)
    tried, found = run(valid, arguments.mutations, arguments.seed, tell=print if arguments.show else lambda _: None)
    for name in sorted(tried):
        print(f"{name:<34} {found[name]:>4} of {tried[name]:>4}")
    print(f"{'all':<34} {sum(found.values()):>4} of {sum(tried.values()):>4}: {share(found, tried):.1f} %")


def share(found: Counter[str], tried: Counter[str]) -> float:
    """Return the share of mistakes that were found, in percent."""
    return 100 * sum(found.values()) / max(sum(tried.values()), 1)


def valid_documents(volumes: list[Path]) -> Iterator[etree._Element]:
    """Yield official documents, each a file of its own, that break no rule once what can be mended safely is."""
    for path in volumes or sorted(CORPUS.glob("*.xml.xz")):
        for div in documents_in(path):
            root = etree.fromstring(f"<TEI {SPACES}>{HEADER}<text><body/></text></TEI>")
            body = next(root.iter(f"{TEI}body"))
            body.append(without_outside(div))
            text = etree.tostring(root, encoding="unicode")
            mended = fixed(text.encode(), "document.xml", findings)
            if not mended.left:
                yield etree.fromstring(mended.data)


def documents_in(path: Path) -> Iterator[etree._Element]:
    """Yield the documents of a volume."""
    import lzma

    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    root = etree.fromstring(data, etree.XMLParser(collect_ids=False))
    yield from (div for div in root.iter(f"{TEI}div") if div.get("type") == "document")


def without_outside(div: etree._Element) -> etree._Element:
    """Return a document alone, without pointers to what stands elsewhere in its volume."""
    alone = copy.deepcopy(div)
    alone.tail = None
    ids = {element.get(f"{XML}id") for element in alone.iter()}
    for element in alone.iter(etree.Element):
        for name in ("target", "corresp"):
            value = element.get(name, "")
            if value.startswith("#") and value[1:] not in ids:
                if name == "target" and element.tag == f"{TEI}ref":
                    element.set(name, "frus1949v07p1")
                else:
                    del element.attrib[name]
    return alone


def codes_in(root: etree._Element) -> set[str]:
    """Return the codes of the rules that a file breaks."""
    return {finding.code for finding in findings(Source(etree.tostring(root, encoding="unicode"), "document.xml"))}


def run(
    valid: list[etree._Element], count: int, seed: int, tell: Callable[[str], object]
) -> tuple[Counter[str], Counter[str]]:
    """Make so many mistakes, of each kind as many, and return by kind how many were made and how many of them found.

    A kind that few documents can have is made less often.
    """
    tried, found = Counter[str](), Counter[str]()
    chance = random.Random(seed)  # noqa: S311 - no secret: the same seed makes the same mistakes
    for name, kind in KINDS.items():
        assert kind.code in rules(), f"{name}: no rule is called {kind.code}"
        for document in chance.sample(valid, len(valid)):
            if tried[name] == -(-count // len(KINDS)):
                break
            root = copy.deepcopy(document)
            div = next(root.iter(f"{TEI}div"))
            identifier = div.get(f"{XML}id")
            if not kind.make(div, chance):
                continue
            tried[name] += 1
            codes = codes_in(root)
            if kind.code in codes:
                found[name] += 1
            else:
                tell(f"{name} in {identifier}: {kind.code} not among {sorted(codes)}")
    return tried, found


if __name__ == "__main__":
    main()
