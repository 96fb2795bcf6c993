"""The elements of a page as nodes of the model."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, TypeAlias

from frusconv.errors import SourceError
from frusconv.model import (
    Attachment,
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
    When,
)
from frusconv.model.walk import grouped, is_blank, is_block, is_block_element, squeezed
from frusconv.pattern import Pattern
from frusconv.readers import html_names as names
from frusconv.readers.html_notes import number_of
from frusconv.readers.html_page import classes_of, text_in
from frusconv.readers.html_shape import (
    breaks_before_rows,
    continued,
    dated,
    labelled,
    listed,
    named_signer,
    signed_lists,
    trimmed,
    with_opener,
    without_paragraphs,
)
from frusconv.readers.html_values import page_break, page_in, picture_of, span_of, target_of
from frusconv.readers.tei_nodes import content
from frusconv.text.source_note import SOURCE_LABEL

if TYPE_CHECKING:
    from frusconv.readers.html_notes import Notes
    from frusconv.readers.html_page import Tag

Children: TypeAlias = tuple[Content, ...]

_GAP = Pattern(r"Left out(?: (?!reason:)(?P<quantity>\S+) (?P<unit>[^,]+))?,?(?: reason: (?P<reason>.*))?")
_DEEPEST_NOTE = 4
# What holds blocks, and runs of text only where somebody forgot to make paragraphs of them.
_HOLDERS = frozenset(("frus:attachment", "postscript", "quote", "div", "figure"))
_GROUPS = frozenset("opener closer list table row titlePage docTitle".split())
# What begins and ends a line: blanks at its ends show nowhere.
_LINES = frozenset("p head dateline seg salute signed item label cell note".split()) | _GROUPS
# What holds text, though HTML makes paragraphs of it.
_ONE_LINE = frozenset("titlePart byline docImprint docDate publisher pubPlace trailer l".split())
_Make: TypeAlias = Callable[[Children], Content]
_MAKERS: dict[str, _Make] = {
    "head": Head,
    "opener": Opener,
    "closer": lambda children: Closer(signed_lists(children)),
    "dateline": lambda children: Dateline(dated(children)),
    "seg": Seg,
    "salute": Salute,
    "signed": lambda children: Signed(named_signer(children)),
    "postscript": Postscript,
    "quote": Quote,
    "figure": lambda children: Figure(without_paragraphs(children)),
    "item": Item,
    "label": Label,
    "table": lambda children: Table(breaks_before_rows(children)),
    "persName": PersName,
    "placeName": PlaceName,
    "gloss": Gloss,
    "term": Term,
    "del": Del,
    "unclear": Unclear,
    "time": Time,
}


class NodeReader:
    """Makes nodes of the elements of the page `name`; `is_own` says that frusconv wrote it."""

    def __init__(self, notes: Notes, name: str, *, is_own: bool) -> None:
        self._name = name
        self._notes = notes
        self._is_own = is_own
        self._depth = 0
        # Markers that no note belongs to.
        self.without_note: list[Tag] = []

    def blocks(self, element: Tag) -> Children:
        """Return what stands in an element, where a run of text that is in no paragraph is one."""
        return _as_blocks(self._pieces(element))

    def nodes(self, element: Tag) -> Children:
        """Return an element itself as nodes: none if it has no text, or those in it if it only holds them."""
        pieces: list[Content | str] = []
        self._add(element, pieces)
        return _as_blocks(pieces)

    def _pieces(self, element: Tag) -> list[Content | str]:
        """Return what stands in an element: nodes and text, in order."""
        pieces: list[Content | str] = [element.text] if element.text else []
        for child in element:
            self._add(child, pieces)
            if child.tail:
                pieces.append(child.tail)
        pieces += [self._note_of("", entry) for entry in self._notes.at_end_of(element)]
        return pieces

    def _add(self, element: Tag, pieces: list[Content | str]) -> None:
        """Add an element to what stands before it."""
        name = names.name_of(element, is_own=self._is_own)
        if name == names.SKIPPED or self._notes.is_list(element):
            return
        if name == names.PLAIN:
            inside = self._pieces(element)
            if str(element.tag) in ("div", "section", "article", "main", "center"):
                inside = ["\n", *inside, "\n"]
            pieces += inside
        elif name == names.LIST_HEAD:
            pieces.append(List((Head(self._inside("head", element)),)))
        elif name == names.CONTINUED:
            continued(pieces, self._inside("p", element))
        elif name == "list":
            listed(pieces, self._list(element))
        elif name == "ref":
            self._ref(element, pieces)
        else:
            pieces.append(self._node(name, element))

    def _inside(self, name: str, element: Tag) -> Children:
        pieces = self._pieces(element)
        if name in _HOLDERS and str(element.tag) != "span":
            return _as_blocks(pieces)
        children = content(name if name in _GROUPS else "p", pieces)
        return trimmed(children) if name in _LINES or is_block_element(name) else children

    def _node(self, name: str, element: Tag) -> Content:
        if special := self._special(name, element):
            return special
        children = self._inside(name, element)
        if make := _MAKERS.get(name):
            return make(children)
        match name:
            case "frus:attachment":
                # The Office's pages have one where its encoding has; frusconv's may have guessed it.
                return Attachment(with_opener(children), None if self._is_own else ())
            case "p":
                return Para(children, names.paragraph_rend(element, is_own=self._is_own))
            case "hi":
                return self._hi(element, children)
            case "note":
                return SourceNote(children)
            case "date":
                return Date(children, When(element.get("datetime")))
            case "row":
                is_label = all(cell.tag == "th" and cell.get("scope") != "row" for cell in element if _is_cell(cell))
                return Row(children, "label" if is_label and children else None)
            case "cell":
                role = "label" if element.tag == "th" and element.get("scope") == "row" else None
                return Cell(children, role, span_of(element, "rowspan"), span_of(element, "colspan"))
            case _:
                return Element(name, without_paragraphs(children) if name in _ONE_LINE else children)

    def _special(self, name: str, element: Tag) -> Content | None:
        """Return an element whose text is none of the document's, or stands for something else."""
        match name:
            case "lb":
                return LineBreak()
            case "pb":
                return page_break(text_in(element))
            case "marker":
                return self._marker(element)
            case "graphic":
                return Graphic(picture_of(element))
            case "gap":
                found = _GAP.fullmatch(element.get("aria-label", ""))
                return Gap(found["reason"], found["unit"], found["quantity"]) if found else Gap()
            case _:
                return None

    def _hi(self, element: Tag, children: Children) -> Content:
        """Return text that print sets apart; a raised marker is a note already."""
        if element.tag == "sup" and len(children) == 1 and isinstance(children[0], Note):
            return children[0]
        return Hi(names.rend_of(element, is_own=self._is_own), children)

    def _marker(self, element: Tag) -> Content:
        n = " ".join(text_in(element).split())
        if self._notes.was_taken(element):
            return Hi("superscript", (Text(n),))
        entry = self._notes.take(element)
        if entry is None:
            self.without_note.append(element)
            return Note(n or "*", ())
        return self._note_of(n, entry)

    def _note_of(self, n: str, entry: Tag) -> Note:
        self._depth += 1
        if self._depth > _DEEPEST_NOTE:
            raise SourceError(
                f"{self._name}: notes are nested in notes more than {_DEEPEST_NOTE} deep; no document's are"
            )
        children = trimmed(content("note", self._pieces(entry)))
        self._depth -= 1
        if len(children) == 1 and isinstance(children[0], Para):
            children = children[0].children  # A note of one paragraph needs none.
        elif any(isinstance(child, Para) for child in children):
            children = _as_blocks(children)
        kind = "source" if SOURCE_LABEL.match(squeezed(children)) else None
        return Note(n or number_of(entry), children, "source" if kind else None)

    def _list(self, element: Tag) -> List:
        children = [part for child in self._inside("list", element) for part in labelled(child)]
        kinds = [name for name in classes_of(element) if name != "labelled"] if self._is_own else []
        return List(tuple(children), " ".join(kinds) or None)

    def _ref(self, element: Tag, pieces: list[Content | str]) -> None:
        """Add a link; one that leads nowhere, or holds nothing, is the text in it alone."""
        inside = self._pieces(element)
        children = content("ref", inside)
        if page := page_in(squeezed(children)):
            pieces.append(page)
            return
        target = target_of(element.get("href"), is_own=self._is_own)
        if target and not is_blank(children) and not any(is_block(child) for child in children):
            pieces.append(Ref(children, target))
        else:
            pieces += inside

    def rest(self) -> list[Note]:
        """Return the notes whose place was not come by, and take them."""
        return [self._note_of("", entry) for entry in self._notes.rest()]


def _is_cell(element: Tag) -> bool:
    return element.tag in ("td", "th")


def _as_blocks(pieces: Sequence[Content | str]) -> Children:
    """Return nodes and text as blocks; a run of text behind a list goes on with the paragraph before the list."""
    blocks: list[Content | str] = []
    for group in grouped(content("p", list(pieces))):
        if not isinstance(group, tuple):
            if not (isinstance(group, Para) and not group.children):
                blocks.append(group)
        elif all(isinstance(node, PageBreak | LineBreak) or is_blank((node,)) for node in group):
            blocks += [node for node in group if isinstance(node, PageBreak)]
        else:
            before, run, after = _outer_breaks(trimmed(group))
            blocks += before
            if before or not continued(blocks, run, is_sure=False):
                blocks.append(Para(run))
            blocks += after
    return tuple(block for block in blocks if not isinstance(block, str))


def _outer_breaks(run: Children) -> tuple[Children, Children, Children]:
    start, end = 0, len(run)
    while start < end and isinstance(run[start], PageBreak):
        start += 1
    while end > start and isinstance(run[end - 1], PageBreak):
        end -= 1
    return run[:start], trimmed(run[start:end]), run[end:]
