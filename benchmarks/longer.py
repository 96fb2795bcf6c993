"""Unpacks a volume, or makes one that is N times as long, and prints how many documents it has.

    python benchmarks/longer.py VOLUME OUTPUT [N]

VOLUME is TEI, as .xml or .xml.xz. What stands in its body is repeated; copies have ids of their own, and their links
lead inside of the copy. A process of its own, as it holds a volume in memory (see timing.py).
"""

from __future__ import annotations

import lzma
import re
import sys
from pathlib import Path

_BODY = re.compile(rb"<body\b[^>]*>")
_DOCUMENT = re.compile(rb'<div\b[^>]*\stype="document')
_ID = re.compile(rb'\bxml:id="([^"]+)"')
_NAMED = re.compile(rb'(\bxml:id="|"#)([^"]+)"')


def longer(data: bytes, output: Path, times: int) -> int:
    """Write a volume with its body's content `times` times, a copy at a time; return the number of documents."""
    found = _BODY.search(data)
    start = found.end() if found else 0
    end = data.rfind(b"</body>") if found else 0
    body = data[start:end]
    ids: set[bytes] = set(_ID.findall(body))
    with output.open("wb") as file:
        file.write(data[:end])
        for number in range(2, times + 1):
            file.write(_copy(body, ids, number))
        file.write(data[end:])
    return len(_DOCUMENT.findall(data)) + (times - 1) * len(_DOCUMENT.findall(body))


def _copy(body: bytes, ids: set[bytes], number: int) -> bytes:
    def renamed(found: re.Match[bytes]) -> bytes:
        return b'%b%b-%d"' % (found[1], found[2], number) if found[2] in ids else found[0]

    return _NAMED.sub(renamed, body)


def main() -> None:
    """Read the arguments and write the volume."""
    source, output, times = Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]) if len(sys.argv) > 3 else 1
    data = lzma.decompress(source.read_bytes()) if source.suffix == ".xz" else source.read_bytes()
    print(longer(data, output, times))


if __name__ == "__main__":
    main()
