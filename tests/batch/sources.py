"""Documents as sources, and batches of them as processes of their own."""

from __future__ import annotations

import io
import tarfile
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.batch.calls import called
from tests.batch.support import sample
from tests.support import Ran, frusconv

TEI = "http://www.tei-c.org/ns/1.0"


DIV = '<div type="document" xml:id="d{0}" n="{0}"><head>{0}. Editorial Note</head><p>The Regent of Ruritania.</p></div>'


VOLUME = f'<TEI xmlns="{TEI}" xml:id="v"><text><body>{DIV.format(1)}\n{DIV.format(2)}</body></text></TEI>'


ONE = f'<TEI xmlns="{TEI}"><text><body>{DIV.format(7)}</body></text></TEI>'


PAGE = (
    "<!DOCTYPE html><html><head><title>x</title></head><body><h1>The Secretary of State to the Minister in Ruritania "
    "(Rassendyll)</h1><p>Strelsau, May 4, 1899.</p><p>Your telegram is received.</p></body></html>"
)


FILES: dict[str, bytes] = {
    "one.txt": sample("One.").encode(),
    "deep/er/two.txt": sample("Two, in é and 🕊.").encode(),
    "page.html": PAGE.encode(),
    "single.xml": ONE.encode("utf-16"),
    "volume.xml": VOLUME.encode(),
}


def batch(*arguments: str | Path, stdin: bytes = b"", cwd: Path = Path("/")) -> Ran:
    """Run a batch, in a process of its own where standard input is read."""
    return frusconv("batch", *arguments, stdin=stdin, cwd=cwd) if stdin else called(*arguments, cwd=cwd)


def laid(folder: Path, files: Mapping[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def zipped(files: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


def tarred(files: Mapping[str, bytes], mode: str = "w", form: int = tarfile.PAX_FORMAT) -> bytes:
    data = io.BytesIO()
    with tarfile.open(fileobj=data, mode=mode, format=form) as archive:  # type: ignore[call-overload]
        for name, content in files.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            archive.addfile(info, io.BytesIO(content))
    return data.getvalue()
