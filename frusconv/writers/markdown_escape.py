"""Text as Markdown that means just that text: what would be markup gets a backslash.

What is markup is CommonMark's (section 2.4 and the block structures of section 4), and what the flavors add: pandoc's
`pandoc -f markdown` reads fancy lists, mathematics, citations and typographic quotes, GitHub's and Obsidian's read more
kinds of emphasis, tags and comments.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from frusconv.pattern import Pattern
from frusconv.writers import Flavor

# Characters that can be markup wherever they stand. A character reference is one only if it could be read as such.
_ALWAYS = r"[\\*_`\[\]<]|&(?=#?\w+;)"
# What looks like an address is made a link with all its characters, backslashes too, so it must not look like one.
_ADDRESS = r":(?=//)|(?<=www)\."
_INLINE: Mapping[Flavor, Pattern] = {
    # Straight quotes, dots and hyphens in a row would be made typographic ones.
    "pandoc": Pattern(rf"{_ALWAYS}|[~^$@{{}}'\"]|\.(?=\.)|(?<=\.)\.|-(?=-)|(?<=-)-"),
    "gfm": Pattern(rf"{_ALWAYS}|[~$]|{_ADDRESS}|:(?=[\w+-]+:)"),
    "obsidian": Pattern(rf"{_ALWAYS}|[~^$]|{_ADDRESS}|=(?==)|(?<==)=|%(?=%)|(?<=%)%|(?<![^\s(])#(?=[\w/-])"),
    "commonmark": Pattern(_ALWAYS),
}
# The same characters without what has to stand beside them: most text has none, and this is fast.
QUICK: Mapping[Flavor, Pattern] = {
    "pandoc": Pattern(r"[\\*_`\[\]<&~^$@{}'\"]"),
    "gfm": Pattern(r"[\\*_`\[\]<&~$:]"),
    "obsidian": Pattern(r"[\\*_`\[\]<&~^$=%#:]"),
    "commonmark": Pattern(r"[\\*_`\[\]<&]"),
}
# What is markup at the beginning of a line alone: headings, quotations, lists, rules, line blocks, definitions, divs.
_LINE_START = Pattern(
    r"(?P<mark>#{1,6}(?=[ \t#]|$)|>|~(?=~~)|[+-](?=[ \t+-]|$)|=(?==*\s*$)|\||:|%)"
    r"|(?P<number>\d{1,9}|#|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9}|\(?(?:\d{1,9}|#|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9})(?=\)))"
    r"(?P<stop>[.)])(?=[ \t]|$)"
    r"|(?P<bracket>\()(?=(?:\d{1,9}|[A-Za-z]|[ivxlcdmIVXLCDM]{1,9})\)(?:[ \t]|$))"
)
_COMMONMARK_NUMBER = re.compile(r"\d{1,9}[.)]")


def escaped(text: str, flavor: Flavor) -> str:
    """Return `text` so that nothing in it is markup inside a line; its beginning may be, at the beginning of a line."""
    if not QUICK[flavor].search(text) and ".." not in text and "--" not in text and "ww." not in text:
        return text
    # Faster than a template.
    return _INLINE[flavor].sub(lambda found: "\\" + found[0], text)


def line_start(line: str, flavor: Flavor) -> str:
    """Return a line of inline Markdown so that its beginning is no block markup: `518. The` would be a list."""
    if line.startswith("<!--") and line.partition("-->")[2].strip():
        return f"<span></span>{line}"  # A comment at its beginning would make the whole line HTML.
    found = _LINE_START.match(line)
    if not found:
        return line
    if found["mark"]:
        return f"\\{line}"
    is_fancy = flavor == "pandoc"
    if found["bracket"] is not None:
        return f"\\{line}" if is_fancy else line
    if not is_fancy and not _COMMONMARK_NUMBER.match(line):
        return line
    at = found.start("stop")
    return f"{line[:at]}\\{line[at:]}"


def in_cell(text: str) -> str:
    """Return inline Markdown for a cell of a pipe table."""
    return _BAR.sub(lambda found: found[0] if len(found[1]) % 2 else f"{found[1]}\\|", text)


def link(text: str, address: str) -> str:
    """Return a link around inline Markdown."""
    if not _SAFE_ADDRESS.fullmatch(address):
        address = "".join(_percent(character) for character in address)
    return f"[{text}]({address})"


_BAR = Pattern(r"(?<!\\)(\\*)\|")
_SAFE_ADDRESS = Pattern(r"[\w.~:/?#@!$&*+,;=%-]+")


def _percent(character: str) -> str:
    if _SAFE_ADDRESS.fullmatch(character):
        return character
    return "".join(f"%{byte:02X}" for byte in character.encode("utf-8", "replace"))
