"""The base of the model's nodes: what a frozen, slotted dataclass gives, without what making one costs.

To make a dataclass takes some 270 µs; the model has too many classes for that to go unnoticed when the program starts.
A class of this kind takes 8 µs; its `__init__` is made when the first node is.
"""

from __future__ import annotations

from typing import Any, ClassVar, TypeAlias, TypeVar, dataclass_transform

# Attributes as the TEI has them, by their prefixed names (`type`, `xml:id`, `frus:doc-dateTime-min`), in order; None
# where the node was not read from TEI, and a writer derives them from the node's fields.
Attrs: TypeAlias = tuple[tuple[str, str], ...] | None

N = TypeVar("N", bound="Node")


def attribute(attrs: Attrs, name: str) -> str | None:
    """Return the value of an attribute, or None."""
    for key, value in attrs or ():
        if key == name:
            return value
    return None


class _NodeType(type):
    """Makes the annotated names of a class its slots, in order, and keeps the defaults for `__init__`."""

    def __new__(mcs, name: str, bases: tuple[type, ...], space: dict[str, Any]) -> _NodeType:
        fields = tuple(field for field in space.get("__annotations__", {}) if not field.startswith("_"))
        space["_defaults"] = {field: space.pop(field) for field in fields if field in space}
        space["__slots__"] = space["__match_args__"] = fields
        return super().__new__(mcs, name, bases, space)


@dataclass_transform(frozen_default=True)
class Node(metaclass=_NodeType):
    """Something that a document holds. Nodes of one class with equal fields are equal; nodes never change."""

    __match_args__: ClassVar[tuple[str, ...]]
    _defaults: ClassVar[dict[str, Any]]

    def __init__(self, *values: Any, **named: Any) -> None:
        # Reached by the first node of a class alone.
        kind = type(self)
        fields = kind.__match_args__
        defaults = self._defaults
        parameters = [f"{field}=_defaults[{field!r}]" if field in defaults else field for field in fields]
        settings = "".join(f"\n    _set_{field}(self, {field})" for field in fields) or "\n    pass"
        scope: dict[str, Any] = {f"_set_{field}": getattr(kind, field).__set__ for field in fields}
        scope["_defaults"] = defaults
        exec(f"def __init__(self, {', '.join(parameters)}):{settings}", scope)  # noqa: S102 - only our own names
        kind.__init__ = scope["__init__"]  # type: ignore[method-assign]
        kind.__init__(self, *values, **named)

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"{type(self).__name__} never changes; {name} cannot be set")

    def __eq__(self, other: object) -> bool:
        return type(self) is type(other) and self._values() == other._values()

    def __hash__(self) -> int:
        return hash((type(self), *self._values()))

    def __repr__(self) -> str:
        shown = (
            f"{field}={value!r}" for field, value in zip(self.__match_args__, self._values(), strict=True) if value
        )
        return f"{type(self).__name__}({', '.join(shown)})"

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), self._values()

    def _values(self) -> tuple[Any, ...]:
        return tuple(getattr(self, field) for field in self.__match_args__)


def replaced(node: N, **changes: Any) -> N:
    """Return a node like `node` with other values in the fields named."""
    values = {field: getattr(node, field) for field in node.__match_args__}
    return type(node)(**(values | changes))
