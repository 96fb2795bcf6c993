"""Walking what a document holds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import get_args

from frusconv.model.blocks import Block, Closer, Dateline, Head, Opener
from frusconv.model.inlines import Content, Element, Gap, Graphic, LineBreak, Note, PageBreak, Text
from frusconv.pattern import Pattern

_BLANK_BEHIND = Pattern(r"([(\[“‘]) +")
_BLANK_BEFORE = Pattern(r"(?<! ) +([,.;:?!)\]”’])")
NO_CHILDREN: tuple[Content, ...] = ()
# What begins a line of its own wherever it stands.
BLOCKS = frozenset(get_args(Block)) - {PageBreak}
_MAYBE_BLOCKS = BLOCKS | {Element}
_LEAVES = frozenset((Text, LineBreak, PageBreak, Gap, Graphic))
_BLOCK_ELEMENTS = frozenset(
    (
        "titlePage docTitle titlePart byline docImprint publisher pubPlace docDate div trailer argument epigraph lg l"
    ).split()
)


def is_block(node: Content) -> bool:
    """Tell whether a node begins a line of its own wherever it stands."""
    kind = type(node)
    return kind in BLOCKS or (kind is Element and is_block_element(node.name))  # type: ignore[union-attr]


def is_block_element(name: str) -> bool:
    """Tell whether an element without a class of its own begins a line."""
    return name in _BLOCK_ELEMENTS or name.startswith("frus:") or is_header_element(name)


def is_header_element(name: str) -> bool:
    """Tell whether an element is one of a header's that hold others."""
    return name.endswith(("Desc", "Stmt", "Decl", "Header"))


def children_of(node: Content) -> tuple[Content, ...]:
    """Return what stands in a node, in order; a leaf has nothing."""
    return NO_CHILDREN if type(node) in _LEAVES else node.children  # type: ignore[union-attr]


def descendants(nodes: Iterable[Content]) -> Iterator[Content]:
    """Yield every node, in the order of the text, outer ones before those inside them."""
    for node in nodes:
        yield node
        yield from descendants(children_of(node))


def plain_text(children: Iterable[Content]) -> str:
    """Return the text of nodes without notes and page breaks; a line break is a blank, and one parts blocks."""
    out: list[str] = []
    for child in children:
        if type(child) is Text:
            out.append(child.text)
        elif type(child) is LineBreak:
            out.append(" ")
        elif type(child) is not Note:
            if out and type(child) in BLOCKS and out[-1][-1:] != " ":
                out.append(" ")
            out.append(plain_text(children_of(child)))
    return "".join(out)


def squeezed(children: Iterable[Content]) -> str:
    """Return the text of nodes as `plain_text` does, with single blanks and none at its ends."""
    return " ".join(plain_text(children).split())


def grouped(children: Iterable[Content]) -> Iterator[Content | tuple[Content, ...]]:
    """Yield the blocks among `children`, and each run of inlines between them as a tuple; blank runs are left out."""
    children = tuple(children)
    if _MAYBE_BLOCKS.isdisjoint(map(type, children)):
        if children and not is_blank(children):
            yield children
        return
    run: list[Content] = []
    for child in children:
        if is_block(child):
            if run and not is_blank(run):
                yield tuple(run)
            run = []
            yield child
        else:
            run.append(child)
    if run and not is_blank(run):
        yield tuple(run)


def between_lines(children: tuple[Content, ...]) -> tuple[Content, ...]:
    """Return `children` without the line breaks beside lines that are blocks; between runs of text they stay."""
    kept: list[Content] = []
    for at, child in enumerate(children):
        if isinstance(child, LineBreak):
            following = next((node for node in children[at + 1 :] if not isinstance(node, LineBreak)), None)
            if not kept or is_block(kept[-1]) or following is None or is_block(following):
                continue
        kept.append(child)
    return tuple(kept)


def is_blank(run: Iterable[Content]) -> bool:
    """Tell whether nothing but blanks stands in a run of inlines."""
    return all(type(node) is Text and not node.text.strip(" ") for node in run)


def head_of(blocks: Iterable[Content]) -> Head | None:
    """Return the first heading among `blocks`."""
    return next((block for block in blocks if type(block) is Head), None)


def title_of(blocks: Iterable[Content]) -> str:
    """Return the text of the heading among `blocks`, without notes; empty if there is none.

    Encoding and copying leave blanks inside of brackets and before commas, which print does not have.
    """
    head = head_of(blocks)
    if head is None:
        return ""
    return _BLANK_BEFORE.sub(r"\1", _BLANK_BEHIND.sub(r"\1", squeezed(head.children)))


def datelines_of(blocks: Iterable[Content]) -> list[Dateline]:
    """Return the datelines of a document, but not those of its attachments."""
    found: list[Dateline] = []
    for block in blocks:
        if isinstance(block, Dateline):
            found.append(block)
        elif isinstance(block, Opener | Closer):
            found += [part for part in block.children if isinstance(part, Dateline)]
    return found


def printed_pages(breaks: Sequence[str], first: str | None, begins_page: bool) -> str | None:
    """Return the printed pages of a document (`62-63`), or None if they cannot be told.

    `breaks` are the pages that begin in it, the first of them with its first line if it `begins_page`. `first` is the
    page that it begins on, if that is known; else it is the one before the first that begins in it.
    """
    if not breaks:
        return first
    if begins_page:
        first = breaks[0]
    elif first is None and breaks[0].isascii() and breaks[0].isdigit() and int(breaks[0]) > 1:
        first = str(int(breaks[0]) - 1)
    if first is None:
        return None
    return first if first == breaks[-1] else f"{first}-{breaks[-1]}"


def breaks_in(blocks: Iterable[Content]) -> list[str]:
    """Return the printed pages that begin in blocks; those of microfiche are pages of no volume."""
    return [node.n for node in descendants(blocks) if type(node) is PageBreak and node.n and not node.kind]


def notes_in(blocks: Iterable[Content]) -> Iterator[Note]:
    """Yield the notes of blocks, in order."""
    return (node for node in descendants(blocks) if type(node) is Note)
