"""Nodes of a page put into the shape that TEI has them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeAlias

from frusconv.model import (
    Cell,
    Content,
    Date,
    Dateline,
    Document,
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
    Quote,
    Ref,
    Role,
    Row,
    Salute,
    Seg,
    Signed,
    SourceNote,
    Table,
    Text,
    When,
    replaced,
)
from frusconv.model.walk import children_of, is_blank, plain_text, squeezed
from frusconv.readers.text_opener import dateline_spans
from frusconv.text.characters import tidy
from frusconv.text.dateline import read_dateline
from frusconv.text.heading import read_heading
from frusconv.text.lists import list_at
from frusconv.text.marks import Mark, MarkedText

Children: TypeAlias = tuple[Content, ...]


def trimmed(children: Sequence[Content]) -> Children:
    """Return the children of a block as a browser shows them, without blanks at its ends and beside line breaks.

    A note's marker sticks to the word before it.
    """
    out: list[Content] = []
    for child in children:
        if isinstance(child, Text):
            text = child.text
            if not out or isinstance(out[-1], LineBreak) or _is_behind_blank(out):
                text = text.lstrip(" ")
            if text:
                out.append(Text(text))
            continue
        before = out[-1] if out else None
        if isinstance(child, LineBreak | Note) and isinstance(before, Text):
            text = before.text.rstrip(" ")
            out[-1:] = [Text(text)] if text else []
        out.append(child)
    while out and isinstance(out[-1], Text | LineBreak):
        last = out.pop()
        if isinstance(last, Text) and (text := last.text.rstrip(" ")):
            out.append(Text(text))
            break
    return tuple(out)


def _is_behind_blank(out: list[Content]) -> bool:
    """Tell whether a page begins behind a blank, so that there is none behind the page's marker."""
    before = out[-2] if len(out) > 1 and isinstance(out[-1], PageBreak) else None
    return isinstance(before, Text) and before.text.endswith(" ")


def continued(pieces: list[Content | str], run: Children, *, is_sure: bool = True) -> bool:
    """Put a run of text behind a list, table or quote to the paragraph that those stand in, if there is one.

    Unless `is_sure`, what stands between has to be such; returns whether the paragraph was found.
    """
    at = len(pieces) - 1
    while at >= 0 and (isinstance(pieces[at], List | Table | Quote | PageBreak) or _is_blank(pieces[at])):
        at -= 1
    between = [piece for piece in pieces[at + 1 :] if not isinstance(piece, str)]
    found = pieces[at] if at >= 0 else None
    if not isinstance(found, Para) or not any(isinstance(piece, List | Table | Quote) for piece in between):
        if is_sure:
            pieces.append(Para(run))
        return False
    pieces[at:] = [replaced(found, children=(*found.children, *between, *run))]
    return True


def _is_blank(piece: Content | str) -> bool:
    return not piece.strip() if isinstance(piece, str) else is_blank((piece,))


def listed(pieces: list[Content | str], found: List) -> None:
    """Add a list, with the heading that stands right before it as its own, and the type that the heading tells."""
    at = len(pieces) - 1
    while at >= 0 and _is_blank(pieces[at]):
        at -= 1
    before = pieces[at] if at >= 0 else None
    if isinstance(before, List) and len(before.children) == 1 and isinstance(before.children[0], Head):
        del pieces[at:]
        found = replaced(found, children=(*before.children, *found.children))
    head = found.children[0] if found.children else None
    if found.type is None and isinstance(head, Head):
        told = list_at([MarkedText(squeezed(head.children)), MarkedText("• ")], 0, 2)
        found = replaced(found, type=told.type if told else None)
    pieces.append(found)


def named_signer(children: Children) -> Children:
    """Return the parts of a signature with the name as one, where it is only set in bold type."""
    first = children[0] if children else None
    if isinstance(first, Hi) and first.rend == "strong":
        return (PersName((first,)), *children[1:])
    return children


def dated(children: Children) -> Children:
    """Return the parts of a dateline with place and date named, and the date with its value."""
    marked = _marked(children)
    if marked is None:
        return _valued(children, children)[0]
    reading = read_dateline(" ".join(marked.text.split("\n")))
    if reading is None or reading.date is None:
        return children
    if reading.received and marked.text[reading.received[0] - 1 : reading.received[0]] == " ":
        at = reading.received[0]
        marked = marked._replace(text=f"{marked.text[: at - 1]}\n{marked.text[at:]}")
    return marked.inlines(dateline_spans(reading))


def _valued(children: Children, dateline: Children) -> tuple[Children, bool]:
    """Return parts of a dateline with a value for the first date in it, and whether there is a date."""
    for at, child in enumerate(children):
        found = False
        if isinstance(child, Date):
            found = True
            value = _value(child, dateline)
            # A page tells the moment alone, and not that it is less than certain.
            if not child.value.first or value.when == child.value.when:
                child = replaced(child, value=value)  # noqa: PLW2901
        elif isinstance(child, Hi):
            inside, found = _valued(child.children, dateline)
            child = replaced(child, children=inside)  # noqa: PLW2901
        if found:
            return (*children[:at], child, *children[at + 1 :]), True
    return children, False


def _value(date: Date, dateline: Children) -> When:
    """Return what the whole dateline tells of the date, or else the date alone: small capitals leave odd blanks."""
    for words in (dateline, date.children):
        reading = read_dateline(tidy(squeezed(words)))
        if reading and reading.when.last:
            return reading.when
    return date.value


def _marked(children: Children) -> MarkedText | None:
    """Return a dateline in which nothing is named yet as text with marks, or None."""
    text = ""
    marks: list[tuple[int, Mark]] = []
    for child in children:
        if isinstance(child, Text):
            text += child.text
        elif isinstance(child, LineBreak):
            text += "\n"
        elif isinstance(child, Note | PageBreak):
            marks.append((len(text), child))
        else:
            return None
    return MarkedText(text, tuple(marks))


def with_roles(document: Document) -> Document:
    """Return a document whose heading tells of the names in it who is the sender and who the recipient."""
    blocks = tuple(_head(block) if isinstance(block, Head) else block for block in document.blocks)
    return document._replace(blocks=blocks)


def _head(head: Head) -> Head:
    heading = read_heading(squeezed(head.children))
    spans: list[tuple[Role, int, int]] = [("from", span.start, span.end) for span in heading.senders]
    spans += [("to", span.start, span.end) for span in heading.recipients]
    return replaced(head, children=_roles(head.children, spans, 0))


def _roles(children: Children, spans: list[tuple[Role, int, int]], at: int) -> Children:
    """Return parts of a heading, the first of which begins at `at`, with the roles that spans of its text tell.

    What stands before the name of a person can be the office, which the reading of a heading keeps apart.
    """
    out: list[Content] = []
    for child in children:
        end = at + len(plain_text((child,)))
        if isinstance(child, PersName | Gloss) and child.role is None:
            role = next((role for role, start, stop in spans if at < stop and start < end), None)
            out.append(replaced(child, role=role or _nearest(spans, at)))
        elif isinstance(child, Hi | Ref):
            out.append(replaced(child, children=_roles(child.children, spans, at)))
        else:
            out.append(child)
        at = end
    return tuple(out)


def _nearest(spans: list[tuple[Role, int, int]], at: int) -> Role | None:
    """Return the role of the party whose name follows."""
    return next((role for role, start, _ in sorted(spans, key=lambda span: span[1]) if start >= at), None)


def with_opener(blocks: Children) -> Children:
    """Return the blocks of a document or attachment with the lines above its text in an opener."""
    if any(isinstance(block, Opener) for block in blocks):
        return blocks
    start = 0
    while start < len(blocks) and isinstance(blocks[start], Head | SourceNote | PageBreak):
        start += 1
    end = start
    while end < len(blocks) and isinstance(blocks[end], Dateline | Seg | Salute):
        end += 1
    return blocks if end == start else (*blocks[:start], Opener(blocks[start:end]), *blocks[end:])


def labelled(child: Content) -> list[Content]:
    """Return an entry of a list with the label in it before it, and nothing for a blank."""
    if isinstance(child, Text):
        return [child] if child.text.strip() else []
    if not isinstance(child, Item) or not child.children or not isinstance(child.children[0], Label):
        return [child]
    at = 0
    while at < len(child.children) and (isinstance(child.children[at], Label) or _is_blank(child.children[at])):
        at += 1
    labels = [part for part in child.children[:at] if isinstance(part, Label)]
    return [*labels, Item(trimmed(child.children[at:]))]


def signed_lists(children: Children) -> Children:
    """Return the parts of a closer, where a list is one of signers."""
    return tuple(Signed((child,)) if isinstance(child, List) else child for child in children)


def without_paragraphs(children: Children) -> Children:
    """Return children with what stands in paragraphs in their place, if those are nothing but lines."""
    out: list[Content] = []
    for child in children:
        if isinstance(child, Para):
            out += [LineBreak(), *child.children] if out and not isinstance(out[-1], Graphic) else child.children
        else:
            out.append(child)
    return tuple(out)


def breaks_before_rows(children: Children) -> Children:
    """Return the rows of a table, where a page that begins with the first cell begins before the row."""
    out: list[Content] = []
    for child in children:
        first = child.children[0] if isinstance(child, Row) and child.children else None
        at = 0
        if isinstance(child, Row) and isinstance(first, Cell):
            while at < len(first.children) and isinstance(first.children[at], PageBreak):
                at += 1
            out += first.children[:at]
            rest = replaced(first, children=trimmed(first.children[at:]))
            out.append(replaced(child, children=(rest, *child.children[1:])) if at else child)
        else:
            out.append(child)
    return tuple(out)


def with_notes_placed(blocks: Children, notes: list[Note]) -> Children:
    """Return blocks with notes that no marker leads to at the end of the last paragraph, so that none is lost."""
    if not notes:
        return blocks
    at = next((at for at in range(len(blocks) - 1, -1, -1) if isinstance(blocks[at], Para | Head)), None)
    if at is None:
        return (*blocks, *(Para((note,)) for note in notes))
    block = blocks[at]
    return (*blocks[:at], replaced(block, children=(*children_of(block), *notes)), *blocks[at + 1 :])
