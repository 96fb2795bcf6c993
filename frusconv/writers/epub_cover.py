"""The cover: a picture that was given, or one drawn from the title in SVG, which every reader of EPUB 3 shows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, BinaryIO, NamedTuple

from frusconv.errors import SourceError
from frusconv.model import SERIES, FileSource
from frusconv.pattern import Pattern
from frusconv.writers.epub_page import page
from frusconv.writers.xml import escape, quoted

if TYPE_CHECKING:
    from frusconv.writers.epub_facts import Facts

COVER_PAGE = "cover.xhtml"
_SVG = "http://www.w3.org/2000/svg"
_WIDTH, _HEIGHT = 1600, 2560
_MARGIN = 180
_LARGEST, _SMALLEST = 150, 56
_TITLE_HEIGHT = 1150
# Of what stands above and below the title; and words that no line holds, however short they are.
_MOST_LINES, _MOST_WORDS = 4, 60
_LEADING = 1.25
_NARROW = frozenset("iIjltfr.,:;'’‘|!()[]/-– ")
_WIDE = frozenset("mwMWOQGDHNU@%—&…")
# Attributes of SVG that lead somewhere, and what makes one active.
_OUTSIDE = Pattern(r"(?!#|data:image/)\S")
_STYLE_OUTSIDE = Pattern(r"@import|url\(\s*['\"]?(?!['\"]?#|data:image/)")


class Picture(NamedTuple):
    """A picture in the EPUB: the name of its file, its media type, and its bytes."""

    name: str
    media_type: str
    data: bytes


def picture(data: bytes, name: str = "the cover") -> Picture:
    """Return a picture given as the cover; `name` is for messages.

    Its first bytes tell what it is: JPEG, PNG, GIF, WebP or SVG, the core media types of EPUB 3.3 (section 3.2).
    Raises SourceError for anything else, and for SVG with scripts or with parts that are not in the file.
    """
    if data.startswith(b"\xff\xd8\xff"):
        return Picture("cover.jpg", "image/jpeg", data)
    if data.startswith(b"\x89PNG\r\n\x1a\n"):
        return Picture("cover.png", "image/png", data)
    if data.startswith((b"GIF87a", b"GIF89a")):
        return Picture("cover.gif", "image/gif", data)
    if data.startswith(b"RIFF") and data[8:12] == b"WEBP":
        return Picture("cover.webp", "image/webp", data)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml", b"<!--")):
        _check_svg(data, name)
        return Picture("cover.svg", "image/svg+xml", data)
    raise SourceError(f"{name}: this is no picture for an EPUB; give a JPEG, PNG, GIF, WebP or SVG file")


def _check_svg(data: bytes, name: str) -> None:
    from frusconv.xml_events import XmlReader

    def opened() -> BinaryIO:
        return BytesIO(data)

    reader = XmlReader(FileSource(opened, name))
    depth = 0
    is_style = False

    def start(qualified: str, listed: list[str]) -> None:
        nonlocal depth, is_style
        depth += 1
        namespace, _, local = qualified.rpartition(" ")
        if depth == 1 and (namespace, local) != (_SVG, "svg"):
            reader.fail(f"this is XML, but its root is <{local}>, not <svg> in namespace {_SVG}")
        is_style = local == "style"
        if local in ("script", "foreignObject", "handler"):
            reader.fail(f"an SVG cover must not hold <{local}>; save the picture as plain SVG, PNG or JPEG")
        for full, value in zip(listed[::2], listed[1::2], strict=True):
            key = full.rpartition(" ")[2]
            is_outside = key in ("href", "src", "base") and _OUTSIDE.match(value)
            if key.startswith("on") or is_outside or _STYLE_OUTSIDE.search(value):
                reader.fail(f"an SVG cover must not hold {key}={value[:60]!r}; save the picture as plain SVG or PNG")

    def end(_: str) -> None:
        nonlocal depth, is_style
        depth -= 1
        is_style = False

    def text(found: str) -> None:
        if is_style and _STYLE_OUTSIDE.search(found):
            reader.fail("the style of an SVG cover must not lead to another file; save the picture as PNG or JPEG")

    reader.on(start, end, text)
    for _ in reader.steps():
        pass


def cover_page(cover: Picture, title: str) -> bytes:
    """Return the page that shows the cover."""
    alt = quoted(f"Cover: {title}")
    content = (
        f'<section epub:type="cover" class="cover">\n<img src="{cover.name}" alt="{alt}" role="doc-cover"/>\n</section>'
    )
    return page("Cover", content)


def drawn(facts: Facts) -> Picture:
    """Return a cover with the title in the color of the series' bindings."""
    size, title = _fitted(facts.short_title)
    heading = _wrapped(SERIES, 84, _MOST_LINES) if facts.short_title != SERIES else []
    top = 420
    lines = [_text(line, top + at * 105, 84, "#f3e3c3") for at, line in enumerate(heading)]
    begin = 1080 + (0 if len(title) > 3 else 120)
    step = round(size * _LEADING)
    lines += [_text(line, begin + at * step, size, "#ffffff") for at, line in enumerate(title)]
    below = [line for told in facts.lines for line in _wrapped(told, 64, _MOST_LINES)][:_MOST_LINES]
    lines += [_text(line, 2330 - (len(below) - 1 - at) * 86, 64, "#f3e3c3") for at, line in enumerate(below)]
    frame = f'<rect x="70" y="70" width="{_WIDTH - 140}" height="{_HEIGHT - 140}"'
    content = "\n".join(
        [
            '<?xml version="1.0" encoding="UTF-8"?>',
            f'<svg xmlns="{_SVG}" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}">',
            f"<title>{escape(facts.title)}</title>",
            f'<rect width="{_WIDTH}" height="{_HEIGHT}" fill="#651c22"/>',
            f'{frame} fill="none" stroke="#d8b56a" stroke-width="6"/>',
            f'<path d="M{_MARGIN} 800H{_WIDTH - _MARGIN}" stroke="#d8b56a" stroke-width="4"/>',
            "<g font-family=\"Georgia, 'Times New Roman', 'DejaVu Serif', serif\" text-anchor=\"middle\">",
            *lines,
            "</g>",
            "</svg>\n",
        ]
    )
    return Picture("cover.svg", "image/svg+xml", content.encode())


def _text(line: str, y: int, size: int, color: str) -> str:
    return f'<text x="{_WIDTH // 2}" y="{y}" font-size="{size}" fill="{color}">{escape(line)}</text>'


def _fitted(title: str) -> tuple[int, Sequence[str]]:
    """Return the size of letters in which a title fits, and its lines; one that is too long in the smallest is cut."""
    size = _LARGEST
    while True:
        room = _TITLE_HEIGHT // round(size * _LEADING)
        lines = _wrapped(title, size, room + 1)
        if len(lines) <= room:
            return size, lines
        if size <= _SMALLEST:
            return size, [*lines[: room - 1], lines[room - 1][:-2].rstrip(" ,.;:") + "…"]
        size -= 8


def _wrapped(text: str, size: int, most: int) -> list[str]:
    """Return the first lines of a text that fit between the margins; a word that is too long for one is broken."""
    room = (_WIDTH - 2 * _MARGIN) / size
    lines: list[str] = []
    for word in _words(text.split(maxsplit=most * _MOST_WORDS), room):
        if lines and _width(f"{lines[-1]} {word}") <= room:
            lines[-1] += f" {word}"
        elif len(lines) == most:
            break
        else:
            lines.append(word)
    return lines


def _words(words: Iterable[str], room: float) -> Iterable[str]:
    for word in words:
        piece = ""
        for character in word:
            if piece and _width(piece + character) > room:
                yield piece
                piece = ""
            piece += character
        yield piece


def _width(text: str) -> float:
    """Return about how wide a text is in a broad serif, counted in the size of its letters."""
    return sum(
        0.38
        if character in _NARROW
        else 0.92
        if character in _WIDE
        else 0.72
        if character.isupper()
        else 0.6
        if character < "\u2100"
        else 1.05
        for character in text
    )
