"""The text writer: clean reading text, or the raw form that text extractors save a page of the series in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.model import (
    Attachment,
    Block,
    Cell,
    Closer,
    Content,
    Date,
    Dateline,
    Del,
    Element,
    Figure,
    Gap,
    Gloss,
    Graphic,
    Head,
    Hi,
    Inline,
    Item,
    Label,
    LineBreak,
    List,
    Note,
    Opener,
    PageBreak,
    Para,
    PersName,
    PlaceName,
    Postscript,
    Quote,
    Ref,
    Row,
    Salute,
    Seg,
    Signed,
    SourceNote,
    Table,
    Term,
    Text,
    Time,
    Unclear,
    Volume,
)
from frusconv.model.walk import between_lines, children_of, grouped, is_block, plain_text
from frusconv.pattern import Pattern
from frusconv.text.form import ITEM_INDENT, QUOTE_INDENT
from frusconv.text.heading import is_number_line
from frusconv.text.points import are_points
from frusconv.writers import DEFAULTS, WriteOptions
from frusconv.writers.units import Unit, units

# Items longer than this have a blank line between them.
_SHORT = 120
_BLANKS = Pattern(r"[ \t\r\n]+")
_BLANK_BEFORE_MARKER = Pattern(r"(?<!\s)\s*\x01")
# Stands before a note's marker until all blanks are regular.
_MARKER = "\x01"
# A line end that stays one.
_LINE_END = "\x02"
_PAGE = "\x03"
_PAGE_MARK = Pattern(r"((?<! ) +|)\x03([^\x03]*)\x03( *)")


def write_text(volume: Volume, options: WriteOptions = DEFAULTS) -> Iterator[bytes]:
    """Yield `volume` as text in UTF-8: a line a block, a blank line between blocks, notes at the end of a document.

    The layout `reading` has note markers in brackets and the notes under them; `web` is the raw form, which is read
    back the same: markers glued to the word before, the notes as an indented list, bullets before the items of lists.
    `pages` markers are kept as `[Page 63]` or stripped with the text closed up.
    """
    is_first = True
    for unit in units(volume.parts):
        text = _UnitWriter(options).text(unit)
        if text:
            yield (text if is_first else f"\n\n{text}").encode("utf-8", "replace")
            is_first = False


def _are_points(children: tuple[Content, ...]) -> bool:
    """Tell whether a list has nothing but items with labels that follow each other, and pages that begin."""
    parts = [child for child in children if not isinstance(child, PageBreak)]
    labels, items = parts[::2], parts[1::2]
    if len(labels) != len(items) or not all(isinstance(item, Item) and item.children for item in items):
        return False
    return are_points([plain_text(part.children).strip() if isinstance(part, Label) else "" for part in labels])


def _set_in(text: str, indent: int) -> str:
    return "\n".join(" " * indent + line if line else line for line in text.split("\n"))


class _UnitWriter:
    """Writes one document, or one division's own text."""

    def __init__(self, options: WriteOptions) -> None:
        self._is_web = options.layout == "web"
        self._has_pages = options.pages != "strip"
        self._notes: list[Note] = []

    def text(self, unit: Unit) -> str:
        """Return the unit's lines, the last with its line end; nothing if it holds no text."""
        lines = [line for line in self._lines((*unit.lead, *unit.blocks)) if line]
        text = "\n\n".join(lines)
        number = 0
        while self._notes:  # A note can hold notes.
            notes, self._notes = self._notes, []
            for note in notes:
                number += 1
                text += self._note(note, number)
        return f"{text}\n" if text else ""

    def _note(self, note: Note, number: int) -> str:
        if self._is_web:
            # The list counts from 1 whatever the markers say.
            label = f"  {number}. "
            first, *further = list(self._lines(note.children)) or [""]
            return "".join([f"\n{label}{first}".rstrip(" "), *(f"\n\n{' ' * len(label)}{line}" for line in further)])
        lines = list(self._lines(note.children)) or [""]
        return "".join([f"\n\n[{note.n}] {lines[0]}".rstrip(" "), *(f"\n\n    {line}" for line in lines[1:])])

    def _lines(self, nodes: Iterable[Content]) -> Iterator[str]:
        """Yield the lines of nodes among which there are blocks."""
        for node in grouped(nodes):
            if isinstance(node, tuple):
                yield from self._run(node)
            else:
                yield from self._block(node)

    def _block(self, block: Content) -> Iterator[str]:
        match block:
            case Opener(children) | Closer(children):
                yield from self._lines(between_lines(children))
            case List(children) if self._is_web and _are_points(children):
                yield "\n".join(self._points(children))
            case List(children) if self._is_web:
                yield from self._list(children)
            case List(children):
                lines = list(self._list(children))
                yield ("\n" if all(len(line) < _SHORT for line in lines) else "\n\n").join(lines)
            case Table(children):
                yield "\n".join(line for row in children for line in self._row(row))
            case Head(children):
                yield from self._heading(children)
            case Dateline(children) | Signed(children) | SourceNote(children) | Seg(children):
                yield from self._run(children, has_lines=True)
            case Quote(children):
                yield from (_set_in(line, QUOTE_INDENT) for line in self._lines(children))
            case Para(children) | Postscript(children) | Attachment(children) | Figure(children):
                yield from self._lines(children)
            case Salute(children) | Label(children) | Item(children) | Row(children) | Cell(children):
                yield from self._lines(children)
            case Element(_, children):
                yield from self._lines(children)
            case _:
                yield from self._inline_block(block)

    def _inline_block(self, inline: Inline) -> Iterator[str]:
        """Yield the line of an inline; the model does not tell that `grouped` gives none alone."""
        yield from self._run((inline,))

    def _heading(self, children: tuple[Content, ...]) -> Iterator[str]:
        """Yield a heading on one line; a number that has a line of its own keeps it."""
        before = [node for node in children if isinstance(node, LineBreak)]
        if before and is_number_line(plain_text(children[: children.index(before[0])]).strip()):
            yield from self._run(children, has_lines=True)
        else:
            yield from self._run(children)

    def _list(self, children: tuple[Content, ...]) -> Iterator[str]:
        label = ""
        bullet = "• " if self._is_web else "- "
        for child in children:
            if isinstance(child, Label):
                if label:
                    yield label.rstrip()
                label = " ".join(self._run(child.children)) + " "
            elif isinstance(child, Item):
                lead = label or bullet
                lines = list(self._lines(child.children)) or ([""] if label else [])
                for number, line in enumerate(lines):
                    indented = line if self._is_web else line.replace("\n", "\n  ")
                    rest = indented if self._is_web else f"  {indented}"
                    yield rest if number else (lead + indented).rstrip()
                label = ""
            elif isinstance(child, Head) or is_block(child):
                yield from self._block(child)
            else:
                yield from self._run((child,))
        if label:
            yield label.rstrip()

    def _points(self, children: tuple[Content, ...]) -> Iterator[str]:
        """Yield the lines of a list with labels; what stands further down in an item is set further in."""
        label = ""
        for child in children:
            if isinstance(child, Label):
                label = " ".join(self._run(child.children))
            elif isinstance(child, Item):
                first, *further = [*self._lines(child.children)] or [""]
                yield f"{label} {first}".rstrip(" ")
                yield from (_set_in(line, ITEM_INDENT) for line in further)
            else:
                yield from self._lines((child,))

    def _row(self, row: Content) -> Iterator[str]:
        if not isinstance(row, Row):
            yield from self._lines((row,))
            return
        cells = [" ".join(self._lines(cell.children if isinstance(cell, Cell) else (cell,))) for cell in row.children]
        yield "\t".join(cells)

    def _run(self, run: tuple[Content, ...], has_lines: bool = False) -> Iterator[str]:
        """Yield the line of a run of inlines, or several where print has line ends that mean something."""
        raw = "".join(self._inline(node, has_lines) for node in run)
        text = _BLANKS.sub(" ", raw)
        for line in _BLANK_BEFORE_MARKER.sub("", text).split(_LINE_END):
            if regular := self._pages(line).strip(" "):
                yield regular

    def _pages(self, line: str) -> str:
        """Put page markers in, with a blank on both sides, or close the text up where they stood."""
        if _PAGE not in line:
            return line
        if self._has_pages:
            return _BLANKS.sub(" ", _PAGE_MARK.sub(r" [\2] ", line))
        return _PAGE_MARK.sub(lambda found: " " if found[1] or found[3] else "", line)

    def _inline(self, node: Content, has_lines: bool) -> str:
        match node:
            case Text(text):
                return text
            case Note():
                self._notes.append(node)
                return f"{_MARKER}{node.n}" if self._is_web else f"{_MARKER}[{node.n}]"
            case PageBreak(n):
                return f"{_PAGE}{node.label}{_PAGE}" if n else ""
            case LineBreak():
                return _LINE_END if has_lines else " "
            case Gap() | Graphic():
                return ""
            case Hi() | PersName() | Gloss() | Term() | PlaceName() | Date() | Time() | Ref() | Del() | Unclear():
                return "".join(self._inline(child, has_lines) for child in node.children)
            case _:
                return self._squeezed(node, has_lines)

    def _squeezed(self, node: Block | Element, has_lines: bool) -> str:
        """Return a block where none can stand, as a list in a heading: its lines follow each other."""
        inside = "".join(self._inline(child, has_lines) for child in children_of(node))
        return f" {inside} " if is_block(node) else inside
