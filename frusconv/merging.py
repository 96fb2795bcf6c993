"""Documents of several sources put together: ids that differ, and references that still lead where they led."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from frusconv.model import Attrs, Content, Document, Ref, replaced
from frusconv.model.names import unique
from frusconv.model.node import attribute
from frusconv.model.walk import children_of, descendants

# For each volume and xml:id in it, the id that it has now.
_Homes: TypeAlias = Mapping[tuple[str | None, str], str]
_ID = "xml:id"


def merged(before: Sequence[Document], after: Sequence[Document]) -> tuple[tuple[Document, ...], dict[str, str]]:
    """Return documents with ids of their own, and for every xml:id the id of the document that it is in.

    `before` are the documents as they were read, `after` the same with ids that differ. Within a document references
    lead where they led; to another they lead there if it is of the same volume and among these, else to the volume.
    """
    taken = {document.id for document in after}
    renamed = [_new_ids(old, new, taken) for old, new in zip(before, after, strict=True)]
    homes: dict[tuple[str | None, str], str] = {}
    places: dict[str, str] = {}
    for document, ids in zip(after, renamed, strict=True):
        for old, new in ids.items():
            places[new] = document.id
            homes.setdefault((document.volume, old), new)
    documents = tuple(
        document._replace(blocks=_rewritten(document.blocks, _Targets(document.volume, ids, homes)))
        if document.attrs is not None
        else document
        for document, ids in zip(after, renamed, strict=True)
    )
    return documents, places


def _new_ids(old: Document, new: Document, taken: set[str]) -> dict[str, str]:
    """Return for every xml:id of a document the one that it gets: its own, or one with the document's id in it."""
    ids = {old.id: new.id}
    if old.attrs is None:  # Raw text has neither ids nor references.
        return ids
    for node in descendants(old.blocks):
        identifier = attribute(getattr(node, "attrs", None), _ID)
        if identifier and identifier not in ids:
            wanted = f"{new.id}-{identifier}" if identifier in taken else identifier
            ids[identifier] = unique(wanted, taken)
    return ids


class _Targets:
    """Finds the new target of a reference in one document."""

    def __init__(self, volume: str | None, ids: Mapping[str, str], homes: _Homes) -> None:
        self.ids = ids
        self._volume = volume
        self._homes = homes

    def of(self, target: str) -> str:
        """Return the target that leads where `target` led in the document's own file."""
        if target[:1] == "#":
            found = self.ids.get(target[1:]) or self._homes.get((self._volume, target[1:]))
            # What stands in another part of its volume must not lead into another volume's document.
            return f"#{found}" if found else f"{self._volume}{target}" if self._volume else target
        volume, mark, identifier = target.partition("#")
        found = self._homes.get((volume, identifier)) if mark else None
        return f"#{found}" if found else target


def _rewritten(nodes: Iterable[Content], targets: _Targets) -> tuple[Content, ...]:
    return tuple([_node(node, targets) for node in nodes])


def _node(node: Content, targets: _Targets) -> Content:
    attrs: Attrs = getattr(node, "attrs", None)
    changes: dict[str, object] = {}
    if attrs:
        told = tuple((name, _value(node, name, value, targets)) for name, value in attrs)
        if told != attrs:
            changes["attrs"] = told
    if isinstance(node, Ref):
        target = targets.of(node.target)
        if target != node.target:
            changes["target"] = target
    if children := children_of(node):
        rewritten = _rewritten(children, targets)
        if any(new is not old for new, old in zip(rewritten, children, strict=True)):
            changes["children"] = rewritten
    return replaced(node, **changes) if changes else node


def _value(node: Content, name: str, value: str, targets: _Targets) -> str:
    if name == _ID:
        return targets.ids.get(value, value)
    return targets.of(value) if name == "target" and isinstance(node, Ref) else value
