"""What is fuzzed: each target takes bytes, and returns whether they were understood."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import NamedTuple

from checks import check

from frusconv.batch.packed import complaining, decompressed, members
from frusconv.conversion import read
from frusconv.errors import FrusconvError
from frusconv.metadata import from_name, from_sidecar, gathered
from frusconv.model import NOTHING_KNOWN, FileSource, Source
from frusconv.persons.authority import read_persons
from frusconv.readers.tei_pieces import pieces
from frusconv.streams import limit_sources, page_text, whole
from frusconv.text.normalize import normalize, normalized
from frusconv.text.pages import keep, page_markers, strip
from frusconv.text.pieces import pieces as documents_in

ROOT = Path(__file__).parents[2]
_CASES = ROOT / "tests" / "cases"
_LARGEST = 1_000_000
# A folder for files that a target has to have on disk.
_SCRATCH = Path(tempfile.gettempdir()) / f"frusconv-fuzz-{os.getpid()}"


def text(data: bytes) -> bool:
    """Read raw text."""
    source = Source(data.decode("utf-8", "replace"), "fuzz.txt")
    documents_in(source.text)
    return _written(source, "text")


def tei(data: bytes) -> bool:
    """Read TEI as a whole, and cut into its documents."""
    source = FileSource(partial(BytesIO, data), "fuzz.xml")
    is_understood = _written(source, "tei")
    try:
        for _ in pieces(source):
            pass
    except FrusconvError:
        assert not is_understood, "understood as a whole, and not in pieces"
    return is_understood


def html(data: bytes) -> bool:
    """Read a web page."""
    try:
        page = page_text(data, "fuzz.html")
    except FrusconvError:
        return False
    return _written(Source(page, "fuzz.html"), "html")


def _written(source: Source | FileSource, name: str) -> bool:
    try:
        reading = read(source, NOTHING_KNOWN, name)
    except FrusconvError:
        return False
    check(source.name, reading)
    return True


def normalized_twice(data: bytes) -> bool:
    """Normalize text, in pieces and at once, and again; take its page markers out."""
    raw = data.decode("utf-8", "replace")
    once = normalize(raw)
    cut = len(raw) // 2
    assert "".join(normalized((raw[:cut], raw[cut:]))) == once, "another result in pieces"
    assert normalize(once) == once, "normalizing again changes it"
    list(page_markers(once))
    strip(once)
    keep(once)
    return bool(once)


def persons(data: bytes) -> bool:
    """Read a file of persons."""
    return _of_file(data, "persons.csv", read_persons)


def sidecar(data: bytes) -> bool:
    """Read a sidecar file; its first line is a file's name too."""
    name = data.partition(b"\n")[0].decode("utf-8", "replace")
    from_name(name)
    if "\0" not in name:
        with suppress(FrusconvError):
            gathered(f"<{name}", NOTHING_KNOWN)
    return _of_file(data, "fuzz.yaml", from_sidecar)


def archive(data: bytes) -> bool:
    """Read the files of an archive, which the first byte tells the kind of."""
    kinds = (".zip", ".tar", ".tar.gz", ".tar.xz", ".tar.bz2", ".gz", ".xz", ".bz2")
    kind = kinds[data[0] % len(kinds)] if data else ".zip"
    read_all = _members if ".tar" in kind or kind == ".zip" else _unpacked
    return _of_file(data[1:], f"fuzz{kind}", read_all)


def _members(path: str) -> None:
    limit_sources(_LARGEST)
    for member in members(path):
        with complaining(member.name), member.open() as file:
            whole(file, member.name)


def _unpacked(path: str) -> None:
    limit_sources(_LARGEST)
    with complaining(path), decompressed(path, path) as file:
        whole(file, path)


def _of_file(data: bytes, name: str, job: Callable[[str], object]) -> bool:
    _SCRATCH.mkdir(exist_ok=True)
    path = _SCRATCH / name
    path.write_bytes(data)
    try:
        job(str(path))
    except FrusconvError:
        return False
    return True


class Target(NamedTuple):
    """A target, and what it starts from."""

    run: Callable[[bytes], bool]
    seeds: Callable[[], Iterator[bytes]]


def _cases(*names: str) -> Iterator[bytes]:
    for name in names:
        for path in sorted(_CASES.glob(f"*/{name}")):
            if path.stat().st_size < 20_000:
                yield path.read_bytes()


def _texts() -> Iterator[bytes]:
    yield (ROOT / "samples" / "telegram.txt").read_bytes()
    yield from _cases("source.txt")


def _pages() -> Iterator[bytes]:
    yield from _cases("source.html", "expected.html")
    yield from (path.read_bytes() for path in sorted((ROOT / "tests" / "html").glob("*.html")))


def _persons() -> Iterator[bytes]:
    yield b"name,forms,office,from,to,ref\nJohn Doe,Doe|J. Doe,Minister,1936-01-01,1939,https://viaf.org/viaf/1\n"
    yield b'name;office\n"Roe; Jane";Consul\n'
    yield (
        b'<listPerson xmlns="http://www.tei-c.org/ns/1.0"><person xml:id="p"><persName><forename>J</forename>'
        b'<surname>Doe</surname></persName><occupation from="1936">Minister</occupation><idno type="VIAF">12</idno>'
        b"</person></listPerson>"
    )


def _sidecars() -> Iterator[bytes]:
    yield b"frus1939v03-d59.txt\n"
    yield b"volume: frus1939v03\ndocument: d59\ndate: \"1939-09-04\"\nplace: 'Strelsau'\npages: 62-63\nurl: https://a.b/\n"


def _archives() -> Iterator[bytes]:
    import bz2
    import gzip
    import lzma
    import tarfile
    import zipfile

    plain, packed = BytesIO(), BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as tar:
        member = tarfile.TarInfo("a/../b.txt")
        member.size = 5
        tar.addfile(member, BytesIO(b"Text."))
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive_file:
        archive_file.writestr("../a.txt", "Text." * 100)
    tar_data = plain.getvalue()
    yield from (b"\0" + packed.getvalue(), b"\1" + tar_data, b"\2" + gzip.compress(tar_data))
    yield from (b"\3" + lzma.compress(tar_data), b"\4" + bz2.compress(tar_data), b"\5" + gzip.compress(b"Text." * 100))
    yield from (b"\6" + lzma.compress(b"Text." * 100), b"\7" + bz2.compress(b"Text." * 100))


TARGETS = {
    "text": Target(text, _texts),
    "tei": Target(tei, lambda: _cases("source.xml", "expected.xml")),
    "html": Target(html, _pages),
    "normalize": Target(normalized_twice, _texts),
    "persons": Target(persons, _persons),
    "sidecar": Target(sidecar, _sidecars),
    "archive": Target(archive, _archives),
}
# Put between the bytes of seeds: what is markup, an end or an order somewhere.
WORDS = (
    *(
        "<script>",
        "</title>",
        "]]>",
        "-->",
        "<!--",
        "<![CDATA[",
        "<!DOCTYPE",
        "&#x1b;",
        "&amp;",
        "&lt;",
        "{=html}",
        "```",
    ),
    *(
        "\\input{",
        "=cmd|",
        "---\n",
        "...\n",
        "yes",
        "null",
        "1e3",
        "2020-01-01",
        "../",
        "/etc/passwd",
        "\x00",
        "\x1b[31m",
    ),
    *("\x9b", "\u202e", "\ufeff", "\ud7ff", "\uffff", "\U0001f600", "\u0301", "\r", "\u2028", "\t", "[Page 63]", "[1]"),
    *(
        "[Enclosure]",
        "Washington, May 3, 1936",
        "The Secretary of State to ",
        "(Doe)",
        "1. ",
        "\n\n",
        "\n  1. ",
        "[^1]: ",
    ),
    *("<p>", "<note n='1'>", "<pb n='1'/>", "<head>", "<div type='document' xml:id='d1'>", "<list><item>", "<table>"),
    *(
        "<row><cell>",
        "<opener>",
        "<closer>",
        "<signed>",
        "xml:id='x'",
        "<hi rend='italic'>",
        "<ref target='javascript:x'>",
    ),
)
