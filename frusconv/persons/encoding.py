"""Addresses of persons in the headings of documents: TEI's `persName/@ref`."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from frusconv.model import Content, Document, Head, Note, Part, Party, PersName, replaced
from frusconv.model.walk import children_of, squeezed
from frusconv.persons.behind import is_of


class Addressed:
    """The parts of a volume; names in the headings of documents have the addresses of senders and recipients.

    They are gone through anew each time.
    """

    def __init__(self, parts: Iterable[Part]) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[Part]:
        """Yield the parts."""
        for part in self._parts:
            yield addressed(part) if isinstance(part, Document) else part


def addressed(document: Document) -> Document:
    """Return a document whose heading has an address at each name of a sender or recipient who has one."""
    sent, received = document.correspondence
    left = [(role, party) for role, action in (("from", sent), ("to", received)) for party in action.parties]
    if not any(party.person and party.person.ref for _, party in left):
        return document
    blocks = tuple(
        replaced(block, children=_children(block.children, left)) if isinstance(block, Head) else block
        for block in document.blocks
    )
    return document._replace(blocks=blocks)


def _children(nodes: tuple[Content, ...], left: list[tuple[str, Party]]) -> tuple[Content, ...]:
    return tuple(_node(node, left) for node in nodes)


def _node(node: Content, left: list[tuple[str, Party]]) -> Content:
    """Return a node with the addresses in it; a party that was met is taken out of those that are `left`."""
    if isinstance(node, PersName):
        text = squeezed(node.children)
        met = next((one for one in left if node.role in (None, one[0]) and is_of(text, True, one[1])), None)
        if met is None:
            return node
        left.remove(met)
        return _with_address(node, met[1])
    if isinstance(node, Note) or not children_of(node):
        return node
    return replaced(node, children=_children(children_of(node), left))


def _with_address(node: PersName, party: Party) -> PersName:
    ref = party.person.ref if party.person else None
    attrs = node.attrs if node.attrs is not None else (("type", node.role),) if node.role else ()
    if ref is None or any(name == "ref" for name, _ in attrs):
        return node
    return replaced(node, attrs=(*attrs, ("ref", ref)))
